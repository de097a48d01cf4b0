"""What happened to whom, where and when: territory first, then the other events, then what is no event."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.records import event_record
from geo.vocab import AssertionMode, EventType
from tests.reading import PUBLISHED, actual, read, taken, territory

if TYPE_CHECKING:
    from geo.model import Event

GOLDEN = Path(__file__).parent / "golden" / "events"
SUNDAY = date(2021, 8, 8)
SEIZED = "capital_seized"


def kinds(text: str, published: date | None = PUBLISHED) -> set[str]:
    """Give the tags of the events that are asserted to have happened."""
    events = read(text, published).events
    return {event.event_type.value for event in events if event.assertion_mode is AssertionMode.ACTUAL}


def one(text: str, published: date | None = PUBLISHED) -> Event:
    """Give the one event about ground that a text tells of."""
    (event,) = territory(text, published)
    return event


@pytest.mark.parametrize(
    ("sentence", "action", "taker", "loser"),
    [
        ("The Taliban captured Kunduz from government forces on Sunday.", "seized", "taliban", "government"),
        ("Government forces captured Kunduz from the Taliban on Sunday.", "retaken", "government", "taliban"),
        ("Government forces lost Kunduz to the Taliban on Sunday.", "seized", "taliban", "government"),
        ("The Taliban lost Kunduz to government forces on Sunday.", "retaken", "government", "taliban"),
        ("Kunduz was captured by the Taliban on Sunday.", "seized", "taliban", "government"),
        ("Kunduz was captured by government forces on Sunday.", "seized", "government", "taliban"),
        ("The Taliban retook Kunduz from government forces on Sunday.", "retaken", "taliban", "government"),
        ("Afghan forces retook Kunduz from the Taliban on Sunday.", "retaken", "government", "taliban"),
        ("Afghan forces drove the Taliban out of Kunduz on Sunday.", "retaken", "government", "taliban"),
        ("The governor handed over Kunduz to the Taliban on Sunday.", "surrendered", "taliban", "government"),
        ("Soldiers surrendered Kunduz to the Taliban on Sunday.", "surrendered", "taliban", "government"),
        ("The Taliban surrounded Kunduz on Sunday.", "besieged", "taliban", "government"),
        ("The Taliban entered Kunduz on Sunday.", "contested", "taliban", "government"),
        ("Afghan troops withdrew from Kunduz on Sunday.", "vacated", None, "government"),
        ("Afghan forces repelled a Taliban attack on Kunduz on Sunday.", "repelled", "government", "taliban"),
        ("ISIS captured Kunduz from the Taliban on Sunday.", "seized", "iskp", "taliban"),
        ("American forces captured Kunduz on Sunday.", "seized", "other:United States", "taliban"),
    ],
)
def test_who_did_what_to_whom(sentence: str, action: str, taker: str | None, loser: str | None) -> None:
    """Each way of telling gives the same parties whichever side stands where in the sentence."""
    event = one(sentence)
    assert (event.action, event.taker, event.loser) == (action, taker, loser)
    assert (event.unit, event.unit_id) == ("provincial_capital", "AF-KDZ")
    assert event.date is not None
    assert event.date.day == SUNDAY


@pytest.mark.parametrize(
    ("sentence", "units"),
    [
        ("The Taliban captured Kunduz, Sar-e Pul and Taloqan on Sunday.", ["AF-KDZ", "AF-SAR", "AF-TAK"]),
        ("The cities of Kunduz, Sar-e Pul and Taloqan fell to the Taliban.", ["AF-KDZ", "AF-SAR", "AF-TAK"]),
        ("Kunduz, Sar-e Pul and Taloqan were captured by the Taliban.", ["AF-KDZ", "AF-SAR", "AF-TAK"]),
        ("Kunduz, Taloqan fall to Taliban", ["AF-KDZ", "AF-TAK"]),
        ("TALIBAN CAPTURE KUNDUZ AND SAR-E PUL", ["AF-KDZ", "AF-SAR"]),
        ("Farah fell to the Taliban and Kunduz fell to the Taliban.", ["AF-FRA", "AF-KDZ"]),
        ("A day after Zaranj fell, Sheberghan fell to the Taliban.", ["AF-NIM", "AF-JOW"]),
    ],
)
def test_a_list_gives_each_place_an_event(sentence: str, units: list[str]) -> None:
    """One verb with a list of places tells of as many events."""
    assert [unit for _, unit, _ in taken(sentence)] == units


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("Kunduz and Sar-e Pul fell to the Taliban on Saturday and Sunday respectively.", {"AF-KDZ": 7, "AF-SAR": 8}),
        ("The Taliban took Zaranj and Sheberghan on Friday and Saturday, respectively.", {"AF-NIM": 6, "AF-JOW": 7}),
        (
            "The Taliban took Zaranj on Friday, Sheberghan on Saturday and Kunduz on Sunday.",
            {"AF-NIM": 6, "AF-JOW": 7, "AF-KDZ": 8},
        ),
        (
            "Zaranj fell to the Taliban on Friday, Sheberghan on Saturday and Kunduz and Taloqan on Sunday.",
            {"AF-NIM": 6, "AF-JOW": 7, "AF-KDZ": 8, "AF-TAK": 8},
        ),
    ],
)
def test_each_place_of_a_list_has_its_own_day(sentence: str, days: dict[str, int]) -> None:
    """ "Respectively", and a verb left out behind the first pair, give every place the date next to it."""
    found = {event.unit_id: event.date.day for event in actual(sentence) if event.date}
    assert found == {unit: date(2021, 8, day) for unit, day in days.items()}


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Fighting raged in Taloqan for weeks. The city fell to the Taliban on Sunday.", "AF-TAK"),
        ("The Taliban attacked Ghazni on Friday. They captured the city on Sunday.", "AF-GHA"),
        ("The governor of Ghazni handed over the city to the Taliban on Sunday.", "AF-GHA"),
        ("Soldiers in Aybak ran out of food. The provincial capital fell to the Taliban on Sunday.", "AF-SAM"),
    ],
)
def test_the_city_is_the_one_spoken_of(text: str, unit: str) -> None:
    """ "The city" and "they" take their meaning from the sentences before."""
    assert taken(text) == [(taken(text)[0][0], unit, "taliban")]


@pytest.mark.parametrize(
    "text",
    [
        "The city fell to the Taliban on Sunday.",
        "Prices rose in Kabul. Many sentences later this is told. So is this. And this. The city fell to the Taliban.",
    ],
)
def test_a_city_that_was_not_named_is_none(text: str) -> None:
    """Where no city was named, or too long ago, nothing is made up."""
    assert [unit for _, unit, _ in taken(text) if unit is not None] == []


@pytest.mark.parametrize(
    ("sentence", "tag", "unit"),
    [
        ("The Taliban captured Farah on Sunday.", SEIZED, "provincial_capital"),
        ("The Taliban captured the city of Farah on Sunday.", SEIZED, "provincial_capital"),
        ("The Taliban captured Farah city on Sunday.", SEIZED, "provincial_capital"),
        ("The Taliban captured Farah district on Sunday.", "district_seized", "district"),
        ("The Taliban captured the district of Farah on Sunday.", "district_seized", "district"),
        ("The Taliban captured Farah province on Sunday.", "territory_seized", "province"),
        ("The Taliban captured the province of Farah on Sunday.", "territory_seized", "province"),
        ("Samangan fell to the Taliban on Sunday.", "territory_seized", "province"),
        ("The capital of Samangan fell to the Taliban on Sunday.", SEIZED, "provincial_capital"),
        ("Imam Sahib district of Kunduz fell to the Taliban on Sunday.", "district_seized", "district"),
        ("The Taliban captured the Imam Sahib district of Kunduz on Sunday.", "district_seized", "district"),
        ("The Taliban captured Kandahar airport on Sunday.", "territory_seized", "base"),
        ("The Taliban captured Islam Qala on Sunday.", "territory_seized", "border_crossing"),
    ],
)
def test_what_sort_of_unit_was_taken(sentence: str, tag: str, unit: str) -> None:
    """A district taken is never its capital taken, and a province-level report is never a capital seized."""
    event = one(sentence)
    assert (event.event_type, event.unit) == (tag, unit)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Taliban captured parts of Kunduz city on Sunday.",
        "The Taliban captured most of Lashkar Gah on Sunday.",
        "The Taliban captured half of Lashkar Gah on Sunday.",
        "The Taliban have entered Kunduz.",
        "The Taliban captured the governor's office in Kunduz on Sunday.",
        "The Taliban captured the police headquarters in Kunduz on Sunday.",
        "The Taliban have seized the prison in Kunduz.",
    ],
)
def test_part_of_a_city_is_contested(sentence: str) -> None:
    """Holding parts of a city, or entering it, is no capture."""
    event = one(sentence)
    assert (event.action, event.event_type) == ("contested", "armed_clash")


@pytest.mark.parametrize(
    ("sentence", "published", "sub_event", "plover"),
    [
        ("The Taliban captured Kunduz.", PUBLISHED, "Non-state actor overtakes territory", ("ASSAULT", None)),
        ("Afghan forces captured Kunduz.", PUBLISHED, "Government regains territory", ("ASSAULT", None)),
        ("NATO troops captured Kunduz.", PUBLISHED, "Government regains territory", ("ASSAULT", None)),
        ("ISIS captured Kunduz.", PUBLISHED, "Non-state actor overtakes territory", ("ASSAULT", None)),
        (
            "The Taliban took Jalalabad without a fight.",
            PUBLISHED,
            "Non-violent transfer of territory",
            ("COERCE", "seize"),
        ),
        (
            "Jalalabad was surrendered to the Taliban.",
            PUBLISHED,
            "Non-violent transfer of territory",
            ("COERCE", "seize"),
        ),
        (
            "Jalalabad fell to the Taliban without a shot being fired.",
            PUBLISHED,
            "Non-violent transfer of territory",
            ("COERCE", "seize"),
        ),
        ("The Taliban captured Bazarak.", date(2021, 9, 6), "Government regains territory", ("ASSAULT", None)),
        (
            "Resistance forces captured Bazarak.",
            date(2021, 9, 6),
            "Non-state actor overtakes territory",
            ("ASSAULT", None),
        ),
    ],
)
def test_codes_by_taker_and_day(sentence: str, published: date, sub_event: str, plover: tuple[str, str | None]) -> None:
    """Who took it decides the code; the Taliban count as a state force from 16 August 2021 on."""
    event = one(sentence, published)
    assert (event.acled_sub_event_type, (event.plover_event, event.plover_mode)) == (sub_event, plover)


def test_a_surrendered_capital_is_a_capital_lost() -> None:
    """Given up without a fight: the tag stays capital_seized, and no force was used."""
    event = one("Soldiers surrendered Jalalabad to the Taliban without a fight on Sunday.")
    assert (event.event_type, event.contested_by_force) == (SEIZED, False)
    assert one("The Taliban captured Kunduz on Sunday.").contested_by_force is True


NO_CHANGE_OF_CONTROL = [
    "Police raided a house in Kabul on Monday.",
    "The attack in Kunduz was captured on camera.",
    "The Taliban captured a commander in Kunduz on Sunday.",
    "Afghan forces captured a Taliban commander in Kunduz on Sunday.",
    "The Taliban captured 20 soldiers in Kunduz.",
    "The Taliban captured weapons in Kunduz.",
    "The president fell ill in Kabul on Monday.",
    "Prices fell in Kabul on Monday.",
    "Prices in Kabul fell to a record low.",
    "Snow fell in Kabul on Monday.",
    "The afghani fell in Kabul.",
    "The singer took Kabul by storm on Monday.",
    "The singer took the city of Herat by storm.",
    "Kabul beat Herat 2-1 on Monday.",
    "Herat fell to Kandahar in the final.",
    "Herat fell to Kandahar 2-1 in the cup final.",
    "Kabul lost to Herat on Monday.",
    "President Ghani won Kandahar in the election.",
    "Ghani took Kabul with 60 percent of the vote.",
    "Ghani lost Kandahar to Abdullah in the election.",
    "Mohammad lost his home in Kunduz.",
    "The government lost contact with Kunduz on Sunday.",
    "A film titled The Fall of Kabul opened on Monday.",
    "Kandahar airport was taken over by a private firm.",
    "A private firm took over Kandahar airport on Monday.",
    "Kunduz was captured by students on Monday.",
    "A bus fell into a ravine in Ghazni on Monday.",
    "A plane fell in Ghazni.",
    "Voters in Kunduz surrendered their weapons.",
    "Soldiers in Kunduz surrendered to the Taliban.",
    "Kunduz surrendered its title to Herat.",
    "The minister took Herat as an example.",
    "The road to Kunduz was taken by the Taliban.",
    "The flood took Kunduz by surprise.",
    "Ghazni was hit by an earthquake on Monday.",
    "Fighters in Ghazni and Kunduz fell ill.",
    "Families abandoned Gardez on Monday.",
    "Aid workers entered Bazarak on Sunday.",
    "The Taliban took the road between Kabul and Ghazni.",
    "Refugees from Kunduz reached Kabul on Sunday.",
    "Talks on Kunduz fell apart.",
    "The Taliban hold talks in Doha.",
    "Kunduz is the capital of Kunduz province.",
]


@pytest.mark.parametrize("sentence", NO_CHANGE_OF_CONTROL)
def test_ordinary_news_moves_nothing(sentence: str) -> None:
    """The words of capture in another sense, and other news, change no one's control."""
    assert taken(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "tag", "place"),
    [
        ("U.S. warplanes bombed Taliban positions in Kunduz on Sunday.", "air_strike", "Kunduz"),
        ("An air strike killed 20 civilians in Lashkar Gah on Sunday.", "air_strike", "Lashkar Gah"),
        ("Airstrikes hit a hospital in Lashkar Gah on Sunday.", "air_strike", "Lashkar Gah"),
        ("A roadside bomb killed five civilians in Ghazni on Sunday.", "bombing", "Ghazni"),
        ("A car bomb exploded in Kabul on Sunday.", "bombing", "Kabul"),
        ("A suicide bomber killed 13 soldiers in Kabul on Sunday.", "suicide_bombing", "Kabul"),
        ("Government forces clashed with the Taliban in Ghazni on Sunday.", "armed_clash", "Ghazni"),
        ("Mortar shells landed in Lashkar Gah on Sunday.", "shelling", "Lashkar Gah"),
        ("Envoys held talks in Doha on Sunday.", "talks", "Doha"),
        ("The U.S. envoy travelled to Doha on Sunday.", "diplomatic_visit", "Doha"),
        ("The foreign minister visited Islamabad on Sunday.", "diplomatic_visit", "Islamabad"),
        ("Thousands of families fled Kunduz on Sunday.", "displacement", "Kunduz"),
        ("At least 20 civilians were killed in Kandahar city on Sunday.", "civilian_harm", "Kandahar"),
    ],
)
def test_other_events(sentence: str, tag: str, place: str) -> None:
    """Strikes, bombs, clashes, talks, visits and flight get their tag, their place and their day."""
    found = [event for event in read(sentence).events if event.event_type == tag]
    assert [(e.place.name if e.place else None, e.date.day if e.date else None) for e in found] == [(place, SUNDAY)]
    assert found[0].assertion_mode is AssertionMode.ACTUAL


