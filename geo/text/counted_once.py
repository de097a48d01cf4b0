"""Which of the tolls read in one sentence count somebody whom no other of them counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.text.toll_words import Harm, toll_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.text.tolls import Toll


def counted_once(found: Sequence[Toll], lower: str) -> tuple[Toll, ...]:
    """The tolls of a sentence, left to right, without those that another one counts; `lower` are its words."""
    return tuple(
        each
        for k, each in enumerate(found)
        if not _is_of_doers(each, found[k + 1 : k + 2], lower)
        and not _is_in_total(each, found[:k], lower)
        and not (each.is_loss and not any(other.harm is Harm.KILLED for other in found[:k]))
    )


def _is_of_doers(toll: Toll, following: Sequence[Toll], lower: str) -> bool:
    """Whether the verb behind "and" harms those behind it, and nobody before: "stopped a bus and shot dead 14 men"."""
    for other in following:
        shared = other.harm is toll.harm and toll.start < other.start < toll.end
        if shared and toll_words().joined.search(lower, toll.start, other.start) is not None:
            return True
    return False


def _is_in_total(toll: Toll, before: Sequence[Toll], lower: str) -> bool:
    """Whether those who died later are counted in the total told before: "the toll rose to 14 after two more died"."""
    total = next((each for each in reversed(before) if each.harm is toll.harm), None)
    if total is None or not total.is_total or not toll.is_more:
        return False
    return toll_words().grown.match(lower, total.end, toll.parts[0].start) is not None
