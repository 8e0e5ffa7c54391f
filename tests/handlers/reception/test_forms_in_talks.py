"""A form is given up, interrupted, answered by yes or no, or the bot stops meanwhile."""

from datetime import timedelta

from handlers.answers import texts as answers
from handlers.places import texts as places
from handlers.privacy import texts as privacy
from handlers.reception import start_texts as welcome
from handlers.talk.texts import CANCELLED
from storage.retention import DEFAULT
from tests.handlers.reception.said import HUMAN, MENU, Words, glad_to_tell, own, place_line
from tests.handlers.reception.talk import Talk

CHLOE, KARINE, ELODIE, SOPHIE = "Chloé Rivolet", "Karine Machat", "Elodie Truong", "Sophie Jadin"
WHERE, STILL_WHERE = own(places.WHERE), own(places.STILL_WHERE)
NOT_FOUND = own(places.NOT_FOUND, [[HUMAN]])


async def test_cancelling_in_the_middle(talk: Talk, words: Words) -> None:
    zoe = talk.person("Zoé")
    await zoe.says("/annuler", own(welcome.NOTHING_TO_CANCEL))
    await zoe.says("Dax", words.delegate("Dax", "40", SOPHIE))
    await zoe.presses("Changer de lieu", WHERE)
    await zoe.says("/annuler", own(CANCELLED))
    await zoe.presses("Changer de lieu", WHERE)
    await zoe.says("non merci", own(CANCELLED))
    await zoe.presses("Changer de lieu", WHERE)
    await zoe.says("/start", own(welcome.WELCOME, MENU))
    await zoe.says("annuler", words.no_registration)
    await zoe.says("qui est ma déléguée ?", words.delegate("Dax", "40", SOPHIE, may_keep=True))


async def test_form_interrupted_by_questions_is_taken_up_again(talk: Talk, words: Words) -> None:
    line = place_line("Cognac", "16", ELODIE)
    adam = talk.person("Adam")
    await adam.says("Guéret", words.delegate("Guéret", "23", KARINE))
    await adam.presses("Changer de lieu", WHERE)
    await adam.says("combien paie l'AMI de la Région ?", words.answer("ami-montants", KARINE), STILL_WHERE)
    await adam.says("merci", own(answers.GREETINGS["thanks"]), STILL_WHERE)
    await adam.presses("Non", words.nearest("ami-region", without="ami-montants"))
    await adam.says("xyzzyx", NOT_FOUND)
    await adam.says("c'est quoi le FDVA à Cognac ?", words.answer("fdva", ELODIE, place=line))
    await adam.says("et combien ?", words.answer("fdva-montants", ELODIE))
    await adam.says("qui est ma déléguée ?", words.delegate("Cognac", "16", ELODIE, may_keep=True))


async def test_place_agreed_to_outlives_the_conversation(talk: Talk, words: Words) -> None:
    line = place_line("Guéret", "23", KARINE)
    back = own(f"{welcome.WELCOME_BACK}\n\n{line}", [*MENU, ["Changer de lieu"]])
    bruna = talk.person("Bruna")
    await bruna.says("Guéret", words.delegate("Guéret", "23", KARINE))
    await bruna.says("oui", own(privacy.PLACE_KEPT))
    await bruna.says("c'est quoi l'AMI ?", words.answer("ami-region", KARINE))
    await talk.later(timedelta(days=2))
    await bruna.says("/start", back)
    await bruna.says("combien paie l'AMI de la Région ?", words.answer("ami-montants", KARINE))
    await bruna.presses("Changer de lieu", WHERE)
    await bruna.says("Niort", words.delegate("Niort", "79", ELODIE, may_keep=True))
    await bruna.says("/confidentialite", own(privacy.notice(DEFAULT)))
    await bruna.says("non", own(answers.NOTHING_WAS_ASKED, MENU))


async def test_place_refused_serves_this_conversation_only(talk: Talk, words: Words) -> None:
    carla = talk.person("Carla")
    await carla.says("/confidentialite", own(privacy.notice(DEFAULT)))
    await carla.says("Pau", words.delegate("Pau", "64", SOPHIE))
    await carla.presses("Non", own(privacy.PLACE_NOT_KEPT))
    await carla.says("c'est quoi le FDVA ?", words.answer("fdva", SOPHIE))
    await carla.presses("Oui, le retenir", own(privacy.PLACE_KEPT))
    await carla.presses("Non", own(privacy.PLACE_NOT_KEPT), under=carla.latest_with("Oui, le retenir"))
    await carla.says("qui est ma déléguée ?", words.delegate("Pau", "64", SOPHIE, may_keep=True))
    await carla.says("Agen", words.delegate("Agen", "47", SOPHIE))
    await carla.says("pas du tout", own(privacy.PLACE_NOT_KEPT))


async def test_erased_in_the_middle_of_a_form_then_a_stranger_again(talk: Talk, words: Words) -> None:
    asked = own(privacy.ASK_ERASE, [["Tout effacer", "Annuler"]])
    dora = talk.person("Dora")
    await dora.says("Guéret", words.delegate("Guéret", "23", KARINE))
    await dora.presses("Oui, le retenir", own(privacy.PLACE_KEPT))
    await dora.presses("Changer de lieu", WHERE)
    await dora.says("/supprimer", asked)
    await dora.presses("Annuler", own(privacy.KEPT))
    await dora.says("supprimez mes données", asked, STILL_WHERE)
    await dora.presses("Tout effacer", own(privacy.ERASED))
    await dora.says("Tulle", words.delegate("Tulle", "19", KARINE))
    await dora.presses("Non", own(privacy.PLACE_NOT_KEPT))
    await dora.says("/start", own(welcome.WELCOME, MENU))


async def test_bot_restarted_in_the_middle_of_a_form(talk: Talk, words: Words) -> None:
    emil = talk.person("Émil")
    await emil.says("Guéret", words.delegate("Guéret", "23", KARINE))
    await emil.presses("Changer de lieu", WHERE)
    await talk.stop_bot()
    await talk.start_bot()
    await emil.says("Niort", words.delegate("Niort", "79", ELODIE))
    await talk.stop_bot()
    await emil.person.send("oui")
    await emil.person.send("c'est quoi l'AMI ?")
    await talk.start_bot()
    await talk.hear({"Émil": [own(privacy.PLACE_KEPT), words.answer("ami-region", ELODIE)]})
    await emil.says("et combien ?", words.answer("ami-montants", ELODIE))
    answer = emil.latest_with("Non")
    await emil.presses("Oui, merci", glad_to_tell("financements"))
    await talk.stop_bot()
    await talk.start_bot()
    await emil.presses("Non", words.nearest("fdva-montants", without="ami-montants"), under=answer)
    await emil.says("c quand la prochaine visio", words.answer("visio-inscription", CHLOE))
    await emil.says("qui est ma déléguée ?", words.delegate("Niort", "79", ELODIE, may_keep=True))
