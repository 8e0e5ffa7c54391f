"""From letters to words: spelling, sounds, courtesy, languages, and the redaction of what must not be kept."""
