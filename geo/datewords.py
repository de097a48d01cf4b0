"""What a text calls days and spans: date expressions found and read.

Knows the words for days; knows nothing of events or documents. `find_dates` says where a date expression stands,
`DateMention.resolve` turns it into a `DateSpan` relative to a given day. A weekday equal to that day is that day;
"overnight" is the day before to the day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from geo.dates import WEEKDAYS, DateSpan, month_of, month_span, nearest_year

if TYPE_CHECKING:
    from collections.abc import Iterator

_WEEK = 7
Direction = Literal["past", "future"]

_MONTH_WORD = (
    r"(?P<{0}>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![a-z])"
)
_DAY_NUMBER = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?(?!\d|,\d{{3}}|\.\d|:\d)"
_YEAR = r"(?P<{0}>(?:19|20)\d\d)(?!\d)"
_WEEKDAY = r"(?P<{0}>Mondays?|Tuesdays?|Wednesdays?|Thursdays?|Fridays?|Saturdays?|Sundays?)(?![a-z])"
_PART = r"(?:\s+(?P<{0}>morning|afternoon|evening|night))?"

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso", r"(?<!\d)(?P<iso_y>(?:19|20)\d\d)-(?P<iso_m>[01]\d)-(?P<iso_d>[0-3]\d)(?!\d)"),
    (
        "range_md",
        _MONTH_WORD.format("rm_m")
        + r"\s*"
        + _DAY_NUMBER.format("rm_d1")
        + r"\s*(?:-|–|to|and|through)\s*"
        + _DAY_NUMBER.format("rm_d2")
        + r"(?:,?\s*"
        + _YEAR.format("rm_y")
        + ")?",
    ),
    (
        "month_day",
        _MONTH_WORD.format("md_m") + r"\s*" + _DAY_NUMBER.format("md_d") + r"(?:,?\s*" + _YEAR.format("md_y") + ")?",
    ),
    (
        "range_dm",
        r"(?<![\d.,])"
        + _DAY_NUMBER.format("rd_d1")
        + r"\s*(?:-|–|to|and)\s*"
        + _DAY_NUMBER.format("rd_d2")
        + r"\s+"
        + _MONTH_WORD.format("rd_m")
        + r"(?:,?\s*"
        + _YEAR.format("rd_y")
        + ")?",
    ),
    (
        "day_month",
        r"(?<![\d.,])"
        + _DAY_NUMBER.format("dm_d")
        + r"\s+(?:of\s+)?"
        + _MONTH_WORD.format("dm_m")
        + r"(?:,?\s*"
        + _YEAR.format("dm_y")
        + ")?",
    ),
    ("month_year", _MONTH_WORD.format("my_m") + r"(?:,|\s+of)?\s+" + _YEAR.format("my_y")),
    (
        "weekday_range",
        _WEEKDAY.format("wr_1")
        + _PART.format("wr_p1")
        + r"\s+(?:and|to|through|into|-|–)\s+"
        + _WEEKDAY.format("wr_2"),
    ),
    (
        "weekday",
        r"(?:(?P<wd_rel>[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming)\s+)?" + _WEEKDAY.format("wd") + _PART.format("wd_p"),
    ),
    ("month", r"(?:(?P<mo_rel>[Ll]ast|[Tt]his|[Nn]ext)\s+)?" + r"(?<![A-Z]\.\s)" + _MONTH_WORD.format("mo")),
    ("overnight", r"\b(?P<overnight>[Oo]vernight|[Ll]ast night|during the night)\b"),
    ("today", r"\b(?P<today>[Tt]oday|[Tt]onight|[Tt]his (?:morning|afternoon|evening)|[Ee]arlier in the day)\b"),
    ("yesterday", r"\b(?P<yesterday>[Yy]esterday)\b"),
    ("tomorrow", r"\b(?P<tomorrow>[Tt]omorrow)\b"),
    (
        "ago",
        r"\b(?P<ago_n>\d{1,3}|a|one|two|three|four|five|six|seven|eight|nine|ten|several)\s+(?P<ago_u>day|week|month|year)s?\s+(?:ago|earlier)\b",
    ),
    (
        "relative",
        r"\b(?P<rel>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Pp]revious)\s+(?P<rel_u>week|month|year|weekend|summer|winter|spring|fall)\b",
    ),
    (
        "year",
        r"(?:(?<=\bin )|(?<=\bIn )|(?<=\bsince )|(?<=\bSince )|(?<=\buntil )|(?<=\blate )|(?<=\bearly )|(?<=\bof ))"
        + _YEAR.format("yr"),
    ),
)
# What any of the patterns may begin with (a new pattern's first word must be here): looking ahead for it spares trying
# all of them at every letter.
_BEGINNING = (
    r"(?<![A-Za-z])(?=\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun"
    r"|[Ll]ast\b|[Nn]ext\b|[Tt]his\b|[Pp]ast\b|[Pp]revious\b|[Cc]oming\b|[Oo]vernight|during the night|[Tt]oday|[Tt]onight"
    r"|[Yy]esterday|[Tt]omorrow|[Ee]arlier in|(?:a|one|two|three|four|five|six|seven|eight|nine|ten|several)\s+(?:day|week|month|year))"
)
_SCANNER = re.compile(_BEGINNING + "(?:" + "|".join(f"(?P<k_{name}>{pattern})" for name, pattern in _PATTERNS) + ")")
_GROUPS = {name: tuple(re.findall(r"\(\?P<(\w+)>", pattern)) for name, pattern in _PATTERNS}
"""The named parts of each kind of expression."""
_BOUND = re.compile(
    r"\b(by|before|until|till|since|after|from)(?: (?:the )?(?:late|early|mid|end of|start of))?[ -]$", re.IGNORECASE
)
_NUMBERS = {
    w: i for i, w in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
} | {"a": 1}
_TRIGGERS = tuple(
    (  # noqa: SIM905 - a list of words reads best as a text
        "19 20 Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday "
        "night oday esterday omorrow morning evening afternoon ago arlier Last last This this Next next Past past revious"
    ).split()
)
"""Every match of a pattern holds one of these (a new pattern's must be added): most sentences hold none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date expression.

    Where it stands (`start`, `end` in the text searched), its words, its kind and a bounding word before it.

    `bound` is "by", "before", "until", "since", "after", "from" or None.
    """

    start: int
    end: int
    text: str
    kind: str
    parts: tuple[tuple[str, str], ...]
    bound: str | None = None

    @property
    def has_year(self) -> bool:
        """Whether the words themselves name the year."""
        return any(key in {"iso_y", "rm_y", "md_y", "rd_y", "dm_y", "my_y", "yr"} for key, _ in self.parts)

    @property
    def is_deadline(self) -> bool:
        """Whether the words set an end, not a day ("by Aug. 31")."""
        return self.bound in {"by", "before", "until", "till"}

    def resolve(self, anchor: date | None, direction: Direction = "past") -> DateSpan | None:
        """The span that the words mean, seen from `anchor`.

        None where they need an anchor and there is none, or name no real day.

        `direction` decides weekdays and bare months: the last one up to and including the anchor ("past"), or the
        first one from it on ("future").
        """
        try:
            span = _Resolver(dict(self.parts), anchor, direction).span(self.kind)
        except (ValueError, OverflowError):
            return None  # 31 February and its kin, and the day after the last of the calendar
        if span is None or self.bound is None or self.bound == "from":
            return span
        if self.is_deadline:
            return DateSpan.until(span.date_end) if span.date_end else None
        return DateSpan.since(span.date_start) if span.date_start else None


class _Resolver:
    """The arithmetic behind `DateMention.resolve`, one method per kind."""

    def __init__(self, parts: dict[str, str], anchor: date | None, direction: Direction) -> None:
        self.parts, self.anchor, self.direction = parts, anchor, direction

    def span(self, kind: str) -> DateSpan | None:
        return getattr(self, f"_{kind}")()  # type: ignore[no-any-return]

    def _iso(self) -> DateSpan:
        return DateSpan.of(date(int(self.parts["iso_y"]), int(self.parts["iso_m"]), int(self.parts["iso_d"])))

    def _range_md(self) -> DateSpan | None:
        return self._between("rm_m", "rm_d1", "rm_d2", "rm_y")

    def _range_dm(self) -> DateSpan | None:
        return self._between("rd_m", "rd_d1", "rd_d2", "rd_y")

    def _between(self, month: str, first: str, last: str, year: str) -> DateSpan | None:
        start, end = self._dated(month, first, year), self._dated(month, last, year)
        return DateSpan.of(start, end) if start and end else None

    def _month_day(self) -> DateSpan | None:
        day = self._dated("md_m", "md_d", "md_y")
        return DateSpan.of(day) if day else None

    def _day_month(self) -> DateSpan | None:
        day = self._dated("dm_m", "dm_d", "dm_y")
        return DateSpan.of(day) if day else None

    def _dated(self, month: str, day: str, year: str) -> date | None:
        month_number, day_number = month_of(self.parts[month]), int(self.parts[day])
        if year in self.parts:
            return date(int(self.parts[year]), month_number, day_number)
        return nearest_year(month_number, day_number, self.anchor)

    def _month_year(self) -> DateSpan:
        return month_span(int(self.parts["my_y"]), month_of(self.parts["my_m"]))

    def _month(self) -> DateSpan | None:
        if self.anchor is None:
            return None
        month, year = month_of(self.parts["mo"]), self.anchor.year
        if self.direction == "past" and month > self.anchor.month:
            year -= 1
        elif self.direction == "future" and month < self.anchor.month:
            year += 1
        return month_span(year, month)

    def _year(self) -> DateSpan:
        year = int(self.parts["yr"])
        return DateSpan.of(date(year, 1, 1), date(year, 12, 31), edtf=str(year))

    def _weekday(self) -> DateSpan | None:
        relative = self.parts.get("wd_rel", "").lower()
        day = self._weekday_day(self.parts["wd"], "future" if relative in {"next", "coming"} else self.direction)
        if day is None:
            return None
        if day == self.anchor and relative in {"last", "next"}:
            day += timedelta(days=-_WEEK if relative == "last" else _WEEK)
        return DateSpan.of(day)

    def _weekday_day(self, word: str, direction: Direction) -> date | None:
        if self.anchor is None:
            return None
        gap = (self.anchor.weekday() - WEEKDAYS.index(word.lower().removesuffix("s"))) % _WEEK
        return self.anchor - timedelta(days=gap) if direction == "past" else self.anchor + timedelta(days=-gap % _WEEK)

    def _weekday_range(self) -> DateSpan | None:
        last = self._weekday_day(self.parts["wr_2"], self.direction)
        if last is None:
            return None
        first = _Resolver({}, last, "past")._weekday_day(self.parts["wr_1"], "past")  # noqa: SLF001 - same class
        return DateSpan.of(first, last) if first else None

    def _overnight(self) -> DateSpan | None:
        return DateSpan.of(self.anchor - timedelta(days=1), self.anchor) if self.anchor else None

    def _today(self) -> DateSpan | None:
        return DateSpan.of(self.anchor) if self.anchor else None

    def _yesterday(self) -> DateSpan | None:
        return DateSpan.of(self.anchor - timedelta(days=1)) if self.anchor else None

    def _tomorrow(self) -> DateSpan | None:
        return DateSpan.of(self.anchor + timedelta(days=1)) if self.anchor else None

    def _ago(self) -> DateSpan | None:
        if self.anchor is None or self.parts["ago_n"] == "several":
            return None
        word = self.parts["ago_n"]
        number = int(word) if word.isdigit() else _NUMBERS[word]
        if self.parts["ago_u"] == "day":
            return DateSpan.of(self.anchor - timedelta(days=number))
        if self.parts["ago_u"] == "week":
            end = self.anchor - timedelta(weeks=number)
            return DateSpan.of(end - timedelta(days=3), end + timedelta(days=3))
        months = self.anchor.year * 12 + self.anchor.month - 1 - number * (12 if self.parts["ago_u"] == "year" else 1)
        if self.parts["ago_u"] == "year":
            return _Resolver({"yr": str(months // 12)}, None, "past")._year()  # noqa: SLF001 - same class
        return month_span(months // 12, months % 12 + 1)

    def _relative(self) -> DateSpan | None:
        if self.anchor is None:
            return None
        unit, step = self.parts["rel_u"], {"this": 0, "next": 1}.get(self.parts["rel"].lower(), -1)
        if unit == "week":
            if self.parts["rel"].lower() == "past":
                return DateSpan.of(self.anchor - timedelta(days=6), self.anchor)
            monday = self.anchor - timedelta(days=self.anchor.weekday()) + timedelta(weeks=step)
            return DateSpan.of(monday, self.anchor if step == 0 else monday + timedelta(days=6))
        if unit == "weekend":
            saturday = self.anchor - timedelta(days=(self.anchor.weekday() - 5) % _WEEK)
            return DateSpan.of(saturday, saturday + timedelta(days=1))
        if unit == "month":
            months = self.anchor.year * 12 + self.anchor.month - 1 + step
            return month_span(months // 12, months % 12 + 1)
        if unit == "year":
            return _Resolver({"yr": str(self.anchor.year + step)}, None, "past")._year()  # noqa: SLF001 - same class
        return None  # seasons differ between writers


def find_dates(text: str) -> Iterator[DateMention]:
    """Yield the date expressions of a text from left to right, without overlap, the longest reading first.

    >>> [m.text for m in find_dates("The city fell on Sunday, Aug. 8, after a week.")]
    ['Sunday', 'Aug. 8']
    """
    if not any(map(text.__contains__, _TRIGGERS)):
        return
    for match in _SCANNER.finditer(text):
        kind = (match.lastgroup or "").removeprefix("k_")
        if kind == "month" and not _is_month_word(text, match):
            continue
        bound = _BOUND.search(text, max(0, match.start() - 24), match.start())
        parts = tuple((key, value) for key in _GROUPS[kind] if (value := match[key]))
        yield DateMention(
            start=match.start(),
            end=match.end(),
            text=match.group(),
            kind=kind,
            parts=parts,
            bound=bound[1].lower() if bound else None,
        )


def _is_month_word(text: str, match: re.Match[str]) -> bool:
    """Whether a bare month's name is one.

    "in April", not the March of Dimes, the verb "may" or a person called April.
    """
    before = text[max(0, match.start() - 14) : match.start()].lower()
    if match["mo_rel"] or re.search(r"\b(?:in|since|until|by|during|of|late|early|mid|from|before|after)[ -]$", before):
        return not re.match(r"\s+of\s+[A-Z]", text[match.end() : match.end() + 8])
    return False
