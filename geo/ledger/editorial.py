"""What people set: control of a unit over a span of days, laid over what the reports give.

Knows segments and decisions. A decision cuts out exactly its span; before and behind it what the reports give stands.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from geo.ledger.settle import Segment
from geo.ledger.table import RuleId
from geo.ledger.trail import EMPTY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from geo.decision import Editorial

_MARK = "decision:"


def decision_of(evidence: str) -> str | None:
    """The decision that a piece of evidence is, None where it is an event.

    >>> decision_of("decision:d7"), decision_of("4e1f")
    ('d7', None)
    """
    return evidence.removeprefix(_MARK) if evidence.startswith(_MARK) else None


def set_over(segments: Sequence[Segment], editorials: Iterable[Editorial]) -> tuple[Segment, ...]:
    """The timeline with what people set laid over it; of two decisions about one day the later one counts."""
    found = list(segments)
    for each in sorted(editorials, key=lambda each: (each.since, each.decision_id)):
        until = each.last_day + timedelta(days=1) if each.last_day is not None else None
        evidence = EMPTY.plus((f"{_MARK}{each.decision_id}",))
        own = Segment(each.side, each.state, each.first_day, until, RuleId.EDITORIAL, evidence)
        found = [*(part for old in found for part in _outside(old, each.first_day, until)), own]
        found.sort(key=lambda segment: segment.valid_from)
    return tuple(found)


def _outside(segment: Segment, start: date, until: date | None) -> Iterator[Segment]:
    """The parts of a segment before `start` and from `until` on."""
    if segment.valid_from < start:
        yield segment._replace(valid_to=start if segment.valid_to is None else min(segment.valid_to, start))
    if until is not None and (segment.valid_to is None or segment.valid_to > until):
        yield segment._replace(valid_from=max(segment.valid_from, until))
