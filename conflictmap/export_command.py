"""What `export` does: sources to layers, layers to files.

Sources are documents (read as `map` reads them), a ledger's file, an output folder of `map`, an `events.geojson`, or a
table of events in Parquet (a file, or a folder of them); the last three are taken as they are, nothing is read or
settled anew. Knows which is which; the formats stand in `maps.exports.formats`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from conflictmap.api import run
from conflictmap.inputs import STDIN
from conflictmap.report import plural
from conflictmap.terminal import name_unread, progress, quiet_pipe, say, warn
from geo.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.errors import Problem
    from maps.exports.layers import Layer

_PARQUET = (".parquet", ".geoparquet")


def export_sources(
    sources: Sequence[str],
    target: Path,
    *,
    form: str | None,
    layer: str | None,
    has_hxl: bool,
    reading: Mapping[str, Any],
) -> bool:
    """Write the layers of the sources to the target; print what was written. Whether some could not be read."""
    from maps.exports.formats import check_format, export_layers  # noqa: PLC0415 - loads pyarrow

    check_format(target, form)
    layers, problems = read_layers(sources, reading)
    written = export_layers(layers, target, form=form, layer=layer, has_hxl=has_hxl)
    with quiet_pipe():
        for each in written:
            say(f"{each.path}: {plural(each.rows, 'row')} ({', '.join(each.layers)})")
        held = {name for each in written for name in each.layers}
        left = [each.name for each in layers if each.name not in held]
        if left and layer is None:
            say(f"Not in it: {', '.join(left)}. A folder, or --layer, takes them.")
    return name_unread(problems)


def read_layers(sources: Sequence[str], reading: Mapping[str, Any]) -> tuple[tuple[Layer, ...], tuple[Problem, ...]]:
    """The layers of the sources and what was wrong with them.

    Raises:
        UsageError: A table or an output folder stands beside other sources: each is a whole of its own.
    """
    tables = [word for word in sources if word != STDIN and _is_table(Path(word))]
    if tables and (len(sources) > 1 or reading["ledger"] is not None):
        raise UsageError("one table or output folder alone", ", ".join(sources), "Export them one by one.")
    if tables:
        return _table_layers(Path(tables[0])), ()
    from maps.exports.layers import scene_layers  # noqa: PLC0415 - loads pyarrow

    with progress("Reading") as advance:
        stdin = sys.stdin.buffer if STDIN in sources else None
        result = run(sources, **reading, progress=advance, stdin=stdin)
    return scene_layers(result.scene), result.problems


def _is_table(path: Path) -> bool:
    if path.suffix.lower() in {*_PARQUET, ".geojson"}:
        return path.exists()
    return path.is_dir() and ((path / "manifest.json").is_file() or any(_parquet_files(path)))


def _parquet_files(folder: Path) -> list[Path]:
    """The first Parquet file of a folder or of its partitions, if there is one."""
    found = next((each for suffix in _PARQUET for each in folder.rglob(f"*{suffix}")), None)
    return [found] if found else []


def _table_layers(path: Path) -> tuple[Layer, ...]:
    from maps.exports.event_tables import parquet_layers  # noqa: PLC0415 - loads pyarrow
    from maps.exports.reading import folder_layers, geojson_layers, is_output_folder  # noqa: PLC0415 - as above

    if is_output_folder(path):
        return folder_layers(path)
    if path.suffix.lower() == ".geojson":
        return geojson_layers(path)
    layers, ignored = parquet_layers(path)
    if ignored:
        warn(f"conflictmap: columns that are no event's, left out: {', '.join(ignored)}")
    return layers
