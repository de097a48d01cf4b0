"""What a run in parts costs on this machine, a step at a time; `docs/scale.md` is worked out from it.

    python -m bench.scale [FIGURES.json]      measure, write the figures and the page
    python -m bench.scale --page FIGURES.json write the page again from figures that are there

Knows how to measure each step of `conflictmap.engines` alone, on made material, in processor time of one process (so
that neighbours disturb little). Refuses to say what it means for a billion rows: that is `bench.scale_page`'s.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from bench.corpus import made_documents
from bench.make_feed import write_feed
from bench.process_memory import forget_peak, held_bytes, peak_bytes
from bench.report import machine
from bench.scale_page import PAGE, page
from conflictmap.engines.build import build_of
from conflictmap.engines.dask_cluster import DaskEngine
from conflictmap.engines.documents import DocumentMaterial, extract_documents, index_documents
from conflictmap.engines.feed_index import judge_rows
from conflictmap.engines.feeds import FeedMaterial, index_feed, read_feed
from conflictmap.engines.folder import OutputFolder
from conflictmap.engines.ledger import read_moves
from conflictmap.engines.plan import Partition
from conflictmap.feeding import request_feed
from geo.documents.parts import cut_file
from geo.feeds.files import cut_feed
from geo.ledger.store import LedgerStore
from geo.places.provinces import default_provinces

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

ROWS, DOCUMENTS = 200_000, 400
_KEYS, _PARTS = 10_000_000, 20
_PIECES = 500
_POSTED = 200
Figures = dict[str, Any]


def measure(folder: Path) -> Figures:
    """All figures: seconds of processor time of one core, bytes, and counts."""
    default_provinces()
    steps: dict[str, Callable[[Path], Figures]] = {
        "feed": feed_figures,
        "documents": document_figures,
        "ids": id_figures,
        "scheduler": scheduler_figures,
    }
    found: Figures = {"machine": machine(["pyarrow", "dask", "distributed", "shapely"])}
    for name, step in steps.items():
        found[name] = step(folder)
        print(name, json.dumps(found[name]), flush=True)
    return found


def feed_figures(folder: Path) -> Figures:
    """A made GDELT file as one partition: with its rows kept, and with all of them left out by their days."""
    path = folder / "made.export.CSV"
    write_feed("gdelt", ROWS, path)
    request = request_feed("gdelt", [path])
    plan_s, spans = _timed(lambda: cut_feed(request.feed, path, path.name, path.stat().st_size))
    found: Figures = {"rows": ROWS, "bytes": path.stat().st_size, "plan_s": plan_s}
    for name, first_day in (("kept", None), ("left_out", _far())):
        output = OutputFolder(folder / f"feed_{name}")
        material = FeedMaterial(request=request_feed("gdelt", [path], first_day=first_day))
        work = material.work(str(output.path), Partition(0, tuple(spans)), {})
        index_s, _ = _timed(lambda work=work: index_feed(work))  # type: ignore[misc]
        forget_peak()
        before = held_bytes()
        read_s, record = _timed(lambda work=work: read_feed(work))  # type: ignore[misc]
        found[name] = {
            "index_s": index_s,
            "read_s": read_s,
            "peak_bytes": max(0, peak_bytes() - before),
            "events": record["events"],
            **_written(output.path),
        }
    return found


def document_figures(folder: Path) -> Figures:
    """Made articles as one partition, and what of them is posted to a ledger."""
    path = folder / "made.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for each in made_documents(DOCUMENTS):
            record = {"id": each.document_id, "text": each.text, "published": each.published.isoformat()}
            file.write(json.dumps(record) + "\n")
    output = OutputFolder(folder / "documents")
    size = path.stat().st_size
    plan_s, spans = _timed(lambda: cut_file(path, path.name, size))
    work = DocumentMaterial(sources=(str(path),)).work(str(output.path), Partition(0, tuple(spans)), {})
    index_documents(work)  # the tables are loaded once, whatever is read
    extract_documents(work)
    index_s, _ = _timed(lambda: index_documents(work))
    forget_peak()
    before = held_bytes()
    read_s, record = _timed(lambda: extract_documents(work))
    moves = output.file("moves", work.partition, ".jsonl")
    return {
        "documents": DOCUMENTS,
        "bytes": size,
        "plan_s": plan_s,
        "index_s": index_s,
        "read_s": read_s,
        "peak_bytes": max(0, peak_bytes() - before),
        "moves": record["moves"],
        "moves_bytes": moves.stat().st_size,
        **_written(output.path),
        "ledger": _ledger_figures(folder, moves),
    }


def _ledger_figures(folder: Path, moves: Path) -> Figures:
    """Posting document by document, by wall time, as the disk is part of it: the first and the last of `_POSTED`."""
    times = []
    with LedgerStore(folder / "made.gpkg") as store:
        for _, entry in zip(range(_POSTED), read_moves([moves]), strict=False):
            start = time.perf_counter()
            store.post(entry.document, entry.events, entry.claims, entry.problems)
            times.append(time.perf_counter() - start)
    half = len(times) // 2
    return {"posted": len(times), "first_s": float(np.median(times[:half])), "last_s": float(np.median(times[half:]))}


def id_figures(folder: Path) -> Figures:
    """One pass over ids in which nothing stands twice, by the process's processor time and memory."""
    import pyarrow as pa  # noqa: PLC0415 - only here

    from conflictmap.engines.feed_index import INDEX_SCHEMA  # noqa: PLC0415 - as above
    from conflictmap.engines.tables import write_table  # noqa: PLC0415 - as above
    from geo.spans import Span  # noqa: PLC0415 - as above

    keys = np.random.default_rng(1).permutation(_KEYS)
    files, partitions = [], []
    for number, part in enumerate(np.array_split(keys, _PARTS)):
        zeros = np.zeros(len(part), np.int64)
        columns = [pa.array(each) for each in (part, zeros.astype(np.int32), zeros, np.arange(len(part)))]
        file = folder / f"ids_{number}.parquet"
        write_table([pa.RecordBatch.from_arrays(columns, schema=INDEX_SCHEMA)], INDEX_SCHEMA, file)
        files.append(file)
        partitions.append(Partition(number, (Span(path=f"made {number}", file="made"),)))
    records: list[Figures] = [{"rows": [_KEYS // _PARTS], "deleted": {}}] * _PARTS
    del keys, part, zeros, columns
    forget_peak()
    before = held_bytes()
    seconds, _ = _timed(lambda: judge_rows(partitions, records, files))
    return {
        "ids": _KEYS,
        "seconds": seconds,
        "peak_bytes": max(0, peak_bytes() - before),
        "index_bytes": sum(file.stat().st_size for file in files),
    }


def scheduler_figures(_: Path) -> Figures:
    """Pieces without work on a cluster of two processes: what a piece costs before it does anything, by wall time."""
    with DaskEngine(workers=2) as engine:
        list(engine.run(abs, range(20)))
        start = time.perf_counter()
        done = sum(1 for _ in engine.run(abs, range(_PIECES)))
        return {"pieces": done, "seconds": time.perf_counter() - start}


def _written(folder: Path) -> Figures:
    """The bytes and files of a partition's folder, and of its records alone."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    records = [path for path in files if path.parent.name == "finished"]
    events = [path for path in files if path.parent.name == "events"]
    return {
        "files": len(files),
        "written_bytes": sum(path.stat().st_size for path in files),
        "events_bytes": sum(path.stat().st_size for path in events),
        "record_bytes": sum(path.stat().st_size for path in records),
    }


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


def _far() -> date:
    from datetime import date  # noqa: PLC0415 - only here

    return date(2099, 1, 1)


def main(words: list[str]) -> None:
    """Measure and write, or write the page alone."""
    build_of()
    if words[:1] == ["--page"]:
        figures = json.loads(Path(words[1]).read_text("utf-8"))
    else:
        with tempfile.TemporaryDirectory() as folder:
            figures = measure(Path(folder))
        if words:
            Path(words[0]).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page(figures), encoding="utf-8")
    print("docs/scale.md")


if __name__ == "__main__":
    main(sys.argv[1:])
