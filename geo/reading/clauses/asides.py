"""Where a sentence names places that its main clause is not at: what was before or beside what it tells.

"Days after the fall of X, they attacked Y", "having fled X, they took Y", "with a feint at X, they attacked Y": what
the next sentence calls "it", "there" or "the city" is Y. So is the town that a capital sends troops to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.country.classes import SPEAKER_CLASSES
from geo.language import default_language
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.whereabouts import place_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause

_WORDS = place_words()
_OPENERS = clause_words().openers


def spans_aside(clauses: Sequence[Clause]) -> tuple[tuple[int, int], ...]:
    """Where such words stand in the text."""
    return tuple(span for clause in clauses for span in _of_clause(clause))


def senders(clauses: Sequence[Clause]) -> tuple[tuple[int, int], ...]:
    """Where the towns stand that only send somebody."""
    named = ((each.subject, each) for each in clauses)
    return tuple(subject.span() for subject, clause in named if subject is not None and is_sender(subject, clause))


def voices(clauses: Sequence[Clause]) -> tuple[tuple[int, int], ...]:
    """Where those are named who speak, and where they do: "the governor of X said", "according to officials in X"."""
    return tuple(span for clause in clauses for span in _of_speakers(clause))


def backgrounds(clauses: Sequence[Clause]) -> tuple[tuple[int, int], ...]:
    """Where it stands where somebody comes from, what he had been before, and where a deed is only spoken of.

    "A man from X", "a colonel who served in X", "in X, the president condemned ...": nothing need have happened there.
    """
    return tuple(span for clause in clauses for span in _of_background(clause))


def _of_background(clause: Clause) -> Iterator[tuple[int, int]]:
    verb = clause.verb
    if verb is None:
        return
    told = (clause.subject, *clause.objects, *(phrase for _, phrase in clause.phrases))
    inside = (inner for top in told if top is not None for each in top.inside() for inner in each.attached)
    yield from (_span(phrase) for word, phrase in (*clause.phrases, *inside) if word in _WORDS.origin)
    is_of_life = verb.lemma in _WORDS.dwelling | _WORDS.serving
    is_said = verb.lemma in _WORDS.telling | _WORDS.protesting and not clause.passive
    is_told_of = clause.kind in {"relative", "participle"} and clause.head is not None
    if is_said:  # "claimed attacks in X" are there
        first = min((each.start for each in clause.objects), default=0)
        yield from (_span(phrase) for word, phrase in clause.phrases if word in _WORDS.at and phrase.start < first)
    elif (is_of_life and (is_told_of or verb.perfect)) or (
        is_told_of and clause.connector in _WORDS.of_persons and (verb.perfect or clause.dates)
    ):
        yield from (_span(phrase) for _, phrase in clause.phrases)


def _of_speakers(clause: Clause) -> Iterator[tuple[int, int]]:
    """The spans of the subject that speaks, of what stands right behind it, and of who is referred to."""
    verb, subject = clause.verb, clause.subject
    yield from (_span(phrase) for word, phrase in clause.phrases if word in _OPENERS.attributing)
    if verb is None or subject is None or clause.passive or subject.head_token.kind == "place":
        return
    actor = subject.head_token.actor
    is_speaker = actor is not None and actor.actor.actor_class in SPEAKER_CLASSES
    if is_speaker or default_language().says("saying", verb.lemma) is not None:
        start, end = _span(subject)
        for _, phrase in clause.phrases:
            if subject.end <= phrase.start <= verb.start or (
                subject.start > verb.start and phrase.start == subject.end + 1
            ):
                end = max(end, _span(phrase)[1])
        yield start, end


def is_sender(phrase: Phrase, clause: Clause) -> bool:
    """Whether a town or country as the subject sends somebody: it stands for those who govern there."""
    verb = clause.verb
    if phrase is not clause.subject or verb is None or clause.passive or not clause.objects:
        return False
    return phrase.head_token.kind == "place" and verb.lemma in _WORDS.sending


def _of_clause(clause: Clause) -> Iterator[tuple[int, int]]:
    verb, subject = clause.verb, clause.subject
    for word, phrase in clause.phrases:
        is_fronted = subject is not None and phrase.start < subject.start
        if word in _WORDS.when or (word in _WORDS.beside and is_fronted):
            yield _span(phrase)
    if verb is None or clause.parent is None:
        return
    is_before = clause.connector in _WORDS.when and clause.kind in {"adverbial", "participle"}
    around = clause.parent
    is_fronted = around.subject is not None and clause.start < around.subject.start
    if is_before or (is_fronted and clause.kind == "participle"):
        tokens = verb.tokens
        behind = around.subject.start if is_fronted and around.subject is not None else len(tokens)
        yield tokens[clause.start].start, tokens[max(clause.start, min(clause.end, behind) - 1)].end


def _span(phrase: Phrase) -> tuple[int, int]:
    """Where a phrase stands with all that is attached to it."""
    start, end = phrase.span()
    for _, other in phrase.attached:
        end = max(end, _span(other)[1])
    for other in (*phrase.apposition, *((phrase.of,) if phrase.of is not None else ())):
        end = max(end, _span(other)[1])
    return start, end
