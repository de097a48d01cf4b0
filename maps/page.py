"""The page: a folium map that carries its assets and its scene inside one HTML file.

Knows folium and branca; the drawing itself is JavaScript in `assets/js`. The same scene gives the same bytes: our
own layers have no random ids. Layers that a user adds keep theirs. Nothing is loaded from a network unless the user
allows it by name.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import folium
from branca.element import CssLink, Figure, JavascriptLink

from geo.errors import UsageError
from maps.escape import json_for_script
from maps.exports.files import encode, write_whole
from maps.packaged import marker_images, scripts, styles, templates
from maps.payload import build_payload
from maps.policy import MarkupScan, content_policy, is_foreign, origin
from maps.summary import summary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from branca.element import Element

    from maps.scene import Scene

_CENTRE = (33.9, 67.0)
"""Latitude before longitude, as Leaflet wants it: the middle of the country, before the page fits its outline."""
_PACKAGED_NAMES = frozenset({"leaflet", "leaflet_css"})


class NetworkNeededError(UsageError):
    """The map has layers that would load something from the network, and that was not allowed."""

    def __init__(self, addresses: list[str]) -> None:
        """Name every address."""
        self.addresses = addresses
        super().__init__(
            "layers that need no network",
            f"{len(addresses)} address(es) to load: " + ", ".join(addresses),
            "Leave these layers out, or allow them with allow_network=True.",
        )


class ConflictMap(folium.Map):
    """A folium map of a scene, to which further layers can be added; `save` writes one file that needs no network.

    A layer whose script or tiles come from another host makes `save` and the notebook view raise
    `NetworkNeededError`, unless `allow_network` is set: then the policy admits these hosts alone, and the page says
    so.
    """

    def __init__(self, scene: Scene, *, allow_network: bool = False) -> None:
        """Make the map of `scene`; see `from_scene`."""
        super().__init__(location=_CENTRE, zoom_start=6, tiles=None, zoom_control=False)
        payload = json_for_script(build_payload(scene))
        self.scene = scene
        self.allow_network = allow_network
        self._id = hashlib.sha256(encode(payload)).hexdigest()[:16]
        # folium keeps these lists on the class, where one map's additions would leak into the next.
        self.default_js: list[tuple[str, str]] = []
        self.default_css: list[tuple[str, str]] = []
        self._template = templates().get_template("map.j2")
        PageFigure(self, payload).add_child(self)

    @classmethod
    def from_scene(cls, scene: Scene, *, allow_network: bool = False) -> ConflictMap:
        """The map of a scene."""
        return cls(scene, allow_network=allow_network)

    def save(
        self,
        outfile: str | bytes | Path | BinaryIO,
        close_file: bool = True,  # noqa: FBT001, FBT002 - folium's own signature
        *,
        allow_network: bool | None = None,
        **kwargs: Any,  # noqa: ANN401 - handed on to folium's templates
    ) -> None:
        """Write the page: to a path whole or not at all, or into an open binary file.

        Raises:
            NetworkNeededError: an added layer would load something and `allow_network` is not set.
        """
        allowed = self.allow_network if allow_network is None else allow_network
        content = encode(self.get_root().render(allow_network=allowed, **kwargs))
        if isinstance(outfile, (str, bytes, Path)):
            write_whole(Path(os.fsdecode(outfile)), content)
            return
        outfile.write(content)
        if close_file:
            outfile.close()


class PageFigure(Figure):
    """The document around a `ConflictMap`: policy, style, layout, payload, scripts."""

    def __init__(self, owner: ConflictMap, payload: str) -> None:
        """Stand around `owner` and hold its payload."""
        super().__init__(height="640px")
        self._id = owner._id  # noqa: SLF001 - branca has no public name for it
        self.owner, self.payload = owner, payload
        self.header._children.clear()  # noqa: SLF001 - the page's template writes its own character set

    def render(self, *, allow_network: bool | None = None, **kwargs: Any) -> str:  # noqa: ANN401 - branca's signature
        """The whole page as HTML."""
        for child in self._children.values():
            child.render(**kwargs)
        extra = [each.render(**kwargs) for each in self._extra_head()]
        body, script = self.html.render(**kwargs), self.script.render(**kwargs).strip() + "\n"
        scan = MarkupScan.of("".join(extra) + body)
        addresses = sorted({*scan.addresses, *_addresses(self.owner)})
        allowed = self.owner.allow_network if allow_network is None else allow_network
        if addresses and not allowed:
            raise NetworkNeededError(addresses)
        template = templates().get_template("page.html.j2")
        return template.render(
            policy=content_policy([*scripts(), *scan.scripts, script], addresses),
            hosts=sorted({origin(address) for address in addresses}),
            styles=styles(),
            scripts=scripts(),
            extra_head=extra,
            body=body,
            script=script,
            payload=self.payload,
            marker_images=json_for_script(marker_images()),
            summary=summary(self.owner.scene),
        )

    def _extra_head(self) -> list[Element]:
        """What added layers put into the head; the packaged assets stand there anyway."""
        added = [child for name, child in self.header._children.items() if name not in _PACKAGED_NAMES]  # noqa: SLF001
        return [*(_icon_links() if _has_icons(self.owner) else ()), *added]


def _has_icons(element: Element) -> bool:
    """Whether a layer uses folium's icon sets, which a plain folium map loads always and this one only then."""
    return any(isinstance(child, folium.Icon) or _has_icons(child) for child in element._children.values())  # noqa: SLF001


def _icon_links() -> Iterator[Element]:
    for name, url in folium.Map.default_js:
        if name not in _PACKAGED_NAMES:
            yield JavascriptLink(url)
    for name, url in folium.Map.default_css:
        if name not in _PACKAGED_NAMES:
            yield CssLink(url)


def _addresses(element: Element) -> Iterator[str]:
    """The addresses that an element and those below it would make Leaflet load: tiles and images."""
    for child in element._children.values():  # noqa: SLF001 - branca has no public name for it
        for attribute in ("tiles", "url"):
            address = getattr(child, attribute, None)
            if is_foreign(address):
                yield str(address)
        yield from _addresses(child)


def render_page(scene: Scene) -> str:
    """The page of a scene as HTML: one file, no request of any kind, the same text for the same scene."""
    page: str = ConflictMap.from_scene(scene).get_root().render()
    return page


__all__ = ["ConflictMap", "NetworkNeededError", "render_page"]
