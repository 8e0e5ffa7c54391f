"""The finder: from a question to the entry that answers it."""
