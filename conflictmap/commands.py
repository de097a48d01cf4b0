"""What the commands do: call the library, print what it found, say whether all sources could be read.

Knows the order of a command's work; the options are `conflictmap.cli`'s, the words `conflictmap.report`'s. Each
function that reads sources returns whether some of them could not be read.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Any

from conflictmap.api import parse_day, run
from conflictmap.corrections import read_corrections
from conflictmap.extractors import open_extractor
from conflictmap.inputs import STDIN, check_folder, check_sources
from conflictmap.pipeline import extract, extract_all
from conflictmap.report import claim_lines, count_lines, feed_lines, plural, problems_line, unplaced_line
from conflictmap.terminal import emit, emit_line, name_unread, progress, quiet_pipe, say
from conflictmap.workers import read_apart
from geo.documents import read_sources
from geo.records import encode_line, extraction_record
from geo.vocab import Unit
from maps.exports import PAGE_NAME
from maps.tiles import tile_source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import BinaryIO

    from conflictmap.api import Result
    from conflictmap.extractor_options import ExtractorOptions
    from conflictmap.feeding import FeedRequest
    from conflictmap.pipeline import Extraction
    from geo.errors import Problem
    from geo.model import Document
    from geo.places.corrections import Corrections
    from geo.records import Json


def make_map(
    sources: Sequence[str],
    out: Path,
    *,
    published: str | None,
    opening: str | None,
    as_of: str | None,
    title: str | None,
    language: str,
    history: bool,
    corrections: Path | None,
    ledger: Path | None,
    extractor: ExtractorOptions,
    rule: str,
    tiles: str | None = None,
    tiles_attribution: str | None = None,
    quotes: str = "full",
    feeds: tuple[FeedRequest, ...] = (),
) -> bool:
    """Run the main job, write its files, and print where the page is and what it says."""
    check_folder(out)
    if tiles is not None:
        tile_source(tiles, tiles_attribution)  # a wrong name is said before the reading, not after it
    with progress("Reading") as advance:
        result = run(
            sources,
            published=published,
            opening=opening,
            as_of=as_of,
            title=title,
            language=language,
            history=history,
            corrections=corrections,
            ledger=ledger,
            rule=rule,
            extractor=extractor,
            progress=advance,
            stdin=_stdin(sources),
            feeds=feeds,
        )
        result.save(out, tiles=tiles, tiles_attribution=tiles_attribution, quotes=quotes)
    with quiet_pipe():
        for line in _map_lines(result, out):
            say(line)
    return name_unread(result.problems)


def _map_lines(result: Result, out: Path) -> list[str]:
    scene = result.scene
    day = f" at the end of {scene.as_of}" if scene.as_of else ""
    kind = "Provinces" if scene.counted is Unit.PROVINCE else "Provincial capitals"
    lines = [
        (out / PAGE_NAME).resolve().as_uri(),
        "",
        f"{kind}{day}, by “{scene.rule}” (reported, not verified):",
        *(f"  {line}" for line in count_lines(scene)),
    ]
    lines += claim_lines(scene.checks)
    lines += feed_lines(scene.feeds)
    happened = f"{plural(len(result.events), 'event')} in {plural(len(result.documents), 'document')}"
    return [*lines, happened, unplaced_line(result.outcome.unplaced), problems_line(result.problems)]


def print_extractions(
    sources: Sequence[str],
    *,
    published: str | None,
    corrections: Path | None,
    extractor: ExtractorOptions,
) -> bool:
    """Print a line of JSON for each document as soon as it is read."""
    check_sources(sources)
    day = parse_day(published, "--published")
    rows = read_corrections(corrections)
    reader, parser = open_extractor(extractor)
    unread = False
    with quiet_pipe():
        found = extract_all(
            sources,
            published=day,
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
    sources: Sequence[str], *, published: str | None, corrections: Path | None, workers: int
) -> bool:
    """Print what `print_extractions` prints with the rules, read by several processes, in the same order."""
    check_sources(sources)
    found = read_sources(sources, published=parse_day(published, "--published"), stdin=_stdin(sources), repeats=True)
    work = partial(_line, corrections=read_corrections(corrections))
    items = ((None if document is None else (document, problems), problems) for document, problems in found)
    unread = False
    with quiet_pipe():
        for line, problems in read_apart(work, items, workers):
            unread = name_unread(problems) or unread
            if line is not None:
                emit_line(line)
    return unread


def _line(item: tuple[Document, tuple[Problem, ...]], *, corrections: Corrections | None) -> str:
    """The line of one document: made where it is read, so that only text passes between processes."""
    document, problems = item
    extraction = extract(document, corrections)
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
