"""The page's Content-Security-Policy, computed over the scripts that it really holds.

Knows how browsers hash inline scripts. By default nothing may be loaded from anywhere; hosts are added only where
the user allows the network.
"""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from geo.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

_HOST = re.compile(r"(?:\*\.)?[a-z0-9.-]+(?::\d{1,5})?", re.IGNORECASE)
_LOADING = {
    "audio": ("src",),
    "embed": ("src",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src",),
    "link": ("href",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
"""Element -> the attributes by which it loads something."""
_STYLED = re.compile(r"url\(\s*[\"']?([^)\"'\s]+)", re.IGNORECASE)


def script_hash(script: str) -> str:
    """The source expression for an inline script, taken over its text as the parser sees it.

    >>> script_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def content_policy(
    scripts: Iterable[str], addresses: Iterable[str] = (), *, images: Iterable[str] = (), has_frames: bool = False
) -> str:
    """The policy for a page with these inline scripts.

    The origins of `addresses` may be asked for anything that layers load; those of `images` (the tiles of a base map)
    for images alone. Without either nothing may be loaded. `has_frames` admits documents in data addresses, which are
    under this policy too.

    >>> content_policy([], images=["https://t.example/{z}/{x}/{y}.png"]).split("; ")[3]
    'img-src data: blob: https://t.example'
    """
    allowed = sorted({origin(address) for address in addresses})
    pictured = sorted({*allowed, *(origin(address) for address in images)})
    hosts = "".join(f" {host}" for host in allowed)
    hashes = " ".join(script_hash(script) for script in scripts)
    none_or_hosts = hosts or " 'none'"
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {hashes}{hosts}",
            f"style-src 'unsafe-inline'{hosts}",
            "".join(("img-src data: blob:", *(f" {host}" for host in pictured))),
            f"connect-src{none_or_hosts}",
            f"font-src{none_or_hosts}",
            *(("frame-src data:",) if has_frames else ()),
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def origin(address: str) -> str:
    """Scheme and host of an address as a source expression; Leaflet's `{s}` becomes a wildcard.

    >>> origin("https://{s}.tile.example/{z}/{x}/{y}.png")
    'https://*.tile.example'

    Raises:
        UsageError: There is no plain host: what stands in a policy must not be able to add to it.
    """
    parts = urlsplit(address if "//" in address else f"https://{address}")
    host = parts.netloc.replace("{s}", "*")
    if not _HOST.fullmatch(host):
        raise UsageError("an address with a plain host", repr(address), "Leave the layer out, or mend its address.")
    return f"{parts.scheme or 'https'}://{host}"


class MarkupScan(HTMLParser):
    """What a piece of markup would run and load: `scripts` (inline, as text) and `addresses` (of other hosts).

    >>> scan = MarkupScan.of('<script>run()</script><img src="https://a.example/b.png">')
    >>> scan.scripts, scan.addresses
    (['run()'], ['https://a.example/b.png'])
    """

    def __init__(self) -> None:
        """Start with nothing found."""
        super().__init__(convert_charrefs=True)
        self.scripts: list[str] = []
        self.addresses: list[str] = []
        self._script: list[str] | None = None

    @classmethod
    def of(cls, markup: str) -> MarkupScan:
        """Scan a whole piece of markup."""
        scan = cls()
        scan.feed(markup)
        scan.close()
        return scan

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the element loads, and begin to collect an inline script."""
        found = dict(attrs)
        given = [found.get(name) or "" for name in _LOADING.get(tag, ())]
        given += _STYLED.findall(found.get("style") or "")
        self.addresses += [address.split()[0] for address in given if is_foreign(address)]
        if tag == "script" and not found.get("src") and found.get("type") != "application/json":
            self._script = []

    def handle_data(self, data: str) -> None:
        """Collect the text of an inline script."""
        if self._script is not None:
            self._script.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Finish an inline script."""
        if tag == "script" and self._script is not None:
            self.scripts.append("".join(self._script))
            self._script = None


def is_foreign(address: object) -> bool:
    """Whether loading the address would ask the network."""
    return isinstance(address, str) and address.strip().lower().startswith(("http://", "https://", "//", "{s}"))
