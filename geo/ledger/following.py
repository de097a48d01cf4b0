"""News of a unit in the ledger's file are settled from the day on that they change, not from the unit's first report.

Knows SQL and which rows stood just before the news. Begins at the last mark that lies before all that the news change
in valid time and in ledger time, with the reports since then; whatever is published later is taken in again behind the
news. Refuses what is not plain: with denials, decisions, versions or changes of the past a unit has no marks, and is
settled as a whole (`geo.ledger.at_hand`). Writes within the caller's transaction.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from geo.dates import KABUL
from geo.ledger.counting import is_plain
from geo.ledger.day_marks import lowest_day, next_mark, pack_base, to_drop, unpack_base
from geo.ledger.derived import show_holder, standing_of, take_away, utc_text, write_row, written_rows
from geo.ledger.kept import unpack_report
from geo.ledger.reports import Report
from geo.ledger.timeline import BelowFloorError
from geo.ledger.votes import SAME_CHANGE
from geo.vocab import ControlBasis, Unit

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from geo.ledger.book import Ledger
    from geo.ledger.day_marks import Mark
    from geo.ledger.reports import Denial
    from geo.ledger.rows import RowWriter, Writing
    from geo.ledger.units import UnitKey
    from geo.model import Control

_FIRST = "0001-01-01"
_MARK = "fid, floor, known, before, base, sha256"
_OF_UNIT = "unit = ? AND unit_id = ?"
_ROWS = (
    "SELECT control_id, recorded_at, superseded_at, side, state, valid_from, valid_to, rule FROM control "
    "WHERE unit = ? AND unit_id = ? AND basis = ? AND valid_from >= ? "
    "AND (superseded_at IS NULL OR superseded_at >= ?) ORDER BY valid_from"
)


class _Kept(NamedTuple):
    """A mark as it is written: its row, the day, since when it is known, and the base still packed."""

    fid: int
    floor: str
    known: str
    before: int
    base: str
    sha256: str

    def check(self, key: UnitKey, basis: ControlBasis) -> None:
        """See that it is as it was written.

        Raises:
            ValueError: It is damaged.
        """
        if _sum(key, basis, self.floor, self.known, self.before, self.base) != self.sha256:
            raise ValueError(self.fid)


class _Followed(NamedTuple):
    """One layer after the news: from which mark it was settled, and the file's rows that stood then and since."""

    mark: _Kept
    writing: Writing
    stood: list[str]
    later: list[str]


def replace_marks(connection: sqlite3.Connection, ledger: Ledger, key: UnitKey) -> None:
    """Write the marks of a unit that was settled as a whole; none where it is not plain."""
    connection.execute("DELETE FROM settling_marks WHERE unit = ? AND unit_id = ?", key)
    for basis, marks in ledger.marks_of(key).items():
        for each in marks:
            _insert(connection, key, basis, each)


def untrue_marks(connection: sqlite3.Connection, ledger: Ledger) -> int:
    """How many marks are damaged, or are not what a ledger gives that was settled from all the evidence."""
    count = 0
    for unit, unit_id, layer, *row in connection.execute(f"SELECT unit, unit_id, basis, {_MARK} FROM settling_marks"):  # noqa: S608
        mark = _Kept(*row)
        try:
            key, basis = (Unit(unit), unit_id), ControlBasis(layer)
            mark.check(key, basis)
            base = unpack_base(mark.floor, mark.base)
            is_true = bool(ledger.marks_of(key)) and mark.base == pack_base(
                base and ledger.base_at(key, basis, base.floor)
            )
        except (ValueError, KeyError, TypeError):
            is_true = False
        count += not is_true
    return count


def follow(connection: sqlite3.Connection, ledger: Ledger, key: UnitKey, news: Sequence[Report | Denial]) -> bool:
    """Bring the rows of a unit up with the news of one document, which the tables hold already; whether it could.

    `ledger` gives the terms; what it holds plays no part. Where the answer is no, nothing was written.
    """
    reports = [each for each in news if isinstance(each, Report) and is_plain(each) and not each.historical]
    if len(reports) < len(news):
        return False
    instant = utc_text(news[0].order[0])
    if ledger.opening is not None and instant <= utc_text(ledger.opening.recorded_at):
        return False
    found: list[_Followed] = []
    try:
        later = _unpacked(connection, key, "recorded_at >= ?", instant)
        for basis in ControlBasis:
            followed = _follow(connection, ledger.writer(key, basis), later, instant)
            if followed is None:
                return False
            found.append(followed)
    except (ValueError, KeyError, TypeError):  # what was kept cannot be read
        return False
    own = {each.event_id for each in reports}
    is_last = all(each.event_id in own for each in later)
    _write(connection, key, found, instant if is_last else None)
    for each in found:
        _keep_marks(connection, key, each, later, instant if not is_last else None)
    return True


def _follow(
    connection: sqlite3.Connection, writer: RowWriter, later: Sequence[Report], instant: str
) -> _Followed | None:
    """Settle one layer from the last mark that fits; None where none does."""
    where = (*writer.key, writer.layer.basis)
    lowest = lowest_day(later, SAME_CHANGE).isoformat()
    marks = connection.execute(
        f"SELECT {_MARK} FROM settling_marks WHERE {_OF_UNIT} AND basis = ? "  # noqa: S608 - ours
        "AND floor <= ? AND known < ? ORDER BY floor DESC",
        (*where, lowest, instant),
    )
    for row in marks:
        mark = _Kept(*row)
        mark.check(writer.key, writer.layer.basis)
        try:
            return _begin_at(connection, writer, mark, later, instant)
        except BelowFloorError:
            continue
    return None


