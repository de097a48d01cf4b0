"""What can go wrong, in two channels.

Faults in the material (a broken file, an unknown place, a document without a date) are `Problem` values that travel
beside the results. Faults in use or set-up are exceptions under one root, `ConflictmapError`, each of which also
inherits the fitting builtin, builds its own message and ends with one hint.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ConflictmapError(Exception):
    """The root of all exceptions that this project raises on purpose."""

    def __init__(self, expected: str, got: object, hint: str = "") -> None:
        """Word the error as "Expected ..., got ...", followed by one hint."""
        self.expected, self.got, self.hint = expected, got, hint
        super().__init__(f"Expected {expected}, got {got}." + (f" {hint}" if hint else ""))


class UsageError(ConflictmapError, ValueError):
    """A call or a command line that cannot mean anything."""


class ReferenceDataError(ConflictmapError, FileNotFoundError):
    """A bundled table or boundary file is missing or is not what its SOURCES.toml says."""


class OpeningError(ConflictmapError, ValueError):
    """An opening state that contradicts itself or the documents."""


class LedgerError(ConflictmapError, ValueError):
    """A ledger's file that cannot be used: another kind, a newer version, other terms, or in use."""


class OutputError(ConflictmapError, OSError):
    """What is written cannot reach the disk; the reason is the machine's."""


class LedgerUnwritableError(LedgerError, OutputError):
    """A ledger's file that the machine does not let us read or write: a full disk, a folder without rights."""


class DatabaseError(ConflictmapError, OSError):
    """A database that cannot be reached or refuses what is written; nothing in it was changed."""


class LexiconError(ConflictmapError, ValueError):
    """A rule file that cannot be read as rules."""


class CoordinateError(ConflictmapError, ValueError):
    """A coordinate outside the world, most often swapped axes."""


class ProblemKind(StrEnum):
    """What was wrong with a piece of the material."""

    EMPTY_FILE = "empty_file"
    BINARY_FILE = "binary_file"
    BROKEN_ENCODING = "broken_encoding"
    UNREADABLE_FILE = "unreadable_file"
    UNKNOWN_FORMAT = "unknown_format"
    READER_MISSING = "reader_missing"
    NO_SOURCES = "no_sources"
    OWN_OUTPUT = "own_output"
    DECODED_OTHERWISE = "decoded_otherwise"
    TOO_LARGE = "too_large"
    BROKEN_FEED = "broken_feed"
    BROKEN_LINE = "broken_line"
    BROKEN_FRONT_MATTER = "broken_front_matter"
    NO_TEXT = "no_text"
    NO_DATE = "no_date"
    DUPLICATE_DOCUMENT = "duplicate_document"
    DEBRIS_REMOVED = "debris_removed"
    CHARACTER_REPLACED = "character_replaced"
    TEXT_NOT_ALIGNED = "text_not_aligned"
    SENTENCE_CUT = "sentence_cut"
    UNKNOWN_PLACE = "unknown_place"
    AMBIGUOUS_PLACE = "ambiguous_place"
    UNPLACED_EVENT = "unplaced_event"
    UNDATED_EVENT = "undated_event"
    UNCLEAR_TAKER = "unclear_taker"
    CONFLICTING_REPORTS = "conflicting_reports"
    BROKEN_QUOTE = "broken_quote"
    NO_ROWS = "no_rows"
    BROKEN_ROW = "broken_row"
    MISSING_VALUE = "missing_value"
    IMPOSSIBLE_VALUE = "impossible_value"
    IMPOSSIBLE_DATE = "impossible_date"
    IMPOSSIBLE_COORDINATES = "impossible_coordinates"
    SWAPPED_COORDINATES = "swapped_coordinates"
    PROVINCE_MISMATCH = "province_mismatch"
    DUPLICATE_ROW = "duplicate_row"
    SUPERSEDED_ROW = "superseded_row"
    DELETED_ROW = "deleted_row"
    OUTSIDE_COUNTRY = "outside_country"
    OUTSIDE_PERIOD = "outside_period"
    ROWS_NOT_DRAWN = "rows_not_drawn"
    SHEETS_NOT_READ = "sheets_not_read"
    ROWS_WITHHELD = "rows_withheld"
    TEXT_CUT = "text_cut"
    EXTRACTOR_FAILED = "extractor_failed"
    EVENT_REFUSED = "event_refused"
    SERVICE_FAILED = "service_failed"
    PARTITION_FAILED = "partition_failed"
    READING_FAILED = "reading_failed"
    DECISION_NOT_APPLIED = "decision_not_applied"
    DOCUMENT_VERSION = "document_version"
    WORK_BOUNDED = "work_bounded"


FATAL_KINDS = frozenset(
    {
        ProblemKind.EMPTY_FILE,
        ProblemKind.BINARY_FILE,
        ProblemKind.BROKEN_ENCODING,
        ProblemKind.UNREADABLE_FILE,
        ProblemKind.UNKNOWN_FORMAT,
        ProblemKind.READER_MISSING,
        ProblemKind.NO_SOURCES,
        ProblemKind.TOO_LARGE,
        ProblemKind.BROKEN_FEED,
        ProblemKind.BROKEN_LINE,
        ProblemKind.BROKEN_QUOTE,
        ProblemKind.NO_ROWS,
        ProblemKind.NO_TEXT,
        ProblemKind.EXTRACTOR_FAILED,
        ProblemKind.PARTITION_FAILED,
        ProblemKind.READING_FAILED,
        ProblemKind.WORK_BOUNDED,
    }
)
"""Kinds after which (part of) a source could not be read: they make the exit status 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault in the material, with where it stands and why it matters.

    `file` is relative to the folder the user named (never an absolute path), `line` counts from 1; for the row of a
    feed it is the row, from 1, the header not counted. `document_id` is set once the document has one.

    >>> Problem(kind=ProblemKind.EMPTY_FILE, message="The file is empty.", file="a.txt").is_fatal
    True
    """

    kind: ProblemKind
    message: str
    file: str | None = None
    line: int | None = None
    document_id: str | None = None

    @property
    def is_fatal(self) -> bool:
        """Whether a source, or a record of it, could not be read at all."""
        return self.kind in FATAL_KINDS
