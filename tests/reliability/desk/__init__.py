"""The case desk in random storms and under kills."""
