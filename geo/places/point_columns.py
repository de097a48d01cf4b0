"""Columns of coordinates, read slice by slice, so that millions of points are never copied as a whole.

Knows NumPy arrays of any real type, Arrow arrays, and whatever NumPy makes an array of. A null is NaN. Refuses text and
shapes other than a row of numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.errors import CoordinateError

if TYPE_CHECKING:
    from numpy.typing import NDArray


class PointColumn:
    """A row of degrees. A slice of a float column without nulls is a view.

    >>> column = PointColumn([68.868, 69.17])
    >>> len(column), column.part(1, 2).tolist()
    (2, [69.17])
    """

    __slots__ = ("_is_arrow", "_values")

    def __init__(self, values: Any) -> None:  # noqa: ANN401 - whatever holds numbers
        """Take the column as it is; a single number is a row of one."""
        self._is_arrow = type(values).__module__.partition(".")[0] == "pyarrow" and hasattr(values, "slice")
        if self._is_arrow:
            self._values = values
            return
        try:
            found = np.atleast_1d(np.asarray(values))
            self._values = found if found.dtype.kind in "fiu" else found.astype(np.float64)
        except (TypeError, ValueError) as error:
            raise CoordinateError("a row of numbers", repr(error)) from error
        if self._values.ndim != 1:
            raise CoordinateError("two rows of numbers of one length", f"shape {self._values.shape}")

    def __len__(self) -> int:
        """Return the number of points."""
        return len(self._values)

    def part(self, begin: int, end: int) -> NDArray[np.floating]:
        """Return the degrees from `begin` to before `end`, as float32 or float64."""
        if not self._is_arrow:
            found = self._values[begin:end]
        else:
            arrow = self._values.slice(begin, end - begin)
            found = arrow.to_numpy(zero_copy_only=False) if hasattr(arrow, "buffers") else arrow.to_numpy()
        if found.dtype in (np.float32, np.float64):
            return found  # type: ignore[no-any-return]
        try:
            return np.asarray(found, dtype=np.float64)
        except (TypeError, ValueError) as error:
            raise CoordinateError("a row of numbers", repr(error)) from error

    def whole(self) -> NDArray[np.float64]:
        """Return all degrees as float64."""
        return np.asarray(self.part(0, len(self)), dtype=np.float64)
