"""A ledger's file made as small as it can be, with all that follows from the evidence written anew.

Knows the order of the steps: nothing is written unless the evidence is as it was sealed. Changes no row of evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.errors import LedgerError
from geo.ledger.founding import own_terms_of
from geo.ledger.store import LedgerStore

if TYPE_CHECKING:
    from pathlib import Path

    from geo.decision import Reviewer
    from geo.ledger.grades import GradeTable


def compact(path: Path, *, grades: GradeTable | None = None, reviewer: Reviewer | None = None) -> tuple[int, int]:
    """Write the derived tables and the indexes anew and give back free room; the bytes before and after.

    Raises:
        LedgerError: The file is missing or no ledger, its evidence is damaged, or it is in use for too long.
    """
    if not path.is_file():
        raise LedgerError("an existing ledger", repr(str(path)), "Check the spelling of the path.")
    before = path.stat().st_size
    terms = own_terms_of(path)
    with LedgerStore(
        path,
        contested_days=terms.contested_days,
        history=terms.history,
        grades=grades,
        reviewer=reviewer,
    ) as store:
        store.check_whole()
        store.compact()
    return before, path.stat().st_size
