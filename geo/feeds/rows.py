"""The rows of a feed as a table of columns, each named after the record's field that it is.

Knows how checked cells, spans and places become the columns of `geo.columns` (those that a feed has) and a few of the
feed's own behind them (`FEED_COLUMNS`). Refuses to make an object for each row: all of it is columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.column import arrow_type
from geo.columns import EVENT_COLUMNS
from geo.feeds.names import UNKNOWN, district, provinces
from geo.feeds.spots import PRECISIONS
from geo.vocab import GEO_PRECISION, TIME_PRECISION, WHERE_PREC, EvidenceKind, ProvinceBasis

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.feeds.checks import Checked
    from geo.feeds.description import Feed
    from geo.feeds.spans import Spans
    from geo.feeds.spots import Join, Spots
    from geo.vocab import PlacePrecision

FEED_COLUMNS = (
    "event_code",
    "sub_event_code",
    "actor_code",
    "recipient_code",
    "mentions",
    "at_longitude",
    "at_latitude",
)
"""A feed's own codes as text, how often a report was repeated, and the coordinates of the row whatever their precision
(they may be those of a province's middle: never to be drawn as a point)."""
NEAR_BORDER_KM = 5.0
_KM_DECIMALS = 3
_TYPES = {column.name: column.type for column in EVENT_COLUMNS}


def make_rows(feed: Feed, file: str, checked: Checked, spans: Spans, spots: Spots) -> pa.Table:
    """The faultless rows of a batch, in their order, with the columns of `geo.columns` that a feed has."""
    keep = np.flatnonzero(checked.is_ok)
    columns = {
        **_identity(feed, file, checked, keep),
        **_happening(feed, checked, keep),
        **_place(spots, checked, keep),
        **_days(spans, keep),
        **_figures(checked, keep),
    }
    known = {name: columns[name] for name in _TYPES if name in columns}
    own = {name: columns[name] for name in FEED_COLUMNS if name in columns}
    return pa.table(known | own)


def with_borders(rows: pa.Table, join: Join) -> pa.Table:
    """Rows with how near each point lies to a province line: `border_km` and `near_border`, null for what is no point.

    Exact, and so slower than all the rest: for the rows that somebody looks at.
    """
    longitude, latitude = (np.array(rows[name].to_numpy(), dtype=np.float64) for name in ("longitude", "latitude"))
    km = np.full(rows.num_rows, np.nan)
    at = ~np.isnan(longitude)
    if at.any():
        km[at] = join.locate(longitude[at], latitude[at]).border_km
    columns = {name: rows[name] for name in rows.column_names}
    columns["border_km"] = pa.array(np.round(km, _KM_DECIMALS), mask=np.isnan(km))
    columns["near_border"] = pa.array(km < NEAR_BORDER_KM, mask=np.isnan(km))
    order = [*(name for name in _TYPES if name in columns), *(name for name in FEED_COLUMNS if name in columns)]
    return pa.table({name: columns[name] for name in order})


def _identity(feed: Feed, file: str, checked: Checked, keep: NDArray[np.int64]) -> dict[str, pa.Array]:
    count = len(keep)
    written = _text(checked, "id", keep)
    recorded = checked.get("recorded_at")
    found = {
        "event_id": event_ids(feed.feed_id, written, None if recorded is None else recorded.take(pa.array(keep))),
        "assertion_mode": _same("actual", count),
        "rule_id": _same(f"feed:{feed.feed_id}", count),
        "source": _same(feed.label, count),
        "source_original": _text(checked, "source_original", keep),
        "document_id": _same(file, count),
        "retold": pa.array(np.zeros(count, dtype=bool)),
        "evidence_kind": _same(EvidenceKind.FEED_ROW.value, count),
        "evidence_file": _same(file, count),
        "evidence_row": pa.array(checked.rows[keep]),
        "evidence_id": written,
        "evidence_notes": _text(checked, "notes", keep),
    }
    if recorded is not None:
        found["recorded_at"] = recorded.take(pa.array(keep))
    return found


def event_ids(feed_id: str, ids: pa.Array, recorded: pa.Array | None) -> pa.Array:
    """The id of each row as an event: the feed's, its own id there and, where a row has one, the second of its version.

    >>> event_ids("ucdp", pa.array(["12"]), None).to_pylist()
    ['ucdp:12']
    """
    plain = pc.binary_join_element_wise(feed_id, ids, ":")
    if recorded is None:
        return plain
    seconds = recorded.cast(pa.timestamp("s", "UTC")).cast(pa.int64()).cast(pa.string())
    return pc.if_else(pc.is_valid(recorded), pc.binary_join_element_wise(plain, seconds, "@"), plain)


def _happening(feed: Feed, checked: Checked, keep: NDArray[np.int64]) -> dict[str, pa.Array]:
    codes = {
        name: _text(checked, name, keep) for name in ("event_code", "sub_event_code", "actor_code", "recipient_code")
    }
    deciding = codes[feed.tag_field]
    unique = pc.unique(deciding)
    tags = pa.array([feed.tags[code].value if code in feed.tags else None for code in unique.to_pylist()], pa.string())
    found = {
        "event_type": tags.take(pc.index_in(deciding, unique)),
        "actor": _text(checked, "actor", keep),
        "recipient": _text(checked, "recipient", keep),
        **codes,
    }
    if feed.feed_id == "acled":
        found |= {"acled_event_type": codes["event_code"], "acled_sub_event_type": codes["sub_event_code"]}
    mentions = checked.get("mentions")
    return found if mentions is None else found | {"mentions": mentions.take(pa.array(keep))}


def _place(spots: Spots, checked: Checked, keep: NDArray[np.int64]) -> dict[str, pa.Array]:
    table = provinces()
    province, precision = spots.province[keep], spots.precision[keep]
    none = province == UNKNOWN
    point = spots.is_point[keep]
    longitude, latitude = spots.longitude[keep], spots.latitude[keep]
    bases = [None, *(each.value for each in (ProvinceBasis.COVERS, ProvinceBasis.NEAREST, ProvinceBasis.GAZETTEER))]
    basis = np.where(none, 0, np.where(spots.is_named[keep], 3, np.where(spots.is_nearest[keep], 2, 1)))
    districts, pcodes = _districts(checked, keep, province)
    return {
        "place_id": _text(checked, "place_id", keep),
        "place_name": _text(checked, "place_name", keep),
        "place_precision": pa.array([each.value for each in PRECISIONS]).take(pa.array(precision)),
        "where_prec": _coded(precision, {each: WHERE_PREC[each] for each in PRECISIONS}),
        "geo_precision": _coded(precision, {each: GEO_PRECISION[each] for each in PRECISIONS}),
        "uncertainty_m": _whole(spots.uncertainty_m[keep], "uncertainty_m"),
        "iso_3166_2": _of_province(province, [entry.iso_3166_2 for entry in table]),
        "admin1_pcode": _of_province(province, [entry.admin1_pcode for entry in table]),
        "admin1_name": _of_province(province, [entry.name for entry in table]),
        "admin2_pcode": pcodes,
        "admin2_name": districts,
        "country_code": pc.if_else(pa.array(spots.is_afghan[keep]), pa.scalar("AF"), pa.scalar(None, pa.string())),
        "province_basis": pa.array(bases, pa.string()).take(pa.array(basis)),
        "longitude": pa.array(longitude, mask=~point),
        "latitude": pa.array(latitude, mask=~point),
        "at_longitude": pa.array(longitude, mask=np.isnan(longitude)),
        "at_latitude": pa.array(latitude, mask=np.isnan(latitude)),
    }


def _districts(checked: Checked, keep: NDArray[np.int64], province: NDArray[np.int16]) -> tuple[pa.Array, pa.Array]:
    """The district's name as the gazetteer has it (as the feed has it where it has none), and its P-code."""
    names = _text(checked, "admin2", keep)
    unique = pc.unique(names)
    at = pc.index_in(names, unique).to_numpy(zero_copy_only=False).astype(np.int64)
    pairs, inverse = np.unique(at * (len(provinces()) + 1) + province + 1, return_inverse=True)
    written = unique.to_pylist()
    found, codes = [], []
    for pair in pairs.tolist():
        name, index = written[pair // (len(provinces()) + 1)], pair % (len(provinces()) + 1) - 1
        entry = district(name, index)
        found.append(entry.name if entry else name)
        codes.append(entry.admin2_pcode if entry else None)
    positions = pa.array(inverse)
    return pa.array(found, pa.string()).take(positions), pa.array(codes, pa.string()).take(positions)


def _days(spans: Spans, keep: NDArray[np.int64]) -> dict[str, pa.Array]:
    start, end, precision = spans.start[keep], spans.end[keep], spans.precision[keep]
    first, last = pa.array(start).cast(pa.date32()), pa.array(end).cast(pa.date32())
    texts = first.cast(pa.string())
    both = pc.binary_join_element_wise(texts, last.cast(pa.string()), "/")
    return {
        "date_start": first,
        "date_end": last,
        "date_prec": pa.array(precision),
        "time_precision": pa.array(np.array([0, *TIME_PRECISION.values()], dtype=np.int32)[precision]),
        "date_edtf": pc.if_else(pa.array(start == end), texts, both),
    }


def _figures(checked: Checked, keep: NDArray[np.int64]) -> dict[str, pa.Array]:
    """The dead: a single figure is the best, the lowest and the highest."""
    best = checked.get("best")
    found = {}
    for name in ("low", "best", "high"):
        values = checked.get(name)
        if values is None:
            values = best
        empty = pa.nulls(len(keep), pa.int32())
        found[f"fatalities_{name}"] = empty if values is None else values.take(pa.array(keep)).cast(pa.int32())
    return found


def _text(checked: Checked, field: str, keep: NDArray[np.int64]) -> pa.Array:
    values = checked.get(field)
    if values is None:
        return pa.nulls(len(keep), pa.string())
    found = values if len(keep) == len(values) else values.take(pa.array(keep))
    return found.cast(pa.string())


def _same(value: str, count: int) -> pa.Array:
    return pa.repeat(value, count)


def _coded(precision: NDArray[np.int8], codes: dict[PlacePrecision, int | None]) -> pa.Array:
    return pa.array([codes[each] for each in PRECISIONS], pa.int32()).take(pa.array(precision))


def _whole(values: NDArray[np.float64], name: str) -> pa.Array:
    return pa.array(values, mask=np.isnan(values)).cast(arrow_type(_TYPES[name]))


def _of_province(province: NDArray[np.int16], values: list[str | None]) -> pa.Array:
    return pa.array([None, *values], pa.string()).take(pa.array(province.astype(np.int32) + 1))
