"""The made feeds that benchmarks and tests read: exact in their columns, the same for the same seed."""

from pathlib import Path

import pytest

from bench.make_feed import ACLED_COLUMNS, BLOCK, GDELT_COLUMNS, UCDP_COLUMNS, made_blocks, write_feed


@pytest.mark.parametrize(
    ("feed", "columns"), [("acled", ACLED_COLUMNS), ("ucdp", UCDP_COLUMNS), ("gdelt", GDELT_COLUMNS)]
)
def test_columns_and_rows(feed: str, columns: tuple[str, ...], tmp_path: Path) -> None:
    """A made file has the feed's own columns in their order and as many rows as were asked for."""
    path = tmp_path / feed
    write_feed(feed, 50, path)
    lines = path.read_text(encoding="utf-8").splitlines()
    if feed == "gdelt":
        assert len(lines) == 50
        assert {line.count("\t") for line in lines} == {60}
    else:
        assert lines[0].replace('"', "").split(",") == list(columns)
        assert len(lines) == 51


@pytest.mark.parametrize("feed", ["acled", "ucdp", "gdelt"])
def test_a_longer_feed_begins_with_a_shorter_one(feed: str) -> None:
    """Whole blocks do not depend on how many rows follow, and the same seed gives the same rows."""
    (first,) = made_blocks(feed, BLOCK)
    again = next(made_blocks(feed, BLOCK + 1))
    assert first.equals(again)
    assert not first.equals(next(made_blocks(feed, BLOCK, seed=1)))
