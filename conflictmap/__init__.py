"""News text to an auditable, offline map of who holds what in Afghanistan.

Three lines do the main job:

    import conflictmap
    result = conflictmap.run("article.txt", published="2021-08-10")
    result.save("out/")

`import conflictmap` itself loads nothing heavy: each name is fetched from its module when it is first used.
`conflictmap.map` is not in `__all__`, so that `from conflictmap import *` leaves Python's own `map` alone.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conflictmap.api import Result, feed, run
    from conflictmap.extractor_options import ExtractorOptions
    from conflictmap.folium_map import conflict_map
    from conflictmap.geocoding import Answer, Query, geocode
    from conflictmap.parts import extract_to, feed_to
    from conflictmap.parts_options import EngineOptions
    from conflictmap.session import Session
    from conflictmap.version import __version__
    from geo.decision import Decision
    from geo.errors import ConflictmapError, LedgerError, OpeningError, UsageError
    from geo.model import Document

    map = conflict_map  # noqa: A001 - reached as conflictmap.map alone

_HOMES = {  # a name that its module spells differently stands behind a colon
    "Answer": "conflictmap.geocoding",
    "ConflictmapError": "geo.errors",
    "Decision": "geo.decision",
    "Document": "geo.model",
    "LedgerError": "geo.errors",
    "OpeningError": "geo.errors",
    "Session": "conflictmap.session",
    "UsageError": "geo.errors",
    "EngineOptions": "conflictmap.parts_options",
    "ExtractorOptions": "conflictmap.extractor_options",
    "Query": "conflictmap.geocoding",
    "Result": "conflictmap.api",
    "__version__": "conflictmap.version",
    "extract_to": "conflictmap.parts",
    "feed_to": "conflictmap.parts",
    "feed": "conflictmap.api",
    "geocode": "conflictmap.geocoding",
    "map": "conflictmap.folium_map:conflict_map",
    "run": "conflictmap.api",
}

__all__ = [
    "Answer",
    "ConflictmapError",
    "Decision",
    "Document",
    "EngineOptions",
    "ExtractorOptions",
    "LedgerError",
    "OpeningError",
    "Query",
    "Result",
    "Session",
    "UsageError",
    "__version__",
    "extract_to",
    "feed",
    "feed_to",
    "geocode",
    "run",
]


def __getattr__(name: str) -> object:
    """Fetch a public name from its module on first use."""
    home = _HOMES.get(name)
    if home is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    module, _, own_name = home.partition(":")
    found: object = getattr(import_module(module), own_name or name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """The public names, for completion."""
    return sorted({*globals(), *_HOMES})
