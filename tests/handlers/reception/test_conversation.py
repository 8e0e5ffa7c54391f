"""What surrounds an answer: buttons, places, privacy, and all that is no question."""

import asyncio
from datetime import timedelta

from sqlalchemy import update

from bot.clock import machine_now
from bot.demo.people import Person
from knowledge.snapshot import Knowledge
from storage.people import Person as Row
from tests.house import Ground, settled


async def test_start_says_what_it_is_that_it_is_a_robot_and_who_runs_it(aicha: Person) -> None:
    (welcome,) = await aicha.ask("/start")
    assert welcome.text.splitlines()[0] == (
        "Bonjour. Je réponds aux premières questions sur les tiers-lieux en Nouvelle-Aquitaine."
    )
    assert "Je suis un robot, tenu par la Coopérative Tiers-Lieux." in welcome.text
    assert welcome.labels == [["Voir ce que je sais", "Parler à quelqu'un"]]


async def test_answer_ends_with_source_doubt_and_question(aicha: Person) -> None:
    (answer,) = await aicha.ask("combien paie l'AMI de la Région ?")
    source, question = answer.text.split("\n\n")[-2:]
    assert source.startswith("Source : fonds-publics.fr, 2025, et 4 autres sources. À confirmer")
    assert source.endswith("À confirmer auprès de votre déléguée. Écrivez-moi votre commune : je vous dis qui c'est.")
    assert question == "Cela répond-il à votre question ?"
    assert answer.labels[-1] == ["Oui, merci", "Non"]


async def test_place_said_among_other_words_is_shown_with_the_offer_of_help(aicha: Person) -> None:
    (offered,) = await aicha.ask("jai besoin d'aide pour mon cafe a st junien")
    assert offered.text.startswith("📍 Saint-Junien (87) : votre déléguée est Karine Machat.\n\nJe vais vous aider")


async def test_elsewhere_is_the_first_line(aicha: Person) -> None:
    (answer,) = await aicha.ask("combien paie l'AMI à Rennes ?")
    assert answer.text.startswith(
        "📍 Rennes (Bretagne) n'est pas en Nouvelle-Aquitaine. Votre réseau : Bretagne Tiers-Lieux"
    )


async def test_known_place_names_the_delegate_who_confirms(aicha: Person) -> None:
    await aicha.ask("Guéret")
    (answer,) = await aicha.ask("combien paie l'AMI de la Région ?")
    assert "À confirmer auprès de Karine Machat." in answer.text


async def test_thanks_after_an_answer_is_answered_shortly(aicha: Person) -> None:
    (answer,) = await aicha.ask("combien paie l'AMI de la Région ?")
    await aicha.press(answer.message_id, "Oui, merci")
    (said,) = await aicha.wait_for(1, after=answer.message_id)
    assert said.text.splitlines()[0] == "Tant mieux. Je reste là si une autre question vous vient."


async def test_no_after_an_answer_offers_others_and_a_human(aicha: Person) -> None:
    (answer,) = await aicha.ask("combien paie l'AMI de la Région ?")
    await aicha.press(answer.message_id, "Non")
    (said,) = await aicha.wait_for(1, after=answer.message_id)
    assert said.text.startswith("D'accord, ce n'était pas la bonne réponse.")
    assert "e:ami-montants" not in [button.data for row in said.buttons for button in row]
    assert said.labels[-1] == ["Parler à quelqu'un"]


async def test_related_question_is_one_tap_away(aicha: Person) -> None:
    (answer,) = await aicha.ask("combien paie l'AMI de la Région ?")
    await aicha.press(answer.message_id, "e:ami-region")
    (said,) = await aicha.wait_for(1, after=answer.message_id)
    assert said.text.startswith("L'AMI Tiers-Lieux est une aide de la Région Nouvelle-Aquitaine")


async def test_human_is_the_public_contact_and_no_promise_where_nobody_is_linked(aicha: Person) -> None:
    (said,) = await aicha.ask("/contact")
    assert "Chloé Rivolet" in said.text
    assert "chloe@tierslieux.net" in said.text
    assert said.text.endswith(
        "Personne de l'équipe ne peut vous lire ici pour l'instant. Je ne promets donc pas de réponse."
    )


async def test_topics_lead_to_every_entry(aicha: Person, knowledge: Knowledge) -> None:
    (welcome,) = await aicha.ask("/start")
    await aicha.press(welcome.message_id, "Voir ce que je sais")
    (subjects,) = await aicha.wait_for(1, after=welcome.message_id)
    offered: list[str | None] = []
    last = subjects.message_id
    for row in subjects.buttons:
        await aicha.press(subjects.message_id, row[0].text)
        (questions,) = await aicha.wait_for(1, after=last)
        last = questions.message_id
        offered += [button.data for row in questions.buttons[:-1] for button in row]
        assert questions.labels[-1] == ["Retour"]
    assert sorted(offered) == sorted(f"e:{entry}" for entry in knowledge.entries)  # type: ignore[type-var]


