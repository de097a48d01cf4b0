"""Which grades of sources a run goes by: the file named, the one that lies beside the documents, or the bundled one.

Knows the option's forms; what is in the file is `geo.ledger.grades`'s.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import UsageError
from geo.ledger import GRADES_NAME, read_grades

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.ledger import GradeTable


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeChoice:
    """The grades of a run. `name` and `sha256` are those of the user's file; None for the bundled one."""

    grades: GradeTable
    name: str | None = None
    sha256: str | None = None


def choose_grades(sources: Sequence[str | Path], named: Path | str | None) -> GradeChoice:
    """The grades for these sources.

    `named` is a file, or None: then the `sources.toml` that lies directly in one of the source folders is taken, and
    without one the bundled table.

    Raises:
        UsageError: The file is not there or is no table of grades, or two source folders bring one each.
    """
    if named is None:
        folders = [path for path in map(Path, sources) if path.is_dir()]
        # The name is compared as it is written: SOURCES.toml, the note on where files come from, is another file.
        found = [each for folder in folders for each in sorted(folder.iterdir()) if each.name == GRADES_NAME]
        if len(found) > 1:
            expected = f"one {GRADES_NAME} among the sources"
            raise UsageError(expected, len(found), "Name the one to take with --sources.")
        if not found:
            return GradeChoice(grades=read_grades())
        named = found[0]
    path = Path(named)
    grades = read_grades(path)
    return GradeChoice(grades=grades, name=path.name, sha256=hashlib.sha256(path.read_bytes()).hexdigest())
