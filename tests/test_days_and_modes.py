"""Days counted back, likened and listed, and what only would have been: the whole list of events of each text."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading import read

TUESDAY = date(2019, 3, 19)


def _told(text: str) -> set[tuple[str, str, str | None, str | None]]:
    """The tag, the mode, the place and the day of each event that has a place."""
    return {
        (
            each.event_type.value,
            each.assertion_mode.value,
            each.place.name if each.place is not None else None,
            str(each.date.date_edtf) if each.date is not None else None,
        )
        for each in read(text, TUESDAY).events
    }


@pytest.mark.parametrize(
    ("text", "tag", "mode", "day"),
    [
        (
            "Had the bomb gone off in Herat on Friday, dozens of Afghans would have died.",
            "bombing",
            "hypothetical",
            "2019-03-15",
        ),
        (
            "Dozens of Afghans would have died had the bomb gone off in Herat on Friday.",
            "bombing",
            "hypothetical",
            "2019-03-15",
        ),
        ("Having gone off in Herat on Friday, the bomb killed dozens of Afghans.", "bombing", "actual", "2019-03-15"),
        (
            "Had Taliban fighters attacked Herat on Friday, dozens would have died.",
            "armed_clash",
            "hypothetical",
            "2019-03-15",
        ),
        (
            "Had the Taliban taken Herat on Friday, Afghan troops would have fled.",
            "capital_seized",
            "hypothetical",
            "2019-03-15",
        ),
        (
            "Only on Friday had the Taliban taken Herat, Afghan officials said.",
            "capital_seized",
            "actual",
            "2019-03-15",
        ),
        (
            "Nor had the Taliban taken Herat by Friday, Afghan officials said.",
            "capital_seized",
            "negated",
            "../2019-03-15",
        ),
        (
            "A meeting between Afghan officials and the Taliban is due in Herat on Thursday.",
            "talks",
            "future",
            "2019-03-21",
        ),
        (
            "Talks between Afghan officials and the Taliban started in Herat on Thursday.",
            "talks",
            "actual",
            "2019-03-14",
        ),
        (
            "A protest by Afghan teachers in Herat is due to end on Thursday.",
            "protest_peaceful",
            "actual",
            "2019-03-19~",
        ),
        ("In a video shown on Sunday, Taliban fighters storm Herat.", "armed_clash", "actual", "2019-03-19~"),
        ("In a documentary shown on Sunday, Taliban fighters capture Herat.", "capital_seized", "hypothetical", None),
        ("The documentary says the Taliban captured Herat in 2015.", "capital_seized", "historical", "2015"),
        (
            "Two bombs exploded in Herat on Friday, one within a day's walk of the Afghan border.",
            "bombing",
            "actual",
            "2019-03-15",
        ),
        ("The Taliban kill ten Afghan soldiers a week in Herat, officials said.", "armed_clash", "historical", None),
        (
            "The Taliban killed ten Afghan soldiers a week ago in Herat, officials said.",
            "armed_clash",
            "actual",
            "2019-03-09/2019-03-15",
        ),
        (
            "It has been ten days since gunmen killed four Afghan policemen in Herat.",
            "armed_clash",
            "actual",
            "2019-03-09~",
        ),
        ("Ten days have passed since the Taliban captured Herat.", "capital_seized", "actual", "2019-03-09~"),
        (
            "Afghan officials marked on Monday a year since the Taliban captured Herat.",
            "capital_seized",
            "historical",
            "2018",
        ),
        (
            "Monday marked three weeks since the Taliban captured Herat, Afghan officials said.",
            "capital_seized",
            "actual",
            "2019-02-22/2019-02-28",
        ),
        (
            "As in Ghazni on Friday, the Taliban attacked Herat at dawn, Afghan officials said.",
            "armed_clash",
            "actual",
            "2019-03-19~",
        ),
        (
            "As in 2015, the Taliban captured Herat at dawn, Afghan officials said.",
            "capital_seized",
            "actual",
            "2019-03-19~",
        ),
        (
            "The Taliban attacked Herat just as they had Ghazni on Friday, Afghan officials said.",
            "armed_clash",
            "actual",
            "2019-03-19~",
        ),
        (
            "The Taliban attacked Herat on Friday, Saturday and Sunday, the Afghan army said.",
            "armed_clash",
            "actual",
            "2019-03-15/2019-03-17",
        ),
        (
            "The Taliban killed six Afghan soldiers in Herat in the last week of February.",
            "armed_clash",
            "actual",
            "2019-02-22/2019-02-28",
        ),
    ],
)
def test_one_event_has_its_mode_and_its_day(text: str, tag: str, mode: str, day: str | None) -> None:
    assert _told(text) == {(tag, mode, "Herat", day)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Bombs went off in Kunduz and Ghazni on Friday and Monday respectively, the Afghan army said.",
            {("bombing", "actual", "Kunduz", "2019-03-15"), ("bombing", "actual", "Ghazni", "2019-03-18")},
        ),
        (
            "The Taliban captured Kunduz, Ghazni and Farah on Friday, Saturday and Monday respectively.",
            {
                ("capital_seized", "actual", "Kunduz", "2019-03-15"),
                ("capital_seized", "actual", "Ghazni", "2019-03-16"),
                ("capital_seized", "actual", "Farah", "2019-03-18"),
            },
        ),
        (
            "Two weeks after the Taliban captured Ghormach, Afghan troops retook it on Monday.",
            {
                ("district_seized", "actual", "Ghormach", "2019-03-01/2019-03-07"),
                ("territory_retaken", "actual", "Ghormach", "2019-03-18"),
            },
        ),
        (
            "The Afghan army held Sangin until the Taliban captured it on Friday.",
            {
                ("district_seized", "actual", "Sangin", "2019-03-15"),
                ("control_reported", "historical", "Sangin", "2019-03-15~"),
            },
        ),
        (
            "Gunmen killed a judge in Farah on Friday, a day after a bombing in Herat, Afghan police said.",
            {("attack_on_civilians", "actual", "Farah", "2019-03-15"), ("bombing", "actual", "Herat", "2019-03-14")},
        ),
        (
            "Hundreds of Afghans marched in Herat on Monday, a year to the day after gunmen killed a judge in Farah.",
            {
                ("protest_peaceful", "actual", "Herat", "2019-03-18"),
                ("attack_on_civilians", "historical", "Farah", "2018"),
            },
        ),
        (
            "Afghans in Kabul marked the first anniversary of a bombing that killed fifty people.",
            {("civilian_harm", "historical", "Kabul", None)},
        ),
        (
            "Talks between Afghan officials and the Taliban are due to start in Herat on Thursday.",
            {("talks", "future", None, None)},
        ),
    ],
)
def test_each_happening_has_its_own_day(text: str, told: set[tuple[str, str, str | None, str | None]]) -> None:
    assert _told(text) == told


@pytest.mark.parametrize("length", ["a day's", "two days'", "an hour's", "a day’s"])
@pytest.mark.parametrize("march", ["march", "walk", "drive"])
def test_a_way_that_tells_how_far_something_is_is_no_march(length: str, march: str) -> None:
    """A way whose length is told by its time is a distance."""
    events = read(f"Ghazni fell on Friday, within {length} {march} of the passes that guard Kabul.", TUESDAY).events
    assert [each.event_type.value for each in events] == ["capital_seized"]


@pytest.mark.parametrize("march", ["The women's march", "Friday's march", "The third day's march", "A protest march"])
def test_a_march_of_somebody_or_some_day_is_one(march: str) -> None:
    """Who marches, or on which day, is no distance."""
    events = read(f"{march} in Kabul ended in peace, Afghan police said.", TUESDAY).events
    assert [each.event_type.value for each in events] == ["protest_peaceful"]
