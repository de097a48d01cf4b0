"""From the phrases of a clause to the fillers of roles: who, what ground, which place.

A list gives a filler for each member; "three districts: A, B and C" gives its members; "parts of X" gives X as a part.
What a phrase cannot fill, it does not: a commander is no ground, a firm is no party. Parties are found in `parties.py`,
ground in `grounds.py` with `unit_nouns.py`, names in `naming.py`, the places of phrases in
`named_places.py` and `embedded_places.py`; where something happened, here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language import default_language
from geo.reading.clauses.arguments import grammatical_subject
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.embedded_places import EmbeddedPlaceFillers
from geo.reading.clauses.needs import is_country
from geo.reading.clauses.nouns import NamedBy, phrase_class
from geo.reading.clauses.same_scene import same_scene
from geo.reading.clauses.whereabouts import (
    as_provinces,
    in_a_row,
    is_about_another,
    is_aimed,
    is_answered,
    is_inside,
    is_launch,
    is_spared,
    place_words,
    tells_of_harm,
    tells_of_talks,
    tells_where_one_lives,
    told_over,
)
from geo.reading.predication import Participant
from geo.vocab import PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Resolution
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause
    from geo.reading.clauses.tokens import Token

_WORDS = place_words()
_TAKING_PLACE = clause_words().verbs.taking_place


class Fillers(EmbeddedPlaceFillers):
    """Makes fillers from the phrases of one sentence."""

    def located(self, clause: Clause, phrase: Phrase | None) -> tuple[Participant, ...]:
        """The places of an event: behind its noun, in its clause, of its object; else of the clause that it continues.

        The place of a clause is its own: a clause that it is only told in ("officials in Kabul said") lends it none.
        What lies between two places is at neither: a filler without a place says so.
        """
        held: list[tuple[str, Phrase]] = []
        if phrase is not None:
            held = [each for each in phrase.attached if not is_aimed(each[0], phrase.lemma)]
            found = self._places_by([each for each in held if each[0] not in _WORDS.origin]) or self._behind_of(phrase)
            if found and all(is_country(each) for each in found):  # "strikes of Pakistan in X"
                found = self._beside_country(phrase) or found
            found = found or self._behind_whole(phrase, clause) or self._right_behind(phrase, clause)
            if found:
                return as_provinces(self._sharper(found, clause, phrase), self.memory.capital)
            if is_answered(phrase, clause) or is_spared(phrase, clause):
                return as_provinces(self._places_by(in_a_row(phrase, clause)), self.memory.capital)
            if outer := told_over(phrase, clause):  # "the victims of the attack near X were buried in Y"
                begin = clause.verb.start if clause.verb is not None else phrase.end
                beside = [each for each in clause.phrases if phrase.end <= each[1].start < begin]
                beside += [each for other in outer for each in other.attached if phrase.end <= each[1].start]
                return as_provinces(self._places_by(beside), self.memory.capital)
        found = self._in_clause(clause, phrase)
        if phrase is not None:
            found = found or self._places_by(held) or self._of_what_it_does(phrase)
        return as_provinces(self._sharper(found, clause, phrase), self.memory.capital)

    def _sharper(
        self, found: tuple[Participant, ...], clause: Clause, phrase: Phrase | None
    ) -> tuple[Participant, ...]:
        """Of a country the part that another phrase names: "a quake that hit X killed 60 people in Afghanistan"."""
        if not found or not all(is_country(each) for each in found):
            return found
        own = [each for each in self.memory.clauses if phrase is not None and each.head is phrase]
        told = [each for each in own if each.kind == "relative" and each.verb is not None and not each.verb.negated]
        aside = any(other is phrase and word in _WORDS.when for word, other in clause.phrases)
        for each in told if aside else (*told, clause):
            parts = self._of_arguments(each, phrase) or self._places_by(each.phrases)
            if parts and not any(is_country(part) for part in parts):
                return parts if each is clause else (*parts, *self._of_gapped(each))
        return found

    def _in_clause(self, clause: Clause, phrase: Phrase | None) -> tuple[Participant, ...]:
        """The places of a clause, else of the one that it continues."""
        outside = _WORDS.when | _WORDS.origin
        aside = phrase is not None and any(other is phrase and word in outside for word, other in clause.phrases)
        child: Clause | None = clause
        top = clause
        while child is not None:
            top = child
            if aside:  # "after the fighting, they closed X": what is done to X was not where they fought
                return self._places_aside(child)
            if phrase is not None or not is_about_another(child):
                found = self._by_phrases(child, clause, phrase)
                found = found or self._of_arguments(child, phrase) or self._of_what_arguments_do(child)
                if phrase is None:
                    found = found or self._of_what_phrases_tell(child)
                if phrase is None or phrase is child.subject:
                    found = found or self._of_gatherings(child)
                if found:
                    return found
            if found := self._beside_head(child):
                return found
            above = same_scene(child, self.memory.clauses)
            if above is not None and tells_where_one_lives(above):
                above = None
            child = above
        found = (
            self._of_marchers(clause)
            or self._below(clause, phrase)
            or self._meanwhile(top)
            or self._of_those_alarmed(clause)
        )
        if phrase is None or phrase is clause.subject or phrase in clause.objects:
            found = found or self._cleft(clause) or self._seen(clause)
        return found or self._fronted(clause) or self._headed(clause)

    def _places_aside(self, clause: Clause) -> tuple[Participant, ...]:
        """The places of what a clause only came after; none if people met there: "opened in X after the release"."""
        if tells_of_talks(clause):
            return ()
        return self._places_by([each for each in clause.phrases if each[0] not in _WORDS.course])

    def _by_phrases(self, child: Clause, clause: Clause, phrase: Phrase | None) -> tuple[Participant, ...]:
        """The places that the phrases of a clause put it at; where something comes from is asked last."""
        own = [*_where_it_took_place(child), *child.phrases]
        own = [each for each in own if not self._is_of_another(each[1], child, phrase)]
        own = [each for each in own if not is_aimed(each[0], child.verb.lemma if child.verb else "")]
        own = [each for each in own if not _is_where_from(each, child)]
        if (
            phrase is not None
            and phrase in child.objects
            and child.verb is not None
            and child.verb.lemma in _WORDS.retreating
        ):
            own = [each for each in own if each[0] not in _WORDS.ends]  # "fled the fighting towards X"
        near = [each for each in own if each[0] not in _WORDS.origin]
        if is_launch(child):
            own = near = [*near, *_behind_origins(own)]
        elif (child is not clause and not _takes_from(child)) or _comes(phrase, child):
            own = near  # "came from X and killed two", "the arms cache had come from X"
        found = self._told_apart(self._finer(self._places_by(near), child), near) or self._of_place_done_to(child)
        found = (*found, *(self._of_gapped(child) if child not in {clause, clause.gapped} else ()))
        return found or self._places_by(own) or self._there(child)

    def _is_of_another(self, other: Phrase, clause: Clause, told: Phrase | None) -> bool:
        """Whether a phrase stands behind what tells of another event.

        "An arrest sparked unrest in X", "struck camps in answer to the bombings in X"; "killed in a blast in X" is one.
        """
        before = [] if told is None or told is not clause.subject else [*clause.objects]
        same = _WORDS.by_way_of | _WORDS.at
        if clause.verb is not None and clause.verb.lemma in _WORDS.being | _WORDS.coming:
            same = same | _WORDS.undergone  # "came under fire in X"
        if tells_of_harm(clause):
            same = same | _WORDS.causes
        before += [
            each
            for word, each in clause.phrases
            if word not in same and each is not told
            if not (word in _WORDS.at_one_time and each.lemma in _WORDS.searches)  # "held after a raid in X"
            if not (word in _WORDS.ends and each.lemma in _WORDS.settled)  # "came to an agreement in X"
        ]
        others = self.memory.happenings - _WORDS.outcomes - self.table.offices
        return any(each.end == other.start - 1 and each.lemma in others for each in before)

    def _finer(self, found: tuple[Participant, ...], clause: Clause) -> tuple[Participant, ...]:
        """The place inside the one that the sentence opens with: "in Helmand, ... attacked a post in Sangin".

        Of a country the part where a thing is: "a jail in Farah, in the west of Afghanistan, was stormed".
        """
        if found and all(is_country(each) for each in found):
            parts = self._of_arguments(clause)
            return parts if parts and not any(is_country(each) for each in parts) else found
        if len(found) != 1 or clause.verb is None or found[0].start >= clause.verb.span()[0]:
            return found
        behind = [each for each in clause.phrases if each[1].start >= clause.verb.start and each[0] in _WORDS.at]
        inner = self._places_by(behind) or self._of_arguments(clause)
        return inner if inner and all(is_inside(each, found[0]) for each in inner) else found

    def _told_apart(
        self, found: tuple[Participant, ...], told: Sequence[tuple[str, Phrase]]
    ) -> tuple[Participant, ...]:
        """The place that a distance only describes: "outside a house in X district, 60 km from Y" is in X."""
        if not found or not all(_is_off(each) for each in found):
            return found
        inner = self._places_by([held for _, each in told for held in each.attached])
        return tuple(each for each in inner if not _is_off(each) and each.end <= found[0].start) or found

    def _of_place_done_to(self, clause: Clause) -> tuple[Participant, ...]:
        """The places that something is done to: "overran X, a district 60 km from Y"."""
        named = [other for other in clause.objects if other.head_token.kind == "place"]
        beside = [other for other in clause.objects if named and phrase_class(other) is NamedBy.PLACE]
        return tuple(place for other in beside for member in other.members() for place in self._of_member(member))

    def _there(self, clause: Clause) -> tuple[Participant, ...]:
        """The place that "there" stands for ("ten men were killed there"), or the dateline's ("here")."""
        verb = clause.verb
        tokens = verb.tokens[clause.start : max(clause.end, verb.end + 1)] if verb is not None else ()
        pointing = (token for token in tokens if token.low in _WORDS.pointing and token.tag == "RB")
        word = next((token for token in pointing if self._is_of(clause, token)), None)
        if word is None:
            return ()
        found = self._here(tokens) if word.low == "here" else self.memory.place("there", word.start)
        if found is None:
            return ()
        return (Participant(start=word.start, end=word.end, head=word.low, resolution=found, anaphor=True),)

    def _is_of(self, clause: Clause, word: Token) -> bool:
        """Whether an adverb is of a clause: it stands behind its verb, or "there" in a clause that is a part of it."""
        told = (each for each in self.memory.clauses if each.verb is not None and each.gapped is None)
        verbs = sorted(told, key=_verb_start)
        owner = next((each for each in reversed(verbs) if _verb_start(each) < word.start), verbs[0])
        if word.low != "here":
            return _is_part_of(owner, clause)
        if owner is not clause or clause.verb is None:
            return False
        tokens, verb = clause.verb.tokens, clause.verb.head
        begun = (each.start for each in self.memory.clauses if verb < each.start < len(tokens))
        return not any(tokens[start].start <= word.start for start in begun)

    def _here(self, tokens: Sequence[Token]) -> Resolution | None:
        """Where a report was filed, if its own words say that something was "here"; in a quotation it is elsewhere."""
        return None if any(token.tag in {'"', "'"} for token in tokens) else self.memory.dateline


