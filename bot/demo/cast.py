"""Who sits on the page: a person with a project, the three delegates, the team. Names as in the plan 2024-2025."""

from bot.demo.people import Person
from bot.demo.server import LocalTelegram

EXAMPLES = (
    "C'est quoi l'AMI Tiers-Lieux ?",
    "On a un projet de café associatif à Saint-Junien",
    "Comment s'inscrire à la prochaine visio ?",
)


def seat_the_cast(server: LocalTelegram) -> list[Person]:
    """The project lead first; none of them has written to the bot yet."""
    return [
        server.person(101, "Aïcha", last_name="Morel", label="Une porteuse de projet", examples=EXAMPLES),
        server.person(201, "Karine", last_name="Machat", label="Déléguée · ex-Limousin et Dordogne"),
        server.person(202, "Elodie", last_name="Truong", label="Déléguée · ex-Poitou-Charentes"),
        server.person(203, "Sophie", last_name="Jadin", label="Déléguée · ex-Aquitaine"),
        server.person(204, "Chloé", last_name="Rivolet", label="L'équipe · animation territoriale"),
    ]
