"""`claims.csv` and `problems.jsonl`: stated counts with their verdicts, and what was wrong with the material."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maps.exports.files import json_lines
from maps.exports.properties import iso
from maps.exports.tables import csv_text

if TYPE_CHECKING:
    from geo.errors import Problem
    from geo.model import ClaimCheck, Document
    from maps.exports.tables import Cell
    from maps.scene import Scene

CLAIM_COLUMNS = (
    "claim_id", "unit", "side", "state", "count", "count_low", "count_high", "of", "qualifier", "ordinal", "scope",
    "since", "as_of", "claimant", "verdict", "named_count", "named", "not_named", "candidates", "explanation",
    "quote_exact", "quote_start", "quote_end", "rule_id", "source", "url", "document_id", "document_sha256",
    "recorded_at",
)  # fmt: skip


def claims_csv(scene: Scene) -> str:
    """Every stated count with what the ledger says of it; `named` and `candidates` are unit ids parted by ";"."""
    return csv_text(
        CLAIM_COLUMNS, (_claim_row(check, scene.document(check.claim.document_id)) for check in scene.checks)
    )


def _claim_row(check: ClaimCheck, document: Document | None) -> tuple[Cell, ...]:
    claim = check.claim
    stated = (
        claim.claim_id,
        claim.unit,
        claim.side,
        claim.state,
        claim.count,
        claim.count_low,
        claim.count_high,
        claim.of,
    )
    how = (claim.qualifier, claim.ordinal, claim.scope, iso(claim.since), iso(claim.as_of), claim.claimant)
    verdict = (check.verdict, len(check.named), ";".join(check.named), check.not_named, ";".join(check.candidates))
    evidence = (check.explanation, claim.quote.exact, claim.quote.start, claim.quote.end, claim.rule_id, claim.source)
    origin = (document.url if document else None, claim.document_id, claim.document_sha256, iso(claim.recorded_at))
    return (*stated, *how, *verdict, *evidence, *origin)


def problems_jsonl(scene: Scene) -> str:
    """Every problem, by file and line; `fatal` says that (part of) a source could not be read."""
    return json_lines(_problem_row(problem) for problem in scene.problems)


def _problem_row(problem: Problem) -> dict[str, Any]:
    return {
        "kind": problem.kind.value,
        "message": problem.message,
        "file": problem.file,
        "line": problem.line,
        "document_id": problem.document_id,
        "fatal": problem.is_fatal,
    }
