"""Numbers behind which a list says who is counted: "killed 24, 15 students and nine teachers", not 48.

A list breaks a number down where only a comma stands between them and the number counts nobody in particular ("24",
"24 people"), or where its members are as many as it and are told by age and sex ("12 civilians, seven women and five
children"). With "and" or "as well as" they come on top of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.text.toll_words import toll_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.text.quantity import Quantity


def is_broken_down(parts: Sequence[Quantity], lower: str) -> bool:
    """Whether the first number of a list is the whole of those behind it; `lower` is the text in lower case."""
    first, members = parts[0], parts[1:]
    if not members or first.is_article or first.is_vague:
        return False
    if lower[first.noun[1] if first.noun else first.end : members[0].start].strip() != ",":
        return False
    return whole_of(_noun(first, lower), [_noun(each, lower) for each in members], adds_up=_adds_up(parts))


def whole_of(noun: str, members: Sequence[str], *, adds_up: bool) -> bool:
    """Whether what a number counts, "" for nobody told, is said again by those behind it; each by its noun."""
    words = toll_words()
    if not all(members):
        return False
    return not noun or noun in words.anybody or (adds_up and words.ages_and_sexes.issuperset(members))


def _adds_up(parts: Sequence[Quantity]) -> bool:
    first, *counts = (each.low if each.best is None else each.best for each in parts)
    return first is not None and first == sum(each or 0 for each in counts)


def _noun(number: Quantity, lower: str) -> str:
    words = lower[slice(*number.noun)].split() if number.noun else []
    return words[-1] if words else ""
