"""Clauses in words, for `explain`: each with its verb, its roles and the clause that governs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause, Parsed


def describe(parsed: Parsed, text: str) -> Iterator[str]:
    """A line for each clause of a sentence."""
    numbers = {id(clause): number for number, clause in enumerate(parsed.clauses, 1)}
    for number, clause in enumerate(parsed.clauses, 1):
        yield f"{number} {_describe(clause, numbers, text)}"


def _describe(clause: Clause, numbers: dict[int, int], text: str) -> str:
    parts = [clause.kind]
    if clause.connector:
        parts.append(f"“{clause.connector}”")
    if clause.parent is not None and id(clause.parent) in numbers:
        parts.append(f"in {numbers[id(clause.parent)]}")
    verb = clause.verb
    if verb is not None:
        traits = [
            name
            for name, there in (
                ("not", verb.negated),
                (verb.modal or "", bool(verb.modal)),
                ("passive", verb.passive),
                ("perfect", verb.perfect),
            )
            if there
        ]
        name = f"{verb.lemma} {verb.particle}" if verb.particle else verb.lemma
        parts.append(f"verb: {name}{' (' + ', '.join(traits) + ')' if traits else ''}")
    if clause.head is not None:
        parts.append(f"of: {_words(clause.head, text)}")
    if clause.subject is not None:
        parts.append(f"subject: {_words(clause.subject, text)}")
    parts += [f"object: {_words(phrase, text)}" for phrase in clause.objects]
    parts += [f"{word}: {_words(phrase, text)}" for word, phrase in clause.phrases]
    if clause.dates:
        parts.append("when: " + ", ".join(token.text for token in clause.dates))
    return "; ".join(parts)


def _words(phrase: Phrase, text: str) -> str:
    start, end = phrase.span()
    if phrase.items:
        return " + ".join(_words(item, text) for item in phrase.items)
    return " ".join(text[start:end].split())
