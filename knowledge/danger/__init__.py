"""Danger in what people write: which kind, heard in each sentence, and the numbers that help."""
