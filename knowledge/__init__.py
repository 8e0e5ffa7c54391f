"""What is known: entries, places, the team; how a question finds its answer. No database, no Telegram."""
