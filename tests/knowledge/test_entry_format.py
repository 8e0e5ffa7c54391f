"""A faulty base is refused whole, with a line for each fault: which file, what, how to mend it."""

from pathlib import Path

import pytest

from knowledge.base.facts import Next, Step
from knowledge.snapshot import Knowledge, KnowledgeRefused
from tests.knowledge.base_of_one import harm, write_base, write_entry


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return write_base(tmp_path / "base")


@pytest.fixture
def bees(base: Path) -> Path:
    return base / "entries" / "abeilles.md"


def faults_of(base: Path) -> tuple[str, ...]:
    with pytest.raises(KnowledgeRefused) as refused:
        Knowledge.load(base)
    return refused.value.faults


def test_sound_base_is_loaded_with_its_entries(base: Path) -> None:
    assert list(Knowledge.load(base).entries) == ["abeilles", "moulin"]


def test_version_changes_with_one_letter_of_one_file(base: Path, bees: Path) -> None:
    before = Knowledge.load(base).version
    harm(bees, "Une réponse", "Une autre réponse")
    assert Knowledge.load(base).version != before


def test_broken_yaml_is_named_with_its_line(base: Path, bees: Path) -> None:
    harm(bees, 'title: "Les abeilles"', 'title: "Les abeilles')
    (fault,) = faults_of(base)
    assert fault.startswith("abeilles.md: the head is not valid YAML (line ")
    assert fault.endswith("): mend its quotes or spaces")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("referent: delegate\n", "", "the field referent is missing: add it"),
        ("referent: delegate\n", "referent: delegate\ncolor: red\n",
         "the field color is unknown: remove it or correct its name"),
        ("subject: decouvrir\n", "", "the field subject is missing: add it"),
        ("subject: decouvrir", "subject: nature",
         "the subject 'nature' is unknown: use one of decouvrir, creer, ouvrir, region, fdva, financer, former, "
         "rencontres, equipe, faire-vivre, cooperative, or add it to subjects.yaml"),
        ("subject: decouvrir", "subject: decouvrir\norder: premier", "order must be a whole number, such as 3"),
        ("subject: decouvrir", "subject: decouvrir\nbeside: [salon]",
         "beside names 'salon', which is no meeting: use some of visio-porteurs, visio-thematique, rencontre, "
         "dla-collectif, autre, documentation"),
        ("subject: decouvrir", "subject: decouvrir\nservice: taxi",
         "service must be one of delegate, network, register, or left out"),
        ("id: abeilles", "id: guepes", "the id 'guepes' differs from the file's name: make them equal"),
        ("related: []", "related: [fourmis]", "related names 'fourmis', which does not exist: remove it or correct it"),
        ("**Une réponse.**", "**Elle donne 500 € par an.**",
         "a figure without its year: add the year to « Elle donne 500 € par an. Elle tient en deux phrase… »"),
        ("Elle tient en deux phrases.", "abcdefghi " * 71, "the answer has 722 characters: shorten it to 700"),
        ("Elle tient en deux phrases.", "mot " * 110,
         "the answer has 112 words: keep 110, and put the rest below a line with +++"),
        ("next: call\n", "", "the field next is missing: add it"),
        ("url: null", 'url: "http://a.fr"', "source 1 is not at an https address: correct its url, or write null"),
        ("Une réponse", "[Une réponse](http://a.fr)",
         "the link http://a.fr is no whole https address: give one such as https://example.org"),
        ("2027-06-30", "bientôt", "review_by must be a date such as 2027-03-01"),
        ("**Une réponse.** Elle tient en deux phrases.", "", "the answer is missing: write it below the head"),
        ("**Une réponse.**", "# Une réponse\n",
         "the answer has markup that the chat cannot show: keep bold, italic, links and lists with -"),
        (', date: "2025"', "", "source 1 lacks its name or its date: add it"),
        ('  - "miel et ruches"\n', "  - {miel: ruches}\n",
         "questions must be a list of texts: put each in quotes, on a line that begins with -"),
    ],
)  # fmt: skip
def test_fault_of_an_entry_is_told_in_one_line(base: Path, bees: Path, old: str, new: str, fault: str) -> None:
    harm(bees, old, new)
    assert faults_of(base) == (f"abeilles.md: {fault}",)


FACTS = """
facts:
  - asks: ["Combien de phrases ?"]
    says: "Elle tient en deux phrases."
  - asks: ["Et la troisième ?"]
    says: "Elle coûte 5 € (2026)."
    source: livre
---
"""
BOOK = '  - {id: livre, name: "un livre", url: "https://a.fr", date: "2026"}'
NEXT = '{link: "https://a.fr", label: "Lire"}'


