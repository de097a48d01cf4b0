"""`control.geojson`, `control.csv` and `ledger.jsonl`: who holds what, since when, and by which evidence.

Reads the scene's ledger rows and day counts; settles nothing itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.column import members
from geo.ledger_columns import CONTROL_COLUMNS, COUNT_COLUMNS, PROVINCE_COLUMNS
from geo.vocab import ControlBasis, ControlState
from maps.exports.files import feature_collection, json_lines
from maps.exports.properties import iso
from maps.exports.shapes import right_handed
from maps.exports.tables import csv_text
from maps.reference import read_province_shapes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.model import Control, Province
    from maps.scene import Scene


def control_geojson(scene: Scene) -> str:
    """The 34 provinces on `as_of`, each with who holds it by the counting rule, in both layers.

    Properties are flat: `assessed_side`, `assessed_state`, `assessed_since`, `assessed_rule`, `assessed_evidence`
    (event ids parted by ";"), `assessed_explanation`, and the same with `reported_`. A unit without a row is
    `unknown`, its side null. `rule` names the counting rule, `unit` what it looks at.
    """
    shapes = read_province_shapes()
    return feature_collection(
        {
            "type": "Feature",
            "id": province.pcode,
            "geometry": right_handed(shapes[province.iso_3166_2]),
            "properties": _province(scene, province),
        }
        for province in scene.provinces
    )


def _province(scene: Scene, province: Province) -> dict[str, Any]:
    found = {
        **members(PROVINCE_COLUMNS, province),
        "as_of": iso(scene.as_of),
        "rule": scene.rule,
        "unit": scene.counted.value,
    }
    for basis in (ControlBasis.ASSESSED, ControlBasis.REPORTED):
        row = scene.counted_holder(province.iso_3166_2, scene.as_of, basis) if scene.as_of else None
        found |= _holding(basis, row)
    return found


def _holding(basis: ControlBasis, row: Control | None) -> dict[str, Any]:
    return {
        f"{basis}_side": row.side if row else None,
        f"{basis}_state": (row.state if row else ControlState.UNKNOWN).value,
        f"{basis}_since": iso(row.valid_from) if row else None,
        f"{basis}_rule": row.rule if row else None,
        f"{basis}_evidence": ";".join(row.evidence) if row else "",
        f"{basis}_explanation": row.explanation if row else None,
    }


def control_csv(scene: Scene) -> str:
    """The counts of every day; for each (day, rule, basis, unit) they add up to `total`."""
    rows = ([column.json(each) for column in COUNT_COLUMNS] for each in scene.counts)
    return csv_text([column.name for column in COUNT_COLUMNS], rows)


def ledger_jsonl(scene: Scene) -> str:
    """Every row of the ledger, superseded ones included; `valid_to` and `superseded_at` are exclusive, null if open."""
    rows = {event.event_id: event.evidence_text for event in scene.events if event.feed_row is not None}
    return json_lines(_ledger_row(row, rows) for row in scene.controls)


def _ledger_row(row: Control, feed_rows: Mapping[str, str]) -> dict[str, Any]:
    """A row with its evidence; what of it is the row of a feed, and no quote, is told in words behind it."""
    found = members(CONTROL_COLUMNS, row) | {"evidence": list(row.evidence)}
    told = [feed_rows[event] for event in row.evidence if event in feed_rows]
    return found | {"feed_rows": told} if told else found
