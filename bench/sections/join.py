"""The section on points and their provinces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.figures import median, table
from bench.growth import draw_growth, growth_table, series_of

if TYPE_CHECKING:
    from bench.figures import Groups, Row

ORDER = 10
TITLE = "Points to provinces"
GROUPS = ("join", "join-growth", "join-table", "join-memory")
PACKAGES = ("numpy", "shapely", "geopandas", "sedonadb")
_HEAD = """{count:,} made points (`bench/points.py`) and the 34 bundled polygons, in one process, wall time. Ours also
answers points on borders and up to 5 km outside; the peers' `within` gives those no row. Points and geometries were
made before the clock starts."""
_SETS = {
    "uniform": "uniform over the bounding box",
    "near_borders": "90 % uniform inside, 5 % within 1 km of a border, 5 % outside up to 20 km",
}
_WHO = {"test_codes": "conflictmap, `Provinces.codes`", "test_sedona": "SedonaDB", "test_geopandas": "geopandas"}


def render(groups: Groups) -> str:
    """Write both sets, the table of cells and its memory, and the growth."""
    found = groups["join"]
    count = found["test_codes[uniform]"]["extra_info"]["points"]
    parts = [
        _HEAD.format(count=count),
    ]
    parts += [f"{words.capitalize()}:\n\n{_compared(found, name)}" for name, words in _SETS.items()]
    parts += [_targets(found), _index(groups)]
    series = series_of(groups["join-growth"].values(), "points")
    parts.append(growth_table(series, "points"))
    parts.append(draw_growth("join", series, size="points", title="Points to provinces"))
    return "\n\n".join(parts)


def _compared(rows: dict[str, Row], name: str) -> str:
    ours = median(rows[f"test_codes[{name}]"])
    lines = []
    for test, words in _WHO.items():
        row = rows[f"{test}[{name}]"]
        seconds = median(row)
        rate = row["extra_info"]["points"] / seconds / 1e6
        lines.append((words, f"{rate:,.2f}", f"{seconds:,.3f}", f"{seconds / ours:,.1f}"))
    return table(("", "million points/s", "seconds", "ours is faster, times"), lines)


def _targets(rows: dict[str, Row]) -> str:
    ratios = {
        (peer, name): median(rows[f"test_{peer}[{name}]"]) / median(rows[f"test_codes[{name}]"])
        for peer in ("geopandas", "sedona")
        for name in _SETS
    }
    return (
        "Aimed at on the uniform set: at least 100 times geopandas and 10 times SedonaDB. Measured: "
        f"{ratios['geopandas', 'uniform']:.0f} and {ratios['sedona', 'uniform']:.1f} times; on the other set "
        f"{ratios['geopandas', 'near_borders']:.0f} and {ratios['sedona', 'near_borders']:.1f} times."
    )


def _index(groups: Groups) -> str:
    memory = groups["join-memory"]["test_memory_of_the_join"]["extra_info"]
    made, fetched = (median(groups["join-table"][name]) for name in ("test_make_table", "test_fetch_table"))
    return (
        f"The table of cells: made in {made:.2f} s, fetched from the cache folder in {fetched * 1000:.0f} ms, "
        f"{memory['table_bytes'] / 1e6:.0f} MB in memory. Beside it and the points the join holds "
        f"{memory['bytes_a_point']:.2f} bytes a point at its peak, the answers included. Aimed at: under a second; "
        "under 3 bytes a point."
    )
