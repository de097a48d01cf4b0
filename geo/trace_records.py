"""The JSON shape of what `explain` prints: a line for each sentence.

Knows the names and the order of the members, as `geo.records` does for the records themselves. Offsets count characters
of the original text, null where the words do not stand there in one place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.records import actor_members, claim_record, date_members, event_record, mention_record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.events.trace import SentenceTrace
    from geo.model import Claim, Document, Event
    from geo.reading.predication import Participant, Predication
    from geo.records import Json
    from geo.text import AnnotatedDocument


def sentence_record(
    annotated: AnnotatedDocument,
    heard: SentenceTrace,
    *,
    events: Mapping[str, Event],
    claims: Mapping[str, Claim],
    effects: Mapping[str, str],
) -> Json:
    """One line of `conflictmap explain`.

    `events` and `claims` are the document's by their ids; `effects` says of each event in words what it does to the
    ledger. Predications and what is no event come in the order of the text.
    """
    document, reading = annotated.document, heard.reading
    sentence = reading.sentence
    return {
        "document": document.document_id,
        "sentence": sentence.index,
        "paragraph": sentence.paragraph,
        "headline": sentence.is_headline,
        **_words(document, sentence.start, sentence.end),
        "parsed": reading.parsed,
        "mentions": [mention_record(resolution, document) for resolution in annotated.names_in(sentence)],
        "actors": [
            {**_words(document, found.start, found.end), **actor_members("actor", found.actor)}
            for found in annotated.actors_in(sentence)
        ],
        "dates": [
            {**_words(document, day.start, day.end), **date_members(day.resolve(document.published))}
            for day in annotated.days_in(sentence)
        ],
        "clauses": list(reading.clauses),
        "predications": [_predication(told, document) for told in reading.predications],
        "not_events": [
            {"frame_id": each.frame_id, "reason": each.reason, "trigger": _words(document, *each.trigger)}
            for each in sorted(reading.dropped, key=lambda each: each.trigger)
        ],
        "events": [
            {**event_record(events[each], document), "ledger": effects[each]}
            for each in dict.fromkeys(heard.event_ids)
            if each in events
        ],
        "retold": [each for each in dict.fromkeys(heard.event_ids) if each not in events],
        "claims": [claim_record(claims[each]) for each in dict.fromkeys(heard.claim_ids) if each in claims],
    }


def _predication(told: Predication, document: Document) -> Json:
    return {
        "frame_id": told.frame.frame_id,
        "trigger": _words(document, *told.trigger),
        "lemma": told.lemma,
        "voice": told.voice,
        "tense": told.tense,
        "roles": {role: [_filler(each, document) for each in fillers] for role, fillers in told.roles.items()},
        "assertion_mode": told.mode.value,
        "cue": told.cue,
        "sources": [source.words for source in told.sources],
        "dates": [day.text for day in told.days],
    }


def _filler(filler: Participant, document: Document) -> Json:
    place = filler.resolution.place if filler.resolution is not None else None
    return {
        **_words(document, filler.start, filler.end),
        "place": place.name if place is not None else None,
        "unit_noun": filler.unit_noun,
        "part": filler.part,
        "refers": filler.anaphor,
    }


def _words(document: Document, start: int, end: int) -> Json:
    span = document.offsets.to_original(start, end)
    return {
        "text": document.text[start:end],
        "start": span[0] if span else None,
        "end": span[1] if span else None,
    }
