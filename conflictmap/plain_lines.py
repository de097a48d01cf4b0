"""The lines that commands say whatever they do: a number with its noun, a problem, documents without a day.

Loads nothing: a command that draws no page says them without the views.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.errors import Problem


def plural(number: int, word: str) -> str:
    """A number with its noun.

    >>> plural(1, "event"), plural(2, "event")
    ('1 event', '2 events')
    """
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def problem_line(problem: Problem) -> str:
    """One problem with where it stands."""
    where = problem.file or problem.document_id or ""
    line = f":{problem.line}" if problem.line else ""
    return f"{where}{line}: {problem.kind}: {problem.message}" if where else f"{problem.kind}: {problem.message}"


def undated_lines(undated: int, documents: int) -> list[str]:
    """How many documents have no day, with what to do about it; nothing where all have one.

    >>> undated_lines(0, 3), undated_lines(2, 3)[0][:45]
    ([], '2 of 3 documents have no publication day: wha')
    """
    if not undated:
        return []
    which = "The one document has" if documents == 1 else f"{undated} of {plural(documents, 'document')} have"
    line = (
        f"{which} no publication day: what they say is shown and posted nowhere. Give one with --published DAY, in the "
        "file's name (2021-08-12_name.txt), or in a file beside it (name.txt.meta.toml: published = 2021-08-12)."
    )
    return [line]
