"""A case as the person who asked sees it."""