@pytest.fixture
def pairs(bees: Path) -> Path:
    harm(bees, 'date: "2025"}\n', f'date: "2025"}}\n{BOOK}\n')
    harm(bees, "\n---\n", FACTS)
    harm(bees, "next: call", f"next: {NEXT}")
    return bees


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"Elle tient en deux', '"Elle tient en dix',
         "pair 1: the sentence « Elle tient en dix phrases.… » stands nowhere in the answer: copy it there, "
         "or give its source"),
        ('    says: "Elle tient en deux phrases."\n', "", "pair 1 lacks its sentence: write it in says"),
        ('asks: ["Et la troisième ?"]', "asks: []", "pair 2: asks must be a list with at least one question"),
        ("Et la troisième", "COMBIEN de phrases", "two pairs ask « combien de phrases »: keep it in one"),
        ("source: livre", "source: film", "pair 2: no source has the id 'film': give one that id, or correct it"),
        ("source: livre", "source: livre\n    review_by: demain",
         "pair 2: review_by must be a date such as 2027-01-31"),
        ("5 € (2026)", "5 €", "pair 2: a figure without its year: add the year to « Elle coûte 5 €.… »"),
        ("Elle coûte 5", "Elle [coûte](http://a.fr) 5",
         "pair 2: the link http://a.fr is not https: give a whole address, such as https://example.org"),
        ("**Une réponse.**", "**Elle vaut 3 € (2026).**",
         "a figure without its source: put a mark such as [^livre] after « Elle vaut 3 € (2026).… »"),
        ("**Une réponse.**", "**Une réponse.**[^film]",
         "the mark [^film] names no source: give one that id, or correct it"),
        (f"next: {NEXT}", f"next: {NEXT.replace('https', 'http')}",
         "the link http://a.fr is not https: give a whole address, such as https://example.org"),
        (f"next: {NEXT}", f"next: {NEXT.replace('a.fr', 'b.fr')}",
         "next leads to https://b.fr, which stands in no source, answer or pair: correct it"),
        (NEXT, "register", "next is register, but beside names no meeting: name one"),
        (NEXT, "{command: stop}", "next is the command /stop, but the answer does not name it: name it"),
        (NEXT, "dance", "next must be call, talk, register, {link: …, label: …} or {command: …}"),
        ("Et la troisième", "Comment marche le moulin",
         "the wording « Comment marche le moulin ? » stands in abeilles.md too: keep it in one"),
    ],
)  # fmt: skip
def test_fault_of_a_pair_or_of_the_next_step_is_told_in_one_line(
    base: Path, pairs: Path, old: str, new: str, fault: str
) -> None:
    harm(pairs, old, new)
    (told,) = faults_of(base)
    assert told.partition(".md: ")[2] == fault


def test_pairs_marks_and_the_next_step_are_read(base: Path, pairs: Path) -> None:
    harm(pairs, "deux phrases.\n", "deux phrases.\n\n+++\n\nPlus loin, 3 € (2026).[^livre]\n", last=True)
    entry = Knowledge.load(base).entries["abeilles"]
    assert (entry.answer, entry.more) == ("**Une réponse.** Elle tient en deux phrases.", "Plus loin, 3 € (2026).")
    assert [entry.source_of(fact).name for fact in entry.facts] == ["une source", "un livre"]
    assert entry.wordings[2:] == ("Combien de phrases ?", "Et la troisième ?")
    assert entry.next == Next(Step.LINK, "https://a.fr", "Lire")


def test_head_left_out_is_told(base: Path, bees: Path) -> None:
    bees.write_text("Une réponse sans tête.\n", encoding="utf-8")
    assert faults_of(base) == ("abeilles.md: the head is missing: begin with ---, the fields, then --- again",)


def test_file_not_in_utf8_is_told(base: Path, bees: Path) -> None:
    bees.write_bytes("---\ntitle: été\n---\nÉté\n".encode("latin-1"))
    assert faults_of(base) == ("abeilles.md: the file is not UTF-8: save it as UTF-8",)


def test_wording_of_two_entries_is_refused_whatever_its_accents(base: Path) -> None:
    write_entry(base, "moulin", "Le moulin", "où sont les RUCHES", "farine du moulin")
    assert faults_of(base) == (
        "moulin.md: the wording « où sont les RUCHES » stands in abeilles.md too: keep it in one",
    )


def test_all_faults_are_told_at_once(base: Path, bees: Path) -> None:
    harm(bees, "referent: delegate\n", "")
    harm(base / "entries" / "moulin.md", "id: moulin", "id: four")
    assert faults_of(base) == (
        "abeilles.md: the field referent is missing: add it",
        "moulin.md: the id 'four' differs from the file's name: make them equal",
    )


