"""Whole conversations, turn by turn: each message that anybody receives is written down, and no other may come."""

import pytest

pytest.register_assert_rewrite("tests.conversations.talks.talk")
