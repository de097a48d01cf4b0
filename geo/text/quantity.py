"""The record of a number phrase: what it allows, what hedges it, and what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction


class Hedge(StrEnum):
    """What the words around a number make of it."""

    EXACTLY = "exactly"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    FEWER_THAN = "fewer_than"
    ABOUT = "about"
    ALL_BUT = "all_but"


class QuantityKind(StrEnum):
    """What sort of number it is."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    PART = "part"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number phrase, `[start, end)` of the text with its hedge, without the noun.

    `low`, `best` and `high` are what the words allow, inclusive; None is open or unknown. "More than 30" has the
    low 30, and the hedge that says so. A vague word has a `low` (and a `high`, if it has one) and no `best`;
    `is_vague` says so. Of a PART, `part` is the fraction and `of` the whole, if the text names it right behind;
    `best` is then what the part comes to, and `low`, `high` the whole numbers around it. `noun` is the span of the
    words that are counted, or None, `hedged_until` the end of a hedge behind them ("ten men or more"). `is_article`:
    it is the one of "a shopkeeper".
    """

    start: int
    end: int
    kind: QuantityKind
    low: int | None
    best: int | None
    high: int | None
    hedge: Hedge = Hedge.EXACTLY
    is_vague: bool = False
    part: Fraction | None = None
    of: int | None = None
    noun: tuple[int, int] | None = None
    hedged_until: int | None = None
    is_article: bool = False
