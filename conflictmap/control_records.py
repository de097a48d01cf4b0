"""The answers of `control` and `why` for programs: JSON values and CSV rows.

Knows the names and the order of the members; pure functions. Days are ISO 8601, unknown is null. Every record names
the counting rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.ledger.units import unit_words
from geo.records import document_record, quote_record
from geo.vocab import ControlState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from geo.ledger import Answer, Difference, Explanation, Lag, Testimony
    from geo.model import Claim, ClaimCheck, Control, DayCount
    from geo.records import Json

COUNT_COLUMNS = ("day", "known_at", "rule", "basis", "unit", "side", "state", "count", "total")
HOLDER_COLUMNS = (
    *("day", "known_at", "rule", "basis", "unit", "unit_id", "name", "side", "state", "since"),
    *("settling_rule", "evidence", "explanation"),
)
HISTORY_COLUMNS = (
    *("basis", "unit", "unit_id", "name", "side", "state", "valid_from", "valid_to", "recorded_at", "superseded_at"),
    *("settling_rule", "evidence", "explanation"),
)
CHANGE_COLUMNS = (
    *("change", "basis", "unit", "unit_id", "name", "from_side", "from_state", "to_side", "to_state", "since"),
    *("rule", "settling_rule", "claimant", "statement", "evidence", "sources"),
)


def count_record(count: DayCount, known_at: date | None) -> Json:
    """How many units a side holds on a day."""
    return {
        "day": count.day.isoformat(),
        "known_at": iso(known_at),
        "rule": count.rule,
        "basis": count.basis.value,
        "unit": count.unit.value,
        "side": count.side,
        "state": count.state.value,
        "count": count.count,
        "total": count.total,
    }


def holder_record(answer: Answer) -> Json:
    """Who holds a unit on a day in one layer."""
    row = answer.row
    return {
        "day": answer.day.isoformat(),
        "known_at": iso(answer.known_at),
        "rule": answer.rule,
        "basis": row.basis.value,
        "unit": row.unit.value,
        "unit_id": row.unit_id,
        "name": answer.name,
        "side": row.side,
        "state": row.state.value,
        "since": row.valid_from.isoformat() if row.evidence or row.side else None,
        "settling_rule": str(row.rule),
        "evidence": list(row.evidence),
        "explanation": row.explanation,
    }


def row_record(row: Control) -> Json:
    """One row of the ledger with both of its spans; the ends are exclusive, null where open."""
    return {
        "basis": row.basis.value,
        "unit": row.unit.value,
        "unit_id": row.unit_id,
        "name": unit_words(row.unit, row.unit_id),
        "side": row.side,
        "state": row.state.value,
        "valid_from": row.valid_from.isoformat(),
        "valid_to": iso(row.valid_to),
        "recorded_at": row.recorded_at.isoformat(),
        "superseded_at": iso(row.superseded_at),
        "settling_rule": str(row.rule),
        "evidence": list(row.evidence),
        "explanation": row.explanation,
    }


def lag_record(lag: Lag) -> Json:
    """One lagging unit with the rule that holds it back."""
    return {
        "unit": lag.unit.value,
        "unit_id": lag.unit_id,
        "name": unit_words(lag.unit, lag.unit_id),
        "reported_side": lag.reported.side,
        "reported_state": lag.reported.state.value,
        "assessed_side": lag.assessed.side if lag.assessed else None,
        "assessed_state": (lag.assessed.state if lag.assessed else ControlState.UNKNOWN).value,
        "rule": lag.rule.value,
        "evidence": list(lag.evidence),
        "explanation": lag.explanation,
    }


def change_records(found: Difference, sources: dict[str, str]) -> Iterator[Json]:
    """Every change as one flat record; `sources` name the origin of each event."""
    for each in found.changes:
        before, after = each.before, each.after
        yield _change(
            "unit",
            found.rule,
            after,
            name=each.name,
            from_side=before.side,
            from_state=before.state.value,
            evidence=list(each.evidence),
            sources=_named(each.evidence, sources),
        )
    waiting = [("new_claim", each) for each in found.new_claims]
    waiting += [(f"claim_{each.outcome}", each.lag) for each in found.withdrawn_claims]
    for kind, lag in waiting:
        yield _change(
            kind,
            found.rule,
            lag.reported,
            name=unit_words(lag.unit, lag.unit_id),
            settling_rule=lag.rule.value,
            evidence=list(lag.evidence),
            sources=_named(lag.evidence, sources),
        )
    for kind, claims in (("new_count", found.new_counts), ("withdrawn_count", found.withdrawn_counts)):
        for claim in claims:
            yield dict.fromkeys(CHANGE_COLUMNS) | {
                "change": kind,
                "unit": claim.unit.value,
                "to_side": claim.side,
                "to_state": claim.state.value,
                "since": iso(claim.as_of),
                "rule": found.rule,
                "claimant": claim.claimant or claim.source,
                "statement": claim.quote.exact,
                "evidence": [claim.claim_id],
                "sources": [],
            }


def _change(kind: str, rule: str, row: Control, **more: object) -> Json:
    return dict.fromkeys(CHANGE_COLUMNS) | {
        "change": kind,
        "basis": row.basis.value,
        "unit": row.unit.value,
        "unit_id": row.unit_id,
        "to_side": row.side,
        "to_state": row.state.value,
        "since": row.valid_from.isoformat(),
        "rule": rule,
        "settling_rule": str(row.rule),
        **more,
    }


def _named(evidence: Iterable[str], sources: dict[str, str]) -> list[str]:
    return list(dict.fromkeys(sources[each] for each in evidence if each in sources))


def explanation_record(why: Explanation) -> Json:
    """The whole chain of evidence as one record."""
    return {
        "unit": why.unit.value,
        "unit_id": why.unit_id,
        "name": why.name,
        "day": why.day.isoformat(),
        "known_at": iso(why.known_at),
        "rule": why.rule,
        "rows": [row_record(row) for row in why.rows.values()],
        "independent_origins": why.independent_origins,
        "testimonies": [_testimony_record(each) for each in why.testimonies],
        "later_reports": why.later,
        "lag": lag_record(why.lag) if why.lag else None,
        "disagreements": [
            {"kind": each.kind, "events": list(each.events), "explanation": each.explanation}
            for each in why.disagreements
        ],
        "stated_counts": [check_record(each) for each in why.checks],
    }


def _testimony_record(each: Testimony) -> Json:
    event = each.event
    return {
        "event_id": event.event_id,
        "recorded_at": each.recorded_at.isoformat(),
        "day": each.said.day.isoformat(),
        "change": each.said.change.value,
        "mode": event.assertion_mode.value,
        "taker": event.taker,
        "parts": {basis.value: part.value for basis, part in each.parts.items()},
        "answers": list(each.answers),
        "origin": each.origin,
        "reliability": each.grade.reliability,
        "credibility": each.grade.credibility,
        "source": event.source,
        "source_original": event.source_original,
        "source_side": event.source_side,
        "quote": quote_record(event.quote),
        "rule_id": event.rule_id,
        "document": document_record(each.document) if each.document else None,
    }


def check_record(check: ClaimCheck) -> Json:
    """A stated count with its verdict."""
    claim: Claim = check.claim
    return {
        "claim_id": claim.claim_id,
        "count": claim.count,
        "of": claim.of,
        "side": claim.side,
        "as_of": iso(claim.as_of),
        "claimant": claim.claimant or claim.source,
        "verdict": check.verdict.value,
        "named": list(check.named),
        "not_named": check.not_named,
        "candidates": list(check.candidates),
        "explanation": check.explanation,
        "quote": claim.quote.exact,
    }


def cells(record: Json, columns: Iterable[str]) -> list[str | int | float | bool | None]:
    """A record as a CSV row: lists are parted by ";"."""
    values = (record[column] for column in columns)
    return [";".join(map(str, value)) if isinstance(value, list) else value for value in values]


def iso(when: date | datetime | None) -> str | None:
    """The ISO 8601 text of a day or an instant; None stays None."""
    return when.isoformat() if when is not None else None
