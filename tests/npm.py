"""Where the tests find what npm installs: axe-core, esbuild, the type checker and node itself.

Knows the lock of this checkout. Takes the `node_modules` of the checkout where it is the lock's, else installs into a
folder of the session; a test that needs it is skipped where npm is missing or cannot, and fails where a sum differs.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
_LOCK = ("package.json", "package-lock.json", ".npmrc")
_CI = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"]


def _is_current(folder: Path) -> bool:
    """Whether a `node_modules` has every version of the lock that npm would install there."""
    installed = folder / ".package-lock.json"
    if not installed.is_file():
        return False
    wanted = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    found = json.loads(installed.read_text(encoding="utf-8"))["packages"]
    needed = {name: each["version"] for name, each in wanted.items() if name and not each.get("optional")}
    return all(found.get(name, {}).get("version") == version for name, version in needed.items())


@pytest.fixture(scope="session")
def npm_packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A `node_modules` with the versions of the lock."""
    own = ROOT / "node_modules"
    if _is_current(own):
        return own
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("no npm on PATH")
    folder = tmp_path_factory.mktemp("npm")
    for name in _LOCK:
        shutil.copy(ROOT / name, folder / name)
    try:
        ran = subprocess.run([npm, *_CI], cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip("npm ci took too long")
    if "EINTEGRITY" in ran.stderr:
        pytest.fail(ran.stderr)
    if ran.returncode != 0:
        pytest.skip(f"npm ci said {ran.stderr[-300:]}")
    return folder / "node_modules"


@pytest.fixture(scope="session")
def axe(npm_packages: Path) -> str:
    """The script of axe-core."""
    return (npm_packages / "axe-core/axe.min.js").read_text(encoding="utf-8")
