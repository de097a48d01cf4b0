"""News of a unit in a file are settled from a mark on: what comes out is what a clean run gives, whatever the order."""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geo.dates import KABUL, DateSpan
from geo.ledger import Ledger, day_marks, following
from geo.ledger.checking import find_damage
from geo.ledger.store import LedgerStore
from geo.vocab import Action, AssertionMode, DateBasis
from tests.ledger_documents import document_of
from tests.ledger_events import GOVERNMENT, NRF, TALIBAN, day, opening, report

if TYPE_CHECKING:
    from pathlib import Path

    from geo.model import Event
    from tests.ledger_documents import Made

UNITS = ("AF-KDZ", "AF-BAL")  # the opening state names the first alone
SIDES = (TALIBAN, GOVERNMENT, NRF)
DAYS = 70


def any_event(luck: random.Random, published: dt.datetime) -> Event:
    """Tell anything of one of two units: of a day, of days, of an open time before a day, in anybody's words."""
    action = luck.choices(list(Action), weights=[3 if each is Action.SEIZED else 1 for each in Action])[0]
    last = published.date() - dt.timedelta(days=luck.choice([0, 0, 0, 1, 1, 2, 3, 9, 30]))
    kind = luck.randrange(10)
    span, basis = DateSpan.of(last), DateBasis.STATED
    if kind < 3:
        span = DateSpan.of(last - dt.timedelta(days=luck.choice([1, 4, 12])), last)
    elif kind == 3:
        span, basis = DateSpan(date_start=None, date_end=last, date_prec=None, date_edtf=f"../{last}"), DateBasis.BOUND
    elif kind < 6:
        span, basis = DateSpan.of(published.date()), DateBasis.PUBLICATION
    side = luck.choice(SIDES)
    told = report(
        action,
        luck.choice(UNITS),
        span,
        taker=side if action is not Action.VACATED else None,
        loser=luck.choice([None, *SIDES]),
        by=luck.choice([None, None, side, *SIDES]),
        published=published,
    )
    return replace(told, date_basis=basis)


def made(seed: int, count: int) -> list[Made]:
    """Make documents over some weeks in the order of their arrival: most come as they are published, some late."""
    luck = random.Random(seed)  # noqa: S311 - a test's dice
    found = []
    for number in range(count):
        hours = number * 24 * DAYS // count
        published = dt.datetime.combine(day(1), dt.time(0), KABUL) + dt.timedelta(hours=hours // 12 * 12)
        events = [any_event(luck, published) for _ in range(luck.choice([1, 1, 2]))]
        late = luck.choice([0, 0, 0, 0, 1, 3, 30])
        found.append((number + late, document_of(events, f"{seed} {number} of {luck.randrange(5)}", published)))
    return [each for _, each in sorted(found, key=lambda each: each[0])]


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count from where each settling began; marks are set after few reports and days."""
    found: Counter[str] = Counter()
    begin_at = following._begin_at

    def spy(connection, writer, mark, later, instant):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        followed = begin_at(connection, writer, mark, later, instant)
        kind = "first" if not mark.base else "mark"
        found[kind if followed is not None else "differs"] += 1
        return followed

    monkeypatch.setattr(following, "_begin_at", spy)
    monkeypatch.setattr(day_marks, "LEAST_REPORTS", 3)
    monkeypatch.setattr(day_marks, "LEAST_DAYS", dt.timedelta(days=4))
    return found


def post_and_compare(path: Path, documents: list[Made], *, step: int) -> None:
    """Post documents over sessions of some each; after each the file is what a clean run gives."""
    state = opening(on=day(1))
    for start in range(0, len(documents), step):
        with LedgerStore(path, state) as store:
            for document, events, claims in documents[start : start + step]:
                assert store.post(document, events, claims)
        assert list(find_damage(path)) == []
    clean = Ledger(state)
    clean.post(event for _, events, _ in documents for event in events)
    with LedgerStore(path, state) as store:
        assert store.ledger.rows() == clean.rows()


@pytest.mark.parametrize("seed", range(4))
def test_news_are_settled_from_marks_as_from_the_first_report(tmp_path: Path, begun: Counter[str], seed: int) -> None:
    """Spans, bounds, claims and late documents included; the marks too are what all the evidence gives."""
    post_and_compare(tmp_path / "war.gpkg", made(seed, 90), step=15)
    assert begun["mark"] > 40
    assert begun["differs"] == 0


def test_a_denial_ends_the_marks_of_its_unit(tmp_path: Path, begun: Counter[str]) -> None:
    """What is not plain is settled as a whole; the other unit still begins from its marks."""
    path = tmp_path / "war.gpkg"
    documents = made(7, 60)
    published = dt.datetime.combine(day(20), dt.time(12), KABUL)
    denial = report(Action.SEIZED, "AF-KDZ", day(20), published=published, mode=AssertionMode.NEGATED)
    documents.insert(40, document_of([denial], "denial 1", published))
    post_and_compare(path, documents, step=61)
    with sqlite3.connect(path) as connection:
        assert {unit for (unit,) in connection.execute("SELECT unit_id FROM settling_marks")} == {"AF-BAL"}
    assert begun["mark"] > 10


@pytest.mark.parametrize("column", ["base", "known", "before", "floor"])
def test_a_damaged_mark_is_named_and_never_used(tmp_path: Path, begun: Counter[str], column: str) -> None:
    """`ledger check` counts it; the unit is then settled as a whole, and its marks are written anew."""
    path, state, documents = tmp_path / "war.gpkg", opening(on=day(1)), made(9, 40)
    with LedgerStore(path, state) as store:
        for each in documents[:39]:
            store.post(*each)
    with sqlite3.connect(path) as connection:
        connection.execute(f"UPDATE settling_marks SET {column} = '7' || substr({column}, 2)")  # noqa: S608
    assert [each.split(":")[0] for each in find_damage(path)] == ["settling_marks"]
    used = begun.total()
    touched = {each.unit_id for each in documents[39][1] if each.action}
    with LedgerStore(path, state) as store:
        store.post(*documents[39])
    assert begun.total() == used
    with sqlite3.connect(path) as connection:
        for unit in touched:
            connection.execute("DELETE FROM settling_marks WHERE unit_id != ?", (unit,))
    assert list(find_damage(path)) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4, 60))
def test_many_news_are_settled_from_marks_as_from_the_first_report(
    tmp_path: Path, begun: Counter[str], seed: int
) -> None:
    """The same, longer and more often."""
    post_and_compare(tmp_path / "war.gpkg", made(seed, 160), step=8)
    assert begun["differs"] == 0
