"""After a delegate has written, the person's next words go to her, and the robot says so."""

from tests.desk import CHLOE, ELODIE, KARINE, Desk, Voice, receipt

ASK_PHONE = (
    "À quel numéro vous rappeler ?\n\nÉcrivez-le, ou partagez votre contact. La personne qui suit votre demande et "
    "l'équipe le voient. Il est effacé en même temps que la demande. Ou /annuler."
)
ROBOT = "C'était pour le robot"
TUESDAY = "Je peux mardi à 14 h, cela vous va ?"
TYPED = (
    "non je peux pas mardi",
    "plutôt jeudi matin",
    "d'accord, on fait comme ça",
    "il faut que j'apporte quoi ?",
    "ok mardi",
    "je ne pourrai pas venir finalement",
    "à la mairie de Saint-Junien plutôt",
    "on peut vous appeler au 06 12 34 56 78",
    "le bâtiment fait 200 m2",
    "annulez, je suis malade",
    "ah non désolée, pas mardi",
    "oui",
    "non",
    "👍",
    "parlons-en au téléphone",
)


def read(voice: Voice) -> list[str]:
    """Return the words passed on to this person, each under its author's name."""
    return [said.text.split("\n")[-1] for said in voice.news()]


async def answered(desk: Desk, karine: Voice, person: Voice, words: str = TUESDAY) -> None:
    """Let the delegate answer the person's case."""
    await person.opens_case("Peut-on se voir ?")
    await karine.says(words, to=karine.card)
    karine.news()
    person.news()


async def test_what_is_typed_after_a_human_spoke_goes_to_her(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await answered(desk, karine, aicha)
    for words in TYPED:
        assert await aicha.says(words) == [receipt(KARINE)], words
        assert read(karine) == [words]
        assert aicha.last().labels[-1] == ["Retirer", ROBOT], words
        assert aicha.last().button("Me désinscrire") is None, words
    for act, kind in (
        (aicha.person.send_photo(caption="la façade"), "photo"),
        (aicha.person.send_voice(), "voice"),
        (aicha.person.send_sticker("👍"), "sticker"),
        (aicha.person.send_location(45.88, 0.9), "location"),
    ):
        assert await aicha.does(act) == [receipt(KARINE).split("\n")[0]]
        assert [said.kind for said in karine.news()][-1:] == [kind]
    # What the base knows for sure is answered as well, and the words still go to her.
    read_by_her, answer = await aicha.says("au fait, c'est quoi le FDVA ?")
    assert (read_by_her, answer.startswith("Le FDVA")) == (receipt(KARINE), True)
    assert await aicha.says("oui") == [receipt(KARINE)]
    assert read(karine) == ["au fait, c'est quoi le FDVA ?", "oui"]
    # A service that is only guessed is offered; its exact label, a command or a button is obeyed.
    await aicha.says("et pour la réunion d'info je m'inscris comment")
    assert aicha.last().labels == [["M'inscrire"], ["Retirer", ROBOT]]
    assert (await aicha.says("Mes demandes"))[0].startswith("Vos demandes")
    assert "Vos demandes" in (await aicha.says("/mesdemandes"))[0]
    assert read(karine) == ["et pour la réunion d'info je m'inscris comment"]
    # An edit follows its message to her; a message for the robot can be taken back.
    sent = await aicha.person.send("rendez-vous à 14 h")
    await desk.calm()
    await aicha.person.edit(sent, "rendez-vous à 15 h")
    await desk.calm()
    assert read(karine) == ["rendez-vous à 15 h"]
    await aicha.says("et les frais de route ?")
    aicha.news()
    await aicha.presses(ROBOT)
    assert [
        said for said in karine.person.received if "frais de route" in said.text and said.text != karine.card.text
    ] == []
    assert len(aicha.heard) == 1
    assert (await aicha.says("merci le robot"))[0] != receipt(KARINE)
    # She writes again, so that what follows is for her again.
    await karine.says("Alors, mardi ?", to=karine.card)
    assert (await aicha.says("oui ok"))[-1] == receipt(KARINE)
    # After a day of silence the robot asks once whom what it cannot surely answer is for.
    await desk.later(hours=30)
    aicha.news()
    karine.news()
    assert (await aicha.says("c'est quoi l'AMI ?"))[0].startswith("L'AMI")
    (asked,) = await aicha.says("non je peux pas mardi")
    assert asked.startswith("Pour Karine Machat (Saint-Junien) ?")
    assert (asked.endswith("Rien n'est encore parti."), read(karine)) == (True, [])
    assert (await aicha.says("merci"))[0].startswith("Pour") is False
    await aicha.presses("Karine Machat · Saint-Junien · n° 1")
    assert read(karine) == ["non je peux pas mardi"]
    await aicha.presses("Ne plus lui écrire")
    await karine.says("Jeudi alors ?", to=karine.card)
    aicha.news()
    assert await aicha.says("oui jeudi") == [receipt(KARINE, "16 h")]
    karine.news()
    await karine.says("Toujours partante ?", to=karine.card)
    await karine.closes(under=karine.card)
    karine.news()
    await aicha.says("quelle est la durée de la formation ?")
    assert read(karine) == []


async def test_thanks_start_no_promise_and_forms_and_several_humans_are_told_apart(desk: Desk) -> None:
    karine, elodie = await desk.staff(KARINE), await desk.staff(ELODIE)
    chloe, aicha = await desk.staff(CHLOE, "team"), await desk.person()
    await answered(desk, karine, aicha, "Voici le dossier complet.")
    for words in ("Merci beaucoup !", "ok", "d'accord", "parfait, bonne journée", "super merci à mardi", "🙏"):
        assert await aicha.says(words) == [receipt(KARINE)], words
    await aicha.says("Merci Karine", to=aicha.last("Voici le dossier"))
    assert len(read(karine)) == 7
    assert (await desk.case()).state == "waiting"
    chloe.news()
    await desk.later(days=3)
    assert (aicha.heard, chloe.heard) == ([], [])
    # In the middle of a form, words in reply to hers are passed on, and the others answer the form.
    await karine.says("Jeudi vous irait ?", to=karine.card)
    await aicha.presses("Répondre à Karine Machat")
    await aicha.says("Jeudi oui")
    await aicha.presses("Ne plus lui écrire")
    await aicha.presses("Être rappelé", under=aicha.last("C'est envoyé"))
    await karine.says("Ou vendredi ?", to=karine.card)
    karine.news()
    aicha.news()
    assert await aicha.says("d'accord pour vendredi") == [receipt(KARINE), ASK_PHONE]
    assert read(karine) == ["d'accord pour vendredi"]
    assert "Quand préférez-vous" in (await aicha.says("06 12 34 56 78"))[0]
    await aicha.says("/annuler")
    # Two delegates wrote lately, so that nothing is guessed.
    await aicha.says("/contact")
    await aicha.says("Niort")
    await aicha.says("Et pour notre autre lieu ?")
    await aicha.presses("Envoyer")
    await elodie.says("Bonjour, je peux lundi.", to=elodie.card)
    for voice in (karine, elodie, aicha):
        voice.news()
    asked = (await aicha.says("d'accord pour lundi"))[-1]
    assert asked.startswith("Pour Elodie Truong (Niort) ou Karine Machat (Saint-Junien) ?")
    assert "Votre demande n° 2 : « Et pour notre autre lieu ? »" in asked
    assert (read(karine), read(elodie)) == ([], [])
    await aicha.presses("Elodie Truong · Niort · n° 2")
    assert (read(karine), read(elodie)) == ([], ["d'accord pour lundi"])
