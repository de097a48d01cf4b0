"""The words by which what was read becomes events and counts; `data/languages/en/events.toml` says what each is for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from geo.language.word_lists import read_words, word_sets


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class TakingWords:
    """How ground came to be held."""

    newly: frozenset[str]
    again: frozenset[str]
    partly: frozenset[str]
    nearly: frozenset[str]
    fully: frozenset[str]
    fleeing: frozenset[str]
    back: frozenset[str]
    out: frozenset[str]
    without_force: frozenset[str]
    unresisted: frozenset[str]
    presupposing: frozenset[str]
    ending: frozenset[str]
    lasting: frozenset[str]
    before_that: frozenset[str]
    freed: frozenset[str]
    at_present: frozenset[str]
    since_then: frozenset[str]
    searching: frozenset[str]
    operations: frozenset[str]
    harming: frozenset[str]
    aiming: frozenset[str]
    houses: frozenset[str]
    symbols: frozenset[str]


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
class DoingWords:
    """Who did what nobody is named for."""

    arresting: frozenset[str]
    trying: frozenset[str]
    forbidding: frozenset[str]
    punishing: frozenset[str]
    mishap: frozenset[str]
    insiders: frozenset[str]
    behind: frozenset[str]
    letting_go: frozenset[str]
    by_force: frozenset[str]
    unmanned: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class VagueWords:
    """Words whose sense the text around them decides."""

    clashing: frozenset[str]
    striking: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class EventWords:
    """The word lists of one language, by table."""

    taking: TakingWords
    speech: SpeechWords
    counts: CountWords
    doing: DoingWords
    vague: VagueWords


@cache
def event_words(language: str = "en") -> EventWords:
    """The words of a language; read once."""
    tables = read_words("events", language)
    return EventWords(
        taking=TakingWords(**word_sets(tables["taking"])),
        speech=SpeechWords(**word_sets(tables["speech"])),
        counts=CountWords(**word_sets(tables["counts"])),
        doing=DoingWords(**word_sets(tables["doing"])),
        vague=VagueWords(**word_sets(tables["vague"])),
    )
