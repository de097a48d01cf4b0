"""From predications to events: which unit changed hands, who took it, when, and what it is called.

Knows no syntax: a predication says who did what to which ground, and how it is asserted. The country's sides decide
what an unnamed party is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.datewords import Bound
from geo.events.acting import Acting
from geo.events.event_words import event_words
from geo.events.named_later import with_name_told_next
from geo.events.parties import Parties
from geo.events.timing import Timing
from geo.events.told_units import ToldUnits
from geo.model import Figures
from geo.reading.frames import Trait
from geo.vocab import (
    STATES,
    STRIKES,
    TRANSFERS,
    Action,
    AssertionMode,
    DateBasis,
    EventType,
    MentionRole,
    PlaceBasis,
    PlaceKind,
    Unit,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from geo.dates import DateSpan
    from geo.datewords import DateExpression
    from geo.events.parties import Taking
    from geo.events.units import Ground
    from geo.model import Actor, Place
    from geo.reading.predication import Participant, Predication
    from geo.text import AnnotatedDocument
    from geo.vocab import TakerBasis

_REACH = 3
"""So many sentences after somebody came into ground the text says that he holds it now."""
_HELD = frozenset({Action.SEIZED, Action.SURRENDERED, Action.HELD})
_ACHIEVED = TRANSFERS | {Action.VACATED}
_PARTIAL = TRANSFERS | {Action.HELD}
_WORDS = event_words().taking


_NO_FIGURES = Figures()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One event as it was read, before its codes and its id.

    `undated`: the day is only approximate or unknown; `unread`: its words for the day cannot be read, so it has none.
    `listed` where its words tell of the same at several places; `place_start` is where they name this one.
    `default_actor` is who did it where no telling names anybody. `nameless` are units of territory without names.
    """

    predication: Predication
    event_type: EventType | None
    action: Action | None
    unit: Unit | None
    unit_id: str | None
    place: Place | None
    place_basis: PlaceBasis | None
    actor: Actor | None
    recipient: Actor | None
    taker: str | None
    loser: str | None
    taker_basis: TakerBasis | None
    fought: bool | None
    mode: AssertionMode
    span: DateSpan | None
    date_basis: DateBasis | None
    undated: bool
    unread: DateExpression | None = None
    place_start: int | None = None
    listed: bool = False
    killed: Figures = _NO_FIGURES
    injured: Figures = _NO_FIGURES
    default_actor: Actor | None = None
    nameless: Participant | None = None


