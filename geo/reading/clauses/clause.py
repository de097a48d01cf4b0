"""The records of clauses: `build.py` makes them of a sentence; roles, dates and modes are read from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reading.clauses.chunks import Chunk, Phrase, VerbGroup
    from geo.reading.clauses.tokens import Token

MOST_CLAUSES = 200
"""So many clauses of one sentence are built; the rest of a longer one is not read, and a problem says so."""


@dataclass(slots=True, eq=False)
class Clause:
    """A clause.

    `kind` is main, complement ("said that ..."), adverbial ("after ..."), relative, participle, infinitive or
    conjunct (shares what its `shared` clause has before the verb). `connector` is the word that opens it. `head` is
    the phrase that a relative or participle clause belongs to and `gap` the role it has there ("subject" or
    "object"). `parent` governs it; `conditional` where a clause of purpose or condition stands under it, `on_condition`
    where one with "if" or "unless" does, `if_true` where that doubts what is told ("if the reports are true"). `elided`
    is the clause whose verb phrase this one leaves out ("and so did X"), `gapped` the one whose verb it leaves out for
    another place or day ("killed 12 in X and two in Y"), `part` where it counts some of those that that one counts
    ("killed 14: 12 in X ..."). `dates` are the date tokens that stand in it, `deed_dates` those of event nouns
    that it only answers, `times` its phrases of time.
    """

    kind: str
    start: int
    verb: VerbGroup | None = None
    subject: Phrase | None = None
    objects: list[Phrase] = field(default_factory=list)
    phrases: list[tuple[str, Phrase]] = field(default_factory=list)
    dates: list[Token] = field(default_factory=list)
    deed_dates: list[tuple[Phrase, list[Token]]] = field(default_factory=list)
    times: list[Phrase] = field(default_factory=list)
    adverbs: list[str] = field(default_factory=list)
    adjectives: list[str] = field(default_factory=list)
    parent: Clause | None = None
    connector: str | None = None
    head: Phrase | None = None
    gap: str | None = None
    shared: Clause | None = None
    elided: Clause | None = None
    gapped: Clause | None = None
    part: bool = False
    end: int = 0
    after_comma: bool = False
    speech_behind: bool = False
    conditional: bool = False
    on_condition: bool = False
    if_true: bool = False
    governor: Phrase | None = None

    @property
    def passive(self) -> bool:
        """Whether its subject is what the verb is done to."""
        return self.verb is not None and self.verb.passive

    def chain(self) -> list[Clause]:
        """The clauses above it, the nearest first."""
        found: list[Clause] = []
        clause = self.parent
        while clause is not None and len(found) < MOST_CLAUSES:
            found.append(clause)
            clause = clause.parent
        return found


@dataclass(slots=True)
class Parsed:
    """The clauses of a sentence in the order of their beginning; `cut` where it has more than are built."""

    tokens: Sequence[Token]
    chunks: Sequence[Chunk]
    clauses: list[Clause]
    cut: bool = False
