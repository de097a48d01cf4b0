"""A TOML table that says what the columns and codes of a feed mean, read into a `Feed`.

Every field takes certain types only: a date that is declared a whole number would be read as days since 1970. What
cannot be meant is refused in words, with the entry where it stands.
"""

from __future__ import annotations

from datetime import UTC, date, timedelta, timezone
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from geo.dates import KABUL
from geo.errors import UsageError
from geo.feeds.description import AFGHANISTAN, OWN, CellType, Column, DateRule, Feed, Layout, PlaceRule
from geo.vocab import EventType, PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import tzinfo
    from enum import StrEnum

HINT = "See docs/feeds.md for an example of such a table."
_WORDS = frozenset({CellType.TEXT, CellType.INTEGER})
_DAYS = frozenset({CellType.DAY, CellType.DAY_FIRST, CellType.EPOCH})
_WHOLE = frozenset({CellType.INTEGER})
FIELDS: Mapping[str, frozenset[CellType]] = {
    **dict.fromkeys(
        (
            "id", "date_code", "event_code", "sub_event_code", "actor", "actor_code", "recipient", "recipient_code",
            "country", "admin1", "admin2", "place_name", "place_id", "place_code", "source_original", "notes",
        ),
        _WORDS,
    ),
    **dict.fromkeys(("date", "date_end"), _DAYS),
    "recorded_at": frozenset({CellType.EPOCH}),
    **dict.fromkeys(("year", "day", "low", "high", "mentions"), _WHOLE),
    "month": _WORDS,
    "best": frozenset({CellType.INTEGER, CellType.FIGURE}),
    **dict.fromkeys(("longitude", "latitude"), frozenset({CellType.REAL})),
}  # fmt: skip
"""The fields that a column may become, each with the types that it may be declared with."""

_Word = TypeVar("_Word", bound="StrEnum")


def feed_of(content: Mapping[str, Any]) -> Feed:
    """The feed that a table describes.

    Raises:
        UsageError: Something in it cannot be meant.
    """
    columns = tuple(_column(each) for each in _tables(content.get("columns"), "columns"))
    _check_fields(columns)
    label = content.get("label")
    if not isinstance(label, str) or not label.strip():
        raise UsageError("a label that is text", _shown(label), HINT)
    first_day = content.get("first_day", date(1900, 1, 1))
    if type(first_day) is not date:
        raise UsageError("first_day as a day, as 1997-01-01", _shown(first_day), HINT)
    return Feed(
        feed_id=_text(content.get("id", OWN), "id"),
        label=label,
        title=_text(content.get("title", label), "title"),
        licence=_text(content.get("licence", "not stated"), "licence"),
        attribution=_text(content.get("attribution", f"Source: {label}"), "attribution"),
        citation=_text_or_none(content.get("citation"), "citation"),
        url=_text_or_none(content.get("url"), "url"),
        redistribute=_truth(content.get("redistribute", True), "redistribute"),
        ledger=_truth(content.get("ledger", False), "ledger"),
        is_aggregate=_truth(content.get("aggregate", False), "aggregate"),
        has_no_header=_truth(content.get("headless", False), "headless"),
        first_day=first_day,
        delimiters=_texts(content.get("delimiters", (",", ";", "\t")), "delimiters"),
        columns=columns,
        layouts=tuple(_layout(each) for each in _tables(content["layout"], "layout")) if "layout" in content else (),
        afghanistan=_texts(content.get("afghanistan", AFGHANISTAN), "afghanistan"),
        tags={code: _word(EventType, tag, f"tags.{code}") for code, tag in _table(content, "tags").items()},
        dates={code: _word(DateRule, rule, f"dates.{code}") for code, rule in _table(content, "dates").items()},
        places={code: _place_rule(code, rule) for code, rule in _table(content, "places").items()},
        labels={code: _text(words, f"labels.{code}") for code, words in _table(content, "labels").items()},
        deleted=_texts(content.get("deleted", ()), "deleted"),
        decimal_mark=_decimal_mark(content.get("decimal", ".")),
        time_zone=_time_zone(content.get("time_zone")),
    )


def _layout(row: Mapping[str, Any]) -> Layout:
    return Layout(
        name=_text(row.get("name"), "the name of a layout"),
        columns=_texts(row.get("columns"), "the columns of a layout"),
        refused=_text_or_none(row.get("refused"), "refused of a layout"),
    )


def _column(row: Mapping[str, Any]) -> Column:
    name = row.get("name")
    if not isinstance(name, str) or not name.strip():
        raise UsageError("a name for each of the columns", _shown(name), HINT)
    return Column(
        name=name,
        type=_word(CellType, row.get("type", CellType.TEXT.value), f"the type of column {name}"),
        field=_text_or_none(row.get("field"), f"the field of column {name}"),
        required=_truth(row.get("required", False), f"required of column {name}"),
        low=_number(row.get("low"), name),
        high=_number(row.get("high"), name),
        words=_texts(row.get("words", ()), f"words of column {name}"),
        also=_texts(row.get("also", ()), f"also of column {name}"),
    )


