"""Frames: what a verb or a noun tells of, and which of its arguments plays which role.

A frame says nothing of tense, voice, negation or word order: the reader of clauses settles those. Its arguments are
logical: `subject` is who does it (behind "by" in a passive), `object` what it is done to (the subject of a passive).
The files are `data/languages/<code>/frames/*.toml`; what their keys mean stands in `docs/frames.md`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from geo.errors import LexiconError
from geo.files import reference_file
from geo.vocab import Action, AssertionMode, EventType, PloverEvent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

Alternative = tuple["str | frozenset[str]", ...]
"""What a filler must be, all of it: named needs, and sets of head words."""
Need = tuple[tuple[Alternative, ...], bool, tuple[Alternative, ...]]
"""Alternatives of which one must hold, whether the role must be filled, and what no filler may be."""

SHARED = "words.toml"
"""The file of a folder whose `[words]` all of its files may use."""

ROLES = ("agent", "object", "recipient", "from_whom", "place", "means")


class Trait(StrEnum):
    """What several frames have in common that decides how their events are told together with others.

    `OWNS`: it says whose something is. `RANKED`: it tells of this only of the first, the sixth, the latest of a series
    ("the third city to go").
    `EXPELS`: the loser is driven out of the ground. `SPARES`: it hurts somebody who is meant to live. `LEADS_AWAY`:
    somebody is taken to where more is done to him. `CAUSE_UNSAID`: people are dead, the words say neither of what nor
    by whom. `COUNTS_PART`: it counts some of the dead of what was told before; with `SAYS_PART` its own words say so.
    `OWNS_UP`: a party claims a deed as its own; `POINTS_AT`: it is said to have done it; `ACCUSES`: somebody says so
    to its face; `DENIES`: it says that it did not. `FAR_SCENE`: the scene of what the whole text tells of.
    `SCENE_AHEAD`: the scene of what the next sentence tells.
    `ENTERS`: somebody comes into ground, which alone says not that he holds it. `TOLD_BESIDE`: what was told before
    is named only beside what the sentence tells. `LOSES`: those whom it counts are dead. `GETS_OUT`: prisoners get
    out by themselves. `FIRES`: somebody shoots. `MERE_EXPLOSION`: something exploded or burned, the words say not
    why. `OF_THING`: the scene of what happened to the thing or the people it speaks of; with `MEANWHILE` only where
    they were doing something then, with `GATHERED` where they had come there. `MAY_GUARD`: of those who rule it may
    only say that they guard what they hold.
    `OF_DEED`: it is said of a deed, whose place is not its own: "condemned the attack in X".
    `EITHER_WAY`: it happened, whether somebody did what the verb says or not: "did not survive the bomb".
    `OF_PUNISHMENT`: the scene of a punishment alone.
    `OPEN_DOER`: whom no words name did it is anybody, not the one opponent of those harmed.
    """

    OWNS = "owns"
    RANKED = "ranked"
    EXPELS = "expels"
    SPARES = "spares"
    LEADS_AWAY = "leads_away"
    CAUSE_UNSAID = "cause_unsaid"
    COUNTS_PART = "counts_part"
    SAYS_PART = "says_part"
    OWNS_UP = "owns_up"
    POINTS_AT = "points_at"
    ACCUSES = "accuses"
    DENIES = "denies"
    FAR_SCENE = "far_scene"
    SCENE_AHEAD = "scene_ahead"
    ENTERS = "enters"
    TOLD_BESIDE = "told_beside"
    LOSES = "loses"
    MERE_EXPLOSION = "mere_explosion"
    GETS_OUT = "gets_out"
    FIRES = "fires"
    MAY_GUARD = "may_guard"
    OF_DEED = "of_deed"
    OF_THING = "of_thing"
    MEANWHILE = "meanwhile"
    GATHERED = "gathered"
    EITHER_WAY = "either_way"
    OPEN_DOER = "open_doer"
    OF_PUNISHMENT = "of_punishment"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Frame:
    """One frame.

    `verbs` are base forms, with a particle behind a blank ("take over"). `through` are nouns that hand their verb on
    to what stands behind their "of" or "over" ("take control of"): with `light` alone they are demanded. `nouns` tell
    of the same as a noun. `roles` and `noun_roles` name for each role the arguments that may fill it, the first that
    does wins: `subject`, `object`, `possessor`, `modifier` (a party right before the noun), `host` (the subject of the
    verb that has the noun for its object), or a preposition. `needs` names for a role what must fill it; with "!" it
    must be there; alternatives stand behind bars, what must hold at once behind "&", "$name" is a list of head words.
    `ruling` is the tag that it has where who acts governs the country on that day. `modified` are words of which
    one must stand by the verb, or before the noun; `unlike` are words of which none may stand there. A noun of
    which `not_object_of` names the verb tells of nothing; one that is `bare` tells of this only where there is no verb
    ("Roadside bomb in X, five dead"). `dated` asks for a date in its clause. A verb with
    `denied` tells of this only where it is negated ("was not allowed to"); one with `complement` has its place and
    day in its infinitive as well ("told women to stay out of parks in Kabul"), which "must" stand there or "may"; with
    "none" it tells of this only without one ("called on the minister").
    One that `continues` only goes on from an event of its tag that was told shortly before, or `of_any` tag, which it
    takes over; one that `sets_scene`
    has no tag and only says where and when something was that was told before. Of what is `mutual` either party
    acts. `without` names words that must not stand in the clause, `beside` words, or several in a row, of which one
    must. `force` is False where it happens without a fight; `traits` are what it has in common with others. `mode` is
    set where the words decide it. `expects` is the mode of the examples.
    """

    frame_id: str
    event_type: EventType | None
    action: Action | None
    verbs: frozenset[str]
    light: bool
    through: frozenset[str]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    roles: Mapping[str, tuple[str, ...]]
    noun_roles: Mapping[str, tuple[str, ...]]
    needs: Mapping[str, Need]
    noun_needs: Mapping[str, Need]
    voice: str | None
    without: frozenset[str]
    unlike: frozenset[str]
    not_object_of: frozenset[str]
    dated: bool
    bare: bool
    denied: bool
    complement: str | None
    continues: bool
    of_any: bool
    sets_scene: bool
    mutual: bool
    beside: frozenset[str]
    modified: frozenset[str]
    force: bool | None
    traits: frozenset[Trait]
    mode: AssertionMode | None
    plover: PloverEvent | None
    ruling: EventType | None
    expects: AssertionMode
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    source: str
    order: int
    noun_words: Mapping[str, tuple[tuple[str, ...], ...]] = field(init=False)
    """By the last word of each of `nouns`, the words before it ("car" before "bomb"); none for a bare one."""

    def __post_init__(self) -> None:
        """Sort the nouns by their last words, by which they are looked up."""
        found: dict[str, tuple[tuple[str, ...], ...]] = {}
        for noun in sorted(self.nouns):
            *words, head = noun.split()
            found[head] = (*found.get(head, ()), tuple(words))
        object.__setattr__(self, "noun_words", found)

    @property
    def is_territory(self) -> bool:
        """Whether it tells of who holds ground."""
        return self.action is not None

    @property
    def takes_fronted(self) -> bool:
        """Whether what opens the sentence may fill a role: not where it is the ground, or where it goes on a count."""
        return not (self.is_territory or self.continues)

    @property
    def is_standing(self) -> bool:
        """Whether a noun may refer to it long after it came about ("the fall of Kunduz", "the peace deal")."""
        return self.action is not None or self.event_type in {EventType.AGREEMENT, EventType.CEASEFIRE}


@dataclass(frozen=True, slots=True, eq=False)
class FrameTable:
    """All frames in the order of their files, and where to look them up: by verb, by noun.

    `words` are all words of which one must stand in a sentence that is worth parsing.
    """

    frames: tuple[Frame, ...]
    by_verb: Mapping[str, tuple[Frame, ...]]
    by_noun: Mapping[str, tuple[Frame, ...]]
    by_bare_noun: Mapping[str, tuple[Frame, ...]]
    by_adjective: Mapping[str, tuple[Frame, ...]]
    by_trait: Mapping[Trait, frozenset[str]]


@cache
def default_frames() -> FrameTable:
    """The English frames, read once."""
    return read_frames(reference_file("languages/en/frames"))


def has_trait(frame_id: str, trait: Trait) -> bool:
    """Whether a frame has a trait, by the id under which an event keeps it (`rule_id`).

    >>> has_trait("drive.out", Trait.EXPELS), has_trait("feed:acled", Trait.EXPELS)
    (True, False)
    """
    return frame_id in default_frames().by_trait[trait]


@cache
def _mutual() -> frozenset[str]:
    return frozenset(each.frame_id for each in default_frames().frames if each.mutual)


def is_mutual(frame_id: str) -> bool:
    """Whether a frame tells of what two parties do to each other, so that its actor may be either.

    >>> is_mutual("clash.noun"), is_mutual("feed:acled")
    (True, False)
    """
    return frame_id in _mutual()


def frame_of(action: Action | None, event_type: EventType | None) -> Frame:
    """The first frame that tells of an action, or has a tag; `LexiconError` where none does."""
    for frame in default_frames().frames:
        if frame.action is action and (action is not None or frame.event_type is event_type):
            return frame
    raise LexiconError("a frame for each action and tag", f"none for {action or event_type}")


def read_frames(folder: Path) -> FrameTable:
    """Read every `*.toml` of a folder; `LexiconError` names the file and the frame that cannot be read."""
    frames: list[Frame] = []
    contents = {path.name: tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml"))}
    shared: dict[str, list[str]] = contents.get(SHARED, {}).get("words", {})
    for name, content in contents.items():
        sets = _opened(shared | content.get("words", {}))
        for entry in content.get("frame", ()):
            frames.append(_frame(entry, sets, name, len(frames)))
    seen: set[str] = set()
    for frame in frames:
        if frame.frame_id in seen:
            raise LexiconError("each frame id once", frame.frame_id, "Rename one of the two frames.")
        seen.add(frame.frame_id)
    return FrameTable(
        tuple(frames),
        _index((verb, frame) for frame in frames for verb in frame.verbs),
        _index((noun.rpartition(" ")[2], frame) for frame in frames for noun in frame.nouns if not frame.bare),
        _index((noun.rpartition(" ")[2], frame) for frame in frames for noun in frame.nouns if frame.bare),
        _index((word, frame) for frame in frames for word in frame.adjectives),
        MappingProxyType(
            {trait: frozenset(each.frame_id for each in frames if trait in each.traits) for trait in Trait}
        ),
    )


def _opened(sets: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The lists with "$name" inside them replaced by the words of that list."""
    return {
        name: [word for each in words for word in (sets[each[1:]] if each.startswith("$") else (each,))]
        for name, words in sets.items()
    }


