"""Cases as staff see them."""
