"""Which date of a clause is that of the happening that it only answers: "freed on Monday after protests on Sunday".

Of two days in one clause the one right behind an event noun is that noun's, and the other dates the clause: "arrested a
man on Thursday over a murder in January", "condemned on Tuesday the bombing of a bus on Sunday".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.datewords.expression import DAY_KINDS
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.whereabouts import place_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause, Parsed
    from geo.reading.clauses.tokens import Token

_PLACES = place_words()
_BEHIND = clause_words().openers.since | _PLACES.because | _PLACES.because_if


def part_dates(parsed: Parsed, happenings: frozenset[str]) -> None:
    """Move the dates of what clauses only answer from `dates` to `deed_dates`; `happenings` are the event nouns."""
    for clause in parsed.clauses:
        if clause.verb is None or len(clause.dates) < 2:  # noqa: PLR2004
            continue
        for noun in _deeds_in(clause, happenings):
            own = _dates_behind(noun)
            others = [each for each in clause.dates if all(each is not day for day in own)]
            is_parted = any(each.day is not None and each.day.kind in DAY_KINDS for each in others)
            if is_parted and len(others) < len(clause.dates):
                clause.dates = others
                clause.deed_dates.append((noun, own))


def days_of_deed(phrase: Phrase, clause: Clause) -> tuple[Token, ...]:
    """The dates of a clause that are those of this event noun."""
    return next((tuple(dates) for noun, dates in clause.deed_dates if noun is phrase), ())


def _deeds_in(clause: Clause, happenings: frozenset[str]) -> Iterator[Phrase]:
    """The event nouns that are the objects of a clause, or stand behind a word for why or after what."""
    told = [(None, each) for each in clause.objects]
    for word, phrase in [*told, *clause.phrases]:
        for each in phrase.inside():
            is_behind = word is None or word in _BEHIND or each is not phrase
            if is_behind and each.lemma in happenings:
                yield each


def _dates_behind(noun: Phrase) -> list[Token]:
    """The dates behind an event noun that only names of places, nouns and prepositions part from it."""
    tokens: Sequence[Token] = noun.tokens
    found: list[Token] = []
    for token in tokens[noun.head + 1 :]:
        if token.day is not None:
            found.append(token)
        elif found or not (token.is_nominal or token.tag in {"IN", "DT", "JJ", "CD", "RB"}):
            break
    return found


def is_claimed(phrase: Phrase, clause: Clause) -> bool:
    """Whether a clause tells only what somebody says of a deed: "claimed the attack", "announced his death"."""
    verb = clause.verb
    if verb is None:
        return False
    told = [clause.subject] if clause.passive else clause.objects
    if verb.lemma in _PLACES.notifying and phrase.lemma in _PLACES.deaths and phrase in told:
        return True
    if verb.lemma not in _PLACES.claiming:
        return False
    through = any(each.lemma in _PLACES.claimed for each in told if each is not None)
    return through or (verb.lemma in _PLACES.claiming_it and phrase in told)
