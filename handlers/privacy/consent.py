"""The consent to keep something for longer: what, why, and the answer, kept with the words of the question."""

from telegram import Update

from handlers.privacy import texts
from handlers.talk import buttons
from handlers.talk.codes import pressed
from handlers.talk.replies import Button, Reply, plain_text
from handlers.talk.turn import Context, Turn
from storage.consents import keep_consent, withdraw_consent
from storage.people import Person

PLACE = "place"


def question_about_place(person: Person) -> tuple[str, list[list[Button]]]:
    """Return the question whether the person's place may be kept, and its buttons; ("", []) once they have agreed."""
    if person.place_kept:
        return "", []
    return texts.KEEP_PLACE, [[buttons.keep_place(), buttons.do_not_keep_place()]]


async def answer_consent(update: Update, context: Context) -> None:
    """Handle the yes or no button under the question whether the person's place may be kept."""
    await settle_consent(context.turn, pressed(update).rest(0) == "oui")


async def settle_consent(turn: Turn, agreed: bool) -> None:
    """Store the person's consent to keep their place, with date and question, or withdraw it; confirm it in a reply.

    Where they agree after the place was forgotten, nothing is stored and the reply says so.
    """
    person = turn.known()
    if agreed and person.department is None:
        await turn.reply(Reply(texts.PLACE_FORGOTTEN))
        return
    person.place_kept = agreed
    if agreed:
        await keep_consent(turn.session, person.telegram_id, PLACE, plain_text(texts.KEEP_PLACE), turn.now)
    else:
        await withdraw_consent(turn.session, person.telegram_id, PLACE)
    await turn.reply(Reply(texts.PLACE_KEPT if agreed else texts.PLACE_NOT_KEPT))
