"""The table of contents of the bot. Order matters: the first line that fits takes the update. No logic here.

Each line names the action that somebody must be allowed, as in `permissions.py`.
"""

from typing import Any

from telegram.ext import BaseHandler, CallbackQueryHandler, ChatMemberHandler, CommandHandler, MessageHandler, filters

from handlers.absences import absence
from handlers.announcements import buttons as announcing
from handlers.announcements import writing
from handlers.announcements.edits import unless_of_announcement
from handlers.announcements.replying import unless_for_a_human
from handlers.cases.core import buttons as case_buttons
from handlers.cases.edits import take_edit
from handlers.cases.person import callback, for_robot, own
from handlers.cases.person import form as case_form
from handlers.cases.staff import caller, delays, listing, staff
from handlers.curation import buttons as curation
from handlers.curation.press import press as press_base
from handlers.curation.questions import press as press_questions
from handlers.curation.questions import show_questions
from handlers.curation.show import show_home
from handlers.held import buttons as holding
from handlers.held.settle import settle_held
from handlers.meetings import buttons as meeting_buttons
from handlers.meetings import choose, form_buttons, mine, register, team
from handlers.places.choose import ask_other_commune, ask_place, choose_department, take_position
from handlers.privacy.consent import answer_consent
from handlers.privacy.export import export
from handlers.privacy.notice import show_notice
from handlers.reception import elsewhere
from handlers.reception.ask import ask, show_entry, show_topics
from handlers.reception.connected import connect
from handlers.reception.erase import ask_before_erasing, erase
from handlers.reception.feedback import helped, not_helped
from handlers.reception.forms import FormRoute
from handlers.reception.start import cancel, help_, start
from handlers.roles.invite import choose_name, choose_role
from handlers.roles.leave import ask_before_leaving
from handlers.roles.withdraw import choose_whom
from handlers.subscriptions import buttons as subscription_buttons
from handlers.subscriptions import choose as subscriptions
from handlers.talk import buttons
from handlers.talk.guard import Handler, guarded
from handlers.talk.turn import Context

Route = BaseHandler[Any, Context, Any]
PRIVATE = filters.ChatType.PRIVATE
MESSAGE = filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE


