"""Words of danger written as they are heard: « granje » is « grange », « sétoufe » is « s'étouffe »."""

from collections.abc import Container, Iterable

from knowledge.text.sounds import sound

SHORTEST, LONGEST = 4, 16  # letters of a word that is read by its sound
_LEAST = 3  # signs of a sound: a shorter one is that of too many words
_APART = 2  # letters by which a word and its right spelling may differ in length
_VOWELS = "aeiouyh"
_ELIDED = "mslj"
# The words remembered; what strangers type must not fill the memory.
_REMEMBERED = 10_000


class Misspelt:
    """A reader of single words by their sound.

    `words` are the words of danger rightly spelt, of two that sound alike the one that is meant first. A word of
    `known`, any French word or name, is never read as another.
    """

    def __init__(self, words: Iterable[str], known: Container[str]) -> None:
        spelt = tuple(words)
        self._known = known
        self._by_sound: dict[str, str] = {}
        self._read: dict[str, str] = {}
        elided = [f"{letter} {word}" for word in spelt if word[0] in _VOWELS for letter in _ELIDED]
        for said in (*spelt, *elided):
            self._by_sound.setdefault(sound(said.replace(" ", "")), said)

    def right(self, word: str) -> str:
        """Return the word of danger that a plain word sounds like, "je" before it where its J was glued to it.

        A word that is known, or sounds like none, is returned unchanged.
        """
        if not SHORTEST <= len(word) <= LONGEST or word in self._known:
            return word
        if word not in self._read:
            if len(self._read) >= _REMEMBERED:
                self._read.clear()
            self._read[word] = self._alike(word)
        return self._read[word]

    def _alike(self, word: str) -> str:
        meant = self._meant(word)
        if meant is None and word[0] == "j" and word[1] not in _VOWELS:
            after = self._meant(word[1:])
            return word if after is None else f"je {after}"
        return meant or word

    def _meant(self, word: str) -> str | None:
        if word in self._known:
            return None
        heard = sound(word)
        meant = self._by_sound.get(heard) if len(heard) >= _LEAST else None
        return meant if meant and abs(len(meant) - len(word)) <= _APART else None
