"""The actions of cases."""

from handlers.talk.permissions import EVERYBODY, STAFF, Action, Actor

CONTACT = Action("contact", "be told how to reach somebody", EVERYBODY)
OPEN_CASE = Action("open_case", "have a message passed on to a human", EVERYBODY)
WRITE_TO_CASE = Action("write_to_case", "write in one's own case, reopen it by writing", EVERYBODY)
FOLLOW_OWN_CASES = Action("follow_own_cases", "see one's own cases", EVERYBODY)
WITHDRAW_OWN_CASE = Action("withdraw_own_case", "take one's own case back", EVERYBODY)
ASK_CALL_BACK = Action("ask_call_back", "give a number to be called back", EVERYBODY)
TAKE_MESSAGE_BACK = Action("take_message_back", "take back a message that one wrote in a case", EVERYBODY)
RATE_CASE = Action("rate_case", "say whether it helped", EVERYBODY)
TAKE_CASE = Action("take_case", "take a case that one sees", STAFF)
REPLY_TO_CASE = Action("reply_to_case", "reply to the person of a case, also with an answer of the base", STAFF)
TRANSFER_CASE = Action("transfer_case", "give a case to a colleague, with a word", STAFF)
POSTPONE_CASE = Action("postpone_case", "be reminded later", STAFF)
NOTE_CASE = Action("note_case", "write a note for staff", STAFF)
CLOSE_CASE = Action("close_case", "close a case, say how it ended, reopen it", STAFF)
LIST_CASES = Action("list_cases", "list and search the cases that one sees, read them", STAFF)
OPEN_CASE_FOR_CALLER = Action("open_case_for_caller", "open a case for somebody who telephoned", STAFF)
SEE_DELAYS = Action("see_delays", "see the delays of the region; by territory, the team only", STAFF)
SEE_ALL_CASES = Action("see_all_cases", "see every case, act on those of others", frozenset({Actor.TEAM}))
ALL = (
    CONTACT,
    OPEN_CASE,
    WRITE_TO_CASE,
    FOLLOW_OWN_CASES,
    WITHDRAW_OWN_CASE,
    ASK_CALL_BACK,
    TAKE_MESSAGE_BACK,
    RATE_CASE,
    TAKE_CASE,
    REPLY_TO_CASE,
    TRANSFER_CASE,
    POSTPONE_CASE,
    NOTE_CASE,
    CLOSE_CASE,
    LIST_CASES,
    OPEN_CASE_FOR_CALLER,
    SEE_DELAYS,
    SEE_ALL_CASES,
)
