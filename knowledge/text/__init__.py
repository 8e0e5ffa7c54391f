"""From letters to words: spelling, sounds, courtesy, languages, and what must not be kept."""
