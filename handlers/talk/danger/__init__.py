"""The answer to danger, which comes before forms, commands typed as words and relays."""
