"""The words of the call back."""

from handlers.cases.core.texts import at_head
from handlers.talk.replies import bold, paragraphs, text

ASK_PHONE = paragraphs(
    bold("À quel numéro vous rappeler ?"),
    text(
        "Écrivez-le, ou partagez votre contact. La personne qui suit votre demande et l'équipe le voient. "
        "Il est effacé en même temps que la demande. Ou /annuler."
    ),
)
ASK_CALL_TIME = text("Quand préférez-vous qu'on vous rappelle ? Touchez, ou écrivez-le : « jeudi après 17 h ».")
NO_CALL_ASKED = "Aucun rappel n'est demandé."
PHONE_NOT_READ = text("Je n'ai pas reconnu de numéro. Écrivez-le ainsi : 06 12 34 56 78. Ou /annuler.")


def phone_corrected(phone: str) -> str:
    return text(f"C'est corrigé : le numéro transmis est maintenant le {phone}.")


def phone_not_corrected(phone: str) -> str:
    return text(f"Je n'ai pas reconnu de numéro : le {phone} reste transmis. Pour le changer, écrivez-le seul.")


def called_back(name: str, phone: str, when: str) -> str:
    return text(f"C'est transmis à {name} : vous rappeler au {phone}, {when}. Le numéro sera effacé avec la demande.")


def ask_other_phone(phone: str) -> str:
    return paragraphs(bold(f"Vous avez demandé un appel au {phone}."), text("Pour un autre numéro, écrivez-le."))


def ask_phone_written(phone: str) -> str:
    """Ask a person whether to call them back at the number that they wrote in their demand."""
    return paragraphs(bold(f"Vous rappeler au {phone} ?"), text("Touchez-le, ou écrivez un autre numéro. Ou /annuler."))


def no_call(name: str) -> str:
    """Tell a person that the number to call was removed from their case and that `name` answers here."""
    return text(f"Votre numéro est retiré de la demande. {at_head(name)} vous répond ici.")
