"""An album is one thing: its receipt is true of all of it, and all of it is taken back together."""

from tests.desk import KARINE, Desk


async def test_album_taken_back_leaves_whole(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("Nous avons un plan de la grange")
    for count in (2, 3, 4):
        await karine.says("Quelle surface ?", to=karine.card)
        await aicha.send_documents(count)
        await desk.calm()
        assert [one.kind for one in karine.person.received].count("document") == count
        await aicha.presses("C'était pour le robot")
        assert "document" not in [one.kind for one in karine.person.received], count
        assert "réponse attendue" not in karine.card.text, count
        assert "📎" not in karine.card.text, count
        assert (await desk.case()).state == "waiting", count


async def test_receipt_of_an_album_says_what_did_not_arrive(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("Nous avons un plan de la grange")
    await karine.says("Envoyez-le-moi.", to=karine.card)
    for count, lost in ((2, 1), (3, 1), (4, 2)):
        aicha.news()
        desk.here.telegram.faults.down = True
        sent = await aicha.send_documents(count)
        for number in sent[count - lost :]:
            await aicha.person.delete(number)
        desk.here.telegram.faults.down = False
        await desk.calm()
        (receipt,) = aicha.news()
        assert receipt.text.startswith(f"✗ {lost} sur {count} "), count
    await aicha.send_documents(5)
    await desk.calm()
    assert aicha.last().text.startswith("✓ Remis à Karine Machat")


async def test_album_goes_whole_where_its_first_picture_went(desk: Desk) -> None:
    """Somebody else writes while the pictures of an album come in: the rest is not asked about, nor torn apart."""
    karine, aicha, bao = await desk.staff(KARINE), await desk.person(), await desk.person("Bao", "Tran")
    await bao.opens_case("Un café associatif", "Guéret")
    await aicha.opens_case("On reprend l'ancienne poste")
    await karine.presses("Répondre")
    for words in ("Bonjour ?", "Vous êtes là ?"):
        await karine.send_documents(1, "plans")
        await bao.says(words, to=bao.last("C'est envoyé"))
    assert [[one.kind for one in voice.person.received].count("document") for voice in (aicha, bao)] == [2, 0]


async def test_album_is_one_line_of_the_card_and_one_question(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.says("/contact")
    assert [one[:24] for one in await aicha.does(aicha.person.send_album(3, "La grange"))] == [
        "Votre message est gardé "
    ]
    await aicha.says("Saint-Junien")
    await aicha.presses("Envoyer")
    assert "📎 3 photos : « La grange » ✓" in karine.card.text
    await aicha.presses("Écrire à Karine Machat")
    for number in range(9):
        await aicha.says(f"Et voici la suite {number}")
    await aicha.does(aicha.person.send_album(4))
    assert ("📎 4 photos ✓" in karine.card.text, karine.card.text.count("📎")) == (True, 2)


async def test_album_sent_out_of_any_form_is_passed_on_whole_with_its_captions(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.send_documents(3)
    await desk.calm()
    await aicha.presses("Parler à quelqu'un")
    await aicha.says("Saint-Junien")
    assert "📎 3 documents" in aicha.last().text
    _, second = await aicha.person.send_album(2, "Vue 0")
    await aicha.person.edit(second, "Vue 1")
    await desk.calm()
    assert "📎 2 photos : « Vue 0 / Vue 1 »" in aicha.last().text
    await aicha.presses("Envoyer")
    assert [one.kind for one in karine.person.received].count("document") == 3
    assert [one.kind for one in karine.person.received].count("photo") == 2
