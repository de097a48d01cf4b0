"""The performance page: every section finds its place, and one whose benchmarks did not run says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench import growth
from bench.figures import grouped, table
from bench.report import page
from bench.sections import sections

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_sections_stand_in_their_order_under_their_own_titles() -> None:
    """A page of no figures holds each section once, in order, as not measured."""
    text = page({})
    places = [text.index(f"## {section.TITLE}\n") for section in sections()]
    assert places == sorted(places)
    assert text.count("Not measured in this run") == len(places)
    assert len({section.TITLE for section in sections()}) == len(places)


def test_a_section_whose_groups_are_there_is_written() -> None:
    """One group measured: its section has the figure, the others still say that they have none."""
    row = {"group": "memory", "name": "test_memory[1]", "extra_info": {"documents": 200, "peak_bytes": 350_000}}
    text = page(grouped([row]))
    assert "| 200 | 0.35 |" in text
    assert text.count("Not measured in this run") == len(sections()) - 1


def test_a_table_has_its_figures_to_the_right() -> None:
    """The first column is words, and an empty heading stays an empty cell."""
    assert table(("", "ms"), [("a", "1")]) == "| | ms |\n| --- | --: |\n| a | 1 |"


def test_growth_is_a_table_and_the_same_picture_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sizes stand in order, what was not measured is a dash, and the same figures give the same bytes."""
    monkeypatch.setattr(growth, "PICTURES", tmp_path)
    rows = [
        {"extra_info": {"who": who, "points": size}, "stats": {"median": seconds}}
        for who, size, seconds in (("ours", 100_000, 0.02), ("ours", 10_000, 0.002), ("peer", 10_000, 1.5))
    ]
    series = growth.series_of(rows, "points")
    assert growth.growth_table(series, "points").splitlines()[2:] == [
        "| 10,000 | 2.0 ms | 1.50 s |",
        "| 100,000 | 20.0 ms | - |",
    ]
    drawn = []
    for _ in range(2):
        assert growth.draw_growth("made", series, size="points", title="Made") == "![Made](pictures/growth_made.svg)"
        drawn.append((tmp_path / "growth_made.svg").read_bytes())
    assert drawn[0] == drawn[1]
    assert len(drawn[0]) < 40_000
