"""Told twice is one record, told of another happening is two, and neither lends the other its place, day or dead."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading import told_events

DAY = date(2017, 3, 15)
"""A Wednesday."""
BOMB = "A bomb exploded near a shrine in Kabul on Wednesday, wounding six Afghans. "
TODAY = ("bombing", "Kabul", "2017-03-15", None)


@pytest.mark.parametrize(
    "background",
    [
        "The worst attack on Shiites was in July last year, when 84 people died.",
        "The worst attack on Shi'ites was in July last year, when 84 people died.",
        "It was the worst attack in the city since July, when 84 people died.",
        "It was the deadliest attack since last July, in which 84 people were killed.",
        "The worst of those attacks, last July, killed 84 people.",
    ],
)
def test_the_dead_of_long_ago_are_not_those_of_today(background: str) -> None:
    """Whatever word tells of both."""
    assert told_events(BOMB + background, DAY) == [TODAY]
