"""Sources of any size from Python and from the command line: in parts, side by side, into a folder of GeoParquet.

Knows what the user says and which engine, material and terms that means; the work is `conflictmap.engines`'s.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from conflictmap.engines.dask_cluster import DaskEngine
from conflictmap.engines.documents import DocumentMaterial
from conflictmap.engines.engine import DASK, ENGINES, LOCAL
from conflictmap.engines.feed_ledger import watched_ids
from conflictmap.engines.feeds import FeedMaterial
from conflictmap.engines.job import run_parts
from conflictmap.engines.local import LocalEngine
from conflictmap.engines.plan import bytes_of
from conflictmap.grading import choose_grades
from conflictmap.inputs import STDIN, check_folder, check_sources
from conflictmap.opening import choose_opening
from conflictmap.options import day_of_run, parse_day
from conflictmap.parts_options import EngineOptions
from conflictmap.session import LedgerTerms, Session
from geo.documents.given import Given
from geo.errors import UsageError
from geo.ledger.founding import check_name
from geo.review import read_decisions_file
from geo.vocab import DecisionAction

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from conflictmap.engines.engine import Engine
    from conflictmap.engines.job import PartsResult
    from conflictmap.feeding import FeedRequest
    from geo.decision import Decision
    from geo.review import DecisionFile

Source = str | Path

DOCUMENTS_MB = 8.0
"""A partition of documents in megabytes of text, unless another size is asked for: some ten seconds of reading."""
FEED_MB = 64.0
"""A partition of a feed in megabytes of its files, unless another size is asked for: some seconds of reading, some
300 MB of memory."""


def open_engine(options: EngineOptions) -> Engine:
    """The engine that is asked for; it starts with `with`.

    "local" works in this process, or in `workers` of them. "dask" works on the cluster at `scheduler`, or on one of
    `workers` processes of this machine with `memory_limit` each.

    Raises:
        UsageError: There is no such engine, or an option does not go with it.
    """
    if options.name not in ENGINES:
        expected = f"an engine ({', '.join(ENGINES)})"
        raise UsageError(expected, repr(options.name))
    if options.name == DASK:
        return DaskEngine(options.scheduler, workers=options.workers, memory_limit=options.memory_limit)
    for flag, value in (("--scheduler", options.scheduler), ("--memory-limit", options.memory_limit)):
        if value is not None:
            expected = f"an engine that uses {flag}"
            raise UsageError(expected, repr(LOCAL), f"Add --engine {DASK}.")
    return LocalEngine(1 if options.workers is None else options.workers)


def extract_to(
    sources: Source | Sequence[Source],
    folder: Source,
    *,
    engine: str | EngineOptions = LOCAL,
    partition_mb: float = DOCUMENTS_MB,
    published: date | str | None = None,
    today: date | str | None = None,
    given: Given | None = None,
    corrections: Source | None = None,
    ledger: Source | None = None,
    opening: Source | None = None,
    history: bool = False,
    grades: Source | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> PartsResult:
    """Read documents in partitions of about `partition_mb` megabytes, and write what they say into `folder`.

    `folder` gets `events/part-*.parquet` (GeoParquet, the columns of `geo.columns`), `claims/`, `counts/`, `problems/`,
    `counts.csv`, and a record of each partition; the same for any engine. Run again, it does only what is missing. A
    text counts once, whichever file it stands in. `incident_id` and what goes with it are null: reports of one thing
    are put together by `run` alone, which holds all of them.

    `engine` is "local", "dask" or `EngineOptions`. `ledger` is a ledger's file (.gpkg) that what may move it is posted
    to, once all partitions are finished; `given` says more of all sources than `published`; `folder` then also gets
    `control.csv`. The other arguments are as in `run`. `progress` is called with the step's name, how many pieces are
    done and how many there are.

    A script that names "dask" must call this under `if __name__ == "__main__":`, as its workers import the script.

    >>> import tempfile
    >>> from geo.files import seeds_folder
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     result = extract_to(seeds_folder() / "2021-08-08-taloqan.md", folder)
    >>> result.partitions, result.totals["documents"]
    (1, 1)

    Raises:
        UsageError: A source is missing or cannot be read twice, a day is no day, or the folder holds another run.
        EngineError: The engine cannot be had, its workers are another program, or it was lost on the way.
        LedgerError: The ledger's file cannot be used, or was begun on other terms.
    """
    named = (sources,) if isinstance(sources, (str, Path)) else tuple(sources)
    if STDIN in map(str, named):
        raise UsageError("files and folders, which can be read in parts", "standard input", "Save it to a file.")
    check_sources(named)
    target = Path(folder)
    check_folder(target)
    terms = _ledger_terms(named, ledger, opening, grades, history=history) if ledger is not None else None
    decided = read_decisions_file(Path(corrections)) if corrections is not None else None
    material = DocumentMaterial(
        sources=tuple(str(Path(each).absolute()) for each in named),
        given=given or Given(published=parse_day(published, "published"), today=day_of_run(today, "today")),
        today=parse_day(today, "today"),
        decided=decided,
        names=_names(decided, terms),
    )
    options = EngineOptions(name=engine) if isinstance(engine, str) else engine
    with open_engine(options) as opened:
        return run_parts(material, target, opened, length=bytes_of(partition_mb), ledger=terms, progress=progress)


def feed_to(
    feed: FeedRequest,
    folder: Source,
    *,
    engine: str | EngineOptions = LOCAL,
    partition_mb: float = FEED_MB,
    ledger: Source | None = None,
    opening: Source | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> PartsResult:
    """Read a feed's files in partitions of about `partition_mb` megabytes, and write their rows into `folder`.

    `feed` comes from `conflictmap.feeding.request_feed`. `folder` gets `events/part-*.parquet` (GeoParquet: the columns
    of `geo.columns`, the feed's own codes behind them), `problems/`, `feed_counts.csv` and a record of each partition;
    the same for any engine. Large files of text are cut between rows; what is packed is read as a whole. An id counts
    once, whichever file it stands in, in its latest version. The other arguments are as in `extract_to`.

    Raises:
        UsageError: A file has not the columns of the feed, its rows may not be passed on, or the folder holds another
        run.
        EngineError: The engine cannot be had, its workers are another program, or it was lost on the way.
        LedgerError: The ledger's file cannot be used, or was begun on other terms.
    """
    target = Path(folder)
    check_folder(target)
    terms = _ledger_terms((), ledger, opening, None, history=False) if ledger is not None else None
    material = FeedMaterial(request=feed, watch=watched_ids(feed, terms))
    options = EngineOptions(name=engine) if isinstance(engine, str) else engine
    with open_engine(options) as opened:
        return run_parts(material, target, opened, length=bytes_of(partition_mb), ledger=terms, progress=progress)


def _names(decided: DecisionFile | None, terms: LedgerTerms | None) -> tuple[Decision, ...]:
    """What people decided that names mean: in the file, and in the ledger if it is there already."""
    found = list(decided.decisions) if decided is not None else []
    if terms is not None and terms.path is not None and terms.path.is_file():
        with Session(replace(terms, is_question=True)) as session:
            found += [each for each in session.decisions if decided is None or each.origin != decided.name]
    return tuple(each for each in found if each.action is DecisionAction.SET_PLACE)


def _ledger_terms(
    sources: Sequence[Source], ledger: Source, opening: Source | None, grades: Source | None, *, history: bool
) -> LedgerTerms:
    """What the ledger needs; a wrong name is said before the reading, not after it."""
    check_name(Path(ledger))
    return LedgerTerms(
        path=Path(ledger),
        opening=choose_opening(sources, opening),
        keep_opening=opening is None,
        grades=choose_grades(sources, grades).grades,
        history=history,
    )
