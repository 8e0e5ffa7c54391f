"""The buttons of cases: their labels, their verbs, and the way their codes are written. No logic."""

from collections.abc import Sequence

from handlers.talk.buttons import LABEL_BACK, LABEL_CALL_BACK
from handlers.talk.codes import code_for, read
from handlers.talk.replies import Button
from storage.cases import Outcome, State

# The form of a demand: dform:<envoyer|modifier|message|lieu|retour|ajouter|annuler>
FORM = "dform"
FORM_PLACE = "dlieu"  # dlieu:<department code, or 0 for nowhere yet>[:<commune code>]
FORM_PHASE = "dphase"  # dphase:<phase>
# Buttons of people.
WRITE = "decrire"  # decrire:<case>, which turns the switch on
STOP_WRITING = "darret"
PASS_ON = "dpasser"  # dpasser:<case>:<message id>
FOR_ROBOT = "drobote"  # drobote:<case, or 0 where it went to none>:<message id>[:<service offered>]
OWN = "dsuivre"  # dsuivre[:<case>]
WITHDRAW = "dretirer"  # dretirer:<case>[:oui]
CALL = "drappel"  # drappel:<case>[:<when>|:non|:numero]
RATE = "davis"  # davis:<case>:<oui|non>
STILL = "dencore"  # dencore:<case>:<oui|non>
TAKE_BACK = "doter"  # doter:<case>:<message id>, of people and of staff
# Buttons of staff.
TAKE = "dprends"
REPLY = "drepondre"
TRANSFER = "dtransf"  # dtransf:<case>[:<number in the team file>]
LATER = "dtard"  # dtard:<case>[:<soir|demain|lundi>]
NOTE = "dnote"
KEEP_AS_NOTE = "dnoter"  # dnoter:<case>:<message id>, of a message held back
CLOSE = "dclore"  # dclore:<case>[:oui]
REOPEN = "drouvrir"
SHOW = "dossier"  # dossier:<case, or 0 for the list>
CATALOGUE = "dfiche"  # dfiche:<case>[:<entry>]
CATALOGUE_SEARCH = "dfiches"  # dfiches:<case>
KEEP_AS_MODEL = "dgarder"  # dgarder:<case>, under the receipt of an answer
MODELS = "dmodele"  # dmodele:<case>[:<model>|:p:<page>]
OUTCOME = "dissue"  # dissue:<case>[:<outcome>]
WORD = "dmot"  # dmot:<case>, a word for who gets it
THREAD = "dfil"  # dfil:<case>[:<page>|:tout:<page>]
LISTED = "dliste"  # dliste:<page>[:<words to find>]
SEARCH = "dcherche"
WHICH = "dvers"  # dvers:<case>:<message id>
WHICH_OWN = "dpour"  # dpour:<case>:<message id>
OTHERS = "dautres"  # dautres:<message id>:<how many were shown>
ASK_ROBOT = "drobot"  # drobot:<message id>
CALLER = "dappel"
DELAYS = "ddelais"
ABSENCE = "dabsence"  # dabsence:<debut|retour|remplace:<number>|tout|lot:<case>>
BEGIN = "debut"
TRIAL = "dessai"  # dessai[:<prendre|repondre|clore|fin>]

# Buttons under messages of one case only: its card, a reminder, what the person is told of it.
_OF_ONE_CASE = (TAKE, REPLY, NOTE, REOPEN, OUTCOME, THREAD, CALL, RATE, STILL)


CALL_TIMES = {"matin": "le matin", "midi": "l'après-midi", "tout": "à toute heure"}
NO_CALL, NUMBER_WRITTEN = "non", "numero"

OUTCOMES = {
    Outcome.ANSWERED: "Répondu",
    Outcome.ORIENTED: "Orienté",
    Outcome.MEETING: "Rendez-vous",
    Outcome.SILENT: "Sans réponse de la personne",
    Outcome.OUTSIDE: "Hors de la région",
    Outcome.OTHER: "Autre",
}


# Labels of the services that the bot offers where a human was asked for them, by the intent read.
SERVICES = {
    "cancel_registration": "Me désinscrire",
    "register": "M'inscrire",
    "my_registrations": "Mes inscriptions",
    "my_cases": "Mes demandes",
    "export_data": "Mes données",
    "delete_data": "Tout effacer",
    "unsubscribe": "Ne plus recevoir",
    "subscribe": "Choisir mes sujets",
}
LABEL_SHOW, LABEL_REPLY, LABEL_REOPEN, LABEL_CLOSE = "Voir le dossier", "Répondre", "Rouvrir", "Clore"
LABEL_THREAD, LABEL_CATALOGUE, LABEL_MODEL = "Tout le fil", "Une réponse du catalogue", "Un modèle"
LABEL_TAKE, LABEL_OWN_CASES, LABEL_OWN_ABSENCES = "Je prends", "Mes dossiers", "Mes congés"
LABEL_KEEP = "En faire un modèle"
LABEL_OTHER, LABEL_ASK_ROBOT = "Une autre…", "Question au robot"


