"""Answers to an announcement: stop, thanks or a question. A yes not said to the bot is no consent."""

from tests.desk import CHLOE, KARINE, Desk

STOPS = (
    "STOP", "Stop svp", "arrêtez", "désabonnez-moi", "ne m'envoyez plus ça", "plus de messages merci",
    "je ne veux plus recevoir vos annonces", "stop merci", "retirez-moi de votre liste", "laissez-moi tranquille",
    "vous pouvez arrêter de m'écrire ?",
)  # fmt: skip
STOPPED = ("C'est fait. Vous ne recevez plus : Les visios.", "C'est arrêté. Je ne vous envoie plus d'annonces.")
POLITE = (
    "Merci !",
    "👍",
    "ok",
    "super",
    "bien reçu",
    "bonne journée",
    "merci beaucoup, bonne soirée",
    "🙏🙏",
    "Génial !",
    "Top ! bonne journée à toute l'équipe",
    "Parfait, à jeudi",
    "Merci Chloé, je regarde et je reviens vers vous",
)
QUESTIONS = ("Arrêtez-moi si je me trompe, c'est ouvert à tous ?", "merci, et c'est ouvert aux communes ?",
             "ok mais qui peut venir ?", "je ne reçois plus le lien, pouvez-vous me le renvoyer ?")  # fmt: skip


async def test_stop_thanks_and_questions_under_an_announcement(desk: Desk) -> None:
    chloe, aicha = await desk.staff(CHLOE, "team"), await desk.person()
    await aicha.subscribes()
    await chloe.announces("La visio de décembre est ouverte.")
    told = aicha.last("La visio de décembre")
    aicha.news()
    for words in POLITE:
        (said,) = await aicha.says(words, to=told)
        assert (len(said) < 120, await desk.cases()) == (True, []), words
    for words in STOPS:
        if words != STOPS[0]:
            await aicha.presses("Les visios : non")
        (said,) = await aicha.says(words, to=told)
        assert said.startswith(STOPPED), words
        assert aicha.last().button("Choisir mes sujets") is not None
        await aicha.says("/abonnements")
        assert ["Les visios : non"] in aicha.last().labels, words
    await aicha.says("/stop")
    # The same words, not in reply, right after the announcement.
    await aicha.subscribes()
    await chloe.announces("La visio de janvier est ouverte.")
    aicha.news()
    (said,) = await aicha.says("stop svp")
    assert said.startswith(STOPPED)
    assert await desk.cases() == []
    askers = [await desk.person(f"P{number}") for number, _ in enumerate(QUESTIONS, 1)]
    for one in askers:
        await one.subscribes()
    await chloe.announces("Une visio est à venir.")
    for number, (one, words) in enumerate(zip(askers, QUESTIONS, strict=True), 1):
        assert "C'est envoyé." in (await one.says(words, to=one.last("à venir")))[-1], words
        assert len(await desk.cases()) == number, words


async def test_yes_typed_after_a_human_is_no_consent(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("Bonjour")
    await aicha.says("c'est quoi l'AMI ?")
    await aicha.presses("Oui, merci")
    assert aicha.last().button("Me prévenir") is not None
    await karine.says("Je vous appelle demain ?", to=karine.card)
    for words in ("oui", "oui merci", "ouais", "oui svp", "oui parfait"):
        assert (await aicha.says(words))[-1].startswith("✓ Remis à Karine Machat"), words
    await aicha.says("/abonnements")
    assert all(label.endswith(": non") for row in aicha.last().labels for label in row)
    # Nor once the case is closed: the last question is then whether it helped.
    bao = await desk.person("Bao", "Tran")
    await bao.opens_case("Bonsoir", "Limoges")
    await bao.says("Limoges")
    assert bao.last().button("Oui, le retenir") is not None
    await karine.says("On se voit ?", to=karine.card)
    await karine.closes(under=karine.card)
    assert (await bao.says("oui merci"))[-1] == "Merci, c'est noté."
    assert "retiens" not in (await bao.says("merci"))[-1]
    # The bot's question came last, so that a yes in words answers it.
    await bao.says("Limoges")
    assert "retiens" in (await bao.says("oui"))[-1]


async def test_stop_alone_is_for_the_bot_whoever_has_the_floor(desk: Desk) -> None:
    chloe, karine, aicha = await desk.staff(CHLOE, "team"), await desk.staff(KARINE), await desk.person()
    await aicha.subscribes()
    await aicha.opens_case("Bonjour")
    await karine.says("Je vous écoute.", to=karine.card)
    await chloe.announces("La visio de décembre est ouverte.")
    await aicha.says("C'est noté pour lundi ?")  # so that the announcement is not the last message
    karine.news()
    for words in ("stop", "STOP", "Stop svp", "stop merci", "STOP STOP"):
        (said,) = await aicha.says(words)
        assert said.startswith("C'est arrêté. Je ne vous envoie plus d'annonces."), words
        await aicha.subscribes()
        aicha.news()
    await aicha.presses("Écrire à Karine Machat", under=aicha.last("C'est envoyé"))
    assert (await aicha.says("stop"))[-1].startswith("C'est arrêté.")
    assert "Vous ne recevez aucune" in (await aicha.says("stop"))[-1]
    assert karine.news() == []


async def test_thanks_typed_after_an_announcement_are_for_it_though_a_human_wrote_before(desk: Desk) -> None:
    chloe, karine, aicha = await desk.staff(CHLOE, "team"), await desk.staff(KARINE), await desk.person()
    await aicha.subscribes()
    await aicha.opens_case("Bonjour")
    await karine.says("Je vous écoute.", to=karine.card)
    for words in ("Merci", "👍", "merci beaucoup !", "super", "Ok merci, bonne journée"):
        await chloe.announces(f"La visio est ouverte ({words}).")
        aicha.news()
        karine.news()
        (said,) = await aicha.says(words)
        assert said.startswith("Avec plaisir. Une question sur cette annonce ?"), words
        assert karine.news() == [], words
    (said,) = await aicha.says("merci")  # the bot spoke last, so that the words are for it again
    assert said.startswith("✓ Remis à Karine Machat")
