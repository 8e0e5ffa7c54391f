"""Something told once and then counted in place, so that many refusals do not make many messages."""

from collections.abc import Callable
from datetime import timedelta

from handlers.talk.replies import Reply, as_params
from handlers.talk.turn import Turn
from storage.outbox import message_with_key
from storage.rates import count_one

WINDOW = timedelta(minutes=10)


async def say_counted(turn: Turn, kind: str, words: Callable[[int], Reply]) -> None:
    """Count one more thing of this kind for the person, and say how many: in a message first, then by editing it.

    Ten minutes after the last one it begins anew.
    """
    telegram_id = turn.known().telegram_id
    count = await count_one(turn.session, telegram_id, kind, turn.machine_now, WINDOW)
    key = f"{kind}:{telegram_id}"
    said = await message_with_key(turn.session, key)
    if count > 1 and said is not None:
        await turn.call("edit_message_text", as_params(words(count)), aims_at=said.id, forget=True)
        return
    if said is not None:
        said.key = None
        await turn.session.flush()
    await turn.call("send_message", as_params(words(1)), key=key)
