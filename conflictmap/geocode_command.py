"""The `geocode` command: names from the line, a file or a pipe, answers as JSON Lines or as a table.

Knows lines and formats; the answers are `conflictmap.geocoding`'s and, where the user asks to go online,
`conflictmap.online`'s.
"""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from conflictmap.corrections import Named
from conflictmap.geocoding import Answer, Query, geocode, parse_query
from conflictmap.terminal import emit, is_terminal, quiet_pipe, warn
from geo.errors import Problem, ProblemKind, UsageError
from geo.places.answer import source_of
from geo.records import candidate_record, place_record, problem_record
from geo.vocab import ResolutionStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from geo.places.corrections import Corrections
    from geo.records import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlineOptions:
    """What the user said about going online. Without a `service` nothing is ever sent."""

    service: str | None = None
    endpoint: str | None = None
    user_agent: str | None = None
    username: str | None = None
    cache: Path | None = None


def answer_names(
    names: Sequence[str],
    source: str | None,
    form: str,
    corrections: Path | None = None,
    online: OnlineOptions | None = None,
) -> bool:
    """Answer every name in order; whether some line of the source could not be read.

    `online` names the service that is asked for what the gazetteer leaves unresolved.

    Raises:
        UsageError: No name and no source, both, a missing source, or online options that do not fit.
    """
    if bool(names) == bool(source):
        raise UsageError("names, or --from FILE", "both" if names else "neither", "Try: conflictmap geocode Kunduz")
    queries = _read_queries(source) if source else (Query(name=name) for name in names)
    broken: list[Problem] = []
    with ExitStack() as stack, quiet_pipe():
        answers = _answers(queries, broken, _asker(online or OnlineOptions(), Named(corrections).corrections, stack))
        if form == "table" or (form == "auto" and is_terminal()):
            from conflictmap.geocode_table import show_answers  # noqa: PLC0415 - rich loads here

            show_answers(answers)
        else:
            for answer in answers:
                emit(answer_record(answer))
    for problem in broken:
        warn(f"{problem.file}:{problem.line}: {problem.message}")
    return bool(broken)


def answer_record(answer: Answer) -> Json:
    """One answer as JSON values."""
    record = {
        "id": answer.query.query_id,
        "name": answer.query.name,
        "place": place_record(answer.place) if answer.place else None,
        "status": answer.status.value,
        "candidates": [{**candidate_record(each), "source": source_of(each)} for each in answer.candidates],
        "problems": [problem_record(problem) for problem in answer.problems],
    }
    return record | ({"attribution": answer.attribution} if answer.attribution else {})


def _asker(online: OnlineOptions, corrections: Corrections | None, stack: ExitStack) -> Callable[[Query], Answer]:
    """Who answers: the gazetteer, or a chain that begins with it."""
    if online.service is not None:
        from conflictmap.online import open_chain  # noqa: PLC0415 - geopy loads here

        return stack.enter_context(open_chain(online, corrections)).ask
    if online != OnlineOptions():
        raise UsageError("--online SERVICE", "options of an online service alone", "Add --online nominatim.")
    return lambda query: geocode(query, corrections=corrections)


def _answers(
    queries: Iterable[Query | Problem], broken: list[Problem], ask: Callable[[Query], Answer]
) -> Iterator[Answer]:
    """Answer as the queries come; a line that holds none is answered too, so that line follows line."""
    for query in queries:
        if isinstance(query, Query):
            yield ask(query)
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
