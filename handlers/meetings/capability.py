"""Declaration of meetings: dates, registrations, reminders, the waiting list, and what the team does with them."""

from handlers.meetings import buttons as verbs
from handlers.meetings import (
    cancelling,
    choose,
    form,
    form_buttons,
    mine,
    offer_in_words,
    own_in_words,
    publishing,
    register,
    staff_texts,
    team,
    team_form,
    texts,
    unpublished,
)
from handlers.meetings.actions import MANAGE_MEETINGS, REGISTER
from handlers.meetings.by_words import register_by_words
from handlers.meetings.coming_in_words import coming_said, confirmed_said, opinion_said
from handlers.meetings.duties import (
    EVERY,
    EVERY_PROPOSAL,
    close_ended,
    is_any_reminder_due,
    is_any_seat_to_offer,
    is_day,
    offer_seats,
    propose_dates,
    send_reminders,
)
from handlers.talk.capability import Capability, Command, Link, Press, Typed, Worded, whatever_was_said
from handlers.talk.short_answers import yes_or_no_said
from handlers.talk.tick import Duty
from storage.meetings import is_any_coming, is_any_to_close
from storage.registrations import is_anybody_in_line

CAPABILITY = Capability(
    "meetings",
    actions=(REGISTER, MANAGE_MEETINGS),
    commands=(
        Command("visio", REGISTER, choose.visio, texts.MENU_MEETINGS),
        Command("mesinscriptions", REGISTER, mine.show_mine, texts.MENU_MINE),
        Command("reunions", MANAGE_MEETINGS, team.show_all, staff_texts.MENU_MANAGE),
    ),
    presses=(
        Press(verbs.VISIO, REGISTER, choose.visio),
        Press(verbs.REGISTER, REGISTER, register.press_register),
        Press(verbs.FORM, REGISTER, form_buttons.press_form),
        Press(verbs.LEAVE, REGISTER, mine.leave),
        Press(verbs.MINE, REGISTER, mine.show_mine),
        Press(verbs.COMING, REGISTER, mine.answer_coming),
        Press(verbs.TAKE, REGISTER, mine.answer_offer),
        Press(verbs.REMINDERS, REGISTER, mine.press_reminders),
        Press(verbs.WISH, REGISTER, choose.take_wish),
        Press(verbs.OPINION, REGISTER, mine.take_opinion),
        Press(verbs.TEAM, MANAGE_MEETINGS, team.press),
    ),
    typed=(
        Typed(
            verbs.TAKE,
            REGISTER,
            offer_in_words.wants_the_seat,
            offer_in_words.answer_in_words,
            offer_in_words.find_offer,
        ),
        Typed(verbs.LINK, REGISTER, own_in_words.is_locked_out, own_in_words.help_to_join, own_in_words.find_own),
        Typed(verbs.LINK, REGISTER, own_in_words.wants_the_link, own_in_words.give_link, own_in_words.find_own),
        Typed(verbs.LINK, REGISTER, own_in_words.will_come, own_in_words.note_coming, own_in_words.find_own),
    ),
    worded=(
        Worded(verbs.COMING, coming_said),
        Worded(verbs.OPINION, opinion_said),
        Worded(verbs.LEAVE, yes_or_no_said),
        Worded(verbs.TEAM, confirmed_said),
    ),
    links=(Link("inscription", choose.follow_link), Link(register.DEEP_LINK, register.follow_deep_link)),
    forms=(
        form.FORM,
        team_form.FORM,
        publishing.FORM,
        cancelling.FORM,
    ),
    services={
        "register": register_by_words,
        "cancel_registration": whatever_was_said(mine.leave_one),
        "my_registrations": mine.show_asked,
    },
    duties=(
        Duty("meeting reminders", EVERY, send_reminders, lambda tick: is_any_coming(tick.now), is_any_reminder_due),
        Duty("meeting places", EVERY, offer_seats, lambda tick: is_anybody_in_line(tick.now), is_any_seat_to_offer),
        Duty("meetings ended", EVERY, close_ended, lambda tick: is_any_to_close(tick.now), is_day),
        unpublished.DUTY,
        Duty("meeting dates", EVERY_PROPOSAL, propose_dates),
    ),
    kept=texts.KEPT,
    columns=texts.COLUMNS,
)
