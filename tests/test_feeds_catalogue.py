"""The tables of the feeds agree with the vocabularies, the crosswalk and the files that are made for measuring."""

from __future__ import annotations

import csv
import tomllib
from typing import TYPE_CHECKING

import pytest

from bench.make_feed import ACLED_COLUMNS, GDELT_COLUMNS, UCDP_COLUMNS
from geo.errors import UsageError
from geo.events.crosswalk import DERIVED, crosswalk
from geo.feeds.catalogue import FEEDS, known_feed, own_feed
from geo.feeds.names import fips_codes, provinces
from geo.files import reference_file
from geo.vocab import GEO_PRECISION, WHERE_PREC, AcledSubEvent, PlacePrecision

if TYPE_CHECKING:
    from pathlib import Path

OWN = """
label = "Log"
columns = [
  { name = "No", type = "text", field = "id", required = true },
  { name = "Date", type = "day", field = "date", required = true },
  { name = "What", type = "text", field = "event_code", required = true },
]
"""


@pytest.mark.parametrize("feed", FEEDS)
def test_declared_columns_stand_in_every_layout_that_is_read(feed: str) -> None:
    """What is required is in each layout, and what is declared at all is in the newest."""
    found = known_feed(feed)
    names = {column.name for column in found.columns}
    assert names <= set(found.layouts[0].columns)
    required = {column.name for column in found.columns if column.required}
    assert all(required <= set(layout.columns) for layout in found.layouts if not layout.refused)


def test_made_feeds_have_the_newest_layouts() -> None:
    """What the benchmarks read is what the feeds look like."""
    made = {"acled": ACLED_COLUMNS, "ucdp": UCDP_COLUMNS, "gdelt": GDELT_COLUMNS}
    assert {feed: tuple(names) for feed, names in made.items()} == {
        feed: known_feed(feed).layouts[0].columns for feed in FEEDS
    }
    assert (len(GDELT_COLUMNS), len(UCDP_COLUMNS)) == (61, 49)


def test_tags_of_acled_lead_back_to_its_sub_event() -> None:
    """Each of the 25 sub-event types but "Other" has a tag, and the crosswalk gives that tag the same type."""
    tags = known_feed("acled").tags
    assert set(tags) == {each.value for each in AcledSubEvent} - {"Other"}
    for sub_event, tag in tags.items():
        row = crosswalk()[tag]
        assert row["acled_sub_event_type"] in {sub_event, DERIVED}


def test_tags_of_cameo_are_unambiguous() -> None:
    """A root has a tag only where the crosswalk gives that root to this tag and to no other."""
    by_root: dict[str, list[str]] = {}
    for tag, row in crosswalk().items():
        by_root.setdefault(row["cameo_root"], []).append(tag)
    assert known_feed("gdelt").tags
    for root, tag in known_feed("gdelt").tags.items():
        assert by_root[root] == [tag]
    assert len(known_feed("gdelt").labels) == 20


def test_precisions_agree_with_the_vocabularies() -> None:
    """UCDP's where_prec means what WHERE_PREC says; ACLED's code is one of those that GEO_PRECISION gives our word."""
    for code, rule in known_feed("ucdp").places.items():
        assert WHERE_PREC[rule.precision] == int(code)
    for code, rule in known_feed("acled").places.items():
        assert GEO_PRECISION[rule.precision] == int(code)
    assert known_feed("ucdp").places["2"].uncertainty_m == 25_000
    assert known_feed("gdelt").places["5"].precision is PlacePrecision.ADMIN1


def test_fips_codes_are_those_of_all_34_provinces() -> None:
    """AF and GeoNames' admin1 number name each province once, in the order of its own table."""
    with reference_file("tables/provinces.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 34
    for row in rows:
        entry = provinces()[fips_codes()[f"AF{row['geonames_admin1']}"]]
        assert (entry.iso_3166_2, entry.admin1_pcode) == (row["iso_3166_2"], row["pcode"])
    assert len(fips_codes()) == len(set(fips_codes().values())) == 34


def test_own_table_is_read(tmp_path: Path) -> None:
    """A user's table needs a label and three fields; its rows may be passed on unless it says otherwise."""
    path = tmp_path / "log.toml"
    path.write_text(OWN, encoding="utf-8")
    feed = own_feed(path)
    assert (feed.feed_id, feed.label, feed.redistribute, feed.ledger) == ("csv", "Log", True, False)
    assert feed.attribution == "Source: Log"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (('field = "id"', 'field = "identity"'), "identity"),
        (('field = "id"', 'field = "date"'), "twice"),
        (('type = "day"', 'type = "moment"'), "moment"),
        (('label = "Log"', ""), "label"),
        (("columns = [", "columns = "), "log.toml"),
    ],
)
def test_broken_own_table_is_wrong_usage(tmp_path: Path, change: tuple[str, str], words: str) -> None:
    """A table that cannot be meant is named with what is wrong in it."""
    path = tmp_path / "log.toml"
    path.write_text(OWN.replace(*change), encoding="utf-8")
    with pytest.raises(UsageError, match=words):
        own_feed(path)


def test_unknown_feed_is_wrong_usage() -> None:
    """A feed that nobody knows is refused with those that are known."""
    with pytest.raises(UsageError, match="acled, ucdp, gdelt, csv"):
        known_feed("icews")


def test_every_table_says_where_it_comes_from() -> None:
    """SOURCES.toml names each file of the folder, and each source that it names."""
    folder = reference_file("feeds")
    said = tomllib.loads((folder / "SOURCES.toml").read_text(encoding="utf-8"))
    assert set(said["file"]) == {each.name for each in folder.iterdir()} - {"SOURCES.toml"}
    assert {source for entry in said["file"].values() for source in entry["from"]} == set(said["source"])
