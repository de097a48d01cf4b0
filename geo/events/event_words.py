"""The words by which what was read becomes events and counts; `data/languages/en/events.toml` says what each is for."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.files import reference_file

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class TakingWords:
    """How ground came to be held."""

    newly: frozenset[str]
    again: frozenset[str]
    without_force: frozenset[str]
    presupposing: frozenset[str]
    harming: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class SpeechWords:
    """Who states a count."""

    saying: frozenset[str]
    counting: frozenset[str]
    giving: frozenset[str]
    no_speaker: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class CountWords:
    """Stated counts."""

    units: frozenset[str]
    parts: frozenset[str]
    vague: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class EventWords:
    """The word lists of one language, by table."""

    taking: TakingWords
    speech: SpeechWords
    counts: CountWords


@cache
def event_words(language: str = "en") -> EventWords:
    """The words of a language; read once."""
    tables = tomllib.loads(reference_file(f"languages/{language}/events.toml").read_text("utf-8"))
    return EventWords(
        taking=TakingWords(**_sets(tables["taking"])),
        speech=SpeechWords(**_sets(tables["speech"])),
        counts=CountWords(**_sets(tables["counts"])),
    )


def _sets(table: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in table.items()}
