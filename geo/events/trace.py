"""How a document was read, sentence by sentence: which rules fired, what became of each match, and what fitted nothing.

A `Trace` is handed to the tagger and listens; it is told what was decided and decides nothing itself. Without one the
tagger does no work for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from geo.events.patterns import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.dates import DateSpan
    from geo.events.lexicon import Rule
    from geo.events.matching import Finding, SentenceReader
    from geo.model import Actor, Claim, Event, Place, Resolution, Sentence
    from geo.vocab import AssertionMode


class TrialOutcome(StrEnum):
    """What became of a rule's match: an event, or why it is none."""

    EVENT = "event"
    ACTOR_UNFIT = "actor_unfit"
    ELSEWHERE = "elsewhere"
    NO_PLACE = "no_place"
    REPEATED = "repeated"


class ModeBasis(StrEnum):
    """What decided a mode: a cue among the words, the rule's own words, the date, or nothing that speaks against it."""

    CUE = "cue"
    RULE = "rule"
    DATE = "date"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One match of one rule.

    `trigger` is a span of the document's text. `mode`, `cue`, `mode_basis`, `place` and `date` are None where the match
    was dropped before they were asked for. `reason` says in words why there is no event (None where there is one).
    """

    rule_id: str
    trigger: tuple[int, int]
    outcome: TrialOutcome
    reason: str | None = None
    event_id: str | None = None
    actor: Actor | None = None
    recipient: Actor | None = None
    place: Place | None = None
    mode: AssertionMode | None = None
    cue: str | None = None
    mode_basis: ModeBasis | None = None
    date: DateSpan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmatched:
    """A rule whose words all stand in a sentence, in no order that it knows; `words` are those it was looked up by."""

    rule_id: str
    words: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundActor:
    """Somebody in a sentence; `start`, `end` in the document's text, pronouns with whom they stand for (or None)."""

    start: int
    end: int
    actor: Actor | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date expression, `start`, `end` in the document's text, as seen from the publication day (None: not told)."""

    start: int
    end: int
    span: DateSpan | None


@dataclass(slots=True, kw_only=True)
class SentenceTrace:
    """All that was decided about one sentence, in the order of decision.

    `laid_aside`: no rule, denial or count could be found by its words, so that nothing else was asked. `actors`,
    `dates` and the speaker are looked for only in sentences that were not.
    """

    sentence: Sentence
    laid_aside: bool
    resolutions: tuple[Resolution, ...] = ()
    actors: tuple[FoundActor, ...] = ()
    dates: tuple[FoundDate, ...] = ()
    speaker: str | None = None
    speaker_side: str | None = None
    trials: list[Trial] = field(default_factory=list)
    unmatched: tuple[Unmatched, ...] = ()
    event_ids: list[str] = field(default_factory=list)
    claim_ids: list[str] = field(default_factory=list)


class Trace:
    """Listens to the tagger while it reads one document; `sentences` is what it heard."""

    def __init__(self) -> None:
        """Start with nothing heard."""
        self.sentences: list[SentenceTrace] = []

    def lay_aside(self, sentence: Sentence, resolutions: Sequence[Resolution]) -> None:
        """Hear that no rule can find anything in a sentence."""
        self.sentences.append(SentenceTrace(sentence=sentence, laid_aside=True, resolutions=tuple(resolutions)))

    def begin(self, reader: SentenceReader) -> None:
        """Hear that a sentence is being read."""
        masked, discourse = reader.masked, reader.discourse
        published = discourse.document.published
        self.sentences.append(
            SentenceTrace(
                sentence=masked.sentence,
                laid_aside=False,
                resolutions=tuple(discourse.places_in(masked.sentence)),
                actors=tuple(
                    FoundActor(start=chunk.start, end=chunk.end, actor=discourse.actor(chunk, masked.sentence))
                    for _, chunk in masked.marks("[AC]")
                ),
                dates=tuple(
                    FoundDate(start=chunk.start, end=chunk.end, span=chunk.day.resolve(published))
                    for _, chunk in masked.marks("D")
                    if chunk.day is not None
                ),
                speaker=reader.speech.who if reader.speech else None,
                speaker_side=reader.speech.side if reader.speech else None,
            )
        )

    def drop(self, trial: Trial) -> None:
        """Hear that a match is no event."""
        self.sentences[-1].trials.append(trial)

    def found(self, finding: Finding, event: Event) -> None:
        """Hear that a finding became an event."""
        self.sentences[-1].event_ids.append(event.event_id)
        self.sentences[-1].trials.append(
            trial_of(finding, event.trigger, TrialOutcome.EVENT, event_id=event.event_id),
        )

    def denied(self, event: Event) -> None:
        """Hear that a sentence denies an earlier report."""
        self.sentences[-1].event_ids.append(event.event_id)
        self.sentences[-1].trials.append(
            Trial(
                rule_id=event.rule_id,
                trigger=event.trigger,
                outcome=TrialOutcome.EVENT,
                event_id=event.event_id,
                actor=event.actor,
                recipient=event.recipient,
                place=event.place,
                mode=event.assertion_mode,
                mode_basis=ModeBasis.RULE,
                date=event.date,
            )
        )

    def counted(self, claim: Claim) -> None:
        """Hear of a stated count."""
        self.sentences[-1].claim_ids.append(claim.claim_id)

    def end(self, reader: SentenceReader, rules: Sequence[Rule]) -> None:
        """Hear which rules were tried; those without a match, though all their words stand there, are kept."""
        heard = self.sentences[-1]
        matched = {trial.rule_id for trial in heard.trials}
        text, words = reader.masked.text, words_of(reader.masked.text)
        heard.unmatched = tuple(
            Unmatched(
                rule_id=rule.rule_id,
                words=tuple(sorted(rule.anchors & reader.masked.words())),
                reason="its words stand there, in no order that it knows"
                if any(each.may_match(text, words) for each in rule.pattern.each)
                else "no place or party stands where it needs one",
            )
            for rule in rules
            if rule.rule_id not in matched and any(each.may_match_words(words) for each in rule.pattern.each)
        )


def trial_of(
    finding: Finding,
    trigger: tuple[int, int],
    outcome: TrialOutcome,
    *,
    reason: str | None = None,
    event_id: str | None = None,
) -> Trial:
    """The trial of a match that came as far as a finding; `trigger` is a span of the document's text."""
    return Trial(
        rule_id=finding.rule.rule_id,
        trigger=trigger,
        outcome=outcome,
        reason=reason,
        event_id=event_id,
        actor=finding.actor,
        recipient=finding.recipient,
        place=finding.place,
        mode=finding.mode,
        cue=finding.cue,
        mode_basis=finding.mode_basis,
        date=finding.span,
    )
