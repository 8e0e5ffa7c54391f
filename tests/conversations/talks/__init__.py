"""Whole conversations, turn by turn: every message that anybody receives is written down, and no other comes."""

import pytest

pytest.register_assert_rewrite("tests.conversations.talks.talk")
