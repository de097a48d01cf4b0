"""Periods of days: from a day on, until another, either end open.

`start` is inclusive, `until` exclusive; None is open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from geo.errors import ReferenceDataError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days from `start` (inclusive) until `until` (exclusive); None is open."""

    start: date | None = None
    until: date | None = None

    def covers(self, day: date | None) -> bool:
        """Whether a day lies in the period. An unknown day (None) lies only in a period without ends.

        >>> Period(start=date(2021, 8, 16)).covers(date(2021, 8, 15))
        False
        """
        if day is None:
            return self.start is None and self.until is None
        return (self.start is None or self.start <= day) and (self.until is None or day < self.until)


def period_of(row: Mapping[str, Any], first: str = "from") -> Period:
    """The period of a table's row: keys `from` and `until`.

    Raises:
        ReferenceDataError: An end is no day, or the period has none.
    """
    start, until = row.get(first), row.get("until")
    for each in (start, until):
        if each is not None and (not isinstance(each, date) or hasattr(each, "hour")):
            raise ReferenceDataError("a day such as 2021-08-16", repr(each), "Write it without quotation marks.")
    if start is not None and until is not None and start >= until:
        raise ReferenceDataError("a period of at least a day", f"{start} until {until}", "`until` is exclusive.")
    return Period(start=start, until=until)
