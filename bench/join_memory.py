"""How much memory the join takes beside its points, in a process of its own.

    python -m bench.join_memory POINTS

prints it as JSON: bytes of the table of cells, and bytes a point beyond table and points, the answers included.
"""

from __future__ import annotations

import json
import sys

from bench.points import uniform
from bench.process_memory import forget_peak, held_bytes, peak_bytes
from geo.places.provinces import default_provinces


def measure(count: int) -> dict[str, float]:
    """Join so many points once."""
    lon, lat = uniform(count)
    provinces = default_provinces()
    before = held_bytes()
    provinces.make_table()
    provinces.codes(lon[:100_000], lat[:100_000])  # the table of positions, the threads, the projection
    table = held_bytes() - before
    forget_peak()
    before = held_bytes()
    codes = provinces.codes(lon, lat)
    peak = peak_bytes() - before
    return {
        "points": count,
        "table_bytes": table,
        "bytes_a_point": peak / count,
        "in_a_province": int((codes >= 0).sum()),
    }


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
