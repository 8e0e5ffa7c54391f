"""Stories of the worst faults: people write and press in front of the bot, and know nothing else of it."""
