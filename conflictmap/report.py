"""What a run says in a terminal: the counts by side, the stated counts, the unplaced events, the problems.

Knows scenes and turns them into short lines of plain text. Prints nothing and settles nothing.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from conflictmap.plain_lines import plural
from geo.vocab import ClaimScope, ControlBasis, ControlState, Verdict
from maps.symbols import side_label
from maps.wording import STATE_WORDS, VERDICT_WORDS, count_words, day_words, event_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from geo.errors import Problem
    from geo.model import Claim, ClaimCheck, Event
    from maps.feeds import FeedLayer
    from maps.scene import Scene

Holdings = dict[tuple[str | None, ControlState], set[str]]
_HELD = frozenset({ControlState.CONTROLLED, ControlState.BESIEGED})


def count_lines(scene: Scene) -> list[str]:
    """Who holds how many of the 34 capitals or provinces on `as_of`, by the counting rule: sides first, then the rest.

    The first number is that of the assessed layer; what the reported layer adds or takes stands behind it. Where a
    stated count exceeds the evidence, the line says what is named, stated and not named, and invents no place.
    """
    if scene.as_of is None:
        return [_no_count(scene)]
    assessed, reported = (
        holdings(scene, scene.as_of, basis) for basis in (ControlBasis.ASSESSED, ControlBasis.REPORTED)
    )
    unknown = len(reported.get((None, ControlState.UNKNOWN), ()))
    stated = {claim.side: claim.count for claim in _latest_claims(scene, scene.as_of)}
    sides = {side for side, _ in (*assessed, *reported) if side} | {side for side in stated if stated[side]}
    lines = []
    for side in sorted(sides, key=lambda side: (-len(_of_side(reported, side)), side)):
        named = _of_side(reported, side)
        if stated.get(side, 0) > len(named):
            lines.append(_short_line(side, len(named), unknown, stated[side]))
        else:
            lines.append(_side_line(side, _of_side(assessed, side), named, len(scene.provinces)))
    for state in (ControlState.CONTESTED, ControlState.UNKNOWN):
        counts = [len(layer.get((None, state), ())) for layer in (assessed, reported)]
        if counts[0] != counts[1]:
            lines.append(f"{STATE_WORDS[state].capitalize()} {counts[0]} assessed, {counts[1]} reported")
        elif counts[0]:
            lines.append(f"{STATE_WORDS[state].capitalize()} {counts[0]} of {len(scene.provinces)}")
    return lines


def _no_count(scene: Scene) -> str:
    """Why there is no count, and what to do about it."""
    files = [file for feed in scene.feeds for file in feed.files]
    if not scene.documents and not files:
        return "No count: nothing could be read. The reasons are in problems.jsonl."
    if len(scene.documents) > len(files) or not files:
        return "No count: no document has a date. Give one with --published DAY, or in the document."
    if not any(file.rows for file in files):
        return "No count: the feeds hold no row that could be read."
    if any(file.kept for file in files):
        return "No count: no row that is kept has a day."
    if all(file.rejected == file.rows for file in files):
        return "No count: no row of a feed could be read. Their reasons are in problems.jsonl."
    return "No count: no row of a feed is in Afghanistan and within the days asked for."


def holdings(scene: Scene, day: date, basis: ControlBasis) -> Holdings:
    """Which provinces the rule counts for each (side, state) on a day; contested and unknown ones have no side."""
    found: Holdings = {}
    for province in scene.provinces:
        row = scene.counted_holder(province.iso_3166_2, day, basis)
        state = row.state if row else ControlState.UNKNOWN
        side = row.side if row and state in _HELD else None
        found.setdefault((side, state), set()).add(province.iso_3166_2)
    return found


def _of_side(layer: Holdings, side: str) -> set[str]:
    return set().union(*(units for (holder, _), units in layer.items() if holder == side))


def _side_line(side: str, assessed: set[str], reported: set[str], total: int) -> str:
    line = f"{side_label(side)} {len(assessed)} of {total}"
    if more := len(reported - assessed):
        line += f", {more} more reported"
    if lost := len(assessed - reported):
        line += f", {lost} of them reported lost"
    return line


def _short_line(side: str, named: int, unknown: int, stated: int) -> str:
    parts = [f"{side_label(side)} {named} named"]
    if unknown:
        parts.append(f"{unknown} unknown")
    return ", ".join([*parts, f"{stated} stated", f"{stated - named} not named"])


def _latest_claims(scene: Scene, day: date) -> Iterable[Claim]:
    """For each side its last stated total of what is counted up to a day; of one day's, the highest."""
    latest: dict[str, Claim] = {}
    for check in scene.checks:
        claim = check.claim
        if (
            claim.unit is not scene.counted
            or claim.scope is not ClaimScope.CUMULATIVE
            or claim.state is not ControlState.CONTROLLED
            or claim.as_of is None
            or claim.as_of > day
        ):
            continue
        known = latest.get(claim.side)
        if known is None or (known.as_of or day, known.count) < (claim.as_of, claim.count):
            latest[claim.side] = claim
    return latest.values()


def claim_lines(checks: Sequence[ClaimCheck]) -> list[str]:
    """How the stated counts stand to the ledger: how many of each verdict, then each one that does not agree."""
    if not checks:
        return []
    verdicts = _tally(check.verdict.value for check in checks)
    differing = [check for check in checks if check.verdict is not Verdict.EXACT]
    return [f"Stated counts: {verdicts}", *(f"  {claim_line(check)}" for check in differing)]


def claim_line(check: ClaimCheck) -> str:
    """A stated count and what the ledger says of it."""
    claim = check.claim
    when = f", {day_words(claim.as_of)}" if claim.as_of else ""
    line = f"{side_label(claim.side)} {count_words(claim)} ({claim.claimant or claim.source or 'no claimant'}{when}): "
    line += VERDICT_WORDS[check.verdict]
    return line + (f"; {len(check.named)} named, {check.not_named} not named" if check.not_named else "")


def feed_lines(feeds: Iterable[FeedLayer]) -> list[str]:
    """What became of the rows of each feed, file by file, and what its source asks to be said."""
    lines = []
    for feed in feeds:
        lines.append(f"{feed.label}: {plural(feed.kept, 'row')} kept, {feed.shown} shown. {feed.attribution}")
        for file in feed.files:
            parts = [
                f"{number} {words}"
                for number, words in (
                    (file.rejected, "rejected"),
                    (file.outside_country, "outside Afghanistan"),
                    (file.outside_period, "outside the days asked for"),
                    (file.fallen, "no longer standing"),
                )
                if number
            ]
            left = f", {', '.join(parts)}" if parts else ""
            lines.append(
                f"  {file.name} ({file.layout or 'no row read'}): {plural(file.rows, 'row')}, {file.kept} kept{left}"
            )
    return lines


def unplaced_line(events: Sequence[Event]) -> str:
    """How many events could not be drawn, by tag."""
    return f"Unplaced events: {_tally(event_words(event.event_type) for event in events)}"


def problems_line(problems: Sequence[Problem]) -> str:
    """How many problems of each kind."""
    return f"Problems: {_tally(problem.kind.value for problem in problems)}"


def _tally(words: Iterable[str]) -> str:
    counts = Counter(words)
    if not counts:
        return "none"
    parts = ", ".join(f"{word} {count}" for word, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
    return f"{counts.total()} ({parts})"
