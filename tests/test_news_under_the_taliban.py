"""Kinds of sentences that news has told since 2021: former soldiers killed, people flogged, searches and raids."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from geo.vocab import AssertionMode, DateBasis, EventType
from tests.reading import AFGHAN_STORY, read

if TYPE_CHECKING:
    from geo.model import Event

DAY = date(2024, 11, 2)


def actual(text: str, day: date = DAY) -> list[Event]:
    """What a text of that day on Afghanistan tells as happened."""
    return [each for each in read(text + AFGHAN_STORY, day).events if each.assertion_mode is AssertionMode.ACTUAL]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Two Taliban members shot and killed a former local police officer in Herat.", EventType.ATTACK_ON_CIVILIANS),
        ("The Taliban killed a former ANDSF member in Herat.", EventType.ATTACK_ON_CIVILIANS),
        ("The Taliban shot dead an officer of the previous government in Herat.", EventType.ATTACK_ON_CIVILIANS),
        ("A former commander was shot and killed by gunmen in Herat.", EventType.ATTACK_ON_CIVILIANS),
        ("Gunmen shot and killed a police officer in Herat.", EventType.ARMED_CLASH),
        ("The Taliban killed two fighters of the former rebel leader in Herat.", EventType.ARMED_CLASH),
        ("A group of nine individuals were publicly flogged in Herat.", EventType.ATTACK_ON_CIVILIANS),
        ("The Taliban arrested two men during a raid in Herat.", EventType.ARREST),
        ("The Taliban killed four fighters during a clearing operation in Herat.", EventType.ARMED_CLASH),
        ("The Taliban launched an operation in Herat, killing four fighters.", EventType.ARMED_CLASH),
    ],
)
def test_one_record_of_its_kind(text: str, kind: EventType) -> None:
    """Who served once bears no arms now, and an operation is no event beside those it killed."""
    assert [each.event_type for each in actual(text)] == [kind]


@pytest.mark.parametrize(
    ("behind", "place"),
    [
        ("He was killed in Injil district on Thursday night.", "Injil"),
        ("The teacher was killed at his home in Injil district.", "Injil"),
        ("The sources identified him as Gul Ahmad, who was killed at home in Injil district.", "Injil"),
        ("His brother was killed in Injil district years before.", "Herat"),
        ("He was killed in Kabul city on Thursday night.", "Herat"),
    ],
)
def test_where_the_dead_were_killed(behind: str, place: str) -> None:
    """The province of who was murdered gives way to the district of it where he is said to have been killed."""
    (killing,) = actual(f"A teacher was murdered in Herat province. {behind}")
    assert killing.place is not None
    assert killing.place.name == place


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("The Taliban have since flogged dozens of people in Herat.", DateBasis.BOUND),
        ("The Taliban have since October flogged dozens of people in Herat.", DateBasis.STATED),
        ("The Taliban flogged dozens of people in Herat.", DateBasis.PUBLICATION),
    ],
)
def test_what_was_done_since_then_has_no_day(text: str, basis: DateBasis) -> None:
    """What was done at some time up to now is no news of today."""
    assert {each.date_basis for each in actual(text)} == {basis}


@pytest.mark.parametrize("how", ["on a number of occasions", "on several occasions in recent months"])
def test_what_happened_on_many_occasions_is_background(how: str) -> None:
    """Nothing says that it happened once more."""
    assert not actual(f"The Taliban have closed the Torkham crossing {how}.")
    assert not actual("The Taliban have repeatedly closed the Torkham crossing.")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Taliban agents arrested a tailor originally from Panjshir in Herat.", {"Herat"}),
        ("Airstrikes hit Barmal district. The airstrikes coincided with a visit to Herat.", {"Barmal"}),
        ("An earthquake struck Badakhshan and was felt in Herat.", {"Badakhshan"}),
        ("An earthquake that was felt in Herat killed ten people in Badakhshan.", {"Badakhshan"}),
        ("A man was arrested in Herat on Friday. Another was arrested in one of the provinces on Monday.", {"Herat"}),
        ("Floods killed 30 people in Baghlan. Another 20 people were reported dead in Takhar.", {"Baghlan", "Takhar"}),
        ("A quake killed 30 people in Kunar. Officials said 12 deaths were reported in Laghman.", {"Kunar", "Laghman"}),
        ("A bomb exploded in the Saydabad area of Police District 3 in Zaranj city.", {"Zaranj"}),
        ("A bomb exploded in the Karukh neighbourhood of PD5 in Kabul city.", {"Kabul"}),
        ("Iranian border guards fired towards Afghan territory in Nimroz province.", {"Nimroz"}),
    ],
)
def test_only_where_it_was(text: str, places: set[str]) -> None:
    """Where somebody comes from, where a quake was felt, what it came at one time with: nothing happened there."""
    assert {each.place.name for each in actual(text) if each.place is not None} == places


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Thirteen workers were trapped when a mine caved in in Herat.", [EventType.INDUSTRIAL_DISASTER]),
        ("Police launched an operation in Herat on Sunday and arrested three men.", [EventType.ARREST]),
        ("Acting on a tip-off, police launched an operation in Herat.", []),
        ("A crackdown on protests in Herat left 15 people dead.", [EventType.PROTEST_EXCESSIVE_FORCE]),
        ("A man and a woman were punished in Herat.", []),
        ("Two men were killed when an unexploded ordnance detonated in Herat.", [EventType.BOMBING]),
        ("The children encountered the unexploded ordnance while playing in Herat.", []),
        ("A former soldier met his demise in Herat.", []),
        ("A blast that hit a mosque during Friday prayers in Herat killed five.", [EventType.BOMBING]),
        ("In April 2022 a blast that hit a mosque during Friday prayers in Herat killed five.", []),
        ("A hotel in Herat came under attack.", [EventType.ATTACK_ON_CIVILIANS]),
        ("Security forces raided a hideout in Herat, killing four insurgents.", [EventType.ARMED_CLASH]),
    ],
)
def test_no_record_of_another_kind(text: str, kinds: list[EventType]) -> None:
    """Whom a mine trapped nobody arrested, and a search by the police is no offensive."""
    assert [each.event_type for each in actual(text)] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "The Taliban killed ten soldiers, captured Andar district and seized weapons in Ghazni on Wednesday.",
        "The Taliban said they had killed ten soldiers, captured Andar district, and burned a post on Wednesday.",
        "The Taliban have attacked a convoy, captured Andar district and then left.",
    ],
)
def test_a_verb_in_a_list_has_the_subject_of_the_first(text: str) -> None:
    """In "killed ten, captured X and seized weapons" the same people did all of it."""
    gains = [each for each in read(text + AFGHAN_STORY, date(2021, 7, 15)).events if each.action is not None]
    assert [(each.unit_id, each.taker) for each in gains] == [("district:AF1107", "taliban")]


@pytest.mark.parametrize(
    "text",
    [
        "Spin Boldak was shelled. The Taliban said it had killed many, captured their posts and centres, and left.",
        "The Taliban attacked posts in Andar district, held by the army, and killed two.",
    ],
)
def test_no_ground_is_taken_by_nobody(text: str) -> None:
    """Posts that are captured are no district, and what stands between commas may be held by others."""
    assert all(each.unit_id is None for each in read(text + AFGHAN_STORY, DAY).events)


def told(text: str) -> set[tuple[str, str | None]]:
    """Every event of a text that happened, by its tag and place."""
    return {(each.event_type.value, each.place.name if each.place else None) for each in actual(text)}


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            "Two women convicted of theft and kidnapping were flogged in Faryab on Sunday.",
            {("attack_on_civilians", "Faryab")},
        ),
        (
            "Three men accused of fraud, robbery and kidnapping were lashed in Samangan on Sunday.",
            {("attack_on_civilians", "Samangan"), ("attribution", None)},
        ),
        (
            "A shepherd arrested in Takhar and Badakhshan was freed.",
            {("arrest", "Takhar"), ("arrest", "Badakhshan"), ("prisoners_freed", None)},
        ),
        ("Mines laid by the rebels and IS were defused in Ghor on Sunday.", {("weapons_disrupted", "Ghor")}),
        ("Rebels attacked in Takhar and Ghor was tense on Sunday.", {("armed_clash", "Takhar")}),
    ],
)
def test_what_a_subject_is_described_by_may_hold_a_list(text: str, events: set[tuple[str, str | None]]) -> None:
    """What is told of "men held in A and B" is told of the men, not of B."""
    assert told(text) == events


@pytest.mark.parametrize("state", ["calm", "secure", "now calm"])
def test_what_a_place_was_is_no_verb(state: str) -> None:
    """A base form behind a form of "be" says how it was: it leaves no verb out that stood before."""
    assert all(
        each.event_type is not EventType.TERRITORY_SEIZED
        for each in actual(f"Two officers were captured in Ghor and Takhar was {state}.")
    )


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Six men were flogged in Ghor on Sunday on charges of extortion.", {("attack_on_civilians", "Ghor")}),
        ("Six men were flogged in Ghor on charges of fraud, bribery and murder.", {("attack_on_civilians", "Ghor")}),
        ("Six men were flogged in Ghor for allegedly selling heroin.", {("attack_on_civilians", "Ghor")}),
        ("A driver was detained in Ghor on two counts of murder.", {("arrest", "Ghor")}),
        (
            "A driver was detained in Ghor on charges of a role in Sunday's bombing in Takhar.",
            {("arrest", "Ghor"), ("bombing", "Takhar")},
        ),
    ],
)
def test_what_somebody_is_charged_with_is_no_event(text: str, events: set[tuple[str, str | None]]) -> None:
    """A kind of deed behind "charges of", or "for allegedly" doing it, is a reproach; a deed of a day has happened."""
    assert told(text) == events


def dated(text: str, day: date = DAY) -> set[tuple[str, str | None, str | None, int | None]]:
    """Every event of a text that happened: its tag, place, date and dead."""
    return {
        (
            each.event_type.value,
            each.place.name if each.place else None,
            each.date.date_edtf if each.date else None,
            each.fatalities.best,
        )
        for each in actual(text, day)
    }


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            "A quake shook Faryab on Friday after an earlier tremor killed more than 80 people.",
            {
                ("natural_disaster", "Faryab", "2024-11-01", None),
                ("natural_disaster", "Faryab", "../2024-11-01", 80),
            },
        ),
        (
            "A mine exploded in Ghor on Friday, a month after a similar explosion killed seven people.",
            {("bombing", "Ghor", "2024-11-01", None), ("bombing", None, "2024-10", 7)},
        ),
        ("A quake shook Faryab on Friday, killing 80 people.", {("natural_disaster", "Faryab", "2024-11-01", 80)}),
    ],
)
def test_the_dead_of_an_earlier_one_are_its_own(
    text: str, events: set[tuple[str, str | None, str, int | None]]
) -> None:
    """What came before what a sentence tells is an event beside it, with its own dead and day."""
    assert dated(text) == events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("In March, gunmen killed two soldiers in Ghor.", {("armed_clash", "Ghor", "2024-03", 2)}),
        ("Two soldiers were shot dead in Ghor in March.", {("armed_clash", "Ghor", "2024-03", 2)}),
        ("In May the front said it had killed two soldiers in Ghor.", {("armed_clash", "Ghor", "2024-05~", 2)}),
        ("Two soldiers were killed in Ghor, the army said last month.", {("armed_clash", "Ghor", "2024-05~", 2)}),
        ("This week the army said two soldiers were killed in Ghor.", {("armed_clash", "Ghor", "2024-06-10~", 2)}),
        (
            "In May the front said it killed two soldiers in Ghor on 3 April.",
            {("armed_clash", "Ghor", "2024-04-03", 2)},
        ),
        (
            "A car bomb killed two men in Ghor on Friday.\n\nIn April IS said it had killed a judge in Ghor.",
            {("bombing", "Ghor", "2024-06-07", 2), ("attack_on_civilians", "Ghor", "2024-04~", 1)},
        ),
    ],
)
def test_months_of_deeds_and_of_their_telling(text: str, events: set[tuple[str, str | None, str, int | None]]) -> None:
    """March is no march; what was told in a month had happened by then."""
    assert dated(text, date(2024, 6, 10)) == events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            "The death toll from floods in Ghor and Faryab has risen to 19.",
            {("natural_disaster", "Ghor"), ("natural_disaster", "Faryab")},
        ),
        (
            "The toll from clashes in the districts of Pasaband and Taywara has risen to nine.",
            {("armed_clash", "Pasaband"), ("armed_clash", "Taywara")},
        ),
        (
            "The death toll from floods in Ghor has risen and Faryab is flooded.",
            {("natural_disaster", "Ghor"), ("natural_disaster", "Faryab")},
        ),
    ],
)
def test_a_toll_of_two_places(text: str, events: set[tuple[str, str | None]]) -> None:
    """What a toll comes from lies in each of the places named behind it."""
    assert told(text) == events


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The Taliban said air strikes in Paktia carried out by the army killed nine people.", {"Paktia"}),
        ("The toll from air strikes in Paktia and Ghor carried out by the army has risen to nine.", {"Paktia", "Ghor"}),
    ],
)
def test_who_carried_out_strikes_somewhere(text: str, places: set[str]) -> None:
    """What was carried out is the strike, not the place where it was."""
    assert told(text) == {("air_strike", place) for place in places}
