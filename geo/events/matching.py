"""From a rule's match to a finding: parties, place, mode and date of one trigger.

One `SentenceReader` reads one masked sentence. Where a slot is empty the sentence around the trigger answers: the
nearest actor to the left that is no agent or source, a place behind a preposition. What cannot be answered stays None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from geo.events.lexicon import slots
from geo.events.mode import assertion_mode, is_elsewhere
from geo.events.pairing import gapped, respective
from geo.events.patterns import matches
from geo.events.requirements import meets, words_for
from geo.events.territory import opponent, unit_of
from geo.events.trace import ModeBasis, Trial, TrialOutcome, trial_of
from geo.events.when import Told, approximate, event_span, inherited, is_ahead, is_historical
from geo.vocab import Action, AssertionMode, EventType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.dates import DateSpan
    from geo.datewords import DateExpression
    from geo.events.discourse import Discourse
    from geo.events.lexicon import Rule
    from geo.events.masking import MaskedSentence
    from geo.events.patterns import Alternative
    from geo.events.speech import Speech
    from geo.events.territory import TerritoryUnit
    from geo.events.trace import Trace
    from geo.model import Actor, Place
    from geo.parse import Parse

_STANDING = frozenset({EventType.AGREEMENT, EventType.CEASEFIRE})
"""What a noun may refer to long after it came about ("the peace deal"), as it may to a change of control."""
_MARK = re.compile(r"⟦[A-Z]\d+[a-z]?⟧")
_NOT_SUBJECT = re.compile(r"\b(?:by|from|against|to|of|with|near|for|between|than|told|in)\s+$")
_PLACE_BEHIND = re.compile(
    r"\b(?:in|at|near|outside|on|of|around|into|from|across|inside|for|over|to|toward|towards)\s+(?:the\s+(?:\w+\s+){0,3}?(?:of|in)\s+)?$"
)
_BEFORE_POSSESSIVE = re.compile(r"(?P<mark>⟦A\d+[a-z]?⟧)(?:'s?)?\s+(?:\w+\s+){0,2}$")
_FORCE_FREE = re.compile(
    r"\bwithout (?:a |any |firing a |much )?(?:fight|shot|shots|resistance|fighting|battle)\b|\bsurrender|\bhanded\b|\bgiven up\b|\bgave up\b|\bpeaceful|\bunopposed\b|\bafter negotiat|\bno resistance\b|\bany resistance\b|\bdeserted\b|\b(?:following|after) (?:the )?(?:withdrawal|retreat|pullout|departure) of\b|\bafter ⟦A\d+[a-z]?⟧ (?:had )?(?:withdrew|withdrawn|left|retreated|fled|abandoned)\b"
)


MOST_MATCHES = 24
"""So many matches of rules are looked at in one sentence; real sentences have six at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule found: everything an event needs but its wording. `trigger` is a span of the masked text.

    `cue` are the words that decided the mode, if words did. `undated`: the day is only approximate or unknown.
    `unread`: its words for the day cannot be read, so that it has none.
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
    cue: str | None
    mode_basis: ModeBasis
    span: DateSpan | None
    undated: bool
    unread: DateExpression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asserted:
    """How a trigger is asserted and when it was: its mode with what decided it, and its span of days."""

    mode: AssertionMode
    cue: str | None
    basis: ModeBasis
    span: DateSpan | None
    undated: bool
    unread: DateExpression | None = None


