"""What somebody wants to be told of: chosen, offered once, ended at once."""
