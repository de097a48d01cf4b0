"""What daily reports of a war tell in their own turns: what resulted in men killed, who spoke, what was called in."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading import read

DAY = date(2013, 9, 18)


def told(text: str) -> list[tuple[str, str | None, int | None]]:
    """Tag, place and dead of every actual event, sorted."""
    events = [each for each in read(f"{text} Afghan officials said so.", DAY).events if each.assertion_mode == "actual"]
    return sorted(
        ((each.event_type, each.place.name if each.place else None, each.fatalities.best) for each in events),
        key=str,
    )


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            "A commando raid in Zurmat district of Paktia resulted in five rebels killed.",
            [("armed_clash", "Zurmat", 5)],
        ),
        ("In Nahrin district, an operation resulted in four rebels killed.", [("armed_clash", "Nahrin", 4)]),
        ("An air force raid in Andar district resulted in three rebels killed.", [("air_strike", "Andar", 3)]),
        ("A clash in Logar on Monday resulted in the deaths of two policemen.", [("armed_clash", "Logar", 2)]),
    ],
)
def test_what_results_in_men_killed(text: str, events: list[tuple[str, str | None, int | None]]) -> None:
    """What "resulted" goes on to is its outcome; a verb without an object is never a reduced passive."""
    assert told(text) == events


@pytest.mark.parametrize(
    ("speaker", "place"),
    [
        ("said Abdul Ghani Sabri, the deputy governor", None),
        ("said Rahim Daud Sabri, a police officer", None),
        ("said officials in Sabri, a district of Khost", "Sabri"),
    ],
)
def test_a_speakers_last_name_is_no_place(speaker: str, place: str | None) -> None:
    """The name that ends a speaker's is no place, though a district bears it; a district that officials are in is."""
    assert told(f"Eight soldiers were killed, {speaker}.") == [("armed_clash", place, 8)]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("The soldiers called for air support in Farah on Monday.", [("air_strike", "Farah", None)]),
        ("Residents of Andar called for an end to corruption on Monday.", [("demand", "Andar", None)]),
        ("Fighting in Zabul on Monday demonstrated the strength of the rebels.", [("armed_clash", "Zabul", None)]),
        ("The killings in Zabul have demonstrated a lack of police.", []),
        ("Hundreds of students demonstrated in Herat on Monday.", [("protest_peaceful", "Herat", None)]),
        ("Two trucks were in the custody of rebels in Gomal district.", []),
        ("A teacher was in custody in Herat on Monday.", [("arrest", "Herat", None)]),
    ],
)
def test_what_only_looks_like_a_demand_or_a_protest(
    text: str, events: list[tuple[str, str | None, int | None]]
) -> None:
    """Fire support is no demand, what shows something no protest, a truck in somebody's custody no arrest."""
    assert told(text) == events


@pytest.mark.parametrize(
    ("ground", "unit"),
    [("Dushi district of Baghlan", "Dushi"), ("the Shorab valley in Dushi district of Baghlan", None)],
)
def test_the_area_that_was_taken(ground: str, unit: str | None) -> None:
    """ "The area" is the district that was taken itself, not the one in which a valley lies."""
    text = (
        f"Rebels have captured {ground}, officials said. Residents said the rebels captured the area on Monday night."
    )
    taken = [each.place.name for each in read(text, DAY).events if each.event_type == "district_seized" and each.place]
    assert taken == ([unit] if unit else [])
