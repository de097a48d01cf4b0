"""Text with places becomes events and claims: the rules of the lexicon applied sentence by sentence.

For each sentence: mask, try the rules whose words stand in it, derive mode, date, parties and unit of each match, and keep the quoted sentence with the words that fired. Nothing here
decides what is true; `geo.ledger` posts only what is asserted as actual.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events.actors import default_registry
from geo.events.building import build_claim, build_event, redated
from geo.events.counts import stated_counts
from geo.events.denial import denied
from geo.events.discourse import Discourse
from geo.events.lexicon import default_lexicon
from geo.events.masking import mask
from geo.events.matching import SentenceReader
from geo.events.salience import ordered
from geo.events.speech import Speech, implied_speaker, pronoun_speech, speaker
from geo.vocab import AssertionMode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geo.dates import DateSpan
    from geo.errors import Problem
    from geo.events.lexicon import Lexicon
    from geo.model import Claim, Document, Event, Resolution, Sentence

_COUNT_WORDS = frozenset({"capital", "capitals", "provinces", "districts", "district", "centres", "centers", "centre"})
_DENIAL_WORDS = frozenset({"denied", "denies", "rejected", "rejects", "dismissed", "disputed", "disputes", "refuted"})


def tag(
    document: Document, sentences: Sequence[Sentence], resolutions: Sequence[Resolution], lexicon: Lexicon | None = None
) -> tuple[tuple[Event, ...], tuple[Claim, ...], tuple[Problem, ...]]:
    """The events, by salience, and the stated counts, in the order of the text, of one document.

    `sentences` and `resolutions` are the document's own. Relative dates are seen from the document's publication day; without one they stay None. Ties of salience keep the order of
    the text.
    """
    tagger = _Tagger(document, sentences, resolutions, lexicon or default_lexicon())
    for sentence in sentences:
        tagger.read(sentence)
    return ordered(tagger.dated_alike()), tuple(tagger.claims), tuple(tagger.problems)


class _Tagger:
    """Reads one document from its first sentence to its last."""

    def __init__(self, document: Document, sentences: Sequence[Sentence], resolutions: Sequence[Resolution], lexicon: Lexicon) -> None:
        self.document = document
        self.lexicon = lexicon
        self.discourse = Discourse(document, sentences, resolutions, default_registry().find(document.text, document.published))
        self.events: list[Event] = []
        self.undated: set[str] = set()
        self.claims: list[Claim] = []
        self.problems: list[Problem] = []
        self.speech: Speech | None = None
        self.day: tuple[int, DateSpan] | None = None

    def read(self, sentence: Sentence) -> None:
        """Tag one sentence."""
        masked = mask(self.document.text, sentence, self.discourse.places_in(sentence), self.discourse.actors_in(sentence))
        words = set(masked.text.replace(",", " ").replace(".", " ").replace("'", " ").replace(":", " ").replace(";", " ").split())
        rules = self.lexicon.candidates(words)
        speech = speaker(masked, self.document.text)
        if speech is None and pronoun_speech(masked):
            speech = self.speech
        self.speech = speech or implied_speaker(masked, self.document.text)
        reader = SentenceReader(masked, self.discourse, speech, self._paragraph_day(sentence))
        day: date | None = None
        for finding in reader.findings(rules):
            event = build_event(finding, reader)
            self.events.append(event)
            if finding.undated:
                self.undated.add(event.event_id)
            elif finding.span is not None and finding.mode is AssertionMode.ACTUAL:
                self.day = (sentence.paragraph, finding.span)
                day = finding.span.day
        denial = denied(masked, speech, self.document, self.events) if words & _DENIAL_WORDS else None
        if denial is not None:
            self.events.append(denial)
        if words & _COUNT_WORDS:
            for count in stated_counts(masked.text):
                claim = build_claim(count, reader, day)
                if claim is not None:
                    self.claims.append(claim)

    def _paragraph_day(self, sentence: Sentence) -> DateSpan | None:
        return self.day[1] if self.day and self.day[0] == sentence.paragraph else None

    def dated_alike(self) -> list[Event]:
        """Give an event without a day of its own the day of its dated telling in the same document (a headline, "the fall of ...")."""
        known: dict[tuple[object, ...], DateSpan] = {}
        for event in self.events:
            if event.event_id not in self.undated and event.date is not None and event.place is not None:
                known.setdefault(_topic(event), event.date)
        return [
            redated(event, known[_topic(event)]) if event.event_id in self.undated and _topic(event) in known else event
            for event in self.events
        ]


def _topic(event: Event) -> tuple[object, ...]:
    return (event.event_type, event.place.place_id if event.place else None, event.taker)
