"""The build hook: third-party page files into every build, `data/` and `seeds/` into the wheel.

Knows what the wheel carries besides the three packages. Refuses to know how the page files are fetched and checked:
that is `hatch_assets.py`, which also runs alone.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED_FOLDERS = ("data", "seeds")


class ConflictmapBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before hatchling packs an sdist, a wheel or an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch the page files; for a real wheel, list the reference files under `conflictmap/_files/`.

        An editable install reads `data/` and `seeds/` where they stand, so nothing is listed for it.
        """
        root = Path(self.root)
        sys.path.insert(0, str(root))
        try:
            from hatch_assets import ensure_assets  # noqa: PLC0415 -- the build's path lacks the root until here
        finally:
            sys.path.remove(str(root))
        ensure_assets(root)
        if self.target_name == "wheel" and version != "editable":
            build_data["force_include"].update(reference_files(root))


def reference_files(root: Path) -> dict[str, str]:
    """Map each file of `data/` and `seeds/` to its place in the wheel, in sorted order.

    Build scripts (`*.py`) and hidden files stay behind: they rebuild the reference files and serve no user of them.

    Raises:
        FileNotFoundError: one of the two folders is missing or empty; a wheel without it could not run.
    """
    shipped: dict[str, str] = {}
    for folder in SHIPPED_FOLDERS:
        found = [path for path in sorted((root / folder).rglob("*")) if path.is_file() and _is_shipped(path, root)]
        if not found:
            message = f"Expected files in {root / folder}, got none. Build from a full checkout or an sdist"
            raise FileNotFoundError(message)
        shipped |= {str(path): f"conflictmap/_files/{path.relative_to(root).as_posix()}" for path in found}
    return shipped


def _is_shipped(path: Path, root: Path) -> bool:
    parts = path.relative_to(root).parts
    return path.suffix != ".py" and not any(part.startswith((".", "__pycache__")) for part in parts)
