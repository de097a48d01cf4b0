"""The answers of `geocode` for a person: candidates in a row each, with their scores, and below each why.

Knows widths and words; decides nothing. Every cell is plain text: no markup of a name is obeyed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from conflictmap.terminal import visible
from geo.places.answer import GAZETTEER, source_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from conflictmap.geocoding import Answer
    from geo.model import Candidate

_HEADINGS = ("", "score", "place", "kind", "province", "longitude, latitude")
_INDENT = 11
_KILOMETRE = 1000


def show_answers(answers: Iterable[Answer]) -> None:
    """For each name its candidates, best first; the chosen one is marked with an arrow.

    Below each stand the precision with its radius, and the reasons that made the score.
    """
    console = Console(highlight=False)
    for answer in answers:
        console.print(_line(f"{answer.query.name or '?'}: {answer.status}", "bold"), soft_wrap=True)
        _show_candidates(console, answer)
        for problem in answer.problems:
            console.print(Padding(_line(problem.message), (0, 0, 0, 2), expand=False))
        if answer.attribution:
            console.print(Padding(_line(f"from {answer.source}: {answer.attribution}"), (0, 0, 0, 2), expand=False))
        console.print()


def _show_candidates(console: Console, answer: Answer) -> None:
    if not answer.candidates:
        return
    rows = [_HEADINGS, *(_row(each, answer) for each in answer.candidates)]
    widths = [max(1, *(cell_len(row[column]) for row in rows)) for column in range(len(_HEADINGS))]
    console.print(_line(_aligned(rows[0], widths), "dim"), soft_wrap=True)
    for row, candidate in zip(rows[1:], answer.candidates, strict=True):
        console.print(_line(_aligned(row, widths)), soft_wrap=True)
        console.print(Padding(_line(_why(candidate), "dim"), (0, 0, 0, _INDENT), expand=False))


def _row(candidate: Candidate, answer: Answer) -> tuple[str, ...]:
    place = candidate.place
    chosen = answer.place is not None and place.place_id == answer.place.place_id
    where = f"{place.admin1_name} {place.iso_3166_2}" if place.iso_3166_2 else place.country_code or ""
    degrees = f"{place.longitude:.4f}, {place.latitude:.4f}"
    return ("→" if chosen else "", f"{candidate.score:.2f}", visible(place.name), place.kind, where, degrees)


def _why(candidate: Candidate) -> str:
    """Precision, radius, reasons, and the source where it is not the gazetteer."""
    place = candidate.place
    radius = f" within {place.uncertainty_m / _KILOMETRE:g} km" if place.uncertainty_m else ""
    source = source_of(candidate)
    reasons = [*candidate.reasons, *([source] if source != GAZETTEER else [])]
    if (spelling := candidate.spelling) is not None:
        reasons.append(f'"{visible(spelling.written)}" read as {spelling.form} (ratio {spelling.ratio:g})')
    return f"{place.place_precision}{radius}; {', '.join(reasons)}"


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - cell_len(cell)) for cell, width in zip(cells, widths, strict=True))
    return ("  " + "  ".join(padded)).rstrip()


def _line(text: str, style: str = "") -> Text:
    return Text(visible(text), style=style)
