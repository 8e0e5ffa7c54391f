"""An export holds one person's data alone; an erased person is in no column, nor in a restored backup."""

import json
import re
from pathlib import Path

import pytest

from tests.desk import CHLOE, KARINE, Desk, Voice

pytestmark = pytest.mark.both_databases

QUENTIN = 7_311_992_845
# Only he has told these: his number, his name, what he wrote, where he is and how to reach him.
TOLD = (
    "7311992845", "Quentin", "Zyxwvut", "0612345678", "06 12 34 56 78", "quentin@exemple.fr", "lanterne magique",
    "trottinette volante", "Gentioux", "manège du grenier", "cerf-volant",
)  # fmt: skip


async def arrives(desk: Desk) -> Voice:
    return await desk.arrives(desk.here.telegram.person(id=QUENTIN, first_name="Quentin", last_name="Zyxwvut"))


async def found(desk: Desk) -> list[str]:
    return [line for line in await desk.everything_kept() if any(words in line for words in TOLD)]


async def lives(quentin: Voice, karine: Voice, chloe: Voice) -> None:
    """Let him open a case with everything that a case may hold, and staff look at it and write about him."""
    await quentin.opens_case("Je voudrais une lanterne magique, écrivez à quentin@exemple.fr", "Gentioux-Pigerolles")
    await quentin.presses("Être rappelé")
    await quentin.says("06 12 34 56 78")
    await quentin.presses("Le matin")
    await quentin.does(quentin.person.send_photo(caption="Le manège du grenier"))
    await karine.presses("Note", under=karine.card)
    await karine.says("Rappeler Quentin Zyxwvut au 06 12 34 56 78")
    await karine.presses("Répondre", under=karine.card)
    await karine.says("Bonjour Quentin Zyxwvut, parlons de la lanterne magique")
    await karine.does(karine.person.send_photo())
    await quentin.presses("Écrire à Karine Machat")
    await quentin.says("Et un cerf-volant")
    await karine.says("/dossiers")
    await chloe.says("/dossiers")


async def test_export_holds_only_ones_own(desk: Desk) -> None:
    karine, chloe, quentin = await desk.staff(KARINE), await desk.staff(CHLOE, "team"), await arrives(desk)
    bao = await desk.person("Bao", "Tranquille")
    await bao.opens_case("Mon secret à moi", "Guéret")
    await lives(quentin, karine, chloe)
    await quentin.says("c'est quoi l'AMI ?")
    readable, machine = await quentin.exports()
    for other in (
        '"201"',
        ": 201",
        "204",
        "from_chat_id",
        "reply_markup",
        "Tranquille",
        "parlons de la",
        "secret à moi",
    ):
        assert not re.search(rf"\b{re.escape(other)}\b", readable + machine), other
    assert re.findall(r"\b20[14]\b", readable + machine) == []
    assert not [line for line in readable.splitlines() if "{" in line or "}" in line]
    assert "Je voudrais une lanterne magique" in readable
    assert json.loads(machine)["cases"][0]["phone"] == "0612345678"
    await chloe.presses(chloe.last("en cours").labels[0][0])
    for staff in (karine, chloe):
        readable, machine = await staff.exports()
        told = [words for words in (*TOLD, "Bao", "Tranquille", "secret") if words in readable + machine]
        assert told == []
        assert "{" not in readable


async def test_erased_is_in_no_column_and_in_no_restored_backup(desk: Desk, tmp_path: Path) -> None:
    karine, chloe, quentin = await desk.staff(KARINE), await desk.staff(CHLOE, "team"), await arrives(desk)
    await quentin.says("/contact")
    await quentin.says("Gentioux-Pigerolles")
    await quentin.says("Je voudrais une lanterne magique, écrivez à quentin@exemple.fr")
    in_the_form = await desk.backup(tmp_path / "form.backup")
    await quentin.says("/annuler")
    await lives(quentin, karine, chloe)
    await quentin.presses("Changer")
    calling_back = await desk.backup(tmp_path / "call.backup")
    await quentin.says("06 12 34 56 78")
    await karine.closes(under=karine.card)
    closed = await desk.backup(tmp_path / "closed.backup")
    await karine.presses("Rouvrir", under=karine.card)
    await karine.person.send("Quentin Zyxwvut, encore un mot")
    reopened = await desk.backup(tmp_path / "reopened.backup")
    assert await found(desk) != []
    await quentin.says("/supprimer")
    await quentin.presses("Tout effacer")
    assert await found(desk) == []
    for backup in (in_the_form, calling_back, closed, reopened):
        await desk.restore(backup)
        assert await found(desk) == [], backup.name
