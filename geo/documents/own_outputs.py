"""What this program itself wrote into a folder of sources: the files of a run, partitions, a ledger.

A run's files are known by their `manifest.json`, partitions by their `run.json` beside `finished`, a ledger by its
suffix.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from pathlib import Path

_MANIFEST, _TERMS = "manifest.json", "run.json"
_MANIFEST_KEYS = {"format", "inputs", "outputs", "settings", "versions"}
_LARGEST = 16 * 1024 * 1024
_LEDGER = ".gpkg"


def own_outputs(folder: Path, names: AbstractSet[str]) -> set[str]:
    """Those of the names in a folder that this program wrote there."""
    own = {name for name in names if name.lower().endswith(_LEDGER)}
    if _MANIFEST in names:
        outputs = _object(folder / _MANIFEST)
        if set(outputs) >= _MANIFEST_KEYS and isinstance(outputs["outputs"], dict):
            own |= {_MANIFEST, *outputs["outputs"]} & names
    if {_TERMS, "finished"} <= names and "material" in _object(folder / _TERMS):
        own |= set(names)
    return own


def _object(path: Path) -> dict[str, Any]:
    """The JSON object of a file; an empty one where it holds none."""
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return {}
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
