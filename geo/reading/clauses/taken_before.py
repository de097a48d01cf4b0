"""What those held who are driven out: "rebels who captured X were pushed out", "They took X. By Friday they were out".

Their own capture says so, in a relative clause of theirs or in the sentence before. Where it names several places, or
a part of one, nothing is said of which they left.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.nouns import NamedBy, phrase_class
from geo.reading.frames import Trait
from geo.vocab import TRANSFERS, AssertionMode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.reading.clauses.asserting import Assertion
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause
    from geo.reading.clauses.roles import Fillers
    from geo.reading.frames import FrameTable
    from geo.reading.predication import Participant, Predication

_DEFINITE = clause_words().parties.definite


def is_placed(clause: Clause) -> bool:
    """Whether a clause says itself where somebody is driven out: "of the bazaar", "in X"."""
    return any(phrase_class(phrase) in {NamedBy.PLACE, NamedBy.UNIT} for _, phrase in clause.phrases)


def taken_by(
    ousted: Sequence[Phrase], fillers: Fillers, frames: FrameTable, assertion: Assertion
) -> tuple[Participant, ...]:
    """The one unit that a relative clause says those had taken who are driven out."""
    of_them = (each for each in fillers.memory.clauses if each.kind == "relative" and each.head in ousted)
    took = (each for each in of_them if each.gap == "subject" and not each.passive and _takes_ground(each, frames))
    so = (each for each in took if assertion.of_clause(each).mode is AssertionMode.ACTUAL)
    return _only(filler for each in so for phrase in each.objects for filler in fillers.grounds(phrase, each))


def taken_before(parties: Sequence[Participant], before: Sequence[Predication]) -> tuple[Participant, ...]:
    """The one unit that the sentence before says those had taken who are driven out."""
    took = [
        each
        for each in before
        if Trait.EXPELS not in each.frame.traits
        and any(_are_one(one, other) for one in each.role("agent") for other in parties)
    ]
    return _only(filler for each in took for filler in each.role("object"))


def _are_one(taker: Participant, ousted: Participant) -> bool:
    """Whether two parties are of one side or the same by name, or "the insurgents" may be those told before."""
    one, other = taker.actor, ousted.actor
    if one is None or other is None:
        return False
    is_known = ousted.determiner in _DEFINITE and other.side is None
    are_rebels = one.actor_class == other.actor_class == "rebel"
    same_side = one.side is not None and one.side == other.side
    return one.name == other.name or same_side or (is_known and are_rebels)


def _takes_ground(clause: Clause, frames: FrameTable) -> bool:
    """Whether the verb of a clause tells that somebody came to hold ground."""
    verb = clause.verb
    if verb is None or not clause.objects:
        return False
    keys = (f"{verb.lemma} {verb.particle}", verb.lemma)
    told = (frame for key in keys for frame in frames.by_verb.get(key, ()))
    return any(frame.action in TRANSFERS and "agent" in frame.roles and not frame.light for frame in told)


def _only(grounds: Iterable[Participant]) -> tuple[Participant, ...]:
    """The piece of ground where there is one alone, and it is a whole unit with a known name."""
    found = tuple(_as_told(grounds))
    is_sure = len(found) == 1 and found[0].resolution is not None and not found[0].part
    return found if is_sure else ()


def _as_told(grounds: Iterable[Participant]) -> Iterator[Participant]:
    for each in grounds:
        yield replace(each, anaphor=True)
