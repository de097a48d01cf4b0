"""The still picture: the map of a day and the chart of all days on one sheet, drawn without a browser.

Knows nothing of sources and ledgers: a sheet is made of a scene and standings. matplotlib is loaded when something is
drawn, and named where it is missing.
"""

from __future__ import annotations

from importlib.util import find_spec

from geo.errors import UsageError


def need_matplotlib() -> None:
    """See that pictures can be drawn here.

    Raises:
        UsageError: matplotlib is not installed.
    """
    if find_spec("matplotlib") is None:
        raise UsageError("matplotlib for a picture", "none", "Install conflictmap[picture].")


__all__ = ["need_matplotlib"]
