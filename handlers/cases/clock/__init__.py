"""What the ticker does for cases."""
