"""Danger is heard first, everywhere: before forms, buttons typed as words and relays."""
