"""What a language pipeline of the user's own adds to a text: its entities, and which word is the subject of which verb.

Knows the few attributes of spaCy's documents that are read here, and needs no spaCy to do so: anything with these
attributes will do. Loads no pipeline and decides nothing; who uses a parse says what for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.model import Document

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "nsubj:pass"})
_SHARES_SUBJECT = frozenset({"conj", "xcomp"})
_REACH = 5
"""So many verbs up a chain ("attacked, entered and seized") a subject is looked for."""


class EntityKind(StrEnum):
    """The kinds of entity that change what a place's name is taken for."""

    PERSON = "person"
    ORGANISATION = "organisation"


_KINDS = {"PERSON": EntityKind.PERSON, "PER": EntityKind.PERSON, "ORG": EntityKind.ORGANISATION}


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody, or an organisation, at `[start, end)` of the document's text."""

    start: int
    end: int
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class Subject:
    """The verb that begins at `verb` has the subject whose head word begins at `word`; both in the document's text."""

    verb: int
    word: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """The entities and the subjects of one document, each from left to right."""

    entities: tuple[Entity, ...] = ()
    subjects: tuple[Subject, ...] = ()

    def subject_of(self, start: int, end: int) -> int | None:
        """Where the subject of the first verb in `[start, end)` begins; None where no verb there has one."""
        return next((each.word for each in self.subjects if start <= each.verb < end), None)


Parser = Callable[["Document"], Parse]


class EntityLike(Protocol):
    """A span of `doc.ents`."""

    label_: str
    start_char: int
    end_char: int


class TokenLike(Protocol):
    """A token: `idx` is its offset, `head` the token that governs it (itself for a root)."""

    idx: int
    dep_: str

    @property
    def head(self) -> TokenLike:
        """The governing token."""
        ...


class DocLike(Protocol):
    """A parsed text."""

    @property
    def ents(self) -> Iterable[EntityLike]:
        """Its entities."""
        ...

    def __iter__(self) -> Iterator[TokenLike]:
        """Its tokens, left to right."""
        ...


def read_parse(doc: DocLike, offset: int = 0) -> Parse:
    """The parse of a text that stands at `offset` in its document.

    A verb without a subject of its own, joined to another by "and" or governed by it ("managed to seize"), has that
    one's subject.
    """
    tokens = list(doc)
    own = {token.head.idx: token.idx for token in reversed(tokens) if token.dep_ in _SUBJECTS}
    subjects = ((token.idx, _subject(token, own)) for token in tokens)
    return Parse(
        entities=tuple(
            Entity(offset + each.start_char, offset + each.end_char, _KINDS[each.label_])
            for each in doc.ents
            if each.label_ in _KINDS
        ),
        subjects=tuple(Subject(offset + verb, offset + word) for verb, word in subjects if word is not None),
    )


def join_parses(parses: Iterable[Parse]) -> Parse:
    """One parse from those of a document's parts, in their order."""
    parts = list(parses)
    return Parse(
        entities=tuple(each for part in parts for each in part.entities),
        subjects=tuple(each for part in parts for each in part.subjects),
    )


def _subject(token: TokenLike, own: dict[int, int]) -> int | None:
    for _ in range(_REACH):
        if token.idx in own:
            return own[token.idx]
        if token.dep_ not in _SHARES_SUBJECT:
            return None
        token = token.head
    return None
