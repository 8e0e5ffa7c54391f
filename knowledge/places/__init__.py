"""Places: from what a person writes to the communes and departments it may name."""
