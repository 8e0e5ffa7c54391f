"""The declaration of models."""

from handlers.cases.core import buttons as of_cases
from handlers.cases.core.actions import REPLY_TO_CASE
from handlers.models import in_case, press, texts
from handlers.models.actions import KEEP_MODELS, SETTLE_MODELS
from handlers.models.buttons import MODEL
from handlers.models.form import FORM
from handlers.talk.capability import Capability, Command, Press

CAPABILITY = Capability(
    "models",
    actions=(KEEP_MODELS, SETTLE_MODELS),
    commands=(Command("modeles", KEEP_MODELS, press.list_models, texts.MENU_MODELS),),
    presses=(
        Press(MODEL, KEEP_MODELS, press.press),
        Press(of_cases.MODELS, REPLY_TO_CASE, in_case.press),
        Press(of_cases.KEEP_AS_MODEL, KEEP_MODELS, press.keep_answer),
    ),
    forms=(FORM,),
    kept=texts.KEPT_WHY,
    columns=texts.COLUMNS,
)
