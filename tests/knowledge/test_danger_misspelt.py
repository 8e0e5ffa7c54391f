"""Danger is heard in French written as it sounds, with its own number first, and not in what only sounds like it."""

from knowledge.danger.misspelt import Misspelt


def test_words_are_read_by_their_sound_unless_they_are_known() -> None:
    misspelt = Misspelt(["grange", "etouffe", "saigne", "harcele"], {"grand", "marcel"})
    read = {word: misspelt.right(word) for word in ("granje", "setoufe", "jsegne", "marcel", "grand", "tgv", "aaaa")}
    assert read == {
        "granje": "grange", "setoufe": "s etouffe", "jsegne": "je saigne",
        "marcel": "marcel", "grand": "grand", "tgv": "tgv", "aaaa": "aaaa",
    }  # fmt: skip
