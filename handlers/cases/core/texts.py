"""The words about their case that people read. Those for staff are in `staff_texts.py`."""

from collections.abc import Sequence

from handlers.cases.core.piece_texts import piece
from handlers.talk.replies import bold, paragraphs, text

ASK_PLACE = paragraphs(
    bold("Je transmets votre message à une personne de l'équipe."),
    text("Où est votre projet ? Écrivez une commune, un code postal ou un département."),
)
ASK_MESSAGE = paragraphs(
    bold("Écrivez votre message, je le transmets tel quel."),
    text("Un texte, une photo, un document ou un vocal ; en une ou plusieurs fois. Je vous montre tout avant l'envoi."),
)
WHICH_PLACE = text("Plusieurs départements sont possibles. Dans lequel est votre projet ?")
PLACE_NOT_FOUND = text("Je n'ai pas trouvé ce lieu. Écrivez-le autrement, ou touchez « Pas encore de lieu ».")
KEPT_WHERE = paragraphs(
    bold("Votre message est gardé : il partira tel quel."),
    text("Où est votre projet ? Écrivez une commune, un code postal ou un département."),
)
SEND_IT = bold("J'envoie ?")
NOT_SENT_THEN = paragraphs(
    bold("D'accord, je n'envoie pas."),
    text("Vous pouvez modifier votre message, l'envoyer, ou tout annuler. Un autre « non », et j'annule."),
)
NOTHING_LEFT = text("D'accord, rien n'est parti. Je reste là : écrivez-moi quand vous voulez.")
CHANGE_WHAT = text("Que voulez-vous modifier ?")
AGREED_TO_SEND = "Voici votre message… Envoyer"
NOTHING_TO_SEND = text("Il n'y a pas encore de message. Écrivez-le, ou /annuler.")
ALREADY_SENT = "C'est déjà fait, ou abandonné. Pour voir vos demandes : /mesdemandes"
FORM_OVER = "Cette demande n'est plus en préparation. Touchez « Parler à quelqu'un » pour recommencer."
NO_CASES = text("Vous n'avez pas de demande en cours. Pour en faire une : « Parler à quelqu'un ».")
GONE = "Cette demande n'existe plus."
ALREADY_PASSED_ON = "C'est déjà transmis."
ALREADY_TO_ROBOT = "C'est déjà repris : ce message était pour moi, le robot."
KEPT_TO_MYSELF = text("D'accord, votre message n'a été transmis à personne. Vous pouvez le dire autrement.")
TOUCH_A_NAME = text("À qui ? Touchez le nom sous mon message précédent.")
NOW_TO_ROBOT = text("D'accord. Ce que vous écrivez maintenant est pour moi, le robot.")
SWITCH_WAS_OFF = "L'échange était déjà terminé. Ce que vous écrivez est pour moi, le robot."
HELD_BACK_NO_MORE = text(
    "Ce message n'est pas parti : trop d'autres attendent que vous disiez pour qui ils sont. "
    "Pour l'envoyer, renvoyez-le."
)
ALBUM_HELD_BACK_NO_MORE = "Ces images ne sont pas parties. Vous pouvez les renvoyer."
THANKS_FOR_OPINION = text("Merci, c'est noté.")
SORRY_FOR_OPINION = text("Merci de le dire. Si vous voulez, la demande peut être rouverte.")
STILL_WAITING = text("C'est noté : je le redis à la personne qui suit votre demande.")
ANONYMOUS = "quelqu'un"


PHASE_OR_SEND = "Où en est le projet ? Dites-le si vous voulez, ou ajoutez un message. Puis touchez « Envoyer »."
ADD_OR_SEND = "Vous pouvez ajouter un message. Sinon, touchez « Envoyer »."
TEAM = "l'équipe"


def ask_place_in_danger(number: str) -> str:
    return paragraphs(
        bold("Rien n'est encore parti."),
        number,
        text("Dans quelle commune êtes-vous ? Je saurai qui peut vous lire. Ou touchez « Passer »."),
    )


def summary(
    whom: str, place: str, subject: str, pieces: Sequence[tuple[str, str]], phase: str, last: str, number: str = ""
) -> str:
    """Write what would be sent to `whom`, before a demand is sent.

    `pieces` are the kind and the excerpt of each message; `last` is the closing line, which says what to press;
    `number` is the line of the help number, "" without danger.
    """
    told = ", ".join(filter(None, ("votre nom sur Telegram", place, f"le sujet « {subject} »" if subject else "")))
    is_cut = any(excerpt.endswith("…") for _, excerpt in pieces)
    return paragraphs(
        bold("Rien n'est encore parti."),
        number,
        text(f"Voici votre message pour {whom} :"),
        "\n".join(piece(kind, excerpt) for kind, excerpt in pieces),
        text("Ce qui est coupé ici part en entier.") if is_cut else "",
        text(f"Avec : {told}{f', projet {phase}' if phase else ''}. Détails : /confidentialite"),
        text(last),
    )


