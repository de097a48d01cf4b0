"""Tolls of clauses that leave out their verb: "floods killed 12 in Takhar and two in Badghis".

Such a clause counts its own dead and nobody else's; its number says how many where no toll was read of its words.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.model import Figures
from geo.text.number_words import value_of
from geo.text.toll_words import Harm, toll_words
from geo.vocab import HAPPENED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.events.interpret import Finding
    from geo.text.tolls import Toll


def may_have(findings: Sequence[Finding], harmful: Sequence[int], toll: Toll, offset: int) -> list[int]:
    """Those of the harmful findings that a toll may belong to: of those without their verb the one that holds it.

    `offset` is where the sentence of the toll begins in the document.
    """
    numbers = [part.start + offset for part in toll.parts] or [toll.start + offset]
    inside = [k for k in harmful if findings[k].predication.gap is not None and _holds(findings[k], numbers[0])]
    return inside or [k for k in harmful if findings[k].predication.gap is None]


def with_own_number(finding: Finding) -> Finding:
    """A finding without its verb with the number of its own clause, where it has no toll yet."""
    gap = finding.predication.gap
    if gap is None or gap.number is None or finding.mode not in HAPPENED:
        return finding
    if finding.killed != Figures() or finding.injured != Figures():
        return finding
    value = value_of(gap.number)
    harm = next((harm for harm in Harm if gap.verb in toll_words().verbs[harm]), None)
    if value is None or harm is None:
        return finding
    figures = Figures(low=value.low, best=None if value.is_vague else value.low, high=value.high)
    return replace(finding, killed=figures) if harm is Harm.KILLED else replace(finding, injured=figures)


def _holds(finding: Finding, position: int) -> bool:
    start, end = finding.predication.clause
    return start <= position < end
