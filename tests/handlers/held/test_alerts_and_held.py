"""Alerts raised before anybody is linked reach the first who is; messages held by a restore are sent or dropped."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete

from bot.clock import machine_now
from bot.demo.people import Person
from bot.health import health_report
from handlers.held import texts
from handlers.reception.alerts import tell_untold_alerts
from knowledge.snapshot import Knowledge
from storage.address import Address
from storage.alerts import raise_alert
from storage.backup.restore import restore
from storage.backup.write import write_backup
from storage.clock import how_far_ahead, move_ahead
from storage.outbox import State
from storage.pauses import Pause, pause
from tests.house import Ground, at_ten_tomorrow, ground, link, settled, tick_at
from tests.storage.filling import contents, message, write

CHLOE = "Chloé Rivolet"


def times_told(person: Person, words: str) -> int:
    return len([said for said in person.received if words in said.text])


async def tell(here: Ground) -> None:
    """Run the duty that tells alerts now."""
    async with here.house.database.transaction() as session:
        await tell_untold_alerts(tick_at(session, machine_now(), here.house.keeper.current()))


async def test_first_of_the_team_gets_the_open_alerts_once_each(here: Ground, aicha: Person, bao: Person) -> None:
    for cause in ("The moon is made of cheese", "The sea is dry", "The moon is made of cheese"):
        await here.house.alerts.tell(cause)
    await tell(here)
    await link(here, bao, "delegate", "Karine Machat")
    await link(here, aicha, "team", CHLOE)
    for _ in range(3):
        await tell(here)
    await aicha.wait_for(lambda said: "cheese" in said.text)
    await aicha.wait_for(lambda said: "dry" in said.text)
    await here.house.alerts.tell("The sea is dry")
    late = here.telegram.person(id=103, first_name="Lucile")
    await link(here, late, "team", "Lucile Aigron")
    await tell(here)
    await settled(here)
    assert [(times_told(one, "cheese"), times_told(one, "dry")) for one in (aicha, bao, late)] == [
        (1, 1),
        (0, 0),
        (0, 0),
    ]


async def test_alert_told_since_a_backup_is_not_told_again_after_its_restore(
    here: Ground, aicha: Person, tmp_path: Path
) -> None:
    await link(here, aicha, "team", CHLOE)
    async with here.house.database.transaction() as session:
        await raise_alert(session, "The moon is made of cheese", machine_now())
    await write_backup(here.house.database, tmp_path / "a.backup", machine_now())
    for _ in range(2):
        await tell(here)
        await settled(here)
        await restore(here.house.database, tmp_path / "a.backup", machine_now())
    await tell(here)
    await settled(here)
    assert times_told(aicha, "cheese") == 1


async def test_run_and_health_say_when_nobody_of_the_team_is_linked(
    tmp_path: Path, knowledge: Knowledge, caplog: pytest.LogCaptureFixture
) -> None:
    unlinked, address = "nobody of the team is linked", Address(tmp_path / "aiguilleur.db", None)
    async with ground(address, knowledge, webhook=True) as here:
        assert unlinked in caplog.text
        assert (await health_report(here.house.database, []))["team_linked"] is False
        await link(here, here.telegram.person(id=101, first_name="Chloé"), "team", CHLOE)
        assert (await health_report(here.house.database, []))["team_linked"] is True
    caplog.clear()
    async with ground(address, knowledge, webhook=True):
        assert unlinked not in caplog.text


@pytest.fixture
async def held(here: Ground, aicha: Person, bao: Person, tmp_path: Path) -> Ground:
    """Restore a backup in which three messages to Bao waited, of which Aïcha, of the team, is told."""
    await link(here, aicha, "team", CHLOE)
    await bao.ask("/start")
    await at_ten_tomorrow(here)
    await here.house.ticker.tick()  # so that no duty writes to the outbox meanwhile
    await settled(here)
    async with here.house.database.transaction() as session:
        await pause(session, 102, machine_now() + timedelta(hours=1))  # so that none of them leaves meanwhile
    await write(here.house.database, *(message(102, f"Rappel {number}", priority=2) for number in (1, 2)),
                message(102, "Une réponse"))  # fmt: skip
    await write_backup(here.house.database, tmp_path / "a.backup", machine_now())
    async with here.house.database.transaction() as session:
        await session.execute(message().__table__.delete())
    restored = await restore(here.house.database, tmp_path / "a.backup", machine_now())
    assert (restored.held, restored.waiting) == (3, 0)
    async with here.house.database.transaction() as session:
        await session.execute(delete(Pause))
    await tell(here)
    await aicha.wait_for(lambda said: "3 messages retenus après une restauration." in said.text)
    return here


async def press(here: Ground, person: Person, label: str) -> str:
    last = person.received[-1]
    await person.press(last.message_id, label)
    await settled(here)
    return person.received[-1].text


def from_backup(person: Person) -> list[str]:
    return sorted(said.text for said in person.received if said.text.startswith(("Rappel", "Une réponse")))


async def test_held_messages_are_told_once_and_counted_in_health(held: Ground, aicha: Person) -> None:
    for _ in range(3):
        await tell(held)
    await settled(held)
    assert times_told(aicha, "retenus après une restauration") == 1
    assert "1 réponse, 2 rappels" in aicha.received[-1].text
    assert (await health_report(held.house.database, []))["messages_held"] == 3


async def test_held_messages_are_all_sent_in_a_tap_and_once(held: Ground, aicha: Person, bao: Person) -> None:
    card = aicha.received[-1]
    assert await press(held, aicha, "Envoyer") == "C'est parti : 3 messages sont envoyés."
    await aicha.press(card.message_id, "Ne pas envoyer")
    await settled(held)
    assert aicha.received[-1].text == "Aucun message n'est retenu : tout est réglé."
    assert from_backup(bao) == ["Rappel 1", "Rappel 2", "Une réponse"]


async def test_held_messages_are_all_dropped_in_a_tap(held: Ground, aicha: Person, bao: Person) -> None:
    assert await press(held, aicha, "Ne pas envoyer") == "C'est noté : 3 messages ne partiront pas."
    rows = [row for row in (await contents(held.house.database))["outbox"] if row["chat_id"] == 102]
    rows = [row for row in rows if row["params"].get("text", "").startswith(("Rappel", "Une réponse"))]
    assert ({row["state"] for row in rows}, from_backup(bao)) == ({State.UNDELIVERABLE}, [])


async def test_held_messages_are_looked_at_one_by_one(held: Ground, aicha: Person, bao: Person) -> None:
    card = aicha.received[-1]
    assert "Rappel 1" in await press(held, aicha, "Voir un par un")
    first = aicha.received[-1]
    assert "Rappel 2" in await press(held, aicha, "Envoyer")
    assert "Une réponse" in await press(held, aicha, "Ne pas envoyer")
    await aicha.press(first.message_id, "Ne pas envoyer")  # already decided
    await settled(held)
    assert times_told(aicha, "C'est déjà réglé pour ce message.") == 1
    await aicha.press(card.message_id, "Ne pas envoyer")  # from when there were three
    await settled(held)
    assert aicha.received[-1].text.startswith("Ces messages ont changé depuis.")
    assert await press(held, aicha, "Envoyer") == "C'est parti."
    assert from_backup(bao) == ["Rappel 1", "Une réponse"]


async def test_help_of_the_team_leads_to_what_is_held(held: Ground, aicha: Person, bao: Person) -> None:
    await aicha.ask("/aide")
    assert (await press(held, aicha, "Messages retenus (3)")).startswith("3 messages retenus")
    (said,) = await bao.ask("/aide")
    assert "Messages retenus (3)" not in str(said.labels)


async def test_reminders_held_do_not_leave_by_night(held: Ground, aicha: Person, bao: Person) -> None:
    await at_night(held)
    assert await press(held, aicha, "Envoyer") == texts.AT_NIGHT
    assert from_backup(bao) == []


async def at_night(here: Ground) -> None:
    """Move business time to thirteen hours after ten in the morning."""
    async with here.house.database.transaction() as session:
        await move_ahead(session, await how_far_ahead(session) + timedelta(hours=13))


async def test_alert_of_held_messages_outlives_a_restart(tmp_path: Path, knowledge: Knowledge) -> None:
    """Nobody is linked when the messages are held; the bot stops and starts, and the first linked is told once."""
    async with ground(Address(tmp_path / "aiguilleur.db", None), knowledge, webhook=True) as here:
        here.telegram.faults.down = True
        await write(here.house.database, message(102, "Rappel"))
        await write_backup(here.house.database, tmp_path / "a.backup", machine_now())
        async with here.house.database.transaction() as session:
            await session.execute(message().__table__.delete())
        here.telegram.faults.down = False
        await restore(here.house.database, tmp_path / "a.backup", machine_now())
    async with ground(Address(tmp_path / "aiguilleur.db", None), knowledge, webhook=True) as here:
        chloe = here.telegram.person(id=101, first_name="Chloé")
        await link(here, chloe, "team", CHLOE)
        await tell(here)
        await tell(here)
        await settled(here)
        assert times_told(chloe, "1 message retenu après une restauration.") == 1
