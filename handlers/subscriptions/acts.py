"""Acts on a person's subscriptions to subjects of news: subscribe, end them, note an offer, decline it.

Subjects are those of `NEWS_SUBJECTS`. Nobody else is told, so nothing is queued. Each act raises NotAllowed where the
actor may not choose subscriptions.
"""

from collections.abc import Collection

from handlers.subscriptions.actions import SUBSCRIBE
from handlers.talk.act import Act
from knowledge.base.subjects import NEWS_SUBJECTS
from storage import subscriptions
from storage.announcements import numbers_about
from storage.deliveries import cancel_deliveries, delivery_of


async def subscribe(act: Act, telegram_id: int, subject: str, wording: str) -> None:
    """Subscribe a person to a subject, and keep `wording`, the words to which they agreed.

    Where they are subscribed already, nothing changes.
    """
    act.must_be_allowed(SUBSCRIBE)
    await subscriptions.subscribe(act.session, telegram_id, subject, wording, act.now)


async def end_subscriptions(
    act: Act, telegram_id: int, subjects: Collection[str], announcement: int | None = None
) -> set[str]:
    """End a person's subscriptions to these subjects, and return the subjects to which they were subscribed.

    Announcements about them that were not sent yet to this person are cancelled; an offer that they have not answered
    counts as declined. `announcement` is the number of the one under which they asked for this, if any: where a
    subscription ended, its delivery notes that the person left by it.
    """
    act.must_be_allowed(SUBSCRIBE)
    ended = await subscriptions.unsubscribe(act.session, telegram_id, subjects, act.now, announcement)
    if not ended:
        return ended
    await cancel_deliveries(act.session, telegram_id, await numbers_about(act.session, ended), act.machine_now)
    delivery = await delivery_of(act.session, announcement, telegram_id) if announcement is not None else None
    if delivery is not None:
        delivery.left_at = act.now
    return ended


async def end_all(act: Act, telegram_id: int, under: tuple[str, int] | None = None) -> set[str]:
    """End all of a person's subscriptions, as `end_subscriptions` does, and return the subjects.

    `under` is the subject and the number of the announcement under which they asked for this, None where it was under
    none. They left by that announcement only if they were subscribed to its subject.
    """
    ended: set[str] = set()
    if under is not None:
        subject, announcement = under
        ended = await end_subscriptions(act, telegram_id, (subject,), announcement)
    return ended | await end_subscriptions(act, telegram_id, NEWS_SUBJECTS)


async def note_offer(act: Act, telegram_id: int, subject: str, wording: str) -> bool:
    """Note that a person is offered a subscription in the words `wording`, and return True.

    Return False, with nothing noted, where the subject was ever offered to them or chosen by them.
    """
    act.must_be_allowed(SUBSCRIBE)
    if await subscriptions.was_asked(act.session, telegram_id, subject):
        return False
    await subscriptions.note_asked(act.session, telegram_id, subject, wording, act.now)
    return True


async def decline(act: Act, telegram_id: int, subject: str) -> None:
    """Note that a person declines the offer of a subscription; if they subscribed meanwhile, that ends too."""
    await end_subscriptions(act, telegram_id, (subject,))
