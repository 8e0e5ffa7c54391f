"""Words that the bot cannot read, a day, or a number are not mere thanks: they reach the human, even after closing."""

from tests.desk import CHLOE, KARINE, Desk

UNREAD = ("Нам срочно нужна помощь", "نحتاج إلى المساعدة", "请帮帮我们", "🆘", "😭", "...")
ANSWERS = (
    "Va pour mercredi 15 h",
    "Merci, 07 98 76 54 32",
    "C'est d'accord à midi",
    "ok pour Karine",
    "merci et à jeudi",
)
THANKS = ("Merci beaucoup Karine !", "🙏🏽", "❤️", "bonne soirée", "super, merci")


async def test_closed_case_keeps_nothing_but_thanks(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("Nous cherchons un local à Saint-Junien")
    await karine.says("Je passe cette semaine.", to=karine.card)
    told = aicha.last("Je passe")
    await karine.closes(under=karine.card)
    aicha.news()
    karine.news()
    for words in THANKS:
        (said,) = await aicha.says(words, to=told)
        assert "reste close" in said, words
        assert karine.news() == [], words
    for words in (*UNREAD, *ANSWERS):
        await aicha.says(words, to=told)
        assert any(words in one.text for one in karine.news()), words
        assert (await desk.case()).state == "taken", words
        if words != ANSWERS[-1]:
            await karine.closes(under=karine.card)
        karine.news()
    # A yes answers what was asked last.
    await karine.says("On dit vendredi ? Je clos, répondez-moi ici.", to=karine.card)
    for words in ("D'accord", "oui merci", "👍"):
        await karine.closes(under=karine.card)
        karine.news()
        await aicha.says(words, to=aicha.last("On dit vendredi"))
        assert any(words in one.text for one in karine.news()), words


async def test_unread_words_under_an_announcement_reach_the_team(desk: Desk) -> None:
    chloe, aicha = await desk.staff(CHLOE, "team"), await desk.person()
    await aicha.subscribes()
    await chloe.announces("La visio de mars est ouverte.")
    for words in UNREAD:
        chloe.news()
        assert not any(one.startswith("Avec plaisir") for one in await aicha.says(words, to=aicha.last("La visio de")))
        assert any(words in one.text for one in chloe.news()), words
