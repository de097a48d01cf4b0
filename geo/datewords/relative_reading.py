"""Forms that are counted from another day: weekdays, "yesterday", "two days later", "last week", "that month", seasons.

Says what a match of each means, and what it is counted from: the day of the text, or the date named before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from geo.datewords.expression import Anchor, DateKind, DateParts
from geo.datewords.matched import STEPS, Matched, Read, text_or_speech
from geo.datewords.words import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TO_THE_DAY = "ago today"
"""The word of a shift that is no round one: "a year ago today"."""
_MANY = {"minute": 59, "hour": 12, "day": 9, "week": 6, "fortnight": 4, "month": 11, "year": 9, "decade": 9}
"""How many at most "hours later", "weeks ago" are taken to mean; the least is two."""


class RelativeReader(Matched):
    """Reads one match; a method a form."""

    def _ordinal(self) -> Read:
        rel = self.found.get("rel")
        step = None if rel is None else STEPS.get(rel, 0)
        return Read(DateKind.DAY, DateParts(day=self.number("day"), step=step), text_or_speech(rel))

    def _weekdays(self) -> Read:
        parts = DateParts(weekday=self.weekday_of("weekday"), last_weekday=self.weekday_of("last_weekday"))
        return Read(DateKind.WEEKDAYS, parts, Anchor.SPEECH)

    def _weekday(self) -> Read:
        week, beside = self.found.get("week"), self.found.get("beside")
        if beside is not None:  # "the Friday before"
            step = -1 if beside in self.words.lists["backwards"] else 1
            parts = DateParts(weekday=self.weekday_of("weekday"), step=step)
            return Read(DateKind.WEEKDAY, parts, Anchor.TEXT)
        if week is None:
            return Read(DateKind.WEEKDAY, DateParts(weekday=self.weekday_of("weekday")), Anchor.SPEECH)
        step = STEPS.get(week.removeprefix("the "), 0)
        return Read(
            DateKind.WEEKDAY,
            DateParts(weekday=self.weekday_of("weekday"), step=step, unit="week"),
            text_or_speech(week),
        )

    def _rel_weekday(self) -> Read:
        rel = self.found["rel"]
        parts = DateParts(weekday=self.weekday_of("weekday"), step=STEPS.get(rel, 0), word=rel)
        return Read(DateKind.WEEKDAY, parts, text_or_speech(rel))

    def _relative_day(self) -> Read:
        return Read(DateKind.RELATIVE_DAY, DateParts(word=" ".join(self.found["word"].split())), Anchor.SPEECH)

    def _amount(self) -> tuple[int, int, str]:
        unit = self.words.units[self.found["unit"]]
        if "low" not in self.found:
            return 2, _MANY[unit], unit
        low, high = self._amount_of("low")
        return (low, self._amount_of("high")[1], unit) if "high" in self.found else (low, high, unit)

    def _amount_of(self, name: str) -> tuple[int, int]:
        word = self.found[name]
        return (int(word), int(word)) if word.isdecimal() else self.words.amounts[folded(word)]

    def _shift(self) -> Read:
        (low, high, unit), way = self._amount(), folded(self.found["way"])
        sign = -1 if way in self.words.lists["backwards"] else 1
        ends = sorted((sign * low, sign * high))
        word = TO_THE_DAY if self.found.get("upon") == "today" else way
        parts = DateParts(low=ends[0], high=ends[1], unit=unit, word=word)
        return Read(DateKind.SHIFT, parts, Anchor.SPEECH if way in {"ago", "hence"} else Anchor.TEXT)

    _vague_shift = _shift

    def _unit_shift(self) -> Read:
        way, unit, of_day = folded(self.found["way"]), self.found["unit"], self.words.lists["of_day"]
        step = -1 if way in self.words.lists["backwards"] else 1
        parts = DateParts(low=step, high=step, unit="day" if unit in {"night", *of_day} else unit, word=way)
        return Read(DateKind.SHIFT, parts, Anchor.TEXT)

    def _counted(self) -> Read:
        return self._shift() if "way" in self.found else self._duration()

    def _duration(self) -> Read:
        low, high, unit = self._amount()
        return Read(DateKind.PERIOD, DateParts(low=low, high=high, unit=unit, step=0), Anchor.SPEECH)

    def _period(self) -> Read:
        (low, high, unit), rel = self._amount(), self.found["rel"]
        return Read(DateKind.PERIOD, DateParts(low=low, high=high, unit=unit, step=STEPS[rel]), text_or_speech(rel))

    _recent = _period

    def _within(self) -> Read:
        which, unit = self.found["which"], self.found["unit"]
        step = -1 if self.found["rel"] == "earlier" else 1
        if which in {"that", "the same", "the"}:
            return Read(DateKind.SAME, DateParts(unit=unit, step=step), Anchor.TEXT)
        of = {"last": -1, "next": 1}.get(which, 0)
        return Read(DateKind.CALENDAR, DateParts(unit=unit, step=of, word=self.found["rel"]), Anchor.SPEECH)

    def _same(self) -> Read:
        unit = self.found["unit"]
        return Read(
            DateKind.SAME, DateParts(unit="day" if unit in self.words.lists["of_day"] else unit, step=0), Anchor.TEXT
        )

    def _time_of_day(self) -> Read:
        return Read(DateKind.SAME, DateParts(unit="day", step=0, word="about"), Anchor.TEXT)

    def _near_unit(self) -> Read:
        step = STEPS[self.found["rel"]]
        return Read(DateKind.SHIFT, DateParts(low=step, high=step, unit="day"), Anchor.TEXT)

    def _calendar(self) -> Read:
        rel = self.found["rel"]
        return Read(
            DateKind.CALENDAR,
            DateParts(unit=self.found["unit"], step=STEPS.get(rel, 0), word=rel),
            text_or_speech(rel),
        )

    def _weekend(self) -> Read:
        return Read(DateKind.CALENDAR, DateParts(unit="weekend", step=0), Anchor.SPEECH)

    def _season(self) -> Read:
        year, rel, text = self.number("year"), self.found.get("rel"), self.found.get("last_year")
        last = None if text is None or year is None else year + 1
        parts = DateParts(
            year=year, last_year=last, season=self.found["season"], step=None if rel is None else STEPS.get(rel, 0)
        )
        return Read(DateKind.SEASON, parts, None if year is not None else Anchor.SPEECH)

    FORMS: ClassVar[Mapping[str, Callable[[RelativeReader], Read | None]]] = {
        "ordinal": _ordinal,
        "weekdays": _weekdays,
        "weekday": _weekday,
        "rel_weekday": _rel_weekday,
        "relative_day": _relative_day,
        "vague_shift": _vague_shift,
        "unit_shift": _unit_shift,
        "counted": _counted,
        "period": _period,
        "recent": _recent,
        "within": _within,
        "same": _same,
        "near_unit": _near_unit,
        "time_of_day": _time_of_day,
        "calendar": _calendar,
        "weekend": _weekend,
        "season": _season,
    }
    """The reader of each form, by its name in `geo.datewords.patterns`."""
