"""A role is ended from the team's chat: shown, confirmed, done at once; the last of the team only knowingly."""

import asyncio

import pytest

from bot.clock import machine_now
from bot.demo.people import Person
from bot.demo.shown import Shown
from handlers.roles import texts
from handlers.roles.invite import _names
from handlers.roles.names import LinkedName, code_of
from knowledge.snapshot import Knowledge
from storage.dialogues import dialogue_of, keep_dialogue
from storage.roles import holders_of
from tests.handlers.roles.test_roles import commands, holders, invited
from tests.house import Ground, forge, link, settled

CHLOE, KARINE, LUCILE = "Chloé Rivolet", "Karine Machat", "Lucile Aigron"


async def press(person: Person, label: str) -> Shown:
    """Press a button of the last message, and return what is said next."""
    last = person.received[-1]
    await person.press(last.message_id, label)
    return (await person.wait_for(1, after=last.message_id))[-1]


async def end_role(person: Person, name: str) -> Shown:
    await person.ask("/inviter")
    await press(person, "Retirer un rôle")
    await press(person, f"Retirer {name}")
    return await press(person, "Oui, retirer")


async def test_role_is_ended_in_three_presses_and_its_holder_is_told(here: Ground, aicha: Person, bao: Person) -> None:
    await link(here, aicha, "team", CHLOE)
    await link(here, bao, "delegate", KARINE)
    (shown,) = await aicha.ask("/inviter")
    assert f"• {CHLOE} (équipe)\n• {KARINE} (déléguée ou délégué)" in shown.text
    await press(aicha, "Retirer un rôle")
    asked = await press(aicha, f"Retirer {KARINE}")
    assert asked.text.splitlines()[0] == f"Retirer le rôle de {KARINE} (déléguée ou délégué) ?"
    assert await holders(here, "delegate") == [102]
    done = await press(aicha, "Oui, retirer")
    assert done.text == f"C'est fait : {KARINE} n'a plus de rôle ici."
    await bao.wait_for(lambda said: said.text.startswith("Votre rôle auprès du robot est terminé."))
    assert await holders(here, "delegate") == []


async def test_every_step_has_a_way_back_that_ends_nothing(here: Ground, aicha: Person, bao: Person) -> None:
    await link(here, aicha, "team", CHLOE)
    await link(here, bao, "delegate", KARINE)
    await aicha.ask("/inviter")
    await press(aicha, "Retirer un rôle")
    await press(aicha, f"Retirer {KARINE}")
    assert (await press(aicha, "Retour")).text == "À qui retirer son rôle ?"
    assert (await press(aicha, "Retour")).text.startswith("Inviter quelqu'un.")
    assert await holders(here, "delegate") == [102]


async def test_role_ended_ends_the_dialogue_and_the_commands(here: Ground, aicha: Person, bao: Person) -> None:
    await link(here, aicha, "team", CHLOE)
    await link(here, bao, "team", LUCILE)
    assert "inviter" in await commands(here, bao)
    async with here.house.database.transaction() as session:
        await keep_dialogue(session, 102, "draft", {"title": "Visio"}, machine_now())
    await end_role(aicha, LUCILE)
    assert "inviter" not in await commands(here, bao)
    async with here.house.database.reading() as session:
        assert await dialogue_of(session, 102, "draft") is None


async def test_last_of_the_team_is_not_ended_in_the_chat(here: Ground, aicha: Person, bao: Person) -> None:
    await link(here, aicha, "team", CHLOE)
    await link(here, bao, "delegate", CHLOE)
    said = await end_role(aicha, CHLOE)
    assert said.text.splitlines()[0] == f"{CHLOE} est la dernière personne de l'équipe reliée."
    assert (await holders(here), await holders(here, "delegate")) == ([101], [102])


async def test_two_of_the_team_who_end_each_other_leave_one(here: Ground, aicha: Person, bao: Person) -> None:
    await link(here, aicha, "team", CHLOE)
    await link(here, bao, "team", LUCILE)
    await asyncio.gather(
        forge(here, aicha, f"retirer:{code_of(LUCILE)}:oui"), forge(here, bao, f"retirer:{code_of(CHLOE)}:oui")
    )
    assert len(await holders(here)) == 1


async def test_second_press_finds_it_done(here: Ground, aicha: Person, bao: Person) -> None:
    await link(here, aicha, "team", CHLOE)
    await link(here, bao, "delegate", KARINE)
    await end_role(aicha, KARINE)
    (said,) = await forge(here, aicha, f"retirer:{code_of(KARINE)}:oui")
    assert said.text == "C'est déjà fait : ce rôle est terminé."


async def test_link_not_followed_yet_is_shown_and_ended(here: Ground, aicha: Person, bao: Person) -> None:
    await link(here, aicha, "team", CHLOE)
    token = await invited(here, "delegate", KARINE)
    (shown,) = await aicha.ask("/inviter")
    assert f"• {KARINE} (déléguée ou délégué), lien envoyé" in shown.text
    assert (await end_role(aicha, KARINE)).text == "C'est fait : ce lien ne marche plus."
    before = len(bao.received)
    await bao.open_link(token)
    assert (await bao.wait_for(before + 1))[-1].text.startswith("Je ne reconnais pas ce lien.")


async def test_many_names_come_by_pages(here: Ground, aicha: Person) -> None:
    await link(here, aicha, "team", CHLOE)
    for number in range(15):
        await invited(here, "partner", f"Partenaire {number:02}")
    await aicha.ask("/inviter")
    await press(aicha, "Retirer un rôle")
    first = [row[0] for row in aicha.received[-1].labels]
    second = [row[0] for row in (await press(aicha, "Voir la suite")).labels]
    assert (len(first), first[-2:], second) == (
        14, ["Voir la suite", "Retour"], [*(f"Retirer Partenaire {number}" for number in range(11, 15)), "Retour"]
    )  # fmt: skip


async def test_member_who_leaves_loses_the_dialogue_too(here: Ground, aicha: Person, bao: Person) -> None:
    await link(here, bao, "team", LUCILE)
    await link(here, aicha, "team", CHLOE)
    await aicha.ask("/inviter")
    await press(aicha, "Partenaire")
    await forge(here, aicha, "quitter:oui")
    before = len(aicha.received)
    await aicha.send("Incubateur Emergence")
    await settled(here)
    assert [said.text for said in aicha.received[before:] if "t.me" in said.text] == []
    async with here.house.database.reading() as session:
        assert list(await holders_of(session, "team")) == [102]


def test_button_of_a_member_stays_the_same_when_the_team_file_is_reordered(knowledge: Knowledge) -> None:
    members = knowledge.team.members
    codes = {member.name: code_of(member.name) for member in members}
    shown = {row[0].label: row[0].code for row in _names("team", members) if row[0].label in codes}
    assert shown == {name: f"inviter:team:{code}" for name, code in codes.items()}
    assert len(set(codes.values())) == len(members)


async def test_button_of_somebody_no_longer_in_the_team_file_invites_nobody(here: Ground, aicha: Person) -> None:
    await link(here, aicha, "team", CHLOE)
    (said,) = await forge(here, aicha, f"inviter:team:{code_of('Partie Depuis')}")
    assert said.text == "Qui invitez-vous ?"


@pytest.mark.parametrize("name", ["<b>Équipe</b>\n\nC'est fait", "Chloé Rivolet (équipe)\u202e\u2066"])
def test_name_cannot_forge_a_line_or_a_format(name: str) -> None:
    shown = texts.links([LinkedName(" ".join(name.split()), "partner", True)])
    assert "<b>" not in shown
    assert shown.count("\n") == 1
