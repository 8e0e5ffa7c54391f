"""Subscriptions: asked for, given, changed, withdrawn, erased, with the right messages and a record of each consent."""

from datetime import timedelta

from sqlalchemy import func, select

from bot.demo.people import Person
from storage.subscriptions import Subscription, history_of
from tests.handlers.announcements.announcing import announcements, card, move, says, until
from tests.handlers.announcements.announcing import press as press_on
from tests.handlers.meetings.ground import a_meeting, known
from tests.house import Ground, forge, settled

GLAD = "Tant mieux. Je reste là si une autre question vous vient."
ASKED = "Voulez-vous que je vous prévienne quand une aide ou un appel à projets ouvre ?"


async def record(here: Ground, person: Person) -> list[tuple[str, bool, bool]]:
    """Return the records of somebody: the subject, whether a yes was given, whether it has ended."""
    async with here.house.database.reading() as session:
        rows = await history_of(session, person.id)
        return [(row.subject, row.given_at is not None, row.ended_at is not None) for row in rows]


async def said_after(here: Ground, person: Person, words: str) -> list[str]:
    before = len(person.received)
    await person.send(words)
    await settled(here)
    return [message.text for message in person.received[before:]]


async def press(here: Ground, person: Person, button: str) -> list[str]:
    """Press the button on the latest message that has it, and return what is said then."""
    before = len(person.received)
    on = next(said.message_id for said in reversed(person.received) if said.button(button))
    await person.press(on, button)
    await settled(here)
    return [message.text for message in person.received[before:]]


async def test_nobody_is_subscribed_without_asking(here: Ground, aicha: Person) -> None:
    for words in ("/start", "c'est quoi le FDVA ?", "Guéret", "/aide"):
        await said_after(here, aicha, words)
    assert await record(here, aicha) == []


async def test_subject_is_switched_on_and_off_on_the_message_itself(here: Ground, aicha: Person) -> None:
    (shown,) = await aicha.ask("/abonnements")
    assert shown.labels == [
        ["Les visios : non"], ["Aides et appels à projets : non"], ["La formation : non"], ["La vie du réseau : non"],
    ]  # fmt: skip
    assert await press(here, aicha, "Les visios : non") == []
    assert aicha.received[-1].labels[0] == ["Les visios : oui"]
    assert aicha.received[-1].labels[-1] == ["Tout arrêter"]
    assert await record(here, aicha) == [("visios", True, False)]
    await press(here, aicha, "Les visios : oui")
    assert aicha.received[-1].labels[0] == ["Les visios : non"]
    assert await record(here, aicha) == [("visios", True, True)]


async def test_record_keeps_the_words_that_were_read(here: Ground, aicha: Person) -> None:
    (shown,) = await aicha.ask("/abonnements")
    await press(here, aicha, "La formation : non")
    async with here.house.database.reading() as session:
        (row,) = await history_of(session, aicha.id)
    assert row.wording == f"{shown.text}\nLa formation"


async def test_stop_ends_all_and_says_so(here: Ground, aicha: Person) -> None:
    await aicha.ask("/abonnements")
    await press(here, aicha, "Les visios : non")
    await press(here, aicha, "La vie du réseau : non")
    (said,) = await said_after(here, aicha, "/stop")
    assert said.startswith("C'est arrêté. Je ne vous envoie plus d'annonces.")
    assert await record(here, aicha) == [("visios", True, True), ("reseau", True, True)]
    (said,) = await said_after(here, aicha, "/stop")
    assert said.startswith("Vous ne recevez aucune annonce.")


async def test_stop_in_words_offers_the_way_out(here: Ground, aicha: Person) -> None:
    await aicha.ask("/abonnements")
    await press(here, aicha, "Les visios : non")
    (said,) = await said_after(here, aicha, "arrêtez de m'envoyer des annonces")
    assert said.startswith("Vous ne voulez plus recevoir d'annonces ?")
    (said,) = await press(here, aicha, "Tout arrêter")
    assert said.startswith("C'est arrêté.")


async def test_offer_comes_after_an_answer_that_helped_and_only_once(here: Ground, aicha: Person) -> None:
    await said_after(here, aicha, "c'est quoi le FDVA ?")
    (glad,) = await press(here, aicha, "Oui, merci")
    assert glad.startswith(f"{GLAD}\n\n{ASKED}")
    assert await record(here, aicha) == [("financements", False, False)]
    (said,) = await press(here, aicha, "Me prévenir")
    assert said.startswith("C'est noté : Aides et appels à projets.")
    assert await record(here, aicha) == [("financements", True, False)]
    await said_after(here, aicha, "c'est quoi le FDVA ?")
    assert await press(here, aicha, "Oui, merci") == [GLAD]


async def test_offer_declined_is_not_made_again(here: Ground, aicha: Person) -> None:
    await said_after(here, aicha, "c'est quoi le FDVA ?")
    await said_after(here, aicha, "oui")
    (said,) = [message.text for message in await forge(here, aicha, "abo:financements:refus")]
    assert said == "D'accord. Si vous changez d'avis : /abonnements."
    assert await record(here, aicha) == [("financements", False, True)]
    await said_after(here, aicha, "c'est quoi le FDVA ?")
    assert await said_after(here, aicha, "oui") == [GLAD]


