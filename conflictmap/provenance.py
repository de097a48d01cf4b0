"""By what this program reads documents: the reader, the language pack and the country pack, with version and sum.

Knows which files a reading depends on. Two runs with equal provenance read every text alike.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import geo
from conflictmap.version import __version__
from geo.country import afghanistan
from geo.files import reference_file
from geo.gazetteer.installed import describe_gazetteer
from geo.provenance import Pack, ReadBy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.places.corrections import Corrections

_NO_READERS = frozenset({"feeds", "ledger", "review"})
"""Folders of the library that read no text."""
_LANGUAGE = ("languages", "modes.toml")


def read_by(extractor: str, *, pipeline: str | None = None, corrections: Corrections | None = None) -> ReadBy:
    """The provenance of what an extractor reads with these settings."""
    country = afghanistan()
    settings = {
        "gazetteer": str(describe_gazetteer()),
        "pipeline": pipeline,
        "corrections": corrections.digest if corrections else None,
    }
    return ReadBy(
        reader=Pack(name=extractor, version=__version__, sha256=_code_sum()),
        language=Pack(name="en", version=__version__, sha256=_language_sum()),
        country=Pack(name=country.code3.lower(), version=country.version, sha256=country.sha256),
        settings=tuple((name, value) for name, value in settings.items() if value is not None),
    )


@cache
def _code_sum() -> str:
    root = Path(geo.__file__).parent
    files = (each for each in root.rglob("*.py") if each.relative_to(root).parts[0] not in _NO_READERS)
    return _sum(root, files)


@cache
def _language_sum() -> str:
    root = reference_file("modes.toml").parent
    named = [root / name for name in _LANGUAGE]
    files = (each for place in named for each in ([place] if place.is_file() else place.rglob("*.toml")))
    return _sum(root, files)


def _sum(root: Path, files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for each in sorted(files):
        digest.update(each.relative_to(root).as_posix().encode())
        digest.update(each.read_bytes())
    return digest.hexdigest()
