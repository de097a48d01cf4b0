"""What `export` does: sources to layers, layers to files or a database.

Sources are documents (read as `map` reads them), a ledger's file, an output folder of `map`, an `events.geojson`, a
table of events in Parquet (a file, or a folder of them), or a query of a database; the last four are taken as they are,
nothing is read or settled anew. Knows which is which; the formats stand in `maps.exports.formats`.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from conflictmap.api import run_by
from conflictmap.export_options import SCHEMA
from conflictmap.inputs import STDIN
from conflictmap.plain_lines import plural
from conflictmap.terminal import name_unread, progress, quiet_pipe, say, warn
from geo.documents.files import SUFFIXES
from geo.errors import UsageError
from geo.postgres import check_driver, connected, is_database

if TYPE_CHECKING:
    from collections.abc import Sequence

    from conflictmap.options import ReadOptions
    from geo.errors import Problem
    from maps.exports.layers import Layer

_PARQUET = (".parquet", ".geoparquet")
EVENTS_TABLE = f"{SCHEMA}.events"
"""Where a database's events are read from unless a table or a query is named."""


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Which events of a database are read: those of a table, or of a query."""

    table: str | None = None
    query: str | None = None

    @property
    def is_given(self) -> bool:
        """Whether either is named."""
        return self.table is not None or self.query is not None

    def layers(self, url: str) -> tuple[Layer, ...]:
        """The layers of those events.

        Raises:
            UsageError: Both are named, or they have no `event_id`.
            DatabaseError: The database cannot be reached, or refuses the query.
        """
        from geo.postgres import select_all  # noqa: PLC0415 - a database is named by few
        from maps.exports.event_tables import database_layers  # noqa: PLC0415 - loads pyarrow

        if self.table is not None and self.query is not None:
            raise UsageError("--table or --query", "both", "Name one of them.")
        check_driver()
        return _named(*database_layers(url, self.query or select_all(self.table or EVENTS_TABLE)))


def export_sources(
    sources: Sequence[str],
    target: str,
    *,
    form: str | None,
    layer: str | None,
    has_hxl: bool,
    excel: bool = False,
    schema: str,
    asked: EventQuery,
    read: ReadOptions,
) -> bool:
    """Write the layers of the sources to the target; print what was written. Whether some could not be read."""
    if is_database(target):
        if form or layer or has_hxl or excel:
            raise UsageError("a database without --format, --layer, --hxl and --excel", "one of them", "Leave it out.")
        return _to_database(sources, target, schema, asked, read)
    from maps.exports.formats import check_format, export_layers  # noqa: PLC0415 - loads pyarrow

    check_format(Path(target), form)
    layers, problems = read_layers(sources, asked, read)
    written = export_layers(layers, Path(target), form=form, layer=layer, has_hxl=has_hxl, excel=excel)
    with quiet_pipe():
        for each in written:
            say(f"{each.path}: {plural(each.rows, 'row')} ({', '.join(each.layers)})")
        held = {name for each in written for name in each.layers}
        left = [each.name for each in layers if each.name not in held]
        if left and layer is None:
            say(f"Not in it: {', '.join(left)}. A folder, or --layer, takes them.")
    return name_unread(problems)


def read_layers(
    sources: Sequence[str], asked: EventQuery, read: ReadOptions
) -> tuple[tuple[Layer, ...], tuple[Problem, ...]]:
    """The layers of the sources and what was wrong with them.

    Raises:
        UsageError: A table, a database or an output folder stands beside other sources: each is a whole of its own.
    """
    tables = [word for word in sources if word != STDIN and (is_database(word) or _is_table(Path(word)))]
    if tables and (len(sources) > 1 or read.ledger is not None):
        shown = ", ".join("a database" if is_database(word) else word for word in sources)
        raise UsageError("one table, database or output folder alone", shown, "Export them one by one.")
    if asked.is_given and not (tables and is_database(tables[0])):
        raise UsageError("a database as the source of --table or --query", "none", "Name postgresql://... and -o.")
    if read.feeds and not sources and read.ledger is None:
        from conflictmap.feed_tables import feed_table_layers  # noqa: PLC0415 - loads pyarrow

        return feed_table_layers(read.feeds)
    if tables and read.feeds:
        raise UsageError("one table, database or output folder alone", "a feed beside it", "Export them one by one.")
    if tables:
        return (asked.layers(tables[0]) if is_database(tables[0]) else _table_layers(Path(tables[0]))), ()
    from maps.exports.layers import scene_layers  # noqa: PLC0415 - loads pyarrow

    with progress("Reading") as advance:
        stdin = sys.stdin.buffer if STDIN in sources else None
        result = run_by(sources, read.asking(), progress=advance, stdin=stdin)
    return scene_layers(result.scene), result.problems


def _is_table(path: Path) -> bool:
    """Whether a source is taken as it is; everything else is read as documents."""
    if path.suffix.lower() in {*_PARQUET, ".geojson"}:
        return path.exists()
    return path.is_dir() and (_is_output(path) or _parquet_folder(path) is not None)


def _is_output(folder: Path) -> bool:
    from maps.exports.reading import is_output_folder  # noqa: PLC0415 - loads pyarrow

    return (folder / "manifest.json").is_file() and is_output_folder(folder)


def _parquet_folder(folder: Path) -> Path | None:
    """The folder that holds a table: `events` in one that was written in parts, or itself; None where it has documents.

    A table is in files side by side, or in folders like `year=2021`.
    """
    if _has_parquet(folder / "events"):
        return folder / "events"
    documents = set(SUFFIXES) - set(_PARQUET)  # a table of articles in Parquet is read as one by `map`
    has_documents = any(each.suffix.lower() in documents for each in folder.iterdir() if each.is_file())
    return folder if _has_parquet(folder) and not has_documents else None


def _has_parquet(folder: Path) -> bool:
    if not folder.is_dir():
        return False
    parts = [folder, *(each for each in folder.iterdir() if each.is_dir() and "=" in each.name)]
    return any(each.suffix.lower() in _PARQUET for part in parts for each in part.iterdir())


def _table_layers(path: Path) -> tuple[Layer, ...]:
    from maps.exports.event_tables import parquet_layers  # noqa: PLC0415 - loads pyarrow
    from maps.exports.reading import folder_layers, geojson_layers  # noqa: PLC0415 - as above

    if path.suffix.lower() == ".geojson":
        return geojson_layers(path)
    if path.is_dir() and _is_output(path):
        return folder_layers(path)
    table = _parquet_folder(path) if path.is_dir() else path
    return _named(*parquet_layers(table or path))


def _named(layers: tuple[Layer, ...], ignored: Sequence[str]) -> tuple[Layer, ...]:
    """The layers, once what is left out of the table is said."""
    if ignored:
        warn(f"conflictmap: columns that are no event's, left out: {', '.join(ignored)}")
    return layers


def _to_database(sources: Sequence[str], url: str, schema: str, asked: EventQuery, read: ReadOptions) -> bool:
    check_driver()
    from maps.exports.postgis import write_database  # noqa: PLC0415 - loads psycopg and pyarrow

    with connected(url):
        pass  # reading may take long; whether the address is right is said before it
    layers, problems = read_layers(sources, asked, read)
    changes = write_database(layers, url, schema=schema)
    with quiet_pipe():
        for each in changes:
            counts = (
                f"{each.new} new, {each.changed} changed, {each.removed} removed, {plural(each.rows, 'row')} in all"
            )
            say(f"{schema}.{each.table}: {counts}")
            if each.repeated:
                say(f"  {plural(each.repeated, 'row')} with the key of a later one: the later one counts")
    return name_unread(problems)
