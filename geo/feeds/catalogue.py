"""The known feeds: their columns, the layouts of their files over the years, and what their codes mean here.

Knows the tables `data/feeds/*.toml`, where each codebook is cited, and a user's own table for a `csv` feed, which has
the same shape. Refuses to read a feed; what a file looks like is matched in `geo.feeds.layouts`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from geo.errors import UsageError
from geo.files import reference_file
from geo.vocab import EventType, PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FEEDS = ("acled", "ucdp", "gdelt")
"""The feeds that are known by name; any other table is `csv`, with a table of its columns."""
OWN = "csv"
FIELDS = frozenset(
    {
        "id", "date", "date_end", "date_code", "event_code", "sub_event_code", "actor", "actor_code", "recipient",
        "recipient_code", "country", "admin1", "admin2", "place_name", "place_id", "longitude", "latitude",
        "place_code", "source_original", "notes", "low", "best", "high", "mentions", "recorded_at",
    }
)  # fmt: skip
_HINT = "See data/feeds/acled.toml for an example of such a table."


class CellType(StrEnum):
    """What a column holds; cells that do not are faults."""

    TEXT = "text"
    INTEGER = "integer"
    REAL = "real"
    DAY = "day"
    DAY_FIRST = "day_first"
    EPOCH = "epoch"


class DateRule(StrEnum):
    """How a row's date becomes a span: the day, the week or month around it, or the span that the row itself gives."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SPAN = "span"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the source: its type, the field that it becomes, and the values it may have (ends inclusive)."""

    name: str
    type: CellType
    field: str | None = None
    required: bool = False
    low: float | None = None
    high: float | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The columns of a file in their order, under the name of the version; `refused` says why it is not read."""

    name: str
    columns: tuple[str, ...]
    refused: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRule:
    """What a feed's code for the precision of a place means; the radius in metres where it differs from ours."""

    precision: PlacePrecision
    uncertainty_m: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: who publishes it on which terms, how its files look, what its codes mean.

    `redistribute` says whether its rows may stand in an output that is passed on; `ledger` whether a row can move the
    ledger; `is_aggregate` that rows are counted only; `has_no_header` that files may come without one. `afghanistan`
    are the words of the country column that mean Afghanistan (none: every row is looked at). `deleted` names the id
    and the instant in the feed's list of deleted rows, where it has one.
    """

    feed_id: str
    label: str
    title: str
    licence: str
    attribution: str
    citation: str | None
    url: str | None
    redistribute: bool
    ledger: bool
    is_aggregate: bool
    has_no_header: bool
    first_day: date
    delimiters: tuple[str, ...]
    columns: tuple[Column, ...]
    layouts: tuple[Layout, ...]
    afghanistan: tuple[str, ...]
    tags: Mapping[str, EventType]
    dates: Mapping[str, DateRule]
    places: Mapping[str, PlaceRule]
    labels: Mapping[str, str]
    deleted: tuple[str, ...] = ()
    _by_field: Mapping[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the columns by the field that they become."""
        object.__setattr__(self, "_by_field", {each.field: each for each in self.columns if each.field})

    def column(self, name: str) -> Column | None:
        """The column that becomes a field, if the feed has one."""
        return self._by_field.get(name)

    @property
    def tag_field(self) -> str:
        """The field whose code decides the tag."""
        return "sub_event_code" if "sub_event_code" in self._by_field else "event_code"


@cache
def known_feed(feed_id: str) -> Feed:
    """A feed that is known by name.

    >>> known_feed("gdelt").is_aggregate, len(known_feed("gdelt").layouts[0].columns)
    (True, 61)

    Raises:
        UsageError: It is none of `FEEDS`.
    """
    if feed_id not in FEEDS:
        expected = f"one of the feeds {', '.join(FEEDS)}, {OWN}"
        raise UsageError(expected, repr(feed_id))
    return _read(reference_file(f"feeds/{feed_id}.toml"))


