"""The staff and their territories, from `team.yaml`. A faulty file gives its faults, a line each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from knowledge.places.territory import FORMER_REGIONS
from knowledge.text.yaml_loader import LOADER, Fields

ROLES = (
    "animation",
    "delegate",
    "training",
    "transformations",
    "lab",
    "coordination",
    "communication",
    "administration",
)
DEPARTMENTS = tuple(sorted(code for codes in FORMER_REGIONS.values() for code in codes))
_FIELDS = {"name", "title", "roles", "departments", "base", "email", "phone", "phone_public", "email_public"}
_ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
_LONGEST_ADDRESS, _LONGEST_NAME = 254, 80


class TeamRefused(ValueError):
    """The file `team.yaml` cannot be used; `faults` has a line for each fault."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class PublicContact:
    """The person of the cooperative to whom people are sent where the bot cannot help, with an address or a page."""

    name: str
    title: str
    email: str | None
    url: str | None


@dataclass(frozen=True)
class Member:
    """A member of staff; `departments` are the codes of a delegate's territory, () for the others.

    `email` and `phone` may be shown to people only where they are marked as public.
    """

    name: str
    title: str
    roles: tuple[str, ...]
    departments: tuple[str, ...]
    base: str | None = None
    email: str | None = None
    phone: str | None = None
    phone_public: bool = False
    email_public: bool = False


@dataclass(frozen=True)
class Partner:
    """A partner, who gets the monthly programme by mail unless linked to the bot under this name."""

    name: str
    email: str


@dataclass(frozen=True)
class Team:
    """The staff, the public contact and the partners; `stand_in` is the member who answers where no delegate does.

    With `second_person` nobody approves an entry whose last change is their own.
    """

    members: tuple[Member, ...]
    public_contact: PublicContact
    stand_in: str
    partners: tuple[Partner, ...] = ()
    second_person: bool = False

    @classmethod
    def load(cls, path: Path) -> "Team":
        """Read the staff and partners from `team.yaml`. Raises TeamRefused with every fault."""
        try:
            read = yaml.load(path.read_text(encoding="utf-8"), LOADER)
        except FileNotFoundError:
            raise TeamRefused(["team.yaml: the file is missing: add it beside entries/"]) from None
        except (yaml.YAMLError, UnicodeDecodeError):
            raise TeamRefused(["team.yaml: not valid YAML in UTF-8: mend its quotes or spaces"]) from None
        faults = _faults(read)
        if faults:
            raise TeamRefused([f"team.yaml: {fault}" for fault in faults])
        contact = read["public_contact"]
        return cls(
            members=tuple(_member(one) for one in read["members"]),
            public_contact=PublicContact(
                contact["name"], contact.get("title", ""), contact.get("email"), contact.get("url")
            ),
            stand_in=read["stand_in"],
            partners=tuple(Partner(one["name"].strip(), one["email"]) for one in read.get("partners") or ()),
            second_person=read.get("second_person", False),
        )

    @property
    def delegates(self) -> Mapping[str, str]:
        """Return the name of the delegate for each department code."""
        return {code: member.name for member in self.members for code in member.departments}

    def member(self, name: str) -> Member | None:
        """Return the member of staff with this name; None where there is none."""
        return next((member for member in self.members if member.name == name), None)

    def delegate_of(self, department: str) -> Member:
        """Return the member of staff who is the delegate of a department of the region, given by its code."""
        return next(member for member in self.members if department in member.departments)

    def referent(self, role: str, department: str | None = None) -> Member:
        """Return the member of staff who answers in a role; for "delegate", the one of the department.

        For "delegate" without a department of the region, that is the stand-in.
        """
        if role == "delegate" and department in DEPARTMENTS:
            return self.delegate_of(department)
        if role != "delegate":
            return next(member for member in self.members if role in member.roles)
        return next(member for member in self.members if member.name == self.stand_in)