def test_out_of_scope_texts_left_out_are_told(base: Path) -> None:
    (base / "outofscope.txt").unlink()
    assert faults_of(base) == ("outofscope.txt: the file is missing: add it, one text a line",)


def test_team_of_which_a_field_is_unknown_is_refused(base: Path) -> None:
    harm(base / "team.yaml", "name:", "nom:")
    assert any("team.yaml" in fault for fault in faults_of(base))


def test_subjects_of_a_base_are_in_the_order_of_its_own_file(base: Path) -> None:
    (base / "subjects.yaml").write_text("- {id: nature, title: Nature}\n- {id: decouvrir, title: Vivre}\n")
    harm(base / "entries" / "moulin.md", "subject: decouvrir", "subject: nature")
    contents = Knowledge.load(base).contents
    assert {one: [entry.id for entry in of_it] for one, of_it in contents.items()} == {
        "nature": ["moulin"], "decouvrir": ["abeilles"],
    }  # fmt: skip
    assert list(contents) == ["nature", "decouvrir"]


def test_entry_without_an_order_stands_last_in_its_subject(base: Path, bees: Path) -> None:
    harm(base / "entries" / "moulin.md", "subject: decouvrir", "subject: decouvrir\norder: 9")
    assert [entry.id for entry in Knowledge.load(base).contents["decouvrir"]] == ["moulin", "abeilles"]


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("- {id: nature", "not valid YAML in UTF-8: mend its quotes or spaces"),
        ("nature: Nature", "no subjects: write each on a line that begins with -, with id and title"),
        ("- {id: nature}", "subject 1: the title is missing: add it, in quotes"),
        ("- {id: La nature, title: Nature}", "subject 1: id must be of small letters and hyphens, 30 at the most"),
        ("- {id: nature, title: Nature, label: N}", "subject 1: the field label is unknown: remove it"),
        ("- {id: nature, title: Nature, news: fleurs}",
         "subject 1: news must be one of visios, financements, formation, reseau, or left out"),
        ("- {id: nature, title: Nature}\n- {id: nature, title: N}", "nature stands there twice: keep one"),
    ],
)  # fmt: skip
def test_fault_of_the_subjects_is_told_in_one_line(base: Path, written: str, fault: str) -> None:
    (base / "subjects.yaml").write_text(written, encoding="utf-8")
    assert faults_of(base) == (f"subjects.yaml: {fault}",)


ASKED = """- id: miel
  entry: abeilles
  ask: "Combien de miel ?"
  why: "On le demande."
  says: "Le miel : {}."
  asks: ["miel et ruches"]
"""


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('ask: "Combien', 'ask: "Combien" "', "not valid YAML in UTF-8: mend its quotes or spaces"),
        (ASKED, "miel", "no list: write each fact on a line that begins with -"),
        ("  why: ", "  reason: ", "fact 1: it must have id, entry, ask, why, says and asks, and nothing else"),
        ('"On le demande."', "3", "fact 1: why must be a text: put it in quotes"),
        ("{}", "beaucoup", "fact 1: says must have one place {} for the answer"),
        ("miel et ruches", "farine du moulin", "fact 1: « farine du moulin » stands in moulin.md: keep it in one"),
        ("entry: abeilles", "entry: guepes", "fact 1: « miel et ruches » stands in abeilles.md: keep it in one"),
        (ASKED, ASKED * 2, "an id stands there twice: keep one"),
    ],
)  # fmt: skip
def test_fault_of_a_fact_to_complete_is_told_in_one_line(base: Path, old: str, new: str, fault: str) -> None:
    (base / "completions.yaml").write_text(ASKED.replace(old, new), encoding="utf-8")
    assert faults_of(base) == (f"completions.yaml: {fault}",)


def test_facts_to_complete_are_those_of_the_base_itself(base: Path) -> None:
    assert Knowledge.load(base).completions == {}
    (base / "completions.yaml").write_text(ASKED, encoding="utf-8")
    assert Knowledge.load(base).completions["miel"].sentence(" 30  kilos. ", 2026) == "Le miel : 30 kilos."


def test_rule_of_an_unknown_kind_of_meeting_is_told(base: Path) -> None:
    (base / "meetings.yaml").write_text(
        '- {kind: salon, title: "Salon", week: 1, day: jeudi, at: "12:30", minutes: 90}\n', encoding="utf-8"
    )
    assert faults_of(base) == (
        "meetings.yaml: rule 1: kind is one of visio-porteurs, visio-thematique, rencontre, dla-collectif, autre",
    )


def test_shipped_base_holds_the_whole_catalogue(knowledge: Knowledge) -> None:
    assert len(knowledge.entries) == 84
