"""The words around a clause that speak for a frame or against it, and the clauses in which a verb goes on.

A frame names words that must stand beside its verb, or must not (`beside`, `without`), and whether an infinitive
belongs to it (`complement`); `docs/frames.md` explains them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.whereabouts import place_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause, Parsed
    from geo.reading.clauses.tokens import Token
    from geo.reading.frames import Frame

_OPENERS = clause_words().openers


def is_blocked(clause: Clause, frame: Frame, parsed: Parsed, told: Phrase | None = None) -> bool:
    """Whether the words around a clause rule a frame out; `told` is the noun that evokes it, None for the verb."""
    if not frame.without and not frame.beside and not frame.dated and not frame.complement:
        return False
    if frame.without and _stand_in(frame.without, _own_words(clause, parsed, told)):
        return True
    if frame.dated and not clause.dates:
        return True
    inner = complements(clause, parsed) if frame.complement == "must" else []
    if frame.complement == "must" and not inner:
        return True
    if frame.complement == "none" and complements(clause, parsed):
        return True
    if not frame.beside:
        return False
    first, last = stretch(clause.shared or clause, parsed)[0], stretch(clause, parsed)[1]
    beside = [each for each in parsed.clauses if each.parent is clause.parent is not None]
    for each in (clause, *beside):  # "X tortured and killed two men, residents said": what governs them stands behind
        own = parsed.tokens[each.start : each.end]
        if own:
            first, last = min(first, own[0].start), max(last, own[-1].end)
    if inner:
        last = parsed.tokens[max(each.end for each in inner) - 1].end
    around = [token for token in parsed.tokens if first <= token.start < last]
    return not _stand_in(frame.beside, _without(around, _sources(parsed)))


def _sources(parsed: Parsed) -> list[tuple[int, int]]:
    """The spans of those to whom a sentence ascribes what it tells: "according to police"; they are no part of it."""
    told = (each for clause in parsed.clauses for each in clause.phrases)
    return [phrase.span() for word, phrase in told if word in _OPENERS.attributing]


def _without(tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> Sequence[Token]:
    """Tokens without those inside some spans."""
    if not spans:
        return tokens
    return [token for token in tokens if not any(start <= token.start < end for start, end in spans)]


def asks(clause: Clause, parsed: Parsed) -> bool:
    """Whether a clause asks: the first stop behind its verb is a question mark, at the end or inside a quotation."""
    start = clause.verb.head if clause.verb is not None else clause.start
    return next((token.text for token in parsed.tokens[start:] if token.tag in {".", "?"}), "") == "?"


def _describes_object(inner: Clause, clause: Clause) -> bool:
    """Whether a clause only says which of them its object means: "freed people trapped by a flood"."""
    is_passive = inner.kind in {"participle", "relative"} and inner.passive and not inner.after_comma
    return is_passive and inner.head is not None and inner.head in clause.objects


def _own_words(clause: Clause, parsed: Parsed, told: Phrase | None) -> Sequence[Token]:
    """The words of a clause with what describes its subject or its object, up to the next clause behind its verb.

    What it opens with that it only came after ("A week after the suicide attack, explosions hit ...") is no part.
    """
    begin = clause.verb.head if clause.verb is not None else clause.start
    start = clause.start
    governing = clause.shared or clause.parent
    if clause.kind == "participle" and governing is not None and clause.head is None and governing.start < start:
        start = governing.start  # "a helicopter crashed, killing five"
    others = [each for each in parsed.clauses if each.parent is not clause.parent or _is_root(each)]
    later = [
        each.start
        for each in others
        if each.start > begin and not _goes_on(each, clause) and not _describes_object(each, clause)
    ]
    end = min(later, default=len(parsed.tokens))
    others_told = [
        phrase
        for word, phrase in clause.phrases
        if word in place_words().when
        and phrase.start < begin
        and not (told is not None and phrase.start <= told.start < phrase.end)
    ]
    spans = [each.span() for each in others_told]
    return _without(parsed.tokens[start:end], [*spans, *_sources(parsed)])


def complements(clause: Clause, parsed: Parsed) -> list[Clause]:
    """The infinitives of a verb, and of these: "told to", "to come to work".

    "From" opens one too ("barred from"), and what somebody must or cannot do is one ("told that they must").
    """
    found = [clause]
    for each in parsed.clauses:
        is_inner = (
            each.kind == "infinitive"
            or (each.kind == "participle" and each.connector == "from")
            or (each.kind == "complement" and each.verb is not None and each.verb.modal is not None)
        )
        if is_inner and each.head is None and any(each.parent is other for other in found):
            found.append(each)
    return found[1:]


def _goes_on(clause: Clause, before: Clause) -> bool:
    """Whether a clause has its auxiliary from a passive before it: "two were killed and a car hit in a strike"."""
    return before.passive and clause.verb is not None and clause.verb.shaky and clause.parent is before.parent


def _stand_in(words: frozenset[str], tokens: Sequence[Token]) -> bool:
    """Whether one of some words stands among tokens, in any form; several words in a row as they are.

    A month is none of them: "killed in March" tells of no march.
    """
    if not words.isdisjoint({word for token in tokens if token.kind != "date" for word in (token.low, token.lemma)}):
        return True
    several = [each for each in words if " " in each]
    text = f" {' '.join(token.low for token in tokens)} " if several else ""
    return any(f" {each} " in text for each in several)


def stretch(clause: Clause, parsed: Parsed) -> tuple[int, int]:
    """The span of the main clause that a clause hangs on, up to the next one; "while" sets side by side as well."""
    root = clause
    while root.parent is not None and not _is_root(root):
        root = root.parent
    tokens = parsed.tokens
    later = [
        each.start for each in parsed.clauses if each.start > max(root.start, 0) and each is not root and _is_root(each)
    ]
    end = min([each for each in later if each < len(tokens)] or [len(tokens)])
    first = min(root.start, clause.start, *(each.start for each in clause.chain()))  # "X fell, officials said"
    return tokens[min(first, len(tokens) - 1)].start, tokens[end - 1].end


def _is_root(clause: Clause) -> bool:
    """Whether a clause tells of its own: a main one with its own subject, or one that "while" sets against another."""
    return (clause.parent is None and clause.shared is None) or (
        clause.kind == "adverbial" and clause.connector in {"while", "whilst", "whereas", "but"}
    )
