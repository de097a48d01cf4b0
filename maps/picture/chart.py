"""The chart under the map: who held how many capitals on each day of the material, the shown day marked.

Knows the course as standings at the days of change: between two of them nothing moves, so steps are drawn, never
slopes. The assessed layer is stacked up to the total; what the reports give the first side more is striped above its
own, as on the map.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

import shapely

from geo.vocab import ControlState
from maps.days import name_of_day, named_days
from maps.language import number, own, say
from maps.picture import phrases
from maps.picture.lettering import width_of
from maps.picture.palette import colour
from maps.picture.provinces import FINE_PT, cover, fill
from maps.standing import in_order
from maps.wording import day_words, short_day_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

    from maps.picture.plot import Plot
    from maps.standing import Held, Standing
    from maps.story import StoryDay

SIZE = 6.2
LEFT, BOTTOM, TOP = 17.0, 12.0, 23.0
"""Points around the bars: the numbers at the left, the days below, the title and the shown day above."""
_SMALLEST = 0.6
_MONTHS = 12
_YEAR = 366
_YEARS_ALONE = 6
_BETWEEN = 5.0
"""Points between the names of two days."""
_ASIDE = 14.0
"""So far from its day a name may begin, beside another's."""
_NEAR = 30.0
"""Labels of days keep this many points apart."""


class Span(NamedTuple):
    """The days of a chart, both ends inclusive, and the one that is marked."""

    first: date
    last: date
    shown: date


def draw_chart(
    plot: Plot, course: Sequence[Standing], span: Span, size: tuple[float, float], story: Sequence[StoryDay] = ()
) -> None:
    """Draw the days of `span` into a plot whose unit is a point; `size` is in points.

    Days are drawn as wide as they are long: the bars run from the beginning of `first` to the end of `last`. The days
    of `story` that the page names are named above.
    """
    first, last, shown = span
    width, height = size[0] - LEFT, size[1] - BOTTOM - TOP
    days = (last - first).days + 1
    total = course[0].total

    def x(day: date) -> float:
        return LEFT + width * (day - first).days / days

    def y(count: float) -> float:
        return BOTTOM + height * count / total

    shapes: dict[tuple[Held, bool], list[BaseGeometry]] = {}
    ends = [*(each.day for each in course[1:]), last + timedelta(days=1)]
    for standing, end in zip(course, ends, strict=True):
        right = max(x(end), x(standing.day) + _SMALLEST)
        for held, over, low, high in _stack(standing):
            shapes.setdefault((held, over), []).append(shapely.box(x(standing.day), y(low), right, y(high)))
    for (held, over), bars in shapes.items():
        area = shapely.union_all(bars)  # one area each, or a seam would show between two days
        if over:
            cover(plot, area, held, spacing=FINE_PT, zorder=3)
        else:
            fill(plot, area, held, zorder=2)
    _axes(plot, course[0], y, size)
    _days(plot, first, last, x)
    taken = _mark(plot, shown, x, size)
    _named(plot, [each for each in named_days(story) if each.day != shown], x, size, taken)


def _stack(standing: Standing) -> Iterator[tuple[Held, bool, float, float]]:
    """The bars of a day from the bottom: held, whether it is laid over another, from, to."""
    low = 0
    for side in in_order(standing.sides):
        if held := standing.assessed_of(side):
            yield (side, ControlState.CONTROLLED), False, low, low + held
            low += held
    for state in (ControlState.CONTESTED, ControlState.UNKNOWN):
        if left := standing.open_in(state):
            yield (None, state), False, low, low + left
            low += left
    first = in_order(standing.sides)[:1]
    if first and (more := standing.more_of(first[0])):
        base = standing.assessed_of(first[0])
        yield (first[0], ControlState.CONTROLLED), True, base, base + more


