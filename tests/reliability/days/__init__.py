"""Days of work at the desk: three delegates with fifteen cases each, and all that a thumb can do."""
