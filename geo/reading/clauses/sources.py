"""Who says so: the chain of verbs of saying above a clause, and "according to", the outermost first.

A pronoun that speaks ("he said") stands for whoever spoke, or was spoken of as a speaker, last.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from geo.reading.clauses.arguments import logical_subject
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.voices import speaks_for
from geo.reading.predication import Source

if TYPE_CHECKING:
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause
    from geo.reading.clauses.roles import Fillers
    from geo.text import AnnotatedDocument

_OPENERS = clause_words().openers
_VERBS = clause_words().verbs
_ARTICLE = re.compile(r"^(?:the|an?|some)\s+", re.IGNORECASE)
_ALONE = frozenset({"civilians", "media", "international_organisation"})


def sources_of(
    clause: Clause, fillers: Fillers, annotated: AnnotatedDocument, phrase: Phrase | None = None
) -> tuple[Source, ...]:
    """The sources of what a clause says, and of an event noun in it, `phrase`: "they announced the capture of X"."""
    found: list[Source] = []
    chain = [clause, *clause.chain()]
    verb = clause.verb
    if phrase is not None and verb is not None and verb.lemma in _VERBS.proclaiming and not verb.passive:
        told = (*clause.objects, *(each for word, each in clause.phrases if word == "of"))
        is_told = any(each is phrase or any(inner is phrase for inner in each.inside()) for each in told)
        if is_told and clause.subject is not None:
            found.append(source_of(clause.subject, clause, fillers, annotated, verb.lemma))
    for child, parent in itertools.pairwise(chain):
        if child.kind in {"complement", "infinitive"} and parent.verb is not None and parent.subject is not None:
            if child.kind == "infinitive" and parent.verb.lemma not in {"claim", "say", "report"}:
                continue
            speaker = logical_subject(parent) if parent.passive else parent.subject  # "X was reported to have fallen"
            if speaker is not None:
                found.append(source_of(speaker, parent, fillers, annotated, parent.verb.lemma))
    for each in chain:
        for word, teller in each.phrases:
            if word in _OPENERS.attributing:
                found.append(source_of(teller, each, fillers, annotated, word))
    return tuple(reversed(found))


def source_of(phrase: Phrase, clause: Clause, fillers: Fillers, annotated: AnnotatedDocument, verb: str) -> Source:
    """Whoever a phrase names as a source, with the verb that it speaks by."""
    start, end = phrase.span()
    spans = [filler.span for filler in fillers.parties(phrase, clause) if filler.span is not None]
    if phrase.pronoun and fillers.memory.speaker is not None:
        spans = [fillers.memory.speaker]
    if not any(span.has_name and span.actor.side is not None for span in spans):
        meant = speaks_for(phrase, clause, fillers.memory)
        if meant is None and all(span.actor.side is None for span in spans):
            meant = fillers.group_meant(phrase)
        spans = [meant] if meant is not None else spans
    words = (
        " and ".join(_words(annotated.text[span.start : span.end]) for span in spans)
        if spans
        else _words(annotated.text[start:end])
    )
    partisan = next((span.actor for span in spans if span.actor.actor_class not in _ALONE), None)
    independent = any(span.actor.actor_class in _ALONE for span in spans)
    actor = spans[0].actor if independent and spans else partisan
    return Source(
        start=start,
        end=end,
        words=words,
        actor=actor,
        span=spans[0] if spans else None,
        independent=independent,
        verb=verb,
    )


def _words(text: str) -> str:
    return _ARTICLE.sub("", " ".join(text.split()))
