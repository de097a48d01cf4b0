"""Where something happened by the clauses around it: what it is part of, what it did, and when it came about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.asides import is_sender
from geo.reading.clauses.naming import proper_name
from geo.reading.clauses.nouns import NamedBy, phrase_class
from geo.reading.clauses.scene_clauses import (
    comes_first,
    is_at_that_time,
    is_come_upon,
    is_dated_behind,
    is_of_marchers,
    is_of_those,
    is_outcome,
    is_said_of,
    is_visit,
    only_came_after,
    tells_how_it_began,
    tells_of_operation,
    tells_what_it_did,
)
from geo.reading.clauses.surrounding_places import SurroundingPlaceFillers
from geo.reading.clauses.whereabouts import lies_somewhere, place_words, tells_of_harm
from geo.vocab import PlaceKind

if TYPE_CHECKING:
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause
    from geo.reading.predication import Participant

_WORDS = place_words()


class EmbeddedPlaceFillers(SurroundingPlaceFillers):
    """Finds the places of the clauses around an event, and of the arguments in them."""

    def _of_what_it_does(self, phrase: Phrase) -> tuple[Participant, ...]:
        """The place of a clause that says what an event did, or how it came about: "the quake which struck X".

        "The protest held in X", "a quake said to have struck X".
        """
        for each in self.memory.clauses:
            if tells_what_it_did(each, phrase):
                found = self._of_arguments(each, phrase) or self._places_by(each.phrases)
                if found and each.gapped is None:
                    return (*found, *self._of_gapped(each))
        return ()

    def _of_gapped(self, clause: Clause) -> tuple[Participant, ...]:
        """The places of the clauses that leave out the verb of one: "died when floods killed two in X and one in Y"."""
        gapped = (each for each in self.memory.clauses if each.gapped is clause)
        return tuple(place for each in gapped for place in self._places_by(each.phrases))

    def _behind_whole(self, phrase: Phrase, clause: Clause) -> tuple[Participant, ...]:
        """The place behind the phrase that ends in a noun: "news of a clash in X reached Y"."""
        for outer in (clause.subject, *clause.objects, *(other for _, other in clause.phrases)):
            inner = outer
            while inner is not None and inner.of is not None and inner is not phrase:
                inner = inner.of
            if inner is phrase and outer is not phrase and outer is not None:
                return self._places_by([each for each in outer.attached if each[0] in _WORDS.at])
        return ()

    def _right_behind(self, phrase: Phrase, clause: Clause) -> tuple[Participant, ...]:
        """The places of the phrase that stands right behind a noun: "claimed an attack in X and a bombing near Y"."""
        for at, (word, other) in enumerate(clause.phrases):
            if other.start == phrase.end + 1 and word in _WORDS.at | _WORDS.bearings:
                listed = self._places_by(clause.phrases[at:])  # "in A and in B"
                return listed if self._whole(other) else ()
        return ()

    def _beside_head(self, clause: Clause) -> tuple[Participant, ...]:
        """The place that a relative clause speaks of, or that stands right behind what it speaks of.

        "X, where two died"; "blamed for the attack in X, which killed two".
        """
        if clause.kind != "relative" or clause.head is None:
            return ()
        if clause.connector == "where":
            return self._whole(clause.head)
        is_harm = tells_of_harm(clause) and clause.parent is not None
        return self._right_behind(clause.head, clause.parent) if is_harm and clause.parent is not None else ()

    def _of_what_it_is(self, clause: Clause) -> tuple[Participant, ...]:
        """What or where that is which a clause describes: "the city where two died was X", "... lies in X"."""
        around = clause.parent
        if around is None or clause.head is None or around.subject is not clause.head or not lies_somewhere(around):
            return ()
        named = tuple(place for each in around.objects for place in self._whole(each))
        return named or self._places_by([each for each in around.phrases if each[0] in _WORDS.at])

    def _of_those_alarmed(self, clause: Clause) -> tuple[Participant, ...]:
        """The place of those whom something made flee at once: "fled their homes in X when shells killed two"."""
        around = clause.parent
        if around is None or around.verb is None or not is_at_that_time(clause):
            return ()
        verb = around.verb
        if verb.lemma not in _WORDS.alarm or verb.tense != "past" or verb.negated or verb.modal or verb.perfect:
            return ()
        return self._places_by([each for each in around.phrases if each[0] in _WORDS.at]) or self._of_arguments(around)

    def _of_marchers(self, clause: Clause) -> tuple[Participant, ...]:
        """The place of those whom force is met with: "beat students who marched through X"."""
        told = next((each for each in self.memory.clauses if is_of_marchers(each, clause)), None)
        if told is None:
            return ()
        return self._places_by([each for each in told.phrases if each[0] in _WORDS.at | _WORDS.passing])

    def _below(self, clause: Clause, phrase: Phrase | None) -> tuple[Participant, ...]:
        """The place of the clause under it that tells how men died, or what an operation is for.

        "Four died when their car hit a mine in X"; "launched an operation to retake X".
        """
        if phrase is None and (beside := self._beside(clause)) is not None:
            # "three men were killed and two wounded in X", "and two were wounded when rebels attacked a post in X"
            return self._places_by(beside.phrases) or self._below(beside, None)
        for other in self.memory.clauses:
            if other.parent is not clause or other.verb is None:
                continue
            if phrase is not None and phrase is clause.subject and is_outcome(other):
                return (*self._places_by(other.phrases), *self._of_gapped(other))
            at_one_time = is_at_that_time(other)
            if phrase is None and (
                is_of_those(other)
                or comes_first(other)
                or is_visit(other)
                or is_come_upon(other, clause)
                or (is_said_of(other, clause) and not self._tells_of_deed(other))
            ):
                found = self._places_by([each for each in other.phrases if each[0] in _WORDS.at | _WORDS.passing])
                found = found or (self._of_arguments(other) if is_visit(other) else ())
            elif at_one_time and phrase is None and tells_of_harm(clause):
                found = self._places_by(other.phrases) or self._of_arguments(other)
            elif (
                at_one_time
                and other.verb.lemma not in _WORDS.ceremonies
                and tells_how_it_began(clause, phrase)
                and not only_came_after(clause, other)
            ):
                found = self._of_deed(other)
            elif _is_aim(clause, other, phrase):
                found = self._of_arguments(other) or self._places_by(other.phrases)
            else:
                continue
            if found:
                return found
        return ()

    def _tells_of_deed(self, clause: Clause) -> bool:
        """Whether a phrase of a clause names what happens, and may have the place: "accused of a bombing in X"."""
        return any(each.lemma in self.memory.happenings for _, phrase in clause.phrases for each in phrase.inside())

    def _of_deed(self, clause: Clause) -> tuple[Participant, ...]:
        """The place of what somebody did or tried to do to a place: "when they tried to storm X"."""
        aims = (each for each in self.memory.clauses if each.kind == "infinitive" and each.parent is clause)
        for each in (clause, *aims):
            if each.verb is not None and not each.verb.negated and (found := self._of_arguments(each)):
                return found
        return self._places_by([each for each in clause.phrases if each[0] not in _WORDS.origin])

    def _beside(self, clause: Clause) -> Clause | None:
        """The clause of harm that "and" links to one of harm, where both tell of one happening."""
        clauses = list(self.memory.clauses)
        k = next((k for k, each in enumerate(clauses) if each is clause), None)
        following = clauses[k + 1] if k is not None and k + 1 < len(clauses) else None
        is_harm = clause.verb is not None and (tells_of_harm(clause) or clause.verb.lemma in _WORDS.killing)
        if following is None or not is_harm or not tells_of_harm(following) or is_dated_behind(clause):
            return None
        if following.parent is not clause.parent or following.kind not in {clause.kind, "conjunct"}:
            return None
        verb, again = clause.verb, following.verb
        if verb is None or again is None:
            return None
        between = {token.tag for token in verb.tokens[verb.end : again.head]}
        return following if "CC" in between and between.isdisjoint({";", ":", "."}) else None

    def _of_what_phrases_tell(self, clause: Clause) -> tuple[Participant, ...]:
        """The place of the happening in which something came about: "fled the clashes in which they vie for X"."""
        for word, phrase in clause.phrases:
            if word in _WORDS.amid and phrase.lemma in self.memory.happenings:
                found = self._of_what_it_does(phrase)
                if found:
                    return found
        return ()

    def _of_arguments(self, clause: Clause, told: Phrase | None = None) -> tuple[Participant, ...]:
        """The place of the object or the subject: "hit a market in Kunduz", "soldiers in Kunduz were killed".

        Where a noun tells of the event (`told`), an object that tells of another has its own: "the arrest of X sparked
        unrest in Y".
        """
        is_there = clause.kind == "relative" and clause.connector in _WORDS.inside_which
        if is_there and (found := self._of_what_it_is(clause)):
            return found
        for other in (
            *clause.objects,
            *([clause.subject] if clause.subject is not None else []),
            *([clause.head] if clause.head is not None else []),
        ):
            if (
                told is not None
                and other.lemma in self.memory.happenings - _WORDS.searches
                and all(told is not each for each in other.inside())
            ):
                continue
            if (told is not None and _is_doer(other, clause)) or is_sender(other, clause):
                continue
            if told is not None and other is not told and other is clause.subject and _is_elsewhere(clause):
                continue
            found = tuple(place for member in other.members() for place in self._of_member(member))
            found = found or self._of_thing_done_to(other, clause)
            if found:
                return (*found, *self._named_beside(other, clause))
        return ()

    def _of_thing_done_to(self, phrase: Phrase, clause: Clause) -> tuple[Participant, ...]:
        """Where the thing is that something is done to: "attacked the mosque"; not where one is that does something."""
        acts = phrase is clause.subject and not clause.passive and bool(clause.objects)
        behind = (each for word, each in clause.phrases if word in _WORDS.at)
        if acts or any(proper_name(each) is not None for each in behind):
            return ()
        return tuple(place for member in phrase.members() for place in self._of_thing(member))

    def _named_beside(self, first: Phrase, clause: Clause) -> tuple[Participant, ...]:
        """The places by their names beside an object that is one: "reached X, where two died, and Y"."""
        if first not in clause.objects or phrase_class(first) is not NamedBy.PLACE:
            return ()
        others = clause.objects[clause.objects.index(first) + 1 :]
        named = [each for each in others if phrase_class(each) is NamedBy.PLACE]
        return tuple(place for each in named for member in each.members() for place in self._of_member(member))


def _is_doer(phrase: Phrase, clause: Clause) -> bool:
    """Whether a country as the subject does what is told, so that it need not be there: "Iran launched an attack"."""
    if phrase is not clause.subject or clause.passive or clause.verb is None:
        return False
    place = phrase.head_token.resolution.place if phrase.head_token.resolution is not None else None
    is_state = place is not None and place.kind is PlaceKind.COUNTRY
    return is_state and clause.verb.lemma not in _WORDS.undergoing


def _is_elsewhere(clause: Clause) -> bool:
    """Whether a name that nobody knows says where it was: "officials in X confirmed the clashes in Y"."""
    subject, verb = clause.subject, clause.verb
    if subject is None or verb is None or not _WORDS.locals.isdisjoint({subject.head_token.low, subject.lemma}):
        return False
    behind = (each for word, each in clause.phrases if word in _WORDS.at and each.start > verb.start)
    return any(proper_name(each) is not None and each.head_token.resolution is None for each in behind)


def _is_aim(clause: Clause, aim: Clause, phrase: Phrase | None) -> bool:
    """Whether an infinitive says what an operation is for, or what somebody tried to do on the spot.

    "Launched an operation to retake X", "a bomber tried to enter a station in X".
    """
    if clause.verb is None or aim.verb is None or aim.kind != "infinitive":
        return False
    if aim.verb.lemma in _WORDS.taking and tells_of_operation(clause, phrase):
        return True
    is_his = phrase is not None and phrase is clause.subject
    return is_his and clause.verb.lemma in _WORDS.trying and aim.verb.lemma in _WORDS.on_the_spot
