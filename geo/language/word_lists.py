"""The word lists of a language's data: one TOML file a subject, a table of lists each."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from geo.files import reference_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def read_words(subject: str, language: str = "en") -> Mapping[str, Any]:
    """The tables of `data/languages/<language>/<subject>.toml`.

    >>> sorted(read_words("places"))
    ['words']
    """
    return tomllib.loads(reference_file(f"languages/{language}/{subject}.toml").read_text("utf-8"))


def word_sets(table: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """Each list of a table as a set.

    >>> sorted(word_sets({"at": ["in", "near"]})["at"])
    ['in', 'near']
    """
    return {name: frozenset(words) for name, words in table.items()}
