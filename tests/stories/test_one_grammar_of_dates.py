"""A date is read alike wherever the bot asks for one, and what is no date gets the same sentence."""

from tests.desk import CHLOE, KARINE, Desk, Voice

# Words typed on Tuesday 3 December 2030, and the day that the bot reads.
WORDINGS = {
    "demain": "mercredi 4 décembre",
    "jeudi": "jeudi 5 décembre",
    "dans 3 jours": "vendredi 6 décembre",
    "samedi 7": "samedi 7 décembre",
    "9 déc": "lundi 9 décembre",
    "10.12": "mardi 10 décembre",
    "11/12": "mercredi 11 décembre",
    "12-12-2030": "jeudi 12 décembre",
    "le 13 décembre": "vendredi 13 décembre",
    "samedi 14 décembre 2030": "samedi 14 décembre",
}
NO_DATES = ("un de ces jours", "demain ou bientôt")


async def test_ten_wordings_are_read_the_same_in_three_places(desk: Desk) -> None:
    chloe = await at_work(desk)
    for words, day in WORDINGS.items():
        said = f"{'demain' if words == 'demain' else day} à 14 h"
        assert f", {said} ?" in await announced(chloe, f"{words} à 14h"), words
        assert said in await met(chloe, f"14h {words}"), words
        assert f"en congé le {day}." in await away(chloe, words), words


async def test_what_is_no_date_gets_the_same_sentence_in_three_places(desk: Desk) -> None:
    chloe = await at_work(desk)
    for words in NO_DATES:
        told = {await announced(chloe, words), await met(chloe, words), await away(chloe, words)}
        assert [one[:32] for one in told] == ["Je n'ai pas compris cette date. "], words


async def at_work(desk: Desk) -> Voice:
    """Return a member of the team with a draft and the kinds of meetings on screen, whose buttons are pressed again."""
    chloe = await desk.staff(CHLOE, "team")
    await desk.staff(KARINE)
    await chloe.says("/reunions")
    await chloe.presses("Nouvelle réunion")
    await chloe.says("/annonce")
    await chloe.presses("Nouvelle annonce")
    await chloe.presses(next(row[0] for row in chloe.last().labels if row[0].startswith("Les visios")))
    await chloe.says("La visio de janvier est ouverte.")
    return chloe


async def announced(chloe: Voice, words: str) -> str:
    """Return what `Programmer` says of these words."""
    await chloe.presses("Programmer")
    return (await chloe.says(words))[-1]


async def met(chloe: Voice, words: str) -> str:
    """Return what is said of a meeting at this date, or of the words."""
    await chloe.presses("Une journée de rencontre")
    told = (await chloe.says(words))[-1]
    return (await chloe.says("60"))[-1] if told.startswith("Combien de minutes") else told


async def away(chloe: Voice, words: str) -> str:
    """Return what is recorded as an absence, or said of the words."""
    await chloe.says("/absence")
    told = (await chloe.says(words))[-1]
    if told.startswith("Qui vous remplace"):
        await chloe.presses(KARINE)
        return chloe.last().text
    return told
