"""`manifest.json`: what went in, what came out, by which versions and settings.

Lists sha256 sums of inputs and text outputs under relative names with forward slashes; not itself, no absolute
path, no wall clock.
"""

from __future__ import annotations

import hashlib
import json
import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from geo.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = 1
SCHEMA_VERSION = 3
"""The version of the outputs' fields, raised when a field is added; the codebook names it too."""
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_PACKAGES = ("conflictmap", "folium", "branca", "Jinja2")


def manifest_json(inputs: Mapping[str, str], outputs: Mapping[str, bytes], settings: Mapping[str, Any]) -> str:
    """The manifest as indented JSON with sorted keys.

    `inputs` maps a relative name to the sha256 of its bytes, `outputs` a name to its content.

    Raises:
        UsageError: an input has an absolute name: it would tell where the user's files lie, and differ between
        machines.
    """
    for name in inputs:
        if PurePosixPath(name).is_absolute() or _DRIVE.match(name):
            raise UsageError("input names relative to the folder the user gave", repr(name), "Cut the folder off.")
    found = {
        "format": FORMAT,
        "inputs": dict(inputs),
        "schema_version": SCHEMA_VERSION,
        "outputs": {name: _described(content) for name, content in outputs.items()},
        "settings": dict(settings),
        "versions": {name: _version(name) for name in _PACKAGES},
    }
    return json.dumps(found, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _described(content: bytes) -> dict[str, Any]:
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None  # a checkout that was never installed
