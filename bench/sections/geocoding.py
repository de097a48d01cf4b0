"""The section on names and their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.figures import median, table

if TYPE_CHECKING:
    from bench.figures import Groups

ORDER = 50
TITLE = "Geocoding"
GROUPS = ("geocode", "table")
PACKAGES = ()


def render(groups: Groups) -> str:
    """Write the time of one name, and that of the table it stands in."""
    thousand = groups["geocode"]["test_thousand_names"]
    names = thousand["extra_info"]["names"]
    each = median(thousand) / names * 1000
    loaded = median(groups["table"]["test_load_table"]) * 1000
    rows = [
        (f"one of {names:,} different names", f"{each:.3f} ms"),
        ("the name table loaded and one name found in it", f"{loaded:.1f} ms"),
    ]
    return f"{table(('', 'median'), rows)}\n\nAimed at: under 1 ms a name."
