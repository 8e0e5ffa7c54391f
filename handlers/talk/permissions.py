"""Who may do what: one table of actions × roles, read by everything that acts. docs/permissions.md shows the same."""

from collections.abc import Collection, Mapping
from enum import StrEnum


class Actor(StrEnum):
    """What somebody is to the bot; one human may be several. `OPERATOR` works at the command line of the machine."""

    PERSON = "person"
    DELEGATE = "delegate"
    TEAM = "team"
    PARTNER = "partner"
    OPERATOR = "operator"


EVERYBODY = frozenset({Actor.PERSON, Actor.DELEGATE, Actor.TEAM, Actor.PARTNER})
STAFF = frozenset({Actor.DELEGATE, Actor.TEAM})
WITH_A_ROLE = frozenset({Actor.DELEGATE, Actor.TEAM, Actor.PARTNER})

ACTIONS: Mapping[str, frozenset[Actor]] = {
    "ask": EVERYBODY,
    "read_entry": EVERYBODY,
    "say_where": EVERYBODY,
    "contact": EVERYBODY,
    "give_opinion": EVERYBODY,
    "read_notice": EVERYBODY,
    "consent": EVERYBODY,
    "export_own_data": EVERYBODY,
    "erase_own_data": EVERYBODY,
    "use_invitation": EVERYBODY,
    "open_case": EVERYBODY,
    "write_to_case": EVERYBODY,
    "follow_own_cases": EVERYBODY,
    "withdraw_own_case": EVERYBODY,
    "ask_call_back": EVERYBODY,
    "rate_case": EVERYBODY,
    "take_case": STAFF,
    "reply_to_case": STAFF,
    "transfer_case": STAFF,
    "postpone_case": STAFF,
    "note_case": STAFF,
    "close_case": STAFF,
    "list_cases": STAFF,
    "open_case_for_caller": STAFF,
    "say_absence": STAFF,
    "see_delays": STAFF,
    "see_all_cases": frozenset({Actor.TEAM}),
    "subscribe": EVERYBODY,
    "leave_role": WITH_A_ROLE,
    "register": EVERYBODY,
    "manage_meetings": frozenset({Actor.TEAM, Actor.OPERATOR}),
    "announce": frozenset({Actor.TEAM, Actor.OPERATOR}),
    "curate": frozenset({Actor.TEAM, Actor.OPERATOR}),
    "invite": frozenset({Actor.TEAM, Actor.OPERATOR}),
    "withdraw": frozenset({Actor.TEAM, Actor.OPERATOR}),
    "settle_held": frozenset({Actor.TEAM}),
    "receive_alerts": frozenset({Actor.TEAM}),
    "run_commands": frozenset({Actor.OPERATOR}),
}


def who_may(action: str) -> tuple[Actor, ...]:
    """The roles whose holders may do this."""
    return tuple(actor for actor in Actor if actor in WITH_A_ROLE & ACTIONS[action])


def may(actors: Collection[Actor], action: str) -> bool:
    """Whether somebody who is all of `actors` may do this; an action without a row in the table raises KeyError."""
    return not ACTIONS[action].isdisjoint(actors)
