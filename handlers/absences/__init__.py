"""Staff say when they are away."""
