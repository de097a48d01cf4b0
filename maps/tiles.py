"""Tile base maps, for those who ask for one: which server, under which conditions, with which credit.

Knows the names of xyzservices and addresses with {z}, {x} and {y}. Asks nothing itself: the page does, once it is
opened, and only this one host. Refuses names that need a key: a key in a page can be read by everybody who has the
page, which is for its owner to decide.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from geo.errors import UsageError

if TYPE_CHECKING:
    from folium import TileLayer

_PLACEHOLDERS = frozenset({"z", "x", "y", "s", "r"})
_NEEDED = ("z", "x", "y")
_HOST = re.compile(r"[a-z0-9.-]*(?:\{s\})?[a-z0-9.-]+(?::\d{1,5})?", re.IGNORECASE)
_MAX_ZOOM = 18
_SUGGESTIONS = 3
_ALIKE = 60
_WITH_KEY = "Name another, or give the whole address, key and all, with its attribution: the page will show it to all."
_OWN_ADDRESS = "An address of your own is given with {z}, {x} and {y} in it, and its attribution beside it."


@dataclass(frozen=True, slots=True, kw_only=True)
class TileSource:
    """A tile server: `address` with {z}, {x}, {y}, perhaps {s} (one of `subdomains`) and {r} (sharper tiles).

    `attribution` is markup, made here: links of xyzservices, or a given text, escaped.
    """

    name: str
    address: str
    attribution: str
    subdomains: tuple[str, ...] = ()
    min_zoom: int = 0
    max_zoom: int = _MAX_ZOOM

    @property
    def hosts(self) -> tuple[str, ...]:
        """The origins that tiles come from, each written out: no wildcard admits more than is asked.

        >>> tile_source("https://{s}.x.example/{z}/{x}/{y}.png", "X").hosts
        ('https://a.x.example', 'https://b.x.example', 'https://c.x.example')
        """
        parts = urlsplit(self.address)
        names = self.subdomains if "{s}" in parts.netloc else ("",)
        return tuple(f"{parts.scheme}://{parts.netloc.replace('{s}', name)}".lower() for name in names)

    def layer(self) -> TileLayer:
        """The folium layer, with a fixed id, so that the page's bytes stay the same.

        Servers ask to be told from which site they are used; only this layer tells them, and only the site's origin.
        """
        from folium import TileLayer  # noqa: PLC0415 - folium is loaded by the page alone

        made = TileLayer(
            tiles=self.address,
            attr=self.attribution,
            name=self.name,
            min_zoom=self.min_zoom,
            max_zoom=max(self.max_zoom, _MAX_ZOOM),
            max_native_zoom=self.max_zoom,
            subdomains=cast("str", list(self.subdomains) or "abc"),  # Leaflet takes a list as well
            control=False,
            referrer_policy="strict-origin-when-cross-origin",
        )
        made._id = "base"  # noqa: SLF001 - branca makes a random one and has no public name for it
        return made


def tile_source(name: str, attribution: str | None = None) -> TileSource:
    """The tile server of that name in xyzservices, or at that address.

    An `attribution` is needed for an address, and replaces that of a name. It is shown as text.

    >>> tile_source("OpenStreetMap.Mapnik").hosts
    ('https://tile.openstreetmap.org',)
    >>> tile_source("https://tiles.example/{z}/{x}/{y}.png", "Example & Sons").attribution
    'Example &amp; Sons'

    Raises:
        UsageError: No such name (near ones are named), one that needs a key or is out of use, or an address that
        lacks a placeholder or its attribution.
    """
    credit = html.escape(attribution.strip()) if attribution else ""
    if "//" in name or "{" in name:
        return _own(name.strip(), credit)
    return _known(name, credit)


def _own(address: str, credit: str) -> TileSource:
    found = set(re.findall(r"\{([^}]*)\}", address))
    missing = [each for each in _NEEDED if each not in found]
    if missing or not found <= _PLACEHOLDERS:
        raise UsageError("a tile address with {z}, {x} and {y}", repr(address), "{s} and {r} may stand in it too.")
    if not credit:
        raise UsageError("an attribution beside a tile address", "none", "Say whose map it is: --tiles-attribution.")
    return TileSource(
        name=_check_host(address), address=address, attribution=credit, subdomains=tuple("abc") if "s" in found else ()
    )


def _known(name: str, credit: str) -> TileSource:
    from xyzservices import providers  # noqa: PLC0415 - a thousand names, wanted here alone

    try:
        provider = providers.query_name(name)
    except ValueError:
        raise UsageError("a name of xyzservices, or a tile address", repr(name), _nearest(name)) from None
    if provider.requires_token():
        raise UsageError("tiles that need no key", f"{provider.name}, which needs one", _WITH_KEY)
    if provider.get("status") == "broken":
        raise UsageError("tiles that are served", f"{provider.name}, which is out of use")
    address = provider.build_url(fill_subdomain=False, scale_factor="{r}")
    _check_host(address)
    subdomains = tuple(provider.get("subdomains", "abc")) if "{s}" in address else ()
    return TileSource(
        name=provider.name,
        address=address,
        attribution=credit or provider.html_attribution,
        subdomains=subdomains,
        **_zooms(provider),
    )


def _zooms(provider: Any) -> dict[str, int]:  # noqa: ANN401 - xyzservices has no types
    return {name: int(provider[name]) for name in ("min_zoom", "max_zoom") if name in provider}


def _check_host(address: str) -> str:
    """The host, if it is one: what stands in a policy must not be able to add to it."""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(parts.netloc):
        raise UsageError("a tile address with http or https and a plain host", repr(address))
    return parts.netloc


def _nearest(name: str) -> str:
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415
    from xyzservices import providers  # noqa: PLC0415

    free = sorted(key for key, each in providers.flatten().items() if not each.requires_token())
    found = process.extract(name, free, scorer=fuzz.WRatio, processor=utils.default_process, limit=_SUGGESTIONS)
    names = [key for key, score, _ in found if score >= _ALIKE]
    return f"Near it: {', '.join(names)}." if names else _OWN_ADDRESS


__all__ = ["TileSource", "tile_source"]
