"""Text with places becomes events and claims: the rules of the lexicon applied sentence by sentence.

For each sentence: mask, try the rules whose words stand in it, derive mode, date, parties and unit of each match, and
keep the quoted sentence with the words that fired. Nothing here decides what is true; `geo.ledger` posts only what is
asserted as actual.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.errors import Problem, ProblemKind
from geo.events.building import build_claim, build_event, redated
from geo.events.counts import stated_counts
from geo.events.denial import denied
from geo.events.discourse import Discourse
from geo.events.lexicon import default_lexicon
from geo.events.masking import MOST_MARKS, marks_before_masking, mask, words_before_masking
from geo.events.matching import MOST_MATCHES, SentenceReader
from geo.events.patterns import words_of
from geo.events.salience import ordered
from geo.events.speech import implied_speaker, pronoun_speech, speaker
from geo.events.territory_share import PART_WORDS
from geo.gazetteer.fold import fold
from geo.vocab import AssertionMode

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence
    from datetime import date

    from geo.country import CountryPack
    from geo.dates import DateSpan
    from geo.datewords import DateExpression
    from geo.events.lexicon import Lexicon, Rule
    from geo.events.masking import MaskedSentence
    from geo.events.patterns import Alternative
    from geo.events.speech import Speech
    from geo.events.trace import Trace
    from geo.model import Claim, Document, Event, Resolution, Sentence
    from geo.parse import Parse

_COUNT_WORDS = frozenset({"capital", "capitals", "provinces", "districts", "centres", "centers", "centre", "center"})
_HOME = "afghanistan"
_SHOWN = 60
_DENIAL_WORDS = frozenset({"denied", "denies", "rejected", "rejects", "dismissed", "disputed", "disputes", "refuted"})
_STATING_WORDS = _COUNT_WORDS | _DENIAL_WORDS


def tag(
    document: Document,
    sentences: Sequence[Sentence],
    resolutions: Sequence[Resolution],
    lexicon: Lexicon | None = None,
    *,
    country: CountryPack,
    trace: Trace | None = None,
    parse: Parse | None = None,
) -> tuple[tuple[Event, ...], tuple[Claim, ...], tuple[Problem, ...]]:
    """The events, by salience, and the stated counts, in the order of the text, of one document.

    `sentences` and `resolutions` are the document's own. Relative dates are seen from the document's publication day;
    without one they stay None. `country` says who acts and for whom. Ties of salience keep the order of the text.
    `trace` hears what was decided and why. `parse`, if there is one, says which word is the subject of a verb.
    """
    tagger = _Tagger(document, sentences, resolutions, lexicon or default_lexicon(), country, trace=trace, parse=parse)
    for sentence in sentences:
        tagger.read(sentence)
    return ordered(tagger.settled()), tuple(tagger.claims), (*tagger.problems, *tagger.cuts())


class _Tagger:
    """Reads one document from its first sentence to its last."""

    def __init__(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        resolutions: Sequence[Resolution],
        lexicon: Lexicon,
        country: CountryPack,
        *,
        trace: Trace | None,
        parse: Parse | None,
    ) -> None:
        self.document = document
        self.trace = trace
        self.parse = parse
        self.lexicon = lexicon
        self.country = country
        actors = country.actors.find(document.text, document.published)
        self.discourse = Discourse(document, sentences, resolutions, actors, country)
        self.events: list[Event] = []
        self.undated: set[str] = set()
        self.claims: list[Claim] = []
        self.problems: list[Problem] = []
        self.folded = fold(document.text)
        self.speech: Speech | None = None
        self.unread: list[Sentence] = []
        self.cut: list[Sentence] = []
        self.day: tuple[int, DateSpan] | None = None

    def read(self, sentence: Sentence) -> None:
        """Tag one sentence.

        One that no rule, denial or count can be found in is laid aside; who speaks in it is only asked if "he said"
        follows.
        """
        words = words_before_masking(self.folded[sentence.start : sentence.end], self.discourse.actors_in(sentence))
        awake = self._awake(sentence, words)
        may_state = not words.isdisjoint(_STATING_WORDS) or self._may_state_share(sentence, words)
        if not awake and not may_state:
            self.unread.append(sentence)
            if self.trace is not None:
                self.trace.lay_aside(sentence, self.discourse.places_in(sentence))
            return
        masked = self._masked(sentence)
        awake = [(rule, pattern) for rule, pattern in awake if pattern.may_match(masked.text, words_of(masked.text))]
        if not awake and not may_state and not masked.is_cut and self.trace is None:
            self.unread.append(sentence)
            return
        self._read_masked(masked, awake, may_state=may_state)

    def _read_masked(
        self, masked: MaskedSentence, awake: Sequence[tuple[Rule, Alternative]], *, may_state: bool
    ) -> None:
        """Tag a sentence by the patterns that could match in it, and ask for denials and counts if it may hold some."""
        sentence = masked.sentence
        words = masked.words() if may_state else set()
        speech = speaker(masked, self.document.text)
        if speech is None and pronoun_speech(masked):
            speech = self._last_speech()
        self.speech = speech or implied_speaker(masked, self.document.text)
        self.unread.clear()
        told = self._paragraph_day(sentence)
        reader = SentenceReader(masked, self.discourse, speech, told, trace=self.trace, parse=self.parse)
        if self.trace is not None:
            self.trace.begin(reader)
        day = self._read_events(reader, awake)
        denial = denied(masked, speech, self.document, self.events) if words & _DENIAL_WORDS else None
        if denial is not None:
            self.events.append(denial)
            if self.trace is not None:
                self.trace.denied(denial)
        if may_state:
            self._read_counts(reader, words, day)
        if reader.is_cut:
            self.cut.append(sentence)
        if self.trace is not None:
            tried = {rule.rule_id: rule for rule, _ in self.lexicon.awake(words_of(masked.text) | masked.words())}
            self.trace.end(reader, tuple(tried.values()))

    def _read_events(self, reader: SentenceReader, awake: Sequence[tuple[Rule, Alternative]]) -> date | None:
        """Keep the events that the patterns find in a sentence; the day of the last that is dated and actual."""
        day: date | None = None
        for finding in reader.findings(awake):
            event = build_event(finding, reader)
            self.events.append(event)
            if self.trace is not None:
                self.trace.found(finding, event)
            if event.action is not None and event.place is None and finding.mode is AssertionMode.ACTUAL:
                self.problems.append(self._unplaced(event))
            if finding.unread is not None:
                self.problems.append(self._undated(event, finding.unread))
            elif finding.undated:
                self.undated.add(event.event_id)
            elif finding.span is not None and finding.mode is AssertionMode.ACTUAL:
                self.day = (reader.masked.sentence.paragraph, finding.span)
                day = finding.span.day
        return day

    def _read_counts(self, reader: SentenceReader, words: set[str], day: date | None) -> None:
        """Keep the counts that a sentence states."""
        capitals = self._capital_phrases(reader.masked)
        if not words & _COUNT_WORDS and not capitals and not self._may_state_share(reader.masked.sentence, words):
            return
        for count in stated_counts(reader.masked.text, capitals, self._home_marks(reader.masked)):
            claim = build_claim(count, reader, day)
            if claim is not None:
                self.claims.append(claim)
                if self.trace is not None:
                    self.trace.counted(claim)

    def _may_state_share(self, sentence: Sentence, words: Container[str]) -> bool:
        """Whether a share of something may be stated: the word for a part, or the sign."""
        return any(word in words for word in PART_WORDS) or "%" in self.folded[sentence.start : sentence.end]

    def _home_marks(self, masked: MaskedSentence) -> list[str]:
        """The marks that stand for the country itself: alone, or in "Afghanistan's"."""
        chunks = [chunk for letter in "PN" for _, chunk in masked.marks(letter)]
        return [chunk.mark for chunk in chunks if fold(self.document.text[chunk.start : chunk.end]) == _HOME]

    def _capital_phrases(self, masked: MaskedSentence) -> list[tuple[int, int, str]]:
        """The marks of places that are called a capital, with the folded words behind them."""
        phrases = [(at, chunk, fold(self.document.text[chunk.start : chunk.end])) for at, chunk in masked.marks("P")]
        return [(at, at + len(chunk.mark), words) for at, chunk, words in phrases if "capital" in words]

    def _masked(self, sentence: Sentence) -> MaskedSentence:
        places, actors = self.discourse.places_in(sentence), self.discourse.actors_in(sentence)
        return mask(
            self.document.text, sentence, places, actors, body_start=self.discourse.body_start, folded=self.folded
        )

    def _awake(self, sentence: Sentence, words: frozenset[str]) -> list[tuple[Rule, Alternative]]:
        """The patterns that could match a sentence: looking costs less than masking.

        A trace hears of those as well that miss a place or a party.
        """
        if self.trace is not None:
            return self.lexicon.awake(words)
        places, actors = self.discourse.places_in(sentence), self.discourse.actors_in(sentence)
        return self.lexicon.awake(words, marks_before_masking(words, places, actors))

    def _last_speech(self) -> Speech | None:
        """Who spoke last, the sentences laid aside included."""
        text = self.document.text
        going_on: list[MaskedSentence] = []
        speech = self.speech
        for sentence in reversed(self.unread):
            masked = self._masked(sentence)
            found = speaker(masked, text)
            if found is not None or not pronoun_speech(masked):
                speech = found or implied_speaker(masked, text)
                break
            going_on.append(masked)
        for masked in reversed(going_on):
            speech = speech or implied_speaker(masked, text)
        return speech

    def cuts(self) -> Iterator[Problem]:
        """One problem for all sentences that hold more than is read of one."""
        if self.cut:
            first = self.cut[0]
            shown = " ".join(self.document.text[first.start : min(first.end, first.start + _SHOWN)].split())
            message = (
                f"In {len(self.cut):,} of the sentences only the first {MOST_MARKS} names and dates and {MOST_MATCHES} "
                f"matches of rules were read; the first of them begins “{shown}”."
            )
            yield Problem(kind=ProblemKind.SENTENCE_CUT, message=message, document_id=self.document.document_id)

    def _unplaced(self, event: Event) -> Problem:
        return Problem(
            kind=ProblemKind.UNPLACED_EVENT,
            message=f"A change of control without a known place moves nothing: {event.quote.exact}",
            document_id=self.document.document_id,
        )

    def _undated(self, event: Event, unread: DateExpression) -> Problem:
        return Problem(
            kind=ProblemKind.UNDATED_EVENT,
            message=f"“{unread.text}” cannot be read as a date: {unread.problem}. The {event.event_type} has none: "
            f"{event.quote.exact}",
            document_id=self.document.document_id,
        )

    def _paragraph_day(self, sentence: Sentence) -> DateSpan | None:
        return self.day[1] if self.day and self.day[0] == sentence.paragraph else None

    def settled(self) -> list[Event]:
        """Let tellings of one territory event complete each other.

        A headline or "the fall of ..." takes the day, a headline the source, of the body's report.
        """
        twins: dict[tuple[object, ...], Event] = {}
        for event in self.events:
            if event.action is not None and event.event_id not in self.undated and not self._in_headline(event):
                twins.setdefault(_topic(event), event)
        return [self._completed(event, twins.get(_topic(event))) for event in self.events]

    def _completed(self, event: Event, twin: Event | None) -> Event:
        if twin is None or event.action is None:
            return event
        if event.event_id in self.undated and twin.date is not None:
            event = redated(event, twin.date, self.country.sides)
        if self._in_headline(event) and event.source_original is None:
            event = replace(event, source_original=twin.source_original, source_side=twin.source_side)
        return event

    def _in_headline(self, event: Event) -> bool:
        return event.trigger[0] < self.document.headline_end


def _topic(event: Event) -> tuple[object, ...]:
    return (event.event_type, event.assertion_mode, event.unit_id, event.taker)
