"""Who says what a sentence tells: the subject of a verb of saying, in a passive whoever stands behind "by"."""

from __future__ import annotations

import pytest

from geo.vocab import AssertionMode, EventType
from tests.reading import read


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Parun was reported to have fallen to the Taliban.", None),
        ("Parun was reported by a lawmaker to have fallen to the Taliban.", "lawmaker"),
        ("The Taliban are said to have taken Parun.", None),
        ("It was reported by residents that the Taliban had taken Parun.", "residents"),
        ("Officials said Parun had fallen to the Taliban.", "Officials"),
        ("The Taliban claim to have taken Parun.", "Taliban"),
    ],
)
def test_what_is_reported_of_somebody_is_not_said_by_them(text: str, source: str | None) -> None:
    """The subject of "was reported" is what is spoken of."""
    (event,) = [each for each in read(text).events if each.event_type is EventType.CAPITAL_SEIZED]
    assert event.source_original == source


def test_a_question_that_somebody_asks_is_no_demand() -> None:
    """Behind a question mark the speaker has a clause of his own, and nothing is asked of what the question names."""
    events = read('"Did the Taliban take Kandahar?" a resident of Kabul asked.').events
    assert [(each.event_type, each.assertion_mode) for each in events] == [
        (EventType.CAPITAL_SEIZED, AssertionMode.HYPOTHETICAL)
    ]
