"""Acts on roles and invitations, on both databases: who may, what is refused, what is written, and who is told."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from handlers.cases.core.desk import Desk
from handlers.cases.core.opening import NewCase, open_case
from handlers.cases.core.piece import MessageKind, Piece
from handlers.reception.connected import connect
from handlers.roles.ending import NotEnded, end_name, leave_roles
from handlers.roles.inviting import NotInvited, invite
from handlers.roles.linking import NotLinked, link
from handlers.roles.tokens import VALID, hash_of
from handlers.talk.act import Act, NotAllowed
from handlers.talk.limits import LINKS
from handlers.talk.permissions import Actor
from handlers.talk.refusal import Refusal
from knowledge.snapshot import Knowledge
from storage.database import Database
from storage.dialogues import Dialogue, keep_dialogue
from storage.ended_roles import all_ended
from storage.outbox import OutboxMessage
from storage.people import Person, meet, wait_for
from storage.roles import Invitation, Role, all_roles
from tests.house import acting

pytestmark = pytest.mark.both_databases

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)  # a Tuesday, ten o'clock in Paris
KARINE, CHLOE, AICHA = 201, 204, 101
DELEGATE = "Karine Machat"


@dataclass
class House:
    """A database in which Aïcha and Karine are known, and Chloé is linked to the team."""

    database: Database
    knowledge: Knowledge

    @asynccontextmanager
    async def act(self, actor: Actor, moment: datetime = NOW) -> AsyncIterator[Act]:
        async with self.database.transaction() as session:
            yield acting(session, moment, actor=actor)

    async def invites(self, role: str, name: str, actor: Actor = Actor.TEAM) -> str | Refusal[NotInvited]:
        async with self.act(actor) as act:
            return await invite(act, role, name, self.knowledge.team)

    async def token(self, role: str, name: str) -> str:
        made = await self.invites(role, name)
        assert isinstance(made, str)
        return made

    async def follows(
        self, token: str, telegram_id: int = KARINE, moment: datetime = NOW
    ) -> tuple[str, str] | Refusal[NotLinked]:
        """Let a person use a token, and return the role and its name, or why not."""
        async with self.act(Actor.PERSON, moment) as act:
            done = await link(act, self.knowledge, telegram_id, token)
            return done if isinstance(done, Refusal) else (done.role, done.name)

    async def roles(self) -> list[tuple[int, str, str]]:
        async with self.database.reading() as session:
            return [(one.telegram_id, one.role, one.name) for one in await all_roles(session)]

    async def invitations(self) -> list[tuple[str, str, datetime, int | None]]:
        async with self.database.reading() as session:
            rows = await session.scalars(select(Invitation).order_by(Invitation.role, Invitation.name))
            return [(one.role, one.name, one.expires_at, one.used_by) for one in rows]

    async def queued(self) -> list[tuple[int, str]]:
        """Return the chat and the method of each message queued, in order."""
        async with self.database.reading() as session:
            rows = await session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))
            return [(row.chat_id, row.method) for row in rows]


@pytest.fixture
async def house(database: Database, knowledge: Knowledge) -> House:
    connect()  # so that menus and cards follow
    async with database.transaction() as session:
        for telegram_id in (AICHA, KARINE, CHLOE):
            await meet(session, telegram_id, NOW)
        session.add(Role(telegram_id=CHLOE, role="team", name="Chloé Rivolet", linked_at=NOW))
    return House(database, knowledge)


@pytest.mark.parametrize("actor", [Actor.PERSON, Actor.DELEGATE, Actor.PARTNER])
async def test_only_the_team_and_the_operator_may_invite(house: House, actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        await house.invites("partner", "Incubateur", actor)
    assert await house.invitations() == []


@pytest.mark.parametrize("actor", [Actor.TEAM, Actor.OPERATOR])
async def test_invitation_is_kept_as_a_hash_for_seven_days_and_nobody_is_told(house: House, actor: Actor) -> None:
    token = await house.invites("delegate", DELEGATE, actor)
    assert isinstance(token, str)
    assert await house.invitations() == [("delegate", DELEGATE, NOW + timedelta(days=7), None)]
    async with house.database.reading() as session:
        assert await session.get(Invitation, token) is None
        assert await session.get(Invitation, hash_of(token)) is not None
    assert await house.queued() == []


@pytest.mark.parametrize(
    ("role", "name", "refusal"),
    [
        ("king", DELEGATE, Refusal(NotInvited.NO_SUCH_ROLE, "king")),
        ("operator", DELEGATE, Refusal(NotInvited.NO_SUCH_ROLE, "operator")),
        ("delegate", "Nobody Known", Refusal(NotInvited.NOT_IN_TEAM, "Nobody Known")),
        ("team", "Nobody Known", Refusal(NotInvited.NOT_IN_TEAM, "Nobody Known")),
        ("partner", "", Refusal(NotInvited.NAME_LENGTH, "")),
        ("partner", "A" * 81, Refusal(NotInvited.NAME_LENGTH, "A" * 81)),
    ],
)
async def test_invitation_that_cannot_be_is_refused(
    house: House, role: str, name: str, refusal: Refusal[NotInvited]
) -> None:
    assert await house.invites(role, name) == refusal
    assert await house.invitations() == []


async def test_partner_may_have_any_name_of_eighty_characters(house: House) -> None:
    assert isinstance(await house.invites("partner", "A" * 80), str)


async def test_link_gives_the_role_once_and_the_menu_follows(house: House) -> None:
    token = await house.token("delegate", DELEGATE)
    assert await house.follows(token) == ("delegate", DELEGATE)
    assert (KARINE, "delegate", DELEGATE) in await house.roles()
    assert await house.invitations() == [("delegate", DELEGATE, NOW + VALID, KARINE)]
    assert await house.queued() == [(KARINE, "set_my_commands")]
    assert await house.follows(token, AICHA) == Refusal(NotLinked.USED)
    assert await house.follows(token) == Refusal(NotLinked.HELD_AND_USED, DELEGATE)
    again = await house.token("delegate", DELEGATE)
    assert await house.follows(again) == Refusal(NotLinked.HELD, DELEGATE)
    assert await house.follows(again, AICHA) == ("delegate", DELEGATE)


async def test_operator_follows_no_link(house: House) -> None:
    token = await house.token("delegate", DELEGATE)
    with pytest.raises(NotAllowed):
        async with house.act(Actor.OPERATOR) as act:
            await link(act, house.knowledge, KARINE, token)
    assert await house.invitations() == [("delegate", DELEGATE, NOW + VALID, None)]


async def test_link_is_refused_when_too_old(house: House) -> None:
    token = await house.token("delegate", DELEGATE)
    late = NOW + VALID + timedelta(seconds=1)
    assert await house.follows(token, moment=late) == Refusal(NotLinked.EXPIRED)
    assert await house.roles() == [(CHLOE, "team", "Chloé Rivolet")]


async def test_after_too_many_failed_tries_not_even_a_good_link_works_for_an_hour(house: House) -> None:
    for number in range(LINKS.most):
        assert await house.follows(f"inv-{number}") == Refusal(NotLinked.UNKNOWN)
    token = await house.token("delegate", DELEGATE)
    assert await house.follows(token) == Refusal(NotLinked.TOO_MANY)
    assert await house.follows(token, moment=NOW + LINKS.window + timedelta(seconds=1)) == ("delegate", DELEGATE)


async def test_linked_staff_are_shown_the_cases_that_wait_for_them(house: House) -> None:
    async with house.act(Actor.PERSON) as act:
        desk = Desk(**act.fields, knowledge=house.knowledge)
        new = NewCase(AICHA, "Aïcha Morel", [Piece(1, MessageKind.TEXT, "Bonjour")], to=DELEGATE)
        assert await open_case(desk, new) is not None
    token = await house.token("delegate", DELEGATE)
    before = len(await house.queued())
    await house.follows(token)
    assert (await house.queued())[before:][:2] == [(KARINE, "set_my_commands"), (KARINE, "send_message")]


ENDINGS: dict[str, tuple[Callable[[Act], Awaitable[object]], frozenset[Actor]]] = {
    "end_name": (lambda act: end_name(act, "Chloé Rivolet", None), frozenset({Actor.TEAM, Actor.OPERATOR})),
    "leave_roles": (lambda act: leave_roles(act, CHLOE), frozenset({Actor.TEAM, Actor.DELEGATE, Actor.PARTNER})),
}


@pytest.mark.parametrize("actor", Actor)
@pytest.mark.parametrize("name", ENDINGS)
async def test_role_is_ended_by_those_who_may_and_remembered(house: House, name: str, actor: Actor) -> None:
    do, allowed = ENDINGS[name]
    if actor not in allowed:
        with pytest.raises(NotAllowed):
            async with house.act(actor) as act:
                await do(act)
    else:
        async with house.act(actor) as act:
            await do(act)
    async with house.database.reading() as session:
        ended = len(await all_ended(session))
    assert (len(await house.roles()), ended) == ((0, 1) if actor in allowed else (1, 0))


@pytest.mark.parametrize(
    ("name", "told"), [("end_name", ["set_my_commands", "send_message"]), ("leave_roles", ["set_my_commands"])]
)
async def test_ending_a_role_ends_open_forms_and_tells_who_did_not_ask_for_it(
    house: House, name: str, told: list[str]
) -> None:
    async with house.database.transaction() as session:
        wait_for(await meet(session, CHLOE, NOW), "invite:partner")
        await keep_dialogue(session, CHLOE, "invite", {"partner": None}, NOW)
    async with house.act(Actor.TEAM) as act:
        await ENDINGS[name][0](act)
    async with house.database.reading() as session:
        assert await session.get(Dialogue, CHLOE) is None
        waiting = await session.scalar(select(Person.awaiting).where(Person.telegram_id == CHLOE))
    assert waiting is None
    assert await house.queued() == [(CHLOE, method) for method in told]


async def test_ending_a_name_deletes_its_invitations_and_says_where_there_are_none(house: House) -> None:
    await house.token("partner", "Incubateur")
    async with house.act(Actor.TEAM) as act:
        assert await end_name(act, "Incubateur", CHLOE) == []
        assert await end_name(act, "Incubateur", CHLOE) == Refusal(NotEnded.UNKNOWN)
    assert await house.invitations() == []
    assert await house.queued() == []


async def test_only_the_operator_may_end_the_last_of_the_team(house: House) -> None:
    async with house.act(Actor.TEAM) as act:
        assert await end_name(act, "Chloé Rivolet", CHLOE) == Refusal(NotEnded.LAST_OF_TEAM)
    assert await house.roles() == [(CHLOE, "team", "Chloé Rivolet")]
    async with house.act(Actor.OPERATOR) as act:
        assert await end_name(act, "Chloé Rivolet", None) == [CHLOE]
    assert await house.roles() == []


async def test_member_who_left_the_team_ends_nobody(house: House) -> None:
    async with house.database.transaction() as session:
        session.add(Role(telegram_id=KARINE, role="team", name="Lucile Aigron", linked_at=NOW))
    async with house.act(Actor.TEAM) as act:
        assert await end_name(act, "Chloé Rivolet", KARINE) == [CHLOE]
        assert await end_name(act, "Lucile Aigron", CHLOE) == Refusal(NotEnded.NO_LONGER_YOURS)
    assert await house.roles() == [(KARINE, "team", "Lucile Aigron")]
