"""Grades, ties, and reports taken back: what settles where recency cannot, and what a correction changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.dates import DateSpan, end_of_day
from geo.errors import UsageError
from geo.feeds.catalogue import known_feed
from geo.ledger import Ledger, RuleId, find_disagreements, read_grades
from geo.vocab import Action, AssertionMode, ControlBasis
from tests.ledger_events import GOVERNMENT, TALIBAN, day, opening, report

if TYPE_CHECKING:
    from pathlib import Path

    from geo.model import Event

KUNDUZ = "AF-KDZ"
NOON = dt.datetime.combine(day(8), dt.time(12), end_of_day(day(8)).tzinfo)


def told(side: str, *, source: str, by: str | None = None, speaker: str | None = None, **more: object) -> Event:
    """Say that `side` took Kunduz on 8 August, in an outlet, at noon."""
    action = Action.SEIZED if side == TALIBAN else Action.RETAKEN
    event = report(action, KUNDUZ, day(8), taker=side, by=by, published=NOON)
    own = {"source": source, "source_original": speaker, "event_id": f"{side}-{source}", "document_sha256": source * 8}
    return replace(event, **(own | more))  # type: ignore[arg-type]


def holder(events: list[Event], known_at: dt.date | None = None) -> tuple[str | None, str]:
    """Who holds Kunduz in the assessed layer, and by which rule."""
    ledger = Ledger(opening())
    ledger.post(events)
    row = ledger.as_of(day(8), known_at=known_at, basis=ControlBasis.ASSESSED)[KUNDUZ]
    return row.side, row.rule


@pytest.mark.parametrize("better", [TALIBAN, GOVERNMENT])
def test_the_better_grade_breaks_a_tie(better: str) -> None:
    """Two independent reports of one day and one instant: the better graded outlet decides, whichever side it names."""
    other = GOVERNMENT if better == TALIBAN else TALIBAN
    events = [told(better, source="Reuters"), told(other, source="Xinhua")]
    assert holder(events) == holder(events[::-1]) == (better, RuleId.BETTER_SOURCE)


def test_precision_goes_before_the_grade() -> None:
    """A report of that day beats a better graded one that leaves two days open."""
    wide = told(GOVERNMENT, source="Reuters", date=DateSpan.of(day(7), day(8)))
    assert holder([wide, told(TALIBAN, source="Xinhua")]) == (TALIBAN, RuleId.BETTER_SOURCE)


def test_recency_goes_before_the_grade() -> None:
    """A later report decides by being later, and the rule says nothing of grades."""
    later = told(GOVERNMENT, source="Xinhua", recorded_at=NOON + dt.timedelta(minutes=1))
    assert holder([told(TALIBAN, source="Reuters"), later]) == (GOVERNMENT, RuleId.INDEPENDENT_REPORT)


def test_equal_grades_are_not_called_better() -> None:
    """Where grades are equal too, the order of supersession stands and no grade is named."""
    events = [told(TALIBAN, source="Reuters"), told(GOVERNMENT, source="AP")]
    assert holder(events)[1] == RuleId.INDEPENDENT_REPORT
    assert holder(events) == holder(events[::-1])


def test_a_grade_never_decides_for_a_party() -> None:
    """A party's own word waits, however its outlet is graded."""
    events = [told(TALIBAN, source="Reuters", by=TALIBAN), told(GOVERNMENT, source="Xinhua")]
    assert holder(events)[0] == GOVERNMENT
    assert holder(events)[1] != RuleId.BETTER_SOURCE


def test_the_order_within_a_document_stands() -> None:
    """Seized and retaken in one dispatch is a sequence, no contradiction."""
    first = told(TALIBAN, source="Reuters")
    then = replace(told(GOVERNMENT, source="Reuters"), document_sha256=first.document_sha256, trigger=(500, 506))
    assert holder([then, first]) == (GOVERNMENT, RuleId.INDEPENDENT_REPORT)


def test_a_tie_is_kept_as_a_contradiction() -> None:
    """Both reports stay side by side after one of them decided."""
    events = [told(TALIBAN, source="Reuters"), told(GOVERNMENT, source="Xinhua")]
    ledger = Ledger(opening())
    ledger.post(events)
    (found,) = find_disagreements(ledger)
    assert (found.kind, set(found.events)) == ("holders", {each.event_id for each in events})


def correction(of: Event, **more: object) -> Event:
    """Say on 9 August, in the outlet's own voice, that it is not so."""
    denial = report(Action.SEIZED, KUNDUZ, None, published=day(9), mode=AssertionMode.NEGATED)
    return replace(denial, **({"source": of.source} | more))  # type: ignore[arg-type]


