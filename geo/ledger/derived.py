"""The derived tables of the ledger's file: what follows from the evidence, laid out for QGIS and other readers.

Knows how a ledger's rows stand in the file and changes only what differs, in the caller's transaction, so that at every
commit they say what the evidence of that commit says. Of these tables only what is kept of the reports and denials of a
unit is ever read to settle it, and only where it was written by these rules and this code.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.dates import KABUL
from geo.files import reference_file
from geo.gazetteer.table import default_gazetteer
from geo.ledger.geopackage import extent_of, multipolygon_blob, note_extent, point_blob
from geo.ledger.grades import read_grades
from geo.ledger.kept import pack, unpack_denial, unpack_report
from geo.ledger.reports import Report
from geo.ledger.schema import DERIVED
from geo.ledger.units import PROVINCE_UNITS, province_ids, unit_words
from geo.ledger.versions import Standing
from geo.vocab import ControlBasis, ControlState, Unit

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from geo.ledger.book import Ledger
    from geo.ledger.grades import GradeTable
    from geo.ledger.reports import Denial
    from geo.ledger.units import UnitKey
    from geo.model import Control

_CONTROL = (
    "INSERT INTO control (geom, control_id, unit, unit_id, name, basis, side, state, valid_from, valid_to, "
    "recorded_at, superseded_at, rule, evidence_count, explanation) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_REPORT = (
    "INSERT INTO reports (event_id, sha256, recorded_at, unit, unit_id, change, mover, loser, day, first_day, footing, "
    "historical, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_DENIAL = (
    "INSERT INTO denials (event_id, sha256, recorded_at, unit, unit_id, change, mover, denier, day, record) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
Written = tuple[str | None, list[str]]
"""A row in the file: when it was superseded, and its evidence."""


def utc_text(instant: datetime) -> str:
    """An instant as GeoPackage writes it.

    >>> from geo.dates import end_of_day
    >>> from datetime import date
    >>> utc_text(end_of_day(date(2021, 8, 8)))
    '2021-08-08T19:29:59.000Z'
    """
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{instant.microsecond // 1000:03d}Z"


def derivation_mark(grades: GradeTable | None = None) -> str:
    """A sum over the rules, the grades and the code that settle; where it differs, the derived tables are written anew.

    `grades` are those of the ledger (default: the bundled ones). Only what they say counts, not the file's name.
    """
    return hashlib.sha256(f"{_code_mark()} {(grades or read_grades()).mark}".encode()).hexdigest()


@cache
def _code_mark() -> str:
    digest = hashlib.sha256(reference_file("settling.toml").read_bytes())
    digest.update(reference_file("reasons.toml").read_bytes())
    digest.update(reference_file("countries/afg/sides.toml").read_bytes())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_current(connection: sqlite3.Connection, grades: GradeTable | None = None) -> bool:
    """Whether the derived tables were written by these rules and grades and this code."""
    found = connection.execute("SELECT value FROM derivation WHERE name = 'mark'").fetchone()
    return found is not None and found[0] == derivation_mark(grades)


def rebuild_derived(connection: sqlite3.Connection, ledger: Ledger) -> None:
    """Write all derived tables anew."""
    for name in DERIVED:
        connection.execute(f"DELETE FROM {name}")  # noqa: S608 - names of our own
    for unit_id, fixed in _provinces().items():
        connection.execute(
            "INSERT INTO provinces (geom, iso_3166_2, pcode, name, capital) VALUES (?, ?, ?, ?, ?)",
            (fixed["geom"], unit_id, fixed["pcode"], fixed["name"], fixed["capital"]),
        )
    for key in ledger.spoken_of():
        add_readings(connection, (*ledger.reports(*key), *ledger.denials(*key)))
    # The opening state names units that no report does.
    update_control(connection, ledger, {*ledger.units(), *((Unit.PROVINCIAL_CAPITAL, each) for each in province_ids())})
    note_extent(connection, "provinces", _extent())
    note_extent(connection, "control", _extent())
    connection.execute("INSERT INTO derivation (name, value) VALUES ('mark', ?)", (derivation_mark(ledger.grades),))


def add_readings(connection: sqlite3.Connection, readings: Iterable[Report | Denial]) -> None:
    """Append how events were read."""
    for each in readings:
        recorded_at, sha256, _, event_id = each.order
        named = (event_id, sha256, utc_text(recorded_at), each.unit, each.unit_id, each.change, each.mover)
        if isinstance(each, Report):
            told = (each.loser, _iso(each.day), _iso(each.first_day), each.footing, int(each.historical))
            connection.execute(_REPORT, (*named, *told, pack(each)))
        else:
            connection.execute(_DENIAL, (*named, each.denier, _iso(each.day), pack(each)))


def read_readings(connection: sqlite3.Connection, key: UnitKey) -> list[Report | Denial] | None:
    """How the events of a unit were read, from tables that are current (`is_current`); the last written last.

    None where what was kept cannot be read: the evidence then has to be.
    """
    statement = "SELECT record FROM {} WHERE unit = ? AND unit_id = ? ORDER BY fid"
    found: list[Report | Denial] = []
    for table, unpack in (("reports", unpack_report), ("denials", unpack_denial)):
        try:
            found += [unpack(line) for (line,) in connection.execute(statement.format(table), key)]
        except (ValueError, KeyError, TypeError):
            return None
    return found


def rewrite_readings(connection: sqlite3.Connection, ledger: Ledger, touched: Iterable[UnitKey]) -> None:
    """Write anew how the events of some units were read: a version, a reading or a decision has changed them."""
    for unit, unit_id in sorted(touched):
        for table in ("reports", "denials"):
            connection.execute(f"DELETE FROM {table} WHERE unit = ? AND unit_id = ?", (unit, unit_id))  # noqa: S608
        add_readings(connection, (*ledger.reports(unit, unit_id), *ledger.denials(unit, unit_id)))


def standing_of(control_id: str, said: Sequence[Any], evidence: Iterable[str]) -> Standing:
    """A row as it is written: when it was recorded, the side, the state, both days and the rule.

    Raises:
        ValueError, TypeError: It is damaged.
    """
    recorded_at, side, state, first, end, rule = said
    until = date.fromisoformat(end) if end is not None else None
    recorded = datetime.fromisoformat(recorded_at).astimezone(KABUL)
    return Standing(control_id, recorded, (side, state, date.fromisoformat(first), until, rule), tuple(evidence))


def update_control(connection: sqlite3.Connection, ledger: Ledger, touched: Iterable[UnitKey]) -> None:
    """Bring the rows of the units named up to what the ledger says; other rows stay as they are."""
    for unit, unit_id in sorted(touched):
        rows = ledger.rows_of(unit, unit_id)
        written = _written(connection, "unit = ? AND unit_id = ?", (unit, unit_id))
        take_away(connection, written.keys() - {row.control_id for row in rows})
        for row in rows:
            write_row(connection, row, written.get(row.control_id))
        if unit is Unit.PROVINCIAL_CAPITAL:
            show_holder(connection, unit_id, rows, is_whole=True)


def take_away(connection: sqlite3.Connection, control_ids: Iterable[str]) -> None:
    """Remove rows that the ledger does not have."""
    for control_id in sorted(control_ids):
        connection.execute("DELETE FROM control WHERE control_id = ?", (control_id,))
        connection.execute("DELETE FROM control_evidence WHERE control_id = ?", (control_id,))


def written_rows(connection: sqlite3.Connection, control_ids: Iterable[str]) -> dict[str, Written]:
    """What stands in the file of some rows, by control id; of those that do not, nothing."""
    named = json.dumps(sorted(set(control_ids)))
    return _written(connection, "control_id IN (SELECT value FROM json_each(?))", (named,))


def _written(connection: sqlite3.Connection, where: str, given: Sequence[str]) -> dict[str, Written]:
    """What stands in the file of some rows, by control id."""
    rows = connection.execute(f"SELECT control_id, superseded_at FROM control WHERE {where}", given)  # noqa: S608 - ours
    written: dict[str, Written] = {control_id: (superseded, []) for control_id, superseded in rows}
    links = connection.execute(
        "SELECT control_id, event_id FROM control JOIN control_evidence USING (control_id) "  # noqa: S608 - our words
        f"WHERE {where} ORDER BY control_id, position",
        given,
    )
    for control_id, event_id in links:
        written[control_id][1].append(event_id)
    return written


def write_row(connection: sqlite3.Connection, row: Control, written: Written | None) -> None:
    """Write a row, or what is new of one that stands in the file as `written`."""
    superseded = utc_text(row.superseded_at) if row.superseded_at else None
    evidence = list(row.evidence)
    if written == (superseded, evidence):
        return
    if written is None:
        said = (row.basis, row.side, row.state, _iso(row.valid_from), _iso(row.valid_to), utc_text(row.recorded_at))
        name = unit_words(row.unit, row.unit_id)
        where = (_seat(row.unit, row.unit_id), row.control_id, row.unit, row.unit_id, name)
        connection.execute(_CONTROL, (*where, *said, superseded, row.rule, len(evidence), row.explanation))
    else:
        connection.execute(
            "UPDATE control SET superseded_at = ?, evidence_count = ? WHERE control_id = ?",
            (superseded, len(evidence), row.control_id),
        )
    start = len(written[1]) if written else 0
    if written and evidence[:start] != written[1]:  # a document that came in late, but was published early
        connection.execute("DELETE FROM control_evidence WHERE control_id = ?", (row.control_id,))
        start = 0
    links = [(row.control_id, place, evidence[place]) for place in range(start, len(evidence))]
    connection.executemany("INSERT INTO control_evidence (control_id, position, event_id) VALUES (?, ?, ?)", links)


def show_holder(connection: sqlite3.Connection, unit_id: str, rows: Iterable[Control], *, is_whole: bool) -> None:
    """The latest known state of a capital, on its province; of rows that are not all, only what they change."""
    latest = {row.basis: row for row in rows if row.superseded_at is None and row.valid_to is None}
    columns: dict[str, str | None] = {}
    for basis in ControlBasis:
        row = latest.get(basis)
        if row is None and not is_whole:
            continue
        columns |= {
            f"{basis}_side": row.side if row else None,
            f"{basis}_state": row.state if row else ControlState.UNKNOWN,
            f"{basis}_since": _iso(row.valid_from) if row else None,
            f"{basis}_rule": row.rule if row else None,
            f"{basis}_explanation": row.explanation if row else None,
        }
    if not columns:
        return
    names = ", ".join(f"{name} = ?" for name in columns)
    statement = f"UPDATE provinces SET {names} WHERE iso_3166_2 = ?"  # noqa: S608 - names of our own
    connection.execute(statement, (*columns.values(), unit_id))


@cache
def _seat(unit: Unit, unit_id: str) -> bytes | None:
    """The point of a unit, as the gazetteer has it; None for a place that it does not know."""
    gazetteer = default_gazetteer()
    if unit in PROVINCE_UNITS:
        entry = gazetteer.capital(unit_id) if unit is Unit.PROVINCIAL_CAPITAL else gazetteer.province(unit_id)
    else:
        entry = gazetteer.entry(unit_id)
    return point_blob(entry.longitude, entry.latitude) if entry else None


@cache
def _shapes() -> dict[str, dict[str, Any]]:
    text = reference_file("boundaries/afg_admin1.geojson").read_text(encoding="utf-8")
    return {feature["properties"]["iso_3166_2"]: feature for feature in json.loads(text)["features"]}


@cache
def _provinces() -> dict[str, dict[str, Any]]:
    return {
        unit_id: feature["properties"] | {"geom": multipolygon_blob(feature["geometry"])}
        for unit_id, feature in sorted(_shapes().items())
    }


@cache
def _extent() -> tuple[float, float, float, float]:
    found = []
    for feature in _shapes().values():
        given = feature["geometry"]["coordinates"]
        found.append(extent_of([given] if feature["geometry"]["type"] == "Polygon" else given))
    wests, souths, easts, norths = zip(*found, strict=True)
    return min(wests), min(souths), max(easts), max(norths)


def _iso(day: Any) -> str | None:  # noqa: ANN401 - a day or None
    return day.isoformat() if day is not None else None
