"""The team file: partners who get the programme by mail have a name and an address, and nothing more."""

from pathlib import Path

import pytest

from knowledge.base.team import Partner, Team, TeamRefused
from tests.knowledge.base_of_one import harm, write_base


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write_base(tmp_path / "base") / "team.yaml"


def faults_of(file: Path, partners: str) -> list[str]:
    harm(file, "partners: []", f"partners: {partners}")
    with pytest.raises(TeamRefused) as refused:
        Team.load(file)
    return [fault.removeprefix("team.yaml: ") for fault in refused.value.faults]


def test_partner_is_a_name_and_an_address(file: Path) -> None:
    harm(file, "partners: []", 'partners: [{name: "La Région ", email: a.b+c@example.org}]')
    assert Team.load(file).partners == (Partner("La Région", "a.b+c@example.org"),)


def test_file_without_partners_is_sound(file: Path) -> None:
    harm(file, "partners: []", "")
    assert Team.load(file).partners == ()


@pytest.mark.parametrize(
    ("partners", "fault"),
    [
        ("x", "partners must be a list: write each as {name: …, email: …}"),
        ("[x]", "partner 1 has no name of 1 to 80 characters: add it"),
        ("[{name: ' ', email: a@b.fr}]", "partner 1 has no name of 1 to 80 characters: add it"),
        (f"[{{name: {'a' * 81}, email: a@b.fr}}]", "partner 1 has no name of 1 to 80 characters: add it"),
        ("[{name: A}]", "A: a partner needs an email such as name@example.org: add or mend it"),
        ("[{name: A, email: a@b}]", "A: a partner needs an email such as name@example.org: add or mend it"),
        ("[{name: A, email: 'a@b.fr, c@d.fr'}]",
         "A: a partner needs an email such as name@example.org: add or mend it"),
        (r'[{name: A, email: "a@b.fr\nBcc: c@d.fr"}]',
         "A: a partner needs an email such as name@example.org: add or mend it"),
        ("[{name: A, email: a@b.fr, phone: 1}]",
         "A: the field phone is unknown: a partner has a name and an email, nothing more"),
        ("[{name: A, email: a@b.fr}, {name: A, email: c@d.fr}]",
         "A: another partner or a member has this name: give each its own"),
        ("[{name: Karine Machat, email: a@b.fr}]",
         "Karine Machat: another partner or a member has this name: give each its own"),
    ],
)  # fmt: skip
def test_partner_that_is_not_is_refused_in_a_sentence(file: Path, partners: str, fault: str) -> None:
    assert faults_of(file, partners) == [fault]


def test_address_of_a_member_is_one(file: Path) -> None:
    harm(file, '"chloe@tierslieux.net", phone', '"chloe.tierslieux.net", phone')
    with pytest.raises(TeamRefused) as refused:
        Team.load(file)
    fault = "team.yaml: Chloé Rivolet: the email is not an address such as name@example.org: mend it"
    assert refused.value.faults == [fault]
