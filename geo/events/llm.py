"""A language model behind the extractor protocol: asked over an OpenAI-compatible endpoint, believed only by the text.

Knows how to put the question, the answer and its check together. The stated counts are still read by the rules: they
are arithmetic. Nothing here runs unless a user asks for it; the text of each document is then sent to the endpoint.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.country import afghanistan
from geo.errors import Problem, ProblemKind
from geo.events.chat import ChatClient, ChatFailure
from geo.events.extractor import ClauseExtractor
from geo.events.llm_reading import AnswerReader, refused
from geo.events.llm_schema import MOST_EVENTS, AnswerError, answer_schema, parse_answer, questions
from geo.events.salience import ordered
from geo.vocab import AssertionMode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.country import CountryPack
    from geo.events.extractor import Found
    from geo.events.llm_schema import Told
    from geo.model import Document, Event, Resolution, Sentence

MOST_TEXT = 40_000
"""So many characters of a document are sent at most, cut behind a sentence."""


@dataclass(slots=True, kw_only=True)
class ModelExtractor:
    """Reads events with a language model. `key` is sent to the endpoint alone; `timeout_s` is seconds for one answer.

    Raises:
        UsageError: The endpoint is no http or https address, or there is no model's name.
    """

    endpoint: str
    model: str
    key: str | None = field(default=None, repr=False)
    timeout_s: float = 120.0
    wait_s: float = 2.0
    longest_wait_s: float = 30.0
    country: CountryPack = field(default_factory=afghanistan)
    _client: ChatClient = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Make the client."""
        self._client = ChatClient(
            endpoint=self.endpoint,
            model=self.model,
            key=self.key,
            timeout_s=self.timeout_s,
            wait_s=self.wait_s,
            longest_wait_s=self.longest_wait_s,
        )

    @property
    def name(self) -> str:
        """What made the events."""
        return f"openai:{self.model}"

    def extract(self, document: Document, sentences: Sequence[Sentence], resolutions: Sequence[Resolution]) -> Found:
        """The events that the model tells and the text bears out; the counts that the rules read; the problems.

        Their `rule_id` is `llm:<model>`. Where there is no answer there are no events, and a fatal problem says so.
        """
        _, claims, _ = ClauseExtractor(country=self.country).extract(document, sentences, resolutions)
        if not sentences:
            return (), claims, ()
        text = _within(document.text, sentences)
        problems: list[Problem] = []
        if len(text) < sentences[-1].end:
            message = f"Only the first {len(text):,} characters were sent to the model."
            problems.append(_problem(ProblemKind.TEXT_CUT, message, document))
        try:
            answer = self._client.ask(questions(document, text, resolutions), answer_schema())
            told = parse_answer(answer)
        except (ChatFailure, AnswerError) as reason:
            words = f"The model {self.model} gave no events: it {reason}." if isinstance(reason, ChatFailure) else None
            words = words or f"The model {self.model} gave no events: {reason}."
            return (), claims, (*problems, _problem(ProblemKind.EXTRACTOR_FAILED, words, document))
        reader = AnswerReader(document, sentences, resolutions, f"llm:{self.model}", self.country)
        events = _kept(told, reader, problems)
        return ordered(events), claims, tuple(problems)


def _kept(told: Sequence[Told | AnswerError], reader: AnswerReader, problems: list[Problem]) -> list[Event]:
    """The events that the text bears out, each once; what is wrong with the others goes to the problems."""
    document = reader.document
    events: dict[str, Event] = {}
    for each in told[:MOST_EVENTS]:
        try:
            if isinstance(each, AnswerError):
                raise each
            event = reader.event(each)
        except AnswerError as reason:
            message = refused(None if isinstance(each, AnswerError) else each, reason)
            problems.append(_problem(ProblemKind.EVENT_REFUSED, message, document))
            continue
        if event is None:
            continue
        events[event.event_id] = event
        if event.action is not None and event.place is None and event.assertion_mode is AssertionMode.ACTUAL:
            message = f"A change of control without a known place moves nothing: {event.quote.exact}"
            problems.append(_problem(ProblemKind.UNPLACED_EVENT, message, document))
    if len(told) > MOST_EVENTS:
        message = f"The model told {len(told):,} events; only the first {MOST_EVENTS} were looked at."
        problems.append(_problem(ProblemKind.EVENT_REFUSED, message, document))
    return list(events.values())


def _within(text: str, sentences: Sequence[Sentence]) -> str:
    """The text up to the last sentence that ends within the limit."""
    end = max((each.end for each in sentences if each.end <= MOST_TEXT), default=min(len(text), MOST_TEXT))
    return text[:end]


def _problem(kind: ProblemKind, message: str, document: Document) -> Problem:
    return Problem(kind=kind, message=message, document_id=document.document_id, file=document.file)
