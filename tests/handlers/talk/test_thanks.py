"""Thanks ask for nothing; what cannot be read, a number, or a sign of distress is more than thanks."""

import pytest

from handlers.talk.thanks import DAYS, agrees, is_automatic, is_thanks_to, only_thanks

KARINE = ("karine", "machat")
UNREAD = (
    "Нам срочно нужна помощь",
    "نحتاج إلى المساعدة",
    "请帮帮我们",
    "ok Помогите",
    "Βοήθεια",
    "🆘",
    "😭",
    "😡😡",
    "...",
)
UNREAD += (
    "!!!",
    "—",
    "🏠",
    "merci 😢",
    "👍 ?",
    "",
    "  ",
    "Merci, 07 98 76 54 32",
    "ok 0555123456",
    "merci 12345",
    "١٢٣",
)


@pytest.mark.parametrize(
    "words", ["Merci !", "👍", "👍🏽", "❤️", "🙏🏿🙏", "😊 !", "Merci 😂", "ok", "🤝 👏", "d'accord, merci"]
)
def test_thanks(words: str) -> None:
    assert only_thanks(words)
    assert is_thanks_to(words, KARINE)


@pytest.mark.parametrize("words", UNREAD)
def test_no_thanks(words: str) -> None:
    assert not only_thanks(words)
    assert not only_thanks(words, {*DAYS, *KARINE})


@pytest.mark.parametrize(
    "words", ["d'accord pour mercredi", "ok 14 h 30", "va pour Karine", "merci, à jeudi midi", "ok 12"]
)
def test_answers_are_no_mere_thanks(words: str) -> None:
    assert not is_thanks_to(words, KARINE)


def test_thanks_by_name_are_thanks() -> None:
    assert is_thanks_to("Merci beaucoup Karine", KARINE)
    assert [agrees(words) for words in ("oui merci", "👍", "merci beaucoup", "🙏")] == [True, True, False, False]


@pytest.mark.parametrize(
    "words",
    [
        "Merci Karine, je vais regarder ça et je reviens vers vous", "je vous tiens au courant", "ok je regarde, merci",
        "Top ! bonne journée à toute l'équipe", "C'est très clair, merci pour votre réactivité",
        "je transmets à mon équipe",
        "Merci, on vous recontacte bientôt", "Parfait, je reviens vers vous demain", "super, je note",
    ],
)  # fmt: skip
def test_who_says_what_they_will_do_asks_for_nothing(words: str) -> None:
    assert only_thanks(words, {*DAYS, *KARINE})


@pytest.mark.parametrize(
    "words",
    [
        "je vous rappelle que j'attends", "je reviens vers vous car rien n'avance", "je note que personne ne répond",
        "je vous transmets mon budget", "merci mais je ne comprends pas", "je regarde, mais où est le formulaire",
        "je vois pas le document", "merci de me rappeler",
    ],
)  # fmt: skip
def test_who_adds_a_wish_asks_for_something(words: str) -> None:
    assert not only_thanks(words, {*DAYS, *KARINE})


def test_automatic_replies_are_told_from_people() -> None:
    automatic = ("Réponse automatique : je suis absente jusqu'au 15", "Automatic reply: out of office",
                 "Absence du bureau", "Bonjour, je suis en congés, ce message est automatique")  # fmt: skip
    assert [one for one in automatic if not is_automatic(one)] == []
    people = ("je suis absente jusqu'au 15", "c'est une réponse automatique ?", "l'inscription est automatique",
              "J'ai reçu un message automatique de la Région qui refuse l'aide")  # fmt: skip
    assert [one for one in people if is_automatic(one)] == []
