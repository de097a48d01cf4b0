"""The `--corrections` of the commands that print as they go: read the file, and say what was wrong with it.

The main job reads it as one more file of decisions and lists the same problems with the others. Here nothing is
settled, so only what names mean is of use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from conflictmap.plain_lines import plural
from conflictmap.terminal import name_unused, warn
from geo.vocab import DecisionAction

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from geo.places.corrections import Corrections
    from geo.review import DecisionFile


class Named:
    """What a file of decisions says of names: `corrections` to read by, None without a file.

    Its rows that cannot be used, and those that are about something else, are named on standard error.

    Raises:
        UsageError: The file is missing or is no table of decisions.
    """

    def __init__(self, path: Path | None) -> None:
        """Read the file."""
        self.corrections: Corrections | None = None
        self._file: DecisionFile | None = None
        if path is None:
            return
        from geo.review import corrections_of, read_decisions_file  # noqa: PLC0415 - most commands are given no file

        self._file = read_decisions_file(path)
        self.corrections = corrections_of(self._file.decisions)
        others = sum(each.action is not DecisionAction.SET_PLACE for each in self._file.decisions)
        name_unused(self._file.problems)
        if others:
            warn(f"{self._file.name}: {plural(others, 'decision')} on events not used: this command settles nothing")

    def tell_unused(self, used: Collection[str] = ()) -> None:
        """Name on standard error the rows under which no name has fallen; `used` are ids of rows known to be used."""
        if self._file is None or self.corrections is None:
            return
        from geo.review import unused_names  # noqa: PLC0415 - as above

        unused = {row.decision_id for row in self.corrections.unused()} - set(used)
        lines = {(self._file.name, each): line for each, line in self._file.lines.items()}
        name_unused(unused_names((each for each in self._file.decisions if each.decision_id in unused), lines))
