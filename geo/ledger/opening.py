"""The opening state: who held what before the first report, read from a TOML file.

Knows the file's shape and checks it; knows nothing of reports. Refuses codes that are no province, sides that are
none, and a day that is no day. A unit that the file leaves out is unknown.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from geo.dates import FIRST_DAY, LAST_DAY, end_of_day, is_reckoned
from geo.errors import OpeningError
from geo.ledger.units import PROVINCE_UNITS, is_side, province_ids
from geo.toml_text import parse_toml
from geo.vocab import Unit

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Who held each unit of one kind at the end of `day` in Kabul.

    `holders` maps unit ids to sides. `denominator` is how many units of the kind there are, by the file's own word.
    """

    day: date
    unit: Unit
    holders: dict[str, str]
    source_title: str
    source_url: str | None = None
    source_note: str | None = None
    denominator: int | None = None

    @property
    def recorded_at(self) -> datetime:
        """The instant from which the opening state is known: the end of its day."""
        return end_of_day(self.day)


def read_opening(path: Path) -> Opening:
    """Read and check an opening state.

    `day` is an ISO day, `unit` a kind of unit (default provincial_capital), `[holders]` maps unit ids (ISO 3166-2
    codes for capitals and provinces) to sides, `[source]` has `title` and may have `url` and `note`.

    Raises:
        OpeningError: the file cannot be read as one, or contradicts itself.
    """
    try:
        table = parse_toml(path.read_text(encoding="utf-8"))
    except OSError as error:
        expected = f"an opening state at {path.name}"
        raise OpeningError(expected, error.strerror or "no such file", "Name a file, or 'none'.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        expected = f"TOML in {path.name}"
        raise OpeningError(expected, str(error), "Compare it with seeds/opening.toml.") from error
    source = table.get("source", {})
    if not isinstance(source, dict) or not source.get("title"):
        raise OpeningError("a [source] with a title in the opening state", repr(source), "Say who says so.")
    for name in ("title", "url", "note"):
        if not isinstance(source.get(name, ""), str):
            expected = f"words as {name} of the opening state's [source]"
            raise OpeningError(expected, repr(source[name]), f"Correct `{name}`.")
    unit = _unit(table.get("unit", Unit.PROVINCIAL_CAPITAL))
    holders = _holders(table.get("holders"), unit)
    return Opening(
        day=_day(table.get("day")),
        unit=unit,
        holders=holders,
        source_title=source["title"],
        source_url=source.get("url"),
        source_note=source.get("note"),
        denominator=_denominator(table.get("denominator"), unit, len(holders)),
    )


def check_opening(opening: Opening, first_document: date | None) -> None:
    """Refuse an opening state that is dated after the first document's publication day (None: no document has one).

    The same day is accepted: the reports of that day are then part of the opening state.

    Raises:
        OpeningError: the opening state comes too late to open anything.
    """
    if first_document is not None and opening.day > first_document:
        expected = f"an opening state of {first_document} or earlier, the day of the first document"
        raise OpeningError(expected, opening.day, "Take an older opening state, or leave out the older documents.")


def _day(value: Any) -> date:  # noqa: ANN401 - whatever the file holds
    got = "nothing" if value is None else repr(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        day, got = value, value.isoformat()
    else:
        try:
            day = date.fromisoformat(value)
        except (TypeError, ValueError) as error:
            raise OpeningError("a day such as 2021-08-05 in the opening state", got, "Set `day`.") from error
    if not is_reckoned(day):
        expected = f"a day from {FIRST_DAY} to {LAST_DAY} in the opening state"
        raise OpeningError(expected, got, "Correct `day`.")
    return day


def _unit(value: Any) -> Unit:  # noqa: ANN401 - whatever the file holds
    if isinstance(value, str) and value in set(Unit):
        return Unit(value)
    expected = f"one of {', '.join(Unit)} as the opening state's unit"
    raise OpeningError(expected, repr(value), "Set `unit`.")


def _holders(value: Any, unit: Unit) -> dict[str, str]:  # noqa: ANN401 - whatever the file holds
    if not isinstance(value, dict) or not value:
        raise OpeningError("a table [holders] in the opening state", repr(value), "Write unit id = side.")
    for unit_id, side in sorted(value.items()):
        if unit in PROVINCE_UNITS and unit_id not in province_ids():
            raise OpeningError("an ISO 3166-2 code of a province", repr(unit_id), "Write it like AF-KDZ.")
        if not isinstance(side, str) or not is_side(side):
            expected = f"a side for {unit_id}"
            raise OpeningError(expected, repr(side), "Sides are taliban, government, nrf, iskp or other:<name>.")
    return dict(sorted(value.items()))


def _denominator(value: Any, unit: Unit, named: int) -> int | None:  # noqa: ANN401 - whatever the file holds
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value < named:
        expected = f"a denominator of {named} or more, the number of holders"
        raise OpeningError(expected, repr(value), "Correct `denominator`.")
    if unit in PROVINCE_UNITS and value != len(province_ids()):
        expected = f"{len(province_ids())} as the denominator of {unit}"
        raise OpeningError(expected, value, "Correct `denominator`.")
    return value
