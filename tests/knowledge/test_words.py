"""The steps before the scores: letters, sounds, spelling, meanings, courtesy. Each promises one thing."""

import pytest

from knowledge.finder.followup import family, topic
from knowledge.text.courtesy import without_courtesy
from knowledge.text.meanings import Meanings
from knowledge.text.sounds import sound
from knowledge.text.spelling import Spelling
from knowledge.text.words import plain, sentences, words


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("C KOI le FDVA ?", "ce quoi le fdva"),
        ("jcherche un tl", "je cherche un tiers lieu"),
        ("L’appel à manifestation d’intérêt", "l ami"),
        ("le Dispositif local d'accompagnement", "le dla"),
        ("un œuf", "un oeuf"),
        ("👍", "ok"),
        ("", ""),
    ],
)
def test_words_reads_what_people_type(typed: str, read: str) -> None:
    assert words(typed) == read


def test_plain_keeps_money_and_drops_punctuation() -> None:
    assert plain("Jusqu'à 50 € (ou 10 %) !") == "jusqu a 50 € ou 10 %"


def test_sentences_are_cut_at_their_ends() -> None:
    assert sentences("Bonjour. Où êtes-vous ? Merci !") == ["Bonjour.", "Où êtes-vous ?", "Merci !"]


@pytest.mark.parametrize(
    ("right", "typed"),
    [("faudrait", "fodre"), ("condition", "condision"), ("financement", "finencement"), ("juridique", "juridic")],
)
def test_words_spelt_as_heard_share_a_sound(right: str, typed: str) -> None:
    assert sound(right) == sound(typed)


def test_words_of_different_sounds_do_not_share_one() -> None:
    assert sound("formation") != sound("fondation")


@pytest.fixture
def spelling() -> Spelling:
    return Spelling(["une association cherche un financement", "le financement de notre association", "l eligible"])


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("finensement", "financement"),
        ("assocaition", "association"),
        ("lassociation", "l association"),
        ("xylophone", "xylophone"),
        ("12345", "12345"),
    ],
)
def test_unknown_word_is_read_as_the_nearest_known_one(spelling: Spelling, typed: str, read: str) -> None:
    assert spelling.correct(typed) == read


def test_families_of_words_are_read_as_one() -> None:
    meanings = Meanings({"argent": ["sous", "financ*"], "lieu": ["local"]})
    assert meanings.read("des sous pour financer un local") == "des ARGENT pour ARGENT un LIEU"


def test_word_in_two_families_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'local' stands in two families: keep it in one"):
        Meanings({"lieu": ["local"], "ici": ["local"]})


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("bonjour madame ou etes vous merci d avance", "ou etes vous"),
        ("d accord elle est quand", "elle est quand"),
        ("bonjour", "bonjour"),
        ("merci beaucoup", "merci beaucoup"),
    ],
)
def test_courtesy_around_a_question_is_set_aside(said: str, asked: str) -> None:
    assert without_courtesy(said) == asked


def test_topic_is_what_a_family_of_entries_shares() -> None:
    entries = ["ami-depot", "ami-region", "fdva", "fdva-depot", "laboratoire"]
    assert [topic(one, entries) for one in entries] == ["ami", "ami", "fdva", "fdva", "laboratoire"]
    assert family("ami-depot", entries) == family("ami-region", entries)