def test_a_bomb_on_the_ground_is_no_air_strike() -> None:
    """ "Bomb" is a noun here, and the Taliban fly no aircraft."""
    assert "air_strike" not in kinds("A roadside bomb killed five civilians in Ghazni on Monday.")
    assert "air_strike" not in kinds("The Taliban bombed a bridge in Ghazni on Monday.")


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("President Biden said U.S. troops would leave Afghanistan by Aug. 31.", date(2021, 8, 31)),
        ("The U.S. will withdraw its troops from Afghanistan by Sept. 11.", date(2021, 9, 11)),
    ],
)
def test_an_announced_withdrawal_has_its_deadline(sentence: str, day: date) -> None:
    """What is announced lies ahead: future, until the day named, and nothing is vacated."""
    (event,) = [e for e in read(sentence).events if e.event_type is EventType.WITHDRAWAL_ANNOUNCED]
    assert event.assertion_mode is AssertionMode.FUTURE
    assert event.date is not None
    assert (event.date.date_start, event.date.date_end) == (None, day)
    assert taken(sentence) == []


def test_a_warning_happens_and_what_it_warns_of_does_not() -> None:
    """The warning is actual; the takeover that it speaks of is hypothetical."""
    events = read("The U.S. envoy warned the Taliban against taking Kabul on Monday.").events
    modes = {event.event_type.value: event.assertion_mode.value for event in events}
    assert modes == {"warning": "actual", SEIZED: "hypothetical"}


