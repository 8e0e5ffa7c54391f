"""Who sits on the page: a person with a project, the three delegates, the team. Names as in the plan 2024-2025."""

from dataclasses import dataclass

from bot.demo.people import Person
from bot.demo.server import LocalTelegram

EXAMPLES = (
    "C'est quoi l'AMI Tiers-Lieux ?",
    "On a un projet de café associatif à Saint-Junien",
    "Comment s'inscrire à la prochaine visio ?",
)


TEAM_SEAT = 204


@dataclass(frozen=True)
class Seat:
    """`role`: what their invitation gives them; "" for a person with a project."""

    person: Person
    role: str = ""


def seat_the_cast(server: LocalTelegram) -> list[Seat]:
    """The project lead first; none of them has written to the bot yet."""
    lead = server.person(101, "Aïcha", last_name="Morel", label="Une porteuse de projet", examples=EXAMPLES)
    karine = server.person(201, "Karine", last_name="Machat", label="Déléguée · ex-Limousin et Dordogne")
    elodie = server.person(202, "Elodie", last_name="Truong", label="Déléguée · ex-Poitou-Charentes")
    sophie = server.person(203, "Sophie", last_name="Jadin", label="Déléguée · ex-Aquitaine")
    chloe = server.person(TEAM_SEAT, "Chloé", last_name="Rivolet", label="L'équipe · animation territoriale")
    delegates = [Seat(karine, "delegate"), Seat(elodie, "delegate"), Seat(sophie, "delegate")]
    return [Seat(lead), *delegates, Seat(chloe, "team")]