def _begin_at(
    connection: sqlite3.Connection, writer: RowWriter, mark: _Kept, later: Sequence[Report], instant: str
) -> _Followed | None:
    """Settle one layer from a mark; None where the rows of the file are not what the reports give.

    Raises:
        BelowFloorError: The news change days before the mark.
    """
    base = unpack_base(mark.floor, mark.base)
    known = _unpacked(connection, writer.key, "day >= ? AND recorded_at < ?", _reach(connection, writer, mark), instant)
    start = _FIRST if base is None else (base.course.since or base.floor).isoformat()
    stood, after = [], []
    rows = connection.execute(_ROWS, (*writer.key, writer.layer.basis, start, instant)).fetchall()
    written = written_rows(connection, [row[0] for row in rows])
    for control_id, recorded_at, _, *said in rows:
        if recorded_at < instant:
            stood.append(standing_of(control_id, (recorded_at, *said), written[control_id][1]))
        else:
            after.append(control_id)
    writing = writer.resume(base, known, stood)
    if writing is None:
        return None
    writing.take(later)
    return _Followed(mark, writing, [each.control_id for each in stood], after)


def _reach(connection: sqlite3.Connection, writer: RowWriter, mark: _Kept) -> str:
    """The first day of the reports that are needed from a mark on: those of a span look for what they retell in it."""
    if not mark.base:
        return _FIRST
    ((first,),) = connection.execute(
        f"SELECT min(first_day) FROM reports WHERE {_OF_UNIT} AND day >= ?",  # noqa: S608 - our words
        (*writer.key, mark.floor),
    )
    return min(mark.floor, first or mark.floor)


def _unpacked(connection: sqlite3.Connection, key: UnitKey, condition: str, *given: str) -> list[Report]:
    """Some reports of a unit, each once; of two that are the same the first to come."""
    rows = connection.execute(
        f"SELECT record FROM reports WHERE {_OF_UNIT} AND {condition} ORDER BY fid",  # noqa: S608 - our words
        (*key, *given),
    )
    found: dict[object, Report] = {}
    for (line,) in rows:
        each = unpack_report(line)
        found.setdefault(each.order, each)
    return list(found.values())


def _write(connection: sqlite3.Connection, key: UnitKey, followed: Iterable[_Followed], instant: str | None) -> None:
    """Write what has changed: rows that an instant has touched (None: any), in both layers."""
    since = datetime.fromisoformat(instant).astimezone(KABUL) if instant is not None else None
    shown: list[Control] = []
    for each in followed:
        rows = each.writing.history.rows(since)
        written = written_rows(connection, [*each.later, *(row.control_id for row in rows)])
        take_away(connection, written.keys() - {row.control_id for row in rows} - {*each.stood})
        for row in rows:
            write_row(connection, row, written.get(row.control_id))
        shown.extend(rows)
    if key[0] is Unit.PROVINCIAL_CAPITAL:
        show_holder(connection, key[1], shown, is_whole=instant is None)


def _keep_marks(
    connection: sqlite3.Connection, key: UnitKey, followed: _Followed, later: Sequence[Report], late_from: str | None
) -> None:
    """Drop the marks that the news have made untrue.

    With `late_from` other news of that instant or a later one were there, and marks that may know of them go as well.
    """
    basis = followed.writing.basis
    if late_from is not None:
        statement = f"DELETE FROM settling_marks WHERE {_OF_UNIT} AND basis = ? AND (floor > ? OR known >= ?)"  # noqa: S608
        connection.execute(statement, (*key, basis, followed.mark.floor, late_from))
    elif (changed := followed.writing.timeline.changed_from) is not None:
        statement = f"DELETE FROM settling_marks WHERE {_OF_UNIT} AND basis = ? AND floor > ?"  # noqa: S608 - our words
        connection.execute(statement, (*key, basis, changed.isoformat()))
    _set_mark(connection, key, followed, max(each.recorded_at for each in later))


def _set_mark(connection: sqlite3.Connection, key: UnitKey, followed: _Followed, known: datetime) -> None:
    """Set another mark once enough has come since the last one, and drop what is dispensable then."""
    mark, writing = followed.mark, followed.writing
    rows = connection.execute(
        f"SELECT fid, floor, before FROM settling_marks WHERE {_OF_UNIT} AND basis = ? ORDER BY floor DESC",  # noqa: S608
        (*key, writing.basis),
    ).fetchall()
    if rows[0][1] != mark.floor:
        return  # there is a later mark, from which news of later days begin
    following = next_mark(writing.timeline, mark.before, known, writing.opened_on)
    if following is None:
        return
    _insert(connection, key, writing.basis, following)
    total = mark.before + sum(count for _, count in writing.timeline.days())
    sizes = [total - following.before, *(total - before for _, _, before in rows)]
    for place in to_drop(sizes):
        connection.execute("DELETE FROM settling_marks WHERE fid = ?", (rows[place - 1][0],))


def _insert(connection: sqlite3.Connection, key: UnitKey, basis: ControlBasis, mark: Mark) -> None:
    floor = mark.base.floor.isoformat() if mark.base is not None else _FIRST
    known = utc_text(mark.known) if mark.known is not None else ""
    said = (floor, known, mark.before, pack_base(mark.base))
    connection.execute(
        "INSERT INTO settling_marks (unit, unit_id, basis, floor, known, before, base, sha256) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*key, basis, *said, _sum(key, basis, *said)),
    )


def _sum(*said: object) -> str:
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
