"""Whom a pronoun stands for: a party that the text named before, an event noun of its sentence, or nobody."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from geo.language import default_language
from geo.reading.clauses.arguments import logical_subject
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.nouns import names_place
from geo.reading.clauses.number import is_band, is_institution, is_person, is_several
from geo.reading.clauses.reference import is_same_party
from geo.reading.clauses.speakers import SpeakerFillers, is_quoted, party_of
from geo.reading.clauses.whereabouts import place_words, tells_of_harm

if TYPE_CHECKING:
    from geo.country import ActorSpan
    from geo.reading.clauses.chunks import Phrase, VerbGroup
    from geo.reading.clauses.clause import Clause
    from geo.reading.clauses.tokens import Token

_PARTIES = clause_words().parties
_PRONOUNS = clause_words().pronouns
_TAKING = place_words().taking
_BEING = place_words().being
_MANY = frozenset({"they", "them", "their"})
_REBEL = "rebel"
_DASHES = frozenset({"-", "--", "\u2013", "\u2014", "("})
_PERSONS = frozenset({"official", "leader", "diplomat"})
_MERE_VOICES = frozenset({"official", "leader", "government", "diplomat"})


class PronounFillers(SpeakerFillers):
    """Finds whom pronouns stand for."""

    def _thing_meant(self, phrase: Phrase, clause: Clause) -> tuple[str, Phrase | None] | None:
        """The event noun of its sentence that a pronoun stands for: "floods came down; they killed two".

        Where somebody was told of too, "it" is the thing that he used if it harms people: "X laid a mine; it killed
        two". With the thing comes who used it, where that is told.
        """
        is_several = phrase.head_token.low in _PRONOUNS.several
        if not is_several and phrase.head_token.low not in _PRONOUNS.things:
            return None
        if any(token.kind == "actor" for token in phrase.tokens[: phrase.start]) and (
            is_several or phrase is not clause.subject or clause.passive or not tells_of_harm(clause)
        ):
            return None
        for before in reversed(self.memory.clauses):
            if before.start >= phrase.start:
                continue
            for told in (*reversed(before.objects), before.subject):
                if told is None or told.pronoun or told.start >= phrase.start or told.is_plural is not is_several:
                    continue
                if told.lemma not in self.memory.happenings | _PARTIES.buried:
                    return None
                return told.lemma, None if told is before.subject else _user(before)
        return None

    def _one_more(self, phrase: Phrase, clause: Clause) -> str | None:
        """The deed of whose kind one more harmed people: "a bomb killed two in X; another in Y killed three"."""
        is_alone = phrase.lemma in _PRONOUNS.next_ones and phrase.of is None and phrase.possessor is None
        verb = clause.verb
        if not is_alone or verb is None or phrase is not clause.subject or clause.passive:
            return None
        if phrase.start and phrase.tokens[phrase.start - 1].low in _DASHES:
            return None  # "a bomb killed five - the third in X - and wounded two"
        if not tells_of_harm(clause) and verb.lemma not in _PRONOUNS.striking:
            return None
        told = [each for each in self.memory.clauses if each is not clause and each.start < phrase.start]
        subjects = [each.subject for each in told if each.subject is not None and each.subject.start < phrase.start]
        others = [each for each in subjects if each.lemma not in _PRONOUNS.next_ones]
        return deed_of(others[-1]) if others else self.memory.deed()

    def _pronoun(self, phrase: Phrase, clause: Clause) -> ActorSpan | None:
        low = phrase.head_token.low
        language = default_language()
        if low in language.first_person:
            return self.own_party(clause)
        if low not in language.third_person:
            return None
        if is_quoted(phrase):
            return self.other_party(phrase, clause)
        given = (each for word, each in clause.phrases if word in _PARTIES.other_than)
        own = self._doer_of(clause) if any(phrase is each for each in (*clause.objects, *given)) else None
        if own is not None:
            return self._other_than(own, phrase)
        if low in _MANY and (left := self._left_in_place(clause)) is not None:
            return left
        return (self._told_beside(clause) if low in _MANY else None) or self._told_before(low, phrase, clause)

    def _told_before(self, low: str, phrase: Phrase, clause: Clause) -> ActorSpan | None:
        """Whom a pronoun stands for by the clauses above it, the parties before it, or what was told before."""
        for above in clause.chain():
            if above.subject is not None and not above.subject.pronoun:
                if self._is_told_behind(above, phrase):
                    if self._is_either(above):
                        return None
                    break
                known, span = self._by_subject_above(low, above, clause)
                if known:
                    return span
        before = [
            token
            for token in phrase.tokens[: phrase.start]
            if token.kind == "actor" and token.actor is not None and token.actor.actor.side is not None
        ]
        many = low in _MANY if low in _MANY | default_language().one_person else None
        if many:
            before = _can_be_many(before)
        elif many is False:
            spans = [(token, token.actor) for token in before if token.actor is not None]
            before = [token for token, span in spans if not is_several(span) and not is_band(span)]
        if before:
            if self._is_between(low, phrase, before) or (many and self._is_left_to_either(before, clause)):
                return None
            return (before[-1] if low == "it" else before[0]).actor
        return self._told_in_text(phrase, clause, many=many)

    def _told_in_text(self, phrase: Phrase, clause: Clause, *, many: bool | None) -> ActorSpan | None:
        """The party told of in the sentences before; nobody for whom others told of since are led away or freed."""
        if many and clause.passive and phrase is clause.subject and self.memory.told_of_people():
            return None  # "The doctors are free. They had been abducted"
        regains = clause.verb is not None and clause.verb.lemma in _PARTIES.regaining
        low = phrase.head_token.low
        found = self.memory.party(many=many, regains=regains)
        if found is not None and low == "it" and is_several(found) and found.actor.actor_class in _MERE_VOICES:
            return None  # "officials said so. A shell went off and it killed two"
        return found if found is None else self._unless_rival(found, low, clause, regains=regains)

    def _unless_rival(self, found: ActorSpan, low: str, clause: Clause, *, regains: bool) -> ActorSpan | None:
        """Who was told of before, unless the enemy named beside him may be meant.

        "They drove the army out. It came back"; "the army attacked them. They lost the city": who attacks loses none.
        Nor has he held before what he wins: "the army drove the rebels out. They had held it for years".
        """
        rivals, verb = self.memory.rivals(found), clause.verb
        if not rivals or verb is None:
            return found
        if low == "it":
            single = [each for each in rivals if not is_several(each) and not self.memory.is_rebel(each)]
            is_many = is_several(found) or self.memory.is_rebel(found)
            return found if not single or not is_many else single[-1] if regains else None
        is_open = low in _MANY and (not _PARTIES.quitting.isdisjoint(_words(clause)) or _tells_who_held(verb))
        return None if is_open else found

    def _told_beside(self, clause: Clause) -> ActorSpan | None:
        """The takers of ground of whom the clause beside tells, where no more than one can be meant.

        "The army says the rebels took X but they were driven out"; "the army left X when the rebels came and they took
        it". What else is told of "them" may be of whoever speaks, or of whom the clause above tells.
        """
        verb, parent = clause.verb, clause.parent
        if verb is None or parent is None:
            return None
        told = [each for each in self.memory.clauses if each.parent is parent and each.start < clause.start]
        last = told[-1] if told else None
        if last is None or last.kind != clause.kind or last.subject is None or last.subject.pronoun or last.passive:
            return None
        if not (self._is_left_to(parent, clause) if clause.kind == "adverbial" else _is_of_takers(last, clause)):
            return None
        span = self._of_subject(last)
        return span if span is not None and span.actor.side is not None else None

    def _left_in_place(self, clause: Clause) -> ActorSpan | None:
        """The enemies whom the clause above leaves somewhere: "the army fled, leaving the rebels in X after they came".

        What is told of whoever left is that he fled or lost, and is told of him.
        """
        above = clause.parent
        if clause.kind != "adverbial" or above is None or above.verb is None or above.passive or not above.objects:
            return None
        if above.verb.lemma not in _PARTIES.leaving or not _PARTIES.quitting.isdisjoint(_words(clause)):
            return None
        left, by = self._actor_token(next(above.objects[0].members())), self._doer_of(above)
        span = left.actor if left is not None else None
        if span is None or by is None:
            return span
        return span if span.actor.actor_class == _REBEL or self.memory.are_enemies(by, span) else None

    @staticmethod
    def _is_left_to(above: Clause, clause: Clause) -> bool:
        """Whether ground is taken that the clause above tells to be left by others."""
        is_taken = clause.verb is not None and not clause.passive and clause.verb.lemma in _TAKING
        return is_taken and not above.passive and not _PARTIES.quitting.isdisjoint(_words(above))

    def _is_between(self, low: str, phrase: Phrase, before: list[Token]) -> bool:
        """Whether "they" may be either of two: "the police killed ten of them but they took the district"."""
        known, first = self.memory.party(), before[0].actor
        told = any(token.low in _MANY for token in phrase.tokens[: phrase.start])
        return low in _MANY and told and known is not None and first is not None and not is_same_party(known, first)

    def _is_left_to_either(self, before: list[Token], clause: Clause) -> bool:
        """Whether either of two enemies may be who gave ground: "the army killed ten of the rebels and they lost X"."""
        spans = [token.actor for token in before if token.actor is not None]
        is_lost = not _PARTIES.quitting.isdisjoint(_words(clause))
        return is_lost and any(self.memory.are_enemies(one, other) for one, other in combinations(spans, 2))

    def _doer_of(self, clause: Clause) -> ActorSpan | None:
        """Who does what a verb with an object says, its own or the one that it goes on from: never its pronoun."""
        subject = logical_subject(clause)
        if subject is None or subject.pronoun:
            return None
        token = self._actor_token(next(subject.members()))
        return token.actor if token is not None else None

    def _other_than(self, own: ActorSpan, phrase: Phrase) -> ActorSpan | None:
        """Whom the object of somebody's deed stands for: the last other party, "dragged two men off and shot them"."""
        named = [token.actor for token in phrase.tokens[: phrase.start] if token.kind == "actor"]
        others = [span for span in named if span is not None and span.start != own.start]
        if phrase.head_token.low in default_language().one_person:
            others = [span for span in others if not is_several(span)]
        if others:
            return others[-1]
        known = self.memory.party()
        return None if known is None or known.actor.side == own.actor.side else known

    def _is_told_behind(self, saying: Clause, phrase: Phrase) -> bool:
        """Whether who speaks is named behind a pronoun and is not meant by it: "they have taken X, the army says".

        Rebels of whom nothing was told before speak of themselves: nobody else tells of their gains so.
        """
        assert saying.subject is not None
        if saying.subject.start < phrase.start:
            return False
        span = self._of_subject(saying)
        return span is None or not self.memory.is_rebel(span) or self.memory.party() is not None

    def _is_either(self, saying: Clause) -> bool:
        """Whether rebels tell of gains that they or who was told of before may have made, and concede nothing."""
        assert saying.subject is not None
        span, other = self._of_subject(saying), self.memory.party()
        if span is None or other is None or not self.memory.is_rebel(span) or self.memory.is_rebel(other):
            return False
        return saying.verb is None or saying.verb.lemma not in _PARTIES.conceding

    def _is_one_for_many(self, low: str, subject: Phrase, span: ActorSpan | None, clause: Clause) -> bool:
        """Whether "they" may mean others than the one who speaks: "the army said that they had captured it".

        Rebels speak of themselves, and so does a state that wins ground back, or an institution where nobody else was
        told of before.
        """
        if clause.verb is not None and clause.verb.lemma in _PARTIES.regaining:
            return False
        if low not in _MANY or subject.is_plural or subject.head_token.low in _PARTIES.many:
            return False
        if span is None or self.memory.is_rebel(span) or span.actor.actor_class == _REBEL:
            return False  # "the Taliban ...; the group said that they had captured it"
        other = self.memory.party()
        return span.actor.actor_class in _PERSONS if other is None else other.actor.side != span.actor.side

    def _by_subject_above(self, low: str, above: Clause, clause: Clause) -> tuple[bool, ActorSpan | None]:
        """Whether the subject of a clause above says whom a pronoun means, and whom."""
        assert above.subject is not None
        is_one = low in default_language().one_person
        span = self._of_subject(above)
        if (of_others := self._by_enemies(low, above, span, clause)) is not None:
            return of_others
        is_group = span is not None and is_band(span) and self.memory.is_rebel(span)
        if is_one and (is_group or above.subject.is_plural or (span is not None and is_several(span))):
            # "the Taliban shot an officer as he left X"; "when he blew himself up, officials said"
            return is_group, None
        if is_one and span is None and not names_place(above.subject) and clause.kind != "complement":
            return True, None  # "a bomber struck when he": somebody whom nobody knows
        if span is not None and span.actor.actor_class in _MERE_VOICES:
            other = self.memory.party()  # "officials said they had captured it": they are who was told of before
            if other is None:
                return True, None if self._is_one_for_many(low, above.subject, span, clause) else span
            return True, other if other.actor.side == span.actor.side else None
        if clause.kind == "complement" and self._is_one_for_many(low, above.subject, span, clause):
            return True, None
        if clause.kind == "adverbial" and clause.passive:
            return span is not None, span  # "villagers were on their way when they were attacked"
        is_told = span is not None and span.actor.actor_class not in {"civilians", "media"}
        return is_told, self._spoken_for(low, span)

    def _is_lawless(self, speaker: ActorSpan | None, clause: Clause) -> bool:
        """Whether who is no rebel tells what none says of himself: "police said they abducted 80 people"."""
        verb = clause.verb
        if speaker is None or verb is None or clause.passive or clause.kind != "complement":
            return False
        return verb.lemma in _PARTIES.lawless and not self.memory.is_rebel(speaker)

    def _spoken_for(self, low: str, span: ActorSpan | None) -> ActorSpan | None:
        """Whom a spokesman speaks for where no other party is told of: "a rebel spokesman said they had taken it"."""
        if span is None or low not in _MANY or span.actor.actor_class != _SPOKESPERSON or span.actor.side is None:
            return span
        told = self.memory.party(many=True)
        return party_of(span) if told is None or told.actor.side == span.actor.side else span

    def _by_enemies(
        self, low: str, above: Clause, span: ActorSpan | None, clause: Clause
    ) -> tuple[bool, ActorSpan | None] | None:
        """What `_by_subject_above` tells where enemies are named in what the subject above says, None elsewhere."""
        assert above.subject is not None
        if self._is_of_enemies(above.subject):
            return True, None  # "the army and the rebels both say that they hold X"
        if self._is_lawless(span, clause):
            other = self.memory.party()
            return True, other if other is not None and self.memory.is_rebel(other) else None
        if span is None or clause.kind != "complement":
            return None
        enemies = self._enemies_told(span, above, clause)
        if low in _MANY and enemies and self._speaks_as_one(above, clause):
            return True, enemies[-1]
        is_lost = bool(enemies) and not _PARTIES.quitting.isdisjoint(_words(clause))
        return (True, None) if is_lost else None  # "the army said the rebels attacked X and they lost it"

    def _enemies_told(self, span: ActorSpan, saying: Clause, clause: Clause) -> list[ActorSpan]:
        """The enemies of whoever speaks whom he has named before a clause of what he says."""
        start = saying.verb.start if saying.verb is not None else saying.start
        named = [each.actor for each in self._tokens_between(start, clause) if each.actor is not None]
        return [each for each in named if self.memory.are_enemies(span, each)]

    @staticmethod
    def _tokens_between(start: int, clause: Clause) -> list[Token]:
        """The tokens from one on up to the subject of a clause."""
        subject = clause.subject
        return list(subject.tokens[start : subject.start]) if subject is not None else []

    def _speaks_as_one(self, saying: Clause, clause: Clause) -> bool:
        """Whether who speaks is "it" before, so that "they" are others: "the army says it killed ten and they fled"."""
        told = (each for each in self.memory.clauses if each.parent is saying and each.start < clause.start)
        return any(each.subject is not None and each.subject.head_token.low == "it" for each in told)

    def _is_of_enemies(self, subject: Phrase) -> bool:
        """Whether a list names sides that fight each other."""
        tokens = [self._actor_token(each) for each in subject.members()] if subject.items else []
        spans = [each.actor for each in tokens if each is not None and each.actor is not None]
        return any(self.memory.are_enemies(one, other) for one, other in combinations(spans, 2))

    def _of_subject(self, clause: Clause) -> ActorSpan | None:
        assert clause.subject is not None
        token = self._actor_token(next(clause.subject.members()))
        return token.actor if token is not None else None