@pytest.mark.parametrize(
    ("sentence", "edtf"),
    [
        ("Kunduz fell to the Taliban on Sunday.", "2021-08-08"),
        ("Kunduz fell to the Taliban on Tuesday.", "2021-08-10"),  # the publication day is a Tuesday
        ("Kunduz fell to the Taliban on Wednesday.", "2021-08-04"),
        ("Kunduz fell to the Taliban on Saturday night.", "2021-08-07"),
        ("Kunduz fell to the Taliban overnight.", "2021-08-09/2021-08-10"),
        ("Kunduz fell to the Taliban yesterday.", "2021-08-09"),
        ("Kunduz fell to the Taliban two days ago.", "2021-08-08"),
        ("Kunduz fell to the Taliban on Aug. 8.", "2021-08-08"),
        ("Kunduz fell to the Taliban on Sunday, Aug. 8.", "2021-08-08"),
        ("Kunduz fell to the Taliban on 8 August 2021.", "2021-08-08"),
        ("Kunduz fell to the Taliban on Aug. 7-8.", "2021-08-07/2021-08-08"),
        ("Kunduz fell to the Taliban between Friday and Sunday.", "2021-08-06/2021-08-08"),
        ("Kunduz fell to the Taliban last week.", "2021-08-02/2021-08-08"),
        ("On Sunday, Kunduz fell to the Taliban.", "2021-08-08"),
        ("The Taliban said on Monday that Kunduz had fallen on Sunday.", "2021-08-08"),
        ("Kunduz fell to the Taliban.", "2021-08-10~"),
        ("Kunduz falls to the Taliban", "2021-08-10~"),
    ],
)
def test_when_it_happened(sentence: str, edtf: str) -> None:
    """Dates are taken as written, seen from the publication day; without one the day is marked approximate."""
    event = one(sentence)
    assert event.date is not None
    assert event.date.date_edtf == edtf


