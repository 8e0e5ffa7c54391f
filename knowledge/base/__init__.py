"""The base as it is written: entries, team, glossary, dates, and what the team lays over them."""
