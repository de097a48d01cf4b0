"""Who fills a role: the party that a phrase names, or that its pronoun stands for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.language import default_language
from geo.reading.clauses.arguments import logical_subject
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.naming import proper_name
from geo.reading.clauses.nouns import names_place
from geo.reading.clauses.reference import is_same_party
from geo.reading.clauses.speakers import SpeakerFillers, is_quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.country import ActorSpan
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause
    from geo.reading.clauses.tokens import Token
    from geo.reading.predication import Participant

_PARTIES = clause_words().parties
_PRONOUNS = clause_words().pronouns
_MANY = frozenset({"they", "them", "their"})
_PERSONS = frozenset({"official", "leader", "diplomat"})
_MERE_VOICES = frozenset({"official", "leader", "government", "diplomat"})


class PartyFillers(SpeakerFillers):
    """Finds the parties."""

    def parties(self, phrase: Phrase, clause: Clause) -> Iterator[Participant]:
        """Somebody for each member of a phrase."""
        for member in phrase.members():
            yield self.party(member, clause)

    def party(self, phrase: Phrase, clause: Clause) -> Participant:
        """The filler of one member; `actor` is None where nobody is recognised."""
        if phrase.pronoun:
            thing = self._thing_meant(phrase)
            span = self._pronoun(phrase, clause) if thing is None else None
            if span is None and thing is None and phrase.head_token.low in _PRONOUNS.things:
                thing = self.memory.thing()
            filler = self._filler(phrase, span=span, actor_basis="reference" if span else None, anaphor=thing is None)
            return filler if thing is None else replace(filler, head=thing, determiner="the")
        token = self._actor_token(phrase)
        if clause.kind == "relative" and clause.connector == "whose" and phrase is clause.subject:
            owner = self._actor_token(clause.head) if clause.head is not None else None
            if owner is not None and phrase.lemma in _PARTIES.groups | _PARTIES.followers:
                return self._filler(phrase, span=owner.actor, actor_basis="reference")  # "a warlord whose men took it"
        if token is None and phrase.head_token.kind == "place":
            return self._filler(phrase, resolution=phrase.head_token.resolution)
        token = self._sender(phrase, clause) or token or self._doer(phrase)
        filler = self._filler(
            phrase,
            span=self._own_men(token.actor, phrase, clause) if token and token.actor else None,
            actor_basis="named" if token else None,
            name=None if token or self._is_unit(phrase) else proper_name(phrase) or _opening_name(phrase),
        )
        if phrase.of is not None and (phrase.lemma in _PARTIES.counting or phrase.head_token.tag == "CD"):
            counted = next(phrase.of.members())
            while counted.of is not None and counted.lemma in _PARTIES.counting:  # "a cache of 200 kg of explosives"
                counted = next(counted.of.members())
            return replace(filler, head=counted.lemma, words=tuple(each.low for each in counted.own))
        return filler

    def _own_men(self, span: ActorSpan, phrase: Phrase, clause: Clause) -> ActorSpan:
        """The men of a speaker: "our forces"."""
        if not span.owned or phrase.determiner not in default_language().first_person:
            return span
        return replace(span, owner=self.own_party(clause))

    def _thing_meant(self, phrase: Phrase) -> str | None:
        """The event noun of its sentence that a pronoun stands for: "floods came down; they killed two"."""
        is_several = phrase.head_token.low in _PRONOUNS.several
        if not is_several and phrase.head_token.low not in _PRONOUNS.things:
            return None
        if any(token.kind == "actor" for token in phrase.tokens[: phrase.start]):
            return None
        for clause in reversed(self.memory.clauses):
            if clause.start >= phrase.start:
                continue
            for told in (*reversed(clause.objects), clause.subject):
                if told is None or told.pronoun or told.start >= phrase.start or told.is_plural is not is_several:
                    continue
                return told.lemma if told.lemma in self.memory.happenings else None
        return None

    def _doer(self, phrase: Phrase) -> Token | None:
        """Who does what a noun names: "killed in an attack by the Taliban", "in clashes with the Taliban"."""
        if phrase.lemma in _PARTIES.deeds:
            words = _PARTIES.done_by
        elif phrase.lemma in _PARTIES.mutual:
            words = _PARTIES.done_with
        else:
            return None
        behind = next((other for word, other in phrase.attached if word in words), None)
        return self._actor_token(next(behind.members())) if behind is not None else None

    def _sender(self, phrase: Phrase, clause: Clause) -> Token | None:
        """The party whose men somebody is told as: "by men from the Taliban's intelligence service"."""
        if phrase.head_token.low not in _PARTIES.men:
            return None
        behind = (other for word, other in (*phrase.attached, *clause.phrases) if word in _PARTIES.men_of)
        sender = next((each for each in behind if each.start == phrase.head + 2), None)  # right behind its preposition
        token = self._actor_token(next(sender.members())) if sender is not None else None
        return token if token is not None and token.actor is not None and token.actor.actor.side else None

    def _is_unit(self, phrase: Phrase) -> bool:
        """Whether a phrase is a place with its unit noun: "Kunduz city" is nobody by name."""
        return phrase.lemma in self.table.units and any(token.kind == "place" for token in phrase.own[:-1])

    def group_meant(self, phrase: Phrase) -> ActorSpan | None:
        """Whoever "the group" stands for: the party named before it in the sentence, else the one told of before."""
        if (
            phrase.head_token.low not in _PARTIES.known_group
            or phrase.determiner != "the"
            or phrase.own[-2:] != phrase.own  # "the aid group" is another
            or phrase.of is not None
            or phrase.possessor is not None
        ):
            return None
        return self._party_before(phrase) or self.memory.party()

    @staticmethod
    def _party_before(phrase: Phrase) -> ActorSpan | None:
        """The first party on a side that a sentence names before a phrase."""
        named = (token.actor for token in phrase.tokens[: phrase.start] if token.kind == "actor")
        return next((span for span in named if span is not None and span.actor.side is not None), None)

    def _actor_token(self, phrase: Phrase) -> Token | None:
        head = phrase.head_token
        if head.kind == "actor":
            made_of = _made_of(phrase)
            return self._actor_token(made_of) if made_of is not None else self._named_owner(phrase) or head
        if phrase.of is not None and (
            head.lemma in _PARTIES.groups or head.tag == "CD" or head.low in _PARTIES.part_of
        ):
            found = self._actor_token(next(phrase.of.members()))
            if found is not None:
                return found
        if head.lemma in _PARTIES.groups:
            own = next((token for token in phrase.own if token.kind == "actor"), None)
            if own is not None:
                return own
            if phrase.possessor is not None:
                return self._actor_token(phrase.possessor)
        found = next((each for other in phrase.apposition if (each := self._actor_token(other)) is not None), None)
        if found is not None:
            return found
        if head.tag == "NNP" and head.kind == "word":  # "Taliban commander Mullah X"
            return next((token for token in phrase.own if token.kind == "actor"), None)
        return None

    def _named_owner(self, phrase: Phrase) -> Token | None:
        """The party by name whose men a head without a name stands for: "the Taliban's shadow governor"."""
        head = phrase.head_token.actor
        if head is None or head.named:
            return None
        owner = phrase.possessor.head_token if phrase.possessor is not None else None
        named = [token for token in phrase.own[:-1] if token.kind == "actor"] + ([owner] if owner else [])
        return next((each for each in named if each.actor is not None and each.actor.has_name), None)

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
        return self._other_than(own, phrase) if own is not None else self._told_before(low, phrase, clause)

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
        if before:
            if self._is_between(low, phrase, before):
                return None
            return (before[-1] if low == "it" else before[0]).actor
        return self.memory.party()

    def _is_between(self, low: str, phrase: Phrase, before: list[Token]) -> bool:
        """Whether "they" may be either of two: "the police killed ten of them but they took the district"."""
        known, first = self.memory.party(), before[0].actor
        told = any(token.low in _MANY for token in phrase.tokens[: phrase.start])
        return low in _MANY and told and known is not None and first is not None and not is_same_party(known, first)

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
        if span is None or self.memory.is_rebel(span):
            return False
        other = self.memory.party()
        return span.actor.actor_class in _PERSONS if other is None else other.actor.side != span.actor.side

    def _by_subject_above(self, low: str, above: Clause, clause: Clause) -> tuple[bool, ActorSpan | None]:
        """Whether the subject of a clause above says whom a pronoun means, and whom."""
        assert above.subject is not None
        is_one = low in default_language().one_person
        if is_one and above.subject.is_plural:
            return False, None  # "when he blew himself up, officials said"
        span = self._of_subject(above)
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
        return span is not None and span.actor.actor_class not in {"civilians", "media"}, span

    def _of_subject(self, clause: Clause) -> ActorSpan | None:
        assert clause.subject is not None
        token = self._actor_token(next(clause.subject.members()))
        return token.actor if token is not None else None


def _opening_name(phrase: Phrase) -> str | None:
    """A name at the beginning of a sentence, where every word has its capital: a bare singular ("Iran said")."""
    token = phrase.head_token
    if (
        phrase.start
        or len(phrase.own) > 1
        or not token.capital
        or token.tag != "NN"
        or token.lemma != token.low
        or phrase.is_plural
    ):
        return None
    return token.text


def _made_of(phrase: Phrase) -> Phrase | None:
    """Those whom a group told for the first time is made of: "a group of women" is no armed group."""
    if phrase.of is None or phrase.head_token.low not in _PARTIES.known_group or phrase.determiner == "the":
        return None
    return next(phrase.of.members())
