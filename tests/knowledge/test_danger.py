"""Danger is heard in the words of people who never saw a rule, and not in names, places and manners of speaking."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.base import Knowledge
from knowledge.danger.hearing import NOTHING, Ear
from knowledge.danger.lexicon import shipped
from knowledge.danger.numbers import help_numbers
from knowledge.places.table import communes
from tests.measure_danger import SETS, UNREAD, measure

FIRST_NAMES = (Path(__file__).parent / "first_names.txt").read_text(encoding="utf-8").split()
INTRODUCTIONS = ("Bonjour, je suis {}", "moi c'est {}", "je m'appelle {}", "{} à l'appareil", "Bonjour, {} de Limoges")
KINDS = frozenset({"suicide", "violence", "child", "fire", "health", "shelter", "threat", "elder", "harassment"})


@pytest.fixture(scope="module")
def ear() -> Ear:
    return Ear(shipped())


@pytest.mark.parametrize("author", sorted(path.stem for path in SETS.glob("*.jsonl")))
def test_authors_are_heard(author: str) -> None:
    """The unread ones say how strangers are heard; the others, that nothing is lost."""
    one = measure(SETS / f"{author}.jsonl")
    if author in UNREAD:
        assert (one.alarms >= 0.75, one.first >= 0.9, one.heard >= 0.8) == (True, True, True), one
        assert (one.invented <= 0.03, one.quiet <= 0.06) == (True, True), one
    else:
        assert (one.alarms >= 0.9, one.first >= 0.92, one.heard >= 0.95) == (True, True, True), one
        assert (one.invented <= 0.03, one.quiet <= 0.06) == (True, True), one


def test_nobody_who_says_a_name_is_thought_in_danger(ear: Ear) -> None:
    said = [form.format(name) for name in FIRST_NAMES for form in INTRODUCTIONS]
    assert len(said) > 1000
    assert [words for words in said if ear.hear(words) != NOTHING] == []


def test_no_town_is_a_danger(ear: Ear) -> None:
    ours = ("16", "17", "19", "23", "24", "33", "40", "47", "64", "79", "86", "87")
    said = [f"je suis à {one.name}" for one in communes() if one.department in ours]
    assert [words for words in said if ear.hear(words).kinds] == []


def test_no_wording_of_the_base_sounds_the_alarm(ear: Ear, knowledge: Knowledge) -> None:
    wordings = [text for entry in knowledge.entries.values() for text in (entry.title, *entry.questions)]
    assert [words for words in wordings if ear.hear(words).kinds] == []


def test_each_kind_has_numbers_with_their_source_and_date() -> None:
    assert help_numbers().keys() == KINDS == shipped().alarm.keys() == shipped().doubt.keys()
    for numbers in help_numbers().values():
        assert "114" in [one.number for one in numbers]
        assert all(one.source.startswith("https://") and one.dated < date(2026, 12, 1) for one in numbers)


@pytest.mark.parametrize(
    ("said", "kind", "entry"),
    [
        ("je n'en peux plus, je veux mourir. Comment je rends le dossier AMI ?", "suicide", "ami-depot"),
        ("je veux mourir comment je rends le dossier ami", "suicide", "ami-depot"),
        ("C'est quoi le FDVA ? Mon mari me frappe.", "violence", "fdva"),
        ("MON MARI ME TAPE DESSUS", "violence", None),
        ("il ma etranglé hier soir", "violence", None),
        ("mon compagnon m'a encore cassé la figure hier soir", "violence", None),
        ("il lui a mis une raclée devant les enfants", "violence", None),
        ("son mec lui saute à la gorge dès qu'elle parle", "violence", None),
        ("elle s'est fait passer à tabac par son ex", "violence", None),
        ("y a le feu au lieu", "fire", None),
        ("une gamine de l'atelier a des bleus partout", "child", None),
    ],
)
def test_danger_and_question_are_both_read(knowledge: Knowledge, said: str, kind: str, entry: str | None) -> None:
    reading = knowledge.understand(said)
    assert (reading.heard.kinds[0], reading.entry) == (kind, entry)
    assert reading.outcome == ("answer" if entry else "distress")


@pytest.mark.parametrize(
    "said",
    ["il revient ce soir jai trop peur", "mon ex sort de prison lundi et j'ai peur", "je tremble, mon mari rentre"],
)
def test_fear_of_who_comes_back_gets_the_numbers(ear: Ear, said: str) -> None:
    heard = ear.hear(said)
    assert "violence" in (*heard.kinds, heard.doubt)


@pytest.mark.parametrize(
    "said",
    ["on se casse la tête sur ce budget", "il revient demain avec le devis", "le maire rentre de congé lundi",
     "la machine m'a cassé une lame", "on a mis une raclée aux voisins au babyfoot",
     "je me suis cassé le poignet au ski, je viens en visio"],
)  # fmt: skip
def test_neighbours_of_these_words_are_no_alarm(ear: Ear, said: str) -> None:
    assert ear.hear(said).kinds == ()


def test_long_and_odd_texts_are_read_to_their_end(ear: Ear) -> None:
    story = "nous avons repris la grange de mon oncle avec des amis et " * 60
    assert ear.hear(f"{story} je veux mourir {story}"[:4096]).kinds == ("suicide",)
    assert ear.hear("je veux" + " " * 3900 + "mourir").kinds == ("suicide",)
    assert ear.hear("a " * 2000) == ear.hear("") == NOTHING
