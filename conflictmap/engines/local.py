"""The engine of one machine: this process, or several of it side by side.

Knows processes; knows nothing of what they do.
"""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TYPE_CHECKING, Self, TypeVar

from conflictmap.engines.engine import EngineError, Failure, reason_of
from geo.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future
    from pathlib import Path
    from types import TracebackType

Item = TypeVar("Item")
Answer = TypeVar("Answer")

_AHEAD = 2
"""Items under way for each process: one is worked on, one waits."""


class LocalEngine:
    """Work in this process (`workers` 1), or in that many processes.

    >>> with LocalEngine() as engine:
    ...     list(engine.run(abs, [-1, 2]))
    [(-1, 1), (2, 2)]
    """

    def __init__(self, workers: int = 1) -> None:
        """Take the number of processes.

        Raises:
            UsageError: It is below 1.
        """
        if workers < 1:
            raise UsageError("1 worker or more", workers)
        self._workers = workers

    def __enter__(self) -> Self:
        """Give the engine itself; processes start with the work."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is left to stop."""

    def check(self, folder: Path, inputs: Sequence[str]) -> None:
        """Nothing to see: it is this machine and this program."""

    def run(self, work: Callable[[Item], Answer], items: Iterable[Item]) -> Iterator[tuple[Item, Answer | Failure]]:
        """Do the work; see `Engine.run`.

        Raises:
            EngineError: A process died, as for want of memory.
        """
        return self._alone(work, items) if self._workers == 1 else self._apart(work, items)

    def _alone(self, work: Callable[[Item], Answer], items: Iterable[Item]) -> Iterator[tuple[Item, Answer | Failure]]:
        for item in items:
            answer: Answer | Failure
            try:
                answer = work(item)
            except Exception as fault:  # noqa: BLE001 - one piece that fails must not stop the others
                answer = Failure(reason_of(fault))
            yield item, answer

    def _apart(self, work: Callable[[Item], Answer], items: Iterable[Item]) -> Iterator[tuple[Item, Answer | Failure]]:
        waiting = iter(items)
        with ProcessPoolExecutor(self._workers) as pool:
            running: dict[Future[Answer], Item] = {}
            while True:
                for item in islice(waiting, self._workers * _AHEAD - len(running)):
                    running[pool.submit(work, item)] = item
                if not running:
                    return
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    answer: Answer | Failure = _answer(future)
                    yield running.pop(future), answer


def _answer(future: Future[Answer]) -> Answer | Failure:
    fault = future.exception()
    if isinstance(fault, BrokenProcessPool):
        hint = "It may have run out of memory. What is finished stays: run again."
        raise EngineError("processes that live", "one that died", hint) from fault
    return Failure(reason_of(fault)) if fault is not None else future.result()
