"""How far from a town something was that only a noun names, and small words that hide who did what."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from geo.vocab import AssertionMode, EventType, PlacePrecision
from tests.reading import PUBLISHED, read

if TYPE_CHECKING:
    from geo.model import Event

GHAZNI = "Rebels attacked a post in Ghazni city on Monday.\n\n"
HELD = EventType.CONTROL_REPORTED


def _actual(text: str, kind: EventType, day: date = PUBLISHED) -> list[Event]:
    told = read(text, day).events
    return [each for each in told if each.event_type is kind and each.assertion_mode is AssertionMode.ACTUAL]


@pytest.mark.parametrize(
    ("where", "precision", "metres"),
    [
        ("five kilometers south of the city", PlacePrecision.NEAR, 5_000),
        ("about 10 miles (16 km) northeast of the city", PlacePrecision.NEAR, 16_093),
        ("a mile from the city", PlacePrecision.NEAR, 1_609),
        ("outside the city", PlacePrecision.NEAR, 10_000),
        ("in the hills to the north-west of the city", PlacePrecision.NEAR, 10_000),
        ("190 miles south of the city", PlacePrecision.REGION, 305_775),
        ("in the east of the city", PlacePrecision.SETTLEMENT, 5_000),
        ("outside the city's main hospital", PlacePrecision.SETTLEMENT, 5_000),
        ("in the city", PlacePrecision.SETTLEMENT, 5_000),
    ],
)
def test_what_lies_off_a_town_is_not_in_it(where: str, precision: PlacePrecision, metres: int) -> None:
    """The noun stands for the town told of before; too far off it says nothing that could be drawn."""
    (event,) = _actual(f"{GHAZNI}A bomb went off {where} on Tuesday.", EventType.BOMBING)
    assert event.place is not None
    assert (event.place.name, event.place.place_precision) == ("Ghazni", precision)
    assert event.place.uncertainty_m == metres or precision is PlacePrecision.SETTLEMENT


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The fighting came as a deal was signed in Kabul.", None),
        ("Fighting broke out in the north as ministers met in Kunduz.", None),
        ("The battle began when rebels attacked a post in Sangin.", "Sangīn"),
        ("Fighting erupted as rebels tried to enter Farah.", "Farah"),
    ],
)
def test_what_goes_on_elsewhere_lends_a_fight_no_place(text: str, name: str | None) -> None:
    """How a fight began says where it was; a ceremony of the same hour does not."""
    (event,) = _actual(f"Two men drowned in Herat and a boy in Balkh.\n\n{text}", EventType.ARMED_CLASH)
    assert (event.place.name if event.place else None) == name


@pytest.mark.parametrize(
    "opening",
    ["In Helmand, {}", "On Monday {}", "Police said {}", "Two men hid when {}", "Elsewhere, {}", "He said that {}"],
)
@pytest.mark.parametrize(
    "who", ["suspected Taliban", "suspected militants", "10 to 15 rebels", "between 10 and 15 rebels"]
)
def test_who_did_it_is_read_behind_what_opens_the_clause(opening: str, who: str) -> None:
    """An epithet is no verb, and two numbers of a range are one phrase."""
    text = opening.format(f"{who} killed six guards in Ghazni.")
    (event,) = [each for each in _actual(text, EventType.ARMED_CLASH) if each.actor is not None]
    assert event.actor is not None
    assert event.actor.side == "taliban"


def test_a_number_that_rises_is_no_range() -> None:
    """Nor is who suspects somebody an epithet."""
    assert not _actual("The toll rose from 10 to 15 people in Ghazni.", EventType.ARMED_CLASH)
    assert not _actual("Police suspected militants of planning to kill six guards in Ghazni.", EventType.ARMED_CLASH)


@pytest.mark.parametrize("words", ['"not completely in the hands of the Taliban"', '"not in Taliban hands"'])
def test_a_quoted_denial_is_one(words: str) -> None:
    """A quotation mark before "not" hides nothing."""
    assert not _actual(f"Sangin district was {words}, the spokesman said.", HELD)
    assert _actual(f"Sangin district was {words.replace('not ', '')}, the spokesman said.", HELD)


def test_what_adds_up_many_days_is_at_no_spot() -> None:
    """Though the text tells of one place alone."""
    text = "A suicide bomber struck in Kandahar on Monday.\n\nThe insurgency has killed 1,300 people since spring."
    (event,) = _actual(text, EventType.ATTACK_ON_CIVILIANS, date(2005, 10, 11))
    assert event.place is None


@pytest.mark.parametrize("capital", ["the capital city of Takhar province", "Taloqan, the capital city of Takhar"])
def test_a_capital_city_is_a_capital(capital: str) -> None:
    """As is a provincial capital."""
    (event,) = _actual(f"Opposition forces captured {capital} on Monday.", EventType.CAPITAL_SEIZED)
    assert event.unit_id == "AF-TAK"


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("Rebels shelled the provincial capital, Gardez, on Monday.", EventType.SHELLING, "Gardez"),
        ("A bomb hit the district's main town, Sangin, on Monday.", EventType.BOMBING, "Sangīn"),
        ("As in Kabul, shops in Farah city were looted on Monday.", EventType.LOOTING_DESTRUCTION, "Farah"),
        ("A bomb hit a bus carrying women working for a clinic in Farah city.", EventType.BOMBING, "Farah"),
        ("Troops quit Sangin, 90 miles north of the city of Kandahar, after clashes.", EventType.ARMED_CLASH, "Sangin"),
        ("In western Afghanistan, in Farah province, a bomb killed two on Monday.", EventType.BOMBING, "Farah"),
        ("A US bomb struck a house in Farah city on Monday.", EventType.AIR_STRIKE, "Farah"),
        ("The bombing of Kandahar went on on Monday.", EventType.AIR_STRIKE, "Kandahar"),
    ],
)
def test_small_words_around_a_name_say_where(text: str, kind: EventType, place: str) -> None:
    """A name behind its noun, a place that is only like it, how far off another lies, and whose bombs fall."""
    found = _actual(f"A boy drowned in Ghor.\n\nAfghan officials spoke. {text}", kind)
    assert [each.place.name if each.place else None for each in found] == [place]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Authorities rushed men to Sangin district to arrest two rebels.", EventType.ARREST),
        ("Troops sent surrendered Taliban soldiers to Kunduz on Monday.", EventType.CAPITAL_SEIZED),
        ("Militants launched a nationwide strike in Kandahar on Monday.", EventType.AIR_STRIKE),
        ("Men supported by U.S. air power fought in Herat on Monday.", EventType.AIR_STRIKE),
    ],
)
def test_an_aim_a_state_or_a_strike_of_workers_is_no_deed(text: str, kind: EventType) -> None:
    """What somebody is sent to do, who has surrendered, and what stands behind an army."""
    assert not _actual(text, kind)


def test_the_opposition_of_the_nineties_is_no_coalition_of_nato() -> None:
    """A coalition before there was one is that of the text."""
    (event,) = _actual("The opposition coalition captured Kunduz.", EventType.CAPITAL_SEIZED, date(1997, 11, 26))
    assert event.taker == "other:Northern Alliance"
