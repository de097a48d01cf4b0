"""What `extract` does: documents in, a line of JSON for each out, read here or by several processes.

Knows the order of the work; each function returns whether some sources could not be read.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from conflictmap.corrections import Named
from conflictmap.extractors import open_extractor
from conflictmap.inputs import STDIN, check_sources
from conflictmap.pipeline import extract_all, extract_or_drop
from conflictmap.plain_lines import undated_lines
from conflictmap.terminal import emit, emit_line, name_unread, quiet_pipe, warn
from conflictmap.workers import read_apart
from geo.documents import read_sources
from geo.errors import Problem
from geo.records import encode_line, extraction_record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path
    from typing import BinaryIO

    from conflictmap.extractor_options import ExtractorOptions
    from conflictmap.pipeline import Extraction
    from geo.documents.given import Given
    from geo.model import Document
    from geo.places.corrections import Corrections
    from geo.records import Json


def print_extractions(
    sources: Sequence[str],
    *,
    given: Given,
    corrections: Path | None,
    extractor: ExtractorOptions,
) -> bool:
    """Print a line of JSON for each document as soon as it is read."""
    check_sources(sources)
    named = Named(corrections)
    reader, parser = open_extractor(extractor)
    unread, days = False, _Days()
    with quiet_pipe():
        found = extract_all(
            sources,
            given=given,
            stdin=_stdin(sources),
            repeats=True,
            corrections=named.corrections,
            extractor=reader,
            parser=parser,
        )
        for extraction, problems in found:
            unread = name_unread(problems) or unread
            if extraction is not None:
                days.note(extraction.document.published)
                emit(_record(extraction, problems))
    days.tell()
    named.tell_unused()
    return unread


def print_extractions_by_many(sources: Sequence[str], *, given: Given, corrections: Path | None, workers: int) -> bool:
    """Print what `print_extractions` prints with the rules, read by several processes, in the same order."""
    check_sources(sources)
    found = read_sources(sources, given=given, stdin=_stdin(sources), repeats=True)
    named = Named(corrections)
    used: set[str] = set()
    work = partial(_line, corrections=named.corrections)
    items = (
        (
            None if document is None else (document, problems),
            (problems, None if document is None else document.published),
        )
        for document, problems in found
    )
    unread, days = False, _Days()
    with quiet_pipe():
        for answer, (problems, day) in read_apart(work, items, workers):
            unread = name_unread((*problems, answer) if isinstance(answer, Problem) else problems) or unread
            if isinstance(answer, _Line):
                days.note(day)
                used |= answer.used
                emit_line(answer.text)
    days.tell()
    named.tell_unused(used)
    return unread


class _Days:
    """How many documents there were, and how many of them without a day."""

    def __init__(self) -> None:
        self._documents = self._undated = 0

    def note(self, day: date | None) -> None:
        """Count a document by its day."""
        self._documents += 1
        self._undated += day is None

    def tell(self) -> None:
        """Say on standard error how many have none."""
        for line in undated_lines(self._undated, self._documents):
            warn(line)


class _Line(NamedTuple):
    """The line of a document, and the ids of the decisions on names that were used in it."""

    text: str
    used: frozenset[str]


def _line(item: tuple[Document, tuple[Problem, ...]], *, corrections: Corrections | None) -> _Line | Problem:
    """The line of one document, made where it is read, so that only text passes between processes; or why not."""
    document, problems = item
    if corrections is not None:
        corrections.used.clear()
    extraction = extract_or_drop(document, corrections)
    if isinstance(extraction, Problem):
        return extraction
    used = frozenset(corrections.used) if corrections is not None else frozenset[str]()
    return _Line(encode_line(_record(extraction, (*problems, *extraction.problems))), used)


def _record(extraction: Extraction, problems: tuple[Problem, ...]) -> Json:
    focus = extraction.focus
    return extraction_record(
        extraction.document,
        focus=(focus.place, focus.reason) if focus else None,
        resolutions=extraction.resolutions,
        events=extraction.events,
        claims=extraction.claims,
        problems=problems,
    )


def _stdin(sources: Sequence[Any]) -> BinaryIO | None:
    return sys.stdin.buffer if STDIN in sources else None
