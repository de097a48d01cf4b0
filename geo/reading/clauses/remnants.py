"""What is left of a clause that leaves out its verb: "(killed 12 in Takhar) and two in Badghis", "in Herat three".

Such a remnant stands behind a comma or "and". It has a phrase, a place or a day of its own, two of the three at least,
and no verb. Knows the chunks alone: which clause a remnant goes on from is asked in `gapping.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.reading.clauses.chunks import QUOTE_COMMA, Phrase
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.nouns import NamedBy, names_place, noun_table, phrase_class
from geo.reading.clauses.whereabouts import place_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reading.clauses.chunks import Chunk
    from geo.reading.clauses.tokens import Token

_ENDS = frozenset({".", ",", ";", ":", "-", "?", "CC", "SC", "IN", "VG", QUOTE_COMMA})
_DAYS = frozenset({"DATE", "TIME"})
_COUNTING = frozenset({"CD", "DT", "PRP$", "RB"})
_PRONOUNS = clause_words().pronouns


@dataclass(slots=True)
class Remnant:
    """The parts of a clause without a verb, `end` the chunk behind it.

    `phrase` is who or what it tells of, `places` where it is, `others` what it happened in, `dates` and `times` its
    days; `fronted` where a place or day stands before the phrase, `closed_by` the kind of the chunk that ends it, ""
    for none.
    """

    end: int
    phrase: Phrase | None = None
    places: list[tuple[str, Phrase]] = field(default_factory=list)
    others: list[tuple[str, Phrase]] = field(default_factory=list)
    dates: list[Token] = field(default_factory=list)
    times: list[Phrase] = field(default_factory=list)
    fronted: bool = False
    closed_by: str = ""

    @property
    def is_dated(self) -> bool:
        """Whether it has a day of its own."""
        return bool(self.dates or self.times)


def remnant_at(chunks: Sequence[Chunk], i: int) -> Remnant | None:
    """The remnant that begins at chunk `i`, right behind a separator; None where none does."""
    left = Remnant(i)
    while left.end < len(chunks) and _take(left, chunks):
        pass
    left.closed_by = chunks[left.end].kind if left.end < len(chunks) else ""
    if left.closed_by and left.closed_by not in _ENDS:
        return None
    told = (left.phrase is not None, bool(left.places), left.is_dated)
    return left if sum(told) > 1 else None


def _take(left: Remnant, chunks: Sequence[Chunk]) -> bool:
    """Take in the chunks at the end of a remnant that belong to it."""
    kinds = [each.kind for each in chunks[left.end : left.end + 3]]
    each = chunks[left.end]
    if kinds[0] in _DAYS:
        _date(left, each)
        left.end += 1
    elif kinds[0] == "IN" and len(kinds) > 1 and kinds[1] in _DAYS:
        _date(left, chunks[left.end + 1])
        left.end += 2
    elif kinds[:2] == ["IN", "NP"]:
        phrase = chunks[left.end + 1].phrase
        is_placed = phrase is not None and each.low in place_words().at and (names_place(phrase) or _lies_at(phrase))
        if phrase is None or not (is_placed or _is_occasion(left, each.low, phrase) or _is_scene(left, chunks)):
            return False
        phrase.preposition = each.low
        (left.places if is_placed else left.others).append((each.low, phrase))
        left.end += 2
    elif kinds[0] == "NP" and left.phrase is None and each.phrase is not None and _may_be_told(left, each.phrase):
        left.fronted = bool(left.places or left.is_dated)
        left.phrase = each.phrase
        held = [
            (word, inner) for word, inner in each.phrase.attached if word in place_words().at and names_place(inner)
        ]
        left.places += held if is_bare_number(each.phrase) or is_some_site(each.phrase) else []
        left.end += 1 + (kinds[1:2] == ["NP"] and is_bare_number(each.phrase) and chunks[left.end + 1].low == "others")
    elif kinds[0] == "RB" and each.low == "another" and left.phrase is None:
        left.phrase = _alone(each, chunks)
        left.end += 1
    elif (kinds[0] == "RB" and kinds[1:2] != ["VG"]) or _is_comma_inside(left, chunks):
        left.end += 1
    else:
        return False
    return True


def _alone(each: Chunk, chunks: Sequence[Chunk]) -> Phrase | None:
    """The phrase of a word that stands for its noun: "and another in X"."""
    tokens = next((other.phrase.tokens for other in chunks if other.phrase is not None), None)
    return Phrase(each.start, each.end, each.start, tokens) if tokens is not None else None


def _lies_at(phrase: Phrase) -> bool:
    """Whether a phrase is a thing at a place: "a base in X"."""
    return any(word in place_words().at and names_place(inner) for word, inner in phrase.attached)


def _is_occasion(left: Remnant, preposition: str, phrase: Phrase) -> bool:
    """Whether a phrase says in what those whom a remnant counts were harmed: "five in further operations in X"."""
    words = place_words()
    is_counted = left.phrase is not None and is_bare_number(left.phrase) and not left.places
    return is_counted and preposition in words.by_way_of and phrase.lemma in words.operations | words.fights


def _is_scene(left: Remnant, chunks: Sequence[Chunk]) -> bool:
    """Whether the phrase behind a remnant says at what of a place those whom it counts were: "five in a car in X"."""
    words, ahead = place_words(), chunks[left.end : left.end + 4]
    if [each.kind for each in ahead] != ["IN", "NP", "IN", "NP"] or left.phrase is None or left.places:
        return False
    is_at = ahead[0].low in words.at | words.by_way_of and ahead[2].low in words.at
    scene, place = ahead[1].phrase, ahead[3].phrase
    is_number = is_counted(left.phrase) or is_bare_number(left.phrase)
    return is_at and is_number and scene is not None and not scene.pronoun and names_place(place)


def _may_be_told(left: Remnant, phrase: Phrase) -> bool:
    """Whether a phrase may be who or what a remnant tells of: no pronoun but "one", a place behind a day alone."""
    if phrase_class(phrase) is NamedBy.PLACE and names_place(phrase):
        return left.is_dated and not left.places
    is_thing = not phrase.pronoun and phrase_class(phrase) not in {NamedBy.PLACE, NamedBy.UNIT}
    return is_thing or is_bare_number(phrase) or is_some_site(phrase)


def _is_comma_inside(left: Remnant, chunks: Sequence[Chunk]) -> bool:
    """Whether a comma only sets off what opens a remnant: "and, two days later, four in X"; "in Y, three"."""
    if left.phrase is not None or chunks[left.end].kind != ",":
        return False
    behind = chunks[left.end + 1] if left.end + 1 < len(chunks) else None
    if behind is None or behind.kind not in {"NP", "IN", *_DAYS}:
        return False
    if not left.places and not left.is_dated:
        return behind.kind in {"IN", *_DAYS}
    is_place = names_place(behind.phrase) and not left.places
    return behind.kind == "NP" and behind.phrase is not None and (is_place or number_in(behind.phrase) is not None)


def _date(left: Remnant, each: Chunk) -> None:
    if each.kind == "DATE":
        left.dates.append(each.token)
    elif each.phrase is not None:
        left.times.append(each.phrase)


def number_in(phrase: Phrase) -> Token | None:
    """The number among the own words of a phrase."""
    return next((token for token in phrase.own if token.tag == "CD"), None)


def is_bare_number(phrase: Phrase) -> bool:
    """Whether a phrase is a number alone, or "another": "two", "at least two", "another two", "two of them"."""
    is_of_others = phrase.of is not None and not (phrase.of.pronoun and phrase.of.head_token.low in _PRONOUNS.series)
    if phrase.items or is_of_others or phrase.possessor is not None:
        return False
    if phrase.determiner in {"the", "this", "that"}:
        return False
    return phrase.head_token.tag == "CD" or phrase.head_token.low in {"one", "another"}


def is_some_site(phrase: Phrase) -> bool:
    """Whether a phrase is some building or post, told for the first time: "a mosque", "two checkpoints"."""
    return phrase.lemma in noun_table().sites and is_counted(phrase) and not names_place(phrase) and not phrase.items


def is_counted(phrase: Phrase) -> bool:
    """Whether a phrase says how many, or is one: "12 people", "a judge"."""
    return number_in(phrase) is not None or phrase.determiner in _PRONOUNS.one_of_many


def with_noun_of(number: Phrase, told: Phrase) -> Phrase:
    """A bare number with the noun that it leaves out: of "12 people in X and two in Y" two people.

    Of a measure what it measures: "20 kg of opium in X and 30 kg in Y".
    """
    told = next(told.members())
    if not is_bare_number(number):
        if number.of is None and told.of is not None and told.lemma == number.lemma and number_in(number) is not None:
            number.of = told.of
        return number
    if number.head_token.low == "one":
        number.head_token.tag = "CD"
    if told.head_token.tag == "CD" and told.of is not None:
        told = told.of  # "dozens of people"
    if told.pronoun or told.head_token.kind == "place" or told.head_token.tag == "CD":
        return number
    full = Phrase(number.start, number.end, number.head, number.tokens, attached=list(number.attached))
    described = (token for token in told.own if token.tag not in _COUNTING)
    full.head_token, full.own = told.head_token, (*number.own, *described)
    full.preposition = number.preposition
    return full


def remnant_behind(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether another remnant stands behind the comma or "and" at chunk `i`."""
    while i < len(chunks) and chunks[i].kind in {",", "CC"}:
        i += 1
    return i < len(chunks) and remnant_at(chunks, i) is not None
