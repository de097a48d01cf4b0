"""Places that the sentence of an event names: beside who speaks, in asides, before descriptions, between two ends."""

from __future__ import annotations

import pytest

from geo.vocab import AssertionMode, DateBasis, EventType, PlaceBasis
from tests.reading import read

BEFORE = "KABUL - Two policemen were shot in Faryab in April and three farmers drowned in Ghor in March.\n\n"
"""Other places, so that no scene of a whole text answers."""


def _where(text: str) -> list[str | None]:
    """The places of what happened, as told behind the first paragraph, each once."""
    found = [
        each.place.name if each.place else None
        for each in read(BEFORE + text).events
        if each.assertion_mode is AssertionMode.ACTUAL and each.quote.exact not in BEFORE
    ]
    return sorted(set(found), key=str)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("In Zabul province the elders told us that gunmen had shot dead a clerk on Monday.", "Zabul"),
        ("In Taloqan, residents said a bomb killed five policemen on Monday.", "Taloqan"),
        ("In Taloqan one witness said that troops had arrested two clerks on Monday.", "Taloqan"),
        ("Gunmen shot dead a clerk \N{EM DASH} in Zabul province \N{EM DASH} on Monday.", "Zabul"),
        ("On Monday \N{EN DASH} near Taloqan \N{EN DASH} a bomb killed five policemen.", "Taloqan"),
        ("A bomb (in Zabul province, on Monday) killed five policemen.", "Zabul"),
        ("In Farah, the western city where crowds came together, a clerk was shot dead by gunmen on Monday.", "Farah"),
        ("In Sangin, a district that saw fighting for years, a bomb killed five policemen on Monday.", "Sangin"),
        ("In the house where they slept in Taloqan, two girls were killed by a rocket on Monday.", "Taloqan"),
        ("Students marched in Taloqan on Monday; police fired at them, killing two.", "Taloqan"),
        ("Officers stopped a car in Taloqan on Monday, and gunmen shot at it and killed two of them.", "Taloqan"),
        ("A bomb exploded at the entrance to Taloqan on Monday, killing two clerks.", "Taloqan"),
    ],
)
def test_the_sentence_says_where(text: str, place: str) -> None:
    """Beside locals who speak, in asides, before a description of the place, and of those whom something hits."""
    assert _where(text) == [place]


@pytest.mark.parametrize(
    "text",
    [
        "In Taloqan, officials said a bomb killed five policemen on Monday.",
        "In Taloqan, villagers said a bomb killed five policemen on Monday.",
        "In Taloqan, residents of Sangin district said a bomb killed five policemen on Monday.",
        "A bomb killed five policemen on Monday - the third in Taloqan this month - and wounded two.",
        "The minister spoke to elders in Taloqan on Monday; gunmen killed a clerk.",
        "A convoy to Sangin was hit by a bomb on Monday.",
        "A bus from Kabul to Herat was hit by a bomb on Monday.",
        "A plane to Herat was shot down by insurgents on Monday.",
        "A convoy for Sangin district was attacked by gunmen on Monday.",
    ],
)
def test_the_sentence_does_not_say_where(text: str) -> None:
    """Where officials or people from elsewhere speak, where others met, and where those were bound for who were hit."""
    assert _where(text) == [None]


def test_a_bomb_in_a_town_that_somebody_holds() -> None:
    """A past form with "by" describes the town, and is no verb of the sentence."""
    assert _where("In Taloqan, a town held by the Taliban, a bomb killed five policemen on Monday.") == ["Taloqan"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Helmand is calm. Gunmen shot dead a clerk on the road between Gereshk and Sangin on Monday.", "Helmand"),
        ("Helmand is calm. Gunmen shot dead a clerk on the road from Gereshk to Sangin on Monday.", "Helmand"),
        ("Helmand is calm. A clerk was shot dead on his way from Gereshk to Sangin on Monday.", "Helmand"),
        ("Helmand is calm. Gunmen shot dead a clerk on the road between Gereshk and Herat on Monday.", None),
        ("Helmand is calm. Gunmen shot dead a clerk on the road to Sangin on Monday.", None),
    ],
)
def test_between_two_places_of_one_province(text: str, place: str | None) -> None:
    """What lies between them is in the province that holds both, where the text names it, and at neither."""
    assert _where(text) == [place]


