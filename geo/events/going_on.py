"""What a text told last at a place, from which later sentences go on.

The next sentence goes on from it. One that comes later does where it refers back to somebody of the scene ("The driver
was held", "one of the attackers", "he") or to what happened ("after the attack"). Those who are only heard in between
("a spokesman in the capital said nothing") do not lead elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.events.again import Reference, reference_of
from geo.events.again_words import again_words
from geo.events.place_and_day import may_be_one_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Actor, Event, Resolution, Sentence
    from geo.text import AnnotatedDocument

_FAR = 4
"""So many sentences on a scene is referred back to."""
_QUANTITY = 4
"""Among so many words that open a sentence the article of its subject stands."""
_SHORT = 3
"""Words of so many letters name nobody."""
_ATTACKERS = frozenset({"gunmen"})
"""The classes of actors that lead back to a scene from another paragraph too, as others do whom its sentence names."""
_PARTIES = frozenset({"rebel", "militia", "non_state"})
_IN_SCENES = _ATTACKERS | _PARTIES | {None, "civilians", "mob", "protesters"}
"""The classes of actors that "the" singles out of a scene in its own paragraph: not "the minister"."""


@dataclass(slots=True)
class LastScene:
    """What a text told last at a place: `next` for the sentence that comes next, `open` for what refers back to it."""

    next: Event | None = None
    open: Event | None = None
    paragraph: int = -1
    last: int = -1

    def source(self, event: Event, annotated: AnnotatedDocument, *, is_heard: bool = False) -> Event | None:
        """What an event may be a part of, whose sentence names no place; `is_heard` where it names that of a voice."""
        if self.next is not None and not is_heard:
            return self.next
        sentence = annotated.sentences[event.sentence]
        if self.open is None or event.sentence - self.last > _FAR:
            return None
        is_near = sentence.paragraph == self.paragraph
        return self.open if _refers_back(event, self.open, annotated, is_near=is_near) else None

    def move(self, event: Event | None, sentence: Sentence) -> None:
        """Go on from what a sentence tells at a place of its own, or from nothing where it only names places."""
        self.next = self.open = event
        self.paragraph, self.last = sentence.paragraph, sentence.index

    def may_be_heard(
        self, named: Sequence[Resolution], voices: Sequence[tuple[int, int]], annotated: AnnotatedDocument
    ) -> bool:
        """Whether the places of a sentence are only those of voices which may speak of the scene.

        So may those of the place itself or of what holds it, of the country's capital, and from abroad.
        """
        return self.open is not None and all(
            any(start <= each.mention.start < end for start, end in voices) and self._may_tell(each, annotated)
            for each in named
        )

    def _may_tell(self, found: Resolution, annotated: AnnotatedDocument) -> bool:
        place, country = found.place, annotated.country
        if self.open is None or place is None or may_be_one_place(self.open.place, place):
            return True
        is_seat = bool(place.capital_of) and place.name == country.capital
        return is_seat or place.country_code != country.code


def _refers_back(event: Event, scene: Event, annotated: AnnotatedDocument, *, is_near: bool) -> bool:
    """Whether a sentence speaks of somebody or something told of before, who is not one of a kind.

    "The government", "the minister" and "the Taliban" may be anywhere, unless they "also" do something.
    """
    if _are_attackers(event.recipient) and _are_attackers(scene.actor):
        return True  # "gunmen stormed a court. ... Two gunmen were shot"
    words, folded, sentence = again_words(), annotated.folded, annotated.sentences[event.sentence]
    opening = folded[sentence.start : event.trigger[0]].split()
    if is_near and opening and opening[0] in words.pronouns | words.plural_pronouns | words.persons:
        return True
    if not words.happenings.isdisjoint(folded[slice(*event.trigger)].split()):
        return False  # "the attacks on the camp" are not those told last
    if not _is_definite(opening):
        return reference_of(event, annotated) is Reference.AGAIN
    known = [each for each in (event.actor, event.recipient) if each is not None and _is_in(each, opening)]
    if all(each.actor_class in _IN_SCENES and not each.name[:1].isupper() for each in known):
        is_known = all(each.actor_class not in _PARTIES for each in known) and _was_named(opening, scene, annotated)
        return is_near or any(each.actor_class in _ATTACKERS for each in known) or is_known
    return is_near and not words.adding.isdisjoint(opening)


def _are_attackers(actor: Actor | None) -> bool:
    return actor is not None and actor.actor_class in _ATTACKERS


def _was_named(opening: Sequence[str], scene: Event, annotated: AnnotatedDocument) -> bool:
    """Whether the sentence of a scene names those with whom another one opens: "two engineers", "the engineers"."""
    told = annotated.sentences[scene.sentence]
    named = set(annotated.folded[told.start : told.end].split())
    words = again_words()
    known = words.definite | words.indefinite | words.quantifying
    return not named.isdisjoint(each for each in opening[:_QUANTITY] if each not in known and len(each) > _SHORT)


def _is_definite(opening: Sequence[str]) -> bool:
    """Whether a sentence opens with somebody known: "the driver was", "one of the attackers was", "all the men"."""
    words = again_words()
    if not opening or opening[0] in words.definite:
        return bool(opening)
    at = next((at for at, word in enumerate(opening[:_QUANTITY]) if word in words.definite), 0)
    return at > 0 and opening[at - 1] in words.quantifying


def _is_in(actor: Actor, opening: Sequence[str]) -> bool:
    """Whether somebody is named before the verb."""
    return not set(actor.name.casefold().split()).isdisjoint(opening)
