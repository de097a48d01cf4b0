"""The picture's colours: those of the page in its light form, read from the page's own style sheet.

Knows the names that the style sheet gives its colours. Has no colour of its own, so that map, page and picture cannot
come apart. Text is always dark on light.
"""

from __future__ import annotations

import re
from functools import cache

from geo.errors import ReferenceDataError
from maps.packaged import ASSETS
from maps.symbols import side_class

_SHEET = "page.css"
_COLOUR = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{6})")


@cache
def _colours() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, colour in _COLOUR.findall((ASSETS / _SHEET).read_text(encoding="utf-8")):
        found.setdefault(name, colour)  # the light form stands first
    return found


def colour(name: str) -> str:
    """The colour of that name in the page's light form.

    >>> colour("taliban")
    '#bb7547'

    Raises:
        ReferenceDataError: The style sheet has no such colour.
    """
    found = _colours().get(name)
    if found is None:
        msg = f"a colour --{name} in {_SHEET}"
        raise ReferenceDataError(msg, "none")
    return found


def side_colour(side: str) -> str:
    """The fill of what a side holds; all `other:<name>` share one.

    >>> side_colour("other:a militia") == colour("other")
    True
    """
    return colour(side_class(side))


def deep_colour(side: str) -> str:
    """The fill of what a side took on the day shown."""
    return colour(f"{side_class(side)}-deep")


def mark_colour(side: str) -> str | None:
    """The ink of a side's pattern; None where its fill is plain."""
    return _colours().get(f"{side_class(side)}-mark")


def pin_colour(group: str) -> str:
    """The colour of a group of events."""
    return colour(f"{group}-pin")
