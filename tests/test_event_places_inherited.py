"""Events whose sentence names no place: where the text has just told of what they go on with, and where it has not."""

from __future__ import annotations

import pytest

from geo.vocab import AssertionMode, EventType, PlaceBasis
from tests.reading import read

ROAD = " The road leads to Ghazni province."
WAR = " The Afghan government spoke of war."


def _places(text: str, kind: EventType) -> list[tuple[str | None, str | None]]:
    """The place of each event of a kind that happened, and what says so."""
    return [
        (each.place.name if each.place else None, each.place_basis.value if each.place_basis else None)
        for each in read(text + WAR).events
        if each.event_type is kind and each.assertion_mode is AssertionMode.ACTUAL
    ]


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        (
            "Troops began an operation in Sangin district. Two insurgents were arrested.",
            EventType.ARREST,
            "Sangin",
        ),
        ("The Taliban attacked Sangin district on Friday. Gunmen kidnapped two men.", EventType.ABDUCTION, "Sangin"),
        ("A bomb went off in Kunduz city on Friday. Gunmen then kidnapped two men.", EventType.ABDUCTION, "Kunduz"),
        (
            "The Taliban took Sangin district in Helmand on Friday. Government forces withdrew to a base.",
            EventType.WITHDRAWAL,
            "Sangin",
        ),
    ],
)
def test_the_next_sentence_goes_on_at_the_same_place(text: str, kind: EventType, place: str) -> None:
    """A part of what happened is where it happened, and says that it is inherited."""
    assert (place, PlaceBasis.INHERITED.value) in _places(text, kind)


@pytest.mark.parametrize(
    "text",
    [
        "Troops began an operation in Sangin district. The price of bread rose. Two insurgents were arrested.",
        "Troops began an operation in Sangin district on Friday. Two insurgents were arrested on Sunday.",
        "Troops will begin an operation in Sangin district. Two insurgents were arrested.",
        "Afghan and Taliban envoys met in Doha. Two insurgents were arrested.",
        "Thousands of Afghans fled to Kabul. Two insurgents were arrested.",
        "Troops began an operation in Sangin district. The governor spoke in Kabul. Two insurgents were arrested.",
        "Troops began an operation in Sangin district. Elsewhere, two insurgents were arrested.",
        "Troops began an operation in Sangin district. In the country's north, two insurgents were arrested.",
        "Troops began an operation in Sangin district. Two insurgents were arrested in the neighbouring province.",
        "Troops began an operation in Sangin district. Two insurgents were arrested in a separate raid.",
        "Troops began an operation in Sangin district. Across the country, two insurgents were arrested.",
        "Troops began an operation in Sangin district. Two hundred insurgents have been arrested this year.",
    ],
)
def test_nothing_is_inherited_from_afar(text: str) -> None:
    """Not over a sentence on something else, another day, a plan, talks, a flight, or a word that says elsewhere."""
    assert _places(text + ROAD, EventType.ARREST) == [(None, None)]


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("The Taliban captured Kunduz on Friday.", PlaceBasis.STATED),
        ("The Taliban attacked Kunduz on Friday. The city fell.", PlaceBasis.REFERENCE),
    ],
)
def test_a_change_of_control_says_what_names_its_place(text: str, basis: PlaceBasis) -> None:
    """A name states it, "the city" refers to it; territory never inherits a place."""
    (seized,) = [each for each in read(text).events if each.event_type is EventType.CAPITAL_SEIZED]
    assert seized.place_basis is basis


@pytest.mark.parametrize(
    ("behind", "place"),
    [
        ("Ten soldiers were killed.", "Sangin"),
        ("Ten soldiers were killed in the north of the district.", "Sangin"),
        ("Ten soldiers were killed and clashes went on elsewhere.", "Sangin"),
        ("Ten soldiers were killed nationwide.", None),
        ("Ten soldiers were killed in another attack.", None),
        ("Ten soldiers were killed in the country's south.", None),
        ("Three hundred soldiers have been killed this year.", None),
    ],
)
def test_dead_elsewhere_or_over_a_year_are_not_of_the_attack_before(behind: str, place: str | None) -> None:
    """The dead that the words put elsewhere, or count over a span of time, are no toll of what was told before."""
    found = read("The Taliban attacked a post in Sangin district on Friday. " + behind + ROAD + WAR).events
    killed = [each for each in found if each.fatalities.low]
    assert [each.place.name if each.place else None for each in killed] == [place]


