"""The main job on the command line: run it, write its files, print where the page is and what it says.

Knows the order of the work; the words for people are `conflictmap.report`'s.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from conflictmap.api import run_by
from conflictmap.inputs import STDIN, check_folder
from conflictmap.plain_lines import plural, undated_lines
from conflictmap.report import claim_lines, count_lines, feed_lines, problems_line, unplaced_line
from conflictmap.terminal import name_unread, progress, quiet_pipe, say
from geo.vocab import Unit
from maps.exports import PAGE_NAME
from maps.tiles import tile_source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from conflictmap.api import Result
    from conflictmap.options import PageOptions, ReadOptions


def make_map(sources: Sequence[str], out: Path, read: ReadOptions, page: PageOptions) -> bool:
    """Run the main job, write its files, and print where the page is and what it says."""
    check_folder(out)
    if page.tiles is not None:
        tile_source(page.tiles, page.tiles_attribution)  # a wrong name is said before the reading, not after it
    with progress("Reading") as advance:
        stdin = sys.stdin.buffer if STDIN in sources else None
        result = run_by(sources, read, page, progress=advance, stdin=stdin)
        result.save(
            out, tiles=page.tiles, tiles_attribution=page.tiles_attribution, quotes=page.quotes, excel=page.excel
        )
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
    texts = [document for document in result.documents if document.text]
    undated = undated_lines(sum(document.published is None for document in texts), len(texts))
    return [*lines, happened, *undated, unplaced_line(result.outcome.unplaced), problems_line(result.problems)]
