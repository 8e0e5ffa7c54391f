"""The team reads and mends the base from the chat."""
