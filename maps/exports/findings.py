"""`claims.csv` and `problems.jsonl`: stated counts with their verdicts, and what was wrong with the material."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.ledger_columns import CLAIM_COLUMNS, ClaimRow
from maps.exports.files import json_lines
from maps.exports.tables import csv_text
from maps.feeds import counts_text

if TYPE_CHECKING:
    from geo.errors import Problem
    from maps.scene import Scene


def claims_csv(scene: Scene) -> str:
    """Every stated count with what the ledger says of it; `named` and `candidates` are unit ids parted by ";"."""
    told = (ClaimRow(check, scene.document(check.claim.document_id)) for check in scene.checks)
    rows = ([column.json(row) for column in CLAIM_COLUMNS] for row in told)
    return csv_text([column.name for column in CLAIM_COLUMNS], rows)


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


def feed_counts_csv(scene: Scene) -> str:
    """How many rows each feed has by day, province, place and code; empty but for its header without a feed."""
    return counts_text(scene.feeds)
