"""Who took or holds which place, and on which day, where the text says so in passing: each names all its changes.

An entry is the tag of the action, the place, the side that took it and the day; `~` marks a day that nobody states.
"""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode
from tests.reading import read

DAY = date(2018, 9, 20)  # a Thursday


def _told(text: str, day: date = DAY) -> set[str]:
    """What a text tells of known ground as done."""
    return {
        f"{each.action.value} {each.place.name} {each.taker or '-'} {each.date.date_edtf if each.date else '-'}"
        for each in read(text, day).events
        if each.assertion_mode is AssertionMode.ACTUAL and each.action is not None and each.place is not None
    }


def _expected(told: str) -> set[str]:
    return {each.strip() for each in told.split(",") if each.strip()}


LEFT = [
    (
        (
            "Army units fell back to their barracks on Wednesday, leaving the Taliban in charge of Taloqan after"
            " they stormed the town."
        ),
        "seized Taloqan taliban 2018-09-19",
    ),
    (
        "Police fled to the airport, leaving the militants in control of Farah since they overran the city on Tuesday.",
        "seized Farah taliban 2018-09-18",
    ),
    (
        "The Taliban fled to the hills, leaving the army in control of Farah after they retreated on Tuesday.",
        "seized Farah government 2018-09-18~",
    ),
]
"""Who is left somewhere is who came there, who leaves is who lost it."""

AGO = [
    (
        "Troops are searching houses, two days after the army recaptured Guzara district.",
        "retaken Guzara government 2018-09-18~",
    ),
    (
        "Troops are searching houses, a day after the army claimed to have recaptured Guzara district.",
        "retaken Guzara government 2018-09-19~",
    ),
    ("A day after the Taliban captured Guzara district, shops remain shut.", "seized Guzara taliban 2018-09-19~"),
    (
        "Troops searched houses on Tuesday, two days after the army recaptured Guzara district.",
        "retaken Guzara government 2018-09-16",
    ),
]
"""So many days before what is told without a day, which is as old as the text."""

BESIDE = [
    (
        (
            "Troops are chasing the insurgents who captured Gulran district last week. The army said on Monday it had"
            " retaken Guzara district."
        ),
        "seized Gulran taliban 2018-09-10/2018-09-16, retaken Guzara government 2018-09-17~",
    ),
    (
        (
            "The Taliban have won ground since Friday, when they captured Gulran district. The militants seized Guzara"
            " district."
        ),
        "seized Gulran taliban 2018-09-14, seized Guzara taliban 2018-09-20~",
    ),
    (
        "The rebels came on Sunday, when they killed two guards in Guzara. They captured the district.",
        "seized Guzara taliban 2018-09-16~",
    ),
    (
        "The Taliban captured Guzara district on Friday. The army said on Monday it had recaptured the district.",
        "seized Guzara taliban 2018-09-14, retaken Guzara government 2018-09-17~",
    ),
    (
        "The Taliban attacked Guzara district on Sunday. The governor said on Tuesday that the district had fallen.",
        "seized Guzara taliban 2018-09-16~",
    ),
]
"""The day of other ground, told beside the point, is nobody else's; what is won back was so by the day it was said."""

STATES = [
    ("With the Taliban in control of Farah, people stayed at home.", "held Farah taliban 2018-09-20~"),
    ("With Farah under Taliban control, people stayed at home on Tuesday.", "held Farah taliban 2018-09-18~"),
    (
        "The road is open with Farah and Herat now in the hands of the Taliban.",
        "held Farah taliban 2018-09-20~, held Herat taliban 2018-09-20~",
    ),
    ("With Farah still in government hands, people stayed.", "held Farah government 2018-09-20~"),
    ("With parts of Ghazni under Taliban control, people fled.", "contested Ghazni taliban 2018-09-20~"),
    ("With Farah not in Taliban hands, people stayed.", ""),
    ("The war could end with Farah in Taliban hands.", ""),
    ("If the war ended with Farah in Taliban hands, people would flee.", ""),
    ("With Farah in ruins and troops in Herat, people fled.", ""),
    ("With the situation in Farah under control, people returned.", ""),
]
"""What is told as a state in passing, without a verb."""

UNNAMED = [
    (
        "The army retook a district in the province of Faryab on Tuesday, days after it fell to the Taliban.",
        "retaken Faryab government 2018-09-18",
    ),
    (
        "A village in Garmsir district was retaken by the army on Tuesday after it had fallen to the Taliban.",
        "retaken Garmser government 2018-09-18",
    ),
    (
        "The Taliban overran a base in Qaysar district before the army took it back on Tuesday.",
        "seized Qaysar taliban 2018-09-18~",
    ),
    (
        "The army retook Qaysar district in Faryab province on Tuesday after it had fallen to the Taliban on Sunday.",
        "retaken Qaysar government 2018-09-18, seized Qaysar taliban 2018-09-16",
    ),
]
UNNAMED_BEFORE = [
    ("The Taliban seized a convoy in Qaysar district. The army recaptured it on Tuesday.", ""),
    (
        "The Taliban captured a checkpoint near Ghazni city on Sunday. The army retook it on Tuesday.",
        "seized Ghazni taliban 2018-09-16",
    ),
    (
        "The Taliban overran a base in Qaysar district on Sunday. The army retook it on Tuesday.",
        "seized Qaysar taliban 2018-09-16",
    ),
    (
        "The Taliban captured Qaysar, a district in Faryab, on Sunday. The army retook it on Tuesday.",
        "seized Qaysar taliban 2018-09-16, retaken Qaysar government 2018-09-18",
    ),
    ("The Taliban launched an attack on Ghazni. They captured it on Tuesday.", "seized Ghazni taliban 2018-09-18"),
]
"""What has no name is "it", and not the province or district around it."""