def test_an_outlet_takes_its_report_back() -> None:
    """From the correction on the report counts no more; what was known the evening before stays readable."""
    first = told(TALIBAN, source="Reuters", speaker="residents")
    events = [first, correction(first)]
    assert holder(events, known_at=day(8)) == (TALIBAN, RuleId.INDEPENDENT_REPORT)
    assert holder(events) == holder(events[::-1]) == (GOVERNMENT, RuleId.OPENING)


def test_no_outlet_takes_back_for_another() -> None:
    """A second outlet's report stands after the first one is corrected; another's denial throws doubt on it."""
    first, second = told(TALIBAN, source="Reuters"), told(TALIBAN, source="AP")
    assert holder([first, second, correction(first)]) == (TALIBAN, RuleId.INDEPENDENT_REPORT)
    assert holder([first, correction(first, source="AP")]) == (GOVERNMENT, RuleId.CLAIM_DENIED)


def test_a_quoted_denial_and_a_retelling_take_nothing_back() -> None:
    """What somebody says in the same outlet is a contradiction, and a retelling speaks for no outlet."""
    first = told(TALIBAN, source="Reuters")
    assert holder([first, correction(first, source_original="officials")]) == (GOVERNMENT, RuleId.CLAIM_DENIED)
    retold = replace(first, retold=True)
    assert holder([retold, correction(retold, retold=True)]) == (GOVERNMENT, RuleId.CLAIM_DENIED)


def test_what_was_taken_back_is_kept() -> None:
    """The report and the correction stand side by side; a new report counts again, and the correction doubts it."""
    first = told(TALIBAN, source="Reuters")
    again = replace(first, event_id="again", recorded_at=end_of_day(day(10)), document_sha256="f" * 64)
    ledger = Ledger(opening())
    ledger.post([first, correction(first), again])
    assert [each.kind for each in find_disagreements(ledger)] == ["taken_back", "denied"]
    assert ledger.as_of(day(8), known_at=day(9), basis=ControlBasis.REPORTED)[KUNDUZ].side == GOVERNMENT
    assert ledger.as_of(day(8), basis=ControlBasis.REPORTED)[KUNDUZ].side == TALIBAN


@settings(deadline=None)
@given(st.permutations(range(6)), st.integers(8, 12))
def test_order_of_arrival_changes_nothing(order: list[int], known: int) -> None:
    """Ties and corrections included, what is settled and what was known do not depend on the order of arrival."""
    first, rival = told(TALIBAN, source="Reuters"), told(GOVERNMENT, source="Xinhua")
    late = report(Action.SEIZED, KUNDUZ, day(9), published=day(11))
    more = [correction(first), late, report(Action.CONTESTED, KUNDUZ, day(10)), told(TALIBAN, source="AP")]
    events = [first, rival, *more]
    ledgers = [Ledger(opening()), Ledger(opening())]
    ledgers[0].post(events)
    for index in order:
        ledgers[1].post([events[index]])
        ledgers[1].rows()
    assert ledgers[0].rows() == ledgers[1].rows()
    assert ledgers[0].as_of(day(8), known_at=day(known)) == ledgers[1].as_of(day(8), known_at=day(known))


def test_the_weaker_link_gives_the_reliability() -> None:
    """The speaker's credibility, the lower reliability of outlet and speaker; the ungraded stays at the bottom."""
    grades = read_grades()
    assert str(grades.grade("reuters", None)) == "B2"
    assert str(grades.grade("Reuters", "a Taliban spokesman")) == "D4"
    assert str(grades.grade("The Weekly Nobody", "residents")) == "F2"
    assert str(grades.grade(None, None)) == "F6"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[outlet]]\nnames = 3", "a list of names"),
        ('[[outlet]]\nnames = ["A"]\nreliability = "G"\ncredibility = 1\nreason = "x"', "from A to F"),
        ('[[outlet]]\nnames = ["A"]\nreliability = "A"\ncredibility = 7\nreason = "x"', "from 1 to 6"),
        ('[[speaker]]\nwords = ["A"]\nreliability = "A"\ncredibility = 1', "a reason"),
        ("[[outlet]", "TOML"),
    ],
)
def test_a_broken_table_of_grades_is_named(tmp_path: Path, text: str, words: str) -> None:
    """What is wrong with the file is said, with what was expected."""
    path = tmp_path / "sources.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=words):
        read_grades(path)


def test_data_sets_are_graded_under_the_labels_of_their_rows() -> None:
    """ACLED and UCDP GED have grades of their own; GDELT, which no person codes, has none."""
    table = read_grades()
    found = {name: str(table.grade(known_feed(name).label, None)) for name in ("acled", "ucdp", "gdelt")}
    assert found == {"acled": "B3", "ucdp": "B2", "gdelt": "F6"}
