"""The file written from an entry is read back as that entry, for every entry shipped."""

from dataclasses import replace

from knowledge.base.facts import Source
from knowledge.base.overlay import SENTENCE, WHOLE, Change, Overlay, print_of_file, with_sentence
from knowledge.base.sentences import sentences
from knowledge.base.writing import read_back, written
from knowledge.snapshot import Knowledge


def test_every_entry_is_read_back_as_it_was_written(knowledge: Knowledge) -> None:
    for entry in knowledge.files.values():
        again = read_back(written(entry), entry.id)
        assert again is not None, entry.id
        assert replace(again, carried=()) == replace(entry, carried=()), entry.id
        assert dict(reversed(again.carried)) == dict(reversed(entry.carried)), entry.id
        assert written(again) == written(entry)


def test_correction_of_the_team_is_written_with_its_author_as_the_source(knowledge: Knowledge) -> None:
    entry = knowledge.files["ami-montants"]
    old = sentences(entry.answer)[1].raw
    by = Change(1, entry.id, SENTENCE, old, "Ces chiffres sont ceux de la Région.", "", "Chloé Rivolet", "1er mai 2026")
    again = read_back(written(with_sentence(entry, by)), entry.id)
    assert again is not None
    assert Source("Chloé Rivolet", None, "1er mai 2026", "s1") in again.sources
    assert dict(again.carried)["Ces chiffres sont ceux de la Région"].name == "Chloé Rivolet"


def whole(knowledge: Knowledge, number: int, **new: object) -> Change:
    """Return a change that rewrites the FDVA's entry as it is in its file."""
    file = knowledge.files["fdva"]
    after = written(replace(file, **new))  # type: ignore[arg-type]
    return Change(number, "fdva", WHOLE, written(file), after, print_of_file(file), "Chloé Rivolet")


def test_whole_entry_takes_the_place_of_its_file_and_of_what_was_changed_before(knowledge: Knowledge) -> None:
    old = sentences(knowledge.files["fdva"].answer)[-1].raw
    before = Change(1, "fdva", SENTENCE, old, "C'est dit autrement.", "", "Chloé Rivolet")
    laid = knowledge.laid(Overlay(1, (before, whole(knowledge, 2, title="Le FDVA"))))
    assert (laid.entries["fdva"].title, laid.outdated) == ("Le FDVA", ())
    assert laid.entries["fdva"].answer == knowledge.files["fdva"].answer


def test_whole_entry_waits_where_its_file_was_rewritten_or_its_subject_is_gone(knowledge: Knowledge) -> None:
    upgraded = replace(whole(knowledge, 1, title="Le FDVA"), base="another")
    gone = whole(knowledge, 1, subject="nulle-part")
    for change in (upgraded, gone):
        laid = knowledge.laid(Overlay(1, (change,)))
        assert (laid.entries["fdva"], laid.outdated) == (knowledge.files["fdva"], (change,))


def test_file_that_has_taken_a_whole_entry_up_needs_nothing(knowledge: Knowledge) -> None:
    change = replace(whole(knowledge, 1), base="of before")
    assert knowledge.laid(Overlay(1, (change,))).outdated == ()
