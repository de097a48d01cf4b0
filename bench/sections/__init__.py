"""The sections of the performance page: one module each, found by itself.

A module here holds

- `ORDER`, a number: where the section stands on the page;
- `TITLE`, its heading;
- `GROUPS`, the benchmark groups that it cannot do without;
- `PACKAGES`, the distributions whose versions the page names for it;
- `render(groups)`, from `bench.figures.Groups` to the text under the heading, without a newline at its end.

To add one, add a file. No list has to be changed.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from bench.figures import Groups


class Section(Protocol):
    """What a module of this folder holds."""

    ORDER: int
    TITLE: str
    GROUPS: tuple[str, ...]
    PACKAGES: tuple[str, ...]

    def render(self, groups: Groups) -> str:
        """Write the text under the heading."""


def sections() -> list[Section]:
    """Return every section, in the order of the page; of two with one number, by the module's name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    found = [cast("Section", importlib.import_module(f"{__name__}.{name}")) for name in names]
    return sorted(found, key=lambda section: section.ORDER)
