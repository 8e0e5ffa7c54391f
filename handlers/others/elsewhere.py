"""Whatever is no question and no button: one sensible reply, or rightly none."""

from telegram import ChatMember, Update

from handlers import buttons
from handlers.others import texts
from handlers.replies import Reply
from handlers.texts import OLD_BUTTON
from handlers.turn import Context
from storage.people import mark_blocked


async def not_text(update: Update, context: Context) -> None:
    await context.turn.reply(Reply(texts.NOT_TEXT, [[buttons.topics(), buttons.human()]]))


async def unknown_command(update: Update, context: Context) -> None:
    await context.turn.reply(Reply(texts.UNKNOWN_COMMAND))


async def in_a_group(update: Update, context: Context) -> None:
    """A command in a group may be meant for another bot: only one that names us is answered."""
    bot = update.get_bot()
    words = (update.effective_message.text or "").split() if update.effective_message else []
    if words and words[0].lower().endswith(f"@{bot.username.lower()}"):
        await context.turn.reply(Reply(texts.IN_PRIVATE))


async def nothing_to_do(update: Update, context: Context) -> None:
    """Seen, and rightly left without a reply: what is said in a group, a caption corrected, a position that moves."""


async def old_button(update: Update, context: Context) -> None:
    context.turn.notice = OLD_BUTTON


async def blocked_or_back(update: Update, context: Context) -> None:
    member = update.my_chat_member
    if member is not None and member.new_chat_member.status == ChatMember.BANNED:
        await mark_blocked(context.turn.session, member.chat.id, context.turn.now)
