"""What the commands do: call the library, print what it found, say whether all sources could be read.

Knows the order of a command's work; the options are `conflictmap.cli`'s, the words `conflictmap.report`'s. Each
function that reads sources returns whether some of them could not be read.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from conflictmap.api import parse_day, run
from conflictmap.corrections import read_corrections
from conflictmap.extractors import open_extractor
from conflictmap.inputs import STDIN, check_folder, check_sources
from conflictmap.pipeline import extract_all
from conflictmap.report import claim_lines, count_lines, plural, problems_line, unplaced_line
from conflictmap.terminal import emit, name_unread, progress, quiet_pipe, say
from geo.records import extraction_record
from maps.exports import PAGE_NAME

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import BinaryIO

    from conflictmap.api import Result
    from conflictmap.extractor_options import ExtractorOptions


def make_map(
    sources: Sequence[str],
    out: Path,
    *,
    published: str | None,
    opening: str | None,
    as_of: str | None,
    title: str | None,
    history: bool,
    corrections: Path | None,
    ledger: Path | None,
    extractor: ExtractorOptions,
) -> bool:
    """Run the main job, write its files, and print where the page is and what it says."""
    check_folder(out)
    with progress("Reading") as advance:
        result = run(
            sources,
            published=published,
            opening=opening,
            as_of=as_of,
            title=title,
            history=history,
            corrections=corrections,
            ledger=ledger,
            extractor=extractor,
            progress=advance,
            stdin=_stdin(sources),
        )
        result.save(out)
    with quiet_pipe():
        for line in _map_lines(result, out):
            say(line)
    return name_unread(result.problems)


def _map_lines(result: Result, out: Path) -> list[str]:
    scene = result.scene
    day = f" at the end of {scene.as_of}" if scene.as_of else ""
    lines = [
        (out / PAGE_NAME).resolve().as_uri(),
        "",
        f"Provincial capitals{day} (reported, not verified):",
        *(f"  {line}" for line in count_lines(scene)),
    ]
    lines += claim_lines(scene.checks)
    happened = f"{plural(len(result.events), 'event')} in {plural(len(result.documents), 'document')}"
    return [*lines, happened, unplaced_line(result.outcome.unplaced), problems_line(result.problems)]


def print_extractions(
    sources: Sequence[str], *, published: str | None, corrections: Path | None, extractor: ExtractorOptions
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
            if extraction is None:
                continue
            focus = extraction.focus
            emit(
                extraction_record(
                    extraction.document,
                    focus=(focus.place, focus.reason) if focus else None,
                    resolutions=extraction.resolutions,
                    events=extraction.events,
                    claims=extraction.claims,
                    problems=problems,
                )
            )
    return unread


def _stdin(sources: Sequence[Any]) -> BinaryIO | None:
    return sys.stdin.buffer if STDIN in sources else None
