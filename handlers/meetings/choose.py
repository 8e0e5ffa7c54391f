"""The choice of a meeting: /visio, its buttons, and the link `?start=inscription`."""

from collections.abc import Collection, Sequence

from telegram import Update

from handlers.meetings import buttons, texts
from handlers.meetings.acts import ask_to_be_told
from handlers.meetings.rules import ahead_of_newcomers, free_seats
from handlers.talk import buttons as common
from handlers.talk.codes import pressed
from handlers.talk.replies import Reply
from handlers.talk.turn import Context, Turn
from knowledge.base.kinds import kept_kind, kind_of, kinds
from storage.meetings import Meeting, coming
from storage.registrations import Status, registrations_of


async def visio(update: Update, context: Context) -> None:
    """Show the next meeting of the kind in the button pressed (`visio:<kind>`); else, as at /visio, ask which kind."""
    turn, kind = context.turn, pressed(update).rest(0)
    if kind in kinds():
        await _show_next(turn, kind, await coming_of(turn, kind))
    else:
        await ask_which(turn)


async def ask_which(turn: Turn) -> None:
    """Ask the person which kind of meeting they want, with a button for each kind.

    Kinds chosen by a situation are always shown, the others only while one of theirs is published.
    """
    await _ask_which(turn, _kinds_of(await coming(turn.session, turn.now)))


async def _ask_which(turn: Turn, published: Collection[str]) -> None:
    others = [name for name, kind in kinds().items() if name in published and kind.situation is None]
    rows = [[buttons.kind(name, kind_of(name).title)] for name in others]
    await turn.reply(Reply(texts.WHICH_VISIO, [*buttons.situations(), *rows]))


async def follow_link(update: Update, turn: Turn, payload: str) -> None:
    """Answer the link `?start=inscription`: show the next meeting if one kind alone is published, else ask which."""
    meetings = await coming(turn.session, turn.now)
    published = _kinds_of(meetings)
    if len(published) == 1:
        await _show_next(turn, published.pop(), meetings)
    else:
        await _ask_which(turn, published)


def _kinds_of(meetings: Sequence[Meeting]) -> set[str]:
    return {kept_kind(one.kind) for one in meetings}


async def coming_of(turn: Turn, kind: str) -> Sequence[Meeting]:
    """Return the published meetings of a kind that have not begun, the next first."""
    return [one for one in await coming(turn.session, turn.now) if kept_kind(one.kind) == kind]


async def _show_next(turn: Turn, kind: str, meetings: Sequence[Meeting]) -> None:
    """Show the next of the published meetings of a kind, with up to two later dates.

    Where there is none, offer to tell the person once one is published.
    """
    if not meetings:
        await turn.reply(Reply(texts.no_date(kind), [[buttons.wish(kind)], [common.human()]]))
        return
    await turn.reply(await _card_of(turn, meetings[0], meetings[1:3]))


async def _card_of(turn: Turn, meeting: Meeting, others: Sequence[Meeting]) -> Reply:
    """Return the message about a meeting, with the seats left and a button to register for it or for each of `others`.

    `others` are later dates. A person on its list has a button to their registration instead of the one to register.
    """
    everybody = await registrations_of(turn.session, meeting.id)
    left = None if kind_of(meeting.kind).by_application else free_seats(meeting, everybody)
    if left is not None and ahead_of_newcomers(meeting, everybody, turn.now):
        left = 0  # a seat just freed goes to those who wait
    me = turn.known().telegram_id
    is_in = any(row.telegram_id == me and row.status not in (Status.CANCELLED, Status.REFUSED) for row in everybody)
    rows = [[buttons.one_of_mine(meeting.id, buttons.LABEL_MINE)] if is_in else [buttons.register(meeting.id)]]
    rows += [[buttons.register_instead(other.id, texts.other_date(other, turn.now, turn.hours))] for other in others]
    return Reply(texts.card(meeting, turn.now, turn.hours, left), rows)


async def take_wish(update: Update, context: Context) -> None:
    """Keep the person's request to be told when a date of a kind is published, at the button `prevenir:<kind>`.

    `prevenir:<kind>:non` withdraws it. Where a date is already published, show it and keep no request.
    """
    turn = context.turn
    code = pressed(update)
    kind, answer = code.word(0), code.rest(1)
    if kind not in kinds():
        await ask_which(turn)
    elif answer == "non":
        await ask_to_be_told(turn, turn.known().telegram_id, kind, wanted=False)
        await turn.reply(Reply(texts.WISH_DROPPED))
    elif meetings := await coming_of(turn, kind):
        await _show_next(turn, kind, meetings)
    else:
        await ask_to_be_told(turn, turn.known().telegram_id, kind)
        await turn.reply(Reply(texts.WISH_KEPT, [[buttons.no_wish(kind)]]))
