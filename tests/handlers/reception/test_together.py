"""Several people at once: neighbours, a group, the team and its delegates. Nobody receives what is for others."""

from handlers.announcements.staff_texts import own_link, programme
from handlers.answers import texts as answers
from handlers.cases.core import texts as cases
from handlers.cases.staff import trial_texts as trial
from handlers.places import texts as places
from handlers.privacy import texts as privacy
from handlers.reception import other_updates_texts as others
from handlers.reception.alerts import alert_for_team
from handlers.roles import texts as roles
from handlers.roles.names import LinkedName
from handlers.talk.replies import paragraphs
from handlers.talk.texts import CANCELLED, FOR_STAFF_ONLY
from tests.handlers.reception.said import UNKNOWN, Words, own
from tests.handlers.reception.talk import Talk

CHLOE, KARINE, ELODIE = "Chloé Rivolet", "Karine Machat", "Elodie Truong"
LEAVE = [["Quitter mon rôle"]]
OWN_LINK = "https://t.me/AiguilleurDemoBot?start=s-incubateur-emergence"
BEGIN = [["Un essai avec le robot"], ["Mes dossiers", "Mes congés"], *LEAVE]
WELCOME = own(paragraphs(roles.linked("team", CHLOE), trial.TO_BEGIN), BEGIN)
ROLES = [["Déléguée ou délégué"], ["Équipe"], ["Partenaire"]]


async def test_two_neighbours_do_not_mix(talk: Talk, words: Words) -> None:
    lena, marc = talk.person("Léna"), talk.person("Marc")
    await lena.says("Guéret", words.delegate("Guéret", "23", KARINE))
    await marc.says("c'est quoi le FDVA ?", words.answer("fdva"))
    await lena.presses("Changer de lieu", own(places.WHERE))
    await marc.says("blurgville", UNKNOWN)
    await lena.says("c'est quoi l'AMI ?", words.answer("ami-region", KARINE), own(places.STILL_WHERE))
    await marc.says("et combien ?", words.answer("fdva-montants"))
    await marc.says("Niort", words.delegate("Niort", "79", ELODIE))
    await lena.says("et combien ?", words.answer("ami-montants", KARINE), own(places.STILL_WHERE))
    await marc.presses("Oui, le retenir", own(privacy.PLACE_KEPT))
    await lena.says("/annuler", own(CANCELLED))
    await lena.says("qui est ma déléguée ?", words.delegate("Guéret", "23", KARINE, may_keep=True))


async def test_group_hears_the_bot_only_when_it_is_named(talk: Talk, words: Words) -> None:
    in_private = own(others.IN_PRIVATE, [["Écrire en privé"]])
    nour, otto = talk.person("Nour"), talk.person("Otto")
    await nour.says("Guéret", words.delegate("Guéret", "23", KARINE))
    group = talk.group("Les voisins", nour, otto)
    await nour.does(nour.person.send("bonjour à tous", in_chat=group))
    await otto.person.send("/aide@AiguilleurDemoBot", in_chat=group)
    await talk.hear({"Les voisins": [in_private]})
    await nour.person.reply_to(group.received[-1].message_id, "Guéret", in_chat=group)
    await talk.hear({"Les voisins": [in_private]})
    await otto.does(otto.person.send("c'est quoi l'AMI ?", in_chat=group))
    await otto.does(otto.person.send_photo(in_chat=group))
    await nour.person.send("@AiguilleurDemoBot qui est ma déléguée ?", in_chat=group)
    await talk.hear({"Les voisins": [in_private]})
    await nour.says("qui est ma déléguée ?", words.delegate("Guéret", "23", KARINE, may_keep=True))
    await otto.says("qui est ma déléguée ?", words.answer("delegue-territorial"))


async def test_team_and_delegates_are_not_told_what_people_write_to_the_robot(talk: Talk, words: Words) -> None:
    chloe, karine, paola = talk.person("Chloé"), talk.person("Karine"), talk.person("Paola")
    await chloe.opens(await talk.invitation("team", CHLOE), WELCOME)
    await karine.opens(
        await talk.invitation("delegate", KARINE),
        own(paragraphs(roles.linked("delegate", KARINE, "déléguée territoriale"), trial.TO_BEGIN), BEGIN),
    )
    await paola.says("Guéret", words.delegate("Guéret", "23", KARINE))
    await paola.says("je veux parler à quelqu'un", own(cases.ASK_MESSAGE, [["Annuler"]]))
    await paola.presses("Annuler", own(cases.NOTHING_LEFT))
    await paola.says("vous remboursez les frais de permis de conduire ?", UNKNOWN)
    await karine.says("c'est quoi l'AMI ?", words.answer("ami-region"))
    await karine.says("/inviter", own(FOR_STAFF_ONLY))
    await talk.ground.house.alerts.tell("The moon is made of cheese")
    await talk.hear({"Chloé": [own(alert_for_team("The moon is made of cheese")["text"])]})
    await paola.says("merci", own(answers.GREETINGS["thanks"]))


async def test_team_invites_interrupted_and_taken_up(talk: Talk, words: Words) -> None:
    chloe, partner, late = talk.person("Chloé"), talk.person("Partenaire"), talk.person("Retardataire")
    await chloe.opens(await talk.invitation("team", CHLOE), WELCOME)
    who = paragraphs(roles.WHICH_ROLE, roles.links([LinkedName(CHLOE, "team", True)]))
    await chloe.says("/inviter", own(who, [*ROLES, ["Retirer un rôle"]]))
    await chloe.presses("Partenaire", own(roles.WHICH_PARTNER, [["Retour"]]))
    await chloe.says("annuler", own(CANCELLED))
    await chloe.presses("Partenaire", own(roles.WHICH_PARTNER, [["Retour"]]))
    await chloe.says("I" * 81, own(roles.NAME_TOO_LONG))
    await chloe.person.send("Incubateur Emergence")
    link = (await chloe.person.wait_for(lambda said: "?start=" in said.text)).text.split("\n\n")[-1]
    await talk.hear({"Chloé": [own(roles.invitation("Incubateur Emergence", "partner", link, 7))]})
    token = link.partition("?start=")[2]
    await partner.opens(
        token,
        own(roles.linked("partner", "Incubateur Emergence"), LEAVE),
        own(paragraphs(programme(False), own_link(OWN_LINK))),
    )
    await late.opens(token, own(roles.USED))
    await late.says("c'est quoi l'AMI ?", words.answer("ami-region"))
    await partner.presses("Quitter mon rôle", own(_asked_to_leave("Incubateur Emergence", "partenaire"),
                                                  [["Oui, quitter", "Annuler"]]))  # fmt: skip
    await partner.presses("Annuler", own(roles.LEAVE_KEPT))


def _asked_to_leave(name: str, role: str) -> str:
    return paragraphs("Quitter votre rôle ?", f"Votre rôle ici : {name} ({role}).")
