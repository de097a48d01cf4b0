"""`events.geojson` and `events_areas.geojson`: what happened, where that can be said.

An event is a Point only where its place is known to a site, a settlement or a radius; otherwise its geometry is
null and, for districts and provinces, its area stands in the second file. Nothing is ever put on a province's
capital for want of better.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.vocab import POINT_PRECISIONS, PlacePrecision
from maps.exports.files import feature_collection
from maps.exports.properties import event_properties, property_columns
from maps.exports.shapes import circle, point, right_handed
from maps.reference import district_shape, read_province_shapes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.columns import EventColumn
    from geo.model import Event, Place
    from maps.exports.shapes import Geometry
    from maps.scene import Scene

PROVINCE_OUTLINE = "province_outline"
"""The area of a province-level event is the outline of its province."""
AREA_PRECISIONS = frozenset({PlacePrecision.ADMIN1, PlacePrecision.ADMIN2})


def events_geojson(scene: Scene) -> str:
    """Every event, placed or not, in the order of the scene."""
    columns = property_columns(scene.events)
    return feature_collection(_feature(scene, event, _event_point(event), columns) for event in scene.events)


def events_areas_geojson(scene: Scene) -> str:
    """The province- and district-level events as polygons.

    A province is its outline. A district is a circle of its radius, as no district outlines are bundled, or its outline
    where the user has installed them; `area_basis` says which. An event whose area is not known has a null geometry.
    """
    features = []
    columns = property_columns(scene.events)
    for event in scene.events:
        if event.place is None or not has_area(event):
            continue
        basis, geometry = event_area(event.place)
        feature = _feature(scene, event, geometry, columns)
        feature["properties"]["area_basis"] = basis
        features.append(feature)
    return feature_collection(features)


def _feature(scene: Scene, event: Event, geometry: Geometry | None, columns: Sequence[EventColumn]) -> dict[str, Any]:
    properties = event_properties(event, scene.document(event.document_id), scene.incident(event.event_id), columns)
    return {"type": "Feature", "id": event.event_id, "geometry": geometry, "properties": properties}


def _event_point(event: Event) -> Geometry | None:
    place = event.place
    return point(place.lonlat) if place is not None and place.place_precision in POINT_PRECISIONS else None


def has_area(event: Event) -> bool:
    """Whether an event is known to a district or a province only."""
    return event.place is not None and event.place.place_precision in AREA_PRECISIONS


def event_area(place: Place) -> tuple[str | None, Geometry | None]:
    """What the area of a district or a province is (a basis of the codebook) and its polygon; None where unknown."""
    if place.place_precision is PlacePrecision.ADMIN1:
        shape = read_province_shapes().get(place.iso_3166_2 or "")
        return (PROVINCE_OUTLINE, right_handed(shape)) if shape else (None, None)
    if outline := district_shape(place.place_id):
        return "district_outline", right_handed(outline)
    if place.uncertainty_m is None:
        return None, None
    return "circle", circle(place.lonlat, place.uncertainty_m)
