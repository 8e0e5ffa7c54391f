"""« STOP », « ne m'envoyez plus ça » under an announcement, or right after one: it ends at once, and that is said."""

import re

from telegram import Message

from handlers import buttons as shared
from handlers.announcements import buttons, texts
from handlers.announcements.rules import MEETING, segment_of
from handlers.announcements.subscriptions import leave_from, stop_all
from handlers.meetings import buttons as meeting_buttons
from handlers.replies import Button, Reply
from handlers.turn import Turn
from knowledge.words import plain
from storage.announcements import Announcement
from storage.subscriptions import subjects_of

_COMMAND = re.compile(r"^stop(?: (?:stop|svp|stp|merci|s il vous plait|s il te plait))*$")
LONGEST = 14  # words: who says more than that says something else too
_SENT = r"(?:annonce|message|mail|email|courriel|notification|notif|envoi|pub|publicite|spam|newsletter|sms|relance)s?"
_NEWS = rf"(?:{_SENT}|(?:info|information|actualite|nouvelle)s?)"
_WRITE = r"(?:envoy\w+|envoie|ecri\w+|contact\w+|sollicit\w+|derang\w+|embet\w+|spam\w*|relanc\w+|notifi\w+)"
_WANT = r"(?:veux|veut|voulons|souhaite|souhaitons|desire|desirons|voudrais|aimerais|tiens)"
_TAKE = r"(?:retir|enlev|supprim|effac|ray|vir|ot|radi)e[rz]?|sorte[rz]?"
_STOP = r"(?:arrete[rz]?|arretons|cesse[rz]?|stopp?e[rz]?|stop+|halte)"
_THE = r"(?: (?:avec|a|au|aux|de|d|des|les|la|le|l|tout|toutes|tous|ces|ce|cet|cette|vos|votre|tes|mes|mon|m|me|nous))*"
_AROUND = (
    r"bonjour|bonsoir|merci|non|ok|svp|stp|s il vous plait|s il te plait|madame|monsieur|mais|bon|maintenant|tout|ca|la"
    r"|tout de suite|c est bon|cordialement|beaucoup|d avance|bonne journee|bonne soiree|immediatement|definitivement"
)
_ALONE = re.compile(
    rf"^(?:(?:{_AROUND}) )*(?:(?:{_STOP}|arret|plus rien|rien|plus jamais|desabonne\w*|desinscri\w*|resili\w*"
    rf"|unsubscribe|basta|assez|ca suffit)(?: |$))+(?:(?:{_AROUND})(?: |$))*$"
)
_WORDINGS = (
    r"\b(?:desabonn|desinscri)\w*",
    r"\b(?:unsubscribe|opt out)\b",
    rf"\b(?:m|me|nous|moi) {_WRITE} (?:plus|pas)\b",  # « ne m'envoyez plus ça »
    r"\benvo(?:yez|ie|yer) (?:plus|pas) (?:rien|ca|cela|ce|de)\b",
    rf"\bne (?:plus|pas|rien) (?:me |m |nous )?(?:recevoir|{_WRITE})\b",
    rf"^(?:(?:{_AROUND}) )*plus (?:de|d|aucune?s?) {_SENT}\b",  # « plus d'infos » asks for more
    rf"\bplus (?:aucune?s?|un seul|une seule|de vos|de tes|de ces) {_NEWS}\b",
    rf"\b{_WANT} (?:plus|pas)(?: \w+){{0,3}} (?:recevoir|{_SENT})\b",
    rf"\bne {_WANT} (?:plus|pas|rien)(?: \w+){{0,3}} (?:recevoir|{_NEWS})\b",
    rf"\b{_STOP}{_THE} (?:{_WRITE}|abonnement|ca|cela|{_NEWS})\b",
    rf"\b(?:{_TAKE}) (?:moi|nous|mon (?:nom|numero|contact|abonnement|adresse)|mes coordonnees)\b",
    r"\b(?:annule|supprime|resilie)[rz]? (?:mon|mes|l) ?abonnements?\b",
    r"\b(?:laisse|fiche|foute)[rz]? (?:moi|nous) (?:tranquille|en paix|la paix)\b",
    r"\b(?:marre|assez|ras le bol) (?:de|d) (?:vos|ces|tes|recevoir|etre)\b",
    rf"\btrop (?:de|d) {_SENT}\b",
    rf"\b(?:me|nous) (?:{_TAKE})\b",
    r"\b(?:n|j|on) en (?:veux|veut|voulons) plus(?: (?:de|du) (?:vos|ces|tout)\b|$)",
    r"\b(?:ne )?plus etre (?:prevenu|contacte|informe|sollicite|notifie|relance)\w*",
    r"\bpas la peine de (?:m|me|nous)\b",
)
_SAID = re.compile("|".join(_WORDINGS))
_GO_ON = re.compile(
    r"\bn (?:arrete|cesse|stoppe)\w*(?: surtout)? pas\b|\bcontinue[rz]\b"
    r"|^(?!.*\b(?:ne|n)\b).*\bplus (?:de|d) (?:info|information|detail|precision|renseignement|nouvelle)s?\b"
)
_ASKED_TO_DO = re.compile(
    r"^(?:bonjour |merci |svp )*(?:est ce que )?(?:vous |tu )?(?:pouvez|pourriez|peux|veuillez|voulez)\b"
)
_EVERYTHING = re.compile(r"\b(?:stop|tout|toutes|tous|rien|aucune?s?|jamais|tranquille|paix)\b")


def wants_to_stop(turn: Turn, words: str) -> bool:
    """Whether a text asks for no more of this. A question is a question, but for « pouvez-vous arrêter … ? »."""
    said = plain(words)
    if (
        not said
        or len(said.split()) > LONGEST
        or _GO_ON.search(said)
        or ("?" in words and not _ASKED_TO_DO.search(said))
    ):
        return False
    is_said = _ALONE.search(said) is not None or _SAID.search(said) is not None
    return is_said or ("?" not in words and turn.knowledge.understand(words).intent == "unsubscribe")


def is_stop_alone(words: str) -> bool:
    """Whether a text is the command /stop, typed as people type it."""
    return _COMMAND.search(plain(words)) is not None


async def end(turn: Turn, words: str, one: Announcement) -> None:
    """`one`: what they answer."""
    if one.subject is None:
        await say_how_to_leave(turn, segment_of(one).kind)
    elif _EVERYTHING.search(plain(words)):
        await stop_all(turn, one.subject, one.id)
    else:
        await leave_from(turn, one.subject, one.id)


async def say_how_to_leave(turn: Turn, kind: str) -> None:
    """What goes to the registered of a meeting or to partners ends with the registration or the role."""
    is_meeting = kind == MEETING
    rows: list[list[Button]] = [[meeting_buttons.mine()] if is_meeting else [shared.leave_role()]]
    if await subjects_of(turn.session, turn.known().telegram_id):
        rows.append([buttons.stop_all()])
    await turn.reply(Reply(texts.HOW_TO_LEAVE_MEETING if is_meeting else texts.HOW_TO_LEAVE_PARTNERS, rows))


def words_of(message: Message) -> str:
    return message.text or message.caption or ""
