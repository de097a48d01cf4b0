"""A place named beside the clause of an event: in front, in a relative clause, in the next sentence."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode, EventType
from tests.reading import read

DAY = date(2021, 8, 11)
LEAD = "President Ashraf Ghani of Afghanistan visited Zaranj and Faizabad in June. "
"""Two places elsewhere: nothing is placed by being the only one that the text names."""


def _places(text: str, tag: str, lead: str = LEAD) -> set[str | None]:
    """Where the events of one tag that happened were."""
    events = read(lead + text, DAY).events
    told = [each for each in events if each.event_type == tag and each.assertion_mode is AssertionMode.ACTUAL]
    return {each.place.name if each.place else None for each in told if "Zaranj" not in each.quote.exact[:60]}


@pytest.mark.parametrize(
    ("text", "tag", "place"),
    [
        # what the clauses of one happening share
        (
            "In the east, in Surobi district of Kabul, two were killed and 11 injured when a mob clashed with police.",
            "riot",
            "Surobi",
        ),
        ("Four people died in Khost and nine were wounded when a mob clashed with the police.", "riot", "Khost"),
        ("Three people were killed when helicopters circled above Maimana and fired at them.", "air_strike", "Maymana"),
        (
            "Close to Pul-e Khumri, a city, a truck was stopped by Taliban militants, who took away the 20 passengers.",
            "abduction",
            "Pul-e Khumri",
        ),
        (
            "Three farmers were taken off a minibus by militants, who had stopped it in Jaghatu district of Ghazni.",
            "abduction",
            "Bahrami Shahid",
        ),
        (
            "Three buses were ambushed by Taliban militants in Kunduz province; they killed 19 travellers.",
            "attack_on_civilians",
            "Kunduz",
        ),
        ("The men were patrolling in Maruf district when a roadside bomb hit their vehicle.", "bombing", "Maruf"),
        ("It was in Sangin that a bomb killed five soldiers on Monday.", "bombing", "Sangīn"),
        ("Clashes on the border with Iran in Nimroz province killed two guards.", "armed_clash", "Nimroz"),
        ("Talks with Iran in Kabul ended without a deal.", "talks", "Kabul"),
        # what a happening did
        (
            "Such a battle began on Monday, when hundreds of rebels tried to overrun Lashkar Gah, a strategic city.",
            "armed_clash",
            "Lashkar Gah",
        ),
        (
            "Thousands have fled from the fighting in which the army and the Taliban contend for Lashkar Gah.",
            "displacement",
            "Lashkar Gah",
        ),
        (
            "The quake of magnitude 6.0 which, with many aftershocks, struck Kunar province has killed 600 people.",
            "natural_disaster",
            "Kunar",
        ),
        # an area where something is told to have happened
        (
            "Some 20 people died in southern Zabul province, where flash floods after rains carried away homes.",
            "natural_disaster",
            "Zabul",
        ),
        (
            "In neighbouring Logar province, a state newspaper reported the floods killed 11 people.",
            "natural_disaster",
            "Logar",
        ),
        ("Nine militants were killed in a raid in Nangarhar, in Achin district.", "armed_clash", "Acheen"),
        ("Last week's bombing at a Herat school killed nine.", "bombing", "Herat"),
        ("Foreign minister of Iran in Kabul for talks with Taliban", "talks", "Kabul"),
        # what is done to ground is done there, not where it is reached from
        (
            "Taliban fighters have overrun Qaisar, a district 62 kilometers from Maimana, and killed nine villagers.",
            "attack_on_civilians",
            "Qaysar",
        ),
        # told again
        ("The governor went to Sangin district. Militants then shelled the area.", "shelling", "Sangin"),
        (
            "An earthquake killed 40 people on Saturday. It struck Gayan district of Paktika.",
            "natural_disaster",
            "Gayan",
        ),
        ("Gunmen kidnapped 14 travellers early on Sunday. The place lies in Zhari district.", "abduction", "Zhari"),
        (
            "A helicopter crashed in southern Afghanistan on Sunday. It came down in bad weather in Maruf district.",
            "industrial_disaster",
            "Maruf",
        ),
        # a spelling
        ("A drone hit a car in Wattapu district of Kunar late on Saturday night.", "air_strike", "Wata Pur"),
        (
            "One man was killed in Uruzgan province. A poet was taken from his home in Chorai district.",
            "abduction",
            "Chora",
        ),
    ],
)
def test_the_place_that_the_words_name(text: str, tag: str, place: str) -> None:
    """It is the place of the event."""
    assert _places(text, tag) == {place}


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("In Kabul, a spokesman reported the floods killed 11.", "natural_disaster"),
        ("In Kandahar, officials said the floods killed 11 people.", "natural_disaster"),
        ("In Ghazni province, the UN said floods had killed 90 people in the country.", "natural_disaster"),
        ("Nine people died in Kabul, and three were killed when a mob clashed with the police.", "riot"),
        ("Four people died in Khost on Monday and nine were hurt on Tuesday when a mob clashed with police.", "riot"),
        ("In Herat province, a bus was stopped by gunmen, who abduct travellers.", "abduction"),
        ("Three farmers were abducted by militants, who had been seen in Herat.", "abduction"),
        ("The president was in Herat when a bomb killed five people.", "bombing"),
        ("The convoy was driving from Kabul to Ghazni when it was attacked by gunmen.", "armed_clash"),
        ("The protest began when a man was killed in Farah.", "protest_peaceful"),
        ("Three farmers were abducted by militants, who had killed four men in Herat.", "abduction"),
        ("It was in Kabul that the army said a bomb had killed five soldiers.", "bombing"),
        ("It was not in Sangin that a bomb killed five soldiers on Monday.", "bombing"),
        ("It was in Herat that the minister spoke of the blast.", "bombing"),
        ("A man who was born in Kandahar and killed three people has been arrested.", "attack_on_civilians"),
        ("Gunmen who had come from Helmand and killed four police officers were arrested.", "armed_clash"),
        ("The United States has flown airstrikes.", "air_strike"),
        ("Fighters in Kabul's hands were killed by the Taliban.", "armed_clash"),
        ("Fifty prisoners in Kabul's custody were freed on Sunday.", "prisoners_freed"),
        ("A bomb went off in the Sar-e Kotal area on Sunday, killing two.", "bombing"),
        ("The governor went to Herat and Farah. Militants then shelled the area.", "shelling"),
        ("A bomb killed two farmers on Sunday. It did not strike Khost.", "bombing"),
        ("A bomb killed five people in Chorai district. Fighting went on in Helmand and Ghazni.", "bombing"),
    ],
)
def test_other_places_are_not_its_own(text: str, tag: str) -> None:
    """Not where people speak, what agents do otherwise, where they came from, nor an unknown name for a known place."""
    assert _places(text, tag) <= {None}


@pytest.mark.parametrize(
    ("text", "tag", "place"),
    [
        ("KANDAHAR, Afghanistan - A bomb exploded here on Monday, killing five people.", "bombing", "Kandahar"),
        (
            "ISLAMABAD, Aug 9 (AFP) - A Taliban delegation came here on Monday to talk with the UN.",
            "talks",
            "Islamabad",
        ),
        ("KABUL, Afghanistan - A bomb killed five people, officials here said.", "bombing", None),
        ("KABUL, Afghanistan - Officials here said a bomb killed five people.", "bombing", None),
        ('KABUL, Afghanistan - "A bomb killed five people here," a villager said.', "bombing", None),
    ],
)
def test_here_is_where_the_report_was_filed(text: str, tag: str, place: str | None) -> None:
    """Where its own words say so of what happened, neither of who speaks nor in a quotation."""
    assert _places(text + " The president was in Herat and Zaranj.", tag, lead="") == {place}


@pytest.mark.parametrize(
    "text",
    [
        "Fighting went on in the province of Takhar. The alliance which holds the area says so.",
        "The governor went to Kandahar province. The Taliban control the area.",
    ],
)
def test_the_area_is_no_province_that_changed_hands(text: str) -> None:
    """What happened in the area of a province was there; who holds the area holds no province."""
    assert [each for each in read(LEAD + text, DAY).events if each.action and each.unit_id] == []


@pytest.mark.parametrize(
    "where",
    [
        "in the Deh Mazang area of Kabul",
        "in Deh Mazang, a neighbourhood of Kabul,",
        "in Deh Mazang, in the west of Kabul,",
        "in the Karte Parwan area of Kabul",
        "in Karte Parwan, a neighbourhood of Kabul,",
        "in Kabul's Karte Parwan neighbourhood",
    ],
)
def test_a_part_of_a_town_is_in_that_town(where: str) -> None:
    """Known elsewhere or nowhere, it is drawn at the town that the words name."""
    assert _places(f"A bomb killed nine people {where} on Monday.", EventType.BOMBING) == {"Kabul"}


def test_a_part_of_a_province_is_in_that_province() -> None:
    """A namesake in another province is not meant."""
    (event,) = (
        each
        for each in read(LEAD + "A bomb killed nine people in the Khost area of Paktia.", DAY).events
        if each.event_type is EventType.BOMBING
    )
    assert event.place is not None
    assert (event.place.admin1_name, event.place.place_precision) == ("Paktia", "admin1")


def test_a_part_of_a_longer_name_abroad_is_not_that_place() -> None:
    """The area has a name of its own that begins like a city of another country."""
    assert _places("Gunmen killed two soldiers in the Qom Kotal area on Sunday.", EventType.ARMED_CLASH) <= {None}


def test_somebody_who_spoke_is_no_place() -> None:
    """A name alone behind which somebody speaks is the person who was named in full before."""
    text = (
        "A flood hit the province of Nuristan, said Hafiz Wardak. Help is on its way, Wardak said. A bomb killed two."
    )
    assert _places(text, EventType.BOMBING) <= {None}


@pytest.mark.parametrize(
    ("text", "tag", "place"),
    [
        (
            "The governor was in his office in the town of Qalat when the suicide bomber struck.",
            "suicide_bombing",
            "Qalat",
        ),
        ("The president was in Herat when the suicide bomber struck.", "suicide_bombing", None),
        (
            "Armed men shot a policewoman dead as she worked on her farm in Jabal-us-Siraj district.",
            "attack_on_civilians",
            "Jabalussaraj",
        ),
        ("Gunmen attacked a convoy as it passed through Maruf district.", "armed_clash", "Maruf"),
        ("Gunmen kidnapped nine men as they drove from Kabul to Ghazni.", "abduction", None),
        ("The Taliban killed five soldiers while they held talks in Doha.", "armed_clash", None),
        (
            "At least 13 soldiers were killed, and more were injured, when Taliban fighters fell on posts in Kunduz.",
            "armed_clash",
            "Kunduz",
        ),
        ("At least 46 people were killed by airstrikes of Pakistan in Paktika province.", "air_strike", "Paktika"),
        ("Fighting between Afghanistan and Pakistan near Spin Boldak killed nine.", "armed_clash", "Spīn Bōldak"),
        (
            "Fighting was reported in Kunar on Sunday. Villages were empty after people had fled the violence.",
            "displacement",
            "Kunar",
        ),
        (
            "Fighting was reported in Kunar on Sunday. Thousands of people have been displaced this year.",
            "displacement",
            None,
        ),
    ],
)
def test_whom_it_was_done_to_was_there(text: str, tag: str, place: str | None) -> None:
    """Attackers come to where somebody is at home; people flee from the fighting that was told of before."""
    assert _places(text, tag) <= {place}


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("The court will look into last month's air strike on Sangin.", AssertionMode.ACTUAL),
        ("Two men are accused of giving wrong reports for last month's air strike on Sangin.", AssertionMode.ACTUAL),
        ("The minister warned of an air strike on Sangin.", AssertionMode.HYPOTHETICAL),
        ("The court will look into last month's alleged air strike on Sangin.", AssertionMode.HYPOTHETICAL),
    ],
)
def test_what_belongs_to_a_day_that_is_over_has_happened(text: str, mode: AssertionMode) -> None:
    """Whatever is said of it, unless its own words doubt it."""
    events = read(LEAD + text, DAY).events
    assert {each.assertion_mode for each in events if each.event_type == "air_strike"} == {mode}


def test_what_an_agent_went_on_to_do_was_that_day() -> None:
    """The day of the passive is that of the relative clause behind its agent."""
    text = "Close to Kunduz, a bus was stopped on Tuesday by Taliban militants, who took away the 50 passengers."
    (event,) = (each for each in read(LEAD + text, DAY).events if each.event_type is EventType.ABDUCTION)
    assert event.date is not None
    assert event.date.date_edtf == "2021-08-10"


@pytest.mark.parametrize(
    "text",
    [
        "A judge from Herat province was shot dead on Sunday.",
        "Two men from Ghazni province, who were kidnapped last week, were freed on Sunday.",
        "Villagers from Khost province were killed on Sunday in an air strike.",
    ],
)
def test_where_people_come_from_is_not_where_it_was(text: str) -> None:
    """The home of a subject places nothing, before the verb as in a relative clause."""
    found = read(text + " The road leads to Paktika province. The Afghan war goes on.").events
    assert {each.place.name for each in found if each.place is not None} <= {"Afghanistan"}
