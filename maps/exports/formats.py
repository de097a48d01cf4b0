"""The formats that layers can be written in, by name and by suffix.

A format is added here: a name, its suffixes, and a function that writes either one layer a file or all layers into one.
Knows where a file goes and which layers it takes; refuses to know how it is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from geo.errors import UsageError
from maps.exports.csv_file import write_csv
from maps.exports.geojson import write_geojson, write_geojson_lines, write_geojson_sequence
from maps.exports.kml import write_kml
from maps.exports.xlsx import write_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from maps.exports.layers import Layer

FIRST_LAYER = "events"
"""The layer that a file of one layer holds unless another is named."""
ALL_NAME = "conflictmap"
"""The name of a file of all layers in a folder, without its suffix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format: `suffixes` that mean it, the first the usual one.

    It has either `write_one`, a layer a file, or `write_all`. `needs_geometry` says that it cannot hold stated counts.
    """

    name: str
    words: str
    suffixes: tuple[str, ...]
    write_one: Callable[[Layer, Path], int] | None = None
    write_all: Callable[[Sequence[Layer], Path], int] | None = None
    needs_geometry: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written, the layers in it and their rows together."""

    path: Path
    layers: tuple[str, ...]
    rows: int


def _geoparquet(layer: Layer, path: Path) -> int:
    from maps.exports.geoparquet import write_geoparquet  # noqa: PLC0415 - loads pyarrow's Parquet

    return write_geoparquet(layer, path)


def _flatgeobuf(layer: Layer, path: Path) -> int:
    from maps.exports.flatgeobuf import write_flatgeobuf  # noqa: PLC0415 - loads GDAL

    return write_flatgeobuf(layer, path)


def _geopackage(layers: Sequence[Layer], path: Path) -> int:
    from maps.exports.geopackage import write_geopackage  # noqa: PLC0415 - loads GDAL

    return write_geopackage(layers, path)


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format(
            name="geoparquet",
            words="GeoParquet 1.1",
            suffixes=(".parquet", ".geoparquet"),
            write_one=_geoparquet,
        ),
        Format(
            name="gpkg",
            words="GeoPackage, all layers, styled and timed for QGIS",
            suffixes=(".gpkg",),
            write_all=_geopackage,
        ),
        Format(name="geojson", words="GeoJSON", suffixes=(".geojson", ".json"), write_one=write_geojson),
        Format(
            name="geojsonl",
            words="newline-delimited GeoJSON",
            suffixes=(".geojsonl", ".ndjson", ".jsonl"),
            write_one=write_geojson_lines,
        ),
        Format(
            name="geojsons",
            words="GeoJSON text sequence (RFC 8142)",
            suffixes=(".geojsons",),
            write_one=write_geojson_sequence,
        ),
        Format(name="flatgeobuf", words="FlatGeobuf", suffixes=(".fgb",), write_one=_flatgeobuf, needs_geometry=True),
        Format(name="kml", words="KML with time, all layers", suffixes=(".kml",), write_all=write_kml),
        Format(name="xlsx", words="Excel workbook, a sheet a layer", suffixes=(".xlsx",), write_all=write_xlsx),
        Format(name="csv", words="CSV with P-codes", suffixes=(".csv",), write_one=write_csv),
    )
}


def export_layers(
    layers: Sequence[Layer],
    target: Path,
    *,
    form: str | None = None,
    layer: str | None = None,
    has_hxl: bool = False,
    excel: bool = False,
) -> list[Written]:
    """Write layers to a file or into a folder; return what was written.

    The format is `form`, else what the suffix of `target` says. A target without a suffix, or that is a folder, is a
    folder (made if it is not there) and takes every layer that the format can hold; a format of all layers in one file
    is `conflictmap` with its suffix there. A file of one layer holds `layer`, by default the events. `has_hxl` adds a
    row of HXL hashtags to CSV, `excel` begins it with a byte order mark.

    Raises:
        UsageError: The format or the layer is unknown or cannot hold what is asked, or the target cannot be written.
    """
    chosen = _layers(layers, layer)
    is_folder = target.is_dir() or not target.suffix
    found = _format(form, None if is_folder else target)
    if has_hxl and found.name != "csv":
        raise UsageError("csv for a row of HXL hashtags", found.name, "Leave --hxl out, or write csv.")
    if excel and found.name != "csv":
        raise UsageError("csv for a byte order mark", found.name, "Leave --excel out; .xlsx needs none.")
    if is_folder:
        target.mkdir(parents=True, exist_ok=True)
        return _into_folder(chosen, target, found, has_hxl=has_hxl, excel=excel)
    if found.write_all is not None:
        return [_all(found, chosen, target)]
    wanted = layer or FIRST_LAYER
    one = next((each for each in chosen if each.name == wanted), None)
    if one is None:
        expected = f"a layer named {wanted}"
        raise UsageError(expected, ", ".join(each.name for each in chosen))
    return [_one(found, one, target, has_hxl=has_hxl, excel=excel)]


def check_format(target: Path, form: str | None) -> None:
    """Refuse a target that no format fits, before any work is done.

    Raises:
        UsageError: As `export_layers` would.
    """
    _format(form, None if target.is_dir() or not target.suffix else target)


def _layers(layers: Sequence[Layer], name: str | None) -> list[Layer]:
    found = [each for each in layers if name is None or each.name == name]
    if not found:
        raise UsageError("a layer: " + ", ".join(each.name for each in layers), repr(name))
    return found


def _format(name: str | None, path: Path | None) -> Format:
    """The format of that name, else of the file's suffix; a folder has none of its own."""
    if name is not None:
        if name not in FORMATS:
            raise UsageError("a format: " + ", ".join(FORMATS), repr(name))
        return FORMATS[name]
    if path is None:
        raise UsageError("a format for a folder", "none", "Add --format " + "|".join(FORMATS) + ".")
    for each in FORMATS.values():
        if path.suffix.lower() in each.suffixes:
            return each
    known = ", ".join(each.suffixes[0] for each in FORMATS.values())
    expected = f"a file that ends in {known}"
    raise UsageError(expected, repr(path.name), "Or name the format with --format.")


def _into_folder(layers: Sequence[Layer], folder: Path, form: Format, *, has_hxl: bool, excel: bool) -> list[Written]:
    suffix = form.suffixes[0]
    if form.write_all is not None:
        return [_all(form, layers, folder / f"{ALL_NAME}{suffix}")]
    fitting = [each for each in layers if each.geometry is not None or not form.needs_geometry]
    return [_one(form, each, folder / f"{each.name}{suffix}", has_hxl=has_hxl, excel=excel) for each in fitting]


def _all(form: Format, layers: Sequence[Layer], path: Path) -> Written:
    assert form.write_all is not None
    return Written(path, tuple(each.name for each in layers), form.write_all(layers, path))


def _one(form: Format, layer: Layer, path: Path, *, has_hxl: bool, excel: bool) -> Written:
    assert form.write_one is not None
    is_plain = not has_hxl and not excel
    write = form.write_one if is_plain else partial(write_csv, has_hxl=has_hxl, excel=excel)
    return Written(path, (layer.name,), write(layer, path))
