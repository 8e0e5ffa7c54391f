"""Where the project is: said first, said in passing, misread, corrected, on the border, far away."""

from handlers.answers import texts as answers
from handlers.places import texts as places
from handlers.privacy import texts as privacy
from handlers.reception import start_texts as welcome
from handlers.talk.texts import CANCELLED
from tests.handlers.reception.said import (
    HUMAN,
    MENU,
    TOPICS,
    UNKNOWN,
    Words,
    elsewhere_line,
    glad_to_tell,
    own,
    place_line,
)
from tests.handlers.reception.talk import Talk

CHLOE, KARINE, ELODIE, SOPHIE = "Chloé Rivolet", "Karine Machat", "Elodie Truong", "Sophie Jadin"
MANY_SAINTS = [
    ["Charente (16)"], ["Charente-Maritime (17)"], ["Corrèze (19)"], ["Creuse (23)"], ["Dordogne (24)"],
    ["Gironde (33)"], ["Landes (40)"], ["Lot-et-Garonne (47)"], ["Pyrénées-Atlantiques (64)"], ["Deux-Sèvres (79)"],
    ["Vienne (86)"], ["Haute-Vienne (87)"], ["Saint-Martin (978)"],
]  # fmt: skip
NOT_FOUND = own(places.NOT_FOUND, [[HUMAN]])


async def test_place_first_then_questions(talk: Talk, words: Words) -> None:
    aicha = talk.person("Aïcha")
    await aicha.says("/start", own(welcome.WELCOME, MENU))
    await aicha.says("bonjour, je suis à Guéret", words.delegate("Guéret", "23", KARINE))
    await aicha.presses("Oui, le retenir", own(privacy.PLACE_KEPT))
    await aicha.says("c'est quoi l'AMI ?", words.answer("ami-region", KARINE))
    await aicha.says("et combien ?", words.answer("ami-montants", KARINE))
    await aicha.presses("Déposer un dossier AMI", words.answer("ami-depot", KARINE))
    await aicha.presses("Oui, merci", glad_to_tell("financements"))
    await aicha.says("qui est ma déléguée ?", words.delegate("Guéret", "23", KARINE, may_keep=True))
    await aicha.says("merci beaucoup", own(answers.GREETINGS["thanks"]))
    await aicha.says("au revoir", own(answers.GREETINGS["goodbye"]))


async def test_question_with_the_place_inside(talk: Talk, words: Words) -> None:
    line = place_line("Saint-Junien", "87", KARINE)
    bao = talk.person("Bao")
    await bao.says(
        "slt jai un projet de cafe asso a st junien, c koi lami ?", words.answer("ami-region", KARINE, place=line)
    )
    await bao.says("et cest combien", words.answer("ami-montants", KARINE))
    await bao.presses("Puis-je y prétendre ?", words.answer("ami-eligibilite", KARINE))
    await bao.says("qui est ma déléguée ?", words.delegate("Saint-Junien", "87", KARINE, may_keep=True))
    await bao.says("en fait je suis à Cognac", words.delegate("Cognac", "16", ELODIE))
    await bao.says("non", own(privacy.PLACE_NOT_KEPT))
    await bao.says("c'est quoi le FDVA ?", words.answer("fdva", ELODIE))
    await bao.presses("Oui, merci", glad_to_tell("financements"))
    await bao.says("ok merci", own(answers.GREETINGS["thanks"]))


async def test_ambiguous_postcode_then_the_other_department(talk: Talk, words: Words) -> None:
    which = own(places.WHICH_DEPARTMENT, [["Dordogne (24)"], ["Gironde (33)"]])
    chloe = talk.person("Chloé")
    await chloe.says("bonjour", own(answers.GREETINGS["greeting"]))
    await chloe.says("33220", which)
    await chloe.presses("Dordogne (24)", words.delegate("Dordogne", "24", KARINE))
    await chloe.presses("Gironde (33)", words.delegate("Gironde", "33", SOPHIE))
    await chloe.says("c'est quoi un tiers-lieu ?", words.answer("tiers-lieu-definition", SOPHIE))
    await chloe.says("33220", which)
    await chloe.says("la dordogne", words.delegate("Dordogne", "24", KARINE))
    await chloe.presses("Oui, le retenir", own(privacy.PLACE_KEPT))
    await chloe.says("comment trouver un local ?", words.answer("trouver-un-local", KARINE))


async def test_wrong_place_changed_twice(talk: Talk, words: Words) -> None:
    where = own(places.WHERE)
    david = talk.person("David")
    await david.says("Bayonne", words.delegate("Bayonne", "64", SOPHIE))
    await david.presses("Changer de lieu", where)
    await david.says("xyzzyx", NOT_FOUND)
    await david.says("qsdfghjklm", NOT_FOUND)
    await david.says("Niort", words.delegate("Niort", "79", ELODIE))
    await david.says("changer de lieu", where)
    await david.says("le 47", words.delegate("Lot-et-Garonne", "47", SOPHIE))
    await david.says("oui", own(privacy.PLACE_KEPT))
    await david.says("non, Niort", words.delegate("Niort", "79", ELODIE, may_keep=True))
    await david.says("qui est ma déléguée ?", words.delegate("Niort", "79", ELODIE, may_keep=True))


