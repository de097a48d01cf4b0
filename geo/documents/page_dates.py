"""The publication day of a page that states none in its metadata: from its by-line, its marked-up dates, its address.

Leaves the choice to htmldate, by its careful search alone: no day is picked from the words of the article. It is a
guess of better kind than a file's name, and is told as such (`page_date`).
"""

from __future__ import annotations

from datetime import date

EARLIEST, LATEST = date(1990, 1, 1), date(2199, 12, 31)
"""Days outside are none; the last is fixed, so that no clock decides."""


def page_day(source: str, url: str | None = None) -> date | None:
    """The day on which a page was published, as far as its markup or its address show it; None otherwise."""
    from htmldate import find_date  # noqa: PLC0415 - heavy, and only pages without a stated day need it

    found = find_date(
        source,
        extensive_search=False,
        original_date=True,
        url=url,
        min_date=EARLIEST.isoformat(),
        max_date=LATEST.isoformat(),
        verbose=False,
    )
    return date.fromisoformat(found) if found else None
