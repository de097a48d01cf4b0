"""CSV of a layer, inert in a spreadsheet, with P-codes, and with a row of HXL hashtags where asked for.

The Humanitarian Exchange Language (https://hxlstandard.org, 1.1) says in a second row what each column holds, so that
the tables of several organisations can be joined. A column without a fitting hashtag has an empty cell there, as the
standard has it. Points have `longitude` and `latitude`; an area is named by its P-code, its shape is left to the other
formats.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from maps.exports.files import written_whole
from maps.exports.rows import layer_rows
from maps.exports.tables import csv_line

if TYPE_CHECKING:
    from pathlib import Path

    from maps.exports.layers import Layer

HXL: dict[str, str] = {
    "event_id": "#event+id",
    "event_type": "#event+type",
    "assertion_mode": "#event+status",
    "acled_event_type": "#event+type+acled",
    "acled_sub_event_type": "#event+subtype+acled",
    "plover_event": "#event+type+plover",
    "action": "#activity+type",
    "actor": "#group+name+actor",
    "actor_side": "#group+side+actor",
    "recipient": "#group+name+recipient",
    "recipient_side": "#group+side+recipient",
    "taker": "#group+side+taker",
    "loser": "#group+side+loser",
    "place_id": "#loc+id",
    "place_name": "#loc+name",
    "place_kind": "#loc+type",
    "place_precision": "#geo+precision",
    "iso_3166_2": "#adm1+code+iso",
    "admin1_pcode": "#adm1+code",
    "admin1_name": "#adm1+name",
    "admin2_pcode": "#adm2+code",
    "admin2_name": "#adm2+name",
    "country_code": "#country+code+v_iso2",
    "date_start": "#date+start",
    "date_end": "#date+end",
    "valid_from": "#date+start",
    "valid_to": "#date+end",
    "since": "#date+start",
    "as_of": "#date+occurred",
    "recorded_at": "#date+reported",
    "published": "#date+reported+day",
    "superseded_at": "#date+superseded",
    "fatalities_low": "#affected+killed+min",
    "fatalities_best": "#affected+killed",
    "fatalities_high": "#affected+killed+max",
    "injured_low": "#affected+injured+min",
    "injured_best": "#affected+injured",
    "injured_high": "#affected+injured+max",
    "quote_exact": "#description+quote",
    "explanation": "#description",
    "source": "#meta+source",
    "source_original": "#meta+source+original",
    "claimant": "#meta+source+claimant",
    "url": "#meta+url",
    "document_id": "#meta+id",
    "evidence_kind": "#meta+evidence+type",
    "evidence_id": "#meta+evidence+id",
    "longitude": "#geo+lon",
    "latitude": "#geo+lat",
    "control_id": "#status+id",
    "claim_id": "#indicator+id",
    "unit": "#loc+type+unit",
    "unit_id": "#loc+id+unit",
    "unit_name": "#loc+name+unit",
    "side": "#group+side",
    "state": "#status",
    "count": "#indicator+num",
    "of": "#indicator+num+total",
    "verdict": "#status+verdict",
    "pcode": "#adm1+code",
    "name": "#adm1+name",
    "name_fa": "#adm1+name+i_fa",
    "name_ps": "#adm1+name+i_ps",
    "capital": "#loc+name+capital",
}
"""Column -> HXL hashtag with attributes."""


def write_csv(layer: Layer, path: Path, *, has_hxl: bool = False, excel: bool = False) -> int:
    """Write a layer; return its rows, the header and the hashtags not counted. Whole or not at all.

    With `excel` a byte order mark stands first: without one Excel takes UTF-8 for another encoding.
    """
    names = [column.name for column in layer.columns]
    rows = 0
    with written_whole(path) as part, part.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
        out.write("\ufeff" * excel + csv_line(names))
        if has_hxl:
            out.write(csv_line([HXL.get(name, "") for name in names]))
        for row, _ in layer_rows(layer):
            out.write(csv_line(list(row.values())))
            rows += 1
    return rows
