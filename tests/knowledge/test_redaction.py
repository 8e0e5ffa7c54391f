"""What tells who asked is taken out of a question; what makes it understood stays."""

import pytest

from knowledge.snapshot import Knowledge
from knowledge.text.likeness import groups
from knowledge.text.redaction import redacted


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Bonjour, je m'appelle Jeanne Dupont", "Bonjour, je m'appelle [nom]"),
        ("jmappelle zoé, c'est combien", "jmappelle [nom], c'est combien"),
        ("appelez-moi au 06.12.34.56.78 svp", "appelez-moi au [numéro] svp"),
        ("+33 6 12 34 56 78 merci", "[numéro] merci"),
        ("ecrivez a jean.dupont@free.fr", "ecrivez a [mail]"),
        ("mon lieu est au 12 bis rue des Lilas, 23000 Guéret", "mon lieu est au [adresse]"),
        ("je suis au 87200", "je suis au [numéro]"),
        ("voir https://exemple.fr/moi et @jeannot", "voir [lien] et [nom]"),
        ("Paul Durand veut un café", "[nom] veut un café"),
        ("le projet d'Hélène avance. Et après ?", "le projet d'[nom] avance. Et après ?"),
        ("Combien pour 120 000 euros ?\nCordialement,\nmarie", "Combien pour 120 000 euros ? Cordialement, [nom]"),
        ("Mme Lefèvre m'a parlé de Karine Machat", "Mme [nom] m'a parlé de Karine Machat"),
        ("L'AMI de la Région 2025-2028, c'est 50000 € ?", "L'AMI de la Région 2025-2028, c'est 50000 € ?"),
        ("On a une SCIC, est-ce que le FDVA marche ?", "On a une SCIC, est-ce que le FDVA marche ?"),
        ("x " * 400, ("x " * 150).strip()),
    ],
)
def test_text_is_kept_without_its_author(knowledge: Knowledge, text: str, kept: str) -> None:
    assert redacted(text, knowledge.vocabulary) == kept


def test_alike_questions_stand_together_the_largest_group_first() -> None:
    texts = ["le permis ?", "où garer mon vélo", "ou garer mon velo ?", "mon vélo où le garer", "autre chose"]
    assert groups(texts) == [[1, 2, 3], [0], [4]]