def correction_refused(number: int) -> str:
    return paragraphs(
        bold("Votre correction n'est pas partie."),
        text(f"La demande n° {number} est close. Rouvrez-la, puis écrivez ce qui change."),
    )


def correction_not_delivered(name: str, *, is_blocked: bool) -> str:
    """Tell an author that the correction of their message did not reach `name`, and why."""
    why = f"{name} a bloqué le robot" if is_blocked else "le message corrigé n'était pas arrivé"
    return paragraphs(bold("Votre correction n'est pas partie."), text(f"La raison : {why}."))


def case_name(number: int) -> str:
    return f"Demande n° {number}"


def over(number: int) -> str:
    """Return the words « La demande n° … est close », which tell why nothing can be written into a case."""
    return f"La demande n° {number} est close"


def opened(number: int, name: str, instead: str | None, promise: str, help_number: str = "") -> str:
    """Confirm to a person that their case was sent to `name`, and by when an answer is promised.

    `instead` is who got it in the place of `name`, None for nobody; `help_number` names the help number, after a
    danger.
    """
    if instead:
        whom = text(f"{name} ne peut pas la recevoir ici pour l'instant : je l'ai transmise à {instead}.")
    else:
        whom = text(f"Je l'ai transmise à {name}.")
    return paragraphs(
        bold(f"C'est envoyé. {case_name(number)}."),
        help_number,
        whom,
        text(f"Réponse attendue d'ici {promise}."),
        text("Pour ajouter quelque chose, répondez à ce message. Pour suivre : /mesdemandes"),
    )


def taken(number: int, name: str) -> str:
    """Tell a person that `name` of staff has taken their case and will answer."""
    return paragraphs(bold(f"{name} a pris votre demande n° {number}."), text("La réponse arrive ici."))


def moved(number: int, name: str, promise: str) -> str:
    """Tell a person that their case passes to `name`, and by when an answer is promised; "" where it is late."""
    due = f"Réponse attendue d'ici {promise}." if promise else "La réponse annoncée a du retard."
    return paragraphs(bold(f"{at_head(name)} suit maintenant votre demande n° {number}."), text(due))


def at_head(name: str) -> str:
    """Return a name with a capital first letter, to begin a sentence with."""
    return name[:1].upper() + name[1:]


def late(number: int, promised: str, name: str, told: str | None) -> str:
    """Tell a person that the answer of `name`, promised by `promised`, is late, and who is told of it.

    `told` is the name of that member of staff, None for the team.
    """
    who = told or TEAM
    return paragraphs(
        bold(f"Je vous avais annoncé une réponse {promised} : elle n'est pas là."),
        text(f"{at_head(name)} a du retard sur votre demande n° {number}. Je viens de prévenir {who}."),
    )


def late_and_alone(number: int, promised: str, name: str, contact: str) -> str:
    """Tell a person that an answer is late, with the public contact, as nobody else of staff can be told."""
    return paragraphs(
        bold(f"Je vous avais annoncé une réponse {promised} : elle n'est pas là."),
        text(f"{at_head(name)} a du retard sur votre demande n° {number}. Vous pouvez aussi écrire à :"),
        contact,
    )


def paused(number: int, name: str, back: str, promise: str) -> str:
    """Tell a person that `name`, who has their case, is away until `back`."""
    return paragraphs(
        bold(f"{name} est en congé, de retour {back}."),
        text(f"Votre demande n° {number} attend son retour, sauf si quelqu'un la reprend."),
        text(f"Réponse attendue d'ici {promise}." if promise else ""),
    )


def stand_in(number: int, away: str, name: str, promise: str, *, is_late: bool) -> str:
    """Tell a person that `name` answers their case while `away` is on leave, and by when an answer was promised.

    `promise` is "" where none was.
    """
    if not promise:
        when = ""
    elif is_late:
        when = text(f"La réponse annoncée pour {promise} est en retard : {name} a votre demande sous les yeux.")
    else:
        when = text(f"Réponse attendue d'ici {promise}, comme annoncé.")
    return paragraphs(
        bold(f"{at_head(name)} s'occupe de votre demande n° {number}."), text(f"{away} est en congé."), when
    )


def nobody_reached(number: int, contact: str) -> str:
    return paragraphs(
        bold(f"Votre demande n° {number} n'a pu être remise à personne."),
        text("Le délai annoncé ne tient plus. Vous pouvez écrire à :"),
        contact,
    )


