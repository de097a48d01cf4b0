"""Where something happened by what surrounds its clause: what went on, what is said of those in it, what heads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.named_places import NamedPlaceFillers
from geo.reading.clauses.needs import is_country
from geo.reading.clauses.nouns import NamedBy, phrase_class
from geo.reading.clauses.scene_clauses import (
    breaks_in,
    is_about_it,
    is_among,
    is_by_attackers,
    is_done_to_those,
    is_meantime,
    is_stroke,
)
from geo.reading.clauses.whereabouts import place_words
from geo.vocab import PlaceKind

if TYPE_CHECKING:
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause
    from geo.reading.predication import Participant

_WORDS = place_words()
_SETTING = clause_words().parties.setting
_SPOTS = _WORDS.at | _WORDS.passing
_HELD = (_WORDS.where - _WORDS.remote) | _WORDS.origin


class SurroundingPlaceFillers(NamedPlaceFillers):
    """Finds the places that the clauses and phrases around an event give it."""

    def _meanwhile(self, clause: Clause) -> tuple[Participant, ...]:
        """Where those were to whom something was done: "the men were patrolling in X when a bomb hit their car".

        Or those among whom it was done: "worshippers had gathered in X when a bomb went off".
        """
        told, opening = clause, clause
        if clause.kind == "conjunct" and clause.parent is not None:  # "when a man walked up and blew himself up"
            opening = clause.parent
        around = opening.parent
        if opening.kind != "adverbial" or opening.connector not in _WORDS.meanwhile or around is None:
            return ()
        verb, subject = around.verb, around.subject
        if verb is None or subject is None or subject.pronoun or verb.negated or verb.modal:
            return ()
        if breaks_in(told, opening) and verb.tense == "past":
            is_there = verb.lemma in _WORDS.being  # "the president was in X when a bomb exploded": somewhere else
            held = [each for each in around.phrases if each[0] in _WORDS.at and not is_there]
            found = self._places_by(held) or self._places_by(_held_in(subject))
            found = found or self._of_what_arguments_do(around)
            if found := tuple(each for each in found if not is_country(each)):
                return found
        if verb.passive or opening is not clause:
            return ()
        is_at_home = is_by_attackers(clause) and any(_WORDS.own & {*each.span_words()} for _, each in around.phrases)
        is_theirs = verb.progressive or verb.lemma in _WORDS.being
        is_theirs = is_theirs and (is_done_to_those(clause) or is_at_home or is_stroke(clause))
        if not (is_theirs or is_among(clause, around)):
            return ()
        return self._places_by([each for each in around.phrases if each[0] in _WORDS.at]) or self._of_member(subject)

    def _of_what_arguments_do(self, clause: Clause) -> tuple[Participant, ...]:
        """The place of what is said of an argument, of whoever acts or of a thing named behind, at the same time.

        "Hit a bus carrying teachers in X"; "taken off a bus by men who stopped it in X"; "found by troops who were
        searching houses in X"; "took them from the house where they lived in X".
        """
        agents = [phrase for word, phrase in clause.phrases if word in _WORDS.done_by and clause.passive]
        things = [phrase for word, phrase in clause.phrases if word in _HELD | _WORDS.amidst]
        named = (*clause.objects, clause.subject, *agents, *things)
        arguments = {id(member) for each in named if each for member in (each, *each.members())}
        for other in self.memory.clauses:
            if other.head is None or id(other.head) not in arguments:
                continue
            if (is_meantime(other) or is_about_it(other) or self._is_kept(other)) and (found := self._of_doing(other)):
                return found
        return ()

    def _is_kept(self, clause: Clause) -> bool:
        """Whether a clause says who is on ground: "positions held by rebels near X"; captives may be held anywhere."""
        verb, head = clause.verb, clause.head
        if verb is None or head is None or clause.kind != "participle" or verb.lemma not in _WORDS.keeping:
            return False
        return clause.passive and head.lemma in self.table.ground | self.table.sites

    def _of_those_at_work(self, clause: Clause) -> tuple[Participant, ...]:
        """Where those are who are taken along, by what they do: "a bus carrying women working for a school in X"."""
        carried = {id(each) for thing in clause.objects for each in (thing, *thing.members())}
        for other in self.memory.clauses:
            if other.kind == "participle" and id(other.head) in carried and other is not clause and is_meantime(other):
                return self._places_by(_own_spots(other))
        return ()

    def _of_doing(self, clause: Clause) -> tuple[Participant, ...]:
        """The place of what somebody does, or waits to do: "people waiting to enter a compound in X"."""
        found = self._places_by(_own_spots(clause)) or self._of_those_at_work(clause)
        if found or clause.verb is None or clause.verb.lemma not in _WORDS.awaiting:
            return found
        aims = [each for each in self.memory.clauses if each.kind == "infinitive" and each.parent is clause]
        found = next((there for each in aims if (there := self._places_by(_own_spots(each)))), ())
        things = [member for each in aims for thing in each.objects for member in thing.members()]
        return found or tuple(place for thing in things for place in self._of_member(thing))

    def _of_gatherings(self, clause: Clause) -> tuple[Participant, ...]:
        """The place of what was going on at one place: "during a raid in X, troops arrested two men".

        A visit is at the place that it is paid to: "during his visit to X, the minister met Y".
        """
        for word, phrase in clause.phrases:
            if word in _WORDS.in_course and phrase.lemma in _WORDS.gatherings:
                found = self._inside_of(phrase) or self._behind_of(phrase)
                if found:
                    return found
            if word in _WORDS.in_course and phrase.lemma in _WORDS.visits:
                held = [] if any(each[0] in _WORDS.origin for each in phrase.attached) else phrase.attached
                return self._places_by([each for each in held if each[0] in _WORDS.at | _WORDS.ends])
        return ()

    def _cleft(self, clause: Clause) -> tuple[Participant, ...]:
        """The place that a sentence brings out: "it was in X that a bomb killed five"."""
        around = clause.parent
        if clause.kind != "complement" or clause.connector != "that" or around is None or around.verb is None:
            return ()
        verb, subject = around.verb, around.subject
        is_it = subject is not None and subject.pronoun and subject.head_token.low in _WORDS.told_before
        if not is_it or verb.lemma not in _WORDS.being or verb.negated or verb.modal or around.objects:
            return ()
        return self._places_by([each for each in around.phrases if each[0] in _WORDS.at])

    def _seen(self, clause: Clause) -> tuple[Participant, ...]:
        """The place that saw something done: "X saw three men arrested"."""
        around = clause.parent
        if clause.kind != "complement" or clause.connector is not None or around is None or around.verb is None:
            return ()
        verb, subject = around.verb, around.subject
        if subject is None or verb.lemma not in _WORDS.undergoing or verb.negated or verb.modal:
            return ()
        return self._whole(subject) if phrase_class(subject) in {NamedBy.PLACE, NamedBy.UNIT} else ()

    def _fronted(self, clause: Clause) -> tuple[Participant, ...]:
        """The province or district before those who report what happened: "in X province, officials said a bomb ...".

        A town there is as often where they speak, unless they live there: "in X residents told us that ...".
        """
        saying, verb = clause.parent, clause.verb
        if clause.kind != "complement" or saying is None or saying.subject is None or verb is None:
            return ()
        if saying.start > saying.subject.start or clause.start < saying.subject.start:
            return ()
        if any(each.lemma in _WORDS.wholes for _, each in clause.phrases):
            return ()  # "in X, officials said floods had killed 90 people in the country"
        fronted = [(word, each) for word, each in saying.phrases if each.end <= saying.subject.start]
        found = self._places_by([each for each in fronted if each[0] in _WORDS.at])
        if len(found) != 1 or found[0].resolution is None or is_country(found[0]):
            return ()
        whose = [saying.subject.of, *(each for _, each in saying.subject.attached)]
        is_local = not _WORDS.locals.isdisjoint(saying.subject.span_words())
        is_local = is_local and not any(self._whole(each) for each in whose if each is not None)
        return found if is_local or _is_area(found[0]) else ()

    def _headed(self, clause: Clause) -> tuple[Participant, ...]:
        """The place before a colon that what follows happened in: "X province: two died", "X saw violence: ..."."""
        clauses = list(self.memory.clauses)
        k = next((k for k, each in enumerate(clauses) if each is clause), 0)
        heading = clauses[k - 1] if k else None
        if heading is None or heading.subject is None or clause.verb is None or clause.kind != "main":
            return ()
        opening = clause.verb.tokens[clause.start - 1] if clause.start else None
        if opening is None or opening.tag != ":" or not (_is_name_alone(heading) or _tells_what_it_saw(heading)):
            return ()
        found = self._whole(heading.subject)
        if len(found) != 1 or found[0].resolution is None or is_country(found[0]):
            return ()
        is_seat = self.memory.capital is not None and found[0].resolution.place == self.memory.capital.place
        return () if is_seat else found  # a national capital before a colon stands for who speaks there


def _held_in(subject: Phrase) -> list[tuple[str, Phrase]]:
    """The phrases that say where somebody or something is: "a gathering of clerics in X"."""
    inner = subject.of.attached if subject.of is not None else ()
    return [each for each in (*subject.attached, *inner) if each[0] in _WORDS.at]


def _own_spots(clause: Clause) -> list[tuple[str, Phrase]]:
    """The phrases that say where a clause is; not those behind somebody or something that it comes from or is done by.

    "Acting on orders from a commander in X" does not act in X.
    """
    found: list[tuple[str, Phrase]] = []
    last: tuple[str, Phrase] | None = None
    is_near = clause.verb is not None and clause.verb.lemma in _WORDS.on_foot
    remote = _WORDS.remote - _WORDS.ends if is_near else _WORDS.remote
    if clause.passive and clause.verb is not None and clause.verb.lemma in _WORDS.keeping:
        remote = remote - _WORDS.done_by
    is_by_somebody = any(word in _WORDS.done_by for word, _ in clause.phrases)
    if clause.passive and clause.verb is not None and clause.verb.lemma in _SETTING and not is_by_somebody:
        remote = remote - _WORDS.undergone  # "a bomb planted under a bridge in X", not "laid by men under a chief in X"
    for word, phrase in clause.phrases:
        is_behind = last is not None and last[0] in remote and last[1].end == phrase.start - 1
        if word in _SPOTS | _WORDS.bearings and not is_behind:
            found.append((word, phrase))
        last = (word, phrase)
    return found


def _is_name_alone(clause: Clause) -> bool:
    """Whether a clause is nothing but a phrase: "X province: ..."."""
    return clause.kind == "main" and clause.verb is None and not clause.objects and not clause.phrases


def _tells_what_it_saw(clause: Clause) -> bool:
    """Whether a clause says that something happened at its subject: "X was the scene of an attack", "X saw one"."""
    verb = clause.verb
    if clause.kind != "main" or verb is None or verb.negated or verb.modal or verb.passive:
        return False
    if verb.lemma in _WORDS.being:
        return any(each.lemma in _WORDS.scenes for each in clause.objects)
    return verb.lemma in _WORDS.undergoing and bool(clause.objects)


def _is_area(filler: Participant) -> bool:
    """Whether a place is a province or a district."""
    place = filler.resolution.place if filler.resolution is not None else None
    return place is not None and place.kind in {PlaceKind.PROVINCE, PlaceKind.DISTRICT}
