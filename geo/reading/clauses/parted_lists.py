"""Lists whose members have days of their own.

"X, Y and, on Tuesday, Z fell" dates Z, and neither X nor Y; "took X and Y, the former on Friday, the latter on Sunday"
dates each.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.nouns import names_place, place_in_order
from geo.reading.clauses.runs import joined
from geo.text.number_words import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause
    from geo.reading.clauses.tokens import Token

_PRONOUNS = clause_words().pronouns
_PAIR = 2


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
    return replace(
        clause,
        subject=subject,
        objects=[member if each is listed else each for each in clause.objects],
        phrases=[(word, member if each is listed else each) for word, each in clause.phrases],
    )


def list_of(clause: Clause) -> Phrase | None:
    """The list of places that a clause tells of: its object, else its subject, else what a preposition governs."""
    behind = (phrase for _, phrase in clause.phrases)
    told = (*reversed(clause.objects), clause.subject, *behind)
    return next((each for each in told if each is not None and len(each.items) > 1 and names_place(each)), None)


def picked(phrase: Phrase, count: int) -> list[int]:
    """Which of so many members a phrase picks by their order: "the former", "the last one", "the first two"."""
    words = [token.low for token in phrase.own if token.low != phrase.determiner]
    if phrase.determiner != "the" or not words or (phrase.of is not None and not phrase.of.pronoun):
        return []
    at = place_in_order(words[0])
    number = 1 if words[1:] == [] or words[1] in _PRONOUNS.singled else number_of(words[1])
    if at is None or number is None or len(words) > _PAIR or not -count <= at <= count - number:
        return []
    start = at if at >= 0 else count + at + 1 - number
    return list(range(start, start + number)) if number == 1 or at in {0, -1} else []


def parted_by_order(clause: Clause, told: Sequence[tuple[Phrase, list[Token]]]) -> Iterator[Clause]:
    """The clauses of those members of a clause's list that words of order pick, with their days; it keeps the rest."""
    listed = list_of(clause)
    if listed is None:
        return
    members = list(listed.members())
    days = {k: dates for phrase, dates in told for k in picked(phrase, len(members))}
    rest = [each for k, each in enumerate(members) if k not in days]
    own = [replace(_with(clause, listed, members[k]), dates=list(dates), times=[]) for k, dates in days.items()]
    for each, k in zip(own, days, strict=True):
        each.objects = [members[k]] if listed in clause.objects else each.objects
    if not rest:
        first = own.pop(0)
        clause.dates, clause.times, rest = first.dates, [], [members[next(iter(days))]]
    yield from own
    kept = _with(clause, listed, joined(rest) if len(rest) > 1 else rest[0])
    clause.subject, clause.objects, clause.phrases = kept.subject, kept.objects, kept.phrases
