"""The section on the scanner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.beside_matcher import PACKAGES, compared

if TYPE_CHECKING:
    from bench.figures import Groups

__all__ = ["GROUPS", "ORDER", "PACKAGES", "TITLE", "render"]

ORDER = 20
TITLE = "Scanning for every name of the gazetteer"
GROUPS = ("scan",)


def render(groups: Groups) -> str:
    """Write the scanner beside the matcher and the bare automaton."""
    return compared(groups["scan"], ours="test_scan", target=20)
