"""The dead whom a clause names one by one: "killed the governor", "the mayor, his driver and two guards were killed".

Each member of a list counts with its number, or as one where it is a single person. A list with somebody who cannot be
counted ("and several others") has no sum, and one that only says who a number before it counts adds nothing to it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.language import default_language
from geo.model import Figures
from geo.text.breakdown import whole_of
from geo.text.number_words import load_numbers, value_of
from geo.text.toll_words import toll_words
from geo.vocab import HAPPENED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.events.interpret import Finding
    from geo.reading.predication import Participant

_AHEAD = 10
"""So many characters before a number may say that it counts those who were left."""
_STRETCH = re.compile(r"[^,;:.]*")
_SINGLE = frozenset({"a", "an", "another", "one"})
_KNOWN = frozenset({"the", "his", "her", "their", "its"})
_OF_OFFICE = frozenset({"leader", "official", "diplomat", "spokesperson"})
"""Classes of people of whom there is one: "the governor", "the mayor"."""
_UNARMED = _OF_OFFICE | {"civilians", "media"}
"""Classes of people, no bodies of them, who are told one by one: "the teacher"; not "the enemy"."""


def with_victims(finding: Finding, text: str) -> Finding:
    """The event with the sum of those whom its clause names as killed, where that says more than their numbers do.

    A mere number of the clause around is left to the reading of tolls, which knows what hedges it.
    """
    told = finding.predication
    victims = told.victims
    if len(victims) == 1 and victims[0].number is not None and victims[0].end <= told.clause[0]:
        return finding
    if not victims or finding.mode not in HAPPENED or finding.listed:
        return finding
    if len(victims) == 1 and toll_words().others.search(text[victims[0].start : victims[0].end].lower()):
        return finding  # "five others" come on top of somebody
    if toll_words().either.search(text[slice(*told.clause)].lower()):
        return finding  # "nine were killed or wounded"
    end = max(each.end for each in victims)
    if toll_words().with_others.search(text[end : max(end, told.clause[1])].lower()):
        return finding
    figures = None if _are_of_places(finding, text) else _sum(victims, text)
    if figures is None:
        return finding
    known = finding.killed
    if known != Figures() and (len(victims) == 1 or known.high is None or (figures.low or 0) <= (known.low or 0)):
        return finding
    return replace(finding, killed=figures)


def _are_of_places(finding: Finding, text: str) -> bool:
    """Whether the first and the last of a list are told of different places: "five near X and eight near Y"."""
    told = finding.predication
    start, end = told.victims[0].end, told.victims[-1].end
    if end <= told.clause[0] and len(told.role("place")) > 1:
        return True  # "were killed when jets struck posts in X and Y"
    between = any(start <= each.start < told.victims[-1].start for each in told.role("place"))
    return between and toll_words().elsewhere.match(text.lower(), end) is not None


def _sum(victims: Sequence[Participant], text: str) -> Figures | None:
    """How many the victims are together; None where one of them cannot be counted, or only a part is told of."""
    victims = _without_parts(victims, text)
    if len(victims) > 1 and not _is_list(victims, text):
        return None
    found = [_count(each, text, is_first=not k) for k, each in enumerate(victims)]
    if _is_broken_down(victims, found, text) or _are_among(victims, text):
        return found[0]
    counts = [each for each in found if each is not None]
    if len(counts) != len(victims):
        return None
    if victims[-1].head == victims[-1].number and counts[-1].low == sum(each.low or 0 for each in counts[:-1]):
        counts.pop()  # "two nurses and a cook, and all three were women"
    low = sum(each.low or 0 for each in counts)
    is_open = any(each.high is None for each in counts)
    best = None if any(each.best is None for each in counts) else sum(each.best or 0 for each in counts)
    return Figures(low=low, best=best, high=None if is_open else low)


def _without_parts(victims: Sequence[Participant], text: str) -> Sequence[Participant]:
    """The victims without those who are some of the first: "five people, among them two officers and a child"."""
    words = toll_words()
    before = [text[victims[k].end : each.start].lower() for k, each in enumerate(victims[1:])]
    first = next((k for k, each in enumerate(before, 1) if words.among.search(each)), None)
    if first is None:
        return victims
    behind = before[first].strip() if first < len(before) else ""
    noun = text[victims[0].start : victims[0].end].lower().split()[-1]
    is_of_all = victims[0].head == victims[0].number or noun in words.anybody
    is_closed = behind.startswith(",") and behind != "," and not is_of_all
    return [*victims[:first], *(victims[first + 1 :] if is_closed else ())]


def _is_list(victims: Sequence[Participant], text: str) -> bool:
    """Whether the last of several is linked to the others: "10 workers, six Americans among them" is no list."""
    before = text[victims[-2].end : victims[-1].start].lower()
    return toll_words().linked.search(before) is not None


def _is_broken_down(victims: Sequence[Participant], counts: Sequence[Figures | None], text: str) -> bool:
    """Whether the first of a list is the number of the others: "killed two, a man and his son"."""
    first, members = victims[0], victims[1:]
    if first.number is None or not members or text[first.end : members[0].start].strip() != ",":
        return False
    whole, *parts = (each.low if each is not None else None for each in counts)
    adds_up = None not in parts and whole == sum(filter(None, parts))
    return whole_of(_noun(first), [_noun(each) for each in members], adds_up=adds_up)


def _are_among(victims: Sequence[Participant], text: str) -> bool:
    """Whether those behind the first of a list are some of it: "five men, a judge and his clerk among them"."""
    match = _STRETCH.match(text, victims[-1].start)
    return match is not None and toll_words().among_them.search(match[0].lower()) is not None


def _noun(filler: Participant) -> str:
    return "" if filler.head == filler.number else filler.head


def _count(filler: Participant, text: str, *, is_first: bool) -> Figures | None:
    """How many one member is: its number, or one person."""
    if filler.number is not None:
        if toll_words().but_for.search(text[max(0, filler.start - _AHEAD) : filler.end].lower()):
            return None  # "all but two of the passengers"
        value = value_of(filler.number)
        if value is None or value.low != value.high or filler.head in load_numbers().lists["no_people"]:
            return None
        return Figures(low=value.low, best=value.low, high=value.low)
    return Figures(low=1, best=1, high=1) if _is_one(filler, text, is_first=is_first) else None


def _is_one(filler: Participant, text: str, *, is_first: bool) -> bool:
    """Whether somebody is a single person: by name, by office, as one of several, or by whom he belongs to."""
    if filler.head in default_language().one_person:
        return True  # "killed her and her driver"
    if filler.plural or filler.anaphor or filler.resolution is not None or _is_no_person(filler.head):
        return False
    if filler.actor is not None and filler.actor.name.lower().rstrip()[-1:] == "s":
        return False
    of_office = filler.actor is not None and filler.actor.actor_class in _OF_OFFICE
    is_bare = filler.determiner is None and filler.head in toll_words().one_bare
    if filler.determiner in _SINGLE or of_office or is_bare or _names_two(filler, text):
        return True
    is_named = filler.actor is None and filler.name is not None and " " in filler.name.strip()
    is_somebody = filler.actor is None or filler.actor.actor_class in _UNARMED
    return is_named or (filler.determiner in _KNOWN and (is_somebody or not is_first))


def _is_no_person(head: str) -> bool:
    words = toll_words()
    is_body = words.collective.fullmatch(head) is not None or head in words.no_single
    return is_body or f"{head}s" in load_numbers().lists["no_people"]


def _names_two(filler: Participant, text: str) -> bool:
    """Whether two names end what tells of somebody: "journalist Nils Horner"."""
    names = text[filler.start : filler.end].split()[-2:]
    return len(names) == 2 and all(each.isalpha() and each.istitle() for each in names)  # noqa: PLR2004
