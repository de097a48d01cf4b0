"""The page's own assets: templates, style sheet, scripts, and Leaflet, read from the package and made inline.

Knows where they stand and in which order they load. Refuses to fetch anything: a missing Leaflet is an error that
names both ways to get it.
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
OWN_SCRIPTS = (
    "core",
    "words",
    "columns",
    "records",
    "shown",
    "seeking",
    "jquery",
    "symbols",
    "finding",
    "state",
    "evidence",
    "base",
    "labels",
    "places",
    "crowd",
    "pins",
    "claims",
    "counts",
    "feeds",
    "compare",
    "lists",
    "calendar",
    "time",
    "address",
    "keys",
    "drawing",
    "taking",
    "printing",
    "tiles",
    "start",
)
"""Our scripts in loading order: each may use those before it."""
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
    """Leaflet, then our modules as one script. The reference to a source map is cut off: the page has no such file."""
    leaflet = re.sub(r"\n?//# sourceMappingURL=\S*\s*$", "", _read(f"{_LEAFLET}/leaflet.js"))
    return (leaflet, "\n".join(_read(f"js/{name}.js") for name in OWN_SCRIPTS))


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
