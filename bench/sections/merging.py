"""The section on merging reports into incidents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.figures import median, table

if TYPE_CHECKING:
    from bench.figures import Groups

ORDER = 70
TITLE = "Merging 100,000 reports into incidents"
GROUPS = ("merge",)
PACKAGES = ()
_WORDS = {"test_merge[spread]": "spread over a country and three years", "test_merge[crowded]": "crowded into one town"}


def render(groups: Groups) -> str:
    """Write both layouts."""
    rows = [
        (words, f"{groups['merge'][name]['extra_info']['incidents']:,}", f"{median(groups['merge'][name]):.1f}")
        for name, words in _WORDS.items()
    ]
    return table(("", "incidents", "seconds"), rows)
