"""Danger in what people write: its kind, heard in each sentence, and the numbers that help."""
