"""The words by which a text refers to what it told before, or to something else.

`data/languages/en/retelling.toml` says what each list is for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property

from geo.language.word_lists import read_words, word_sets


@dataclass(frozen=True, eq=False, kw_only=True)
class AgainWords:
    """The word lists of one language; see `data/languages/en/retelling.toml`."""

    definite: frozenset[str]
    indefinite: frozenset[str]
    pronouns: frozenset[str]
    plural_pronouns: frozenset[str]
    persons: frozenset[str]
    sides: frozenset[str]
    adding: frozenset[str]
    inside: frozenset[str]
    other: frozenset[str]
    besides: frozenset[str]
    correcting: frozenset[str]
    elsewhere: frozenset[str]
    aside: frozenset[str]
    apart: frozenset[str]
    stretches: frozenset[str]
    earlier: frozenset[str]
    long_after: frozenset[str]
    soon_after: frozenset[str]
    back_then: frozenset[str]
    cleft: frozenset[str]
    references: frozenset[str]
    being: frozenset[str]
    ranking: frozenset[str]
    joining: frozenset[str]
    happenings: frozenset[str]
    gerunds: frozenset[str]
    doers: frozenset[str]
    perfect: frozenset[str]
    undergone: frozenset[str]
    patients: frozenset[str]
    fallen: frozenset[str]
    compared: frozenset[str]
    generic: frozenset[str]
    restricting: frozenset[str]
    people: frozenset[str]
    nearby: frozenset[str]
    searchers: frozenset[str]
    capitals: frozenset[str]
    cities: frozenset[str]
    sufferers: frozenset[str]
    identifying: frozenset[str]
    bodies: frozenset[str]
    pair: frozenset[str]
    afar: frozenset[str]
    afar_parts: frozenset[str]
    parts: frozenset[str]
    spans: frozenset[str]
    several: frozenset[str]
    gone_before: frozenset[str]
    other_deeds: frozenset[str]
    both_deeds: frozenset[str]
    charging: frozenset[str]
    charged: frozenset[str]
    quantifying: frozenset[str]
    in_course: frozenset[str]
    many_deeds: frozenset[str]
    follow_ups: frozenset[str]
    blasts: frozenset[str]
    going_on: frozenset[str]
    operations: frozenset[str]
    fighting: frozenset[str]
    copulas: frozenset[str]
    by: frozenset[str]
    openers: frozenset[str]
    linking: frozenset[str]
    superseded: frozenset[str]
    arriving: frozenset[str]
    answering: frozenset[str]

    @cached_property
    def answering_words(self) -> re.Pattern[str]:
        """What says right before a deed that somebody is held or sought for it."""
        cut = "|".join(sorted(self.joining | self.openers))
        return re.compile(rf"\b(?:{'|'.join(sorted(self.answering))})(?: (?!(?:{cut})\b)[\w-]+){{0,5}} $")

    @cached_property
    def elsewhere_words(self) -> re.Pattern[str]:
        """What says of a happening that it was somewhere else."""
        return _any_of(self.afar | self.afar_parts)

    @cached_property
    def afar_part_words(self) -> re.Pattern[str]:
        """Those of them that name a part of the country."""
        return _any_of(self.afar_parts)

    @cached_property
    def part_words(self) -> re.Pattern[str]:
        """What says of a happening that it was in some part of the country."""
        return _any_of(self.parts)

    @cached_property
    def long_after_words(self) -> re.Pattern[str]:
        """What says of violence that it came hours or days after what was told before."""
        return _any_of(self.long_after)

    @cached_property
    def back_then_words(self) -> re.Pattern[str]:
        """What says at the head of a sentence that it goes back by weeks or more."""
        return re.compile(rf"\s*(?:{'|'.join(sorted(self.back_then))})")

    @cached_property
    def soon_after_words(self) -> re.Pattern[str]:
        """What says that it came a short while after."""
        return _any_of(self.soon_after)

    @cached_property
    def gone_before_words(self) -> re.Pattern[str]:
        """What says right before a verb that somebody had done it before."""
        return re.compile(rf"\b(?:{'|'.join(sorted(self.gone_before))})$")

    @cached_property
    def other_deed_words(self) -> re.Pattern[str]:
        """What says of a claim that it is of a deed told nowhere else: "for killing two judges"."""
        return _any_of(self.other_deeds)

    @cached_property
    def both_deed_words(self) -> re.Pattern[str]:
        """What says that a claim is of the two deeds told last: "both attacks"."""
        return _any_of(self.both_deeds)

    @cached_property
    def follow_up_words(self) -> re.Pattern[str]:
        """What says of a blast that it came about where the one told before did."""
        return _any_of(self.follow_ups)

    @cached_property
    def nearby_words(self) -> re.Pattern[str]:
        """What says of a happening that it was about where the text is."""
        return _any_of(self.nearby)

    @cached_property
    def capital_words(self) -> re.Pattern[str]:
        """What says of a happening that it was in a capital."""
        return _any_of(self.capitals)

    @cached_property
    def city_words(self) -> re.Pattern[str]:
        """What says of a text that it is about the town where it was filed."""
        return _any_of(self.cities)

    @cached_property
    def several_words(self) -> re.Pattern[str]:
        """What says that a sentence tells of several happenings together."""
        return _any_of(self.several)

    @cached_property
    def span_words(self) -> re.Pattern[str]:
        """What says of a count that it is one over a span of time."""
        return _any_of(self.spans)


def _any_of(patterns: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(patterns))})\b")


@cache
def again_words(language: str = "en") -> AgainWords:
    """The words of a language; read once."""
    table = read_words("retelling", language)
    return AgainWords(**word_sets(table["words"]))
