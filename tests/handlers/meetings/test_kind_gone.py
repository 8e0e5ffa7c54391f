"""A meeting outlives its kind: once the kind is removed from the file, it is another meeting to everybody."""

from bot.demo.people import Person
from knowledge.base.kinds import OTHER, kind_of, kinds
from storage.registrations import Status
from tests.handlers.meetings.ground import a_meeting, press, registered, said, statuses, tick
from tests.house import Ground

GONE = "atelier-d-avant"  # as if it had been taken out of kinds.yaml


async def test_meeting_whose_kind_is_gone_is_shown_registered_for_and_left(
    here: Ground, aicha: Person, bao: Person
) -> None:
    assert (GONE in kinds(), kind_of(GONE)) == (False, kinds()[OTHER])
    meeting = await a_meeting(here, capacity=1, kind=GONE)
    await said(here, aicha, "/visio")
    shown = await press(here, aicha, kinds()[OTHER].title)
    assert ("Visio des projets" in shown.text, bool(shown.button("M'inscrire"))) == (True, True)
    await registered(here, aicha, meeting)
    assert "au rang 1" in (await registered(here, bao, meeting)).text
    assert await statuses(here, meeting) == {aicha.id: Status.REGISTERED, bao.id: Status.WAITING}
    assert "Visio des projets" in (await said(here, bao, "/start inscription")).text
    assert "Visio des projets" in (await said(here, aicha, "/mesinscriptions")).text
    await said(here, aicha, "je ne peux plus venir à la visio")
    await press(here, aicha, "Oui, me désinscrire")
    await tick(here)
    assert bao.received[-1].text.startswith("Une place est libre pour vous")
