"""Who acts: the registry `data/actors.toml` and the adjectives of `data/demonyms.csv`, found in a text as chunks of adjacent names and nouns.

Knows names, sides and classes, with allegiance by period; refuses to know what an actor did. "Taliban fighters", "a
Taliban spokesman", "U.S. envoy" are one chunk each: the first word with a side gives the side, the last noun the
class.
"""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from ahocorasick_rs import AhoCorasick, MatchKind

from geo.files import reference_file
from geo.gazetteer.fold import fold
from geo.model import Actor

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

ARMED_CLASSES = frozenset({"rebel", "state_force", "militia", "foreign_force", "police", "gunmen"})
SPEAKER_CLASSES = frozenset(
    {"official", "spokesperson", "civilians", "media", "international_organisation", "diplomat", "leader", "government"}
)
STATE_CLASSES = frozenset({"state_force", "police", "government", "official"})
_ABBREVIATION = 4
_LOWER_WORD = re.compile(r"\s+[a-z]")
_ON_BEHALF = re.compile(r"\s+(?:for|of|from)\s+(?:the\s+)?")
_ADJACENT = re.compile(r"(?:'s?)?\s+(?:chief |main |military |political |senior |top |own |local |armed )?")
_ARTICLE = re.compile(
    r"\b(?:the|an?|some|its|their|his|her|several|many|dozens of|hundreds of|thousands of|two|three|former|senior|local|chief|main)\s+$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A registered name or noun."""

    label: str | None
    side: str | None
    actor_class: str
    names: tuple[str, ...]
    since: date | None = None
    until: date | None = None
    periods: tuple[dict[str, Any], ...] = ()
    is_adjective: bool = False

    @property
    def is_name(self) -> bool:
        """Whether it names somebody, rather than a kind of people."""
        return self.label is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorSpan:
    """An actor where it stands in a text.

    `named` if a name is among the words, `rebel` if a noun for rebels is ("the movement's spokesman").
    """

    start: int
    end: int
    actor: Actor
    named: bool
    rebel: bool = False


class Registry:
    """The compiled registry. Read only."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Compile all names and nouns into one automaton."""
        self.entries = entries
        self._owners = [(entry, name) for entry in entries for name in entry.names]
        self._automaton = AhoCorasick([fold(name) for _, name in self._owners], matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str, on: date | None = None) -> tuple[ActorSpan, ...]:
        """All actors in a text, adjacent words merged; `on` is the day that decides allegiance (None: the first)."""
        folded = fold(text)
        chunks: list[list[tuple[Entry, int, int]]] = []
        for row, start, end in self._automaton.find_matches_as_indexes(folded):
            entry, name = self._owners[row]
            if not _whole(folded, start, end) or not _in_force(entry, on) or not _cased(text[start:end], name, entry):
                continue
            if chunks and _joins(folded[chunks[-1][-1][2] : start], chunks[-1][-1][0], entry):
                chunks[-1].append((entry, start, end))
            else:
                chunks.append([(entry, start, end)])
        return tuple(_merged(chunk, folded, text, on) for chunk in chunks if not _is_mere_adjective(chunk, text))


def _is_mere_adjective(chunk: Sequence[tuple[Entry, int, int]], text: str) -> bool:
    """Whether a chunk is only an adjective before a noun that names nobody: "the Chinese agency"."""
    entry, _, end = chunk[0]
    return len(chunk) == 1 and entry.is_adjective and bool(_LOWER_WORD.match(text, end))


def _whole(folded: str, start: int, end: int) -> bool:
    return not ((start and folded[start - 1].isalnum()) or (end < len(folded) and folded[end].isalnum()))


def _cased(written: str, name: str, entry: Entry) -> bool:
    """Names are written with a capital, abbreviations (US, UN, AP) as they stand in the registry; nouns in any case."""
    if not entry.is_name or not name[0].isupper():
        return True
    return written == name if name.isupper() and len(name) <= _ABBREVIATION else written[0].isupper()


def _in_force(entry: Entry, on: date | None) -> bool:
    return on is None or ((entry.since is None or on >= entry.since) and (entry.until is None or on < entry.until))


def _joins(gap: str, before: Entry, after: Entry) -> bool:
    """Whether two neighbouring words are one noun phrase: "Taliban" + "fighters", "spokesman" + for the + "Taliban".

    Not "Taliban" + "U.S.".
    """
    if after.is_name and before.is_name and before.side and after.side and before.side != after.side:
        return False
    if not before.is_name and after.is_name:
        return (
            before.actor_class in SPEAKER_CLASSES
            and before.actor_class != "civilians"
            and bool(_ON_BEHALF.fullmatch(gap))
        )
    return bool(_ADJACENT.fullmatch(gap))


def _merged(chunk: Sequence[tuple[Entry, int, int]], folded: str, text: str, on: date | None) -> ActorSpan:
    entries = [entry for entry, _, _ in chunk]
    first_name = next((entry for entry in entries if entry.is_name), None)
    head = entries[0] if not entries[0].is_name and entries[-1].is_name else entries[-1]  # "spokesman for the Taliban"
    sides = [entry.side for entry in entries if entry.side]
    side = first_name.side if first_name else head.side or (sides[0] if sides else None)  # "the governor's spokesman"
    actor_class = _chunk_class(first_name, head, on)
    start, end = chunk[0][1], chunk[-1][2]
    article = _ARTICLE.search(folded[max(0, start - 24) : start])
    actor = Actor(name=text[start:end], side=side, actor_class=actor_class)
    return ActorSpan(
        start=start - (len(article.group()) if article else 0),
        end=end,
        actor=actor,
        named=first_name is not None,
        rebel=any(entry.actor_class == "rebel" for entry in entries),
    )


def _chunk_class(name: Entry | None, head: Entry, on: date | None) -> str:
    """The class of a chunk: its head noun's, but who fights for a named party is of that party's class."""
    if name is None or head is name:
        return _class_on(head, on)
    own = _class_on(name, on)
    if head.actor_class in {"rebel", "state_force", "militia"} and own in ARMED_CLASSES:
        return own
    if head.actor_class == "state_force" and (name.side or "").startswith("other:"):
        return "foreign_force"
    return head.actor_class


def _class_on(entry: Entry, on: date | None) -> str:
    for period in entry.periods:
        if on is not None and on >= period["from"]:
            return str(period["class"])
    return entry.actor_class


@cache
def default_registry() -> Registry:
    """The bundled registry, read once."""
    content = tomllib.loads(reference_file("actors.toml").read_text("utf-8"))
    names = [
        Entry(
            label=row["label"],
            side=row.get("side"),
            actor_class=row["class"],
            names=tuple(row["names"]),
            since=row.get("since"),
            until=row.get("until"),
            periods=tuple(row.get("periods", ())),
        )
        for row in content["actor"]
    ]
    nouns = [
        Entry(label=None, side=row.get("side"), actor_class=row["class"], names=tuple(row["words"]))
        for row in content["noun"]
    ]
    with reference_file("demonyms.csv").open(encoding="utf-8", newline="") as file:
        demonyms = [
            Entry(
                label=row["country"],
                side=f"other:{row['country']}",
                actor_class="foreign_state",
                names=(row["adjective"],),
                is_adjective=True,
            )
            for row in csv.DictReader(file)
        ]
    return Registry([*names, *nouns, *demonyms])


def is_armed(actor: Actor | None) -> bool:
    """Whether the actor can hold ground."""
    return actor is not None and (
        actor.actor_class in ARMED_CLASSES or (actor.side is not None and actor.actor_class in {None, "government"})
    )


def label_of_side(side: str) -> str:
    """A side's name for people: its registered label, or what follows `other:`.

    >>> label_of_side("taliban")
    'Taliban'
    """
    for entry in default_registry().entries:
        if entry.side == side and entry.label:
            return entry.label
    return side.removeprefix("other:")
