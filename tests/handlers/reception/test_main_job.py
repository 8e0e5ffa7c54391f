"""The main job as a project lead meets it: on both databases, by webhook and by polling, over real HTTP."""

import pytest

from knowledge.snapshot import Knowledge
from storage.address import Address
from tests.handlers.reception.wordings import PLACES, WORDINGS
from tests.house import ground


@pytest.mark.parametrize("webhook", [True, False], ids=["webhook", "polling"])
async def test_person_asks_each_entry_and_meets_each_delegate(
    address: Address, knowledge: Knowledge, webhook: bool
) -> None:
    served: dict[str, list[str]] = {}
    async with ground(address, knowledge, webhook=webhook) as here:
        for number, (entry, wordings) in enumerate(WORDINGS.items()):
            person = here.telegram.person(id=101 + number, first_name=f"Personne {number}")
            for wording in wordings:
                (answer,) = await person.ask(wording)
                if f"oui:{entry}" not in [button.data for row in answer.buttons for button in row]:
                    served.setdefault(entry, []).append(wording)
        for place, delegate in PLACES.values():
            (answer,) = await person.ask(place)
            assert f"votre déléguée est {delegate}." in answer.text
    assert served == {}
