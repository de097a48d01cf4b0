"""Text with places becomes events and stated counts: each sentence is read, interpreted, and kept with its quote.

A reader gives predications (`geo.reading`), the interpreter makes events of them (`geo.events.interpret`). Nothing here
decides what is true; `geo.ledger` posts only what is asserted as actual.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.errors import Problem, ProblemKind
from geo.events.building import build_event, redated
from geo.events.claiming import deniers
from geo.events.continuing import continued
from geo.events.counting import CountReader
from geo.events.denial import denied
from geo.events.disputing import without_disputed
from geo.events.doers_told import with_doers_told
from geo.events.happening import once_a_document
from geo.events.held_before import with_losses_before, with_what_was_held_before
from geo.events.interpret import Interpreter
from geo.events.named_later import named_later
from geo.events.placing import placed
from geo.events.purposes import with_places_of_purposes
from geo.events.refuting import without_refuted
from geo.events.retelling import told_once
from geo.events.salience import ordered
from geo.events.scenes_ahead import Ahead, parted
from geo.events.situating import situated
from geo.events.story_area import in_story_area
from geo.events.story_sense import by_what_was_told, in_story_sense
from geo.events.sums import without_sums, without_wholes
from geo.events.telling import once_a_sentence
from geo.events.thing_scenes import at_things, is_of_thing
from geo.events.titled import as_titled
from geo.events.tolls import with_tolls
from geo.events.two_places import at_both_places
from geo.events.visits import with_talks_of_visits
from geo.events.voices_area import in_province_of_voices
from geo.reading.clauses import ClauseReader
from geo.text import AnnotatedDocument
from geo.vocab import AssertionMode, EventType

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geo.country import CountryPack
    from geo.events.interpret import Finding
    from geo.events.trace import Trace
    from geo.model import Actor, Claim, Document, Event, Resolution, Sentence
    from geo.reading.predication import Participant, Reader, SentenceReading


def tag(
    document: Document,
    sentences: Sequence[Sentence],
    resolutions: Sequence[Resolution],
    *,
    country: CountryPack,
    reader: Reader | None = None,
    trace: Trace | None = None,
) -> tuple[tuple[Event, ...], tuple[Claim, ...], tuple[Problem, ...]]:
    """The events, by salience, and the stated counts, in the order of the text, of one document.

    `sentences` and `resolutions` are the document's own. Relative dates are seen from the document's publication day;
    without one they stay None. `country` says who acts and for whom; `reader` reads the sentences (default: clause by
    clause). Ties of salience keep the order of the text. `trace` hears how each sentence was read.
    """
    annotated = AnnotatedDocument.of(document, sentences, resolutions, country)
    if trace is not None:
        trace.begin(annotated)
    tagger = _Tagger(annotated, reader or ClauseReader(explain=trace is not None), trace)
    return tagger.read()


_SAID = frozenset({EventType.ATTRIBUTION})
"""What is only said, of a deed that has an event of its own."""


class _Tagger:
    """Reads one document from its first sentence to its last."""

    def __init__(self, annotated: AnnotatedDocument, reader: Reader, trace: Trace | None) -> None:
        self.annotated = annotated
        self.document = annotated.document
        self.reader = reader
        self.trace = trace
        self.interpreter = Interpreter(annotated)
        self.ordinals: Counter[tuple[object, ...]] = Counter()
        self.events: list[Event] = []
        self.ahead = Ahead()
        self.aside: list[tuple[int, int]] = []
        self.voices: list[tuple[int, int]] = []
        self.backgrounds: list[tuple[int, int]] = []
        self.undated: set[str] = set()
        self.doers: dict[str, Actor] = {}
        self.nameless: dict[str, Participant] = {}
        self.problems: list[Problem] = []

    def read(self) -> tuple[tuple[Event, ...], tuple[Claim, ...], tuple[Problem, ...]]:
        counts = CountReader(self.annotated)
        claims: list[Claim] = []
        readings, found = self.reader.read(self.annotated)
        for reading in readings:
            first = len(self.events)
            self.aside += reading.aside
            self.voices += reading.voices
            self.backgrounds += reading.backgrounds
            day = self._sentence(reading)
            stated = counts.read(reading.sentence, day)
            claims += stated
            if self.trace is not None:
                self.trace.hear(reading, self.events[first:], stated)
        standing = without_refuted(self._completed(), self.annotated)
        standing = without_disputed(standing, self.nameless, self.annotated)
        standing = named_later(standing, self.nameless, self.annotated)
        there = placed(told_once(standing), self.annotated, self.aside, self.voices, self.backgrounds)
        there = as_titled(with_talks_of_visits(there, self.annotated), self.annotated)
        there = in_story_sense(there, self.annotated)
        once = by_what_was_told(without_sums(once_a_document(without_wholes(there), self.annotated), self.annotated))
        told = in_province_of_voices(in_story_area(once, self.annotated, self.voices), self.annotated, self.voices)
        denied_by = deniers(told)
        return (
            ordered(with_doers_told([self._with_doer(_where_said(each), denied_by) for each in told], self.annotated)),
            tuple(claims),
            (*found, *self.problems, *counts.problems()),
        )

    def _sentence(self, reading: SentenceReading) -> date | None:
        """Keep the events of a sentence; the day of the last that is dated and actual."""
        day: date | None = None
        findings = [each for told in reading.predications for each in self.interpreter.findings(told)]
        scenes = [each for each in findings if each.predication.frame.sets_scene]
        findings = continued(
            [each for each in findings if not each.predication.frame.sets_scene], self.events, self.annotated
        )
        findings = at_both_places(list(with_places_of_purposes(findings)), self.annotated)
        findings = list(with_losses_before(list(with_what_was_held_before(findings)), self.events))
        for finding in with_tolls(list(once_a_sentence(findings, self.annotated.folded)), self.annotated):
            event = self.ahead.placed(build_event(finding, self.annotated, self.ordinals), self.annotated)
            self.events.append(event)
            if finding.default_actor is not None:
                self.doers[event.event_id] = finding.default_actor
            if finding.nameless is not None:
                self.nameless[event.event_id] = finding.nameless
            if finding.undated:
                self.undated.add(event.event_id)
            elif finding.span is not None and finding.mode is AssertionMode.ACTUAL:
                day = finding.span.day
            self.problems += self._faults(finding, event)
        self.events = at_things([each for each in scenes if is_of_thing(each)], self.events, self.annotated)
        before, ahead = parted([each for each in scenes if not is_of_thing(each)])
        self.events = situated(before, self.events, self.annotated)
        self.ahead.set(ahead, is_bare=not findings)
        for denial in reading.denials:
            self.events += [*denied(denial, reading.sentence, self.annotated, self.events, self.ordinals)]
        return day

    def _with_doer(self, event: Event, denied_by: frozenset[str]) -> Event:
        """An event that no telling names anybody for, with who did it by default; nobody who denies a deed."""
        doer = self.doers.get(event.event_id)
        if event.actor is not None or doer is None or doer.side in denied_by:
            return event
        return replace(event, actor=doer)

    def _faults(self, finding: Finding, event: Event) -> list[Problem]:
        """What is wrong with an event: a change of control without a place, words for a day that cannot be read."""
        found: list[Problem] = []
        if event.action is not None and event.place is None and finding.mode is AssertionMode.ACTUAL:
            message = f"A change of control without a known place moves nothing: {event.quote.exact}"
            found.append(
                Problem(kind=ProblemKind.UNPLACED_EVENT, message=message, document_id=self.document.document_id)
            )
        if finding.unread is not None:
            message = (
                f"“{finding.unread.text}” cannot be read as a date: {finding.unread.problem}. The {event.event_type} "
                f"has none: {event.quote.exact}"
            )
            found.append(
                Problem(kind=ProblemKind.UNDATED_EVENT, message=message, document_id=self.document.document_id)
            )
        return found

    def _completed(self) -> list[Event]:
        """Let tellings of one territory event complete each other.

        A headline or "the fall of ..." takes the day, a headline the source, of the body's report.
        """
        twins: dict[tuple[object, ...], Event] = {}
        for event in self.events:
            if event.action is not None and event.event_id not in self.undated and not self._in_headline(event):
                twins.setdefault(_topic(event), event)
        return [self._with_twin(event, twins.get(_topic(event))) for event in self.events]

    def _with_twin(self, event: Event, twin: Event | None) -> Event:
        if twin is None or event.action is None:
            return event
        if event.event_id in self.undated and twin.date is not None:
            event = redated(event, twin, self.annotated.country.sides)
        if self._in_headline(event) and event.source_original is None:
            event = replace(event, source_original=twin.source_original, source_side=twin.source_side)
        return event

    def _in_headline(self, event: Event) -> bool:
        return event.trigger[0] < self.document.headline_end


def _where_said(event: Event) -> Event:
    """An event that is only words about another without its place: who claims an attack in X does so elsewhere."""
    return replace(event, place=None, place_basis=None) if event.event_type in _SAID else event


def _topic(event: Event) -> tuple[object, ...]:
    return (event.event_type, event.assertion_mode, event.unit_id, event.taker)
