"""The declarations of what belongs to no other capability: questions, the welcome, the help, the erasure."""

from handlers.answers.actions import READ_ENTRY
from handlers.privacy.actions import ERASE_OWN_DATA
from handlers.privacy.buttons import ERASE
from handlers.privacy.texts import MENU_ERASE
from handlers.reception import actions, alerts
from handlers.reception import start_texts as texts
from handlers.reception.ask import answer_words, show_topics
from handlers.reception.erase import answer_in_words, ask_before_erasing, erase, wants_erasure
from handlers.reception.feedback import helped, not_helped
from handlers.reception.show import show_entry, show_more
from handlers.reception.start import WORDS_FOR_HELP, cancel, show_help, start
from handlers.talk import buttons
from handlers.talk.capability import Capability, Command, Press, Said, Typed
from handlers.talk.events import WORDS_FOR_THE_BOT
from handlers.talk.tick import Duty
from storage.alerts import is_any_untold

CAPABILITY = Capability(
    "reception",
    actions=(
        actions.ASK,
        READ_ENTRY,
        actions.GIVE_OPINION,
        actions.RECEIVE_ALERTS,
        actions.RUN_COMMANDS,
    ),
    commands=(
        Command("start", actions.ASK, start, texts.MENU_START),
        Command("aide", actions.ASK, show_help, texts.MENU_HELP),
        Command("help", actions.ASK, show_help),
        Command("annuler", actions.ASK, cancel, texts.MENU_CANCEL),
    ),
    presses=(
        Press(buttons.ENTRY, READ_ENTRY, show_entry),
        Press(buttons.MORE, READ_ENTRY, show_more),
        Press(buttons.TOPICS, READ_ENTRY, show_topics),
        Press(buttons.HELPED, actions.GIVE_OPINION, helped),
        Press(buttons.NOT_HELPED, actions.GIVE_OPINION, not_helped),
    ),
    said=(
        Said("|".join(WORDS_FOR_HELP), actions.ASK, show_help),
        Said("menu|sommaire|voir ce que je sais", READ_ENTRY, show_topics),
    ),
    duties=(
        Duty("alerts", alerts.EVERY, alerts.tell_untold_alerts, lambda _: is_any_untold(), alerts.is_anybody_to_tell),
    ),
    subscriptions=(WORDS_FOR_THE_BOT.by(answer_words),),
)
ERASURE = Capability(
    "erasure",
    actions=(ERASE_OWN_DATA,),
    commands=(Command("supprimer", ERASE_OWN_DATA, ask_before_erasing, MENU_ERASE),),
    presses=(Press(ERASE, ERASE_OWN_DATA, erase),),
    typed=(Typed(ERASE, ERASE_OWN_DATA, wants_erasure, answer_in_words),),
)
