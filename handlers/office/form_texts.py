"""The words of the form in which an entry is written: choices, and what is wrong, beside its field."""

from collections.abc import Sequence

from knowledge.base.check import MOST_WORDS
from knowledge.base.fact_check import LONGEST_SENTENCE
from knowledge.base.facts import Step
from knowledge.snapshot import Knowledge

NONE = "aucune"
HER_DELEGATE = "la déléguée de la personne"
STEPS = {
    Step.TALK: "Parler à quelqu'un",
    Step.LINK: "Ouvrir une page",
    Step.CALL: "Être rappelé",
    Step.REGISTER: "S'inscrire à une visio",
    Step.COMMAND: "Écrire une commande du robot",
}
NO_TITLE = "écrivez la question en quelques mots"
LONG_TITLE = "le titre tient en 80 caractères"
LONG_SHORT = "le titre court tient en 30 caractères"
LONG_LABEL = "les mots du bouton tiennent en 30 caractères"
TITLE_TAKEN = "une fiche a déjà ce titre"
NO_ANSWER = "écrivez la réponse"
NO_WORDINGS = "écrivez au moins une façon de demander"
NO_DATE = "écrivez le jour où relire la fiche"
BAD_DATE = "écrivez un jour comme 31/01/2027, à venir"
NO_SOURCE = "donnez au moins une source : son nom et sa date"
HALF_SOURCE = "une source a un nom et une date"
NO_HTTPS = "l'adresse commence par https://"
SAME_SOURCE = "deux sources sont les mêmes"
HALF_PAIR = "une paire a au moins une question et une phrase"
NOT_IN_ANSWER = "cette phrase n'est pas dans la réponse : recopiez-la telle quelle, ou choisissez sa source"
STARS = "la phrase tient sur une ligne, sans étoile : elle sera en gras"
NO_YEAR = "ajoutez l'année à côté du chiffre"
ASKED_TWICE = "cette question est déjà dans une autre paire"
NO_PAGE = "écrivez l'adresse d'une page qui est aussi une source, et les mots du bouton"
WHERE_FROM = "dites, plus bas, d'où vient chaque chiffre"
REFUSED = "la fiche ne peut pas être enregistrée ainsi. Dites-le à qui s'occupe du robot"
NO_FILES = "choisissez au moins un fichier de fiche (.md)"
FAULTY_FILES = "aucun fichier n'est gardé. Leurs fautes sont ci-dessous, en anglais comme les fichiers"
LONG_PHRASE = f"la phrase tient en {LONGEST_SENTENCE} caractères"


def too_many_words(words: int) -> str:
    """Say that an answer has too many words."""
    return f"la réponse a {words} mots : gardez-en {MOST_WORDS} au plus, et mettez le reste dans « La suite »"


def no_entries(names: Sequence[str]) -> str:
    """Say that these files are of no entry."""
    said = ", ".join(f"« {name} »" for name in names)
    return f"{said} : ce n'est pas un fichier de fiche, qui finit par .md et commence par une ligne « --- »"


def wording(words: str, why: str) -> str:
    """Say what is wrong with one way of asking."""
    return f"« {words} » : {why}"


def referent(role: str, knowledge: Knowledge) -> str:
    """Return who can confirm an entry of this role: the delegate of each person, or a member of the team by name."""
    return HER_DELEGATE if role == "delegate" else knowledge.team.referent(role).name
