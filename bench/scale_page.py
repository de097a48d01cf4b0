"""`docs/scale.md`: what a billion rows and ten million articles cost, worked out from the figures of `bench.scale`.

Knows arithmetic and words; measures nothing. What is assumed and not measured is said to be.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.figures import table

PAGE = Path(__file__).resolve().parent.parent / "docs" / "scale.md"
ROWS, ARTICLES, ARTICLE_BYTES = 1_000_000_000, 10_000_000, 4_000
FEED_PARTITION, DOCUMENT_PARTITION = 64_000_000, 8_000_000
CORES = 16
_HOUR, _GB, _MB = 3600, 1e9, 1e6
_KEPT = (("kept", "94 % of the rows kept, as made"), ("left_out", "no row kept"))

Figures = dict[str, Any]

_TEXT = """# More than one machine: what it costs

Worked out by `python -m bench.scale` from steps that were measured one at a time on one machine, then multiplied.
Nothing of this size was run. Seconds are processor time of one core, but for the ledger and the scheduler: wall time.

{machine}

```sh
python -m bench.scale figures.json         # measures (some minutes) and writes this page
python -m bench.scale --page figures.json  # writes it again from the same figures
```

## How it is run

```sh
dask scheduler                              # on one machine
dask worker tcp://HOST:8786 --nthreads 1    # on each machine, one a core; same installation, same paths to the files
conflictmap feed gdelt /data/gdelt/*.zip -o /data/rows --engine dask --scheduler tcp://HOST:8786
conflictmap extract /data/articles -o /data/texts --engine dask --scheduler tcp://HOST:8786 --ledger war.gpkg
```

The sources are gone through three times: for their sums and cuts, for what stands twice, and for the rows or the
events. All workers see the same files. Results go into the output folder; only the record of a partition goes back.
Stopped anywhere, the same command does what is missing.

## Measured

{measured}

- A kept row takes {row_out} bytes of GeoParquet (a made row of text has {row_in}; made rows repeat one another, and
  pack better than real ones). A made document of {document_in} bytes takes {document_out} bytes in all tables.
- Reading a partition of {feed_mb} MB of a feed adds {feed_peak} MB to what a worker holds, one of {documents_mb} MB of
  articles {documents_peak} MB. Rows are held a batch at a time, documents alone, events by row group; the ids and the
  counts of a feed's partition as a whole, so that its memory grows with `--partition-size`.
- One pass over {ids} ids takes {ids_s} s and {id_bytes} bytes an id.
- A piece without work costs {piece_ms} ms on a scheduler with two workers.
- A document is posted to the ledger in {post_first} ms at first, in {post_last} ms behind {posted} others.
  {move_share} % of the made articles tell of territory; they were made to.

## Worked out

{costs}

Of {cores} cores a machine, all busy. Bytes read are those of all three passes over text that is not packed. Which part
of GDELT lies in Afghanistan was not measured; the two rows are the ends.

## What breaks first

1. **The ledger's one writer.** If {move_share} % of ten million articles told of territory, posting them one by one
   would take {post_hours} hours, and one process would hold them all to count the days. GDELT never moves the ledger.
   The way out is a ledger for each period or region, or a narrower choice of articles.
2. **The memory of the pass over ids.** A billion ids, all kept, take {ids_gb} GB where the work is given out, and
   {ids_min} minutes of one core. Only kept rows count for GDELT. The way out is to judge them by ranges of ids.
3. **Reading over the network.** {cores} cores take in {read_mb} MB a second of a feed, ten machines {read_ten} GB: more
   than one file server gives. Packed files move several times fewer bytes, and each is read as a whole by one worker.
4. **Going on after a stop.** What is finished is believed by its sums alone, so a second start reads the output again,
   {back_gb} GB with all rows kept, where the work is given out.
5. **Small files.** {feed_files} files for a billion rows in {feed_parts} partitions, {document_files} for ten million
   articles in {document_parts}. A larger `--partition-size` makes fewer; what a worker holds, and loses, grows with it.
6. **The scheduler, last.** {pieces} pieces cost it {pieces_s} seconds in all, and it holds two for each core at a time.
   The records of all partitions of the feed are {records_mb} MB.

