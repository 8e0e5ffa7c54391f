"""What is typed under the bot's own questions does what their buttons do; anything else is not misread."""

import pytest

from handlers.cases.person.answers_in_words import helped_said, still_said
from handlers.meetings.coming_in_words import coming_said, confirmed_said, opinion_said, says_coming
from handlers.meetings.own_in_words import is_locked_out, wants_the_link, will_come
from handlers.talk.awaited import KEEP_PLACE, NEWS, OPINION, answer_in_passing
from handlers.talk.short_answers import yes_or_no_said
from knowledge.finder.meant import is_refused, service_meant
from knowledge.finder.services import read_services

COMES = (
    "oui", "oui je viens", "je confirme", "Oui, je viens !", "ok", "bien sûr", "oui je serai là", "je viens",
    "présente",
    "👍", "oui toujours", "toujours partante", "avec plaisir", "je serai présent", "comptez sur moi",
    "oui oui pas de souci",
    "d'accord à demain", "je maintiens ma présence", "ne me désinscrivez pas", "oui sans problème", "absolument",
)  # fmt: skip
DOES_NOT = (
    "non", "non désolée", "non je suis malade", "je ne viens plus", "malheureusement non", "je ne pourrai pas venir",
    "je peux pas", "désolée je serai absente", "finalement non", "j'ai un empêchement", "non merci",
    "impossible pour moi, un imprevu", "je dois annuler", "je laisse ma place", "je ne suis pas disponible",
    "je suis hospitalisée", "oups je ne peux plus", "nan", "je préfère annuler mon inscription",
)  # fmt: skip
NEITHER = (
    "oui mais à quelle heure ?", "c'est à quelle heure", "je viens avec un ami, c'est possible ?", "peut-être",
    "je ne sais pas encore", "quel est le lien", "oui mais plutôt jeudi", "merci",
    "oui je viens mais mon associé est malade", "je ne suis plus malade, je viens", "non pas de souci je viens",
    "je viens vers vous au sujet du bail", "je suis la présidente de l'association",
)  # fmt: skip


@pytest.mark.parametrize(("said", "words"), [("oui", COMES), ("non", DOES_NOT), (None, NEITHER)])
def test_reminder_is_answered_in_words(said: str | None, words: tuple[str, ...]) -> None:
    assert {one: coming_said(one) for one in words} == dict.fromkeys(words, said)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("3", ("Très utile", "c'était super, merci", "top !", "vraiment passionnant")),
        ("2", ("Utile", "oui c'était bien", "assez utile", "pas mal")),
        ("1", ("Peu utile", "bof", "pas très utile pour moi", "un peu déçue")),
        (
            None,
            (
                "c'est quand la prochaine ?",
                "bonjour",
                "je cherche une aide",
                "super, mais je n'ai pas reçu le lien",
                "bien reçu, je vous envoie le bail",
                "j'ai pas trop compris comment demander l'AMI",
            ),
        ),
    ],
)
def test_meeting_is_rated_in_words(said: str | None, words: tuple[str, ...]) -> None:
    assert {one: opinion_said(one) for one in words} == dict.fromkeys(words, said)


def test_demand_is_rated_or_kept_in_words() -> None:
    assert {helped_said(one) for one in ("oui", "oui beaucoup", "Oui, merci", "beaucoup", "tout à fait")} == {"oui"}
    assert {helped_said(one) for one in ("non", "pas vraiment", "non pas du tout", "ça ne m'a pas aidée")} == {"non"}
    assert {helped_said(one) for one in ("oui mais j'ai une autre question", "et pour le bail ?")} == {None}
    told = ("oui merci j'attends encore la convention", "pas reçu le document", "super, il manque le bail")
    assert {helped_said(one) for one in told} == {None}
    ends_not = (
        "ce n'est pas réglé",
        "j'ai trouvé le formulaire, il bloque",
        "on a trouvé un local, on attend",
        "oui c'est réglé",
    )
    assert {still_said(one) for one in ends_not} == {None}
    assert {still_said(one) for one in ("non j'attends toujours", "non toujours rien")} == {"oui"}
    assert {still_said(one) for one in ("oui", "j'attends toujours", "oui encore", "toujours")} == {"oui"}
    assert {still_said(one) for one in ("non", "non c'est bon", "c'est réglé merci", "plus besoin")} == {"non"}


def test_reason_of_the_team_is_no_yes() -> None:
    assert [confirmed_said(one) for one in ("oui", "oui annule", "non", "ok")] == ["oui", "oui", "non", "oui"]
    reasons = ("Non disponibilité de la salle", "Oui, l'animatrice est malade", "ok mais plus tard")
    assert {confirmed_said(one) for one in reasons} == {None}


