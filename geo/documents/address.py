"""A web address among the sources: nothing is fetched, and the line that fetches it by hand is told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

_ADDRESS = re.compile(r"(?:(?P<scheme>https?):/+|(?=www\.[\w-]+\.))(?P<rest>\S.*)", re.IGNORECASE)


def refuse_address(source: str | Path) -> None:
    """Refuse a web address among the sources, with the line that fetches it by hand.

    Raises:
        UsageError: It is one.
    """
    written = _ADDRESS.fullmatch(str(source))
    if written is not None:
        address = f"{written['scheme'] or 'https'}://{written['rest']}"  # a path has lost one of the slashes
        hint = f"Nothing is fetched; fetch it by hand and name the file: curl -L -o page.html '{address}'"
        raise UsageError("files or folders", f"the address {address}", hint)
