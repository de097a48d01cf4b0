"""Who took, who lost: from the fillers of a predication to sides.

A party is the side that the text names or refers to; who confirms, says or denies is never asked. Whom nameless rebels,
forces and an unnamed taker stand for is the country's to say (`geo.country.Sides`), by the day of the event.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from geo.country.side_records import SideReading
from geo.events.again_words import again_words
from geo.reading.clauses.clause_words import clause_words
from geo.reading.predication import Participant
from geo.vocab import Action, TakerBasis

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from geo.country import Sides
    from geo.dates import DateSpan
    from geo.model import Actor
    from geo.reading.predication import Predication, Source
    from geo.text import AnnotatedDocument

_UNSAID = frozenset({Action.CONTESTED, Action.BESIEGED, Action.REPELLED, Action.HELD})
"""Actions whose agent is not guessed where the text names none."""
_GUNMEN = "gunmen"
_NOBODYS = frozenset({"no", "any", "neither"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """Who took and who lost, with the actors behind and how the taker is known.

    `loser_named` is true where the text says who lost; `by_state` where the taker governs on that day;
    `between_allies` where both are named and fight on one side: what NATO hands to Afghan forces changes no hands.
    `disputed` where enemies are told to have done it: "both the army and the Taliban claimed it".
    """

    taker: str | None
    loser: str | None
    basis: TakerBasis | None
    actor: Actor | None
    recipient: Actor | None
    loser_named: bool = False
    by_state: bool = False
    between_allies: bool = False
    disputed: bool = False


class Parties:
    """The parties of one document."""

    def __init__(self, annotated: AnnotatedDocument) -> None:
        """Look at all armed parties that the document names."""
        self.day = annotated.document.published
        self.sides: Sides = annotated.country.sides
        self._actors = annotated.actors
        self.introduced = annotated.country.sides.introduced(annotated.actors, self.day)

    def actor(self, filler: Participant, day: date | None, sources: Sequence[Source] = ()) -> Actor | None:
        """Somebody with the side that the words, the text or the day give; `sources` are who says so."""
        if filler.actor is None or _is_nobody(filler):
            return filler.actor
        side = self._side(filler, day, sources).side or self._group_of(filler, day)
        return filler.actor if side == filler.actor.side else replace(filler.actor, side=side)

    def may_be_others(self, filler: Participant, day: date | None) -> bool:
        """Whether rebels without article or name may be of the group that fights the state most, as well as of another.

        A text need not name that group: behind a claim by a lesser one "militants attacked a post in X" tells of
        nobody known.
        """
        if filler.determiner is not None or filler.anaphor or filler.span is None:
            return False
        reading = self.sides.side_of(filler.span, day, self._opposing(day))
        default = self.sides.opponent(self.sides.regime(day), day).side
        is_referring = reading.side is not None and reading.basis is TakerBasis.REFERENCE
        return is_referring and default is not None and reading.side != default

    def taking(self, predication: Predication, action: Action, span: DateSpan | None) -> Taking:
        """The sides of a change of control."""
        agent = _first(predication.role("agent"))
        source = _first(predication.role("from_whom"))
        day = (span.day if span else None) or self.day
        said = predication.sources
        loser = self._side(source, day, said).side
        if action is Action.VACATED:
            left = self.actor(source, day, said) if source else None
            return Taking(taker=None, loser=loser, basis=None, actor=left, recipient=None)
        if self._are_enemies(predication.role("agent"), day, said):
            return Taking(taker=None, loser=None, basis=None, actor=None, recipient=None, disputed=True)
        taker, basis = self._taker(agent, action, loser, day, said)
        if agent is None and loser is None and source is not None and (source.actor is not None or source.anaphor):
            taker = basis = None  # who lost it is told, and nobody knows whose they are
        if taker is not None and taker == loser:
            if basis is TakerBasis.NAMED:
                loser = None
            else:  # "fighters drove the Taliban out": whoever they are, not the Taliban
                taker = basis = None
        is_shared = taker is not None and loser is not None and self.sides.are_allied(taker, loser, day)
        lost = loser or self.sides.opponent(taker, day, self.introduced).side
        return Taking(
            taker=taker,
            loser=lost,
            basis=basis,
            actor=self.actor(agent, day, said) if agent else None,
            recipient=self.actor(source, day, said) if source else None,
            loser_named=loser is not None,
            by_state=bool(self.sides.governs(taker, day)),
            between_allies=is_shared,
        )

    def _are_enemies(self, agents: Sequence[Participant], day: date | None, sources: Sequence[Source]) -> bool:
        """Whether two sides that fight each other are among those who are told to have done one thing."""
        named = dict.fromkeys(self._side(each, day, sources).side for each in agents)
        if any(
            each.anaphor and each.actor is None for each in agents
        ):  # "both the army and the rebels say they hold X"
            own = (span for each in sources for span in self._actors if each.start <= span.start < each.end)
            named |= dict.fromkeys(self.sides.side_of(span, day, self._opposing(day)).side for span in own)
        sides = [each for each in named if each is not None]
        return any(self.sides.are_opposed(one, other, day) for one, other in combinations(sides, 2))

    def _taker(
        self,
        agent: Participant | None,
        action: Action,
        loser: str | None,
        day: date | None,
        sources: Sequence[Source],
    ) -> tuple[str | None, TakerBasis | None]:
        if agent is not None:
            reading = self._side(agent, day, sources)
            if reading.side is None:
                return None, None
            referring = agent.actor_basis == "reference" and reading.basis is TakerBasis.NAMED
            return reading.side, TakerBasis.REFERENCE if referring else reading.basis
        if action in _UNSAID:
            return None, None
        if loser is not None:
            other = self.sides.opponent(loser, day, self.introduced)
            return other.side, other.basis
        held_by = self.sides.regime(day)
        if not self.sides.may_go_unnamed(held_by, day):
            return None, None
        default = self.sides.opponent(held_by, day).side
        other = self.sides.opponent(held_by, day, self._opposing(day))
        if default is None or other.side != default:
            return None, None  # whoever fought whom then, the words do not say who took it
        if action is Action.RETAKEN:  # from whom the state would take it back, unless they say so of themselves
            speaker = _first_side(self._side(each, day).side for each in sources)
            known = default in self.introduced and speaker != default
            return (held_by, TakerBasis.DEFAULT) if known else (None, None)
        return other.side, other.basis

    def _side(
        self, filler: Participant | Source | None, day: date | None, sources: Sequence[Source] = ()
    ) -> SideReading:
        if filler is None or filler.span is None:
            return SideReading()
        if self.sides.is_speakers_enemy(filler.span):
            speaker = next((each.span for each in reversed(sources) if each.span is not None), None)
            side = self.sides.side_of(speaker, day, self._opposing(day)).side if speaker else None
            other = self.sides.opponent(side, day, self.introduced)
            return SideReading(other.side, TakerBasis.REFERENCE) if other.side else other
        own = self._speakers_group(filler, day, sources)
        return own if own is not None else self.sides.side_of(filler.span, day, self._opposing(day))

    def _speakers_group(
        self, filler: Participant | Source, day: date | None, sources: Sequence[Source]
    ) -> SideReading | None:
        """Whose "the group" is by who says so for a group that is no state's: "a rebel spokesman said the group"."""
        span, speaker = filler.span, next((each.span for each in reversed(sources) if each.span is not None), None)
        if span is None or speaker is None or span.has_name or not isinstance(filler, Participant):
            return None
        if filler.determiner not in again_words().definite or not any(_is_group(noun) for noun, _ in span.nouns):
            return None
        side = self.sides.side_of(speaker, day, self._opposing(day))
        is_group = side.basis is TakerBasis.NAMED and self.sides.is_armed_group(side.side)
        return SideReading(side.side, TakerBasis.REFERENCE) if is_group else None

    def _group_of(self, filler: Participant, day: date | None) -> str | None:
        """Of whom "the attackers" are: of the one group whose fighters the text has told of before, and of no others.

        Behind "gunmen stormed a post" they are those gunmen, whoever they were.
        """
        span = filler.span
        if span is None or span.actor.actor_class != _GUNMEN or span.former or span.of_another:
            return None
        if filler.determiner not in again_words().definite:
            return None
        before = [each for each in self._actors if each.end <= span.start and not each.former]
        groups = {self.sides.side_of(each, day).side for each in before if each.actor.actor_class in {_GUNMEN, "rebel"}}
        return next(iter(groups)) if len(groups) == 1 else None

    def _opposing(self, day: date | None) -> frozenset[str]:
        """The armed sides of the text without those that fight beside whoever governs: no rebel noun means them."""
        state = self.sides.regime(day)
        if state is None:
            return self.introduced
        return frozenset(
            each for each in self.introduced if each == state or not self.sides.are_allied(each, state, day)
        )


def _is_group(noun: str) -> bool:
    """Whether a noun only refers to a group: "the group", "the militant group"."""
    return noun.rsplit(maxsplit=1)[-1] in clause_words().parties.own_group


def _is_nobody(filler: Participant) -> bool:
    """Whether words for people of any party mean none of them: "no group", "any group", not "no Taliban fighter"."""
    return filler.determiner in _NOBODYS and filler.actor is not None and filler.actor.side is None


def _first_side(sides: Iterable[str | None]) -> str | None:
    """The first side that is known."""
    return next((side for side in sides if side is not None), None)


def _first(fillers: tuple[Participant, ...]) -> Participant | None:
    return next((each for each in fillers if each.actor is not None), fillers[0] if fillers else None)
