"""Ground that a sentence describes by who held it until it changed hands: "captured X, which the army held since May".

The description is of the time before: it holds nothing now, and does not dispute the change that it stands beside.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events.event_words import event_words
from geo.vocab import TRANSFERS, Action, AssertionMode, DateBasis

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.events.interpret import Finding

_WORDS = event_words().taking


def with_what_was_held_before(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings of a sentence, a holder whom a change told in it ended as background."""
    for finding in findings:
        is_over = finding.action is Action.HELD and any(_ends(change, finding) for change in findings)
        yield replace(finding, mode=AssertionMode.HISTORICAL) if is_over else finding


def _ends(change: Finding, held: Finding) -> bool:
    """Whether a change ended a holding: told of the same unit, the holding in a clause that hangs on the change.

    What is held in the present, "now" or "again", or from a later day than the change, goes on.
    """
    if held.unit_id is None or change.unit_id != held.unit_id:
        return False
    if change.mode is not AssertionMode.ACTUAL or held.mode is not AssertionMode.ACTUAL:
        return False
    told = held.predication
    if told.depth <= change.predication.depth or told.tense == "present" or _WORDS.newly & told.words:
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
