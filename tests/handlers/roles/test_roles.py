"""Roles: invited, linked once, shown, left, withdrawn; each way that goes wrong is told politely."""

import asyncio
from datetime import timedelta

from sqlalchemy import delete, func, select
from telegram import BotCommandScopeChat

from bot.clock import machine_now
from bot.commands.withdraw import withdraw
from bot.demo.people import Person
from handlers.roles.names import code_of
from handlers.roles.tokens import new_invitation
from storage.case_events import CaseEvent
from storage.cases import Case
from storage.clock import Duty
from storage.dialogues import Dialogue
from storage.roles import Invitation, holders_of
from tests.house import Ground, forge, link, settled


async def invited(here: Ground, role: str = "team", name: str = "Chloé Rivolet", age: timedelta = timedelta()) -> str:
    async with here.house.database.transaction() as session:
        token, invitation = new_invitation(role, name, machine_now() - age)
        session.add(invitation)
    return token


async def follow(person: Person, token: str) -> str:
    before = len(person.received)
    await person.open_link(token)
    return (await person.wait_for(before + 1))[before].text.splitlines()[0]


async def holders(here: Ground, role: str = "team") -> list[int]:
    async with here.house.database.reading() as session:
        return sorted(await holders_of(session, role))


async def commands(here: Ground, person: Person) -> list[str]:
    await settled(here)
    shown = await here.house.bot.get_my_commands(scope=BotCommandScopeChat(person.id))
    return [command.command for command in shown]


async def test_link_gives_the_role_and_its_commands(here: Ground, aicha: Person) -> None:
    said = await follow(aicha, await invited(here))
    assert said == "C'est fait : vous êtes Chloé Rivolet, équipe."
    assert await holders(here) == [101]
    shown = await commands(here, aicha)
    assert (shown[0], shown.index("inviter") < shown.index("mesdemandes")) == ("dossiers", True)


async def test_commands_are_shown_anew_once_after_an_upgrade_that_changes_them(here: Ground, aicha: Person) -> None:
    await link(here, aicha, "team", "Chloé Rivolet")
    await commands(here, aicha)
    await here.house.bot.set_my_commands([("start", "Commencer")], scope=BotCommandScopeChat(aicha.id))
    async with here.house.database.transaction() as session:
        await session.execute(delete(Duty).where(Duty.name.startswith("commands ")))  # as if done under another name
    await here.house.ticker.tick()
    async with asyncio.timeout(20):
        while "inviter" not in await commands(here, aicha):
            await asyncio.sleep(0.1)
    await here.house.bot.set_my_commands([("start", "Commencer")], scope=BotCommandScopeChat(aicha.id))
    await here.house.ticker.tick()
    assert await commands(here, aicha) == ["start"]


async def test_link_works_once_and_refuses_the_next_person_politely(here: Ground, aicha: Person, bao: Person) -> None:
    token = await invited(here)
    await follow(aicha, token)
    assert await follow(bao, token) == "Ce lien a déjà servi."
    assert await holders(here) == [101]


async def test_two_people_on_one_link_at_once_give_one_role(here: Ground, aicha: Person, bao: Person) -> None:
    token = await invited(here)
    said = await asyncio.gather(follow(aicha, token), follow(bao, token))
    assert sorted(said) == ["C'est fait : vous êtes Chloé Rivolet, équipe.", "Ce lien a déjà servi."]
    assert len(await holders(here)) == 1


async def test_member_who_presses_again_keeps_the_role_and_spends_nothing(here: Ground, aicha: Person) -> None:
    await follow(aicha, await invited(here))
    await settled(here)
    second = await invited(here)
    assert await follow(aicha, second) == (
        "Vous êtes déjà Chloé Rivolet ici. Ce lien reste valable pour une autre personne."
    )
    async with here.house.database.reading() as session:
        unused = [one for one in await session.scalars(select(Invitation)) if one.used_at is None]
    assert len(unused) == 1


async def test_expired_and_unknown_links_are_refused_politely(here: Ground, aicha: Person) -> None:
    assert await follow(aicha, await invited(here, age=timedelta(days=8))) == "Ce lien est trop ancien."
    assert await follow(aicha, "inv-somethingmadeup") == "Je ne reconnais pas ce lien."
    assert await holders(here) == []


async def test_trying_links_is_limited(here: Ground, aicha: Person) -> None:
    said = [await follow(aicha, f"inv-guess{number}") for number in range(6)]
    assert said[-1] == "Vous avez essayé plusieurs liens qui ne marchent pas. Vous pouvez réessayer dans une heure."


async def test_token_is_kept_only_as_its_hash(here: Ground) -> None:
    token = await invited(here)
    async with here.house.database.reading() as session:
        (kept,) = await session.scalars(select(Invitation))
    assert token not in repr(kept)
    assert len(kept.token_hash) == 64


async def test_team_invites_from_the_chat_step_by_step(here: Ground, aicha: Person, bao: Person) -> None:
    await link(here, aicha, "team", "Chloé Rivolet")
    (asked,) = await aicha.ask("/inviter")
    await aicha.press(asked.message_id, "Déléguée ou délégué")
    (who,) = await aicha.wait_for(1, after=asked.message_id)
    await aicha.press(who.message_id, "Karine Machat")
    (made,) = await aicha.wait_for(1, after=who.message_id)
    token = made.text.rpartition("?start=")[2]
    assert await follow(bao, token) == "C'est fait : vous êtes Karine Machat, déléguée territoriale."
    assert await holders(here, "delegate") == [102]


