"""Clauses without a verb of their own: "killed 12 in X and two in Y", "exploded in X on Monday and in Y on Friday".

One verb is told for several places, with what happened at each. Each remnant (`remnants.py`) becomes a clause with the
verb of the clause that it goes on from, and with its own place, day, subject or object. A place that opens a clause
with a verb ("..., and in Herat gunmen killed two") is kept for that.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.gapping import GappedClauses
from geo.reading.clauses.nouns import NamedBy, names_place, phrase_class
from geo.reading.clauses.parted_lists import list_of, picked
from geo.reading.clauses.remnants import (
    Remnant,
    is_bare_number,
    is_counted,
    is_some_site,
    number_in,
    remnant_at,
    remnant_behind,
    with_noun_of,
)
from geo.reading.clauses.separators import dated_order
from geo.reading.clauses.whereabouts import place_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause

_STOPS = frozenset({".", ",", ";", ":", "-", "?", "CC", "SC", "IN", "VBD", "VBZ", "VBP", "MD"})
_LINKS = frozenset({"and", "&", "while"})
_PREPOSITIONS = clause_words().prepositions


class RemnantClauses(GappedClauses):
    """Finds what leaves out its verb."""

    def _unled(self, i: int) -> int:
        """Take in what stands at chunk `i` without its verb; how many chunks were taken, 0 where none."""
        if self.chunks[i].kind == ":":
            return 2 * self._parts(i)
        if self.connector is not None and self.preposition is None:
            return self._fronts_next(i)
        if not (self.comma or self.coordinator in _LINKS) or self.preposition is not None:
            return 0
        if self.chunks[i].kind not in {"NP", "IN", "DATE", "TIME", "RB"}:
            return 0
        return self._picked(i) or self._remnant(i) or self._fronts_next(i)

    def _picked(self, i: int) -> int:
        """Take in what picks one of a list by its order, with its day; how many chunks were taken."""
        clause = self._gap_base() or (self.top if self.top.subject is not None else None)
        taken = dated_order(self.chunks, i)
        listed = list_of(clause) if clause is not None and taken else None
        phrase = self.chunks[i].phrase
        if clause is None or listed is None or phrase is None or not picked(phrase, len(list(listed.members()))):
            return 0
        self.picked.append((clause, phrase, [self.chunks[i + taken - 1].token]))
        self.comma, self.coordinator = False, None
        return taken

    def _remnant(self, i: int) -> int:
        """Take in what leaves out the verb of the clause before it, at chunk `i`; how many chunks were taken.

        The clause that is made of it has that verb, and its own place, day, subject or object.
        """
        left = remnant_at(self.chunks, i)
        if left is None or self._has_verb(left):
            return 0
        clause = next((each for each in self._gap_bases() if self._goes_on_from(each, left)), None)
        if clause is None:
            return 0
        if clause not in self.stack:
            self.stack.append(clause)
        self._pop_to(clause)
        self._leave_out(clause, left, (self.chunks[i].start, self.chunks[left.end - 1].end))
        self.last = left.places[-1][1] if left.places else left.phrase
        self.comma, self.coordinator = False, None
        return left.end - i

    def _leave_out(self, clause: Clause, left: Remnant, span: tuple[int, int]) -> None:
        """Make the clause of a remnant that goes on from another clause; `span` are its tokens."""
        part = bool(left.places) and not self._is_placed(clause)
        fresh = self._open(
            clause.kind if clause.kind != "main" else "conjunct",
            span[0],
            parent=clause.parent,
            subject=clause.subject,
            shared=clause,
            gapped=clause.gapped or clause,
            head=clause.head,
            gap=clause.gap,
            connector=clause.connector,
            governor=clause.governor,
            end=span[1],
            part=part,
        )
        fresh.verb, fresh.objects, fresh.adverbs = clause.verb, list(clause.objects), list(clause.adverbs)
        if left.phrase is not None:
            self._replace(fresh, clause, left.phrase)
        fresh.phrases = [*_kept_phrases(clause, left), *left.others, *left.places]
        fresh.dates, fresh.times = left.dates, left.times
        self.stack.pop()  # what follows goes on from the clause that has the verb

    def _parts(self, i: int) -> bool:
        """Take in the parts of a toll that a colon at chunk `i` puts behind it: "killed 14: 12 in X and two in Y"."""
        clause = self._gap_base()
        held = _counterpart(clause) if clause is not None else None
        phrase = self.chunks[i + 1].phrase if i + 1 < len(self.chunks) else None
        ends = i + 2 >= len(self.chunks) or self.chunks[i + 2].kind in {".", ",", ";"}
        if clause is None or held is None or phrase is None or not ends or self._is_placed(clause):
            return False
        members = list(phrase.members())
        places = [[each for each in member.attached if _is_place(*each)] for member in members]
        if not is_counted(held) or not all(places) or not all(number_in(member) for member in members):
            return False
        for member, there in zip(members, places, strict=True):
            self._leave_out(clause, Remnant(i + 2, phrase=member, places=there), (member.start, member.end))
        return True

    def _distribute(self, clause: Clause) -> None:
        """Give each of those whom a subject counts at its own place a clause: "two in X and three in Y were killed"."""
        subject, verb = clause.subject, clause.verb
        if subject is None or verb is None or not subject.items or clause.shared is not None:
            return
        members = list(subject.members())
        places = [[each for each in member.attached if _is_place(*each)] for member in members]
        counted = all(is_counted(each) or is_bare_number(each) for each in members)
        if not (clause.passive or not clause.objects) or not all(places) or not counted:
            return
        if not all(number_in(each) or is_bare_number(each) for each in members) or _places_of(clause):
            return
        clause.subject = members[0]
        for member, there in zip(members, places, strict=True):
            days = Remnant(0, phrase=member, places=there, dates=list(clause.dates), times=list(clause.times))
            self._leave_out(clause, days, (member.start, member.end))
        self.clauses.remove(clause)

    @staticmethod
    def _is_placed(clause: Clause) -> bool:
        """Whether a clause says where it happens, in itself, by "there" or at its object."""
        held = _counterpart(clause)
        return _points(clause) or bool(_places_of(clause)) or (held is not None and _places_in(held))

    def _has_verb(self, left: Remnant) -> bool:
        """Whether what looks like a remnant has a verb behind it: "three in Badghis with burns were saved"."""
        waits = any(each.verb is None and each.subject is not None for each in self.stack)
        return not waits and self._verb_follows(left.end, direct=True)

    def _fronts_next(self, i: int) -> int:
        """Keep the place at chunk `i` for the next clause, which it opens; how many chunks were taken.

        "A bomb killed three in Kabul, and in Herat gunmen killed two"; so does what says in what it was done, right
        behind "and": "and in a separate incident gunmen killed two". What "while" and its like open is such a clause.
        """
        kinds = [each.kind for each in self.chunks[i : i + 2]]
        place = self.chunks[i + 1].phrase if kinds == ["IN", "NP"] else None
        opened = self.connector is not None
        if place is None or not (opened or self.top.verb is not None):
            return 0
        is_linked = i > 0 and self.chunks[i - 1].kind == "CC" and self.chunks[i].low in _PREPOSITIONS.opening
        if not is_linked and not _is_place(self.chunks[i].low, place):
            return 0
        behind = self._behind_days(i + 2)
        subject = behind + (behind < len(self.chunks) and self.chunks[behind].kind == ",")
        if subject >= len(self.chunks) or self.chunks[subject].kind != "NP":
            return 0
        ahead = [each.kind for each in self.chunks[max(0, i - 2) : i]]
        set_off = opened or ahead == ["CC", ","]  # "and, in X, somebody said"
        if not self._verb_follows(subject + 1, direct=True) or (self._speech_ahead(subject + 1) and not set_off):
            return 0
        place.preposition = self.chunks[i].low
        self.fronted.append((self.chunks[i].low, place))
        self.waiting.extend(each.token for each in self.chunks[i + 2 : behind] if each.kind == "DATE")
        self.last = place
        return subject - i

    def _behind_days(self, k: int) -> int:
        """The chunk behind the days that begin at `k`, with their prepositions; `k` where none do."""
        while k < len(self.chunks):
            length = 1 + (self.chunks[k].kind == "IN")
            if [each.kind for each in self.chunks[k : k + length]][-1] != "DATE":
                break
            k += length
        return k

    def _speech_ahead(self, i: int) -> bool:
        """Whether the next verb is one of saying: "killed three in Kabul, near the airport, officials said"."""
        group = next((each.verbs for each in self.chunks[i:] if each.kind == "VG"), None)
        return group is not None and self._is_speech_verb(group)

    def _gap_base(self) -> Clause | None:
        """The clause that a remnant goes on from: the innermost, or what was told where somebody only speaks."""
        clause = self.top
        if clause.speech_behind:
            told = [each for each in self.clauses if each.parent is clause and each.start < clause.start]
            clause = told[-1] if told else clause
        return clause if clause.verb is not None else None

    def _gap_bases(self) -> Iterator[Clause]:
        """The clauses that a remnant may go on from: the innermost, and the one that it says the outcome of."""
        base = self._gap_base()
        if base is not None:
            yield base
            around = base.parent
            is_outcome = base.kind == "participle" and base.head is None and self.comma
            if is_outcome and around is not None and around in self.stack and around.verb is not None:
                yield around  # "hit a house in X, killing two, and a mosque in Y"

    def _goes_on_from(self, clause: Clause, left: Remnant) -> bool:
        """Whether a remnant has what a clause has: a place beside its place, a day beside its day, as many as it."""
        held = _counterpart(clause)
        if left.places and not self._is_placed(clause):
            return held is not None and self._is_some_of(clause, held, left)
        if left.phrase is not None and left.phrase.of is not None and is_bare_number(left.phrase):
            return False  # "ten were killed in P, four of them in X": those are among the ten of P
        if left.phrase is None:
            return bool(left.places) and left.is_dated
        is_beside = bool(left.places) or bool(clause.dates or clause.times)
        return is_beside and held is not None and not held.pronoun and self._is_like(held, left)

    def _is_some_of(self, clause: Clause, held: Phrase, left: Remnant) -> bool:
        """Whether a remnant counts some of those that a clause without a place counts: "killed 14, 12 in X"."""
        first = self.coordinator is None or any(each.part for each in self.clauses if each.gapped is clause)
        told = left.phrase
        return first and told is not None and is_bare_number(told) and number_in(held) is not None

    def _is_like(self, held: Phrase, left: Remnant) -> bool:
        """Whether the phrase of a remnant may stand for one of the clause before it."""
        told = left.phrase
        assert told is not None
        one, other = phrase_class(held), phrase_class(told)
        if _is_name(told) and any(map(_is_named_ground, (held, *(each for _, each in held.attached)))):
            return True  # "hit the villages of V in A district and W in B district"
        if NamedBy.PLACE in {one, other}:
            return one is other  # "took Ghazni on Friday and, a day later, Herat"
        if is_bare_number(told):
            return is_counted(held) or held.head_token.tag == "CD" or bool(held.items)
        if is_some_site(held) or is_some_site(told):
            return bool(left.places) and is_counted(held) and is_counted(told)  # "hit a house in X and a mosque in Y"
        if NamedBy.UNIT in {one, other} or (not left.places and one is not other):
            return False
        linked = self.coordinator is not None or left.fronted
        return linked or (left.closed_by in {"CC", ","} and remnant_behind(self.chunks, left.end))

    @staticmethod
    def _replace(fresh: Clause, clause: Clause, phrase: Phrase) -> None:
        """Put the phrase of a remnant in the place of the object or subject that it stands for."""
        held = _counterpart(clause)
        around = [*clause.phrases, *(held.attached if held is not None else [])]
        if _is_name(phrase) and any(_is_named_ground(other) for _, other in around):
            return  # "in the villages of V in A district and W in B district"
        full = with_noun_of(phrase, held) if held is not None else phrase
        if held is clause.subject:
            fresh.subject = full
        else:
            fresh.objects = [full]

    def _share(self) -> None:
        """Let those that leave out one verb share the only day that is told of them, and what stands behind them all.

        "Killed two in A and three in B on Monday", "... in floods".
        """
        for clause in self.clauses:
            told = [clause, *(each for each in self.clauses if each.gapped is clause)]
            dated = [each for each in told if each.dates or each.times]
            if len(told) > 1 and len(dated) == 1:
                for each in told:
                    each.dates, each.times = dated[0].dates, dated[0].times
            last = max(each.end for each in told)
            behind = [each for each in clause.phrases if len(told) > 1 and self._is_right_behind(each, last)]
            for each in told[1:]:
                each.phrases += behind

    def _is_right_behind(self, told: tuple[str, Phrase], last: int) -> bool:
        """Whether a phrase that is no place stands behind the token `last`, with nobody else counted between."""
        word, phrase = told
        between = {token.tag for token in self.tokens[last : phrase.start]}
        return phrase.start > last and not _is_place(word, phrase) and between.isdisjoint({"CC", "CD", ";", ":"})


def _counterpart(clause: Clause) -> Phrase | None:
    """What a remnant stands beside: the object (of several the last that is counted), else the subject."""
    if clause.objects and not clause.passive:
        return next((each for each in reversed(clause.objects) if is_counted(each)), clause.objects[-1])
    return clause.subject if clause.kind != "relative" or clause.subject is not None else clause.head


def _is_name(phrase: Phrase) -> bool:
    """Whether a phrase is a proper name that nobody knows: of a village, most likely, among villages."""
    return phrase.head_token.tag == "NNP" and phrase.head_token.kind == "word" and phrase.determiner is None


def _is_named_ground(phrase: Phrase) -> bool:
    """Whether a phrase is a unit with a name behind it: "the villages of V"."""
    return phrase_class(phrase) is NamedBy.UNIT and phrase.of is not None and _is_name(phrase.of)


def _is_place(word: str, phrase: Phrase) -> bool:
    return word in place_words().at and (names_place(phrase) or phrase_class(phrase) is NamedBy.UNIT)


def _places_of(clause: Clause) -> list[tuple[str, Phrase]]:
    """The prepositional phrases that say where a clause happens: those behind its verb, else those before it."""
    found = [each for each in clause.phrases if _is_place(*each)]
    start = clause.verb.start if clause.verb is not None else 0
    return [each for each in found if each[1].start > start] or found


def _points(clause: Clause) -> bool:
    """Whether "there" stands behind the verb of a clause, with nothing but its object between."""
    verb = clause.verb
    behind = verb.tokens[verb.end :] if verb is not None else []
    stretch = takewhile(lambda token: token.tag not in _STOPS, behind)
    return any(token.low in place_words().pointing and token.tag == "RB" for token in stretch)


def _places_in(phrase: Phrase) -> bool:
    """Whether a place stands behind a phrase as a part of it: "a post in Faryab"."""
    return any(_is_place(*each) for each in phrase.attached)


def _kept_phrases(clause: Clause, left: Remnant) -> list[tuple[str, Phrase]]:
    """The prepositional phrases of a clause that hold for a remnant as well: not its place, not what came before it.

    Nor where it was at that place, if the remnant says so too: "killed 19 in a van in X and five in a car in Y".
    """
    words = place_words()
    away = _places_of(clause) if left.places else []
    told = {word for word, _ in left.others}
    told |= words.at if not told.isdisjoint(words.at) else set()
    start = clause.verb.start if clause.verb is not None else 0
    away += [each for each in clause.phrases if each[0] in told and each[1].start > start]
    return [each for each in clause.phrases if each not in away and each[0] not in words.when]
