"""One event in many grammatical forms: whatever form tells of it, it is the same; what denies or wishes it is not."""

from __future__ import annotations

import pytest

from geo.vocab import EventType
from tests.reading import read

ELSEWHERE = "Two men drowned in Ghor in March.\n\n"


def _told(text: str) -> set[tuple[str, str | None, str]]:
    """Tag, place and mode of the events behind a paragraph that names another place."""
    found = [each for each in read(ELSEWHERE + text).events if each.quote.exact[:10] not in ELSEWHERE]
    return {
        (each.event_type.value, each.place.name if each.place is not None else None, each.assertion_mode.value)
        for each in found
    }


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Zabul province was the scene of a protest on Monday.", EventType.PROTEST_PEACEFUL),
        ("A commander had two brothers taken into custody in Zabul province.", EventType.ARREST),
        ("Forty prisoners released in Zabul province", EventType.PRISONERS_FREED),
        ("Beauty salons ordered to close in Zabul province", EventType.RESTRICTION),
        ("Peace agreement signed in Zabul province", EventType.AGREEMENT),
        ("The two sides managed to exchange prisoners in Zabul province.", EventType.AGREEMENT),
        ("The Taliban managed to close girls' schools in Zabul province.", EventType.RESTRICTION),
        ("A fire gutted a market in Zabul province.", EventType.INDUSTRIAL_DISASTER),
        ("The capture of two insurgents in Zabul province ended the search.", EventType.ARREST),
        ("The surrender of 40 Taliban fighters in Zabul province was filmed.", EventType.AGREEMENT),
        ("The eviction of 30 families in Zabul province angered many.", EventType.DISPLACEMENT),
        ("The killing of two protesters in Zabul province angered many.", EventType.PROTEST_EXCESSIVE_FORCE),
        ("The explosion of a gas cylinder in Zabul province was heard.", EventType.INDUSTRIAL_DISASTER),
        ("Talks between elders and Taliban commanders in Zabul province ended.", EventType.TALKS),
    ],
)
def test_an_event_is_told_in_any_form(text: str, tag: EventType) -> None:
    """As a noun, without an auxiliary, through another verb."""
    assert (tag.value, "Zabul", "actual") in _told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Reports that hundreds of teachers protested in Zabul province were false.",
        "Reports that protesters clashed with police in Zabul province on Monday were untrue.",
        "Police avoided arresting three journalists in Zabul province.",
        "There were calls on Monday for the release of 40 prisoners in Zabul province.",
        "A protest by teachers in Zabul province was called off on Monday.",
        "The governor postponed the release of 40 prisoners in Zabul province.",
        "The two sides spoke of how to exchange prisoners in Zabul province, an envoy said.",
        "An explosion of a gas cylinder could hit Zabul province.",
    ],
)
def test_what_did_not_happen_is_no_event(text: str) -> None:
    """Whatever denies it, avoids it, calls it off, calls for it or speaks of how to do it."""
    assert not {each for each in _told(text) if each[2] == "actual"}


@pytest.mark.parametrize(
    "text",
    [
        "The capture of two insurgents in Taloqan came after a search.",
        "The seizure of 200 kilograms of heroin in Sangin district was filmed.",
    ],
)
def test_who_or_what_is_taken_somewhere_is_no_ground(text: str) -> None:
    """Behind "of" stands what was taken: the place behind "in" was not."""
    assert not any(each.action is not None for each in read(text).events)


def test_people_behind_to_are_the_object_of_a_verb() -> None:
    """ "to attack police" is a purpose; "to rebel forces" is who received it."""
    assert ("armed_clash", "Zabul", "actual") in _told("Insurgents managed to attack police in Zabul province.")
    assert any(each.taker == "taliban" for each in read("Taloqan fell to rebel forces on Monday.").events)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("The demonstration held in Zabul province was large.", EventType.PROTEST_PEACEFUL),
        ("A sit-in was said to have been staged in Zabul province.", EventType.PROTEST_PEACEFUL),
        ("Zabul province saw a lecturer detained on Monday.", EventType.ARREST),
        ("It was in Zabul province that a flash flood killed 12 people.", EventType.NATURAL_DISASTER),
        ("The arrest of two drug smugglers in Zabul province worried many.", EventType.ORGANISED_CRIME),
        ("In Zabul province on Monday, the UN envoy arrived.", EventType.DIPLOMATIC_VISIT),
        ("In Zabul province, fighting displaced 2,000 families.", EventType.DISPLACEMENT),
        ("Tear gas fired at women by police officers in Zabul province", EventType.PROTEST_INTERVENTION),
        ("Stones were thrown at police in Zabul province.", EventType.RIOT),
    ],
)
def test_the_place_is_that_of_the_clause_that_tells_it(text: str, tag: EventType) -> None:
    """What says how it came about, what saw it, what opens the sentence, what stands behind the outer noun."""
    assert (tag.value, "Zabul", "actual") in _told(text)


