"""Noun or verb: which of both a base form or a word in -s is ("attack", "claims"), by what stands around it."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from geo.language import default_language
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.neighbours import (
    BEFORE_NOUN,
    FINITE,
    OPENS_PHRASE,
    any_verb_before,
    auxiliary_before_subject,
    disagrees,
    earlier_verb,
    has_finite,
    in_prepositional,
    opens_clause,
    opens_object,
    singular_before,
    word_before,
    word_behind,
)
from geo.reading.clauses.nouns import noun_table
from geo.reading.clauses.open_classes import NOMINAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.language import LanguagePack
    from geo.reading.clauses.tokens import Token

_OPENERS = clause_words().openers
_VERBS = clause_words().verbs
_PRONOUNS = clause_words().pronouns
_OF_HOME = 2
"""So many words before a home say who is of it: "residents of X"."""


def _is_modified_by_list(tokens: Sequence[Token], i: int) -> bool:
    """Whether two nouns behind a preposition stand before a third: "died in bomb and gun attacks"."""
    if i < _LISTED or tokens[i - 2].tag != "CC" or tokens[i - _LISTED].tag not in {"IN", "CD", "JJ"}:
        return False
    return all(
        each.kind == "word" and each.tag == "NN" and each.low == each.lemma for each in (tokens[i - 1], tokens[i - 3])
    )


_LISTED = 4
"""So many words before a noun its list of two modifiers is opened."""


def noun_or_verb(
    tokens: Sequence[Token], i: int, before: Token | None, behind: Token | None, language: LanguagePack
) -> str:
    """The tag of a word that may be a noun and a verb."""
    token = tokens[i]
    verb, other = _readings(token)
    if before is not None and (before.tag in {"MD", "TO"} or (before.lemma == "do" and before.tag.startswith("VB"))):
        return "VB" if "VB" in token.tags else verb
    if token.low in _VERBS.auxiliary_forms:
        return verb
    if verb == "VB" and _says_that(tokens, i, before, behind, language):
        return verb
    if other is None and "IN" in token.tags:
        return "IN"  # "near Kunduz"
    if other is None:
        return _never_noun(tokens, i, before, behind, verb)
    if before is None:
        return (
            "VB"
            if verb == "VB"
            and behind is not None
            and behind.tags & {"DT"}
            and other != "JJ"
            and not has_finite(tokens, i + 1)
            else other
        )
    if before.tag in {"CC", "RB"} and "VB" in token.tags and _has_pronoun_object(tokens, i, behind):
        return "VB"  # "and control it"
    if before.tag in BEFORE_NOUN or before.tag in {"IN", "SC"}:
        return other
    if before.kind == "date":
        return other
    if before.tag == "THAT" and other == "NN" and _is_subject_of_next(tokens, i, behind):
        return other  # "said that floods had killed nine"
    if (
        before.tag in {"WP", "THAT"}
        and before.low not in _OPENERS.no_subjects
        and (verb == "VBZ" or "VB" in token.tags)
    ):
        return verb
    if before.tag == "PRP":
        return verb
    if before.is_nominal or before.kind in {"place", "actor"}:
        return _behind_noun(tokens, i, behind, language)
    if before.tag == "CC":
        same = any(each.tag == verb for each in tokens[max(0, i - 25) : i])
        return (
            verb
            if same and behind is not None and (behind.tags & OPENS_PHRASE or behind.kind in {"place", "actor"})
            else other
        )
    if before.tag in {")", ","}:
        if has_finite(tokens, i + 1) or _is_subject_behind_front(tokens, i, behind):
            return other
        return verb if opens_object(behind) or not any_verb_before(tokens, i) else other
    return other


def _readings(token: Token) -> tuple[str, str | None]:
    """The verb that a word may be, and the noun or adjective."""
    verb = "VBZ" if "VBZ" in token.tags else "VB"
    return verb, "NN" if "NN" in token.tags else "JJ" if "JJ" in token.tags else None


def _never_noun(tokens: Sequence[Token], i: int, before: Token | None, behind: Token | None, verb: str) -> str:
    """The tag of a word that the pack knows as a verb alone."""
    if (
        before is not None
        and (before.tag in BEFORE_NOUN or (before.tag == "IN" and before.low != "to"))
        and verb == "VB"
    ):
        return (
            "JJ"
            if before.tag == "IN" and behind is not None and behind.tags & NOMINAL and "IN" not in behind.tags
            else "NN"
        )
    if before is not None and (before.tag in {"DT", "PRP$"} or _are_counted(tokens, i)):
        return "NN"  # "their wages", "claimed 12 lives": whatever the pack knows, no verb stands there
    return verb


def _behind_noun(tokens: Sequence[Token], i: int, behind: Token | None, language: LanguagePack) -> str:
    """The tag of such a word right behind a noun or a name, which may be its subject."""
    token, before = tokens[i], word_before(tokens, i)
    verb, other = _readings(token)
    assert before is not None
    assert other is not None
    if _is_modified_by_list(tokens, i) or _is_counted(tokens, i) or _ends_object(tokens, i, language):
        return other
    if verb == "VBZ" and _is_before_report(tokens, i, language):
        return verb
    if token.low in _VERBS.going_round and _is_told_before(before, language) and has_finite(tokens, i + 1):
        return verb  # "fears mount X has fallen"
    if verb == "VB" and before.kind == "place" and _is_before_unit(behind):
        return other  # "the Islam Qala border town"
    if verb == "VB" and token.low in noun_table().sites and any_verb_before(tokens, i) and not opens_object(behind):
        return other  # "attack the army base in X and capture it"
    if verb == "VB" and auxiliary_before_subject(tokens, i):
        return "VB"
    if verb == "VB" and disagrees(tokens, i):
        return other
    if opens_clause(tokens, i) and (
        opens_object(behind) or (behind is not None and behind.tags & {"NNP", "IN", "RB", "TO"})
    ):
        return verb
    if before.kind == "place" and token.low in language.intransitive_present and _is_headed_by(tokens, i):
        return verb  # "Herat falls, officials say"
    if (
        behind is not None
        and behind.low in _PRONOUNS.subjects
        and language.says("saying", language.lemma(token.low, verb))
    ):
        return verb if not singular_before(tokens, i) else other  # "the Taliban claim they hold it"
    if (
        language.says("saying", language.lemma(token.low, verb))
        and verb == "VBZ"
        and before.lemma == before.low
        and opens_object(behind)
        and has_finite(tokens, i + 1)
    ):
        return verb  # "a post claims the Taliban took it"
    return verb if _verb_fits(tokens, i, behind) or _is_only_verb(tokens, i, behind) else other


def _is_before_report(tokens: Sequence[Token], i: int, language: LanguagePack) -> bool:
    """Whether a verb of saying has what others say as its object: "the army disputes reports that X fell"."""
    reports = tokens[i + 1] if i + 1 < len(tokens) else None
    if reports is None or language.says("saying", language.lemma(tokens[i].low, "VBZ")) is None:
        return False
    is_noun = reports.kind == "word" and {"NN", "VBZ"} <= reports.tags
    return is_noun and language.says("nouns", language.lemma(reports.low, "NN")) is not None


def _is_told_before(before: Token, language: LanguagePack) -> bool:
    """Whether a plural such as "fears", "claims" stands before, whose content may follow its verb."""
    return before.low != before.lemma and language.says("nouns", language.lemma(before.low, "NN")) is not None


def _is_before_unit(behind: Token | None) -> bool:
    """Whether a bare singular noun for a unit or a site follows, which could be no object: "town", "crossing"."""
    if behind is None or behind.kind != "word":
        return False
    return behind.low in noun_table().units or behind.low in noun_table().sites


def _says_that(
    tokens: Sequence[Token], i: int, before: Token | None, behind: Token | None, language: LanguagePack
) -> bool:
    """Whether a base form is what several say of a clause: "officials doubt that", "they fear the rebels took X"."""
    if before is None or behind is None or language.says("saying", tokens[i].low) is None:
        return False
    begin = i + 2 if behind.low == "that" else i + 1
    if behind.low != "that" and not (opens_object(behind) or behind.tags & OPENS_PHRASE):
        return False
    head = _head_before(tokens, i)
    who = tokens[head]
    several = who.kind == "word" and who.is_nominal and who.low.endswith("s") and not who.low.endswith("ss")
    several = several or "PRP" in who.tags or who.kind == "actor"
    opens = i == 1 or tokens[i - 2].kind == "mark" or opens_clause(tokens, i) or not any_verb_before(tokens, i)
    if not several or not (opens or _opens_behind(tokens, head)) or before.tag == "POS" or singular_before(tokens, i):
        return False
    return has_finite(tokens, begin) and not _is_told_of(tokens, begin)


def _head_before(tokens: Sequence[Token], i: int) -> int:
    """Where the head of the noun phrase before a word stands: "residents" in "residents of X fear"."""
    k = i - 1
    while k > 1:
        before = k
        while before and (tokens[before - 1].kind == "place" or tokens[before - 1].tag == "DT"):
            before -= 1
        is_home = tokens[k].kind == "place" or tokens[k].low in noun_table().units
        if not is_home or before < _OF_HOME or tokens[before - 1].tag != "IN":
            break
        k = before - 2
    return k


def _opens_behind(tokens: Sequence[Token], head: int) -> bool:
    """Whether a phrase opens a clause behind a conjunction or a verb of saying: "and they fear", "said they fear"."""
    k = head
    while k and (tokens[k - 1].tag in {"DT", "JJ", "CD"} or tokens[k - 1].is_nominal):
        k -= 1
    if k == 0:
        return False
    opener = tokens[k - 1]
    is_said = opener.tag in {"VBD", "VBZ"} and default_language().says("saying", opener.lemma) is not None
    return is_said or opener.tag in {"CC", "SC"}


def _is_told_of(tokens: Sequence[Token], i: int) -> bool:
    """Whether a verb follows the one of a clause that begins at `i`: "Taliban claims that X fell were false"."""
    clause = list(takewhile(lambda each: each.kind != "mark", tokens[i:]))
    first = next((k for k, each in enumerate(clause) if each.kind == "word" and each.tags & FINITE), None)
    if first is None:
        return False
    behind = first + 1
    while behind < len(clause) and (clause[behind].low == "been" or clause[behind].tags == {"RB"}):
        behind += 1
    if behind < len(clause) and "VBN" in clause[behind].tags:
        behind += 1
    return has_finite(clause, behind)


def _ends_object(tokens: Sequence[Token], i: int, language: LanguagePack) -> bool:
    """Whether the noun before, right behind a verb, begins the object of that verb: "storm police post"."""
    k = i - 1
    while k > 0 and (tokens[k].is_nominal or tokens[k].tag in {"JJ", "CD"}):
        k -= 1
    verb = tokens[k]
    is_verb = verb.kind == "word" and verb.tag in {"VB", "VBZ", "VBD"} and not verb.shaky
    if not is_verb or verb.low in _VERBS.auxiliary_forms or language.says("saying", verb.lemma) is not None:
        return False
    return k + 1 < i and verb.lemma not in language.intransitive and not tokens[i].low.endswith("s")


def _is_only_verb(tokens: Sequence[Token], i: int, behind: Token | None) -> bool:
    """Whether a clause behind "as" would have no other verb: "Nine killed as insurgents attack post in X"."""
    k = i - 1
    while k > 0 and (tokens[k].is_nominal or tokens[k].tag in {"JJ", "CD"}):
        k -= 1
    if (
        k == i - 1
        or tokens[k].low != "as"
        or "VB" not in tokens[i].tags
        or singular_before(tokens, i)
        or _opens_singular(tokens, i)
        or has_finite(tokens, i + 1)
    ):
        return False
    return behind is not None and behind.kind != "mark" and (behind.is_nominal or bool(behind.tags & NOMINAL))


def _opens_singular(tokens: Sequence[Token], i: int) -> bool:
    """Whether one singular stands before a word, at the head of its clause, whose verb would end in -s."""
    before, k = tokens[i - 1], i - 1
    if before.kind != "place":
        if before.kind != "word" or before.tag != "NN" or before.low != before.lemma or before.low.endswith("s"):
            return False
        k -= k > 0 and tokens[k - 1].tag == "DT"
    opens = k == 0 or tokens[k - 1].kind == "mark" or tokens[k - 1].tag == "SC"
    return opens and not (before.kind == "place" and k > 0 and tokens[k - 1].tag == ",")


def _has_pronoun_object(tokens: Sequence[Token], i: int, behind: Token | None) -> bool:
    """Whether a pronoun stands right behind that is no subject of a later verb."""
    if behind is None or behind.tags != {"PRP"} or behind.low in _PRONOUNS.subjects_only:
        return False
    follower = tokens[i + 2] if i + 2 < len(tokens) else None
    return follower is None or not follower.tags & (FINITE | {"NN", "JJ"})


def _is_subject_behind_front(tokens: Sequence[Token], i: int, behind: Token | None) -> bool:
    """Whether a word stands between a fronted phrase and a past form: "In Khost, rockets hit homes"."""
    if behind is None or behind.kind != "word" or "VBD" not in behind.tags or any_verb_before(tokens, i):
        return False
    k = i - 1
    while k and tokens[k - 1].kind != "mark":
        k -= 1
    return k < i - 1 and tokens[k].tag in {"IN", "SC"}


def _is_subject_of_next(tokens: Sequence[Token], i: int, behind: Token | None) -> bool:
    """Whether a plural behind "that" is the subject of a verb, no verb itself: "said that rockets hit X"."""
    if behind is None or not tokens[i].low.endswith("s"):
        return False
    if behind.kind == "word" and (behind.tags & {"VBD", "MD"} or behind.low in _VERBS.auxiliary_forms):
        return True
    is_said = any(default_language().says("saying", each.lemma) for each in tokens[max(0, i - 4) : i - 1])
    words = takewhile(lambda each: each.kind != "mark", tokens[i + 1 :])
    return is_said and "IN" in behind.tags and any(each.tags & {"VBD", "MD"} for each in words)


def _is_counted(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word in -s is what a number counts, since the noun between is singular: "three roadside bombs"."""
    before = tokens[i - 1]
    if i < 2 or not tokens[i].low.endswith("s") or before.kind != "word" or before.low.endswith("s"):  # noqa: PLR2004
        return False
    counting = tokens[i - 2]
    return (
        counting.tag == "CD" and counting.low not in default_language().one_person and counting.low not in {"one", "1"}
    )


