"""How much of one document is read: so many characters from its start, counted and never timed.

Every stage takes time in proportion to the text, so a bound on its length bounds the words, the clauses and the names
that are weighed. The same document is cut at the same place on any machine; the part before the cut is read as it would
be alone, and what lies behind it is named. A press report has some 5,000 characters.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.errors import Problem, ProblemKind

if TYPE_CHECKING:
    from geo.model import Document

MOST_CHARACTERS = 500_000
"""Some 80,000 words: what a process reads in less than a minute."""


def within_budget(document: Document) -> tuple[Document, tuple[Problem, ...]]:
    """The document as far as it is read, and a problem where that is not all of it.

    The cut is at the last blank line within the bound, else at the last blank, else at the bound itself.
    """
    text = document.text
    if len(text) <= MOST_CHARACTERS:
        return document, ()
    ends = (text.rfind("\n\n", document.headline_end, MOST_CHARACTERS), text.rfind(" ", 0, MOST_CHARACTERS))
    end = next((each for each in ends if each > 0), MOST_CHARACTERS)
    message = (
        f"Only the first {end:,} of {len(text):,} characters were read; the bound for one document is "
        f"{MOST_CHARACTERS:,}. Part it into several to have all of it read."
    )
    problem = Problem(
        kind=ProblemKind.WORK_BOUNDED, message=message, file=document.file, document_id=document.document_id
    )
    return replace(document, text=text[:end].rstrip()), (problem,)
