"""Entries of the base, as people read them."""
