"""The page's own assets: templates, style sheet, script, and Leaflet, read from the package and made inline.

Knows where they stand. `page.js` is bundled from the modules in `maps/web/src` by `make page`. Refuses to fetch
anything: a missing Leaflet is an error that names both ways to get it.
"""

from __future__ import annotations

import base64
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import ReferenceDataError

if TYPE_CHECKING:
    from jinja2 import Environment

ASSETS = Path(__file__).resolve().parent / "assets"
_LEAFLET = "vendor/leaflet"
_IMAGE = re.compile(r"url\((?P<path>images/[\w.-]+\.png)\)")
_MISSING_HINT = "Run the build once with network, or set CONFLICTMAP_ASSETS to a folder that has it."


def _read(name: str) -> str:
    path = ASSETS / name
    if not path.is_file():
        msg = f"the page's file maps/assets/{name}"
        raise ReferenceDataError(msg, "no such file", _MISSING_HINT)
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def _image_uri(name: str) -> str:
    path = ASSETS / _LEAFLET / name
    if not path.is_file():
        msg = f"the page's file maps/assets/{_LEAFLET}/{name}"
        raise ReferenceDataError(msg, "no such file", _MISSING_HINT)
    return "data:image/png;base64," + base64.b64encode(path.read_bytes()).decode("ascii")


@cache
def styles() -> tuple[str, ...]:
    """Leaflet's style sheet with its images inside, then ours."""
    leaflet = _IMAGE.sub(lambda found: f"url({_image_uri(found['path'])})", _read(f"{_LEAFLET}/leaflet.css"))
    return (leaflet, _read("page.css"))


@cache
def scripts() -> tuple[str, ...]:
    """Leaflet, then our own script. The reference to a source map is cut off: the page has no such file."""
    leaflet = re.sub(r"\n?//# sourceMappingURL=\S*\s*$", "", _read(f"{_LEAFLET}/leaflet.js"))
    return (leaflet, _read("page.js"))


@cache
def marker_images() -> dict[str, str]:
    """Leaflet's default marker as data addresses, under the names of its options."""
    names = {"iconUrl": "marker-icon.png", "iconRetinaUrl": "marker-icon-2x.png", "shadowUrl": "marker-shadow.png"}
    return {option: _image_uri(f"images/{name}") for option, name in names.items()}


@cache
def templates() -> Environment:
    """The HTML templates, autoescaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - the page alone needs it

    return Environment(
        loader=FileSystemLoader(ASSETS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
