"""Prepositional phrases that belong to the phrase before them, not to a verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.nouns import NamedBy, names_place, phrase_class
from geo.reading.clauses.remnants import is_bare_number
from geo.reading.clauses.runs import joined
from geo.reading.clauses.whereabouts import place_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.reading.clauses.chunks import Chunk, Phrase


_PREPOSITIONS = clause_words().prepositions
_BEHIND_NOUN = frozenset({"IN", "DATE", "TIME", "RB"})
"""What may stand between a subject and its verb."""


def attach(chunks: Sequence[Chunk]) -> list[Chunk]:
    """A place takes what stands "in" and "near" it; before the verb of its clause every phrase takes what follows."""
    out: list[Chunk] = []
    seen_verb = False
    i = 0
    while i < len(chunks):
        each = chunks[i]
        if each.kind == "VG":
            seen_verb = True
        elif seen_verb and _opens_clause(chunks, i):
            seen_verb = False
        before = out[-1].phrase if out and out[-1].kind == "NP" else None
        if (
            before is not None
            and (not before.pronoun or is_bare_number(before))
            and each.kind == "IN"
            and i + 1 < len(chunks)
            and chunks[i + 1].kind == "NP"
        ):
            inner = chunks[i + 1].phrase
            assert inner is not None
            if each.low in _PREPOSITIONS.out_of_all and is_bare_number(before) and _is_counted_whole(inner):
                before.of = inner  # "nine out of ten districts"
                before.end = out[-1].end = inner.end
                i += 2
                continue
            is_beside = seen_verb and _lies_elsewhere(out, inner)
            if (_belongs(before, each.low, inner, seen_verb=seen_verb) and not is_beside) or each.low == "between":
                if each.low == "between" and [other.kind for other in chunks[i + 2 : i + 4]] == ["CC", "NP"]:
                    second = chunks[i + 3].phrase
                    assert second is not None
                    inner = joined([inner, second])
                    i += 2
                inner.preposition = each.low
                owner = innermost(before)
                path = [*nested(before)]
                if each.low not in _PREPOSITIONS.whereabouts or phrase_class(owner) not in {
                    NamedBy.PLACE,
                    NamedBy.UNIT,
                }:
                    owner, path = before, [before]
                owner.attached.append((each.low, inner))
                for outer in path:
                    outer.end = inner.end
                out[-1].end = inner.end
                i += 2
                continue
        out.append(each)
        i += 1
    return out


def _opens_clause(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether a subject stands behind the chunk at `i`: "said that the assault on X", "; the men in X"."""
    kind = chunks[i].kind
    if kind in {";", ":"}:
        return True
    if kind == ",":  # "As shops opened, the assault on X began"
        verb = next((k for k, each in enumerate(chunks[:i]) if each.kind == "VG"), i)
        return any(each.kind == "SC" for each in chunks[:verb]) and _is_subject(chunks, i + 1)
    return kind in {"CC", "SC", "THAT"} and _is_subject(chunks, i + 1)


def _is_subject(chunks: Sequence[Chunk], k: int) -> bool:
    """Whether a finite verb follows the phrase at `k` and those behind its prepositions."""
    if k >= len(chunks) or chunks[k].kind != "NP":
        return False
    k += 1
    while k + 1 < len(chunks) and chunks[k].kind in _BEHIND_NOUN:
        k += 1 + (chunks[k].kind == "IN")
    group = chunks[k].verbs if k < len(chunks) else None
    return group is not None and group.form == "finite"


def _is_counted_whole(phrase: Phrase) -> bool:
    """Whether a phrase says how many there are in all: "(nine out of) ten districts"."""
    return phrase.is_plural and any(token.tag == "CD" for token in phrase.own)


def nested(phrase: Phrase) -> Iterator[Phrase]:
    """A phrase and those behind "of" that end where it ends, the outermost first."""
    yield phrase
    while phrase.of is not None and phrase.of.end == phrase.end and not phrase.of.items:
        phrase = phrase.of
        yield phrase


def innermost(phrase: Phrase) -> Phrase:
    """The phrase that ends a phrase: of "the fall of the base" the base."""
    return list(nested(phrase))[-1]


def _lies_elsewhere(out: Sequence[Chunk], inner: Phrase) -> bool:
    """Whether somebody is of, from or bound for the place that stands last, and behind it stands another province.

    "Ambushed a convoy from A in B", "killed the governor of A in B": it was in B.
    """
    before = out[-1].phrase
    words = place_words()
    opening = out[:-1]
    if before is None or not opening:
        return False
    is_owner = innermost(before) is not before
    if not is_owner and opening[-1].low not in words.origin | words.ends:
        return False
    provinces = [
        token.resolution.place.admin1_pcode
        for phrase in (*nested(before), *nested(inner))
        for token in phrase.own
        if token.resolution is not None and token.resolution.place is not None
    ]
    return len(set(provinces)) > 1 and all(provinces)


def _belongs(before: Phrase, preposition: str, inner: Phrase, *, seen_verb: bool) -> bool:
    kind = phrase_class(innermost(before))
    if kind is NamedBy.PLACE or kind is NamedBy.UNIT:
        if preposition in _PREPOSITIONS.passing and innermost(before).lemma in _PREPOSITIONS.passages:
            return True
        if preposition in _PREPOSITIONS.whereabouts and (names_place(inner) or phrase_class(inner) is NamedBy.UNIT):
            return True
        if seen_verb:
            return False
    if not seen_verb:
        return preposition in _PREPOSITIONS.tight
    grows = preposition == "in" and innermost(before).lemma in _PREPOSITIONS.change_in
    return preposition == "of" or (grows and phrase_class(inner) is NamedBy.OTHER)  # "amid a surge in attacks"