def _check_fields(columns: Sequence[Column]) -> None:
    fields = [each.field for each in columns if each.field]
    unknown = sorted(set(fields) - set(FIELDS))
    if unknown:
        expected = f"fields among {', '.join(sorted(FIELDS))}"
        raise UsageError(expected, ", ".join(unknown), HINT)
    twice = sorted({each for each in fields if fields.count(each) > 1})
    if twice:
        raise UsageError("each field once", f"twice {', '.join(twice)}", HINT)
    for each in columns:
        if each.field and each.type not in FIELDS[each.field]:
            types = " or ".join(sorted(FIELDS[each.field]))
            expected = f"the column {each.name} to be of type {types}, as its field is {each.field}"
            raise UsageError(expected, each.type.value, HINT)
    if ("longitude" in fields) != ("latitude" in fields):
        raise UsageError("longitude and latitude together, or neither", "one of the two", HINT)
    if "date" in fields and {"year", "month", "day"} & set(fields):
        raise UsageError("a date in one column, or in year, month and day", "both", HINT)
    missing = [] if "event_code" in fields else ["event_code"]
    if not {"date", "year"} & set(fields):
        missing.append("date (or year)")
    if missing:
        raise UsageError("columns for a date and an event_code", f"none for {' and '.join(missing)}", HINT)


def _place_rule(code: str, rule: object) -> PlaceRule:
    if not isinstance(rule, dict):
        expected = f'{{ precision = "settlement" }} for places.{code}'
        raise UsageError(expected, _shown(rule), HINT)
    uncertainty_m = rule.get("uncertainty_m")
    if uncertainty_m is not None and (not isinstance(uncertainty_m, int) or uncertainty_m <= 0):
        expected = f"whole metres above 0 as uncertainty_m of places.{code}"
        raise UsageError(expected, _shown(uncertainty_m), HINT)
    return PlaceRule(
        precision=_word(PlacePrecision, rule.get("precision"), f"the precision of places.{code}"),
        uncertainty_m=uncertainty_m,
    )


def _decimal_mark(value: object) -> str:
    if value not in {".", ","}:
        raise UsageError("decimal as a point or a comma", _shown(value), HINT)
    return str(value)


def _time_zone(value: object) -> tzinfo:
    """A zone by its name, or by its hours and minutes ahead of UTC; Kabul's where none is said."""
    if value is None:
        return KABUL
    text = str(value).strip()
    if text.upper() in {"UTC", "Z"}:
        return UTC
    try:
        if text[:1] in {"+", "-"}:
            hours, _, minutes = text[1:].partition(":")
            ahead = timedelta(hours=int(hours), minutes=int(minutes or 0))
            return timezone(ahead if text[0] == "+" else -ahead)
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageError("time_zone as UTC, +04:30 or a name like Asia/Kabul", _shown(value), HINT) from error


def _number(value: object, column: str) -> float | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        expected = f"numbers as low and high of column {column}"
        raise UsageError(expected, _shown(value), HINT)
    return value


def _text_or_none(value: object, where: str) -> str | None:
    if value is not None and not isinstance(value, str):
        expected = f"words for {where}"
        raise UsageError(expected, _shown(value), HINT)
    return value


def _text(value: object, where: str) -> str:
    return _text_or_none("" if value is None else value, where) or ""


def _truth(value: object, where: str) -> bool:
    if not isinstance(value, bool):
        expected = f"true or false for {where}"
        raise UsageError(expected, _shown(value), HINT)
    return value


def _word(kind: type[_Word], value: object, where: str) -> _Word:
    known = [each.value for each in kind]
    if value not in known:
        expected = f"for {where} one of {', '.join(known)}"
        raise UsageError(expected, _shown(value), HINT)
    return kind(value)


def _texts(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) and each for each in value):
        expected = f"a list of texts for {where}"
        raise UsageError(expected, _shown(value), HINT)
    return tuple(value)


def _table(content: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = content.get(name, {})
    if not isinstance(value, dict):
        expected = f"a table [{name}]"
        raise UsageError(expected, _shown(value), HINT)
    return value


def _tables(value: object, name: str) -> Iterable[Mapping[str, Any]]:
    if not isinstance(value, list) or not value or not all(isinstance(each, dict) for each in value):
        expected = f'a list of {name}, each as {{ name = "Date", type = "day", field = "date" }}'
        raise UsageError(expected, "none" if value is None else _shown(value), HINT)
    return value


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return repr(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "an empty list" if not value else "a list of something else"
    return value.isoformat() if isinstance(value, date) else str(value)
