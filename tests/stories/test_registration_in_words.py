"""Somebody registers by writing: a question is no name, a yes registers, a line is corrected by itself."""

from tests.desk import KARINE, Desk, Voice
from tests.handlers.meetings.ground import a_meeting, known, tick

NO_NAMES = ("attends c payant ??", "c'est quoi le FDVA ?", "je dois venir avec quelqu'un", "combien ça coûte",
            "06 11 22 33 44", "oui", "ok")  # fmt: skip
NAMES = ("c pa mon nom ca, yann lebrun", "je m'appelle yann lebrun", "mon nom c'est yann lebrun", "yann lebrun")
CORRECTIONS = ("mon nom c'est Zoé Roi", "non, Zoé Roi", "c'est pas mon nom ça : Zoé Roi", "pardon, moi c'est Zoé Roi")
YES = ("oui cest bon", "ok", "je confirme", "Oui, inscrivez-moi", "d'accord", "m'inscrire")
NO = ("non", "attendez", "pas encore")
STOPS = ("STOP", "stop svp")
SUBSCRIBES = ("comment je recois les annonces sur les visios", "abonnez moi aux annonces",
              "jveu recevoir les infos sur les visios et les aides", "tenez moi au courant des aides svp")  # fmt: skip
TYPED = ("M'inscrire", "inscrivez moi a la visio projet svp", "je veux m'inscrire", "inscris-moi à celle-là")
CANNOT = ("en fait jpe pa venir jeudi", "je pourrai pas venir finalement", "ah mince je peux plus venir")


async def at_the_name(desk: Desk, name: str = "Mia") -> Voice:
    mia = await desk.person(name)
    await mia.says("/visio")
    await mia.presses("J'ai un projet")
    await mia.presses("M'inscrire")
    mia.news()
    return mia


async def at_the_summary(desk: Desk, name: str = "Mia") -> Voice:
    mia = await at_the_name(desk, name)
    await mia.says("Mia Dupuis")
    await mia.says("Niort")
    mia.news()
    await mia.presses("En idée")
    return mia


async def test_question_is_no_name(desk: Desk) -> None:
    await desk.meeting()
    mia = await at_the_name(desk)
    for words in NO_NAMES:
        told = await mia.says(words)
        assert "Quel nom puis-je noter" in told[-1], (words, told)
    for words in NAMES:
        *_, said = await mia.says(words)
        assert "Où est votre projet ?" in said, words
        await mia.presses("Retour")
    await mia.says("yann lebrun")
    await mia.says("Niort")
    assert "Merci. Il me manque une dernière chose" in (await mia.says("oui"))[-1]
    assert mia.last().button("En idée")
    await mia.presses("En idée")
    assert "Nom : yann lebrun\n" in mia.last().text


async def test_yes_under_the_summary_registers_and_a_no_changes(desk: Desk) -> None:
    await desk.meeting()
    for rank, words in enumerate(YES, 1):
        mia = await at_the_summary(desk, f"Mia {rank}")
        told = await mia.says(words)
        assert "C'est confirmé" in told[-1], (words, told)
        assert len(await desk.registered()) == rank
    mia = await at_the_summary(desk)
    for words in NO:
        assert (await mia.says(words))[-1] == "Que voulez-vous changer ?", words
        assert "Nom : Mia Dupuis" in (await mia.says("oui"))[-1]
    for words in ("non", "stop"):
        await mia.says("non")
        assert (await mia.says(words))[-1].startswith("D'accord, rien n'est gardé."), words
        mia = await at_the_summary(desk, f"Mia {words}")
    for words in STOPS:
        assert (await mia.says(words))[-1].startswith("D'accord, rien n'est gardé."), words
        mia = await at_the_summary(desk, f"Mia {words}")
    assert len(await desk.registered()) == len(YES)
    assert "rien n'est" in (await mia.says("en fait non"))[-1] or "je laisse cela" in mia.last().text


