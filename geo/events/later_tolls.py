"""The dead and injured that later sentences count, without an event of their own: "At least 33 people died".

They go to the happening that was told before, where nothing says that they are of another one (`geo.events.tolls`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from geo.datewords import resolve_in_order
from geo.events.across_borders import are_counted_across_border
from geo.events.again import is_corrected
from geo.events.again_words import again_words
from geo.events.joining import latest
from geo.events.tolls import Tolls, added, figures_of, is_of_a_war
from geo.model import Figures
from geo.reading.frames import Trait, has_trait
from geo.text.toll_words import Harm, toll_words
from geo.vocab import Action, DateBasis, PlaceBasis

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import Event, Sentence
    from geo.text import AnnotatedDocument
    from geo.text.tolls import Toll

_REACH = 3
"""So many sentences after an event its dead and injured may still be counted."""
_TOTAL_REACH = 15
"""The same for a total ("the toll rose to")."""
_REBELS = frozenset({"rebel", "gunmen"})
"""Classes of people who may be of any party that is no state."""
_ONE = Figures(low=1, best=1, high=1)
_GAINED = frozenset({Action.SEIZED, Action.RETAKEN})


class LaterTolls:
    """Gives a happening the dead and injured that later sentences count."""

    def __init__(self, annotated: AnnotatedDocument) -> None:
        """Take the document with its layers."""
        self.annotated = annotated

    def counted(self, sentence: Sentence) -> dict[Harm, frozenset[str]]:
        """Whom the tolls of a sentence count; empty where one may count anybody."""
        found: dict[Harm, frozenset[str]] = {}
        for toll in self.annotated.tolls_in(sentence):
            groups = Tolls(self.annotated, sentence).counted(toll)
            found[toll.harm] = found.get(toll.harm, frozenset()) | groups if groups else frozenset()
        return found

    def read(self, sentence: Sentence, event: Event, last: int, counted: dict[Harm, frozenset[str]]) -> Event:
        """The event with what a sentence without events of its own counts; `counted` is brought up to it.

        `last` is the sentence that told of the event last. A total replaces, another party's dead add up, and what is
        told again changes nothing.
        """
        tolls = self.annotated.tolls_in(sentence)
        if not tolls or self._is_of_another(sentence, event, tolls):
            return event
        is_later = is_corrected(self.annotated.folded[sentence.start : sentence.end])
        for toll in tolls:
            if sentence.index - last <= (_TOTAL_REACH if toll.is_total else _REACH):
                groups = Tolls(self.annotated, sentence).counted(toll)
                event = self._with(event, toll, groups, counted, is_later=is_later)
        return event

    def as_known(self, groups: frozenset[str], known: frozenset[str]) -> frozenset[str]:
        """Whom a toll counts, as those counted before where they may be the same: "nine militants", "nine Taliban"."""
        if not groups.isdisjoint(known):
            return groups
        named, unnamed = (known, groups) if groups <= _REBELS else (groups, known)
        sides = self.annotated.country.sides
        are_rebels = all(side in sides.entries and not sides.is_state_force(side, None) for side in named)
        return groups | known if unnamed and unnamed <= _REBELS and are_rebels else groups

    def at_places(self, sentence: Sentence) -> list[tuple[Toll, str]]:
        """The tolls of a sentence that counts each in its own province: "six died in X and two in Y"; else none."""
        tolls = sorted(self.annotated.tolls_in(sentence), key=lambda toll: toll.start)
        if len(tolls) < 2:  # noqa: PLR2004 - one toll is of one place
            return []
        ends = [*(each.start for each in tolls[1:]), sentence.end - sentence.start]
        found: list[tuple[Toll, str]] = []
        for toll, end in zip(tolls, ends, strict=True):
            start = toll.parts[0].start if toll.parts else toll.start
            inside = (sentence.start + start, sentence.start + end)
            places = [
                each.place for each in self.annotated.places_in(sentence) if inside[0] <= each.mention.start < inside[1]
            ]
            codes = {each.admin1_pcode for each in places if each is not None} - {None}
            if len(codes) == 1:
                found += ((toll, code) for code in codes if code is not None)
        is_apart = len(found) == len(tolls) and len({code for _, code in found}) > 1
        return found if is_apart else []

    def read_at(self, toll: Toll, event: Event, sentence: Sentence) -> Event:
        """The event with a toll of its own province, where none was counted there, or one of several provinces."""
        held = event.fatalities if toll.harm is Harm.KILLED else event.injured
        is_shared = held.low is held.best is None
        if not is_shared or self._is_of_another_time(sentence, event, is_total=toll.is_total):
            return event
        told = figures_of(toll)
        return replace(event, fatalities=told) if toll.harm is Harm.KILLED else replace(event, injured=told)

    def _with(
        self, event: Event, toll: Toll, groups: frozenset[str], counted: dict[Harm, frozenset[str]], *, is_later: bool
    ) -> Event:
        is_killed = toll.harm is Harm.KILLED
        held = event.fatalities if is_killed else event.injured
        known = counted.get(toll.harm, frozenset())
        told = figures_of(toll)
        is_again = told == held and told != _ONE  # a second baker is no repetition
        is_killers = event.actor is not None and event.actor.side is not None and groups == {event.actor.side}
        are_apart = self.as_known(groups, known).isdisjoint(known)
        are_others = bool(groups) and are_apart and (bool(known) or is_killers)
        if held == Figures() or toll.is_total:
            figures = told
        elif toll.is_more or are_others or (toll.is_also and not is_again and groups.isdisjoint(known)):
            figures = added(held, told)
        elif is_later:
            figures = latest(held, told)
        else:
            return event
        counted[toll.harm] = groups | known if known or held == Figures() else frozenset()
        return replace(event, fatalities=figures) if is_killed else replace(event, injured=figures)

    def _is_of_another(self, sentence: Sentence, event: Event, tolls: Iterable[Toll]) -> bool:
        """Whether a sentence counts what nobody says happened, or what happened elsewhere or at another time."""
        lower = self.annotated.text[sentence.start : sentence.end].lower()
        words = toll_words()
        if words.unsure.search(lower) or words.other.search(lower):
            return True
        if are_counted_across_border(sentence, event, self.annotated) or self._is_of_other_part(sentence, event):
            return True
        if any(is_of_a_war(toll, sentence, self.annotated) for toll in tolls):
            return True
        province = event.place.admin1_pcode if event.place is not None else None
        for found in self.annotated.places_in(sentence):
            place = found.place
            if place is not None and province and place.admin1_pcode and place.admin1_pcode != province:
                return True
        return self._is_of_another_time(sentence, event, is_total=any(toll.is_total for toll in tolls))

    def _is_of_other_part(self, sentence: Sentence, event: Event) -> bool:
        """Whether a sentence counts the dead elsewhere, or in a part of the country where the event was not."""
        words, folded, place = again_words(), self.annotated.folded, event.place
        for found in words.elsewhere_words.finditer(folded, sentence.start, sentence.end):
            if words.afar_part_words.fullmatch(found[0]) is None:
                return True
            if place is not None and not self.annotated.country.is_in_part(found[0], place.longitude, place.latitude):
                return True
        part = words.part_words.search(folded, sentence.start, sentence.end)
        if part is None or place is None:
            return False
        return not self.annotated.country.is_in_part(part[0], place.longitude, place.latitude)

    def _is_of_another_time(self, sentence: Sentence, event: Event, *, is_total: bool) -> bool:
        days = self.annotated.days_in(sentence)
        if any(day.is_period for day in days):
            return True  # "since January", "this year"
        if is_total or event.date is None or event.date.date_start is None or event.date.date_end is None:
            return False
        one = timedelta(days=1)
        first, last = event.date.date_start - one, event.date.date_end + one
        for _, span in resolve_in_order(days, self.annotated.document.published, "past", event.date):
            if span is not None and span.date_start is not None and span.date_end is not None:
                return span.date_end < first or span.date_start > last
        return False


def are_its_dead(fight: Event, ground: Event) -> bool:
    """Whether the next sentence only counts those who died for the ground, without place, day or cause of its own."""
    is_bare = has_trait(fight.rule_id, Trait.CAUSE_UNSAID) and fight.place_basis is PlaceBasis.INHERITED
    is_next = fight.sentence == ground.sentence + 1 and fight.date_basis is not DateBasis.STATED
    side = fight.recipient.side if fight.recipient is not None else None
    return is_bare and is_next and ground.action in _GAINED and side not in {None, ground.taker}
