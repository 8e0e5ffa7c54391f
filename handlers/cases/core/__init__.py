"""A case: its rules, its steps, whom it goes to, what passes through it."""
