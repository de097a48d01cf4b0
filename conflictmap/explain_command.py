"""The `explain` command: how each sentence was read, and why something in it was no event.

Knows the order of its work; the reading is the pipeline's own, with a trace that listens, so that what is explained is
what `extract` finds. The words for people are `conflictmap.explain_table`'s.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from conflictmap.corrections import Named
from conflictmap.extractor_options import ExtractorOptions
from conflictmap.extractors import open_extractor
from conflictmap.inputs import STDIN, check_sources
from conflictmap.pipeline import extract_all
from conflictmap.terminal import emit, is_terminal, name_unread, quiet_pipe
from geo.errors import Problem
from geo.events.extractor import ClauseExtractor
from geo.events.trace import Trace
from geo.ledger import Denial, read_report, read_table
from geo.trace_records import sentence_record
from geo.vocab import AssertionMode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from conflictmap.pipeline import Extraction
    from geo.documents.given import Given
    from geo.events.extractor import Found
    from geo.model import Document, Event, Resolution, Sentence
    from geo.records import Json


def explain_source(source: str, form: str, *, given: Given, corrections: Path | None, pipeline: str | None) -> bool:
    """Print how a file, a folder or standard input was read; whether some of it could not be.

    Raises:
        UsageError: The source is missing, or the language pipeline is not installed.
    """
    check_sources([source])
    _, parser = open_extractor(ExtractorOptions(pipeline=pipeline))
    listener = ListeningExtractor()
    extractions = extract_all(
        [source],
        given=given,
        stdin=sys.stdin.buffer if source == STDIN else None,
        repeats=True,
        corrections=Named(corrections).corrections,
        extractor=listener,
        parser=parser,
    )
    unread = False
    table = form == "table" or (form == "auto" and is_terminal())
    with quiet_pipe():
        for extraction, problems in extractions:
            unread = name_unread(problems) or unread
            if extraction is None:
                continue
            lines = sentence_records(extraction, listener.trace)
            if table:
                from conflictmap.explain_table import show_sentences  # noqa: PLC0415 - rich loads here

                show_sentences(extraction.document, lines, problems)
            else:
                for line in lines:
                    emit(line)
    return unread


class ListeningExtractor:
    """The reader of clauses, with a trace of the document that was read last."""

    name = "rules"

    def __init__(self) -> None:
        """Start with nothing heard."""
        self.trace = Trace()

    def extract(self, document: Document, sentences: Sequence[Sentence], resolutions: Sequence[Resolution]) -> Found:
        """What the reader finds, heard anew for each document."""
        self.trace = Trace()
        return ClauseExtractor(trace=self.trace).extract(document, sentences, resolutions)


def sentence_records(extraction: Extraction, trace: Trace) -> Iterator[Json]:
    """A record for each sentence of a document, in the order of the text."""
    events = {event.event_id: event for event in extraction.events}
    claims = {claim.claim_id: claim for claim in extraction.claims}
    effects = {event_id: ledger_effect(event) for event_id, event in events.items()}
    assert trace.annotated is not None  # the extraction was made with it
    for heard in trace.sentences:
        yield sentence_record(trace.annotated, heard, events=events, claims=claims, effects=effects)


def ledger_effect(event: Event) -> str:
    """What an event does to the ledger, in words."""
    if event.action is None:
        return "nothing: such an event never moves the ledger"
    if event.assertion_mode not in {AssertionMode.ACTUAL, AssertionMode.NEGATED}:
        return f"nothing: it is {event.assertion_mode}, not actual"
    read = read_report(event, read_table())
    if isinstance(read, Problem):
        return f"nothing: {read.message.partition('moves nothing in the ledger: ')[2].partition('. “')[0]}"
    if isinstance(read, Denial):
        return "no move: kept as a denial beside the claims"
    if read is None:
        return "nothing: it is denied, without a unit or a date to hold it against"
    return f"a report of {read.change} for {read.unit.replace('_', ' ')} {read.unit_id}, from {read.day}"
