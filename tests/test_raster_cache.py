"""The table of cells in the user's cache folder: fetched, or made anew where it is missing, broken, old or not ours."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from geo.places import raster_build, raster_cache
from geo.places.polygons import TABLE_FROM, PolygonJoin

if TYPE_CHECKING:
    from pathlib import Path

SHAPES = [shapely.box(66, 33, 67, 34), shapely.box(67, 33, 68, 34)]
CELLS = 5_000


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "conflictmap" / "joins"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A row that grows by one each time that a table is made."""
    rows: list[int] = []
    build = raster_build.build_arrays

    def counted(*arguments: object) -> object:
        rows.append(1)
        return build(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(raster_build, "build_arrays", counted)
    return rows


def join(shapes: list[shapely.Polygon] | None = None) -> PolygonJoin:
    found = PolygonJoin(shapes or SHAPES, is_kept=True, cells=CELLS)
    found._asked = TABLE_FROM
    return found


def ask(found: PolygonJoin) -> list[int]:
    return [int(code) for code in found.codes([66.5, 67.0, 67.5, 68.01, 69.0], [33.5, 33.5, 33.5, 33.5, 33.5])]


WANT = [0, 0, 1, 1, -1]


def test_made_once_and_fetched_after(folder: Path, made: list[int]) -> None:
    """A second set-up reads what the first one kept, and answers alike."""
    assert ask(join()) == ask(join()) == WANT
    assert len(made) == 1
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("fault", ["cut", "flipped", "empty", "text", "renamed"])
def test_a_broken_file_is_made_anew(folder: Path, made: list[int], fault: str) -> None:
    """A file cut short, with one byte changed, empty, of something else, or of other shapes is replaced."""
    ask(join())
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    middle = len(whole) // 2
    broken = {
        "cut": whole[:middle],
        "flipped": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
        "empty": b"",
        "text": b"no table",
    }
    if fault == "renamed":
        ask(join(SHAPES[:1]))
        (other,) = (each for each in folder.iterdir() if each != file)
        other.replace(file)
        made.clear()
        made.append(1)
    else:
        file.write_bytes(broken[fault])
    assert ask(join()) == WANT
    assert len(made) == 2
    assert ask(join()) == WANT
    assert len(made) == 2
    assert file.read_bytes() == whole


def test_other_shapes_and_other_code_have_other_files(
    folder: Path, made: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shapes that differ by a hair, and a newer version of the code, never meet the old table."""
    ask(join())
    ask(join([SHAPES[0], shapely.box(67, 33, 68, 34.000001)]))
    monkeypatch.setattr(raster_cache, "VERSION", raster_cache.VERSION + 1)
    ask(join())
    assert len(made) == len(list(folder.iterdir())) == 3


def test_only_the_last_few_are_kept(folder: Path) -> None:
    """A cache does not grow for ever."""
    for number in range(raster_cache.KEPT_FILES + 3):
        ask(join([SHAPES[0], shapely.box(67, 33, 68, 34 + number / 100)]))
    assert len(list(folder.iterdir())) == raster_cache.KEPT_FILES


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path, made: list[int]) -> None:
    """Where a file stands in the folder's place, the table is made each time."""
    (tmp_path / "conflictmap").write_text("in the way", encoding="utf-8")
    assert ask(join()) == ask(join()) == WANT
    assert len(made) == 2


def test_processes_at_once_all_answer(folder: Path) -> None:
    """Four processes that start with an empty folder answer alike and leave one whole file."""
    code = (
        "import shapely; from tests.test_raster_cache import ask, join, WANT\n"
        "assert all(ask(join()) == WANT for _ in range(3))"
    )
    running = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(4)]
    assert [each.wait() for each in running] == [0] * 4
    (file,) = folder.iterdir()
    with np.load(file) as kept:
        assert kept["answers"].size