Incidents are not put together across partitions at any size: that needs all reports of a time and a place in one hand.
The columns `incident_id`, `reports` and `independent_sources` stay empty; `conflictmap map` fills them.
"""


def page(figures: Figures) -> str:
    """The whole page."""
    words = {
        "machine": figures["machine"],
        "measured": _measured(figures),
        "costs": _costs(figures),
        "cores": str(CORES),
    }
    return _TEXT.format(**words, **_sizes(figures), **_limits(figures))


def _measured(figures: Figures) -> str:
    feed, texts = figures["feed"], figures["documents"]
    rows = [_rate("GDELT: sums and cuts", feed, "rows", feed["plan_s"])]
    for name, words in _KEPT:
        rows.append(_rate(f"GDELT, {words}: ids", feed, "rows", feed[name]["index_s"]))
        rows.append(_rate(f"GDELT, {words}: checked, joined, counted, written", feed, "rows", feed[name]["read_s"]))
    rows.append(_rate("articles: sums and cuts", texts, "documents", texts["plan_s"]))
    rows.append(_rate("articles: which they are", texts, "documents", texts["index_s"]))
    rows.append(_rate("articles: events, claims, counts, written", texts, "documents", texts["read_s"]))
    return table(("one core", "rows or documents a second", "MB a second"), rows)


def _rate(words: str, part: Figures, unit: str, seconds: float) -> tuple[str, ...]:
    return words, f"{part[unit] / seconds:,.0f}", f"{part['bytes'] / seconds / _MB:,.1f}"


def _costs(figures: Figures) -> str:
    feed, texts = figures["feed"], figures["documents"]
    times = ROWS / feed["rows"]
    rows = [
        _cost(
            f"{ROWS:,} GDELT rows, {words}",
            times * (feed["plan_s"] + feed[name]["index_s"] + feed[name]["read_s"]),
            3 * times * feed["bytes"],
            times * feed[name]["written_bytes"],
        )
        for name, words in _KEPT
    ]
    times = ARTICLES * ARTICLE_BYTES / texts["bytes"]
    seconds = times * (texts["plan_s"] + texts["index_s"] + texts["read_s"])
    words = f"{ARTICLES:,} articles of {ARTICLE_BYTES:,} bytes"
    rows.append(_cost(words, seconds, 3 * times * texts["bytes"], times * texts["written_bytes"]))
    return table(("", "core hours", "1 machine, h", "10 machines, h", "read, GB", "written, GB"), rows)


def _cost(words: str, seconds: float, read: float, written: float) -> tuple[str, ...]:
    hours = seconds / _HOUR
    spent = (f"{hours:,.1f}", f"{hours / CORES:,.2f}", f"{hours / CORES / 10:,.2f}")
    return (words, *spent, f"{read / _GB:,.0f}", f"{written / _GB:,.0f}")


def _sizes(figures: Figures) -> dict[str, str]:
    """What was measured beside the speeds."""
    feed, texts, ids, pieces = (figures[name] for name in ("feed", "documents", "ids", "scheduler"))
    kept, ledger = feed["kept"], texts["ledger"]
    return {
        "row_out": f"{kept['events_bytes'] / kept['events']:.0f}",
        "row_in": f"{feed['bytes'] / feed['rows']:.0f}",
        "document_in": f"{texts['bytes'] / texts['documents']:,.0f}",
        "document_out": f"{texts['written_bytes'] / texts['documents']:,.0f}",
        "feed_mb": f"{feed['bytes'] / _MB:,.0f}",
        "feed_peak": _megabytes(kept["peak_bytes"]),
        "documents_mb": f"{texts['bytes'] / _MB:,.1f}",
        "documents_peak": _megabytes(texts["peak_bytes"]),
        "ids": f"{ids['ids']:,}",
        "ids_s": f"{ids['seconds']:.1f}",
        "id_bytes": f"{ids['peak_bytes'] / ids['ids']:.0f}",
        "piece_ms": f"{1000 * pieces['seconds'] / pieces['pieces']:.1f}",
        "post_first": f"{1000 * ledger['first_s']:.0f}",
        "post_last": f"{1000 * ledger['last_s']:.0f}",
        "posted": f"{ledger['posted'] * 3 // 4}",
        "move_share": f"{100 * texts['moves'] / texts['documents']:.0f}",
    }


def _megabytes(size: float) -> str:
    return f"{size / _MB:,.0f}" if size >= _MB else "less than 1"


def _limits(figures: Figures) -> dict[str, str]:
    """What the sizes come to, multiplied."""
    feed, texts, ids, pieces = (figures[name] for name in ("feed", "documents", "ids", "scheduler"))
    kept, times = feed["kept"], ROWS / feed["rows"]
    feed_parts = times * feed["bytes"] / FEED_PARTITION
    document_parts = ARTICLES * ARTICLE_BYTES / DOCUMENT_PARTITION
    read = 2 * feed["bytes"] / (kept["index_s"] + kept["read_s"])
    posts = ARTICLES * texts["moves"] / texts["documents"] * texts["ledger"]["last_s"]
    return {
        "post_hours": f"{posts / _HOUR:,.0f}",
        "ids_gb": f"{ROWS * ids['peak_bytes'] / ids['ids'] / _GB:,.0f}",
        "ids_min": f"{ROWS / ids['ids'] * ids['seconds'] / 60:,.0f}",
        "read_mb": f"{CORES * read / _MB:,.0f}",
        "read_ten": f"{10 * CORES * read / _GB:,.1f}",
        "back_gb": f"{times * kept['written_bytes'] / _GB:,.0f}",
        "feed_files": f"{kept['files'] * feed_parts:,.0f}",
        "feed_parts": f"{feed_parts:,.0f}",
        "document_files": f"{texts['files'] * document_parts:,.0f}",
        "document_parts": f"{document_parts:,.0f}",
        "pieces": f"{2 * feed_parts:,.0f}",
        "pieces_s": f"{2 * feed_parts * pieces['seconds'] / pieces['pieces']:,.0f}",
        "records_mb": f"{feed_parts * kept['record_bytes'] / _MB:,.1f}",
    }
