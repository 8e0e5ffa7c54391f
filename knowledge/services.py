"""What people want that is no question to the base: a human, a service, a greeting; distress; another language.

Distress and language are read by rules, which anybody can check; the others by a classifier over `services.yaml`.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from knowledge.words import plain, words

SMALLTALK = ("greeting", "thanks", "goodbye", "insult")
WHERE = "where"
INTENTS = (
    "register",
    "cancel_registration",
    "my_registrations",
    "my_cases",
    "unsubscribe",
    "delete_data",
    "export_data",
)
CLASSES = ("human", WHERE, *SMALLTALK, *INTENTS)
SHIPPED = Path(__file__).parent / "services.yaml"

# A message of distress must not be missed: one wrong kindness costs less than one silence.
_DISTRESS = re.compile(
    r"\b(suicid\w*|me tuer|me foutre en l air|en finir( avec (la|ma) vie| avec tout)?$|mettre fin a (mes jours|ma vie)"
    r"|plus envie de vivre|veux mourir|envie de mourir|vais mourir de desespoir|me pendre|m ouvrir les veines"
    r"|disparaitre pour de bon|vie ne vaut (plus|pas)|a quoi bon vivre|personne ne me regrettera|me faire du mal"
    r"|me jeter sous|avale des medicaments|sauter du pont|mieux sans moi|je veux en finir|envie d en finir"
    r"|me bat\b|me frappe\b|il va me tuer|me menace|violences? conjugales?|en danger de mort|crise cardiaque|fait un malaise)"
)
_FIGURATIVE = re.compile(
    r"\b(mour\w* de (rire|faim|soif|chaud|froid|honte|curiosite|fatigue|trouille)|mort\w? de (rire|faim|fatigue|peur)"
    r"|en finir avec (ce|cette|ces|le dossier|les? dossiers?|la paperasse|l administratif|les demarches))"
)
_FRENCH = frozenset(
    [
        "le",
        "la",
        "les",
        "un",
        "une",
        "des",
        "du",
        "de",
        "je",
        "tu",
        "il",
        "elle",
        "on",
        "nous",
        "vous",
        "est",
        "ce",
        "que",
        "qui",
        "quoi",
        "comment",
        "pour",
        "avec",
        "dans",
        "sur",
        "mon",
        "ma",
        "mes",
        "votre",
        "vos",
        "notre",
        "et",
        "ou",
        "mais",
        "pas",
        "plus",
        "ai",
        "avez",
        "suis",
        "etes",
        "y",
        "a",
        "quel",
        "quelle",
        "quels",
        "combien",
        "bonjour",
        "merci",
        "projet",
        "au",
        "aux",
        "en",
        "se",
        "sa",
        "son",
        "ses",
        "par",
        "si",
        "quand",
        "pourquoi",
        "peut",
        "peux",
        "veux",
        "avoir",
        "etre",
        "fait",
        "faire",
        "salut",
        "lieu",
        "lieux",
        "tiers",
    ]
)
_FOREIGN = frozenset(
    [
        "the",
        "is",
        "are",
        "you",
        "your",
        "i",
        "my",
        "we",
        "can",
        "how",
        "what",
        "where",
        "when",
        "do",
        "does",
        "have",
        "has",
        "want",
        "need",
        "help",
        "please",
        "hello",
        "hi",
        "with",
        "for",
        "and",
        "this",
        "that",
        "there",
        "of",
        "in",
        "to",
        "would",
        "could",
        "like",
        "from",
        "about",
        "open",
        "speak",
        "english",
        "thanks",
        "thank",
        "know",
        "which",
        "who",
        "hola",
        "quiero",
        "como",
        "donde",
        "cuanto",
        "gracias",
        "tengo",
        "para",
        "una",
        "por",
        "favor",
        "buenos",
        "dias",
        "necesito",
        "puedo",
        "ich",
        "ist",
        "und",
        "wie",
        "wo",
        "kann",
        "mochte",
        "brauche",
        "bitte",
        "danke",
        "hallo",
        "ein",
        "eine",
        "der",
        "die",
        "das",
        "nicht",
        "guten",
        "tag",
        "ciao",
        "vorrei",
        "dove",
        "quanto",
        "grazie",
        "sono",
        "buongiorno",
        "posso",
        "obrigado",
        "ola",
        "onde",
        "preciso",
    ]
)


def read_services(path: Path = SHIPPED) -> Mapping[str, Sequence[str]]:
    """Class to wordings. The file is ours: a fault in it is a defect, and raises."""
    read: Mapping[str, Sequence[str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    if set(read) != set(CLASSES):
        raise ValueError(f"services.yaml must hold exactly the classes {', '.join(CLASSES)}")
    return read


def is_distress(text: str) -> bool:
    read = words(text)
    return bool(_DISTRESS.search(_FIGURATIVE.sub(" ", read)))


def is_another_language(text: str) -> bool:
    """Whether more of its words are common in another language than in French; never for a word or two."""
    read = plain(text).split()
    foreign = sum(word in _FOREIGN and word not in _FRENCH for word in read)
    french = sum(word in _FRENCH for word in read)
    other_script = sum(char.isalpha() for char in text) >= 6 and not re.search(r"[a-zA-ZÀ-ÿ]", text)
    return other_script or (len(read) >= 3 and foreign >= 2 and foreign > 2 * french)
