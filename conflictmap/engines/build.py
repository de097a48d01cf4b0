"""Which program this is: a sum over its own code and data, so that two that differ never share one output.

Knows the installed files and what the user installed beside them. A version number is not enough: a rule that was
changed in a checkout finds other events under the same number.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from conflictmap.engines.engine import EngineError
from conflictmap.version import __version__
from geo.files import reference_file
from geo.gazetteer.installed import describe_gazetteer
from geo.places.installed_lines import describe_boundaries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PACKAGES = ("pyarrow", "ahocorasick_rs", "sentencex", "shapely", "trafilatura", "feedparser", "rapidfuzz")
"""What a result depends on beside our own code."""


@cache
def build_of() -> dict[str, object]:
    """The version, the sum of the code and the data, the user's own sets, and the packages that results depend on."""
    return {
        "version": __version__,
        "code": _code_sum(),
        "gazetteer": list(describe_gazetteer()),
        "boundaries": describe_boundaries(),
        "packages": {name: _version(name) for name in _PACKAGES},
    }


def check_build(build: Mapping[str, object]) -> None:
    """See that whoever works is the program that planned the run.

    Raises:
        EngineError: It is another.
    """
    own = build_of()
    if own != build:
        names = ", ".join(name for name in sorted({*own, *build}) if own.get(name) != build.get(name))
        hint = "Install the same version, data and packages on every worker."
        raise EngineError("workers with the same conflictmap as here", f"one with another {names}", hint)


def _code_sum() -> str:
    digest = hashlib.sha256()
    for name, path in _files():
        digest.update(name.encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files() -> Iterator[tuple[str, Path]]:
    """The modules of `geo` and `conflictmap` and the reference data, by name; a view changes no result."""
    root = Path(__file__).resolve().parents[2]
    for package in ("conflictmap", "geo"):
        for path in sorted((root / package).rglob("*.py")):
            yield path.relative_to(root).as_posix(), path
    data = reference_file("tables").parent
    for path in sorted(data.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield f"data/{path.relative_to(data).as_posix()}", path


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
