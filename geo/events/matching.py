"""From a rule's match to a finding: parties, place, mode and date of one trigger.

One `SentenceReader` reads one masked sentence. Where a slot is empty the sentence around the trigger answers: the
nearest actor to the left that is no agent or source, a place behind a preposition. What cannot be answered stays None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.events.actors import STATE_CLASSES, is_armed
from geo.events.lexicon import slots
from geo.events.mode import assertion_mode, is_elsewhere
from geo.events.pairing import gapped, respective
from geo.events.territory import opponent, unit_of
from geo.events.when import approximate, event_span, inherited, is_ahead, is_historical
from geo.vocab import Action, AssertionMode, EventType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from geo.dates import DateSpan
    from geo.events.discourse import Discourse
    from geo.events.lexicon import Rule
    from geo.events.masking import MaskedSentence
    from geo.events.speech import Speech
    from geo.events.territory import TerritoryUnit
    from geo.model import Actor, Place

_MARK = re.compile(r"⟦[A-Z]\d+[a-z]?⟧")
_NOT_SUBJECT = re.compile(r"\b(?:by|from|against|to|of|with|near|for|between|than|told|in)\s+$")
_PLACE_BEHIND = re.compile(
    r"\b(?:in|at|near|outside|on|of|around|into|from|across|inside|for|over|to|toward|towards)\s+(?:the\s+(?:\w+\s+){0,3}?(?:of|in)\s+)?$"
)
_ENVOYS = frozenset({"diplomat", "leader", "foreign_state", "international_organisation", "government"})
_NEVER_HOLD = frozenset({"civilians", "media", "protesters", "international_organisation"})
_WITHOUT_AIRCRAFT = frozenset({"taliban", "nrf", "iskp"})
_BEFORE_POSSESSIVE = re.compile(r"(?P<mark>⟦A\d+[a-z]?⟧)(?:'s?)?\s+(?:\w+\s+){0,2}$")
_FORCE_FREE = re.compile(
    r"\bwithout (?:a |any |firing a |much )?(?:fight|shot|shots|resistance|fighting|battle)\b|\bsurrender|\bhanded\b|\bgiven up\b|\bgave up\b|\bpeaceful|\bunopposed\b|\bafter negotiat|\bno resistance\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule found: everything an event needs but its wording. `trigger` is a span of the masked text.

    `undated`: the day is only approximate or unknown.
    """

    rule: Rule
    trigger: tuple[int, int]
    event_type: EventType | None
    action: Action | None
    unit: TerritoryUnit | None
    place: Place | None
    actor: Actor | None
    recipient: Actor | None
    taker: str | None
    loser: str | None
    fought: bool | None
    mode: AssertionMode
    span: DateSpan | None
    undated: bool


