"""The performance page: every section finds its place, and one whose benchmarks did not run says so."""

from __future__ import annotations

from bench.figures import grouped, table
from bench.report import page
from bench.sections import sections


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
