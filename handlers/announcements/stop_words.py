"""Recognition of requests for no more announcements: sure, sure with something else beside, or doubtful.

A request is sure only where every word is known to be about stopping, since any other may reverse the meaning: « Je ne
veux pas rater vos annonces » has the words of a stop, but for one.
"""

import re
from enum import Enum

from knowledge.text.words import plain


class Stop(Enum):
    """How surely a text asks for no more announcements: not, perhaps, surely and with more to say, or surely."""

    NO = "no"
    DOUBT = "doubt"
    MORE = "more"
    SURE = "sure"


_SENT = r"(?:annonce|message|mail|email|courriel|notification|notif|envoi|pub|publicite|spam|newsletter|sms|relance)s?"
_NEWS = rf"(?:{_SENT}|(?:info|information|actualite|nouvelle)s?)"
_BID = (
    r"(?:envoyez|envoie|envoies|envoyer|ecrivez|ecris|ecrire|ecriv\w*|contacte[rz]?|sollicite[rz]?|derange[rz]?"
    r"|embete[rz]?|spamme[rz]?|relance[rz]?|notifie[rz]?)"
)
_TOLD = r"(?:prevenu|contacte|informe|sollicite|notifie|relance|derange|spamme|embete|desabonne|desinscrit)e?s?"
_WANT = r"(?:veux|veut|voulons|souhaite|souhaitons|desire|desirons|voudrais|voudrions|aimerais|tiens|tenons)"
_TAKE = r"(?:retir|enlev|supprim|effac|ray|vir|radi)e[rz]?"
_STOP = r"(?:arrete[rz]?|arretons|arretiez|cesse[rz]?|cessiez|stopp?e[rz]?|stop+|halte)"
_LEAVE = r"(?:desabonn|desinscri)(?:ez|er|e|re|s|vez|ement|ption)?"
_THE = r"(?: (?:avec|a|au|aux|de|d|des|les|la|le|l|tout|toutes|tous|ces|ce|cet|cette|vos|votre|tes|mes|mon|m|me|nous))*"

