"""The page: a folium map that carries its assets and its scene inside one HTML file.

Knows folium and branca; the drawing itself is JavaScript, the modules in `web/src`. The same scene gives the same
bytes: our own layers have no random ids. Layers that a user adds keep theirs. Nothing is loaded from a network unless
the user allows it by name.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import folium
from branca.element import Figure

from geo.errors import UsageError
from maps.escape import json_for_script
from maps.exports.files import encode, write_whole
from maps.garbage import uncollected
from maps.language import ENGLISH, catalogue, say, script_messages, speaking
from maps.layers import PACKAGED, addresses, has_frames, icon_links, inert_script, make_inert
from maps.packaged import marker_images, scripts, styles, templates
from maps.payload import build_payload
from maps.policy import MarkupScan, content_policy, origin
from maps.quotes import Quotes
from maps.summary import summary
from maps.tables import pack_payload

if TYPE_CHECKING:
    from typing import BinaryIO

    from branca.element import Element

    from maps.scene import Scene
    from maps.tables import PackedPayload
    from maps.tiles import TileSource

_CENTRE = (33.9, 67.0)
"""Latitude before longitude, as Leaflet wants it: the middle of the country, before the page fits its outline."""


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
    so. `tiles` is the one exception that needs no leave: a base map of tiles under the provinces, asked for by name,
    whose host is admitted for images and for nothing else.
    """

    def __init__(
        self,
        scene: Scene,
        *,
        tiles: TileSource | None = None,
        allow_network: bool = False,
        language: str = ENGLISH,
        quotes: Quotes = Quotes.FULL,
    ) -> None:
        """Make the map of `scene`; see `from_scene`."""
        super().__init__(location=_CENTRE, zoom_start=6, tiles=None, zoom_control=False)
        with speaking(language), uncollected():
            payload = pack_payload(build_payload(scene, quotes=quotes))
        self.scene = scene
        self.quotes = quotes
        self.tiles = tiles
        self.language = language
        self.allow_network = allow_network
        self._id = _digest(payload)
        # folium keeps these lists on the class, where one map's additions would leak into the next.
        self.default_js: list[tuple[str, str]] = []
        self.default_css: list[tuple[str, str]] = []
        self._template = templates().get_template("map.j2")
        PageFigure(self, payload).add_child(self)
        if tiles is not None:
            tiles.layer().add_to(self)

    @classmethod
    def from_scene(
        cls,
        scene: Scene,
        *,
        tiles: TileSource | None = None,
        allow_network: bool = False,
        language: str = ENGLISH,
        quotes: Quotes = Quotes.FULL,
    ) -> ConflictMap:
        """The map of a scene, worded in `language`: en, fa (Dari) or ps (Pashto), with whole or short `quotes`.

        Raises:
            UsageError: There is no such language.
        """
        return cls(scene, tiles=tiles, allow_network=allow_network, language=language, quotes=quotes)

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


def _digest(payload: PackedPayload) -> str:
    """The element's id: from what the page holds, as random ids would change the bytes on every run."""
    digest = hashlib.sha256()
    for part in (payload.head, payload.columns, payload.texts):
        digest.update(encode(part))
    return digest.hexdigest()[:16]


class PageFigure(Figure):
    """The document around a `ConflictMap`: policy, style, layout, payload, scripts."""

    def __init__(self, owner: ConflictMap, payload: PackedPayload) -> None:
        """Stand around `owner` and hold its payload."""
        super().__init__(height="640px")
        self._id = owner._id  # noqa: SLF001 - branca has no public name for it
        self.owner, self.payload = owner, payload
        self.header._children.clear()  # noqa: SLF001 - the page's template writes its own character set

    def render(self, *, allow_network: bool | None = None, **kwargs: Any) -> str:  # noqa: ANN401 - branca's signature
        """The whole page as HTML."""
        owner = self.owner
        make_inert(owner)
        for child in self._children.values():
            child.render(**kwargs)
        extra = [each.render(**kwargs) for each in self._extra_head()]
        body, script = self.html.render(**kwargs), inert_script(self.script.render(**kwargs).strip() + "\n")
        scan = MarkupScan.of("".join(extra) + body)
        tiles = owner.tiles.hosts if owner.tiles is not None else ()
        asked = _foreign(owner, scan)
        allowed = owner.allow_network if allow_network is None else allow_network
        if asked and not allowed:
            raise NetworkNeededError(asked)
        policy = content_policy([*scripts(), *scan.scripts, script], asked, images=tiles, has_frames=has_frames(owner))
        hosts = sorted({origin(address) for address in (*asked, *tiles)})
        with speaking(owner.language):
            return self._page(policy=policy, hosts=hosts, extra_head=extra, body=body, script=script)

    def _page(self, **members: Any) -> str:  # noqa: ANN401 - what the template writes
        """The template filled in with these members, in the language that is spoken."""
        template = templates().get_template("page.html.j2")
        return template.render(
            styles=styles(),
            scripts=scripts(),
            payload=self.payload,
            marker_images=json_for_script(marker_images()),
            summary=summary(self.owner.scene),
            say=say,
            language=catalogue(self.owner.language)["language"],
            words=json_for_script(script_messages()),
            short_quotes=self.owner.quotes is Quotes.SHORT,
            **members,
        )

    def _extra_head(self) -> list[Element]:
        """What added layers put into the head; the packaged assets stand there anyway."""
        added = [child for name, child in self.header._children.items() if name not in PACKAGED]  # noqa: SLF001
        return [*icon_links(self.owner), *added]


def _foreign(owner: ConflictMap, scan: MarkupScan) -> list[str]:
    """What the map would load from elsewhere, sorted, without the tiles that were asked for by name."""
    granted = {owner.tiles.address} if owner.tiles is not None else set()
    return sorted({*scan.addresses, *addresses(owner)} - granted)


def render_page(
    scene: Scene, *, tiles: TileSource | None = None, language: str = ENGLISH, quotes: Quotes = Quotes.FULL
) -> str:
    """The page of a scene as HTML: one file, the same text for the same scene, language and length of quotes.

    It makes no request of any kind, but for the images of `tiles` where they were asked for.

    Raises:
        UsageError: There is no such language.
    """
    page: str = ConflictMap.from_scene(scene, tiles=tiles, language=language, quotes=quotes).get_root().render()
    return page


__all__ = ["ConflictMap", "NetworkNeededError", "render_page"]
