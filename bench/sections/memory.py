"""The section on the memory of a stream of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.figures import table

if TYPE_CHECKING:
    from bench.figures import Groups

ORDER = 60
TITLE = "Memory of a stream of documents"
GROUPS = ("memory",)
PACKAGES = ()


def render(groups: Groups) -> str:
    """Write the peak for so many documents and for twice as many."""
    rows = groups["memory"].values()
    found = sorted((row["extra_info"]["documents"], row["extra_info"]["peak_bytes"]) for row in rows)
    lines = [(f"{documents:,}", f"{peak / 1e6:.2f}") for documents, peak in found]
    head = ("documents in the stream", "peak allocated, MB")
    measured = "Measured with `tracemalloc`, tables already loaded: flat in the number of documents."
    return f"{table(head, lines)}\n\n{measured}"
