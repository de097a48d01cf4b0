"""How a time grows with a size: a table and a picture, for every section that has one.

Knows series of (size, seconds). The picture is the same for the same figures: no date, no random names.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.figures import median, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bench.figures import Row

    Series = Mapping[str, list[tuple[int, float]]]

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
_COLOURS = ("#0b5c8a", "#c2570c", "#3f7d3a", "#7a4b99")
_MARKS = ("o", "s", "^", "D")


def series_of(rows: Iterable[Row], size: str) -> dict[str, list[tuple[int, float]]]:
    """Return the medians by size, for each `who` in the rows' extra figures."""
    found: dict[str, list[tuple[int, float]]] = {}
    for row in rows:
        found.setdefault(row["extra_info"]["who"], []).append((row["extra_info"][size], median(row)))
    return {who: sorted(points) for who, points in found.items()}


def growth_table(series: Series, size: str) -> str:
    """Write seconds by size; a dash where nothing was measured."""
    sizes = sorted({count for points in series.values() for count, _ in points})
    rows = []
    for count in sizes:
        seconds = (dict(points).get(count) for points in series.values())
        rows.append((f"{count:,}", *("-" if value is None else _seconds(value) for value in seconds)))
    return table((size, *series), rows)


def draw_growth(name: str, series: Series, *, size: str, title: str) -> str:
    """Draw seconds over size, both by powers of ten, as `growth_<name>.svg`; return the Markdown for it."""
    import matplotlib as mpl  # noqa: PLC0415 - only for the page

    mpl.use("svg")
    from matplotlib import pyplot as plt  # noqa: PLC0415

    style: Any = {"svg.hashsalt": name, "svg.fonttype": "none", "font.size": 10, "font.family": "sans-serif"}
    with mpl.rc_context(style):
        figure, axes = plt.subplots(figsize=(6.4, 3.6), layout="constrained")
        for (who, points), colour, mark in zip(series.items(), _COLOURS, _MARKS, strict=False):
            counts, seconds = zip(*points, strict=True)
            axes.loglog(counts, seconds, marker=mark, color=colour, label=who, linewidth=1.6, markersize=5)
        axes.set(xlabel=size, ylabel="seconds", title=title)
        axes.grid(visible=True, which="major", color="#d9d9d9", linewidth=0.6)
        axes.spines[["top", "right"]].set_visible(False)
        axes.legend(frameon=False)
        PICTURES.mkdir(parents=True, exist_ok=True)
        file = PICTURES / f"growth_{name}.svg"
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
        plt.close(figure)
    return f"![{title}](pictures/{file.name})"


def _seconds(value: float) -> str:
    return f"{value * 1000:,.1f} ms" if value < 1 else f"{value:,.2f} s"