def _are_counted(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word in -s is what a number right before counts."""
    before = tokens[i - 1]
    is_many = before.tag == "CD" and before.low not in {"one", "1"} and before.low not in default_language().one_person
    return is_many and tokens[i].low.endswith("s")


def _is_headed_by(tokens: Sequence[Token], i: int) -> bool:
    """Whether a name alone stands before a word, and a comma or the end behind it."""
    opens = i == 1 or tokens[i - 2].kind == "mark"
    return opens and (i + 1 >= len(tokens) or tokens[i + 1].tag in {",", ".", ";", "-", ":"})


def _verb_fits(tokens: Sequence[Token], i: int, behind: Token | None) -> bool:
    """Whether a noun that may be a verb is the verb of a subject right before it."""
    token = tokens[i]
    if "VB" in token.tags and "VBZ" not in token.tags and _opens_singular(tokens, i):
        return False  # "Air strike hits compound", "Mine blast in X; four killed"
    if (
        behind is not None
        and behind.low == "to"
        and any("VB" in each.tags for each in tokens[i + 2 : i + 3])
        and not singular_before(tokens, i)
    ):
        return True  # "the Taliban claim to have ...", "plan to ..."
    if in_prepositional(tokens, i) and (not opens_object(behind) or (behind is not None and behind.low == "that")):
        return False  # "in air raids that killed nine"
    if "VB" in token.tags and singular_before(tokens, i):
        return False
    if has_finite(tokens, i + 1):
        return False
    if behind is not None and _has_verb_behind(tokens, i):
        return False  # "air strikes hit the town"
    if behind is not None and behind.low in _PRONOUNS.objects:
        return True  # "two bombers blow themselves up"
    if behind is None or behind.tag in {".", "?"}:
        return "VBZ" in token.tags and not earlier_verb(tokens, i)
    if "WP" in behind.tags and behind.low != "that":
        return False  # "the suicide attack which killed nine"
    if behind.low in {"of", "on", "against", "that"}:
        return "VBZ" in token.tags and behind.low == "that" and not _is_told_of(tokens, i + 2)
    if earlier_verb(tokens, i) and not opens_object(behind):
        return False
    return (
        opens_object(behind) or bool(behind.tags & {"IN", "JJ", "NN", "RB", "TO", "SC", "NNP"}) or behind.kind == "date"
    )


def _has_verb_behind(tokens: Sequence[Token], i: int) -> bool:
    """Whether the verb with its object follows a noun: "air strikes hit the town", "raids also hit border posts"."""
    k = i + 1
    while k < len(tokens) and tokens[k].tags == {"RB"}:
        k += 1
    verb = word_behind(tokens, k - 1)
    if verb is None or verb.kind != "word" or not verb.tags & {"VBD", "VBZ"}:
        return False
    told = word_behind(tokens, k)
    if opens_object(told):
        return True
    is_past_only = {"VB", "VBD"} <= verb.tags and tokens[i].low.endswith("s")  # no adjective: "attacks injured man"
    return is_past_only and told is not None and told.kind == "word" and bool(told.tags & {"NN", "JJ", "NNS"})
