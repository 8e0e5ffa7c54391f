"""The Dockerfile and compose.yaml, replayed in a fresh environment, since there is no Docker engine here."""

import asyncio
import os
import re
import secrets
import shlex
import subprocess
import sys
from collections.abc import AsyncIterator
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import yaml

from bot.commands.demo import free_port
from tests.house import SECRET, TOKEN, local_telegram

ROOT = Path(__file__).parents[3]
INSTALL_LOCK = "/opt/aiguilleur/bin/pip install --no-cache-dir --require-hashes -r requirements.lock"


def instructions() -> list[tuple[str, str]]:
    lines = (ROOT / "Dockerfile").read_text().replace("\\\n", " ").splitlines()
    return [(line.split()[0], line.partition(" ")[2].strip()) for line in lines if line and line[0] not in "# \t"]


def arguments_of(name: str) -> list[str]:
    return [rest for instruction, rest in instructions() if instruction == name]


def take_from_ours(lock: str, site: Path) -> None:
    """Link what a lock names from our environment, where make has installed it by the same command, with hashes.

    What only tests need is left out. Installing all of it again takes half a minute.
    """
    for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE):
        ours = distribution(name)
        for top in {file.parts[0] for file in ours.files or ()} - {"..", "__pycache__"}:
            if not (site / top).exists():
                (site / top).symlink_to(Path(str(ours.locate_file(top))))


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Do the steps of the Dockerfile's first stage in a folder that holds what COPY names and nothing else."""
    place = tmp_path_factory.mktemp("image")
    for instruction, rest in instructions():
        if instruction == "FROM" and not rest.endswith("AS build"):
            break
        if instruction == "COPY":
            *files, _ = rest.split()
            subprocess.run(["cp", "-r", *files, str(place)], cwd=ROOT, check=True)
        for step in rest.split(" && ") if instruction == "RUN" else ():
            if step == INSTALL_LOCK:
                (site,) = place.glob("venv/lib/python*/site-packages")
                take_from_ours((place / "requirements.lock").read_text(), site)
                continue
            step = step.replace("/opt/aiguilleur", str(place / "venv")).replace("python -m", f"{sys.executable} -m")
            subprocess.run(step, shell=True, cwd=place, check=True, capture_output=True)
    for room in ("bot", "handlers", "knowledge", "storage"):
        subprocess.run(["rm", "-r", str(place / room)], check=True)
    return place / "venv"


def environment(**more: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("HOME", "LANG") if name in os.environ}
    fixed = dict(pair.split("=", 1) for line in arguments_of("ENV") for pair in shlex.split(line))
    return kept | {name: value for name, value in fixed.items() if name not in ("PATH", "DATA_DIR", "PORT")} | more


async def healthy(image: Path, port: str) -> bool:
    """Run the command of the health check."""
    command = re.search(r"CMD (\[.*\])", arguments_of("HEALTHCHECK")[0])
    assert command
    _, *arguments = yaml.safe_load(command[1])
    process = await asyncio.create_subprocess_exec(
        str(image / "bin" / "python"), *arguments, env=environment(PORT=port), stderr=asyncio.subprocess.DEVNULL
    )
    return await process.wait() == 0


def composed() -> dict[str, Any]:
    """Return what compose.yaml says of each service."""
    services: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
    return services


@pytest.fixture
async def composed_database(postgres_server: str) -> AsyncIterator[str]:
    """Create the database as its service does (user, name, password); yield the address given to the bot's service."""
    makes, password = composed()["database"]["environment"], secrets.token_hex(8)
    connection = await asyncpg.connect(postgres_server)
    try:
        await connection.execute(f"CREATE ROLE {makes['POSTGRES_USER']} LOGIN PASSWORD '{password}'")
        await connection.execute(f"CREATE DATABASE {makes['POSTGRES_DB']} OWNER {makes['POSTGRES_USER']}")
        address = re.sub(r"\$\{POSTGRES_PASSWORD[^}]*\}", password, composed()["bot"]["environment"]["DATABASE_URL"])
        folder = postgres_server.partition("host=")[2]
        yield address.replace("@database/", "@/") + f"?host={folder}"
        await connection.execute(f"DROP DATABASE {makes['POSTGRES_DB']} WITH (FORCE)")
        await connection.execute(f"DROP ROLE {makes['POSTGRES_USER']}")
    finally:
        await connection.close()


@pytest.mark.timeout(300)
async def test_image_answers_is_healthy_and_stops_cleanly(image: Path, tmp_path: Path, composed_database: str) -> None:
    async with local_telegram() as telegram:
        port = str(await free_port())
        settings = environment(
            TELEGRAM_TOKEN=TOKEN, TELEGRAM_API_URL=telegram.url, DATA_DIR=str(tmp_path), PORT=port, HOST="127.0.0.1",
            PUBLIC_URL=f"http://127.0.0.1:{port}", WEBHOOK_SECRET=SECRET, DATABASE_URL=composed_database,
        )  # fmt: skip
        entry = [*yaml.safe_load(arguments_of("ENTRYPOINT")[0]), *yaml.safe_load(arguments_of("CMD")[-1])]
        process = await asyncio.create_subprocess_exec(
            str(image / "bin" / entry[0]), *entry[1:], env=settings, cwd=tmp_path
        )
        (said,) = await telegram.person(id=101, first_name="Aïcha").ask("Guéret", timeout=60)
        assert "votre déléguée est Karine Machat." in said.text
        assert await healthy(image, port)
        process.terminate()
        assert await process.wait() == 0
        assert not await healthy(image, port)


def test_image_runs_as_nobody_of_importance() -> None:
    assert arguments_of("USER") == ["aiguilleur"]
    assert arguments_of("FROM")[-1] == "python:3.11-slim"


def test_compose_names_settings_that_exist_and_restarts() -> None:
    services = composed()
    documented = (ROOT / "docs" / "contract.md").read_text()
    assert [name for name in services["bot"]["environment"] if f"`{name}`" not in documented] == []
    assert {service["restart"] for service in services.values()} == {"unless-stopped"}
    assert services["bot"]["depends_on"] == {"database": {"condition": "service_healthy"}}


def test_example_of_settings_names_only_settings_that_exist() -> None:
    documented = (ROOT / "docs" / "contract.md").read_text() + (ROOT / "compose.yaml").read_text()
    names = re.findall(r"^#? ?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert [name for name in names if name not in documented] == []