class Interpreter:
    """Interprets the predications of one document."""

    def __init__(self, annotated: AnnotatedDocument) -> None:
        """Take the document with its layers."""
        self.annotated = annotated
        self.parties = Parties(annotated)
        self.acting = Acting(annotated, self.parties)
        self.timing = Timing(annotated)
        self.only_province = _only_province(annotated)
        self.units = ToldUnits()
        self._last: dict[str, Action] = {}
        self._entered: dict[str, Finding] = {}

    def findings(self, predication: Predication) -> Iterator[Finding]:
        """The events that a predication tells of: one for each piece of ground."""
        if predication.frame.is_territory:
            yield from self._territory(predication)
        else:
            yield from self._event(predication)

    def _event(self, predication: Predication) -> Iterator[Finding]:
        """Any other event, at each of the places that its clause lists."""
        mode, span, basis = self.timing.when(predication)
        at, turns = predication.turn
        each_day = self.timing.respective(predication, span, turns) if turns > 1 else None
        span = each_day[at] if each_day is not None else span
        day = (span.day if span else None) or self.annotated.document.published
        recipient = self.acting.recipient(predication, day)
        agent = self.acting.agent(predication, day)
        if agent is None and predication.is_noun and predication.frame.mutual:
            agent, recipient = recipient, None  # "fighting with the Taliban": either party acts
        told = Finding(
            predication=predication,
            event_type=self._tag(predication, agent, day),
            action=None,
            unit=None,
            unit_id=None,
            place=None,
            place_basis=None,
            actor=agent,
            recipient=recipient,
            taker=None,
            loser=None,
            taker_basis=None,
            fought=predication.frame.force,
            mode=mode,
            span=span,
            date_basis=basis,
            undated=self.timing.is_undated(basis),
            unread=self.timing.unread,
            default_actor=self.acting.default(predication, day) if agent is None else None,
        )
        places: dict[str, tuple[Place, Participant]] = {}
        for filler in _own_places(predication):
            place = filler.resolution.place if filler.resolution is not None else self._around(filler)
            if place is not None:
                places.setdefault(place.place_id, (place, filler))
        if not places:
            yield told
        starts = sorted(filler.start for _, filler in places.values())
        days = self.timing.respective(predication, span, len(places))
        for place, filler in places.values():
            yield replace(
                told,
                place=place,
                span=span if days is None else days[starts.index(filler.start)],
                place_basis=_basis(filler),
                place_start=filler.start,
                listed=len(places) > 1,
            )

    def _around(self, filler: Participant) -> Place | None:
        """The province in which a stretch between two places lies, if the text names it: "between A and B"."""
        ends = [each.place for each in filler.within if each.place is not None]
        codes = {each.admin1_pcode for each in ends}
        if not filler.unnamed or len(ends) < 2 or len(codes) > 1 or None in codes:  # noqa: PLR2004 - two ends
            return None
        named = (each.place for found in self.annotated.resolutions for each in found.candidates)
        return next((each for each in named if each.kind is PlaceKind.PROVINCE and each.admin1_pcode in codes), None)

    def _tag(self, predication: Predication, agent: Actor | None, day: date | None) -> EventType | None:
        """The tag of a frame; what only those who govern may do has its own: they arrest whom others abduct."""
        frame = predication.frame
        if frame.ruling is None or agent is None or agent.side is None:
            return frame.event_type
        return frame.ruling if agent.side == self.annotated.country.sides.regime(day) else frame.event_type

    def _territory(self, predication: Predication) -> Iterator[Finding]:
        mode, span, basis = self.timing.when(predication)
        if (
            predication.aspect == "progressive"
            and mode is AssertionMode.ACTUAL
            and predication.frame.action in _ACHIEVED
        ):
            mode = AssertionMode.FUTURE  # "are clearing the city": under way, not done
        is_over = predication.aspect == "perfect" and "had" in predication.words and predication.lemma != "have"
        is_over = is_over and not _goes_on(predication)
        if predication.frame.action in STATES and mode is AssertionMode.ACTUAL and is_over:
            mode = AssertionMode.HISTORICAL  # "had held the centre for three days": no more; "have held it" still do
        if predication.frame.action in STATES and mode is AssertionMode.ACTUAL and _has_ended(predication):
            mode, span, basis = AssertionMode.HISTORICAL, None, None  # "held the centre until Monday"
        seen: set[tuple[Unit | None, str | None]] = set()
        fillers = _without_parts_of_others(predication.role("object"))
        spans: Sequence[DateSpan | None] = self.timing.respective(predication, span, len(fillers)) or [span] * len(
            fillers
        )
        for said, own in zip(fillers, spans, strict=True):
            filler = with_name_told_next(said, predication.sentence, self.annotated)
            ground = self.units.ground(filler, predication, self.only_province)
            key = (ground.unit, ground.unit_id or (ground.place.place_id if ground.place else None))
            if key in seen:
                continue
            seen.add(key)
            found = self._finding(predication, filler, ground, mode, (own, basis))
            if found is not None and not self._is_driven_back(found):
                yield found if filler.part else self._with_what_was_entered(found)

    def _is_driven_back(self, finding: Finding) -> bool:
        """Whether somebody who only entered is thrown back: "they entered X but were driven back" retakes nothing.

        Keeps what was told of each unit last.
        """
        if finding.unit_id is None or finding.action is None or finding.mode is not AssertionMode.ACTUAL:
            return False
        if finding.action is Action.REPELLED and self._last.get(finding.unit_id) is Action.CONTESTED:
            return Trait.EXPELS in finding.predication.frame.traits
        self._last[finding.unit_id] = finding.action
        return False

    def _is_only_back(self, predication: Predication, filler: Participant, ground: Ground) -> bool:
        """Whether somebody is driven back from a unit that the text has not told him to hold: his attack failed."""
        words = predication.words
        between = self.annotated.folded[predication.trigger[0] : max(predication.trigger[0], filler.start)].split()
        back = Trait.EXPELS in predication.frame.traits and bool(_WORDS.back & words)
        return (
            back
            and _WORDS.out.isdisjoint(words | {*between})
            and ground.unit_id is not None
            and self._last.get(ground.unit_id) not in _HELD
        )

    def _is_unresisted(self, predication: Predication) -> bool:
        """Whether a sentence says that nobody fought those who came into ground: "entered X and met no resistance"."""
        if Trait.ENTERS not in predication.frame.traits:
            return False
        behind = self.annotated.folded[predication.trigger[1] : predication.sentence.end]
        return any(words in behind for words in _WORDS.unresisted)

    def _with_what_was_entered(self, finding: Finding) -> Finding:
        """Ground that is now held by those of whom the text has just told that they came into it: they took it."""
        if finding.unit_id is None or finding.mode is not AssertionMode.ACTUAL:
            return finding
        index = finding.predication.sentence.index
        if finding.action is Action.CONTESTED and Trait.ENTERS in finding.predication.frame.traits:
            self._entered[finding.unit_id] = finding
        before = self._entered.get(finding.unit_id)
        if finding.action is not Action.HELD or before is None or before.taker != finding.taker:
            return finding
        if not before.predication.sentence.index < index <= before.predication.sentence.index + _REACH:
            return finding
        changed = replace(finding, action=Action.SEIZED, fought=True)
        if finding.date_basis is DateBasis.STATED:
            return changed
        return replace(changed, span=before.span, date_basis=before.date_basis, undated=before.undated)

    def _finding(
        self,
        predication: Predication,
        filler: Participant,
        ground: Ground,
        mode: AssertionMode,
        when: tuple[DateSpan | None, DateBasis | None],
    ) -> Finding | None:
        """The change of one piece of ground; None where it goes from one ally to the other, which moves no control."""
        span, basis = when
        action = predication.frame.action
        assert action is not None
        taken = self.parties.taking(predication, action, span)
        if taken.between_allies or (action is Action.BESIEGED and filler.part and taken.by_state):
            return None  # soldiers around a house besiege nothing
        mode = _unless_disputed(mode, action, taken)
        unresisted = self._is_unresisted(predication)
        if unresisted and taken.by_state and not taken.loser_named:
            return None  # who governs may come into his own towns
        if Trait.MAY_GUARD in predication.frame.traits and filler.anaphor and taken.by_state and not taken.loser_named:
            return None  # "a bomber struck in X; troops rushed to the city and secured it"
        action = _action(action, predication, filler, taken, unresisted=unresisted)
        if action is Action.RETAKEN and self._is_only_back(predication, filler, ground):
            action, taken = Action.REPELLED, replace(taken, taker=None)
        if Trait.EXPELS in predication.frame.traits and taken.taker is None and taken.loser is None and not filler.part:
            is_held = ground.unit_id is not None and self._last.get(ground.unit_id) in _HELD
            action = Action.RETAKEN if is_held else Action.REPELLED  # "the attackers were driven out": nobody knows who
        if action is Action.HELD and _is_begun(predication, basis) and not taken.by_state:
            action = Action.SEIZED  # "has been in their hands since Monday", "was theirs by Monday"
        fought = predication.frame.force
        if fought is None and action in {Action.SEIZED, Action.RETAKEN}:
            fought = not (
                _WORDS.without_force & predication.words
                or {"without", "shot"} <= predication.words
                or {"without", "fight"} <= predication.words
            )
        place = ground.place
        if action is Action.VACATED and (filler.part or _is_flight(predication, ground)):
            # who leaves a part of a unit, or flees a province one by one, has not left the unit
            ground = replace(ground, unit=None, unit_id=None)
        is_house = action is Action.CONTESTED and filler.part and filler.head in _WORDS.houses
        if is_house or (action is Action.BESIEGED and filler.part):  # who holds a hotel disputes nobody the town
            ground, taken = replace(ground, unit=None, unit_id=None), replace(taken, taker=None, loser=None)
        return Finding(
            predication=predication,
            event_type=EventType.ARMED_CLASH if is_house else None,
            action=None if is_house else action,
            unit=ground.unit,
            unit_id=ground.unit_id,
            place=place,
            place_basis=_basis(filler) if place is not None else None,
            actor=taken.actor,
            recipient=taken.recipient,
            taker=taken.taker if action is not Action.VACATED else None,
            loser=taken.loser,
            taker_basis=taken.basis if taken.taker and action is not Action.VACATED else None,
            fought=fought,
            mode=mode,
            span=span,
            date_basis=basis,
            undated=self.timing.is_undated(basis),
            unread=self.timing.unread,
            nameless=filler if filler.unnamed and not filler.anaphor and ground.unit_id is None else None,
        )


