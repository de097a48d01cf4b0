"""Time and memory of reading, joining and counting one file of points, in a process of its own.

    python -m bench.ingest_memory FILE [FEED]

prints them as JSON. With the name of a feed the file goes through that feed's checks too, as in `conflictmap feed`;
without one its points are counted, as in `conflictmap locate`.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from bench.process_memory import forget_peak, held_bytes, peak_bytes
from conflictmap.counting import count_points
from geo.feeds.catalogue import known_feed
from geo.feeds.reading import gather
from geo.places.provinces import default_provinces


def measure(file: Path, feed: str | None = None) -> dict[str, float]:
    """Read the file once."""
    provinces = default_provinces()
    provinces.make_table()
    forget_peak()
    before, start = held_bytes(), time.perf_counter()
    if feed is None:
        counts = count_points(file)
        rows, placed = counts.rows, counts.placed
    else:
        gathered = gather(known_feed(feed), [(file, file.name)], provinces)
        rows, placed = sum(each.rows for each in gathered.files), gathered.kept
    return {
        "rows": rows,
        "placed": placed,
        "file_bytes": file.stat().st_size,
        "seconds": time.perf_counter() - start,
        "peak_bytes": peak_bytes(),
        "beside_bytes": peak_bytes() - before,
    }


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None)))  # noqa: PLR2004