def call(case_id: int, label: str = LABEL_CALL_BACK) -> Button:
    """Make the button by which a person asks to be called back about a case."""
    return of_case(CALL, label, case_id)


def reopen_and_write(case_id: int) -> Button:
    """Make the button by which a person reopens a closed case: what they type next goes into it."""
    return of_case(WRITE, "Rouvrir et écrire", case_id)


def keep_as_note(case_id: int, message_id: int) -> Button:
    """Make the button that keeps a message held back as a note on a case, which its person does not see."""
    return of_case(KEEP_AS_NOTE, "C'est une note", case_id, message_id)


def no_call(case_id: int) -> Button:
    """Make the button by which a person no longer wants to be called back about a case."""
    return of_case(CALL, "Ne plus être rappelé", case_id, NO_CALL)


def call_number(case_id: int, phone: str) -> Button:
    """Make the button by which a person is called back at the number that stands in their messages."""
    return of_case(CALL, phone, case_id, NUMBER_WRITTEN)


def call_at(case_id: int, phone: str) -> Button:
    """Make the button by which a person asks to be called back at the number that they have just written."""
    return of_case(CALL, f"Être rappelé au {phone}", case_id, NUMBER_WRITTEN)


def call_rows(case_id: int) -> list[list[Button]]:
    """Make the buttons that answer when to call back: in the morning, in the afternoon, at any time."""
    return [[of_case(CALL, label.capitalize(), case_id, when) for when, label in CALL_TIMES.items()]]


def of_case(verb: str, label: str, case_id: int, *more: object) -> Button:
    """Make a button about a case; its code is `<verb>:<case>`, and after it any further parts."""
    return Button(label, code_for(verb, case_id, *more))


def case_told_by(codes: Sequence[str]) -> int | None:
    """Return the number of the case that a message is about, read from the codes of its buttons.

    Return None where the codes name several cases, or none.
    """
    alone = len(codes) == 1  # the one button of a relayed reply, "Répondre à"
    told = [code for code in map(read, codes) if code.verb in _OF_ONE_CASE or (alone and code.verb == WRITE)]
    numbers = {code.number(0) for code in told if code.parts}
    return numbers.pop() if len(numbers) == 1 else None


def follow_rows(case_id: int, name: str) -> list[list[Button]]:
    """Make the buttons under what a person is told of an open case: write to `name`, be called back, list own cases."""
    return [[of_case(WRITE, _to(name), case_id)], [call(case_id), own()]]


def _to(name: str) -> str:
    return f"Écrire à {name}"


def write_to(case_id: int, name: str) -> Button:
    """Make the button « Écrire à … »: what the person types after pressing it goes into the case."""
    return of_case(WRITE, _to(name), case_id)


def answer(case_id: int, name: str) -> Button:
    """Make the button « Répondre à … » under a reply of staff: what the person types next goes into the case."""
    return of_case(WRITE, f"Répondre à {name}", case_id)


def pass_on(case_id: int, name: str, message_id: int, *, numbered: bool) -> Button:
    """Make the button « Transmettre à … », which sends staff a message that only the bot has read.

    With `numbered` its label has the case number too, to tell several cases apart.
    """
    return of_case(PASS_ON, f"Transmettre à {name}{f' · n° {case_id}' if numbered else ''}", case_id, message_id)


def write_own(case_id: int, *, is_open: bool) -> Button:
    """Make the button of a person's own case in their list, to write into it or, where it is closed, reopen it."""
    return of_case(WRITE, f"N° {case_id} : {'écrire' if is_open else 'rouvrir'}", case_id)


def withdraw_yes(case_id: int) -> Button:
    """Make the button by which a person confirms that they take their case back."""
    return of_case(WITHDRAW, "Oui, la retirer", case_id, "oui")


def rating_rows(case_id: int) -> list[list[Button]]:
    """Make the buttons yes and no under the question whether a closed case helped the person."""
    return [[of_case(RATE, "Oui, merci", case_id, "oui"), of_case(RATE, "Non", case_id, "non")]]


def still_rows(case_id: int) -> list[list[Button]]:
    """Make the buttons yes and no under the question whether a long silent person still needs help."""
    return [[of_case(STILL, "Oui, encore", case_id, "oui"), of_case(STILL, "Non, c'est bon", case_id, "non")]]


