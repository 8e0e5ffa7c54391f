"""The bot says for whom a delegate's words are before she types, or asks; it never guesses.

Karine follows several people of her territory. Other people's words and cards come in between, and whatever she sends
next reaches nobody whom it was not for.
"""

import pytest

from tests.desk import ELODIE, KARINE, Desk, Voice, receipt

pytestmark = pytest.mark.both_databases

HELD = "Rien n'est encore parti."


def reads(voice: Voice, words: str) -> bool:
    return any(words in said.text for said in voice.person.received)


def kinds(voice: Voice) -> list[str]:
    return [said.kind for said in voice.news() if said.kind != "text"]


async def writes(voice: Voice, to: Voice) -> None:
    """Let Karine press `Répondre` under somebody's latest card, and check that she was told so."""
    name = to.person.user.full_name
    card = next(said for said in reversed(voice.person.received) if name in said.text and said.button("Répondre"))
    await voice.presses("Répondre", under=card)
    assert voice.last().text.startswith(f"✍️ Vous écrivez à {name}")


async def taps(voice: Voice, whom: str) -> str:
    """Press the button that names this person or number under the question; return the notice shown."""
    question = voice.last(HELD)
    return await voice.presses(next(row[0] for row in question.labels if whom in row[0]), under=question)


async def test_words_typed_after_somebody_else_has_written_are_asked_about(desk: Desk) -> None:
    karine = await desk.staff(KARINE)
    aicha, bao = await desk.person(), await desk.person("Bao", "Tran")
    await aicha.opens_case("On reprend l'ancienne poste")
    await bao.opens_case("Un café associatif, avec quelle aide ?", "Guéret")
    await writes(karine, bao)
    await writes(karine, aicha)
    await bao.says("Où vous retrouver jeudi ?", to=bao.last("C'est envoyé"))
    for each in (karine, aicha, bao):
        each.news()
    # The words that were once sent to the wrong person, then others of the same kind.
    for words in ("Oui, 12 rue des Arènes à Guéret", "ok", "Merci, à jeudi 14 h", "06 55 51 00 00", "non", "👍"):
        (asked,) = await karine.says(words)
        assert asked.startswith("Pour Bao Tran (Guéret) ou Aïcha Morel (Saint-Junien) ?"), asked
        assert "« Un café associatif, avec quelle aide ? »" in asked
        assert HELD in asked
    assert (aicha.news(), bao.news()) == ([], [])
    assert await taps(karine, "Bao Tran") == ""
    assert (reads(bao, "👍"), aicha.news()) == (True, [])
    assert karine.last().text.startswith("✍️ Vous écrivez à Bao Tran (n° 2)")
    assert await taps(karine, "Aïcha Morel") == "C'est déjà transmis."  # a slip of the thumb sends it to nobody else
    karine.news()
    assert await karine.says("Devant la mairie") == [receipt("Bao Tran")]
    # What has no words is held back as well, an album once and whole.
    await aicha.says("Une précision", to=aicha.last("C'est envoyé"))
    for each in (karine, aicha, bao):
        each.news()
    for gesture in (karine.person.send_voice, karine.person.send_sticker, karine.person.send_photo,
                    lambda: karine.person.send_location(46.17, 1.87), lambda: karine.person.send_album(3, "Les lieux")
                    ):  # fmt: skip
        (asked,) = await karine.does(gesture())
        assert asked.startswith("Pour Aïcha Morel (Saint-Junien) ou Bao Tran (Guéret) ?"), asked
    assert (aicha.news(), bao.news()) == ([], [])
    await taps(karine, "Bao Tran")
    assert (aicha.news(), kinds(bao), reads(bao, "Les lieux")) == ([], ["photo"] * 3, True)
    # A slip of the thumb is undone: what went to the wrong person is taken back, once.
    sent = karine.last("✓ Remis à Bao Tran")
    assert await karine.presses("Retirer", under=sent) == ""
    assert (reads(bao, "Les lieux"), kinds(bao)) == (False, [])
    assert bao.last().text.endswith("Message retiré : il n'est plus ici.")
    assert karine.last("Retiré à 10 h").message_id == sent.message_id