def _is_off(place: Participant) -> bool:
    """Whether a place is so far from another: "60 km east of X"."""
    known = place.resolution.place if place.resolution is not None else None
    return known is not None and known.place_precision is PlacePrecision.NEAR


def _verb_start(clause: Clause) -> int:
    """Where the verb of a clause stands in the text."""
    return clause.verb.tokens[clause.verb.head].start if clause.verb is not None else -1


def _is_part_of(inner: Clause, clause: Clause) -> bool:
    """Whether a clause is another, tells of a part of it or governs it; one with "while" or "when" tells of its own."""
    around: Clause | None = inner
    while around is not None and around is not clause and around.kind != "adverbial":
        around = around.parent
    return around is clause or any(each is inner for each in clause.chain())


def _takes_from(clause: Clause) -> bool:
    """Whether something is done to somebody, so that it is done where they are taken from."""
    return clause.passive or bool(clause.objects)


def _comes(phrase: Phrase | None, clause: Clause) -> bool:
    """Whether a noun is what comes or goes, so that it has left where it comes from."""
    is_subject = phrase is not None and phrase is clause.subject
    return is_subject and clause.verb is not None and clause.verb.lemma in default_language().intransitive


def _behind_origins(phrases: Sequence[tuple[str, Phrase]]) -> list[tuple[str, Phrase]]:
    """What stands behind where something comes from: "fired rockets from X at a base in Y"."""
    starts = [phrase for word, phrase in phrases if word in _WORDS.origin]
    held = [each for phrase in starts for member in phrase.members() for each in member.attached]
    aimed = (k for k, (word, _) in enumerate(held) if word in _WORDS.turned | _WORDS.ends)
    return held[next(aimed, len(held)) :]


def _where_it_took_place(clause: Clause) -> list[tuple[str, Phrase]]:
    """The phrases behind "place" where a clause says that something "took place in X"."""
    verb = clause.verb.lemma if clause.verb is not None else ""
    told = [held for each in clause.objects if f"{verb} {each.lemma}" in _TAKING_PLACE for held in each.attached]
    return [*told, *(inner for _, each in told for inner in each.attached)]  # "in front of a house in X"


def _is_where_from(told: tuple[str, Phrase], clause: Clause) -> bool:
    """Whether a phrase says where the subject before it comes from: "a judge from X was shot dead".

    Or whoever was killed, right behind him: "killed a judge from X"; who is seized may be seized there, and "a judge
    from X in Y" may have been killed in both.
    """
    word, phrase = told
    subject = grammatical_subject(clause)
    if word not in _WORDS.origin or subject is None or clause.verb is None:
        return False
    if clause.verb.lemma in _WORDS.killing and any(each.end + 1 == phrase.start for each in clause.objects):
        return not phrase.attached
    return subject.start < phrase.start < clause.verb.start
