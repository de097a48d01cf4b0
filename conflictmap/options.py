"""What a run is asked for, as frozen records: how documents are read and settled, and what the page looks like.

One record passes from the command line, or from Python, down to the session and the page, so that a new option has one
place. Loads nothing heavy.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from conflictmap.extractor_options import RULES
from geo.dates import FIRST_DAY, LAST_DAY, is_reckoned, kabul_day
from geo.documents.given import Given, parse_columns
from geo.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping
    from pathlib import Path

    from conflictmap.extractor_options import ExtractorOptions
    from conflictmap.feeding import FeedRequest
    from geo.events.extractor import Extractor

CONTESTED_DAYS, MOST_CONTESTED_DAYS = 14, 36_500
CAPITAL_RULE = "capital"
ENGLISH = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How documents are read, and by which terms it is settled who holds what.

    `published`, `source` and `url` are those of documents that name none, `columns` the fields of a record or a table
    by what they hold; `today` is the day of the run: a document that names a later one is undated (None: not checked).
    `opening` is the file of an opening state, "none", or None for the `opening.toml` of a source
    folder. `as_of` is the day that is shown (None: the last of the material), `rule` the counting rule. `history` posts
    the events of earlier times as well, `contested_days` is how long a dispute stands without a new report. `ledger` is
    a ledger's file, `corrections` a table that overrides what names mean, `grades` a table of sources. `decisions` is
    a file of what people decided, "none", or None for the one beside the sources. `feeds` are event tables beside the
    documents. With `is_question` the ledger's file must be there and nothing is written to it.
    """

    published: date | None = None
    today: date | None = None
    source: str | None = None
    url: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    opening: str | Path | None = None
    as_of: date | None = None
    history: bool = False
    contested_days: int = CONTESTED_DAYS
    ledger: Path | None = None
    corrections: Path | None = None
    extractor: str | ExtractorOptions | Extractor = RULES
    grades: Path | None = None
    decisions: str | Path | None = None
    rule: str = CAPITAL_RULE
    feeds: tuple[FeedRequest, ...] = ()
    is_question: bool = False

    @property
    def given(self) -> Given:
        """What is said of all sources."""
        return Given(published=self.published, today=self.today, source=self.source, url=self.url, columns=self.columns)

    def asking(self) -> ReadOptions:
        """The same, with a ledger's file that nothing is written to."""
        return replace(self, is_question=True)

    def showing(self, day: date | None) -> ReadOptions:
        """The same, with another day that is shown."""
        return replace(self, as_of=day)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOptions:
    """What the page looks like.

    `language` is en, fa (Dari) or ps (Pashto). `tiles` is a base map of tiles by name or address, with its
    `tiles_attribution`; None asks no network. `quotes` is full, or short: only the words that tell of the event.
    `excel` puts a byte order mark before the CSV files.
    """

    title: str | None = None
    language: str = ENGLISH
    tiles: str | None = None
    tiles_attribution: str | None = None
    quotes: str = "full"
    excel: bool = False


def parse_day(value: object, name: str) -> date | None:
    """A day from a date, an instant, its ISO text, or what pandas and numpy have for one.

    An instant with a zone is that day in Kabul, one without its own day.

    >>> parse_day("2021-08-10", "published"), parse_day(datetime(2021, 8, 10, 12), "published")
    (datetime.date(2021, 8, 10), datetime.date(2021, 8, 10))

    Raises:
        UsageError: The value names no day, or one outside of those that are reckoned with.
    """
    if value is None:
        return None
    try:
        day = _day(value, f"a day like 2021-08-10 for {name}")
    except OverflowError:  # an instant whose day in Kabul is beyond the calendar
        day = date.max
    if not is_reckoned(day):
        expected = f"a day from {FIRST_DAY} to {LAST_DAY} for {name}"
        raise UsageError(expected, str(day))
    return day


def _day(value: object, expected: str) -> date:
    found: Any = value
    if hasattr(found, "to_pydatetime"):  # pandas
        found = found.to_pydatetime()
    elif type(found).__module__ == "numpy" and hasattr(found, "astype"):
        found = found.astype("datetime64[us]").item() if str(found.dtype).startswith("datetime64") else found.item()
    if isinstance(found, datetime) and found == found:  # noqa: PLR0124 - pandas' missing instant is not equal to itself
        return kabul_day(found) if found.tzinfo is not None else found.date()
    if isinstance(found, date) and not isinstance(found, datetime):
        return found
    try:
        return date.fromisoformat(str(found) if isinstance(found, str) else "")
    except ValueError as error:
        raise UsageError(expected, repr(value)) from error


def day_of_run(value: date | str | None, name: str) -> date:
    """The day of the run: the one given, else the clock's, in Kabul.

    >>> day_of_run("2021-08-10", "--today")
    datetime.date(2021, 8, 10)

    Raises:
        UsageError: The text names no day.
    """
    return parse_day(value, name) or kabul_day(datetime.now(UTC))


def given_by(options: Namespace) -> Given:
    """What a command line says of all sources.

    Raises:
        UsageError: The day is no day, or the columns are not written as columns.
    """
    return Given(
        published=parse_day(options.published, "--published"),
        today=day_of_run(options.today, "--today"),
        source=options.source_name,
        url=options.url,
        columns=parse_columns(options.columns),
    )


def read_options(options: Namespace) -> ReadOptions:
    """The options of a command line that reads documents; what a command does not offer has its default.

    Raises:
        UsageError: A day is no day.
    """
    from conflictmap.extractor_options import ExtractorOptions, chosen  # noqa: PLC0415 - names only
    from conflictmap.feed_options import feeds_beside  # noqa: PLC0415 - as above

    given = (
        given_by(options)
        if hasattr(options, "columns")
        else Given(
            published=parse_day(options.published, "--published"),
            today=day_of_run(getattr(options, "today", None), "--today"),
        )
    )
    return ReadOptions(
        published=given.published,
        today=given.today,
        source=given.source,
        url=given.url,
        columns=given.columns,
        opening=options.opening,
        as_of=parse_day(options.as_of, "--as-of"),
        history=getattr(options, "with_past", False),
        ledger=options.ledger,
        corrections=getattr(options, "corrections", None),
        extractor=chosen(options) if hasattr(options, "extractor") else ExtractorOptions(),
        grades=getattr(options, "grades", None),
        decisions=getattr(options, "decisions", None),
        rule=getattr(options, "rule", CAPITAL_RULE),
        feeds=feeds_beside(options) if isinstance(getattr(options, "feed", None), list) else (),
    )


def page_options(options: Namespace) -> PageOptions:
    """The options of a command line that draws a page."""
    return PageOptions(
        title=options.title,
        language=options.language,
        tiles=options.tiles,
        tiles_attribution=options.tiles_attribution,
        quotes=options.quotes,
        excel=options.excel,
    )
