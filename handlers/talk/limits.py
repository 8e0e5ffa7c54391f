"""How much one person may do in a while, so that a flood by one slows nobody else. One kind sentence, then silence."""

from dataclasses import dataclass
from datetime import timedelta

from handlers.talk.replies import paragraphs, text


@dataclass(frozen=True)
class Limit:
    kind: str
    most: int
    window: timedelta


ACTS = Limit("acts", 30, timedelta(minutes=1))  # messages and presses
RELAYED = Limit("relayed", 200, timedelta(minutes=10))  # messages beyond ACTS that somebody of the other side awaits
REFUSED = Limit("refused", 100, timedelta(minutes=1))  # counted one by one up to here, to be told
PRESSES = Limit("presses", 1, timedelta(minutes=1))  # refused: said once, and not counted
FORMS = Limit("forms", 20, timedelta(hours=1))  # forms begun: demands, registrations
FORMS_OF_STAFF = Limit("forms", 200, timedelta(hours=1))  # who answers people begins one for each answer
IN_A_GROUP = Limit("group", 10, timedelta(minutes=1))  # replies in a group, whoever addresses the bot there
LINKS = Limit("links", 5, timedelta(hours=1))  # invitation links that lead nowhere, tried one after the other

DANGER_IN_A_FLOOD = Limit("danger", 3, timedelta(minutes=1))  # help numbers said to who writes too fast to be read

TOO_FAST = text("Vous allez plus vite que moi. Je lis de nouveau vos messages dans une minute.")


def too_fast(refused: int) -> str:
    """What was neither read nor passed on is counted, so that it can be sent again."""
    if not refused:
        return TOO_FAST
    much = f"Plus de {REFUSED.most}" if refused > REFUSED.most else str(refused)
    are = (
        "message n'a été ni lu ni transmis : renvoyez-le."
        if refused == 1
        else ("messages n'ont été ni lus ni transmis : renvoyez-les.")
    )
    return paragraphs(TOO_FAST, text(f"{much} {are}"))


TOO_MANY_FORMS = text(
    "Vous avez commencé beaucoup de choses en peu de temps. Laissez-moi souffler : vous pourrez continuer dans une "
    "heure. Pour une question, écrivez-la."
)
TOO_MANY_LINKS = text("Vous avez essayé plusieurs liens qui ne marchent pas. Vous pouvez réessayer dans une heure.")
