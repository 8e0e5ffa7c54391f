"""A whole message is read as its author meant it: what is wrapped around a question, and what is no question."""

from pathlib import Path

import pytest

from knowledge.finder.reading import Conversation
from knowledge.finder.story import MOST, passages
from knowledge.snapshot import Knowledge
from knowledge.text.languages import language_of
from knowledge.text.mail import Mail, read_mail
from tests.measure_reading import HALF, LIKELY, OLD, RIGHT, UNREAD, WRONG, all_lines, judged

FIRST_NAMES = (Path(__file__).parent / "first_names.txt").read_text(encoding="utf-8").split()
# A little below what was measured, of the voices that were not read while the reading was written.
LEAST_RIGHT, MOST_WRONG = 0.82, 0.07


def test_voices_never_read_are_read_as_they_meant(knowledge: Knowledge) -> None:
    lines = [line for author, some in all_lines().items() if author.startswith(UNREAD) for line in some]
    grades = [one.grade for line in lines for one in judged(knowledge, line)]
    assert OLD.keys().isdisjoint(line.author for line in lines)
    assert (grades.count(RIGHT) + grades.count(LIKELY)) / len(grades) >= LEAST_RIGHT, grades.count(HALF)
    assert grades.count(WRONG) / len(grades) <= MOST_WRONG


def test_first_names_are_greeted_and_no_towns(knowledge: Knowledge) -> None:
    names = FIRST_NAMES[::8]
    read = {name: knowledge.understand(f"Bonjour, je suis {name}") for name in names}
    assert [name for name, one in read.items() if one.heard.kinds or one.outcome != "smalltalk"] == []


@pytest.mark.parametrize(
    ("said", "outcome", "service", "department"),
    [
        ("Je suis à Dax. Rappelez-moi au 06 00 00 00 00", "human", None, "40"),
        ("je suis à Poitiers, je veux parler à quelqu'un", "human", None, "86"),
        ("je suis à Ruffec je voudrais qu'on m'appelle", "human", None, "16"),
        ("je suis maire de Nontron", "delegate", None, "24"),
        (
            "Effacez tout ce que vous avez sur moi.\n\nCordialement,\nPaul Martin\nRibérac",
            "intent",
            "delete_data",
            "24",
        ),
        ("non, Niort", "delegate", None, "79"),
        ("ça fait 3 fois que je vous écris", "human", "complaint", None),
        ("vous n'avez pas compris", "human", "complaint", None),
        ("j'ai besoin d'aide", "human", "help", None),
        ("laisse tomber", "smalltalk", "given_up", None),
        ("je serai en retard", "smalltalk", "late", None),
        ("Je viens de Royan", "delegate", None, "17"),
        ("Hello, I want to open a place in Bordeaux, can you help?", "language", None, "33"),
    ],
)
def test_act_and_place_are_both_read(
    knowledge: Knowledge, said: str, outcome: str, service: str | None, department: str | None
) -> None:
    reading = knowledge.understand(said)
    assert (reading.outcome, reading.intent or reading.smalltalk) == (outcome, service)
    assert (reading.place.departments if reading.place else ()) == ((department,) if department else ())


@pytest.mark.parametrize(
    ("said", "entry", "also"),
    [
        ("C'est quoi le FDVA ? Et comment devenir sociétaire ?", "fdva", ("cooperative-societaire",)),
        ("l'AMI et le FDVA, on les dépose où ?", "ami-depot", ("fdva-depot",)),
        ("Qui peut demander le FDVA, et pour combien ?", "fdva-eligibilite", ("fdva-montants",)),
        ("Bonjour, je suis Jeanne. C'est quoi le FDVA ? Merci d'avance, bien à vous", "fdva", ()),
        ("Comment prendre des décisions à plusieurs et sans se fâcher ?", "gouvernance-methodes", ()),
        ("On cherche un local. C'est quoi l'AMI aussi ?", "trouver-un-local", ("ami-region",)),
        ("Comment choisir entre association et SARL ?", "statut-juridique", ()),
    ],
)
def test_second_question_is_named_beside_the_first(
    knowledge: Knowledge, said: str, entry: str, also: tuple[str, ...]
) -> None:
    reading = knowledge.understand(said)
    assert (reading.entry, reading.also) == (entry, also)


