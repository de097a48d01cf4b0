"""What `bench/evaluate.py` writes of the sets that score whole stories and sentences on control.

Each set has a scorer of its own beside it. Its rows fall into two halves by the last bit of a hash of their ids: errors
are read in the look half alone; of the blind half only sums are taken.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_HALVES = ("look", "blind")
_DRAWN = {
    "fully_right": "right in everything",
    "invented": "invented",
    "wrong_place": "at a wrong place",
    "wrong_date": "on a wrong day",
    "wrong_tag": "with a wrong tag",
    "wrong_mode": "asserted wrongly",
    "duplicate": "a second record of what is drawn",
}
_CORE = {"found": "found", "right": "right in everything", "drawn_right": "to be drawn, and drawn right"}
_FOUND = {"province": "province", "date": "day", "actor": "actor", "toll": "stated toll", "false_toll": "false toll"}
_STRICT = re.compile(r"^strict .*\((?P<hits>\d+)/(?P<made>\d+)\).*\((?P=hits)/(?P<labels>\d+)\)", re.MULTILINE)
_TAKER = re.compile(r"^right taker (?P<hits>\d+)/(?P<n>\d+)", re.MULTILINE)
_NEGATIVE = re.compile(r"'rows': (?P<n>\d+), 'rows with a false actual event': (?P<hits>\d+)")
_FEW = 4
"""A tag of fewer core events stands in no row of its own."""


def story_lines(folder: Path, out: Path) -> list[str]:
    """The section on whole stories; `out` holds the records of `stories_dev.jsonl`."""
    scored = [json.loads(_run(folder, "stories", out, half, "--json")) for half in _HALVES]
    rows = [("core events " + words, [each["core"][key] for each in scored]) for key, words in _CORE.items()]
    for kind, title in (("pins", "points"), ("pins_and_areas", "all that is drawn")):
        rows += [(f"{title}: {words}", [each[kind][key] for each in scored]) for key, words in _DRAWN.items()]
    rows += [
        ("of core events found: " + words, [s["found_core_shares"][key] for s in scored])
        for key, words in _FOUND.items()
    ]
    rows += [("stated counts " + key, [each["claims"][key] for each in scored]) for key in ("found", "false")]
    return [
        "## Whole stories",
        "",
        "    conflictmap extract stories_dev.jsonl > out.jsonl",
        "    python score_stories.py stories_dev.jsonl out.jsonl --look (or --blind)",
        "",
        "Every event of a story is coded. Only the errors of the look half were read.",
        "",
        "| | look | 95 % interval | blind | 95 % interval |",
        "|---|--:|--:|--:|--:|",
        *(f"| {words} | {_share(look)} | {_share(blind)} |" for words, (look, blind) in rows),
        "",
        "What still fails, by what happened (core events of both halves):",
        "",
        "| tag | core events | found | right in everything |",
        "|---|--:|--:|--:|",
        *_by_tag(scored),
        "",
    ]


def territory_lines(folder: Path, out: Path) -> list[str]:
    """The section on sentences of control; `out` holds the records of `territory_dev.jsonl`."""
    printed = {half: _run(folder, "territory", out, half) for half in _HALVES}
    return [
        "## Sentences on control",
        "",
        "    conflictmap extract territory_dev.jsonl > out.jsonl",
        "    python score_territory.py territory_dev.jsonl out.jsonl --look (or --blind)",
        "",
        "| | right of those read | read of those told | with the right taker | false in sentences without one |",
        "|---|--:|--:|--:|--:|",
        *(_territory_row(half, text) for half, text in printed.items()),
        "",
    ]


def _territory_row(half: str, text: str) -> str:
    strict, taker, negative = (pattern.search(text) for pattern in (_STRICT, _TAKER, _NEGATIVE))
    if strict is None or taker is None or negative is None:
        sys.exit(f"Expected the figures of score_territory.py, got {text[:200]!r}.")
    hits, made, labels = strict.group("hits", "made", "labels")
    shares = ((hits, made), (hits, labels), taker.group("hits", "n"), negative.group("hits", "n"))
    return f"| {half} | " + " | ".join(f"{found} of {n}" for found, n in shares) + " |"


def _by_tag(scored: list[dict[str, Any]]) -> list[str]:
    """Rows of the tags that several core events have, the commonest first; the others together."""
    sums: dict[str, list[int]] = {}
    for each in scored:
        for tag, found in each["core"]["by_tag"].items():
            row = sums.setdefault(tag, [0, 0, 0])
            for at, key in enumerate(("n", "found", "right")):
                row[at] += found[key]
    rest = [0, 0, 0]
    lines = []
    for tag, row in sorted(sums.items(), key=lambda item: (-item[1][0], item[0])):
        if row[0] < _FEW:
            rest = [a + b for a, b in zip(rest, row, strict=True)]
        else:
            lines.append(f"| `{tag}` | " + " | ".join(map(str, row)) + " |")
    return [*lines, "| others | " + " | ".join(map(str, rest)) + " |"]


def _share(found: dict[str, Any]) -> str:
    if found["share"] is None:
        return "none | -"
    return f"{found['k']} of {found['n']} = {found['share']:.3f} | {found['low']:.3f} to {found['high']:.3f}"


def _run(folder: Path, name: str, out: Path, half: str, *more: str) -> str:
    scorer, rows = folder / f"score_{name}.py", folder / f"{name}_dev.jsonl"
    command = [sys.executable, str(scorer), str(rows), str(out), f"--{half}", *more]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - the set's own scorer
