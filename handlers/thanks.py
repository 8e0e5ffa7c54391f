"""Thanks, assent, a farewell: words that are for somebody, and ask for nothing."""

import re
from collections.abc import Collection

from knowledge.words import plain


def _once(word: str) -> str:
    """Each letter once where it is repeated: « merciii », « okk »."""
    return re.sub(r"(.)\1+", r"\1", word)


def _all(words: str) -> frozenset[str]:
    return frozenset(_once(word) for word in words.split())


_SAYS_IT = _all(
    "merci mercis mci thx thanks remercie remercions ok oki okay dac daccord accord parfait super genial top nickel"
    " impec impeccable excellent entendu compris recu recue note noter marche bravo cool bien chouette volontiers"
    " journee soiree nuit bonne belle bon revoir bientot cordialement va convient"
    " continuation plaisir formidable gentil gentille mrc youpi haha lol hate vu"
)
_AROUND_IT = _all(
    "je j vous te nous on en y de du des d le la les l un une a au aux et pour par votre vos ton tes mon ma tout tous"
    " toute toutes c est ce cela ca tres trop vraiment beaucoup infiniment grand mille fois avance comme fait vu fin"
    " semaine weekend end week apres midi passez oui non moi me encore retour reponse aide information informations"
    " info infos message madame monsieur mme bonjour bonsoir alors ah oh prends prenons toi jour bcp"
    " salut prochaine avec etre"
)
DAYS = _all("lundi mardi mercredi jeudi vendredi samedi dimanche demain matin midi soir heure heures h prochain")


def only_thanks(words: str, also: Collection[str] = ()) -> bool:
    """Whether a text, or a few emojis, asks for nothing. `also`: names, days that may stand in it; hours then."""
    if "?" in words or not words.strip():
        return False
    said = [_once(word) for word in plain(words).split()]
    known = _SAYS_IT | _AROUND_IT | {_once(word) for word in also}
    small = all(word in known or (also and word.isdecimal()) for word in said)
    return small and (not said or not _SAYS_IT.isdisjoint(said))
