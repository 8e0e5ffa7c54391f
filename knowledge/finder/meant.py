"""Whether a service is meant by words that score for it: a service is not done on a guess, nor where it is refused."""

import re
from collections.abc import Mapping

from knowledge.text.words import plain

MOST_WORDS_ALONE = 5  # of a text that names the link and little else
_CALL = r"(?:visio\w*|reunion|zoom|teams|connexion|connection|rencontre|visioconference)"
_LINK = (
    r"(?:liens?|url|zoom|teams|jitsi|identifiants?|invitation"
    rf"|(?:code|adresse|acces)(?: d acces)?(?: (?:de|a|au|du|pour)(?: la)?)? {_CALL})"
)
_OTHER_LINK = re.compile(
    r"\bliens? (?:\w+ )?(?:social|sociaux|entre|humain\w*|famili\w+|fort\w*|avec|vers|pour|d inscription|du site|sites?"
    r"|du formulaire|de la page|de paiement|utiles?|internet de)\b|\b(?:du|de|le|en|des) liens? (?:social|avec|entre)"
    r"|\ben lien\b|\b(?:creer|tisser|faire|recreer|mettre|mise|cree) (?:\w+ )?(?:du |des |en )?liens?\b"
    r"|\b(?:mediatheque|votre site|sans explication|replay|enregistrement|resume|formulaire|doctolib|medecin"
    r"|subvention)\b"
    r"|\bnouveaux liens\b"
)
_SENT = (
    r"(?:r?envo[iy]\w*|redonn\w*|donn\w*|transmet\w*|transmett\w*|transf\w*|partag\w*|communiq\w*|remett\w*|repass\w*)"
)
_MISSED = (
    r"(?:recu|recois|recevoir|recevrai|trouve\w*|retrouv\w*|perdu|egare|ou est|ou sont|ou se trouve|quel est|c est quoi"
    r"|besoin|voudrais|veux|faut|manque|marche\w*|fonctionn\w*|ouvre|expire|bon|mort|attend\w*|ai pas|ai plus|as pas"
    r"|avoir|aurai\w*|auriez|avez|efface|supprime)"
)
_ASKS_LINK = (
    re.compile(rf"\b{_SENT}\b(?: \w+){{0,5}} {_LINK}\b"),
    re.compile(rf"\b{_MISSED}\b(?: \w+){{0,5}} {_LINK}\b"),
    re.compile(rf"\b(?:le|l|mon|du|un|ce) {_LINK}\b(?: \w+){{0,5}} {_MISSED}\b"),
    re.compile(rf"\bliens?(?: de(?: la)?)? {_CALL}\b"),
)
_ABOUT_JOINING = re.compile(
    r"\b(?:me|m|se|nous|vous) (?:re)?connect\w+|\b(?:deconnecte\w*|connexion (?:\w+ )?(?:impossible|coupee?|perdue"
    r"|marche\w*"
    r"|echoue\w*|plante\w*)|(?:rejoindre|rentrer dans|entrer dans|entrer sur|acceder a|aller sur"
    r"|rejoint) (?:\w+ )?(?:la |cette |une )?"
    r"(?:visio|reunion|visioconference|rencontre|salle))\b|\b(?:clique\w*|cliquer|appuie\w*) (?:ou|sur quoi)\b"
    r"|\bou (?:est ce (?:que|qu) )?(?:on |je |il faut )*cliqu\w+"
    r"|\bquel lien\b|\bc est ou (?:la |cette |votre )?(?:visio|reunion)\b|\b(?:bloque\w*"
    r"|coince\w*) (?:\w+ ){0,3}(?:visio|reunion)"
    r"|\b(?:visio|reunion|zoom) (?:\w+ ){0,2}(?:s ouvre|marche|fonctionne|charge|demarre|commence) pas\b"
    r"|\b(?:entend\w*|vois|voit) (?:rien|pas|plus)(?: \w+){0,4} (?:visio|reunion)\b"
)
# Whoever could not join, will not, or asks how to register, needs no link now.
_NOT_NOW = re.compile(r"\b(?:pourr\w+|pu|annul\w*|malade|inscri\w*|resume|plus tard|ce soir|absent\w*|a deux)\b")
_FAILS = re.compile(
    r"\b(?:entend\w*|vois|voit) (?:rien|pas|plus)\b|\bcoince\w*\b|\bdemarre pas\b|\bcommence pas\b|"
    r"\b(?:marche|fonctionne|ouvre|arrive\w*|peux|peut|parvien\w*|reussi\w*|connecte\w*|charge) (?:\w+ )?(?:pas"
    r"|plus)\b|\bimpossible\b"
    r"|\b(?:bug\w*|plante\w*|erreur|bloque\w*|deconnecte\w*|coupee?|perdue|expire\w*|mort|invalide|ecran noir"
    r"|echou\w*)\b"
)