def own_feed(path: Path) -> Feed:
    """The feed of a user's own table: `path` is a TOML file of the same shape as those of the known feeds.

    It needs `label` and `columns`; without `attribution` the label stands there. Its rows may be passed on unless it
    says `redistribute = false`. Any file that has the required columns fits it.

    Raises:
        UsageError: The file is not there or is no such table.
    """
    if not path.is_file():
        raise UsageError("a TOML file that says what the columns mean", repr(str(path)), _HINT)
    return _read(path)


def all_feeds() -> tuple[Feed, ...]:
    """The known feeds, in the order of `FEEDS`."""
    return tuple(known_feed(each) for each in FEEDS)


def _read(path: Path) -> Feed:
    try:
        return _feed(tomllib.loads(path.read_text(encoding="utf-8")))
    except (
        OSError,
        UnicodeDecodeError,
        tomllib.TOMLDecodeError,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
    ) as error:
        if isinstance(error, UsageError):
            raise
        expected = f"a table of a feed's columns in {path.name}"
        raise UsageError(expected, f"{type(error).__name__}: {error}", _HINT) from error


def _feed(content: dict[str, Any]) -> Feed:
    columns = tuple(_column(each) for each in content["columns"])
    _check_fields(columns)
    label = content["label"]
    if not isinstance(label, str) or not label.strip():
        raise UsageError("a label that is text", repr(label), _HINT)
    return Feed(
        feed_id=str(content.get("id", OWN)),
        label=label,
        title=str(content.get("title", label)),
        licence=str(content.get("licence", "not stated")),
        attribution=str(content.get("attribution", f"Source: {label}")),
        citation=content.get("citation"),
        url=content.get("url"),
        redistribute=bool(content.get("redistribute", True)),
        ledger=bool(content.get("ledger", False)),
        is_aggregate=bool(content.get("aggregate", False)),
        has_no_header=bool(content.get("headless", False)),
        first_day=content.get("first_day", date(1900, 1, 1)),
        delimiters=tuple(content.get("delimiters", (",", ";", "\t"))),
        columns=columns,
        layouts=tuple(
            Layout(name=each["name"], columns=tuple(each["columns"]), refused=each.get("refused"))
            for each in content.get("layout", ())
        ),
        afghanistan=tuple(content.get("afghanistan", ())),
        tags={code: EventType(tag) for code, tag in content.get("tags", {}).items()},
        dates={code: DateRule(rule) for code, rule in content.get("dates", {}).items()},
        places={
            code: PlaceRule(precision=PlacePrecision(rule["precision"]), uncertainty_m=rule.get("uncertainty_m"))
            for code, rule in content.get("places", {}).items()
        },
        labels=dict(content.get("labels", {})),
        deleted=tuple(content.get("deleted", ())),
    )


def _column(row: dict[str, Any]) -> Column:
    return Column(
        name=row["name"],
        type=CellType(row["type"]),
        field=row.get("field"),
        required=bool(row.get("required", False)),
        low=row.get("low"),
        high=row.get("high"),
        words=tuple(row.get("words", ())),
    )


def _check_fields(columns: tuple[Column, ...]) -> None:
    fields = [each.field for each in columns if each.field]
    unknown = sorted(set(fields) - FIELDS)
    if unknown:
        expected = f"fields among {', '.join(sorted(FIELDS))}"
        raise UsageError(expected, ", ".join(unknown), _HINT)
    if ("longitude" in fields) != ("latitude" in fields):
        raise UsageError("longitude and latitude together, or neither", "one of the two", _HINT)
    twice = sorted({each for each in fields if fields.count(each) > 1})
    missing = sorted({"id", "date", "event_code"} - set(fields))
    if twice or missing:
        raise UsageError(
            "each field once, with id, date and event_code among them", f"twice {twice}, missing {missing}", _HINT
        )
