"""A text counts once, and no two documents share an identifier: who came first, and what becomes of the others.

Knows what makes two documents the same (the sum of the original bytes, the publication day, the source) and how an
identifier that is taken is changed. Knows no files: the order in which it is asked is the order that counts.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from geo.errors import Problem, ProblemKind

if TYPE_CHECKING:
    from datetime import date

    from geo.model import Document

    Reading = tuple[Document | None, tuple[Problem, ...]]
    """A document, or None where a record gave none, with what was wrong."""

Identity = tuple[str, "date | None", str | None]


class Verdict(NamedTuple):
    """What becomes of a document: the identifier it gets, and that of the document with the same text before it.

    `is_kept` is false for a repetition that counts no more.
    """

    document_id: str
    same_as: str | None = None
    is_kept: bool = True


def identity_of(document: Document) -> Identity:
    """What makes a document the same: the sum of its bytes, its publication day, its source."""
    return (document.sha256, document.published, document.source)


class Seen:
    """The documents so far. With `keep` a text that was met before is read again."""

    def __init__(self, *, keep: bool = False) -> None:
        """Begin with none."""
        self._keep = keep
        self._texts: dict[object, str] = {}
        self._ids: Counter[str] = Counter()

    def judge(self, identity: object, wanted: str) -> Verdict:
        """Take in the next document, and say what becomes of it.

        >>> seen = Seen()
        >>> seen.judge("x", "wire"), seen.judge("y", "wire").document_id, seen.judge("x", "other").is_kept
        (Verdict(document_id='wire', same_as=None, is_kept=True), 'wire#2', False)
        """
        same_as = self._texts.get(identity)
        if same_as is not None and not self._keep:
            return Verdict(wanted, same_as, is_kept=False)
        given = self._free(wanted)
        self._ids.update({wanted, given})
        self._texts.setdefault(identity, given)
        return Verdict(given, same_as)

    def _free(self, wanted: str) -> str:
        """The identifier, or one made of it that none before has."""
        if wanted not in self._ids:
            return wanted
        number = self._ids[wanted] + 1
        while f"{wanted}#{number}" in self._ids:
            number += 1
        return f"{wanted}#{number}"


def judged(document: Document, problems: tuple[Problem, ...], verdict: Verdict, line: int | None = None) -> Reading:
    """The document as it counts, or None; a repetition and a new identifier are problems, at a `line` of its file."""
    wanted = document.document_id
    if verdict.same_as is not None:
        message = f"The same text was read before, as {verdict.same_as}; it counts once."
        problems = (*problems, _duplicate(document, wanted, message, line))
        if not verdict.is_kept:
            return None, problems
    given = verdict.document_id
    if given == wanted:
        return document, problems
    message = f"Another text was read before as {wanted}; this one is {given}."
    renamed = (replace(problem, document_id=given) for problem in problems)
    return replace(document, document_id=given), (*renamed, _duplicate(document, given, message, line))


def _duplicate(document: Document, document_id: str, message: str, line: int | None) -> Problem:
    return Problem(
        kind=ProblemKind.DUPLICATE_DOCUMENT,
        message=message,
        file=document.file,
        line=line,
        document_id=document_id,
    )