async def test_lone_word_to_cancel_is_never_delivered(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("On reprend l'ancienne poste")
    for words in ("annuler", "Annuler.", "annule"):
        await writes(karine, aicha)
        for each in (karine, aicha):
            each.news()
        (said,) = await karine.says(words)
        assert said == "D'accord, vous n'écrivez plus à personne. Rien ne partira sans que je demande pour qui.", words
        assert aicha.news() == [], words
    await writes(karine, aicha)
    await karine.says("Il faut annuler la visite de jeudi")
    assert reads(aicha, "annuler la visite")


async def test_doubt_lasts_until_it_is_settled_whatever_comes_in_between(desk: Desk) -> None:
    karine, elodie = await desk.staff(KARINE), await desk.staff(ELODIE)
    aicha, bao = await desk.person(), await desk.person("Bao", "Tran")
    await aicha.opens_case("On reprend l'ancienne poste")
    await writes(karine, aicha)
    await bao.opens_case("Un café associatif", "Guéret")  # a new card causes a doubt too
    first = (await karine.says("Le secret d'Aïcha"), karine.last(HELD))[1]
    await desk.stop()
    await desk.start()
    sent = await karine.person.send("Un mot à corriger")
    await desk.calm()
    second = karine.last(HELD)
    await karine.person.edit(sent, "Un mot corrigé")
    await desk.calm()
    assert karine.last().text == second.text  # an edit of what waits is no question to the robot
    await karine.says("Bonjour Bao", to=next(one for one in karine.person.received if "Un café" in one.text))
    assert (reads(bao, "Bonjour Bao"), reads(aicha, "Bonjour Bao")) == (True, False)
    await karine.says("Encore un mot")
    assert HELD in karine.last().text  # a reply settles where it goes itself, and nothing else
    # After a note, what is typed is still asked about.
    await karine.presses("Note")
    await karine.says("À rappeler")
    assert (await karine.says("Vu à la mairie"))[-1].endswith(HELD)
    assert not [
        reads(one, words) for one in (aicha, bao) for words in ("à la mairie", "À rappeler") if reads(one, words)
    ]
    # The question named somebody who has withdrawn, or whose case is a colleague's now.
    await karine.presses("Transférer", under=karine.last("n° 2 · Guéret (23)"))
    await karine.presses(ELODIE)
    await elodie.presses("Je prends")
    bao.news()
    await karine.presses(next(row[0] for row in second.labels if "Bao" in row[0]), under=second)
    assert "Votre message n'est pas parti." in karine.last("pas parti").text
    await karine.presses(next(row[0] for row in second.labels if "Aïcha" in row[0]), under=second)
    assert (reads(aicha, "Un mot corrigé"), bao.news()) == (True, [])
    await aicha.says("/supprimer")
    await aicha.presses("Tout effacer")
    assert [said.text for said in karine.person.received if "ancienne poste" in said.text] == []
    # it had told the first words of her message
    assert first.message_id not in [said.message_id for said in karine.person.received]
    assert not reads(bao, "secret")


async def test_what_is_held_is_asked_about_again_where_she_turns_to_somebody(desk: Desk) -> None:
    karine = await desk.staff(KARINE)
    aicha, bao = await desk.person(), await desk.person("Bao", "Tran")
    await aicha.opens_case("On reprend l'ancienne poste")
    await writes(karine, aicha)
    await bao.opens_case("Un café associatif", "Guéret")
    for words in ("ok mardi 14 h alors", "Je serai devant la gare", "👍"):
        await karine.says(words)
    bao.news()
    await writes(karine, bao)
    asked = [said for said in karine.person.received if said.text.startswith("Pour Bao Tran (Guéret) ou Aïcha")]
    assert len(asked[3:]) == 3  # asked when they were written, and again
    asked = asked[3:]
    assert all(HELD in one.text and one.button("Bao Tran · Guéret · n° 2") for one in asked)
    await karine.presses("Bao Tran · Guéret · n° 2", under=asked[0])
    assert reads(bao, "ok mardi 14 h alors")
    karine.news()
    await aicha.says("Une précision", to=aicha.last("C'est envoyé"))
    await writes(karine, aicha)
    fresh = [said.text.split("\n")[0] for said in karine.news()]
    # The message that left is not asked about again.
    assert fresh.count("Pour Aïcha Morel (Saint-Junien) ou Bao Tran (Guéret) ?") == 2


async def test_what_was_held_long_ago_is_not_brought_up_again(desk: Desk) -> None:
    karine = await desk.staff(KARINE)
    aicha, bao = await desk.person(), await desk.person("Bao", "Tran")
    await aicha.opens_case("On reprend l'ancienne poste")
    await writes(karine, aicha)
    await bao.opens_case("Un café associatif", "Guéret")
    await karine.says("ok mardi 14 h alors")
    question = karine.last("Pour ")
    bao.news()
    karine.news()
    await desk.later(minutes=9)
    assert karine.news() == []
    await desk.later(minutes=2)
    (again,) = karine.news()  # once more, and then never: it is hers to settle
    assert again.text.startswith("Pour Bao Tran (Guéret) ou Aïcha Morel (Saint-Junien) ?")
    assert again.text.endswith("Ce message attend toujours votre choix. Rien n'est encore parti.")
    assert (again.reply_to, again.labels) == (question.reply_to, question.labels)
    # What is a question to the robot is answered at one tap, and waits no more.
    await karine.says("c'est quoi l'AMI ?")
    karine.news()
    await karine.presses("Question au robot")
    told, answer = karine.news()
    assert (told.text.startswith("D'accord : pendant 30 minutes"), answer.text.startswith("L'AMI")) == (True, True)
    await desk.later(hours=2)
    assert not [said for said in karine.news() if "attend toujours" in said.text]
    await writes(karine, bao)
    assert not [said for said in karine.person.received if said.text.startswith("Pour Bao Tran (Guéret) ?")]
    await karine.presses("Bao Tran · Guéret · n° 2", under=question)
    assert reads(bao, "ok mardi 14 h alors")
