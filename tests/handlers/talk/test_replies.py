"""Replies: escaped, bounded, and with the little Markdown of entries."""

import pytest

from handlers.talk.replies import LONGEST, Button, Reply, as_params, from_markdown, person_words, plain_text, text


def test_what_people_write_cannot_become_markup() -> None:
    assert text("<b>gras</b> & « <a href='x'>") == "&lt;b&gt;gras&lt;/b&gt; &amp; « &lt;a href='x'&gt;"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Aïcha\n\nC'est fait : rôle donné", "Aïcha C'est fait : rôle donné"),
        ("Aïcha\u2028\u2029\r\x0b\x85Équipe", "Aïcha Équipe"),
        ("\u202eepiuqÉ\u202c \u2066A\u2069\u200f\u200e\u061c", "epiuqÉ A"),
        ("A\u200b\u200d\ufeff\u00adB\x00\x1b[31m", "AB[31m"),
        ("\u3164\u2800\u115f\uffa0", ""),
        ("e\u0301\u0300\u0301\u0302\u0303\u0304", "e\u0301\u0300"),
        ("\ue000\U000e0041Léo\ud800", "Léo"),
        ("Chloé 🙂", "Chloé 🙂"),
    ],
)
def test_name_is_one_line_that_shows_all_it_holds(typed: str, shown: str) -> None:
    assert person_words(typed) == shown


def test_markdown_of_an_entry_becomes_telegrams_html() -> None:
    source = "**D'abord la réponse.** Puis *un doute*.\n\n- un\n- deux\n\n[Le site](https://a.fr/?x=1&y=2)"
    assert from_markdown(source) == (
        "<b>D'abord la réponse.</b> Puis <i>un doute</i>.\n\n• un\n• deux\n\n"
        '<a href="https://a.fr/?x=1&amp;y=2">Le site</a>'
    )


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Les étapes : « un » ; deux ?", "Les étapes\u00a0: «\u00a0un\u00a0»\u00a0; deux\u00a0?"),
        ("145 € ou 10 %", "145 € ou 10 %"),
        (": au début, https://a.fr/?x=1 ; mot", ": au début, https://a.fr/?x=1\u00a0; mot"),
    ],
)
def test_french_marks_do_not_begin_a_line_alone(words: str, shown: str) -> None:
    assert from_markdown(words) == shown


def test_html_in_an_entry_is_shown_not_interpreted() -> None:
    assert from_markdown("<script>x</script>") == "&lt;script&gt;x&lt;/script&gt;"


def test_plain_text_writes_out_hidden_addresses() -> None:
    assert plain_text('<b>Le &amp; la</b> <a href="https://a.fr/b">fiche</a>') == "Le & la fiche (https://a.fr/b)"
    assert plain_text('<a href="mailto:a@b.fr">a@b.fr</a>') == "a@b.fr"


def test_text_too_long_for_a_message_is_cut_without_broken_markup() -> None:
    sent = as_params(Reply("<b>" + "é" * 5000 + "</b>"))["text"]
    assert len(sent) <= LONGEST
    assert "<b>" not in sent


def test_buttons_become_rows_of_codes_and_links() -> None:
    reply = Reply("x", [[Button("Oui, merci", "oui:fdva")], [Button("Le site", url="https://a.fr")]])
    assert as_params(reply)["reply_markup"] == {
        "inline_keyboard": [
            [{"text": "Oui, merci", "callback_data": "oui:fdva"}],
            [{"text": "Le site", "url": "https://a.fr"}],
        ]
    }