async def test_place_corrected_in_every_way_of_speaking(talk: Talk, words: Words) -> None:
    mila = talk.person("Mila")
    await mila.says("Niort", words.delegate("Niort", "79", ELODIE))
    await mila.says("non finalement Limoges", words.delegate("Limoges", "87", KARINE))
    await mila.says("en fait je suis à Pau", words.delegate("Pau", "64", SOPHIE))
    await mila.says("pas Pau, Melle", words.delegate("Melle", "79", ELODIE))
    await mila.says("je me suis trompée, c'est Guéret", words.delegate("Guéret", "23", KARINE))
    await mila.says("non Tulle pardon", words.delegate("Tulle", "19", KARINE))
    await mila.says("qui est ma déléguée ?", words.delegate("Tulle", "19", KARINE, may_keep=True))
    await mila.says("finalement c'est Agen, c'est quoi le FDVA ?",
                    words.answer("fdva", SOPHIE, place=place_line("Agen", "47", SOPHIE)))  # fmt: skip


async def test_elsewhere_is_said_before_an_answer_of_our_region(talk: Talk, words: Words) -> None:
    """Their own network comes first; a word on Lyon does not move the project that somebody has in our region."""
    rennes, bretagne = elsewhere_line("Rennes", "Bretagne"), elsewhere_line("Bretagne", "Bretagne")
    yann = talk.person("Yann")
    await yann.says("je suis en bretagne, y a t il une aide de la région",
                    words.outside("Bretagne", "Bretagne", "Bretagne Tiers-Lieux"))  # fmt: skip
    await yann.says("combien paie l'AMI ?", words.answer("ami-montants", CHLOE, place=bretagne))
    await yann.says("combien paie l'AMI à Rennes ?", words.answer("ami-montants", CHLOE, place=rennes))
    await yann.says("qui est ma déléguée ?", words.outside("Bretagne", "Bretagne", "Bretagne Tiers-Lieux"))
    await yann.presses("Changer de lieu", own(places.WHERE))
    await yann.says("Melle", words.delegate("Melle", "79", ELODIE))
    await yann.presses("Oui, le retenir", own(privacy.PLACE_KEPT))
    await yann.says("combien paie l'AMI à Rennes ?", words.answer("ami-montants", ELODIE))
    await yann.says("c'est quoi le FDVA ?", words.answer("fdva", ELODIE))


async def test_outside_the_region_then_on_its_border(talk: Talk, words: Words) -> None:
    elena = talk.person("Elena")
    await elena.says("on est à Toulouse", words.outside("Toulouse", "Occitanie", "La Rosêe"))
    line = elsewhere_line("Occitanie", "Occitanie")
    await elena.says("c'est quoi un tiers-lieu ?", words.answer("tiers-lieu-definition", CHLOE))
    await elena.says("c'est quoi l'AMI ?", words.answer("ami-region", CHLOE, place=line))
    await elena.presses("Changer de lieu", own(places.WHERE))
    await elena.says("37160", own(places.WHICH_DEPARTMENT, [["Indre-et-Loire (37)"], ["Vienne (86)"]]))
    await elena.presses("Vienne (86)", words.delegate("Vienne", "86", ELODIE))
    await elena.says("oui merci", own(privacy.PLACE_KEPT))
    await elena.says("et combien ?", words.answer("ami-montants", ELODIE))
    await elena.presses("Non", words.nearest("fdva-montants", without="ami-montants"))
    await elena.presses(HUMAN, words.human)


async def test_position_shared_then_another_commune(talk: Talk, words: Words) -> None:
    towns = [["Guéret (23)"], ["Saint-Sulpice-le-Guérétois (23)"], ["Sainte-Feyre (23)"], ["Saint-Fiel (23)"]]
    fatou = talk.person("Fatou")
    await fatou.does(fatou.person.send_location(0.0, 0.0), own(places.NO_TOWN_NEAR))
    await fatou.does(
        fatou.person.send_location(46.1703, 1.8719), own(places.nearest_towns(), [*towns, ["Autre commune"]])
    )
    await fatou.presses("Autre commune", own(places.WRITE_TOWN))
    await fatou.says("Aubusson", words.delegate("Aubusson", "23", KARINE))
    await fatou.presses("Guéret (23)", words.delegate("Guéret", "23", KARINE))
    await fatou.presses("Oui, le retenir", own(privacy.PLACE_KEPT))
    await fatou.says("c quand la prochaine visio", words.answer("visio-inscription", "Chloé Rivolet"))
    await fatou.presses("Oui, merci", glad_to_tell("visios"))


async def test_insisting_on_a_place_that_nobody_knows(talk: Talk, words: Words) -> None:
    gael = talk.person("Gaël")
    await gael.says("qui est ma déléguée ?", words.answer("delegue-territorial"))
    await gael.says("blurgville", UNKNOWN)
    await gael.presses(TOPICS, words.topics)
    await gael.says("Sers", words.delegate("Sers", "16", ELODIE))
    await gael.presses("Changer de lieu", own(places.WHERE))
    await gael.says("je ne sais pas", own(CANCELLED))
    await gael.says("Saint-Martin", own(places.WHICH_DEPARTMENT, MANY_SAINTS))
    await gael.says("laisse tomber", own(CANCELLED))
    await gael.says("qui est ma déléguée ?", words.delegate("Sers", "16", ELODIE, may_keep=True))
