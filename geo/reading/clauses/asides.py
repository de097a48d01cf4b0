"""Where a sentence names places that its main clause is not at: what was before or beside what it tells.

"Days after the fall of X, they attacked Y", "having fled X, they took Y", "with a feint at X, they attacked Y": what
the next sentence calls "it", "there" or "the city" is Y. So is the town that a capital sends troops to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.whereabouts import place_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause

_WORDS = place_words()


def spans_aside(clauses: Sequence[Clause]) -> tuple[tuple[int, int], ...]:
    """Where such words stand in the text."""
    return tuple(span for clause in clauses for span in _of_clause(clause))


def senders(clauses: Sequence[Clause]) -> tuple[tuple[int, int], ...]:
    """Where the towns stand that only send somebody."""
    named = ((each.subject, each) for each in clauses)
    return tuple(subject.span() for subject, clause in named if subject is not None and is_sender(subject, clause))


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
    if phrase.of is not None:
        end = max(end, _span(phrase.of)[1])
    return start, end
