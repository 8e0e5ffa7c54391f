"""Danger is heard in French written as it sounds, with its own number first, and not in what only sounds like it."""

import pytest

from knowledge.danger.hearing import NOTHING, Ear
from knowledge.danger.lexicon import shipped
from knowledge.danger.misspelt import Misspelt
from knowledge.danger.numbers import numbers_for


@pytest.fixture(scope="module")
def ear() -> Ear:
    return Ear(shipped())


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("ma soeur a pris tro de medoc ele se reveille pa", "15"),
        ("mon collegue fé un malaise il respir plus", "15"),
        ("mon collègue fait un AVC", "15"),
        ("ki peut maider je saigne", "15"),
        ("ma mere a avaler tro de cachet", "15"),
        ("jme suis ouvert les vene", "3114"),
        ("jen peu plu je vais en finire", "3114"),
        ("ya qqun qui cogne mon voisin jentend des cris", "3919"),
        ("mon chef me harcele", "116 006"),
        ("bebe abandoné", "119"),
        ("un enfant est tout seul dans la rue", "119"),
    ],
)
def test_misspelt_danger_gets_its_own_number_first(ear: Ear, said: str, number: str) -> None:
    assert numbers_for(ear.hear(said).kinds)[0].number == number


@pytest.mark.parametrize(
    "said",
    ["il fume des joints dans le local", "le four à pain brûle trop fort", "je suis dans le Médoc",
     "un malaise dans l'équipe depuis la réunion", "j'ai des cachets à jeter", "mon chef ne me harcèle pas"],
)  # fmt: skip
def test_what_only_sounds_like_it_is_nothing(ear: Ear, said: str) -> None:
    assert ear.hear(said) == NOTHING


def test_words_are_read_by_their_sound_unless_they_are_known() -> None:
    misspelt = Misspelt(["grange", "etouffe", "saigne", "harcele"], {"grand", "marcel"})
    read = {word: misspelt.right(word) for word in ("granje", "setoufe", "jsegne", "marcel", "grand", "tgv", "aaaa")}
    assert read == {
        "granje": "grange", "setoufe": "s etouffe", "jsegne": "je saigne",
        "marcel": "marcel", "grand": "grand", "tgv": "tgv", "aaaa": "aaaa",
    }  # fmt: skip
