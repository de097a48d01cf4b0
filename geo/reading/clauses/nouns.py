"""What kind of thing a noun phrase names: a place by its name, a unit of territory, somebody, or something else.

The nouns of territory are data of the language (`data/languages/en/nouns.toml`).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from geo.files import reference_file
from geo.reading.clauses.clause_words import clause_words
from geo.text.number_words import load_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.reading.clauses.chunks import Phrase


class NamedBy(StrEnum):
    """How a phrase names what it speaks of."""

    PLACE = "place"
    UNIT = "unit"
    ACTOR = "actor"
    OTHER = "other"


_ORDER = clause_words().pronouns
_MOST_IN_ORDER = 5
"""Nobody refers to more than so many by their order."""

RANKED = frozenset(load_numbers().ordinals) | {
    "last",
    "latest",
    "largest",
    "biggest",
    "newest",
    "one",
    "next",
    "final",
    "other",
}
"""Words that single one out of a series: "the first of them, Zaranj,"."""


def place_in_order(word: str) -> int | None:
    """Which one of several a word picks, from 0: "second", "latter"; None for any other word."""
    if word in _ORDER.former:
        return 0
    if word in _ORDER.latter:
        return -1
    value = load_numbers().ordinals.get(word)
    return value - 1 if value is not None and value <= _MOST_IN_ORDER else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seats:
    """Nouns for where a unit is ruled from; `centres` may be a building, `quarters` a base."""

    nouns: frozenset[str]
    centres: frozenset[str]
    apposed: frozenset[str]
    named: frozenset[str]
    quarters: frozenset[str]
    provincial: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossings:
    """Nouns for what lies at a border; `posts` do with a word of `border` beside them."""

    nouns: frozenset[str]
    posts: frozenset[str]
    border: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NounTable:
    """The nouns of territory.

    `units` maps a noun to the unit that it names; `parts` are nouns for a part of a unit, `edges` those with its name
    before them, `offices` for a building or a post in it, `ground` for land without a name, `struck` for what is struck
    besides. `seats`, `crossings` and `named_sites` are the lists of their tables in `nouns.toml`.
    """

    units: Mapping[str, str]
    seats: Seats
    crossings: Crossings
    single: frozenset[str]
    named_sites: frozenset[str]
    edges: frozenset[str]
    sites: frozenset[str]
    parts: frozenset[str]
    offices: frozenset[str]
    ground: frozenset[str]
    struck: frozenset[str]


@cache
def noun_table() -> NounTable:
    """The English table, read once."""
    table = tomllib.loads(reference_file("languages/en/nouns.toml").read_text("utf-8"))
    return NounTable(
        units={noun: unit for unit, nouns in table["units"].items() for noun in nouns},
        seats=Seats(**{name: frozenset(nouns) for name, nouns in table["seats"].items()}),
        crossings=Crossings(**{name: frozenset(nouns) for name, nouns in table["crossings"].items()}),
        single=frozenset(table["single"]["nouns"]),
        named_sites=frozenset(table["named_sites"]["nouns"]),
        edges=frozenset(table["edges"]["nouns"]),
        sites=frozenset(noun for nouns in table["sites"].values() for noun in nouns),
        parts=frozenset(table["parts"]["nouns"]),
        offices=frozenset(table["offices"]["nouns"]),
        ground=frozenset(table["ground"]["nouns"]),
        struck=frozenset(table["struck"]["nouns"]),
    )


def phrase_class(phrase: Phrase) -> NamedBy:
    """What a phrase names; a list is what its first member is."""
    if phrase.items:
        return phrase_class(phrase.items[0])
    token = phrase.head_token
    if token.kind == "place":
        return NamedBy.PLACE
    if token.kind == "actor":
        return NamedBy.ACTOR
    table = noun_table()
    if token.lemma in table.units or token.lemma in table.sites or token.lemma in table.ground:
        return NamedBy.PLACE if names_place(phrase) and not _is_description(phrase) else NamedBy.UNIT
    if token.tag in {"JJ", "CD"} and (phrase.determiner in {"the", "another"} or token.low in {"another", "one"}):
        return NamedBy.UNIT if phrase.apposition or token.low in RANKED else NamedBy.OTHER
    return NamedBy.OTHER


def _is_description(phrase: Phrase) -> bool:
    """Whether a unit noun describes ("the capital of Parwan", "a town in Herat") rather than carries a name."""
    is_one_of = phrase.determiner in {"a", "an", "another"}
    if any(token.kind == "place" for token in phrase.own):
        return is_one_of and phrase.head_token.kind == "word"  # "Andar, a Ghazni district"
    if phrase.lemma in noun_table().seats.nouns or is_one_of:
        return True
    return phrase.of is None or phrase.of.head_token.kind != "place"


def names_place(phrase: Phrase | None) -> bool:
    """Whether a known place's name is among its own words or behind its "of".

    A name that owns the phrase does not count: "Parwan's capital" is not called Parwan.
    """
    if phrase is None:
        return False
    if phrase.items:
        return all(names_place(item) for item in phrase.items)
    if any(token.kind == "place" for token in phrase.own):
        return True
    return phrase.of is not None and names_place(phrase.of)


def is_container_of(outer: Phrase, inner: Phrase) -> bool:
    """Whether the text puts the place of `inner` in that of `outer` by a comma ("Zaranj, Nimroz province")."""
    starts = {token.resolution.mention.start for phrase in inner.inside() for token in phrase.own if token.resolution}
    return any(token.resolution is not None and token.resolution.mention.part_of in starts for token in outer.own)
