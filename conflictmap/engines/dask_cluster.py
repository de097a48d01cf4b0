"""The engine of several machines: the workers of a dask scheduler, or a cluster of this machine that is started for it.

Knows dask and nothing of what the work is. A cluster that is started here listens on the loopback address alone, shows
no dashboard, and ends with the engine. What is under way is bounded, so the scheduler holds a few pieces per thread and
not the whole plan. A piece whose worker dies is done again elsewhere by dask itself; the work is idempotent.
"""

from __future__ import annotations

import asyncio
import logging
import uuid
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from conflictmap.engines.build import build_of
from conflictmap.engines.engine import DASK, EngineError, Failure, reason_of
from geo.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from types import TracebackType

Item = TypeVar("Item")
Answer = TypeVar("Answer")

_DIED = Failure("Every worker that tried it died, as for want of memory.")

LOOPBACK = "127.0.0.1"
_AHEAD = 2
"""Pieces under way for each thread: one is worked on, one waits there."""
_TIMEOUT_S = 30
_NAMED = "Example: --scheduler tcp://10.0.0.5:8786."
_STARTED = 'A script must start it under `if __name__ == "__main__":`, as its workers import the script.'
_LOOKED_AT = 1_000
"""So many inputs are looked for on each worker before the work begins."""


class DaskEngine:
    """Work on a dask cluster: at `scheduler` (tcp://host:port), else on one of `workers` processes of this machine.

    `memory_limit` is that of each process ("2GiB"; by default its share of the machine). It only goes with a cluster
    that is started here, as does `workers` (default: a process for each core).
    """

    def __init__(
        self, scheduler: str | None = None, *, workers: int | None = None, memory_limit: str | None = None
    ) -> None:
        """Take the address or the size; nothing is started yet.

        Raises:
            UsageError: Both are given, or there are fewer than 1 worker.
        """
        if scheduler is not None and (workers is not None or memory_limit is not None):
            got = "both" if workers is not None else "--memory-limit with it"
            raise UsageError("--scheduler or the size of a cluster of this machine", got, "Leave one out.")
        if workers is not None and workers < 1:
            raise UsageError("1 worker or more", workers)
        self._scheduler, self._workers, self._memory_limit = scheduler, workers, memory_limit
        self._cluster: Any = None
        self._client: Any = None

    def __enter__(self) -> Self:
        """Start the cluster if none is named, and connect.

        Raises:
            EngineError: dask is not installed, nobody answers at the address, or there is no worker.
        """
        distributed = _distributed()
        try:
            if self._scheduler is None:
                self._cluster = distributed.LocalCluster(
                    n_workers=self._workers,
                    threads_per_worker=1,
                    processes=True,
                    host=LOOPBACK,
                    dashboard_address=f"{LOOPBACK}:0",
                    scheduler_kwargs={"dashboard": False},
                    worker_dashboard_address=f"{LOOPBACK}:0",
                    memory_limit=self._memory_limit or "auto",
                    silence_logs=logging.ERROR,
                )
            self._client = distributed.Client(self._cluster or self._scheduler, timeout=_TIMEOUT_S)
            self._client.wait_for_workers(1, timeout=_TIMEOUT_S)
        except (OSError, TimeoutError, ValueError, RuntimeError) as error:
            self.close()
            expected = f"a dask scheduler with workers at {self._scheduler or LOOPBACK}"
            raise EngineError(expected, reason_of(error), _NAMED if self._scheduler else _STARTED) from error
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Disconnect, and end the cluster that was started."""
        self.close()

    def close(self) -> None:
        """Disconnect, and end the cluster that was started; what was under way there is given up."""
        for each in (self._client, self._cluster):
            if each is not None:
                with suppress(OSError, TimeoutError):
                    each.close()
        self._client = self._cluster = None

    def check(self, folder: Path, inputs: Sequence[str]) -> None:
        """See that each worker is the same program, sees the inputs and can write to the folder.

        Raises:
            EngineError: One does not.
        """
        with _token(folder) as token:
            try:
                found = self._client.run(_complaint, build_of(), str(token), [*inputs[:_LOOKED_AT]])
            except Exception as error:
                hint = "Install the same version on every worker."
                raise EngineError("workers that have conflictmap", reason_of(error), hint) from error
        for address, complaint in sorted(found.items()):
            if complaint is not None:
                expected, got = complaint
                hint = "All workers need the same installation and the same file system."
                raise EngineError(expected, f"{got} at {address}", hint)

    def run(self, work: Callable[[Item], Answer], items: Iterable[Item]) -> Iterator[tuple[Item, Answer | Failure]]:
        """Do the work; see `Engine.run`.

        Raises:
            EngineError: The scheduler is lost.
        """
        blamed: list[Item] = []
        for item, answer in self._side_by_side(work, items):
            if answer is _DIED:
                blamed.append(item)
            else:
                yield item, answer
        for each in blamed:  # whoever stood beside the one that kills is blamed as well: alone, it shows
            yield from self._side_by_side(work, [each])

    def _side_by_side(
        self, work: Callable[[Item], Answer], items: Iterable[Item]
    ) -> Iterator[tuple[Item, Answer | Failure]]:
        waiting = iter(items)
        under_way: dict[str, Item] = {}
        done = _distributed().as_completed()
        while True:
            for item in islice(waiting, max(0, self._most_at_once() - len(under_way))):
                future = self._client.submit(work, item, key=f"conflictmap-{uuid.uuid4().hex}", pure=False)
                under_way[future.key] = item
                done.add(future)
            if not under_way:
                return
            future = next(done)
            item = under_way.pop(future.key)
            yield item, _answer(future)

    def _most_at_once(self) -> int:
        """How many pieces may be under way, by the workers that are there now."""
        try:
            threads = sum(map(int, self._client.nthreads().values()))
        except Exception as error:
            raise _lost() from error
        return max(2, _AHEAD * threads)


def _answer(future: Any) -> Any:  # noqa: ANN401 - dask has no types
    """What became of a piece; a result that died with its worker before it was fetched is waited for once more.

    Raises:
        EngineError: The scheduler is lost.
    """
    while future.status != "cancelled" and future.client.status == "running":
        try:
            return future.result(timeout=_TIMEOUT_S)
        except TimeoutError:
            if future.status == "error":  # the work itself has raised it
                return Failure(reason_of(future.exception()))
        except (CancelledError, asyncio.CancelledError) as error:
            raise _lost() from error
        except _distributed().KilledWorker:
            return _DIED
        except Exception as error:  # noqa: BLE001 - whatever the work has raised is its answer
            return Failure(reason_of(error))
    raise _lost()


def _lost() -> EngineError:
    return EngineError("a scheduler that stays", "one that was lost", "What is finished stays: run again.")


def _distributed() -> Any:  # noqa: ANN401 - a module without types
    try:
        import distributed  # noqa: PLC0415 - an extra, and heavy
    except ImportError as error:
        expected = f"dask and distributed for --engine {DASK}"
        raise EngineError(expected, "none", "Install them with: pip install 'conflictmap[dask]'") from error
    return distributed


@contextmanager
def _token(folder: Path) -> Iterator[Path]:
    """A file in the output folder for the workers to see; the folder goes again if it was not there."""
    is_new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    token = folder.absolute() / f".seen-{uuid.uuid4().hex}"
    try:
        token.touch()
        yield token
    finally:
        token.unlink(missing_ok=True)
        if is_new:
            with suppress(OSError):
                folder.rmdir()


def _complaint(build: dict[str, object], token: str, inputs: list[str]) -> tuple[str, str] | None:
    """What a worker lacks, as what was expected and what was found there; None if nothing. Runs on the worker."""
    own = build_of()
    if own != build:
        names = ", ".join(name for name in sorted({*own, *build}) if own.get(name) != build.get(name))
        return ("workers with the same conflictmap as here", f"another {names}")
    seen = Path(token)
    if not seen.is_file():
        return (f"workers that see the output folder {str(seen.parent)!r}", "none")
    try:
        mark = seen.with_name(f"{seen.name}.{uuid.uuid4().hex}")
        mark.touch()
        mark.unlink()
    except OSError as error:
        return (f"workers that can write to {str(seen.parent)!r}", reason_of(error))
    missing = next((each for each in inputs if not Path(each).exists()), None)
    return None if missing is None else (f"workers that see {missing!r}", "none")
