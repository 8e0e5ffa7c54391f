"""Buttons: every code fits what Telegram takes and leads somewhere; every entry is in the table of contents."""

import re

from telegram.ext import CallbackQueryHandler

from handlers.curation import buttons as curation
from handlers.reception.router import routes
from handlers.subscriptions.texts import ABOUT, LABELS
from handlers.talk import buttons
from knowledge.base.kinds import kinds
from knowledge.base.subjects import NEWS_SUBJECTS
from knowledge.snapshot import Knowledge
from tests.handlers.verbs import VERBS

LARGEST_CODE = 64  # in bytes


def test_every_verb_is_routed_once() -> None:
    patterns = [
        route.pattern.pattern for route in routes()
        if isinstance(route, CallbackQueryHandler) and isinstance(route.pattern, re.Pattern)
    ]  # fmt: skip
    assert sorted(patterns) == sorted(rf"^{verb}(:|$)" for verb in set(VERBS))


def test_every_code_fits(knowledge: Knowledge) -> None:
    codes = [make(entry).code for entry in knowledge.entries for make in (buttons.helped, buttons.not_helped)]
    codes += [buttons.entry(entry, "").code for entry in knowledge.entries]
    codes += [curation.take_sentence(entry, 20, "0" * 16, "").code for entry in knowledge.entries]
    codes += [curation.approve(entry, "0" * 16).code for entry in knowledge.entries]
    codes += [curation.add_to(2**31, entry, "").code for entry in knowledge.entries]
    codes += [buttons.topic(name, "").code for name in knowledge.subjects]
    assert [code for code in codes if len(code.encode()) > LARGEST_CODE] == []


def test_every_entry_stands_in_one_subject(knowledge: Knowledge) -> None:
    listed = [entry.id for entries in knowledge.contents.values() for entry in entries]
    assert sorted(listed) == sorted(knowledge.entries)


def test_news_are_offered_of_what_one_may_ask_to_be_told_of() -> None:
    offered = {kind.news for kind in kinds().values()} - {None}
    assert offered <= set(NEWS_SUBJECTS) == LABELS.keys() == ABOUT.keys()
