"""Pictures, voice messages and edits; commands that do not exist."""

from handlers.answers import texts as answers
from handlers.places import texts as places
from handlers.privacy import texts as privacy
from handlers.reception import other_updates_texts as others
from handlers.reception import start_texts as welcome
from handlers.talk.texts import CANCELLED
from storage.retention import DEFAULT
from tests.handlers.reception.said import HUMAN, MENU, TOPICS, UNKNOWN, Words, own
from tests.handlers.reception.talk import Talk

KARINE, ELODIE = "Karine Machat", "Elodie Truong"
FILE, VOICE = own(others.FILE, MENU), own(others.VOICE, MENU)


async def test_pictures_with_and_without_words(talk: Talk, words: Words) -> None:
    only_the_words = own(others.ONLY_THE_WORDS)
    vera = talk.person("Véra")
    await vera.does(vera.person.send_photo(), FILE)
    await vera.does(vera.person.send_photo(caption="c'est quoi le FDVA ?"), only_the_words, words.answer("fdva"))
    await vera.does(vera.person.send_album(4), FILE)
    await vera.does(vera.person.send_album(3, "notre futur lieu est à Guéret"), only_the_words,
                    words.delegate("Guéret", "23", KARINE))  # fmt: skip
    await vera.says("oui", own(privacy.PLACE_KEPT))
    await vera.does(vera.person.send_document("budget.pdf"), FILE)
    await vera.presses(HUMAN, words.human)
    await vera.says("et combien on peut avoir avec le fdva ?", words.answer("fdva-montants", KARINE))


async def test_voice_sticker_contact_and_poll_in_the_middle_of_a_form(talk: Talk, words: Words) -> None:
    walid = talk.person("Walid")
    await walid.says("Tulle", words.delegate("Tulle", "19", KARINE))
    await walid.presses("Changer de lieu", own(places.WHERE))
    await walid.does(walid.person.send_voice(), VOICE)
    await walid.does(walid.person.send_sticker(), own(others.STICKER, MENU))
    await walid.does(walid.person.send_contact("+33612345678", "Bao"), own(others.CONTACT, MENU))
    await walid.does(walid.person.send_poll("Quand ?", ["lundi", "mardi"]), own(others.NOT_TEXT, MENU))
    await walid.says("Niort", words.delegate("Niort", "79", ELODIE))
    await walid.does(walid.person.send_voice(), VOICE)
    await walid.says("oui", own(answers.NOTHING_WAS_ASKED, MENU))
    await walid.presses("Oui, le retenir", own(privacy.PLACE_KEPT))


NOTE = {"file_id": "n", "file_unique_id": "n", "length": 240, "duration": 3}
SQUARE = {"latitude": 46.1703, "longitude": 1.8719}
VENUE = {"venue": {"location": SQUARE, "title": "La place", "address": "Guéret"}, "location": SQUARE}
STORY = {"story": {"id": 1, "chat": {"id": -100, "type": "channel", "title": "Ailleurs"}}}


async def test_what_phones_send_seldom(talk: Talk, words: Words) -> None:
    zoe = talk.person("Zoé")
    await zoe.does(zoe.person.send_other({"dice": {"emoji": "🎲", "value": 4}}), own(others.NOT_TEXT, MENU))
    await zoe.does(zoe.person.send_other(STORY), own(others.NOT_TEXT, MENU))
    await zoe.does(zoe.person.send_other({"video_note": NOTE}), VOICE)
    await zoe.does(zoe.person.send_album(5), FILE)
    towns = [[f"{one.name} ({one.department})"] for one in words.knowledge.places.nearest(**SQUARE, k=4)]
    near = own(places.nearest_towns(), [*towns, ["Autre commune"]])
    await zoe.does(zoe.person.send_other(VENUE), near)
    walking = await zoe.does(zoe.person.send_location(**SQUARE, live_period=900), near)
    for step in range(3):
        await zoe.does(zoe.person.move(walking, 46.2 + step / 100, 1.9))
    await zoe.presses("Guéret (23)", words.delegate("Guéret", "23", KARINE))
    await zoe.says("c'est quoi le FDVA ?", words.answer("fdva", KARINE))


async def test_messages_corrected_after_they_were_sent(talk: Talk, words: Words) -> None:
    xavier = talk.person("Xavier")
    first = await xavier.says("qsdfghjk", UNKNOWN)
    await xavier.does(xavier.person.edit(first, "Guéret"), words.delegate("Guéret", "23", KARINE))
    second = await xavier.says("c koi lami", words.answer("ami-region", KARINE))
    await xavier.does(xavier.person.edit(second, "c koi le fdva"), words.answer("fdva", KARINE))
    await xavier.does(xavier.person.edit(first, "Niort"), words.delegate("Niort", "79", ELODIE))
    await xavier.does(xavier.person.delete(second))
    await xavier.says("qui est ma déléguée ?", words.delegate("Niort", "79", ELODIE, may_keep=True))
    walking = await xavier.does(xavier.person.send_location(0.0, 0.0, live_period=900), own(places.NO_TOWN_NEAR))
    await xavier.does(xavier.person.move(walking, 0.1, 0.1))
    await xavier.says("/annuler", own(CANCELLED))


async def test_commands_known_and_unknown(talk: Talk, words: Words) -> None:
    yann = talk.person("Yann")
    await yann.says("/start", own(welcome.WELCOME, MENU))
    await yann.says("/fairelecafe", own(others.UNKNOWN_COMMAND))
    await yann.says("/aide", own(welcome.HELP, MENU))
    await yann.says("/contact", words.human)
    await yann.says("/confidentialite", own(privacy.notice(DEFAULT)))
    await yann.says("/annuler", own(welcome.NOTHING_TO_CANCEL))
    await yann.says("/mesdonnees", own(privacy.YOUR_DATA), own(""))
    await yann.says("/START", own(welcome.WELCOME, MENU))
    await yann.presses(TOPICS, words.topics)
