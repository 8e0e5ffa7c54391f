"""Updates that are no question and no button of ours: one sensible reply, or rightly none."""

from typing import Any

from telegram import ChatMember, Message, Update
from telegram.constants import ChatType
from telegram.ext import CallbackQueryHandler, filters

from handlers.cases.core.piece import KINDS
from handlers.reception import other_updates_texts as texts
from handlers.reception.ask import ask
from handlers.reception.commands_meant import near_command
from handlers.talk import buttons
from handlers.talk.albums import once_an_album
from handlers.talk.danger.texts import numbers
from handlers.talk.limits import IN_A_GROUP
from handlers.talk.replies import Button, Reply
from handlers.talk.texts import OLD_BUTTON
from handlers.talk.turn import Context, Turn, text_of, written_in
from storage.people import mark_blocked
from storage.rates import count_one

# What people send beside the kinds that are passed on by their names.
_OTHER_KINDS = ("story", "dice", "game", "invoice", "paid_media", "checklist")


class PressOutside(CallbackQueryHandler[Context, Any]):
    """The handler of buttons pressed outside private chats, where none of the bot's buttons work."""

    def check_update(self, update: object) -> bool:
        """Whether an update is a press on a button outside of a private chat."""
        if not isinstance(update, Update) or update.callback_query is None:
            return False
        return update.effective_chat is None or update.effective_chat.type != ChatType.PRIVATE


class _Service(filters.MessageFilter):
    """The filter of what Telegram tells of a chat: a pinned message, a new background, a timer. Nobody wrote it."""

    def filter(self, message: Message) -> bool:
        """Whether a message has nothing that a person has written, shot or chosen to send."""
        if message.text is not None or message.caption is not None:
            return False
        return not any(getattr(message, name, None) for name in (*KINDS, *_OTHER_KINDS))


SERVICE = _Service()


async def not_text(update: Update, context: Context) -> None:
    """Reply to a message without words, once for an album, that it cannot be read; offer the subjects and a human."""
    turn, message = context.turn, update.effective_message
    turn.is_unanswered = True
    reply = Reply(_words_for(message), [[buttons.topics(), buttons.human()]])
    if message is not None:
        kind = next((name for name in KINDS if getattr(message, name, None)), "")
        reply = buttons.with_message(reply, message.message_id, kind)
    await once_an_album(turn, message, reply)


async def words_with_a_file(update: Update, context: Context) -> None:
    """Answer the caption of a file as any message, after a reply that the file itself cannot be opened.

    That reply is left out where the caption tells only of a danger.
    """
    if not _tells_only_a_danger(context.turn, update.effective_message):
        await once_an_album(context.turn, update.effective_message, Reply(texts.ONLY_THE_WORDS))
    await ask(update, context)


def _tells_only_a_danger(turn: Turn, message: Message | None) -> bool:
    words = (message.caption or "") if message is not None else ""
    return bool(turn.heard.kinds) and turn.reader.reading(words).outcome == "distress"


def _words_for(message: Message | None) -> str:
    if message is None:
        return texts.NOT_TEXT
    return next((words for kind, words in texts.BY_KIND.items() if getattr(message, kind)), texts.NOT_TEXT)


async def unknown_command(update: Update, context: Context) -> None:
    """Reply to a command that does not exist: name the one most like it that this person may use, if any."""
    turn, words = context.turn, text_of(update)
    near = near_command(words.partition(" ")[0].partition("@")[0], turn.actors)
    await turn.reply(Reply(texts.did_you_mean(near) if near else texts.UNKNOWN_COMMAND))


async def in_a_group(update: Update, context: Context) -> None:
    """Reply in a group to a message that names the bot or replies to it: questions are answered in private.

    Where the message tells of a danger, the help numbers come first. A group gets no more than a few replies a minute.
    """
    message, bot = update.effective_message, update.get_bot()
    if message is None:
        return
    named = f"@{bot.username}".lower() in written_in(message).lower()
    answered = message.reply_to_message and message.reply_to_message.from_user
    addressed = named or (answered and answered.id == bot.id)
    if addressed and not await _is_over_group_limit(context.turn):
        danger = context.turn.reader.heard(written_in(message)).kinds
        if danger:
            await context.turn.reply(Reply(numbers(danger)))
        await context.turn.reply(
            Reply(texts.IN_PRIVATE, [[Button(texts.LABEL_IN_PRIVATE, url=f"https://t.me/{bot.username}")]])
        )


async def _is_over_group_limit(turn: Turn) -> bool:
    """Count one more reply in this group, and return whether that is more than the limit.

    The group is counted as a whole, so that nothing is kept of who is in it.
    """
    if turn.chat_id is None:
        return True
    count = await count_one(turn.session, turn.chat_id, IN_A_GROUP.kind, turn.machine_now, IN_A_GROUP.window)
    return count > IN_A_GROUP.most


async def nothing_to_do(update: Update, context: Context) -> None:
    """Do nothing for an update that no other route takes, such as a message edited in a group."""


async def old_button(update: Update, context: Context) -> None:
    """Show whoever pressed a button of unknown code, or in a group, the notice that this button is old."""
    context.turn.notice = OLD_BUTTON


async def blocked_or_back(update: Update, context: Context) -> None:
    """Note that a person blocked the bot, or came back: what falls due from then on is sent, what was missed is not."""
    member = update.my_chat_member
    if member is not None:
        is_blocked = member.new_chat_member.status == ChatMember.BANNED
        await mark_blocked(context.turn.session, member.chat.id, context.turn.now if is_blocked else None)
