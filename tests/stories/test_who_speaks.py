"""Every message passed on, both ways and of any kind, names its author and loses none of its words."""

from typing import Any

from tests.desk import ELODIE, KARINE, Desk, Voice

LONG = "Une phrase. " * 341 + "Fin."
ROUND = {"video_note": {"file_id": "r", "file_unique_id": "r", "length": 240, "duration": 3}}
VENUE = {"venue": {"location": {"latitude": 46.1, "longitude": 1.8}, "title": "Mairie", "address": "Guéret"},
         "location": {"latitude": 46.1, "longitude": 1.8}}  # fmt: skip


def gestures(voice: Voice) -> dict[str, Any]:
    """Return what somebody may send, by name, as calls still to be made."""
    person = voice.person
    return {
        "words": lambda: person.send("On se voit quand ?"),
        "one word": lambda: person.send("oui"),
        "words that look like ours": lambda: person.send("Bao Tran · Guéret · n° 9\n<b>1 < 2</b> & co"),
        "formatted": lambda: person.send_formatted(
            "Voir le plan",
            [{"type": "bold", "offset": 5, "length": 7}],  # type: ignore[typeddict-item]
        ),
        "4,096 characters": lambda: person.send(LONG),
        "photo": person.send_photo,
        "photo with words": lambda: person.send_photo(caption="La façade"),
        "photo with 1,024": lambda: person.send_photo(caption="é" * 1024),
        "document": lambda: person.send_document(caption="Le budget"),
        "document alone": person.send_document,
        "voice": person.send_voice,
        "sticker": person.send_sticker,
        "position": lambda: person.send_location(46.17, 1.87),
        "contact": lambda: person.send_contact("+33612345678", "Luc"),
        "poll": lambda: person.send_poll("Mardi ?", ["Oui", "Non"]),
        "venue": lambda: person.send_other(VENUE),
        "round video": lambda: person.send_other(ROUND),
        "album": lambda: person.send_album(3, "Trois vues"),
        "album alone": lambda: person.send_album(2),
    }


def unnamed(voice: Voice, name: str) -> list[str]:
    """Return the messages since the last look that name their author neither in their words nor on a line beside."""
    named = {said.message_id: said for said in voice.person.received if said.text.startswith(name)}
    answered = {said.reply_to for said in named.values()}
    fresh = [said for said in voice.news() if "✓ Remis" not in said.text and "⏳" not in said.text]
    assert fresh, "nothing came"
    return [
        said.text or said.kind
        for said in fresh
        if not {said.message_id, said.reply_to} & set(named) and said.message_id not in answered
    ]


async def test_every_message_says_who_it_is_from(desk: Desk) -> None:
    karine = await desk.staff(KARINE)
    aicha, bao = await desk.person(), await desk.person("Bao", "Tran")
    await bao.opens_case("Un café associatif", "Guéret")
    await aicha.opens_case("On reprend l'ancienne poste")
    await aicha.presses("Écrire à Karine Machat")
    await bao.presses("Écrire à Karine Machat")
    await karine.presses("Répondre")
    for voice, name, reader in (
        (bao, "Bao Tran · Guéret · n° 1", karine), (aicha, "Aïcha Morel · Saint-Junien · n° 2", karine),
        (karine, "Karine Machat · demande n° 2", aicha),
    ):  # fmt: skip
        reader.news()
        if voice is karine:
            await karine.says("/dossiers")  # sooner, the second press would be taken for a double tap
            await karine.presses("Répondre", under=karine.card)
        every = list(gestures(voice).items())
        for what, gesture in {bao: every[1:3], aicha: every, karine: every[3::2]}[voice]:
            await voice.does(gesture())
            assert unnamed(reader, name) == [], what
        for whole in (LONG.strip(), "é" * 1024, "<b>1 < 2</b> & co") if voice is aicha else ():
            assert any(whole in said.text for said in reader.person.received)
    assert "<b>le plan</b>" in aicha.last("Voir le plan").html
    assert all("poste" not in said.text for said in bao.person.received)


async def test_correction_keeps_the_name_and_a_colleague_who_comes_later_reads_it(desk: Desk) -> None:
    karine, elodie, aicha = await desk.staff(KARINE), await desk.staff(ELODIE), await desk.person()
    await aicha.opens_case("On reprend l'ancienne poste")
    await aicha.presses("Écrire à Karine Machat")
    for gesture, corrected in (
        (lambda: aicha.person.send("Mardi"), "Jeudi"), (lambda: aicha.person.send_photo(caption="Avant"), "Après"),
        (lambda: aicha.person.send("Long"), LONG), (lambda: aicha.person.send_document(), "Le plan"),
    ):  # fmt: skip
        karine.news()
        number = await gesture()
        await desk.calm()
        await aicha.person.edit(number, corrected)
        await desk.calm()
        assert corrected.strip() in karine.last(corrected.strip()).text
        assert unnamed(karine, "Aïcha Morel · Saint-Junien · n° 1") == [], corrected[:20]
    await aicha.person.edit(number, "Le plan, revu")
    await desk.calm()
    assert karine.last("revu").text == "Aïcha Morel · Saint-Junien · n° 1\nLe plan, revu"
    await karine.says("De Karine, avec ces mots " + "z" * 400, to=karine.card)
    sent = await karine.person.send("Au revoir", reply_to=karine.card.message_id)
    await desk.calm()
    await karine.person.edit(sent, "À bientôt")
    await desk.calm()
    assert aicha.last("bientôt").text == "Karine Machat · demande n° 1\nÀ bientôt"
    await karine.presses("Transférer")
    await karine.presses(ELODIE)
    copied = elodie.last("De Karine, avec ces mots")
    line = next(said for said in elodie.person.received if said.message_id == copied.reply_to)
    assert line.text.startswith("Karine Machat")
    kept = [row for row in await desk.outbox() if "z" * 350 in str(row.params)]
    assert kept == []  # what left is not kept
