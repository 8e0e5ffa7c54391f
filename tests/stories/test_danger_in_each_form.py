"""A danger said at any question of a form gets the numbers first, and is no answer."""

from collections.abc import Awaitable, Callable, Mapping

import pytest

from tests.desk import CHLOE, ELODIE, KARINE, Desk, Shown, Voice
from tests.stories.test_registration_in_words import at_the_name, at_the_summary

Way = Callable[[Desk], Awaitable[Voice]]
CATALOGUE = ("Une réponse du catalogue", "Chercher une autre réponse")
DATE = "3/12/2031 9:30"


async def a_member(desk: Desk, command: str, *labels: str) -> Voice:
    """Return a member of the team who has pressed these labels after this command."""
    chloe = await desk.staff(CHLOE, "team")
    await chloe.says(command)
    return await pressing(chloe, *labels)


async def pressing(voice: Voice, *labels: str) -> Voice:
    """Press the latest button that begins with each label in turn."""
    for label in labels:
        shown = next(said for said in reversed(voice.person.received) if _begins(said, label))
        whole = next(key for row in shown.labels for key in row if key.startswith(label))
        await voice.presses(whole, under=shown)
    return voice


def _begins(said: Shown, label: str) -> bool:
    return any(key.startswith(label) for row in said.labels for key in row)


async def saying(voice: Voice, *words: str) -> Voice:
    for one in words:
        await voice.says(one)
    return voice


async def a_person(desk: Desk, *words: str) -> Voice:
    await desk.staff(KARINE)
    return await saying(await desk.person("Léa"), *words)


async def registering(desk: Desk, *words: str) -> Voice:
    await desk.meeting()
    return await saying(await at_the_name(desk), *words)


async def at_the_check(desk: Desk, *labels: str) -> Voice:
    await desk.meeting()
    return await pressing(await at_the_summary(desk), *labels)


async def to_be_called(desk: Desk, *words: str) -> Voice:
    lea = await a_person(desk)
    await lea.opens_case("Bonjour")
    return await saying(await pressing(lea, "Être rappelé"), *words)


async def of_a_caller(desk: Desk, *words: str) -> Voice:
    karine = await desk.staff(KARINE)
    await karine.says("/dossiers")
    return await saying(await pressing(karine, "Ouvrir pour quelqu'un"), *words)


async def with_a_case(desk: Desk, *labels: str) -> Voice:
    karine, lea = await desk.staff(KARINE), await desk.person("Léa")
    await lea.opens_case("Bonjour")
    return await pressing(karine, *labels)


async def writing_a_model(desk: Desk, *words: str) -> Voice:
    karine = await desk.staff(KARINE)
    await karine.says("/modeles")
    return await saying(await pressing(karine, "Nouveau modèle"), *words)


async def trying(desk: Desk) -> Voice:
    return await pressing(await desk.staff(KARINE), "Un essai", "Je prends")


async def searching(desk: Desk) -> Voice:
    karine = await desk.staff(KARINE)
    await karine.says("/dossiers")
    return await pressing(karine, "Chercher")


async def transferred(desk: Desk) -> Voice:
    await desk.staff(ELODIE)
    return await with_a_case(desk, "Transférer", ELODIE, "Ajouter un mot")


async def away(desk: Desk, *words: str) -> Voice:
    await desk.staff(CHLOE, "team")
    return await saying(await desk.staff(KARINE), "/absence", *words)


async def about_the_meeting(desk: Desk, *labels: str) -> Voice:
    await desk.meeting()
    return await a_member(desk, "/reunions", "13/12", *labels)


async def new_meeting(desk: Desk, *words: str) -> Voice:
    return await saying(await a_member(desk, "/reunions", "Nouvelle réunion", "Une journée de rencontre"), *words)


async def publishing(desk: Desk) -> Voice:
    return await pressing(await new_meeting(desk, DATE, "90"), "Publier")


async def announcing(desk: Desk, *labels: str) -> Voice:
    chloe = await a_member(desk, "/annonce", "Nouvelle annonce", "Les visios")
    return await pressing(await saying(chloe, "Bonjour"), *labels) if labels else chloe


async def correcting(desk: Desk) -> Voice:
    await (await desk.person("Zoé")).subscribes()
    chloe = await desk.staff(CHLOE, "team")
    await chloe.announces("Bonjour à toutes et tous")
    return await pressing(chloe, "Corriger")


async def of_the_base(desk: Desk, *labels: str) -> Voice:
    return await a_member(desk, "/base", "À approuver", *labels)


