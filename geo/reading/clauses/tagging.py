"""Which part of speech each word of a sentence is: the readings of the language pack, settled by their neighbours.

A word has all readings that the pack gives it; an unknown one is guessed by its ending and its capital. The word before
and the words behind decide between noun and verb, and between participle and adjective. A past form that may be a
participle stays open (`shaky`): the clause decides.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.guessing import readings_of, singular_of, stem_of
from geo.reading.clauses.neighbours import (
    FINITE,
    OPENS_PHRASE,
    auxiliary_of,
    has_past_behind,
    is_behind_help,
    is_deed_of,
    is_existential,
    is_listed_deed,
    is_seen_doing,
    is_told_to_exist,
    opens_fronted,
    opens_object,
    opens_what_is_said,
    word_before,
    word_behind,
)
from geo.reading.clauses.noun_or_verb import noun_or_verb
from geo.reading.clauses.number_ranges import read_numbers
from geo.reading.clauses.open_classes import NOMINAL, ing_form, is_behind_own_verb, past_form
from geo.reading.clauses.tokens import GENITIVE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.language import LanguagePack
    from geo.reading.clauses.tokens import Token

_BASE = 2
_BY_NEIGHBOURS = frozenset({"'s", "to", "that", "there", "since"})
"""Words whose tag their neighbours decide, whatever the pack says of them."""
_CLOSED = frozenset({"DT", "PRP$", "PRP", "CC", "CD", "IN", "MD", "NNP"})
"""A word that can be one of these and nothing else is that, whatever stands beside it."""


_FAR = 8
"""So many words before it, the first part of a verb may stand."""

_OPENERS = clause_words().openers
_NOUNS = clause_words().nouns
_PRONOUNS = clause_words().pronouns
_VERBS = clause_words().verbs


def tag_tokens(tokens: Sequence[Token], language: LanguagePack) -> None:
    """Give each token its tag and base form."""
    plain = [token for token in tokens if token.kind == "word" and token.low[:1].isalpha()]
    named = sum(token.kind in {"place", "actor"} for token in tokens)
    capitals, words = sum(token.capital for token in plain) + named, len(plain) + named
    titled = words > _BASE and capitals * 10 > words * 7  # a headline in capitals says nothing by them
    for i, token in enumerate(tokens):
        if token.kind == "actor" and _acts_behind_relative(tokens, i, language):
            token.kind, token.tags = "word", frozenset()
    for i, token in enumerate(tokens):
        if token.kind == "word":
            opens = i == 0 or (tokens[i - 1].kind == "mark" and tokens[i - 1].tag not in {",", ";", ")"})
            token.tags = readings_of(token, language, first=opens, titled=titled)
    for i, token in enumerate(tokens):
        if token.kind == "word":
            token.tag = "NEG" if _denies_verb(tokens, i) else _settled(tokens, i, language)
            token.lemma = language.lemma(token.low, token.tag) if token.low in language.forms else stem_of(token)
            if token.tag == "VBN" and token.lemma == token.low:
                token.lemma = language.lemma(token.low, "VBD")  # "was overran"
            if token.tag == "NN" and token.lemma == token.low and "NN" not in language.tags(token.low):
                token.lemma = singular_of(token.low)
    read_numbers(tokens)
    _ensure_verb(tokens, language)


def _acts_behind_relative(tokens: Sequence[Token], i: int, language: LanguagePack) -> bool:
    """Whether a noun for people is a verb: "the city that guards the road"."""
    if not i or i + 1 >= len(tokens) or "VBZ" not in language.tags(tokens[i].low):
        return False
    return tokens[i - 1].low in {"that", "which", "who"} and (
        tokens[i + 1].low in {"the", "a", "an", "its", "their"} or tokens[i + 1].kind == "place"
    )


def _is_headed(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word stands alone before a colon, as the name of who tells what follows does."""
    is_alone = i == 0 or tokens[i - 1].kind == "mark"
    return is_alone and i + 1 < len(tokens) and tokens[i + 1].tag == ":"


