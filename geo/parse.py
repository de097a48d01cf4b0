"""What a language pipeline of the user's own adds to a text: its people and organisations.

Knows the few attributes of spaCy's documents that are read here, and needs no spaCy to do so: anything with these
attributes will do. Loads no pipeline and decides nothing; who uses a parse says what for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import Document


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """The entities of one document, from left to right."""

    entities: tuple[Entity, ...] = ()


Parser = Callable[["Document"], Parse]


class EntityLike(Protocol):
    """A span of `doc.ents`."""

    label_: str
    start_char: int
    end_char: int


class DocLike(Protocol):
    """A parsed text."""

    @property
    def ents(self) -> Iterable[EntityLike]:
        """Its entities."""
        ...


def read_parse(doc: DocLike, offset: int = 0) -> Parse:
    """The parse of a text that stands at `offset` in its document."""
    return Parse(
        entities=tuple(
            Entity(offset + each.start_char, offset + each.end_char, _KINDS[each.label_])
            for each in doc.ents
            if each.label_ in _KINDS
        )
    )


def join_parses(parses: Iterable[Parse]) -> Parse:
    """One parse from those of a document's parts, in their order."""
    return Parse(entities=tuple(each for part in parses for each in part.entities))
