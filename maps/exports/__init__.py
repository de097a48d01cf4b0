"""The files beside the page: one concern a module, the same bytes for the same scene."""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maps.exports.control import control_csv, control_geojson, ledger_jsonl
from maps.exports.events import events_areas_geojson, events_geojson
from maps.exports.files import encode
from maps.exports.findings import claims_csv, feed_counts_csv, problems_jsonl
from maps.exports.manifest import manifest_json
from maps.exports.together import MANIFEST_NAME, write_together

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from maps.scene import Scene

EXPORTS: dict[str, Callable[[Scene], str]] = {
    "events.geojson": events_geojson,
    "events_areas.geojson": events_areas_geojson,
    "control.geojson": control_geojson,
    "control.csv": control_csv,
    "ledger.jsonl": ledger_jsonl,
    "claims.csv": claims_csv,
    "problems.jsonl": problems_jsonl,
}
"""File name -> the function that writes its text. An output is added here."""

FEED_EXPORTS: dict[str, Callable[[Scene], str]] = {"feed_counts.csv": feed_counts_csv}
"""The same for what is written only where event feeds were read."""

PAGE_NAME = "map.html"


def write_outputs(
    scene: Scene,
    folder: Path | str,
    *,
    inputs: Mapping[str, str],
    settings: Mapping[str, Any],
    page: str | None = None,
    excel: bool = False,
) -> list[Path]:
    """Write every export, the page if given, and the manifest last; return the paths in that order.

    `inputs` maps relative names to sha256 sums; `settings` is any JSON. All files are written or none (see
    `maps.exports.together`); the folder is made if it is not there, other people's files in it are left alone. What
    tells of feeds is written only where feeds were read. With `excel` CSV begins with the byte order mark.

    Raises:
        OutputError: The folder cannot be written to.
    """
    exports = EXPORTS | FEED_EXPORTS if scene.feeds else EXPORTS
    contents = {name: encode(export(scene)) for name, export in exports.items()}
    if excel:
        contents |= {name: BOM_UTF8 + text for name, text in contents.items() if name.endswith(".csv")}
    if page is not None:
        contents[PAGE_NAME] = encode(page)
    contents[MANIFEST_NAME] = encode(manifest_json(inputs, contents, settings))
    return write_together(Path(folder), contents)


__all__ = ["EXPORTS", "FEED_EXPORTS", "MANIFEST_NAME", "PAGE_NAME", "write_outputs"]
