"""Who fills a role: the party that a phrase names, or that its pronoun stands for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.country.classes import ARMED_CLASSES
from geo.language import default_language
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.naming import proper_name
from geo.reading.clauses.number import is_several
from geo.reading.clauses.pronouns import PronounFillers
from geo.vocab import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.country import ActorSpan
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause
    from geo.reading.clauses.tokens import Token
    from geo.reading.predication import Participant

_PARTIES = clause_words().parties
_PRONOUNS = clause_words().pronouns


class PartyFillers(PronounFillers):
    """Finds the parties."""

    def parties(self, phrase: Phrase, clause: Clause) -> Iterator[Participant]:
        """Somebody for each member of a phrase."""
        for member in phrase.members():
            yield self.party(member, clause)

    def party(self, phrase: Phrase, clause: Clause) -> Participant:
        """The filler of one member; `actor` is None where nobody is recognised."""
        if (deed := self._one_more(phrase, clause)) is not None:
            filler = self._filler(phrase)
            return replace(filler, head=deed, words=(deed,), determiner="another", number=None)
        if phrase.pronoun:
            return self._by_pronoun(phrase, clause)
        token = self._actor_token(phrase) or self._rest_of(phrase)
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
        if phrase.lemma in _PARTIES.deeds and phrase.head_token.kind == "word":
            filler = replace(filler, deed=True)
        if phrase.of is not None and (phrase.lemma in _PARTIES.counting or phrase.head_token.tag == "CD"):
            counted = next(phrase.of.members())
            while counted.of is not None and counted.lemma in _PARTIES.counting:  # "a cache of 200 kg of explosives"
                counted = next(counted.of.members())
            words = tuple(each.low for each in counted.own)
            return replace(filler, head=counted.lemma, words=words, owner=self.owner(counted, clause))
        return replace(filler, owner=self.owner(phrase, clause))

    def _by_pronoun(self, phrase: Phrase, clause: Clause) -> Participant:
        """The filler of a pronoun: somebody, a thing with whose it is, or only a reference."""
        thing, user = self._thing_meant(phrase, clause) or (None, None)
        span = self._pronoun(phrase, clause) if thing is None else None
        if span is None and thing is None and phrase.head_token.low in _PRONOUNS.things:
            thing = self.memory.thing()
        filler = self._filler(phrase, span=span, actor_basis="reference" if span else None, anaphor=thing is None)
        if thing is None:
            return filler
        token = self._actor_token(next(user.members())) if user is not None else None
        owner = self._filler(user, span=token.actor, actor_basis="named") if user is not None and token else None
        return replace(filler, head=thing, determiner="the", owner=owner)

    def owner(self, phrase: Phrase, clause: Clause) -> Participant | None:
        """Whom the possessive of what is used or done stands for: "said that its jets bombed X", "their attack"."""
        language, low = default_language(), phrase.determiner
        if phrase.lemma in _PARTIES.shots and (named := self._shooter(phrase)) is not None:
            return named
        if low is None or phrase.lemma not in _PARTIES.used | _PARTIES.deeds:
            return None
        if low in language.first_person:
            span = self.own_party(clause)
        elif low in language.third_person:
            around = (each.subject for each in clause.chain() if each.subject is not clause.subject)
            above = next((each for each in around if each is not None), None)
            if above is not None and above.head_token.kind == "place" and low not in language.one_person:
                return self._filler(above, resolution=above.head_token.resolution)
            if above is not None and not above.pronoun:
                token = self._actor_token(next(above.members()))  # whoever says it: "the alliance said that its jets"
                span = token.actor if token is not None else None
            else:
                span = self._told_before(low, phrase, clause)
        else:
            return None
        return self._filler(phrase, span=span, actor_basis="reference") if span is not None else None

    def _shooter(self, phrase: Phrase) -> Participant | None:
        """Whose fire it is by the name before it: "Taliban fire", "the army's fire"."""
        before = phrase.possessor.head_token if phrase.possessor is not None else phrase.tokens[phrase.head - 1]
        if phrase.possessor is None and phrase.head == phrase.start:
            return None
        if before.actor is not None:
            return self._filler(phrase, span=before.actor, actor_basis="named")
        place = before.resolution.place if before.resolution is not None else None
        is_country = place is not None and place.kind is PlaceKind.COUNTRY
        return self._filler(phrase, resolution=before.resolution) if is_country else None

    def _own_men(self, span: ActorSpan, phrase: Phrase, clause: Clause) -> ActorSpan:
        """The men of a speaker ("our forces"), or of somebody who is not known."""
        head = phrase.head_token.actor
        if head is span and self._is_of_somebody(phrase):
            return replace(span, of_another=True)
        if head is not None and _is_armed(head) and span.has_name and not _is_armed(span):  # "fighters of General X"
            return replace(span, actor=replace(span.actor, actor_class=head.actor.actor_class))
        if not span.owned or phrase.determiner not in default_language().first_person:
            return span
        return replace(span, owner=self.own_party(clause))

    def _doer(self, phrase: Phrase) -> Token | None:
        """Who does what a noun names: "killed in an attack by the Taliban", "in clashes with the Taliban"."""
        if phrase.lemma in _PARTIES.deeds:
            words = _PARTIES.deed_by
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
        """Whether a phrase is a place with its unit noun, or told to be one: "Kunduz city" is nobody by name."""
        told = [each for other in phrase.apposition for each in (other, other.of) if each is not None]
        if any(each.lemma in self.table.units or each.lemma in self.table.ground for each in told):
            return True  # "X, a village in Y"
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

    def _rest_of(self, phrase: Phrase) -> Token | None:
        """Whom "the rest" is of: "ten of the men died and the rest fled"; nobody where enemies are named before."""
        is_rest = phrase.head_token.low in _PRONOUNS.rest and phrase.determiner == "the"
        if not is_rest or phrase.own[-2:] != phrase.own or phrase.of is not None or phrase.possessor is not None:
            return None
        many = [(token, token.actor) for token in phrase.tokens[: phrase.start] if token.actor is not None]
        many = [(token, span) for token, span in many if is_several(span)]
        if not many or any(self.memory.are_enemies(span, many[-1][1]) for _, span in many):
            return None
        return many[-1][0]

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
        if head.lemma in _PARTIES.bodies and (owner := _party_of_body(phrase)) is not None:
            return owner
        found = next((each for other in phrase.apposition if (each := self._actor_token(other)) is not None), None)
        if found is not None:
            return found
        if head.tag == "NNP" and head.kind == "word":  # "Taliban commander Mullah X"
            return next((token for token in phrase.own if token.kind == "actor"), None)
        return None

    def _named_owner(self, phrase: Phrase) -> Token | None:
        """The party by name whose men a head without a name stands for.

        "The Taliban's shadow governor", "the forces of Gulbuddin Hekmatyar".
        """
        head = phrase.head_token.actor
        if head is None or head.named:
            return None
        owner = phrase.possessor.head_token if phrase.possessor is not None else None
        named = [token for token in phrase.own[:-1] if token.kind == "actor"] + ([owner] if owner else [])
        if phrase.of is not None and _is_armed(head):
            named.append(phrase.of.head_token)
        return next((each for each in named if each.actor is not None and each.actor.has_name), None)

    def _is_of_somebody(self, phrase: Phrase) -> bool:
        """Whether armed people are those of a person whom no table knows: "fighters of Haji Zaman", "X's militia"."""
        head, owner = phrase.head_token.actor, phrase.of or phrase.possessor
        if head is None or head.has_name or head.is_home or owner is None or owner.determiner is not None:
            return False
        is_opening = owner is phrase.possessor and _opening_name(owner) is not None
        is_person = (
            owner.head_token.kind == "word"
            and (owner.head_token.tag == "NNP" or is_opening)
            and owner.lemma not in self.table.units
        )
        return _is_armed(head) and is_person and owner.head_token.capital


def _party_of_body(phrase: Phrase) -> Token | None:
    """The party whose body or office a phrase is: "the Taliban regime", "a Taliban supreme court"."""
    if any(token.low in _PARTIES.former for token in phrase.own):
        return None
    owner = phrase.possessor.head_token if phrase.possessor is not None else None
    before = [token for token in phrase.own[:-1] if token.kind == "actor"]
    return before[-1] if before else owner if owner is not None and owner.kind == "actor" else None


def _is_armed(span: ActorSpan) -> bool:
    return span.actor.actor_class in ARMED_CLASSES


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
