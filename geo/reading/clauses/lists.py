"""Coordination and apposition: neighbouring noun phrases become a list, or one thing said twice.

"Kunduz, Sar-e Pul and Taloqan" is one phrase with three members; "Charikar, the capital of Parwan," is Charikar with an
apposition; "three districts: A, B and C" is a phrase whose apposition is the list. Brackets and pairs of dashes add to
the phrase before them. What holds a verb stays where it is for the clauses.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.reading.clauses.appositions import is_group
from geo.reading.clauses.chunks import QUOTE_COMMA
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.list_contexts import verb_before
from geo.reading.clauses.nouns import NamedBy, names_place, phrase_class
from geo.reading.clauses.prepositions import attach, innermost
from geo.reading.clauses.runs import with_lists
from geo.vocab import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reading.clauses.chunks import Chunk, Phrase

_OPENERS = clause_words().openers
_PREPOSITIONS = clause_words().prepositions
_VERBS = clause_words().verbs
_FLOATING = clause_words().pronouns.floating


def arrange(chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks with lists, appositions, brackets and naming phrases put together."""
    plain = _without_floating(_without_company(_without_quotes(chunks)))
    plain = _without_brackets(plain)
    plain = _named(plain)
    plain = attach(plain)
    plain = _without_dashes(plain)
    plain = _without_asides(plain)
    return with_lists(plain)


