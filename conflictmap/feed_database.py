"""A feed that lies in a database: its table or query as a file, for as long as the run needs it.

Knows that a feed is read from files, more than once; so the rows are fetched once, in a transaction that can change
nothing, into a folder that goes afterwards. The file is named after the table, never after the address, which may hold
a password: the evidence of a row names that file. Refuses to know what the columns mean.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import UsageError
from geo.postgres import check_driver, is_database

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@contextmanager
def local_files(words: Sequence[str | Path], *, table: str | None, query: str | None) -> Iterator[list[str | Path]]:
    """The files of a feed as they are, and each database among them as a Parquet file.

    `table` (or `schema.table`) or `query` says what is read there. A query should order its rows: a row's number is
    part of its evidence.

    Raises:
        UsageError: A database without a table or a query, either without a database, or both.
        DatabaseError: The database cannot be reached, or refuses the query.
    """
    databases = [word for word in words if is_database(str(word))]
    if (table is None) == (query is None) and (databases or table is not None):
        raise UsageError("--table or --query for a feed in a database", "both" if table else "neither")
    if not databases:
        if table is not None or query is not None:
            raise UsageError("a database as a feed's file with --table or --query", "none", "Name postgresql://...")
        yield list(words)
        return
    check_driver()
    with tempfile.TemporaryDirectory(prefix="conflictmap-") as folder:
        found: list[str | Path] = []
        for number, word in enumerate(words):
            if word in databases:
                path = Path(folder) / str(number) / f"{table or 'query'}.parquet"
                path.parent.mkdir()
                _fetch(str(word), table, query, path)
                found.append(path)
            else:
                found.append(word)
        yield found


def _fetch(url: str, table: str | None, query: str | None, path: Path) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415 - heavy

    from geo.postgres import query_batches, select_all  # noqa: PLC0415 - beside it

    batches = query_batches(url, select_all(table) if table is not None else query or "")
    first = next(batches)
    with pq.ParquetWriter(path, first.schema) as writer:
        writer.write_batch(first)
        for batch in batches:
            writer.write_batch(batch)
