"""What starts at once: `--help` and `geocode` load nothing heavy."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HEAVY = ("geopandas", "pandas", "numpy", "shapely", "pyogrio", "folium", "branca", "trafilatura", "feedparser", "lxml")
STAGES = {"maps", "geo.ledger", "geo.reading"}
PROBE = """
import contextlib, io, json, sys
from conflictmap.cli import main
with contextlib.redirect_stdout(io.StringIO()) as out:
    status = main(sys.argv[1:])
modules = sorted({name.partition(".")[0] for name in sys.modules} | {"geo.ledger", "geo.reading"} & set(sys.modules))
print(json.dumps({"status": status, "modules": modules, "out": out.getvalue()}))
"""


def loaded(*arguments: str) -> tuple[int, set[str], str]:
    """Run a command in a fresh interpreter; give its status, the top-level modules it loaded, and its output."""
    run = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        cwd=ROOT,
    )
    answer = json.loads(run.stdout)
    return answer["status"], set(answer["modules"]), answer["out"]


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["map", "--help"], ["geocode", "Kunduz"], ["geocode", "Zaranj", "Kabul"]]
)
def test_light_commands_load_nothing_heavy(arguments: list[str]) -> None:
    """Somebody who asks for help or for one name does not wait for a map library, nor for the page and the ledger."""
    status, modules, out = loaded(*arguments)
    assert status == 0
    assert out
    assert modules.isdisjoint(HEAVY), modules & set(HEAVY)
    assert modules.isdisjoint(STAGES), modules & STAGES


def test_package_itself_loads_nothing_heavy() -> None:
    """`import conflictmap` is a table of names; the names bring their modules when they are used."""
    code = "import sys, conflictmap; assert 'run' in dir(conflictmap); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    names = {name.partition(".")[0] for name in run.stdout.split()}
    assert names.isdisjoint(HEAVY)
    assert "conflictmap.api" not in run.stdout.split()


def test_unknown_name_is_an_attribute_error() -> None:
    """A name the package does not have fails as in any other package."""
    import conflictmap  # noqa: PLC0415 - the subject of the test

    with pytest.raises(AttributeError, match="nowhere"):
        _ = conflictmap.nowhere
