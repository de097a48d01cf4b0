"""The section on whole extraction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.beside_matcher import PACKAGES, compared

if TYPE_CHECKING:
    from bench.figures import Groups

__all__ = ["GROUPS", "ORDER", "PACKAGES", "TITLE", "render"]

ORDER = 40
TITLE = "Whole extraction: sentences, mentions, places, events, claims"
GROUPS = ("extract",)


def render(groups: Groups) -> str:
    """Write extraction beside the matcher."""
    return compared(groups["extract"], ours="test_extract", target=0.5)