class SentenceReader:
    """Reads the findings of one masked sentence."""

    def __init__(
        self, masked: MaskedSentence, discourse: Discourse, speech: Speech | None, paragraph_day: DateSpan | None
    ) -> None:
        """Take the sentence with what the document says around it."""
        self.masked = masked
        self.discourse = discourse
        self.speech = speech
        self.paragraph_day = paragraph_day

    def findings(self, rules: Iterable[Rule]) -> Iterator[Finding]:
        """What the rules find, in rule order.

        The first rule to claim a trigger's place with a kind of event keeps it.
        """
        seen: set[tuple[object, ...]] = set()
        spans: list[tuple[int, int, str]] = []
        for rule in rules:
            for match in rule.pattern.finditer(self.masked.text):
                for finding in self._findings(rule, match):
                    kind = "territory" if finding.action else str(finding.event_type)
                    key = (kind, finding.place.place_id if finding.place else None, finding.mode, _day(finding))
                    start, end = finding.trigger
                    if key in seen or (
                        kind != "territory" and any(s < end and start < e and k == kind for s, e, k in spans)
                    ):
                        continue
                    seen.add(key)
                    spans.append((start, end, kind))
                    yield finding

    def _findings(self, rule: Rule, match: re.Match[str]) -> Iterator[Finding]:
        filled = slots(match)
        start, end, trigger = filled["trigger"]
        end = start + len(trigger.rstrip(" ,"))
        actor, recipient = self._parties(rule, filled, start)
        if not _meets(rule, recipient if rule.subject == "loser" else actor):
            return
        if rule.action is not None and is_elsewhere(self.masked.text, end):
            return
        mode, _ = assertion_mode(self.masked.text, start, end, nominal=rule.nominal)
        mode = rule.mode or mode
        span, undated = self._when(rule, start, end, mode)
        if mode is AssertionMode.ACTUAL:
            if is_historical(span, self.discourse.document.published):
                mode = AssertionMode.HISTORICAL
            elif is_ahead(span, self.discourse.document.published):
                mode = AssertionMode.FUTURE
        places = self._places(filled, start, end)
        spans = [span] * len(places)
        if "place" in filled:
            spans = list(respective(self.masked, end, len(places), self.discourse.document.published) or spans)
            for chunk, day in gapped(self.masked, end):
                places.append(self.discourse.place(chunk, self.masked.sentence))
                spans.append(day.day.resolve(self.discourse.document.published) if day.day else None)
        for place, span in zip(places, spans, strict=True):
            unit = unit_of(place) if rule.action is not None and place is not None and "place" in filled else None
            yield self._finding(rule, (start, end), (place, unit), (actor, recipient), (mode, span, undated))

    def _finding(
        self,
        rule: Rule,
        trigger: tuple[int, int],
        where: tuple[Place | None, TerritoryUnit | None],
        parties: tuple[Actor | None, Actor | None],
        when: tuple[AssertionMode, DateSpan | None, bool],
    ) -> Finding:
        actor, recipient = parties
        taker = loser = None
        fought = rule.force
        if rule.action is not None:
            taker, loser = self._sides(rule, actor, recipient)
            if fought is None and rule.action in {Action.SEIZED, Action.RETAKEN}:
                fought = not _FORCE_FREE.search(self.masked.text)
        return Finding(
            rule=rule,
            trigger=trigger,
            event_type=rule.event_type,
            action=rule.action,
            place=where[0],
            unit=where[1],
            actor=actor,
            recipient=recipient,
            taker=taker,
            loser=loser,
            fought=fought,
            mode=when[0],
            span=when[1],
            undated=when[2],
        )

    def _parties(
        self, rule: Rule, filled: dict[str, tuple[int, int, str]], start: int
    ) -> tuple[Actor | None, Actor | None]:
        """The one who acts and the one acted upon."""
        target = self._actor(filled["target"][2]) if "target" in filled else None
        if "actor" in filled:
            return self._actor(filled["actor"][2]), target
        if rule.subject in {"left", "around"}:
            return self._subject(start) or (self._behind(start) if rule.subject == "around" else None), target
        if rule.subject == "loser":
            return target, self._subject(start)  # who loses stands left, who takes is the target
        if rule.subject == "possessor" and (before := _BEFORE_POSSESSIVE.search(self.masked.text[:start])):
            return self._actor(before["mark"]), target
        if rule.action is not None:
            return target, None  # "fell to the Taliban": the target takes
        return None, target

    def _subject(self, start: int) -> Actor | None:
        """The nearest actor left of the trigger that is neither agent nor source nor behind a preposition."""
        text = self.masked.text
        for offset, chunk in reversed(self.masked.marks("[AC]")):
            if (
                offset >= start
                or _NOT_SUBJECT.search(text[:offset])
                or text[offset + len(chunk.mark) :].startswith("'")
            ):
                continue
            return self.discourse.actor(chunk, self.masked.sentence)
        return None

    def _behind(self, start: int) -> Actor | None:
        """The first actor behind the trigger: "after capturing Kunduz, the Taliban ..."."""
        for offset, chunk in self.masked.marks("A"):
            if offset > start:
                return self.discourse.actor(chunk, self.masked.sentence)
        return None

    def _actor(self, mark: str) -> Actor | None:
        return self.discourse.actor(self.masked.chunk(mark), self.masked.sentence)

    def _sides(self, rule: Rule, actor: Actor | None, recipient: Actor | None) -> tuple[str | None, str | None]:
        """Who takes and who loses.

        Where the text names one party only, the one armed opponent in the document is the other.
        """
        sides = self.discourse.armed_sides
        if rule.action is Action.VACATED:
            return None, actor.side if actor else None
        if rule.subject == "loser":
            loser = recipient.side if recipient else None
            taker = actor.side if actor else opponent(loser, sides)
            return taker, loser
        if rule.action in {Action.SEIZED, Action.SURRENDERED, Action.RETAKEN}:
            taker = actor.side if actor and actor.side else self._unnamed_taker(rule)
            return taker, (recipient.side if recipient else None) or opponent(taker, sides)
        return (actor.side if actor else None), (recipient.side if recipient else None)

    def _unnamed_taker(self, rule: Rule) -> str | None:
        """For "Kunduz fell", the one rebel side of the story took it; "was retaken": nobody can tell."""
        if rule.action is Action.RETAKEN or len(self.discourse.rebels) != 1:
            return None
        return next(iter(self.discourse.rebels))

    def _places(self, filled: dict[str, tuple[int, int, str]], start: int, end: int) -> list[Place | None]:
        if "place" in filled:
            chunks = [self.masked.chunk(mark) for mark in _MARK.findall(filled["place"][2])]
            places = [self.discourse.place(chunk, self.masked.sentence) for chunk in chunks]
            found = [place for place in places if place is not None]
            return list(found) if found else ([None] if any(chunk.resolution for chunk in chunks) else [])
        return [self._place_around(start, end)]

    def _place_around(self, start: int, end: int) -> Place | None:
        """The place of an event without a place slot: behind the trigger and a preposition first, then before it."""
        text = self.masked.text
        behind = [
            chunk
            for offset, chunk in self.masked.marks("P")
            if offset >= end and _PLACE_BEHIND.search(text[:offset]) and ";" not in text[end:offset]
        ]
        before = [
            chunk
            for offset, chunk in reversed(self.masked.marks("P"))
            if offset < start and ";" not in text[offset:start]
        ]
        for chunk in [*behind, *before, *(chunk for offset, chunk in self.masked.marks("P") if offset >= end)]:
            if place := self.discourse.place(chunk, self.masked.sentence):
                return place
        return None

    def _when(self, rule: Rule, start: int, end: int, mode: AssertionMode) -> tuple[DateSpan | None, bool]:
        """The span of the event, and whether it is only approximate or unknown.

        A noun without a date ("the fall of Kunduz") tells of something already told: it gets no day of its own.
        """
        published = self.discourse.document.published
        span = event_span(self.masked, start, end, published, mode)
        if span is not None:
            return span, False
        if mode is not AssertionMode.ACTUAL or (rule.nominal and rule.action is not None):
            return None, True
        if told := self.paragraph_day or self.discourse.lead_day:
            return inherited(told), True
        return (approximate(published), True) if published else (None, True)


