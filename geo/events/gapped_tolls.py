"""Tolls of clauses that leave out their verb, and of parts of a toll: "killed 12 in X and two in Y", "ten were in X".

Such a clause counts its own dead and nobody else's; its number says how many where no toll was read of its words.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.model import Figures
from geo.reading.frames import Trait
from geo.text.number_words import value_of
from geo.text.toll_words import Harm, toll_words
from geo.vocab import HAPPENED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.events.interpret import Finding
    from geo.reading.predication import Predication
    from geo.text.tolls import Toll


def may_have(findings: Sequence[Finding], harmful: Sequence[int], toll: Toll, offset: int) -> list[int]:
    """Those of the harmful findings that a toll may belong to: of those without their verb the one that holds it.

    `offset` is where the sentence of the toll begins in the document.
    """
    numbers = [part.start + offset for part in toll.parts] or [toll.start + offset]
    inside = [k for k in harmful if findings[k].predication.gap is not None and _holds(findings[k], numbers[0])]
    return inside or [k for k in harmful if findings[k].predication.gap is None]


def with_own_number(finding: Finding) -> Finding:
    """A finding without its verb, or of a part, with the number of its own clause, where it has no toll yet."""
    if finding.mode not in HAPPENED or finding.killed != Figures() or finding.injured != Figures():
        return finding
    number, harm = _counted(finding.predication)
    value = value_of(number) if number is not None else None
    if value is None or harm is None:
        return finding
    if finding.listed:  # of all places together: of each at most that many
        figures = Figures(high=value.high)
    else:
        figures = Figures(low=value.low, best=None if value.is_vague else value.low, high=value.high)
    return replace(finding, killed=figures) if harm is Harm.KILLED else replace(finding, injured=figures)


def _counted(predication: Predication) -> tuple[str | None, Harm | None]:
    """The number of a clause, and what was done to those whom it counts."""
    gap = predication.gap
    is_lost = Trait.LOSES in predication.frame.traits and predication.aspect == "simple"  # "has lost 3,500 men": in all
    if predication.frame.of_any or is_lost:
        return next((each.number for each in predication.role("object")), None), Harm.KILLED
    if gap is None:
        return None, None
    verbs = {gap.verb} if not gap.part else predication.words  # "left 30 dead: 20 in X"
    return gap.number, next((harm for harm in Harm if not toll_words().verbs[harm].isdisjoint(verbs)), None)


def _holds(finding: Finding, position: int) -> bool:
    start, end = finding.predication.clause
    return start <= position < end
