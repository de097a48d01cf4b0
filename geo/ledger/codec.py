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
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeVar

from geo import coords, dates, decision, errors, model, provenance, vocab
from geo.dates import KABUL
from geo.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

    from _typeshed import DataclassInstance

    R = TypeVar("R", bound=DataclassInstance)
    _Reader = Callable[[Any], Any]
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

_UNKNOWN: Any = object()
"""Stands for what reads a member that this version does not know."""


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

    Raises:
        LedgerError: The text is no such record: what it was read from is damaged.
    """
    try:
        found: R = _record(kind, json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        hint = "`conflictmap ledger check FILE` names what is damaged in a ledger."
        expected = f"a whole record of {kind.__name__}"
        raise LedgerError(expected, "a damaged one", hint) from error
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
    readers = _readers(typing.cast("Hashable", kind))
    return kind(
        **{
            name: value if value is None or reader is None else reader(value)
            for name, value in found.items()
            if (reader := readers.get(name, _UNKNOWN)) is not _UNKNOWN
        }
    )


@cache
def _readers(kind: Hashable) -> Mapping[str, _Reader | None]:
    """What makes each member of a record from its JSON; None where that is the value itself."""
    assert isinstance(kind, type)
    hints = typing.get_type_hints(kind, localns={**_NAMES, "date": dt.date, "datetime": dt.datetime})
    return {field.name: _reader(hints[field.name]) for field in dataclasses.fields(kind) if field.init}


def _reader(hint: Any) -> _Reader | None:  # noqa: ANN401 - any annotation
    """What makes the type that an annotation names from a JSON value; worked out once, used a million times."""
    origin = typing.get_origin(hint)
    if origin in {types.UnionType, typing.Union}:
        (alone,) = (each for each in typing.get_args(hint) if each is not types.NoneType)
        return _reader(alone)
    if origin is tuple:
        return _tuple_reader(typing.get_args(hint))
    if origin is not None or not isinstance(hint, type):
        return None
    if dataclasses.is_dataclass(hint):
        return partial(_record, hint)
    if issubclass(hint, dt.datetime):
        return _instant
    if issubclass(hint, dt.date):
        return dt.date.fromisoformat
    return hint if issubclass(hint, Enum) else None


def _tuple_reader(parts: tuple[Any, ...]) -> _Reader:
    if parts[1:] == (Ellipsis,):
        reader = _reader(parts[0])
        if reader is None:
            return tuple
        return lambda values: tuple([None if each is None else reader(each) for each in values])
    readers = [_reader(each) or _as_it_is for each in parts]

    def read(values: Sequence[Any]) -> tuple[Any, ...]:
        pairs = zip(readers, values, strict=True)
        return tuple([None if each is None else reader(each) for reader, each in pairs])

    return read


def _instant(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).astimezone(KABUL)


def _as_it_is(value: Any) -> Any:  # noqa: ANN401 - plain JSON
    return value
