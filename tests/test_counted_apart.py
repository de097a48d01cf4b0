"""Tolls of several places told apart, places of those who tell, a quarter and its town."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading import read

DAY = date(2024, 3, 18)
Told = set[tuple[str | None, str | None, int | None]]


def _told(text: str) -> Told:
    """Place, its precision and the dead of what happened."""
    events = read(text + " The Afghan government spoke of war.", DAY).events
    happened = [each for each in events if each.assertion_mode.value == "actual"]
    return {
        (None, None, each.fatalities.best)
        if each.place is None
        else (each.place.name, each.place.place_precision.value, each.fatalities.best)
        for each in happened
    }


@pytest.mark.parametrize(
    "told", ["Six people died in Paktika and two in Khost.", "Six were killed in Paktika, two in Khost."]
)
@pytest.mark.parametrize(
    "first",
    [
        "Air strikes hit Paktika and Khost on Monday.",
        "Air strikes killed eight people in Paktika and Khost on Monday.",
        "Rockets hit Paktika and Khost on Monday.",
    ],
)
def test_a_later_sentence_counts_the_dead_of_each_place(first: str, told: str) -> None:
    assert _told(f"{first} {told}") == {("Paktika", "admin1", 6), ("Khost", "admin1", 2)}


def test_those_killed_at_two_places_are_not_all_of_one() -> None:
    told = _told(
        "Pakistan carried out air strikes in Afghanistan on Monday, killing eight people. Pakistani aircraft bombed"
        " houses in Barmal district of Paktika and Spera district of Khost."
    )
    assert {(place, dead) for place, _, dead in told} == {("Afghanistan", 8), ("Barmal", None), ("Spira", None)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Attacks killed ten soldiers, five of them in Farah.", {(None, None, 10), ("Farah", "settlement", 5)}),
        (
            "Ten soldiers were killed on Thursday, five of them in Farah.",
            {(None, None, 10), ("Farah", "settlement", 5)},
        ),
        ("Bombs killed ten soldiers, four of them at a base in Farah.", {(None, None, 10), ("Farah", "settlement", 4)}),
        ("Bombs killed ten soldiers, four of them in a bus in Farah.", {(None, None, 10), ("Farah", "settlement", 4)}),
        (
            "Attacks killed ten soldiers, five of them in Farah and three in Herat.",
            {(None, None, 10), ("Farah", "settlement", 5), ("Herat", "settlement", 3)},
        ),
        (
            "Taliban bombers killed at least 48 people in two attacks on Tuesday, one of them in Charikar.",
            {(None, None, 48), ("Charikar", "settlement", None)},
        ),
        (
            "Taliban bombers killed at least 48 people in two attacks, one of them at a campaign rally in Charikar.",
            {(None, None, 48), ("Charikar", "settlement", None)},
        ),
        ("Ten people were killed in Faryab, four of them in a market in Maimana.", {("Faryab", "admin1", 10)}),
    ],
)
def test_some_of_those_counted_were_elsewhere(text: str, told: Told) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The governor of Farah said two soldiers were killed in a clash with the Taliban.", "Farah"),
        ("Police in Herat said they had arrested two kidnappers.", "Herat"),
        ("Officials in Herat said two people were killed by lightning.", "Herat"),
        ("Officials in Kabul said two soldiers were killed in a clash with the Taliban.", None),
        ("The governor of Ghazni was travelling on Monday when a bomb went off.", None),
        ("A man from Farah said two soldiers were killed in clashes with the Taliban across the country.", None),
    ],
)
def test_what_an_official_of_a_province_tells_was_there(text: str, place: str | None) -> None:
    assert {(name, precision) for name, precision, _ in _told(text)} == {(place, "admin1" if place else None)}


def test_floods_told_of_in_one_province_are_not_those_of_another() -> None:
    told = _told(
        "Officials in Herat province said at least 13 people had died in floods. Thousands were affected by the"
        " floods in Kandahar and Helmand provinces."
    )
    assert told == {("Herat", "admin1", 13), ("Kandahar", "admin1", None), ("Helmand", "admin1", None)}


@pytest.mark.parametrize("city", ["Kabul", "the capital, Kabul,", "the Afghan capital Kabul"])
@pytest.mark.parametrize(
    "told", ["The explosion in the Dasht-e Barchi area came in the morning.", "The bomb went off in Dasht-e Barchi."]
)
def test_the_blast_in_a_quarter_is_that_in_the_town(city: str, told: str) -> None:
    assert _told(f"A suicide bomber killed 19 people in {city} on Monday. {told}") == {("Dasht-e-Barchi", "site", 19)}


@pytest.mark.parametrize(
    "first", ["Air strikes hit Taliban posts in Kunduz on Monday.", "A bomb went off in Kunduz on Monday."]
)
@pytest.mark.parametrize(
    ("told", "dead"),
    [
        ("At least 30 people were killed in the fighting.", {None, 30}),
        ("Six soldiers were killed in the clash that followed.", {None, 6}),
        ("At least 30 people were killed in the attack.", {30}),
    ],
)
def test_the_dead_of_the_fighting_are_no_bombs(first: str, told: str, dead: set[int | None]) -> None:
    assert {number for _, _, number in _told(f"{first} {told}")} == dead


@pytest.mark.parametrize("told", ["- all captured", "- both captured", ": captured", "were both captured"])
def test_what_counts_a_list_again_is_no_other_ground(told: str) -> None:
    events = read(f"Kunduz and Taloqan {told} by the Taliban on March 4.".replace(" :", ":"), DAY).events
    assert {(each.unit_id, each.taker) for each in events} == {("AF-KDZ", "taliban"), ("AF-TAK", "taliban")}


@pytest.mark.parametrize("way", ["towards the Panjshir valley", "to Panjshir", "toward Panjshir"])
def test_nobody_fights_where_others_flee_to(way: str) -> None:
    events = read(f"Some 20,000 Afghan civilians fled the fighting {way}.", DAY).events
    assert [each.place for each in events if each.event_type.value == "armed_clash"] == [None]


def test_no_deed_takes_the_place_before_a_semicolon_of_the_headline() -> None:
    lead = "Gunmen stormed a hospital in Kabul, killing 24 people, while a bomber in Nangarhar killed 32 mourners."
    events = read(lead, DAY, title="Gunmen kill 24 in Kabul hospital; bomber kills 32 at funeral").events
    told = {(each.place and each.place.name, each.fatalities.best) for each in events}
    assert told == {("Kabul", 24), ("Nangarhar", 32)}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("In Karachi police arrested 74 Afghans on Monday.", None),
        ("Police in Mashhad arrested 74 Afghans on Monday.", None),
        ("Iranian police arrested 74 Afghans in Mashhad on Monday.", "other:Iran"),
        ("Taliban forces arrested two men in Peshawar on Monday.", "taliban"),
        ("Police arrested 74 men in Herat on Monday.", "taliban"),
    ],
)
def test_police_abroad_are_nobodys_here(text: str, side: str | None) -> None:
    (event,) = read(text + " The Afghan government spoke of war.", DAY).events
    assert event.actor is not None
    assert event.actor.side == side
