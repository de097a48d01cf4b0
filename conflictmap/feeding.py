"""Feeds in a run: their files become documents, events, counts and problems, beside those of the texts.

Composes `geo.feeds` with the province join and the ledger: which rows move it, which version of a row stands, what a
later file takes back. Knows the licence guard: rows of a feed that may not be passed on are neither drawn nor quoted
unless the user says so. Refuses to know how a feed is read or a page is drawn.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from conflictmap.feed_events import RowReader, is_same_claim, retraction
from geo.dates import KABUL, end_of_day, kabul_day
from geo.documents.surrogates import replace_lone
from geo.errors import Problem, ProblemKind, UsageError
from geo.feeds.catalogue import known_feed, own_feed
from geo.feeds.description import CONTROL, HXL, OWN
from geo.feeds.files import has_tags
from geo.feeds.reading import gather
from geo.feeds.scope import DRAWN_ROWS, Scope
from geo.model import Document, OffsetMap
from geo.places.provinces import default_provinces

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    import pyarrow as pa

    from conflictmap.feed_events import Row
    from geo.feeds.description import Feed
    from geo.feeds.scope import FileCount, Gathered
    from geo.model import Event

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRequest:
    """A feed's files and how they are wanted.

    `first_day` and `last_day` are inclusive; `published` is the day of rows that do not say when they were recorded.
    """

    feed: Feed
    files: tuple[Path, ...]
    i_may_redistribute: bool = False
    first_day: date | None = None
    last_day: date | None = None
    all_countries: bool = False
    published: date | None = None
    drawn: int = DRAWN_ROWS

    @property
    def shared(self) -> bool:
        """Whether the rows themselves may stand in an output."""
        return self.feed.redistribute or self.i_may_redistribute


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedReading:
    """What a feed gave to a run: `entries` are what goes into a ledger, file by file; `drawn` the rest of the events.

    `counts` has the columns of `geo.feeds.tally`; `sums` are the sha256 of the files by name.
    """

    request: FeedRequest
    entries: tuple[FeedEntry, ...]
    drawn: tuple[Event, ...]
    counts: pa.Table
    files: tuple[FileCount, ...]
    sums: Mapping[str, str]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class FeedEntry:
    """One file as a document of the run, with the events that concern the ledger."""

    document: Document
    events: list[Event] = field(default_factory=list)


def request_feed(
    feed_id: str, files: Sequence[str | Path], *, mapping: Path | None = None, **wanted: object
) -> FeedRequest:
    """A request by the feed's name, `control`, or `csv` with a `mapping` or HXL tags; `wanted` as in `FeedRequest`.

    Raises:
        UsageError: No such feed, no file, a file that is not there, or a mapping where none belongs.
    """
    if mapping is not None and feed_id != OWN:
        expected = f"a table of columns for {OWN}, and for it alone"
        raise UsageError(expected, f"{feed_id} with one", "Name it with --map FILE.toml.")
    if not files:
        raise UsageError("at least one file of a feed", "none")
    missing = [str(path) for path in files if not Path(path).is_file()]
    if missing:
        raise UsageError("an existing file of a feed", ", ".join(missing), "Check the spelling of the path.")
    if mapping is not None:
        feed = own_feed(mapping)
    else:
        feed = known_feed(HXL if feed_id == OWN else feed_id)
        untold = [Path(path).name for path in files if feed_id == OWN and not has_tags(feed, Path(path))]
        if untold:
            expected = f"a table of columns for {OWN}, or a row of HXL tags under the header"
            raise UsageError(expected, f"neither for {untold[0]}", "Name one with --map FILE.toml.")
    return FeedRequest(feed=feed, files=tuple(map(Path, files)), **wanted)  # type: ignore[arg-type] # as the fields


def read_feed(request: FeedRequest, known: Iterable[Event] = ()) -> FeedReading:
    """Read a feed's files. `known` are the events of rows that a ledger already has: a later file may take them back.

    Raises:
        UsageError: A file has not the columns of the feed.
    """
    if request.feed.feed_id == CONTROL:
        from conflictmap.control_tables import read_control  # noqa: PLC0415 - it composes what stands here

        return read_control(request)
    earlier = [each for each in known if each.feed_row is not None and each.feed_row.feed == request.feed.label]
    scope = Scope(
        first_day=request.first_day,
        last_day=request.last_day,
        all_countries=request.all_countries,
        drawn=request.drawn if request.shared and not request.feed.is_aggregate else 0,
        shows_cells=request.shared,
        watch=frozenset(each.feed_row.row_id for each in earlier if each.feed_row is not None),
    )
    names = file_names(request.files)
    found = gather(request.feed, list(zip(request.files, names, strict=True)), default_provinces(), scope)
    return reading_of(request, found, earlier)


def reading_of(request: FeedRequest, found: Gathered, known: Iterable[Event] = ()) -> FeedReading:
    """What a feed's rows, once gathered, say to a run; `known` are as in `read_feed`."""
    earlier = [each for each in known if each.feed_row is not None and each.feed_row.feed == request.feed.label]
    sums = file_sums(request.files, found.files)
    published = end_of_day(request.published) if request.published else None
    reader = RowReader(feed=request.feed, sums=sums, shared=request.shared, published=published)
    return _Reading(request, found, reader, earlier, sums).reading()


