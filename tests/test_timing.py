"""When each event of a text happened: the day of its own clause, or of what it continues or is counted from."""

from __future__ import annotations

import pytest

from geo.vocab import Action, EventType
from tests.reading import AFGHAN_STORY, read


def days(text: str) -> dict[str, str | None]:
    """The day of the first event at each place of a text, in EDTF; published on Tuesday, 10 August 2021."""
    found: dict[str, str | None] = {}
    for event in sorted(read(text + AFGHAN_STORY).events, key=lambda each: each.trigger):
        if event.place is not None:
            found.setdefault(event.place.name, event.date.date_edtf if event.date else None)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "On August 5 the Taliban seized Farah, and on August 6 they took Kunduz.",
            {"Farah": "2021-08-05", "Kunduz": "2021-08-06"},
        ),
        (
            "On August 5, the Taliban seized Farah, and on the following day gained control of Kunduz.",
            {"Farah": "2021-08-05", "Kunduz": "2021-08-06"},
        ),
        (
            "On Friday the Taliban seized Farah but on Sunday the army retook Kunduz.",
            {"Farah": "2021-08-06", "Kunduz": "2021-08-08"},
        ),
        (
            "The Taliban seized Farah on Friday, on Saturday they took Kunduz.",
            {"Farah": "2021-08-06", "Kunduz": "2021-08-07"},
        ),
        ("The Taliban seized Farah on Friday, and on Saturday officials confirmed it.", {"Farah": "2021-08-06"}),
    ],
)
def test_each_clause_has_its_own_day(text: str, expected: dict[str, str]) -> None:
    """A date that opens the second of two clauses dates that one, and never the first."""
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Taliban captured Farah on Saturday, a day after they seized Kunduz.", {"Kunduz": "2021-08-06"}),
        ("The Taliban captured Farah on Saturday, two days after seizing Kunduz.", {"Kunduz": "2021-08-05"}),
        ("The fall of Farah on Saturday came a day after the Taliban captured Kunduz.", {"Kunduz": "2021-08-06"}),
        (
            "A bomb killed nine people in Herat on Saturday. The attack came a day after a bomb killed two in Kunduz.",
            {"Herat": "2021-08-07", "Kunduz": "2021-08-06"},
        ),
        ("Since the Taliban took Kunduz, 60,000 people have fled.", {"Kunduz": "../2021-08-10"}),
        ("By Friday evening the Taliban had seized Farah.", {"Farah": "../2021-08-06"}),
        ("By 1998 the Taliban had taken Mazar-i-Sharif.", {"Mazar-i-Sharif": "../1998-12-31"}),
        ("In 1996 the Taliban took Kabul. After they took Kunduz, they ruled for years.", {"Kunduz": None}),
        ("Until the Taliban took Kunduz, trade was brisk.", {"Kunduz": None}),
    ],
)
def test_days_counted_from_another(text: str, expected: dict[str, str | None]) -> None:
    """What was done so long before something else has its day; what is presupposed, or was done by then, a last day."""
    assert {place: day for place, day in days(text).items() if place in expected} == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The commander said on Saturday that troops had driven the Taliban out of Kunduz.", "2021-08-07~"),
        ("The commander said on Saturday that troops drove the Taliban out of Kunduz on Friday.", "2021-08-06"),
        ("The commander said on Tuesday that troops had driven the Taliban out of Kunduz.", "2021-08-10~"),
        ("Troops had driven the Taliban out of Kunduz, the commander said on Saturday.", "2021-08-07~"),
        ("Troops have driven the Taliban out of Kunduz, where the commander was born.", "2021-08-10~"),
    ],
)
def test_the_day_of_saying_is_the_last_day(text: str, day: str) -> None:
    """What has no day of its own happened no later than somebody told of it, and never on the publication day then."""
    assert days(text)["Kunduz"] == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Friday's bombing in Kunduz killed nine people.", "2021-08-06"),
        ("Friday's deadly bombing in Kunduz killed nine people.", "2021-08-06"),
        ("Fighting has raged in Kunduz since Saturday.", "2021-08-07/2021-08-10"),
        ("Fighting has raged in Kunduz since 2001.", "2021-08-10~"),
        ("Troops in Kunduz attacked a commander behind Friday's bombing in Herat on Monday.", "2021-08-09"),
        ("Troops attacked a commander behind Friday's bombing in Kunduz on Monday.", "2021-08-06"),
        ("A strike on a planner of the August 2 bombing killed two men in Kunduz on Monday.", "2021-08-09"),
        ("Troops attacked a commander in Kunduz on August 2.", "2021-08-02"),
        ("The Taliban seized Farah yesterday and Kunduz today.", "2021-08-10"),
    ],
)
def test_days_of_nouns_and_of_what_lasts(text: str, day: str) -> None:
    """A day owns the event noun behind it; what goes on has its span, unless that is of years."""
    assert days(text)["Kunduz"] == day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army retook Farah, which the Taliban had seized on Friday.", "2021-08-10~"),
        ("The army retook Farah, a city that the Taliban had seized on Friday, the governor said.", "2021-08-10~"),
        ("Ten soldiers were killed in Farah, which the Taliban had seized on Friday.", "2021-08-10~"),
        ("Officials said that the army had retaken Farah on Friday.", "2021-08-06"),
    ],
)
def test_a_day_of_what_was_before_dates_nothing_else(text: str, expected: str) -> None:
    """The day of a relative clause in the past perfect is neither the lead's nor that of saying so."""
    events = [each for each in read(text + AFGHAN_STORY).events if each.action is not Action.SEIZED and each.place]
    assert {each.date.date_edtf for each in events if each.date} == {expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Friday, a day after the fall of Farah, officials met.", "2021-08-05"),
        ("The 2015 capture of Farah was avenged on Friday.", "2015"),
        ("After Thursday's fall of Farah, the Taliban moved on.", "2021-08-05"),
        ("The government met after Thursday's fall of Farah to the Taliban.", "2021-08-05"),
        ("The August 5 capture of Farah was confirmed on Friday.", "2021-08-05"),
        ("On Friday, after the fall of Farah, officials met.", "../2021-08-06"),
        ("Officials met after the fall of Farah on Friday.", "2021-08-06"),
        ("Two days after the fall of Farah, the Taliban took Taloqan on Sunday.", "2021-08-06"),
    ],
)
def test_a_noun_has_the_days_that_are_its_own(text: str, expected: str) -> None:
    """What a clause came after has none of its days; a relative clause that tells of a noun dates it."""
    found = days(text)
    assert found["Farah"] == expected


