"""Verb groups: auxiliaries, negation and adverbs up to the verb, with their tense, aspect and voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language import default_language
from geo.reading.clauses.chunks import VerbGroup
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.neighbours import is_behind_help

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reading.clauses.tokens import Token


_VERBS = clause_words().verbs
_BREAKS = frozenset({"CC", ",", ".", ";", ":", "SC"})

_PRONOUNS = clause_words().pronouns

_OPENERS = clause_words().openers
_MOST_ADVERBS = 3  # before a verb
_LONGEST_ASIDE = 5
"""So many tokens of a time stand between an auxiliary and its verb: "have for the past three days been"."""


def verb_group(tokens: Sequence[Token], i: int) -> VerbGroup | None:
    """The verb group that begins at `i`, with its leading "to" or adverbs taken in."""
    k = i
    adverbs: list[str] = []
    while k < len(tokens) and tokens[k].tag in {"RB", "NEG"} and k - i < _MOST_ADVERBS:
        adverbs.append(tokens[k].low)
        k += 1
    if k >= len(tokens) or not (tokens[k].tag.startswith("VB") or tokens[k].tag in {"MD", "TO"}):
        return None
    infinitive = tokens[k].tag == "VB" and is_behind_help(tokens, k)
    negated = False
    modal: str | None = None
    auxiliaries: list[Token] = []
    head: int | None = None
    while k < len(tokens):
        token = tokens[k]
        if token.tag == "NEG":
            if head is not None and not _verb_ahead(tokens, k + 1):
                negated = negated or tokens[head].lemma in _VERBS.auxiliaries
                k += 1 if tokens[head].lemma in _VERBS.auxiliaries else 0
                break
            negated = True
        elif (
            token.tag == "RB"
            or (token.low in _PRONOUNS.floating and head is not None and _verb_ahead(tokens, k + 1))
            or (token.tag == '"' and head is not None and _verb_ahead(tokens, k + 1))
            or (token.tag == '"' and head is not None and tokens[k + 1 : k + 2] and tokens[k + 1].tag == "NEG")
        ):
            is_denied = token.tag == '"' and tokens[k + 1].tag == "NEG"  # 'was "not in their hands"'
            if head is not None and not (is_denied or _verb_ahead(tokens, k + 1)):
                break
            adverbs.append(token.low)
        elif token.tag == "TO":
            if head is not None or infinitive:
                break
            infinitive = True
        elif token.tag == "MD":
            if modal is not None or head is not None:
                break
            modal = token.low
        elif token.tag.startswith("VB"):
            if head is not None:
                if not _is_chain(tokens[head], token):
                    break
                auxiliaries.append(tokens[head])
            head = k
        elif head is not None and (behind := behind_time(tokens, head, k)):
            k = behind  # "have since Monday been attacking"
            continue
        else:
            break
        k += 1
    if head is None:
        return None
    return _group(
        tokens,
        start=i,
        head=head,
        end=max(k, head + 1),
        auxiliaries=auxiliaries,
        adverbs=adverbs,
        infinitive=infinitive,
        negated=negated,
        modal=modal,
    )


def behind_time(tokens: Sequence[Token], auxiliary: int, k: int) -> int | None:
    """Where the verb of an auxiliary goes on behind a time that parts them at `k`; None where none does."""
    if tokens[auxiliary].lemma not in {"be", "have"}:
        return None
    end = k + 1 if tokens[k].low in _OPENERS.parting_times else k
    first = end
    while end < len(tokens) and end - k < _LONGEST_ASIDE and tokens[end].tag in {"DATE", "DT", "CD", "JJ", "NN"}:
        end += 1
    told = tokens[first:end]
    end += end < len(tokens) and tokens[end].low in _OPENERS.times_alone
    is_time = any(each.kind == "date" or each.lemma in default_language().time_nouns for each in told[-1:])
    is_parted = is_time and all(each.kind in {"word", "date"} for each in told)
    goes_on = is_parted and end < len(tokens) and tokens[end].tag in {"VBN", "VBG"}
    return end if goes_on and _is_chain(tokens[auxiliary], tokens[end]) else None


def _verb_ahead(tokens: Sequence[Token], k: int) -> bool:
    while k < len(tokens) and (tokens[k].tag in {"RB", "NEG"} or tokens[k].low in _PRONOUNS.floating):
        k += 1
    return k < len(tokens) and (tokens[k].tag in {"VBN", "VBG", "VB"} or (tokens[k].tag == "VBD" and tokens[k].shaky))


def _is_chain(auxiliary: Token, verb: Token) -> bool:
    if auxiliary.lemma in {"be", "get"}:
        return verb.tag in {"VBN", "VBG"}
    if auxiliary.lemma == "have":
        return verb.tag == "VBN"
    return auxiliary.lemma == "do" and verb.tag == "VB"


def _group(
    tokens: Sequence[Token],
    *,
    start: int,
    head: int,
    end: int,
    auxiliaries: Sequence[Token],
    adverbs: Sequence[str],
    infinitive: bool,
    negated: bool,
    modal: str | None,
) -> VerbGroup:
    token = tokens[head]
    names = [each.lemma for each in auxiliaries]
    first = auxiliaries[0] if auxiliaries else token
    perfect = "have" in names
    passive = bool(names) and names[-1] in {"be", "get"} and token.tag == "VBN"
    progressive = "be" in names and (
        token.tag == "VBG" or (names.count("be") > 1 and any(each.tag == "VBG" for each in auxiliaries))
    )
    if infinitive:
        form = "infinitive"
    elif modal is not None or first.tag in {"VBD", "VBZ", "VB"}:
        form = "finite"
    elif first.tag == "VBG":
        form = "gerund"
    else:
        form = "participle"
    end = max(head + 1, _without_tail(tokens, head, end))
    particle = None
    if (
        end < len(tokens)
        and tokens[end].kind == "word"
        and tokens[end].low in _VERBS.free_particles
        and tokens[end].tag in {"IN", "RB", "NN"}
        and not _goes_over_place(tokens, head, end)
        and not (
            tokens[end].low in {"over", "down", "up", "off"}
            and end + 1 < len(tokens)
            and tokens[end + 1].tag == "CD"
            and f"{token.lemma} {tokens[end].low}" not in default_language().phrasal
        )
    ):
        particle = tokens[end].low
        end += 1
    elif (
        end < len(tokens)
        and (tokens[end].tag == "VB" or (not (passive or form == "participle") and _has_object_behind(tokens, end)))
        and f"{token.lemma} {tokens[end].low}" in default_language().phrasal
    ):
        particle = tokens[end].low  # "let go", "handed in their weapons"
        end += 1
    elif _is_stranded(tokens, end):
        particle = tokens[end].low  # "was called in and ..."
        end += 1
    return VerbGroup(
        start=start,
        end=end,
        head=head,
        tokens=tokens,
        lemma=token.lemma,
        form=form,
        tense="past" if first.tag == "VBD" or perfect or (form == "participle") else "present",
        passive=passive or form == "participle",
        perfect=perfect,
        progressive=progressive,
        negated=negated or any(tokens[k].tag == "NEG" for k in range(start, head)),
        modal=modal,
        particle=particle,
        shaky=token.shaky and not auxiliaries and modal is None and not infinitive,
        adverbs=tuple(adverbs),
        future=modal in {"will", "shall", "wo", "'ll"},
    )


def _goes_over_place(tokens: Sequence[Token], head: int, i: int) -> bool:
    """Whether something is or moves above a place: "leaflets dropped over Marja", not "took over Marja"."""
    is_place = i + 1 < len(tokens) and tokens[i + 1].kind == "place"
    return is_place and tokens[head].lemma in _VERBS.above and tokens[i].low == "over"


def _has_object_behind(tokens: Sequence[Token], i: int) -> bool:
    """Whether "in" stands between a verb and its object: somebody's, a number of them or one that is new."""
    if tokens[i].low not in _VERBS.bound_particles or i + 1 >= len(tokens):
        return False
    behind = tokens[i + 1]
    return behind.tag in {"PRP$", "CD"} or behind.low in _PRONOUNS.one_of_many


def _is_stranded(tokens: Sequence[Token], i: int) -> bool:
    """Whether a preposition has nothing behind it that it could govern: "was called in, killing nine"."""
    if i >= len(tokens) or tokens[i].low not in _VERBS.bound_particles or tokens[i].tag != "IN":
        return False
    return i + 1 >= len(tokens) or tokens[i + 1].tag in _BREAKS


def _without_tail(tokens: Sequence[Token], head: int, end: int) -> int:
    """The end without adverbs behind the verb, which stay chunks of their own."""
    while end > head + 1 and tokens[end - 1].tag != "NEG":
        end -= 1
    return end
