"""The words about places, and about who is there for them."""

from handlers.talk.replies import bold, paragraphs, text
from knowledge.base.networks import Network

WHERE = paragraphs(
    bold("Où est votre projet ?"), text("Écrivez une commune, un code postal ou un département : « Guéret », « 47 ».")
)
NOT_FOUND = paragraphs(
    bold("Je n'ai pas trouvé ce lieu."),
    text("Pouvez-vous l'écrire autrement, ou me donner son code postal ou son département ?"),
)
WHICH_DEPARTMENT = paragraphs(bold("Plusieurs départements sont possibles."), text("Dans lequel est votre projet ?"))
NETWORKS = "https://tierslieux.anct.gouv.fr/fr/reseaux-regionaux"


def delegate_line(place: str | None, department: str, delegate: str) -> str:
    """Write as HTML a place's delegate, as in "📍 Saint-Junien (87) : votre déléguée est Karine Machat."."""
    where = f"{place} ({department})" if place else department
    return f"📍 {text(where)} : votre déléguée est {bold(delegate)}."


def outside(place: str | None, region: str | None, network: Network | None) -> str:
    """Write that a place is outside Nouvelle-Aquitaine, and which network helps projects there.

    Without a `network`, the official list of networks is linked.
    """
    return paragraphs(
        f"<b>{_where(place, region)} n'est pas en Nouvelle-Aquitaine.</b>",
        text("La Coopérative accompagne les projets de Nouvelle-Aquitaine. Les autres régions ont leur réseau."),
        _network(network),
        text("Votre projet est en limite de région, ou je me trompe de lieu ? Écrivez-moi la commune, ou contactez :"),
    )


def outside_line(place: str | None, region: str | None, network: Network | None) -> str:
    """Write the lines above an answer to somebody outside Nouvelle-Aquitaine: their region's network, and a warning.

    The warning says that the answer is for Nouvelle-Aquitaine. Without a `network`, the official list of networks is
    linked.
    """
    named = text(f"Votre réseau : {network.name}" if network else "Votre réseau est dans cette liste")
    address = text(network.url or NETWORKS if network else NETWORKS)
    return f"📍 <b>{_where(place, region)} n'est pas en Nouvelle-Aquitaine.</b> {named} ({address}).\n" + text(
        "Ce qui suit vaut pour la Nouvelle-Aquitaine."
    )


def _where(place: str | None, region: str | None) -> str:
    return text(place or "Ce lieu") + (f" ({text(region)})" if region and region != place else "")


def _network(network: Network | None) -> str:
    if network is None:
        return text(f"Leur liste, établie par l'État vers 2022 : {NETWORKS}")
    where = f" ({network.url})." if network.url else f". La liste de l'État (vers 2022) : {NETWORKS}"
    return bold(f"Votre réseau : {network.name}") + text(
        f"{where}\nVérifiez qu'il existe encore : l'aide de l'État aux réseaux a baissé (2025)."
    )


def how_to_reach(delegate: str) -> str:
    """Write that the button "Parler à quelqu'un" reaches this delegate."""
    return text(f"Pour écrire à {delegate}, touchez « Parler à quelqu'un ».")


def nearest_towns() -> str:
    """Write the question in which of the communes, shown as buttons, the project is."""
    return paragraphs(bold("Merci. Votre projet est-il dans l'une de ces communes ?"), text("Sinon, écrivez son nom."))


NO_TOWN_NEAR = paragraphs(bold("Je ne connais pas de commune près de cette position."), text("Écrivez son nom."))
WRITE_TOWN = text("D'accord. Écrivez le nom de la commune, ou son code postal.")
STILL_WHERE = text("Et votre projet, où est-il ? Une commune, un code postal ou un département. Ou /annuler.")
