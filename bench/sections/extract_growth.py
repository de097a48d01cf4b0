"""The section on how extraction grows with the texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.growth import draw_growth, growth_table, series_of

if TYPE_CHECKING:
    from bench.figures import Groups

ORDER = 45
TITLE = "Extraction by size"
GROUPS = ("extract-growth",)
PACKAGES = ("spacy",)


def render(groups: Groups) -> str:
    """Write the table and the picture."""
    series = series_of(groups["extract-growth"].values(), "sentences")
    picture = draw_growth(
        "extract", series, size="sentences", title="Whole extraction, and PhraseMatcher's names alone"
    )
    return f"{growth_table(series, 'sentences')}\n\n{picture}"
