"""Reading takes time in proportion to the text: sizes are doubled, over every stage, with texts made to be slow.

The clock is the processor's own, and the smallest of several runs counts. A stage that grows with the square takes 16
times as long for 4 times the text, in proportion is 4 times; the bound lies between.
"""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING

import pytest

from conflictmap import feed
from conflictmap.locating import locate_file
from conflictmap.pipeline import extract_all
from geo.documents.given import Given
from tests.test_faults_tables import COLUMNS, MAPPING, ROW

if TYPE_CHECKING:
    from pathlib import Path

TIMES = 4
SIZES = [1_500, pytest.param(10_000, marks=pytest.mark.slow)]
"""Characters of the small text; the long sweep sees what is quick on short texts."""
WORST_GROWTH = 9.0
QUICK_S = 0.15
"""What takes no longer than this for the large text is quick, whatever it grew by."""
OPENING = "It said the Taliban captured Kunduz, and civilians "
ENDING = " five on Sunday."
PAGE = "<html><head>{}</head><body><p>The Taliban captured Kunduz on Sunday, residents said.</p></body></html>"
MATTER = "---\n{}\n---\nThe Taliban captured Kunduz on Sunday."
RUNS = {
    ".txt": ('"', "'", "“", "(", "—", "⟦A0⟧", "the Taliban said, ", "Kunduz and ", "of the ", "20 killed, ", "A.B. "),
    ".md": ("[", "[](", "![a", "**", "<!--", "> "),
    ".html": ("<", "<a '", '<a "', "<meta a", "<meta a=", "a", "<!--", "<script>", "&", "<p>x", "<table><tr><td>"),
}
SHAPES = {".txt": OPENING + "{}" + ENDING, ".md": OPENING + "{}" + ENDING, ".html": PAGE}
CASES = [(suffix, SHAPES[suffix], run) for suffix, runs in RUNS.items() for run in runs] + [
    (".md", MATTER, run) for run in ("a: 1\n", "[", "{", "- ", "a: &a b\n", '"', "x: !!x\n")
]


def seconds(path: Path, text: str) -> float:
    """The processor time of reading a text through every stage."""
    path.write_text(text, "utf-8")
    begun = time.process_time()
    found = list(extract_all([path], given=Given(published=date(2021, 8, 10))))
    assert found
    return time.process_time() - begun


@pytest.mark.parametrize("small", SIZES)
@pytest.mark.parametrize(("suffix", "shape", "run"), CASES)
def test_time_grows_with_the_text(tmp_path: Path, suffix: str, shape: str, run: str, small: int) -> None:
    """Runs of marks, tags, brackets and names cost in proportion to their length, in every format."""
    path = tmp_path / f"a{suffix}"
    short, long = (shape.replace("{}", run * (size // len(run)), 1) for size in (small, small * TIMES))
    taken = seconds(path, long)
    if taken > QUICK_S:
        least = min(seconds(path, short) for _ in range(2))
        assert min(taken, seconds(path, long)) < WORST_GROWTH * least


def test_a_long_tag_of_a_page_is_read_at_once(tmp_path: Path) -> None:
    """Half a megabyte in one meta tag, whose attribute has no end, takes less than seconds."""
    assert seconds(tmp_path / "a.html", PAGE.replace("{}", f"<meta {'a' * 500_000}>")) < 3.0


def test_wide_tables_are_read_in_proportion(tmp_path: Path) -> None:
    """Forty thousand columns are no matter of minutes, in a feed, in points and in a table of articles."""
    more = [f"x{number}" for number in range(40_000)]
    begun = time.process_time()
    mapping, path = tmp_path / "own.toml", tmp_path / "a.csv"
    mapping.write_text(MAPPING, "utf-8")
    rows = [[*COLUMNS, *more], [*map(str, ROW), *"1" * len(more)]]
    path.write_text("".join(",".join(row) + "\n" for row in rows), "utf-8")
    assert feed("csv", path, mapping=mapping).outcome.feeds[0].files[0].kept == 1
    assert locate_file(path, tmp_path / "b.csv")[:2] == (1, 1)
    articles = tmp_path / "c.csv"
    articles.write_text(",".join(["text", *more]) + "\n" + ",".join(["It fell.", *"1" * len(more)]) + "\n", "utf-8")
    assert len(list(extract_all([articles]))) == 1
    assert time.process_time() - begun < 8.0
