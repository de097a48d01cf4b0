"""What the user says of all sources: the day and the source of documents that name none, and names of columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.documents.fields import NAMES
from geo.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """`published`, `source` and `url` of documents that name none; `columns` maps names of the contract to fields.

    `today` is the day of the run: no document is published later (None: not known).
    """

    published: date | None = None
    today: date | None = None
    source: str | None = None
    url: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


def parse_columns(written: str | None) -> dict[str, str]:
    """The columns of a table of articles, as a command line names them.

    >>> parse_columns("title=Headline,text=Body text")
    {'title': 'Headline', 'text': 'Body text'}

    Raises:
        UsageError: It is not written so, or a name is none of the contract.
    """
    found: dict[str, str] = {}
    for part in (written or "").split(","):
        if not part.strip():
            continue
        name, sign, column = (each.strip() for each in part.partition("="))
        if not sign or not column or name not in NAMES:
            expected = f"columns written as text=NAME, with one of {', '.join(NAMES)} before the sign"
            raise UsageError(expected, repr(part.strip()))
        found[name] = column
    return found
