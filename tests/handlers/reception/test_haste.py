"""Haste: ten messages in a second, two taps, old buttons; and people who leave and come back."""

import asyncio
from datetime import timedelta

import pytest

from bot.demo.people import Person
from handlers.answers import texts as answers
from handlers.places import texts as places
from handlers.privacy import texts as privacy
from handlers.reception import start_texts as welcome
from handlers.reception.fragments import may_go_on
from handlers.talk.limits import REFUSED
from handlers.talk.texts import OLD_BUTTON, too_fast
from tests.handlers.reception.said import MENU, TOPICS, Words, glad_to_tell, own
from tests.handlers.reception.talk import Talk
from tests.house import Ground, settled

KARINE, ELODIE, SOPHIE = "Karine Machat", "Elodie Truong", "Sophie Jadin"
MONTH = timedelta(days=31)


async def test_ten_messages_in_a_second(talk: Talk, words: Words) -> None:
    farid = talk.person("Farid")
    await farid.says("/start", own(welcome.WELCOME, MENU))
    said = ("slt", "g un projet par ou commencer", "a Niort", "c koi lami", "et combien ?", "merci",
            "c'est quoi le FDVA ?", "menu", "Pau", "oui")  # fmt: skip
    for part in said:
        await farid.person.send(part)
    heard = [own(answers.GREETINGS["greeting"]), words.answer("creer-etapes"), words.delegate("Niort", "79", ELODIE),
             words.answer("ami-region", ELODIE), words.answer("ami-montants", ELODIE),
             own(answers.GREETINGS["thanks"]), words.answer("fdva", ELODIE), words.topics,
             words.delegate("Pau", "64", SOPHIE), own(privacy.PLACE_KEPT)]  # fmt: skip
    await talk.hear({"Farid": heard})
    await farid.says("qui est ma déléguée ?", words.delegate("Pau", "64", SOPHIE, may_keep=True))
    await farid.says("merci", own(answers.GREETINGS["thanks"]))
    await farid.presses("Changer de lieu", own(places.WHERE))
    await farid.says("Tulle", words.delegate("Tulle", "19", KARINE, may_keep=True))
    await farid.says("au revoir", own(answers.GREETINGS["goodbye"]))
    await farid.says("/annuler", own(welcome.NOTHING_TO_CANCEL))


async def test_two_taps_are_one_and_two_different_taps_are_two(talk: Talk, words: Words) -> None:
    greta = talk.person("Greta")
    await greta.says("c'est quoi l'AMI ?", words.answer("ami-region"))
    answer = greta.latest_with("Oui, merci")
    await greta.does(_tap(greta.person.press(answer, "Oui, merci"), greta.person.press(answer, "Oui, merci")),
                     glad_to_tell("financements"))  # fmt: skip
    await greta.presses("Non", words.nearest("ami-eligibilite", without="ami-region"), under=answer)
    await greta.presses("Oui, merci", own(answers.GLAD), under=answer)
    await greta.says("Guéret", words.delegate("Guéret", "23", KARINE))
    place = greta.latest_with("Changer de lieu")
    await greta.does(_tap(*(greta.person.press(place, "Changer de lieu") for _ in range(3))), own(places.WHERE))
    await greta.says("Niort", words.delegate("Niort", "79", ELODIE))
    await greta.presses("Oui, le retenir", own(privacy.PLACE_KEPT))
    await greta.presses(TOPICS, words.topics)


async def _tap(*presses: object) -> None:
    await asyncio.gather(*presses)  # type: ignore[call-overload]