def file_sums(files: Sequence[Path], read: Iterable[FileCount]) -> dict[str, str]:
    """The sha256 of each file by its name; that of an archive's member is its archive's."""
    names = file_names(files)
    sums = {name: _sum(path) for path, name in zip(files, names, strict=True)}
    return sums | {each.name: sums[_file_of(each.name, names)] for each in read}


def feed_document(request: FeedRequest, name: str, sha256: str) -> Document:
    """A feed's file as a document of the run, without a text."""
    return Document(
        document_id=name,
        text="",
        offsets=OffsetMap.identity(0),
        sha256=sha256,
        title=f"{request.feed.title}: {name}",
        source=request.feed.label,
        url=request.feed.url,
        file=name,
    )


def file_names(files: Sequence[Path]) -> list[str]:
    """The names by which files are told of: without their folders, with a number where two are alike.

    Bytes of a name that are no UTF-8 are told as U+FFFD.
    """
    names = [replace_lone(path.name) for path in files]
    found: list[str] = []
    for name in names:
        same = names[: len(found)].count(name)
        found.append(name if not same else f"{name} ({same + 1})")
    return found


@dataclass(frozen=True, slots=True)
class _Version:
    """A version of a row that once changed territory: what it says to the ledger (None: nothing), and its file."""

    recorded_at: datetime | None
    event: Event | None
    file: str | None = None


def _by_instant(version: _Version) -> tuple[bool, datetime]:
    return (version.recorded_at is not None, version.recorded_at or datetime.min.replace(tzinfo=KABUL))


