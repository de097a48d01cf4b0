"""Records as JSON and back, without loss: the form in which the ledger's file keeps its evidence.

Knows the shapes of `geo.model` from their own annotations, so a field that is added there with a default can be read
from older files. Refuses to decide anything, and reads members that it does not know as if they were not there.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import types
import typing
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from geo import coords, dates, decision, errors, model, provenance, vocab
from geo.dates import KABUL

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from _typeshed import DataclassInstance

    R = TypeVar("R", bound=DataclassInstance)
else:
    R = TypeVar("R")

_NAMES = {
    **vars(coords),
    **vars(dates),
    **vars(errors),
    **vars(vocab),
    **vars(model),
    **vars(decision),
    **vars(provenance),
}


def encode(record: DataclassInstance) -> str:
    r"""A record as one line of JSON, members in the order of its fields; what equals its default is left out.

    Days and instants are ISO 8601, enumerations their value, tuples arrays. A lone surrogate is kept as its escape.

    >>> from geo.model import Quote
    >>> encode(Quote(exact="It fell.", start=4, end=12))
    '{"exact":"It fell.","start":4,"end":12}'
    """
    text = json.dumps(_plain(record), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(_plain(record), allow_nan=False, separators=(",", ":"))
    return text


def decode(kind: type[R], text: str) -> R:
    """The record that `encode` wrote; instants are given in Kabul's time.

    >>> from geo.model import Quote
    >>> decode(Quote, '{"exact":"It fell.","start":4,"end":12}')
    Quote(exact='It fell.', prefix='', suffix='', start=4, end=12)
    """
    found: R = _record(kind, json.loads(text))
    return found


def _plain(value: Any) -> Any:  # noqa: ANN401 - any part of a record
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _plain(part)
            for field in dataclasses.fields(value)
            if (part := getattr(value, field.name)) != field.default or field.default is dataclasses.MISSING
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    return value


def _record(kind: type[Any], found: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any record
    wanted = _fields(typing.cast("Hashable", kind))
    return kind(**{name: _value(wanted[name], value) for name, value in found.items() if name in wanted})


@cache
def _fields(kind: Hashable) -> dict[str, Any]:
    assert isinstance(kind, type)
    hints = typing.get_type_hints(kind, localns={**_NAMES, "date": dt.date, "datetime": dt.datetime})
    return {field.name: hints[field.name] for field in dataclasses.fields(kind) if field.init}


def _value(hint: Any, value: Any) -> Any:  # noqa: ANN401 - any annotation, any part of a record
    """A JSON value in the type that an annotation names."""
    if value is None:
        return None
    origin = typing.get_origin(hint)
    if origin in {types.UnionType, typing.Union}:
        (alone,) = (each for each in typing.get_args(hint) if each is not types.NoneType)
        return _value(alone, value)
    if origin is tuple:
        first, *others = typing.get_args(hint)
        parts = [first] * len(value) if others == [Ellipsis] else [first, *others]
        return tuple(_value(part, each) for part, each in zip(parts, value, strict=True))
    if origin is not None or not isinstance(hint, type):
        return value
    return _record(hint, value) if dataclasses.is_dataclass(hint) else _scalar(hint, value)


def _scalar(hint: type[Any], value: Any) -> Any:  # noqa: ANN401 - a day, an instant, an enumeration, or plain JSON
    if issubclass(hint, dt.datetime):
        return dt.datetime.fromisoformat(value).astimezone(KABUL)
    if issubclass(hint, dt.date):
        return dt.date.fromisoformat(value)
    return hint(value) if issubclass(hint, Enum) else value
