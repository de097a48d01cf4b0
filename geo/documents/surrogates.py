r"""Halves of surrogate pairs, which JSON (`"\ud800"`) and file names can carry and no encoding can write.

Knows where a record may hold one. Each becomes U+FFFD, one character for one, so that every offset stays. Refuses to
guess what stood there.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.documents.record import RawRecord

_LONE = re.compile("[\ud800-\udfff]")
_INSTEAD = "\ufffd"
_FIELDS = ("id", "title", "published", "source", "url", "language", "based_on", "reported_by")


def without_surrogates(record: RawRecord) -> tuple[RawRecord, tuple[str, ...]]:
    """The record with U+FFFD for each lone surrogate, and the names of what held one, in a fixed order.

    Fields that no document takes over are left as they are.
    """
    held = [name for name, text in (("text", record.text), ("file name", record.file)) if _LONE.search(text)]
    held += [name for name in _FIELDS if _holds(record.meta.get(name)) or _holds(record.sidecar.get(name))]
    if not held and not _LONE.search(record.fallback_id):
        return record, ()
    whole = replace(
        record,
        text=replace_lone(record.text),
        file=replace_lone(record.file),
        fallback_id=replace_lone(record.fallback_id),
        meta={name: _whole(value) for name, value in record.meta.items()},
        sidecar={name: _whole(value) for name, value in record.sidecar.items()},
    )
    return whole, tuple(held or ["id"])


def replace_lone(text: str) -> str:
    r"""The text with U+FFFD for each lone surrogate, as long as before.

    >>> replace_lone("Kun\ud800duz") == "Kun\ufffdduz"
    True
    """
    return _LONE.sub(_INSTEAD, text)


def _holds(value: object) -> bool:
    if isinstance(value, list | tuple):
        return any(_holds(each) for each in value)
    return isinstance(value, str) and _LONE.search(value) is not None


def _whole(value: object) -> object:
    if isinstance(value, list | tuple):
        return [_whole(each) for each in value]
    return replace_lone(value) if isinstance(value, str) else value
