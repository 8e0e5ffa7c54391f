"""Words of the people of a fuzz: questions, places, and all that Unicode allows. PLANTED is in each."""

import random

PLANTED = "Zorglondine"  # which no log may hold
QUESTIONS = (
    "c koi lami", "et combien ?", "Guéret", "33220", "le 47", "Saint-Martin", "Paris", "où est ma déléguée ?",
    "je veux m'inscrire à la visio", "effacez tout", "parler à quelqu'un", "merci", "bonjour", "hello I need help",
    "comment financer un tiers-lieu à Niort", "oui", "non", "47", "²", "٣٣", "𝟑𝟑𝟎𝟎𝟎", "?", "…", "1e5", "-1",
)  # fmt: skip
ODD = (
    "\u202edroite à gauche\u202c", "\u200f", "\u2066", "\u200b", "\u00ad", "\ufeff", "\uffff", "\U0010ffff",
    "e\u0301", "Z" + "\u0335\u0347\u0351" * 40, "ﷺ", "İ", "ß", "ﬁ", "Ω", "ｆｕｌｌ", "日本語", "नमस्ते", "שלום",
    "👩🏽‍🚀", "👨‍👩‍👧‍👦", "🇫🇷", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "\U0001f3fb", "\u2028", "\u0085", "\x1b[31m", "\x07", "\t\r\n", "\n" * 60,
    "<b>gras", "</b></a>", '<a href="https://example.org">', "&lt;&amp;&#0;", "*_[x](y)`~", "%s %n {0} {{}} ${x}",
    "'; DROP TABLE people; --", "\\u0000", "../../etc", "https://example.org/?q=" + "x" * 200, "@AiguilleurDemoBot",
    "#mot", "/start", "+33 6 12 34 56 78", "0" * 40,
)  # fmt: skip
LONG = ("0" * 400, "9" * 5000, "é" * 700, "a " * 2000, "l'" * 900, "\n" * 4096, "Guéret " * 500)
# Telegram sends none of these: its texts are valid UTF-8 without NUL.
BROKEN = ("\ud83d", "\ude00\ud83d", "\x00", "\udfff", "a\x00b", "\ud800" * 50)
LONGEST = 4096


def words(chance: random.Random) -> str:
    """Return a text that Telegram could send: valid, not empty, of at most 4096 characters."""
    parts = [PLANTED, chance.choice(QUESTIONS), chance.choice(ODD), chance.choice(ODD), _anything(chance)]
    chance.shuffle(parts)
    kept = parts[: chance.randint(1, len(parts))]
    if chance.random() < 0.02:
        kept.append(chance.choice(LONG))
    return chance.choice((" ", "", "\n")).join(kept)[:LONGEST].strip() or PLANTED


def question(chance: random.Random) -> str:
    return chance.choice(QUESTIONS)


def broken_words(chance: random.Random) -> str:
    return chance.choice(("", PLANTED)) + chance.choice(BROKEN) + chance.choice(QUESTIONS)


def cut(text: str, most: int) -> str:
    """Cut a text to so many bytes, between two characters."""
    return text.encode("utf-8", "surrogatepass")[:most].decode("utf-8", "ignore")


def _anything(chance: random.Random) -> str:
    """Return characters from everywhere except for the surrogates."""
    points = [chance.choice((chance.randint(1, 0xD7FF), chance.randint(0xE000, 0x10FFFF))) for _ in range(6)]
    return "".join(map(chr, points))
