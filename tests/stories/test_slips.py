"""A slip in a command is understood; a fire told under a photo gets its number and nothing else."""

from tests.desk import CHLOE, KARINE, Desk

SLIPS = (
    ("/suprimer", "/supprimer"), ("/annuller", "/annuler"), ("/abonements", "/abonnements"),
    ("/annonces", "/abonnements"), ("/mesdonnes", "/mesdonnees"), ("/inscription", "/visio"),
    ("/confidencialite", "/confidentialite"), ("/reunion", ""), ("/xyz", ""), ("/dossier", ""),
)  # fmt: skip
AS_TYPED = (
    ("/mesdonnées", "Voici ce que je garde sur vous"), ("/mes donnees", "Voici ce que je garde sur vous"),
    ("/mes-données", "Voici ce que je garde sur vous"), ("/Confidentialité", "Ce que je garde"),
    ("\\aide", "Écrivez votre question"), ("/ aide", "Écrivez votre question"), ("/mes_demandes", "Vous n'avez pas"),
)  # fmt: skip
AS_STAFF_TYPES = (
    ("ouvrir pour quelqu'un", "Pour qui"), ("Ouvrir pour quelqu’un", "Pour qui"), ("/réunions", "Aucune réunion"),
    ("réunions", "Aucune réunion"), ("mes dossiers", "Aucun dossier"), ("Dossiers", "Aucun dossier"),
)  # fmt: skip
FIRES = (
    "ya le feu dans le hangar",
    "au feu !! ça brûle dans l'atelier",
    "incendie au local, des flammes partout",
)


async def test_slip_in_a_command_names_the_near_one_that_one_may_use(desk: Desk) -> None:
    aicha, chloe = await desk.person(), await desk.staff(CHLOE, "team")
    for typed, meant in SLIPS:
        (said,) = await aicha.says(typed)
        assert said.startswith(f"Vouliez-vous dire {meant} ?" if meant else "Je ne connais pas cette commande."), said
    for typed, meant in (("/annonces", "/annonce"), ("/reunion", "/reunions"), ("/dossier", "/dossiers")):
        (said,) = await chloe.says(typed)
        assert said.startswith(f"Vouliez-vous dire {meant} ?"), said


async def test_command_is_read_as_people_type_it(desk: Desk) -> None:
    aicha, chloe = await desk.person(), await desk.staff(CHLOE, "team")
    for typed, said in AS_TYPED:
        assert (await aicha.says(typed))[0].startswith(said), typed
    for typed, said in AS_STAFF_TYPES:
        assert (await chloe.says(typed))[0].startswith(said), typed
        await chloe.says("/annuler")
    assert "Quelle est" not in (await aicha.says("/!\\ c'est quoi le FDVA ?"))[0]


async def test_nothing_stands_under_the_numbers_where_nothing_else_was_asked(desk: Desk) -> None:
    aicha = await desk.person()
    for caption in FIRES:
        told = await aicha.does(aicha.person.send_photo(caption=caption))
        assert (len(told), told[0].startswith("☎️ 18 :")) == (1, True), told
    told = await aicha.does(aicha.person.send_photo(caption=f"{FIRES[0]}. C'est quoi le FDVA ?"))
    assert (len(told), "FDVA" in told[-1]) == (3, True)


async def test_what_telegram_tells_of_a_chat_is_no_message(desk: Desk) -> None:
    """A pinned message or a new background: nobody wrote it, so nothing is said, passed on or taken for an answer."""
    karine = await desk.staff(KARINE)
    aicha = await desk.person()
    told = ({"pinned_message": {"message_id": 1, "date": 1, "chat": {"id": aicha.person.id, "type": "private"}}},
            {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}}, {"write_access_allowed": {}},
            {"boost_added": {"boost_count": 1}}, {"of_a_later_release": {"by": 1}})  # fmt: skip
    await aicha.opens_case("Bonjour")
    await karine.says("Je vous réponds", to=karine.card)
    await karine.presses("Répondre")
    await aicha.says("/contact")
    for voice in (karine, aicha):
        voice.news()
    for content in told:
        for voice in (karine, aicha):
            await voice.person.send_other(content)
    await desk.calm()
    assert (karine.news(), aicha.news()) == ([], [])
    assert "Écrivez votre message" in aicha.last().text


async def test_edit_of_what_is_gone_or_has_no_words(desk: Desk) -> None:
    """A delegate who cleared her chat gets the card anew, and a live position that moves corrects nothing."""
    team, karine = await desk.staff(CHLOE, "team"), await desk.staff(KARINE)
    aicha = await desk.person()
    await aicha.opens_case("Bonjour")
    await karine.says("Où êtes-vous ?", to=karine.card)
    position = await aicha.person.send_location(45.8, 1.2, 900)
    written = await aicha.sends("3 rue Haute")
    for voice in (team, karine):
        voice.person.clear_chat()
    await aicha.person.move(position, 45.81, 1.21)
    await aicha.person.edit(written, "4 rue Haute")
    await desk.calm()
    assert "4 rue Haute" in karine.card.text
    assert "Demande en cours n° 1" in karine.heard[-1]
    await desk.later(minutes=30)
    assert not [one for one in team.heard if "coup d'œil" in one]
