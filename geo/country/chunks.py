"""Which neighbouring names and nouns are one noun phrase: "Taliban" + "fighters", "spokesman" + for the + "Taliban".

Works on the entries that stand in a text, left to right. Patterns are over folded text (lower case, hyphens as blanks).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from geo.country.actor_entries import EntryKind
from geo.country.actor_words import actor_words
from geo.country.classes import ARMED_CLASSES, SPEAKER_CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from geo.country.actor_entries import ActorEntry

_WORDS = actor_words()
_AROUND = 24
_ON_BEHALF = re.compile(r"\s+(?:for|of|from)\s+(?:the\s+)?")
_TITLES = (
    "former|late|general|gen\\.|commander|warlord|strongman|president|leader|marshal|governor|prime|minister|mullah|"
    "ustad|professor"
)
_TITLE = rf"(?:(?:{_TITLES})\s+)*"
_BELONGS = "of|loyal to|belonging to|affiliated (?:with|to)|linked to|allied (?:with|to)|under|commanded by|led by"
_LOYAL = re.compile(rf"\s+(?:{_BELONGS})\s+(?:the\s+)?{_TITLE}")
_FROM = re.compile(r"\s+from\s+(?:the\s+)?")
_OF_COUNTRY = re.compile(r"\s+(?:of|from)\s+(?:the\s+)?")
_ADJECTIVES = (
    "chief|main|military|political|senior|top|own|local|armed|elite|special|national|regular|provincial|regional|ground|"
    "heavily armed|well armed|remaining|retreating|advancing|rival|linked|led|affiliated|allied|backed|uniformed"
)
_ADJACENT = re.compile(rf"(?:'s?)?\s+(?:(?:{_ADJECTIVES}) )?")
_BESIDE = "alongside|fighting alongside|together with|along with|accompanied by|as well as"
_COORDINATED = re.compile(rf",?\s+(?:and|&|{_BESIDE})\s+(?:the\s+)?|\s")
_BACKED = re.compile(r"\s+(?:backed|trained|supported|funded|equipped|aligned|sponsored)\s+")
_PERSONS = frozenset({"leader", "militia"})
_TITLED = frozenset({"leader", "official", "militia"})
_HOME_HEADS = frozenset({"state_force", "police", "militia"})
_FOREIGN_HEADS = frozenset({"state_force", "police"})
_COUNTRYS_HEADS = _FOREIGN_HEADS | {"government", "official", "diplomat", "leader", "spokesperson"}
_LEADS = ARMED_CLASSES | {"leader", "spokesperson"}


class Part(NamedTuple):
    """An entry where it stands: offsets into the text, end exclusive.

    `common` where a name is written as a noun of what every state has: "government", "security forces".
    """

    entry: ActorEntry
    start: int
    end: int
    common: bool = False

    def actor_class(self, day: date | None) -> str:
        """The class on a day; that of the first spell on a day that no spell covers."""
        return (self.entry.spell(day) or self.entry.spells[0]).actor_class


def usable(parts: Sequence[Part], folded: str, day: date | None) -> list[Part]:
    """Leave out the names that count only before a noun where none stands, and who only backs another party."""
    return [
        part
        for at, part in enumerate(parts)
        if not is_against(part, folded) and (_owns(parts, at, folded, day) or _counts(parts, at, folded, day))
    ]


def is_title(folded: str, noun: Part, name: Part) -> bool:
    """Whether a noun is the title of the person whose name stands behind it: "General Dostum"."""
    is_office = noun.entry.kind is EntryKind.NOUN and noun.actor_class(None) in _TITLED
    return is_office and name.entry.kind is EntryKind.NAME and folded[noun.end : name.start] == " "


def without_titles(parts: Sequence[Part], folded: str) -> Iterator[Part]:
    """The parts without titles between men and whose they are: "fighters loyal to General Dostum"."""
    for at, part in enumerate(parts):
        before, behind = parts[at - 1 : at], parts[at + 1 : at + 2]
        is_between = bool(before and behind) and is_title(folded, part, behind[0])
        if not is_between or not _LOYAL.fullmatch(folded[before[0].end : behind[0].start]):
            yield part


def _counts(parts: Sequence[Part], at: int, folded: str, day: date | None) -> bool:
    part, rest = parts[at], parts[at + 1 : at + 3]
    if part.entry.after_name and not (at and _follows(parts[at - 1], part, folded)):
        return False
    has_deed = part.entry.kind is EntryKind.DEMONYM and _WORDS.own_deed.match(folded, part.end)
    if not rest or has_deed:  # "Pakistan's air strikes"
        return bool(has_deed) or not part.entry.before_noun
    gap = folded[part.end : rest[0].start]
    if part.entry.is_name and _BACKED.fullmatch(gap):
        return False
    if not part.entry.before_noun:
        return True
    if _heads(part, rest[0], day) and _ADJACENT.fullmatch(gap):
        return True
    behind = folded[rest[0].end : rest[1].start] if len(rest) > 1 else ""
    if part.entry.kind is not EntryKind.HOME or not rest[0].entry.is_name or not _COORDINATED.fullmatch(gap):
        return False
    if rest[0].actor_class(day) == "foreign_force" and " " in folded[rest[0].start : rest[0].end].strip():
        return True  # "Afghan and coalition forces": the noun is part of the name
    return len(rest) > 1 and _heads(part, rest[1], day) and bool(_ADJACENT.fullmatch(behind))


def is_against(part: Part, folded: str) -> bool:
    """Whether a name only says whom others are against: "anti-X fighters"."""
    if part.entry.kind is EntryKind.NOUN:
        return False
    return _WORDS.against.search(folded[max(0, part.start - _AROUND) : part.start]) is not None


def _owns(parts: Sequence[Part], at: int, folded: str, day: date | None) -> bool:
    """Whether a country's name stands behind its forces: "the army of Pakistan"."""
    part = parts[at]
    if not at or part.entry.kind is not EntryKind.DEMONYM or not part.entry.before_noun:
        return False
    before = parts[at - 1]
    return _heads(part, before, day) and _OF_COUNTRY.fullmatch(folded[before.end : part.start]) is not None