MORE = (
    "ok merci", "d'accord merci", "ok parfait merci beaucoup", "non finalement Limoges", "non, Niort", "oui à Limoges",
    "non je suis à Pau", "non pas Pau, Melle", "non Karine Machat",
)  # fmt: skip


def test_consent_takes_a_yes_and_nothing_else() -> None:
    for question in (KEEP_PLACE, f"{NEWS}:visios"):
        assert [answer_in_passing(question, one) for one in ("oui merci", "d'accord", "non merci")] == [
            True,
            True,
            False,
        ]
        assert {
            answer_in_passing(question, one) for one in ("merci", "oui mais plus tard", "super", "à jeudi", *MORE)
        } == {None}
    assert [answer_in_passing(OPINION, one) for one in ("ok", "oui super", "ok merci")] == [None, True, None]
    assert answer_in_passing(None, "oui je viens") is None
    assert [yes_or_no_said(one) for one in ("oui quitter", "non surtout pas", "plus tard")] == ["oui", "non", None]


LINK = (
    "renvoyez moi le lien svp", "c'est quoi le lien", "vous pouvez me donner le lien de la visio ?", "lien zoom ?",
    "j'ai pas reçu le lien", "comment on se connecte", "ou est le lien", "je ne retrouve plus le lien", "svp le lien",
    "renvoyez-moi l'invitation", "je n'ai pas le code de la réunion", "je clique où ?", "on se connecte où",
    "par quel lien on passe", "pouvez-vous me repasser l'adresse de la visio", "vous m'envoyez le lien quand ?",
)  # fmt: skip
LOCKED_OUT = (
    "je ne peux plus me connecter", "le lien ne marche pas", "je n'arrive pas à me connecter à la visio",
    "impossible de rejoindre la réunion", "ça ne se connecte pas", "je suis bloquée devant la visio",
    "le lien est expiré",
    "j'ai été déconnectée", "la visio ne s'ouvre pas",
)  # fmt: skip
NO_LINK = (
    "créer du lien social", "mettre en lien avec un porteur", "le lien avec la mairie", "lien pour s'inscrire",
    "envoyez moi le lien du formulaire AMI", "adresse de la coopérative", "quel code APE", "mon accès internet",
    "je ne pourrai pas me connecter mardi", "lien médiathèque",
)  # fmt: skip


def test_link_is_asked_for_however_it_is_said() -> None:
    assert [one for one in (*LINK, *LOCKED_OUT) if not wants_the_link(one)] == []
    assert [one for one in LOCKED_OUT if not is_locked_out(one)] == []
    assert [one for one in LINK if is_locked_out(one)] == []
    assert [one for one in NO_LINK if wants_the_link(one)] == []


def test_who_says_they_come_is_no_newcomer() -> None:
    said = (
        "je serai à la visio",
        "je confirme ma présence",
        "je viens bien à la visio demain",
        "je veux garder ma place",
    )
    assert [one for one in said if not will_come(one)] == []
    kept = ("n'annulez surtout pas mon inscription", "ne me désinscrivez pas", "ne m'enlevez pas de la liste")
    assert [one for one in kept if not will_come(one)] == []
    assert [
        one for one in ("je viens d'ouvrir", "je ne serai pas là", "je viens à la visio ?") if says_coming(one)
    ] == []
    others = ("je suis la présidente de l'association", "je serai à la mairie jeudi", "je viens vous parler du bail",
              "on participe à un collectif", "je suis là depuis 2019")  # fmt: skip
    assert [one for one in others if says_coming(one)] == []
    assert will_come("j'y serai")
    assert not any(will_come(one) for one in ("ne supprimez pas mes données", "n'annulez pas ma demande"))


@pytest.mark.parametrize(
    ("service", "words"),
    [
        ("cancel_registration", "n'annulez surtout pas mon inscription"),
        ("cancel_registration", "ne me désinscrivez pas"),
        ("cancel_registration", "je n'ai pas annulé"),
        ("delete_data", "n'effacez surtout pas mes données"),
        ("delete_data", "ne supprimez rien"),
        ("unsubscribe", "je ne veux pas me désabonner"),
        ("register", "je ne veux pas m'inscrire"),
        ("register", "pas la peine de m'inscrire"),
        ("register", "ne m'inscrivez pas"),
    ],
)
def test_negation_is_read(service: str, words: str) -> None:
    assert is_refused(service, words)
    assert service_meant(service, words) is None


def test_services_are_meant_by_their_own_wordings_and_data_by_words_about_data() -> None:
    wordings = [(service, one) for service, some in read_services().items() for one in some]
    assert [(service, one) for service, one in wordings if service_meant(service, one) != service] == []
    assert service_meant("export_data", "renvoyez moi le lien svp") == "my_registrations"
    assert service_meant("export_data", "envoyez moi tout") is None
