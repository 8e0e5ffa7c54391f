"""A danger is heard wherever it is said, with its own number first; none is invented."""

from tests.desk import CHLOE, KARINE, Desk, Voice, receipt

BLEEDING = "ok pour jeudi, mais aidez moi je suis blessé je saigne beaucoup"
NUMBERS = ("3114", "3919", "119", "115", "3977", "3018", "☎️")
HARMLESS = (
    "Bonjour, je suis Maëlys", "je suis Jordan", "moi c'est Aminata, bonjour", "bonjour, Gwenaël à l'appareil",
    "je suis à Melle", "je suis à La Force", "nous sommes à Cognac", "je serai là", "je serai en retard",
    "aidez moi svp",
    "suicide financier", "j'ai perdu mon mot de passe", "ce dossier me tue", "on se bat pour garder la salle",
    "il y a eu un incendie en 2019, on a reconstruit", "formation aux premiers secours pour nos bénévoles",
)  # fmt: skip
SAID = (
    ("j'ai envie d'en finir ce soir", "3114"),
    ("mon fils dit qu'il va se pendre", "3114"),
    ("mon copain m'a étranglée hier", "3919"),
    ("il ne me laisse plus sortir et il me cogne", "3919"),
    ("le petit arrive couvert de coups de ceinture", "119"),
    ("ça brule dans l'atelier, il y a des flammes partout", "18"),
    ("un bénévole est tombé de l'échelle, il ne bouge plus", "18"),
    ("elle ne respire plus", "15"),
    ("je dors dehors ce soir avec mes enfants", "115"),
    ("un homme avec un couteau nous menace à l'accueil", "17"),
    ("l'auxiliaire de vie frappe ma grand-mère", "3977"),
    ("ma fille est harcelée sur Snap par sa classe", "3018"),
)


async def tells(voice: Voice, words: str) -> list[str]:
    """Return what the person hears after these words."""
    voice.news()
    return await voice.says(words)


async def test_introduction_place_or_manner_of_speaking_is_no_danger(desk: Desk) -> None:
    lea = await desk.person("Léa")
    for words in HARMLESS:
        told = "\n".join(await tells(lea, words))
        assert not any(number in told for number in NUMBERS), (words, told)
        await lea.says("/annuler")


async def test_number_of_the_danger_stands_first(desk: Desk) -> None:
    lea = await desk.person("Léa")
    for words, number in SAID:
        first = (await tells(lea, words))[0]
        assert first.startswith(f"☎️ {number} :"), (words, first)
        assert lea.last("☎️").button("Parler à quelqu'un")
        assert "114 : " in first


async def test_danger_beside_a_question_gets_both(desk: Desk) -> None:
    lea = await desk.person("Léa")
    help_, answer = await tells(lea, "Je n'en peux plus, je veux mourir. Comment je rends le dossier AMI ?")
    assert (help_[:7], "AMI" in answer, answer.endswith("Cela répond-il à votre question ?")) == ("☎️ 3114", True, True)
    help_, answer = await tells(lea, "c'est quoi le FDVA ? et puis mon mari me tape dessus")
    assert (help_[:7], "FDVA" in answer) == ("☎️ 3919", True)
    help_, place = await tells(lea, "il y a le feu au local, je suis à Niort")
    assert (help_[:5], "Niort (79)" in place) == ("☎️ 18", True)
    quiet = (await tells(lea, "je suis épuisée par l'asso, je pleure tous les soirs, c'est quoi le FDVA ?"))[0]
    assert (quiet.startswith("Le FDVA"), "3114" in quiet.split("\n\n")[-1]) == (True, True)


async def test_danger_is_heard_in_what_is_passed_on(desk: Desk) -> None:
    await desk.staff(KARINE)
    lea = await desk.person("Léa")
    await lea.says("/contact")
    told = await tells(lea, "je veux mourir")
    assert (told[0][:7], "Rien n'est encore parti." in told[-1], "Passer" in str(lea.last().labels)) == (
        "☎️ 3114",
        True,
        True,
    )
    told = await tells(lea, "je veux mourir, je suis à Guéret")
    assert (told[0][:7], "« je veux mourir, je suis à Guéret »" in told[-1]) == ("☎️ 3114", True)
    told = await tells(lea, "mon conjoint me frappe")
    assert (told[0][:7], "« mon conjoint me frappe »" in told[-1]) == ("☎️ 3919", True)


