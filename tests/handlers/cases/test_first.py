"""From a person to the right delegate, and back."""

from storage.models import Model
from tests.desk import CHLOE, ELODIE, KARINE, NO_CASE, TUESDAY, Desk, receipt
from tests.handlers.cases.many import gives_cases


async def test_question_goes_to_the_delegate_of_the_place_and_her_answer_comes_back(desk: Desk) -> None:
    karine, chloe = await desk.staff(KARINE), await desk.staff(CHLOE, "team")
    aicha = await desk.person()
    await aicha.says("c'est quoi l'AMI ?")
    await aicha.says("/contact")
    await aicha.says("Saint-Junien")
    await aicha.says("On voudrait reprendre l'ancien bureau de poste")
    await aicha.does(aicha.person.send_photo())
    aicha.news()
    await aicha.presses("Envoyer")
    assert aicha.last().text.split("\n\n")[:3] == [
        "C'est envoyé. Demande n° 1.", "Je l'ai transmise à Karine Machat.", "Réponse attendue d'ici demain à 10 h.",
    ]  # fmt: skip
    card, photo = karine.news()
    assert card.text == (
        "Nouvelle demande n° 1 · Saint-Junien (87) · réponse attendue demain à 10 h\n\nAïcha Morel\n\n"
        "« On voudrait reprendre l'ancien bureau de poste » ✓\n📎 photo ✓\n\n"
        "Le robot a répondu sur : L'AMI Tiers-Lieux, l'aide de la Région.\n\n"
        "Reçue aujourd'hui à 10 h, pour Karine Machat."
    )
    assert card.labels == [["Je prends", "Répondre"], ["Transférer", "Plus tard"], ["Note", "Tout le fil"], ["Clore"]]
    assert (photo.kind, photo.reply_to, photo.silent) == ("photo", card.message_id, False)
    assert chloe.heard == []
    await karine.presses("Répondre")
    assert (aicha.heard, karine.heard) == (
        ["C'est envoyé. Demande n° 1.", "Karine Machat a pris votre demande n° 1."],
        ["✍️ Vous écrivez à Aïcha Morel (n° 1)."],
    )
    assert await karine.says("Bonjour. Quelle surface ?") == [receipt("Aïcha Morel")]
    (reply,) = aicha.news()
    assert (reply.text, reply.labels) == (
        "Karine Machat · demande n° 1\nBonjour. Quelle surface ?",
        [["Répondre à Karine Machat"]],
    )
    assert await aicha.says("120 m2", to=reply) == [receipt(KARINE)]
    (asked,) = karine.news()
    assert (asked.text, asked.reply_to) == ("Aïcha Morel · Saint-Junien · n° 1\n120 m2", card.message_id)
    await karine.closes()
    assert karine.heard == [
        "La demande n° 1 est close, vous n'écrivez plus à Aïcha Morel. Rien ne partira sans que je demande pour qui.",
        "Dossier n° 1 clos (Aïcha Morel).",
    ]
    await karine.presses("Orienté")
    assert karine.last().text == "Dossier n° 1 clos. Noté : orienté."
    await karine.presses("Changer")
    await karine.presses("Répondu")
    assert (karine.heard, (await desk.case()).outcome) == ([], "repondu")
    assert aicha.heard == ["Karine Machat a fermé votre demande n° 1."]
    await aicha.presses("Oui, merci")
    assert karine.card.text.endswith("Close aujourd'hui à 10 h : répondu.\nLa personne dit que cela l'a aidée.")
    assert await desk.history() == [
        "open",
        "take",
        "reply",
        "answered",
        "ask",
        "close",
        "outcome",
        "outcome",
        "rated",
    ]
    assert await aicha.says("/mesdemandes") == [
        "Merci, c'est noté.",
        "Vos demandes\n\nDemande n° 1 · L'AMI Tiers-Lieux, l'aide de la Région\nKarine Machat · close",
    ]
    assert await karine.says("/dossiers") == [NO_CASE]


