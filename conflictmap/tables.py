"""The counts by side for a person at a terminal.

Prints through rich, and is loaded only then. Every cell is plain text: no markup of a document is
obeyed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from conflictmap.report import count_lines
from conflictmap.terminal import visible
from geo.vocab import ControlState
from maps.symbols import side_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.records import Json
    from maps.scene import Scene


def show_control(scene: Scene, lags: Iterable[Json]) -> None:
    """The counts by side in both layers, then the capitals whose assessed state lags behind the reports."""
    console = Console()
    day = f"Provincial capitals at the end of {scene.as_of}" if scene.as_of else "Provincial capitals"
    console.print(_plain(f"{day} (reported, not verified):"))
    for line in count_lines(scene):
        console.print(_plain(f"  {line}"))
    waiting = list(lags)
    if not waiting:
        console.print("No capital waits for confirmation.")
        return
    console.print("Reported and not yet assessed:")
    for lag in waiting:
        reported, assessed = (_held(lag[f"{layer}_side"], lag[f"{layer}_state"]) for layer in ("reported", "assessed"))
        where = f"{lag['name']} ({lag['unit_id']})"
        console.print(_plain(f"  {where}: reported {reported}, assessed {assessed}, by {lag['rule']}"), soft_wrap=True)
        console.print(Padding(_plain(lag["explanation"]), (0, 0, 0, 4)))


def _held(side: str | None, state: str) -> str:
    return f"{side_label(side)}" if side and state == ControlState.CONTROLLED else f"{side or ''} {state}".strip()


def _plain(text: str) -> Text:
    return Text(visible(text))
