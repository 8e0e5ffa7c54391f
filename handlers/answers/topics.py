"""The table of contents that people see: each subject and its entries; what no subject names is under "autres"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    label: str
    entries: tuple[str, ...]


TOPICS: Mapping[str, Topic] = {
    "decouvrir": Topic("Comprendre les tiers-lieux", (
        "tiers-lieu-definition", "tiers-lieu-types", "contrat-social", "service-public", "carte-tiers-lieux")),
    "creer": Topic("Créer le mien", (
        "creer-etapes", "etude-besoins", "trouver-un-local", "ouvrir-au-public", "statut-juridique",
        "modele-economique", "gouvernance", "incubateurs")),
    "region": Topic("L'aide de la Région (AMI)", ("ami-region", "ami-eligibilite", "ami-montants", "ami-depot")),
    "fdva": Topic("Le FDVA, pour les associations", ("fdva", "fdva-eligibilite", "fdva-montants", "fdva-depot")),
    "financer": Topic("Les autres financements", (
        "financements-panorama", "banque-des-territoires", "collectivites-soutien")),
    "former": Topic("Se former", (
        "formation-piloter", "formation-piloter-inscription", "formation-piloter-financement", "transformations",
        "devenir-organisme-formation")),
    "rencontres": Topic("Visios et rencontres", (
        "visio-porteurs", "visio-thematique", "visio-inscription", "visio-replay", "rencontres-territoriales")),
    "faire-vivre": Topic("Faire vivre mon lieu", (
        "entretien-conseil", "dla-individuel", "dla-collectif", "fonction-employeur", "groupement-employeurs",
        "coworking-teletravail", "fablab-numerique", "agriculture-alimentation", "mediatheque", "laboratoire")),
    "cooperative": Topic("La Coopérative et ses contacts", (
        "delegue-territorial", "cooperative-contact", "cooperative-equipe", "cooperative-presentation",
        "cooperative-missions", "cooperative-societaire", "cooperative-partenaires", "autres-regions",
        "presse-communication", "emploi-stage", "donnees-personnelles")),
}  # fmt: skip
OTHERS = "autres"
TRUE_ANYWHERE = ("decouvrir", "cooperative")  # the rest is of our region, and said to be to who is elsewhere
# What people may be told of later, by the subject of the answer that helped them.
NEWS_ABOUT: Mapping[str, str] = {
    "region": "financements", "fdva": "financements", "financer": "financements", "former": "formation",
    "rencontres": "visios",
}  # fmt: skip


def subject_of(entry_id: str | None) -> str | None:
    """The announcements nearest to an answer."""
    return next((NEWS_ABOUT.get(name) for name, topic in TOPICS.items() if entry_id in topic.entries), None)


def is_true_anywhere(entry_id: str) -> bool:
    return any(entry_id in TOPICS[name].entries for name in TRUE_ANYWHERE)


def topics_of(entries: Sequence[str]) -> dict[str, Topic]:
    """The subjects that have entries in this base, each with those it has."""
    kept = {
        name: Topic(topic.label, tuple(one for one in topic.entries if one in entries))
        for name, topic in TOPICS.items()
    }
    named = {one for topic in kept.values() for one in topic.entries}
    kept[OTHERS] = Topic("Autres sujets", tuple(one for one in entries if one not in named))
    return {name: topic for name, topic in kept.items() if topic.entries}
