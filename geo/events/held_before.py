"""Ground that a sentence describes by who held it until it changed hands: "captured X, which the army held since May".

The description is of the time before: it holds nothing now, and does not dispute the change that it stands beside.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from geo.dates import DateSpan
from geo.events.event_words import event_words
from geo.model import Event
from geo.vocab import TRANSFERS, Action, AssertionMode, DateBasis

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from geo.events.interpret import Finding

_WORDS = event_words().taking


def with_what_was_held_before(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings of a sentence, a holder whom a change told in it ended as background."""
    for finding in findings:
        is_over = finding.action is Action.HELD and any(_ends(change, finding) for change in findings)
        yield replace(finding, mode=AssertionMode.HISTORICAL) if is_over else finding


def with_losses_before(findings: Sequence[Finding], told: Sequence[Event]) -> Iterator[Finding]:
    """The findings of a sentence, an undated loss bounded by the day on which the ground was won back.

    "X had fallen, but the army retook it on June 21" and "The army retook X on June 21. It had fallen to the Taliban":
    it fell no later than that, whatever the day of the text. `told` are the events of the sentences before.
    """
    for finding in findings:
        span = finding.span if finding.date_basis is DateBasis.STATED else _until_won_back(finding, findings, told)
        yield finding if span is finding.span else replace(finding, span=span, date_basis=DateBasis.BOUND)


def _until_won_back(loss: Finding, findings: Sequence[Finding], told: Sequence[Event]) -> DateSpan | None:
    """The open span up to the day on which what was lost was won back; its own span where nobody tells of that."""
    predication = loss.predication
    if loss.unit_id is None or loss.taker is None or loss.action not in TRANSFERS:
        return loss.span
    ends = [each.span for each in findings if each.predication.trigger > predication.trigger and _wins_back(each, loss)]
    if predication.tense == "past" and predication.aspect == "perfect":
        ends += [each.date for each in reversed(told) if _wins_back(each, loss)]
    won = next((each for each in ends if each is not None and each.date_end is not None), None)
    if won is None or won.date_end is None or _is_counted_before(loss.span, won.date_end):
        return loss.span
    return DateSpan.until(won.date_end - timedelta(days=1) if _is_about(won) else won.date_end)


def _is_counted_before(span: DateSpan | None, end: date) -> bool:
    """Whether a loss has days of its own before it was won back: "two weeks after they took X, the army retook it"."""
    if span is None or span.date_start is None or span.date_end is None:
        return False
    return span.date_end < end and not _is_about(span)


def _is_about(span: DateSpan) -> bool:
    return span.date_edtf.endswith("~")


def _wins_back(change: Finding | Event, loss: Finding) -> bool:
    """Whether somebody retakes by a change what another took from him."""
    mode = change.assertion_mode if isinstance(change, Event) else change.mode
    both = mode is AssertionMode.ACTUAL and loss.mode is AssertionMode.ACTUAL
    is_other = change.taker not in {None, loss.taker}
    return both and is_other and change.unit_id == loss.unit_id and change.action is Action.RETAKEN


def _ends(change: Finding, held: Finding) -> bool:
    """Whether a change ended a holding: told of the same unit, the holding in a clause that hangs on the change.

    What is held in the present, "now" or "again", or from a later day than the change, goes on.
    """
    if held.unit_id is None or change.unit_id != held.unit_id:
        return False
    if change.mode is not AssertionMode.ACTUAL or held.mode is not AssertionMode.ACTUAL:
        return False
    told = held.predication
    if told.tense == "present" or _WORDS.newly & told.words:
        return False
    is_until = change.predication.bound in _WORDS.ending and held.date_basis is not DateBasis.STATED
    is_until = is_until and change.predication.depth > told.depth  # "held X until the Taliban took it"
    if told.depth <= change.predication.depth and not is_until:
        return False
    return _takes_from(change, held.taker) and not _is_later(held, change)


def _takes_from(change: Finding, holder: str | None) -> bool:
    """Whether a change leaves a unit without this holder: somebody else takes it, or the holder's men go."""
    if holder is None:
        return False
    if change.action is Action.VACATED:
        left = change.loser or (change.actor.side if change.actor is not None else None)
        return left == holder
    return change.action in TRANSFERS and change.taker is not None and change.taker != holder


def _is_later(held: Finding, change: Finding) -> bool:
    """Whether a holding is told of a day of its own behind that of the change."""
    first, second = change.span, held.span
    if held.date_basis is not DateBasis.STATED or first is None or second is None:
        return False
    return first.date_end is not None and second.date_start is not None and second.date_start > first.date_end