def test_districts_in_two_provinces_are_no_capital() -> None:
    """Unnamed districts lie in both provinces; of a province and a district in it the last is an object by itself."""
    assert _where("The Taliban took four districts in Paktika and Ghazni on Monday.") == [None]
    assert "Musa Qala" in _where("The Taliban took three districts in Helmand and Musa Qala on Monday.")


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen kidnapped three clerks on Monday; troops freed them.",
        "Two journalists were in a car when the Taliban seized them on Monday.",
        "Ten hostages were seized on Monday; troops freed them on Tuesday.",
        "The Taliban captured them on Monday.",
    ],
)
def test_people_are_no_provinces(text: str) -> None:
    """ "Them" are those told of right before; two provinces in which something was are no list that it stands for."""
    events = read(BEFORE + text).events
    assert not [each for each in events if each.action is not None]


def test_them_are_districts_that_were_told_of() -> None:
    """Of a list, and of what was taken right before."""
    for told in (
        "Clashes were reported in Sangin, Musa Qala and Kajaki districts. The Taliban captured them on Monday.",
        "The Taliban attacked Sangin, Musa Qala and Kajaki districts, and captured them on Monday.",
    ):
        taken = [each for each in read(BEFORE + told).events if each.event_type is EventType.DISTRICT_SEIZED]
        assert {each.place.name for each in taken if each.place} == {"Sangin", "Musa Qala", "Kajaki"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A bomb killed five policemen across the street from a school in Taloqan on Monday.", "Taloqan"),
        ("A bomb killed five policemen down the road from a base in Taloqan on Monday.", "Taloqan"),
        ("A bomb killed five policemen on the road from Kabul to Taloqan on Monday.", None),
        ("A bomb killed five policemen across the border from Taloqan on Monday.", None),
        ("Taloqan was shaken on Monday when a bomb killed five policemen.", "Taloqan"),
        ("Police cordoned off streets in Taloqan on Monday after a bomb killed five policemen.", "Taloqan"),
        ("The government was shaken on Monday when a bomb killed five policemen.", None),
    ],
)
def test_beside_a_street_and_among_the_alarmed(text: str, place: str | None) -> None:
    """What parts two things close to each other is no road between; who flees at once was where it happened."""
    assert _where(text) == [place]


@pytest.mark.parametrize("answer", ["Hundreds protested in Taloqan", "Protests were held in Taloqan"])
def test_who_protests_need_not_be_there(answer: str) -> None:
    """A protest gives its place to no strike that it came after."""
    assert None in _where(f"{answer} on Monday after an air strike killed eleven villagers.")


@pytest.mark.parametrize("listed", ["including two women", "including two women and a child", "including women"])
def test_what_follows_an_aside_of_those_included_is_of_the_verb(listed: str) -> None:
    """Where and when ten people were killed, not where two of them were."""
    text = f"In Ghazni snow lay on the road. Gunmen killed ten Afghans, {listed}, in Kunar province on Sunday."
    (event,) = [each for each in read(text).events if each.fatalities.best == 10]
    assert event.place is not None
    assert (event.place.name, event.place_basis) == ("Kunar", PlaceBasis.STATED)
    assert event.date_basis is DateBasis.STATED


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A clerk was quoted by Herat Now as saying that the Taliban had killed two officers.", None),
        ("Kabul Weekly quoted the governor of Takhar: rebels had shot a man in the provincial capital.", "Taloqan"),
        ("A spokesman told Radio Herat that two officers were killed by the Taliban.", None),
        ("A spokesman told the Herat Weekly that two officers were killed in Taloqan by the Taliban.", "Taloqan"),
        ("Two officers were killed by the Taliban in Herat now and then taken home.", "Herat"),
        ("Two officers were killed at a Herat post by the Taliban.", "Herat"),
    ],
)
def test_a_paper_or_channel_is_no_place(text: str, place: str | None) -> None:
    """Its name is written in capitals: "Herat Now", "Radio Herat"."""
    assert _where(text) == [place]