NAMED_NEXT = [
    (
        (
            "Troops drove the Taliban from the centre of some district in Farah province on Tuesday. They had"
            " retaken the district of Bakwa, an official said."
        ),
        "retaken Bakwa government 2018-09-18",
    ),
    (
        "The army has recaptured a district in Farah. Security forces seized the district centre of Bakwa on Tuesday.",
        "retaken Bakwa government 2018-09-18",
    ),
    (
        (
            "The Taliban captured the headquarters of a district in Farah on Tuesday. The headquarters of"
            " Bakwa district were overrun at dawn."
        ),
        "seized Bakwa taliban 2018-09-18",
    ),
    (
        "The army recaptured a district in Farah on Tuesday. The Taliban seized Bakwa district on Sunday.",
        "retaken Farah government 2018-09-18, seized Bakwa taliban 2018-09-16",
    ),
    (
        "The army recaptured a district in Farah on Tuesday. It also seized the Taliban-held Bakwa district.",
        "retaken Farah government 2018-09-18, seized Bakwa government 2018-09-18~",
    ),
]
"""A unit without a name is the one that the next sentence names, however its gain is told there."""

TOWNS = [
    ("The Taliban captured Sangin on Tuesday. The town fell at dawn.", "seized Sangin taliban 2018-09-18"),
    ("The Taliban attacked Sangin. They captured the town on Tuesday.", "seized Sangīn taliban 2018-09-18"),
    ("The town of Sangin fell on Tuesday. The Taliban captured the town at dawn.", "seized Sangīn taliban 2018-09-18"),
    ("The Taliban captured Ghazni on Tuesday. The city fell at dawn.", "seized Ghazni taliban 2018-09-18"),
]
"""A name told as a district is no second unit where it is called a town later."""

JOINED = [
    ("Taloqan on Tuesday joined the list of towns captured by the Taliban.", "seized Taloqan taliban 2018-09-18"),
    ("Taloqan joins a growing list of capitals that have fallen to the Taliban.", "seized Taloqan taliban 2018-09-20~"),
    (
        "Taloqan and Farah joined the fallen cities.",
        "seized Taloqan taliban 2018-09-20~, seized Farah taliban 2018-09-20~",
    ),
    ("Taloqan joined the list of towns captured by the army.", ""),
    ("Taloqan may join the list of towns captured by the Taliban.", ""),
    ("The police chief of Taloqan joined a list of officials captured by the Taliban.", ""),
]

UNOPPOSED = [
    ("Taliban fighters drove into Farah unchallenged on Tuesday.", "seized Farah taliban 2018-09-18"),
    ("The Taliban entered Farah uncontested on Tuesday.", "seized Farah taliban 2018-09-18"),
    ("Aid workers drove into Farah unchallenged on Tuesday.", ""),
    ("The Taliban entered Farah on Tuesday.", "contested Farah taliban 2018-09-18"),
]


@pytest.mark.parametrize(
    ("text", "told"),
    [*LEFT, *AGO, *BESIDE, *UNNAMED, *UNNAMED_BEFORE, *NAMED_NEXT, *TOWNS, *JOINED, *STATES, *UNOPPOSED],
)
def test_changes_told_in_passing(text: str, told: str) -> None:
    """The text tells of these changes and of no others."""
    assert _told(text) == _expected(told)


@pytest.mark.parametrize(
    ("text", "day", "told"),
    [
        (
            "A Taliban spokesman said the group had retaken Khost.",
            date(2021, 9, 9),
            "retaken Khost taliban 2021-09-09~",
        ),
        (
            "A Taliban spokesman said the militant outfit had retaken Khost from the resistance.",
            date(2021, 9, 9),
            "retaken Khost taliban 2021-09-09~",
        ),
        (
            "A resistance spokesman said the group had taken Khost from the Taliban.",
            date(2021, 9, 9),
            "seized Khost nrf 2021-09-09~",
        ),
        ("An army spokesman said the group had taken Khost.", DAY, "seized Khost taliban 2018-09-20~"),
        ("A Taliban spokesman said the army had lost Khost to the group.", DAY, "seized Khost taliban 2018-09-20~"),
    ],
)
def test_the_group_is_whose_spokesman_says_so(text: str, day: date, told: str) -> None:
    """A group that governs is no rebel group, and speaks of itself; a state never does."""
    assert _told(text, day) == _expected(told)


@pytest.mark.parametrize(
    ("text", "day", "told"),
    [
        ("Soviet troops held Khost.", date(2015, 5, 5), ""),
        ("Soviet troops held Khost.", date(1985, 5, 5), "held Khost other:Soviet Union 1985-05-05~"),
        ("Northern Alliance fighters captured Taloqan.", date(2012, 5, 5), ""),
        (
            "Northern Alliance fighters captured Taloqan.",
            date(2001, 11, 12),
            "seized Taloqan other:Northern Alliance 2001-11-12~",
        ),
        ("British troops captured Musa Qala.", date(2023, 5, 5), ""),
    ],
)
def test_who_holds_nothing_any_more_held_it_long_ago(text: str, day: date, told: str) -> None:
    assert _told(text, day) == _expected(told)