def _follows(before: Part, noun: Part, folded: str) -> bool:
    return before.entry.kind is not EntryKind.NOUN and bool(_ADJACENT.fullmatch(folded[before.end : noun.start]))


def _heads(part: Part, noun: Part, day: date | None) -> bool:
    """Whether a noun can be the head that a name asks for."""
    if part.entry.kind is EntryKind.DEMONYM:
        is_common = noun.common or noun.entry.kind is EntryKind.NOUN
        heads = _FOREIGN_HEADS if part.entry.forces_only else _COUNTRYS_HEADS
        return is_common and noun.actor_class(day) in heads
    if noun.entry.kind is not EntryKind.NOUN:
        return False
    if part.entry.kind is EntryKind.HOME:
        return noun.actor_class(day) in _HOME_HEADS
    if part.actor_class(day) == "foreign_force":
        return noun.actor_class(day) in _FOREIGN_HEADS
    return noun.actor_class(day) in _LEADS


def joins(folded: str, before: Part, after: Part, day: date | None) -> bool:
    """Whether two neighbours are one noun phrase. Not "Taliban" + "U.S.", nor "a movement under UN" + sanctions."""
    gap = folded[before.end : after.start]
    is_suffered = _WORDS.suffered.match(folded, after.end) is not None and not _ADJACENT.fullmatch(gap)
    if after.entry.kind is EntryKind.HOME or is_suffered:
        return False
    if before.entry.kind is EntryKind.DEMONYM and after.common:
        return bool(_ADJACENT.fullmatch(gap))  # "the Pakistani government"
    if after.entry.kind is EntryKind.DEMONYM and after.entry.before_noun and _heads(after, before, day):
        return bool(_OF_COUNTRY.fullmatch(gap))  # "the army of Pakistan"
    if before.entry.is_name and after.entry.is_name:
        if _sides_differ(before, after, day):
            return False
        if before.actor_class(day) == "state_force" and _LOYAL.fullmatch(gap):
            return True  # "security forces of the Islamic Emirate"
    if not before.entry.is_name and before.entry.kind is not EntryKind.HOME and after.entry.is_name:
        if gap == " " and after.actor_class(day) in _PERSONS and before.actor_class(day) in {"leader", "militia"}:
            return True  # "warlord Abdul Rashid Dostum"
        return _speaks_or_fights_for(gap, before.actor_class(day))
    return bool(_ADJACENT.fullmatch(gap))


def _sides_differ(before: Part, after: Part, day: date | None) -> bool:
    one, other = before.entry.spell(day), after.entry.spell(day)
    return bool(one and other and one.side and other.side and one.side != other.side)


def _speaks_or_fights_for(gap: str, noun_class: str) -> bool:
    if noun_class in ARMED_CLASSES and _LOYAL.fullmatch(gap):
        return True
    if noun_class in SPEAKER_CLASSES:
        return noun_class != "civilians" and bool(_ON_BEHALF.fullmatch(gap))
    return noun_class == "rebel" and bool(_FROM.fullmatch(gap))


def coordinated(gap: str) -> bool:
    """Whether what stands between two noun phrases makes one of them: "Afghan and British", "U.S.-Afghan".

    >>> coordinated(" and "), coordinated(" or ")
    (True, False)
    """
    return bool(_COORDINATED.fullmatch(gap))


def opponents(parts: Sequence[Part], folded: str) -> frozenset[int]:
    """Where the people begin who are told as those against somebody: "anti-X fighters"."""
    return frozenset(
        after.start
        for before, after in pairwise(parts)
        if is_against(before, folded) and _ADJACENT.fullmatch(folded[before.end : after.start])
    )


def leading_name(parts: Sequence[Part]) -> Part | None:
    """The name of a phrase that says who it is: the first, a country before what every state has."""
    names = [part for part in parts if part.entry.is_name]
    if any(part.entry.kind is EntryKind.DEMONYM for part in names):
        names = [part for part in names if not part.common]
    return next((part for part in names if part.entry.kind is EntryKind.NAME), names[0] if names else None)
