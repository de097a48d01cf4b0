"""The headline of any day: also of those on which nothing was reported to change, and who holds how much on them.

Knows `maps.headlines`, which words the days of change. A dispute that lapses, or a row that ends, moves the numbers on
a day of its own; the sentence of the last change would then count what no longer holds.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from maps.headlines import changed_lines, gainer, headline, holds, no_change, short_words
from maps.language import say
from maps.standing import course_of
from maps.wording import day_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from maps.scene import Scene
    from maps.standing import Standing
    from maps.story import StoryDay


def headline_on(story: Iterable[StoryDay], standing: Standing) -> str:
    """The headline of the day of a standing; without a change, that nothing changed; empty without a story up to it."""
    told = [each for each in story if each.day <= standing.day]
    if not told:
        return ""
    if told[-1].day == standing.day:
        return headline(told[-1])
    return f"{no_change(standing.counted)} {holds(standing, gainer(told[-1]))}"


def under_headline(story: Iterable[StoryDay], day: date) -> list[str]:
    """What stands under the headline of any day where the counts stand elsewhere: the names, or the last change."""
    told = [each for each in story if each.day <= day]
    if told and told[-1].day == day:
        return [line for lines in changed_lines(told[-1]) for line in lines]
    moved = [each for each in told if each.moved] or told
    return [say("story.last_change", day=day_words(each.day), names=short_words(each)) for each in moved[-1:]]


def quiet_holds(scene: Scene, story: Sequence[StoryDay]) -> dict[date, list[tuple[date, str]]]:
    """Day of a story -> from which later day on, before the next one, who holds how many is another sentence.

    A dispute that lapses, or a row that ends, moves the numbers without being a change that somebody reported.
    """
    found: dict[date, list[tuple[date, str]]] = {each.day: [] for each in story}
    if not story or scene.last_day is None:
        return found
    days = [each.day for each in story]
    said = ""
    for standing in course_of(scene, days[0], scene.last_day):
        last = story[bisect_right(days, standing.day) - 1]
        words = holds(standing, gainer(last))
        if last.day == standing.day or words == said:
            said = words
            continue
        found[last.day].append((standing.day, words))
        said = words
    return found


__all__ = ["headline_on", "quiet_holds", "under_headline"]
