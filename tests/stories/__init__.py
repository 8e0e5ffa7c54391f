"""The worst faults, each told as a story: people write and press in front of the bot, and nothing else is known of it."""
