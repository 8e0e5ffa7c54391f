"""The whole database in one portable file, and back. Tables are copied without knowing their meaning, but for a few."""
