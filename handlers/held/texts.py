"""The words about messages held after a restore."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.talk.replies import bold, italic, paragraphs, person_words, text
from storage.outbox import Priority

KINDS = {
    Priority.ANSWER: ("réponse", "réponses"),
    Priority.RELAY: ("message relayé", "messages relayés"),
    Priority.REMINDER: ("rappel", "rappels"),
    Priority.ANNOUNCEMENT: ("annonce", "annonces"),
}
NOTHING_HELD = text("Aucun message n'est retenu : tout est réglé.")
CHANGED = text("Ces messages ont changé depuis. Voici où l'on en est :")
NO_MORE = text("C'était le dernier message retenu.")
SETTLED_ALREADY = text("C'est déjà réglé pour ce message.")
AT_NIGHT = text("Il est trop tôt ou trop tard pour écrire aux personnes. Appuyez de nouveau en journée.")
TECHNICAL = italic("(une mise à jour sans texte)")
LONGEST = 600  # most characters shown of a message
SOMEBODY = "une personne"


def summary(kinds: Mapping[int, int], oldest: datetime, newest: datetime, zone: ZoneInfo) -> str:
    """Tell the team how many messages of each kind a restore held back, of which days, and ask whether to send them.

    They are held back because some may have left before the restore. `kinds` counts them by priority.
    """
    count = sum(kinds.values())
    several = count > 1
    what = ", ".join(f"{number} {KINDS[Priority(kind)][number > 1]}" for kind, number in kinds.items())
    return paragraphs(
        bold(f"{count} {'messages retenus' if several else 'message retenu'} après une restauration."),
        text(f"{what}, du {_day(oldest, zone)} au {_day(newest, zone)}."),
        text("Ils attendaient dans la sauvegarde. Certains sont peut-être déjà partis : dans le doute, regardez-les."),
        text("Faut-il les envoyer ?" if several else "Faut-il l'envoyer ?"),
    )


def one(kind: int, written_at: datetime, to: str, words: str, zone: ZoneInfo) -> str:
    """Write one message held after a restore: kind, date, recipient `to`, words, and the question whether to send it.

    At most 600 characters of `words` are shown; where "", it is called an update without text.
    """
    shown = text(person_words(words)[:LONGEST]) if words else TECHNICAL
    head = f"{KINDS[Priority(kind)][0].capitalize()} du {_day(written_at, zone)}, pour {to}"
    return paragraphs(bold(head), shown, text("Faut-il l'envoyer ?"))


def sent(count: int) -> str:
    """Confirm that `count` messages held after a restore leave now."""
    return text("C'est parti." if count == 1 else f"C'est parti : {count} messages sont envoyés.")


def dropped(count: int) -> str:
    """Confirm that `count` messages held after a restore will never leave."""
    return text("Il ne partira pas." if count == 1 else f"C'est noté : {count} messages ne partiront pas.")


def _day(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%d/%m à %H h %M}"