_OWN_DATA = re.compile(
    r"\b(?:donnees?|infos?|informations?|rgpd|gdpr|copie|export\w*|extrait|fichiers?|historique|conversations?|profil"
    r"|echanges?|discussions?|portabilite|droit d acces|sais|sait|sur moi|a mon sujet|me concern\w+|gard\w+"
    r"|conserv\w+|sav\w+|enregistr\w+|stock\w+|connaiss\w+|collect\w+|detenez|possed\w+)\b"
)
_DONE_BY: Mapping[str, str] = {
    "cancel_registration": "annul|desinscri|desist|retir|enlev|supprim|effac|ray|vir",
    "delete_data": "supprim|effac|retir|oubli|detrui|enlev|vid",
    "unsubscribe": "desabonn|desinscri|arret|retir|enlev|supprim|cess|coup",
    "register": "inscri|reinscri",
    "export_data": "export|envoy|renvoy|telecharg",
}
_BETWEEN = (
    r"(?: (?:me|m|te|nous|vous|moi|le|la|les|l|en|y|lui|etre|ete|ai|a|avez|as|est|suis|surtout|absolument|encore))*"
)


def service_meant(service: str | None, text: str) -> str | None:
    """Return the service that words ask for, given the one for which they score best.

    It is None where they refuse it, as « n'annulez surtout pas », or name nothing of it. Words about the link of a
    meeting, or joining it, ask for one's registrations.
    """
    if service in ("export_data", "cancel_registration", "register", "my_cases") and asks_for_link(text):
        return "my_registrations"
    if service is None or is_refused(service, text):
        return None
    return None if service == "export_data" and not _OWN_DATA.search(plain(text)) else service


def is_refused(service: str, text: str) -> bool:
    """Whether words say not to do what a service does, or that it was not done: « je n'ai pas annulé »."""
    verbs = _DONE_BY.get(service)
    if verbs is None:
        return False
    said, verb = " ".join(plain(text).split()), rf"(?:{verbs})\w*"
    not_so = rf"\b(?:ne|n)\b{_BETWEEN} {verb}(?: \w+)?{_BETWEEN} (?:pas|jamais|rien)\b"
    wish = r"(?: (?:a|de|d|question|besoin|la peine|vous|demande|voulu|souhaite|envie))*"
    not_to = rf"\b(?:pas|jamais|rien){wish}{_BETWEEN} {verb}"
    politely, what = r"(?:non |mais |svp |s il vous plait |surtout )*", r"(?:moi |nous |le |la |les |rien |surtout )*"
    bidden = rf"^{politely}{verb} {what}(?:pas|rien)\b"
    return any(re.search(one, said) for one in (not_so, not_to, bidden))


def refuses_a_service(text: str) -> bool:
    """Whether words say not to do what some service does."""
    return any(is_refused(service, text) for service in _DONE_BY)


def asks_for_link(text: str) -> bool:
    """Whether words ask for the link of a meeting, or say that they cannot join it."""
    said = " ".join(plain(text).split())
    if _OTHER_LINK.search(said):
        return False
    is_alone = len(said.split()) <= MOST_WORDS_ALONE and re.search(r"\b(?:le|mon) lien\b|\blien$|^lien\b", said)
    joins = _ABOUT_JOINING.search(said) and not _NOT_NOW.search(said)
    return bool(is_alone or joins or any(one.search(said) for one in _ASKS_LINK))


def cannot_join(text: str) -> bool:
    """Whether words about a link or about joining say that it does not work."""
    return asks_for_link(text) and bool(_FAILS.search(" ".join(plain(text).split())))
