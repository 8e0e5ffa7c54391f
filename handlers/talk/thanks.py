"""Thanks, assent and farewells: words that are for somebody and ask for nothing."""

import re
from collections.abc import Collection

from knowledge.text.words import plain


def _without_repeats(word: str) -> str:
    """Return a word with repeated letters reduced to one: « merciii » becomes « merci »."""
    return re.sub(r"(.)\1+", r"\1", word)


def _all(words: str) -> frozenset[str]:
    return frozenset(_without_repeats(word) for word in words.split())


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
    " salut prochaine avec etre equipe travail clair claire precieux precieuse rapide rapidite reactivite accueil"
)
DAYS = _all("lundi mardi mercredi jeudi vendredi samedi dimanche demain matin midi soir heure heures h prochain")
_AGREES = _all("ok oki okay dac daccord accord marche va convient volontiers parfait entendu oui non")
# What people say that they will do themselves: « je regarde et je reviens vers vous » asks for nothing.
_PROMISES = re.compile(
    r"\b(?:je|on|nous) (?:vais |allons |va |vous |te |le |la |les |l |m en |en |y )*"
    r"(?:regard\w+|revien\w+|reviendr\w+|revenir|tien\w*|tiendr\w+|tenir|redi[st]\w*|recontact\w+|reprend\w*|li[st]|lirai|lire"
    r"|note\w*|reflechi\w*|etudi\w+|transmet\w*|transmett\w*|m y mets|m en occupe|verr\w+|reparl\w*|avance|essaie)"
    r"(?: (?:ca|cela|tout|tout cela|vers|vous|toi|au|courant|avec|attention|plaisir|rapidement|bientot|des|que|possible"
    r"|vite|la|le|les|documents?|liens?|dossiers?|page|a|l|mon|mes|notre|nos|equipe|associe\w*|collegues?|tete|reposee"
    r"|d ici|demain|semaine|prochaine|plus|tard|encore))*"
)
MOST_DIGITS = 4  # an hour or a date; more digits are a number to call, which is for somebody
_NUMBER = re.compile(r"\d(?:[\s.\-/()+]*\d)*")
_GLAD = frozenset(
    "👍👌🙏🤝👏🙌💪✌🤞🤗👋🫶🤲🫡☝❤🧡💛💚💙💜🤎🖤🤍🩷🩵🩶💕💞💓💗💖💘💝💟❣♥"
    "😀😃😄😁😆😅🤣😂🙂😊😇🥰😍🤩😘😗☺😚😙😋😉😌😎🥳😺😸😻✅✔☑💯🎉🎊✨🌟⭐🌞☀🌈🌸🌹🌺🌻🌼🌷💐🍀🥂🍾🎂🎁🏆"
)
_NOT_GLAD = frozenset("🆘😭😢😡🤬😱🚨⚠🔥🚑🚒🚓💔😰😨😧😦😟😞😔☹🙁😠👎🩸🤕🤒😥😓😩😫😖😣🥺😿☠💀🤢🤮😤😕🙄❌⛔🛑")
_UNSEEN = frozenset("\ufe0e\ufe0f\u200d♂♀") | {chr(tone) for tone in range(0x1F3FB, 0x1F400)}


_AUTOMATIC = re.compile(
    r"^(?:re )?(?:reponse automatique|message automatique|automatic reply|auto reply|out of office|absence du bureau"
    r"|absent du bureau|notification automatique)\b"
    r"|\b(?:ce message est|ceci est une? (?:message|reponse)) automatique\b"
)


def is_automatic(words: str) -> bool:
    """Whether a text is what a mailbox or a phone answers by itself while its owner is away."""
    return "?" not in words and _AUTOMATIC.search(" ".join(plain(words).split())) is not None


def only_thanks(words: str, also: Collection[str] = ()) -> bool:
    """Whether a text only thanks, agrees or says goodbye, and asks for nothing; glad emojis alone do too.

    `also` holds further words that may stand in it, such as names or days; with them, so may numbers of up to four
    digits.
    """
    if "?" in words or _is_unread(words) or _has_number(words):
        return False
    whole = " ".join(plain(words).split())
    left, promises = _PROMISES.subn(" ", whole)
    said = [_without_repeats(word) for word in left.split()]
    if not whole:
        return _is_glad(words)
    known = _SAYS_IT | _AROUND_IT | {_without_repeats(word) for word in also}
    small = all(word in known or (also and word.isdecimal()) for word in said)
    return small and (promises > 0 or not _SAYS_IT.isdisjoint(said))


def is_thanks_to(words: str, names: Collection[str]) -> bool:
    """Whether a text only thanks or agrees, perhaps with one of these names.

    It does not with a digit, nor with a name beside a word such as "oui", since that may choose this name.
    """
    if any(char.isdecimal() for char in words):
        return False
    return only_thanks(words) or (only_thanks(words, names) and not agrees(words))


def agrees(words: str) -> bool:
    """Whether a text may answer a question: it has a word of assent or refusal, such as "ok" or "non", or 👍 alone."""
    said = {_without_repeats(word) for word in plain(words).split()}
    return not _AGREES.isdisjoint(said) or (not said and not {"👍", "👌"}.isdisjoint(words))


def _is_glad(words: str) -> bool:
    """Whether a text consists of glad emojis, such as thumbs, hearts and smiles, and of marks."""
    signs = [char for char in words if not char.isspace() and char not in _UNSEEN]
    glad = [char for char in signs if char in _GLAD]
    return bool(glad) and all(char in _GLAD or char in "!.,;:…" for char in signs)


def _is_unread(words: str) -> bool:
    """Whether a text cannot be judged: it has letters of another script, or an emoji that is not glad."""
    left = (char for char in words if not char.isascii() and (char.isalpha() or char.isdecimal()))
    return any(not plain(char) for char in left) or not _NOT_GLAD.isdisjoint(words)


def _has_number(words: str) -> bool:
    return any(sum(map(str.isdecimal, one)) > MOST_DIGITS for one in _NUMBER.findall(words))