def test_without_a_publication_day_relative_dates_stay_open() -> None:
    """A document without a date dates nothing by weekday, and a full date in the text still counts."""
    assert one("Kunduz fell to the Taliban on Sunday.", None).date is None
    assert one("Kunduz fell to the Taliban.", None).date is None
    dated = one("Kunduz fell to the Taliban on Aug. 8, 2021.", None).date
    assert dated is not None
    assert dated.day == SUNDAY


def test_a_headline_takes_its_day_from_the_body() -> None:
    """The same event told in headline and body is one, on the body's day."""
    text = "Kunduz falls to the Taliban\n\nKABUL (AP) — The Taliban captured Kunduz on Sunday, officials said."
    days = {event.date.day for event in actual(text) if event.date}
    assert days == {SUNDAY}
    assert len(actual(text)) == 1


@pytest.mark.parametrize(
    ("sentence", "who", "side"),
    [
        ("Kunduz fell to the Taliban on Sunday, residents said.", "residents", None),
        ("According to residents, Kunduz fell to the Taliban on Sunday.", "residents", None),
        ("Kunduz fell to the Taliban on Sunday, a lawmaker said.", "lawmaker", "government"),
        ("Kunduz fell to the Taliban on Sunday, said lawmaker Amruddin Wali.", "lawmaker", "government"),
        ("Kunduz fell to the Taliban on Sunday, a Taliban spokesman said.", "Taliban spokesman", "taliban"),
        ("The Taliban said on Monday that they had captured Kunduz.", "Taliban", "taliban"),
        ("The Taliban claim to have captured Kunduz.", "Taliban", "taliban"),
        ("Kunduz fell to the Taliban on Sunday, Reuters reported.", "Reuters", None),
        ("Kunduz fell to the Taliban on Sunday, the United Nations said.", "United Nations", None),
        ("Kunduz fell to the Taliban on Sunday.", None, None),
    ],
)
def test_who_says_so(sentence: str, who: str | None, side: str | None) -> None:
    """The event carries its speaker, and the side for which the speaker speaks."""
    event = one(sentence)
    assert (event.source_original, event.source_side) == (who, side)


