"""What is said of a feed: its columns and their types, its layouts, what its codes mean, and whose it is.

Knows records and closed lists; `geo.feeds.mapping` makes them of a TOML table, `geo.feeds.catalogue` names those that
are known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from geo.dates import KABUL

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, tzinfo

    from geo.vocab import EventType, PlacePrecision

OWN = "csv"
"""The id of a feed that a user describes."""
CONTROL = "control"
"""The id of a table of who holds what."""
HXL = "hxl"
"""The table of columns of a table that HXL tags describe."""
AFGHANISTAN = (
    "Afghanistan", "Islamic Republic of Afghanistan", "Islamic Emirate of Afghanistan", "AFG", "AF", "700", "4", "004",
)  # fmt: skip
"""What a country column says for Afghanistan, in any case: its names, ISO 3166-1 (alpha-3, alpha-2, number) and 700,
its number in UCDP and in Gleditsch and Ward's list of states."""


class CellType(StrEnum):
    """What a column holds; cells that do not are faults."""

    TEXT = "text"
    INTEGER = "integer"
    REAL = "real"
    DAY = "day"
    DAY_FIRST = "day_first"
    EPOCH = "epoch"
    FIGURE = "figure"


class DateRule(StrEnum):
    """How a row's date becomes a span: the day, the week or month around it, or the span that the row itself gives."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SPAN = "span"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the source: its type, the field that it becomes, and the values it may have (ends inclusive).

    `also` are other names of it: those of older layouts, or its HXL tags.
    """

    name: str
    type: CellType
    field: str | None = None
    required: bool = False
    low: float | None = None
    high: float | None = None
    words: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


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
    are the words of the country column that mean Afghanistan, in any case. `decimal_mark` parts the fraction of a
    number, `time_zone` is that of a time without one. `deleted` names the id and the instant in the feed's list of
    deleted rows, where it has one.
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
    decimal_mark: str = "."
    time_zone: tzinfo = KABUL
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
