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
PERHAPS = paragraphs(bold("Je ne suis pas certain d'avoir compris."), text("Je crois que vous parlez de ceci :"))
IS_IT_THAT = text("Est-ce cela ?")
YES_THAT = "Oui, lire la réponse"
ASKED_TOO = text("Vous posiez aussi une autre question : le premier bouton y répond.")
HELP = paragraphs(
    bold("Je vais vous aider, si je peux."),
    text("Écrivez-moi en quelques mots ce que vous cherchez. Ou parlez à une personne de l'équipe."),
)
BADLY_ANSWERED = paragraphs(
    bold("Pardon, je vous ai mal compris."),
    text("Je suis un robot. Une personne de l'équipe peut lire votre question et vous répondre."),
)
WHICH_ONE = text("Laquelle ? Touchez-la, ou écrivez votre question autrement.")
NOTHING_WAS_ASKED = paragraphs(
    bold("Je n'ai pas compris à quoi vous répondez."), text("Écrivez votre question avec vos mots.")
)
NOTHING_DONE = paragraphs(
    bold("D'accord, je n'y touche pas."), text("Rien n'a changé. Si je vous ai mal compris, dites-le autrement.")
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
    "introduction": text("Bonjour, et bienvenue. Quelle est votre question ?"),
    "courtesy": text("Je vous écoute. Quelle est votre question ?"),
    "given_up": text("D'accord. Je reste là si une question vous vient."),
    "late": text("Je ne peux prévenir personne moi-même. Si on vous attend, l'équipe peut passer le mot."),
    "insult": text("Je suis un robot, et je me trompe parfois. Pour parler à une personne : /contact."),
    "robot": text("Je suis un robot, tenu par la Coopérative Tiers-Lieux. Pour parler à une personne : /contact."),
}
IN_ENGLISH = paragraphs(
    bold("I only answer in French, sorry."),
    text("I am the reception robot of a network of third places in Nouvelle-Aquitaine, France."),
    text("Someone from the team can help you:"),
)
# By the code of the language; English for all others.
IN_OTHER_LANGUAGES = {
    "es": paragraphs(
        bold("Lo siento, solo respondo en francés."),
        text("Soy el robot de acogida de una red de terceros lugares en Nueva Aquitania, en Francia."),
        text("Una persona del equipo puede ayudarle:"),
    ),
    "eu": paragraphs(
        bold("Barkatu, frantsesez bakarrik erantzuten dut."),
        text("Akitania Berriko hirugarren lekuen sare baten harrera-robota naiz."),
        text("Taldeko pertsona batek lagun zaitzake:"),
    ),
    "oc": paragraphs(
        bold("Desolat, respondi pas qu'en francés."),
        text("Soi lo robòt d'acuèlh d'un malhum de tèrces luòcs en Novèla Aquitània."),
        text("Una persona de l'equipa vos pòt ajudar :"),
    ),
    "de": paragraphs(
        bold("Leider antworte ich nur auf Französisch."),
        text("Ich bin der Empfangsroboter eines Netzwerks von dritten Orten in Nouvelle-Aquitaine, Frankreich."),
        text("Jemand aus dem Team kann Ihnen helfen:"),
    ),
    "it": paragraphs(
        bold("Mi dispiace, rispondo solo in francese."),
        text("Sono il robot di accoglienza di una rete di terzi luoghi in Nuova Aquitania, in Francia."),
        text("Una persona del gruppo può aiutarla:"),
    ),
    "pt": paragraphs(
        bold("Lamento, só respondo em francês."),
        text("Sou o robô de acolhimento de uma rede de terceiros lugares na Nova Aquitânia, em França."),
        text("Uma pessoa da equipa pode ajudar:"),
    ),
}


def greeted(name: str) -> str:
    """Greet somebody who said their name, and ask for their question."""
    return text(f"Bonjour {name}, et bienvenue. Quelle est votre question ?")


def asked_too(title: str) -> str:
    """Write the label of the button that answers another question of the same message."""
    return f"Vous demandiez aussi : {title}"


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
