"""Where something was done for a purpose that is the same happening: "fired into the air to disperse a rally in X".

The purpose itself is not asserted, but its words say where the deed was, for a deed that has no place of its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.vocab import AssertionMode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.events.interpret import Finding


def with_places_of_purposes(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings of a sentence, a deed without a place at the one of its purpose."""
    for finding in findings:
        meant = next((each for each in findings if _is_purpose(each, finding)), None)
        yield replace(finding, place=meant.place, place_basis=meant.place_basis) if meant is not None else finding


def _is_purpose(purpose: Finding, deed: Finding) -> bool:
    """Whether a finding is what a deed without a place was done for: of its kind, of its doer, in a clause below."""
    if deed.place is not None or deed.event_type is None or deed.mode is not AssertionMode.ACTUAL:
        return False
    is_alike = purpose.event_type is deed.event_type and purpose.actor == deed.actor
    is_below = purpose.predication.depth > deed.predication.depth
    return is_alike and is_below and purpose.place is not None and purpose.mode is AssertionMode.HYPOTHETICAL
