"""Acts on the consent to keep a person's place: agree, with the words agreed to, or do not. Nobody else is told."""

from enum import StrEnum

from handlers.privacy.actions import CONSENT
from handlers.talk.act import Act
from handlers.talk.refusal import Refusal
from storage.consents import keep_consent, withdraw_consent
from storage.people import Person

PLACE = "place"


class NotKept(StrEnum):
    """Why a place is not kept: it was FORGOTTEN before the person agreed."""

    FORGOTTEN = "forgotten"


async def keep_place(act: Act, person: Person, wording: str) -> Refusal[NotKept] | None:
    """Keep a person's place beyond the conversation, and `wording`, the words to which they agreed.

    Return Refusal(FORGOTTEN), with nothing kept, where no place of theirs is known. Raise NotAllowed where the actor
    may not agree to it.
    """
    act.must_be_allowed(CONSENT)
    if person.department is None:
        return Refusal(NotKept.FORGOTTEN)
    person.place_kept = True
    await keep_consent(act.session, person.telegram_id, PLACE, wording, act.now)
    return None


async def do_not_keep_place(act: Act, person: Person) -> None:
    """Let a person's place be forgotten with the conversation, and delete their consent to keep it, if any.

    Raise NotAllowed where the actor may not answer for it.
    """
    act.must_be_allowed(CONSENT)
    person.place_kept = False
    await withdraw_consent(act.session, person.telegram_id, PLACE)
