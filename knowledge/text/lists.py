"""Lists of words as one writes them: in a text, with commas."""

from collections.abc import Mapping


def listed(text: str) -> frozenset[str]:
    """Read "bonjour, de rien" as two items."""
    return frozenset(item for part in text.split(",") if (item := " ".join(part.split())))


def paired(text: str) -> Mapping[str, str]:
    """Read "koi: quoi, svp:" as a mapping of two items, the second to nothing."""
    pairs = (part.partition(":") for part in text.split(","))
    return {key.strip(): " ".join(value.split()) for key, _, value in pairs if key.strip()}
