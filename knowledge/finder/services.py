"""Services: what people ask for that no entry answers, such as a human or a greeting, and its wordings."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from knowledge.text.yaml_loader import LOADER

# An insult is answered as small talk: without an entry, and without taking offence.
SMALLTALK = ("greeting", "thanks", "goodbye", "insult")
WHERE = "where"
INTENTS = (
    "register",
    "cancel_registration",
    "my_registrations",
    "my_cases",
    "unsubscribe",
    "subscribe",
    "delete_data",
    "export_data",
)
CLASSES = ("human", WHERE, *SMALLTALK, *INTENTS)
# The name of each class as the team reads it.
SAID = {
    "human": "parler à quelqu'un",
    WHERE: "dire où l'on est",
    "greeting": "saluer",
    "thanks": "remercier",
    "goodbye": "prendre congé",
    "insult": "une insulte",
    "register": "s'inscrire",
    "cancel_registration": "se désinscrire",
    "my_registrations": "voir ses inscriptions",
    "my_cases": "voir ses demandes",
    "unsubscribe": "ne plus recevoir",
    "subscribe": "choisir ses annonces",
    "delete_data": "tout effacer",
    "export_data": "recevoir une copie de ses données",
}
SHIPPED = Path(__file__).parent / "services.yaml"


def read_services(path: Path = SHIPPED) -> Mapping[str, Sequence[str]]:
    """Read the wordings by which people ask for each service. Raises ValueError unless the file has exactly CLASSES."""
    read: Mapping[str, Sequence[str]] = yaml.load(path.read_text(encoding="utf-8"), LOADER)
    if set(read) != set(CLASSES):
        raise ValueError(f"services.yaml must hold exactly the classes {', '.join(CLASSES)}")
    return read
