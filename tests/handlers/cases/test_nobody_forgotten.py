"""Time passes by the business clock, over weekends, a holiday and an absence: nobody is forgotten, nobody woken."""

from datetime import datetime, timedelta

from tests.desk import CHLOE, ELODIE, KARINE, PARIS, TUESDAY, Desk, receipt


def on(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2030, 12, day, hour, minute, tzinfo=PARIS)


async def test_digest_and_reminder_then_the_team_and_an_honest_word_then_digests(desk: Desk) -> None:
    karine, chloe, aicha = await desk.staff(KARINE), await desk.staff(CHLOE, "team"), await desk.person()
    await aicha.opens_case("Bonjour")
    karine.news()
    await desk.at(on(3, 17, 29))
    assert karine.heard == []
    await desk.at(on(4, 8, 30))
    (digest,) = karine.news()
    assert digest.text == (
        "Vos demandes ce matin\n\nAttendues aujourd'hui (1)\n1 · Aïcha Morel · Saint-Junien\n« Bonjour »"
    )
    assert (digest.silent, digest.labels) == (True, [["1 · Aïcha Morel"], ["Tous les dossiers"]])
    await desk.at(on(4, 9, 1))
    assert karine.heard == ["Rappel : le dossier n° 1 attend une réponse."]
    aicha.news()
    await desk.at(on(4, 10, 1))
    assert chloe.heard == [
        "Le dossier n° 1 a dépassé son délai.",
        "Nouvelle demande n° 1 · Saint-Junien (87) · réponse attendue aujourd'hui à 10 h",
    ]
    assert [said.text for said in aicha.news()] == [
        "Je vous avais annoncé une réponse aujourd'hui à 10 h : elle n'est pas là.\n\n"
        "Karine Machat a du retard sur votre demande n° 1. Je viens de prévenir Chloé Rivolet."
    ]
    assert karine.heard == []
    await desk.at(on(4, 14))
    assert karine.heard == ["Vos demandes en retard, à mi-journée"]
    await desk.at(on(5, 8, 31))
    assert "⚠️ En retard (1)" in karine.last().text
    karine.news()
    await desk.at(on(5, 13, 59))
    assert (karine.heard, chloe.heard) == ([], [])  # no reminder comes by itself
    await chloe.presses("Je prends")
    assert "Chloé Rivolet a pris votre demande n° 1." in aicha.heard
    assert await desk.history() == ["open", "remind", "escalate", "take"]


async def test_weekend_is_no_working_time_and_wakes_nobody(desk: Desk) -> None:
    karine, chloe, aicha = await desk.staff(KARINE), await desk.staff(CHLOE, "team"), await desk.person()
    await desk.at(on(6, 16))
    await aicha.opens_case("Bonjour")
    assert "Réponse attendue d'ici lundi 9 décembre à 16 h." in aicha.last("C'est envoyé").text
    karine.news()
    await desk.at(on(7, 11))
    await aicha.says("Une photo suit", to=aicha.last("C'est envoyé"))
    (relayed,) = karine.news()
    assert (relayed.text, relayed.silent) == ("Aïcha Morel · Saint-Junien · n° 1\nUne photo suit", True)
    await desk.at(on(8, 23))
    assert (karine.heard, chloe.heard) == ([], [])
    await desk.at(on(9, 12, 31))
    assert karine.heard == []  # lunch time
    await desk.at(on(9, 16, 31))
    assert karine.heard == ["Rappel : le dossier n° 1 attend une réponse."]


async def test_christmas_is_no_working_day(desk: Desk) -> None:
    await desk.staff(KARINE)
    aicha = await desk.person()
    await desk.at(on(24, 16))
    await aicha.opens_case("Bonjour")
    assert "Réponse attendue d'ici jeudi 26 décembre à 16 h." in aicha.last("C'est envoyé").text
    await desk.at(on(25, 11))
    assert "remind" not in await desk.history()


