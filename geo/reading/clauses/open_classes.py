"""Participle, past tense, noun or adjective: what a past form or a word in "-ing" is.

A base form or one in -s, which may be a noun or a verb, is read in `geo.reading.clauses.noun_or_verb`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language import default_language
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.neighbours import (
    BEFORE_NOUN,
    FINITE,
    auxiliary_of,
    has_finite,
    has_object,
    is_behind_fronted,
    is_told_to_exist,
    opens_object,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reading.clauses.tokens import Token


NOMINAL = frozenset({"NN", "NNP"})

_VERBS = clause_words().verbs
_OPENERS = clause_words().openers


_NOT = "un"
"""A participle that begins so describes what stands behind it: "banned unauthorised protests"."""
_REPORTED = frozenset({"said", "told"})


def _is_plain_noun(token: Token | None) -> bool:
    """Whether a word is a noun by its ending or can be nothing else: "there were targeted attacks"."""
    return token is not None and token.kind == "word" and "NN" in token.tags and "IN" not in token.tags


def _is_left_so(tokens: Sequence[Token], i: int, before: Token | None) -> bool:
    """Whether a past form says in what state somebody was left: "left 300 people dead and some 900 others injured"."""
    if before is None or not (before.is_nominal or before.tag in {"PRP", "CD"}):
        return False
    k = i - 1
    while k >= 0 and (
        tokens[k].is_nominal or tokens[k].tag in {"CD", "JJ", "DT", "PRP", "PRP$", "CC", ",", "RB", "IN"}
    ):
        k -= 1
    counted = any(token.tag in {"CD", "PRP"} for token in tokens[k + 1 : i])
    return counted and k >= 0 and tokens[k].lemma in default_language().leaving and tokens[k].tag.startswith("VB")


def _is_deed_of_counted(tokens: Sequence[Token], i: int, before: Token) -> bool:
    """Whether a past form tells what those whom a number counts did: "thousands fled villages", "some 900 fled X"."""
    if before.tag != "CD" or "VBD" not in tokens[i].tags:
        return False
    if before.kind == "word" and before.low.isalpha() and before.low.endswith("s"):
        return True  # no participle stands between "dozens" and a noun without "of"
    return i + 1 < len(tokens) and tokens[i + 1].kind == "place" and not has_finite(tokens, i + 1)


def past_form(tokens: Sequence[Token], i: int, before: Token | None, behind: Token | None) -> str:
    """The tag of a word that may be a past form; `shaky` where it may be a participle."""
    token = tokens[i]
    auxiliary = auxiliary_of(tokens, i)
    if auxiliary in {"be", "have", "get"} and "VBN" in token.tags and not is_behind_own_verb(before, token, behind):
        return "JJ" if is_told_to_exist(tokens, i) and _is_plain_noun(behind) else "VBN"
    if auxiliary in {"modal", "do"} and "VB" in token.tags:
        return "VB"
    if before is not None and before.tag == "TO" and "VB" in token.tags:
        return "VB"
    attributive = (
        behind is not None and behind.kind == "word" and bool(behind.tags & {"NN", "JJ"}) and "IN" not in behind.tags
    )
    is_saying = default_language().says("saying", default_language().lemma(token.low, "VBD")) is not None
    is_fronted = (before is not None and before.tag in {"SC", "THAT"}) or is_behind_fronted(tokens, i)
    if (
        (before is None or (is_fronted and not is_saying))
        and "VBN" in token.tags
        and _opens_with_noun(tokens, i, behind)
    ):
        return "JJ"  # "Kidnapped aid workers were freed"
    if _is_epithet(tokens, i, before, behind) or _goes_on_describing(tokens, i, behind):
        return "JJ"
    is_people = behind is not None and behind.kind == "actor" and behind.low.islower()
    is_said = token.low in _REPORTED and not (before is not None and before.low == "the")  # "the said districts"
    if before is not None and (attributive or is_people) and not is_said and _is_counted_noun(tokens, i, before):
        before.tag = "DT"
        return "JJ"
    if before is not None and before.tag == "IN":
        attributive = attributive or (behind is not None and behind.kind in {"actor", "place"})
    if (
        before is not None
        and (before.tag in BEFORE_NOUN or (before.tag == "IN" and attributive))
        and before.kind != "date"
        and not _opens_quote(tokens, i)
        and not _is_deed_of_counted(tokens, i, before)
    ):
        if (
            behind is not None
            and (attributive or behind.kind in {"place", "actor"} or behind.tags & NOMINAL)
            and not is_said
        ):
            return "JJ"
        if "NN" in token.tags and before.tag in BEFORE_NOUN:
            return "NN"
    if (
        "NN" in token.tags
        and before is not None
        and (
            before.tag == "IN"
            or (before.is_nominal and behind is not None and behind.tag == "IN" and has_finite(tokens, i + 1))
        )
    ):
        return "NN"
    if is_behind_own_verb(before, token, behind):
        return "JJ"  # "airlifted wounded villagers"
    if "VBD" not in token.tags:
        token.shaky = False
        return "VBN" if "VBN" in token.tags else "VB"
    if "VBN" in token.tags and _is_left_so(tokens, i, before):
        return "VBN"
    token.shaky = "VBN" in token.tags
    if "VB" in token.tags and before is None:
        return "VB"
    return "VBD"


def _goes_on_describing(tokens: Sequence[Token], i: int, behind: Token | None) -> bool:
    """Whether a past form is the second adjective of a noun: "the remote, sparsely populated district"."""
    before = [*tokens[max(0, i - 4) : i]]
    if before and before[-1].tag == "RB":
        before.pop()
    is_noun = behind is not None and behind.kind == "word" and "NN" in behind.tags
    if not is_noun or [each.tag for each in before[-2:]] != ["JJ", ","]:
        return False
    return "NN" not in before[-2].tags and any(each.tag in {"DT", "PRP$"} for each in before[-3:-2])


def _is_epithet(tokens: Sequence[Token], i: int, before: Token | None, behind: Token | None) -> bool:
    """Whether a past form says what people are held for, by nobody who stands before: "said suspected rebels ..."."""
    if tokens[i].low not in _VERBS.epithets or behind is None or not (behind.kind == "actor" or behind.tags & NOMINAL):
        return False
    if before is None or before.kind == "date":
        return has_finite(tokens, i + 1)
    is_holder = before.is_nominal or before.tag in {"PRP", "WP", "POS"}
    return not is_holder and auxiliary_of(tokens, i) is None


def is_behind_own_verb(before: Token | None, token: Token, behind: Token | None) -> bool:
    """Whether a past form stands between a verb and its plural object: no noun is left for it to be the verb of."""
    if (
        before is None
        or before.kind != "word"
        or before.tag not in {"VBD", "VBZ", "VB", "VBG", "VBN"}
        or "VBN" not in token.tags
    ):
        return False
    if before.lemma in _VERBS.auxiliaries or default_language().says("saying", before.lemma) is not None:
        return False
    if behind is None or not behind.low.endswith(("s", "men")):
        return False
    if behind.kind == "actor" and behind.low.islower():
        return True
    is_thing = _is_plain_noun(behind) and not behind.low.endswith("ss")
    is_sure = before.tag == "VBN" or "VBN" not in before.tags or "VBD" not in token.tags
    return is_thing and (is_sure or token.low.startswith(_NOT))


def _is_counted_noun(tokens: Sequence[Token], i: int, before: Token) -> bool:
    """Whether a past form stands between "several" and its noun: "captured several wanted men".

    Behind a verb or a preposition it does; elsewhere where a verb follows the noun at once.
    """
    if before.tag != "PRP" or "DT" not in before.tags:
        return False
    owner = tokens[i - 2] if i > 1 else None
    if owner is not None and owner.kind == "word":
        is_verb = owner.tag in {"VBD", "VBZ", "VBG", "VB", "VBN"}
        if owner.tag == "IN" or (is_verb and default_language().says("saying", owner.lemma) is None):
            return True
    verb = tokens[i + 2] if i + 2 < len(tokens) else None
    is_finite = verb is not None and bool(verb.tags & FINITE) and "VBN" not in verb.tags
    return is_finite or (verb is not None and verb.low in _VERBS.auxiliary_forms)


def _opens_quote(tokens: Sequence[Token], i: int) -> bool:
    """Whether what stands behind a word is the quotation that it introduces: "several hundred cried "Freedom!""."""
    return i + 1 < len(tokens) and tokens[i + 1].tag == '"' and not (i and tokens[i - 1].tag == '"')


def _opens_with_noun(tokens: Sequence[Token], i: int, behind: Token | None) -> bool:
    """Whether the noun phrase of a later verb begins with a past form: no determiner follows, and a verb does."""
    if behind is None or behind.kind not in {"word", "actor"} or behind.tags & {"IN", "DT", "PRP", "PRP$", "CD", "RB"}:
        return False
    is_noun = behind.kind == "actor" or bool(behind.tags & (NOMINAL | {"JJ"}))
    if tokens[i].lemma in _VERBS.auxiliaries or tokens[i].low == "had":
        return False  # "Had gunmen attacked X, ..."
    return is_noun and (has_finite(tokens, i + 1) or (behind.kind == "actor" and _has_present(tokens, i + 2)))


def _has_present(tokens: Sequence[Token], i: int) -> bool:
    """Whether a form behind a noun may be a verb in the present: "displaced families in X need food"."""
    for k in range(i, len(tokens)):
        if tokens[k].kind == "mark":
            return False
        if tokens[k].tags & {"VB", "VBZ"} and (tokens[k - 1].kind in {"place", "actor"} or "NN" in tokens[k - 1].tags):
            return True
    return False


def _is_told_of(before: Token, behind: Token | None) -> bool:
    """Whether a form in "-ing" without an object is what the verb of saying before it tells: "said fighting in X"."""
    is_speech = before.tag.startswith("VB") and default_language().says("saying", before.lemma) is not None
    return is_speech and behind is not None and "IN" in behind.tags and not has_object(behind)


def ing_form(before: Token | None, behind: Token | None, *, only_verb: bool) -> str:
    """The tag of a word in "-ing": verb, noun or adjective."""
    if not only_verb and (before is None or before.tag in {"IN", "SC", "CC"}) and not has_object(behind):
        return "NN"  # "in shelling in Kunduz", "fighting went on"
    if not only_verb and before is not None and _is_told_of(before, behind):
        return "NN"
    if before is None:
        return "VBG"
    if before.lemma == "be" and before.tag.startswith("VB"):
        return "VBG"
    noun_behind = behind is not None and (behind.is_nominal or bool(behind.tags & NOMINAL)) and behind.kind == "word"
    if before.tag in {"DT", "PRP$", "JJ", "POS", "CD"}:
        return "JJ" if noun_behind and not (behind is not None and behind.tags & {"IN"}) else "NN"
    if before.tag == "IN" and opens_object(behind):
        return "VBG"
    if before.tag == "IN" and before.low not in _OPENERS.before_gerund:
        return "JJ" if noun_behind else "NN"
    if (
        not only_verb
        and before.is_nominal
        and before.kind == "word"
        and before.low.islower()
        and not (behind is not None and opens_object(behind))
    ):
        return "NN"
    if (
        (before.is_nominal or before.tag in {"WP", "SC", "THAT"})
        and behind is not None
        and behind.tags & {"VBD", "MD", "VBZ"}
        and not behind.tags & {"NN"}
        and not only_verb
    ):
        return "NN"
    return "VBG"
