"""The ground of the tests of rules: examples drawn by Hypothesis are judged by what they say, never by their time."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
