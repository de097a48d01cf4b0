"""A row of items that grows by appending, in constant time and with everything before it shared.

Knows order and equality; nothing of what the items mean. A state that is confirmed ten thousand times holds its
evidence in such a trail: copying it with each confirmation would take the square of that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")


class Trail(Generic[T]):
    """An immutable sequence that shares its beginning with the trail that it was grown from.

    Two trails are equal if their items are, in their order. Comparing begins at the end, where trails differ first.

    >>> first = Trail.of(["a", "b"])
    >>> list(first.plus(["c"])), list(first)
    (['a', 'b', 'c'], ['a', 'b'])
    """

    __slots__ = ("_before", "_item", "size")

    size: int

    def __init__(self, before: Trail[T] | None = None, item: T | None = None) -> None:
        """Begin an empty trail, or append one item to another."""
        self._before, self._item = before, item
        self.size = before.size + 1 if before is not None else 0

    @classmethod
    def of(cls, items: Iterable[T]) -> Trail[T]:
        """The trail of some items."""
        return cls().plus(items)

    def plus(self, items: Iterable[T]) -> Trail[T]:
        """This trail with more items behind it."""
        grown = self
        for item in items:
            grown = Trail(grown, item)
        return grown

    def since(self, earlier: Trail[T]) -> list[T] | None:
        """What was appended since an earlier trail; None if this one does not begin with all of that."""
        found: list[T] = []
        now = self
        while now.size > earlier.size:
            assert now._before is not None
            found.append(now._item)  # type: ignore[arg-type]
            now = now._before
        return found[::-1] if now is earlier or now == earlier else None

    def upto(self, size: int) -> Trail[T]:
        """Its first `size` items."""
        now = self
        while now.size > size:
            assert now._before is not None
            now = now._before
        return now

    def __iter__(self) -> Iterator[T]:
        """The items, first to last."""
        found: list[T] = []
        now = self
        while now._before is not None:
            found.append(now._item)  # type: ignore[arg-type]
            now = now._before
        return reversed(found)

    def __len__(self) -> int:
        """How many items there are."""
        return self.size

    def __eq__(self, other: object) -> bool:
        """Whether the items are the same; walks back only as far as the two have no part in common."""
        if not isinstance(other, Trail):
            return NotImplemented
        one, two = self, other
        while one is not two:
            if one.size != two.size or one._item != two._item:
                return False
            if one._before is None or two._before is None:
                break
            one, two = one._before, two._before
        return True

    def __hash__(self) -> int:
        """By the size and the last item: equal trails have the same."""
        return hash((self.size, self._item))

    def __repr__(self) -> str:
        """The items, as they would be given to `Trail.of`."""
        return f"Trail.of({list(self)!r})"


EMPTY: Trail[str] = Trail()
"""No evidence."""
