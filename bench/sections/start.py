"""The section on cold starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.figures import median, table

if TYPE_CHECKING:
    from bench.figures import Groups

ORDER = 120
TITLE = "Cold starts"
GROUPS = ("start",)
PACKAGES = ()


def render(groups: Groups) -> str:
    """Write each start beside that of bare Python."""
    found = groups["start"]
    bare, cold = median(found["test_bare_python"]), median(found["test_cold_geocode"])
    rows = [
        ("`conflictmap geocode Kunduz`, new process", f"{cold * 1000:.0f} ms"),
        ("`python -c pass`, new process", f"{bare * 1000:.0f} ms"),
    ]
    over = (cold - bare) * 1000
    target = f"Aimed at: a cold `geocode` within 300 ms of bare Python. Measured: {over:.0f} ms over it."
    return f"{table(('', 'median'), rows)}\n\n{target}"