def routes() -> list[Route]:
    connect()
    return [
        _command("start", "ask", start),
        _command("aide", "ask", help_),
        _command("help", "ask", help_),
        _command("annuler", "ask", cancel),
        _command("contact", "contact", case_form.talk),
        _command("confidentialite", "read_notice", show_notice),
        _command("mesdonnees", "export_own_data", export),
        _command("supprimer", "erase_own_data", ask_before_erasing),
        _command("visio", "register", choose.visio),
        _command("mesinscriptions", "register", mine.show_mine),
        _command("reunions", "manage_meetings", team.show_all),
        _command("mesdemandes", "follow_own_cases", own.show_own),
        _command("abonnements", "subscribe", subscriptions.show_subscriptions),
        _command("stop", "subscribe", subscriptions.stop),
        _command("annonce", "announce", writing.home),
        _command("inviter", "invite", choose_role),
        _command("dossiers", "list_cases", listing.list_cases),
        _command("absence", "say_absence", absence.show),
        _command("base", "curate", show_home),
        _command("questions", "curate", show_questions),
        elsewhere.PressOutside(elsewhere.old_button),
        _button(buttons.ENTRY, "read_entry", show_entry),
        _button(buttons.HELPED, "give_opinion", helped),
        _button(buttons.NOT_HELPED, "give_opinion", not_helped),
        _button(buttons.HUMAN, "contact", case_form.talk),
        _button(buttons.TOPICS, "read_entry", show_topics),
        _button(buttons.DEPARTMENT, "say_where", choose_department),
        _button(buttons.OTHER_COMMUNE, "say_where", ask_other_commune),
        _button(buttons.CHANGE_PLACE, "say_where", ask_place),
        _button(buttons.CONSENT, "consent", answer_consent),
        _button(buttons.ERASE, "erase_own_data", erase),
        _button(buttons.LEAVE_ROLE, "leave_role", ask_before_leaving),
        _button(buttons.INVITE, "invite", choose_name),
        *_meeting_buttons(),
        _button(announcing.ANNOUNCEMENT, "announce", writing.press),
        _button(buttons.WITHDRAW, "withdraw", choose_whom),
        _button(holding.HELD, "settle_held", settle_held),
        *_case_buttons(),
        _button(subscription_buttons.SUBSCRIPTION, "subscribe", subscriptions.change),
        _button(curation.BASE, "curate", press_base),
        _button(curation.QUESTIONS, "curate", press_questions),
        CallbackQueryHandler(elsewhere.old_button),
        MessageHandler(PRIVATE & filters.COMMAND, guarded("ask", elsewhere.unknown_command)),
        FormRoute(),
        _words("aide|help", "ask", help_),
        _words("menu|sommaire|voir ce que je sais", "read_entry", show_topics),
        _words("changer de lieu", "say_where", ask_place),
        MessageHandler(PRIVATE & filters.UpdateType.EDITED_MESSAGE, guarded("ask", unless_of_announcement(take_edit))),
        MessageHandler(PRIVATE & MESSAGE & filters.TEXT, guarded("ask", unless_for_a_human(ask))),
        MessageHandler(PRIVATE & filters.CAPTION, guarded("ask", unless_for_a_human(elsewhere.words_with_a_file))),
        MessageHandler(PRIVATE & filters.LOCATION, guarded("say_where", unless_for_a_human(take_position))),
        MessageHandler(PRIVATE, guarded("ask", unless_for_a_human(elsewhere.not_text))),
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


def _case_buttons() -> list[Route]:
    verbs = case_buttons
    return [
        _button(verbs.FORM, "open_case", case_form.press_form),
        _button(verbs.FORM_PLACE, "open_case", case_form.choose_place),
        _button(verbs.FORM_PHASE, "open_case", case_form.choose_phase),
        _button(verbs.WRITE, "write_to_case", own.write),
        _button(verbs.STOP_WRITING, "write_to_case", staff.stop_writing),
        _button(verbs.PASS_ON, "write_to_case", own.pass_on),
        _button(verbs.FOR_ROBOT, "write_to_case", for_robot.press),
        _button(verbs.OWN, "follow_own_cases", own.show_own),
        _button(verbs.WITHDRAW, "withdraw_own_case", own.withdraw),
        _button(verbs.CALL, "ask_call_back", callback.press),
        _button(verbs.RATE, "rate_case", own.rate),
        _button(verbs.STILL, "write_to_case", own.still_waiting),
        _button(verbs.TAKE, "take_case", staff.take),
        _button(verbs.REPLY, "reply_to_case", staff.reply),
        _button(verbs.TRANSFER, "transfer_case", staff.transfer),
        _button(verbs.LATER, "postpone_case", staff.later),
        _button(verbs.NOTE, "note_case", staff.ask_note),
        _button(verbs.CLOSE, "close_case", staff.close),
        _button(verbs.REOPEN, "close_case", staff.reopen),
        _button(verbs.SHOW, "list_cases", staff.show),
        _button(verbs.WHICH, "reply_to_case", staff.which),
        _button(verbs.WHICH_OWN, "write_to_case", own.which),
        _button(verbs.OTHERS, "write_to_case", own.others),
        _button(verbs.ASK_ROBOT, "reply_to_case", staff.ask_robot),
        _button(verbs.CALLER, "open_case_for_caller", caller.start_caller),
        _button(verbs.DELAYS, "see_delays", delays.show_delays),
        _button(verbs.ABSENCE, "say_absence", absence.press),
    ]


def _command(name: str, action: str, handler: Handler) -> Route:
    return CommandHandler(name, guarded(action, handler), PRIVATE)


def _words(words: str, action: str, handler: Handler) -> Route:
    """A label or a command typed as words: somebody in a hurry does not look for the button."""
    said = filters.Regex(rf"(?i)^\s*({words})\s*(?:[.!]\s*)?$")
    return MessageHandler(PRIVATE & MESSAGE & said, guarded(action, unless_for_a_human(handler)))


def _button(verb: str, action: str, handler: Handler) -> Route:
    return CallbackQueryHandler(guarded(action, handler), rf"^{verb}(:|$)")