class SentenceReader:
    """Reads the findings of one masked sentence."""

    def __init__(
        self,
        masked: MaskedSentence,
        discourse: Discourse,
        speech: Speech | None,
        paragraph_day: DateSpan | None,
        *,
        trace: Trace | None = None,
        parse: Parse | None = None,
    ) -> None:
        """Take the sentence with what the document says around it.

        `trace` hears why a match is no finding; `parse` says which word is the subject of a verb.
        """
        self.masked = masked
        self.discourse = discourse
        self.speech = speech
        self.paragraph_day = paragraph_day
        self.trace = trace
        self.parse = parse
        self.is_cut = masked.is_cut

    def findings(self, patterns: Iterable[tuple[Rule, Alternative]]) -> Iterator[Finding]:
        """What the rules find by those of their patterns that could match, in rule order.

        The first rule to claim a trigger's place with a kind of event keeps it. After so many matches the rest is left,
        and `is_cut` is set.
        """
        seen: set[tuple[object, ...]] = set()
        spans: list[tuple[int, int, str]] = []
        tried = 0
        for rule, own in groupby(patterns, key=itemgetter(0)):
            for match in matches((pattern for _, pattern in own), self.masked.text):
                tried += 1
                if tried > MOST_MATCHES:
                    self.is_cut = True
                    return
                for finding in self._findings(rule, match):
                    kind = "territory" if finding.action else str(finding.event_type)
                    key = (kind, finding.place.place_id if finding.place else None, finding.mode, _day(finding))
                    start, end = finding.trigger
                    if key in seen or (
                        (kind != "territory" or finding.unit is None)
                        and any(s < end and start < e and k == kind for s, e, k in spans)
                    ):
                        self._drop_repeated(finding)
                        continue
                    seen.add(key)
                    spans.append((start, end, kind))
                    yield finding

    def _findings(self, rule: Rule, match: re.Match[str]) -> Iterator[Finding]:
        filled = slots(match)
        start, end, trigger = filled["trigger"]
        end = start + len(trigger.rstrip(" ,"))
        actor, recipient = self._parties(rule, filled, start, end)
        if not meets(rule.requires, recipient if rule.subject == "loser" else actor):
            self._drop(rule, (start, end), TrialOutcome.ACTOR_UNFIT, (actor, recipient))
            return
        if rule.action is not None and is_elsewhere(self.masked.text, end):
            self._drop(rule, (start, end), TrialOutcome.ELSEWHERE, (actor, recipient))
            return
        asserted = self.asserted(rule, start, end)
        places = self._places(filled, start, end)
        if not places:
            self._drop(rule, (start, end), TrialOutcome.NO_PLACE, (actor, recipient))
        spans = [asserted.span] * len(places)
        if "place" in filled:
            spans = list(respective(self.masked, end, len(places), self.discourse.document.published) or spans)
            for chunk, day in gapped(self.masked, end):
                places.append(self.discourse.place(chunk, self.masked.sentence))
                spans.append(day.day.resolve(self.discourse.document.published) if day.day else None)
        for place, span in zip(places, spans, strict=True):
            unit = unit_of(place) if rule.action is not None and place is not None and "place" in filled else None
            told = asserted if span is asserted.span else replace(asserted, span=span)
            yield self.finding(rule, (start, end), (place, unit), (actor, recipient), told)

    def _drop(
        self, rule: Rule, trigger: tuple[int, int], outcome: TrialOutcome, parties: tuple[Actor | None, Actor | None]
    ) -> None:
        """Tell the trace, if there is one, that a match is no finding."""
        if self.trace is None:
            return
        reasons = {
            TrialOutcome.ACTOR_UNFIT: f"who acts is not {words_for(rule.requires)}" if rule.requires else "",
            TrialOutcome.ELSEWHERE: "the clause tells of an election or a game, where nobody holds ground",
            TrialOutcome.NO_PLACE: "its place is only referred to, and nothing before it tells which is meant",
        }
        span = self.masked.to_text(*trigger)
        actor, recipient = parties
        self.trace.drop(
            Trial(
                rule_id=rule.rule_id,
                trigger=span,
                outcome=outcome,
                reason=reasons[outcome],
                actor=actor,
                recipient=recipient,
            )
        )

    def _drop_repeated(self, finding: Finding) -> None:
        """Tell the trace, if there is one, that an earlier rule has found the same."""
        if self.trace is not None:
            reason = "an earlier rule has told the same event of this sentence"
            span = self.masked.to_text(*finding.trigger)
            self.trace.drop(trial_of(finding, span, TrialOutcome.REPEATED, reason=reason))

    def asserted(self, rule: Rule, start: int, end: int, day: DateSpan | None = None) -> Asserted:
        """How the trigger at `[start, end)` of the masked text is asserted, and when it was.

        What the words say happened is historical if its date is old, future if it lies behind the publication day.
        `day` is its date where that is known beforehand.
        """
        mode, cue = assertion_mode(self.masked.text, start, end, nominal=rule.nominal)
        basis = ModeBasis.CUE if cue else ModeBasis.DEFAULT
        if rule.mode is not None:
            mode, cue, basis = rule.mode, None, ModeBasis.RULE
        told, undated = (Told(day), False) if day is not None else self._when(rule, start, end, mode)
        span = told.span
        published = self.discourse.document.published
        if mode is AssertionMode.ACTUAL and is_historical(span, published):
            mode, basis = AssertionMode.HISTORICAL, ModeBasis.DATE
        elif mode is AssertionMode.ACTUAL and is_ahead(span, published):
            mode, basis = AssertionMode.FUTURE, ModeBasis.DATE
        return Asserted(mode=mode, cue=cue, basis=basis, span=span, undated=undated, unread=told.unread)

    def finding(
        self,
        rule: Rule,
        trigger: tuple[int, int],
        where: tuple[Place | None, TerritoryUnit | None],
        parties: tuple[Actor | None, Actor | None],
        asserted: Asserted,
    ) -> Finding:
        """The finding of a trigger (a span of the masked text) with its place and unit, its parties and its time."""
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
            mode=asserted.mode,
            cue=asserted.cue,
            mode_basis=asserted.basis,
            span=asserted.span,
            undated=asserted.undated,
            unread=asserted.unread,
        )

    def _parties(
        self, rule: Rule, filled: dict[str, tuple[int, int, str]], start: int, end: int
    ) -> tuple[Actor | None, Actor | None]:
        """The one who acts and the one acted upon."""
        target = self._actor(filled["target"][2]) if "target" in filled else None
        if "actor" in filled:
            return self._actor(filled["actor"][2]), target
        if rule.subject in {"left", "around"}:
            return self._subject(start, end) or (self._behind(start) if rule.subject == "around" else None), target
        if rule.subject == "victim":
            return None, target  # "were driven out of": who did it is not said
        if rule.subject == "loser":
            return target, self._subject(start, end)  # who loses stands left, who takes is the target
        if rule.subject == "possessor" and (before := _BEFORE_POSSESSIVE.search(self.masked.text[:start])):
            return self._actor(before["mark"]), target
        if rule.action is not None:
            return target, None  # "fell to the Taliban": the target takes
        return None, target

    def _subject(self, start: int, end: int) -> Actor | None:
        """The nearest actor left of the trigger that is neither agent nor source nor behind a preposition.

        Where a parse knows the subject of the trigger's verb, and it is an actor, that one.
        """
        if self.parse is not None and (parsed := self._parsed_subject(self.parse, start, end)):
            return parsed
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

    def _parsed_subject(self, parse: Parse, start: int, end: int) -> Actor | None:
        """The actor whose words hold the head of the subject of the trigger's verb."""
        word = parse.subject_of(*self.masked.to_text(start, end))
        if word is None:
            return None
        for _, chunk in self.masked.marks("[AC]"):
            if chunk.start <= word < chunk.end:
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

    def _when(self, rule: Rule, start: int, end: int, mode: AssertionMode) -> tuple[Told, bool]:
        """The span of the event or the words that cannot be read, and whether it is only approximate or unknown.

        A noun without a date ("the fall of Kunduz") tells of something already told: it gets no day of its own.
        """
        published = self.discourse.document.published
        near = self.paragraph_day or self.discourse.lead_day
        told = event_span(self.masked, start, end, published, mode, before=near)
        if told.span is not None or told.unread is not None:
            return told, told.span is None
        if mode is not AssertionMode.ACTUAL or (rule.nominal and (rule.action or rule.event_type in _STANDING)):
            return told, True
        if near:
            return Told(inherited(near)), True
        return Told(approximate(published) if published else None), True


def _day(finding: Finding) -> object:
    """What tells two tellings of a kind and place apart in one sentence: the dates, for announcements."""
    return finding.span if finding.event_type is EventType.WITHDRAWAL_ANNOUNCED else None
