"""Sentences of an answer: which source carries them, and the answer without the one that was served first."""

import pytest

from knowledge.base.sentences import parts, run_of, sentences, without, without_marks

ANSWER = (
    "**Elle paie la moitié.** Le reste, non. Demandez.\n\nDeux voies :\n- la mairie ;\n- la [Région](https://a.fr)."
)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Elle paie la moitié.", "Le reste, non. Demandez.\n\nDeux voies :\n- la mairie ;\n- la [Région](https://a.fr)."),
        ("Le reste, non. Demandez.", "**Elle paie la moitié.**\n\nDeux voies :\n- la mairie ;\n- la [Région](https://a.fr)."),
        ("la mairie", "**Elle paie la moitié.** Le reste, non. Demandez.\n\nDeux voies :\n- la [Région](https://a.fr)."),
        ("la Région.", "**Elle paie la moitié.** Le reste, non. Demandez.\n\nDeux voies :\n- la mairie ;"),
        ("Le reste", ANSWER),
    ],
)  # fmt: skip
def test_answer_without_a_sentence_keeps_all_others(words: str, left: str) -> None:
    assert without(ANSWER, words) == left


def test_marks_name_the_source_of_the_sentences_before_them_and_are_not_read() -> None:
    answer, carried = without_marks("**Un.**[^a] Deux. Trois.[^b] Quatre.\n- cinq ;[^a]")
    assert answer == "**Un.** Deux. Trois. Quatre.\n- cinq ;"
    assert carried == (("Un", "a"), ("Deux", "b"), ("Trois", "b"), ("cinq", "a"))


def test_line_of_plusses_divides_the_answer_and_is_no_sentence() -> None:
    assert parts("Un.\n\n+++\n\nDeux.") == ("Un.", "Deux.")
    assert run_of("Un. Deux.", sentences("Un.\n\n+++\n\nDeux.")) == range(2)