def _unless_disputed(mode: AssertionMode, action: Action, taken: Taking) -> AssertionMode:
    """The mode of ground that enemies are both told to have: "both the army and the Taliban claimed control of X"."""
    is_told = mode is AssertionMode.ACTUAL and action in _PARTIAL
    return AssertionMode.HYPOTHETICAL if is_told and taken.disputed else mode


def _own_places(predication: Predication) -> tuple[Participant, ...]:
    """Where a clause says that something was; not where the deed was that it only speaks of.

    A state abroad is not at home what it does over here: "Pakistan closed a crossing with Afghanistan".
    """
    doers = {each.start for each in predication.role("agent")}
    is_abroad = predication.frame.event_type in STRIKES | {EventType.RESTRICTION} and bool(predication.role("object"))
    places = tuple(
        each
        for each in predication.role("place")
        if not (
            is_abroad and each.start in doers and each.resolution is not None and _is_country(each.resolution.place)
        )
    )
    if Trait.OF_DEED not in predication.frame.traits:
        return places
    deeds = predication.role("object")
    places = tuple(sorted(places, key=lambda each: each.start))
    behind = predication.voice == "active"  # "condemned the attack in X"; "the attack in X was condemned in Y"
    ends = [(deed.start, places[-1].end if behind and places else deed.end) for deed in deeds]
    return tuple(each for each in places if not any(start <= each.start < end for start, end in ends))


