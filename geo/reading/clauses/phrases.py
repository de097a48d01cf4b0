"""Noun phrases and verb groups: tokens put together, left to right.

A noun phrase ends at its head; what "of" adds belongs to it, and so does what a possessor adds before it. A verb group
is a verb with its auxiliaries, its negation, the adverbs among them and a particle right behind. Everything else stays
a chunk of one token. Tokens are counted from 0 in their sentence; ends are exclusive.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.language import default_language
from geo.reading.clauses.chunks import DEEPEST, Chunk, Phrase
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.fronted import begins_behind_front, front_of, is_subject
from geo.reading.clauses.neighbours import FINITE
from geo.reading.clauses.nouns import RANKED, noun_table
from geo.reading.clauses.verb_groups import behind_time, verb_group
from geo.text.number_words import load_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.language import LanguagePack
    from geo.reading.clauses.chunks import VerbGroup
    from geo.reading.clauses.tokens import Token

_INSIDE = frozenset({"DT", "PRP$", "JJ", "CD", "NN", "NNP"})
_NOUNS = clause_words().nouns
_PREPOSITIONS = clause_words().prepositions


def chunk(tokens: Sequence[Token], language: LanguagePack) -> list[Chunk]:
    """The chunks of a sentence, left to right; every token is in one."""
    chunks: list[Chunk] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        group = verb_group(tokens, i)
        if group is not None:
            chunks.append(Chunk("VG", i, group.end, token, verbs=group))
            chunks += _times_inside(tokens, group, language)
            i = group.end
            continue
        phrase = _noun_phrase(tokens, i)
        if phrase is not None:
            kind = "TIME" if _is_time(phrase, language) else "NP"
            chunks.append(Chunk(kind, phrase.start, phrase.end, token, phrase=phrase))
            i = phrase.end
            continue
        chunks.append(Chunk(_kind(token), i, i + 1, token))
        i += 1
    return chunks


def _times_inside(tokens: Sequence[Token], group: VerbGroup, language: LanguagePack) -> Iterator[Chunk]:
    """The time that parts an auxiliary from its verb, told behind both: "have since Monday been attacking"."""
    for k in range(group.start + 1, group.head):
        if tokens[k].tag.startswith("VB"):
            continue
        behind = behind_time(tokens, k - 1, k) if tokens[k - 1].tag.startswith("VB") else None
        if behind is not None:
            for each in (each for each in chunk(tokens[k:behind], language) if each.kind in {"DATE", "TIME"}):
                yield replace(
                    each, start=each.start + k, end=each.end + k, phrase=each.phrase and _moved(each.phrase, tokens, k)
                )
            return


def _moved(phrase: Phrase, tokens: Sequence[Token], by: int) -> Phrase:
    return Phrase(phrase.start + by, phrase.end + by, phrase.head + by, tokens)


def _kind(token: Token) -> str:
    return {
        "DATE": "DATE",
        "DT": "RB",
        "PRP$": "RB",
        "CD": "CD",
        "NEG": "RB",
        "VBZ": "RB",
        "POS": "RB",
        "JJ": "JJ",
    }.get(token.tag, token.tag)


def _is_time(phrase: Phrase, language: LanguagePack) -> bool:
    token = phrase.head_token
    if token.low in load_numbers().ordinals and phrase.determiner == "the" and _picks_one(phrase):
        return False
    return (
        token.kind == "word" and token.lemma in language.time_nouns and phrase.of is None and phrase.possessor is None
    )


def _picks_one(phrase: Phrase) -> bool:
    """Whether a word of order stands alone for one of several: "the second fell", "from the second they fled"."""
    behind = phrase.tokens[phrase.end] if phrase.end < len(phrase.tokens) else None
    ahead = phrase.tokens[phrase.start - 1].tag if phrase.start else ""
    return ahead == "IN" or behind is None or behind.tag.startswith("VB") or behind.tag in {"MD", ",", ".", ":"}


# Noun phrases


def _noun_phrase(tokens: Sequence[Token], i: int, depth: int = 0) -> Phrase | None:
    first = _simple(tokens, i)
    if first is None:
        return None
    phrase = first
    while phrase.end < len(tokens) and tokens[phrase.end].tag == "POS" and depth < DEEPEST:
        owned = _simple(tokens, phrase.end + 1, possessed=True)
        if owned is None:
            if phrase.end + 1 < len(tokens) and tokens[phrase.end + 1].tag in {"IN", "SC"}:
                phrase.end += 1  # "the Taliban's of"
            break
        phrase = Phrase(phrase.start, owned.end, owned.head, tokens, possessor=phrase)
        depth += 1
    if phrase.end + 1 < len(tokens) and tokens[phrase.end].low == "of" and depth < DEEPEST and not phrase.pronoun:
        inner = _noun_phrase(tokens, _behind_roughly(tokens, phrase.end + 1), depth + 1)
        if inner is not None:
            phrase.of = inner
            phrase.end = inner.end
    return phrase


def _behind_roughly(tokens: Sequence[Token], i: int) -> int:
    """Behind the adverbs of a number, if a number stands there: "(the deaths of) more than 20 people"; else `i`."""
    k = i
    while k < len(tokens) and (tokens[k].tag == "RB" or tokens[k].low in _PREPOSITIONS.roughly):
        k += 1
    return k if k < len(tokens) and tokens[k].tag == "CD" else i


def _simple(tokens: Sequence[Token], i: int, *, possessed: bool = False) -> Phrase | None:
    """Determiners, adjectives and nouns up to the head."""
    if i >= len(tokens):
        return None
    if tokens[i].tag == "PRP" and not (i + 1 < len(tokens) and tokens[i + 1].low == "of"):
        return Phrase(i, i + 1, i, tokens, pronoun=True)
    if tokens[i].kind == "date":
        if i + 1 < len(tokens) and tokens[i + 1].tag == "POS":
            inner = _simple(tokens, i + 2, possessed=True)
            if inner is not None:
                return Phrase(i, inner.end, inner.head, tokens)
        return None
    head: int | None = None
    k = i
    while k < len(tokens):
        token = tokens[k]
        if token.tag == "PRP":
            if k == i:
                return Phrase(i, k + 1, k, tokens)
            if token.low == "others" and head is None and tokens[k - 1].tag == "CD":
                return Phrase(i, k + 1, k - 1, tokens)  # "nine others died"
            break  # "the city they took"
        if token.tag in {"DT", "PRP$"}:
            counted = token.low == "more" and k > i and tokens[k - 1].tag == "CD"  # "three more cities"
            if (k > i or possessed) and not ((tokens[k - 1].tag in {"DT", "PRP$"} or counted) and head is None):
                break
        elif token.tag == "NEG" or (token.tag == "RB" and head is None and _is_before_adjective(tokens, k)):
            if not (k + 1 < len(tokens) and tokens[k + 1].tag in _INSIDE and k > i):
                break
        elif token.tag in {"NN", "NNP"}:
            if head is not None and (_begins_clause(tokens, i, head, k) or _begins_behind_place(tokens, i, k)):
                break  # "in Monday's raid commandos killed nine", "in Kunduz gunmen killed nine"
            if head is not None and (
                _begins_behind_time(tokens, i, head, k) or begins_behind_front(tokens, i, head, k)
            ):
                break  # "for two weeks rockets have come down", "in a separate incident gunmen killed two"
            if head is not None and _is_no_part(tokens, i, head, k):
                break
            if (
                head is not None
                and token.kind in {"place", "actor"}
                and tokens[head].kind == "actor"
                and token.kind == "place"
            ):
                break
            head = k
        elif token.tag in {"JJ", "CD"}:
            is_part = _goes_on(tokens, k) or _is_value(tokens, k)
            is_part = is_part and not (head is not None and begins_behind_front(tokens, i, head, k))
            if head is not None and (not is_part or _begins_behind_time(tokens, i, head, k)):
                break
        elif head is None and k > i and (_joins_adjectives(tokens, k, i) or _is_attribute(tokens, k)):
            pass  # "the second and third largest", "a remote, mountainous district", "the May 5 bombing"
        elif token.kind == "mark" and token.tag in {'"', "'"}:
            if not (
                k + 1 < len(tokens)
                and tokens[k + 1].tag in {"NN", "NNP", "JJ"}
                and tokens[k + 1].kind != "actor"
                and k > i
                and head is None
            ):
                break
        else:
            break
        k += 1
    if head is None:
        last = k - 1
        if last > i and tokens[last].low == "more" and tokens[last - 1].tag == "CD":
            return Phrase(i, last + 1, last - 1, tokens)  # "nine more were killed"
        if last >= i and tokens[last].tag in {"CD"} | ({"JJ"} if tokens[i].tag == "DT" else set()):
            return Phrase(i, last + 1, last, tokens)
        if (
            last >= i
            and tokens[last].tag == "DT"
            and tokens[last].low in {"most", "many", "much", "half", "some", "several", "all", "both", "each", "few"}
            and last + 1 < len(tokens)
            and tokens[last + 1].low == "of"
        ):
            return Phrase(i, last + 1, last, tokens)
        return None
    return Phrase(i, head + (2 if _is_value(tokens, head + 1) else 1), head, tokens)


def _is_no_part(tokens: Sequence[Token], i: int, head: int, k: int) -> bool:
    """Whether a name opens what a noun of time or of saying is of, or a state follows those counted.

    "The day Kabul falls"; "amid fears Kabul has fallen"; "seven Taliban dead and one soldier wounded".
    """
    is_name = tokens[k].kind != "word"
    if is_name and tokens[head].low != tokens[head].lemma:
        is_content = default_language().says("nouns", tokens[head].lemma) is not None
        is_content = is_content and tokens[head].low not in _NOUNS.attributive_plurals
        if is_content and head == k - 1 and is_subject(tokens, k):
            return True
    if is_name and (tokens[head].low in _NOUNS.points_in_time or _is_each_time(tokens, i, head)):
        return True
    return tokens[i].tag == "CD" and tokens[k].low in _NOUNS.behind_noun


def _is_each_time(tokens: Sequence[Token], i: int, head: int) -> bool:
    """Whether a phrase opens a clause of what happens again: "every time Kabul falls"."""
    return f"{tokens[i].low} {tokens[head].low}" in clause_words().openers.every_time


def _is_attribute(tokens: Sequence[Token], k: int) -> bool:
    """Whether a day stands between a determiner and a noun for a thing: "a deadly Friday attack"."""
    day, end = tokens[k].day, k + 1
    if day is None or not _is_determined(tokens, k):
        return False
    if day.parts.month is None and day.parts.weekday is None and tokens[k].low not in _NOUNS.attributive_times:
        return False
    while end < len(tokens) and tokens[end].tag == "JJ":
        end += 1
    return end < len(tokens) and tokens[end].kind == "word" and tokens[end].tag == "NN"


def _is_determined(tokens: Sequence[Token], k: int) -> bool:
    """Whether a determiner, or one with an adjective, stands right before a token."""
    before = k - 1 - (k > 1 and tokens[k - 1].tag == "JJ")
    return before >= 0 and tokens[before].tag in {"DT", "PRP$", "POS"}


def _begins_clause(tokens: Sequence[Token], i: int, head: int, k: int) -> bool:
    """Whether several people behind a fronted phrase are the subject of what follows, and no part of that phrase.

    The phrase begins at `i`, behind a preposition or a day; its noun tells of a deed and is a verb as well ("raid").
    """
    before = tokens[i - 1] if i else None
    fronted = before is not None and (
        (before.tag in {"IN", "SC"} and tokens[i].tag in {"DT", "PRP$"})
        or (before.tag == "POS" and i > 1 and tokens[i - 2].kind == "date")
    )
    if not fronted or head != k - 1 or k + 1 >= len(tokens):
        return False
    noun, people, verb = tokens[head], tokens[k], tokens[k + 1]
    are_people = people.kind == "actor" and people.low.endswith("s") and not people.capital
    return noun.kind == "word" and "VB" in noun.tags and are_people and bool(verb.tags & FINITE)


def _begins_behind_place(tokens: Sequence[Token], i: int, k: int) -> bool:
    """Whether what stands right behind a fronted place is the subject of the verb that follows it: "in X police said".

    The place, with the noun for what it is, begins at `i`, behind a preposition that opens the sentence or follows a
    comma, a day or a conjunction; no other subject stands before the verb.
    """
    front = front_of(tokens, i)
    if tokens[i].kind != "place" or not 0 < front <= i < k or tokens[front - 1].low not in _PREPOSITIONS.fronted:
        return False
    opener = tokens[front - 2] if front > 1 else None
    if opener is not None and not (opener.kind in {"mark", "date"} or opener.tag in {"CC", "SC", "DATE"}):
        return False
    is_named = k == i + 1 or (k == i + 2 and tokens[i + 1].lemma in noun_table().units)
    if not is_named or (k == i + 1 and tokens[k].lemma in noun_table().units and tokens[k].kind == "word"):
        return False
    return is_subject(tokens, k)


def _begins_behind_time(tokens: Sequence[Token], i: int, head: int, k: int) -> bool:
    """Whether what stands right behind a length or point of time is the subject of the verb that follows it.

    The time begins at `i` behind a preposition: "for two weeks rockets have come down", "at the same time gunmen fled".
    A noun of time in the plural stands before no other noun of its phrase.
    """
    before, noun = tokens[i - 1] if i else None, tokens[head]
    if before is None or before.tag not in {"IN", "SC"} or head != k - 1 or noun.kind != "word":
        return False
    language = default_language()
    if noun.lemma not in language.time_nouns:
        return False
    is_point = noun.low == "time" and tokens[head - 1].low in _NOUNS.known_times
    return (noun.low != noun.lemma or is_point) and is_subject(tokens, k)


def _joins_adjectives(tokens: Sequence[Token], k: int, i: int) -> bool:
    """Whether "and" or a comma stands between two adjectives of one noun: "the second and third largest cities".

    A comma does where the phrase at `i` opens with a determiner and no noun may end before it: "a remote, mountainous
    district", but "among the dead, local officials said".
    """
    behind = tokens[k + 1 : k + 4]
    if tokens[k].tag == ",":
        is_open = tokens[i].tag in {"DT", "PRP$"} and tokens[k - 1].tag == "JJ" and "NN" not in tokens[k - 1].tags
        is_same = is_open and tokens[k - 1].low not in RANKED and k + 1 < len(tokens)
        first = k + 1 + (is_same and behind[0].tag == "RB" and behind[0].low.endswith("ly"))
        return is_same and tokens[first].tag == "JJ" and any(token.tag == "NN" for token in tokens[first + 1 : k + 4])
    is_link = tokens[k].tag == "CC" and tokens[k].low in {"and", "or"}
    if not is_link or tokens[k - 1].tag not in {"JJ", "CD"} or k + 2 >= len(tokens):
        return False
    return behind[0].tag in {"JJ", "CD"} and any(token.tag == "NN" for token in behind[1:])


def _is_before_adjective(tokens: Sequence[Token], k: int) -> bool:
    """Whether an adverb may go with an adjective in a phrase: one of degree, or any behind a comma within it."""
    return tokens[k].low in _NOUNS.before_adjective or (k > 0 and tokens[k - 1].tag == ",")


def _is_value(tokens: Sequence[Token], k: int) -> bool:
    """Whether a number is the value of the noun right before it: "a quake of magnitude 6.0"."""
    return 0 < k < len(tokens) and tokens[k].tag == "CD" and tokens[k - 1].lemma in _NOUNS.measured


def _goes_on(tokens: Sequence[Token], k: int) -> bool:
    """Whether a noun follows an adjective that stands behind a noun: "Taliban military chief"."""
    return (
        k + 1 < len(tokens)
        and tokens[k + 1].tag in {"NN", "NNP", "JJ"}
        and tokens[k].tag == "JJ"
        and tokens[k].low not in _NOUNS.behind_noun
    )
