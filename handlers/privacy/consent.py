"""The consent to keep something for longer: what, why, and the answer, kept with the words of the question."""

from telegram import Update

from handlers.privacy import buttons, texts
from handlers.privacy.acts import do_not_keep_place, keep_place
from handlers.talk.codes import pressed
from handlers.talk.replies import Button, Reply, plain_text
from handlers.talk.turn import Context, Turn
from storage.people import Person


def question_about_place(person: Person) -> tuple[str, list[list[Button]]]:
    """Return the question whether the person's place may be kept, and its buttons; ("", []) once they have agreed."""
    if person.place_kept:
        return "", []
    return texts.KEEP_PLACE, [[buttons.keep_place(), buttons.do_not_keep_place()]]


async def answer_consent(update: Update, context: Context) -> None:
    """Handle the yes or no button under the question whether the person's place may be kept."""
    await settle_consent(context.turn, pressed(update).rest(0) == "oui")


async def settle_consent(turn: Turn, agreed: bool) -> None:
    """Keep the person's place where they agreed, or do not; reply what was done, or that the place is forgotten."""
    if not agreed:
        await do_not_keep_place(turn, turn.known())
        await turn.reply(Reply(texts.PLACE_NOT_KEPT))
        return
    refusal = await keep_place(turn, turn.known(), plain_text(texts.KEEP_PLACE))
    await turn.reply(Reply(texts.PLACE_KEPT if refusal is None else texts.PLACE_FORGOTTEN))
