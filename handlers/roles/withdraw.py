"""The end of somebody's role from the chat: the team chooses and confirms, with a way back at each step."""

from telegram import Update

from handlers.roles import buttons, texts
from handlers.roles.ending import NotEnded, end_name
from handlers.roles.names import LinkedName, code_of, links_by_name
from handlers.talk.codes import pressed
from handlers.talk.refusal import Refusal
from handlers.talk.replies import Button, Reply
from handlers.talk.turn import Context, Turn

A_PAGE = 12
PAGE = "page"


async def choose_whom(update: Update, context: Context) -> None:
    """Handle the buttons that end somebody's role: list the names, ask whether to end the role of one, or end it.

    The codes are `retirer[:page:<number>]`, `retirer:<name's code>` and `retirer:<name's code>:oui`.
    """
    turn = context.turn
    said = pressed(update)
    code = said.word(0)
    links = await links_by_name(turn)
    names = {code_of(link.name): link.name for link in links}
    if code in names:
        await (end_role(turn, names[code]) if said.rest(1) == "oui" else ask_whether(turn, names[code], links))
    elif code and code != PAGE:
        await turn.reply(Reply(texts.ALREADY_WITHDRAWN, [[buttons.back_to_invite()]]))
    else:
        page = said.number(1) or 0
        await turn.reply(Reply(texts.WITHDRAW_WHOM if names else texts.NOBODY_TO_WITHDRAW, _names(names, page)))


def _names(names: dict[str, str], page: int) -> list[list[Button]]:
    shown = list(names.items())[page * A_PAGE : (page + 1) * A_PAGE]
    rows = [[buttons.withdraw_name(code, name)] for code, name in shown]
    if len(names) > (page + 1) * A_PAGE:
        rows.append([buttons.withdraw_page(page + 1)])
    return [*rows, [buttons.back_to_invite()]]


async def ask_whether(turn: Turn, name: str, links: list[LinkedName]) -> None:
    """Ask the member of the team, with a yes and a back button, whether to end the roles of `name`."""
    named = [link for link in links if link.name == name]
    yes_or_no = [[buttons.withdraw_yes(code_of(name)), buttons.back_to_withdraw()]]
    await turn.reply(Reply(texts.ask_withdraw(name, named), yes_or_no))


async def end_role(turn: Turn, name: str) -> None:
    """End the roles held under `name`, and reply so or why not."""
    ended, back = await end_name(turn, name, turn.known().telegram_id), [[buttons.back_to_invite()]]
    if not isinstance(ended, Refusal):
        await turn.reply(Reply(texts.withdrawn(name, had_role=bool(ended)), back))
    elif ended.reason is NotEnded.LAST_OF_TEAM:
        await turn.reply(Reply(texts.last_of_team(name), back))
    else:
        is_of_team = ended.reason is NotEnded.UNKNOWN
        await turn.reply(Reply(texts.ALREADY_WITHDRAWN, back if is_of_team else []))
