"""The flat rows of the ledger: stated counts with their verdicts, who holds what, and the provinces.

As `geo.columns` defines an event's row, this defines theirs: name, order, type, meaning, and how each value is read.
Ids in lists are parted by ";".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.column import DAY, FLAG, INSTANT, INTEGER, TEXT, Column
from geo.model import Control, DayCount, Province

if TYPE_CHECKING:
    from geo.model import Claim, ClaimCheck, Document

SEPARATOR = ";"


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A stated count with its verdict, beside the document that states it, where known."""

    check: ClaimCheck
    document: Document | None = None


ClaimColumn = Column[ClaimRow]
ControlColumn = Column[Control]
ProvinceColumn = Column[Province]
CountColumn = Column[DayCount]


def _stated(column: Column[Claim]) -> ClaimColumn:
    return ClaimColumn(
        column.name, column.type, column.meaning, lambda row: column.read(row.check.claim), column.is_required
    )


STATED_COLUMNS: tuple[Column[Claim], ...] = (
    Column("claim_id", TEXT, "hash of the claim", lambda claim: claim.claim_id, is_required=True),
    Column("unit", TEXT, "kind of territory", lambda claim: claim.unit),
    Column("side", TEXT, "whose units are counted", lambda claim: claim.side),
    Column("state", TEXT, "state of the units counted", lambda claim: claim.state),
    Column("count", INTEGER, "number of units; N for the Nth", lambda claim: claim.count),
    Column("count_low", INTEGER, "least that the words allow, inclusive; empty is open", lambda claim: claim.count_low),
    Column("count_high", INTEGER, "most that the words allow, inclusive; empty is open", lambda c: c.count_high),
    Column("of", INTEGER, "total as stated", lambda claim: claim.of),
    Column("qualifier", TEXT, "how the count is hedged", lambda claim: claim.qualifier),
    Column("ordinal", FLAG, "whether it is an Nth", lambda claim: claim.ordinal),
    Column("scope", TEXT, "what is counted over", lambda claim: claim.scope),
    Column("since", DAY, "start of a count over a period", lambda claim: claim.since),
    Column("as_of", DAY, "day for which it is stated", lambda claim: claim.as_of),
    Column("claimant", TEXT, "who counts", lambda claim: claim.claimant),
)
"""A stated count as it was stated, without its verdict and its evidence."""
_QUOTED_COLUMNS: tuple[Column[Claim], ...] = (
    Column("quote_exact", TEXT, "the sentence that says so, as in the original", lambda claim: claim.quote.exact),
    Column("quote_start", INTEGER, "offset in the original, characters, inclusive", lambda claim: claim.quote.start),
    Column("quote_end", INTEGER, "offset in the original, exclusive", lambda claim: claim.quote.end),
    Column("rule_id", TEXT, "rule that found it", lambda claim: claim.rule_id),
    Column("source", TEXT, "outlet", lambda claim: claim.source),
)
_ORIGIN_COLUMNS: tuple[Column[Claim], ...] = (
    Column("document_id", TEXT, "id of the document", lambda claim: claim.document_id),
    Column("document_sha256", TEXT, "sum of the document's bytes", lambda claim: claim.document_sha256),
    Column("recorded_at", INSTANT, "instant of publication, else the end of that Kabul day", lambda c: c.recorded_at),
)
TOLD_COLUMNS: tuple[Column[Claim], ...] = (*STATED_COLUMNS, *_QUOTED_COLUMNS, *_ORIGIN_COLUMNS)
"""A stated count with its evidence and without a verdict: what one document says, before it is held against others."""
CLAIM_COLUMNS: tuple[ClaimColumn, ...] = (
    *map(_stated, STATED_COLUMNS),
    ClaimColumn("verdict", TEXT, "what the ledger says of it", lambda row: row.check.verdict),
    ClaimColumn("named_count", INTEGER, "how many units the evidence names", lambda row: len(row.check.named)),
    ClaimColumn("named", TEXT, "their ids, parted by `;`", lambda row: SEPARATOR.join(row.check.named)),
    ClaimColumn("not_named", INTEGER, "how many more the claim counts", lambda row: row.check.not_named),
    ClaimColumn(
        "candidates",
        TEXT,
        "ids of units that could be among those; never holders",
        lambda row: SEPARATOR.join(row.check.candidates),
    ),
    ClaimColumn("explanation", TEXT, "the verdict in words", lambda row: row.check.explanation),
    *map(_stated, _QUOTED_COLUMNS),
    ClaimColumn("url", TEXT, "address of the document", lambda row: row.document.url if row.document else None),
    *map(_stated, _ORIGIN_COLUMNS),
)
CONTROL_COLUMNS: tuple[ControlColumn, ...] = (
    ControlColumn("control_id", TEXT, "hash of the row", lambda row: row.control_id, is_required=True),
    ControlColumn("unit", TEXT, "kind of territory", lambda row: row.unit, is_required=True),
    ControlColumn(
        "unit_id",
        TEXT,
        "which: an ISO 3166-2 code for capitals and provinces, else a place id",
        lambda row: row.unit_id,
        is_required=True,
    ),
    ControlColumn("basis", TEXT, "layer", lambda row: row.basis, is_required=True),
    ControlColumn("side", TEXT, "holder; for a contested unit the last one", lambda row: row.side),
    ControlColumn("state", TEXT, "state of the unit", lambda row: row.state, is_required=True),
    ControlColumn(
        "valid_from", DAY, "first day on which it holds, inclusive", lambda row: row.valid_from, is_required=True
    ),
    ControlColumn("valid_to", DAY, "first day on which it holds no more; null is open", lambda row: row.valid_to),
    ControlColumn(
        "recorded_at",
        INSTANT,
        "instant since when it was known: a publication, or the opening day's end",
        lambda row: row.recorded_at,
        is_required=True,
    ),
    ControlColumn(
        "superseded_at",
        INSTANT,
        "instant from which another row is known instead; null is current",
        lambda row: row.superseded_at,
    ),
    ControlColumn("rule", TEXT, "settling rule that decided", lambda row: str(row.rule)),
    ControlColumn(
        "evidence",
        TEXT,
        "ids of the events it stands on, in tables parted by `;`; each is part of the row from its own publication on, "
        "or from `recorded_at` if that is later",
        lambda row: SEPARATOR.join(row.evidence),
    ),
    ControlColumn("explanation", TEXT, "the rule in words, and what would change it", lambda row: row.explanation),
    ControlColumn(
        "decision_id",
        TEXT,
        "the decisions of people that it rests on, in tables parted by `;`",
        lambda row: SEPARATOR.join(row.decisions) or None,
    ),
)
COUNT_COLUMNS: tuple[CountColumn, ...] = (
    CountColumn("day", DAY, "day, at its end in Kabul", lambda each: each.day, is_required=True),
    CountColumn("rule", TEXT, "counting rule", lambda each: each.rule, is_required=True),
    CountColumn("basis", TEXT, "layer", lambda each: each.basis, is_required=True),
    CountColumn("unit", TEXT, "kind of territory", lambda each: each.unit, is_required=True),
    CountColumn("side", TEXT, "holder; empty for contested and unknown", lambda each: each.side),
    CountColumn("state", TEXT, "state of the unit", lambda each: each.state, is_required=True),
    CountColumn("count", INTEGER, "number of units", lambda each: each.count, is_required=True),
    CountColumn("total", INTEGER, "number of all units of the kind", lambda each: each.total, is_required=True),
)
PROVINCE_COLUMNS: tuple[ProvinceColumn, ...] = (
    ProvinceColumn("iso_3166_2", TEXT, "ISO 3166-2 code", lambda each: each.iso_3166_2, is_required=True),
    ProvinceColumn("pcode", TEXT, "OCHA P-code", lambda each: each.pcode, is_required=True),
    ProvinceColumn("name", TEXT, "name in English", lambda each: each.name, is_required=True),
    ProvinceColumn("name_fa", TEXT, "name in Dari", lambda each: each.name_fa),
    ProvinceColumn("name_ps", TEXT, "name in Pashto", lambda each: each.name_ps),
    ProvinceColumn("capital", TEXT, "provincial capital", lambda each: each.capital, is_required=True),
)