def _day(finding: Finding) -> object:
    """What tells two tellings of a kind and place apart in one sentence: the dates, for announcements."""
    return finding.span if finding.event_type is EventType.WITHDRAWAL_ANNOUNCED else None


_REQUIRED: dict[str, Callable[[Actor], bool]] = {
    "not_police": lambda actor: actor.actor_class not in {"police", "state_force"},
    "no_civilians": lambda actor: actor.actor_class not in _NEVER_HOLD,
    "air_force": lambda actor: actor.side not in _WITHOUT_AIRCRAFT,
    "armed": lambda actor: is_armed(actor) or actor.side in {"taliban", "government", "nrf", "iskp"},
    "state": lambda actor: actor.actor_class in STATE_CLASSES or actor.side == "government",
    "envoy": lambda actor: actor.actor_class in _ENVOYS,
    "foreign": lambda actor: (
        actor.actor_class in {"foreign_force", "foreign_state", "leader"} or (actor.side or "").startswith("other:")
    ),
}
_MAY_BE_UNKNOWN = frozenset({"no_civilians", "air_force", "not_police"})


def _meets(rule: Rule, actor: Actor | None) -> bool:
    """Whether the actor is of the sort that the rule requires; a name that is no requirement is a KeyError."""
    if rule.requires is None:
        return True
    return rule.requires in _MAY_BE_UNKNOWN if actor is None else _REQUIRED[rule.requires](actor)