@cache
def shipped_contact() -> PublicContact:
    """Return the public contact of the base as shipped."""
    return Team.load(Path(__file__).parent / "team.yaml").public_contact


def _faults(read: object) -> list[str]:
    if not isinstance(read, dict) or not isinstance(read.get("members"), list):
        return ["members are missing: list them under members:"]
    members = [one for one in read["members"] if isinstance(one, dict) and isinstance(one.get("name"), str)]
    faults = [fault for one in members for fault in _member_faults(one)]
    if len(members) < len(read["members"]):
        faults.append("a member has no name: add it")
    names = {one["name"] for one in members}
    contact = read.get("public_contact")
    if not isinstance(contact, dict) or not contact.get("name") or not (contact.get("email") or contact.get("url")):
        faults.append("public_contact must have a name and an email or a url")
    if read.get("stand_in") not in names:
        faults.append("stand_in must be the name of a member")
    if not isinstance(read.get("second_person", False), bool):
        faults.append("second_person must be true or false, or left out")
    return faults + _coverage_faults(members) + _partners_faults(read.get("partners") or [], names)


def _member_faults(one: Fields) -> list[str]:
    name = one["name"]
    faults = [f"{name}: the field {extra} is unknown: remove it" for extra in sorted(one.keys() - _FIELDS, key=str)]
    for role in one.get("roles") or ():
        if role not in ROLES:
            faults.append(f"{name}: the role {role!r} is unknown: use one of {', '.join(ROLES)}")
    for code in one.get("departments") or ():
        if code not in DEPARTMENTS:
            faults.append(f'{name}: the department {code!r} is not in the region: use a code such as "79", in quotes')
    if one.get("email") is not None and not _is_address(one["email"]):
        faults.append(f"{name}: the email is not an address such as name@example.org: mend it")
    return faults


def _is_address(written: object) -> bool:
    return isinstance(written, str) and len(written) <= _LONGEST_ADDRESS and bool(_ADDRESS.fullmatch(written))


def _partners_faults(partners: object, members: set[str]) -> list[str]:
    if not isinstance(partners, list):
        return ["partners must be a list: write each as {name: …, email: …}"]
    faults, known = [], set(members)
    for number, one in enumerate(partners, 1):
        name = one.get("name") if isinstance(one, dict) else None
        if not isinstance(name, str) or not 0 < len(name.strip()) <= _LONGEST_NAME:
            faults.append(f"partner {number} has no name of 1 to {_LONGEST_NAME} characters: add it")
            continue
        faults += _partner_faults(name, one)
        if name in known:
            faults.append(f"{name}: another partner or a member has this name: give each its own")
        known.add(name)
    return faults


def _partner_faults(name: str, one: Fields) -> Sequence[str]:
    """Return the faults in what `team.yaml` says of one partner, who may have a name and an email and nothing else."""
    faults = [
        f"{name}: the field {extra} is unknown: a partner has a name and an email, nothing more"
        for extra in sorted(one.keys() - {"name", "email"}, key=str)
    ]
    if not _is_address(one.get("email")):
        faults.append(f"{name}: a partner needs an email such as name@example.org: add or mend it")
    return faults


def _coverage_faults(members: list[Fields]) -> list[str]:
    faults, held = [], [code for one in members for code in one.get("departments") or ()]
    for code in DEPARTMENTS:
        if held.count(code) != 1:
            faults.append(f"the department {code} has {held.count(code)} delegates: give it exactly one")
    roles = {role for one in members for role in one.get("roles") or ()}
    return faults + [f"nobody has the role {role}: give it to a member" for role in ROLES if role not in roles]


def _member(one: Fields) -> Member:
    return Member(
        name=one["name"],
        title=one.get("title") or "",
        roles=tuple(one.get("roles") or ()),
        departments=tuple(one.get("departments") or ()),
        base=one.get("base"),
        email=one.get("email"),
        phone=one.get("phone"),
        phone_public=bool(one.get("phone_public")),
        email_public=bool(one.get("email_public")),
    )
