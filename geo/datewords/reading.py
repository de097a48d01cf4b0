"""What the forms of date expressions mean: the one way in from a match of a pattern to what it names.

Whether the words around a match allow it to be a date is the business of `geo.datewords.context`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.datewords.calendar_reading import CalendarReader
from geo.datewords.relative_reading import RelativeReader

if TYPE_CHECKING:
    import re

    from geo.datewords.matched import Read
    from geo.datewords.words import DateWords


def read(form: str, match: re.Match[str], words: DateWords) -> Read | None:
    """What a match of the form means; None if it is no date after all."""
    if form in CalendarReader.FORMS:
        return CalendarReader.FORMS[form](CalendarReader(match, words))
    return RelativeReader.FORMS[form](RelativeReader(match, words))
