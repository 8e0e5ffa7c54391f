"""A bare acronym gets its sentence and the entries that use it; a faulty file is refused with every fault."""

from pathlib import Path

import pytest

from handlers.reception.compose import reply_to
from knowledge.base.glossary import GlossaryRefused, read_glossary
from knowledge.snapshot import Knowledge, KnowledgeRefused
from tests.knowledge.base_of_one import write_base


@pytest.mark.parametrize(
    ("text", "entry"),
    [("AMI", "ami-region"), ("l'ami ?", "ami-region"), ("fdva", "fdva"), ("DLA.", "dla-individuel"),
     ("qualiopi", "devenir-organisme-formation")],
)  # fmt: skip
def test_acronym_that_an_entry_is_about_is_answered_by_it(knowledge: Knowledge, text: str, entry: str) -> None:
    reading = knowledge.understand(text)
    assert (reading.outcome, reading.entry, reading.suggestions[0]) == ("answer", entry, entry)


@pytest.mark.parametrize(
    ("text", "first"),
    [("AAP", "financements-panorama"), ("scic ?", "statut-juridique"), ("c'est quoi un EPCI", "collectivites-soutien"),
     ("l'OPCO", "formation-piloter-financement"), ("sdjes", "fdva"),
     ("CPF c'est quoi ?", "formation-piloter-financement"),
     ("une cae", "incubateurs"), ("SCOP", "statut-juridique"), ("ESS", "dla-individuel")],
)  # fmt: skip
def test_acronym_gets_its_sentence_and_its_entries(knowledge: Knowledge, text: str, first: str) -> None:
    reading = knowledge.understand(text)
    assert (reading.outcome, reading.entry, reading.suggestions[0]) == ("suggest", None, first)
    term = knowledge.glossary.terms[str(reading.term)]
    reply = reply_to(reading, knowledge)
    assert reply.plain.splitlines()[0] == term.sentence
    assert [row[0].label for row in reply.rows] == [
        *(knowledge.entries[one].title for one in term.entries[:3]), "Parler à quelqu'un"
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["l'ami de mon frère", "ess et scop pour un café", "", "ca"])
def test_acronym_among_other_words_is_no_bare_acronym(knowledge: Knowledge, text: str) -> None:
    assert knowledge.glossary.asked(text) is None


def test_sentences_are_short_enough_for_a_phone(knowledge: Knowledge) -> None:
    assert [term.name for term in knowledge.glossary.terms.values() if len(term.sentence.split()) > 20] == []


def test_faulty_glossary_is_refused_with_every_fault(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_text(
        "AMI: {sentence: Une aide., entries: [rien], said: [aide]}\n"
        "ami: {sentence: Une aide., entries: [fdva], said: [aide]}\n"
        "ESS: {entries: [fdva], said: [x]}\n"
        "CPF: {sentence: Un compte., entries: [], said: [x]}\n"
        "DLA: {sentence: Un conseil., entries: [fdva], said: [x], colour: red}\n"
    )
    with pytest.raises(GlossaryRefused) as refused:
        read_glossary(path, {"fdva"})
    assert refused.value.faults == [
        "glossary.yaml: AMI: names the entry 'rien', which does not exist: remove it or correct it",
        "glossary.yaml: ESS: the sentence is missing: add it",
        "glossary.yaml: CPF: entries must be a list of at least one text",
        "glossary.yaml: DLA: the field colour is unknown: remove it",
        "glossary.yaml: ami stands there twice: keep one",
    ]


def test_base_of_other_entries_keeps_the_sentences_and_its_own_file_is_checked(tmp_path: Path) -> None:
    base = write_base(tmp_path / "base")
    small = Knowledge.load(base)
    reading = small.understand("FDVA")
    assert (reading.outcome, reading.term) == ("suggest", "fdva")
    assert "Fonds pour le développement" in reply_to(reading, small).plain
    (base / "glossary.yaml").write_text("AMI: {sentence: Une aide., entries: [rien], said: [aide]}\n")
    with pytest.raises(KnowledgeRefused):
        Knowledge.load(base)
