"""Dates as people type them: the words one by one, then what they mean together."""