async def test_danger_in_a_case_reaches_the_human_too(desk: Desk) -> None:
    karine, lea = await desk.staff(KARINE), await desk.person("Léa")
    await lea.opens_case("Bonjour")
    karine.news()
    await lea.presses("Écrire à Karine Machat")
    told = await tells(lea, "ma voisine de 90 ans se fait frapper par son fils")
    assert (told[0][:7], told[-1]) == ("☎️ 3977", receipt(KARINE))
    assert any("90 ans" in said.text for said in karine.news())
    lea.news()
    told = await lea.does(lea.person.send_photo(caption="je vais me jeter du pont"))
    assert told[0].startswith("☎️ 3114")
    message = await lea.person.send("bonsoir")
    await desk.calm()
    lea.news()
    lea.news()
    told = await lea.does(lea.person.edit(message, "bonsoir, je vais me tuer"))
    assert told[0].startswith("☎️ 3114")


async def test_danger_in_a_corrected_message_comes_to_the_human_anew(desk: Desk) -> None:
    karine, lea = await desk.staff(KARINE), await desk.person("Léa")
    await lea.opens_case("Bonjour")
    await karine.says("On se voit jeudi ?", to=karine.card)
    sent = await lea.sends("ok pour jeudi")
    assert (await desk.case()).state == "waiting"
    for voice in (karine, lea):
        voice.news()
    told = await lea.does(lea.person.edit(sent, BLEEDING))
    (alarm,) = karine.news()
    assert (told[0][:6], alarm.text, alarm.silent) == ("☎️ 15 ", f"Léa Morel · Saint-Junien · n° 1\n{BLEEDING}", False)
    assert (karine.card.text.startswith("⚠️ "), "Le robot a donné le 15." in karine.card.text) == (True, True)
    assert (await desk.case()).state == "taken"  # an answer is due
    await lea.does(lea.person.edit(sent, f"{BLEEDING} !"))  # the same danger: both copies are corrected
    assert karine.news() == []
    assert sum(said.text.endswith(f"{BLEEDING} !") for said in karine.person.received) == 2
    await desk.later(hours=14)  # nobody works
    quiet = await lea.sends("bonne nuit")
    karine.news()
    await lea.does(lea.person.edit(quiet, "bonne nuit, je veux mourir"))
    (passed_on,) = karine.news()
    assert (passed_on.text.split("\n")[-1], passed_on.silent) == ("bonne nuit, je veux mourir", True)
    assert "Le robot a donné le 15 et le 3114." in karine.card.text


async def test_staff_are_given_the_numbers_of_what_they_write_of(desk: Desk) -> None:
    karine, lea = await desk.staff(KARINE), await desk.person("Léa")
    await lea.opens_case("Bonjour")
    await karine.presses("Note")
    told = await tells(karine, "son mari la frappe, elle a peur de rentrer")
    assert (told[0][:7], told[-1]) == ("☎️ 3919", "C'est noté sur le dossier n° 1, Léa Morel.")
    chloe = await desk.staff(CHLOE, "team")
    await chloe.says("/reunions")
    told = await tells(chloe, "je veux en finir avec la vie")
    assert told[0].startswith("☎️ 3114")


async def test_danger_in_a_flood_is_heard(desk: Desk) -> None:
    lea = await desk.person("Léa")
    for _ in range(34):
        await lea.person.send("bonjour")
    await lea.person.send("je veux mourir")
    await desk.calm()
    assert any(said.text.startswith("☎️ 3114") for said in lea.news())


async def test_danger_in_a_group_gets_its_number_when_the_bot_is_named(desk: Desk) -> None:
    lea, ali = await desk.person("Léa"), await desk.person("Ali")
    group = desk.here.telegram.group(members=[lea.person, ali.person], title="Les voisins")
    await lea.person.send("@AiguilleurDemoBot mon mari me frappe", in_chat=group)
    await desk.calm()
    assert group.received[0].text.startswith("☎️ 3919")
