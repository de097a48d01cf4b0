"""Notices of fallen soldiers: first that one died, then of what, where and when; his rank in the row of the dead."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading import read

DAY = date(2009, 7, 21)
"""A Tuesday: "on Sunday" is 19 July."""


def _told(text: str, title: str | None = None) -> list[tuple[str, str | None, int | None]]:
    """Tag, place and the dead of every event that happened, in order of the alphabet."""
    events = [each for each in read(text, DAY, title=title).events if each.assertion_mode == "actual"]
    return sorted(
        (each.event_type.value, each.place.name if each.place else None, each.fatalities.best) for each in events
    )


@pytest.mark.parametrize(
    ("lead", "cause", "tag"),
    [
        ("A Danish soldier has been killed in Afghanistan", "The soldier was killed by a mine in Sangin district", ""),
        ("A Danish soldier has been killed in Afghanistan", "He died in a blast in Sangin district", ""),
        ("A Danish soldier died in Helmand province", "The serviceman was killed in a blast in Sangin district", ""),
        (
            "Two NATO soldiers were killed in Afghanistan",
            "The two died when a bomb hit their car in Sangin district",
            "",
        ),
        ("A Danish soldier has been killed in Afghanistan", "Private Jens Holm died in a blast in Sangin district", ""),
        (
            "Two soldiers died in Afghanistan on Sunday",
            "They were killed when their helicopter crashed in Sangin district",
            "industrial_disaster",
        ),
    ],
)
def test_what_a_soldier_died_of_is_told_behind_his_death(lead: str, cause: str, tag: str) -> None:
    """The death that says neither by what nor where is no second event beside the bomb that caused it."""
    events = _told(f"{lead}, officials said. {cause}.")
    assert [(each[0], each[1]) for each in events] == [(tag or "bombing", "Sangin")]


@pytest.mark.parametrize(
    "other",
    [
        "A second soldier died in a blast in Sangin district",
        "On Saturday another soldier died in a blast in Sangin district",
        "Separately, a soldier died in a blast in Sangin district",
        "A roadside bomb killed two policemen in Sangin district",
        "A roadside bomb killed a policeman in Sangin district",
    ],
)
def test_another_who_died_is_another_event(other: str) -> None:
    """Others died of another bomb: by the words, by their number, or by whose men they were."""
    events = _told(f"A Danish soldier was killed in Afghanistan, said the ministry. {other}.")
    assert [each[0] for each in events] == ["armed_clash", "bombing"]


def test_a_headline_tells_of_the_death_alone() -> None:
    """It counts nobody and names the country; the lead says by what and where."""
    text = "A UK soldier was killed by an explosion on Sunday in Helmand province."
    assert _told(text, "UK soldier killed in Afghanistan") == [("bombing", "Helmand", 1)]


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ("The soldier died in Sangin district of Helmand province", "Sangin"),
        ("The soldier died near Musa Qala, in Helmand province", "Mūsá Qal‘ah"),
        ("It happened near Musa Qala, in Helmand province", "Mūsá Qal‘ah"),
        ("He died in the blast while travelling in a car in Sangin district of Helmand province", "Sangin"),
        ("He died in hospital in Kandahar city", "Afghanistan"),
    ],
)
def test_where_he_died_is_where_the_blast_was(where: str, place: str) -> None:
    """The sharper of two places that stand beside each other, but no hospital."""
    told = _told(f"A Danish soldier was killed by a blast in Afghanistan, said the ministry. {where}.")
    assert told == [("bombing", place, 1)]


@pytest.mark.parametrize(
    "rank",
    [
        "He was the 180th member of the Danish forces to be killed in Afghanistan.",
        "He is the third Danish soldier killed in Helmand province this week.",
        "The soldier became the 40th Dane to be killed in the war.",
        "The death takes the number of Danish troops killed in Afghanistan to 180.",
        "It takes the Danish death toll in Afghanistan to 180.",
        "The total death toll for Danish troops is 180.",
        "His death brings to 180 the number of Danish soldiers killed in Afghanistan.",
    ],
)
def test_the_row_of_the_dead_tells_of_nobody_anew(rank: str) -> None:
    """Neither a rank nor the total of a war is an event, or the toll of the one told before."""
    assert _told(f"A blast in Sangin district killed a Danish soldier on Sunday. {rank}") == [("bombing", "Sangin", 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A bomb killed nine people in Kabul on Sunday. The death toll rose to 12, the ministry said.",
            [("bombing", "Kabul", 12)],
        ),
        (
            "A bomb killed nine people in Kabul on Sunday. The toll of the blast in the Afghan capital rose to 12.",
            [("bombing", "Kabul", 12)],
        ),
        (
            "The mayor was the first to be killed in Ghazni province on Sunday.",
            [("attack_on_civilians", "Ghazni", 1)],
        ),
        (
            "Radio host becomes third journalist killed in Ghazni province this week.",
            [("attack_on_civilians", "Ghazni", 1)],
        ),
        (
            "The number of soldiers killed in Ghazni province on Sunday rose to nine.",
            [("armed_clash", "Ghazni", 9)],
        ),
    ],
)
def test_totals_and_ranks_that_are_news(text: str, expected: list[tuple[str, str | None, int | None]]) -> None:
    """The total of one attack replaces its first count, and a rank may be the only telling."""
    assert _told(text) == expected


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("A soldier died in a blast near Sangin, in Helmand province.", ["Sangīn"]),
        ("A soldier died in a blast in Sangin district, in Helmand province.", ["Sangin"]),
        ("Soldiers died in blasts in Helmand province, and in Ghazni province.", ["Ghazni", "Helmand"]),
    ],
)
def test_a_place_and_what_it_lies_in_are_one(text: str, places: list[str]) -> None:
    """The province behind a comma and "in" is no second place of the blast."""
    assert sorted(each[1] or "" for each in _told(text)) == places


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Sgt. Jim Roe, 22, died July 19 in Sangin district when a bomb hit his truck.", "Sangin"),
        ("Sgt. Jim Roe, 22, died July 19 in Sangin district of wounds suffered when a bomb hit his truck.", "Sangin"),
        ("The soldier, a cook, died on Sunday in Sangin district when a bomb exploded beside him.", "Sangin"),
    ],
)
def test_who_died_of_wounds_is_the_subject_of_what_he_did(text: str, place: str) -> None:
    """Nobody is "died": the form behind an aside is the verb of the sentence, and the day is that of the blast."""
    (event,) = [each for each in read(text, DAY).events if each.assertion_mode == "actual"]
    assert (event.event_type, event.place.name if event.place else None) == ("bombing", place)
    assert event.date is not None
    assert event.date.date_start == date(2009, 7, 19)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Troops arrested three men with ties to smuggling and bombing networks in Kandahar province.",
            [("arrest", "Kandahar", None), ("organised_crime", "Kandahar", None)],
        ),
    ],
)
def test_what_people_are_tied_to(text: str, expected: list[tuple[str, str | None, int | None]]) -> None:
    """A bombing network bombs nobody."""
    assert _told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Pfc. Amos Reed, 20, of Laredo, Tex., died July 18 in Sangin district, Afghanistan, of wounds suffered "
                "when enemy fighters attacked his patrol with a roadside bomb."
            ),
            [("bombing", "Sangin", 1)],
        ),
        (
            (
                "Two marines died on Sunday in Sangin district of injuries sustained when insurgents ambushed their "
                "patrol with small arms."
            ),
            [("armed_clash", "Sangin", 2)],
        ),
        (
            "Sgt. Amos Reed, 20, of Laredo, Tex., was killed July 18 in Sangin district when a mine hit his truck.",
            [("bombing", "Sangin", 1)],
        ),
        (
            "Cpl. Amos Reed, 20, of Waco, Tex., died on Sunday while conducting combat operations in Sangin district.",
            [("armed_clash", "Sangin", 1)],
        ),
        (
            "Two soldiers were killed on Sunday while conducting an operation in Sangin district.",
            [("armed_clash", "Sangin", 2)],
        ),
        (
            "Afghan forces launched an operation in Sangin district on Sunday in which 20 Taliban men were killed.",
            [("armed_clash", "Sangin", 20), ("offensive", "Sangin", None)],
        ),
        (
            "Sgt. Amos Reed, 20, of Waco, Tex.; died July 18 in Sangin district when men attacked him with a mine.",
            [("bombing", "Sangin", 1)],
        ),
        ("Militants attacked a convoy with a mine in Sangin district, killing two.", [("bombing", "Sangin", 2)]),
        ("Militants attacked a convoy with rifles in Sangin district, killing two.", [("armed_clash", "Sangin", 2)]),
    ],
)
def test_what_he_died_of_is_where_and_when_he_died(text: str, expected: list[tuple[str, str, int | None]]) -> None:
    """The attack in which wounds were suffered, no home, and no operation beside the death of those who were at it."""
    assert _told(text) == expected


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The ministry announced on Monday the death of two soldiers in Sangin district.", [(None, date(2009, 7, 20))]),
        ("The death of two soldiers in Sangin district was announced on Monday.", [(None, date(2009, 7, 20))]),
        (
            "The ministry announced the death of two soldiers in Sangin district on Monday.",
            [(date(2009, 7, 20), date(2009, 7, 20))],
        ),
        (
            (
                "The ministry announced today the death of two soldiers in Sangin district. They died July 18 "
                "when a bomb hit their car."
            ),
            [(date(2009, 7, 18), date(2009, 7, 18))],
        ),
    ],
)
def test_the_day_of_the_notice_is_not_that_of_the_death(text: str, days: list[tuple[date | None, date]]) -> None:
    """A death is told of on a later day; what is told behind it with its own day is the same."""
    events = [each for each in read(text, DAY).events if each.assertion_mode == "actual"]
    assert [(each.date.date_start, each.date.date_end) for each in events if each.date] == days