@pytest.mark.parametrize("behind", ["Nine people died when a boat sank.", "Six people drowned in a flood."])
def test_no_disaster_lies_where_they_fought(behind: str) -> None:
    """A disaster is no part of what people do: it takes no place from a fight."""
    found = read("Troops fought the Taliban in Ghazni city on Friday. " + behind + WAR).events
    assert [each.place for each in found if each.event_type.value.endswith("disaster")] == [None]


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("Gunmen kidnapped two men. The governor of Khost province spoke of a crime.", EventType.ABDUCTION, "Khost"),
        ("Gunmen kidnapped two men. A crime, elders in Sangin district said.", EventType.ABDUCTION, "Sangin"),
        (
            "Gunmen kidnapped two men. The road leads from Sangin district to Musa Qala district in Helmand province.",
            EventType.ABDUCTION,
            "Helmand",
        ),
        (
            "A bomb killed two men. A bomb went off in Khost city, the police said. It is in Khost province.",
            EventType.BOMBING,
            "Khost",
        ),
    ],
)
def test_what_a_text_of_one_area_tells_happened_there(text: str, kind: EventType, place: str) -> None:
    """The district or province that holds every place named; a town only where the text tells of something there."""
    assert (place, PlaceBasis.INHERITED.value) in _places(text, kind)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen kidnapped two men. The road leads from Sangin district to Ghazni province.",
        "Gunmen kidnapped two men. The road leads to Khost city in Khost province.",
        "Gunmen will kidnap two men. The governor of Khost province spoke of a crime.",
        "Gunmen kidnapped two men in Pakistan. The governor of Khost province spoke of a crime.",
        "In the country's north, gunmen kidnapped two men. The governor of Khost province spoke of a crime.",
    ],
)
def test_a_text_of_several_areas_says_not_where(text: str) -> None:
    """Nor does one that only names a town, one on what is to come, or an event that its words put elsewhere."""
    found = [each for each in read(text + WAR).events if each.event_type is EventType.ABDUCTION]
    assert [each.place_basis for each in found if each.place and each.place.country_code == "AF"] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A bomb killed two men. Later, troops fought the Taliban in Khost city.", EventType.BOMBING),
        ("The army killed 30 fighters. In Khost province gunmen killed 90 soldiers at a base.", EventType.ARMED_CLASH),
        ("Three soldiers were killed. Gunmen attacked a school in Khost city.", EventType.ARMED_CLASH),
        ("The Taliban killed 30 soldiers. In Khost city an air strike killed eight fighters.", EventType.ARMED_CLASH),
        ("Two men were arrested. A bomb went off in Khost city.", EventType.ARREST),
    ],
)
def test_nothing_takes_the_place_of_another_happening_behind(text: str, kind: EventType) -> None:
    """What is told before the text names a place is at one only as the lead of what is told there."""
    assert (None, None) in _places(text, kind)


BREAD = "Troops began an operation in Sangin district. The price of bread rose. "


@pytest.mark.parametrize(
    ("behind", "kind"),
    [
        ("The driver was arrested.", EventType.ARREST),
        ("The attackers kidnapped two men.", EventType.ABDUCTION),
        ("They kidnapped two men.", EventType.ABDUCTION),
        ("The insurgents kidnapped two men.", EventType.ABDUCTION),
        ("The force also arrested two men.", EventType.ARREST),
        ("The police also arrested two men.", EventType.ARREST),
    ],
)
def test_who_was_told_of_is_still_there(behind: str, kind: EventType) -> None:
    """In the paragraph, over a sentence on something else: by "the" and "they", and for whoever "also" does it."""
    assert ("Sangin", PlaceBasis.INHERITED.value) in _places(BREAD + behind + ROAD, kind)


@pytest.mark.parametrize(
    ("behind", "kind"),
    [
        ("The police arrested two men.", EventType.ARREST),
        ("The minister was arrested.", EventType.ARREST),
        ("The Taliban kidnapped two men.", EventType.ABDUCTION),
        ("Gunmen kidnapped two men.", EventType.ABDUCTION),
        ("The kidnapping of two men shook the country.", EventType.ABDUCTION),
        ("\n\nThe driver was arrested.", EventType.ARREST),
        ("The governor spoke in Kabul. The driver was arrested.", EventType.ARREST),
    ],
)
def test_nobody_else_is(behind: str, kind: EventType) -> None:
    """Not who may be anywhere, who is told of for the first time, another paragraph, or behind another place."""
    assert {place for place, _ in _places(BREAD + behind + ROAD, kind)} <= {None}


def test_one_part_of_a_scene_leads_to_the_next() -> None:
    """What took its place from the sentence before lends it on."""
    text = "Troops began an operation in Sangin district. Five fighters were killed. Two insurgents were arrested."
    assert _places(text + ROAD, EventType.ARREST) == [("Sangin", PlaceBasis.INHERITED.value)]


@pytest.mark.parametrize(
    "where",
    [
        "in southern Afghanistan",
        "in the south of Afghanistan",
        "in the country's south",
        "in the far south of the country",
    ],
)
def test_a_lead_says_it_more_widely(where: str) -> None:
    """What a text of one area tells of first, in a part of the country, happened in that area."""
    text = f"Gunmen kidnapped two men {where} on Friday. The men lived in Sangin, a district of Helmand, elders said."
    assert _places(text, EventType.ABDUCTION) == [("Sangin", PlaceBasis.INHERITED.value)]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen kidnapped two men in Afghanistan on Friday. The men lived in Sangin, a district of Helmand.",
        "Gunmen kidnapped two men in southern Afghanistan. Sangin and Ghazni are far away.",
        "Gunmen kidnapped two men in northern Afghanistan. The men lived in Sangin, a district of Helmand.",
        "Gunmen kidnapped two men in eastern Afghanistan. The men lived in Sangin, a district of Helmand.",
        "The road leads to Sangin district. In southern Afghanistan gunmen kidnapped two men.",
        "Gunmen may kidnap two men in southern Afghanistan. The men live in Sangin district.",
    ],
)
def test_no_other_wide_place_is_the_area(text: str) -> None:
    """Not the country itself, in a text of several areas, behind a place already named, or what may yet be."""
    assert {place for place, _ in _places(text, EventType.ABDUCTION)} <= {None, "Afghanistan"}
