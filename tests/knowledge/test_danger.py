"""Danger is heard in words of people who never saw a rule, and not in names, places and manners of speaking."""

import re
from datetime import date
from pathlib import Path

import pytest

from knowledge.danger.hearing import CARE, NOTHING, Ear, Heard
from knowledge.danger.lexicon import shipped
from knowledge.danger.numbers import help_numbers
from knowledge.places.table import communes
from knowledge.snapshot import Knowledge
from tests.knowledge.rule_samples import rules_of, samples
from tests.measure_danger import SETS, UNREAD, measure

FIRST_NAMES = (Path(__file__).parent / "first_names.txt").read_text(encoding="utf-8").split()
INTRODUCTIONS = ("Bonjour, je suis {}", "moi c'est {}", "je m'appelle {}", "{} à l'appareil", "Bonjour, {} de Limoges")
KINDS = frozenset(
    {"suicide", "violence", "child", "fire", "health", "shelter", "threat", "elder", "harassment", "work"}
)


@pytest.fixture(scope="module")
def ear() -> Ear:
    return Ear(shipped())


@pytest.mark.parametrize("author", sorted(path.stem for path in SETS.glob("*.jsonl")))
def test_authors_are_heard(author: str) -> None:
    """The unread authors tell how strangers are heard; the others, that nothing is lost."""
    one = measure(SETS / f"{author}.jsonl")
    if author in UNREAD:
        assert (one.alarms >= 0.75, one.first >= 0.9, one.heard >= 0.8) == (True, True, True), one
        assert (one.invented <= 0.03, one.quiet <= 0.06) == (True, True), one
    else:
        assert (one.alarms >= 0.9, one.first >= 0.92, one.heard >= 0.95) == (True, True, True), one
        assert (one.invented <= 0.03, one.quiet <= 0.06) == (True, True), one


def test_nobody_who_says_a_name_is_thought_in_danger(ear: Ear) -> None:
    said = [form.format(name) for name in FIRST_NAMES for form in INTRODUCTIONS]
    assert len(said) > 1000
    assert [words for words in said if ear.hear(words) != NOTHING] == []


def test_no_town_is_a_danger(ear: Ear) -> None:
    ours = ("16", "17", "19", "23", "24", "33", "40", "47", "64", "79", "86", "87")
    said = [f"je suis à {one.name}" for one in communes() if one.department in ours]
    assert [words for words in said if ear.hear(words).kinds] == []


def test_no_wording_of_the_base_sounds_the_alarm(ear: Ear, knowledge: Knowledge) -> None:
    wordings = [text for entry in knowledge.entries.values() for text in (entry.title, *entry.questions)]
    assert [words for words in wordings if ear.hear(words).kinds] == []


def test_each_kind_has_numbers_with_their_source_and_date() -> None:
    assert help_numbers().keys() == KINDS == shipped().alarm.keys() == shipped().doubt.keys()
    for numbers in help_numbers().values():
        assert "114" in [one.number for one in numbers]
        assert all(one.source.startswith("https://") and one.dated < date(2026, 12, 1) for one in numbers)


@pytest.mark.parametrize(
    ("said", "kind", "entry"),
    [
        ("je n'en peux plus, je veux mourir. Comment je rends le dossier AMI ?", "suicide", "ami-depot"),
        ("je veux mourir comment je rends le dossier ami", "suicide", "ami-depot"),
        ("C'est quoi le FDVA ? Mon mari me frappe.", "violence", "fdva"),
        ("MON MARI ME TAPE DESSUS", "violence", None),
        ("il ma etranglé hier soir", "violence", None),
        ("mon compagnon m'a encore cassé la figure hier soir", "violence", None),
        ("il lui a mis une raclée devant les enfants", "violence", None),
        ("son mec lui saute à la gorge dès qu'elle parle", "violence", None),
        ("elle s'est fait passer à tabac par son ex", "violence", None),
        ("y a le feu au lieu", "fire", None),
        ("une gamine de l'atelier a des bleus partout", "child", None),
    ],
)
def test_danger_and_question_are_both_read(knowledge: Knowledge, said: str, kind: str, entry: str | None) -> None:
    reading = knowledge.understand(said)
    assert (reading.heard.kinds[0], reading.entry) == (kind, entry)
    assert reading.outcome == ("answer" if entry else "distress")


@pytest.mark.parametrize(
    "said",
    ["il revient ce soir jai trop peur", "mon ex sort de prison lundi et j'ai peur", "je tremble, mon mari rentre"],
)
def test_fear_of_who_comes_back_gets_the_numbers(ear: Ear, said: str) -> None:
    heard = ear.hear(said)
    assert "violence" in (*heard.kinds, heard.doubt)


