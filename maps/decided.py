"""What people decided, as the page tells it beside what their decisions changed.

Knows the decisions of a scene and which events and rows cite them; puts each into one sentence. Applies none: that is
done before the ledger is settled (`geo.review`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.dates import kabul_day
from geo.vocab import DecisionAction
from maps.language import say
from maps.wording import day_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.decision import Decision
    from maps.scene import Scene

Numbers = dict[str, list[int]]
"""Id of a decision -> its places among those that the page tells."""


def decision_words(decision: Decision, reason: str | None = None) -> str:
    """Who decided what, when and why, as a sentence; `reason` stands in for the decision's own."""
    reason = reason or decision.reason.rstrip(". ")
    if decision.decided_at is None:
        return say("decided.name", who=decision.author, reason=reason)
    day = day_words(kabul_day(decision.decided_at))
    return say(f"decided.{decision.action}", who=decision.author, day=day, reason=reason)


def cited_decisions(scene: Scene) -> tuple[list[dict[str, str]], Numbers]:
    """Those decisions that an event or a standing row of the ledger cites, as `id` and `words`, and their places by id.

    Two files may use one id; both are told then.
    """
    cited = {each for event in scene.events for each in event.decisions}
    cited |= {each for row in scene.controls if row.superseded_at is None for each in row.decisions}
    told: list[dict[str, str]] = []
    numbers: Numbers = {}
    for decision in scene.decisions:
        if decision.decision_id in cited:
            numbers.setdefault(decision.decision_id, []).append(len(told))
            told.append({"id": decision.decision_id, "words": decision_words(decision)})
    return told, numbers


def places(ids: Iterable[str], numbers: Mapping[str, list[int]]) -> list[int] | None:
    """Where the decisions of these ids stand among those that are told; None where none is."""
    return sorted({number for each in ids for number in numbers.get(each, ())}) or None


def is_corrected(ids: Iterable[str], decisions: Iterable[Decision]) -> bool:
    """Whether one of the decisions changed something; one that only accepts what was read does not.

    A decision that the scene cites and does not hold counts as a change.
    """
    wanted = set(ids)
    accepted = {each.decision_id for each in decisions if each.action is DecisionAction.ACCEPT}
    return bool(wanted - accepted)
