"""A case as staff see it."""
