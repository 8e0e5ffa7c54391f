"""Buttons that publish the change shown, give it up, undo the last change, or settle an outdated correction."""

from handlers.curation import acts, buttons, texts
from handlers.curation.forms import FORM, SHOWN
from handlers.curation.show import curation_of, show_entry_of_base
from handlers.talk.refusal import Refusal
from handlers.talk.replies import Reply, paragraphs
from handlers.talk.texts import CANCELLED
from handlers.talk.turn import Turn
from knowledge.base.overlay import ADDED, FACT, SENTENCE


async def publish(turn: Turn, what: str = "") -> None:
    """Publish the change that was shown, whose short print is `what`, and show its entry; or say why it cannot be."""
    draft = await FORM.known(turn)
    if draft is None or draft.new is None or draft.print != what:
        await turn.reply(Reply(texts.NOT_SHOWN_ANY_MORE, [[buttons.home()]]))
        return
    if draft.state != SHOWN:
        await turn.reply(Reply(texts.STILL_LOOKING, [[buttons.cancel()]]))
        return
    async with curation_of(turn) as act:
        made = await acts.publish(act, draft.change(act.by))
    await FORM.close(turn)
    done = texts.PUBLISHED if draft.kind == SENTENCE else texts.PUBLISHED_WORDING
    await show_entry_of_base(turn, draft.entry, first=texts.refused(made) if isinstance(made, Refusal) else done)


async def leave(turn: Turn) -> None:
    """Give up the change being written, and show its entry unchanged."""
    draft = await FORM.known(turn)
    await FORM.close(turn)
    if draft is None:
        await turn.reply(Reply(CANCELLED))
    else:
        await show_entry_of_base(turn, draft.entry, first=texts.NOTHING_CHANGED)


async def undo(turn: Turn, entry_id: str, number: str = "") -> None:
    """Undo the change of this number, and show the entry; say so where it is not the entry's last change."""
    async with curation_of(turn) as act:
        undone = await acts.undo(act, entry_id, number)
    if undone is None:
        first = texts.NOTHING_TO_UNDO
    else:
        first = texts.undone(undone.kind, undone.new if undone.kind in (ADDED, FACT) else undone.old)
    await show_entry_of_base(turn, entry_id, first=first)


async def put_back(turn: Turn, number: str = "") -> None:
    """Put a correction back in service that is outdated since its file's answer was rewritten, and show its entry.

    Where it cannot be, say why.
    """
    async with curation_of(turn) as act:
        outdated, refusal = await acts.put_back(act, number)
    if outdated is None:
        await _not_held(turn)
    else:
        await show_entry_of_base(
            turn, outdated.entry, first=texts.refused(refusal) if refusal is not None else texts.PUBLISHED
        )


async def let_go(turn: Turn, number: str = "") -> None:
    """Give up a correction that is outdated since its file's answer was rewritten, and show its entry as it is."""
    async with curation_of(turn) as act:
        outdated = await acts.let_go(act, number)
    if outdated is None:
        await _not_held(turn)
    else:
        await show_entry_of_base(turn, outdated.entry, first=texts.LET_GO)


async def _not_held(turn: Turn) -> None:
    await turn.reply(Reply(paragraphs(texts.NOT_HELD), [[buttons.home()]]))
