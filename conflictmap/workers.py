"""Documents read side by side by several processes, in the order in which they came.

Knows processes and a bounded queue; refuses to know what reading a document means. Each process loads the gazetteer and
the rules once. What comes out is what one process would give, whatever their number.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, TypeVar

from conflictmap.engines.engine import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

Item = TypeVar("Item")
Answer = TypeVar("Answer")
Beside = TypeVar("Beside")

_AHEAD = 4
"""How many items wait for each process: enough to keep it busy, few enough to keep memory flat."""


def read_apart(
    work: Callable[[Item], Answer], items: Iterable[tuple[Item | None, Beside]], workers: int
) -> Iterator[tuple[Answer | None, Beside]]:
    """Do `work` on each item in one of `workers` processes; yield the answers in the order of the items.

    None is passed through. `work` and the items must be picklable; what `work` raises is raised here.

    Raises:
        EngineError: A process died, as for want of memory.
    """
    try:
        yield from _answers(work, items, workers)
    except BrokenProcessPool as fault:
        raise EngineError("processes that live", "one that died", "It may have run out of memory.") from fault


def _answers(
    work: Callable[[Item], Answer], items: Iterable[tuple[Item | None, Beside]], workers: int
) -> Iterator[tuple[Answer | None, Beside]]:
    waiting: deque[tuple[Future[Answer] | None, Beside]] = deque()
    with ProcessPoolExecutor(workers) as pool:
        for item, beside in items:
            future: Future[Answer] | None = None if item is None else pool.submit(work, item)
            waiting.append((future, beside))
            if len(waiting) > workers * _AHEAD:
                done, next_to_it = waiting.popleft()
                yield (None if done is None else done.result()), next_to_it
        for done, next_to_it in waiting:
            yield (None if done is None else done.result()), next_to_it
