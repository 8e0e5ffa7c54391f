"""The case desk in random storms."""
