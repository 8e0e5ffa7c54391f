"""Changes of the team laid over the files, and over files that were rewritten meanwhile."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from knowledge.base.completions import Completion
from knowledge.base.entry import Approval, Entry
from knowledge.base.facts import Fact, Source
from knowledge.base.overlay import (
    ADDED,
    DROPPED,
    FACT,
    SENTENCE,
    Change,
    Overlay,
    is_past,
    lay,
    print_of,
    print_of_entry,
)

BEES = Entry(
    id="abeilles", title="Les abeilles", subject="decouvrir", questions=("où sont les ruches", "miel"),
    referent="delegate", sources=(Source("une source", None, "2025"),), review_by=date(2027, 6, 30), related=(),
    answer="**Elles volent.** Elles piquent.",
)  # fmt: skip
MILL = replace(BEES, id="moulin", title="Le moulin", questions=("farine",), answer="Il tourne.")
FILES = {"abeilles": BEES, "moulin": MILL}


def change(kind: str, old: str, new: str, entry: str = "abeilles", number: int = 1, base: str = "") -> Change:
    return Change(number, entry, kind, old, new, base or print_of(FILES[entry].answer), "Chloé")


def test_sentence_is_served_corrected_and_its_neighbours_stay() -> None:
    laid = lay(FILES, Overlay(1, (change(SENTENCE, "Elles piquent.", "Elles dansent."),)))
    assert (laid.entries["abeilles"].answer, laid.outdated) == ("**Elles volent.** Elles dansent.", ())
    assert laid.entries["moulin"] is MILL


def test_corrections_follow_each_other() -> None:
    first = change(SENTENCE, "Elles piquent.", "Elles dansent.")
    second = change(SENTENCE, "Elles dansent.", "Elles chantent.", number=2)
    assert lay(FILES, Overlay(2, (first, second))).entries["abeilles"].answer == "**Elles volent.** Elles chantent."


def test_file_rewritten_under_a_correction_holds_it() -> None:
    one = change(SENTENCE, "Elles piquent.", "Elles dansent.")
    newer = FILES | {"abeilles": replace(BEES, answer="**Elles volent.** Elles piquent. Un peu.")}
    laid = lay(newer, Overlay(1, (one,)))
    assert (laid.entries["abeilles"].answer, laid.outdated) == ("**Elles volent.** Elles piquent. Un peu.", (one,))


def test_file_that_took_the_correction_up_needs_it_no_more() -> None:
    one = change(SENTENCE, "Elles piquent.", "Elles dansent.")
    newer = FILES | {"abeilles": replace(BEES, answer="**Elles volent.** Elles dansent.")}
    laid = lay(newer, Overlay(1, (one,)))
    assert (laid.entries["abeilles"].answer, laid.outdated) == ("**Elles volent.** Elles dansent.", ())


def test_correction_that_makes_the_answer_faulty_is_held() -> None:
    one = change(SENTENCE, "Elles piquent.", "Elles donnent 500 €.")
    laid = lay(FILES, Overlay(1, (one,)))
    assert (laid.entries["abeilles"].answer, laid.outdated) == (BEES.answer, (one,))


def test_change_of_an_entry_that_is_gone_is_held() -> None:
    one = change(SENTENCE, "Elles piquent.", "Elles dansent.")
    assert lay({"moulin": MILL}, Overlay(1, (one,))).outdated == (one,)


STINGS = Completion("piqure", "abeilles", "Piquent-elles ?", "On le demande.", "Elles piquent {}.", ("ça pique ?",))
TOLD = Change(3, "abeilles", FACT, "piqure", "Elles piquent rarement.", "", "Chloé", "1er décembre 2026")


@pytest.mark.parametrize("facts", [(Fact(("aie", "ça pique ?"), "Elles piquent."),), ()])
def test_fact_that_the_team_told_is_served_signed_and_dated(facts: tuple[Fact, ...]) -> None:
    laid = lay(FILES | {"abeilles": replace(BEES, facts=facts)}, Overlay(1, (TOLD,)), {"piqure": STINGS})
    bees, asked = laid.entries["abeilles"], laid.entries["abeilles"].fact_asked("ça pique ?")
    assert asked is not None
    assert (asked.says, bees.source_of(asked)) == (TOLD.new, Source("Chloé", None, "1er décembre 2026"))
    assert bees.answer == ("**Elles volent.** Elles piquent rarement." if facts else BEES.answer)
    assert laid.outdated == ()


def test_fact_told_again_replaces_the_first_and_may_be_corrected() -> None:
    again = replace(TOLD, id=4, new="Elles piquent peu.")
    base = print_of(BEES.answer)
    better = Change(
        5, "abeilles", SENTENCE, "Elles piquent peu.", "Elles ne piquent pas.", base, "Karine", "2 décembre"
    )
    laid = lay(FILES, Overlay(3, (TOLD, again, better)), {"piqure": STINGS})
    (fact,) = laid.entries["abeilles"].facts
    assert (fact.says, fact.source) == ("Elles ne piquent pas.", Source("Karine", None, "2 décembre"))


@pytest.mark.parametrize(("new", "completions"), [(TOLD.new, {}), ("mot " * 200, {"piqure": STINGS})])
def test_fact_that_cannot_be_served_is_held(new: str, completions: dict[str, Completion]) -> None:
    one = replace(TOLD, new=new)
    bees = replace(BEES, facts=(Fact(("ça pique ?",), "Elles piquent."),))
    laid = lay(FILES | {"abeilles": bees}, Overlay(1, (one,)), completions)
    assert (laid.entries["abeilles"], laid.outdated) == (bees, (one,))


def test_corrected_sentence_has_who_corrected_it_as_its_source() -> None:
    one = replace(change(SENTENCE, "**Elles volent.**", "**Elles dansent.**"), day="1er décembre 2026")
    assert lay(FILES, Overlay(1, (one,))).entries["abeilles"].source_of().name == "Chloé"


def test_wordings_are_added_and_dropped() -> None:
    laid = lay(FILES, Overlay(2, (change(ADDED, "", "apiculture"), change(DROPPED, "miel", "", number=2))))
    assert laid.entries["abeilles"].questions == ("où sont les ruches", "apiculture")


def test_wording_that_another_entry_has_is_held() -> None:
    one = change(ADDED, "", "Farine !")
    laid = lay(FILES, Overlay(1, (one,)))
    assert (laid.entries["abeilles"].questions, laid.outdated) == (BEES.questions, (one,))


def test_wording_dropped_from_one_entry_may_join_another() -> None:
    moved = (change(DROPPED, "farine", "", "moulin"), change(ADDED, "", "farine", number=2))
    laid = lay(FILES, Overlay(2, moved))
    assert (laid.entries["moulin"].questions, laid.outdated) == ((), ())
    assert "farine" in laid.entries["abeilles"].questions


def test_approval_is_for_the_words_that_were_read() -> None:
    approvals = {"abeilles": (Approval("Chloé", date(2026, 12, 1)), print_of_entry(BEES))}
    assert lay(FILES, Overlay(1, (), approvals)).entries["abeilles"].approval == Approval("Chloé", date(2026, 12, 1))
    corrected = Overlay(2, (change(SENTENCE, "Elles piquent.", "Elles dansent."),), approvals)
    assert lay(FILES, corrected).entries["abeilles"].approval is None
    redated = FILES | {"abeilles": replace(BEES, sources=(Source("une source", None, "2026"),))}
    assert lay(redated, Overlay(1, (), approvals)).entries["abeilles"].approval is None


@pytest.mark.parametrize(
    ("approved", "today", "past"),
    [
        (None, date(2027, 6, 30), False),
        (None, date(2027, 7, 1), True),
        (date(2027, 6, 1), date(2027, 7, 1), True),
        (date(2027, 7, 2), date(2027, 7, 3), False),
        (date(2027, 7, 2), date(2027, 7, 2) + timedelta(days=366), True),
    ],
)
def test_entry_is_to_be_read_again_after_its_date_unless_approved_since(
    approved: date | None, today: date, past: bool
) -> None:
    entry = replace(BEES, approval=Approval("Chloé", approved) if approved else None)
    assert is_past(entry, today) is past
