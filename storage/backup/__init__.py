"""The whole database in one portable file, and back. Knows tables, never what they mean but for a few named ones."""
