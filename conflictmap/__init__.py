"""News text to an auditable, offline map of who holds what in Afghanistan.

Three lines do the main job:

    import conflictmap
    result = conflictmap.run("article.txt", published="2021-08-10")
    result.save("out/")

`import conflictmap` itself loads nothing heavy: each name is fetched from its module when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conflictmap.api import Result, feed, run
    from conflictmap.extractor_options import ExtractorOptions
    from conflictmap.geocoding import Answer, Query, geocode
    from conflictmap.parts import extract_to
    from conflictmap.parts_options import EngineOptions
    from conflictmap.version import __version__

_HOMES = {
    "Answer": "conflictmap.geocoding",
    "EngineOptions": "conflictmap.parts_options",
    "ExtractorOptions": "conflictmap.extractor_options",
    "Query": "conflictmap.geocoding",
    "Result": "conflictmap.api",
    "__version__": "conflictmap.version",
    "extract_to": "conflictmap.parts",
    "feed": "conflictmap.api",
    "geocode": "conflictmap.geocoding",
    "run": "conflictmap.api",
}

__all__ = [
    "Answer",
    "EngineOptions",
    "ExtractorOptions",
    "Query",
    "Result",
    "__version__",
    "extract_to",
    "feed",
    "geocode",
    "run",
]


def __getattr__(name: str) -> object:
    """Fetch a public name from its module on first use."""
    home = _HOMES.get(name)
    if home is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    found: object = getattr(import_module(home), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """The public names, for completion."""
    return sorted({*globals(), *__all__})