async def test_buttons_of_a_month_ago(talk: Talk, words: Words) -> None:
    hana = talk.person("Hana")
    await hana.says("Guéret", words.delegate("Guéret", "23", KARINE))
    old_place = hana.latest_with("Changer de lieu")
    await hana.says("c'est quoi l'AMI ?", words.answer("ami-region", KARINE))
    old_answer = hana.latest_with("Oui, merci")
    talk.grow_old(hana, MONTH)
    await hana.presses("Oui, merci", under=old_answer, told=OLD_BUTTON)
    await hana.presses("Changer de lieu", under=old_place, told=OLD_BUTTON)
    await hana.says("c'est quoi le FDVA ?", words.answer("fdva", KARINE))
    await hana.presses("Oui, merci", glad_to_tell("financements"))
    await hana.presses("Non", under=old_answer, told=OLD_BUTTON)
    await hana.says("menu", words.topics)
    await hana.says("qui est ma déléguée ?", words.delegate("Guéret", "23", KARINE, may_keep=True))


async def test_blocked_then_back(talk: Talk, words: Words) -> None:
    igor = talk.person("Igor")
    await igor.says("/start", own(welcome.WELCOME, MENU))
    await igor.says("Guéret", words.delegate("Guéret", "23", KARINE))
    await igor.presses("Changer de lieu", own(places.WHERE))
    await igor.does(igor.person.block())
    await igor.does(igor.person.unblock())
    await igor.says("Niort", words.delegate("Niort", "79", ELODIE))
    await igor.says("c'est quoi l'AMI ?", words.answer("ami-region", ELODIE))
    await igor.does(igor.person.block())
    await igor.does(igor.person.unblock())
    await igor.says("et combien ?", words.answer("ami-montants", ELODIE))


async def test_flood_is_told_once_and_the_next_person_is_served(talk: Talk, words: Words) -> None:
    jade, karl = talk.person("Jade"), talk.person("Karl")
    await karl.says("/start", own(welcome.WELCOME, MENU))
    await jade.says("bonjour", own(answers.GREETINGS["greeting"]))
    for _ in range(32):
        await jade.person.send("bonjour")
    await talk.hear({"Jade": [*[own(answers.GREETINGS["greeting"])] * 29, own(too_fast(3, REFUSED.most))]})
    await jade.says("Guéret")
    await karl.says("Guéret", words.delegate("Guéret", "23", KARINE))
    await karl.says("et combien paie l'AMI ?", words.answer("ami-montants", KARINE))
    await talk.later(timedelta(minutes=5))
    await jade.says("c'est quoi l'AMI ?")
    await karl.says("merci", own(answers.GREETINGS["thanks"]))


@pytest.mark.parametrize(
    ("before", "words", "goes_on"),
    [
        ("Je voudrais savoir", "comment avoir des sous", True),
        ("je cherche", "des aides de la région", True),
        ("j'ai un projet", "de café associatif", True),
        ("azerty", "c'est quoi l'AMI", False),
        ("je cherche", "c'est quoi l'AMI ?", False),
        ("vous remboursez le permis ?", "l'AMI", False),
        ("je voudrais vous raconter toute mon histoire", "l'AMI", False),
    ],
)
def test_fragment_goes_on_with_an_opening_alone(before: str, words: str, goes_on: bool) -> None:
    assert may_go_on(before, words) is goes_on


async def test_uncertain_reply_is_edited_where_the_whole_reads_better(aicha: Person, here: Ground) -> None:
    (unsure,) = await aicha.ask("Je voudrais savoir")
    assert unsure.text.startswith("Je ne sais pas répondre à cela.")
    await aicha.send("comment avoir des sous")
    await settled(here)
    assert aicha.received[-1].message_id == unsure.message_id
    assert "FDVA" in aicha.received[-1].text
    (answer,) = await aicha.ask("c'est quoi l'AMI ?")
    assert answer.text.startswith("L'AMI")


async def test_danger_told_in_two_messages_is_heard(aicha: Person, here: Ground) -> None:
    await aicha.ask("j'ai envie")
    (numbers,) = await aicha.ask("d'en finir")
    assert "3114" in numbers.text
    await aicha.ask("je cherche")
    assert all("3114" not in one.text for one in await aicha.ask("d'en finir"))
