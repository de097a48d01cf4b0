"""The page without its script: the counts on the shown day as a table, for `<noscript>`, and the credits.

Holds no string of a document but the title; the template escapes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.vocab import ControlBasis, ControlState, Unit
from maps.symbols import SIDES, side_label
from maps.wording import STATE_WORDS, day_words, extractor_words, rule_words

if TYPE_CHECKING:
    from geo.model import Control
    from maps.reference import Source
    from maps.scene import Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What the template writes: `rows` are (province, capital, assessed, reported), `counts` without the first two."""

    title: str
    period: str
    as_of: str
    rule: str
    extractor: str
    events: int
    incidents: int
    documents: int
    problems: int
    counts: tuple[tuple[str, int, int], ...]
    rows: tuple[tuple[str, str, str, str], ...]
    sides: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]


def summary(scene: Scene) -> Summary:
    """The summary of a scene on its `as_of`."""
    return Summary(
        title=scene.title,
        period=_period(scene),
        as_of=day_words(scene.as_of) if scene.as_of else "no day",
        rule=rule_words(scene.rule),
        extractor=extractor_words(scene.extractor),
        events=len(scene.events),
        incidents=len(scene.incidents),
        documents=len(scene.documents),
        problems=len(scene.problems),
        counts=_counts(scene),
        rows=tuple(_row(scene, province.iso_3166_2, province.name, province.capital) for province in scene.provinces),
        sides=tuple(SIDES.items()),
        sources=scene.sources,
    )


def _period(scene: Scene) -> str:
    if scene.first_day is None or scene.last_day is None:
        return "no dated report"
    if scene.first_day == scene.last_day:
        return day_words(scene.first_day)
    return f"{day_words(scene.first_day)} to {day_words(scene.last_day)}"


def _counts(scene: Scene) -> tuple[tuple[str, int, int], ...]:
    if scene.as_of is None:
        return ()
    found: dict[str, list[int]] = {}
    for column, basis in enumerate((ControlBasis.ASSESSED, ControlBasis.REPORTED)):
        for (side, state), count in scene.tally(scene.as_of, basis).items():
            found.setdefault(side_label(side) if side else STATE_WORDS[state], [0, 0])[column] += count
    return tuple((name, counts[0], counts[1]) for name, counts in sorted(found.items()))


def _row(scene: Scene, iso: str, name: str, capital: str) -> tuple[str, str, str, str]:
    layers = [
        _words(scene.holder(Unit.PROVINCIAL_CAPITAL, iso, scene.as_of, basis) if scene.as_of else None)
        for basis in (ControlBasis.ASSESSED, ControlBasis.REPORTED)
    ]
    return name, capital, layers[0], layers[1]


def _words(row: Control | None) -> str:
    if row is None or row.state is ControlState.UNKNOWN or (row.side is None and row.state is ControlState.CONTROLLED):
        return STATE_WORDS[ControlState.UNKNOWN]
    if row.state is ControlState.CONTROLLED and row.side:
        return side_label(row.side)
    return f"{STATE_WORDS[row.state]} ({side_label(row.side)})" if row.side else STATE_WORDS[row.state]
