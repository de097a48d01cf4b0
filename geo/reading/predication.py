"""What a reader of sentences gives: predications, each a frame with its roles, its mode, its time and its sources.

A predication names no side, no unit and no tag: `geo.events` interprets it. It holds spans and resolved names, and no
syntax, so that a reader of clauses, a parse and a language model give the same thing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.country import ActorSpan
    from geo.datewords import DateExpression
    from geo.errors import Problem
    from geo.model import Actor, Resolution, Sentence
    from geo.reading.frames import Frame
    from geo.text import AnnotatedDocument
    from geo.vocab import AssertionMode


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Who or what fills a role.

    `start`, `end` are a span of the document's text, `head` the base form of its head noun. `actor` is somebody whom
    the words name or stand for (`span` where they name it), by `actor_basis` "named" or "reference". `resolution` is
    the place that it is or that an anaphor stands for; `unit_noun` what the text calls it ("district", "capital",
    "centre", "base"). `part` says that only a part of it is meant, or a building in it; `unnamed` that it is territory
    without a name ("five villages"). `name` is a proper name that no gazetteer knows ("Camp Jannat"). `within` are
    the places that the text puts it in, the nearest first. `plural` and `number` (its numeral, folded) count it.
    `owner` is whose a thing is by its possessive ("its jets"), somebody or a country.
    `called` is what else the text calls somebody by name, each in the form of `words` with the base form of its head.
    `anaphor` marks what only refers ("the city", "it"), `deed` a noun for what its actor did ("the army's operation").
    """

    start: int
    end: int
    head: str
    actor: Actor | None = None
    span: ActorSpan | None = None
    actor_basis: str | None = None
    resolution: Resolution | None = None
    unit_noun: str | None = None
    part: bool = False
    unnamed: bool = False
    name: str | None = None
    within: tuple[Resolution, ...] = ()
    plural: bool = False
    number: str | None = None
    determiner: str | None = None
    anaphor: bool = False
    deed: bool = False
    words: tuple[str, ...] = ()
    called: tuple[tuple[str, ...], ...] = ()
    owner: Participant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Somebody who says what a predication tells: the words, and who it is where that is known (`span`: whose words).

    `independent` where one of them is no party: an independent voice beside a partisan one makes the pair independent.
    """

    start: int
    end: int
    words: str
    actor: Actor | None = None
    span: ActorSpan | None = None
    independent: bool = False
    verb: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Predication:
    """One thing that a sentence tells of.

    `trigger` is the span of the words that evoke the frame, `lemma` their base form; `clause` the span of its clause,
    `stretch` that of the main clause with all that hangs on it.
    `roles` maps a role to its fillers, several where they are coordinated. `sources` is the chain of who says so, the
    outermost first. `cue` are the words that decided the mode (None: nothing spoke against actual). `days` are the
    date expressions of its own clause, the nearest first; `days_around` those of the clauses that it continues,
    `days_beside` those of clauses that only describe what stands beside it, which are no days of its own.
    `is_noun` where a noun tells of it, `copula` where it is a state. `present` marks a present tense without a cue of
    change. `ranked` where it is told as one of a series ("the sixth to be controlled by"). `order` counts the
    predications of a sentence. `gap` where its clause leaves out the verb that another has: "and two in Y"; `turn` is
    then its place among those of that verb, from 0, and how many they are.
    `doers` are those whose deed it was by a noun of its clause: "in a Taliban attack", "NATO's raid".
    `victims` are all whom the verb of its clause kills, also those whom its frame does not ask for.
    `told_by` is who spoke last before it, where it names no source of its own and he may still be speaking.
    `heading` is the line over a list in which its sentence is an entry: it says what happened there.
    `depth` says how far it stands behind what the sentence mainly tells: 0 for a main clause and what is said in one.
    """

    frame: Frame
    sentence: Sentence
    trigger: tuple[int, int]
    lemma: str
    clause: tuple[int, int]
    stretch: tuple[int, int]
    roles: Mapping[str, tuple[Participant, ...]]
    voice: str = "active"
    tense: str = "past"
    aspect: str = "simple"
    polarity: bool = True
    modality: str | None = None
    is_noun: bool = False
    sources: tuple[Source, ...] = ()
    told_by: ActorSpan | None = None
    mode: AssertionMode
    cue: str | None = None
    days: tuple[DateExpression, ...] = ()
    days_around: tuple[DateExpression, ...] = ()
    days_beside: tuple[DateExpression, ...] = ()
    bound: str | None = None
    adverbs: tuple[str, ...] = ()
    ranked: bool = False
    words: frozenset[str] = field(default=frozenset())
    order: int = 0
    depth: int = 0
    gap: Gap | None = None
    turn: tuple[int, int] = (0, 1)
    victims: tuple[Participant, ...] = ()
    doers: tuple[Participant, ...] = ()
    heading: Sentence | None = None

    def role(self, name: str) -> tuple[Participant, ...]:
        """The fillers of a role; empty where there is none."""
        return self.roles.get(name, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What a clause leaves out and what stands in it instead: the verb as it was told, its own number.

    `part` where the number counts some of those that the clause with the verb counts, and `whole` is their number.
    """

    verb: str
    number: str | None
    part: bool = False
    whole: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """Somebody denies a report without saying which: "The front denied the claim". `trigger` is the verb's span."""

    trigger: tuple[int, int]
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Why words that could tell of something do not: for `explain`."""

    frame_id: str
    trigger: tuple[int, int]
    reason: str


@dataclass(slots=True, kw_only=True)
class SentenceReading:
    """How one sentence was read: its predications, what was dropped and why, and its clauses in words.

    `aside` is where its words only tell what was before or beside what it tells ("days after the fall of X"),
    `voices` are where those are named who say something, `backgrounds` where it stands where somebody comes from.
    """

    sentence: Sentence
    predications: tuple[Predication, ...] = ()
    denials: tuple[Denial, ...] = ()
    dropped: tuple[Unread, ...] = ()
    clauses: tuple[str, ...] = ()
    parsed: bool = False
    aside: tuple[tuple[int, int], ...] = ()
    voices: tuple[tuple[int, int], ...] = ()
    backgrounds: tuple[tuple[int, int], ...] = ()


class Reader(Protocol):
    """Whatever reads predications out of a document's sentences."""

    @property
    def name(self) -> str:
        """What made them, for the manifest and the ledger."""
        ...

    def read(self, annotated: AnnotatedDocument) -> tuple[Iterable[SentenceReading], Sequence[Problem]]:
        """A reading for each sentence, in the order of the text, and the problems met."""
        ...