# How somebody comes to each question that takes words.
WAYS: Mapping[str, Way] = {
    "place": lambda desk: a_person(desk, "changer de lieu"),
    "reg:name": registering,
    "reg:place": lambda desk: registering(desk, "Mia Roy"),
    "reg:phase": lambda desk: registering(desk, "Mia Roy", "Niort"),
    "reg:check": at_the_check,
    "reg:change": lambda desk: at_the_check(desk, "Modifier"),
    "casephone:phone": to_be_called,
    "casephone:when": lambda desk: to_be_called(desk, "06 12 34 56 78"),
    "casesearch:words": searching,
    "casecatalogue:words": lambda desk: with_a_case(desk, "Répondre", *CATALOGUE),
    "model:title": lambda desk: writing_a_model(desk, "Bonjour, voici nos statuts."),
    "casetrial:answer": trying,
    "caller:who": of_a_caller,
    "caller:where": lambda desk: of_a_caller(desk, "Mme Roy"),
    "absence:days": away,
    "absence:stand_in": lambda desk: away(desk, "du 8 au 12 décembre"),
    "meet:new": new_meeting,
    "meet:minutes": lambda desk: new_meeting(desk, DATE),
    "meet:move": lambda desk: about_the_meeting(desk, "Déplacer"),
    "meet:field": lambda desk: about_the_meeting(desk, "Modifier", "Titre"),
    "meetpub:way": publishing,
    "meetcancel:confirmed": lambda desk: about_the_meeting(desk, "Annuler la réunion"),
    "meet:source": lambda desk: about_the_meeting(desk, "Lien d'inscription"),
    "invite:partner": lambda desk: a_member(desk, "/inviter", "Partenaire"),
    "completer:fact": lambda desk: a_member(desk, "/completer"),
    "base:sentence": lambda desk: of_the_base(desk, "Le contrat", "Corriger", "Le contrat"),
    "base:wording": lambda desk: of_the_base(desk, "Le contrat", "Les façons de demander", "Ajouter une façon"),
    "annonce:quand": lambda desk: announcing(desk, "Programmer"),
    "annonce:limite": lambda desk: announcing(desk, "Ne pas envoyer après"),
}
# How somebody comes to each question whose answer is taken whole: a human reads it, or its author sees it first.
WHOLE: Mapping[str, Way] = {
    "case:place": lambda desk: a_person(desk, "/contact"),
    "case:message": lambda desk: a_person(desk, "/contact", "Guéret"),
    "case:refused": lambda desk: a_person(desk, "/contact", "Guéret", "On cherche une salle", "non"),
    "caller:what": lambda desk: of_a_caller(desk, "Mme Roy", "Niort"),
    "casenote:note": lambda desk: with_a_case(desk, "Note"),
    "caseword:word": transferred,
    "model:html": lambda desk: writing_a_model(desk),
    "annonce:texte": announcing,
    "annonce:correction": correcting,
}
ASKED_AGAIN = {"place": "Et votre projet, où est-il ?"}  # in other words than the first time
DANGERS = (
    ("mon mari me frappe", "☎️ 3919"),
    ("je vais sauter du pont à Bordeaux", "☎️ 3114"),
    ("au secours il arrive, il a cassé la porte de la chambre", "☎️ 3919"),
    ("une gamine de l'atelier a des bleus partout", "☎️ 119"),
)


@pytest.mark.parametrize("step", WAYS)
async def test_danger_gets_its_numbers_and_the_question_stands(desk: Desk, step: str) -> None:
    voice = await WAYS[step](desk)
    asked = ASKED_AGAIN.get(step, voice.last().text)
    for words, number in DANGERS:
        voice.news()
        told = await voice.says(words)
        assert told[0].startswith(number), told
        assert (told[-1].startswith(asked), "Bordeaux" in "".join(told)) == (True, False), told


@pytest.mark.parametrize("step", WHOLE)
async def test_danger_in_what_is_taken_whole_gets_its_numbers_first(desk: Desk, step: str) -> None:
    voice = await WHOLE[step](desk)
    for words, number in DANGERS:
        voice.news()
        told = await voice.says(words)
        assert told[0].startswith(number), told


@pytest.mark.parametrize("step", ["place", "reg:place", "caller:where", "case:place"])
async def test_place_told_beside_a_danger_is_read_and_the_danger_is_not(desk: Desk, step: str) -> None:
    voice = await {**WAYS, **WHOLE}[step](desk)
    voice.news()
    told = await voice.says("je vais sauter du pont à Bordeaux, je suis à Niort")
    assert told[0].startswith("☎️ 3114"), told
    assert not any("Bordeaux (33)" in words for words in told), told
