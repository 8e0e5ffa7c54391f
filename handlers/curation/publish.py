"""What was written and shown is published, or left; what was published last is undone; what is held is settled."""

from handlers.curation import buttons, rules, texts
from handlers.curation.forms import FORM, SHOWN
from handlers.curation.show import name_of, refresh, show_entry_of_base
from handlers.talk.replies import Reply, paragraphs
from handlers.talk.texts import CANCELLED
from handlers.talk.turn import Turn
from knowledge.base.overlay import ADDED, SENTENCE, Change, print_of
from storage.curation import BaseChange, begin_change, change_numbered, last_change


async def publish(turn: Turn, what: str = "") -> None:
    draft = await FORM.known(turn)
    if draft is None or draft.new is None or draft.print != what:
        await turn.reply(Reply(texts.NOT_SHOWN_ANY_MORE, [[buttons.home()]]))
        return
    if draft.state != SHOWN:
        await turn.reply(Reply(texts.STILL_LOOKING, [[buttons.cancel()]]))
        return
    await begin_change(turn.session)  # whoever published meanwhile is waited for, and seen
    await refresh(turn)
    change = draft.change(name_of(turn))
    refusal = rules.why_not_now(turn.knowledge, change)
    await FORM.close(turn)
    if refusal:
        await show_entry_of_base(turn, change.entry, first=refusal)
        return
    add_change(turn, change)
    await refresh(turn)
    done = texts.PUBLISHED if change.kind == SENTENCE else texts.PUBLISHED_WORDING
    await show_entry_of_base(turn, change.entry, first=done)


def add_change(turn: Turn, change: Change) -> BaseChange:
    base = print_of(turn.knowledge.files[change.entry].answer) if change.kind == SENTENCE else ""
    row = BaseChange(
        entry=change.entry,
        kind=change.kind,
        old=change.old,
        new=change.new,
        base=base,
        by=change.by,
        made_at=turn.now,
    )
    turn.session.add(row)
    return row


async def leave(turn: Turn) -> None:
    draft = await FORM.known(turn)
    await FORM.close(turn)
    if draft is None:
        await turn.reply(Reply(CANCELLED))
    else:
        await show_entry_of_base(turn, draft.entry, first=texts.NOTHING_CHANGED)


async def undo(turn: Turn, entry_id: str, number: str = "") -> None:
    await begin_change(turn.session)
    last = await last_change(turn.session, entry_id)
    if last is None or str(last.id) != number:
        await refresh(turn)
        await show_entry_of_base(turn, entry_id, first=texts.NOTHING_TO_UNDO)
        return
    last.undone_at, last.undone_by = turn.now, name_of(turn)
    await refresh(turn)
    words = last.new if last.kind == ADDED else last.old
    await show_entry_of_base(turn, entry_id, first=texts.undone(last.kind, words))


async def put_back(turn: Turn, number: str = "") -> None:
    """A correction held since the file changed is made anew on the file of today, where its sentence still stands."""
    row = await _held(turn, number)
    if row is None:
        return
    entry = turn.knowledge.entries.get(row.entry)
    change = Change(row.id, row.entry, row.kind, row.old, row.new, row.base, row.by)
    refusal = rules.why_not_now(turn.knowledge, change) if entry else texts.ENTRY_GONE
    if refusal:
        first = texts.CANNOT_PUT_BACK if row.kind == SENTENCE else refusal
        await show_entry_of_base(turn, row.entry, first=first)
        return
    row.undone_at, row.undone_by = turn.now, name_of(turn)
    add_change(turn, Change(0, row.entry, row.kind, row.old, row.new, "", name_of(turn)))
    await refresh(turn)
    await show_entry_of_base(turn, row.entry, first=texts.PUBLISHED)


async def let_go(turn: Turn, number: str = "") -> None:
    row = await _held(turn, number)
    if row is not None:
        row.undone_at, row.undone_by = turn.now, name_of(turn)
        await refresh(turn)
        await show_entry_of_base(turn, row.entry, first=texts.LET_GO)


async def _held(turn: Turn, number: str) -> BaseChange | None:
    await begin_change(turn.session)
    await refresh(turn)
    held = [str(change.id) for change in turn.knowledge.held]
    row = await change_numbered(turn.session, int(number)) if number in held else None
    if row is None:
        await turn.reply(Reply(paragraphs(texts.NOT_HELD), [[buttons.home()]]))
    return row
