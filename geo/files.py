"""Where the packaged files stand: the one resolver of reference tables, boundaries and seeds.

Knows two places, in this order: a checkout (``data/`` and ``seeds/`` beside the ``geo`` folder) and an installed wheel
(the same folders under ``conflictmap/_files/``). Refuses to look anywhere else, to download, or to invent a path.
"""

from __future__ import annotations

from pathlib import Path

from geo.errors import ReferenceDataError, UsageError

_HINT = "Reinstall the package, or run from a complete checkout."


def _roots() -> tuple[Path, Path]:
    beside_geo = Path(__file__).resolve().parent.parent
    return (beside_geo, beside_geo / "conflictmap" / "_files")


def reference_file(name: str) -> Path:
    """Return the path of one reference file or folder, named relative to ``data/`` with forward slashes.

    The path is absolute and exists. A checkout wins over an installed copy. A name that climbs out of ``data/``
    is misuse.

    >>> reference_file("tables/provinces.csv").name
    'provinces.csv'
    """
    parts = Path(name)
    if parts.is_absolute() or ".." in parts.parts or not parts.parts:
        raise UsageError("a path inside the reference folder", repr(name), "Write it like 'tables/provinces.csv'.")
    for root in _roots():
        candidate = root / "data" / parts
        if candidate.exists():
            return candidate
    expected = f"the packaged file data/{name}"
    raise ReferenceDataError(expected, "no such file", _HINT)


def seeds_folder() -> Path:
    """Return the folder of the seed documents: ``seeds/`` of a checkout, else the wheel's copy.

    A folder counts only when it holds an ``opening.toml``, so that an unrelated folder of that name is never taken.
    """
    for root in _roots():
        candidate = root / "seeds"
        if (candidate / "opening.toml").is_file():
            return candidate
    raise ReferenceDataError("the packaged folder seeds/", "no such folder", _HINT)
