"""What the picture says, in the language that is spoken: the counts with who states them, the legend, the captions.

Knows standings and stated counts and takes their words from the catalogues. Decides nothing and draws nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.vocab import ControlState, Qualifier, Unit, Verdict
from maps.days import last_changes
from maps.headlines import claimant_words, holder_words
from maps.language import join, number, own, say
from maps.said import opening_note
from maps.standing import in_order, stated_totals
from maps.wording import STATE_WORDS, VERDICT_WORDS, day_words, rule_words, short_day_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from geo.model import ClaimCheck
    from maps.picture.pins import Drawn, Shown
    from maps.scene import Scene
    from maps.standing import Standing
    from maps.story import StoryDay

_MOST_OUTLETS = 14
_TOTAL = 34


def held_by(standing: Standing) -> str:
    """The head of the legend."""
    return say("script.held_by" if _counts_capitals(standing) else "script.province_held_by")


def chart_title(standing: Standing) -> str:
    """What the chart counts."""
    return say("picture.chart_capitals" if _counts_capitals(standing) else "picture.chart_provinces")


def _counts_capitals(standing: Standing) -> bool:
    return standing.counted is Unit.PROVINCIAL_CAPITAL


def shown_words(shown: Shown) -> str:
    """Which reports the signs stand for."""
    return say(f"picture.shown_{shown.value.replace('-', '_')}")


def state_words(state: ControlState) -> str:
    """A state in the legend."""
    return STATE_WORDS[state]


def side_line(scene: Scene, standing: Standing, side: str) -> str:
    """What a side holds, what more is reported, and who states which total."""
    key = "picture.side_capitals" if _counts_capitals(standing) else "picture.side_provinces"
    line = say(key, side=holder_words(scene, side, standing.day), n=standing.assessed_of(side), total=standing.total)
    if more := standing.more_of(side):
        line = say("picture.more", line=line, more=more)
    if lost := _lost(standing, side):
        line = say("picture.lost", line=line, lost=lost)
    check = stated_totals(scene, standing.day).get(side)
    if check is None:
        return line
    who = claimant_words(scene, check.claim) or say("picture.who_not_named")
    return say("picture.stated", line=line, who=who, count=stated_words(check))


def _lost(standing: Standing, side: str) -> int:
    """How many of a side's are given to another side, or to nobody, by the reports."""
    return sum(
        holder == side and standing.only_reported(iso) is not None for iso, (holder, _) in standing.assessed.items()
    )


def stated_words(check: ClaimCheck) -> str:
    """A stated total, and how it stands to the evidence where it does not agree.

    Another total than 34 is told with it.
    """
    claim = check.claim
    words = say(f"qualifier.{Qualifier(claim.qualifier).value}", count=number_words(claim.count))
    if claim.of not in {None, _TOTAL}:
        words = say("picture.stated_of", count=words, of=claim.of)
    if check.verdict is Verdict.EXACT:
        return words
    return say("picture.stated_verdict", count=words, verdict=VERDICT_WORDS[check.verdict])


def number_words(value: int) -> str:
    """Small numbers as words where the language writes them so.

    >>> number_words(5), number_words(29)
    ('five', '29')
    """
    words = say("picture.numbers").split()
    return words[value] if value < len(words) else number(value)


def count_lines(scene: Scene, standing: Standing) -> list[str]:
    """A line for each side, then one for what nobody holds; the numbers of the assessed layer add up to the total."""
    stated = [side for side in stated_totals(scene, standing.day) if side not in standing.sides]
    lines = [side_line(scene, standing, side) for side in (*standing.sides, *in_order(stated))]
    open_words = [
        say("picture.open", state=say(f"picture.{state.value}"), n=found)
        for state in (ControlState.CONTESTED, ControlState.UNKNOWN)
        if (found := standing.open_in(state))
    ]
    return [*lines, " · ".join(open_words)] if open_words else lines


def earlier_days(story: Iterable[StoryDay], day: date) -> dict[str, str]:
    """Province -> the day on which it last changed hands, where that was before `day`; of its month by number alone."""
    found = {iso: changed for iso, (changed, _) in last_changes(story, day).items() if changed != day}
    is_same = {iso: (each.year, each.month) == (day.year, day.month) for iso, each in found.items()}
    with_year = any(each.year != day.year for each in found.values())
    return {
        iso: number(each.day) if is_same[iso] else short_day_words(each, with_year=with_year)
        for iso, each in found.items()
    }


def day_line(standing: Standing) -> str:
    """The day, and that nothing here is verified."""
    return say("picture.day", day=day_words(standing.day))


def foot_lines(scene: Scene, drawn: Drawn) -> list[str]:
    """The counting rule, the sources, where the state begins, what is not drawn, how it is projected: a line each."""
    outlets = sorted({each for document in scene.documents for each in _outlets(document.source, document.reported_by)})
    material = say("picture.documents", documents=say("amount.documents", n=len(scene.documents)))
    lines = [say("picture.rule", rule=rule_words(scene.rule)), f"{material} {_sources(outlets)}".rstrip()]
    if opening := opening_note(scene):
        lines.append(opening)
    if drawn.listed:
        lines.append(say("picture.not_drawn", n=drawn.listed))
    return [*lines, f"{say('picture.projection')} {say('picture.drawn_by', name='conflictmap')}"]


def _sources(outlets: list[str]) -> str:
    names = join(outlets[:_MOST_OUTLETS])
    if len(outlets) > _MOST_OUTLETS:
        return say("script.sources_more", names=names, n=len(outlets) - _MOST_OUTLETS) + "."
    return say("script.sources", names=names) + "." if outlets else ""


def _outlets(source: str | None, reported_by: tuple[str, ...]) -> tuple[str, ...]:
    """Who reported it: those whom a retelling names, else the source itself."""
    return reported_by or ((source,) if source else ())


def is_mirrored() -> bool:
    """Whether the language is written from right to left."""
    return bool(own("direction") == "rtl")
