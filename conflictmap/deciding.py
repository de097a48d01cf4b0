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


def choose_decisions(sources: Sequence[str | Path], named: str | Path | None) -> DecisionFile | None:
    """The decisions file of a run; None where there is none, or `named` is "none".

    Without a name the `decisions.toml` or `decisions.csv` that lies directly in one of the source folders is taken.

    Raises:
        UsageError: The file is not there or is no table of decisions, or there are two beside the sources.
    """
    if named is not None:
        return None if str(named) == NO_DECISIONS else read_decisions_file(Path(named))
    folders = dict.fromkeys(Path(each).resolve() for each in sources if Path(each).is_dir())
    found = [folder / name for folder in folders for name in NAMES if (folder / name).is_file()]
    if len(found) > 1:
        expected = "one file of decisions beside the sources"
        raise UsageError(expected, len(found), "Name the one that counts with --decisions FILE.")
    return read_decisions_file(found[0]) if found else None
