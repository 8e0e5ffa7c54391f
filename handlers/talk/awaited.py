"""What the bot waits for from a person: the step of a form, a place, or a question asked in passing.

A question in passing stands at the end of a message, and people answer it by a button or in words. It is void as soon
as the person does anything else, and is not asked while a form is under way.
"""

from handlers.talk.short_answers import says_just_that, yes_or_no, yes_or_no_and_more
from knowledge.text.words import plain
from storage.people import Person, wait_for, wait_for_nothing

OPINION = "opinion"  # "Cela répond-il à votre question ?"
WHICH = "which"  # "Est-ce l'une de ces questions ?"
LIKELY = "likely"  # "Est-ce cela ?", under one entry
KEEP_PLACE = "keep"  # "Puis-je le retenir ?"
PLACE = "place"  # "Dans quelle commune ?"
NEWS = "news"  # news:<subject>, "Voulez-vous que je vous prévienne ?"
PASS_ON = "passon"  # passon:<case, or 0 for several>:<message id>, "Était-il pour Karine Machat ?"
_IN_PASSING = (OPINION, WHICH, LIKELY, KEEP_PLACE, NEWS, PASS_ON)


def ask_in_passing(person: Person, question: str) -> None:
    """Await an answer to `question`, which stands at the end of a message, unless another answer is awaited already.

    The person may ignore it: it is void once they do anything else.
    """
    if person.awaiting is None:
        wait_for(person, question)


def take_question(person: Person) -> str | None:
    """Return the question at the end of the bot's message that this update may answer, or None; await it no more.

    Only a question that the person may ignore counts; a form is none.
    """
    if (person.awaiting or "").partition(":")[0] not in _IN_PASSING:
        return None
    question = person.awaiting
    wait_for_nothing(person)
    return question


def form_under_way(person: Person) -> str | None:
    """Return the name of the form that awaits the person's next message; None without one.

    A question in passing, or for a place outside a form, is no form.
    """
    form = (person.awaiting or "").partition(":")[0]
    return form if form and form not in (*_IN_PASSING, PLACE) else None


def step_under_way(person: Person) -> str:
    """Return the name of the step at which the form under way awaits an answer; "" where nothing is awaited."""
    return (person.awaiting or "").partition(":")[2]


def answer_in_passing(question: str | None, words: str) -> bool | None:
    """Return the yes or no that words answer to a question in passing, None for other words.

    Without a question only a plain yes or no counts. « ok merci » is thanks, and so is « parfait » under an answer.
    What stands beside the yes or no says nothing of its own: « non finalement Limoges » is a place.
    """
    if question is None:
        return yes_or_no(words)
    is_ok_enough = question not in (OPINION, WHICH) and "merci" not in plain(words)
    said = yes_or_no_and_more(words, is_ok_enough=is_ok_enough)
    return said if says_just_that(words) else None


def is_answered(question: str | None, words: str) -> bool:
    """Whether words are surely a yes or a no to a question in passing, though a human may be meant.

    Under an answer or suggestions only a plain one is: « non je peux pas mardi » may be for somebody. False without a
    question.
    """
    if question in (OPINION, WHICH):
        return yes_or_no(words) is not None
    return question is not None and answer_in_passing(question, words) is not None