def test_an_unknown_place_is_a_problem_and_moves_nothing() -> None:
    """A change of control without a place is kept as an event, named as a problem, and has no unit."""
    extraction = read("The Taliban captured Zorbistan district on Sunday.")
    assert [(event.place, event.unit_id) for event in extraction.events] == [(None, None)]
    assert {problem.kind.value for problem in extraction.problems} == {"unknown_place", "unplaced_event"}


def test_every_event_quotes_its_sentence() -> None:
    """The quote is the sentence, word for word at its place in the original, and the trigger lies in it."""
    text = "Fear spread. The Taliban captured Kunduz on Sunday, residents said. Envoys held talks in Doha on Monday."
    extraction = read(text)
    assert len(extraction.events) >= 2
    for event in extraction.events:
        assert event.quote.start is not None
        assert text[event.quote.start : event.quote.end] == event.quote.exact
        assert event.quote.start <= event.trigger[0] < event.trigger[1] <= (event.quote.end or 0)


def test_the_same_text_gives_the_same_ids() -> None:
    """Ids are hashes of the content: stable, and different for different events."""
    text = "The Taliban captured Kunduz, Sar-e Pul and Taloqan on Sunday. Envoys held talks in Doha on Monday."
    first, second = ([event.event_id for event in read(text).events] for _ in range(2))
    assert first == second
    assert len(set(first)) == len(first) == 4


