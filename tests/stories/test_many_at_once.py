"""In a burst, of messages, albums or late corrections, each leaves, or its author is told that it has not."""

from tests.desk import KARINE, Desk, Voice

BURST = 33  # more than the 30 that one may write in a minute


def missing(voice: Voice, words: str, many: int) -> list[int]:
    """Return the numbers of a burst that did not come."""
    got = [said.text for said in voice.person.received]
    return [number for number in range(many) if not any(f"{words} {number}." in text for text in got)]


async def test_burst_into_an_open_case_leaves_whole_and_what_is_refused_is_counted(desk: Desk) -> None:
    karine, aicha, bao = await desk.staff(KARINE), await desk.person(), await desk.person("Bao", "Tran")
    await aicha.opens_case("Bonjour")
    await aicha.presses("Écrire à Karine Machat")
    await aicha.bursts([f"Photo du hangar {number}." for number in range(BURST)])
    assert missing(karine, "Photo du hangar", BURST) == []
    await karine.presses("Répondre")
    await karine.bursts([f"Voici la pièce {number}." for number in range(32)])
    assert missing(aicha, "Voici la pièce", 32) == []
    await bao.opens_case("Une chose")
    said = await bao.bursts(["/aide"] * BURST, [f"En réponse {number}." for number in range(3)], to=bao.last("C'est"))
    (told,) = [one for one in said if one.startswith("Vous allez plus vite que moi.")]
    assert told.endswith(f"{BURST - 30} messages n'ont été ni lus ni transmis : renvoyez-les.")
    assert missing(karine, "En réponse", 3) == []
    # Whoever hears from staff writes to them, without a button.
    await desk.later(minutes=31)
    await karine.says("Dites-moi tout", to=karine.last("Aïcha Morel"))
    await aicha.bursts([f"La suite {number}." for number in range(BURST)])
    assert missing(karine, "La suite", BURST) == []


