"""The words around the names of places; `data/languages/en/mentions.toml` says what each is for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from geo.language.stems import any_word
from geo.language.word_lists import read_words
from geo.mentions import phrases


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class MentionWords:
    """The word lists of one language.

    `war`, `unrest`, `at_home` and `unit_before` are patterns for folded text: a word of war, one of unrest, an outlet
    or a force that is only Afghan, and a word for a unit that stands before a name without touching it ("the district
    centre in X"); `unit_behind` is one behind a country whose units it names ("the X provinces of Y and Z"). `some` is
    what ends before a word for a unit where some units of a province are meant, none by name, `definite` what ends
    there where it is one that the text knows. `office` is what follows a name where it is that of somebody in an
    office, `speaks` what he does who is named again; `attacked` is what ends right before a house with the name of its
    town where it is attacked.
    """

    war: re.Pattern[str]
    unrest: re.Pattern[str]
    at_home: re.Pattern[str]
    unit_before: re.Pattern[str]
    unit_behind: re.Pattern[str]
    some: re.Pattern[str]
    definite: re.Pattern[str]
    office: re.Pattern[str]
    speaks: re.Pattern[str]
    attacked: re.Pattern[str]
    titles: frozenset[str]
    abbreviations: frozenset[str]
    before_places: frozenset[str]
    behind_places: frozenset[str]
    no_first_name: frozenset[str]


@cache
def mention_words(language: str = "en") -> MentionWords:
    """The words of a language; read once."""
    table = read_words("mentions", language)["words"]
    units, of_unit = any_word(table["units"]), any_word(table["of_unit"])
    some, link = any_word(table["some"]), any_word(table["some_link"])
    attacks = rf"{any_word(table['attacks'])})\s+(?:{any_word(table['attacks_at'])}"
    return MentionWords(
        war=re.compile(rf"\b(?:{any_word(table['war'])})\b"),
        unrest=re.compile(rf"\b(?:{any_word(table['unrest'])})\b"),
        at_home=re.compile(rf"\b(?:{any_word(table['at_home'])})\b"),
        unit_before=re.compile(rf"\b(?:{units})\b[^.,;]{{0,20}} (?:{of_unit}) $"),
        unit_behind=re.compile(rf" (?:{units})s? of\b"),
        some=re.compile(rf"\b(?:{some}|\d{{1,3}})(?:\s+(?:{link}))*\s+(?:{phrases.ADJECTIVES}){{0,3}}$"),
        definite=re.compile(rf"\b(?:{any_word(table['definite'])})\s+(?:{phrases.ADJECTIVES}){{0,3}}$"),
        office=re.compile(
            rf",\s+(?:the\s+|an?\s+)?(?:[a-z]+['\u2019]?s?\s+){{0,3}}?(?:{any_word(table['offices'])})\b"
        ),
        speaks=re.compile(rf"\s+(?:has\s+|had\s+|also\s+|further\s+)?(?:{any_word(table['speaks'])})\b"),
        attacked=re.compile(rf"\b(?:(?:{any_word(table['attacking'])})|(?:{attacks}))\s+(?:the\s+)?$"),
        titles=frozenset(table["titles"]),
        abbreviations=frozenset(table["abbreviations"]),
        before_places=frozenset(table["before_places"]),
        behind_places=frozenset(table["behind_places"]),
        no_first_name=frozenset(table["no_first_name"]),
    )
