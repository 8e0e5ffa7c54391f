"""`aiguilleur invite` and `withdraw`, as the operator types them, while the bot runs."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.__main__ import main
from knowledge.snapshot import Knowledge
from storage.address import Address
from tests.handlers.office.visitor import visitor
from tests.house import TOKEN, Ground, ground, link


@pytest.fixture
async def here(sqlite_address: Address, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Ground]:
    async with ground(sqlite_address, knowledge, webhook=True) as ready:
        monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN)
        monkeypatch.setenv("TELEGRAM_API_URL", ready.telegram.url)
        monkeypatch.setenv("DATABASE_URL", f"sqlite:///{sqlite_address.path}")
        yield ready


async def console(*arguments: str) -> int:
    return await asyncio.to_thread(main, list(arguments))


async def test_first_member_of_the_team_is_linked_from_the_command_line(
    here: Ground, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await console("invite", "team", "Chloé Rivolet") == 0
    link, validity = capsys.readouterr().out.strip().splitlines()
    assert link.startswith("https://t.me/AiguilleurDemoBot?start=inv-")
    assert validity == "(good once, for 7 days)"
    chloe = here.telegram.person(id=204, first_name="Chloé")
    await chloe.open_link(link.partition("?start=")[2])
    (said,) = await chloe.wait_for(1)
    assert said.text.startswith("C'est fait : vous êtes Chloé Rivolet, équipe.")
    assert await console("withdraw", "Chloé Rivolet") == 0
    assert capsys.readouterr().out == (
        "Chloé Rivolet: 1 linked, now ended; unused links are ended too\n"
        'nobody of the team is linked any more: run aiguilleur invite team "NAME"\n'
    )
    await chloe.wait_for(lambda shown: shown.text.startswith("Votre rôle auprès du robot est terminé."))


@pytest.mark.parametrize("role", ["team", "delegate"])
async def test_name_that_is_not_in_the_team_file_is_refused(
    here: Ground, capsys: pytest.CaptureFixture[str], role: str
) -> None:
    assert await console("invite", role, "Nobody Known") == 1
    said = capsys.readouterr().err
    assert said.startswith("aiguilleur: 'Nobody Known' is not in the team file; there are: Chloé Rivolet,")
    assert said.count("\n") == 1


async def test_unknown_role_is_wrong_use(here: Ground, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        await console("invite", "king", "Chloé Rivolet")
    assert ended.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


async def test_withdrawing_nobody_is_said(here: Ground, capsys: pytest.CaptureFixture[str]) -> None:
    assert await console("withdraw", "Nobody Known") == 1
    assert capsys.readouterr().err == "aiguilleur: nobody named 'Nobody Known' is linked or invited\n"


async def test_invitation_without_telegram_is_one_line(here: Ground, capsys: pytest.CaptureFixture[str]) -> None:
    here.telegram.faults.down = True
    assert await console("invite", "partner", "Incubateur") == 1
    assert capsys.readouterr().err == (
        "aiguilleur: Telegram does not tell the bot's name (NetworkError): run aiguilleur doctor\n"
    )


async def test_office_is_opened_from_the_command_line_for_staff_alone(
    here: Ground, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await console("office", "link", "Chloé Rivolet") == 1
    assert capsys.readouterr().err.startswith("aiguilleur: no office is served")
    monkeypatch.setenv("PUBLIC_URL", str(here.settings.public_url))
    monkeypatch.setenv("WEBHOOK_SECRET", "a-secret-of-the-tests")
    assert await console("office", "link", "Chloé Rivolet") == 1
    assert capsys.readouterr().err == "aiguilleur: nobody of staff is linked as 'Chloé Rivolet'\n"
    await link(here, here.telegram.person(id=204, first_name="Chloé"), "team", "Chloé Rivolet")
    assert await console("office", "link", "Chloé Rivolet") == 0
    address, _ = capsys.readouterr().out.splitlines()
    async with visitor(here) as web:
        page = await web.sends(address.removeprefix(f"{web.base}/bureau"), marked=False)
    assert page.title == "Bonjour Chloé Rivolet"
