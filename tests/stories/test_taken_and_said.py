"""Taking a case or opening its card aims the next words at that person, and says so above them.

Before, the words went to the person whom she had answered last, or to one of five names in a list.
"""

from tests.desk import ELODIE, KARINE, Desk, Voice
from tests.stories.test_for_whom import HELD, reads, taps, writes


def switch_line(voice: Voice) -> str:
    return voice.last("✍️ Vous écrivez à").text.split("\n")[0]


async def test_case_taken_or_opened_is_the_one_written_to(desk: Desk) -> None:
    karine = await desk.staff(KARINE)
    people = [await desk.person(*name.split()) for name in
              ("Aïcha Morel", "Bao Tran", "Chloé Roy", "Marie Martin", "Marie Martin", "Denis Petit")]  # fmt: skip
    for rank, one in enumerate(people):
        await one.opens_case(f"Question {rank + 1}", ("Saint-Junien", "Guéret")[rank % 2])
    cards = {rank: karine.last(f"Nouvelle demande n° {rank + 1} ·") for rank in range(6)}
    # Writing to nobody, she takes the case of one of two homonyms, and types at once.
    await karine.presses("Je prends", under=cards[4])
    assert switch_line(karine) == "✍️ Vous écrivez à Marie Martin (n° 5)."
    await karine.says("Bonjour Marie")
    assert [reads(one, "Bonjour Marie") for one in people] == [False] * 4 + [True, False]
    # Writing to one person, she takes another's case, opens a card from /dossiers, reopens a closed one.
    await karine.presses("Je prends", under=cards[0])
    assert switch_line(karine) == "✍️ Vous écrivez à Aïcha Morel (n° 1)."
    await karine.says("Bonjour Aïcha")
    await karine.says("/dossiers")
    await karine.presses("2 · Bao Tran")
    assert switch_line(karine) == "✍️ Vous écrivez à Bao Tran (n° 2)."
    await karine.does(karine.person.send_photo(caption="Pour Bao"))
    card = karine.last("n° 6 ·")
    await karine.presses("Je prends", under=card)
    await karine.closes(under=card)
    await karine.presses("Rouvrir", under=card)
    assert switch_line(karine) == "✍️ Vous écrivez à Denis Petit (n° 6)."
    await karine.says("Bonjour Denis")
    for words, meant in (("Bonjour Aïcha", 0), ("Pour Bao", 1), ("Bonjour Denis", 5)):
        assert [rank for rank, one in enumerate(people) if reads(one, words)] == [meant], words
    await karine.says("note : le rappeler jeudi")
    await karine.presses("C'est une note")
    assert "Note de Karine Machat : note : le rappeler jeudi" in karine.last("n° 6 ·").text
    assert not any(reads(one, "note : le rappeler jeudi") for one in people)
    await karine.does(karine.person.send_photo(caption="Note interne : la façade"))
    assert "C'est une note" in str(karine.last().labels)
    assert not any(reads(one, "la façade") for one in people)
    await karine.presses("C'est une note")
    *old, line = [said.labels for said in karine.person.received if said.text.startswith("✍️")]
    assert (any(old), line[-1][-1]) == (False, "Ne plus lui écrire")
    # When somebody writes she is asked, the homonyms told apart, every other case one tap further.
    await people[3].says("Et pour moi ?", to=people[3].last("C'est envoyé"))
    await people[4].says("Et pour moi ?", to=people[4].last("C'est envoyé"))
    karine.news()
    (asked,) = await karine.says("Oui, à 14 h")
    assert asked.startswith("Pour Marie Martin (Saint-Junien, n° 5), Marie Martin (Guéret, n° 4) ou Denis Petit"), asked
    assert [words for words in ("« Question 5 »", "« Question 4 »") if words in asked] == [
        "« Question 5 »",
        "« Question 4 »",
    ]
    await karine.presses("Une autre…")
    every = karine.last()
    assert sorted(label for (label, *_) in every.labels if "n°" in label) == sorted([
        "Aïcha Morel · Saint-Junien · n° 1", "Bao Tran · Guéret · n° 2", "Chloé Roy · Saint-Junien · n° 3",
        "Denis Petit · Guéret · n° 6", "Marie Martin · Guéret · n° 4", "Marie Martin · Saint-Junien · n° 5",
    ])  # fmt: skip
    assert not any(reads(one, "Oui, à 14 h") for one in people)
    await karine.presses("Chloé Roy · Saint-Junien · n° 3", under=every)
    assert [rank for rank, one in enumerate(people) if reads(one, "Oui, à 14 h")] == [2]
    assert switch_line(karine) == "✍️ Vous écrivez à Chloé Roy (n° 3)."


async def test_person_with_two_delegates_is_asked_too(desk: Desk) -> None:
    karine, elodie, aicha = await desk.staff(KARINE), await desk.staff(ELODIE), await desk.person()
    await aicha.opens_case("Pour Saint-Junien")
    await aicha.says("Niort")
    await aicha.opens_case("Pour Niort")
    await aicha.presses("Écrire à Karine Machat")
    await elodie.says("Quelle surface ?", to=elodie.card)
    for each in (karine, elodie, aicha):
        each.news()
    for words in ("120 m2", "oui", "à jeudi"):
        asked = (await aicha.says(words))[-1]
        assert asked.startswith("Pour Elodie Truong (Niort) ou Karine Machat (Saint-Junien) ?"), asked
    assert (karine.news(), elodie.news()) == ([], [])
    await taps(aicha, "Elodie Truong")
    assert (reads(elodie, "à jeudi"), reads(karine, "à jeudi")) == (True, False)
    assert switch_line(aicha).startswith("✍️ Vous écrivez à Elodie Truong")
    aicha.news()
    assert HELD not in (await aicha.says("Et à 14 h"))[-1]
    assert (reads(elodie, "Et à 14 h"), reads(karine, "Et à 14 h")) == (True, False)
    await writes(karine, aicha)


async def test_question_of_the_bot_that_is_open_takes_no_words_for_a_person(desk: Desk) -> None:
    """She begins a note, a search or her days away, then turns to somebody: what she types next is for that person."""
    karine, people = await desk.staff(KARINE), [await desk.person("Aïcha", "Morel")]
    await people[0].opens_case("Le toit fuit")
    first = karine.card
    begun = ("Note", "Chercher", "/absence")
    for rank, question in enumerate(begun, 1):
        people.append(await desk.person(f"P{rank}", "Roy"))
        await people[rank].opens_case("Une question", "Guéret")
        card = karine.card
        if question == "Note":
            await karine.presses("Note", under=first)
        elif question == "Chercher":
            await karine.says("/dossiers")
            await karine.presses("Chercher")
        else:
            await karine.says(question)
        await karine.presses("Je prends", under=card)
        assert switch_line(karine) == f"✍️ Vous écrivez à P{rank} Roy (n° {rank + 1})."
        words = f"Bonjour, je vous rappelle jeudi, votre {rank}e demande est suivie"
        await karine.says(words)
        assert [reads(one, words) for one in people] == [one is people[rank] for one in people], question
    # A card that is opened takes the place of a question about another case, too; a note says on whose case it is.
    await karine.presses("Note", under=first)
    await karine.says("/dossiers")
    await karine.presses(next(key for row in karine.last().labels for key in row if "P1 Roy" in key))
    await karine.says("À demain donc")
    assert [reads(one, "À demain donc") for one in people] == [one is people[1] for one in people]
    await karine.presses("Note", under=first)
    assert (await karine.says("Voir le couvreur"))[-1] == "C'est noté sur le dossier n° 1, Aïcha Morel."
