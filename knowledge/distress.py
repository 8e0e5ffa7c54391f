"""Is somebody in danger? Rules that anybody can check. A message of distress must not be missed:
one kindness too many costs less than one silence.
"""

import re
from collections.abc import Sequence
from pathlib import Path

import yaml

from knowledge.words import words

SHIPPED = Path(__file__).parent / "distress.yaml"
# The margin of danger from which words that no rule foresaw count as danger.
FROM = -0.15
DESPITE_A_MANNER_OF_SPEAKING = 0.5

# Ways of saying it, in plain words: lower case, no accents, no apostrophes.
_SAID = (
    # dying, by one's own hand or not
    r"suicid\w*",
    r"suisid\w*",
    r"me (tuer|buter|flinguer|pendre|noyer|foutre en l air|foutre une balle)",
    r"me tue ce soir",
    r"mettre fin a (mes jours|ma vie|tout)",
    r"d?en finir( avec (la vie|ma vie|tout|moi))?$",
    r"en finir avec (la|ma) vie",
    r"(veux|voudrais|vais|prefere|envie de|pense a|parle de|besoin de) (mourir|crever)\b",
    r"(pense|penser|idees?) ((tres|si|bien|trop) )?(a la mort|de mort|noires|sombres|morbides|suicidaires|au pire)",
    r"vais mourir de desespoir",
    r"m ouvrir les veines",
    r"me tailler les veines",
    r"sauter (du|d un) (pont|toit|balcon|immeuble)",
    r"par la fenetre$",
    r"me jeter (sous|du|par)",
    r"(pris|avale|prendre|avaler) (des|tous les|une boite de|trop de) (cachets|medicaments)",
    r"(veux|voudrais|prefere|aimerais) (plus |ne plus )?(etre la|exister|me reveiller)$",
    r"plus (etre la|exister|me reveiller)$",
    r"(veux|voudrais|vais|envie de) (juste )?disparaitre( pour (de bon|toujours))?$",
    r"disparaitre pour (de bon|toujours)",
    r"quitter ce monde",
    r"lettre d adieu",
    r"(plus (simple|facile)|mieux|autant) (de |d |que )?(disparaitre|mourir|crever|ne plus etre la)( \w+)?$",
    r"(mort|deces|perte) de (ma|mon|mes|notre) \w+.*(la|le|les) (rejoindre|retrouver)( \w+)?$",
    r"(j ai|tiens|prepare) (la|une|ma) corde (dans|autour|au|sous|prete)\b(?!.*(linge|atelier|escalade|saut))",
    r"(fusil|carabine|pistolet) (est )?(charge|a cote|dans la main|sur la tempe)",
    r"adieu a tous",
    r"(i|to) want to die",
    r"(feel like|wish i (was|were)|want to be|rather be|thinking (of|about)) (dying|dead|death)",
    r"(take|taking|took) (my (own )?life|all (the|my) pills)",
    r"overdosed",
    r"kill myself",
    r"end my life",
    r"end(ing)? it all",
    r"(can ?t|cannot|can not) (go on|take it|do this) (any ?more|any longer)",
    r"(would|will) miss me",
    r"(hurt|harm|cut) myself",
    r"better off without me",
    r"(no|any) reason to live",
    r"suicidal",
    # nothing left
    r"plus (envie|le gout|la force|le courage) de vivre",
    r"plus (aucune )?raison de vivre",
    r"vie ne vaut (plus|pas)",
    r"(marre|peux plus|assez|degoute\w*|fatigue\w*) de (la vie|vivre|cette vie)",
    r"a quoi bon vivre",
    r"vivre ne sert a rien",
    r"personne ne me (regrettera|pleurera)",
    r"mieux (sans moi|si j etais mort\w?|que je meure)",
    r"tout le monde serait mieux",
    r"me faire (du )?mal\b",
    r"me (scarifi\w+|mutil\w+)",
    r"fait une tentative",
    r"au bout du rouleau$",
    r"detresse (totale|psychologique|absolue)",
    r"je suis en detresse",
    r"(je )?n ?en (peux|peu) plus$",
    r"je suis a bout( de forces?)?$",
    r"(me|m) ?harcele\w*",
    # violence, danger, first aid
    r"(me|m a|nous|la) (bat|battu\w?|frappe\w?|cogne\w?|tabasse\w?|etrangle\w?|viole\w?|violente\w?)\b",
    r"il va me tuer",
    r"(me|m a) menace( de mort)?\b",
    r"menace\w? de mort",
    r"violences? (conjugales?|sexuelles?)",
    r"femme battue",
    r"peur (de|pour) (mon mari|mon conjoint|mon compagnon|mon ex|ma vie)",
    r"me suit avec un couteau",
    r"subi un viol",
    r"en danger( de mort| immediat)?$",
    r"danger de mort",
    r"crise cardiaque",
    r"fait un (malaise|avc)",
    r"ne respire plus",
    r"perdu connaissance",
    r"overdose",
    r"(appele[rz]|envoye[rz]) (vite )?(les secours|une ambulance|la police|les pompiers|le samu)",
    r"urgence vitale",
    r"sos( suicide| detresse)?$",
    r"(s est|m est) (effondre\w?|ecroule\w?)( \w+){0,4} respire",
    r"goute? (a la vie|de vivre)$",
    r"vie ne vaut (plus|pas)( la peine)?",
    r"saigne beaucoup",
)
_DISTRESS = re.compile(r"\b(" + "|".join(_SAID) + ")")
# Said every day, of a file, of tiredness, of laughter: taken out before the rest is read.
_FIGURATIVE = re.compile(
    r"\b(mour\w* (de|d) (rire|faim|soif|chaud|froid|honte|curiosite|fatigue|trouille|ennui|envie|impatience)"
    r"|(a|creve\w*|crever) (mourir )?de (rire|faim|soif|chaud|froid|fatigue)"
    r"|mort\w? de (rire|faim|fatigue|peur|trouille|honte)"
    r"|(en|d en|veux en|pour en) finir avec (ce|cette|ces|le|les|l|mon|mes|nos|notre|votre|vos|un|une|des)\b.*"
    r"|(disparaitre|me tuer|me pendre|mourir) (a la tache|d ennui|au travail)"
    r"|(disparaitre|effac\w+) de (vos|votre|la|cette) \w+"
    r"|(ce|cette|ces|la|le|les|vos|votre|ca) (\w+ )?(me|m|nous) (tue|tuent|acheve|achevent)"
    r"|(paperasse|dossier|budget|projet|chaleur|ordinateur) me (bat|tue|frappe)"
    r"|(prevention|prevenir) (du |le |des |les )?(suicides?|violences?)"
    r"|(frol\w+|failli (faire|avoir)|au bord de) (la|une) (crise cardiaque|attaque)"
    r"|rouleau (avec|de|a cause) .*)"
)


def is_distress(text: str) -> bool:
    """Whether a rule finds words of danger."""
    return bool(_DISTRESS.search(_FIGURATIVE.sub(" ", words(text)).strip()))


def in_danger(text: str, margin: float, *, in_french: bool = True) -> bool:
    """By the rules, or by what the finder learned: `margin` is how far on the side of danger it puts the text.

    It learned French alone: what it makes of another language means nothing.
    """
    if not in_french:
        return is_distress(text)
    figurative = _FIGURATIVE.search(words(text))
    return is_distress(text) or margin >= (DESPITE_A_MANNER_OF_SPEAKING if figurative else FROM)


def read_distress(path: Path = SHIPPED) -> tuple[Sequence[str], Sequence[str]]:
    """What people in danger write, and manners of speaking. The file is ours: a fault in it is a defect, and raises."""
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read["said"], read["figurative"]
