"""The records of chunks: noun phrases, verb groups and what stands between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.reading.clauses.tokens import Token


DEEPEST = 8
_DETERMINERS = frozenset({"DT", "PRP$"})
QUOTE_COMMA = ',"'
"""The kind of a comma at a quotation mark."""


@dataclass(slots=True, eq=False)
class Phrase:
    """A noun phrase.

    `head` is the index of its head token. `possessor` is the phrase before "'s", `of` the one behind "of". A list has
    its members in `items` (its own words are then those of all of them). `apposition` says the same thing in other
    words. `attached` are prepositional phrases that stand right behind it, `bracketed` what brackets or dashes add.
    `head_token` is the token of its head, `own` are its own tokens, without possessor and "of".
    """

    start: int
    end: int
    head: int
    tokens: Sequence[Token]
    possessor: Phrase | None = None
    of: Phrase | None = None
    items: list[Phrase] = field(default_factory=list)
    apposition: list[Phrase] = field(default_factory=list)
    attached: list[tuple[str, Phrase]] = field(default_factory=list)
    preposition: str | None = None
    pronoun: bool = False
    head_token: Token = field(init=False)
    own: Sequence[Token] = field(init=False)

    def __post_init__(self) -> None:
        """Look up the tokens that are asked for again and again: head and possessor never change."""
        self.head_token = self.tokens[self.head]
        first = self.possessor.end + 1 if self.possessor is not None else self.start
        self.own = self.tokens[first : self.head + 1]

    @property
    def lemma(self) -> str:
        """The base form of its head."""
        return self.head_token.lemma

    @property
    def determiner(self) -> str | None:
        """Its article or other determiner."""
        for token in self.own:
            if token.tag in _DETERMINERS:
                return token.low
        return None

    @property
    def is_plural(self) -> bool:
        """Whether its head is a plural or it is a list."""
        token = self.head_token
        if token.kind == "actor":
            return bool(self.items) or token.low.endswith("s")
        return (
            bool(self.items)
            or token.low in {"they", "them", "we", "us", "these", "those", "both", "all"}
            or (token.kind == "word" and token.tag == "NN" and token.low not in {token.lemma, "headquarters"})
        )

    def members(self) -> Iterator[Phrase]:
        """Itself, or the members of the list that it is, lists inside lists opened."""
        if not self.items:
            yield self
        for item in self.items:
            yield from item.members()

    def inside(self, depth: int = 0) -> Iterator[Phrase]:
        """Itself and every phrase that belongs to it."""
        yield self
        if depth > DEEPEST:
            return
        for other in (self.possessor, self.of, *self.items, *self.apposition, *(each for _, each in self.attached)):
            if other is not None:
                yield from other.inside(depth + 1)

    def span_words(self) -> frozenset[str]:
        """All words between its ends, in lower case."""
        return frozenset(word for token in self.tokens[self.start : self.end] for word in token.words)

    def span(self) -> tuple[int, int]:
        """Its span of the document's text."""
        return self.tokens[self.start].start, self.tokens[max(self.start, self.end - 1)].end


@dataclass(slots=True, eq=False)
class VerbGroup:
    """A verb with its auxiliaries.

    `form` is "finite", "infinitive", "participle" (past) or "gerund"; `tense` "past" or "present"; `shaky` marks a
    past form without auxiliary that may be a participle. `adverbs` are those inside and right before it.
    """

    start: int
    end: int
    head: int
    tokens: Sequence[Token]
    lemma: str
    form: str
    tense: str
    passive: bool = False
    perfect: bool = False
    progressive: bool = False
    negated: bool = False
    modal: str | None = None
    particle: str | None = None
    shaky: bool = False
    adverbs: tuple[str, ...] = ()
    future: bool = False

    def span(self) -> tuple[int, int]:
        """The span of the verb and its particle in the document's text."""
        return self.tokens[self.head].start, self.tokens[max(self.head, self.end - 1)].end


@dataclass(slots=True, eq=False)
class Chunk:
    """A piece of a sentence: a phrase ("NP"), a verb group ("VG"), or one token under its tag."""

    kind: str
    start: int
    end: int
    token: Token
    phrase: Phrase | None = None
    verbs: VerbGroup | None = None

    @property
    def low(self) -> str:
        """Its word, for chunks of one token."""
        return self.token.low
