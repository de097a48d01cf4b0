"""What was so at some former time that nobody names: "has fallen before", "once captured X", "in the past".

Such a clause tells nothing of now, and no day can be read from it: it is historical, and undated. One that names its
day is dated by that. The words are `data/languages/en/assertion.toml`, `[former]`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.datewords.words import alternation
from geo.language import default_language
from geo.language.word_lists import read_words, word_sets
from geo.reading.clauses.nouns import NamedBy, phrase_class

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reading.clauses.clause import Clause
    from geo.reading.clauses.tokens import Token

_AHEAD = 3
"""So many words before a clause say which time it tells of: "the last time"."""
_LENGTH = rf" (?:\w+ ){{0,2}}(?:{alternation(default_language().time_nouns)})s?\b"
"""Behind "in the past": "week", "two weeks", "few long years"."""
_ENDS = frozenset({",", ".", ";", ":", "-", ")", "CC"})


@dataclass(frozen=True, slots=True)
class _FormerWords:
    remembering: frozenset[str]
    offices: frozenset[str]
    leading: frozenset[str]
    young: frozenset[str]
    young_as: frozenset[str]
    adverbs: frozenset[str]
    never_behind: frozenset[str]
    before: frozenset[str]
    counted: frozenset[str]
    times: frozenset[str]
    since: frozenset[str]
    which: frozenset[str]
    phrases: re.Pattern[str]


@cache
def _words() -> _FormerWords:
    lists = word_sets(read_words("assertion")["former"])
    return _FormerWords(
        remembering=lists["remembering"],
        offices=lists["offices"],
        leading=lists["leading"],
        young=lists["young"],
        young_as=lists["young_as"],
        adverbs=lists["adverbs"],
        never_behind=lists["never_behind"],
        before=lists["before"],
        counted=lists["counted"],
        times=lists["times"],
        since=lists["since"],
        which=lists["which"],
        phrases=re.compile(rf"\b(?:{alternation(lists['phrases'])})\b(?!{_LENGTH})"),
    )


def former(clause: Clause) -> str | None:
    """The words by which a clause without a day tells of a former time; None where it tells of now."""
    verb = clause.verb
    if (
        verb is None
        or verb.modal is not None
        or (verb.tense == "present" and not verb.perfect and verb.form == "finite")
    ):
        return None
    if clause.dates:
        return _by_count(clause) if counts_since(clause) else None
    return (
        _by_memory(clause)
        or _by_adverb(clause)
        or _by_before(clause)
        or _by_count(clause)
        or _by_time(clause)
        or _by_phrase(clause)
        or by_office(clause)
    )


def by_office(clause: Clause) -> str | None:
    """By what somebody was once, told ahead of him: "a former commander, he oversaw the siege of X"."""
    words, verb, subject = _words(), clause.verb, clause.subject
    if verb is None or verb.lemma not in words.leading or verb.passive or clause.dates:
        return None
    if subject is None or not subject.pronoun:
        return None
    ahead = verb.tokens[: subject.start]
    is_apart = bool(ahead) and ahead[-1].tag == ","
    return next((each.low for each in ahead[:_AHEAD] if each.low in words.offices), None) if is_apart else None


def _by_memory(clause: Clause) -> str | None:
    """By what is remembered, or was so when somebody was young: "he was a boy when X fell", "fled X as a child"."""
    words = _words()
    for each in clause.chain():
        verb = each.verb
        if verb is not None and verb.lemma in words.remembering:
            return verb.lemma
        is_state = verb is not None and verb.lemma == "be"
        young = [phrase for word, phrase in each.phrases if word in words.young_as]
        young += each.objects if is_state else []
        if (found := next((phrase.lemma for phrase in young if phrase.lemma in words.young), None)) is not None:
            return found
    return None


def _by_adverb(clause: Clause) -> str | None:
    """By "once captured X"; "once again" and "once more" are now, and "once they took X" is a conjunction."""
    words, verb = _words(), clause.verb
    assert verb is not None
    tokens = verb.tokens
    for k in range(max(clause.start, verb.start - 1), verb.head):
        behind = tokens[k + 1].low if k + 1 < len(tokens) else ""
        if tokens[k].low in words.adverbs and behind not in words.never_behind:
            return tokens[k].low
    return None


def _by_before(clause: Clause) -> str | None:
    """By "has fallen before": no clause, day or noun behind it, and none counted ahead ("the day before")."""
    words, verb = _words(), clause.verb
    assert verb is not None
    tokens = verb.tokens
    for k in range(verb.end, min(clause.end, len(tokens))):
        is_last = k + 1 == len(tokens) or tokens[k + 1].tag in _ENDS
        if tokens[k].low in words.before and is_last and tokens[k - 1].kind != "date" and not _is_time(clause, k - 1):
            return tokens[k].low
    return None


def _is_time(clause: Clause, k: int) -> bool:
    return any(each.start <= k < each.end for each in clause.times)


def _by_count(clause: Clause) -> str | None:
    """By "has been captured twice", "several times": of a perfect alone, since "struck twice" may be today.

    Also where a form describes a place by it: "X, twice lost to the Taliban".
    """
    words, verb = _words(), clause.verb
    assert verb is not None
    of_place = clause.kind == "participle" and verb.passive and clause.subject is not None
    if of_place and clause.subject is not None and phrase_class(clause.subject) is NamedBy.PLACE:
        return next((each for each in verb.adverbs if each in words.counted), None)
    if not verb.perfect or "had" in (token.low for token in verb.tokens[verb.start : verb.head]):
        return None  # "had been shot several times" belongs to what is told
    found = next((each for each in (*verb.adverbs, *clause.adverbs) if each in words.counted), None)
    if found is not None:
        return found
    counted = (each for each in clause.times if each.head_token.low in words.times and each.own[0].tag in {"CD", "DT"})
    return next((each.head_token.low for each in counted), None)


def counts_since(clause: Clause) -> bool:
    """Whether the days of a clause say from when on is counted: "twice captured since 2015"."""
    verb = clause.verb
    return verb is not None and bool(clause.dates) and all(_is_since(verb.tokens, each) for each in clause.dates)


def _is_since(tokens: Sequence[Token], day: Token) -> bool:
    at = next((k for k, each in enumerate(tokens) if each is day), 0)
    return at > 0 and tokens[at - 1].low in _words().since


def _by_time(clause: Clause) -> str | None:
    """The time that a clause tells of as one of several: "the last time they took X"."""
    words, verb = _words(), clause.verb
    assert verb is not None
    ahead = [token.low for token in verb.tokens[max(0, clause.start - _AHEAD) : clause.start]]
    if ahead[-1:] == ["time"] and not words.which.isdisjoint(ahead):
        return " ".join(ahead)
    head = clause.head if clause.kind == "relative" else None
    is_time = head is not None and head.lemma == "time" and any(token.low in words.which for token in head.own)
    return head.head_token.low if is_time and head is not None else None


def _by_phrase(clause: Clause) -> str | None:
    """By "in the past", but not "in the past week"."""
    verb = clause.verb
    assert verb is not None
    text = " ".join(token.low for token in verb.tokens[clause.start : clause.end])
    found = _words().phrases.search(text)
    return found[0] if found is not None else None
