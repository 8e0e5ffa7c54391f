"""Cases as the person who asked sees them."""
