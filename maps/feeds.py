"""Event feeds as the views show them: whose they are, what became of their rows, and their counts.

Knows the counts as columns (`day`, `iso_3166_2`, `place_name`, `longitude`, `latitude`, `code`, `rows`, `mentions`, the
dead) and adds them up for the page. Refuses to make an event of a count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.inert import STARTS_PATTERN
from maps.language import number, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pyarrow as pa

    from geo.model import FeedRow

Json = dict[str, Any]

FEED_COUNT_COLUMNS = {
    "feed": "feed that was counted",
    "day": "day in Kabul, the last of a row's span",
    "iso_3166_2": "province, ISO 3166-2 code; empty where the row has none",
    "place_name": "town, only of a feed whose rows are counted and never shown",
    "longitude": "of that town, degrees WGS 84",
    "latitude": "of that town, degrees WGS 84",
    "code": "the feed's own code: ACLED's sub-event type, UCDP's type of violence, CAMEO's root",
    "label": "that code in words, where it is a number",
    "event_type": "our tag for it, where there is one",
    "rows": "how many rows of the feed",
    "mentions": "how often they were repeated (GDELT's NumMentions)",
    "fatalities_low": "sum of the lowest figures of the dead; empty where no row has one",
    "fatalities_best": "the same of the best figures",
    "fatalities_high": "the same of the highest",
}
"""Column of `feed_counts.csv` -> its meaning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFile:
    """What became of the rows of one file: `kept` stand, the others are rejected, outside, or fallen (see problems)."""

    name: str
    layout: str
    rows: int
    kept: int
    rejected: int
    outside_country: int
    outside_period: int
    fallen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLayer:
    """A feed of a scene. `shown` rows stand among the events; the `counts` are of all rows that are kept.

    `labels` and `tags` say what a code of the counts means, in words and as one of our tags, where that is known.
    """

    label: str
    title: str
    attribution: str
    licence: str
    citation: str | None
    url: str | None
    is_aggregate: bool
    files: tuple[FeedFile, ...]
    shown: int
    labels: Mapping[str, str]
    tags: Mapping[str, str]
    counts: pa.Table

    @property
    def kept(self) -> int:
        """How many rows stand."""
        return sum(each.kept for each in self.files)


def row_words(row: FeedRow) -> str:
    """Which row of which feed stands behind an event, and that it is no quote."""
    return say("feed.row", feed=row.feed, file=row.file, row=number(str(row.row)), id=row.row_id)


def feed_payload(feed: FeedLayer) -> Json:
    """A feed in the page's payload: its name, what its source asks to be said, what became of its rows.

    `counted` says that not all of its rows stand among the reports, so that its counts are drawn.
    """
    rows = sum(each.rows for each in feed.files)
    rest = feed.kept - feed.shown
    return {
        "label": feed.label,
        "attribution": feed.attribution,
        "citation": feed.citation or "",
        "words": say(
            "feed.kept" if rest else "feed.kept_shown",
            kept=number(feed.kept),
            rows=number(rows),
            shown=number(feed.shown),
            rest=number(rest),
        ),
        "counted": rest > 0,
    }


def feed_days(feeds: Iterable[FeedLayer], units: Sequence[str]) -> list[Json]:
    """How many rows each feed has on each day in each province: `feed` and `unit` are numbers, as their lists stand.

    `day` counts from 1970-01-01. Rows without a province have no `unit`. Ascending by feed, day and province.
    """
    found: list[Json] = []
    for place, feed in enumerate(feeds):
        if not feed.counts.num_rows:
            continue
        import pyarrow as pa  # noqa: PLC0415 - a scene without feeds needs no Arrow

        table = pa.table(
            {"day": feed.counts["day"].cast(pa.int32()), "iso": feed.counts["iso_3166_2"], "rows": feed.counts["rows"]}
        )
        summed = table.group_by(["day", "iso"]).aggregate([("rows", "sum")])
        ordered = summed.sort_by([("day", "ascending"), ("iso", "ascending")])
        at = {iso: index for index, iso in enumerate(units)}
        for day, iso, rows in zip(*(ordered[name].to_pylist() for name in ("day", "iso", "rows_sum")), strict=True):
            row = {"feed": place, "day": day, "rows": rows}
            found.append(row | {"unit": at[iso]} if iso in at else row)
    return found


def feed_deaths(feeds: Iterable[FeedLayer]) -> list[Json]:
    """How many dead the rows of each feed have on each day: sums of the `low`, `best` and `high` figures.

    Only days on which a row has a figure; `feed` and `day` as in `feed_days`. Ascending by feed and day.
    """
    found: list[Json] = []
    for place, feed in enumerate(feeds):
        if not feed.counts.num_rows:
            continue
        import pyarrow as pa  # noqa: PLC0415 - a scene without feeds needs no Arrow

        figures = ("fatalities_low", "fatalities_best", "fatalities_high")
        columns = {name: feed.counts[name] for name in figures}
        table = pa.table({"day": feed.counts["day"].cast(pa.int32()), **columns})
        summed = table.group_by("day").aggregate([(name, "sum") for name in figures]).sort_by("day")
        for row in summed.to_pylist():
            known = {name.removeprefix("fatalities_"): row[f"{name}_sum"] for name in figures}
            told = {name: figure for name, figure in known.items() if figure is not None}
            if told:
                found.append({"feed": place, "day": row["day"], **told})
    return found


def counts_text(layers: Iterable[FeedLayer]) -> str:
    """The counts of all feeds as CSV: LF line ends, UTF-8, inert in a spreadsheet, header first."""
    parts = [_with_names(layer) for layer in layers if layer.counts.num_rows]
    if not parts:
        return ",".join(FEED_COUNT_COLUMNS) + "\n"
    import pyarrow as pa  # noqa: PLC0415 - a scene without feeds needs no Arrow
    from pyarrow import csv  # noqa: PLC0415 - as above

    sink = pa.BufferOutputStream()
    options = csv.WriteOptions(include_header=False, quoting_style="needed")
    csv.write_csv(pa.concat_tables(parts), sink, write_options=options)
    return ",".join(FEED_COUNT_COLUMNS) + "\n" + str(sink.getvalue().to_pybytes(), "utf-8")


def _with_names(layer: FeedLayer) -> pa.Table:
    """The counts of a feed with its name, the words of each code and its tag."""
    import pyarrow as pa  # noqa: PLC0415 - as above
    import pyarrow.compute as pc  # noqa: PLC0415 - as above

    counts = layer.counts
    codes = counts["code"].combine_chunks()
    unique = pc.unique(codes)
    at = pc.index_in(codes, unique)
    columns = {name: counts[name] for name in counts.column_names}
    columns["feed"] = pa.repeat(layer.label, counts.num_rows)
    for name, words in (("label", layer.labels), ("event_type", layer.tags)):
        columns[name] = pa.array([words.get(code) for code in unique.to_pylist()], pa.string()).take(at)
    for name in ("feed", "place_name", "code", "label"):
        text = columns[name]
        runs = pc.fill_null(pc.match_substring_regex(text, STARTS_PATTERN), fill_value=False)
        columns[name] = pc.if_else(runs, pc.binary_join_element_wise("'", text, ""), text)
    return pa.table({name: columns[name] for name in FEED_COUNT_COLUMNS})