def closed(number: int, by: str = "", help_numbers: str = "") -> str:
    """Tell a person that their case was closed by `by`, or, where that is "", by the bot.

    It asks whether the case helped; after a danger it gives `help_numbers` instead.
    """
    return paragraphs(
        bold(f"{by} a fermé votre demande n° {number}." if by else f"Je ferme votre demande n° {number}."),
        help_numbers,
        text("Pour la rouvrir dans les 30 jours, répondez à ce message."),
        "" if help_numbers else text("Cela vous a-t-il aidé ?"),
    )


def nudge(number: int, name: str) -> str:
    """Ask a person, two weeks after the last answer, whether they still need help."""
    return paragraphs(
        bold(f"Où en êtes-vous de votre demande n° {number} ?"),
        text(f"{name} vous a répondu il y a deux semaines. Sans nouvelles de vous, je la ferme dans trois jours."),
        text("Avez-vous encore besoin de quelque chose ?"),
    )


def withdrawn(number: int, *, is_followed: bool) -> str:
    """Tell a person that their case is withdrawn, and that its owner or, unless `is_followed`, the team is told."""
    told = "La personne qui la suivait le sait." if is_followed else "L'équipe le sait."
    return text(f"Votre demande n° {number} est retirée. {told}")


def ask_withdraw(number: int) -> str:
    return paragraphs(bold(f"Retirer votre demande n° {number} ?"), text("Plus personne n'y répondra."))


def reopened(number: int, name: str, promise: str) -> str:
    """Tell a person that their case is open again, who of staff has it (`name`), and by when an answer is promised."""
    return paragraphs(
        bold(f"Votre demande n° {number} est rouverte ; {name} la suit."), text(f"Réponse attendue d'ici {promise}.")
    )


def too_late_to_reopen(number: int, *, is_message: bool = False) -> str:
    """Tell a person that their case is closed for good; `is_message`: so what they wrote was not sent."""
    so = "votre message n'est pas parti" if is_message else "elle ne se rouvre plus"
    return paragraphs(
        bold(f"La demande n° {number} est close depuis plus de 30 jours : {so}."),
        text("Touchez « Parler à quelqu'un » pour en faire une nouvelle."),
    )


def you_write_to(name: str, number: int) -> str:
    return paragraphs(
        f"<b>✍️ Vous écrivez à {text(name)}</b> (demande n° {number}).",
        text("Tout ce que vous envoyez maintenant part, tel quel. Après 30 minutes de silence, je m'arrête."),
    )


def switch_over(name: str, why: str = "") -> str:
    """Tell an author that what they type no longer goes to `name`; `why` is by default their silence."""
    return text(
        f"{why or 'Après 30 minutes de silence'}, vous n'écrivez plus à {name}. Moi, le robot, je vous lis de nouveau."
    )


def was_it_for(names: Sequence[str]) -> str:
    """Ask, below the bot's answer, whether the message was for one of these members of staff."""
    whom = names[0] if len(names) == 1 else "une personne de l'équipe"
    return text(f"Ce message n'est allé qu'à moi. Était-il pour {whom} ?")


def or_for(whom: str, number: int) -> str:
    """Add to the bot's answer to somebody who comes back that their case, which is closed, can be reopened."""
    return text(f"Ou est-ce pour {whom}, sur votre demande n° {number} ? Elle est close : touchez pour la rouvrir.")


def reopen_with(whom: str) -> str:
    """Label the button that reopens a closed case, to write to this member of staff."""
    return f"Rouvrir avec {whom}"


def was_for_robot(whom: str) -> str:
    """Write in the receipt of a message that it was for the bot, so that `whom` need not answer."""
    return text(f"Ce message était pour moi, le robot : {whom} n'a pas à y répondre.")


def stays_closed(number: int) -> str:
    """Tell a person who only thanked that their closed case was not reopened."""
    return text(f"Avec plaisir. La demande n° {number} reste close ; pour la rouvrir, écrivez ce qu'il vous faut.")


# In the menu of commands.
MENU_CONTACT = "Parler à quelqu'un"
MENU_OWN = "Suivre mes demandes à l'équipe"


def too_many(most: int, refused: int) -> str:
    """Tell a person that their demand in preparation takes no more, and how many messages it did not take."""
    one = "Le dernier n'est pas gardé" if refused == 1 else f"Les {refused} derniers ne sont pas gardés"
    return paragraphs(
        bold(f"Cela fait déjà {most} messages. {one}."),
        text("Touchez « Envoyer » : vous pourrez compléter aussitôt après."),
    )
