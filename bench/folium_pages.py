"""The same made events in folium's own layers, as its documentation has them, to measure beside our page.

Knows the popups that a reader would need to see what ours shows: tag, place, quote and address, escaped by hand, since
folium puts text in as markup. Knows how to put the packaged Leaflet in the place of folium's address for it.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

import folium
from folium.plugins import FastMarkerCluster

from maps.packaged import scripts, styles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import Event
    from maps.scene import Scene

_SCRIPT = re.compile(r'<script src="https?://[^"]*"></script>')
_STYLE = re.compile(r'<link rel="stylesheet" href="https?://[^"]*"/?>')
_DOLLAR = (
    "window.$ = function (markup) { const made = document.createElement('template'); "
    "made.innerHTML = markup.trim(); return [made.content.firstElementChild]; };"
)
"""What folium's popups want of jQuery."""


def _words(scene: Scene, event: Event) -> str:
    document = scene.document(event.document_id)
    address = document.url if document and document.url else ""
    name = event.place.name if event.place else ""
    return f"<b>{escape(event.event_type)}</b> {escape(name)}<br>{escape(event.quote.exact)}<br>{escape(address)}"


def _at(events: Iterable[Event]) -> list[tuple[float, float, Event]]:
    """Latitude before longitude, as folium wants it."""
    return [(each.place.latitude, each.place.longitude, each) for each in events if each.place]


def _map() -> folium.Map:
    return folium.Map((33.9, 67.0), zoom_start=6, tiles=None, prefer_canvas=True)


def circle_markers(scene: Scene) -> str:
    """One `folium.CircleMarker` with a popup for each event."""
    made = _map()
    for latitude, longitude, event in _at(scene.events):
        folium.CircleMarker((latitude, longitude), radius=4, popup=_words(scene, event)).add_to(made)
    return str(made.get_root().render())


def fast_marker_cluster(scene: Scene) -> str:
    """One `FastMarkerCluster` whose callback makes each marker's popup."""
    made = _map()
    rows = [[latitude, longitude, _words(scene, event)] for latitude, longitude, event in _at(scene.events)]
    callback = "(row) => L.marker(new L.LatLng(row[0], row[1])).bindPopup(row[2])"
    FastMarkerCluster(rows, callback=callback).add_to(made)  # type: ignore[no-untyped-call]
    return str(made.get_root().render())


def geojson_layer(scene: Scene) -> str:
    """One `folium.GeoJson` layer with a popup of the same fields."""
    made = _map()
    features = [_feature(scene, latitude, longitude, event) for latitude, longitude, event in _at(scene.events)]
    folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        marker=folium.CircleMarker(radius=4),
        popup=folium.GeoJsonPopup(fields=["words"], labels=False),
    ).add_to(made)
    return str(made.get_root().render())


def _feature(scene: Scene, latitude: float, longitude: float, event: Event) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": {"words": _words(scene, event)},
    }


def without_network(html: str) -> str:
    """The page with the packaged Leaflet inside; every other file that it would load is left out."""
    leaflet = f"<style>{styles()[0]}</style><script>{scripts()[0]}</script><script>{_DOLLAR}</script>"
    bare = _STYLE.sub("", _SCRIPT.sub("", html))
    return bare.replace("<head>", "<head>" + leaflet, 1)
