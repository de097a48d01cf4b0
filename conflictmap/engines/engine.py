"""What an engine is: it does the same work on many pieces, somewhere, and gives back small answers as they come.

Knows no processes and no cluster. The work writes its results to the output folder by itself and must be idempotent:
an engine may do a piece twice when a worker dies. A piece whose work raises is a `Failure`; the others go on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from geo.errors import ConflictmapError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType
    from typing import Self

Item = TypeVar("Item")
Answer = TypeVar("Answer")

LOCAL, DASK = "local", "dask"
ENGINES = (LOCAL, DASK)
"""The names of the engines."""


class EngineError(ConflictmapError, RuntimeError):
    """An engine that cannot be had, or that was lost on the way."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a piece of work gave no answer, in words."""

    reason: str


class Engine(Protocol):
    """Where work is done. An engine is opened with `with`, and closed after it."""

    def __enter__(self) -> Self:
        """Start what it needs."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """Stop what was started."""
        ...

    def check(self, folder: Path, inputs: Sequence[str]) -> None:
        """See that whoever does the work is the same program, sees the inputs and can write to the folder.

        Raises:
            EngineError: Somebody does not.
        """
        ...

    def run(self, work: Callable[[Item], Answer], items: Iterable[Item]) -> Iterator[tuple[Item, Answer | Failure]]:
        """Do `work` on each item; yield each with its answer, in the order in which they are done.

        Only so many items are under way at once, and `items` is drawn from as they are done. `work` and the items must
        be picklable.
        """
        ...


def reason_of(fault: BaseException) -> str:
    """A fault in words, on one line."""
    if isinstance(fault, ConflictmapError):
        return " ".join(str(fault).split())
    return " ".join(f"{type(fault).__name__}: {fault}".split())
