"""What `extract` does: documents in, a line of JSON for each out, read here or by several processes.

Knows the order of the work; each function returns whether some sources could not be read.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Any

from conflictmap.corrections import read_corrections
from conflictmap.extractors import open_extractor
from conflictmap.inputs import STDIN, check_sources
from conflictmap.options import day_of_run, parse_day
from conflictmap.pipeline import extract_all, extract_or_drop
from conflictmap.terminal import emit, emit_line, name_unread, quiet_pipe
from conflictmap.workers import read_apart
from geo.documents import read_sources
from geo.errors import Problem
from geo.records import encode_line, extraction_record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import BinaryIO

    from conflictmap.extractor_options import ExtractorOptions
    from conflictmap.pipeline import Extraction
    from geo.model import Document
    from geo.places.corrections import Corrections
    from geo.records import Json


def print_extractions(
    sources: Sequence[str],
    *,
    published: str | None,
    today: str | None = None,
    corrections: Path | None,
    extractor: ExtractorOptions,
) -> bool:
    """Print a line of JSON for each document as soon as it is read."""
    check_sources(sources)
    day, run_day = parse_day(published, "--published"), day_of_run(today, "--today")
    rows = read_corrections(corrections)
    reader, parser = open_extractor(extractor)
    unread = False
    with quiet_pipe():
        found = extract_all(
            sources,
            published=day,
            today=run_day,
            stdin=_stdin(sources),
            repeats=True,
            corrections=rows,
            extractor=reader,
            parser=parser,
        )
        for extraction, problems in found:
            unread = name_unread(problems) or unread
            if extraction is not None:
                emit(_record(extraction, problems))
    return unread


def print_extractions_by_many(
    sources: Sequence[str],
    *,
    published: str | None,
    today: str | None = None,
    corrections: Path | None,
    workers: int,
) -> bool:
    """Print what `print_extractions` prints with the rules, read by several processes, in the same order."""
    check_sources(sources)
    found = read_sources(
        sources,
        published=parse_day(published, "--published"),
        today=day_of_run(today, "--today"),
        stdin=_stdin(sources),
        repeats=True,
    )
    work = partial(_line, corrections=read_corrections(corrections))
    items = ((None if document is None else (document, problems), problems) for document, problems in found)
    unread = False
    with quiet_pipe():
        for answer, problems in read_apart(work, items, workers):
            unread = name_unread((*problems, answer) if isinstance(answer, Problem) else problems) or unread
            if isinstance(answer, str):
                emit_line(answer)
    return unread


def _line(item: tuple[Document, tuple[Problem, ...]], *, corrections: Corrections | None) -> str | Problem:
    """The line of one document, made where it is read, so that only text passes between processes; or why not."""
    document, problems = item
    extraction = extract_or_drop(document, corrections)
    if isinstance(extraction, Problem):
        return extraction
    return encode_line(_record(extraction, (*problems, *extraction.problems)))


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
