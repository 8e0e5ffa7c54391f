"""The place that a text names: which one, who follows it, what is asked."""

import pytest

from knowledge.places.finder import Places
from knowledge.places.found import NOTHING, Choice
from tests.bench.places import DELEGATES

KARINE, ELODIE, SOPHIE = "Karine Machat", "Elodie Truong", "Sophie Jadin"


@pytest.fixture(scope="module")
def places() -> Places:
    return Places.load(DELEGATES)


@pytest.mark.parametrize(
    ("text", "place", "department"),
    [
        ("Saint-Junien", "Saint-Junien", "87"),
        ("st junien", "Saint-Junien", "87"),
        ("s. junien", "Saint-Junien", "87"),
        ("ST-JUNIEN", "Saint-Junien", "87"),
        ("saint junein", "Saint-Junien", "87"),
        ("rochelle", "La Rochelle", "17"),
        ("teste de buch", "La Teste-de-Buch", "33"),
        ("la teste", "La Teste-de-Buch", "33"),
        ("villeneuve s/lot", "Villeneuve-sur-Lot", "47"),
        ("mont marsan", "Mont-de-Marsan", "40"),
        ("mt de marsant", "Mont-de-Marsan", "40"),
        ("st jean de lus", "Saint-Jean-de-Luz", "64"),
        ("biarits", "Biarritz", "64"),
        ("Saint Jean d’Angély", "Saint-Jean-d'Angély", "17"),
        ("La Force", "La Force", "24"),
        ("pau", "Pau", "64"),
        ("la Creuse", "Creuse", "23"),
        ("en creuse", "Creuse", "23"),
        ("haute vienne", "Haute-Vienne", "87"),
        ("Vienne", "Vienne", "86"),
        ("2 sèvres", "Deux-Sèvres", "79"),
        ("Pays Basque", "Pays basque", "64"),
        ("CDC du Thouarsais", "Thouarsais", "79"),
        ("je suis limougeaud", "Haute-Vienne", "87"),
        ("le 47", "Lot-et-Garonne", "47"),
        ("dans le 87", "Haute-Vienne", "87"),
        ("(47)", "Lot-et-Garonne", "47"),
        ("dept 23", "Creuse", "23"),
        ("87000", "Limoges", "87"),
        ("17 000", "La Rochelle", "17"),
    ],
)
def test_place_is_read_as_people_write_it(places: Places, text: str, place: str, department: str) -> None:
    found = places.find(text)
    assert (found.outcome, found.place, found.departments) == ("delegate", place, (department,))
    assert found.delegate == DELEGATES[department]


@pytest.mark.parametrize(
    ("text", "departments"),
    [
        ("je viens de déménager de Paris à Guéret", ("23",)),
        ("pas à Bordeaux mais à Langon", ("33",)),
        ("c'est pas Pau c'est Orthez", ("64",)),
        ("Bordeaux non pardon Poitiers", ("86",)),
        ("J'habite Bordeaux mais le projet est à Périgueux", ("24",)),
        ("siège à Nantes, projet à Thouars", ("79",)),
        ("On est basés à Thouars, juste à côté de Saumur", ("79",)),
        ("originaire de Brest, je vis à Royan", ("17",)),
        ("12 rue de Bordeaux, Niort", ("79",)),
        ("à 20 km de Bordeaux", ("33",)),
        ("vers chez vous à Brive", ("19",)),
        ("Nous sommes à Campagne en Dordogne", ("24",)),
        ("Mauléon dans les Deux-Sèvres", ("79",)),
        ("Buxeuil, code postal 37160", ("86",)),
        ("dans les landes", ("40",)),
        ("département landes", ("40",)),
        ("commune de Landes", ("17",)),
        ("commune de La Réunion", ("47",)),
        ("Bors (Canton de Charente-Sud)", ("16",)),
        ("j'habite pont du casse depuis dix ans", ("47",)),
        ("la souteraine 23", ("23",)),
        ("il y a 5000 habitants à Nérac", ("47",)),
        ("Notre asso bordeaux", ("33",)),
        ("C'est à Saint-Junien. Mon numéro : 06 12 33 24 19", ("87",)),
        ("entre Dax et Bayonne", ("40", "64")),
        ("c'est pour le 79 ou le 86", ("79", "86")),
        ("non finalement Limoges", ("87",)),
        ("en fait je suis à Pau", ("64",)),
        ("pas Niort, Melle", ("79",)),
        ("euh non Tulle pardon", ("19",)),
        ("non Niort, Tulle", ("19",)),
        ("je me suis trompé, c'est Guéret", ("23",)),
    ],
)
def test_sentence_names_the_place_of_the_project(places: Places, text: str, departments: tuple[str, ...]) -> None:
    found = places.find(text)
    assert (found.outcome, found.departments) == ("delegate", departments)


