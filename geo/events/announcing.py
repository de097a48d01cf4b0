"""Who did what nobody is named for: whoever announces it, keeps order there, or is the one opponent of those harmed.

"Three men were arrested, police said", "ten insurgents were killed, the ministry said"; what is done to a side's own
men, or abroad, others did. Where the words leave it open, nobody did it.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from geo.country.classes import ARMED_CLASSES, ORDER_CLASSES
from geo.events.event_words import event_words
from geo.model import Actor
from geo.reading.frames import Trait, default_frames
from geo.vocab import AssertionMode, EventType

if TYPE_CHECKING:
    from datetime import date

    from geo.events.parties import Parties
    from geo.reading.predication import Predication
    from geo.text import AnnotatedDocument

_POLICED = frozenset({EventType.ARREST, EventType.WEAPONS_DISRUPTED, EventType.ORGANISED_CRIME})
"""What the forces of a state do, and announce."""
_FOUGHT = frozenset({EventType.ARMED_CLASH, EventType.AIR_STRIKE, EventType.OFFENSIVE})
"""What a party does to its opponent, and announces."""
_VOICES = frozenset(
    {"spokesperson", "police", "state_force", "foreign_force", "official", "government", "leader", "rebel", "militia"}
)
"""Who announces what his own side did."""
_WORDS = event_words().doing
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


class Announcing:
    """Finds the doers of the events of one document that name none."""

    def __init__(self, annotated: AnnotatedDocument, parties: Parties) -> None:
        """Take the document, and what knows its parties."""
        self.annotated = annotated
        self.country = annotated.country
        self.sides = annotated.country.sides
        self.parties = parties

    def announcer(self, predication: Predication, day: date | None, recipient: Actor | None) -> Actor | None:
        """The side whose voice tells what its own forces did; None where the words name somebody, or leave it open."""
        return _anybody_of(self._announcer(predication, day, recipient)) if self._may_be_told(predication) else None

    def default(self, predication: Predication, day: date | None, recipient: Actor | None) -> Actor | None:
        """The side that did it where no telling of it in the text says who: the state's forces, or the opponent."""
        if not self._may_be_told(predication):
            return None
        if predication.frame.event_type in _POLICED:
            return _anybody_of(self._keeper(predication, day, recipient))
        if predication.frame.event_type is EventType.RESTRICTION and predication.lemma in _WORDS.forbidding:
            return _anybody_of(self._keeper(predication, day, recipient))
        if predication.lemma in _WORDS.punishing and not self.sides.may_go_unnamed(self.sides.regime(day), day):
            return _anybody_of(self._keeper(predication, day, recipient))
        if predication.frame.event_type is EventType.ARMED_CLASH:
            return _anybody_of(self._opponent(predication, day, recipient))
        return None

    def _may_be_told(self, predication: Predication) -> bool:
        """Whether something happened here, and no phrase says who or what did it."""
        if predication.mode is not AssertionMode.ACTUAL or self.is_abroad(predication):
            return False
        if Trait.OPEN_DOER in predication.frame.traits:
            return False
        if predication.frame.event_type is EventType.ARREST and not predication.role("object"):
            return True  # "Two men arrested in X": they did nothing
        doers = (each for each in predication.role("agent") if each.head not in default_frames().by_noun)
        return next(doers, None) is None

    def _announcer(self, predication: Predication, day: date | None, recipient: Actor | None) -> str | None:
        """The side whose voice tells what its own forces do."""
        voice = next((each.actor for each in reversed(predication.sources) if each.actor is not None), None)
        if not predication.sources and predication.told_by is not None:
            voice = predication.told_by.actor
        if voice is None or voice.side is None or voice.actor_class not in _VOICES:
            return None
        other = recipient.side if recipient is not None else None
        if predication.frame.event_type in _POLICED or predication.lemma in _WORDS.forbidding:
            does = bool(self.sides.is_state_force(voice.side, day)) and other != voice.side
        elif predication.frame.event_type in _FOUGHT:
            does = other is not None and other != voice.side and not self.sides.are_allied(other, voice.side, day)
            if predication.frame.event_type is EventType.AIR_STRIKE:  # officials tell of the strikes of allies too
                does = does and not (self.parties.introduced - {voice.side}) & (
                    self.sides.coalition | self.sides.foreign
                )
                does = does and not (voice.side == self.sides.regime(day) and self._is_unmanned(predication))
        else:
            does = False
        return voice.side if does else None

    def _is_unmanned(self, predication: Predication) -> bool:
        """Whether a sentence tells of drones: the state's own officials tell of those of others."""
        sentence = predication.sentence
        return not _WORDS.unmanned.isdisjoint(_WORD.findall(self.annotated.folded, sentence.start, sentence.end))

    def _keeper(self, predication: Predication, day: date | None, recipient: Actor | None) -> str | None:
        """Who keeps order where something is seized or somebody arrested: the forces beside it, else the state's."""
        own = recipient.side if recipient is not None else None
        start, end = predication.stretch
        near = {
            span.actor.side
            for span in self.annotated.actors_in(predication.sentence)
            if start <= span.start < end and span.actor.actor_class in ORDER_CLASSES and span.actor.side is not None
        } - {own}
        if predication.is_noun and len(near) == 1:
            side = next(iter(near))
            return side if self.sides.is_state_force(side, day) else None
        trigger = predication.trigger[0]
        if any(span.start <= trigger < span.end for span in self.annotated.actors_in(predication.sentence)):
            return None  # "smugglers carried men across the border"
        state = self.sides.regime(day)
        if any(each.actor is not None and each.actor.side not in {None, state} for each in predication.sources):
            return None  # "the Taliban said that three men had been arrested"
        others = self.parties.introduced - {state}
        rivals = others & (self.sides.coalition | self.sides.foreign)
        if state is None or own == state or rivals:
            return None
        if predication.lemma in _WORDS.arresting or not others:
            return state
        return None

    def _opponent(self, predication: Predication, day: date | None, recipient: Actor | None) -> str | None:
        """The one opponent of armed men who were harmed, where the text knows of no other armed group."""
        if recipient is None or recipient.side is None or recipient.actor_class not in ARMED_CLASSES:
            return None
        if not self.sides.may_go_unnamed(self.sides.regime(day), day) or not self._is_hostile(predication):
            return None
        groups = self.parties.introduced - {recipient.side}
        hostile = {each for each in groups if not self.sides.are_allied(each, recipient.side, day)}
        other = self.sides.opponent(recipient.side, day).side
        return other if other is not None and hostile <= {other} else None

    def _is_hostile(self, predication: Predication) -> bool:
        """Whether nothing says that armed men came to harm by accident or by their own people."""
        named = any(each.actor_basis == "named" for each in predication.role("object"))
        return named and not predication.words & _WORDS.mishap and not _WORDS.insiders & self._words

    @cached_property
    def _words(self) -> frozenset[str]:
        """All words of the text."""
        return frozenset(_WORD.findall(self.annotated.folded))

    def is_abroad(self, predication: Predication) -> bool:
        """Whether a place of what is told lies in another country."""
        places = (each.resolution.place for each in predication.role("place") if each.resolution is not None)
        return any(each is not None and each.country_code != self.country.code for each in places)


def _anybody_of(side: str | None) -> Actor | None:
    """Whoever it is of a side."""
    return Actor(name=side.rpartition(":")[2], side=side, actor_class=None) if side is not None else None
