"""The version of the outputs' fields follows the fields that the codebook lists."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from maps.exports.manifest import SCHEMA_VERSION, manifest_json

CODEBOOK = Path(__file__).parents[1] / "docs" / "codebook.md"
FIELDS = {3: "c79ec283875238f3"}
"""The sum of the fields' names in each version since they are counted; a new set of fields takes a new number."""


def fields() -> list[tuple[str, str]]:
    """The names of the outputs and of their fields, as the codebook lists them."""
    section = CODEBOOK.read_text("utf-8").partition("## Output files")[2].partition("\n## ")[0]
    return re.findall(r"^(?:### (.+)|\| `(\w+)` \|.*)$", section, re.MULTILINE)


def test_new_fields_take_a_new_version() -> None:
    """Whoever adds a field to an output raises the version and notes the sum of the fields here."""
    found = hashlib.sha256(json.dumps(fields()).encode()).hexdigest()[:16]
    assert FIELDS[SCHEMA_VERSION] == found


def test_manifest_and_codebook_name_the_version() -> None:
    """A reader finds the same number in the manifest of a run and in the codebook."""
    assert json.loads(manifest_json({}, {}, {}))["schema_version"] == SCHEMA_VERSION
    assert f"raised when one is added: {SCHEMA_VERSION}." in " ".join(CODEBOOK.read_text("utf-8").split())