_SPOKESPERSON = "spokesperson"


def deed_of(subject: Phrase) -> str | None:
    """The deed or weapon that harms people by the subject of a clause, "bomber" for what he does; None for others."""
    is_bombers = not _PRONOUNS.by_bombers.isdisjoint(token.low for token in subject.own)
    if is_bombers and (subject.lemma in _PARTIES.deeds | _PRONOUNS.bombers or subject.head_token.kind == "actor"):
        return next(iter(_PRONOUNS.bombers))
    return subject.lemma if subject.lemma in _PARTIES.deeds else None


def _tells_who_held(verb: VerbGroup) -> bool:
    """Whether a verb may say who held ground before: "they had held it", "it had been in their hands"."""
    return verb.tense == "past" and verb.perfect and verb.lemma in _PARTIES.staying | _BEING


def _user(clause: Clause) -> Phrase | None:
    """Who uses the object of a clause, by its verb: whoever lays, fires or sets off a weapon, not who finds it."""
    verb = clause.verb
    if verb is None:
        return None
    is_use = verb.lemma in _PARTIES.setting | _PARTIES.setting_off
    is_own = default_language().says("own_deed", verb.lemma) is not None
    return logical_subject(clause) if is_use or is_own else None


def _can_be_many(before: list[Token]) -> list[Token]:
    """Those named before whom "they" can stand for: no single person and no institution, but several persons."""
    spans = [(token, token.actor) for token in before if token.actor is not None]
    others = [token for token, span in spans if not is_person(span) and not is_institution(span)]
    are_persons = len(spans) > 1 and all(is_person(span) for _, span in spans)
    return before if are_persons else others


def _words(clause: Clause) -> set[str]:
    """The verb of a clause, with and without its particle."""
    verb = clause.verb
    return {verb.lemma, f"{verb.lemma} {verb.particle}"} if verb is not None else set()


def _is_of_takers(beside: Clause, clause: Clause) -> bool:
    """Whether a clause that somebody says tells of "them" what befalls the takers of whom the one beside it tells."""
    verb, taking = clause.verb, beside.verb
    if clause.kind != "complement" or verb is None or taking is None or not beside.objects:
        return False
    if clause.passive:
        return not _PARTIES.expelling.isdisjoint(_words(clause))
    return not _PARTIES.staying.isdisjoint(_words(clause)) and taking.lemma in _TAKING
