"""It is always clear who speaks to whom; what is unclear is never guessed."""

from tests.desk import CHLOE, ELODIE, KARINE, NO_CASE, SOPHIE, Desk, receipt
from tests.house import forge


async def test_what_a_person_writes_is_the_bots_unless_they_answer_the_case(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("Bonjour")
    karine.news()
    aicha.news()
    (said,) = await aicha.says("c'est quoi le FDVA ?")
    assert (said.startswith("Le FDVA"), said.endswith("Cela répond-il à votre question ?")) == (True, True)
    assert aicha.last().labels[-2:] == [["Oui, merci", "Non"], ["Transmettre à Karine Machat"]]
    assert karine.heard == []
    await aicha.presses("Transmettre à Karine Machat")
    assert [said.text for said in karine.news()] == ["Aïcha Morel · Saint-Junien · n° 1\nc'est quoi le FDVA ?"]
    assert "« c'est quoi le FDVA ? » ✓" in karine.card.text
    await aicha.says("/mesdemandes")
    assert await aicha.presses("Transmettre à Karine Machat") == "C'est déjà transmis."
    assert karine.heard == []


async def test_bot_without_an_answer_asks_whether_the_message_was_for_somebody(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("Bonjour")
    karine.news()
    aicha.news()
    (said,) = await aicha.says("vous remboursez les frais de permis de conduire ?")
    assert said.startswith("Je ne sais pas répondre à cela.")
    assert said.endswith("\n\nCe message n'est allé qu'à moi. Était-il pour Karine Machat ?")
    assert aicha.last().labels == [["Transmettre à Karine Machat"], ["Parler à quelqu'un", "Voir ce que je sais"]]
    (said,) = await aicha.does(aicha.person.send_voice())
    assert said.endswith("Était-il pour Karine Machat ?")
    await aicha.presses("Transmettre à Karine Machat")
    line, voice = karine.news()
    assert (line.text, voice.kind, voice.reply_to) == ("Aïcha Morel · Saint-Junien · n° 1", "voice", line.message_id)
    (said,) = [*await aicha.does(aicha.person.send_album(3, ""))][-1:]
    assert said.endswith("Était-il pour Karine Machat ?")
    assert aicha.last().labels[0] == ["Écrire à Karine Machat"]


async def test_question_whether_it_was_for_somebody_is_answered_in_words(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("Bonjour")
    karine.news()
    aicha.news()
    await aicha.says("vous remboursez les frais de permis de conduire ?")
    assert (await aicha.says("non"))[0].startswith("D'accord, votre message n'a été transmis à personne.")
    await aicha.says("vous remboursez les frais de permis de conduire ?")
    assert await aicha.says("oui") == [receipt(KARINE)]
    assert karine.heard == ["Aïcha Morel · Saint-Junien · n° 1", "vous remboursez les frais de permis de conduire ?"]
    assert (await aicha.says("oui"))[0].startswith("Je n'ai pas compris à quoi vous répondez.")
    await aicha.opens_case("Autre chose")
    await aicha.says("vous remboursez les frais de permis de conduire ?")
    assert (await aicha.says("oui"))[-1] == "À qui ? Touchez le nom sous mon message précédent."


async def test_answer_to_the_bot_is_offered_to_nobody(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("Bonjour")
    karine.news()
    await aicha.says("c'est quoi le FDVA ?")
    await aicha.says("non")
    assert aicha.last().button("Transmettre à Karine Machat") is None
    await aicha.says("je veux m'inscrire à la prochaine visio")
    await aicha.says("/annuler")
    await aicha.says("merci")
    assert aicha.last().labels == [["Transmettre à Karine Machat"]]
    await aicha.opens_case("Une autre demande")
    await aicha.says("merci")
    assert aicha.last().labels == [["Transmettre à Karine Machat · n° 1"], ["Transmettre à Karine Machat · n° 2"]]
    assert karine.heard == ["Nouvelle demande n° 2 · Saint-Junien (87) · réponse attendue demain à 10 h"]
    assert "Aïcha Morel\nDéjà venue : 1 demande, la dernière en décembre\n" in karine.card.text


async def test_stand_in_is_named_wherever_the_person_may_write(desk: Desk) -> None:
    """The delegate, who is away, is not named."""
    chloe, aicha = await desk.staff(CHLOE, "team"), await desk.person()
    await aicha.opens_case("Bonjour")
    assert aicha.last("C'est envoyé").labels[0] == ["Écrire à Chloé Rivolet"]
    assert (await aicha.says("/mesdemandes"))[-1].endswith(
        "Chloé Rivolet · pas encore prise · réponse attendue demain à 10 h"
    )
    await aicha.presses("Écrire à Chloé Rivolet")
    assert aicha.last().text.startswith("✍️ Vous écrivez à Chloé Rivolet (demande n° 1).")
    chloe.news()
    aicha.news()
    assert await aicha.says("Vous êtes là ?") == [receipt(CHLOE)]
    assert [said.text for said in chloe.news()] == ["Aïcha Morel · Saint-Junien · n° 1\nVous êtes là ?"]


async def test_switch_is_visible_and_goes_off_by_silence_by_a_tap_and_at_the_end(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("Bonjour")
    await aicha.presses("Écrire à Karine Machat")
    assert aicha.last().text.startswith("✍️ Vous écrivez à Karine Machat (demande n° 1).")
    karine.news()
    await aicha.says("Un", to=None)
    await desk.later(minutes=29)
    await aicha.says("Deux")
    assert [said.text for said in karine.news()] == [
        "Aïcha Morel · Saint-Junien · n° 1\nUn",
        "Aïcha Morel · Saint-Junien · n° 1\nDeux",
    ]
    await desk.later(minutes=31)
    assert aicha.last().text == (
        "Après 30 minutes de silence, vous n'écrivez plus à Karine Machat. Moi, le robot, je vous lis de nouveau."
    )
    assert (await aicha.says("c'est quoi l'AMI ?"))[-1].startswith("L'AMI")
    await aicha.presses("Écrire à Karine Machat")
    await aicha.presses("Ne plus lui écrire")
    assert aicha.last().text == "D'accord. Ce que vous écrivez maintenant est pour moi, le robot."
    assert karine.heard == []


async def test_staff_message_that_answers_nothing_is_never_guessed(desk: Desk) -> None:
    karine, aicha, bao = await desk.staff(KARINE), await desk.person(), await desk.person("Bao", "Tran")
    await aicha.opens_case("Bonjour")
    await bao.opens_case("Bonsoir", "Guéret")
    karine.news()
    (said,) = await karine.says("Oui, bien sûr")
    assert said.startswith("Pour Bao Tran (Guéret) ou Aïcha Morel (Saint-Junien) ?")
    assert said.endswith("Rien n'est encore parti.")
    assert karine.last().labels == [
        ["Bao Tran · Guéret · n° 2"], ["Aïcha Morel · Saint-Junien · n° 1"], ["Question au robot", "Une autre…"],
    ]  # fmt: skip
    asked = karine.last()
    aicha.news()
    bao.news()
    await karine.presses("Bao Tran · Guéret · n° 2")
    assert (aicha.heard, bao.news()[-1].text) == ([], "Karine Machat · demande n° 2\nOui, bien sûr")
    assert "Karine Machat : « Oui, bien sûr » ✓" in karine.card.text
    assert karine.last().text.startswith("✍️ Vous écrivez à Bao Tran (n° 2).")
    await karine.says("/dossiers")
    assert await karine.presses("Aïcha Morel · Saint-Junien · n° 1", under=asked) == "C'est déjà transmis."
    assert (aicha.heard, bao.heard) == ([], [])
    await karine.presses("Question au robot", under=asked)
    assert (await karine.says("c'est quoi l'AMI ?"))[-1].startswith("L'AMI")
    await desk.later(minutes=31)
    assert (await karine.says("Merci"))[-1].startswith("Pour Bao Tran (Guéret) ou Aïcha Morel (Saint-Junien) ?")


async def test_several_cases_of_one_person_stay_apart(desk: Desk) -> None:
    karine, elodie, aicha = await desk.staff(KARINE), await desk.staff(ELODIE), await desk.person()
    await aicha.opens_case("Pour Saint-Junien")
    await aicha.says("Niort")
    await aicha.presses("Parler à quelqu'un")
    await aicha.says("Pour Niort")
    await aicha.presses("Envoyer")
    assert (karine.card.text.split(" · ")[1], elodie.card.text.split(" · ")[1]) == ("Saint-Junien (87)", "Niort (79)")
    await karine.says("De Karine", to=karine.card)
    await elodie.says("D'Elodie", to=elodie.card)
    karine.news()
    elodie.news()
    await aicha.says("À Elodie", to=aicha.last("D'Elodie"))
    assert (karine.heard, elodie.last().text) == ([], "Aïcha Morel · Niort · n° 2\nÀ Elodie")
    assert len(aicha.last("Vos demandes").labels if await aicha.says("/mesdemandes") else []) == 2


async def test_nothing_of_a_case_is_shown_to_a_third_person(desk: Desk) -> None:
    karine, sophie, aicha = await desk.staff(KARINE), await desk.staff(SOPHIE), await desk.person()
    bao = await desk.person("Bao", "Tran")
    await aicha.opens_case("Un secret")
    assert (sophie.heard, bao.heard) == ([], [])
    assert await sophie.says("/dossiers") == [NO_CASE]
    await bao.says("/start")
    for voice, code in ((sophie, "dossier:1"), (sophie, "dprends:1"), (bao, "decrire:1"), (bao, "dpasser:1:1"),
                        (bao, "davis:1:oui"), (bao, "drappel:1")):  # fmt: skip
        assert await forge(desk.here, voice.person, code) == []
    assert karine.card.text.startswith("Nouvelle demande n° 1")


async def test_note_is_for_staff_and_transfer_takes_all_along(desk: Desk) -> None:
    karine, elodie, aicha = await desk.staff(KARINE), await desk.staff(ELODIE), await desk.person()
    await aicha.says("/contact")
    await aicha.says("Saint-Junien")
    await aicha.does(aicha.person.send_photo(caption="Le bâtiment"))
    await aicha.presses("Envoyer")
    aicha.news()
    await karine.presses("Note")
    await karine.says("Vue en septembre")
    assert "Note de Karine Machat : Vue en septembre" in karine.card.text
    assert aicha.heard == []
    await desk.later(hours=2)
    await karine.presses("Transférer")
    await karine.presses(ELODIE)
    (told,) = aicha.news()
    assert told.text == "Elodie Truong suit maintenant votre demande n° 1.\n\nRéponse attendue d'ici demain à 10 h."
    given, card, photo = elodie.news()
    assert given.text == "Karine Machat vous transfère le dossier n° 1 (Aïcha Morel)."
    assert ("Vue en septembre" in card.text, photo.kind) == (True, "photo")
    await karine.presses("Ajouter un mot")
    (*_, passed_on) = await karine.says("Elle habite près de chez toi")
    assert passed_on == "Transmis à Elodie Truong, et noté sur le dossier n° 1, Aïcha Morel."
    assert [said.text for said in elodie.news()] == [
        "Karine Machat, sur le dossier n° 1 (Aïcha Morel) :\n\n« Elle habite près de chez toi »"
    ]
    assert ("Note de Karine Machat : Elle habite" in elodie.card.text, aicha.heard) == (True, [])
    await desk.later(hours=23)  # the promise has passed
    await elodie.presses("Transférer", under=elodie.card)
    await elodie.presses(KARINE)
    (*_, told) = aicha.news()
    assert told.text == "Karine Machat suit maintenant votre demande n° 1.\n\nLa réponse annoncée a du retard."
    await elodie.presses("Tout le fil", under=elodie.card)
    await elodie.presses("Messages entiers")
    assert [said.kind for said in elodie.news()][-2:] == ["text", "photo"]


async def test_edits_and_albums_follow(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("Bonjour")
    await karine.presses("Répondre")
    sent = await karine.person.send("Rendez-vous mardi")
    await desk.calm()
    await karine.person.edit(sent, "Rendez-vous jeudi")
    await desk.calm()
    assert [said.text for said in aicha.person.received if "Rendez-vous" in said.text] == [
        "Karine Machat · demande n° 1\nRendez-vous jeudi"
    ]
    assert "« Rendez-vous jeudi » (corrigé) ✓" in karine.card.text
    karine.news()
    await aicha.presses("Répondre à Karine Machat")
    receipts = await aicha.does(aicha.person.send_album(3, "Trois vues"))
    assert receipts[-1] == receipt(KARINE).split("\n")[0]
    assert [said.kind for said in karine.news()] == ["photo", "photo", "photo"]


async def test_delegate_opens_a_case_for_somebody_who_telephoned(desk: Desk) -> None:
    karine, elodie = await desk.staff(KARINE), await desk.staff(ELODIE)
    await karine.says("/dossiers")
    await karine.presses("Ouvrir pour quelqu'un")
    await karine.says("Mme Roy, 05 49 00 00 00")
    await karine.says("Niort")
    await karine.says("Cherche un local")
    assert karine.last().text == "Le dossier n° 1 est ouvert pour Mme Roy, chez Elodie Truong."
    await karine.says("/dossiers")
    await karine.presses("Ouvrir pour quelqu'un")
    assert (await karine.says("M. Bois, Niort, 05 49 00 00 01"))[-1].startswith("M. Bois · Niort (79) · 0549000001\n")
    await karine.says("/annuler")
    assert "Mme Roy\n☎️ 0549000000\nOuvert par Karine Machat" in elodie.card.text
    await elodie.presses("Répondre")
    assert "n'est pas sur Telegram ici" in elodie.last().text
    await elodie.closes()
    assert (await desk.case()).state == "closed"


async def test_person_takes_it_back_and_staff_are_told(desk: Desk) -> None:
    karine, chloe, aicha = await desk.staff(KARINE), await desk.staff(CHLOE, "team"), await desk.person()
    await aicha.opens_case("Bonjour")
    await aicha.says("/mesdemandes")
    await aicha.presses("Retirer")
    await aicha.presses("Oui, la retirer")
    assert karine.heard[-1] == "Aïcha Morel a retiré sa demande (n° 1). Rien à faire."
    assert (await desk.case()).closed_why == "withdrawn"
    assert await chloe.says("/dossiers") == [NO_CASE]
    await chloe.presses("Délais")
    assert "décembre 2030 : 1 demande · pas encore de réponse" in chloe.last().text
    assert "Par département (pour l'équipe)\n\n87 : 1 demande" in chloe.last().text
    await karine.says("/dossiers")
    await karine.presses("Délais")
    assert ("décembre 2030 : 1 demande" in karine.last().text, "87" in karine.last().text) == (True, False)


async def test_answer_of_the_base_is_passed_on_in_two_taps_and_can_be_taken_back(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("Pouvez-vous m'expliquer ce qu'est le FDVA ?")
    await karine.presses("Répondre")
    aicha.news()
    await karine.presses("Une réponse du catalogue")
    offered = karine.last("Quelle réponse pour Aïcha Morel ?")
    await karine.presses(offered.labels[0][0], under=offered)
    (got,) = aicha.news()
    assert got.text.startswith("Karine Machat · demande n° 1\nLe FDVA")
    assert ("Source : " in got.text, got.labels) == (True, [["Répondre à Karine Machat"]])
    assert karine.last("✓ Remis").text == "✓ Remis à Aïcha Morel à 10 h."
    assert "Karine Machat : 📎 réponse du catalogue : « Le FDVA" in karine.card.text
    shown = karine.last("Réponse du catalogue pour Aïcha Morel :")
    assert (shown.message_id, shown.labels) == (offered.message_id, [])
    await karine.presses("Retirer")
    assert got.message_id not in [said.message_id for said in aicha.person.received]
    await karine.presses("Une réponse du catalogue")
    await karine.presses("Chercher une autre réponse")
    await karine.says("l'AMI tiers-lieux")
    (title,) = [
        label for (label, *_) in karine.last("Quelle réponse").labels if label.startswith("L'AMI Tiers-Lieux, l'aide")
    ]
    await karine.presses(title)
    assert aicha.last("demande n° 1\nL'AMI").text.startswith("Karine Machat")
