"""Lists in which a day stands before one member alone: "X, Y and, on Tuesday, Z fell" dates Z, and neither X nor Y."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.reading.clauses.nouns import names_place
from geo.reading.clauses.runs import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause
    from geo.reading.clauses.tokens import Token


def parted_by_days(clause: Clause) -> Iterator[Clause]:
    """The clauses of those members of a list that have a day of their own; the clause keeps the rest."""
    if clause.verb is None:
        return
    for listed in (clause.subject, *clause.objects[:1]):
        if listed is None or len(listed.items) < len("XY") or not names_place(listed):
            continue
        own = {k: days for k in range(1, len(listed.items)) if (days := _days_before(listed, k))}
        rest = [each for k, each in enumerate(listed.items) if k not in own]
        if not own or any(listed.items[k].tokens[listed.items[k].start - 1].low != "," for k in own):
            continue
        for k, days in own.items():
            yield replace(_with(clause, listed, listed.items[k]), dates=list(days), times=[])
        kept = _with(clause, listed, joined(rest) if len(rest) > 1 else rest[0])
        clause.subject, clause.objects = kept.subject, kept.objects


def _days_before(listed: Phrase, k: int) -> list[Token]:
    """The days between two members of a list."""
    before, member = listed.items[k - 1], listed.items[k]
    return [each for each in listed.tokens[before.end : member.start] if each.kind == "date"]


def _with(clause: Clause, listed: Phrase, member: Phrase) -> Clause:
    """A clause with one phrase in the place of a list."""
    subject = member if clause.subject is listed else clause.subject
    return replace(clause, subject=subject, objects=[member if each is listed else each for each in clause.objects])
