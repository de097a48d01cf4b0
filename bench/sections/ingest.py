"""The section on files of events, read and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.figures import median, table
from bench.growth import draw_growth, growth_table, series_of

if TYPE_CHECKING:
    from bench.figures import Groups

ORDER = 15
TITLE = "A feed's file, read, joined and counted"
GROUPS = ("ingest-growth", "ingest-feed", "ingest-memory")
PACKAGES = ("pyarrow", "polars")
_WORDS = {
    "conflictmap": "conflictmap, `locate`: read, join, count",
    "polars": "polars, parse alone",
    "pyarrow": "pyarrow, parse alone",
}


def render(groups: Groups) -> str:
    """Write the largest file beside its peers, the memory, and the growth."""
    series = series_of(groups["ingest-growth"].values(), "rows")
    largest = max(size for size, _ in series["conflictmap"])
    seconds = {who: dict(points)[largest] for who, points in series.items()}
    megabytes = next(
        row["extra_info"]["file_bytes"] / 1e6
        for row in groups["ingest-growth"].values()
        if row["extra_info"]["rows"] == largest
    )
    feed = groups["ingest-feed"]["test_feed"]
    rows = [(words, f"{megabytes / seconds[who]:,.0f}", f"{seconds[who]:.2f}") for who, words in _WORDS.items()]
    ratios = {who: seconds["conflictmap"] / value for who, value in seconds.items()}
    head = f"A made CSV in ACLED's layout (`bench/make_feed.py`), {largest:,} rows, {megabytes:,.0f} MB, wall time."
    target = (
        "Aimed at: under 3 times what polars or pyarrow needs to parse. "
        f"Measured: {ratios['polars']:.2f} and {ratios['pyarrow']:.2f} times."
    )
    checked = (
        f"`conflictmap feed` reads {feed['extra_info']['rows']:,} rows in {median(feed):.1f} s up to its counts:\n"
        "every column checked against the declared layout, versions and doubles of a row found, districts named."
    )
    picture = draw_growth("ingest", series, size="rows", title="A feed's file, read and counted")
    parts = (head, table(("", "MB/s", "seconds"), rows), target, checked, _memory(groups), growth_table(series, "rows"))
    return "\n\n".join([*parts, picture])


def _memory(groups: Groups) -> str:
    rows = sorted(
        (row["extra_info"]["rows"], row["extra_info"]["beside_bytes"]) for row in groups["ingest-memory"].values()
    )
    head = ("rows", "peak memory beside tables and program, MB")
    return table(head, [(f"{count:,}", f"{held / 1e6:,.0f}") for count, held in rows])
