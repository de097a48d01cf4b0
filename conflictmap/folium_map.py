"""`conflictmap.map`: the page as a folium map, for a notebook and for further layers.

Knows which materials a map can be made of, and turns each into a scene. The map itself is `maps.page.ConflictMap`.
The function is called `map` in the package alone, so that no module here hides Python's own.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from conflictmap.api import Result, run
from conflictmap.frame_events import is_frame, read_frame
from geo.errors import UsageError
from geo.ledger import COUNTING_RULES
from geo.model import Event
from maps.language import ENGLISH
from maps.page import ConflictMap
from maps.scene import Scene, build_scene
from maps.tiles import tile_source

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

    from conflictmap.api import Source

Material: TypeAlias = "Source | Sequence[Source] | Result | Scene | gpd.GeoDataFrame | Iterable[Event]"
_EXPECTED = "sources, a Result, a Scene, a GeoDataFrame of events or Event records"


def conflict_map(
    material: Material,
    *,
    tiles: str | None = None,
    tiles_attribution: str | None = None,
    language: str | None = None,
    allow_network: bool = False,
    **reading: Any,  # noqa: ANN401 - `run`'s own options
) -> ConflictMap:
    """The page as a `folium.Map` that shows in a notebook, takes further layers, and saves as one file.

    `material` is a path or several (read as `run` reads them, with `reading` as its options: `published`, `as_of`,
    `rule` ...), a `Result`, a `Scene`, a GeoDataFrame with the columns of `events.geojson`, or `Event` records. Events
    alone have no ledger: then every capital is unknown, and nothing is counted.

    Layers that need nothing from outside (`folium.Marker`, `CircleMarker`, `GeoJson`, `FeatureGroup`, `LayerControl`)
    are saved with the page, whose policy runs no other script than these. A layer that loads something makes the
    notebook view and `save` raise and list the addresses, unless `allow_network` is set: then the policy admits these
    hosts and the page says so. `tiles` is a base map by name, as for `Result.save`. `language` is en, fa (Dari) or ps
    (Pashto); by default that of the `Result`, else English. Texts of popups and tooltips cannot become code.

    >>> import conflictmap, folium
    >>> from geo.files import seeds_folder
    >>> made = conflictmap.map(seeds_folder() / "2021-08-10-envoy.md")
    >>> _ = folium.Marker((34.5, 69.2), popup="A note of my own").add_to(made)
    >>> "A note of my own" in made.get_root().render()
    True

    Raises:
        UsageError: `material` is none of these, an option belongs to another material, or the tiles or the language
        cannot be had.
    """
    if reading and not _is_sources(material):
        raise UsageError("options of reading beside sources alone", ", ".join(reading), "Give them to run().")
    scene, spoken = _scene(material, reading)
    base = tile_source(tiles, tiles_attribution) if tiles is not None else None
    return ConflictMap.from_scene(scene, tiles=base, allow_network=allow_network, language=language or spoken)


def _is_sources(material: Material) -> bool:
    """Whether it is a path, or paths; an empty list is neither paths nor events, and means an empty map."""
    if isinstance(material, (str, Path)):
        return True
    return (
        isinstance(material, (list, tuple))
        and bool(material)
        and all(isinstance(each, (str, Path)) for each in material)
    )


def _scene(material: Material, reading: dict[str, Any]) -> tuple[Scene, str]:
    if isinstance(material, Scene):
        return material, ENGLISH
    if isinstance(material, Result):
        return material.scene, material.settings["language"]
    if _is_sources(material):
        result = run(material, **reading)  # type: ignore[arg-type]
        return result.scene, result.settings["language"]
    if is_frame(material):
        found = read_frame(material)
        return _scene_of(found.events, documents=found.documents, problems=found.problems), ENGLISH
    events = tuple(material) if isinstance(material, Iterable) else (material,)
    wrong = [each for each in events if not isinstance(each, Event)]
    if wrong:
        raise UsageError(_EXPECTED, type(wrong[0]).__name__)
    return _scene_of(events), ENGLISH


def _scene_of(events: Iterable[Any], **members: Any) -> Scene:  # noqa: ANN401 - members of a scene
    own: dict[str, Any] = {"documents": (), "controls": (), "counts": (), "as_of": None, "rule": COUNTING_RULES[0]}
    return build_scene(events=events, **(own | members))