@pytest.mark.parametrize(
    ("text", "delegate"),
    [
        ("Limousin", KARINE),
        ("ex-Limousin", KARINE),
        ("Poitou-Charentes", ELODIE),
        ("vouillé", ELODIE),
        ("roquefort", SOPHIE),
    ],
)
def test_several_departments_of_one_delegate_are_hers(places: Places, text: str, delegate: str) -> None:
    found = places.find(text)
    assert (found.outcome, found.delegate, found.commune, found.choices) == ("delegate", delegate, None, ())
    assert len(found.departments) > 1


def test_homonyms_of_two_delegates_are_asked_with_a_button_a_department(places: Places) -> None:
    found = places.find("Saint-Savin")
    assert (found.outcome, found.delegate, found.place) == ("ambiguous", None, "Saint-Savin")
    assert found.choices == (Choice("Gironde (33)", "33"), Choice("Vienne (86)", "86"))


@pytest.mark.parametrize(
    ("text", "departments"),
    [
        ("33220", ("24", "33")),
        ("37160", ("37", "86")),
        ("Aquitaine", ("24", "33", "40", "47", "64")),
        ("Landes", ("17", "40")),
        ("qui est la déléguée pour Landes ?", ("17", "40")),
        ("à Campagne", ("24", "40")),
        ("commune de Campagne", ("24", "40")),
        ("À cheval sur la Charente et la Dordogne", ("16", "24")),
        ("On prépare un projet à La Réunion", ("47", "974")),
    ],
)
def test_place_of_several_delegates_is_asked(places: Places, text: str, departments: tuple[str, ...]) -> None:
    found = places.find(text)
    assert (found.outcome, found.departments) == ("ambiguous", departments)
    assert tuple(choice.department for choice in found.choices) == departments


def test_town_ten_times_its_homonyms_is_meant(places: Places) -> None:
    found = places.find("Mérignac")
    assert (found.outcome, found.departments, found.delegate) == ("delegate", ("33",), SOPHIE)


@pytest.mark.parametrize(
    ("text", "place", "region"),
    [
        ("toulouze", "Toulouse", "Occitanie"),
        ("Vienne en Isère", "Vienne", "Auvergne-Rhône-Alpes"),
        ("Vienne, 38200", "Vienne", "Auvergne-Rhône-Alpes"),
        ("Saint-Denis (93)", "Saint-Denis", "Île-de-France"),
        ("Saint-Étienne", "Saint-Étienne", "Auvergne-Rhône-Alpes"),
        ("L'Isle-Jourdain dans le Gers", "L'Isle-Jourdain", "Occitanie"),
        ("44000", "Loire-Atlantique", "Pays de la Loire"),
        ("dans le 2B", "Haute-Corse", "Corse"),
        ("vendée", "Vendée", "Pays de la Loire"),
        ("Bruxelles", "Bruxelles", None),
    ],
)
def test_place_outside_is_told_with_its_region(places: Places, text: str, place: str, region: str | None) -> None:
    found = places.find(text)
    assert (found.outcome, found.delegate, found.place, found.region) == ("outside", None, place, region)


@pytest.mark.parametrize(
    "text",
    [
        "nous sommes 19 bénévoles", "24 adhérents", "en 2019", "j'ai 47 ans", "06 12 33 24 19", "le 24 novembre",
        "le 24/11", "rdv le 16", "on ouvre le 24", "dans le 16e", "dans les 24 heures", "33 000 habitants",
        "on a besoin de 33000 euros", "subvention de 17000", "SIRET 33220123400017", "12 rue des Lilas",
        "un petit village à la campagne", "le bar", "je cherche un local pour mon bureau", "je suis à la retraite",
        "J'ai un projet à court terme", "on cherche des sous pour un four à pain", "dans le nord",
        "ni à Pau ni à Bayonne", "pas Tulle", "non pas Tulle",
        "Trifouillis-les-Oies", "je voudrais parler à Karine Machat", "Notre communauté de communes veut un lieu",
        "Trans//formations, c'est quoi ?", "contact@bordeaux.fr", "https://www.bordeaux.fr", "bonjour", "oui", "👍", "",
    ],
)  # fmt: skip
def test_text_without_a_place_names_none(places: Places, text: str) -> None:
    assert places.find(text) == NOTHING


