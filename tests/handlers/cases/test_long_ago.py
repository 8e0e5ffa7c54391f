"""A case at the end of its lifetime leaves the chats of staff too, as far as Telegram allows."""

from datetime import timedelta

from handlers.cases.clock.erasing import forget_old_cases
from handlers.cases.core.desk import desk_of
from handlers.reception.upkeep import duties
from knowledge.snapshot import Knowledge
from storage.retention import DEFAULT
from tests.desk import KARINE, TUESDAY, Desk
from tests.house import settled, tick_at


async def purge(desk: Desk, knowledge: Knowledge, days: int) -> None:
    (duty,) = [one for one in duties(DEFAULT) if one.name == "purge"]
    async with desk.here.house.database.transaction() as session:
        await duty.do(tick_at(session, TUESDAY + timedelta(days=days), knowledge))
    await settled(desk.here)


async def test_old_case_leaves_the_delegates_chat_and_what_stays_is_said_once(desk: Desk, knowledge: Knowledge) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    for words in ("Mon adresse est 5 rue des Lilas", "Une suite : 6 rue des Lilas"):
        await aicha.opens_case(words)
        await aicha.does(aicha.person.send_photo())
        await aicha.presses("Transmettre à Karine Machat", under=aicha.last("Était-il"))
        await karine.presses("Je prends")
        await aicha.says("Le 7 rue des Lilas", to=aicha.last("a pris votre demande"))
        await karine.closes()
    await purge(desk, knowledge, 364)
    assert len(await desk.cases()) == 2
    karine.news()
    await purge(desk, knowledge, 366)
    assert await desk.cases() == []
    assert [said for said in karine.person.received if "Lilas" in said.text] == []
    assert {said.text for said in karine.person.received if said.text.startswith("Dossier")} == {
        "Dossier effacé : il est trop ancien."
    }
    (told,) = [said.text for said in karine.person.received if "trop anciens" in said.text]
    assert told.endswith(
        "2 photos, vocaux ou documents restent : Telegram ne me laisse plus les retirer, merci de le faire."
    )


async def test_cases_of_somebody_without_news_go_with_them(desk: Desk, knowledge: Knowledge) -> None:
    """Also one that nobody ever closed."""
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("Mon adresse est 5 rue des Lilas")
    moment = TUESDAY + timedelta(days=400)
    async with desk.here.house.database.transaction() as session:
        await forget_old_cases(desk_of(tick_at(session, moment, knowledge)), TUESDAY, moment - timedelta(days=365))
    await settled(desk.here)
    assert await desk.cases() == []
    assert [said for said in karine.person.received if "Lilas" in said.text] == []
