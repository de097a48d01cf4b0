"""Which decisions a run goes by: the file named, the one that lies beside the documents, or those of the ledger alone.

Knows the option's forms; what is in the file is `geo.review`'s.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import UsageError
from geo.review.files import NAMES, read_decisions_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.review.files import DecisionFile

NO_DECISIONS = "none"


def choose_decisions(
    sources: Sequence[str | Path], named: str | Path | None, corrections: Path | None = None
) -> tuple[DecisionFile, ...]:
    """The decisions files of a run: that which is `named`, none of it where it is "none", and the table of corrections.

    Without a name the `decisions.toml` or `decisions.csv` that lies directly in one of the source folders is taken.

    Raises:
        UsageError: A file is not there or is no table of decisions, there are two beside the sources, or both have one
        name.
    """
    decided = _chosen(sources, named)
    names = read_decisions_file(corrections) if corrections is not None else None
    if decided is not None and names is not None and decided.name == names.name:
        raise UsageError("files of decisions and corrections with two names", repr(names.name), "Rename one.")
    return tuple(each for each in (decided, names) if each is not None)


def _chosen(sources: Sequence[str | Path], named: str | Path | None) -> DecisionFile | None:
    """The decisions file that is named or lies beside the sources."""
    if named is not None:
        return None if str(named) == NO_DECISIONS else read_decisions_file(Path(named))
    folders = dict.fromkeys(Path(each).resolve() for each in sources if Path(each).is_dir())
    found = [folder / name for folder in folders for name in NAMES if (folder / name).is_file()]
    if len(found) > 1:
        expected = "one file of decisions beside the sources"
        raise UsageError(expected, len(found), "Name the one that counts with --decisions FILE.")
    return read_decisions_file(found[0]) if found else None