def _settled(tokens: Sequence[Token], i: int, language: LanguagePack) -> str:
    token = tokens[i]
    tags = token.tags
    if tags == {"PRP$"} and token.low in _PRONOUNS.possessive_objects and _is_alone(tokens, i, language):
        return "PRP"  # "shot her dead", "killed her on Monday"
    if tags == {"DT"} and token.low in _PRONOUNS.one_more and _stands_alone(tokens, i):
        return "PRP"  # "another in X killed two"
    if len(tags) == 1 and not _CLOSED.isdisjoint(tags) and token.low not in _BY_NEIGHBOURS:
        return next(iter(tags))
    if token.low == GENITIVE:
        return "POS"
    if token.low == "'s":
        return _apostrophe(tokens, i)
    if token.low == "to":
        follower = word_behind(tokens, i)
        return (
            "TO"
            if follower is not None
            and follower.kind == "word"
            and "VB" in follower.tags
            and not _is_noun_behind_to(tokens, i)
            else "IN"
        )
    if token.low == "that" and i + 1 < len(tokens) and tokens[i + 1].low == "of":
        return "PRP"  # "followed by that of X"
    if token.low == "that":
        before = tokens[i - 1] if i else None
        noun = i + 1 < len(tokens) and "NN" in tokens[i + 1].tags
        takes_noun = before is None or (
            before.tag == "IN"
            or (before.tag in {"VBD", "VBZ", "VBG", "VBN", "VB"} and language.says("saying", before.lemma) is None)
            or _is_that_deed(tokens, i + 1, language)
        )
        return "DT" if noun and takes_noun else "THAT"
    if token.capital and "VB" in tags and _is_headed(tokens, i):
        return "NN"  # "5 October 2016, Herald: ..."
    before, behind = word_before(tokens, i), word_behind(tokens, i)
    if tags == {"VBZ"} and i and tokens[i - 1].kind == "word" and tokens[i - 1].lemma == "be":
        return "NN"  # "the reports were lies"
    if tags & {"JJ", "NN", "VBG"} and _ends_verb(tokens, i, behind, language):
        return "RB"
    if tags == {"RB"} and before is not None and before.tag == "PRP$" and _ends_phrase(behind):
        return "NN"  # "from his home"
    if tags == {"JJ"} and _is_adverb_of_order(tokens, i, behind):
        return "RB"
    if token.low == "there":
        return "PRP" if is_existential(behind) else "RB"
    if token.low == "since" and i and auxiliary_of(tokens, i) == "have" and behind is not None and "VBN" in behind.tags:
        return "RB"  # "has since been moved"
    if {"SC", "RB"} <= tags:
        state = before is not None and before.lemma == "be"  # "who was once an officer"
        opens = not state and _clause_behind(tokens, i, behind)
        return "SC" if opens else "RB"  # "once they had taken it", "once a bastion"
    if {"SC", "IN"} <= tags and (opener := _opener(tokens, i, before, behind)) is not None:
        return opener
    if "VB" in tags and is_behind_help(tokens, i) and (tags <= {"VB", "VBP"} or opens_object(behind)):
        return "VB"  # "helped retake Kunduz"
    if "VB" in tags and is_seen_doing(tokens, i, behind):
        return "VB"
    if (tags <= {"VB", "VBP"} and auxiliary_of(tokens, i) == "be" and not opens_object(behind)) or _lies_around(
        token, before, behind, language
    ):
        return "JJ"  # "the city was calm", "the road is now secure"
    if len(tags) == 1:
        (only,) = tags
        if (
            only == "NN"
            and before is not None
            and before.tag == "WP"
            and before.low != "where"  # "where landslides buried a village"
            and token.low.endswith("s")
            and not token.low.endswith("ss")
        ):
            return "VBZ"  # "which adjoins"
        if only in {"VB", "VBZ"}:
            return noun_or_verb(tokens, i, before, behind, language)
        if only in {"VBD", "VBN"}:
            return _past_alone(tokens, i, before, behind, only)
        if only == "VBG":
            return ing_form(before, behind, only_verb=True)
        return only
    if "VBN" in tags and before is not None and before.tag == "IN" and before.kind == "word" and _is_noun(behind):
        return "JJ"  # "in captured vehicles"
    if tags & {"VBD", "VBN"}:
        return past_form(tokens, i, before, behind)
    if {"IN", "VB"} <= tags and not (before is not None and before.tag in {"MD", "TO"}):
        return "IN"
    is_named = {"VBG", "JJ"} <= tags and behind is not None and behind.kind == "place"
    if is_named and (before is None or (before.kind == "word" and not before.is_nominal and before.lemma != "be")):
        return "JJ"  # "in neighbouring Takhar", "said that neighbouring Takhar fell", but "a town neighbouring Takhar"
    if _is_noun_there(tokens, i):
        return "NN"  # "there was fighting", "U.S. bombing in X killed 20", "accused of murder and kidnapping"
    if {"VBG", "NN"} <= tags and before is not None and before.lemma in _VERBS.escaping:
        return "NN"  # "fled fighting in X"
    if {"VBG", "JJ"} <= tags and _describes(before, behind):
        return "JJ"  # "acting governor X met Y", "against protesting women"
    if {"VBG", "NN"} <= tags and before is not None and before.tag == "DT" and has_past_behind(tokens, i):
        return "NN"
    is_free = i == 0 or _is_noun(tokens[i - 1]) or tokens[i - 1].tag in {"IN", "JJ", "SC", "DT"}
    if {"VBG", "NN"} <= tags and is_free and _is_described(token, behind, language):
        return "NN"  # "a car bombing that killed four", "fighting that raged for hours cost nine lives"
    if "VBG" in tags:
        return ing_form(before, behind, only_verb="NN" not in tags)
    if tags & {"VB", "VBZ"}:
        return noun_or_verb(tokens, i, before, behind, language)
    if tags == {"JJ", "NN"}:
        modifies = behind is not None and (behind.kind in {"place", "actor"} or bool(behind.tags & {"NN", "NNP", "JJ"}))
        return "JJ" if modifies else "NN"
    return _closed(token, behind)