def test_the_relative_clause_of_a_noun_dates_it_alone() -> None:
    """ "In which six died last week" dates the bombing that it stands behind, the day of the assault another thing."""
    text = "The Taliban claimed an assault in Kabul that began on August 2 and a suicide bombing in Farah "
    text += "in which six died on Friday."
    events = read(text + AFGHAN_STORY).events
    found = {each.date.date_edtf for each in events if each.event_type is EventType.SUICIDE_BOMBING and each.date}
    assert found == {"2021-08-06"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Friday, officials said, the Taliban captured Farah.", "2021-08-06"),
        ("Last week, the ministry announced, the Taliban captured Farah.", "2021-08-02/2021-08-08"),
        ("The Taliban, officials said, captured Farah on Friday.", "2021-08-06"),
        ("On Friday, officials said the Taliban had captured Farah.", "2021-08-06~"),
        ("On Friday, officials said that the Taliban had captured Farah on Thursday.", "2021-08-05"),
    ],
)
def test_a_speaker_between_commas_leaves_the_day_to_what_he_says(text: str, expected: str) -> None:
    """ "On Friday, officials said, X fell" dates the fall; without the second comma Friday is when they said it."""
    assert days(text)["Farah"] == expected


def test_a_speaker_between_commas_leaves_the_place_to_what_he_says() -> None:
    """ "In X, officials said, two men were killed" tells where they were killed."""
    (event,) = read("In Farah city, police said, gunmen killed a judge on Friday." + AFGHAN_STORY).events
    assert event.place is not None
    assert event.place.name == "Farah"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three people died in Farah on Friday after a bomb exploded.", "2021-08-06"),
        ("Two soldiers were killed in Farah on Friday after insurgents attacked.", "2021-08-06"),
        ("A man died in a hospital in Farah on Friday after a bomb exploded.", "../2021-08-06"),
        ("The mayor of Farah spoke on Friday after a bomb exploded.", "../2021-08-06"),
    ],
)
def test_what_somebody_died_after_was_on_the_day_of_his_death(text: str, expected: str) -> None:
    """ "Died on Friday after a bomb exploded" dates the bomb, unless he lay in a hospital; "spoke after" does not."""
    found = [each for each in read(text + AFGHAN_STORY).events if each.sentence == 0]
    violent = [each for each in found if each.event_type in {EventType.BOMBING, EventType.ARMED_CLASH}]
    assert [each.date.date_edtf for each in violent if each.date] == [expected]
