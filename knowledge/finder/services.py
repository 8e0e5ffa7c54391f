"""Services: what people ask for that no entry answers, such as a human or a greeting, and its wordings."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from knowledge.text.yaml_loader import LOADER

INTRODUCTION = "introduction"
# An insult is answered as small talk: without an entry, and without taking offence.
GIVEN_UP = ("given_up", "late")
SMALLTALK = ("greeting", "thanks", "goodbye", "insult", "introduction", "courtesy", *GIVEN_UP)
# A person is offered at once: somebody is lost, or was badly answered.
OFFERS = ("help", "complaint")
WHERE = "where"
# After an answer these give way to what the words ask of it: « nous on est une mairie », after what an aid is.
GIVES_WAY = ("introduction", "courtesy", "given_up")
# What people put around what they ask: these parts of a message are set aside.
ASIDE = ("introduction", "courtesy", "greeting", "thanks", "goodbye", WHERE)
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
CLASSES = ("human", WHERE, *OFFERS, *SMALLTALK, *INTENTS)
# The name of each class as the team reads it.
SAID = {
    "human": "parler à quelqu'un",
    WHERE: "dire où l'on est",
    "greeting": "saluer",
    "thanks": "remercier",
    "goodbye": "prendre congé",
    "insult": "une insulte",
    "introduction": "se présenter",
    "courtesy": "une formule de politesse",
    "given_up": "laisser tomber",
    "late": "prévenir d'un retard",
    "help": "demander de l'aide",
    "complaint": "dire que la réponse ne va pas",
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
