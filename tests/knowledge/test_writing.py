"""The file written from an entry is read back as that entry, for every entry shipped."""

from dataclasses import replace

from knowledge.base.facts import Source
from knowledge.base.overlay import SENTENCE, Change, with_sentence
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
