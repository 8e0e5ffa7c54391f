"""Questions that say the same, told by their words whatever their order. Pure."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from knowledge.text.words import words

ALIKE_FROM = 82  # of 100


def groups(texts: Sequence[str]) -> list[list[int]]:
    """Group texts that have nearly the same words in any order; return the positions of the texts in each group.

    The largest group comes first. Each text stands in exactly one group, alone where no other text is like it.
    """
    read = [words(text) or text for text in texts]
    found: list[list[int]] = []
    for position, text in enumerate(read):
        near = ((fuzz.token_sort_ratio(text, read[group[0]]), group) for group in found)
        likeness, group = max(near, key=lambda pair: pair[0], default=(0.0, []))
        if likeness >= ALIKE_FROM:
            group.append(position)
        else:
            found.append([position])
    return sorted(found, key=lambda group: (-len(group), group[0]))
