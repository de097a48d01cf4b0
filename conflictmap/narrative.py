"""The chain of evidence in sentences: who holds a unit, since when, by which rule, and who said what, in order.

Knows words only; every fact comes from an `Explanation`. Quotes stand as they were written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.dates import KABUL, end_of_day, kabul_day
from geo.ledger import Change, Denial, Part, side_words
from geo.vocab import ControlBasis, ControlState, DecisionAction
from maps.wording import VERDICT_WORDS, count_words, day_words, rule_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from geo.decision import Decision
    from geo.ledger import Explanation, Testimony
    from geo.model import ClaimCheck, Control

Paragraph = tuple[int, str]
"""An indent in columns, and a text."""

_PARTS = {
    Part.DECIDES: "this decided",
    Part.CONFIRMS: "this bears it out",
    Part.WAITS: "a claim in its own cause, which waits",
    Part.TAKEN_BACK: "taken back later",
    Part.EARLIER: "of an earlier day; overtaken since",
    Part.OVERRULED: "another report decides",
}
_CHANGES = {
    Change.GAIN: "taken",
    Change.WITHDRAWAL: "left by its holder",
    Change.REPELLED: "held against an attack",
    Change.SIEGE: "under siege",
    Change.DISPUTE: "disputed",
    Change.HELD: "held",
}
_KINDS = {"denied": "Denied", "taken_back": "Taken back", "dates": "Dates differ", "holders": "Holders differ"}


_DECIDED = {
    DecisionAction.ACCEPT: "Accepted",
    DecisionAction.REJECT: "Rejected",
    DecisionAction.CORRECT: "Corrected",
    DecisionAction.MERGE: "Merged",
    DecisionAction.SPLIT: "Split",
    DecisionAction.ADD: "Added",
    DecisionAction.PREFER: "Source preferred",
    DecisionAction.SET_CONTROL: "Control set",
    DecisionAction.SET_PLACE: "Place set",
}


def paragraphs(why: Explanation) -> Iterator[Paragraph]:
    """The whole story of a unit on a day, paragraph by paragraph."""
    known = f", with what was published by the end of {day_words(kabul_day(why.known_at))}" if why.known_at else ""
    yield 0, f"{why.name} ({why.unit_id}) at the end of {day_words(why.day)}{known}."
    yield 0, f"Rule {why.rule}: {rule_words(why.rule)} This tells who says so, not whether it is true."
    yield 0, ""
    for basis in (ControlBasis.ASSESSED, ControlBasis.REPORTED):
        yield 0, f"{basis.value.capitalize()}: {_held(why.rows[basis])}"
        yield 2, f"Rule {why.rows[basis].rule}. {why.rows[basis].explanation}"
    if why.lag is not None:
        yield 0, f"The layers differ by the rule {why.lag.rule}. {why.lag.explanation}"
    yield from ((0, _decided_line(each)) for each in why.decisions)
    yield from _chain(why)
    if why.disagreements:
        yield 0, ""
        yield 0, "Contradictions, all kept:"
        quotes = {each.event.event_id: each.event.evidence_text for each in why.testimonies}
        for each in why.disagreements:
            yield 2, f"{_KINDS[each.kind]}: {each.explanation}"
            yield from ((4, words) for words in dict.fromkeys(quotes[event] for event in each.events))
    if why.checks:
        yield 0, ""
        day = why.checks[0].claim.as_of
        yield 0, f"Stated counts for {day_words(day) if day else 'no day'}:"
        yield from ((2, _count(each, why)) for each in why.checks)


def _held(row: Control) -> str:
    since = f" since {day_words(row.valid_from)}" if row.side or row.evidence else ""
    match row.state:
        case ControlState.CONTROLLED:
            return f"held by {side_words(row.side)}{since}."
        case ControlState.BESIEGED:
            return f"held by {side_words(row.side)}, besieged{since}."
        case ControlState.CONTESTED:
            last = f"; the last holder known is {side_words(row.side)}" if row.side else ""
            return f"contested{since}{last}."
        case ControlState.UNKNOWN:
            return f"nobody is known to hold it{since}."


def _chain(why: Explanation) -> Iterator[Paragraph]:
    yield 0, ""
    if not why.testimonies:
        yield 0, "No report of this unit is known by then."
    else:
        reports = [each for each in why.testimonies if not isinstance(each.said, Denial)]
        parts = [f"{len(reports)} report{'s' * (len(reports) != 1)}"]
        if len(why.testimonies) > len(reports):
            denials = len(why.testimonies) - len(reports)
            parts.append(f"{denials} denial{'s' * (denials != 1)}")
        voices = why.independent_origins
        origins = f"{voices or 'no'} independent origin{'s' * (voices != 1)}"
        ordered = ", in the order of their publication" if len(why.testimonies) > 1 else ""
        yield 0, f"{' and '.join(parts)}{ordered}; {origins} behind the assessed state:"
    for number, each in enumerate(why.testimonies, 1):
        yield 0, f"{number}. {_said(each)}"
        yield 4, each.event.evidence_text
        yield from ((4, line) for line in _origin(each))
    if why.later:
        yield 0, f"{why.later} report{'s' * (why.later != 1)} of later days left out."


def _said(each: Testimony) -> str:
    event = each.event
    who = event.source_original or "in its own voice"
    side = f" (for {side_words(event.source_side)})" if event.source_side else ""
    outlet = event.source or "a source without a name"
    what = _CHANGES[each.said.change]
    by = f" by {side_words(each.said.mover)}" if each.said.mover else ""
    if isinstance(each.said, Denial):
        verb = "takes back that it was" if Part.TAKES_BACK in each.parts.values() else "denies that it was"
        happened = f"{verb} {what}{by}"
    else:
        happened = f"{what}{by} on {day_words(each.said.day)}: {_role(each)}"
    return f"{_moment(each.recorded_at)}, {outlet}, {who}{side}, graded {each.grade}: {happened}."


def _role(each: Testimony) -> str:
    assessed, reported = (each.parts[basis] for basis in (ControlBasis.ASSESSED, ControlBasis.REPORTED))
    if assessed is reported:
        return _PARTS[assessed]
    return f"assessed: {_PARTS[assessed]}; reported: {_PARTS[reported]}"


def _origin(each: Testimony) -> Iterator[str]:
    """The headline, with whom it retells if it does, and the address; for a retelling the first page that it names."""
    document = each.document
    if document is None:
        return
    after = f" after {', '.join(document.reported_by)}" if document.reported_by else ""
    retold = f"retold for demonstration{after}" if document.retold else ""
    titled = ", ".join(part for part in (f"“{document.title}”" if document.title else "", retold) if part)
    if titled:
        yield titled
    address = document.url or next(iter(document.based_on), None)
    if address:
        yield address


def _count(check: ClaimCheck, why: Explanation) -> str:
    claim = check.claim
    who = claim.claimant or claim.source or "no claimant"
    line = f"{side_words(claim.side)} {count_words(claim)}, says {who}: {VERDICT_WORDS[check.verdict]}."
    line = f"{line[0].upper()}{line[1:]} {check.explanation}"
    if why.unit_id in check.named:
        return f"{line} {why.name} is among those named."
    if why.unit_id in check.candidates:
        return f"{line} {why.name} could be among those not named."
    return line


def _decided_line(decision: Decision) -> str:
    """Who decided what, when and why."""
    when = f" on {day_words(kabul_day(decision.decided_at))}" if decision.decided_at is not None else ""
    what = f"{decision.reason}{_decided_words(decision)} (decision {decision.decision_id})"
    return f"{_DECIDED[decision.action]} by {decision.author}{when}: {what}."


def _decided_words(decision: Decision) -> str:
    if decision.value is None:
        return ""
    return f"; {decision.field} is {decision.value}" if decision.field else f"; {decision.value}"


def _moment(when: datetime) -> str:
    """A day, with the time in Kabul where one is known: the end of the day stands for a day without a time."""
    day = kabul_day(when)
    return day_words(day) if when == end_of_day(day) else f"{day_words(day)}, {when.astimezone(KABUL):%H:%M} Kabul time"
