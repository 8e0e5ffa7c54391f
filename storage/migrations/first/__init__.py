"""The tables of the first schema, by subject. These never change once released: later changes are migrations."""