async def test_postcode_over_two_departments_is_asked_then_remembered(aicha: Person) -> None:
    (asked,) = await aicha.ask("33220")
    assert sorted(label for row in asked.labels for label in row) == ["Dordogne (24)", "Gironde (33)"]
    await aicha.press(asked.message_id, "Dordogne (24)")
    (said,) = await aicha.wait_for(1, after=asked.message_id)
    assert "votre déléguée est Karine Machat." in said.text


async def test_wrong_place_is_asked_again_kindly(aicha: Person) -> None:
    (asked,) = await aicha.ask("qui est ma déléguée ?")
    assert asked.text
    (guéret,) = await aicha.ask("Guéret")
    await aicha.press(guéret.message_id, "Changer de lieu")
    (where,) = await aicha.wait_for(1, after=guéret.message_id)
    assert where.text.startswith("Où est votre projet ?")
    (again,) = await aicha.ask("xyzzyx")
    assert again.text.startswith("Je n'ai pas trouvé ce lieu.")
    (found,) = await aicha.ask("Niort")
    assert "votre déléguée est Elodie Truong." in found.text


async def test_deep_link_shows_its_entry(aicha: Person) -> None:
    await aicha.open_link("q-fdva")
    (said,) = await aicha.wait_for(1)
    assert "oui:fdva" in [button.data for row in said.buttons for button in row]


async def test_unknown_deep_link_is_welcomed_all_the_same(aicha: Person) -> None:
    await aicha.open_link("nothing-we-know")
    (said,) = await aicha.wait_for(1)
    assert said.text.startswith("Je ne reconnais pas ce lien. Il est peut-être ancien.\n\nBonjour.")


async def test_everything_is_erased_on_request_and_the_person_is_a_stranger_again(here: Ground, aicha: Person) -> None:
    await aicha.ask("Guéret")
    (asked,) = await aicha.ask("/supprimer")
    await aicha.press(asked.message_id, "Tout effacer")
    (said,) = await aicha.wait_for(1, after=asked.message_id)
    assert said.text.startswith("C'est effacé.")
    (answer,) = await aicha.ask("combien paie l'AMI de la Région ?")
    assert "À confirmer auprès de votre déléguée." in answer.text


async def test_erasure_can_be_given_up(aicha: Person) -> None:
    await aicha.ask("Guéret")
    (asked,) = await aicha.ask("/supprimer")
    await aicha.press(asked.message_id, "Annuler")
    await aicha.wait_for(1, after=asked.message_id)
    (answer,) = await aicha.ask("combien paie l'AMI de la Région ?")
    assert "À confirmer auprès de Karine Machat." in answer.text


async def test_photo_voice_and_sticker_get_one_sensible_reply_each(aicha: Person) -> None:
    await aicha.send_photo()
    await aicha.send_voice()
    await aicha.send_sticker()
    await aicha.send_contact("+33612345678", "Bao")
    await aicha.send_poll("Quand ?", ["lundi", "mardi"])
    said = await aicha.wait_for(5)
    assert [message.text.splitlines()[0] for message in said] == [
        "Je ne sais lire ni les images ni les fichiers.",
        "Je ne peux pas écouter les messages vocaux.",
        "Je ne sais pas lire les images, mais je vous réponds volontiers. Quelle est votre question ?",
        "Je n'ai pas gardé ce numéro.",
        "Je ne lis que les messages écrits.",
    ]


async def test_album_gets_one_reply(here: Ground, aicha: Person) -> None:
    await aicha.send_album(4)
    await settled(here)
    assert len(aicha.received) == 1


async def test_live_position_that_moves_is_left_in_peace(here: Ground, aicha: Person) -> None:
    message = await aicha.send_location(46.17, 1.87, live_period=900)
    await aicha.wait_for(1)
    await aicha.move(message, 46.18, 1.88)
    await settled(here)
    assert len(aicha.received) == 1


async def test_shared_position_offers_the_nearest_towns(aicha: Person) -> None:
    await aicha.send_location(46.1703, 1.8719)
    (asked,) = await aicha.wait_for(1)
    assert asked.labels[0] == ["Guéret (23)"]
    assert asked.labels[-1] == ["Autre commune"]
    await aicha.press(asked.message_id, "Guéret (23)")
    (said,) = await aicha.wait_for(1, after=asked.message_id)
    assert "📍 Guéret (23) : votre déléguée est Karine Machat." in said.text


async def test_position_far_from_any_town_is_not_called_outside(aicha: Person) -> None:
    await aicha.send_location(0.0, 0.0)
    (said,) = await aicha.wait_for(1)
    assert said.text.startswith("Je ne connais pas de commune près de cette position.")


async def test_two_taps_on_a_button_are_one(here: Ground, aicha: Person) -> None:
    (answer,) = await aicha.ask("combien paie l'AMI de la Région ?")
    await asyncio.gather(*(aicha.press(answer.message_id, "Oui, merci") for _ in range(2)))
    await settled(here)
    first_lines = [said.text.splitlines()[0] for said in aicha.received[1:]]
    assert first_lines == ["Tant mieux. Je reste là si une autre question vous vient."]


