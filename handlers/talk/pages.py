"""Lists that are shown a page at a time, with buttons to the page before and the page after."""

import math
from collections.abc import Callable, Sequence

from handlers.talk.buttons import LABEL_NEXT_PAGE, LABEL_PAGE_BEFORE
from handlers.talk.codes import number_in
from handlers.talk.replies import Button

A_PAGE = 8


def page_of(asked: str, how_many: int) -> tuple[int, int]:
    """Return the number of the page to show, from 0, and how many pages `how_many` rows make.

    `asked` is the number in a button's code; one too large gives the last page, one not a number the first.
    """
    pages = max(1, math.ceil(how_many / A_PAGE))
    return min(number_in(asked) or 0, pages - 1), pages


def turning(page: int, pages: int, to: Callable[[int, str], Button]) -> list[Sequence[Button]]:
    """Return a row of buttons to the page before and the page after, where there are any; `to` makes one of them."""
    row = [to(page - 1, LABEL_PAGE_BEFORE)] if page > 0 else []
    row += [to(page + 1, LABEL_NEXT_PAGE)] if page + 1 < pages else []
    return [row] if row else []
