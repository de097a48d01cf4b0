"""Tables for a person at a terminal: candidates of a name, counts by side.

The only module that prints through rich, and loaded only then. Every cell is plain text: no markup of a document is
obeyed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from conflictmap.terminal import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from conflictmap.geocoding import Answer
    from geo.model import Candidate

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


def _plain(text: str) -> Text:
    return Text(visible(text))