def _index(pairs: Iterable[tuple[str, Frame]]) -> Mapping[str, tuple[Frame, ...]]:
    found: dict[str, dict[Frame, None]] = {}
    for word, frame in pairs:
        found.setdefault(word, {})[frame] = None
    return MappingProxyType({word: tuple(frames) for word, frames in found.items()})


def _words(entry: Mapping[str, Any], key: str, sets: Mapping[str, list[str]]) -> frozenset[str]:
    """A list of words; "$name" stands for a list of the file's `[words]`."""
    found: list[str] = []
    for word in entry.get(key, ()):
        found += sets[word[1:]] if word.startswith("$") else [word]
    return frozenset(found)


def _frame(entry: dict[str, Any], sets: Mapping[str, list[str]], file: str, order: int) -> Frame:
    try:
        roles = _roles(entry.get("roles", {"agent": "subject", "object": "object"}))
        return Frame(
            frame_id=entry["id"],
            event_type=EventType(entry["tag"]) if "tag" in entry else None,
            action=Action(entry["action"]) if "action" in entry else None,
            verbs=_words(entry, "verbs", sets),
            light=entry.get("light", False),
            through=_words(entry, "through", sets),
            nouns=_words(entry, "nouns", sets),
            adjectives=_words(entry, "adjectives", sets),
            roles=roles,
            noun_roles=_roles(entry.get("noun_roles", {})),
            needs=_needs(entry.get("needs", {}), sets),
            noun_needs=_needs(entry.get("noun_needs", entry.get("needs", {})), sets),
            voice=entry.get("voice"),
            without=_words(entry, "without", sets),
            unlike=_words(entry, "unlike", sets),
            not_object_of=_words(entry, "not_object_of", sets),
            dated=entry.get("dated", False),
            bare=entry.get("bare", False),
            denied=entry.get("denied", False),
            complement=entry.get("complement"),
            continues=entry.get("continues", False),
            of_any=entry.get("of_any", False),
            sets_scene=entry.get("sets_scene", False),
            mutual=entry.get("mutual", False),
            beside=_words(entry, "beside", sets),
            modified=_words(entry, "modified", sets),
            force=entry.get("force"),
            traits=frozenset(map(Trait, entry.get("traits", ()))),
            mode=AssertionMode(entry["mode"]) if "mode" in entry else None,
            plover=PloverEvent(entry["plover"]) if "plover" in entry else None,
            ruling=EventType(entry["ruling"]) if "ruling" in entry else None,
            expects=AssertionMode(entry.get("expects", entry.get("mode", "actual"))),
            examples=tuple(entry["examples"]),
            counter_examples=tuple(entry.get("counter_examples", ())),
            source=entry["source"],
            order=order,
        )
    except (KeyError, ValueError) as error:
        raise LexiconError(
            "a frame with id, tag or action, verbs or nouns, examples and source",
            f"{entry.get('id')!r} in {file}: {error}",
        ) from error


def _roles(table: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    for role in table:  # a role that nobody fills would never be missed
        if role not in ROLES:
            message = f"no role {role!r}"
            raise ValueError(message)
    return MappingProxyType({role: tuple(value.split("|")) for role, value in table.items()})


def _needs(table: Mapping[str, str], sets: Mapping[str, list[str]]) -> Mapping[str, Need]:
    """The needs of an entry: alternatives behind bars, "$name" a list of head words, "!" where the role must be filled.

    "^" before an alternative says what no filler may be, "&" joins what must hold at once.
    """

    def named(alternative: str) -> Alternative:
        parts = alternative.split("&")
        return tuple(frozenset(sets[each[1:]]) if each.startswith("$") else each for each in parts)

    found: dict[str, Need] = {}
    for role, value in table.items():
        if role not in ROLES:
            message = f"no role {role!r}"
            raise ValueError(message)
        each = value.rstrip("!").split("|")
        wanted = tuple(named(word) for word in each if not word.startswith("^"))
        found[role] = (wanted, value.endswith("!"), tuple(named(word[1:]) for word in each if word.startswith("^")))
    return MappingProxyType(found)
