"""A local server that speaks Telegram's Bot API, with people to chat as; it imports nothing else of ours."""