async def test_button_of_a_month_ago_says_kindly_that_it_is_old(here: Ground, aicha: Person) -> None:
    (answer,) = await aicha.ask("combien paie l'AMI de la Région ?")
    message = here.telegram.world.chats[aicha.id].messages[answer.message_id]
    message.date -= 31 * 24 * 3600
    pressed = await aicha.press(answer.message_id, "Oui, merci")
    assert pressed.text == "Ce bouton est ancien. Écrivez votre question, ou /aide."


async def test_form_interrupted_by_a_question_answers_it_and_goes_on(aicha: Person) -> None:
    (found,) = await aicha.ask("Guéret")
    await aicha.press(found.message_id, "Changer de lieu")
    await aicha.wait_for(1, after=found.message_id)
    answer, again = await aicha.ask("combien paie l'AMI de la Région ?", answers=2)
    assert "oui:ami-montants" in [button.data for row in answer.buttons for button in row]
    assert again.text.startswith("Et votre projet, où est-il ?")
    (moved,) = await aicha.ask("Niort")
    assert "votre déléguée est Elodie Truong." in moved.text


async def test_who_wrote_before_today_is_greeted_as_such(here: Ground, aicha: Person) -> None:
    (found,) = await aicha.ask("Guéret")
    await aicha.press(found.message_id, "Oui, le retenir")
    await aicha.wait_for(1, after=found.message_id)
    async with here.house.database.transaction() as session:
        await session.execute(update(Row).values(first_seen_at=machine_now() - timedelta(days=3)))
    (said,) = await aicha.ask("/start")
    assert said.text.startswith("Rebonjour, et merci de revenir.")
    assert said.text.endswith("📍 Guéret (23) : votre déléguée est Karine Machat.")


async def test_outside_the_region_the_network_there_is_named(aicha: Person) -> None:
    (said,) = await aicha.ask("Toulouse")
    assert said.text.startswith("Toulouse (Occitanie) n'est pas en Nouvelle-Aquitaine.")
    assert "Votre réseau : La Rosêe" in said.text
    assert "déléguée" not in said.text


async def test_choice_outside_the_region_is_understood(aicha: Person) -> None:
    (asked,) = await aicha.ask("37160")
    await aicha.press(asked.message_id, "Indre-et-Loire (37)")
    (said,) = await aicha.wait_for(1, after=asked.message_id)
    assert said.text.startswith("Indre-et-Loire (Centre-Val de Loire) n'est pas en Nouvelle-Aquitaine.")


async def test_ten_messages_in_a_second_are_all_answered_in_order(aicha: Person) -> None:
    towns = ("Guéret", "Niort", "Bayonne", "Tulle", "Limoges", "Poitiers", "Saintes", "Pau", "Agen", "Dax")
    for town in towns:
        await aicha.send(town)
    said = await aicha.wait_for(10)
    assert [message.text.partition(" (")[0] for message in said] == [f"📍 {town}" for town in towns]


async def test_unknown_command_is_told_kindly(aicha: Person) -> None:
    (said,) = await aicha.ask("/fairelecafe")
    assert said.text == "Je ne connais pas cette commande. Écrivez votre question avec vos mots, ou /aide."


async def test_corrected_message_is_answered_anew(aicha: Person) -> None:
    message = await aicha.send("qsdfghjk")
    await aicha.wait_for(1)
    await aicha.edit(message, "Guéret")
    said = await aicha.wait_for(2)
    assert "votre déléguée est Karine Machat." in said[-1].text


async def test_old_button_is_told_to_be_old(aicha: Person, here: Ground) -> None:
    await aicha.ask("/start")
    rows = {"inline_keyboard": [[{"text": "Vieux", "callback_data": "autrefois:1"}]]}
    sent = await here.house.bot.send_message(101, "Un vieux message", reply_markup=rows)  # type: ignore[arg-type]
    answer = await aicha.press(sent.message_id, "Vieux")
    assert answer.text == "Ce bouton est ancien. Écrivez votre question, ou /aide."


async def test_markup_in_a_question_is_shown_not_interpreted(aicha: Person) -> None:
    (said,) = await aicha.ask("<b>bonjour</b> <a href='http://x'>")
    assert said.text


async def test_blocking_keeps_no_trace_of_a_failure(here: Ground, aicha: Person) -> None:
    await aicha.ask("/start")
    await aicha.block()
    await here.telegram.idle()
    await aicha.unblock()
    (said,) = await aicha.ask("/aide")
    assert said.text.startswith("Écrivez votre question avec vos mots")


async def test_group_gets_a_word_only_when_the_bot_is_named(here: Ground, aicha: Person) -> None:
    group = here.telegram.group(members=[aicha], title="Les voisins")
    await aicha.send("bonjour à tous", in_chat=group)
    await aicha.send("/aide@AiguilleurDemoBot", in_chat=group)
    (said,) = await group.wait_for(1)
    await aicha.reply_to(said.message_id, "Guéret", in_chat=group)
    (_, again) = await group.wait_for(2)
    assert said.text == "Je réponds en privé : ouvrez une conversation avec moi pour poser votre question."
    assert (said.labels, again.text) == ([["Écrire en privé"]], said.text)
