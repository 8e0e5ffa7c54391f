"""The correction of unknown words to the nearest word of the base: by sound, then by a slip of the finger."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.text.sounds import sound

# A word that a single wording uses may be a slip itself, and corrects nothing.
_SEEN = 2
_SHORTEST_BY_SOUND, _SHORTEST_BY_LETTERS = 4, 5
_TWO_SLIPS_FROM = 8
_LONGEST_WORD = 40
# Unknown words corrected in one text. The search takes time, and a text with more of them is none of ours.
MOST_CORRECTED = 40
# An elision typed without its apostrophe: « lassociation », « minscrire », « dhier ».
_GLUED = re.compile(r"(qu|[cdjlmnst])([aeiouyh]\w{2,})$")


class Spelling:
    """A corrector of misspelt words to the words of the knowledge base.

    `texts` are the base's wordings in plain words; a word that occurs in them at least twice is known, and corrected
    to. So is each of `trusted`, however seldom it occurs.
    """

    def __init__(self, texts: Iterable[str], trusted: Iterable[str] = ()) -> None:
        seen = Counter(word for text in texts for word in text.split())
        seen.update(dict.fromkeys(trusted, _SEEN))
        self._known = {word for word, times in seen.items() if times >= _SEEN}
        # The most frequent word of a sound comes last, and stays.
        self._by_sound = {
            sound(word): word
            for word in sorted(self._known, key=lambda one: (seen[one], one))
            if len(word) >= _SHORTEST_BY_SOUND
        }
        self._long: Sequence[str] = sorted(word for word in self._known if len(word) >= _SHORTEST_BY_LETTERS)
        self._corrected: dict[str, str] = {}

    def correct(self, text: str) -> str:
        """Replace each unknown word of a text by the known word that sounds the same, else by one a letter or two away.

        A word with no such neighbour stays as it is. At most `MOST_CORRECTED` words are replaced.
        """
        read = text.split()
        unknown = [word for word in dict.fromkeys(read) if self._is_unknown(word)]
        corrected = {word: self._word(word) for word in unknown[:MOST_CORRECTED]}
        return " ".join(corrected.get(word, word) for word in read)

    def _is_unknown(self, word: str) -> bool:
        readable = _SHORTEST_BY_SOUND <= len(word) <= _LONGEST_WORD
        return readable and not (word in self._known or word.isdigit())

    def _word(self, word: str) -> str:
        if word not in self._corrected:
            if len(self._corrected) > 50_000:  # what strangers type must not fill the memory
                self._corrected.clear()
            self._corrected[word] = self._nearest(word)
        return self._corrected[word]

    def _nearest(self, word: str) -> str:
        cut = _GLUED.match(word)
        if cut and cut[2] in self._known:
            return f"{cut[1]} {cut[2]}"
        alike = self._by_sound.get(sound(word))
        if alike is not None or len(word) < _SHORTEST_BY_LETTERS:
            return alike or word
        slips = 1 if len(word) < _TWO_SLIPS_FROM else 2
        found = process.extractOne(word, self._long, scorer=OSA.distance, score_cutoff=slips)
        return found[0] if found else word
