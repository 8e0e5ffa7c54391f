"""What politeness puts around a question: greetings and assent before it, thanks and farewells after it."""

import re

_BEFORE = re.compile(
    r"^((ok|okay|d accord|tres bien|super|parfait|genial|ah|oh|bon|bah|euh|alors|oui|non)\s+"
    r"|(re ?)?(bonjour|bonsoir|salut|coucou|hello|hey|bonjours)\b( (madame|monsieur|mesdames|messieurs|a tous|a toutes|a vous"
    r"|a toute l equipe|a l equipe|l equipe|le bot|le robot|tout le monde|et|chere? \w+))*\s*)+"
)
_AFTER = re.compile(
    r"(\s*\b((je vous |nous vous )?(en )?(merci|remercie|remercions)( (d avance|par avance|beaucoup|bien|infiniment|a vous"
    r"|pour votre (reponse|retour|aide)|de votre (reponse|retour|aide)|pour tout))*|d avance|par avance|bien cordialement|cordialement|bien a vous"
    r"|(tres )?(bonne|belle) (journee|soiree|fin de journee)( a vous)?|s il (vous|te) plait|grand|un grand))+\s*$"
)


def without_courtesy(text: str) -> str:
    """The words of a text without the politeness around them; a text that is nothing else stays as it is."""
    bare = _AFTER.sub("", _BEFORE.sub("", text)).strip()
    return bare if len(bare) > 3 else text
