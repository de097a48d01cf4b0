"""The modules of the page's script, without a browser: their types, their own tests, and the bundle made of them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from geo.vocab import ControlState
from maps.exports.tables import csv_line
from maps.packaged import ASSETS
from maps.packing import unpack_tables
from maps.payload import build_payload
from maps.scene import days_between
from maps.standing import standing_on
from maps.tables import day_number, pack_payload
from tests.scenes import small_scene

if TYPE_CHECKING:
    from maps.scene import Scene

ROOT = Path(__file__).resolve().parents[1]
WEB = ROOT / "maps/web"
GOLDEN = WEB / "test/payload.json"


@pytest.fixture(scope="session")
def checkout(npm_packages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the modules beside the installed packages, as in a checkout after `npm ci`."""
    if shutil.which("node") is None:
        pytest.skip("no node on PATH")
    folder = tmp_path_factory.mktemp("page")
    shutil.copytree(WEB, folder / "maps/web")
    shutil.copy(ROOT / "package.json", folder)
    (folder / "node_modules").symlink_to(npm_packages)
    return folder


def run(folder: Path, script: str) -> str:
    """Run one of the scripts of package.json; what it wrote, failing with it where it failed."""
    command = [str(shutil.which("npm")), "run", "--silent", script]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False, env=os.environ)
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-2000:]
    return ran.stdout


def test_cells_are_those_of_the_exports() -> None:
    """The table of cells that the page's own tests read holds for the CSV of the exports, too."""
    for value, wanted in json.loads((WEB / "test/cells.json").read_text(encoding="utf-8")):
        assert csv_line(("x", value)) == f"x,{wanted}\n", value


def expected(scene: Scene) -> dict[str, Any]:
    """What the modules must read and count: each report, and each day's provinces by side."""
    assert isinstance(scene.first_day, date)
    assert isinstance(scene.last_day, date)
    days = []
    for day in days_between(scene.first_day, scene.last_day):
        now = standing_on(scene, day)
        days.append(
            {
                "day": day_number(day.isoformat()),
                "assessed": {side: now.assessed_of(side) for side in now.sides if now.assessed_of(side)},
                "more": {side: now.more_of(side) for side in now.sides if now.more_of(side)},
                "contested": now.open_in(ControlState.CONTESTED),
                "unknown": now.open_in(ControlState.UNKNOWN),
            }
        )
    events = [
        {"id": each["id"], "quote": each["quote"], "place": each.get("place"), "at": each.get("at")}
        for each in build_payload(scene)["events"]
    ]
    return {"events": events, "days": days}


def golden() -> dict[str, Any]:
    """The golden payload: the small scene as the page carries it, without the outlines, which no module test needs."""
    scene = small_scene()
    payload = build_payload(scene)
    payload["provinces"] = [each | {"outline": None, "also": ""} for each in payload["provinces"]]
    payload["neighbours"] = []
    packed = pack_payload(payload)
    return {
        "head": json.loads(packed.head),
        "columns": packed.columns,
        "texts": packed.texts,
        "expected": expected(scene),
    }


def unpacked(whole: dict[str, Any]) -> dict[str, Any]:
    """The golden payload with its blocks open: how they are compressed is the library's affair."""
    rest = {name: value for name, value in whole.items() if name not in {"columns", "texts"}}
    return rest | {"tables": unpack_tables(whole["columns"], whole["texts"])}


def test_the_golden_payload_is_what_python_writes() -> None:
    """The modules are tested on the payload as it is written today; UPDATE_GOLDEN=1 writes it anew."""
    made = golden()
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    told = json.loads(json.dumps(unpacked(made)))
    assert unpacked(json.loads(GOLDEN.read_text(encoding="utf-8"))) == told


def test_the_types_of_the_modules_fit(checkout: Path) -> None:
    """The type checker finds no fault in the modules and their tests, and does check them."""
    run(checkout, "types")
    broken = checkout / "maps/web/src/broken.js"
    broken.write_text('import { byId } from "./core.js";\nbyId(7);\n', encoding="utf-8")
    with pytest.raises(AssertionError, match=r"broken\.js"):
        run(checkout, "types")
    broken.unlink()


def test_the_modules_pass_their_own_tests(checkout: Path) -> None:
    """Node's own runner runs every file of `maps/web/test`."""
    said = run(checkout, "test")
    assert "fail 0" in said
    assert "pass 0" not in said


def test_the_bundle_is_made_of_these_modules(checkout: Path) -> None:
    """`maps/assets/page.js` is what esbuild makes of the modules as they stand; `make page` writes it anew."""
    (checkout / "maps/assets").mkdir()
    run(checkout, "bundle")
    made = (checkout / "maps/assets/page.js").read_bytes()
    assert made == (ASSETS / "page.js").read_bytes()
