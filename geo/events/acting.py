"""Who does what an event tells of, and to whom: who fills its roles, owns the weapons, or announces it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.country.classes import is_armed
from geo.events.announcing import Announcing
from geo.events.event_words import event_words
from geo.language import default_language
from geo.model import Actor
from geo.reading.frames import default_frames
from geo.vocab import DISASTERS, SETTLEMENT_KINDS, STRIKES, EventType, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geo.events.parties import Parties
    from geo.model import Sentence
    from geo.reading.predication import Participant, Predication
    from geo.text import AnnotatedDocument

_BLASTS = frozenset({EventType.BOMBING, EventType.SUICIDE_BOMBING, EventType.GRENADE})
"""What bombs and bombers do that somebody sends."""
_AIMED = STRIKES | _BLASTS | {EventType.ARMED_CLASH, EventType.OFFENSIVE}
"""What is done to somebody's ground and things."""
_FIGHTING = _AIMED | {EventType.ATTACK_ON_CIVILIANS}
_BY_BOTH = frozenset({EventType.TALKS, EventType.AGREEMENT, EventType.CEASEFIRE})
"""What two parties do together."""
_UNDERGOING = frozenset({"recipient", "object"})
_HYPHENS = frozenset("-\u2011")
_DETERMINERS = 2
"""At most so many words stand before whose they are: "two of NATO's" is told otherwise."""
_BEHIND = re.compile(rf"(?: \w+)? (?:{'|'.join(sorted(event_words().doing.behind))}) (?:[\w'-]+ ){{0,4}}")


