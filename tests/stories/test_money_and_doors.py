"""Two answers that were false, on the CPF and on the mayor's agreement to open; and a text of blanks that was slow."""

from tests.desk import Desk

CPF = (  # the sentence asked for comes first
    "Je ne connais pas le prix, et le CPF, votre compte formation, ne paie pas tout.",
    "Depuis avril 2026, vous devriez payer 150 € de participation avec le CPF, votre compte formation",
    "En recherche d'emploi, ou si votre employeur complète, vous n'avez pas cette participation à payer",
    "Le CPF, votre compte formation, devrait payer 1 500 € au plus pour cette formation",
)
DOORS = "Ouvrir un petit lieu sans chambres ne demande pas l'accord du maire."
ABOUT_CPF = (
    "mon CPF paie tout ?",
    "le cpf couvre tout ?",
    "avec le CPF je paie combien de ma poche",
    "150 euros de reste à charge cpf ?",
    "demandeur d'emploi cpf participation forfaitaire",
    "il reste qque chose a payer avec le CPF",
    "mon compte formation règle tout ?",
)
ABOUT_DOORS = (
    "faut-il l'accord du maire pour ouvrir au public ?",
    "le maire doit autoriser l'ouverture ?",
    "arrêté d'ouverture du maire pour un petit local",
    "est ce quil faut une autorisation du maire pour ouvrir un tiers lieu",
    "peut-on ouvrir sans l'accord du maire",
    "registre public d'accessibilité",
    "et faut laccord du maire pr ouvrir au public ???",
    "faut demander à la mairie avant d'ouvrir notre local au public",
    "le maire y doit dire oui pr kon ouvre ?",
    "on a besoin de la permission de la mairie pour ouvrir ?",
)
BETWEEN = (" ", "\t", "\n", "\u00a0", "\u2003", " \u200b", " \r", "?! ", " ☺", " … ", " - ", " ((")
MOST = 3900


async def test_what_the_cpf_pays_and_what_the_mayor_signs_is_told_as_it_is(desk: Desk) -> None:
    aicha = await desk.person()
    for asked in ABOUT_CPF:
        (said,) = await aicha.says(asked)
        assert said.startswith(CPF), f"{asked}: {said}"
        assert "103,20" not in said
        assert "150 € de participation" in said
        assert "recherche d'emploi" in said
    for asked in ABOUT_DOORS:
        (said,) = await aicha.says(asked)
        assert said.startswith(DOORS), f"{asked}: {said}"
        assert "demande l'accord" not in said.replace("ne demande pas l'accord", "")
        assert "autorisation de travaux" in said
        assert "registre d'accessibilité" in said


async def test_question_with_thousands_of_odd_signs_in_it_is_read_as_it_would_be_without(desk: Desk) -> None:
    aicha = await desk.person()
    for between in BETWEEN:
        odd = (between * MOST)[:MOST]
        (said,) = await aicha.says(f"c'est quoi{odd}le FDVA ?")
        assert said.startswith("Le FDVA"), repr(between)
    assert await aicha.says(f"aide{' ' * MOST}moi") == await aicha.says("aide moi")
