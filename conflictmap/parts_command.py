"""What the commands do with an engine: run in parts, show how far it is, and say what was read.

Knows the terminal and the words; the run is `conflictmap.parts`'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conflictmap.parts import extract_to, feed_to
from conflictmap.plain_lines import plural, problem_line
from conflictmap.terminal import name_unused, quiet_pipe, say, steps, warn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from conflictmap.engines.job import PartsResult
    from conflictmap.feeding import FeedRequest
    from conflictmap.parts_options import EngineOptions

_SHOWN = 20


def extract_in_parts(sources: Sequence[str], out: Path, engine: EngineOptions, **settings: Any) -> bool:  # noqa: ANN401
    """Read documents in parts, and print what was found; whether some sources could not be read."""
    with steps() as progress:
        result = extract_to(sources, out, engine=engine, progress=progress, **settings)
    return tell(result)


def feed_in_parts(feed: FeedRequest, out: Path, engine: EngineOptions, **settings: Any) -> bool:  # noqa: ANN401
    """Read a feed in parts, and print what was found; whether some files could not be read."""
    with steps() as progress:
        result = feed_to(feed, out, engine=engine, progress=progress, **settings)
    return tell(result)


def tell(result: PartsResult) -> bool:
    """Print what a run has done, and name on standard error what could not be read; whether there was any."""
    with quiet_pipe():
        for line in result_lines(result):
            say(line)
    for problem in result.unread[:_SHOWN]:
        warn(f"not read: {problem_line(problem)}")
    if len(result.unread) > _SHOWN:
        warn(f"not read: {len(result.unread) - _SHOWN} more, see problems/ in the folder")
    name_unused(result.unused)
    return bool(result.unread)


def result_lines(result: PartsResult) -> list[str]:
    """What a run has done, in short lines."""
    done = plural(result.partitions, "partition")
    before = f", {result.done_before} of them finished before" if result.done_before else ""
    lines = [result.folder.resolve().as_uri(), f"{done}{before}"]
    found = [
        plural(result.totals[name], name[:-1]) for name in ("documents", "rows", "events") if name in result.totals
    ]
    lines.append(", ".join(found))
    if result.posted is not None:
        lines.append(f"{plural(result.posted, 'document')} new to the ledger")
    tally = ", ".join(f"{kind} {count}" for kind, count in result.problems.items())
    lines.append(f"Problems: {sum(result.problems.values())} ({tally})" if tally else "Problems: none")
    if not result.is_complete:
        lines.append("Not complete: nothing is counted yet. Run the same again to do what is missing.")
    return [line for line in lines if line]
