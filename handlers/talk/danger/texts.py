"""What is said to somebody in danger: the number first, that they were heard, and a human."""

from collections.abc import Sequence

from handlers.talk.replies import bold, paragraphs, text
from knowledge.danger.numbers import HelpNumber, help_numbers, numbers_for

HEARD = {
    "suicide": "Ce que vous m'écrivez compte. Des personnes répondent à ce numéro, maintenant, sans juger.",
    "violence": "Ce que vous m'écrivez compte. Personne n'a le droit de faire cela.",
    "child": "Vous avez bien fait de l'écrire. Un doute suffit pour appeler.",
    "elder": "Vous avez bien fait de l'écrire. Un doute suffit pour appeler.",
    "harassment": "Ce que vous m'écrivez compte. Des personnes aident à faire cesser cela.",
    "work": "Ce que vous m'écrivez compte. Personne n'a à subir cela au travail.",
    "threat": "Mettez-vous à l'abri et appelez maintenant.",
    "fire": "Éloignez-vous, faites sortir tout le monde et appelez maintenant.",
    "health": "Appelez maintenant, et restez auprès de la personne : on vous dit quoi faire.",
    "shelter": "On peut appeler plusieurs fois, avec des enfants aussi.",
}
A_HUMAN = "Je suis un robot : je ne peux pas appeler à votre place. Une personne de l'équipe peut aussi vous lire."
FOR_STAFF = "À donner si quelqu'un est en danger."
CARE = "Si c'est trop lourd, vous pouvez en parler à quelqu'un :"
IN_DOUBT = "Si quelqu'un est en danger :"
MOST_IN_A_LINE = 2


def numbers(kinds: Sequence[str]) -> str:
    """Write the help numbers for these kinds of danger, a line for each to be tapped; the first to call is bold."""
    first, *others = numbers_for(kinds)
    return "\n".join([_first_line(first), *map(_line, others)])


def again(numbers: Sequence[str]) -> str:
    """Write help numbers that were given before once more, a line each; one that is not known any more is left out."""
    known = {one.number: one for each in help_numbers().values() for one in each}
    return "\n".join(_first_line(known[number]) for number in numbers if number in known)


def heard(kinds: Sequence[str]) -> str:
    """Write the reply to somebody who tells of a danger: help numbers, a word of support, and that a human can help."""
    return paragraphs(numbers(kinds), text(HEARD[kinds[0]]), text(A_HUMAN))


def for_staff(kinds: Sequence[str]) -> str:
    """Write the help numbers for these kinds of danger, for staff to give to the person about whom they write."""
    return paragraphs(numbers(kinds), text(FOR_STAFF))


def quiet_line(kind: str) -> str:
    """Write the line of help numbers under an answer, for a likely danger, or for suffering: `kind` "care"."""
    is_care = kind not in HEARD
    given = numbers_for(["suicide" if is_care else kind])[: 1 if is_care else MOST_IN_A_LINE]
    whom = " ; ".join(f"{one.number} ({one.says})" for one in given)
    return f"<i>{text(f'{CARE if is_care else IN_DOUBT} {whom}.')}</i>"


def not_an_emergency_service(kinds: Sequence[str]) -> str:
    """Write that the team, to whom somebody in danger writes, is no emergency service, and which number answers now."""
    first, *others = numbers_for(kinds)
    now = f"le {first.number} répond maintenant"
    if not _answers_always(first):
        now = f"le {first.number} est là pour cela, et le {others[0].number} répond maintenant"
    return bold(f"☎️ Ce n'est pas un service d'urgence : {now}.")


def first_number(kinds: Sequence[str]) -> str:
    """Return the help number to call first for these kinds of danger."""
    return numbers_for(kinds)[0].number


def _answers_always(one: HelpNumber) -> bool:
    """Whether a help number is answered at any hour: emergency numbers of three digits are, and those described so."""
    return len(one.number) <= len("112") or "jour et nuit" in one.says


def _first_line(one: HelpNumber) -> str:
    return f"☎️ {bold(one.number)} : {text(one.says)}."


def _line(one: HelpNumber) -> str:
    return text(f"{one.number} : {one.says}.")
