"""What the tests of runs in parts share: made sources, and an output folder as names and bytes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

CITIES = ("Kunduz", "Taloqan", "Herat", "Ghazni", "Farah", "Zaranj", "Kandahar", "Faizabad")


def documents(count: int) -> list[dict[str, Any]]:
    """Made documents, each with a text of its own."""
    return [
        {
            "id": f"wire-{number}",
            "text": f"The Taliban captured {CITIES[number % len(CITIES)]} on Sunday. Report {number} has no more.",
            "published": f"2021-08-{10 + number % 9}",
            "source": f"Agency {number % 3}",
        }
        for number in range(count)
    ]


def write_lines(path: Path, found: list[dict[str, Any]]) -> Path:
    """Write documents as JSON Lines."""
    path.write_text("".join(json.dumps(each) + "\n" for each in found), encoding="utf-8")
    return path


def contents(folder: Path) -> dict[str, bytes]:
    """All files of an output folder by their names."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
