"""Settings of Hypothesis: examples are judged by what they show, never by their time."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
