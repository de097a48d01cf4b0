"""Tables for a person at a terminal: candidates of a name, counts by side.

The only module that prints through rich, and loaded only then. Every cell is plain text: no markup of a document is
obeyed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from conflictmap.report import count_lines
from conflictmap.terminal import visible
from geo.vocab import ControlState
from maps.symbols import side_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from conflictmap.geocoding import Answer
    from geo.model import Candidate
    from geo.records import Json
    from maps.scene import Scene

_SCORE = ".2f"


def show_answers(answers: Iterable[Answer]) -> None:
    """A table for each name: its candidates, best first, with scores and reasons; the chosen one is marked."""
    console = Console()
    for answer in answers:
        console.print(_plain(f"{answer.query.name or '?'}: {answer.status}"))
        if answer.candidates:
            console.print(_candidates(answer))
        for problem in answer.problems:
            console.print(_plain(f"  {problem.message}"))


def _candidates(answer: Answer) -> Table:
    table = Table(box=SIMPLE_HEAD)
    for heading in ("", "place", "kind", "province", "longitude, latitude", "score", "reasons"):
        table.add_column(heading, justify="right" if heading == "score" else "left")
    for candidate in answer.candidates:
        table.add_row(*map(_plain, _row(candidate, answer)))
    return table


def _row(candidate: Candidate, answer: Answer) -> tuple[str, ...]:
    place = candidate.place
    chosen = answer.place is not None and place.place_id == answer.place.place_id
    where = f"{place.admin1_name} {place.iso_3166_2}" if place.iso_3166_2 else place.country_code or ""
    degrees = f"{place.longitude:.4f}, {place.latitude:.4f}"
    score = format(candidate.score, _SCORE)
    return ("→" if chosen else "", place.name, place.kind, where, degrees, score, ", ".join(candidate.reasons))


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
