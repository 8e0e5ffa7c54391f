"""The tables and the territory: complete, consistent, and refused in a line where they are not."""

from collections import Counter
from pathlib import Path

import pytest

from knowledge.places import table
from knowledge.places.finder import Places
from knowledge.places.names import fold
from knowledge.places.territory import Department, Territory
from tests.bench.places import DELEGATES, names_of_the_region


@pytest.fixture(scope="module")
def places() -> Places:
    return Places.load(DELEGATES)


def test_table_holds_every_commune_of_the_region() -> None:
    kinds = Counter(each.kind for each in table.communes() if each.department in DELEGATES)
    assert kinds == {"current": 4293, "delegated": 248, "associated": 53, "former": 176}


def test_former_communes_have_the_postcodes_of_their_head_and_count_as_small() -> None:
    communes = table.communes()
    heads = {each.insee: each.postcodes for each in communes if each.kind == "current"}
    former = [each for each in communes if each.kind != "current" and each.department in DELEGATES]
    assert [each.name for each in former if each.postcodes != heads[each.head] or each.population] == []


def test_homonyms_under_two_delegates_are_known() -> None:
    by_name: dict[str, set[str]] = {}
    for each in table.communes():
        if each.department in DELEGATES:
            by_name.setdefault(fold(each.name), set()).add(DELEGATES[each.department])
    assert len([name for name, delegates in by_name.items() if len(delegates) > 1]) == 77
    assert len([name for name, delegates in names_of_the_region() if len(delegates) > 1]) == 73


def test_table_with_a_faulty_line_is_refused_by_its_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "TABLES", tmp_path)
    (tmp_path / "departments.tsv").write_text("# head\n16\tCharente\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"^departments\.tsv, line 2: 2 fields for 3; make the tables again\.$"):
        table.departments()


def test_department_without_a_delegate_is_refused() -> None:
    missing = {code: name for code, name in DELEGATES.items() if code != "24"}
    with pytest.raises(ValueError, match=r"^No delegate for department 24: add it to a member of the team file\.$"):
        Territory.followed_by(missing, table.departments())


def test_department_of_another_region_is_refused() -> None:
    foreign = {**DELEGATES, "85": "Karine Machat"}
    with pytest.raises(
        ValueError, match=r"^Department 85 is not of Nouvelle-Aquitaine: take it out of the team file\.$"
    ):
        Territory.followed_by(foreign, table.departments())


def test_department_knows_its_delegate_and_former_region(places: Places) -> None:
    assert places.department("24") == Department("24", "Dordogne", "Nouvelle-Aquitaine", "Karine Machat", "Aquitaine")
    assert places.department("32") == Department("32", "Gers", "Occitanie")


def test_commune_is_found_by_its_code_former_ones_too(places: Places) -> None:
    assert places.commune("87154").name == "Saint-Junien"
    assert (places.commune("16010").name, places.commune("16010").kind) == ("Ambleville", "delegated")


def test_position_names_the_nearest_communes(places: Places) -> None:
    names = [each.name for each in places.nearest(45.887, 0.901)]
    assert len(names) == 4
    assert names[0] == "Saint-Junien"


def test_position_near_the_border_offers_both_sides(places: Places) -> None:
    around = places.nearest(47.0, -0.75, k=6)
    assert {each.department in DELEGATES for each in around} == {True, False}
