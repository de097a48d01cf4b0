"""The day on which somebody told of it is not the day of what happened, nor a reason for a second record."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading import told_events

DAY = date(2017, 3, 15)
"""A Wednesday."""
LEAD = "The army said on Tuesday that it was looking into an air strike in Asadabad, Afghanistan, on Sunday. ¶ "


@pytest.mark.parametrize(
    ("title", "text", "told"),
    [
        (
            "Friday's blast in Kabul killed 12, ministry says",
            "The toll of a blast in the Afghan capital is 12, the ministry said on Tuesday. ¶ The bomb hit a mosque.",
            [("bombing", "Kabul", "2017-03-10", 12)],
        ),
        (
            "Toll rises",
            """The number of Afghans killed in Friday's suicide attack in Kabul rose to 24, doctors said on Tuesday.
            ¶ A bomber detonated his vest. Eighteen people had been reported dead on the day of the blast.""",
            [("suicide_bombing", "Kabul", "2017-03-10", 24)],
        ),
        (
            None,
            LEAD + "Four men were arrested in Kabul.",
            [("air_strike", "Asadabad", "2017-03-12", None), ("arrest", "Kabul", "2017-03-12~", None)],
        ),
        (
            None,
            "The Afghan army told reporters in Kabul on Tuesday of a raid. ¶ Ten were arrested in Herat.",
            [("arrest", "Herat", "2017-03-14~", None)],
        ),
    ],
)
def test_what_was_said_then_did_not_happen_then(
    title: str | None, text: str, told: list[tuple[str, str, str, int | None]]
) -> None:
    """A day of the head on which nobody only speaks dates what has none; "said on Tuesday" is the last resort."""
    assert told_events(text, DAY, title) == told
