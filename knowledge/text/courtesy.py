"""The politeness around a question: greetings and assent before it, thanks and farewells after it."""

import re

_ASSENT = r"(ok|okay|d accord|tres bien|super|parfait|genial|ah|oh|bon|bah|euh|alors|oui|non)\s+"
_GREETING = r"(re ?)?(bonjour|bonsoir|salut|coucou|hello|hey)\b"
_WHOM = (
    r"( (madame|monsieur|mesdames|messieurs|a tous|a toutes|a vous|a toute l equipe|a l equipe|l equipe|le bot|le robot"
    r"|tout le monde|et|chere? \w+))*\s*"
)
_THANKS = (
    r"((je vous |nous vous )?(en )?(merci|remercie|remercions)( (d avance|par avance|beaucoup|bien|infiniment|a vous"
    r"|(pour|de) votre (reponse|retour|aide)|pour tout))*|d avance|par avance|un grand|grand"
)
_FAREWELL = (
    r"|bien cordialement|cordialement|bien a vous|(tres )?(bonne|belle) (journee|soiree|fin de journee)( a vous)?"
    r"|s il (vous|te) plait)"
)
# What announces a question without being part of it.
_I_WOULD = r"(je |j )(voulais|voudrais|souhaite|souhaiterais|aimerais|desire) (juste |simplement |bien )?"
_WOULD_YOU = r"(pouvez|pourriez|peux|peut|pourrais) (vous|tu) (me|nous|m|juste me) "
_KINDLY = r"(de )?(bien vouloir )?(m |me |nous )?"
_FRAME = (
    r"((alors )?voila |euh |allo |dites (moi )?|excus\w+ moi (de vous deranger )?|pardon (de vous deranger )?"
    r"|(une |petite |juste |ma )+question (rapide |est |svp )?"
    rf"|{_I_WOULD}(savoir|vous demander|connaitre|comprendre) (ce que c est que )?"
    rf"|{_WOULD_YOU}(dire|indiquer|expliquer|preciser|renseigner sur) (si |ce que c est que )?"
    rf"|(je |nous )?vous saurais? gre {_KINDLY}(indiquer|dire) |auriez vous l amabilite {_KINDLY}indiquer "
    rf"|je me demand\w+ |merci {_KINDLY}(indiquer|dire|preciser) )"
)
_BEFORE = re.compile(rf"^({_ASSENT}|{_GREETING}{_WHOM}|{_FRAME})+")
_AFTER = re.compile(rf"(\s*\b{_THANKS}{_FAREWELL})+\s*$")
_SHORTEST = 4  # letters; where fewer remain, only politeness was said


def without_courtesy(text: str) -> str:
    """Cut greetings and assent from the beginning of a text, and thanks and farewells from its end.

    `text` is in plain words (see `words`). Where fewer than 4 characters would remain, it is returned unchanged.
    """
    bare = _AFTER.sub("", _BEFORE.sub("", text)).strip()
    return bare if len(bare) >= _SHORTEST else text
