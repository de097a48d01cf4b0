"""Where something was done for a purpose that is the same happening: "fired into the air to disperse a rally in X".

The purpose itself is not asserted, but its words say where the deed was, for a deed that has no place of its own.
So do those of what the same people did along with it: "killed four and seized pistols in X".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.vocab import STRIKES, AssertionMode, EventType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.events.interpret import Finding


_FOUGHT = STRIKES | {EventType.ARMED_CLASH, EventType.ATTACK_ON_CIVILIANS, EventType.BOMBING}
_DONE_BESIDE = frozenset(
    {EventType.WEAPONS_DISRUPTED, EventType.LOOTING_DESTRUCTION, EventType.ARREST, EventType.ABDUCTION}
)
"""What is done where men are killed, by the same people and in the same breath."""


def with_places_of_purposes(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings of a sentence, a deed without a place at the one of its purpose, or of what was done with it."""
    for finding in findings:
        meant = next((each for each in findings if _is_purpose(each, finding) or _is_done_with(each, finding)), None)
        yield replace(finding, place=meant.place, place_basis=meant.place_basis) if meant is not None else finding


def _is_purpose(purpose: Finding, deed: Finding) -> bool:
    """Whether a finding is what a deed without a place was done for: of its kind, of its doer, in a clause below."""
    if deed.place is not None or deed.event_type is None or deed.mode is not AssertionMode.ACTUAL:
        return False
    is_alike = purpose.event_type is deed.event_type and purpose.actor == deed.actor
    is_below = purpose.predication.depth > deed.predication.depth
    return is_alike and is_below and purpose.place is not None and purpose.mode is AssertionMode.HYPOTHETICAL


def _is_done_with(other: Finding, deed: Finding) -> bool:
    """Whether who killed or fought did something else in the same breath: "killed four and seized pistols in X"."""
    if deed.place is not None or deed.event_type not in _FOUGHT or other.event_type not in _DONE_BESIDE:
        return False
    if {deed.mode, other.mode} != {AssertionMode.ACTUAL} or other.place is None or deed.predication.is_noun:
        return False
    doers = {each.start for each in deed.predication.role("agent")}
    is_shared = any(each.start in doers for each in other.predication.role("agent"))
    return is_shared and other.predication.trigger > deed.predication.trigger
