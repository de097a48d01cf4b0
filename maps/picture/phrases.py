"""What the picture says: the counts with who states them, the legend, the captions.

Knows standings and stated counts and words them. Decides nothing and draws nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.vocab import ControlState, Qualifier, Unit, Verdict
from maps.picture.pins import Shown
from maps.standing import in_order, stated_totals
from maps.symbols import side_label
from maps.wording import VERDICT_WORDS, day_words, rule_words

if TYPE_CHECKING:
    from geo.model import ClaimCheck
    from maps.picture.pins import Drawn
    from maps.scene import Scene
    from maps.standing import Standing

_NUMBERS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_HEDGES = {
    Qualifier.EXACT: "",
    Qualifier.AT_LEAST: "at least ",
    Qualifier.MORE_THAN: "more than ",
    Qualifier.ABOUT: "about ",
    Qualifier.ALL_BUT: "all but ",
}
_MOST_OUTLETS = 14
_LAYERS = (
    "Fill: assessed, where a party's claim of its own gain waits for another source. Stripes: what is so far only "
    "reported."
)
SHOWN_WORDS = {
    Shown.DAY: "Reports of the day",
    Shown.WEEK: "Reports of the last 7 days",
    Shown.SO_FAR: "Reports so far",
}
ONLY_REPORTED = "only reported, in the claimant's colour"
CONTESTED, UNKNOWN = "contested", "not known"
BESIEGED = "besieged"
HOLLOW = "hollow: not told as happened"
CIRCLE = "somewhere inside this true radius"
PROVINCE_ONLY = "report names only the province"


def unit_words(standing: Standing) -> str:
    """What is counted: capitals, or provinces where another rule counts them."""
    return "capitals" if standing.counted is Unit.PROVINCIAL_CAPITAL else "provinces"


def held_by(standing: Standing) -> str:
    """The head of the legend."""
    return "Capital held by" if standing.counted is Unit.PROVINCIAL_CAPITAL else "Province held by"


def chart_title(standing: Standing) -> str:
    """What the chart counts."""
    return (
        "Provincial capitals held, day by day"
        if standing.counted is Unit.PROVINCIAL_CAPITAL
        else "Provinces held, day by day"
    )


def side_line(scene: Scene, standing: Standing, side: str) -> str:
    """What a side holds, what more is reported, and who states which total."""
    line = f"{side_label(side)} {standing.assessed_of(side)} of {standing.total} {unit_words(standing)}"
    if more := standing.more_of(side):
        line += f", {more} more reported"
    if lost := _lost(standing, side):
        line += f", {lost} of them reported lost"
    check = stated_totals(scene, standing.day).get(side)
    return line + (f"; stated by {stated_words(check)}" if check is not None else "")


def _lost(standing: Standing, side: str) -> int:
    """How many of a side's are given to another side, or to nobody, by the reports."""
    return sum(
        holder == side and standing.only_reported(iso) is not None for iso, (holder, _) in standing.assessed.items()
    )


def stated_words(check: ClaimCheck) -> str:
    """Who states which total, and how it stands to the evidence where it does not agree.

    Another total than 34 is told with it.
    """
    claim = check.claim
    who = claim.claimant or claim.source or "an unnamed source"
    of = f" of {claim.of}" if claim.of not in {None, 34} else ""
    verdict = "" if check.verdict is Verdict.EXACT else f" ({VERDICT_WORDS[check.verdict]})"
    return f"{who}: {_HEDGES[claim.qualifier]}{number_words(claim.count)}{of}{verdict}"


def number_words(number: int) -> str:
    """Small numbers as words.

    >>> number_words(5), number_words(29)
    ('five', '29')
    """
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def count_lines(scene: Scene, standing: Standing) -> list[str]:
    """A line for each side, then one for what nobody holds; the numbers of the assessed layer add up to the total."""
    stated = [side for side in stated_totals(scene, standing.day) if side not in standing.sides]
    lines = [side_line(scene, standing, side) for side in (*standing.sides, *in_order(stated))]
    open_words = [
        f"{words[0].upper()}{words[1:]} {number}"
        for words, state in ((CONTESTED, ControlState.CONTESTED), (UNKNOWN, ControlState.UNKNOWN))
        if (number := standing.open_in(state))
    ]
    return [*lines, " · ".join(open_words)] if open_words else lines


def day_line(standing: Standing) -> str:
    """The day, and that nothing here is verified."""
    return f"At the end of {day_words(standing.day)} in Kabul. Reported, not verified."


def foot_lines(scene: Scene, drawn: Drawn, projection: str) -> list[str]:
    """The counting rule, where it starts, the sources, what is not drawn, and how it is projected."""
    outlets = sorted({each for document in scene.documents for each in _outlets(document.source, document.reported_by)})
    told = ", ".join(outlets[:_MOST_OUTLETS])
    if len(outlets) > _MOST_OUTLETS:
        told += f" and {len(outlets) - _MOST_OUTLETS} more"
    number = len(scene.documents)
    lines = [
        f"Counting rule: {rule_words(scene.rule)} {_LAYERS}",
        f"Sources: {number} document{'' if number == 1 else 's'}" + (f" ({told})." if told else "."),
    ]
    if scene.opening_note:
        lines[1] += f" {scene.opening_note}"
    if drawn.listed:
        lines.append(
            f"{drawn.listed} further report{'' if drawn.listed == 1 else 's'} of these days cannot be drawn: no place"
            " inside this frame is named, or none closer than a country."
        )
    return [*lines, f"Projection: {projection}."]


def _outlets(source: str | None, reported_by: tuple[str, ...]) -> tuple[str, ...]:
    """Who reported it: those whom a retelling names, else the source itself."""
    return reported_by or ((source,) if source else ())
