"""Buttons of meetings: labels and codes."""

from handlers.talk.buttons import LABEL_BACK
from handlers.talk.codes import code_for
from handlers.talk.replies import Button
from knowledge.base.kinds import kinds

VISIO = "visio"  # visio[:<kind>]
REGISTER = "ins"  # ins:<meeting>[:autre]; `autre` where the message is about another meeting
FORM = "reg"  # reg:<name|place|phase|check|send|edit|back|cancel>[:<value>]
LEAVE = "desins"  # desins:<meeting>[:<oui|non>]
MINE = "mesins"  # mesins[:<meeting>]
COMING = "viens"  # viens:<meeting>:<oui|non>
TAKE = "place"  # place:<meeting>:<oui|non>
REMINDERS = "rappels"  # rappels:<meeting>:<oui|non>
WISH = "prevenir"  # prevenir:<kind>[:non]
OPINION = "avis"  # avis:<meeting>:<1|2|3>
LINK = "lien"  # of no button: what people ask about the meeting for which they are registered, in words
TEAM = "reunion"  # reunion[:<meeting>[:<act>[:<value>]]]

INSTEAD = "autre"
LABEL_REGISTER = "M'inscrire"
LABEL_LEAVE = "Me désinscrire"
LABEL_MINE = "Mes inscriptions"
LABEL_ASK_AGAIN, LABEL_COME_BACK = "Redemander une place", "Revenir sur la liste"
LABEL_OTHER_DATES = "Voir les autres dates"
LABEL_NO_PLACE_YET = "Je ne sais pas encore"
LABEL_WISH = "Me prévenir"
OPINIONS = {"3": "Très utile", "2": "Utile", "1": "Peu utile"}


def kind(name: str, label: str) -> Button:
    """Return the button that shows the next meeting of the kind `name`; with "" it asks which kind."""
    return Button(label, code_for(VISIO, name))


def dates() -> Button:
    """Return the button `Voir les dates`, which asks the person which kind of meeting they want."""
    return kind("", "Voir les dates")


def correct_profile() -> Button:
    """Return the button that opens the form in which a person corrects their name, place or project."""
    return Button("Corriger mon nom ou mon lieu", code_for(MINE, "corriger"))


def situations() -> list[list[Button]]:
    """Return rows of one button each, for the kinds of meeting that have a `situation`, which is the label.

    Kinds without a published date are there too.
    """
    return [[kind(name, one.situation)] for name, one in kinds().items() if one.situation]


def register(meeting_id: int, label: str = LABEL_REGISTER) -> Button:
    """Return the button that registers the person for this meeting."""
    return Button(label, code_for(REGISTER, meeting_id))


def register_instead(meeting_id: int, label: str) -> Button:
    """Return a button that registers for this meeting, under a message that is about something else.

    It is for a later date, or to come back to a meeting that the person left. « M'inscrire », typed, does not mean it.
    """
    return Button(label, code_for(REGISTER, meeting_id, INSTEAD))


def form(step: str, label: str, value: str = "") -> Button:
    """Return a button of the registration form, `reg:<step>[:<value>]`, which answers, corrects, sends or leaves it."""
    return Button(label, code_for(FORM, step, *([value] if value else [])))


def leave(meeting_id: int) -> Button:
    """Return the button `Me désinscrire`, which asks the person to confirm that they leave this meeting."""
    return Button(LABEL_LEAVE, code_for(LEAVE, meeting_id))


def leave_yes(meeting_id: int) -> Button:
    """Return the button that confirms that the person leaves this meeting."""
    return Button("Oui, me désinscrire", code_for(LEAVE, meeting_id, "oui"))


def leave_no(meeting_id: int) -> Button:
    """Return the button that keeps the person's registration for this meeting and shows it again."""
    return Button(LABEL_BACK, code_for(LEAVE, meeting_id, "non"))


def mine() -> Button:
    """Return the button that lists the person's registrations."""
    return Button(LABEL_MINE, MINE)


def one_of_mine(meeting_id: int, label: str) -> Button:
    """Return the button that shows the person's registration for this meeting."""
    return Button(label, code_for(MINE, meeting_id))


def coming(meeting_id: int) -> Button:
    """Return the button by which a registered person says that they come to this meeting."""
    return Button("Je viens", code_for(COMING, meeting_id, "oui"))


def not_coming(meeting_id: int) -> Button:
    """Return the button by which a registered person says that they do not come, which cancels the registration."""
    return Button("Je ne viens plus", code_for(COMING, meeting_id, "non"))


def take(meeting_id: int) -> Button:
    """Return the button that takes the seat offered to the person at this meeting."""
    return Button("Je prends la place", code_for(TAKE, meeting_id, "oui"))


def let_go(meeting_id: int) -> Button:
    """Return the button that declines the seat offered to the person at this meeting."""
    return Button("Je la laisse", code_for(TAKE, meeting_id, "non"))


def reminders_off(meeting_id: int) -> Button:
    """Return the button that ends the reminders of this meeting for the person."""
    return Button("Ne plus me rappeler", code_for(REMINDERS, meeting_id, "non"))


def reminders_on(meeting_id: int) -> Button:
    """Return the button that begins the reminders of this meeting again for the person."""
    return Button("Me rappeler", code_for(REMINDERS, meeting_id, "oui"))


def wish(kind_name: str, label: str = LABEL_WISH) -> Button:
    """Return the button by which the person asks to be told when a date of this kind is published."""
    return Button(label, code_for(WISH, kind_name))


def no_wish(kind_name: str) -> Button:
    """Return the button that withdraws the person's request to be told of a date of this kind."""
    return Button("Ne plus me prévenir", code_for(WISH, kind_name, "non"))


def opinion(meeting_id: int) -> list[Button]:
    """Return one button for each opinion that a participant may give of this meeting."""
    return [Button(label, code_for(OPINION, meeting_id, value)) for value, label in OPINIONS.items()]


def team(label: str, meeting_id: int | str = "", act: str = "", value: str = "") -> Button:
    """Return a button for the team that does `act`, with `value`, on a meeting.

    Without `act` it shows the meeting; without `meeting_id`, the list of meetings; "new" makes a meeting of the kind
    `act`.
    """
    return Button(label, code_for(TEAM, *(part for part in (meeting_id, act, value) if part)))
