"""Ties: independent reports, published at the same instant, that give a unit to different sides on the same day.

Knows what decides between them once recency cannot: the narrower span of days, then the better grade. Refuses to touch
anything else: reports of different instants, and the order of the sentences of one document, stay as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.ledger.reports import Change, Footing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.ledger.reports import Report
    from geo.ledger.told import Told

Standing = tuple[int, int, int]
"""How a document stands in a tie, higher is better: fewer days, then reliability, then credibility."""

_OPEN_SPAN = 1_000_000
NO_STANDING: Standing = (-_OPEN_SPAN - 1, 0, 0)
"""A document without an independent report of a gain: it never wins a tie."""


def standing_of(report: Report) -> Standing:
    """How one report stands: the fewer days it leaves open the better, then its grade."""
    days = _OPEN_SPAN if report.first_day is None else (report.day - report.first_day).days
    return (-days, *report.grade.rank)


def is_tie(groups: Sequence[Told]) -> bool:
    """Whether the day's last gain was decided by standing: another side's stands behind it for nothing else.

    Both are told by independent sources in different documents of the same instant, and their standings differ.
    """
    gains = [group for group in groups if group.first.change is Change.GAIN and group.counting]
    if len(gains) < 2 or groups[-1] is not gains[-1]:  # noqa: PLR2004 - a tie takes two
        return False
    winner, rivals = gains[-1].first, [group.first for group in gains[:-1]]
    return any(is_contradiction(winner, rival) and standing_of(winner) != standing_of(rival) for rival in rivals)


def is_contradiction(one: Report, other: Report) -> bool:
    """Whether two reports give the unit to different sides and nothing but their standing tells them apart."""
    return (
        one.mover != other.mover
        and one.day == other.day
        and one.recorded_at == other.recorded_at
        and one.order[1] != other.order[1]
        and is_independent_gain(one)
        and is_independent_gain(other)
    )


def is_independent_gain(report: Report) -> bool:
    """Whether a report of a gain is nobody's word in its own or in another's cause."""
    return report.change is Change.GAIN and report.footing is Footing.INDEPENDENT