async def test_new_delegate_takes_answers_and_closes_a_trial_in_three_taps_without_a_trace(
    here: Ground, aicha: Person
) -> None:
    await link(here, aicha, "delegate", "Karine Machat")
    welcome = aicha.received[-1]
    assert welcome.labels == [["Un essai avec le robot"], ["Mes dossiers", "Mes congés"], ["Quitter mon rôle"]]
    await aicha.press(welcome.message_id, "Un essai avec le robot")
    (trial,) = await aicha.wait_for(1, after=welcome.message_id)
    for label in ("Je prends", "Répondre : « Je vous appelle mardi »", "Clore"):
        await aicha.press(trial.message_id, label)
        await settled(here)
    over = aicha.received[-1]
    assert (over.message_id, over.text.split("\n")[0]) == (
        trial.message_id, "Essai terminé : prendre, répondre, clore."
    )  # fmt: skip
    await aicha.press(trial.message_id, "Recommencer l'essai")
    (trial,) = await aicha.wait_for(1, after=trial.message_id)
    await aicha.press(trial.message_id, "Je prends")
    (answered,) = await aicha.ask("Bonjour, passez me voir jeudi")
    assert "Vous : « Bonjour, passez me voir jeudi » ✓" in answered.text
    await aicha.press(answered.message_id, "Clore")
    await settled(here)
    async with here.house.database.reading() as session:
        kept = [await session.scalar(select(func.count()).select_from(one)) for one in (Case, CaseEvent, Dialogue)]
    assert kept == [0, 0, 0]


async def test_team_invites_a_partner_by_any_name(here: Ground, aicha: Person, bao: Person) -> None:
    await link(here, aicha, "team", "Chloé Rivolet")
    (asked,) = await aicha.ask("/inviter")
    await aicha.press(asked.message_id, "Partenaire")
    await aicha.wait_for(1, after=asked.message_id)
    (made,) = await aicha.ask("Incubateur <b>Emergence</b>\u202e")
    assert made.text.splitlines()[0] == "Voici le lien de Incubateur <b>Emergence</b> (partenaire)."
    assert await follow(bao, made.text.rpartition("?start=")[2]) == (
        "C'est fait : vous êtes Incubateur <b>Emergence</b>, partenaire."
    )
    await settled(here)
    programme = bao.received[-1]
    assert (programme.kind, "s-incubateur-b-emergence-b" in programme.text) == ("photo", True)


async def test_staff_see_their_role_and_how_to_leave_it(here: Ground, aicha: Person) -> None:
    await link(here, aicha, "delegate", "Karine Machat")
    (said,) = await aicha.ask("/aide")
    assert "Votre rôle ici : Karine Machat (déléguée ou délégué)." in said.text
    assert said.labels[-1] == ["Quitter mon rôle"]


async def test_last_member_of_the_team_is_warned_and_may_leave(here: Ground, aicha: Person) -> None:
    await link(here, aicha, "team", "Chloé Rivolet")
    (said,) = await aicha.ask("/aide")
    await aicha.press(said.message_id, "Quitter mon rôle")
    (asked,) = await aicha.wait_for(1, after=said.message_id)
    assert "Vous êtes la dernière personne de l'équipe reliée" in asked.text
    await aicha.press(asked.message_id, "Oui, quitter")
    (done,) = await aicha.wait_for(1, after=asked.message_id)
    assert done.text == "Vous n'avez plus de rôle ici. Vous pouvez toujours poser vos questions."
    assert await holders(here) == []
    assert "inviter" not in await commands(here, aicha)


async def test_last_member_of_the_team_is_warned_before_erasing_too(here: Ground, aicha: Person, bao: Person) -> None:
    await link(here, aicha, "team", "Chloé Rivolet")
    await link(here, bao, "delegate", "Karine Machat")
    warned = "Vous êtes la dernière personne de l'équipe reliée"
    assert [warned in (await one.ask("/supprimer"))[0].text for one in (aicha, bao)] == [True, False]
    await aicha.press(aicha.received[-1].message_id, "Tout effacer")
    await settled(here)
    assert (await holders(here), "inviter" in await commands(here, aicha)) == ([], False)


async def test_link_pressed_again_by_who_used_it_changes_nothing(here: Ground, aicha: Person) -> None:
    token = await invited(here)
    await follow(aicha, token)
    await settled(here)
    assert await follow(aicha, token) == "Vous êtes déjà Chloé Rivolet ici. Ce lien a déjà servi."
    assert await holders(here) == [101]


async def test_withdrawn_role_ends_at_once_in_open_dialogues_too(here: Ground, aicha: Person) -> None:
    await link(here, aicha, "team", "Chloé Rivolet")
    (asked,) = await aicha.ask("/inviter")
    await aicha.press(asked.message_id, "Partenaire")
    await aicha.wait_for(1, after=asked.message_id)
    assert (await withdraw("Chloé Rivolet", here.settings)).ended == 1
    told = await aicha.wait_for(lambda said: said.text.startswith("Votre rôle auprès du robot est terminé."))
    (said,) = await aicha.ask("Incubateur Emergence")
    assert told.message_id < said.message_id
    assert "t.me" not in said.text
    code = f"inviter:team:{code_of('Chloé Rivolet')}"
    assert (await forge(here, aicha, code))[0].text.startswith("Ceci est réservé à l'équipe")


async def test_alert_reaches_the_linked_team_once_a_cause(here: Ground, aicha: Person, bao: Person) -> None:
    await link(here, aicha, "team", "Chloé Rivolet")
    await bao.ask("/aide")
    for _ in range(3):
        await here.house.alerts.tell("The moon is made of cheese")
    alert = await aicha.wait_for(lambda said: "The moon is made of cheese" in said.text)
    await here.telegram.idle()
    assert alert.text.startswith("Quelque chose demande un coup d'œil.")
    assert len([said for said in aicha.received if "cheese" in said.text]) == 1
    assert [said for said in bao.received if "cheese" in said.text] == []