def test_events_stand_in_order_of_salience() -> None:
    """The main event comes first; what is only feared comes behind what happened."""
    text = "Envoys hold talks in Doha\n\nKabul could fall to the Taliban. The Taliban captured Kunduz on Sunday."
    events = read(text).events
    assert [event.salience for event in events] == sorted((event.salience for event in events), reverse=True)
    positions = {event.unit_id: i for i, event in enumerate(events) if event.unit_id}
    assert positions["AF-KDZ"] < positions["AF-KAB"]


STORY = """Taliban take Kunduz and press on

KABUL, Afghanistan (AP) — The Taliban captured Kunduz on Sunday after days of fighting with government forces, \
a lawmaker said.

It was the third provincial capital to fall since Friday. Zaranj fell on Friday, Sheberghan on Saturday. Officials \
denied that Taloqan had been lost, and warned that Ghazni could fall within days.

"The city is in our hands," a Taliban spokesman said. An air strike on a market in Kunduz killed at least 12 people, \
residents said. In 2015 the Taliban captured the city and held it for two weeks.

In Doha, a U.S. envoy told the Taliban that a government taken by force would not be recognised. American troops will \
be out of Afghanistan by Aug. 31, President Biden has said.
"""


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("That target date has since been moved up to Aug. 31.", date(2021, 8, 31)),
        ("The deadline has since been pushed back to Sept. 4.", date(2021, 9, 4)),
        ("The deadline was extended until Sept. 4.", date(2021, 9, 4)),
    ],
)
def test_a_moved_deadline_ends_on_its_new_day(text: str, end: date) -> None:
    """The words "up to" and "until" say when a plan ends; "since" behind an auxiliary opens no clause."""
    events = read(f"American troops will leave Afghanistan by Sept. 11. {text}").events
    found = [event for event in events if event.rule_id == "withdrawal.date_moved"]
    assert [(event.assertion_mode.value, event.date and event.date.date_end) for event in found] == [("future", end)]


def test_a_whole_story_reads_as_its_golden_file() -> None:
    """A made story with many figures of news prose gives the territory records that were looked at one by one."""
    extraction = read(STORY)
    records = [event_record(event, extraction.document) for event in extraction.events if event.action]
    kept = ["event_type", "assertion_mode", "action", "unit_id", "taker", "date_edtf", "fatalities_low"]
    kept += ["source_original", "source_side", "rule_id", "trigger"]
    rows = [{key: record[key] for key in kept} for record in records]
    expected = json.loads((GOLDEN / "story.json").read_text("utf-8"))
    assert json.loads(json.dumps(rows)) == expected


@given(st.text(alphabet="The Talibncpurd KzoSy.,;'\"()?-–⟦⟧PA0 \n", max_size=300))
def test_any_text_is_read(text: str) -> None:
    """No text makes the stages fail, and nothing is told of a place that is not in it."""
    for event in read("News. " + text).events:
        assert event.quote.exact in "News. " + text or event.quote.start is None