def _axes(plot: Plot, standing: Standing, y: Callable[[float], float], size: tuple[float, float]) -> None:
    """Light lines at none, half and all, and the title."""
    for count in (0, standing.total // 2, standing.total):
        level = y(count)
        plot.lines(
            shapely.LineString([(LEFT, level), (size[0], level)]),
            colors=colour("card"),
            linewidths=0.5,
            alpha=0.6,
            zorder=4,
        )
        plot.words(number(count), LEFT - 3, level, SIZE, ha="right", va="center_baseline", color=colour("muted"))
    plot.words(
        phrases.chart_title(standing), LEFT, size[1] - 1, SIZE + 0.6, weight="bold", va="top", color=colour("ink")
    )


def _days(plot: Plot, first: date, last: date, x: Callable[[date], float]) -> None:
    """Ticks where days, months or years begin, as many as have room for their words."""
    right = x(last + timedelta(days=1))
    free = LEFT
    for day in tick_days(first, last, most=max(2, int((right - LEFT) / (_NEAR * 1.8)))):
        words = tick_words(day, first, last)
        at = x(day)
        if at < free or at + width_of(words, SIZE) > right + 2:
            continue
        plot.lines(
            shapely.LineString([(at, BOTTOM - 3), (at, BOTTOM)]), colors=colour("muted"), linewidths=0.5, zorder=4
        )
        plot.words(words, at, BOTTOM - 4, SIZE, va="top", color=colour("muted"))
        free = at + width_of(words, SIZE) + 6


def tick_days(first: date, last: date, most: int) -> list[date]:
    """At most `most` days to name, evenly: days, else firsts of months, else firsts of years.

    >>> tick_days(date(2021, 8, 6), date(2021, 8, 9), 4)[-1]
    datetime.date(2021, 8, 9)
    >>> tick_days(date(2001, 9, 1), date(2021, 9, 1), 6)[:2]
    [datetime.date(2004, 1, 1), datetime.date(2008, 1, 1)]
    """
    span = (last - first).days + 1
    for step in (1, 2, 5, 7, 10, 14):
        if (span - 1) // step + 1 <= most:
            return [first + timedelta(days=days) for days in range(0, span, step)]
    for step in (1, 2, 3, 6, 12, 24, 48, 60, 120, 240):
        found = [day for day in _months(first, last) if (day.year * _MONTHS + day.month - 1) % step == 0]
        if len(found) <= most:
            return found
    return [first]


def _months(first: date, last: date) -> Iterator[date]:
    year, month = first.year, first.month
    while date(year, month, 1) <= last:
        if date(year, month, 1) >= first:
            yield date(year, month, 1)
        year, month = (year, month + 1) if month < _MONTHS else (year + 1, 1)


def tick_words(day: date, first: date, last: date) -> str:
    """The day as short as its span allows: the year alone where only Januaries are named.

    >>> tick_words(date(2021, 8, 6), date(2021, 8, 6), date(2021, 8, 9))
    '6 August'
    """
    year, month = number(day.year), own("months").split()[day.month - 1]
    if (last - first).days > _YEAR * _YEARS_ALONE:
        return year
    if (last - first).days > _YEAR:
        return f"{month} {year}"
    return f"{number(day.day)} {month}" + ("" if first.year == last.year else f" {year}")


def _mark(plot: Plot, shown: date, x: Callable[[date], float], size: tuple[float, float]) -> tuple[float, float]:
    """The line through the middle of the shown day, named above; what its name takes from left to right."""
    at = (x(shown) + x(shown + timedelta(days=1))) / 2
    top = size[1] - TOP
    plot.lines(shapely.LineString([(at, BOTTOM - 2), (at, top + 3)]), colors=colour("ink"), linewidths=1.3, zorder=6)
    words = day_words(shown)
    wide = width_of(words, SIZE, "bold")
    middle = min(max(at, LEFT + wide / 2), size[0] - wide / 2)
    plot.words(words, middle, top + 4, SIZE, weight="bold", ha="center", va="bottom", color=colour("ink"))
    return middle - wide / 2, middle + wide / 2


def _named(
    plot: Plot,
    days: Sequence[StoryDay],
    x: Callable[[date], float],
    size: tuple[float, float],
    taken: tuple[float, float],
) -> None:
    """Days with a name, the most telling first: beside their day where there is room, else not at all."""
    used = [taken]
    for each in days:
        day = short_day_words(each.day, with_year=False)
        words = say("script.named_day", day=day, name=name_of_day(each))
        wide, at = width_of(words, SIZE), (x(each.day) + x(each.day + timedelta(days=1))) / 2
        beside = [end + _BETWEEN for _, end in used if abs(end + _BETWEEN - at) <= _ASIDE]
        starts = (at - wide / 2, at - 2, at + 2 - wide, *beside)
        fits = [
            left
            for left in starts
            if left >= LEFT
            and left + wide <= size[0]
            and all(left >= end + _BETWEEN or left + wide <= start - _BETWEEN for start, end in used)
        ]
        if fits:
            used.append((fits[0], fits[0] + wide))
            plot.words(words, fits[0], size[1] - TOP + 4, SIZE, va="bottom", color=colour("muted"))
