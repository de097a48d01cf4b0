"""Any reports at all, for properties of the ledger that hold whatever was reported."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from geo.dates import DateSpan
from geo.vocab import Action, AssertionMode
from tests.ledger_events import GOVERNMENT, NRF, TALIBAN, day, report

if TYPE_CHECKING:
    from geo.model import Event

UNITS = ("AF-KDZ", "AF-PAN", "AF-BAL")


@st.composite
def any_report(draw: st.DrawFn) -> Event:
    """Any territory event of August on three capitals: all actions, sides, sources, spans and delays."""
    start = draw(st.integers(1, 28))
    span = DateSpan.of(day(start), day(start) + dt.timedelta(days=draw(st.sampled_from([0, 0, 0, 1, 6, 20]))))
    published = day(start) + dt.timedelta(days=draw(st.integers(0, 12)), hours=0)
    moment = dt.datetime.combine(published, dt.time(draw(st.sampled_from([9, 18]))), dt.UTC)
    sides = st.sampled_from([None, TALIBAN, GOVERNMENT, NRF])
    action = draw(st.sampled_from(list(Action)))
    needs_taker = action in {Action.SEIZED, Action.RETAKEN, Action.SURRENDERED}
    return report(
        action,
        draw(st.sampled_from(UNITS)),
        span,
        taker=draw(st.sampled_from([TALIBAN, GOVERNMENT, NRF])) if needs_taker else draw(sides),
        loser=draw(sides),
        by=draw(sides),
        published=moment,
        mode=draw(st.sampled_from([AssertionMode.ACTUAL] * 5 + [AssertionMode.NEGATED, AssertionMode.HISTORICAL])),
        offset=draw(st.integers(0, 3)),
    )


REPORTS = st.lists(any_report(), max_size=14)