def _is_country(place: Place | None) -> bool:
    return place is not None and place.kind is PlaceKind.COUNTRY


def _is_begun(predication: Predication, basis: DateBasis | None) -> bool:
    """Whether the day of a state is that on which it began: "since Monday", and in the past "by Monday"."""
    bounds = {each.bound for each in predication.days}
    is_dated = Bound.SINCE in bounds and basis is DateBasis.STATED
    return is_dated or (Bound.BY in bounds and predication.tense == "past" and predication.aspect == "simple")


def _has_ended(predication: Predication) -> bool:
    """Whether a state is told to have lasted until a day: "were in control until Monday", not "have held until now"."""
    is_over = predication.tense == "past" and predication.aspect != "perfect"
    return is_over and any(day.bound is Bound.UNTIL for day in predication.days)


def _goes_on(predication: Predication) -> bool:
    """Whether a siege lasts to the day of its text: "since morning the town had been besieged", he said."""
    return predication.frame.action is Action.BESIEGED and not _WORDS.lasting.isdisjoint(predication.words)


def _is_flight(predication: Predication, ground: Ground) -> bool:
    """Whether men run from a province, which nobody gives up by that: "soldiers fled from Badakhshan"."""
    return predication.lemma in _WORDS.fleeing and ground.unit is Unit.PROVINCE


def _basis(filler: Participant) -> PlaceBasis:
    """What says where something happened: the place's name, or a word that refers to it ("the city", "there")."""
    return PlaceBasis.REFERENCE if filler.anaphor else PlaceBasis.STATED


def _action(
    action: Action, predication: Predication, filler: Participant, taken: Taking, *, unresisted: bool
) -> Action:
    """The action by who took it: the state's side retakes; a part of a unit is contested; what is now held is taken."""
    if (filler.part or _is_partly(action, predication)) and action in _PARTIAL:
        return Action.CONTESTED
    if unresisted and taken.taker is not None and not filler.part:
        action = Action.SEIZED  # "entered the city without a fight"
    if action is Action.HELD and predication.ranked and not predication.frame.light:
        return Action.SEIZED
    cues = _WORDS.newly & {*predication.adverbs}
    is_state = predication.frame.light or Trait.OWNS in predication.frame.traits
    if action is Action.HELD and cues and predication.voice == "active" and is_state:
        return Action.RETAKEN if cues & _WORDS.again else Action.SEIZED
    if Trait.EXPELS in predication.frame.traits and not taken.by_state:
        return Action.SEIZED
    if action in {Action.SEIZED, Action.SURRENDERED} and taken.by_state and taken.loser_named:
        return Action.RETAKEN
    return action


def _is_partly(action: Action, predication: Predication) -> bool:
    """Whether adverbs say that not all of it was taken: "partially captured", "is almost entirely under control"."""
    adverbs = {*predication.adverbs}
    is_held = action is Action.HELD and predication.frame.light
    nearly = bool(_WORDS.nearly & adverbs) and (is_held or bool(_WORDS.fully & adverbs))
    return nearly or bool(_WORDS.partly & adverbs)


def _without_parts_of_others(fillers: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """The ground without parts of what stands beside it: "seized the district centre and other areas of Nawa"."""
    whole = {id(each.resolution) for each in fillers if each.resolution is not None and not each.part}
    return tuple(each for each in fillers if not each.part or id(each.resolution) not in whole)


def _only_province(annotated: AnnotatedDocument) -> Place | None:
    """The one province that a text names; None where it names none or several."""
    found = {
        each.place.admin1_pcode: each.place
        for each in annotated.resolutions
        if each.place is not None
        and each.place.country_code == "AF"
        and each.place.admin1_pcode
        and each.mention.role is MentionRole.PLACE
    }
    provinces = [
        each.place for each in annotated.resolutions if each.place is not None and each.place.kind is PlaceKind.PROVINCE
    ]
    codes = {place.admin1_pcode for place in provinces}
    if len(codes) == 1 and set(found) <= codes:
        return provinces[0]
    return None