class _Reading:
    """Puts together what one feed gave."""

    def __init__(
        self, request: FeedRequest, found: Gathered, reader: RowReader, earlier: list[Event], sums: dict[str, str]
    ) -> None:
        self._request, self._found, self._reader = request, found, reader
        self._problems: list[Problem] = list(found.problems)
        self._versions: dict[str, list[_Version]] = {}
        for event in earlier:
            if event.retracts is None and event.feed_row is not None:
                self._versions.setdefault(event.feed_row.row_id, []).append(_Version(event.recorded_at, event))
        self._known = {event.event_id for event in earlier}
        self._events: list[Event] = []
        self._sums = sums

    def reading(self) -> FeedReading:
        """All of it."""
        self._take_versions()
        self._settle_versions()
        entries = self._entries()
        moved = {event.event_id for event in self._events}
        drawn = tuple(
            self._reader.drawn(row) for row in _rows(self._found.drawn) if row["event_id"] not in moved | self._known
        )
        self._note_what_is_not_drawn(len(drawn), len(moved))
        return FeedReading(
            request=self._request,
            entries=entries,
            drawn=drawn,
            counts=self._found.counts,
            files=self._found.files,
            sums=self._sums,
            problems=tuple(self._problems),
        )

    def _take_versions(self) -> None:
        """Every version of a row that changes territory, or once did, in this run and in the ledger."""
        for table in (self._found.fallen, self._found.moves):
            for row in _rows(table):
                event = None
                if self._reader.is_move(row):
                    told = self._reader.move(row)
                    if isinstance(told, Problem):
                        self._problems.append(told)
                    else:
                        event = told
                version = _Version(self._reader.recorded_at(row), event, row["evidence_file"])
                self._versions.setdefault(row["evidence_id"], []).append(version)
        for row in _rows(self._found.deleted):
            if row["evidence_id"] in self._versions:
                deleted_at = row["recorded_at"].astimezone(KABUL) if row["recorded_at"] else None
                self._versions[row["evidence_id"]].append(_Version(deleted_at, None))

    def _settle_versions(self) -> None:
        """Post each version at its own instant; where the next says otherwise, the feed takes it back then.

        Versions that nothing tells apart in time leave no trace but the last: only what stands is posted.
        """
        for versions in self._versions.values():
            ordered = sorted(versions, key=_by_instant)
            for number, version in enumerate(ordered):
                event, following = version.event, ordered[number + 1 : number + 2]
                if event is None:
                    continue
                changed = bool(following) and not (following[0].event and is_same_claim(event, following[0].event))
                is_told_apart = bool(following) and following[0].recorded_at not in {None, version.recorded_at}
                if changed and not is_told_apart:
                    continue
                if event.event_id not in self._known:
                    self._events.append(event)
                if changed:
                    self._take_back(event, following[0])

    def _take_back(self, event: Event, by: _Version) -> None:
        file = by.file or next(iter(self._sums))
        assert by.recorded_at is not None
        taken = retraction(event, by.recorded_at, file, self._sums[file])
        if taken.event_id not in self._known:
            self._events.append(taken)

    def _entries(self) -> tuple[FeedEntry, ...]:
        """The files as documents: what they bring to the ledger is dated by their own latest row."""
        found = {
            name: FeedEntry(self._document(name)) for name in dict.fromkeys([*(f.name for f in self._found.files)])
        }
        for event in self._events:
            entry = found.setdefault(event.document_id, FeedEntry(self._document(event.document_id)))
            entry.events.append(event)
        for entry in found.values():
            instants = [each.recorded_at for each in entry.events if each.recorded_at is not None]
            latest = max(instants, default=self._reader.published)
            if latest is not None:
                entry.document = replace(entry.document, recorded_at=latest, published=kabul_day(latest))
        return tuple(found.values())

    def _document(self, name: str) -> Document:
        return feed_document(self._request, name, self._sums[name])

    def _note_what_is_not_drawn(self, drawn: int, moved: int) -> None:
        """Say how many rows that stand are counted only, and why."""
        feed, kept = self._request.feed, self._found.kept
        if feed.is_aggregate or not kept:
            return
        if not self._request.shared:
            message = (
                f"{_rows_of(feed, kept)} counted and not shown: its terms keep rows among its registered "
                f"users. With --i-may-redistribute they are."
            )
            self._problems.append(Problem(kind=ProblemKind.ROWS_WITHHELD, message=message))
        elif kept > drawn + moved:
            message = (
                f"{_rows_of(feed, kept - drawn - moved)} counted and not drawn: known to less than a province, without "
                f"a tag, or older or less precise than the {self._request.drawn:,} that are drawn at most."
            )
            self._problems.append(Problem(kind=ProblemKind.ROWS_NOT_DRAWN, message=message))


def _rows_of(feed: Feed, number: int) -> str:
    return f"1 row of {feed.label} is" if number == 1 else f"{number:,} rows of {feed.label} are"


def _rows(table: pa.Table | None) -> list[Row]:
    return [] if table is None else table.to_pylist()


def _file_of(name: str, names: Iterable[str]) -> str:
    """The file that an archive's member lies in, or the file itself."""
    return next(each for each in names if name == each or name.startswith(f"{each}/"))


def _sum(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
