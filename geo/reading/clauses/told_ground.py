"""Which ground told of before a phrase stands for: "it", "them", "the latter", "the provincial capital"."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.needs import is_country
from geo.reading.clauses.nouns import NamedBy, phrase_class, place_in_order
from geo.reading.clauses.office_grounds import in_charge_of
from geo.reading.clauses.places_told import KINDS, fits
from geo.reading.clauses.unit_nouns import UnitNouns
from geo.reading.clauses.whereabouts import place_words
from geo.reading.predication import Participant
from geo.text.number_words import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.model import Resolution
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause
    from geo.vocab import PlaceKind

_PREPOSITIONS = clause_words().prepositions
_PLACES = place_words()
_PRONOUNS = clause_words().pronouns
_LAND = frozenset({NamedBy.PLACE, NamedBy.UNIT})
_NONE: frozenset[PlaceKind] = frozenset()
_BOTH = _PRONOUNS.both
_WHOSE = _PREPOSITIONS.locative | _PLACES.origin
_PAIR = 2


class ToldGround(UnitNouns, ABC):
    """Finds the ground that was told of before, or that the text is on."""

    @abstractmethod
    def grounds(self, phrase: Phrase, clause: Clause | None = None) -> Iterator[Participant]:
        """The ground of a phrase."""

    def _told_ground(
        self, phrase: Phrase, clause: Clause | None, noun: str | None, *, definite: bool
    ) -> Resolution | None:
        """What was told of before that a phrase stands for; in a clause, where it is fought for or given up."""
        find = self.memory.place if clause is None else self.memory.ground
        return find(reference_noun(phrase, noun), phrase.span()[0], definite=definite)

    def _told_in_order(self, phrase: Phrase) -> Resolution | None:
        """The place that a word of order picks from those of the sentence before: "the second", "the latter"."""
        if len(phrase.own) != len(("the", "second")) or phrase.determiner != "the" or phrase.of is not None:
            return None
        at = place_in_order(phrase.head_token.low)
        told = [each for each in self.memory.units() if each.mention.start < phrase.span()[0]]
        if at is None or phrase.apposition or not told[1:] or at >= len(told):
            return None
        return told[at]

    def _implied(self, phrase: Phrase, clause: Clause | None) -> Resolution | None:
        """What "the provincial capital" is in a text on one province, and "the city" in the words of its mayor."""
        start, end = phrase.span()
        if phrase.lemma == "capital" and not {"provincial", "regional"}.isdisjoint(token.low for token in phrase.own):
            return self.memory.seat_around(start)
        spans = [
            span
            for above in (clause.chain() if clause is not None else ())
            for voice in _voices(above)
            if voice.span()[0] > end
            for span in _spans_of(voice)
        ]
        return self.memory.behind(phrase.lemma, start, spans)

    def _meant(self, phrase: Phrase, clause: Clause | None) -> Resolution | None:
        """The place that "it" stands for: the nearest thing that was told of before, if that is a piece of ground.

        "Attacked a convoy in Kandahar and captured it" is the convoy; "left Nawa district of Helmand" the district.
        """
        charge = in_charge_of(phrase, clause, self.memory.clauses, self._resolution)
        if charge is not None:
            return charge.place  # "the governor of X fled to Y, leaving it to the rebels"
        own = clause.subject if clause is not None and phrase.head_token.low in _PRONOUNS.emphatic else None
        things = self._things_before(phrase, clause) if own is None or own.pronoun else iter((own,))
        for thing in things:  # "the corps gave itself up": whoever does it
            told = thing
            if phrase_class(thing) not in _LAND and thing.of is not None and thing.lemma not in self.table.offices:
                told = thing.of  # "control of Kunduz"
            if phrase_class(told) not in _LAND:
                return None
            found = list(self.grounds(told))
            if any(each.unnamed and each.unit_noun is not None for each in found):
                return None  # "retook a district in X after it fell": not X itself
            grounds = [each for each in found if each.resolution is not None and not each.part]
            if grounds and not is_country(grounds[0]):
                return grounds[0].resolution
        if own is None and self._took_nameless():
            return None  # "seized a convoy in X. The army recaptured it"
        return self.memory.ground("it", phrase.span()[0])

    def _took_nameless(self) -> bool:
        """Whether the sentence before told last that something without a name was taken."""
        told = [each for each in self.memory.earlier if each.objects and each.verb is not None]
        if not told or told[-1].verb is None or told[-1].verb.lemma not in _PLACES.taking:
            return False
        thing = told[-1].objects[-1]
        return not thing.is_plural and thing.determiner in _PRONOUNS.one_of_many

    def _things_before(self, phrase: Phrase, clause: Clause | None) -> Iterator[Phrase]:
        """The objects and subjects of the clauses before a pronoun, the nearest first; no parties and no events."""
        before = [each for each in self.memory.clauses if each is not clause and each.start < phrase.start]
        for each in reversed(before):
            for told in (*reversed(each.objects), each.subject):
                if told is None or told.start >= phrase.start or told.pronoun or told.is_plural:
                    continue
                happens = told.lemma in self.memory.events or told.head_token.tag in {"CD", "JJ"}
                if not happens and phrase_class(told) is not NamedBy.ACTOR:
                    yield told

    def _pronoun_ground(self, phrase: Phrase, clause: Clause | None, *, part: bool) -> Iterator[Participant]:
        low = phrase.head_token.low
        if not phrase.pronoun:
            yield from self._those_counted(phrase, clause)
        elif low in {"it", "itself"}:
            found = self._meant(phrase, clause)
            if found is not None:
                yield self._filler(phrase, resolution=found, anaphor=True, part=part)
        elif _is_taken(phrase, clause) and self.memory.counts_people(_PAIR if low in _BOTH else None):
            return
        elif low in {"they", "them", "these", "those", "both", "all"} and not _leads_away(clause):
            for found in self._several_before(phrase, clause):
                yield self._filler(phrase, resolution=found, anaphor=True, part=part)

    def _those_counted(self, phrase: Phrase, clause: Clause | None) -> Iterator[Participant]:
        """The units that "the two", "all three" are: those named beside it, else as many told of before."""
        if phrase.apposition:
            for named in phrase.apposition:
                yield from self.grounds(named, clause)
            return
        number = number_of(phrase.head_token.low)
        if _is_taken(phrase, clause) and self.memory.counts_people(number):
            return  # "two officers were in X and Y; the two were captured"
        found = self._several_before(phrase, clause)
        if len(found) == number:
            for each in found:
                yield self._filler(phrase, resolution=each, anaphor=True)

    def _those_told(self, phrase: Phrase, clause: Clause | None) -> list[Resolution]:
        """The units told of before that a plural noun stands for: "both cities", "the two districts", "the districts".

        All must be of the kind of the noun, and as many as it counts; of those that others are told beside ("the other
        districts", "one of the cities") nobody knows which they are.
        """
        words = [token.low for token in phrase.own[:-1]]
        counts = [count for word in words if (count := number_of(word)) is not None]
        is_bare = phrase.of is None and phrase.possessor is None and not phrase.attached and not phrase.apposition
        is_known = _PRONOUNS.those_counted | _BOTH
        if _is_of_some(phrase):
            return []
        if not phrase.is_plural or not is_bare or not words or not all(w in is_known or number_of(w) for w in words):
            return []
        if words[0] not in is_known or len(counts) > 1:
            return []
        noun = phrase.lemma
        found = [each for each in self._several_before(phrase, clause) if fits(each, KINDS.get(noun, _NONE), noun)]
        count = _PAIR if words[0] in _BOTH else counts[0] if counts else len(found)
        return found if len(found) == count and len(found) > 1 else []

    def _several_before(self, phrase: Phrase, clause: Clause | None) -> list[Resolution]:
        """The units that "them" are: those of the sentence so far or of the last one.

        None where it is people who were told of right before: "took ten men; troops freed them", "who were there".
        What a phrase stands inside is not told before it: "some areas in the provinces along the border".
        """
        before = [each for each in self.memory.clauses if each is not clause and _is_done_to(each)]
        told = [each.objects[-1] if each.objects else each.subject for each in before]
        known = [
            each for each in told if each is not None and each.start < phrase.start and phrase not in each.inside()
        ]
        last = max(known, key=lambda each: each.start, default=None)
        if last is None or last.pronoun or not last.is_plural or (clause is not None and last is clause.subject):
            is_taken = _is_taken(phrase, clause)
            return [] if is_taken and self.memory.tells_of_people() else self.memory.units()
        if phrase_class(last) not in _LAND:
            return []
        named = [each.resolution for each in self.grounds(last) if each.resolution is not None and not each.part]
        return named if len(named) > 1 else self.memory.units()

    def context(self) -> tuple[Participant, ...]:
        """The ground that the sentence told of last: "seized X before being pushed out"."""
        units = self.memory.told[-1].units if self.memory.told else []
        if not units:
            return ()
        mention = units[-1].mention
        return (
            Participant(start=mention.start, end=mention.end, head=mention.surface, resolution=units[-1], anaphor=True),
        )


def _voices(clause: Clause) -> Iterator[Phrase]:
    """Who says something in a clause, and where he is from or speaks: "said a man from X", "in X, officials said"."""
    subject, verb = clause.subject, clause.verb
    if subject is None or verb is None:
        return
    yield subject
    for word, other in clause.phrases:
        is_before = word in _PREPOSITIONS.locative and other.end <= verb.start
        if is_before or (word in _PLACES.origin and other.start <= subject.end + 1):
            yield other


def _spans_of(voice: Phrase) -> Iterator[tuple[int, int]]:
    """Where the words of somebody may name his place: "Gul, a resident of X", "the mayor of X", "in X"."""
    if voice.head_token.kind == "place":
        yield voice.span()
    for told in (voice, *voice.apposition):
        inner = (other for word, other in told.attached if word in _WHOSE)
        yield from (other.span() for other in (told.of, *inner) if other is not None)


def _is_of_some(phrase: Phrase) -> bool:
    """Whether a word that counts stands before "of" and a phrase: "one of the cities", "none of the two"."""
    before = phrase.tokens[max(0, phrase.start - 2) : phrase.start]
    return len(before) > 1 and before[1].low == "of" and before[0].tag != "NN"


def _is_done_to(clause: Clause) -> bool:
    """Whether a clause says what is done to somebody, or where and what he was."""
    return bool(clause.objects) or clause.passive or (clause.verb is not None and clause.verb.lemma in _PLACES.being)


def _is_taken(phrase: Phrase, clause: Clause | None) -> bool:
    """Whether something is done to what a phrase stands for: people may be taken as well as towns."""
    return clause is not None and clause.passive and phrase is clause.subject


def _leads_away(clause: Clause | None) -> bool:
    """Whether somebody is taken from or to where no party is, as people are: "took them from the house"."""
    if clause is None or clause.verb is None or clause.verb.lemma not in _PLACES.leading:
        return False
    away = (phrase for word, phrase in clause.phrases if word in _PLACES.origin | _PLACES.ends)
    return any(phrase_class(phrase) is not NamedBy.ACTOR for phrase in away)


def reference_noun(phrase: Phrase, noun: str | None) -> str:
    """The word by which a phrase refers to ground told of before; `noun` is the kind of unit that it names."""
    if noun == "district_centre":
        return "headquarters"
    return phrase.lemma


def counts_those(phrase: Phrase) -> bool:
    """Whether a phrase only counts what was told before, or is named beside it: "the two", "all three"."""
    is_number = phrase.head_token.tag == "CD" and phrase.head_token.kind == "word" and not phrase.items
    is_bare = phrase.of is None and phrase.possessor is None and not phrase.attached
    words = [token.low for token in phrase.tokens[phrase.start : phrase.head]]
    return is_number and is_bare and bool(words) and _PRONOUNS.those_counted.issuperset(words)
