"""The section on mentions and their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.beside_matcher import PACKAGES, compared

if TYPE_CHECKING:
    from bench.figures import Groups

__all__ = ["GROUPS", "ORDER", "PACKAGES", "TITLE", "render"]

ORDER = 30
TITLE = "Mentions and their places"
GROUPS = ("mentions",)


def render(groups: Groups) -> str:
    """Write mentions and resolution beside the matcher."""
    return compared(groups["mentions"], ours="test_mentions_and_resolution", target=2)
