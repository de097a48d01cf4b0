"""The problems of a partition: written down as they come, and counted for its record.

Knows JSON Lines and which problems say that something was not read; decides nothing.
"""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from conflictmap.engines.folder import replacing
from geo.records import encode_line, problem_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import TextIO

    from geo.errors import Problem

_NAMED = 20
"""So many unread sources are named in a record; all of them stand among the problems."""


def write_problems(problems: Iterable[Problem], path: Path) -> tuple[dict[str, int], list[dict[str, Any]]]:
    """Write problems as JSON Lines; how many there are of each kind, and the first that say what was not read."""
    with replacing_text(path) as stream:
        log = ProblemLog(stream)
        log.note(problems)
    return log.kinds(), log.unread


class ProblemLog:
    """Writes problems down and counts them; `unread` holds the first that say what was not read."""

    def __init__(self, stream: TextIO) -> None:
        """Begin with none."""
        self._stream = stream
        self._kinds: Counter[str] = Counter()
        self.unread: list[dict[str, Any]] = []

    def note(self, problems: Iterable[Problem]) -> None:
        """Take in some more."""
        for problem in problems:
            self._kinds[problem.kind.value] += 1
            record = problem_record(problem)
            self._stream.write(encode_line(record) + "\n")
            if problem.is_fatal and len(self.unread) < _NAMED:
                self.unread.append(record)

    def kinds(self) -> dict[str, int]:
        """How many of each kind, by name."""
        return dict(sorted(self._kinds.items()))


@contextmanager
def replacing_text(path: Path) -> Iterator[TextIO]:
    """A text to write to, which takes the place of `path` at the end."""
    with replacing(path) as part, part.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
        yield stream
