"""Curation of the base by the team, from the chat."""
