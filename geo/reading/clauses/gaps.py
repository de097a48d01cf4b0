"""Clauses that leave out a verb told before: what stands in them, and their places as a list.

"Killed three in Farah, five in Ghor province": each place has a clause of its own, and a bare name beside a province is
the province, as in "in Farah, Ghor and Badghis".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.remnants import number_in
from geo.reading.clauses.whereabouts import as_provinces
from geo.reading.predication import Gap
from geo.text.number_words import value_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Resolution
    from geo.reading.clauses.clause import Clause, Parsed
    from geo.reading.predication import Predication

_PRONOUNS = clause_words().pronouns


def gap_of(clause: Clause) -> Gap | None:
    """What a clause leaves out where it has a place or day of its own for a verb told before."""
    verb = clause.verb
    if clause.gapped is None or verb is None:
        return None
    number, whole = _number_of(clause), _number_of(clause.gapped)
    if _is_one_of_them(clause):
        number = None  # "killed 48 people in two attacks, one of them in X": an attack, or one of the dead
    return Gap(verb=verb.tokens[verb.head].low, number=number, part=clause.part, whole=whole)


def _number_of(clause: Clause) -> str | None:
    """The number that stands in a clause with what its verb is done to, or who does it."""
    own = [*clause.objects, clause.subject]
    numbers = [number_in(each) for each in own if each is not None and each.start >= clause.start]
    return next((each.low for each in numbers if each is not None), None)


def _is_one_of_them(clause: Clause) -> bool:
    """Whether a clause counts one of those told before."""
    tokens = clause.verb.tokens if clause.verb is not None else ()
    low = [token.low for token in tokens[clause.start : clause.start + 3]]
    return low[:2] == ["one", "of"] and low[2:] != [] and low[2] in _PRONOUNS.series


def words_in(clause: Clause, parsed: Parsed) -> frozenset[str]:
    """The words of a clause, with those of the one whose verb it leaves out."""
    own = frozenset(token.low for token in parsed.tokens[clause.start : clause.end or len(parsed.tokens)])
    return own if clause.gapped is None else own | words_in(clause.gapped, parsed)


def _is_all(part: Predication, parts: Sequence[Predication]) -> bool:
    """Whether the parts of a whole are as many as it."""
    beside = {each.clause: each.gap for each in parts if each.trigger == part.trigger}
    whole = value_of(part.gap.whole) if part.gap is not None and part.gap.whole is not None else None
    told = [value_of(gap.number) for gap in beside.values() if gap is not None and gap.number is not None]
    counted = sum(each.low for each in told if each is not None and each.low is not None)
    return whole is not None and counted >= (whole.low or 0)


def with_listed_places(predications: Sequence[Predication], capital: Resolution | None) -> list[Predication]:
    """The predications of a sentence, those of one verb with their places as members of one list.

    A whole without a place is told by its parts, if they are all of it: "killed 14: 12 in X and two in Y".
    """
    found = list(predications)
    for trigger in dict.fromkeys(each.trigger for each in found if each.gap is not None):
        group = [k for k, each in enumerate(found) if each.trigger == trigger]
        listed = as_provinces(tuple(filler for k in group for filler in found[k].role("place")), capital)
        at = 0
        turns = sorted({found[k].clause[0] for k in group})
        for k in group:
            found[k] = replace(found[k], turn=(turns.index(found[k].clause[0]), len(turns)))
            own = found[k].role("place")
            if own:
                found[k] = replace(found[k], roles={**found[k].roles, "place": listed[at : at + len(own)]})
            at += len(own)
    parts = [each for each in found if each.gap is not None and each.gap.part and each.role("place")]
    wholes = {each.trigger for each in parts if _is_all(each, parts)}
    return [each for each in found if each.trigger not in wholes or each.gap is not None or each.role("place")]
