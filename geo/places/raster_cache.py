"""The table of cells, kept in the user's cache folder, so that it is made once for each set of shapes.

Knows a file for each set, named by a sum over the shapes, their lines in the plane, the grid and this code's version:
another set, or another version, has another name. Every file carries checksums; one that is broken, or cannot be read,
counts as not there. Refuses to fail: where nothing can be written, the table is made anew each time.

A file takes its place by one rename, so that of two processes each meets a whole one.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import numpy as np
import shapely

from geo.places.raster_index import RasterArrays
from geo.user_folder import cache_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.places.raster_grid import Grid
    from geo.places.raster_near import Plane

VERSION = 1
"""Raised when the meaning of an array, or how one is made, changes."""

KEPT_FILES = 8
"""Files of sets that were not asked for lately are removed beyond this number."""

_SUFFIX = ".join.npz"


def raster_key(grid: Grid, shapes: Sequence[shapely.Geometry], plane: Plane) -> str:
    """Return the sum that names an index: it differs wherever an answer could."""
    digest = hashlib.sha256(repr((VERSION, asdict(grid), plane.limit_m, len(shapes))).encode())
    for shape in shapes:
        digest.update(shapely.to_wkb(shape, byte_order=1))
    digest.update(np.ascontiguousarray(plane.ends).tobytes())
    digest.update(np.ascontiguousarray(plane.owner).tobytes())
    return digest.hexdigest()


def raster_file(key: str) -> Path:
    """Return where the index of that sum stands, or would stand."""
    return cache_folder() / "joins" / f"{key[:32]}{_SUFFIX}"


def read_arrays(key: str) -> RasterArrays | None:
    """Return the kept arrays, or None where there are none or they are broken."""
    file = raster_file(key)
    try:
        with np.load(file, allow_pickle=False) as kept:
            if str(kept["key"]) != key:
                return None
            found = RasterArrays(**{each.name: kept[each.name] for each in fields(RasterArrays)})
        os.utime(file)
    except (OSError, ValueError, KeyError, EOFError, BadZipFile, NotImplementedError, RuntimeError):
        return None
    return found


def write_arrays(key: str, arrays: RasterArrays) -> bool:
    """Keep the arrays; return whether they could be written."""
    file = raster_file(key)
    part: str | None = None
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(prefix=".", suffix=".part", dir=file.parent)
        with os.fdopen(handle, "wb") as stream:
            np.savez(stream, key=np.array(key), **{each.name: getattr(arrays, each.name) for each in fields(arrays)})
        Path(part).replace(file)
    except OSError:
        if part is not None:
            Path(part).unlink(missing_ok=True)
        return False
    _forget_old(file.parent)
    return True


def _forget_old(folder: Path) -> None:
    try:
        found = sorted(folder.glob(f"*{_SUFFIX}"), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in found[KEPT_FILES:]:
            file.unlink(missing_ok=True)
    except OSError:  # another process removed one at the same moment
        return
