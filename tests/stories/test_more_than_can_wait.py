"""What is too much or too long is said, with the right count, and never refused in silence."""

from tests.desk import KARINE, Desk
from tests.house import settled

AT_MOST_HELD, AT_MOST_A_MINUTE = 10, 30

HELD = "Rien n'est encore parti."


async def test_oldest_message_held_is_told_that_it_waits_no_more(desk: Desk) -> None:
    karine = await desk.staff(KARINE)
    aicha, bao = await desk.person(), await desk.person("Bao", "Tran")
    await aicha.opens_case("On reprend la laiterie")
    await bao.opens_case("Un atelier de vélos", "Guéret")
    karine.news()
    await karine.does(karine.person.send_album(3, "Les plans"))
    album = karine.last(HELD)
    for number in range(AT_MOST_HELD - 1):
        assert HELD in (await karine.says(f"Mot {number}"))[-1]
    for words in ("Le mot de trop", "Encore un", "Et un dernier"):
        said = await karine.says(words)
        assert [one.startswith("Ce message n'est pas parti") for one in said].count(True) == 1, words
        assert HELD in said[-1]
    label = next(row[0] for row in album.labels if "Bao" in row[0])
    bao.news()
    assert await karine.presses(label, under=album) == "Ces images ne sont pas parties. Vous pouvez les renvoyer."
    assert bao.news() == []
    await karine.does(karine.person.send_album(3, "Les plans"))
    await karine.presses(label, under=karine.last(HELD))
    assert [one.kind for one in bao.news()].count("photo") == 3


async def test_line_of_care_is_never_under_what_staff_are_shown(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    for words in ("Je suis épuisée par ce dossier", "Elle est épuisée", "Il pleure tous les soirs"):
        assert not any("3114" in one for one in await karine.says(words)), words
    assert "3114" in (await aicha.says("Je suis épuisée, c'est quoi le FDVA ?"))[-1]


async def test_only_messages_are_counted_as_unread(desk: Desk) -> None:
    for name, many in (("Aïcha", 3), ("Bao", 5), ("Chaïma", 1)):
        one = await desk.person(name, "Roy")
        await one.says("/abonnements")
        shown = one.last()
        for _ in range(AT_MOST_A_MINUTE - 1):
            await one.person.send("/aide")
        await settled(desk.here)
        for label in ("Les visios : non", "La formation : non", "La vie du réseau : non"):
            await one.person.press(shown.message_id, label)
        said = await one.bursts(["Bonjour"] * many)
        assert sum(f"\n\n{many} message" in text for text in said) == 1, name
        assert sum(text.startswith("Vous allez plus vite que moi") for text in said) == 2, name
