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


@pytest.mark.parametrize(
    ("title", "text", "told"),
    [
        (
            None,
            "A bomb killed four Afghans in Asadabad on Sunday. Since then police have arrested two men in Kunar.",
            [("bombing", "Asadabad", "2017-03-12", 4), ("arrest", "Kunar", "2017-03-12/2017-03-15", None)],
        ),
        (
            "Afghan villages hit",
            "A strike killed 15 men in Achin on Monday. It came 24 hours after a strike in Kot district killed four.",
            [("air_strike", "Acheen", "2017-03-13", 15), ("air_strike", "Kot", "2017-03-12", 4)],
        ),
        (
            None,
            "Three rockets hit Kabul on Sunday. Islamic State claimed the rocket attack in a statement the next day.",
            [("shelling", "Kabul", "2017-03-12", None), ("attribution", None, "2017-03-13", None)],
        ),
        (
            "Taliban attack kills 8 in Farah on Sunday",
            "Eight Afghan policemen were killed when the Taliban attacked their post. ¶ The attack was in Pusht Rod.",
            [("armed_clash", "Pusht Rod", "2017-03-12~", 8)],
        ),
        (
            None,
            "Until Saturday the Taliban held Marja. That day Afghan troops retook the district centre.",
            [("territory_retaken", "Marjah", "2017-03-11", None)],
        ),
        (
            None,
            "Five Afghans died when a shell hit Nirkh district on Sunday. The killing of the children was denied.",
            [("shelling", "Nirkh", "2017-03-12", 5)],
        ),
    ],
)
def test_days_counted_from_what_was_told(
    title: str | None, text: str, told: list[tuple[str, str | None, str, int | None]]
) -> None:
    """Each from the day of what it goes on from."""
    assert told_events(text, DAY, title) == told