async def test_one_line_of_the_summary_is_corrected_alone(desk: Desk) -> None:
    await desk.meeting()
    mia = await at_the_summary(desk)
    for words in CORRECTIONS:
        *_, said = await mia.says(words)
        assert ("Nom : Zoé Roi\n" in said, "Niort (79)" in said) == (True, True), (words, said)
        await mia.says("mon nom est Mia Dupuis")
    *_, said = await mia.says("non, à Guéret")
    assert ("Nom : Mia Dupuis" in said, "Guéret (23)" in said, "en idée" in said) == (True, True, True)
    *_, said = await mia.says("non, lieu ouvert")
    assert "lieu ouvert" in said
    for line, new, shown in (("Mon nom", "Zoé Roi", "Zoé Roi"), ("Mon lieu", "Niort", "Niort (79)")):
        await mia.presses("Modifier")
        await mia.presses(line)
        *_, said = await mia.says(new)
        assert ("Votre inscription" in said, shown in said) == (True, True), said


async def test_register_typed_is_for_the_meeting_just_shown(desk: Desk) -> None:
    await desk.meeting()
    for rank, words in enumerate(TYPED, 1):
        mia = await desk.person(f"Mia {rank}")
        await mia.says("/visio")
        await mia.presses("J'ai un projet")
        mia.news()
        *_, said = await mia.says(words)
        assert "Quel nom puis-je noter" in said, words
    await mia.says("Mia Dupuis")
    await mia.says("Niort")
    await mia.presses("En idée")
    for words in CANNOT:
        await mia.says("ok")
        *_, said = await mia.says(words)
        assert "Vous ne venez plus : " in said, (words, said)
        await mia.presses("Retour")
    mia = await desk.person("Zoé")
    await mia.says("bonjour")
    assert "Quelle est votre situation ?" in (await mia.says("je veux m'inscrire"))[-1]


async def test_news_asked_for_opens_the_subjects(desk: Desk) -> None:
    mia = await desk.person("Mia")
    await mia.says("/abonnements")
    shown = mia.last().labels
    for words in SUBSCRIBES:
        await mia.says(words)
        assert mia.last().labels == shown, (words, mia.last().text)
    assert "Vous ne voulez plus recevoir" in (await mia.says("je ne veux plus recevoir les annonces"))[-1]


async def test_registered_person_is_understood_in_words(desk: Desk) -> None:
    """The reminder, the link, a refusal to be taken off the list, the question before leaving and the one after."""
    meeting = await a_meeting(desk.here, days=2)
    mia = await desk.person("Mia")
    await known(desk.here, mia.person)
    await mia.says(f"/start i-{meeting.id}-affiche")
    assert "Le lien vous arrive la veille" in (await mia.says("vous pouvez me donner le lien ?"))[0]
    await desk.later(days=1, hours=2, minutes=1)
    await tick(desk.here)
    await desk.calm()
    reminder = mia.last("Demain à 12 h")
    mia.news()
    for words in ("oui je viens", "👍", "n'annulez surtout pas mon inscription", "je serai à la visio"):
        assert "C'est noté" in (await mia.says(words, to=reminder))[0], words
    for words in ("renvoyez moi le lien svp", "je ne peux plus me connecter"):
        assert "https://visio.example/abc" in (await mia.says(words))[0], words
        assert mia.last().button("Parler à quelqu'un")
    assert "Rien n'a changé" in (await mia.says("ne supprimez rien"))[0]
    for words in ("non désolée, je suis malade", "finalement non"):
        assert "votre inscription est annulée" in (await mia.says(words, to=reminder))[0], words
        await mia.presses("Revenir sur la liste")
        mia.news()
    await mia.says("je ne viens plus")
    assert "c'est confirmé" in (await mia.says("non, je viens"))[0]
    assert await desk.standing(mia.person) == "registered"
    await desk.later(days=1, hours=3)
    await tick(desk.here)
    await desk.calm()
    mia.news()
    assert "votre avis aide l'équipe" in (await mia.says("c'était très utile"))[0]


async def test_yes_after_a_human_wrote_is_no_consent(desk: Desk) -> None:
    """« Voulez-vous que je vous prévienne ? » is void once the delegate has written, whatever she sent."""
    karine = await desk.staff(KARINE)
    meeting = await a_meeting(desk.here)
    mia = await desk.person("Mia")
    await mia.opens_case("Bonjour")
    await known(desk.here, mia.person)
    await mia.says(f"/start i-{meeting.id}-affiche")
    assert "je vous prévienne" in mia.last().text
    await karine.presses("Répondre")
    await karine.person.send_photo()
    await desk.calm()
    karine.news()
    await mia.says("Oui")
    assert any("Oui" in said.text for said in karine.news())
    assert "subscriptions.given_at = None" in await desk.everything_kept()
