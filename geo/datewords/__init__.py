"""Date expressions in running text: `find_dates` finds them, `DateExpression.resolve` turns one into a `DateSpan`.

Needs no parse, no event and no document: only the text and the words of `data/languages/en/dates.toml`. Ground floor,
because the reading of documents (datelines), of sentences and of stated counts need it.

- `expression`: the record, its kinds, anchors and bounds.
- `words`: the words of the language; `patterns`: how they are put together; `matched`, `reading`, `calendar_reading`,
  `relative_reading`: what they name; `context`, `around`: when they are no date; `finding`: where they stand in a text.
- `resolving`, `resolver`, `calendar_days`, `counted_days`, `calendar_parts`: the arithmetic from an expression and its
  anchor to days; `solar_hijri`: that calendar.
"""

from geo.datewords.expression import Anchor, Bound, DateExpression, DateKind, DateParts
from geo.datewords.finding import find_dates
from geo.datewords.resolver import Direction
from geo.datewords.resolving import resolve_in_order

__all__ = [
    "Anchor",
    "Bound",
    "DateExpression",
    "DateKind",
    "DateParts",
    "Direction",
    "find_dates",
    "resolve_in_order",
]
