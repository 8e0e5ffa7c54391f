"""The words about what is kept of people."""

from collections.abc import Mapping
from datetime import timedelta

from handlers.talk.dates import duration
from handlers.talk.replies import bold, paragraphs, text


def notice(kept_for: Mapping[str, timedelta]) -> str:
    """Write the privacy notice; `kept_for` is how long each kind of record is kept, by the names of retention.py."""
    lasts = {name: duration(much) for name, much in kept_for.items()}
    return paragraphs(
        bold("Ce que je garde sur vous, et pourquoi."),
        text(
            "Responsable : la Coopérative Tiers-Lieux, 5 rue des Campanules, 33170 Gradignan. "
            "Pour toute question : Lucile Aigron, lucile@tierslieux.net."
        ),
        text(
            "Quoi : le numéro de votre compte Telegram, pour vous répondre. La dernière réponse donnée, le temps de "
            "notre conversation. Le lieu de votre projet, plus longtemps si vous dites oui. "
            f"Mes réponses, {lasts['messages']} au plus. L'affiche ou le lien qui vous a fait venir, s'il y en a un. "
            "Vos questions : la dernière, le temps de notre conversation ; en cas de panne, "
            f"{lasts['set_aside']} au plus, pour réparer. "
            f"Une question sans bonne réponse : {lasts['questions']}, sans votre nom, pour améliorer mes réponses. "
            "J'en retire noms, numéros et adresses autant que je peux."
        ),
        text(
            "Sur quelle base : notre intérêt à vous répondre ; votre accord pour retenir votre lieu. "
            f"Sans nouvelles de vous pendant {lasts['person']}, j'efface tout."
        ),
        text(
            "Quand vous touchez « Envoyer » : votre demande, votre nom sur Telegram et le début de vos messages. "
            "Votre numéro aussi, si vous demandez un appel. La personne qui vous répond et l'équipe les voient. "
            f"Je les garde {lasts['cases']} après la clôture, puis je les efface."
        ),
        text("Si vous choisissez des annonces : vos choix, leur date, et celles que vous avez reçues, pour la preuve."),
        text(
            "Si vous vous inscrivez à une réunion : votre nom, votre lieu, l'étape de votre projet, vos réponses et "
            "vos rappels. L'équipe les voit pour préparer la réunion. "
            f"J'efface chaque réunion {lasts['meetings']} après sa date."
        ),
        text(
            "Qui le voit : personne hors de la Coopérative. Ce que l'équipe ne lit pas n'est visible que des personnes "
            "qui entretiennent le robot."
        ),
        text(
            "Telegram transporte nos messages et les garde de son côté. Ils ne sont pas chiffrés de bout en bout. "
            "N'écrivez rien sur votre santé, vos opinions ou votre religion."
        ),
        text(
            "Vos droits : voir (/mesdonnees, et les notes de l'équipe auprès de Lucile Aigron), effacer (/supprimer), "
            "corriger ou vous opposer (Lucile Aigron). "
            "En cas de refus ou de silence, la CNIL : cnil.fr."
        ),
    )


KEEP_PLACE = text(
    "Je garde ce lieu le temps de notre conversation. Puis-je le retenir pour la prochaine fois, "
    "afin de vous donner la bonne déléguée ? Vous pourrez l'effacer avec /supprimer. En savoir plus : /confidentialite"
)
PLACE_KEPT = text("C'est noté, je retiens ce lieu. Pour l'effacer : /supprimer.")
PLACE_FORGOTTEN = text("J'ai déjà oublié ce lieu. Redites-moi où est votre projet, je le retiendrai.")
PLACE_NOT_KEPT = text("D'accord. J'oublie ce lieu à la fin de notre conversation.")
YOUR_DATA = text(
    "Voici ce que je garde sur vous : tout, sauf les notes que l'équipe a prises pour suivre vos demandes. Le premier "
    "fichier dit comment les recevoir. Le second contient la même chose, dans un format informatique."
)
NOT_HERE = text(
    "Les notes que l'équipe a prises sur vos demandes ne sont pas ici : elles peuvent parler d'autres personnes. "
    "Vous y avez droit : écrivez à Lucile Aigron, qui vous les remet dans le mois, sans ce qui touche les autres. "
    "Telegram garde de son côté notre conversation. Pour corriger une information ou vous opposer à son usage : "
    "Lucile Aigron, lucile@tierslieux.net."
)
ASK_ERASE = paragraphs(
    bold("Effacer tout ce que je garde sur vous ?"),
    text(
        "Votre lieu, vos demandes, vos inscriptions, vos abonnements et notre conversation gardée ici seront effacés. "
        "C'est définitif."
    ),
)
ROLES_END = text("Votre rôle s'arrête aussi.")
ERASED = paragraphs(
    bold("C'est effacé."),
    text(
        "Il reste un code calculé à partir de votre compte : il ne sert qu'à vous effacer d'une ancienne sauvegarde. "
        "Telegram garde de son côté notre conversation : vous pouvez la supprimer dans l'application. "
        "Si vous m'écrivez de nouveau, nous recommençons comme au premier jour."
    ),
)
PRESS_TO_ERASE = text("Pour tout effacer, touchez « Tout effacer » ci-dessous.")
KEPT = text("Rien n'est effacé.")
YES, NO = "oui", "non"
MOMENT = "%d/%m/%Y à %H h %M"
# In the menu of commands.
MENU_NOTICE = "Mes données : ce qui est gardé, et pourquoi"
MENU_EXPORT = "Recevoir mes données"
MENU_ERASE = "Effacer mes données"


def export_title(moment: str) -> str:
    """Write the first line of a data export, made at `moment`."""
    return f"Ce que le robot Aiguilleur garde sur vous, le {moment}."


def export_heading(purpose: str, seen_by: str) -> str:
    """Write the heading of one table in a data export: why it is kept, and who sees it."""
    return f"Pour {purpose} (vu par : {seen_by}) :"
