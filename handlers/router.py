"""The table of contents of the bot. Order matters: the first line that fits takes the update. No logic here."""

from typing import Any

from telegram.ext import BaseHandler, CallbackQueryHandler, ChatMemberHandler, CommandHandler, MessageHandler, filters

from handlers import buttons
from handlers.answers.ask import ask, show_entry, show_topics
from handlers.answers.feedback import helped, not_helped
from handlers.humans.contact import contact
from handlers.others import elsewhere
from handlers.places.choose import ask_place, choose_department
from handlers.privacy.erase import ask_before_erasing, erase
from handlers.privacy.notice import show_notice
from handlers.turn import Context
from handlers.welcome.start import cancel, help_, start

Route = BaseHandler[Any, Context, Any]


def routes() -> list[Route]:
    private = filters.ChatType.PRIVATE
    message = filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE
    return [
        CommandHandler("start", start, private),
        CommandHandler(["aide", "help"], help_, private),
        CommandHandler("annuler", cancel, private),
        CommandHandler("contact", contact, private),
        CommandHandler("confidentialite", show_notice, private),
        CommandHandler("supprimer", ask_before_erasing, private),
        CallbackQueryHandler(show_entry, _code(buttons.ENTRY)),
        CallbackQueryHandler(helped, _code(buttons.HELPED)),
        CallbackQueryHandler(not_helped, _code(buttons.NOT_HELPED)),
        CallbackQueryHandler(contact, _code(buttons.HUMAN)),
        CallbackQueryHandler(show_topics, _code(buttons.TOPICS)),
        CallbackQueryHandler(choose_department, _code(buttons.DEPARTMENT)),
        CallbackQueryHandler(ask_place, _code(buttons.CHANGE_PLACE)),
        CallbackQueryHandler(erase, _code(buttons.ERASE)),
        CallbackQueryHandler(elsewhere.old_button),
        MessageHandler(private & filters.COMMAND, elsewhere.unknown_command),
        MessageHandler(private & message & filters.TEXT, ask),
        MessageHandler(private & filters.UpdateType.EDITED_MESSAGE, elsewhere.nothing_to_do),
        MessageHandler(private, elsewhere.not_text),
        MessageHandler(filters.COMMAND & ~private, elsewhere.in_a_group),
        MessageHandler(filters.ALL, elsewhere.nothing_to_do),
        ChatMemberHandler(elsewhere.blocked_or_back, ChatMemberHandler.MY_CHAT_MEMBER),
    ]


def _code(verb: str) -> str:
    return rf"^{verb}(:|$)"
