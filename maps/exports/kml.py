"""KML 2.2 with time: a folder for each layer, a placemark for each row, for Google Earth and its kin.

A row of one day has a TimeStamp, of several a TimeSpan; an open end is left out. KML's days are inclusive, so an
exclusive end is the day before. A row without a shape is a placemark without one, as KML allows. Rows of the ledger
that are superseded or only reported are there but not switched on. Characters that XML cannot hold are replaced by
U+FFFD; everything else of a text is escaped. Colours are the page's.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from geo.vocab import AssertionMode, ControlBasis
from maps.exports.files import written_whole
from maps.exports.qgis import page_colours
from maps.exports.rows import layer_rows
from maps.symbols import GROUPS, SIDES, group_of, side_class

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from maps.exports.layers import Layer
    from maps.exports.rows import Row
    from maps.exports.shapes import Geometry

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'
_TAIL = "</Document>\n</kml>\n"
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TITLES = {"events": "place_name", "events_areas": "place_name", "control": "unit_name", "provinces": "name"}
_WORDS = ("quote_exact", "evidence_notes", "explanation")


def write_kml(layers: Sequence[Layer], path: Path) -> int:
    """Write layers into one file; return the rows of all of them. The file is there whole or not at all."""
    rows = 0
    with written_whole(path) as part, part.open("w", encoding="utf-8", newline="\n") as out:
        out.write(_HEAD)
        out.writelines(_styles())
        for layer in layers:
            out.write(f"<Folder><name>{xml_text(layer.name)}</name>")
            out.write(f"<description>{xml_text(layer.description)}</description>\n")
            for row, geometry in layer_rows(layer):
                out.write(_placemark(layer, row, geometry))
                rows += 1
            out.write("</Folder>\n")
        out.write(_TAIL)
    return rows


def xml_text(value: object) -> str:
    r"""A text as XML holds it.

    >>> xml_text("<b>\x00 & more")
    '&lt;b&gt;\ufffd &amp; more'
    """
    return escape(_ILLEGAL.sub("\ufffd", str(value)))


def html_text(value: object) -> str:
    """A text as HTML shows it: programs for KML render a description as HTML, once it is read from the XML.

    >>> xml_text(html_text("<b>"))
    '&amp;lt;b&amp;gt;'
    """
    return escape(str(value))


def _placemark(layer: Layer, row: Row, geometry: Geometry | None) -> str:
    title = row.get(_TITLES.get(layer.name, "")) or row[layer.columns[0].name]
    words = next((row[name] for name in _WORDS if row.get(name)), None)
    parts = [f"<Placemark><name>{xml_text(title)}</name>"]
    if row.get("superseded_at") or row.get("basis") == ControlBasis.REPORTED:
        parts.append("<visibility>0</visibility>")
    if words:
        parts.append(f"<description>{xml_text(html_text(words))}</description>")
    parts.append(_time(layer, row))
    parts.append(f"<styleUrl>#{_style(layer, row)}</styleUrl>")
    parts.append("<ExtendedData>")
    parts += [_member(name, value) for name, value in row.items() if value is not None]
    parts.append("</ExtendedData>")
    if geometry is not None:
        parts.append(_shape(geometry))
    parts.append("</Placemark>\n")
    return "".join(parts)


def _member(name: str, value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else value
    return f"<Data name={quoteattr(name)}><value>{xml_text(text)}</value></Data>"


def _time(layer: Layer, row: Row) -> str:
    start = row[layer.start] if layer.start else None
    end = row[layer.end] if layer.end else None
    if end is not None and not layer.is_end_inclusive:
        end = (date.fromisoformat(end) - timedelta(days=1)).isoformat()
    if start is None and end is None:
        return ""
    if start == end:
        return f"<TimeStamp><when>{start}</when></TimeStamp>"
    begin = f"<begin>{start}</begin>" if start else ""
    return f"<TimeSpan>{begin}{f'<end>{end}</end>' if end else ''}</TimeSpan>"


def _shape(geometry: Geometry) -> str:
    if geometry["type"] == "Point":
        return f"<Point>{_coordinates([geometry['coordinates']])}</Point>"
    polygons = "".join(_polygon(rings) for rings in geometry["coordinates"])
    return f"<MultiGeometry>{polygons}</MultiGeometry>"


def _polygon(rings: list[list[list[float]]]) -> str:
    outer, *holes = [f"<LinearRing>{_coordinates(ring)}</LinearRing>" for ring in rings]
    inner = "".join(f"<innerBoundaryIs>{hole}</innerBoundaryIs>" for hole in holes)
    return f"<Polygon><outerBoundaryIs>{outer}</outerBoundaryIs>{inner}</Polygon>"


def _coordinates(positions: list[list[float]]) -> str:
    return f"<coordinates>{' '.join(f'{lon},{lat}' for lon, lat in positions)}</coordinates>"


def _style(layer: Layer, row: Row) -> str:
    if layer.geometry is None or layer.name == "provinces":
        return "plain"
    if layer.name == "control":
        return f"side-{side_class(row['side'])}" if row["side"] else "plain"
    if row["assertion_mode"] not in {AssertionMode.ACTUAL, None}:
        return "plain"
    return f"group-{group_of(row['event_type'])}"


def _styles() -> Iterator[str]:
    """A style for each pin group and each side; `plain` for the rest."""
    colours = page_colours()
    for key, colour in (
        ("plain", colours["other-pin"]),
        *((f"group-{group}", colours[f"{group}-pin"]) for group in GROUPS),
        *((f"side-{side}", colours[side]) for side in SIDES),
    ):
        yield _one_style(key, colour)


def _one_style(key: str, colour: str) -> str:
    red, green, blue = (int(each) for each in colour.split(",")[:3])
    name = f"{blue:02x}{green:02x}{red:02x}"  # KML writes colours backwards, alpha first
    return (
        f'<Style id="{key}"><IconStyle><color>ff{name}</color></IconStyle>'
        f"<LineStyle><color>ff{name}</color></LineStyle><PolyStyle><color>66{name}</color></PolyStyle></Style>\n"
    )
