"""The problems of a run in the language of the page: what each kind means, and the material that each one quotes.

The message of a problem is English and stays so in `problems.jsonl` and in the terminal. A page in English shows it
without the ids of events, which only that file needs; a page in another language says what its kind means and shows, as
values, what the message quotes and how many rows it counts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from geo.errors import ProblemKind
from maps.language import ENGLISH, say, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.errors import Problem

_QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"|(?<!\w)'([^']+)'(?!\w)")
_ROWS = re.compile(r"^([\d,]+) (?:more )?rows?\b|: ([\d,]+)\.$")
_ENDS_IN_MATERIAL = frozenset({ProblemKind.UNPLACED_EVENT, ProblemKind.DEBRIS_REMOVED})
"""What stands behind the first colon of their messages is a passage of the material, without quotation marks."""
_EVENT_ID = re.compile(r"(?<=\bevent) [0-9a-f]{16}(?: \([^()]*\))?(?![0-9a-f])|\b[0-9a-f]{16}\b ?")
"""An event's id: behind the word "event" with the codes in brackets that name its change, elsewhere alone."""
_COUNTS_ROWS = re.compile(r"\brows?\b", re.IGNORECASE)


def problem_kinds(problems: Iterable[Problem]) -> dict[str, dict[str, str]]:
    """The kinds that occur, by name, with a short label and a sentence that says what each means."""
    kinds = sorted({problem.kind for problem in problems})
    return {kind.value: {"label": say(f"problem.{kind}"), "said": say(f"problem_said.{kind}")} for kind in kinds}


def problem_payload(problem: Problem) -> dict[str, Any]:
    """A problem as the page carries it: its message in English, else the material, a value a line."""
    where = problem.file or problem.document_id
    if where and problem.line:
        where = say("problem.line", file=where, line=problem.line)
    told = {"message": readable(problem.message)} if spoken() == ENGLISH else {"material": "\n".join(material(problem))}
    known = {"where": where, **told}
    return {"kind": problem.kind.value, **{name: value for name, value in known.items() if value}}


def readable(message: str) -> str:
    """The message without the ids of events; the words that an event was read from are quoted in it.

    >>> readable("The event 132905184853d1cf (seized district:AF0908) moves nothing: who is not clear. “It fell.”")
    'The event moves nothing: who is not clear. “It fell.”'
    """
    return _EVENT_ID.sub("", message)


def material(problem: Problem) -> list[str]:
    """What the message of a problem quotes, in its order, and in the words of the language how many rows it counts.

    >>> from geo.errors import Problem
    >>> material(Problem(kind=ProblemKind.IMPOSSIBLE_VALUE, message="Row 3: longitude is no number, got 'x'."))
    ['x']
    >>> material(Problem(kind=ProblemKind.OUTSIDE_PERIOD, message="Rows left out as they lie earlier: 1,200."))
    ['1200 rows']
    """
    message = problem.message
    if problem.kind in _ENDS_IN_MATERIAL:
        return [_line(message.partition(": ")[2])]
    counted = _ROWS.search(message) if _COUNTS_ROWS.search(message) else None
    rows = [say("amount.rows", n=int((counted[1] or counted[2]).replace(",", "")))] if counted else []
    return rows + [_line(next(filter(None, found))) for found in _QUOTED.findall(message)]


def _line(text: str) -> str:
    return " ".join(text.split())


__all__ = ["material", "problem_kinds", "problem_payload", "readable"]