@pytest.mark.parametrize(
    "said",
    ["on se casse la tête sur ce budget", "il revient demain avec le devis", "le maire rentre de congé lundi",
     "la machine m'a cassé une lame", "on a mis une raclée aux voisins au babyfoot",
     "je me suis cassé le poignet au ski, je viens en visio"],
)  # fmt: skip
def test_neighbours_of_these_words_are_no_alarm(ear: Ear, said: str) -> None:
    assert ear.hear(said).kinds == ()


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("un bénévole est tombé de l'échelle, il saigne beaucoup de la tête", "health"),
        ("le four a pris feu, c'est éteint, mais un gars est brûlé au bras", "health"),
        ("rien de grave, elle saigne beaucoup", "health"),
        ("au secours ma fille ne respire plus", "health"),
        ("un stagiaire s'est coupé le doigt avec la scie", "health"),
        ("mon bébé ne respire plus, son père l'a secoué", "health"),
        ("le local brûle et un bénévole est brûlé au bras", "fire"),
        ("il a la main coincée dans le broyeur, il saigne beaucoup", "fire"),
        ("je veux mourir, je saigne beaucoup", "suicide"),
        ("il a dit qu'il allait me buter", "violence"),
        ("il a dit qu'il allait se tuer", "suicide"),
    ],
)
def test_what_cannot_wait_is_spoken_of_first(ear: Ear, said: str, kind: str) -> None:
    assert ear.hear(said).kinds[0] == kind


@pytest.mark.parametrize(
    "said",
    ["un gars de la chambre d'agriculture nous a frappés", "mon ami va me tuer", "ce type va me tuer",
     "mon dossier est prêt mais mon mari va me tuer", "pendant l'escape game un homme est entré avec un couteau",
     "il y a le feu à l'atelier, la subvention doit être déposée demain", "il y a le feu, on doit évacuer avant midi",
     "le comptable m'a frappée"],
)  # fmt: skip
def test_papers_games_and_deadlines_hide_nobody(ear: Ear, said: str) -> None:
    assert ear.hear(said).kinds != ()


@pytest.mark.parametrize("old", ["ancienne quincaillerie", "ancien café", "ancienne école", "ancien presbytère"])
def test_old_building_is_no_elder(ear: Ear, old: str) -> None:
    said = f"on reprend l'{old}, le proprio veut signer vite et mon frère menace de me tuer si je signe"
    assert ear.hear(said).kinds[0] == "violence"
    assert ear.hear(f"l'{old} est à vendre, mon frère veut signer, ma soeur crie partout").kinds == ()


@pytest.mark.parametrize(
    "said",
    ["j'ai besoin de parler à quelqu'un, je suis à Pau", "j'ai besoin de parler à quelqu'un", "personne ne m'appelle",
     "besoin de parler à quelqu'un car le formulaire est bloqué", "on a besoin de parler de la visio",
     "personne ne m'appelle depuis lundi"],
)  # fmt: skip
def test_who_only_wants_a_human_gets_no_quiet_line(ear: Ear, said: str) -> None:
    assert ear.hear(said) == NOTHING


@pytest.mark.parametrize(
    "said",
    ["besoin de parler à quelqu'un parce que c'est trop dur", "je suis triste, j'ai besoin de parler à quelqu'un",
     "j'ai besoin de parler, je me sens mal", "personne ne m'appelle jamais, je suis seule",
     "plus personne ne m'appelle", "envie de parler à quelqu'un qui m'écoute"],
)  # fmt: skip
def test_who_suffers_and_wants_to_speak_gets_the_quiet_line(ear: Ear, said: str) -> None:
    assert ear.hear(said) == Heard((), CARE)


@pytest.mark.parametrize(
    "said",
    ["mon fils a fait une crise d'asthme ce matin mais ca va, du coup on peut venir quand a la visio ?",
     "ma femme a fait un malaise mais ça va, on vient jeudi", "il a fait un malaise hier mais maintenant ça va"],
)  # fmt: skip
def test_what_is_over_is_likely_at_the_most(ear: Ear, said: str) -> None:
    assert ear.hear(said) == Heard((), "health")


@pytest.mark.parametrize(
    "said",
    ["mon fils a fait une crise d'asthme mais ça va pas", "il a fait un malaise mais ça va mal",
     "il a fait un malaise mais ça ne va pas du tout", "il a fait un malaise mais ça va et il ne respire plus",
     "mon mari me frappe mais ça va", "ça va, mais mon fils fait une crise d'asthme"],
)  # fmt: skip
def test_what_goes_on_is_calmed_by_no_ca_va(ear: Ear, said: str) -> None:
    assert ear.hear(said).kinds != ()


def test_long_and_odd_texts_are_read_to_their_end(ear: Ear) -> None:
    story = "nous avons repris la grange de mon oncle avec des amis et " * 60
    assert ear.hear(f"{story} je veux mourir {story}"[:4096]).kinds == ("suicide",)
    assert ear.hear("je veux" + " " * 3900 + "mourir").kinds == ("suicide",)
    assert ear.hear("a " * 2000) == ear.hear("") == NOTHING


