"""Write `docs/performance.md` from the figures of one benchmark run.

    python bench/report.py RESULTS.json

Knows how to compare: each figure stands beside its peer's of the same run. Asserts nothing, and tells of the machine
only what a reader needs.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
_PACKAGES = ("spacy", "ahocorasick_rs", "sentencex", "pytest-benchmark")
_TARGETS = {"scan": 20, "mentions": 2, "extract": 0.5}
_OURS = {"scan": "test_scan", "mentions": "test_mentions_and_resolution", "extract": "test_extract"}
_TITLES = {
    "scan": "Scanning for every name of the gazetteer",
    "mentions": "Mentions and their places",
    "extract": "Whole extraction: sentences, mentions, places, events, claims",
}
_WORDS = {
    "test_scan": "conflictmap, scan",
    "test_mentions_and_resolution": "conflictmap, mentions and resolution",
    "test_extract": "conflictmap, whole extraction",
    "test_phrase_matcher": "spaCy PhraseMatcher, names only",
    "test_bare_automaton": "bare Aho-Corasick (the ceiling)",
}
_HEAD = """# Performance

Written by `make bench`; figures of one run on one machine. Nothing here is a promise, and no test asserts a speed.
What counts are the ratios: both sides of each ran in the same process on the same texts.

The corpus is made (`bench/corpus.py`): {documents} documents, {sentences:,} sentences, {megabytes:.2f} MB, all
different; 30 % of the sentences hold a word that may tell of an event, 50 % a place. Times are medians of processor
time; the cold start is wall time. The PhraseMatcher runs on a blank English pipeline with the same names, matched by
lower case.

{machine}
"""


def main(results: str) -> None:
    """Read the JSON of pytest-benchmark and write the page."""
    with Path(results).open(encoding="utf-8") as file:
        rows = json.load(file)["benchmarks"]
    groups: dict[str, dict[str, dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row["group"], {})[row["name"]] = row
    size = groups["scan"]["test_scan"]["extra_info"]
    parts = [
        _HEAD.format(
            documents=size["documents"],
            sentences=size["sentences"],
            megabytes=size["bytes"] / 1e6,
            machine=_machine(),
        )
    ]
    parts += [_compared(group, groups[group]) for group in _TITLES]
    parts += [_geocoding(groups), _memory(groups["memory"]), _ledger(groups["ledger"]["test_settle_claims"])]
    PAGE.write_text("\n".join(parts), encoding="utf-8")
    print("docs/performance.md")


def _compared(group: str, rows: dict[str, dict[str, Any]]) -> str:
    peer = _median(rows["test_phrase_matcher"])
    ours = peer / _median(rows[_OURS[group]])
    lines = [
        f"## {_TITLES[group]}",
        "",
        "| | MB/s | sentences/s | median, ms | times PhraseMatcher |",
        "|---|--:|--:|--:|--:|",
    ]
    for name, row in sorted(rows.items(), key=lambda item: _median(item[1])):
        seconds, size = _median(row), row["extra_info"]
        lines.append(
            f"| {_WORDS[name]} | {size['bytes'] / seconds / 1e6:.2f} | {size['sentences'] / seconds:,.0f} "
            f"| {seconds * 1000:.1f} | {peer / seconds:.2f} |"
        )
    return "\n".join([*lines, "", f"Aimed at: at least {_TARGETS[group]} times. Measured: {ours:.2f} times.", ""])


def _geocoding(groups: dict[str, dict[str, dict[str, Any]]]) -> str:
    thousand = groups["geocode"]["test_thousand_names"]
    each = _median(thousand) / thousand["extra_info"]["names"] * 1000
    table = _median(groups["table"]["test_load_table"]) * 1000
    bare, cold = (_median(groups["start"][name]) for name in ("test_bare_python", "test_cold_geocode"))
    over = (cold - bare) * 1000
    return "\n".join(
        [
            "## Geocoding",
            "",
            "| | median |",
            "|---|--:|",
            f"| one of {thousand['extra_info']['names']:,} different names | {each:.3f} ms |",
            f"| the name table loaded and one name found in it | {table:.1f} ms |",
            f"| `conflictmap geocode Kunduz`, new process | {cold * 1000:.0f} ms |",
            f"| `python -c pass`, new process | {bare * 1000:.0f} ms |",
            "",
            f"Aimed at: under 1 ms a name; a cold start within 300 ms of bare Python. Measured: {over:.0f} ms over it.",
            "",
        ]
    )


def _memory(rows: dict[str, dict[str, Any]]) -> str:
    lines = ["## Memory", "", "| documents in the stream | peak allocated, MB |", "|--:|--:|"]
    found = sorted((row["extra_info"]["documents"], row["extra_info"]["peak_bytes"]) for row in rows.values())
    lines += [f"| {documents:,} | {peak / 1e6:.2f} |" for documents, peak in found]
    return "\n".join(
        [*lines, "", "Measured with `tracemalloc`, tables already loaded: flat in the number of documents.", ""]
    )


def _ledger(row: dict[str, Any]) -> str:
    found = row["extra_info"]
    total = found["post_s"] + found["settle_s"]
    return "\n".join(
        [
            "## The ledger",
            "",
            f"{found['claims']:,} made claims on {found['units']} districts over 20 years, in both layers",
            "(`bench/ledger_claims.py`), in one process. Seconds of processor time; each question is asked for the",
            "first time, for all units.",
            "",
            "| | |",
            "|---|--:|",
            f"| post | {found['post_s']:.1f} s |",
            f"| settle | {found['settle_s']:.1f} s |",
            f"| Python's own search for garbage after it, once | {found['collect_s']:.1f} s |",
            f"| `as_of`, median (slowest) | {found['as_of_ms']:.1f} ms ({found['as_of_worst_ms']:.1f} ms) |",
            f"| peak memory of the process | {found['peak_mb']:,.0f} MB |",
            "",
            "Aimed at: posted and settled in under 30 s, `as_of` under 10 ms.",
            f"Measured: {total:.1f} s and {found['as_of_ms']:.1f} ms.",
            "",
        ]
    )


def _median(row: dict[str, Any]) -> float:
    return float(row["stats"]["median"])


def _machine() -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB of memory, {platform.system()}, "
        f"{platform.python_implementation()} {platform.python_version()}; {packages}. "
        f"Load average over the last five minutes: {os.getloadavg()[1]:.1f}"
        " (above 0.5 a core, neighbours share the caches and the figures are too low)."
    )


if __name__ == "__main__":
    if len(sys.argv) != 2:  # noqa: PLR2004 - the script and the file
        sys.exit(__doc__)
    main(sys.argv[1])