_POLITE = (
    r"bonjour|bonsoir|salut|merci|mercis|non|ok|oui|svp|stp|s|il|te|plait|madame|monsieur|bon|bien|bref|maintenant"
    r"|desormais|tout|toutes?|ca|la|de|suite|c|ce|est|cordialement|beaucoup|d|l|avance|bonne|journee|soiree"
    r"|immediatement|definitivement|vite|please|pardon|desolee?|alors|vraiment|pitie|par pitie|vous|plus|jamais|fois"
)
_POLITE_ONLY = re.compile(rf"^(?:(?:{_POLITE})(?: |$))+$")
_HELLO = r"(?:(?:bonjour|bonsoir|salut|merci|non|ok|bon|madame|monsieur|bref|alors|please|desolee?) )*"
# Words that may stand in a sure stop; any other makes it doubtful.
_KNOWN = re.compile(
    rf"^(?:(?:{_POLITE}|{_NEWS}|{_BID}|{_TOLD}|{_WANT}|{_TAKE}|{_STOP}|{_LEAVE}|arret|sortez|sors|sortir"
    r"|resili\w*|annule[rz]?|unsubscribe|opt|out|it|no|more|basta|assez|halte|laisse[rz]?|fiche[rz]?|foute[rz]?"
    r"|lache[rz]?|oublie[rz]?|tranquilles?|paix|marre|ras|bol|suffit|trop|peine|pas|rien|aucune?s?|un|une|seule?"
    r"|je|j|tu|nous|on|me|m|moi|ne|n|en|y|du|des|les|le|a|au|aux|et|que|cet|cette|ces|cela|tous|etre|recevoir|recu"
    r"|pour|sur|avec|mes|mon|ma|vos|votre|tes|ton|ta|dans|ai|demande|prie|faut|peux|peut|pouvez|pourriez|veuillez"
    r"|voulez|possible|listes?|diffusion|abonnements?|nom|numero|adresse|coordonnees|contacts?|fichiers?|genre|type"
    r"|surtout|merci|envois?|interesse\w*|besoin|encore|autres?|aussi)(?: |$))+$"
)
_ALONE = re.compile(
    rf"^(?:(?:{_POLITE}) )*(?:(?:{_STOP}|arret|plus rien|plus jamais|desabonne[rz]?|desabonnement|desinscri\w*"
    rf"|resili\w*|unsubscribe|basta|assez|ca suffit|stop a tout|stop it|no more|no more {_SENT})(?: |$))+"
    rf"(?:(?:{_POLITE})(?: |$))*$"
)
# A stop said outright, which stands whatever reason follows.
_OUTRIGHT = (
    rf"^{_HELLO}(?:veuillez |merci de )?(?:me |nous )?(?:desabonne[rz]?|desinscri(?:re|vez|s))(?: moi| nous)?\b",
    r"\bje (?:me |m )(?:desabonne|desinscris)\b",
    rf"\b{_WANT} (?:me |nous |etre )(?:desabonne\w*|desinscri\w*)",
    r"\b(?:unsubscribe|opt out)\b",
    rf"^{_HELLO}(?:ne |n )?(?:m|me|nous|moi) (?:en )?{_BID} (?:plus|rien)\b",  # « ne m'envoyez plus ça »
    rf"\bne (?:plus|rien) (?:me |m |nous )?(?:en )?(?:recevoir|{_BID})\b",
    rf"\bne {_WANT} (?:plus|rien)(?: \w+){{0,3}} (?:recevoir|{_NEWS})\b",
    rf"\b{_STOP} (?:de|d) (?:m|me|nous) {_BID}\b",
    rf"\b{_TAKE} (?:moi|nous) de (?:la|votre|vos|cette|ces|ta|tes) (?:listes?|diffusion|envois?|fichiers?)\b",
)
_WORDINGS = (
    rf"^{_HELLO}{_LEAVE}\b",
    rf"\b(?:me|m|nous|pouvez|pourriez|etre|veuillez) {_LEAVE}\b",
    rf"^{_HELLO}(?:ne |n )?(?:m|me|nous|moi) (?:en )?{_BID} pas\b",
    r"\benvo(?:yez|ie|yer) (?:plus|pas) (?:rien|ca|cela|ce|de)\b",
    rf"\bne pas (?:me |m |nous )?(?:recevoir|{_BID})\b",
    rf"^{_HELLO}plus (?:de|d) {_SENT}\b",  # `_SENT` without « infos »: « plus d'infos » asks for more
    rf"\bplus (?:aucune?s?|un seul|une seule|de vos|de tes|de ces) {_SENT}\b",
    rf"\b{_WANT} (?:plus|pas)(?: \w+){{0,3}} (?:recevoir|{_SENT})\b",
    rf"\bne {_WANT} pas(?: \w+){{0,3}} (?:recevoir|{_NEWS})\b",
    rf"\b{_STOP}{_THE} (?:{_BID}|abonnement|ca|cela|{_NEWS})\b",
    rf"\b{_TAKE} (?:moi|nous|mon (?:nom|numero|contact|abonnement|adresse)|mes coordonnees)\b",
    r"\bsort(?:ez|s|ir) (?:moi|nous) de (?:la|votre|vos|cette|ces|ta|tes) (?:listes?|diffusion|envois?|fichiers?)\b",
    r"\b(?:annule|supprime|resilie)[rz]? (?:mon|mes|l) ?abonnements?\b",
    r"\b(?:laisse|fiche|foute)[rz]? (?:moi|nous) (?:tranquilles?|en paix|la paix)\b",
    r"\b(?:lache|oublie)[rz]? (?:moi|nous)\b",
    rf"\b(?:marre|assez|ras le bol) (?:de|d) (?:(?:tou(?:te)?s )?(?:vos|ces|tes) {_NEWS}|{_SENT}"
    rf"|recevoir|etre {_TOLD})",
    rf"\btrop (?:de|d) {_SENT}\b",
    r"\b(?:me|m|nous) (?:retirer|enlever|supprimer|effacer|rayer|virer|radier)\b",
    rf"\bn en {_WANT} plus(?: (?:de|du) (?:vos|ces|tout)\b|$)",
    rf"\b(?:ne )?plus etre {_TOLD}\b",
    rf"\bpas la peine de (?:m|me|nous) {_BID}\b",
    rf"\bno more {_SENT}\b",
)
_PERHAPS = (
    r"\bdesabonn\w*|\bdesinscri\w*",
    rf"\b{_WANT} plus (?:de|d) (?:vos |ces |tes )?{_SENT}\b",
    rf"\b(?:j|on) en {_WANT} plus$",
    r"\b(?:ne )?(?:m|nous) interesse(?:nt)? (?:plus|pas)\b|\bplus interesse\w*|\bplus concerne\w*",
    rf"^{_HELLO}stop\b|\bstop$",
    rf"\b(?:me|m|nous) {_BID} pas\b",
)
_OUTRIGHT_SAID, _SAID, _MAYBE = (re.compile("|".join(group)) for group in (_OUTRIGHT, _WORDINGS, _PERHAPS))
# Fears or refuses to stop, or to miss something: more is wanted, not less.
_GO_ON = re.compile(
    r"\b(?:n|ne|pas|jamais)(?: (?:me|m|nous|te|t|se|s|vous|de|d|etre|surtout|les|l|la|le))*"
    r" (?:arret|cess|stopp|desabonn|desinscri|retir|enlev|supprim|effac|ray|vir|radi|oubli)\w*"
    r"|\bcontinue[rz]\b|\b(?:rater|manquer|louper|perdre|passer a cote)\b"
    r"|\b(?:crains|craint|craignons|peur|inquiete?s?|dommage|regrett\w*|espere)\b"
    r"|\b(?:a|ai|as|avez|avons|ont|suis|ete|etes|sommes|est)(?: \w+)? (?:desabonne|desinscrit)e?s?\b"
    r"|\b(?:plus|pas) qu?e? ?(?:vos|les|des|ces)\b|\b(?:plus|pas) que\b|\bn arrete pas\b"
    r"|^(?!.*\b(?:ne|n)\b).*\bplus (?:de|d) (?:info|information|detail|precision|renseignement|nouvelle)s?\b"
)
_MORE_OR_NO_MORE = re.compile(rf"^(?!.*\b(?:ne|n)\b).*\b{_WANT} plus (?:de|d)\b")  # « je veux plus de messages »
_OF_YOURS = re.compile(rf"\bplus (?:aucune?s?|un seul|une seule|de|d) {_NEWS} (?:de|d) vo(?:us|tre)\b")
# A reason may follow a stop; a limit, another channel or another thing to leave may not.
_REASON = re.compile(r"^(?:je|j|nous|on|car|parce|puisque|ca|cela|c|ce|mon|ma|mes|notre|nos|la|le|les|l)\b")
_BOUND = re.compile(
    r"\b(?:prefer\w*|plutot|seulement|sauf|juste|uniquement|avant|apres|jusqu\w*|pendant|depuis|tant|lundi|mardi"
    r"|mercredi|jeudi|vendredi|samedi|dimanche|demain|aujourd|semaine|mois|conges?|vacances|heures?|sms|mails?|courrier"
    r"|telephone|appel\w*|rappel\w*|viens|vient|viendr\w*|venir|serai|serons|present\w*|particip\w*|disponible\w*"
    r"|reunion|visio|atelier|formation|liens?|recu\w*|recois|deja|erreur|veux|voudrais|aimerais|souhaite)\b"
)
_ASKED_TO_DO = re.compile(
    r"^(?:bonjour |merci )*(?:est ce que )?(?:vous |tu )?(?:pouvez|pourriez|peux|veuillez|voulez)\b"
)
_CLAUSE = re.compile(r"[,;:.!?…\n()«»\"–—]+|\s-+\s|\b(?:mais|donc|puis|sinon|par contre|en revanche)\b", re.IGNORECASE)


