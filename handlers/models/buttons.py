"""The buttons of models: their verbs and codes. No logic."""

from handlers.cases.core import buttons as of_cases
from handlers.models import texts
from handlers.talk.codes import code_for
from handlers.talk.replies import Button, shortened
from storage.models import Model

MODEL = "modele"  # modele:<voir|texte|nom|partager|proposer|oter|oui>:<model>, modele:nouveau, modele:liste[:<page>]
LABEL = 40
SHOW, TEXT, NAME, SHARE, PROPOSE = "voir", "texte", "nom", "partager", "proposer"
DROP, DROP_YES, NEW, LIST = "oter", "oui", "nouveau", "liste"


def of_model(act: str, label: str, number: int) -> Button:
    """Make a button that does `act` with a model."""
    return Button(label, code_for(MODEL, act, number))


def model(one: Model) -> Button:
    """Make the button that shows a model, labelled by its title."""
    return of_model(SHOW, shortened(texts.label(one), LABEL), one.id)


def new_model() -> Button:
    """Make the button that begins the form of a new model."""
    return Button(texts.LABEL_NEW, code_for(MODEL, NEW))


def all_models(label: str, page: int = 0) -> Button:
    """Make the button that lists the models, from a page counted from 0."""
    return Button(label, code_for(MODEL, LIST, page))


def send_model(case_id: int, one: Model) -> Button:
    """Make the button that passes a model on to the person of a case."""
    return of_cases.of_case(of_cases.MODELS, shortened(texts.label(one), LABEL), case_id, one.id)


def page_to_send(case_id: int, page: int, label: str) -> Button:
    """Make the button to another page of the models that may be passed on in a case."""
    return of_cases.of_case(of_cases.MODELS, label, case_id, "p", page)