# A text for each kind of danger, as people say it.
IN_DANGER = (
    ("mon mari me frappe", "violence"),
    ("il m'a donné des coups de pied dans le ventre", "violence"),
    ("mon mari veut me tuer", "violence"),
    ("je veux mourir", "suicide"),
    ("je vais me suicider ce soir", "suicide"),
    ("mon fils a avalé des cachets", "suicide"),
    ("y a le feu", "fire"),
    ("ma maison brûle", "fire"),
    ("ma fille ne respire plus", "health"),
    ("mon beau-père frappe mon fils", "child"),
    ("on frappe ma grand-mère", "elder"),
    ("ma fille est harcelée au collège", "harassment"),
    ("mon chef me harcèle", "work"),
    ("un homme nous menace avec un couteau", "threat"),
    ("je dors dehors ce soir avec mon bébé", "shelter"),
)
BEFORE = (
    "au secours", "à l'aide", "bonjour", "c'est fini", "j'ai perdu mon père il y a deux ans", "merci",
    "merci pour tout", "en 2019 tout allait bien", "l'an dernier c'était réparé", "c'est violent",
    "je ne comprends pas le formulaire",
    "pendant la formation", "à l'atelier de lundi", "après le spectacle", "rien de grave pour le dossier",
    "ça va mieux au travail", "mon train est en retard", "je suis perdue dans le dossier", "le projet me tue",
)  # fmt: skip
MANNERS = [
    (part, rule)
    for file, part in (("harmless.yaml", "harmless"), ("calmed.yaml", "over"), ("calmed.yaml", "jest"))
    for rule in rules_of(file, part)
]


@pytest.mark.parametrize("before", BEFORE)
def test_danger_is_heard_after_any_words(ear: Ear, before: str) -> None:
    for danger, kind in IN_DANGER:
        for said in (
            f"{before} {danger}",
            f"{before}, {danger}",
            f"{before.upper()} ! {danger}",
            f"{danger}, {before}",
        ):
            assert kind in ear.hear(said).kinds, said


def test_no_manner_of_speaking_hides_a_danger(ear: Ear) -> None:
    """Each rule that takes words out or calms is tried before and after each danger, in a text made from the rule."""
    assert len(MANNERS) > 200
    for part, rule in MANNERS:
        (manner,) = samples(rule, 1)
        assert ear.hear(manner).kinds == (), manner
        in_jest = shipped().jest.search(manner) is not None
        for danger, kind in IN_DANGER:
            for said in (f"{manner}, {danger}", f"{manner} et {danger}", f"{danger}, {manner}"):
                heard = ear.hear(said)
                assert kind in heard.kinds or (in_jest and heard.doubt == kind == "suicide"), (part, said)


def test_what_is_taken_out_has_no_open_end() -> None:
    """A rule that takes words out goes on for a few words at most, and never over a new subject."""
    for _, rule in MANNERS:
        assert not re.search(r"\((\?:)?\( ?\\w\+\)|\( ?\\w\+ ?\)\{0,|\(\?: \\w\+\)\{0,([3-9]|\d\d)\}", rule), rule


@pytest.mark.parametrize(
    "said",
    ["Mon mari me tue s'il me trouve", "mon mari me tue quand il boit", "J'ai été violée il y a 3 ans",
     "il a un couteau de cuisine sous la gorge de ma mère", "C'est fini, je saute du pont ce soir, adieu et merci",
     "je serais mieux morte", "j'ai fait une TS hier soir", "Je me sens en danger chez moi", "jveux creuver",
     "A l'atelier de lundi une femme battue est venue avec des bleus", "хочу умереть", "муж меня бьёт", "помогите!",
     "أريد أن أموت", "زوجي يضربني", "I want to die", "he beats me", "quiero morir"],
)  # fmt: skip
def test_danger_beside_words_of_every_day_is_an_alarm(ear: Ear, said: str) -> None:
    assert ear.hear(said).kinds != ()


@pytest.mark.parametrize(
    "said",
    ["Un bénévole s'est coupé le doigt avec la scie, qui est responsable ?",
     "Un enfant de 8 ans peut-il venir à l'atelier couteau ?",
     "Un homme avec une hache fabrique des manches à l'atelier", "Le four à bois brûle bien, cherche un local",
     "Le toit du local s'est effondré, quelles aides ?", "On est à la rue, notre local a été vendu",
     "On a un projet d'hébergement d'urgence pour la nuit", "Qui peut héberger deux bénévoles ce soir ?",
     "помогите с проектом, пожалуйста"],
)  # fmt: skip
def test_work_of_a_place_is_no_danger(ear: Ear, said: str) -> None:
    assert ear.hear(said).kinds == ()