def _without_quotes(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Quotation marks are left out; a comma at one is no comma of a list or an apposition."""
    out: list[Chunk] = []
    for each in chunks:
        if each.kind not in {'"', "'"}:
            out.append(each)
        elif each.kind == '"' and out and out[-1].kind == ",":
            out[-1] = replace(out[-1], kind=QUOTE_COMMA)
    return out


def _without_floating(chunks: list[Chunk]) -> list[Chunk]:
    """What counts a list again behind a dash or colon is left out: "A, B and C - all captured on Friday"."""
    out: list[Chunk] = []
    for k, each in enumerate(chunks):
        is_behind = bool(out) and out[-1].kind in {"-", ":"}
        is_before = k + 1 < len(chunks) and chunks[k + 1].kind == "VG"
        is_count = each.phrase is not None and each.phrase.head_token.low in _FLOATING and each.end == each.start + 1
        if not (is_behind and is_before and (is_count or (each.kind in {"RB", "DT"} and each.low in _FLOATING))):
            out.append(each)
    return out


def _without_company(chunks: list[Chunk]) -> list[Chunk]:
    """What comes with something is a member of its list: "X and with it Y", "X, and with it Y"."""
    out: list[Chunk] = []
    for k, each in enumerate(chunks):
        ahead, behind = chunks[k - 1 : k], chunks[k + 1 : k + 3]
        word = each if each.kind == "IN" else chunks[k - 1] if each.kind == "NP" and k else None
        told = behind[0].phrase if each.kind == "IN" and behind else each.phrase
        is_with = word is not None and word.kind == "IN" and word.low in _OPENERS.company and told is not None
        is_told = is_with and told is not None and told.pronoun
        if is_told and each.kind == "IN" and [one.kind for one in ahead] == ["CC"] and len(behind) > 1:
            continue
        if is_told and each.kind == "NP" and out and out[-1].kind == "CC" and behind and behind[0].kind == "NP":
            continue
        out.append(each)
    return out


# Brackets and dashes


def _without_brackets(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Bracketed phrases join the phrase before; a bracketed date stays; what else stands in brackets is set aside."""
    out: list[Chunk] = []
    i = 0
    while i < len(chunks):
        if chunks[i].kind != "(":
            if chunks[i].kind != ")":
                out.append(chunks[i])
            i += 1
            continue
        end = next((k for k in range(i + 1, len(chunks)) if chunks[k].kind == ")"), None)
        if end is None:
            i += 1
            continue
        inside = chunks[i + 1 : end]
        _add(out, inside)
        i = end + 1
    return out


def _add(out: list[Chunk], inside: Sequence[Chunk]) -> None:
    before = innermost(out[-1].phrase) if out and out[-1].kind == "NP" and out[-1].phrase is not None else None
    if any(each.kind == "VG" for each in inside):
        return
    if _says_where(inside):
        out.extend(inside)
        return
    state = next((k for k, each in enumerate(inside) if each.low in _PREPOSITIONS.states), len(inside))
    told = inside[:state]  # "the group (under UN sanctions)"
    phrases = [each.phrase for each in with_lists(told) if each.kind == "NP" and each.phrase is not None]
    if before is not None and phrases:
        (before.items[-1] if before.items else before).apposition.extend(phrases)
    out.extend(each for each in inside if each.kind in {"DATE", "TIME"})


def _without_dashes(chunks: list[Chunk]) -> list[Chunk]:
    """A pair of dashes around words without a finite verb sets off an apposition."""
    dashes = [k for k, each in enumerate(chunks) if each.kind == "-"]
    if not dashes:
        return chunks
    first = dashes[0]
    if first and len(dashes) > 1 and _says_where(chunks[first + 1 : dashes[1]]):
        return [*chunks[:first], *chunks[first + 1 : dashes[1]], *chunks[dashes[1] + 1 :]]
    if first == 0 or chunks[first - 1].kind != "NP":
        return chunks
    last = dashes[1] if len(dashes) > 1 else len(chunks)
    inside = chunks[first + 1 : last]
    if any(each.kind == "VG" for each in inside) or not any(each.kind == "NP" for each in inside):
        if (
            len(dashes) > 1
            and last < len(chunks) - 1
            and not any(each.verbs and each.verbs.form == "finite" for each in inside if each.kind == "VG")
        ):
            return [*chunks[:first], *chunks[last + 1 :]]
        return chunks
    outer = chunks[first - 1].phrase
    assert outer is not None
    before = outer if is_group(outer) else innermost(outer)  # "three capitals of P -- A, B and C --"
    listed = with_lists(_trim(inside))
    before.apposition.extend(each.phrase for each in listed if each.kind == "NP" and each.phrase is not None)
    dates = [each for each in inside if each.kind in {"DATE", "TIME"}]
    tail = chunks[last + 1 :] if last < len(chunks) else [each for each in chunks[-1:] if each.kind == "."]
    return [*chunks[:first], *dates, *tail]


def _says_where(inside: Sequence[Chunk]) -> bool:
    """Whether an aside is a phrase of place, with its day or without: "a judge was shot (in X, on Tuesday)"."""
    opening, *behind = inside if len(inside) > 1 else (None,)
    if opening is None or opening.kind not in {"IN", "SC"} or opening.low not in _PREPOSITIONS.aside:
        return False
    place = behind[0].phrase
    is_plain = all(each.kind in {"NP", "IN", "SC", "CC", ",", "DATE", "TIME"} for each in behind)
    return is_plain and place is not None and names_place(place)


def _without_asides(chunks: list[Chunk]) -> list[Chunk]:
    """A place takes the phrase between commas that says where it is: "Farah, in the west, and Herat were captured"."""
    out: list[Chunk] = []
    i = 0
    while i < len(chunks):
        kinds = [each.kind for each in chunks[i : i + 4]]
        before = out[-1].phrase if out else None
        if (
            kinds == [",", "IN", "NP", ","]
            and chunks[i + 1].low in _PREPOSITIONS.aside
            and before is not None
            and phrase_class(innermost(before)) in {NamedBy.PLACE, NamedBy.UNIT}
            and i + 4 < len(chunks)
            and chunks[i + 4].kind in {"CC", "VG", "NP"}
            and not _is_list_inside(chunks, i, innermost(before))
        ):
            inner = chunks[i + 2].phrase
            assert inner is not None
            innermost(before).attached.append((chunks[i + 1].low, inner))
            i += 3 if chunks[i + 4].kind == "NP" else 4
            continue
        out.append(chunks[i])
        i += 1
    return out


def _is_list_inside(chunks: Sequence[Chunk], i: int, outer: Phrase) -> bool:
    """Whether a list of what lies in a province begins behind it: "in X province, in A, B and C districts"."""
    first = chunks[i + 2].phrase
    if first is None or chunks[i + 4].kind != "NP" or not names_place(first):
        return False
    found = next((token.resolution for token in outer.own if token.kind == "place"), None)
    place = found.place if found is not None else None
    is_province = outer.lemma == "province" or (place is not None and place.kind is PlaceKind.PROVINCE)
    return is_province or first.is_plural


def _trim(inside: Sequence[Chunk]) -> list[Chunk]:
    return [each for each in inside if each.kind != "."]


# Naming: "called Jalrez", "known as Camp Jannat"


def _named(chunks: Sequence[Chunk]) -> list[Chunk]:
    out: list[Chunk] = []
    i = 0
    while i < len(chunks):
        each = chunks[i]
        comma = bool(out) and out[-1].kind in {",", "-"}
        before = out[-2 if comma else -1] if len(out) > comma else None
        group = each.verbs
        if (
            group is not None
            and group.lemma in _VERBS.naming
            and group.form in {"participle", "finite"}
            and not group.modal
            and (group.shaky or group.form == "participle")
            and before is not None
            and before.kind == "NP"
            and before.phrase is not None
        ):
            k = i + 1
            if k < len(chunks) and chunks[k].low in {"as", "after"}:
                k += 1
            if (
                k < len(chunks)
                and chunks[k].kind == "NP"
                and chunks[k].phrase is not None
                and not _is_called_something(chunks, k)
                and (comma or verb_before(out) or _finite_ahead(chunks, k + 1))
            ):
                name = chunks[k].phrase
                assert name is not None
                innermost(before.phrase).apposition.append(name)
                if comma and out[-1].kind == ",":
                    out.pop()
                i = k + 1
                if comma and i < len(chunks) and chunks[i].kind == "-" and out[-1].kind == "-":
                    out.pop()
                    i += 1
                continue
        out.append(each)
        i += 1
    return out


def _is_called_something(chunks: Sequence[Chunk], k: int) -> bool:
    """Whether what stands behind a verb of naming is what somebody calls so, not the name: "he called it a lie"."""
    phrase = chunks[k].phrase
    is_pair = k + 1 < len(chunks) and chunks[k + 1].kind in {"NP", "JJ"} and chunks[k + 1].start == chunks[k].end
    return phrase is not None and (phrase.pronoun or (is_pair and phrase.determiner is not None))


def _finite_ahead(chunks: Sequence[Chunk], k: int) -> bool:
    return any(each.kind == "VG" and each.verbs is not None and each.verbs.form == "finite" for each in chunks[k:])