def test_found_says_where_it_was_read_and_why(places: Places) -> None:
    found = places.find("On retape une grange vers st junien")
    assert found.span == (26, 35)
    assert found.why == ("« st junien » se lit Saint-Junien (87)",)
    assert (found.commune, found.exact) == ("87154", True)


def test_misspelt_name_is_not_exact(places: Places) -> None:
    found = places.find("perigeux")
    assert (found.place, found.exact) == ("Périgueux", False)


def test_slip_of_the_finger_sends_nobody_out_of_the_region(places: Places) -> None:
    assert (places.find("auignon").outcome, places.find("toulouze").outcome) == ("ambiguous", "outside")
    assert (places.find("auterive").departments, places.find("Auterive 31").outcome) == (("31", "32", "64"), "outside")


def test_misspelt_between_two_villages_is_asked(places: Places) -> None:
    found = places.find("carro")
    assert (found.outcome, found.departments, found.why) == (
        "ambiguous",
        ("16", "64"),
        ("« carro » se lit Barro, Caro (16, 64)",),
    )


def test_beginning_of_a_name_gives_way_to_a_whole_name(places: Places) -> None:
    assert places.find("bonnevile").place == "Bonneville"


def test_city_is_guessed_before_a_village_a_letter_nearer(places: Places) -> None:
    assert places.find("la rochel").place == "La Rochelle"


def test_very_long_text_is_read_quickly_and_quietly(places: Places) -> None:
    assert places.find("à xqzv " * 2000).outcome == "unknown"


@pytest.mark.parametrize("text", [f"Je suis à Melle. {'Du pain. ' * 500}", f"{'Du pain. ' * 500} Je suis à Melle."])
def test_long_story_is_read_at_both_ends(places: Places, text: str) -> None:
    found = places.find(text)
    assert (found.place, text[slice(*found.span or ())]) == ("Melle", "Melle")


@pytest.mark.parametrize(
    "words",
    [
        "je suis à l'hôpital, je ne pourrai pas venir", "je suis à la rivière", "je suis à la réunion",
        "je suis de garde",
        "je suis à la crèche avec mon fils, rappelez-moi", "nous sommes à la montagne cette semaine", "Monsieur Dax",
        "je travaille à l'hôpital", "Mme Niort vous a écrit", "je suis à la terrasse",
    ],
)  # fmt: skip
def test_noun_of_every_day_or_a_person_is_no_place(places: Places, words: str) -> None:
    assert places.find(words).outcome == "unknown"


@pytest.mark.parametrize(
    ("words", "department"),
    [
        ("La Crèche", "79"), ("à la crèche", "79"), ("on est à La Crèche", "79"), ("j'habite la crèche", "79"),
        ("mon projet est à la crèche", "79"), ("la crèche 79260", "79"), ("commune de la rivière", "33"),
    ],
)  # fmt: skip
def test_same_noun_is_a_place_where_it_is_written_or_announced_as_one(
    places: Places, words: str, department: str
) -> None:
    assert places.find(words).departments == (department,)


@pytest.mark.parametrize(
    ("words", "department"),
    [
        ("je suis à Cantenac", "33"), ("Montreuil-Bonnin", "86"), ("Beaune les Mines", "87"), ("Caudéran", "33"),
        ("projet à Saint-Liguaire", "79"), ("Bayers", "16"), ("Saint-Étienne-la-Cigogne", "79"), ("Prissé", "79"),
    ],
)  # fmt: skip
def test_commune_of_before_a_merger_is_never_guessed(places: Places, words: str, department: str) -> None:
    found = places.find(words)
    assert (found.departments, found.exact) == ((department,), True)


def test_town_elsewhere_goes_before_a_commune_that_is_no_more(places: Places) -> None:
    assert [places.find(one).outcome for one in ("Vitré", "La Garde")] == ["outside", "outside"]
