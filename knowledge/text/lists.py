"""Lists of words as one writes them: in a text, with commas."""

from collections.abc import Mapping


def listed(text: str) -> frozenset[str]:
    """Split a text at its commas into a set of items: "bonjour, de rien" gives two."""
    return frozenset(item for part in text.split(",") if (item := " ".join(part.split())))


def paired(text: str) -> Mapping[str, str]:
    """Read a mapping written as text: "koi: quoi, svp:" maps « koi » to « quoi », and « svp » to ""."""
    pairs = (part.partition(":") for part in text.split(","))
    return {key.strip(): " ".join(value.split()) for key, _, value in pairs if key.strip()}
