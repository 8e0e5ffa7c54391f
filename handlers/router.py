"""The table of contents of the bot. Order matters: the first line that fits takes the update. No logic here.

Each line names the action that somebody must be allowed, as in `permissions.py`.
"""

from typing import Any

from telegram.ext import BaseHandler, CallbackQueryHandler, ChatMemberHandler, CommandHandler, MessageHandler, filters

from handlers import buttons
from handlers.announcements import buttons as announcing
from handlers.announcements import subscriptions
from handlers.answers.ask import ask, show_entry, show_topics
from handlers.answers.feedback import helped, not_helped
from handlers.base import buttons as curation
from handlers.base.press import press as press_base
from handlers.base.questions import press as press_questions
from handlers.base.questions import show_questions
from handlers.base.show import show_home
from handlers.forms import FormRoute
from handlers.guard import Handler, guarded
from handlers.humans.contact import contact
from handlers.meetings import buttons as meeting_buttons
from handlers.meetings import choose, form_buttons, mine, register, team
from handlers.others import elsewhere
from handlers.places.choose import ask_other_commune, ask_place, choose_department, take_position
from handlers.privacy.consent import answer_consent
from handlers.privacy.erase import ask_before_erasing, erase
from handlers.privacy.export import export
from handlers.privacy.notice import show_notice
from handlers.roles.invite import choose_name, choose_role
from handlers.roles.leave import ask_before_leaving
from handlers.turn import Context
from handlers.welcome.start import cancel, help_, start

Route = BaseHandler[Any, Context, Any]
PRIVATE = filters.ChatType.PRIVATE
MESSAGE = filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE


def routes() -> list[Route]:
    return [
        _command("start", "ask", start),
        _command("aide", "ask", help_),
        _command("help", "ask", help_),
        _command("annuler", "ask", cancel),
        _command("contact", "contact", contact),
        _command("confidentialite", "read_notice", show_notice),
        _command("mesdonnees", "export_own_data", export),
        _command("supprimer", "erase_own_data", ask_before_erasing),
        _command("visio", "register", choose.visio),
        _command("mesinscriptions", "register", mine.show_mine),
        _command("reunions", "manage_meetings", team.show_all),
        _command("abonnements", "subscribe", subscriptions.show_subscriptions),
        _command("stop", "subscribe", subscriptions.stop),
        _command("inviter", "invite", choose_role),
        _command("base", "curate", show_home),
        _command("questions", "curate", show_questions),
        elsewhere.PressOutside(elsewhere.old_button),
        _button(buttons.ENTRY, "read_entry", show_entry),
        _button(buttons.HELPED, "give_opinion", helped),
        _button(buttons.NOT_HELPED, "give_opinion", not_helped),
        _button(buttons.HUMAN, "contact", contact),
        _button(buttons.TOPICS, "read_entry", show_topics),
        _button(buttons.DEPARTMENT, "say_where", choose_department),
        _button(buttons.OTHER_COMMUNE, "say_where", ask_other_commune),
        _button(buttons.CHANGE_PLACE, "say_where", ask_place),
        _button(buttons.CONSENT, "consent", answer_consent),
        _button(buttons.ERASE, "erase_own_data", erase),
        _button(buttons.LEAVE_ROLE, "leave_role", ask_before_leaving),
        _button(buttons.INVITE, "invite", choose_name),
        *_meeting_buttons(),
        _button(announcing.SUBSCRIPTION, "subscribe", subscriptions.change),
        _button(curation.BASE, "curate", press_base),
        _button(curation.QUESTIONS, "curate", press_questions),
        CallbackQueryHandler(elsewhere.old_button),
        MessageHandler(PRIVATE & filters.COMMAND, guarded("ask", elsewhere.unknown_command)),
        FormRoute(),
        _words("aide|help", "ask", help_),
        _words("menu|sommaire|voir ce que je sais", "read_entry", show_topics),
        _words("changer de lieu", "say_where", ask_place),
        MessageHandler(PRIVATE & MESSAGE & filters.TEXT, guarded("ask", ask)),
        MessageHandler(PRIVATE & filters.UpdateType.EDITED_MESSAGE, elsewhere.nothing_to_do),
        MessageHandler(PRIVATE & filters.CAPTION, guarded("ask", elsewhere.words_with_a_file)),
        MessageHandler(PRIVATE & filters.LOCATION, guarded("say_where", take_position)),
        MessageHandler(PRIVATE, guarded("ask", elsewhere.not_text)),
        MessageHandler(~PRIVATE & filters.UpdateType.MESSAGE, elsewhere.in_a_group),
        MessageHandler(filters.ALL, elsewhere.nothing_to_do),
        ChatMemberHandler(elsewhere.blocked_or_back, ChatMemberHandler.MY_CHAT_MEMBER),
    ]


def _meeting_buttons() -> list[Route]:
    verbs = meeting_buttons
    return [
        _button(verbs.VISIO, "register", choose.visio),
        _button(verbs.REGISTER, "register", register.press_register),
        _button(verbs.FORM, "register", form_buttons.press_form),
        _button(verbs.LEAVE, "register", mine.leave),
        _button(verbs.MINE, "register", mine.show_mine),
        _button(verbs.COMING, "register", mine.answer_coming),
        _button(verbs.TAKE, "register", mine.answer_offer),
        _button(verbs.REMINDERS, "register", mine.switch_reminders),
        _button(verbs.WISH, "register", choose.take_wish),
        _button(verbs.OPINION, "register", mine.take_opinion),
        _button(verbs.TEAM, "manage_meetings", team.press),
    ]


def _command(name: str, action: str, handler: Handler) -> Route:
    return CommandHandler(name, guarded(action, handler), PRIVATE)


def _words(words: str, action: str, handler: Handler) -> Route:
    """A label or a command typed as words: somebody in a hurry does not look for the button."""
    said = filters.Regex(rf"(?i)^\s*({words})\s*[.!]?\s*$")
    return MessageHandler(PRIVATE & MESSAGE & said, guarded(action, handler))


def _button(verb: str, action: str, handler: Handler) -> Route:
    return CallbackQueryHandler(guarded(action, handler), rf"^{verb}(:|$)")
