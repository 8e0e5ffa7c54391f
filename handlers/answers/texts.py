"""The bot's words around the team's answers."""

from handlers.talk.replies import bold, italic, paragraphs, text

WHO_IS_YOUR_DELEGATE = "Écrivez-moi votre commune : je vous dis qui est votre déléguée."
WHO_IT_IS = "Écrivez-moi votre commune : je vous dis qui c'est."
DID_IT_HELP = "Cela répond-il à votre question ?"
NOT_SURE = paragraphs(bold("Je ne suis pas certain d'avoir compris."), text("Est-ce l'une de ces questions ?"))
UNKNOWN = paragraphs(
    bold("Je ne sais pas répondre à cela."),
    text("Je connais les tiers-lieux : leurs aides, la formation, les visios, les contacts."),
)
GLAD = text("Tant mieux. Je reste là si une autre question vous vient.")
NEAREST = paragraphs(bold("D'accord, ce n'était pas la bonne réponse."), text("Peut-être l'une de celles-ci ?"))
NOTHING_NEARER = paragraphs(
    bold("D'accord, ce n'était pas la bonne réponse."), text("Une personne de l'équipe peut vous répondre.")
)
WHICH_ONE = text("Laquelle ? Touchez-la, ou écrivez votre question autrement.")
NOTHING_WAS_ASKED = paragraphs(
    bold("Je n'ai pas compris à quoi vous répondez."), text("Écrivez votre question avec vos mots.")
)
TOPICS_INTRO = paragraphs(bold("Voici ce que je connais."), text("Choisissez un sujet, ou écrivez votre question."))
CHOOSE_QUESTION = "Choisissez une question, ou écrivez la vôtre."
ANSWERS_WITH_TERM = "Mes réponses les plus proches :"
ENTRY_GONE = paragraphs(
    bold("Cette réponse n'est plus dans ma liste."), text("Écrivez votre question : je cherche la plus proche.")
)
GREETINGS = {
    "greeting": text("Bonjour. Je suis le robot d'accueil de la Coopérative Tiers-Lieux. Quelle est votre question ?"),
    "thanks": text("Avec plaisir. Je reste là si une autre question vous vient."),
    "goodbye": text("Au revoir, et belle suite à votre projet."),
    "insult": text("Je suis un robot, et je me trompe parfois. Pour parler à une personne : /contact."),
    "robot": text("Je suis un robot, tenu par la Coopérative Tiers-Lieux. Pour parler à une personne : /contact."),
}
IN_ENGLISH = paragraphs(
    bold("I only answer in French, sorry."),
    text("I am the reception robot of a network of third places in Nouvelle-Aquitaine, France."),
    text("Someone from the team can help you:"),
)


YOUR_DELEGATE = "votre déléguée"


def approved(name: str, day: str) -> str:
    """Write the sentence that `name` approved the answer on `day`, a date in words."""
    return f"Réponse approuvée par {name} le {day}."


def confirm(whom: str) -> str:
    """Write the sentence that the answer is to be confirmed with `whom`, a name."""
    return f"À confirmer auprès de {whom}."


def talk_to(whom: str) -> str:
    """Write the label of the button by which a demand is made to the person of this name."""
    return f"Parler à {whom}"


def old_figure(day: str) -> str:
    """Write the sentence that figures were to be read again before `day`, a date in words."""
    return f"Chiffres à revérifier depuis le {day} : ils ont pu changer."


def trust_line(source: str, others: int, *sentences: str) -> str:
    """Write the line in italics under an answer: its source, then further sentences, "" to leave one out.

    `source` is a name and a date. The `others`, further sources, are only counted: on a phone a list of them is longer
    than the answer.
    """
    more = f", et {others} autre{'s' if others > 1 else ''} source{'s' if others > 1 else ''}" if others else ""
    return italic(" ".join(one for one in (f"Source : {source}{more}.", *sentences) if one))
