"""The JSON shape of what `explain` prints: a line for each sentence.

Knows the names and the order of the members, as `geo.records` does for the records themselves. Offsets count characters
of the original text, null where the words do not stand there in one place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.records import (
    actor_members,
    claim_record,
    date_members,
    event_record,
    mention_record,
    place_record,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.events.trace import SentenceTrace, Trial
    from geo.model import Claim, Document, Event
    from geo.records import Json


def sentence_record(
    document: Document,
    heard: SentenceTrace,
    *,
    events: Mapping[str, Event],
    claims: Mapping[str, Claim],
    effects: Mapping[str, str],
) -> Json:
    """One line of `conflictmap explain`.

    `events` and `claims` are the document's by their ids; `effects` says of each event in words what it does to the
    ledger. Rules come in the order in which they were tried.
    """
    sentence = heard.sentence
    return {
        "document": document.document_id,
        "sentence": sentence.index,
        "paragraph": sentence.paragraph,
        "headline": sentence.is_headline,
        **_words(document, sentence.start, sentence.end),
        "laid_aside": heard.laid_aside,
        "mentions": [mention_record(resolution, document) for resolution in heard.resolutions],
        "actors": [
            {**_words(document, found.start, found.end), **actor_members("actor", found.actor)}
            for found in heard.actors
        ],
        "dates": [{**_words(document, found.start, found.end), **date_members(found.span)} for found in heard.dates],
        "speaker": heard.speaker,
        "speaker_side": heard.speaker_side,
        "rules": [_trial(trial, document) for trial in heard.trials],
        "not_matched": [
            {"rule_id": each.rule_id, "words": list(each.words), "reason": each.reason} for each in heard.unmatched
        ],
        "events": [
            {**event_record(events[each], document), "ledger": effects[each]}
            for each in dict.fromkeys(heard.event_ids)
            if each in events
        ],
        "claims": [claim_record(claims[each]) for each in dict.fromkeys(heard.claim_ids) if each in claims],
    }


def _trial(trial: Trial, document: Document) -> Json:
    return {
        "rule_id": trial.rule_id,
        "outcome": trial.outcome.value,
        "reason": trial.reason,
        "trigger": _words(document, *trial.trigger),
        **actor_members("actor", trial.actor),
        **actor_members("recipient", trial.recipient),
        "place": place_record(trial.place) if trial.place else None,
        "assertion_mode": trial.mode.value if trial.mode else None,
        "mode_basis": trial.mode_basis.value if trial.mode_basis else None,
        "cue": trial.cue,
        **date_members(trial.date),
        "event_id": trial.event_id,
    }


def _words(document: Document, start: int, end: int) -> Json:
    span = document.offsets.to_original(start, end)
    return {
        "text": document.text[start:end],
        "start": span[0] if span else None,
        "end": span[1] if span else None,
    }
