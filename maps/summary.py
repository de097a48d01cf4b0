"""The page without its script: the counts on the shown day as a table, for `<noscript>`, and the credits.

Holds no string of a document but the title; the template escapes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.vocab import ControlBasis, ControlState, Unit
from maps.language import join, number, say
from maps.names import capital_name, province_name
from maps.symbols import SIDES, side_label
from maps.wording import STATE_WORDS, day_of_year, day_words, extractor_words, rule_words, title_words

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
    by_province: bool
    extractor: str
    material: str
    problems: str
    counts: tuple[tuple[str, str, str], ...]
    rows: tuple[tuple[str, str, str, str], ...]
    sides: tuple[str, ...]
    sources: tuple[Source, ...]


def summary(scene: Scene) -> Summary:
    """The summary of a scene on its `as_of`."""
    return Summary(
        title=title_words(scene.title),
        period=_period(scene),
        as_of=day_words(scene.as_of) if scene.as_of else say("date.no_day"),
        rule=rule_words(scene.rule),
        by_province=scene.counted is Unit.PROVINCE,
        extractor=extractor_words(scene.extractor),
        material=material_words(scene),
        problems=say("amount.problems", n=len(scene.problems)),
        counts=_counts(scene),
        rows=tuple(_row(scene, province.iso_3166_2) for province in scene.provinces),
        sides=tuple(SIDES),
        sources=scene.sources,
    )


def _period(scene: Scene) -> str:
    if scene.first_day is None or scene.last_day is None:
        return say("date.no_report")
    if scene.first_day == scene.last_day:
        return day_words(scene.first_day)
    is_one_year = scene.first_day.year == scene.last_day.year
    first = day_of_year(scene.first_day) if is_one_year else day_words(scene.first_day)
    return say("date.to", first=first, last=day_words(scene.last_day))


def material_words(scene: Scene) -> str:
    """How many reports of how many incidents, from how many rows of feeds and how many documents.

    The files of a feed stand among the documents of a scene and are no texts: their rows are told instead. Where rows
    are only counted, and nothing else was read, there is no report to speak of.
    """
    rows = [
        say("feed.rows_of", rows=say("amount.rows", n=sum(each.rows for each in feed.files)), feed=feed.label)
        for feed in scene.feeds
    ]
    texts = len(scene.documents) - len({file.name for feed in scene.feeds for file in feed.files})
    if rows and not scene.events and texts <= 0:
        return say("feed.only_rows", rows=join(rows))
    material = join([*rows, *([say("amount.documents", n=texts)] if texts > 0 or not rows else [])])
    reports = say("amount.reports", n=len(scene.events))
    if len(scene.incidents) != len(scene.events):
        incidents = say("amount.incidents", n=len(scene.incidents))
        reports = say("amount.reports_of_incidents", reports=reports, incidents=incidents)
    return say("page.from_documents", reports=reports, documents=material)


def _counts(scene: Scene) -> tuple[tuple[str, str, str], ...]:
    if scene.as_of is None:
        return ()
    found: dict[str, list[int]] = {}
    for column, basis in enumerate((ControlBasis.ASSESSED, ControlBasis.REPORTED)):
        for (side, state), count in scene.tally(scene.as_of, basis).items():
            found.setdefault(side_label(side) if side else STATE_WORDS[state], [0, 0])[column] += count
    return tuple((name, number(counts[0]), number(counts[1])) for name, counts in sorted(found.items()))


def _row(scene: Scene, iso: str) -> tuple[str, str, str, str]:
    layers = [
        _words(scene.counted_holder(iso, scene.as_of, basis) if scene.as_of else None)
        for basis in (ControlBasis.ASSESSED, ControlBasis.REPORTED)
    ]
    return province_name(iso) or iso, capital_name(iso), layers[0], layers[1]


def _words(row: Control | None) -> str:
    if row is None or row.state is ControlState.UNKNOWN or (row.side is None and row.state is ControlState.CONTROLLED):
        return STATE_WORDS[ControlState.UNKNOWN]
    if row.state is ControlState.CONTROLLED and row.side:
        return side_label(row.side)
    state = STATE_WORDS[row.state]
    return say("summary.state_of", state=state, side=side_label(row.side)) if row.side else state
