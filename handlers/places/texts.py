"""Where somebody is, and who is there for them."""

from handlers.replies import bold, paragraphs, text

WHERE = paragraphs(
    bold("Où est votre projet ?"), text("Écrivez une commune, un code postal ou un département : « Guéret », « 47 ».")
)
NOT_FOUND = paragraphs(
    bold("Je n'ai pas trouvé ce lieu."),
    text("Pouvez-vous l'écrire autrement, ou me donner son code postal ou son département ?"),
)
WHICH_DEPARTMENT = paragraphs(bold("Plusieurs départements sont possibles."), text("Dans lequel est votre projet ?"))
NETWORKS = "https://tierslieux.anct.gouv.fr/fr/reseaux-regionaux"
PLACE_KEPT = text("Je retiens ce lieu pour la suite.")


def delegate_line(place: str | None, department: str, delegate: str) -> str:
    """ "📍 Saint-Junien (87) : votre déléguée est Karine Machat." """
    where = f"{place} ({department})" if place else department
    return f"📍 {text(where)} : votre déléguée est {bold(delegate)}."


def outside(place: str | None, region: str | None) -> str:
    where = text(place or "Ce lieu") + (f" ({text(region)})" if region and region != place else "")
    return paragraphs(
        f"<b>{where} n'est pas en Nouvelle-Aquitaine.</b>",
        text(
            "La Coopérative accompagne les projets de Nouvelle-Aquitaine. "
            f"Les autres régions ont leur réseau, liste de l'État à vérifier (vers 2022) : {NETWORKS}"
        ),
    )


def how_to_reach(delegate: str) -> str:
    return text(f"Je n'ai pas de numéro ni d'adresse à donner pour {delegate}. Pour lui écrire, passez par :")
