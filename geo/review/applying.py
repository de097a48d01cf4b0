"""Decisions applied to events, before anything is settled: what counted until then, and what counts from then on.

Pure: statements and decisions in, statements out. A rejected event ends at the instant of the decision, a corrected one
is followed by its correction, an added one begins there; so what was known before a decision stays readable. Of several
decisions about one event the later follows on the earlier.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.decision import Applied, Statement
from geo.errors import Problem, ProblemKind
from geo.review.fields import FieldError, added, corrected, editorial, preference
from geo.review.matching import Targets, describe
from geo.review.naming import correction_of
from geo.vocab import DecisionAction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geo.decision import Decision, Editorial, Preference
    from geo.model import Document, Event

_OF_UNITS = frozenset({DecisionAction.SET_CONTROL, DecisionAction.PREFER})


def apply_decisions(
    decisions: Sequence[Decision],
    statements: Sequence[Statement],
    documents: Mapping[str, Document],
    *,
    only: bool = False,
) -> Applied:
    """Apply decisions to events. `documents` are by id; with `only` a target that is not here is no problem.

    What a name means has been applied when the texts were read: of such a decision only the events that cite it are
    told here.
    """
    targets = Targets((each.event for each in statements), documents)
    about: dict[str, list[Decision]] = defaultdict(list)
    citing = _citing(statements)
    matched: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    new: list[Statement] = []
    editorials: list[Editorial] = []
    preferences: list[Preference] = []
    for each in sorted(decisions, key=lambda each: each.order):
        try:
            if each.action is DecisionAction.SET_PLACE:
                correction_of(each)
                matched[each.decision_id] = tuple(citing.get(each.decision_id, ()))
            elif each.action is DecisionAction.SET_CONTROL:
                editorials.append(editorial(each))
            elif each.action is DecisionAction.PREFER:
                preferences.append(preference(each))
            elif each.action is DecisionAction.ADD:
                event = _added(each, targets)
                new.append(Statement(event, since=each.since))
                matched[each.decision_id] = (event.event_id,)
            else:
                found = targets.find(each)
                if len(found) == 1:
                    about[found[0]].append(each)
                    matched[each.decision_id] = tuple(found)
                elif not only or found:
                    problems.append(_unmatched(each, found, targets, statements))
        except FieldError as error:
            problems.append(_problem(each, f"is not used: {error}."))
    changed = [one for each in statements for one in _decided(each, about.get(each.event.event_id, ()), problems)]
    return Applied((*changed, *new), tuple(editorials), tuple(preferences), tuple(problems), matched)


def _citing(statements: Iterable[Statement]) -> dict[str, dict[str, None]]:
    """The ids of the events that were read by a decision, each once, by the decision's id."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for event, _, _ in statements:
        for each in event.decisions:
            found[each][event.event_id] = None
    return found


def _added(decision: Decision, targets: Targets) -> Event:
    found = targets.documents(decision.document)
    return added(decision, found[0] if found else None)


def _decided(statement: Statement, decisions: Sequence[Decision], problems: list[Problem]) -> Iterator[Statement]:
    """What becomes of one statement: itself, or a statement for each span between two decisions."""
    event, since, until = statement
    cited = tuple(each.decision_id for each in decisions if not _changes(each))
    if cited:
        event = replace(event, decisions=tuple(dict.fromkeys((*event.decisions, *cited))))
    for each in filter(_changes, decisions):
        start = since or event.recorded_at
        at = each.since if start is None or each.since > start else start
        if until is not None and at >= until:
            continue
        cites = tuple(dict.fromkeys((*event.decisions, each.decision_id)))
        if each.action is DecisionAction.REJECT:
            yield Statement(replace(event, decisions=cites), since, at)
            return
        assert each.field is not None
        assert each.value is not None
        try:
            following = corrected(event, each.field, each.value)
        except FieldError as error:
            problems.append(_problem(each, f"is not used: {error}."))
            continue
        yield Statement(event, since, at)
        event, since = replace(following, decisions=cites), at
    yield Statement(event, since, until)


def _changes(decision: Decision) -> bool:
    """Whether a decision changes an event over ledger time; the others are only cited with it."""
    return decision.action in {DecisionAction.REJECT, DecisionAction.CORRECT}


def _unmatched(decision: Decision, found: Sequence[str], targets: Targets, statements: Sequence[Statement]) -> Problem:
    """Why a decision is about no event, and what stands in the place of the one that it means."""
    if found:
        events = [each.event for each in statements if each.event.event_id in found]
        several = f"fits {len(found)} events, so it is not used: {describe(events)}."
        return _problem(decision, f"{several} Name one by its id.")
    nearest = targets.nearest(decision)
    instead = f" In its place there is {describe([nearest])}." if nearest is not None else ""
    meant = decision.target_event_id or f"“{decision.quote}” in {decision.document}"
    return _problem(decision, f"is about an event that is not there: {meant}.{instead}")


def _problem(decision: Decision, words: str) -> Problem:
    return Problem(
        kind=ProblemKind.DECISION_NOT_APPLIED,
        message=f"The decision {decision.decision_id} ({decision.action}, by {decision.author}) {words}",
        file=decision.origin or None,
    )