async def test_album_is_one_piece_of_a_demand_and_has_one_receipt(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.says("/contact")
    await aicha.says("Saint-Junien")
    albums = ((3, "", "📎 3 photos"), (10, "", "📎 10 photos"), (2, "La façade", "📎 2 photos : « La façade »"))
    for many, caption, line in albums:
        said = await aicha.does(aicha.person.send_album(many, caption))
        assert len(said) == 1, said
        assert line in said[0]
    (said,) = await aicha.does(aicha.send_documents(4))
    assert "📎 4 documents" in said
    assert said.count("📎") == 4
    for number in range(6):
        assert await aicha.says(f"Et voici la suite {number}.") == []  # the summary is edited
        assert f"« Et voici la suite {number}. »" in aicha.last().text
    (said,) = await aicha.does(aicha.person.send_album(3))
    assert said.startswith("Cela fait déjà 10 messages.")
    assert "Les 3 derniers ne sont pas gardés." in aicha.last().text
    await aicha.presses("Envoyer")
    assert sum(one.kind == "photo" for one in karine.news()) == 15
    assert sum(one.kind == "document" for one in karine.person.received) == 4
    await aicha.presses("Écrire à Karine Machat")
    aicha.news()
    for many, caption in ((3, ""), (2, "Le toit")):
        (said,) = await aicha.does(aicha.person.send_album(many, caption))
        assert said.startswith("✓ Remis à Karine Machat")
        assert [one.kind for one in karine.news()] == ["photo"] * many
    (said,) = await karine.does(karine.person.send_album(2))
    assert said.endswith("Rien n'est encore parti.")
    await karine.presses("Répondre", under=karine.card)
    karine.news()
    aicha.news()
    (said,) = await karine.does(karine.person.send_album(4))
    assert said.startswith("✓ Remis à Aïcha Morel")
    assert [one.kind for one in aicha.news()] == ["photo"] * 4


async def test_what_is_corrected_before_it_leaves_leaves_corrected(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.says("/contact")
    await aicha.says("Saint-Junien")
    numbers = [await aicha.sends(words) for words in ("mon numéro est le 06 11 11 11 11", "un lieu de 40 m2")]
    photo = await aicha.person.send_photo(caption="La grange")
    album = await aicha.person.send_album(2, "Deux vues")
    await desk.calm()
    for message, before, after in (
        (numbers[0], "06 11 11 11 11", "mon numéro est le 06 22 22 22 22"),
        (numbers[1], "un lieu de 40 m2", "un lieu de 400 m2"),
        (photo, "La grange", "Le hangar"),
        (album[0], "Deux vues", "Deux autres vues"),
        (numbers[0], "06 22 22 22 22", "mon numéro est le 06 33 33 33 33"),
    ):
        await aicha.does(aicha.person.edit(message, after))
        shown = aicha.last("Voici votre message").text
        assert (before in shown, after in shown) == (False, True)
        assert shown.count("📎") == 2
    await aicha.presses("Envoyer")
    got = "\n".join(one.text for one in karine.person.received)
    assert [words for words in ("33 33 33", "400 m2", "Le hangar", "Deux autres vues") if words not in got] == []
    assert [words for words in ("11 11 11", "22 22 22", "40 m2", "La grange", "Deux vues") if words in got] == []
    await aicha.does(aicha.person.edit(numbers[1], "un lieu de 500 m2"))
    assert "500 m2" in karine.card.text
    await aicha.presses("Être rappelé")
    called = await aicha.sends("06 44 44 44 44")
    assert "0644444444" in karine.card.text
    aicha.news()
    (said,) = await aicha.does(aicha.person.edit(called, "06 55 55 55 55"))
    assert "0655555555" in said
    assert ("0655555555" in karine.card.text, "0644444444" in karine.card.text) == (True, False)
    (said,) = await aicha.does(aicha.person.edit(called, "jamais"))
    assert "le 0655555555 reste transmis" in said
    await karine.says("/dossiers")
    await karine.presses("Ouvrir pour quelqu'un")
    who = await karine.sends("Jean Petit, 06 66 66 66 66")
    where = await karine.sends("Guéret")
    await karine.does(karine.person.edit(who, "Jeanne Petit, 06 77 77 77 77"))
    await karine.does(karine.person.edit(where, "Saint-Junien"))
    await karine.says("Elle cherche un local")
    assert "Jeanne Petit\n☎️ 0677777777" in karine.card.text
    assert "Saint-Junien (87)" in karine.card.text


async def test_what_is_corrected_after_the_end_is_told_not_to_have_left(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("Bonjour")
    await aicha.presses("Écrire à Karine Machat")
    hers = await aicha.sends("Appelez le 06 11 11 11 11")
    photo = await aicha.person.send_photo(caption="La grange")
    await desk.calm()
    await karine.presses("Répondre")
    reply = await karine.sends("Je vous rappelle lundi")
    await karine.presses("Note", under=karine.card)
    note = await karine.sends("Elle préfère le matin")
    await karine.closes(under=karine.card)
    aicha.news()
    karine.news()
    late = ((hers, "Appelez le 06 22 22 22 22"), (photo, "Le hangar"), (hers, "Appelez le 06 33 33 33 33"))
    for message, words in late:
        (said,) = await aicha.does(aicha.person.edit(message, words))
        assert said.startswith("Votre correction n'est pas partie.\n\nLa demande n° 1 est close.")
        assert words not in karine.card.text
    (said,) = await karine.does(karine.person.edit(reply, "Je vous rappelle mardi"))
    assert said.startswith("Votre correction n'est pas partie.\n\nLe dossier n° 1 est clos.")
    assert "mardi" not in aicha.last("Je vous rappelle").text
    assert await karine.does(karine.person.edit(note, "Elle préfère le soir")) == []
    assert "Elle préfère le soir" in karine.card.text
    await aicha.presses("Rouvrir et écrire")
    await aicha.says("Le 06 22 22 22 22")
    await aicha.does(aicha.person.edit(hers, "Appelez le 06 22 22 22 22"))
    assert [one.text for one in karine.person.received if "11 11 11" in one.text] == []
    await karine.does(karine.person.edit(reply, "Je vous rappelle mercredi"))
    assert "mercredi" in aicha.last("Je vous rappelle").text
    await aicha.person.block()
    await desk.calm()
    (said,) = await karine.does(karine.person.edit(reply, "Je vous rappelle jeudi"))
    assert said.startswith("Votre correction n'est pas partie.\n\nLa raison : Aïcha Morel a bloqué le robot.")