async def test_each_question_starts_the_timer_anew(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("Bonjour")
    await karine.presses("Répondre")
    await karine.says("Bonjour")
    assert (await desk.case()).remind_at is None
    await desk.at(on(5, 8, 30))
    await aicha.says("Et pour le permis ?", to=aicha.last("Bonjour"))
    case = await desk.case()
    assert (case.state, case.remind_at, case.promise_at) == ("taken", on(5, 16, 30), on(5, 17, 30))
    karine.news()
    await desk.at(on(5, 16, 31))
    assert karine.heard == ["Rappel : le dossier n° 1 attend une réponse."]


async def test_later_comes_back_when_asked(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("Bonjour")
    await karine.presses("Je prends")
    await karine.presses("Plus tard")
    await karine.presses("Ce soir")
    assert karine.last().text == "Je vous rappelle le dossier n° 1 aujourd'hui à 16 h 30."
    karine.news()
    await desk.at(on(3, 15, 30))
    assert karine.heard == []
    await desk.at(on(3, 16, 31))
    assert karine.heard == ["Rappel : le dossier n° 1 attend une réponse."]
    await karine.presses("Plus tard")
    await karine.presses("Lundi")
    assert "Plus tard : rappel lundi 9 décembre à 9 h." in karine.card.text


async def test_later_skips_weekends_and_public_holidays(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("Bonjour")
    await karine.presses("Je prends")
    await desk.at(on(6, 17, 15))
    await karine.presses("Plus tard")
    await karine.presses("Ce soir")
    assert karine.last().text == "Je vous rappelle le dossier n° 1 lundi 9 décembre à 9 h."
    await desk.at(on(24, 16))
    await karine.presses("Plus tard")
    await karine.presses("Demain")
    assert karine.last().text == "Je vous rappelle le dossier n° 1 jeudi 26 décembre à 9 h."
    karine.news()
    await desk.at(on(25, 10))
    assert karine.heard == []
    await desk.at(on(26, 9, 1))
    assert karine.heard == ["Rappel : le dossier n° 1 attend une réponse.", "Vos demandes ce matin"]


async def test_silence_of_two_weeks_is_asked_about_then_closed_then_reopened_by_a_word(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("Bonjour")
    await karine.presses("Répondre")
    await karine.says("Bonjour, quelle surface ?")
    aicha.news()
    await desk.at(TUESDAY + timedelta(days=13, hours=23))
    assert aicha.heard == []
    await desk.at(TUESDAY + timedelta(days=14, minutes=1))
    assert aicha.heard == ["Où en êtes-vous de votre demande n° 1 ?"]
    await desk.at(TUESDAY + timedelta(days=17, minutes=2))
    assert aicha.heard == ["Je ferme votre demande n° 1."]
    assert (await desk.case()).closed_why == "expired"
    await desk.at(TUESDAY + timedelta(days=40))
    karine.news()
    await aicha.says("Pardon, 120 m2", to=aicha.last("Je ferme"))
    assert aicha.last("est rouverte").text.startswith("Votre demande n° 1 est rouverte ; Karine Machat la suit.")
    assert "120 m2" in karine.last("120 m2").text
    assert (await desk.case()).state == "taken"
    await karine.closes()
    await desk.at(TUESDAY + timedelta(days=80))
    said = await aicha.says("Encore moi", to=aicha.last("a fermé"))
    assert said[-1].startswith("La demande n° 1 est close depuis plus de 30 jours : votre message n'est pas parti.")


async def test_still_needed_after_two_weeks_keeps_it_open(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("Bonjour")
    await karine.presses("Répondre")
    await karine.says("Bonjour")
    await desk.at(TUESDAY + timedelta(days=14, minutes=1))
    karine.news()
    await aicha.presses("Oui, encore")
    assert karine.heard == ["Aïcha Morel a encore besoin d'une réponse."]
    assert (await desk.case()).state == "taken"
    await desk.at(TUESDAY + timedelta(days=20))
    assert (await desk.case()).is_open


async def test_absence_that_begins_gives_cases_not_taken_to_the_stand_in_and_wakes_nobody(desk: Desk) -> None:
    karine, elodie, aicha = await desk.staff(KARINE), await desk.staff(ELODIE), await desk.person()
    await desk.at(on(3, 16))
    await aicha.opens_case("Bonjour")
    await aicha.does(aicha.person.send_photo())
    await aicha.presses("Transmettre à Karine Machat")
    await karine.says("/absence")
    await karine.says("demain")
    await karine.presses(ELODIE)
    assert karine.last().text.startswith("Noté : en congé le mercredi 4 décembre.")
    await desk.at(on(4, 3))
    aicha.news()
    await desk.at(on(4, 8, 59))
    assert (elodie.heard, aicha.heard) == ([], [])
    await desk.at(on(4, 9))
    assert [said.text for said in aicha.news()] == [
        "Elodie Truong s'occupe de votre demande n° 1.\n\nKarine Machat est en congé.\n\n"
        "Réponse attendue d'ici aujourd'hui à 16 h, comme annoncé."
    ]
    card, photo = elodie.news()
    assert ("« Bonjour »" in card.text, photo.kind) == (True, "photo")
    assert aicha.last().labels[0] == ["Écrire à Elodie Truong"]
    await elodie.presses("Répondre")
    assert (await elodie.says("Bonjour, je remplace Karine"))[-1] == receipt("Aïcha Morel", "9 h")


async def test_absence_sends_new_cases_to_the_stand_in_and_offers_the_others(desk: Desk) -> None:
    karine, elodie, aicha = await desk.staff(KARINE), await desk.staff(ELODIE), await desk.person()
    await aicha.opens_case("Bonjour")
    await karine.presses("Je prends")
    await karine.says("/absence")
    assert (await karine.says("du 32/12"))[0].startswith("Cette date n'est pas dans le calendrier.")
    await karine.says("4/12 au 10/12")
    await karine.presses(ELODIE)
    assert karine.last().text.startswith("Noté : en congé du mercredi 4 décembre au mardi 10 décembre inclus.")
    await desk.at(on(3, 15, 30))
    karine.news()
    aicha.news()
    await desk.at(on(4, 9))
    assert karine.heard == ["Votre absence commence : 1 dossier reste chez vous."]
    assert aicha.heard == ["Karine Machat est en congé, de retour mercredi 11 décembre."]
    escalate_at = (await desk.case()).escalate_at
    assert escalate_at is not None
    assert timedelta(0) <= escalate_at - on(11, 10) < timedelta(minutes=2)
    bao = await desk.person("Bao", "Tran")
    await bao.opens_case("Bonjour", "Guéret")
    assert "je l'ai transmise à Elodie Truong." in bao.last("C'est envoyé").text
    assert elodie.heard == [
        "Vos demandes ce matin",
        "Nouvelle demande n° 2 · Guéret (23) · réponse attendue demain à 9 h",
    ]
    await karine.presses("Tout confier à Elodie Truong")
    assert (await desk.case()).referent == ELODIE
    assert elodie.heard == ["Nouvelle demande n° 1 · Saint-Junien (87) · réponse attendue demain à 9 h"]
    await desk.at(on(11, 9))
    carla = await desk.person("Carla", "Diaz")
    await carla.opens_case("Bonjour", "Tulle")
    assert karine.heard[-1].startswith("Nouvelle demande n° 3")
