"""The declaration of cases: what a person passes on to a human, and what becomes of it."""

from datetime import timedelta

from handlers.cases import taking_back
from handlers.cases.clock import digest, outdated
from handlers.cases.clock.asked_again import ask_about_what_waits
from handlers.cases.clock.by_mail import is_anybody_to_mail, mail_waiting_cases
from handlers.cases.clock.erasing import forget_old_cases
from handlers.cases.clock.timers import case_duties
from handlers.cases.core import actions, kept_texts, staff_texts, texts
from handlers.cases.core import buttons as verbs
from handlers.cases.core.desk import desk_of
from handlers.cases.person import answers_in_words, callback, for_robot, form, form_buttons, own
from handlers.cases.staff import (
    caller,
    catalogue,
    closing,
    delays,
    finding,
    listing,
    noting,
    staff,
    thread,
    transferring,
    trial,
)
from handlers.cases.staff.welcoming import show_what_waits
from handlers.talk import buttons
from handlers.talk.capability import Capability, Command, Lifetimes, Press, Row, Said, Worded, whatever_was_said
from handlers.talk.events import CALL_WANTED, INVITATION_FOLLOWED, STAFF_LINKED
from handlers.talk.short_answers import yes_or_no_said
from handlers.talk.tick import Duty, Tick
from storage.cases import is_any_case_new
from storage.people import forget_held_back_before, is_anybody_to_ask_again


async def _purge(tick: Tick, lifetimes: Lifetimes) -> bool:
    await forget_held_back_before(tick.session, tick.now - lifetimes["messages"])
    return await forget_old_cases(desk_of(tick), tick.now - lifetimes["cases"], tick.now - lifetimes["person"])


def _of_others(row: Row) -> tuple[str, ...]:
    """Return which columns of a row of case messages are hidden in its person's export: the words that staff wrote."""
    return () if row["author"] == "person" else ("excerpt",)


_OF_PEOPLE = (
    Press(buttons.HUMAN, actions.CONTACT, form_buttons.ask_for_a_human),
    Press(verbs.FORM, actions.OPEN_CASE, form_buttons.press_form),
    Press(verbs.FORM_PLACE, actions.OPEN_CASE, form_buttons.choose_no_place),
    Press(verbs.FORM_PHASE, actions.OPEN_CASE, form_buttons.choose_phase),
    Press(verbs.WRITE, actions.WRITE_TO_CASE, own.write),
    Press(verbs.STOP_WRITING, actions.WRITE_TO_CASE, staff.stop_writing),
    Press(verbs.PASS_ON, actions.WRITE_TO_CASE, own.pass_on),
    Press(verbs.FOR_ROBOT, actions.WRITE_TO_CASE, for_robot.press),
    Press(verbs.OWN, actions.FOLLOW_OWN_CASES, own.show_own),
    Press(verbs.WITHDRAW, actions.WITHDRAW_OWN_CASE, own.withdraw),
    Press(verbs.CALL, actions.ASK_CALL_BACK, callback.press),
    Press(verbs.TAKE_BACK, actions.TAKE_MESSAGE_BACK, taking_back.press),
    Press(verbs.RATE, actions.RATE_CASE, own.rate),
    Press(verbs.STILL, actions.WRITE_TO_CASE, own.still_waiting),
    Press(verbs.WHICH_OWN, actions.WRITE_TO_CASE, own.choose_own_case),
    Press(verbs.OTHERS, actions.WRITE_TO_CASE, own.show_other_cases),
)
_OF_STAFF = (
    Press(verbs.TAKE, actions.TAKE_CASE, staff.take),
    Press(verbs.REPLY, actions.REPLY_TO_CASE, staff.reply),
    Press(verbs.TRANSFER, actions.TRANSFER_CASE, transferring.transfer),
    Press(verbs.WORD, actions.TRANSFER_CASE, transferring.ask_word),
    Press(verbs.LATER, actions.POSTPONE_CASE, staff.later),
    Press(verbs.NOTE, actions.NOTE_CASE, noting.ask_note),
    Press(verbs.KEEP_AS_NOTE, actions.NOTE_CASE, noting.keep_held_back),
    Press(verbs.CATALOGUE, actions.REPLY_TO_CASE, catalogue.press),
    Press(verbs.CATALOGUE_SEARCH, actions.REPLY_TO_CASE, catalogue.begin_search),
    Press(verbs.CLOSE, actions.CLOSE_CASE, closing.close),
    Press(verbs.REOPEN, actions.CLOSE_CASE, closing.reopen),
    Press(verbs.OUTCOME, actions.CLOSE_CASE, closing.record_outcome),
    Press(verbs.SHOW, actions.LIST_CASES, staff.show),
    Press(verbs.THREAD, actions.LIST_CASES, thread.show_thread),
    Press(verbs.LISTED, actions.LIST_CASES, listing.turn_page),
    Press(verbs.SEARCH, actions.LIST_CASES, listing.begin_search),
    Press(verbs.WHICH, actions.REPLY_TO_CASE, staff.choose_case),
    Press(verbs.ASK_ROBOT, actions.REPLY_TO_CASE, staff.ask_robot),
    Press(verbs.CALLER, actions.OPEN_CASE_FOR_CALLER, caller.start_caller),
    Press(verbs.DELAYS, actions.SEE_DELAYS, delays.show_delays),
    Press(verbs.TRIAL, actions.TAKE_CASE, trial.press),
)
_FORMS = (
    form.FORM,
    callback.FORM,
    caller.FORM,
    catalogue.FORM,
    listing.FORM,
    transferring.FORM,
    noting.FORM,
    trial.FORM,
)

CAPABILITY = Capability(
    "cases",
    actions=actions.ALL,
    commands=(
        Command("contact", actions.CONTACT, form_buttons.ask_for_a_human, texts.MENU_CONTACT),
        Command("mesdemandes", actions.FOLLOW_OWN_CASES, own.show_own, texts.MENU_OWN),
        Command("dossiers", actions.LIST_CASES, listing.list_cases, staff_texts.MENU_CASES),
    ),
    presses=(*_OF_PEOPLE, *_OF_STAFF),
    said=(Said(r"ouvrir (?:un dossier )?pour quelqu.?une?", actions.OPEN_CASE_FOR_CALLER, caller.start_caller),),
    worded=(
        Worded(verbs.RATE, answers_in_words.helped_said),
        Worded(verbs.STILL, answers_in_words.still_said),
        Worded(verbs.WITHDRAW, yes_or_no_said),
        Worded(verbs.CLOSE, yes_or_no_said),
    ),
    forms=_FORMS,
    services={"my_cases": whatever_was_said(own.show_own_cases)},
    duties=(
        *case_duties(),
        Duty("case questions", timedelta(0), ask_about_what_waits, lambda tick: is_anybody_to_ask_again(tick.now)),
        digest.DUTY,
        finding.DUTY,
        outdated.DUTY,
        Duty(
            "case mails",
            timedelta(seconds=2),
            mail_waiting_cases,
            lambda _: is_any_case_new(),
            is_anybody_to_mail,
            needs_mail=True,
        ),
    ),
    subscriptions=(
        STAFF_LINKED.by(show_what_waits),
        CALL_WANTED.by(callback.call_back),
        INVITATION_FOLLOWED.by(trial.offer_trial),
    ),
    purge=_purge,
    kept=kept_texts.KEPT,
    columns=kept_texts.COLUMNS,
    hides={"case_messages": _of_others},
)