VISIOS = "Voulez-vous que je vous prévienne quand une nouvelle visio est annoncée ?"


async def test_offer_comes_with_the_registration_to_a_visio_once(here: Ground, aicha: Person) -> None:
    first, second = await a_meeting(here), await a_meeting(here, days=20)
    await known(here, aicha)
    (said,) = await said_after(here, aicha, f"/start i-{first.id}-affiche")
    assert said.startswith("C'est confirmé : ")
    assert VISIOS in said
    assert aicha.received[-1].labels == [["Me prévenir", "Non"], ["Mes inscriptions"]]
    assert await record(here, aicha) == [("visios", False, False)]
    (said,) = await said_after(here, aicha, "oui")
    assert said.startswith("C'est noté : Les visios.")
    async with here.house.database.reading() as session:
        (row,) = await history_of(session, aicha.id)
    assert row.wording.startswith(VISIOS)
    assert row.given_at is not None
    assert row.asked_at < row.given_at
    (said,) = await said_after(here, aicha, f"/start i-{second.id}-affiche")
    assert VISIOS not in said


async def test_offer_left_without_an_answer_is_no_consent_and_is_not_made_again(here: Ground, aicha: Person) -> None:
    first, second = await a_meeting(here), await a_meeting(here, days=20)
    await known(here, aicha)
    await said_after(here, aicha, f"/start i-{first.id}-affiche")
    await said_after(here, aicha, "Guéret")
    (said,) = await said_after(here, aicha, f"/start i-{second.id}-affiche")
    assert VISIOS not in said
    assert await record(here, aicha) == [("visios", False, False)]


async def announce_visios(here: Ground, team: Person, words: str, number: int) -> None:
    await card(here, team, words)
    await press_on(here, team, "Envoyer maintenant", "Oui, envoyer")
    await until(here, "sent", number)


async def test_whole_way_from_the_question_to_the_end_is_heard_and_recorded(
    here: Ground, team: Person, aicha: Person, bao: Person
) -> None:
    """Given, received, withdrawn under the announcement, no longer received, taken up again, received, erased."""
    for person in (aicha, bao):
        await person.ask("/abonnements")
        await press(here, person, "Les visios : non")
    await announce_visios(here, team, "La première", 1)
    assert [len([one for one in person.received if "La première" in one.text]) for person in (aicha, bao)] == [1, 1]
    (said,) = await press(here, aicha, "Ne plus recevoir")
    assert said.startswith("C'est fait. Vous ne recevez plus : Les visios.")
    async with here.house.database.reading() as session:
        (row,) = await history_of(session, aicha.id)
        assert (row.ended_at is not None, row.ended_by) == (True, 1)
    await announce_visios(here, team, "La deuxième", 2)
    assert not any("La deuxième" in one.text for one in aicha.received)
    await aicha.ask("/abonnements")
    await press(here, aicha, "Les visios : non")
    assert await record(here, aicha) == [("visios", True, True), ("visios", True, False)]
    await announce_visios(here, team, "La troisième", 3)
    assert [one.text.split("\n")[0] for one in aicha.received if "La troisième" in one.text] == ["La troisième"]
    await forge(here, aicha, "effacer:oui")
    assert await record(here, aicha) == []
    await announce_visios(here, team, "La quatrième", 4)
    assert not any("La quatrième" in one.text for one in aicha.received)
    assert len([one for one in bao.received if "La quatrième" in one.text]) == 1


async def test_two_announcements_at_once_reach_each_once(here: Ground, team: Person, aicha: Person) -> None:
    await aicha.ask("/abonnements")
    await press(here, aicha, "Les visios : non")
    for words in ("La première", "La seconde"):
        await card(here, team, words)
        await press_on(here, team, "Programmer")
        await says(here, team, "demain 9h")
        await press_on(here, team, "Oui, programmer")
    await move(here, timedelta(days=1))
    for number in (1, 2):
        await until(here, "sent", number)
    received = sorted(one.text.split("\n")[0] for one in aicha.received if one.text.startswith("La "))
    assert received == ["La première", "La seconde"]
    assert [row.state for row in await announcements(here)] == ["sent", "sent"]


async def test_double_taps_and_old_buttons_give_one_subscription(here: Ground, aicha: Person) -> None:
    await aicha.ask("/start")
    for _ in range(3):
        await forge(here, aicha, "abo:visios:oui")
        await forge(here, aicha, "abo:visios:offre")
    assert await record(here, aicha) == [("visios", True, False)]


async def test_nonsense_in_a_button_changes_nothing(here: Ground, aicha: Person) -> None:
    await aicha.ask("/start")
    for code in ("abo:chats:oui", "abo:visios", "abo:visios:peut-être", "abo:visios:fin:99999999999", "abo::"):
        await forge(here, aicha, code)
    assert await record(here, aicha) == []


async def test_erased_person_keeps_no_subscription(here: Ground, aicha: Person) -> None:
    await aicha.ask("/abonnements")
    await press(here, aicha, "Les visios : non")
    await forge(here, aicha, "effacer:oui")
    async with here.house.database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Subscription)) == 0
    (shown,) = await aicha.ask("/abonnements")
    assert shown.labels[0] == ["Les visios : non"]