@pytest.mark.parametrize(
    ("said", "entry"),
    [
        (
            "yo dsl du dérangement hein jsais pas si c ici mais bon jcherche un local pr mon projet biz",
            "trouver-un-local",
        ),
        (
            "allô oui bonjour madame je ne sais pas si vous m'entendez je voudrais savoir ce que c'est que le FDVA",
            "fdva",
        ),
    ],
)
def test_question_is_found_amid_much_else(knowledge: Knowledge, said: str, entry: str) -> None:
    assert knowledge.understand(said).entry == entry


def test_passages_are_clauses_of_a_long_message() -> None:
    assert passages("Bonjour. On cherche un local. C'est où ?") == []
    told = "alors moi je suis maçon et on a une grange donc je voulais savoir combien donne la région"
    assert "combien donne la région" in passages(told)
    assert len(passages(f"{told}. " * 20)) == MOST


def test_danger_stands_before_all_that_is_wrapped_around_it(knowledge: Knowledge) -> None:
    mail = "Bonjour, je suis Paul, maire de Nontron.\nMon mari me frappe.\nCordialement,\nPaul"
    assert knowledge.understand(mail).heard.kinds == ("violence",)
    assert knowledge.understand("J'ai besoin d'aide, je veux mourir").outcome == "distress"


def test_what_was_set_aside_is_told_to_the_team(knowledge: Knowledge) -> None:
    why = knowledge.understand("Bonjour, je m'appelle Jeanne. C'est quoi le FDVA ?").why
    assert why[:2] == ("Mis de côté : « Bonjour, » (saluer).", "Mis de côté : « je m'appelle Jeanne. » (se présenter).")


def test_likely_entry_is_what_the_next_words_are_about(knowledge: Knowledge) -> None:
    likely = next(
        one for lines in all_lines().values() for line in lines if (one := knowledge.understand(line.turns[0])).likely
    )
    assert Conversation().after(likely).last_entry == likely.suggestions[0]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("C'est quoi ?", Mail("C'est quoi ?")),
        ("Qui ?\nCordialement,\nPaul\nMairie de Dax", Mail("Qui ?", "Paul\nMairie de Dax")),
        ("Qui ?\n\nLe 3 nov. 2026 à 09:14, Jo a écrit :\n> Et quoi ?", Mail("Qui ?")),
        ("Qui ?\n--\nPaul\nDax", Mail("Qui ?", "Paul\nDax")),
        ("Qui ?\nEnvoyé de mon iPhone", Mail("Qui ?")),
        ("Merci\nC'est quand ?", Mail("Merci\nC'est quand ?")),
        ("> tout est cité\n> ici", Mail("> tout est cité\n> ici")),
    ],
)
def test_newest_part_of_a_mail_is_read_without_its_signature(written: str, read: Mail) -> None:
    assert read_mail(written) == read


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("Hola, ¿dónde puedo encontrar ayuda?", "es"),
        ("Kaixo, nola egin dezaket izena emateko?", "eu"),
        ("Bonjorn, voldriai saber coma obrir un luòc", "oc"),
        ("я хочу открыть место", "other"),
        ("Je cherche un coworking pour un workshop avec un open space et un meeting room", None),
    ],
)
def test_language_is_told_and_french_with_english_words_is_french(said: str, language: str | None) -> None:
    assert language_of(said) == language


@pytest.mark.parametrize(
    "said", ["pas compris", "j'ai rien compris", "c'est pas ce que je demande", "je suis perdue là"]
)
@pytest.mark.parametrize("last", ["creer-etapes", "visio-inscription", "ami-montants"])
def test_who_is_lost_after_an_answer_is_offered_a_person(knowledge: Knowledge, last: str, said: str) -> None:
    assert knowledge.understand(said, Conversation(last)).outcome == "human"


def test_long_message_after_an_answer_is_read_in_pieces_too(knowledge: Knowledge) -> None:
    words = (
        "Bonjour, je me présente, Odile, présidente de la MJC. Nous avons un local depuis mars et une petite équipe. "
        "Est-ce que vous pourriez me dire qui peut demander le FDVA ? Bien cordialement, Odile"
    )
    after = knowledge.understand(words, Conversation("creer-etapes"))
    assert (after.entry, after.why) == ("fdva-eligibilite", knowledge.understand(words).why)
