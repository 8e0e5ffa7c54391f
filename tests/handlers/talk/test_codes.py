"""Codes of buttons: what is written is read back, and what is forged reads as nothing."""

import pytest

from handlers.talk.codes import LARGEST, LARGEST_ID, LARGEST_ROW, Code, code_for, number_in, read

NO_NUMBERS = ("", "-1", "+1", " 1", "1 ", "1\n", "1.0", "1e3", "1_0", "0x1", "٣", "²", "１", "9" * 20, "9" * 5000)


@pytest.mark.parametrize(
    ("verb", "parts"),
    [("sujets", ()), ("e", ("fdva",)), ("visio", ("",)), ("drobote", (12, 345, "visio")), ("quest", ("l", "", 0))],
)
def test_what_is_written_is_read_back(verb: str, parts: tuple[object, ...]) -> None:
    assert read(code_for(verb, *parts)) == Code(verb, tuple(map(str, parts)))


def test_each_part_is_read_by_its_place() -> None:
    code = read("reunion:7:app:12:oui")
    assert (code.verb, code.number(0), code.word(1), code.number(2)) == ("reunion", 7, "app", 12)
    assert code.rest(2) == "12:oui"


def test_part_that_is_missing_is_nothing() -> None:
    code = read("dossier")
    assert (code.word(0), code.number(0), code.rest(0)) == ("", None, "")


@pytest.mark.parametrize("word", NO_NUMBERS)
def test_nonsense_is_no_number(word: str) -> None:
    assert number_in(word, LARGEST_ID) is None


@pytest.mark.parametrize(("word", "number"), [("0", 0), ("007", 7), (str(LARGEST_ROW), LARGEST_ROW)])
def test_number_is_read(word: str, number: int) -> None:
    assert number_in(word) == number


@pytest.mark.parametrize("most", [3, LARGEST_ROW, LARGEST_ID])
def test_number_has_a_bound(most: int) -> None:
    assert number_in(str(most), most) == most
    assert number_in(str(most + 1), most) is None


def test_code_that_telegram_would_refuse_is_not_written() -> None:
    assert len(code_for("e", "é" * 31)) == 33  # that is 64 bytes
    with pytest.raises(ValueError, match=f"{LARGEST} bytes at the most"):
        code_for("e", "é" * 31, "")
