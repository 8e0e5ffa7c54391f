"""Where an upgrade rewrote an answer under a correction of the team, the file is served and the correction waits."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from knowledge.snapshot import Knowledge
from storage.address import Address
from tests.handlers.curation.curator import Curator
from tests.house import Ground, link, local_telegram, running, settings_for, settled
from tests.knowledge.base_of_one import harm, write_base

OLD, NEW = "Elle tient en deux phrases.", "Elle tient en une page."
TOLD = "Une correction de « Les abeilles » attend."


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return write_base(tmp_path / "base")


@pytest.fixture
async def desk(base: Path, tmp_path: Path, knowledge: Knowledge) -> AsyncIterator[Curator]:
    """Yield a member of the team who has just corrected a sentence."""
    async with local_telegram() as telegram:
        settings = await settings_for(telegram, Address(tmp_path / "a.db", None), knowledge_dir=base)
        async with running(settings, Knowledge.load(base, workshop=knowledge.workshop)) as house:
            here = Ground(telegram, house, settings)
            chloe = telegram.person(id=204, first_name="Chloé")
            await link(here, chloe, "team", "Chloé Rivolet")
            ready = Curator(here, chloe)
            await ready.says("/base")
            await ready.presses("Toutes les fiches", "Les abeilles", "Corriger", OLD)
            await ready.says(NEW)
            await ready.presses("Publier")
            yield ready


async def upgrade(desk: Curator, base: Path, new: str) -> None:
    harm(base / "entries" / "abeilles.md", OLD, new)
    await desk.here.house.keeper.look()
    await settled(desk.here)


async def answer(desk: Curator) -> str:
    person = desk.here.telegram.person(first_name="Aïcha")
    return (await Curator(desk.here, person).says("/start q-abeilles")).partition("\n")[0]


async def test_file_is_served_and_the_team_told_once(desk: Curator, base: Path) -> None:
    assert await answer(desk) == f"Une réponse. {NEW}"
    await upgrade(desk, base, f"{OLD} Et plus.")
    assert await answer(desk) == f"Une réponse. {OLD} Et plus."
    await desk.here.house.keeper.look()
    assert [said.text.splitlines()[0] for said in desk.person.received].count(TOLD) == 1
    assert "1 correction en attente" in await desk.says("/base")


async def test_correction_is_put_back_where_its_sentence_still_stands(desk: Curator, base: Path) -> None:
    await upgrade(desk, base, f"{OLD} Et plus.")
    await desk.presses("Lire la fiche", "Remettre la correction")
    assert await answer(desk) == f"Une réponse. {NEW} Et plus."
    assert "0 correction en attente" in await desk.says("/base")


async def test_correction_whose_sentence_is_gone_cannot_be_put_back_and_is_let_go(desk: Curator, base: Path) -> None:
    await upgrade(desk, base, "Tout est dit.")
    said = await desk.presses("Lire la fiche", "Remettre la correction")
    assert said.startswith("La phrase corrigée n'est plus dans la fiche.")
    assert (await desk.presses("Laisser tomber la correction")).startswith("C'est noté")
    assert await answer(desk) == "Une réponse. Tout est dit."
    assert "0 correction en attente" in await desk.says("/base")


async def test_upgrade_that_took_the_correction_up_holds_nothing(desk: Curator, base: Path) -> None:
    await upgrade(desk, base, NEW)
    assert await answer(desk) == f"Une réponse. {NEW}"
    assert "0 correction en attente" in await desk.says("/base")