def for_robot(case_id: int, message_id: int) -> Button:
    """Make the button « C'était pour le robot »: the message is taken back from staff and answered by the bot."""
    return of_case(FOR_ROBOT, "C'était pour le robot", case_id, message_id)


def take_back(case_id: int, message_id: int) -> Button:
    """Make the button under a receipt by which an author takes back the message that it is about."""
    return of_case(TAKE_BACK, "Retirer", case_id, message_id)


def service_offered(label: str, case_id: int, message_id: int, service: str) -> Button:
    """Make the button that does a service, such as registering, for which a person asked in a message to staff.

    The message itself stays in the case. `service` is a key of `SERVICES`.
    """
    return of_case(FOR_ROBOT, label, case_id, message_id, service)


def own() -> Button:
    """Make the button that lists a person's own cases."""
    return Button("Mes demandes", OWN)


def stop_writing() -> Button:
    """Make the button by which an author stops writing into the case that they had chosen."""
    return Button("Ne plus lui écrire", STOP_WRITING)


def switch_rows(case_id: int, *, is_person: bool) -> list[list[Button]]:
    """Make the buttons under « Vous écrivez à … »: staff may pass on a ready answer; both may stop writing."""
    if is_person:
        return [[stop_writing()]]
    return [
        [of_case(CATALOGUE, LABEL_CATALOGUE, case_id)],
        [of_case(MODELS, LABEL_MODEL, case_id), stop_writing()],
    ]


def staff_ways() -> list[Button]:
    """Make the buttons by which staff come to their cases and to their absences."""
    return [all_cases(LABEL_OWN_CASES), Button(LABEL_OWN_ABSENCES, code_for(ABSENCE, BEGIN))]


def all_cases(label: str) -> Button:
    """Make the button that lists all open cases in a message of its own."""
    return of_case(SHOW, label, 0)


def page_of_cases(page: int, label: str, words: str) -> Button:
    """Make the button that shows a page, counted from 0, of the open cases or of those found by `words`."""
    return Button(label, code_for(LISTED, page, *([words] if words else [])))


def staff_rows(case_id: int, state: str, *, is_owner: bool, oversees: bool) -> list[list[Button]]:
    """Make the buttons under the card of a case: what the member of staff who reads it may do in the case's state.

    `is_owner` and `oversees` are about that reader: the former is also True of a case that nobody has, the latter of
    the team and of who stands in for its owner. What ends the case stands apart.
    """

    def button(verb: str, label: str) -> Button:
        return of_case(verb, label, case_id)

    transfer, note, thread = button(TRANSFER, "Transférer"), button(NOTE, "Note"), button(THREAD, LABEL_THREAD)
    if state == State.CLOSED:
        return [[button(REOPEN, LABEL_REOPEN), thread]] if is_owner or oversees else [[thread]]
    if state != State.NEW and not is_owner:
        return [[transfer, note], [thread]] if oversees else [[thread]]
    first = [button(TAKE, LABEL_TAKE)] if state == State.NEW else []
    second = [transfer] if state == State.WAITING else [transfer, button(LATER, "Plus tard")]
    return [[*first, button(REPLY, LABEL_REPLY)], second, [note, thread], [button(CLOSE, LABEL_CLOSE)]]


def close_rows(case_id: int) -> list[list[Button]]:
    """Make the buttons under the question whether to close a case that staff never answered: close, or reply."""
    return [[of_case(CLOSE, LABEL_CLOSE, case_id, "oui"), of_case(REPLY, LABEL_REPLY, case_id)]]


def outcome_rows(case_id: int) -> list[list[Button]]:
    """Make the buttons under the question how a closed case ended, one for each of `OUTCOMES`."""
    shown = [of_case(OUTCOME, label, case_id, outcome) for outcome, label in OUTCOMES.items()]
    return [shown[start : start + 2] for start in range(0, len(shown), 2)]


def later_rows(case_id: int) -> list[list[Button]]:
    """Make the buttons by which staff put a case off: this evening, tomorrow, Monday; or go back."""
    choices = [("Ce soir", "soir"), ("Demain", "demain"), ("Lundi", "lundi")]
    return [[of_case(LATER, label, case_id, choice) for label, choice in choices], [of_case(SHOW, LABEL_BACK, case_id)]]


def transfer_rows(case_id: int, colleagues: Sequence[tuple[int, str]]) -> list[list[Button]]:
    """Make a button for each colleague to whom a case may be given; each has a number in the team file and a name."""
    rows = [[of_case(TRANSFER, name, case_id, number)] for number, name in colleagues]
    return [*rows, [of_case(SHOW, LABEL_BACK, case_id)]]
