"""The buttons that several capabilities share: their labels, verbs and codes. No logic.

A code is `verb` or `verb:argument`, at most 64 bytes; the router maps each verb to its handler.
"""

from handlers.talk.codes import code_for, read
from handlers.talk.replies import Button, Reply
from storage.base import Json

ENTRY = "e"  # e:<entry id>[:<entry it was offered under>]
MORE = "plus"  # plus:<entry id>
HELPED = "oui"  # oui:<entry id>
NOT_HELPED = "non"  # non:<entry id>
HUMAN = "humain"  # humain[:<message to pass on>[:<kind>]], humain:0:appel
TO_BE_CALLED = "appel"
TOPICS = "sujets"  # sujets[:<topic>]

LABEL_HUMAN = "Parler à quelqu'un"
LABEL_CALL_BACK = "Être rappelé"
LABEL_BACK = "Retour"
LABEL_TOPICS = "Voir ce que je sais"
LABEL_PAGE_BEFORE, LABEL_NEXT_PAGE = "Page précédente", "Page suivante"


def entry(entry_id: str, label: str) -> Button:
    """Make the button that shows an entry of the knowledge base."""
    return Button(label, code_for(ENTRY, entry_id))


def more(entry_id: str) -> Button:
    """Make the button "En savoir plus", which shows the rest of an entry."""
    return Button("En savoir plus", code_for(MORE, entry_id))


def helped(entry_id: str) -> Button:
    """Make the button "Oui, merci", which says that an entry answered the question."""
    return Button("Oui, merci", code_for(HELPED, entry_id))


def not_helped(entry_id: str) -> Button:
    """Make the button "Non", which says that an entry did not answer the question."""
    return Button("Non", code_for(NOT_HELPED, entry_id))


def human(label: str = LABEL_HUMAN) -> Button:
    """Make the button "Parler à quelqu'un", which starts a demand to staff; another label names who gets it."""
    return Button(label, HUMAN)


def call_back() -> Button:
    """Make the button "Être rappelé", which starts a demand to staff and then asks for a number to call."""
    return Button(LABEL_CALL_BACK, code_for(HUMAN, 0, TO_BE_CALLED))


def with_message(reply: Reply, message_id: int, kind: str = "") -> Reply:
    """Return a copy of the reply in which the button "Parler à quelqu'un" passes this message on to staff.

    `kind` is the kind of a message without words, such as "photo", or the kinds of danger that it tells of.
    """
    code = code_for(HUMAN, message_id, *([kind] if kind else []))
    rows = [[Button(one.label, code) if one.code == HUMAN else one for one in row] for row in reply.rows]
    return Reply(reply.html, rows)


def with_pictures_after(markup: Json, count: int) -> Json | None:
    """Return buttons of which "Parler à quelqu'un" passes on so many further pictures of an album.

    Telegram numbers them one after the other. None where no button passes a message on.
    """
    rows, found = [], False
    for row in markup["inline_keyboard"]:
        keys = []
        for key in row:
            code = read(key.get("callback_data", ""))
            is_it = code.verb == HUMAN and bool(code.word(0))
            found = found or is_it
            keys.append(key | {"callback_data": code_for(HUMAN, *code.parts[:2], count)} if is_it else key)
        rows.append(keys)
    return {"inline_keyboard": rows} if found else None


def topics() -> Button:
    """Make the button that lists all subjects of the knowledge base."""
    return Button(LABEL_TOPICS, TOPICS)


def topic(name: str, label: str) -> Button:
    """Make the button that lists the questions of a subject, given by its name."""
    return Button(label, code_for(TOPICS, name))


def all_topics() -> Button:
    """Make the button "Retour", which lists all subjects of the knowledge base."""
    return Button(LABEL_BACK, TOPICS)
