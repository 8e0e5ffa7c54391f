"""Reading times of texts that nobody would write, of the 4,096 characters that Telegram allows."""

import random
from collections.abc import Callable, Mapping, Sequence
from time import process_time

from handlers.talk.replies import person_words
from knowledge.danger.hearing import Ear
from knowledge.danger.lexicon import shipped
from knowledge.finder.story import passages
from knowledge.snapshot import Knowledge
from knowledge.text.redaction import redacted
from knowledge.text.words import plain, sentences, words
from tests.bench.figures import table

LONGEST = 4096
AT_MOST = 20  # in milliseconds; above it, others would wait for one
SIGNS = (
    " ", "\t", "\n", "\u00a0", "\u2003", "\u200b", "\u200d", "\ufeff", "\u202e", "\u0301", "!", "?", ".", ",",
    ";", ":", "…", "'", "’", "«", "-", "/", "(", "[", "@", "#", "*", "_", "+", "€", "%", "0", "7", "a", "e",
    "A", "É", "œ", "ß", "ﷺ", "日", "ж", "😊", "👍", "e ", "a.", "0 ", "87 ", "87000 ", "Saint ", "St-", "le ",
    "A ", "Aa ", "l'", "M. ", "merci ", "bonjour ", "ok ", "et ", "oui, ", "c koi ", "mort de ma ",
    "j ai la corde ", "en finir ", "pour vous ", "d'", "qu'", "1 rue ", "1 rue", "06 ", "t.me/", "a@", "a.b@c.",
    "http", "mon nom est ", "12/", "(87) ", "limoge ", "saint-", "non ", "pas ", "\n\n", " \n", "? ", "! ",
    "1. ", "\u0301a", "\r", "\x00", "\ud7ff", "ﬁ", "½", "١",
)  # fmt: skip


def odd_texts() -> Mapping[str, str]:
    """Return texts of a sign or a word repeated between two words, and of random characters."""
    repeated = {f"{sign!r} repeated": f"bonjour {sign * LONGEST}"[: LONGEST - 5] + " ami " for sign in SIGNS}
    chance = random.Random(7)
    letters = "abcdefghijklmnopqrstuvwxyz"
    mixed = {
        "letters at random": "".join(chance.choices(letters, k=LONGEST)),
        "words at random": "".join(chance.choices(letters + " ", k=LONGEST)),
        "short words at random": "".join(chance.choices(letters + "     ", k=LONGEST)),
        "names at random": " ".join("".join(chance.choices(letters, k=6)).title() for _ in range(585)),
        "long words at random": " ".join("".join(chance.choices(letters, k=12)) for _ in range(315)),
        "digits at random": "".join(chance.choices("0123456789 .-/", k=LONGEST)),
        "punctuation at random": "".join(chance.choices(" .,;:!?'\"()[]-_/«»…\n", k=LONGEST)),
        "all of Unicode at random": "".join(chr(chance.randrange(32, 0xD7FF)) for _ in range(LONGEST)),
        "odd signs at random": "".join(chance.choices(SIGNS, k=LONGEST))[:LONGEST],
    }
    return repeated | mixed


def readers(knowledge: Knowledge) -> Mapping[str, Callable[[str], object]]:
    """Return all functions that read what people write."""
    return {
        "understand": knowledge.understand,
        "places": knowledge.places.find,
        "redacted": redacted,
        "person_words": person_words,
        "danger": Ear(shipped()).hear,
        "words": words,
        "plain": plain,
        "sentences": sentences,
        "passages": passages,
    }


def milliseconds(reader: Callable[[str], object], text: str) -> float:
    """Return the better of two times, since the first may fill a cache."""
    return min(_once(reader, text) for _ in range(2))


def _once(reader: Callable[[str], object], text: str) -> float:
    begun = process_time()
    reader(text)
    return (process_time() - begun) * 1000


async def reading_odd_texts(knowledge: Knowledge) -> str:
    rows: list[Sequence[str]] = []
    for name, reader in readers(knowledge).items():
        reader("bonjour")
        took = sorted(((milliseconds(reader, text), what) for what, text in odd_texts().items()), reverse=True)
        slow = sum(much > AT_MOST for much, _ in took)
        worst = ", ".join(f"{what} {much:.1f}" for much, what in took[:3])
        rows.append((name, f"{took[0][0]:.1f}", str(slow), worst))
    return table("odd texts of 4,096 characters", ("step", "worst, ms", f"above {AT_MOST} ms", "the worst three"), rows)