async def test_form_is_corrected_at_every_step_before_it_leaves(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.says("/contact")
    assert await aicha.says("c'est quoi le FDVA ?") == [
        aicha.last("Le FDVA").text, "Je transmets votre message à une personne de l'équipe.\n\n"
        "Où est votre projet ? Écrivez une commune, un code postal ou un département.",
    ]  # fmt: skip
    await aicha.says("33220")
    await aicha.presses("Dordogne (24)")
    await aicha.says("Bonjour, une erreur de frappe")
    await aicha.presses("Modifier")
    await aicha.presses("Le message")
    await aicha.says("Bonjour, sans erreur")
    await aicha.presses("Modifier")
    await aicha.presses("Le lieu")
    await aicha.says("Guéret")
    await aicha.presses("En idée")
    await aicha.presses("Envoyer")
    (card,) = karine.news()
    assert card.text.split("\n\n")[:3] == [
        "Nouvelle demande n° 1 · Guéret (23) · réponse attendue demain à 10 h", "Aïcha Morel, projet en idée",
        "« Bonjour, sans erreur » ✓",
    ]  # fmt: skip
    (old,) = [said for said in aicha.person.received if said.button("Envoyer")]  # one summary, edited or moved below
    await aicha.says("/mesdemandes")
    assert await aicha.presses("Envoyer", under=old) == (
        "C'est déjà fait, ou abandonné. Pour voir vos demandes : /mesdemandes"
    )
    assert len(await desk.cases()) == 1


async def test_long_message_in_many_pieces_arrives_whole(desk: Desk) -> None:
    """The card shows the first words and the latest; the rest is beside it, also for staff who come later."""
    karine, elodie, aicha = await desk.staff(KARINE), await desk.staff(ELODIE), await desk.person()
    await aicha.says("/contact")
    await aicha.says("Guéret")
    for number in range(9):
        await aicha.says(f"Phrase {number}")
    await aicha.presses("Envoyer")
    card, *beside = karine.news()
    assert card.text.split("\n\n")[2].split("\n") == [
        "« Phrase 0 » ✓", "… 3 autres messages …", *[f"« Phrase {number} » ✓" for number in range(4, 9)],
    ]  # fmt: skip
    assert [said.text for said in beside] == ["Phrase 1", "Phrase 2", "Phrase 3"]
    await karine.presses("Transférer")
    await karine.presses(ELODIE)
    given, card, *beside = elodie.news()
    assert given.text == "Karine Machat vous transfère le dossier n° 1 (Aïcha Morel)."
    assert "« Phrase 0 »" in card.text
    assert "Transférée par Karine Machat aujourd'hui à 10 h." in card.text
    assert [said.text for said in beside] == ["Phrase 1", "Phrase 2", "Phrase 3"]
    await elodie.presses("Tout le fil", under=card)
    thread = elodie.last()
    assert thread.text.split("\n\n") == [
        "Dossier n° 1 · Aïcha Morel, page 2 sur 2",
        "Aïcha Morel · aujourd'hui à 10 h\n« Phrase 8 » ✓",
        "— Karine Machat transfère la demande à Elodie Truong, aujourd'hui à 10 h —",
    ]
    await elodie.presses("Page précédente", under=thread)
    assert [f"« Phrase {rank} »" in elodie.last().text for rank in range(9)] == [True] * 8 + [False]


async def test_nobody_linked_means_no_case_and_no_promise(desk: Desk) -> None:
    aicha = await desk.person()
    (said,) = await aicha.says("/contact")
    assert said.startswith("Voici à qui écrire dans l'équipe :\n\nChloé Rivolet")
    assert (await aicha.says("mes demandes"))[0].startswith("Vous n'avez pas de demande en cours.")
    assert await desk.cases() == []


async def test_delegate_not_linked_yet_the_stand_in_and_the_team_have_it_and_that_is_said(desk: Desk) -> None:
    chloe, aicha = await desk.staff(CHLOE, "team"), await desk.person()
    await aicha.opens_case("Bonjour")
    assert "Karine Machat ne peut pas la recevoir ici pour l'instant : je l'ai transmise à Chloé Rivolet." in (
        aicha.last("C'est envoyé").text
    )
    assert chloe.heard == ["Nouvelle demande n° 1 · Saint-Junien (87) · réponse attendue demain à 10 h"]


async def test_delegate_linked_later_is_shown_all_that_waits(desk: Desk) -> None:
    await desk.staff(CHLOE, "team")
    aicha = await desk.person()
    await aicha.opens_case("Bonjour")
    await aicha.does(aicha.person.send_photo())
    await aicha.presses("Transmettre à Chloé Rivolet")
    karine = await desk.staff(KARINE)
    assert "« Bonjour »" in karine.card.text
    assert [said.reply_to for said in karine.person.received if said.kind == "photo"] == [karine.card.message_id]


async def test_unknown_question_and_voice_go_along_as_they_are(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.says("vous remboursez les frais de permis de conduire ?")
    await aicha.presses("Parler à quelqu'un")
    await aicha.says("23")
    await aicha.does(aicha.person.send_voice())
    await aicha.presses("Envoyer")
    card, question, voice = karine.news()
    assert "message transmis tel quel ✓\n📎 message vocal ✓" in card.text
    assert (question.text, voice.kind) == ("vous remboursez les frais de permis de conduire ?", "voice")
    bao = await desk.person("Bao", "Tran")
    await bao.says("Guéret")
    await bao.does(bao.person.send_voice())
    await bao.presses("Parler à quelqu'un")
    await bao.presses("Envoyer")
    assert [said.kind for said in karine.news()] == ["text", "voice"]


async def test_place_said_while_a_message_is_prepared_corrects_its_place(desk: Desk) -> None:
    karine, elodie = await desk.staff(KARINE), await desk.staff(ELODIE)
    aicha = await desk.person()
    await aicha.says("/contact")
    await aicha.says("Saint-Junien")
    await aicha.says("On cherche un local")
    shown = aicha.last("Voici votre message")
    assert await aicha.says("non finalement Niort") == []
    summary = aicha.last("Voici votre message").text
    assert summary.split("\n\n")[:2] == ["Rien n'est encore parti.", "Voici votre message pour Elodie Truong :"]
    assert "« On cherche un local »\n\nAvec : votre nom sur Telegram, Niort (79)." in summary
    assert await aicha.says("Niort") == []
    assert "« Niort »" in aicha.last("Voici votre message").text
    # A word for help, a question and a stop are answered, and become no part of it; the summary moves below.
    for words, said in (
        ("aide", "Écrivez votre question"),
        ("C'est quoi un EPCI", "Un EPCI est"),
        ("stop", "D'accord, je"),
    ):
        assert (await aicha.says(words))[0].startswith(said), words
    assert [one for one in aicha.person.received if one.message_id == shown.message_id] == []
    assert not {"aide", "EPCI", "stop"} & set(aicha.last("Voici votre message").text.split())
    await aicha.presses("Envoyer")
    assert (karine.heard, len(elodie.heard)) == ([], 1)


async def test_every_one_of_twenty_cases_is_reached_by_its_page_or_by_a_word(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await gives_cases(desk, KARINE, 20)
    await aicha.opens_case("On voudrait reprendre l'ancien bureau de poste")
    karine.news()
    (said,) = await karine.says("/dossiers")
    assert said.split("\n\n")[:3] == [
        "21 dossiers en cours, page 1 sur 3\n2 en retard · 19 à répondre",
        "⚠️ En retard\n1 · Personne 0 · Guéret\n« Une question sur le projet 0 »\nil y a 1 h · attendue il y a 1 h",
        "2 · Personne 1 · Tulle\n« Une question sur le projet 1 »\nil y a 2 h · attendue il y a 30 min",
    ]
    shown = karine.last()
    assert shown.labels[-3:] == [["Page suivante"], ["Chercher", "Délais"], ["Ouvrir pour quelqu'un"]]
    seen = [label for row in shown.labels[:4] for label in row]
    for _ in range(2):
        await karine.presses("Page suivante", under=karine.last())
        assert karine.heard == []  # in the place of the page before
        seen += [label for row in karine.last().labels[:4] for label in row if " · " in label]
    assert sorted(seen) == sorted([*(f"{rank + 1} · Personne {rank}" for rank in range(20)), "21 · Aïcha Morel"])
    (found,) = await karine.says("/dossiers poste")
    assert found.startswith("1 dossier pour « poste »\n\n21 · Aïcha Morel · Saint-Junien")
    await karine.says("/dossiers tulle")
    await karine.presses("Page suivante", under=karine.last())
    assert karine.last().text.startswith("10 dossiers pour « tulle », page 2 sur 2")
    assert await karine.says("/dossiers %") == [
        "Écrivez des lettres ou des chiffres : un nom, une commune, un numéro ou un mot de la demande."
    ]
    assert (await karine.says("/dossiers " + "xyz " * 1000))[-1].startswith("Aucun dossier pour « xyz ».")
    await karine.presses("Chercher")
    assert (await karine.says("Aicha"))[-1].startswith("1 dossier pour « aicha »")
    asked = karine.last()
    await aicha.says("/supprimer")
    await aicha.presses("Tout effacer")
    assert asked.message_id not in [said.message_id for said in karine.person.received]
    assert (await karine.says("/dossiers aicha"))[-1].startswith("Aucun dossier pour « aicha ».")


async def test_model_goes_out_in_two_taps_with_its_file_and_a_lost_file_is_told(desk: Desk) -> None:
    karine, chloe, aicha = await desk.staff(KARINE), await desk.staff(CHLOE, "team"), await desk.person()
    await aicha.opens_case("Bonjour")
    await karine.presses("Répondre")
    assert await karine.presses("Un modèle") == "Aucun modèle encore. Pour en faire un : /modeles"
    await karine.says("/modeles")
    await karine.presses("Nouveau modèle")
    await karine.does(karine.person.send_document("statuts.pdf", caption="Voici nos statuts types."))
    await karine.says("Statuts")
    await karine.presses("Partager")
    await karine.presses("Répondre", under=karine.card)
    await karine.presses("Un modèle")
    aicha.news()
    await karine.presses("Statuts 📎")
    (came,) = aicha.news()
    assert (came.kind, came.text) == ("document", "Karine Machat · demande n° 1\nVoici nos statuts types.")
    assert karine.last("Modèle pour Aïcha Morel :").text.endswith("📎 document : statuts.pdf")
    assert "Karine Machat : 📎 modèle avec un fichier : « Voici nos statuts types. » ✓" in karine.card.text
    lost = Model(telegram_id=None, by=CHLOE, title="Perdu", html="Voici.", made_at=TUESDAY)
    lost.file_kind, lost.file_id = "document", "lost"
    async with desk.here.house.database.transaction() as session:
        session.add(lost)
    await karine.presses("Un modèle")
    await karine.presses("Perdu 📎")
    assert "Votre modèle n'est pas arrivé à Aïcha Morel (n° 1) : Telegram n'a plus son fichier." in karine.last().text
    assert aicha.heard == []
    await karine.says(f"Bonjour Aïcha, {'je peux passer vous voir pour relire vos statuts. ' * 5}")
    await karine.presses("En faire un modèle")
    assert "« Bonjour [prénom], je peux passer" in karine.last("Votre réponse, sans les noms").text
    await karine.says("Relecture")
    chloe.news()
    await karine.presses("Proposer pour le robot")
    assert chloe.heard == ["Karine Machat propose une réponse pour le robot."]
    await chloe.presses("Voir")
    await chloe.presses("Partager")
    assert chloe.last().text.startswith("C'est partagé")
