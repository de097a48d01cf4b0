"""The `geocode` command: names from the line, a file or a pipe, answers as JSON Lines or as a table.

Knows lines and formats; the answers are `conflictmap.geocoding`'s.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from conflictmap.corrections import read_corrections
from conflictmap.geocoding import Answer, Query, geocode, parse_query
from conflictmap.terminal import emit, is_terminal, quiet_pipe, warn
from geo.errors import Problem, ProblemKind, UsageError
from geo.records import candidate_record, place_record, problem_record
from geo.vocab import ResolutionStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.places.corrections import Corrections
    from geo.records import Json


def answer_names(names: Sequence[str], source: str | None, form: str, corrections: Path | None = None) -> bool:
    """Answer every name in order; whether some line of the source could not be read.

    Raises:
        UsageError: No name and no source, both, or a missing source.
    """
    if bool(names) == bool(source):
        raise UsageError("names, or --from FILE", "both" if names else "neither", "Try: conflictmap geocode Kunduz")
    queries = _read_queries(source) if source else (Query(name=name) for name in names)
    broken: list[Problem] = []
    answers = _answers(queries, broken, read_corrections(corrections))
    with quiet_pipe():
        if form == "table" or (form == "auto" and is_terminal()):
            from conflictmap.tables import show_answers  # noqa: PLC0415 - rich loads here

            show_answers(answers)
        else:
            for answer in answers:
                emit(answer_record(answer))
    for problem in broken:
        warn(f"{problem.file}:{problem.line}: {problem.message}")
    return bool(broken)


def answer_record(answer: Answer) -> Json:
    """One answer as JSON values."""
    return {
        "id": answer.query.query_id,
        "name": answer.query.name,
        "place": place_record(answer.place) if answer.place else None,
        "status": answer.status.value,
        "candidates": [candidate_record(candidate) for candidate in answer.candidates],
        "problems": [problem_record(problem) for problem in answer.problems],
    }


def _answers(
    queries: Iterable[Query | Problem], broken: list[Problem], corrections: Corrections | None
) -> Iterator[Answer]:
    """Answer as the queries come; a line that holds none is answered too, so that line follows line."""
    for query in queries:
        if isinstance(query, Query):
            yield geocode(query, corrections=corrections)
        else:
            broken.append(query)
            yield Answer(query=Query(name=""), place=None, status=ResolutionStatus.UNRESOLVED, problems=(query,))


def _read_queries(source: str) -> Iterator[Query | Problem]:
    """The queries of a file or of standard input: one JSON object or one bare name a line, blank lines left out."""
    if source != "-" and not Path(source).is_file():
        raise UsageError("a file of names, or -", repr(source), "Check the spelling of the path.")
    name = "stdin" if source == "-" else Path(source).name
    lines = sys.stdin.buffer if source == "-" else Path(source).open("rb")  # noqa: SIM115 - closed below
    try:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _parse_line(line, name, number)
    finally:
        if source != "-":
            lines.close()


def _parse_line(line: bytes, file: str, number: int) -> Query | Problem:
    try:
        text = line.decode("utf-8-sig").strip()
        if not text.startswith("{"):
            return Query(name=text)
        fields: dict[str, Any] = json.loads(text)
    except UnicodeDecodeError:
        return _broken("The line is not UTF-8.", file, number)
    except (json.JSONDecodeError, RecursionError):
        return _broken("The line is no JSON object.", file, number)
    return parse_query(fields) or _broken('The object has no "name".', file, number)


def _broken(message: str, file: str, number: int) -> Problem:
    return Problem(kind=ProblemKind.BROKEN_LINE, message=message, file=file, line=number)
