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
from conflictmap.pipeline import RULE, extract_all
from conflictmap.report import claim_lines, count_lines, plural, problems_line, unplaced_line
from conflictmap.terminal import emit, is_terminal, name_unread, progress, quiet_pipe, say
from geo.records import extraction_record
from geo.vocab import ControlState, Unit
from maps.exports import PAGE_NAME
from maps.reference import read_provinces

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import BinaryIO

    from conflictmap.api import Result
    from conflictmap.extractor_options import ExtractorOptions
    from geo.ledger import Lag
    from geo.records import Json


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


def print_control(
    sources: Sequence[str],
    form: str,
    *,
    published: str | None,
    opening: str | None,
    as_of: str | None,
    history: bool,
    corrections: Path | None,
    ledger: Path | None,
) -> bool:
    """Print the counts by side in both layers and the capitals whose assessed state lags behind the reports."""
    with progress("Reading") as advance:
        result = run(
            sources,
            published=published,
            opening=opening,
            as_of=as_of,
            history=history,
            corrections=corrections,
            ledger=ledger,
            progress=advance,
            stdin=_stdin(sources),
        )
    with quiet_pipe():
        if form == "json" or (form == "auto" and not is_terminal()):
            emit(control_record(result))
        else:
            from conflictmap.tables import show_control  # noqa: PLC0415 - rich loads here

            show_control(result.scene, [lag_record(lag) for lag in lags_of(result)])
    return name_unread(result.problems)


def lags_of(result: Result) -> tuple[Lag, ...]:
    """The capitals that the reports give to a side and the assessed layer does not yet, on the day shown."""
    from geo.ledger import lagging  # noqa: PLC0415 - beside its only use

    day = result.outcome.as_of
    return tuple(lagging(result.outcome.ledger, day)) if day else ()


def control_record(result: Result) -> Json:
    """The counts and the lagging capitals on the day shown, as JSON values."""
    day = result.outcome.as_of
    counts = result.outcome.ledger.counts(day, day, rule=RULE) if day else ()
    return {
        "as_of": day.isoformat() if day else None,
        "rule": RULE,
        "unit": Unit.PROVINCIAL_CAPITAL.value,
        "counts": [
            {
                "basis": count.basis.value,
                "side": count.side,
                "state": count.state.value,
                "count": count.count,
                "total": count.total,
            }
            for count in counts
            if count.unit is Unit.PROVINCIAL_CAPITAL
        ],
        "lagging": [lag_record(lag) for lag in lags_of(result)],
    }


def lag_record(lag: Lag) -> Json:
    """One lagging capital with the rule that holds it back."""
    return {
        "unit": lag.unit.value,
        "unit_id": lag.unit_id,
        "name": capital_name(lag.unit_id),
        "reported_side": lag.reported.side,
        "reported_state": lag.reported.state.value,
        "assessed_side": lag.assessed.side if lag.assessed else None,
        "assessed_state": (lag.assessed.state if lag.assessed else ControlState.UNKNOWN).value,
        "rule": lag.rule.value,
        "evidence": list(lag.evidence),
        "explanation": lag.explanation,
    }


def capital_name(unit_id: str) -> str:
    """The name of a province's capital by the province's ISO 3166-2 code."""
    return next(province.capital for province in read_provinces() if province.iso_3166_2 == unit_id)


def _stdin(sources: Sequence[Any]) -> BinaryIO | None:
    return sys.stdin.buffer if STDIN in sources else None
