"""/annonce: the team writes an announcement step by step. Each button names its step."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from telegram import Update

from handlers.announcements import buttons, composing, following, screens, staff_texts
from handlers.announcements.acts import change
from handlers.announcements.draft import DRAFT, LAST, TEXT, WHEN, Draft
from handlers.announcements.pressing import answer_press
from handlers.announcements.queueing import queue
from handlers.announcements.rules import Segment, read_segment
from handlers.announcements.showing import show_as_received, show_card, show_card_on
from handlers.announcements.taking import FORM, chosen_moment
from handlers.talk.buttons import LABEL_BACK
from handlers.talk.codes import number_in, pressed
from handlers.talk.moments.words import Unread
from handlers.talk.refusal import Refusal
from handlers.talk.replies import Reply
from handlers.talk.texts import UNREAD_DATE
from handlers.talk.turn import Context, Turn
from knowledge.base.subjects import NEWS_SUBJECTS
from storage.announcements import Announcement, in_progress, latest_ended, lock_announcement
from storage.meetings import meeting
from storage.people import counts_by_origin, wait_for_nothing
from storage.registrations import registrations_by_source

MOST_LISTED, MOST_SOURCES = 8, 30
_LAST_MOMENT = 10**11 - 1  # in seconds, the year 5138
Step = Callable[[Turn, Update, str], Awaitable[None]]


async def home(update: Update, context: Context) -> None:
    """Answer /annonce: show the announcements under way, and buttons to write one or to see those of before."""
    await context.turn.reply(await _home(context.turn))


async def _home(turn: Turn) -> Reply:
    wait_for_nothing(turn.known())
    going = await in_progress(turn.session)
    rows = [[buttons.act("voir", _label(one, turn), one.id)] for one in going[:MOST_LISTED]]
    if await DRAFT.known(turn) is not None:
        rows.append([buttons.act("carte", staff_texts.LABEL_BACK_TO_DRAFT)])
    rows += [[buttons.act("nouvelle", staff_texts.LABEL_NEW)], [buttons.act("passees", staff_texts.LABEL_LATEST)]]
    rows.append([buttons.act("sources", staff_texts.LABEL_SOURCES)])
    return Reply(staff_texts.HOME if going else f"{staff_texts.HOME}\n\n{staff_texts.NOTHING_YET}", rows)


def _label(one: Announcement, turn: Turn) -> str:
    return staff_texts.line(one, turn.now, turn.hours.zone)[:100]


async def press(update: Update, context: Context) -> None:
    """Handle a press on a button of /annonce, `annonce[:<step>[:<argument>]]`: do its step or show the first page."""
    turn = context.turn
    code = pressed(update)
    step, argument = code.word(0), code.rest(1)
    if step in following.STEPS:
        await following.press(turn, update, step, argument)
    elif step in _STEPS:
        wait_for_nothing(turn.known())
        await _STEPS[step](turn, update, argument)
    else:
        await _to_home(turn, update, "")


async def _to_home(turn: Turn, update: Update, _: str) -> None:
    await answer_press(turn, update, await _home(turn))


async def _past(turn: Turn, update: Update, _: str) -> None:
    rows = [[buttons.act("voir", _label(one, turn), one.id)] for one in await latest_ended(turn.session, MOST_LISTED)]
    back = [buttons.act("accueil", LABEL_BACK)]
    await answer_press(turn, update, Reply(staff_texts.PAST if rows else staff_texts.NONE_PAST, [*rows, back]))


async def _sources(turn: Turn, update: Update, _: str) -> None:
    came, registered = await counts_by_origin(turn.session), await registrations_by_source(turn.session)
    names = sorted({*came, *registered}, key=lambda name: -came.get(name, 0))
    lines = [staff_texts.source_line(name, came.get(name, 0), registered.get(name, 0)) for name in names[:MOST_SOURCES]]
    await answer_press(turn, update, Reply(staff_texts.sources(lines), [[buttons.act("accueil", LABEL_BACK)]]))


async def _new(turn: Turn, update: Update, _: str) -> None:
    await DRAFT.close(turn)
    await answer_press(turn, update, await composing.subjects(turn))


async def _subject(turn: Turn, update: Update, chosen: str) -> None:
    service = read_segment(chosen, turn.knowledge.team)
    if chosen in NEWS_SUBJECTS:
        await FORM.go_on(turn, Draft(subject=chosen), at=TEXT)
    elif isinstance(service, Segment) and not service.needs_subject:
        await FORM.go_on(turn, Draft(segment=service.as_text), at=TEXT)
    else:
        await _new(turn, update, "")


async def _text(turn: Turn, update: Update, _: str) -> None:
    current = await DRAFT.known(turn)
    if current is None:
        await turn.reply(Reply(staff_texts.NO_DRAFT))
    else:
        await FORM.go_on(turn, current, at=TEXT)


async def _with_draft(turn: Turn, update: Update) -> Draft | None:
    """Return the person's draft that has its words, else None.

    Tell them that they have no draft, or ask for its words.
    """
    current = await DRAFT.known(turn)
    if current is None:
        await turn.reply(Reply(staff_texts.NO_DRAFT))
    elif current.content is None:
        await FORM.go_on(turn, current, at=TEXT)
        return None
    return current


async def _card(turn: Turn, update: Update, _: str) -> None:
    current = await _with_draft(turn, update)
    if current is not None:
        await show_card_on(turn, update, current)


async def _preview(turn: Turn, update: Update, _: str) -> None:
    await _show_as_received(turn, update, silent=True)


async def _test(turn: Turn, update: Update, _: str) -> None:
    await _show_as_received(turn, update, silent=False)


async def _show_as_received(turn: Turn, update: Update, *, silent: bool) -> None:
    """Send the author the draft as recipients will receive it, then its card below; `silent` without a sound."""
    current = await _with_draft(turn, update)
    if current is None:
        return
    await show_card(turn, await show_as_received(turn, current, silent=silent))


async def _to_whom(turn: Turn, update: Update, argument: str) -> None:
    current = await _with_draft(turn, update)
    if current is None:
        return
    chosen = read_segment(argument, turn.knowledge.team)
    if isinstance(chosen, Refusal) or not chosen.needs_subject or current.subject is None:
        await answer_press(turn, update, composing.to_whom(turn, argument))
        return
    changed = replace(current, segment=chosen.as_text)
    await show_card_on(turn, update, changed)


async def _button(turn: Turn, update: Update, argument: str) -> None:
    current = await _with_draft(turn, update)
    if current is None or current.content is None:
        return
    kind, _, value = argument.partition(":")
    if kind not in ("e", "meeting", "aucun"):
        await answer_press(turn, update, await composing.which_button(turn, argument))
        return
    said = current.content | {"button": await _opened_by(turn, kind, value)}
    changed = replace(current, content=said)
    await show_card_on(turn, update, changed)


async def _opened_by(turn: Turn, kind: str, value: str) -> str | None:
    """Return what the button under an announcement opens: an entry's id (`kind` "e") or "meeting:<number>".

    None where it does not exist, or for no button.
    """
    if kind == "e":
        return value if value in turn.knowledge.entries else None
    number = number_in(value)
    known = number is not None and await meeting(turn.session, number) is not None
    return f"meeting:{number}" if kind == "meeting" and known else None


async def _limit(turn: Turn, update: Update, argument: str) -> None:
    current = await _with_draft(turn, update)
    if current is None:
        return
    if argument == "aucune":
        await show_card_on(turn, update, replace(current, not_after=None))
    else:
        await FORM.go_on(turn, current, at=LAST)


async def _schedule(turn: Turn, update: Update, _: str) -> None:
    current = await _with_draft(turn, update)
    if current is not None:
        await FORM.go_on(turn, current, at=WHEN)


async def _at(turn: Turn, update: Update, argument: str) -> None:
    seconds, current = number_in(argument, _LAST_MOMENT), await DRAFT.known(turn)
    if current is None:
        await turn.reply(Reply(staff_texts.NO_DRAFT))
    elif seconds is not None:
        await turn.reply(await chosen_moment(turn, current, datetime.fromtimestamp(seconds, UTC)))


async def _now(turn: Turn, update: Update, _: str) -> None:
    current = await _with_draft(turn, update)
    if current is not None:
        chosen = await DRAFT.keep(turn, replace(current, due_at=None))
        await answer_press(turn, update, await composing.confirmation(turn, chosen))


async def _go(turn: Turn, update: Update, _: str) -> None:
    """Schedule the announcement of the draft and close the draft, so that a second press does nothing.

    Where it would leave in the past, after its limit, or at once to nobody, say so instead.
    """
    current = await _with_draft(turn, update)
    if current is None or current.content is None:
        return
    leaves = turn.hours.next_daytime(current.due or turn.now)
    if current.due is not None and current.due <= turn.now:
        await turn.reply(Reply(UNREAD_DATE[Unread.PAST], [[buttons.back_to_card()]]))
    elif current.last is not None and current.last <= leaves:
        await turn.reply(Reply(staff_texts.LIMIT_TOO_SOON, [[buttons.back_to_card()]]))
    elif current.due is None and not await composing.reached(turn, current):
        await turn.reply(Reply(staff_texts.NOBODY, [[buttons.back_to_card()]]))
    else:
        await _schedule_draft(turn, update, current, leaves)


async def _schedule_draft(turn: Turn, update: Update, current: Draft, leaves: datetime) -> None:
    """Schedule the draft as a new announcement, or as the change of a scheduled one; close the draft and show it."""
    to, said = composing.segment(current), current.content or {}
    if current.changes is None:
        row = await queue(
            turn,
            subject=current.subject,
            segment=to,
            content=said,
            due_at=leaves,
            not_after=current.last,
            author=following.author_of(turn),
        )
    else:
        changed = await lock_announcement(turn.session, current.changes)
        if changed is None or not await change(turn, changed, current.subject, to, said, leaves, current.last):
            await turn.reply(Reply(staff_texts.ALREADY_GONE))
            return
        row = changed
    await DRAFT.close(turn)
    await answer_press(turn, update, Reply(staff_texts.DECIDED))
    await screens.show(turn, row)


async def _throw_away(turn: Turn, update: Update, _: str) -> None:
    await DRAFT.close(turn)
    await answer_press(turn, update, Reply(staff_texts.DROPPED))


_STEPS: Mapping[str, Step] = {
    "accueil": _to_home,
    "passees": _past,
    "sources": _sources,
    "nouvelle": _new,
    "sujet": _subject,
    "texte": _text,
    "carte": _card,
    "apercu": _preview,
    "essai": _test,
    "qui": _to_whom,
    "bouton": _button,
    "limite": _limit,
    "programmer": _schedule,
    "a": _at,
    "maintenant": _now,
    "partir": _go,
    "jeter": _throw_away,
}