class Acting:
    """Finds the actors of the events of one document."""

    def __init__(self, annotated: AnnotatedDocument, parties: Parties) -> None:
        """Take the document, and what knows its parties."""
        self.annotated = annotated
        self.parties = parties
        self.country = annotated.country
        self.announcing = Announcing(annotated, parties)

    def agent(self, predication: Predication, day: date | None) -> Actor | None:
        """Who does it: whom the words name, the owner of the weapons or a state, else who announces it."""
        recipient = self.harmed(predication, day)
        found = (
            self.first(predication, ("agent", "means"), day)
            or self._state(predication.role("agent"), day)
            or self._whose(predication, day, recipient)
            or self._owner(predication, day)
            or self._behind(predication)
            or self.announcing.announcer(predication, day, recipient)
        )
        return self._of_no_own_foe(found, predication, recipient or self._target(predication, day))

    def _of_no_own_foe(self, found: Actor | None, predication: Predication, foe: Actor | None) -> Actor | None:
        """Who does it; whom no name tells apart is not of the side that he fights: "rebels attacked a Taliban post"."""
        is_own = found is not None and foe is not None and found.side is not None and found.side == foe.side
        if found is None or not is_own or predication.frame.event_type not in _FIGHTING:
            return found
        is_named = any(each.actor == found for each in self.annotated.actors_in(predication.sentence))
        return found if is_named else replace(found, side=None)

    def recipient(self, predication: Predication, day: date | None) -> Actor | None:
        """To whom it is done, also to whose ground or thing; of a displacement those who were displaced."""
        found = self.harmed(predication, day) or self._target(predication, day)
        if predication.frame.event_type is EventType.DISPLACEMENT:
            return self._displaced(predication) or found
        return found or self._other_party(predication, day)

    def _other_party(self, predication: Predication, day: date | None) -> Actor | None:
        """The other of two who do it to each other, where they are of two sides: "between the army and the Taliban"."""
        agents, objects = predication.role("agent"), predication.role("object")
        is_fight = predication.frame.event_type is EventType.ARMED_CLASH and (not objects or objects == agents)
        if not (predication.frame.mutual or is_fight or predication.frame.event_type in _BY_BOTH):
            return None
        named = [self._somebody(each, predication, day) for each in agents if each.actor is not None]
        first = named[0] if named else None
        if first is None or first.side is None:
            return None
        others = ((each, each.side) for each in named if each is not None)
        are_allied = self.country.sides.are_allied
        return next((each for each, side in others if side is not None and not are_allied(first.side, side, day)), None)

    def harmed(self, predication: Predication, day: date | None) -> Actor | None:
        """Those to whom it is done themselves, no mere owner of a thing: who announces their losses did it.

        Who only acts does nothing to himself: "the army hit back".
        """
        if predication.role("object") and predication.role("object") == predication.role("agent"):
            return None
        return self.first(predication, ("recipient", "object"), day) or self._victim(predication, day)

    def default(self, predication: Predication, day: date | None) -> Actor | None:
        """Who did it where no telling of it in the text says who."""
        return self.announcing.default(predication, day, self.harmed(predication, day))

    def first(self, predication: Predication, roles: tuple[str, ...], day: date | None) -> Actor | None:
        """The first of the fillers of some roles that is somebody."""
        fillers = (
            each
            for role in roles
            for each in predication.role(role)
            if each.actor is not None and not (role in _UNDERGOING and each.deed)
        )
        return next((self._somebody(each, predication, day) for each in fillers), None)

    def _somebody(self, filler: Participant, predication: Predication, day: date | None) -> Actor | None:
        """Somebody with his side; abroad "police" and "soldiers" without a name are nobody's of this country."""
        actor = self.parties.actor(filler, day, predication.sources)
        span = filler.span
        is_bare = (
            actor is not None and actor.side is not None and span is not None and not span.named and not filler.anaphor
        )
        if actor is not None and is_bare and self.announcing.is_abroad(predication):
            return replace(actor, side=None)
        if (
            actor is not None
            and filler in predication.role("agent")
            and self._are_elsewhere(actor, predication.sentence)
        ):
            return replace(actor, side=None) if self.parties.may_be_others(filler, day) else actor
        return actor

    def _are_elsewhere(self, actor: Actor, sentence: Sentence) -> bool:
        """Whether a sentence names a place of its own and nobody of an actor's side: "militants killed four in X"."""
        is_named = any(each.actor.side == actor.side for each in self.annotated.actors_in(sentence))
        return not is_named and bool(self.annotated.places_in(sentence))

    def _whose(self, predication: Predication, day: date | None, recipient: Actor | None) -> Actor | None:
        """Whose deed it was by the noun for it, a country's too: "in a Taliban attack", "Pakistan's raid".

        Men who die in their own attack were killed by others.
        """
        if predication.frame.event_type in DISASTERS:
            return None
        named = (self.parties.actor(each, day, predication.sources) for each in predication.doers)
        doer = next((each for each in named if each is not None), None) or self._state(predication.doers, day)
        is_own = doer is not None and recipient is not None and doer.side is not None and doer.side == recipient.side
        return None if is_own else doer

    def _victim(self, predication: Predication, day: date | None) -> Actor | None:
        """Whom the clause around an event says that it killed: "four soldiers were killed when a rocket hit a post"."""
        if predication.is_noun and predication.frame.mutual:
            return None  # in a clash either side has its dead
        named = (each for each in predication.victims if each.actor_basis == "named")
        actors = (self.parties.actor(each, day, predication.sources) for each in named)
        return next((each for each in actors if each is not None), None)

    def _owner(self, predication: Predication, day: date | None) -> Actor | None:
        """Whose the aircraft, guns or bombs are, where the words beside them say so: "NATO jets", "jets of X"."""
        fillers = (*predication.role("agent"), *predication.role("means"))
        owners = tuple(each.owner for each in fillers if each.owner is not None)
        own = next((self.parties.actor(each, day, predication.sources) for each in owners), None)
        if owners:
            return own or self._state(owners, day)
        if predication.frame.event_type in _BLASTS:
            fillers = tuple(each for each in fillers if each.head in default_frames().by_noun)
        elif predication.frame.event_type not in STRIKES:
            return None
        return self._beside(fillers, predication, day)

    def _target(self, predication: Predication, day: date | None) -> Actor | None:
        """Whose the ground or thing is that is attacked: "an army checkpoint", "the police's posts"."""
        objects = predication.role("object")
        if predication.frame.event_type not in _AIMED or objects == predication.role("agent"):
            return None
        found = self._beside([each for each in objects if not each.deed], predication, day)
        return found if found is not None and (found.side is not None or is_armed(found)) else None

    def _beside(self, fillers: Sequence[Participant], predication: Predication, day: date | None) -> Actor | None:
        """Who stands before things as their owner, or behind "of"."""
        text = self.annotated.text
        for filler in fillers:
            for span in self.annotated.actors_in(predication.sentence):
                if span.start < filler.start or text[span.end : span.end + 1] in _HYPHENS:
                    continue
                before = text[filler.start : span.start].split()
                if any(each.endswith(",") for each in before):
                    continue  # "a number of rockets, the army said, were fired"
                is_head = any(each.lower().startswith(filler.head) for each in before)  # "a blast at Taliban prayers"
                is_first = span.end < filler.end and len(before) <= _DETERMINERS and not is_head
                is_struck = filler.deed or filler.head.endswith("ing")  # "the bombing of a Taliban convoy"
                if is_first or (_ends_in_of(before) and not is_struck):
                    owner = replace(filler, actor=span.actor, span=span, actor_basis="named")
                    return self.parties.actor(owner, day, predication.sources)
        return None

    def _behind(self, predication: Predication) -> Actor | None:
        """Who is told as those behind what a noun tells of: "an Islamic State cell behind a deadly bombing"."""
        if not predication.is_noun:
            return None
        start, begin = predication.trigger[0], predication.sentence.start
        for span in self.annotated.actors_in(predication.sentence):
            ahead = self.annotated.folded[begin : span.start].split()
            if any(default_language().says("connectives", word) for word in ahead):
                continue  # "if the Taliban were behind the bombing"
            if span.end < start and _BEHIND.fullmatch(self.annotated.folded, span.end, start) and span.actor.side:
                return span.actor
        return None

    def _displaced(self, predication: Predication) -> Actor | None:
        """Those who were displaced with their figure, as the text counts them: "some 21,000 Afghans"."""
        counted = next((each for each in predication.role("object") if each.number is not None), None)
        if counted is None:
            return None
        name = " ".join(self.annotated.text[counted.start : counted.end].split())
        return Actor(name=name, side=None, actor_class="civilians")

    def _state(self, fillers: Sequence[Participant], day: date | None) -> Actor | None:
        """The state that a country or its capital stands for where it acts: "Pakistan carried out strikes"."""
        for filler in fillers:
            place = filler.resolution.place if filler.resolution is not None else None
            if place is not None and place.kind in SETTLEMENT_KINDS and place.country_code != self.country.code:
                country = self.country.foreign_capitals.get(place.name)
                if country is not None:
                    return Actor(name=place.name, side=f"other:{country}", actor_class="foreign_state")
            if place is not None and place.kind is PlaceKind.COUNTRY:
                side = self.country.government_of(place.country_code, place.name, day)
                is_home = place.country_code == self.country.code
                return Actor(name=place.name, side=side, actor_class="government" if is_home else "foreign_state")
        return None


def _ends_in_of(before: list[str]) -> bool:
    """Whether words are the head of a phrase and what links it to an owner: "two jets of the ruling"."""
    if "of" not in before[1 : _DETERMINERS + 1]:
        return False
    return len(before) - before.index("of") <= _DETERMINERS + 1