def stop_said(words: str) -> Stop:
    """Return how surely a text asks for no more announcements, by its wording.

    A question does not ask for it, except « pouvez-vous arrêter … ? ».
    """
    said = plain(words)
    if not said or _GO_ON.search(said):
        return Stop.NO
    is_question = "?" in words and not _ASKED_TO_DO.search(said)
    if is_question:
        return Stop.DOUBT if re.search(r"\b(?:me|nous) (?:desabonn|desinscri)", said) else Stop.NO
    clauses = [clause for clause in map(plain, _CLAUSE.split(words)) if clause]
    stops = [clause for clause in clauses if _is_stop(clause)]
    others = [clause for clause in clauses if clause not in stops and not _POLITE_ONLY.search(clause)]
    if stops and not others:
        return Stop.SURE
    if any(_OUTRIGHT_SAID.search(clause) for clause in stops) and all(map(_is_reason, others)):
        return Stop.MORE
    return Stop.DOUBT if any(group.search(said) for group in (_OUTRIGHT_SAID, _SAID, _MAYBE)) else Stop.NO


def wants_more(words: str) -> bool:
    """Whether a text fears or refuses that announcements stop, as in « je ne veux pas rater vos annonces »."""
    return _GO_ON.search(plain(words)) is not None


def _is_stop(clause: str) -> bool:
    if _ALONE.search(clause):
        return True
    is_said = _OUTRIGHT_SAID.search(clause) or _SAID.search(clause)
    return bool(
        is_said and _KNOWN.search(clause) and not _MORE_OR_NO_MORE.search(clause) and not _OF_YOURS.search(clause)
    )


def _is_reason(clause: str) -> bool:
    return bool(_REASON.search(clause)) and not _BOUND.search(clause)
