"""How many an event killed or injured: which of its sentence's tolls is its own.

The tolls are read from the words of the sentence (`geo.text.tolls`). The one around the trigger counts, else the nearest
that no "after" or "since" parts from it: "the blast came days after a bombing killed 40" tells no toll of the blast.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.model import Figures
from geo.text.tolls import Harm, find_tolls

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.text.tolls import Toll

_EARLIER = re.compile(r"\b(?:after|since|following|unlike|like|month'?s?|year'?s?)\b|;", re.IGNORECASE)
_GOES_ON = re.compile(r"\b(?:have|has)\s+(?:\w+\s+)?$", re.IGNORECASE)
"""The main verb again, behind a phrase: "avalanches after heavy snow have killed 74"."""
_LATER = re.compile(r";|\b(?:weeks|months|years)\s+(?:after|before|later)\b", re.IGNORECASE)


def figures_of(sentence: str, trigger: tuple[int, int]) -> tuple[Figures, Figures]:
    """The dead and the injured of the event whose trigger is a span of the sentence; nothing where it counts none.

    >>> text = "A bomb went off in Kabul, killing at least 33 people."
    >>> figures_of(text, (2, 15))[0]
    Figures(low=33, best=None, high=None)
    """
    tolls = find_tolls(sentence)
    dead = [toll for toll in tolls if toll.harm is Harm.KILLED]
    hurt = [toll for toll in tolls if toll.harm is Harm.INJURED]
    return _figures(_own(sentence, trigger, dead)), _figures(_own(sentence, trigger, hurt))


def _own(sentence: str, trigger: tuple[int, int], tolls: Sequence[Toll]) -> Toll | None:
    """The toll of the trigger among those of one harm; of two at the same distance the first."""
    start, end = trigger
    around = [toll for toll in tolls if toll.start < end and start < toll.end]
    if around:
        return around[0]
    apart = [toll for toll in tolls if not _is_parted(sentence, trigger, toll)]
    return min(apart, key=lambda toll: max(toll.start - end, start - toll.end), default=None)


def _is_parted(sentence: str, trigger: tuple[int, int], toll: Toll) -> bool:
    """Whether the words between a trigger and a toll say that the toll is of something else."""
    if toll.start >= trigger[1]:
        between = sentence[trigger[1] : toll.start]
        return _EARLIER.search(between) is not None and not _GOES_ON.search(between)
    return _LATER.search(sentence, toll.end, trigger[0]) is not None


def _figures(toll: Toll | None) -> Figures:
    return Figures() if toll is None else Figures(low=toll.low, best=toll.best, high=toll.high)