def test_whoever_does_it_to_what_is_described_is_the_agent() -> None:
    """Not what the sentence says of it: "the journalists whom fighters arrested are brothers"."""
    found = read("The three journalists whom Taliban fighters arrested in Zabul province are brothers.").events
    assert [each.actor.name for each in found if each.actor is not None] == ["Taliban fighters"]


def test_a_novel_tells_of_nothing_that_happened() -> None:
    """Nor what it shows somebody doing."""
    assert not {
        each for each in _told("The novel shows police arresting two men in Zabul province.") if "actual" in each
    }
    assert {each for each in _told("The video shows police arresting two men in Zabul province.") if "actual" in each}


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("A raid in Zabul province led to the arrest of two insurgents.", EventType.ARREST),
        ("An operation in Zabul province netted five insurgents.", EventType.ARREST),
        ("There was a jailbreak in Zabul province on Monday.", EventType.PRISONERS_FREED),
        ("Hundreds of residents of Sangin district in Helmand protested on Monday.", EventType.PROTEST_PEACEFUL),
        ("Women demanding work marched in Zabul province.", EventType.PROTEST_PEACEFUL),
        ("Police clashed with stone-throwing protesters in Zabul province.", EventType.RIOT),
        ("Lightning killed three shepherds in Zabul province.", EventType.NATURAL_DISASTER),
        ("A flash flood claimed 12 lives in Zabul province.", EventType.NATURAL_DISASTER),
        ("A bus with 40 passengers fell into a ravine in Zabul province.", EventType.INDUSTRIAL_DISASTER),
        ("The UN envoy paid a visit to Zabul province.", EventType.DIPLOMATIC_VISIT),
        ("Arriving in Zabul province, the UN envoy called for peace.", EventType.DIPLOMATIC_VISIT),
    ],
)
def test_an_event_is_told_through_other_words(text: str, tag: EventType) -> None:
    """What led to it, whose it was, and what stands around its verb."""
    assert tag.value in {each[0] for each in _told(text) if each[1] in {"Zabul", "Sangin"} and each[2] == "actual"}


@pytest.mark.parametrize(
    "text",
    [
        "A protest in Zabul province did not take place on Monday.",
        "Talks with the Taliban were to begin in Zabul province on Friday.",
        "A journalist faces arrest in Zabul province.",
        "A warrant for the arrest of a journalist in Zabul province was issued.",
        "Elders are working for the release of two policemen in Zabul province.",
        "Police prepared for riots in Zabul province.",
        "Heavy rain is forecast for Zabul province.",
        "A ceasefire in Zabul province collapsed on Monday.",
        "Displaced families in Zabul province need food.",
    ],
)
def test_what_is_to_come_or_over_is_no_event(text: str) -> None:
    """Nor what somebody faces, works for or prepares for, nor a state that a participle tells of."""
    assert not {each for each in _told(text) if each[2] == "actual"}


def test_a_mine_that_collapsed_is_no_district() -> None:
    """What "it" stands for is as often a building; a town that collapses is named."""
    assert not any(
        each.action is not None
        for each in read("Ten miners died in a coal mine in Sangin district after it collapsed on Monday.").events
    )
    assert any(each.action is not None for each in read("Kunduz collapsed on Sunday as the Taliban advanced.").events)


def test_a_strike_that_is_to_be_looked_into_was_one() -> None:
    """Only what is to begin or to be held lies ahead."""
    assert ("air_strike", "Nuristan", "actual") in _told("An air strike in Nuristan province is to be investigated.")
