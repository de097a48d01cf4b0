"""The words by which sentences are read as clauses; `data/languages/en/clauses.toml` says what each is for."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.files import reference_file

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class PartyWords:
    """Who acts, and how many."""

    groups: frozenset[str]
    followers: frozenset[str]
    counting: frozenset[str]
    part_of: frozenset[str]
    men: frozenset[str]
    men_of: frozenset[str]
    known_group: frozenset[str]
    troops: frozenset[str]
    reflexive: frozenset[str]
    nobody: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class VerbWords:
    """Verbs by what may stand beside them."""

    auxiliaries: frozenset[str]
    auxiliary_forms: frozenset[str]
    unsure_modals: frozenset[str]
    future_modals: frozenset[str]
    free_particles: frozenset[str]
    copulas: frozenset[str]
    showing: frozenset[str]
    addressing: frozenset[str]
    bare_infinitive: frozenset[str]
    object_control: frozenset[str]
    naming: frozenset[str]
    disguising: frozenset[str]
    including: frozenset[str]
    giving: frozenset[str]
    coming_about: frozenset[str]
    under_way: frozenset[str]
    under_way_by: frozenset[str]
    depicting: frozenset[str]
    believing: frozenset[str]
    not_only: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class NounWords:
    """Nouns and their adjectives."""

    denied: frozenset[str]
    vague_ground: frozenset[str]
    points_in_time: frozenset[str]
    degrees: frozenset[str]
    versions: frozenset[str]
    earlier: frozenset[str]
    behind_noun: frozenset[str]
    before_adjective: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class OpenerWords:
    """Words that open a clause, a phrase or a member of a list."""

    front: frozenset[str]
    before_gerund: frozenset[str]
    presupposing: frozenset[str]
    temporal: frozenset[str]
    bounding: frozenset[str]
    since: frozenset[str]
    during: frozenset[str]
    attributing: frozenset[str]
    listing: frozenset[str]
    adding: frozenset[str]
    sequence: frozenset[str]
    following: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class PrepositionWords:
    """Prepositions by what stands behind them."""

    locative: frozenset[str]
    whereabouts: frozenset[str]
    tight: frozenset[str]
    passing: frozenset[str]
    passages: frozenset[str]
    roughly: frozenset[str]
    inside: frozenset[str]
    lying: frozenset[str]
    aside: frozenset[str]
    stative: frozenset[str]
    over: frozenset[str]
    targeted: frozenset[str]
    stating: frozenset[str]
    governed: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class PronounWords:
    """Pronouns and determiners."""

    floating: frozenset[str]
    emphatic: frozenset[str]
    personal: frozenset[str]
    subjects: frozenset[str]
    subjects_only: frozenset[str]
    objects: frozenset[str]
    series: frozenset[str]
    definite: frozenset[str]
    one_of_many: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ClauseWords:
    """The word lists of one language, by table."""

    parties: PartyWords
    verbs: VerbWords
    nouns: NounWords
    openers: OpenerWords
    prepositions: PrepositionWords
    pronouns: PronounWords


@cache
def clause_words(language: str = "en") -> ClauseWords:
    """The words of a language; read once."""
    tables = tomllib.loads(reference_file(f"languages/{language}/clauses.toml").read_text("utf-8"))
    return ClauseWords(
        parties=PartyWords(**_sets(tables["parties"])),
        verbs=VerbWords(**_sets(tables["verbs"])),
        nouns=NounWords(**_sets(tables["nouns"])),
        openers=OpenerWords(**_sets(tables["openers"])),
        prepositions=PrepositionWords(**_sets(tables["prepositions"])),
        pronouns=PronounWords(**_sets(tables["pronouns"])),
    )


def _sets(table: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in table.items()}
