"""What the bot waits for from a person: the step of a form, a place, or a question asked in passing.

A question in passing stands at the end of a message, and people answer it by a button or in words. It is void as soon
as the person does anything else, and is not asked while a form is under way.
"""

from storage.people import Person, wait_for, wait_for_nothing

OPINION = "opinion"  # "Cela répond-il à votre question ?"
WHICH = "which"  # "Est-ce l'une de ces questions ?"
KEEP_PLACE = "keep"  # "Puis-je le retenir ?"
PLACE = "place"  # "Dans quelle commune ?"
NEWS = "news"  # news:<subject>, "Voulez-vous que je vous prévienne ?"
PASS_ON = "passon"  # passon:<case, or 0 for several>:<message id>, "Était-il pour Karine Machat ?"
_IN_PASSING = (OPINION, WHICH, KEEP_PLACE, NEWS, PASS_ON)


def ask_in_passing(person: Person, question: str) -> None:
    if person.awaiting is None:
        wait_for(person, question)


def take_question(person: Person) -> str | None:
    """Return the question in passing that this update may answer, None without one, and let no later one answer it."""
    if (person.awaiting or "").partition(":")[0] not in _IN_PASSING:
        return None
    question = person.awaiting
    wait_for_nothing(person)
    return question


def form_under_way(person: Person) -> str | None:
    """Return the name of the form that waits for the next message, None where none does.

    A question in passing and the question for a place outside a form are no form.
    """
    form = (person.awaiting or "").partition(":")[0]
    return form if form and form not in (*_IN_PASSING, PLACE) else None


def step_under_way(person: Person) -> str:
    """Return the step of the form that waits for the next message, "" where there is none."""
    return (person.awaiting or "").partition(":")[2]
