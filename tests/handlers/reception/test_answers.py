"""Questions and what follows: not this one, how much, something else, from the list, from a link."""

from handlers.answers import texts as answers
from handlers.meetings.rules import NoSeat
from handlers.meetings.texts import REFUSALS
from handlers.places import texts as places
from handlers.privacy import texts as privacy
from handlers.reception import start_texts as welcome
from handlers.subscriptions import texts as subscriptions
from handlers.talk.texts import CANCELLED
from tests.handlers.reception.said import HUMAN, MENU, TOPICS, UNKNOWN, Words, glad_to_tell, own, place_line
from tests.handlers.reception.talk import Talk

CHLOE, KARINE, SOPHIE = "Chloé Rivolet", "Karine Machat", "Sophie Jadin"
NOTHING_WAS_ASKED = own(answers.NOTHING_WAS_ASKED, MENU)
NOTHING_NEARER = own(answers.NOTHING_NEARER, [[HUMAN]])


async def test_no_then_the_nearest_then_no_again(talk: Talk, words: Words) -> None:
    hugo = talk.person("Hugo")
    await hugo.says("c'est quoi l'AMI ?", words.answer("ami-region"))
    await hugo.presses("Non", words.nearest("ami-eligibilite", without="ami-region"))
    await hugo.presses("Qui peut demander l'AMI Tiers-Lieux", words.answer("ami-eligibilite"))
    await hugo.says("non c'est pas ça", words.nearest("ami-region", without="ami-eligibilite"))
    await hugo.says("oui", own(answers.WHICH_ONE))
    await hugo.says("combien paie l'AMI de la Région ?", words.answer("ami-montants"))
    await hugo.says("bof", words.nearest("ami-region", without="ami-montants"))
    await hugo.says("aucune", NOTHING_NEARER)
    await hugo.presses(HUMAN, words.human)


async def test_yes_and_no_typed_where_nothing_was_asked(talk: Talk, words: Words) -> None:
    ines = talk.person("Inès")
    await ines.says("bonjour", own(answers.GREETINGS["greeting"]))
    await ines.says("oui", NOTHING_WAS_ASKED)
    await ines.says("c'est quoi le FDVA ?", words.answer("fdva"))
    await ines.says("oui", glad_to_tell("financements"))
    await ines.says("non", own(subscriptions.NOT_OFFERED_AGAIN))
    await ines.says("non", NOTHING_WAS_ASKED)
    await ines.says("Pau", words.delegate("Pau", "64", SOPHIE))
    await ines.presses(TOPICS, words.topics)
    await ines.says("oui", NOTHING_WAS_ASKED)
    await ines.presses("Oui, le retenir", own(privacy.PLACE_KEPT))
    await ines.presses("Oui, merci", own(answers.GLAD))


async def test_follow_ups_then_another_subject_and_back(talk: Talk, words: Words) -> None:
    jules = talk.person("Jules")
    await jules.says("c koi lami", words.answer("ami-region"))
    await jules.says("et combien ?", words.answer("ami-montants"))
    await jules.says("et pour déposer ?", words.answer("ami-depot"))
    await jules.says("c'est quoi la formation piloter ?", words.answer("formation-piloter", "Clémence Vialeron"))
    await jules.says("et le prix ?", words.answer("formation-piloter-financement", "Clémence Vialeron"))
    await jules.says("et le fdva alors", words.answer("fdva"))
    await jules.says("et pour une asso ?", words.answer("fdva-eligibilite"))
    await jules.says("combien paie l'AMI de la Région ?", words.answer("ami-montants"))
    await jules.says("👍", own(answers.GREETINGS["thanks"]))


async def test_wandering_through_the_list_of_subjects(talk: Talk, words: Words) -> None:
    kenza = talk.person("Kenza")
    await kenza.says("/start", own(welcome.WELCOME, MENU))
    await kenza.presses(TOPICS, words.topics)
    await kenza.presses("Le FDVA, pour les associations", words.topic("fdva"))
    await kenza.presses("Retour", words.topics)
    await kenza.presses("Un local, ouvrir au public", words.topic("ouvrir"))
    await kenza.presses("Trouver un local", words.answer("trouver-un-local"))
    await kenza.says("menu", words.topics)
    await kenza.presses("L'aide de la Région (AMI)", words.topic("region"))
    await kenza.says("et c'est combien l'ami ?", words.answer("ami-montants"))
    await kenza.says("aide", own(welcome.HELP, MENU))


async def test_deep_links_one_after_the_other(talk: Talk, words: Words) -> None:
    gone = own(REFUSALS[NoSeat.UNKNOWN], [["Voir les dates"]])
    lila = talk.person("Lila")
    await lila.opens("s-incubateur-emergence", own(welcome.WELCOME, MENU))
    await lila.opens("q-fdva", words.answer("fdva"))
    await lila.says("qui peut le demander ?", words.answer("fdva-eligibilite"))
    await lila.opens("inscription", words.which_visio)
    await lila.opens("i-12-affiche", gone)
    await lila.opens("q-nothing", own(f"{welcome.LINK_NOT_KNOWN}\n\n{welcome.WELCOME}", MENU))
    await lila.says("Tulle", words.delegate("Tulle", "19", KARINE))
    await lila.opens("q-ami-montants", words.answer("ami-montants", KARINE))
    await lila.opens("q-delegue-territorial", words.answer("delegue-territorial", KARINE))
    await lila.says("/annuler", own(welcome.NOTHING_TO_CANCEL))


async def test_question_that_nobody_can_answer_asked_again(talk: Talk, words: Words) -> None:
    milan = talk.person("Milan")
    await milan.says("vous remboursez les frais de permis de conduire ?", UNKNOWN)
    await milan.says("mais si, le permis de conduire !", UNKNOWN)
    await milan.presses(TOPICS, words.topics)
    await milan.says("vous remboursez les frais de permis de conduire ?", UNKNOWN)
    await milan.presses(HUMAN, words.human)
    await milan.says("quel statut choisir ?", words.answer("statut-juridique"))
    await milan.says("c'est quoi l'AMI ?", words.answer("ami-region"))
    await milan.says("non", words.nearest("ami-eligibilite", without="ami-region"))
    await milan.says("merci", own(answers.GREETINGS["thanks"]))


async def test_in_a_hurry_all_in_small_pieces(talk: Talk, words: Words) -> None:
    line = place_line("Bordeaux", "33", SOPHIE)
    nora = talk.person("Nora")
    await nora.says("slt", own(answers.GREETINGS["greeting"]))
    await nora.says("j'ai une idée de lieu à Bordeaux", words.answer("creer-etapes", SOPHIE, place=line))
    await nora.says("ok", own(answers.GREETINGS["thanks"]))
    await nora.says("déléguée", words.delegate("Bordeaux", "33", SOPHIE, may_keep=True))
    await nora.says("c quand la prochaine visio", words.answer("visio-inscription", CHLOE))
    await nora.says("/help", own(welcome.HELP, MENU))
    await nora.says("Help !", own(welcome.HELP, MENU))
    await nora.says("changer de lieu", own(places.WHERE))
    await nora.says("annuler", own(CANCELLED))