def _is_noun_there(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word that may be a verb is a noun where it stands: a form in "-ing", or what opens what is said."""
    tags = tokens[i].tags
    if "NN" in tags and tags & {"VB", "VBZ", "VBG"} and opens_what_is_said(tokens, i):
        return True
    rules = (is_told_to_exist, is_deed_of, opens_fronted, is_listed_deed)
    return {"VBG", "NN"} <= tags and any(is_noun(tokens, i) for is_noun in rules)


def _stands_alone(tokens: Sequence[Token], i: int) -> bool:
    """Whether a determiner without a noun opens a clause: "another killed two", "and another in X killed two"."""
    before, behind, next_one = word_before(tokens, i), word_behind(tokens, i), word_behind(tokens, i + 1)
    opens = i == 0 or tokens[i - 1].kind == "mark" or (before is not None and not before.tags.isdisjoint({"CC", "SC"}))
    if not opens or behind is None or next_one is None or behind.kind != "word" or behind.low == "of":
        return False
    if behind.tags == {"IN"}:
        words = takewhile(lambda each: each.kind != "mark", tokens[i + 2 :])
        return any("VBD" in each.tags for each in words)
    has_object = not next_one.tags.isdisjoint({"DT", "CD", "PRP", "PRP$"})  # not "and another wounded in X"
    return "VBD" in behind.tags and has_object


def _past_alone(tokens: Sequence[Token], i: int, before: Token | None, behind: Token | None, only: str) -> str:
    """The tag of a past form that can be nothing else: an adjective between a verb and a plural noun."""
    tokens[i].shaky = False
    if is_behind_own_verb(before, tokens[i], behind):
        return "JJ"  # "seized stolen cars"
    return "VBN" if auxiliary_of(tokens, i) in {"be", "have", "get"} else only  # "was overran" is how some write it


def _denies_verb(tokens: Sequence[Token], i: int) -> bool:
    """Whether "neither" behind a noun or a verb denies what follows: "they neither took", "driven neither from"."""
    is_known = tokens[i].low in _VERBS.denying_both and not tokens[i].tags <= {"CC"}
    if not is_known or not 0 < i < len(tokens) - 1:
        return False
    before, behind = tokens[i - 1], tokens[i + 1]
    is_behind = before.is_nominal or before.tag.startswith("VB") or before.tag in {"MD", "PRP"}
    opens = bool(behind.tags & {"VBD", "VBZ", "VB", "VBN", "MD", "IN"}) and "DT" not in behind.tags
    return is_behind and opens and behind.low != "of"


def _lies_around(token: Token, before: Token | None, behind: Token | None, language: LanguagePack) -> bool:
    """Whether a form in -ing says where a noun lies: "in surrounding areas"; not "succeeded in surrounding X"."""
    if before is None or behind is None or "VBG" not in token.tags or before.tag not in {"IN", "CC"}:
        return False
    is_noun = behind.kind == "word" and "NN" in behind.tags
    return is_noun and language.lemma(token.low, "VBG") in _VERBS.lying_around


def _describes(before: Token | None, behind: Token | None) -> bool:
    """Whether a form in -ing that may be an adjective stands right before a noun, and behind no word of a verb's."""
    opens = before is None or (before.tag == "IN" and before.low not in _OPENERS.before_gerund)
    return opens and behind is not None and (behind.kind == "actor" or bool(behind.tags & NOMINAL))


def _is_described(token: Token, behind: Token | None, language: LanguagePack) -> bool:
    """Whether a relative pronoun stands right behind a word that opens no clause with it: "a bombing that killed"."""
    is_relative = behind is not None and (behind.low == "that" or "WP" in behind.tags)
    return is_relative and language.says("saying", language.lemma(token.low, "VBG")) is None


def _opener(tokens: Sequence[Token], i: int, before: Token | None, behind: Token | None) -> str | None:
    """The tag of a word that opens a clause or a phrase, where it is clear which: "after", "following"."""
    if before is not None and before.low == "the" and not _ends_phrase(behind):
        return "JJ"  # "the following cities"
    if _is_adverb_of_time(tokens, i):
        return "RB"
    return "SC" if auxiliary_of(tokens, i) != "be" else None


def _is_adverb_of_time(tokens: Sequence[Token], i: int) -> bool:
    """Whether "after" opens nothing: "Shortly after, police came", "and soon after police came", "came soon after."."""
    if i == 0 or tokens[i - 1].low not in _OPENERS.briefly:
        return False
    is_last = i + 1 == len(tokens) or tokens[i + 1].low in {",", ".", ";"}
    return is_last or (i > 1 and tokens[i - 2].tag == "CC")


def _is_adverb_of_order(tokens: Sequence[Token], i: int, behind: Token | None) -> bool:
    """Whether "first" stands in a verb or right before it: "will first attack", "was first seen", "they first took"."""
    if not i or behind is None or behind.kind != "word" or tokens[i].low not in _OPENERS.orderly:
        return False
    before = tokens[i - 1]
    if before.tag == "MD":
        return "VB" in behind.tags
    is_behind = before.tag in {"PRP", "NN", "NNP", "WP"} or before.kind in {"place", "actor"}
    return (is_behind or auxiliary_of(tokens, i) is not None) and bool(behind.tags & {"VBD", "VBN"})


def _is_noun(token: Token | None) -> bool:
    """Whether a word can only be a noun or a name."""
    return token is not None and (
        token.kind in {"place", "actor"} or (token.tags <= {"NN", "NNP"} and bool(token.tags))
    )


def _is_that_deed(tokens: Sequence[Token], i: int, language: LanguagePack) -> bool:
    """Whether a deed behind "that" is the one spoken of, since no verb follows it: "the group claimed that attack"."""
    if i >= len(tokens) or language.says("claiming", tokens[i].low) != "deeds":
        return False
    behind = takewhile(lambda each: each.kind != "mark", tokens[i + 1 :])
    return not any(each.tags & {"VBD", "VBZ", "MD"} for each in behind)


def _ends_phrase(behind: Token | None) -> bool:
    """Whether no noun or adjective follows."""
    return behind is None or not (behind.kind in {"place", "actor"} or bool(behind.tags & {"NN", "NNP", "JJ"}))


def _is_alone(tokens: Sequence[Token], i: int, language: LanguagePack) -> bool:
    """Whether no noun follows that a possessive may belong to; an adjective alone is a state: "shot her dead"."""
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    if behind is None or behind.kind in {"mark", "date"}:
        return True
    if behind.kind != "word" or behind.tags & {"CD", "VBG", "VBN"} or behind.low in _PRONOUNS.possessed_adverbs:
        return False
    if behind.tags & {"JJ", "RB"}:
        return _ends_phrase(tokens[i + 2] if i + 2 < len(tokens) else None)
    if _ends_verb(tokens, i + 1, word_behind(tokens, i + 1), language):
        return True  # "took her hostage"
    return not behind.tags & NOMINAL


def _ends_verb(tokens: Sequence[Token], i: int, behind: Token | None, language: LanguagePack) -> bool:
    """Whether a word is the second part of a verb before it: "walked free", "took 12 villagers hostage"."""
    if not _ends_phrase(behind):
        return False
    for token in reversed(tokens[max(0, i - _FAR) : i]):
        if token.kind == "mark" or token.tag in {"CC", "SC"}:
            return False
        if token.tag.startswith("VB"):
            return f"{token.lemma} {tokens[i].low}" in language.phrasal
    return False


_WAY = 5
"""So many words before "to" at most a way is opened to somebody: "opened the X border crossing to trade"."""


def _is_noun_behind_to(tokens: Sequence[Token], i: int) -> bool:
    """Whether "to" is a preposition before a noun that may be a verb: "fell to rebel forces", "to control of"."""
    follower = tokens[i + 1] if i + 1 < len(tokens) else None
    if follower is None or "NN" not in follower.tags:
        return False
    if follower.low in _NOUNS.daily and i and tokens[i - 1].lemma in _NOUNS.on_way:
        return True  # "driving to work"
    if follower.low in _NOUNS.passage and any(each.lemma in _NOUNS.barring for each in tokens[max(0, i - _WAY) : i]):
        return True  # "closed to traffic", "reopened the X crossing to trade"
    behind = tokens[i + 2] if i + 2 < len(tokens) else None
    if behind is None:
        return False
    is_noun = behind.kind == "actor" or (behind.tags == {"NN"} and "VB" in follower.tags)
    return is_noun and follower.low in _NOUNS.before_people


def _apostrophe(tokens: Sequence[Token], i: int) -> str:
    before, behind = tokens[i - 1] if i else None, tokens[i + 1] if i + 1 < len(tokens) else None
    if before is None or behind is None:
        return "POS"
    if before.tag in {"PRP", "WP", "RB"} or (behind.tags and behind.tags <= {"VBG", "DT", "NEG"}):
        return "VBZ"
    return "POS"


def _clause_behind(tokens: Sequence[Token], i: int, behind: Token | None) -> bool:
    """Whether a phrase and a verb follow before the next mark."""
    if behind is None or not (behind.kind in {"place", "actor"} or behind.tags & (OPENS_PHRASE | NOMINAL | {"PRP"})):
        return False
    words = takewhile(lambda each: each.kind != "mark", tokens[i + 1 :])
    return any(each.tags & (FINITE | {"VB"}) for each in words)


def _closed(token: Token, behind: Token | None) -> str:
    """A word of several closed classes: before a noun phrase or not."""
    tags = token.tags
    opens = behind is not None and (behind.kind in {"place", "actor", "date"} or bool(behind.tags & OPENS_PHRASE))
    if {"DT", "PRP"} <= tags:
        return "DT" if opens and behind is not None and behind.kind != "date" else "PRP"
    if {"SC", "IN"} <= tags:
        return "SC"
    if "IN" in tags and "RB" in tags:
        return "IN" if opens and behind is not None and behind.kind != "date" else "RB"
    if "WP" in tags:
        return "WP"
    if "CC" in tags:
        return "RB" if token.low == "yet" else "CC"
    if {"JJ", "RB"} <= tags:
        return "JJ" if behind is not None and bool(behind.tags & (NOMINAL | {"JJ"})) else "RB"
    if {"CD", "PRP"} <= tags:
        return "CD" if opens else "PRP"
    return next((tag for tag in ("CD", "JJ") if tag in tags), min(tags))


def _ensure_verb(tokens: Sequence[Token], language: LanguagePack) -> None:
    """In a sentence without any verb, the last noun that may be one becomes it: "Militants in Kunduz attack base"."""
    if any(token.tag in FINITE | {"VB", "VBN"} for token in tokens):
        return
    for i in range(len(tokens) - 1, 0, -1):
        token = tokens[i]
        if token.kind == "word" and token.tag == "NN" and "VBZ" in token.tags and tokens[i - 1].is_nominal:
            token.tag = "VBZ"
            token.lemma = language.lemma(token.low, "VBZ")
            return
