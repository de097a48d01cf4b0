"""The table of a benchmark that stands beside spaCy's PhraseMatcher; three sections write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.figures import median, table

if TYPE_CHECKING:
    from bench.figures import Row

PACKAGES = ("spacy", "ahocorasick_rs", "sentencex")
_HEAD = ("", "MB/s", "sentences/s", "median, ms", "times PhraseMatcher")
_WORDS = {
    "test_scan": "conflictmap, scan",
    "test_mentions_and_resolution": "conflictmap, mentions and resolution",
    "test_extract": "conflictmap, whole extraction",
    "test_phrase_matcher": "spaCy PhraseMatcher, names only",
    "test_bare_automaton": "bare Aho-Corasick (the ceiling)",
}


def compared(rows: dict[str, Row], *, ours: str, target: float) -> str:
    """Write all rows of a group, the fastest first, and how often `ours` fits into the matcher's time."""
    peer = median(rows["test_phrase_matcher"])
    lines = []
    for name, row in sorted(rows.items(), key=lambda item: median(item[1])):
        seconds, size = median(row), row["extra_info"]
        rates = f"{size['bytes'] / seconds / 1e6:.2f}", f"{size['sentences'] / seconds:,.0f}"
        lines.append((_WORDS[name], *rates, f"{seconds * 1000:.1f}", f"{peer / seconds:.2f}"))
    measured = peer / median(rows[ours])
    return f"{table(_HEAD, lines)}\n\nAimed at: at least {target:g} times. Measured: {measured:.2f} times."
