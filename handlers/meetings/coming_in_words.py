"""Words about one's own coming to a meeting, and one's opinion of it: they do what the buttons do."""

import re

from handlers.talk.short_answers import part_of, says_just_that, says_more, yes_or_no_and_more, yes_or_no_said
from knowledge.finder.meant import is_refused
from knowledge.text.lists import listed
from knowledge.text.words import plain

MOST_WORDS = 14
_COMES = re.compile(
    r"\b(?:je|j|on|nous) (?:(?:y|en|vous) )?(?:serai|serons|sera|(?:viens|vient|venons)(?! d)"
    r"|suis (?:bien |toujours )?(?:la|presente?|partante?)|viendrai|viendra|viendrons"
    r"|participe\w*|assiste\w*|confirme|maintiens|garde|reste|compte venir|compte participer|compte bien)\b"
    r"|^(?:toujours )?(?:presente?|partante?)\b|\bcomptez sur moi\b|\btoujours (?:partante?|presente?|ok|d accord)\b"
    r"|\b(?:veux|souhaite|voudrais|aimerais) (?:bien )?(?:garder|conserver|maintenir)\b|\ba (?:demain|tout a l heure)$"
)
_NAMES_IT = re.compile(
    r"\b(?:visio\w*|reunion|rencontre|rendez vous|(?:ma|notre) (?:presence|place|participation)|inscription)\b"
)
_OF_ANOTHER_THING = re.compile(r"\b(?:rien|donnees?|compte|demandes?|dossiers?|messages?|abonnements?)\b")
# Words that may stand beside a coming without telling of something else, as « je suis la présidente » does.
_OF_COMING = listed("""
    on, nous, y, en, serai, serons, sera, suis, viens, vient, venons, viendrai, viendra, viendrons, participe,
    participerai, participerons, assiste, assisterai, present, presente, presents, presentes, partant, partante,
    comptez, compte, venir, participer, au, aux, demain, soir, matin, midi, apres, lundi, mardi, mercredi, jeudi,
    vendredi, heure, heures, h, tous, toutes, deux, comme, prevu, prevue, aussi, faute, meme, quand, rendez
""")
_COMES_ALL_THE_SAME = re.compile(
    r"^(?:oui+|ouais)\b|\b(?:viens|venons|viendrai|viendrons)\b(?! d)|\bserai (?:bien )?la\b"
)
_DOES_NOT = re.compile(
    r"\b(?:viens|viendrai|viendra|venons|pourrai|pourrais|pourrons|peux|peut|pouvons|serai|serons|suis|participe\w*"
    r"|assiste\w*|compte|prefere) (?:finalement |malheureusement |vraiment )?(?:pas|plus)\b"
    r"|\b(?:dois|prefere|veux|vais|souhaite)(?: \w+){0,2} (?:annuler|renoncer|laisser|ceder|liberer)\b"
    r"|\b(?:laisse|cede|libere|rends|abandonne)(?: \w+){0,2} (?:place|inscription|tour)\b"
    r"|\b(?:je|j|on|nous) (?:renonce|annule)\b"
    r"|(?:\b(?:suis|serai|sera|serons|sommes) (?:\w+ ){0,2})?"
    r"\b(?:absente?s?|empeche\w*|malade|indisponible|souffrante?|hospitalise\w*|contretemps|imprevu|empechement)\b"
    r"|\bpas (?:dispo\w*|libre|la|possible|pouvoir|en mesure)\b|\bne pourra\w* pas\b"
)
_VERY_USEFUL = re.compile(
    r"\btres (?:utile|bien|interessant\w*|riche|instructi\w+)\b"
    r"|\b(?:super|genial\w*|excellent\w*|top|parfait\w*|passionnant\w*|enrichissant\w*|formidable|bravo|nickel)\b"
)
_LITTLE_USE = re.compile(
    r"\b(?:peu|pas|guere)(?: tres| trop| vraiment| bien| si)? (?:utile|interessant\w*|clair\w*|bien|terrible|ouf)\b"
    r"|\b(?:inutile|bof|decu\w*|decevant\w*|nul|nulle|ennuyeu\w+|pas trop|pas vraiment)\b"
)
_USEFUL = re.compile(
    r"^(?:oui )?(?:c etait |assez |plutot |moyennement )*(?:utile|bien|interessant\w*|correct|pas mal|oui|ca va)\b"
)
_OF_THE_TEAM = listed(
    "annuler, annule, annulez, deplacer, deplace, deplacez, publier, publie, publiez, reunion, toutes"
)
_OF_ONESELF = re.compile(r"\b(?:je|j|on|nous|vous)\b")
_AROUND_AN_OPINION = listed("suis, ai, trouve, adore, aime, on, nous, a, avons, un, peu, trouvee, assez, plutot, c")


def comes_or_not(words: str) -> bool | None:
    """Return whether a text says that its author comes to a meeting, or does not; None where it says neither, or both.

    « oui je viens, mais mon associé est malade » says both: a no gives the seat up, and is never guessed.
    """
    said = " ".join(plain(words).split())
    if "?" in words or len(said.split()) > MOST_WORDS:
        return None
    if refuses_to_leave(words):
        return True
    rest = _DOES_NOT.sub(" ", said)
    if rest != said:
        return None if _COMES_ALL_THE_SAME.search(" ".join(rest.split())) else False
    answer = yes_or_no_and_more(words)
    if answer is not None:
        return None if answer is False and _COMES_ALL_THE_SAME.search(said) else answer
    return True if says_coming(words) else None


def says_coming(words: str) -> bool:
    """Whether a text says outright that its author comes, as « je serai à la visio »; a mere yes does not."""
    said = " ".join(plain(words).split())
    if "?" in words or _DOES_NOT.search(said) or re.search(r"\b(?:ne|n|non)\b", said):
        return False
    return _tells_coming(said)


def _tells_coming(said: str) -> bool:
    is_of_it = _NAMES_IT.search(said) is not None or says_just_that(said, _OF_COMING)
    return is_of_it and _COMES.search(said) is not None


def refuses_to_leave(words: str) -> bool:
    """Whether a text asks not to be taken off the list, as « ne me désinscrivez pas »."""
    said = " ".join(plain(words).split())
    keeps = re.search(
        r"\b(?:garder|gardez|conserve\w*|maint\w+) (?:bien )?(?:ma|mon|la|notre) (?:place|inscription)\b", said
    )
    is_kept = keeps is not None or (is_refused("cancel_registration", words) and not _OF_ANOTHER_THING.search(said))
    return "?" not in words and is_kept and not _DOES_NOT.search(said)


def coming_said(words: str) -> str | None:
    """Read words typed under « Vous venez toujours ? »."""
    return part_of(comes_or_not(words))


def confirmed_said(words: str) -> str | None:
    """Read words that the team types under « Annuler la réunion ? » and the like; a reason for it is no answer."""
    return yes_or_no_said(words) if says_just_that(words, _OF_THE_TEAM) else None


def opinion_said(words: str) -> str | None:
    """Read words typed under the question whether a meeting was useful: "3", "2" or "1"; None for anything else.

    Whoever speaks of themselves, or asks something, beside their opinion wants more than a note taken.
    """
    said = " ".join(plain(words).split())
    if len(said.split()) > MOST_WORDS or says_more(words):
        return None
    for value, opinion in (("1", _LITTLE_USE), ("3", _VERY_USEFUL), ("2", _USEFUL)):
        if opinion.search(said):
            rest = " ".join(opinion.sub(" ", said).split())
            return None if _OF_ONESELF.search(rest) and not says_just_that(rest, _AROUND_AN_OPINION) else value
    return None
