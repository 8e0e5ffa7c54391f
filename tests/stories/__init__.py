"""The worst faults, each told as a story: people write and press in front of the bot, knowing nothing else of it."""
