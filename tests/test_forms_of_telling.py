"""One happening in the forms that grammar has for it, and the same words where they assert nothing."""

from __future__ import annotations

import pytest

from geo.vocab import AssertionMode, EventType
from tests.reading import read

BEFORE = "Two policemen were shot in Faryab, Afghanistan, in April.\n\n"
ACTUAL = AssertionMode.ACTUAL


def _told(text: str, kind: EventType) -> list[tuple[str | None, str | None, AssertionMode]]:
    """Place, day and mode of the events of a kind, those of the paragraph before left out."""
    return [
        (
            each.place.name if each.place else None,
            each.date.date_edtf if each.date else None,
            each.assertion_mode,
        )
        for each in read(BEFORE + text).events
        if each.event_type is kind and each.trigger[0] >= len(BEFORE)
    ]


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("Sangin district, which the Taliban captured on Sunday, is quiet.", EventType.DISTRICT_SEIZED, "Sangin"),
        ("The district that the Taliban captured on Sunday was Sangin.", EventType.DISTRICT_SEIZED, "Sangin"),
        ("It was Zaranj that the Taliban captured on Sunday.", EventType.CAPITAL_SEIZED, "Zaranj"),
        ("Sunday saw Zaranj fall to the Taliban.", EventType.CAPITAL_SEIZED, "Zaranj"),
        ("Locals saw army troops withdraw from Sangin district on Sunday.", EventType.WITHDRAWAL, "Sangin"),
        ("Locals saw rebels gun down two cooks in Zaranj on Sunday.", EventType.ATTACK_ON_CIVILIANS, "Zaranj"),
        ("It was in Zaranj that heavy fighting took place on Sunday.", EventType.ARMED_CLASH, "Zaranj"),
        ("Zaranj was the scene of heavy fighting on Sunday.", EventType.ARMED_CLASH, "Zaranj"),
        ("A convoy was the target of an ambush in Zaranj on Sunday.", EventType.ARMED_CLASH, "Zaranj"),
        ("The shelling wounded nine pupils in Zaranj on Sunday.", EventType.SHELLING, "Zaranj"),
        (
            "The suicide attack which killed nine guards in Zaranj on Sunday was vile.",
            EventType.SUICIDE_BOMBING,
            "Zaranj",
        ),
        ("A pylon was blown up in Zaranj on Sunday.", EventType.LOOTING_DESTRUCTION, "Zaranj"),
        ("Zaranj witnessed a shooting on Sunday.", EventType.ATTACK_ON_CIVILIANS, "Zaranj"),
        ("Rebels broke the truce on Sunday by attacking a post in Zaranj.", EventType.ARMED_CLASH, "Zaranj"),
        ("Heavy fighting in Zaranj, the third this month, killed two on Sunday.", EventType.ARMED_CLASH, "Zaranj"),
        ("A raid that killed two guards in Zaranj on Sunday angered all on Monday.", EventType.ARMED_CLASH, "Zaranj"),
        ("News of a clash in Zaranj on Sunday reached Kabul.", EventType.ARMED_CLASH, "Zaranj"),
        ("A gun battle inflicted casualties in Zaranj on Sunday.", EventType.ARMED_CLASH, "Zaranj"),
        ("A blast caused the deaths of two cooks in Zaranj on Sunday.", EventType.BOMBING, "Zaranj"),
        ("The UN counted a car bombing that killed two cooks in Zaranj on Sunday.", EventType.BOMBING, "Zaranj"),
        ("The car bomb attack that killed two cooks in Zaranj on Sunday was vile.", EventType.BOMBING, "Zaranj"),
        ("Twelve rebels died in an operation in Zaranj on Sunday.", EventType.ARMED_CLASH, "Zaranj"),
        ("Gunmen ambushed a convoy from Herat in Zaranj on Sunday.", EventType.ARMED_CLASH, "Zaranj"),
        ("Gunmen ambushed a convoy on the way to Herat in Zaranj on Sunday.", EventType.ARMED_CLASH, "Zaranj"),
        ("Gunmen believed to be from Herat ambushed a convoy in Zaranj on Sunday.", EventType.ARMED_CLASH, "Zaranj"),
        (
            "In revenge for a loss in Herat, rebels attacked a post in Zaranj on Sunday.",
            EventType.ARMED_CLASH,
            "Zaranj",
        ),
        ("Gunmen shot a trader from Lashkar Gah in Helmand on Sunday.", EventType.ATTACK_ON_CIVILIANS, "Lashkar Gah"),
    ],
)
def test_forms_of_one_happening(text: str, kind: EventType, place: str) -> None:
    """Relatives, clefts, what somebody saw, what a place was the scene of: with its place and its day."""
    assert _told(text, kind) == [(place, "2021-08-08", ACTUAL)]


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("Rebels fought all Sunday before capturing Zaranj.", EventType.CAPITAL_SEIZED, "2021-08-08~"),
        ("Troops held out on Sunday until Zaranj fell.", EventType.CAPITAL_SEIZED, "2021-08-08~"),
        ("He taught there in June before the Taliban captured Zaranj.", EventType.CAPITAL_SEIZED, None),
        ("Roads were shut on Sunday following an ambush in Zaranj.", EventType.ARMED_CLASH, "../2021-08-08"),
        ("Roads were shut on Sunday in the wake of an ambush in Zaranj.", EventType.ARMED_CLASH, "../2021-08-08"),
    ],
)
def test_days_of_what_came_before_or_behind(text: str, kind: EventType, day: str | None) -> None:
    """What ended the fighting was at about its day; what came before the day of the sentence is bounded by it."""
    assert [each[1] for each in _told(text, kind)] == [day]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Police convoy ambushed in Zaranj", EventType.ARMED_CLASH),
        ("Army post attacked in Zaranj", EventType.ARMED_CLASH),
        ("Two teachers gunned down in Zaranj", EventType.ATTACK_ON_CIVILIANS),
        ("Air strike hits compound in Zaranj", EventType.AIR_STRIKE),
        ("Mine blast in Zaranj; four people killed", EventType.BOMBING),
        ("Clash claims 12 lives in Zaranj", EventType.ARMED_CLASH),
        ("Six rebels dead as drone strike rocks Zaranj", EventType.AIR_STRIKE),
        ("Two farmers killed, five wounded in Zaranj", EventType.CIVILIAN_HARM),
    ],
)
def test_headlines_without_an_auxiliary(text: str, kind: EventType) -> None:
    """A thing that is struck strikes nobody."""
    events = [each for each in read(BEFORE + text).events if each.trigger[0] >= len(BEFORE)]
    assert [(each.event_type, each.place.name if each.place else None) for each in events] == [(kind, "Zaranj")]
    assert events[0].actor is None or events[0].actor.side != "government"


@pytest.mark.parametrize(
    "text",
    [
        "It was not Zaranj that the Taliban captured on Sunday.",
        "The lack of fighting in Zaranj surprised all.",
        "Wards were cleared in case of an attack on a post in Zaranj.",
        "In the event of a bombing in Zaranj, roads will be shut.",
        "Police found a plot for a bombing in Zaranj.",
        "Generals drew up plans against an ambush in Zaranj.",
        "The next target of the Taliban is the capture of Zaranj.",
        "Elders talked in Zaranj instead of rebels attacking a post.",
        "Zaranj could be the scene of heavy fighting.",
        "Zaranj was not the scene of fighting on Sunday.",
        "Zaranj has been the scene of clashes for years.",
        "The arms cache had come from Zaranj.",
        "A clash of dates put off a wedding in Zaranj on Sunday.",
    ],
)
def test_what_only_might_be(text: str) -> None:
    """Denied, lacking, meant, feared, and what has gone on for years."""
    events = [each for each in read(BEFORE + text).events if each.trigger[0] >= len(BEFORE)]
    spots = [each for each in events if each.assertion_mode is ACTUAL and each.place is not None]
    assert spots == []


@pytest.mark.parametrize(
    ("text", "mode", "place"),
    [
        ("The Taliban first attacked Kunduz on Monday.", "actual", "Kunduz"),
        ("The Taliban had first attacked Kunduz on Monday.", "actual", "Kunduz"),
        ("Kunduz was first attacked by the Taliban on Monday.", "actual", "Kunduz"),
        ("The Taliban next attacked Taloqan.", "actual", "Taloqan"),
        ("The Taliban will first attack Kunduz.", "future", "Kunduz"),
        ("The mullah had no immediate plan, saying his men would first concentrate on attacking Kunduz.", None, None),
    ],
)
def test_first_may_stand_in_a_verb(text: str, mode: str | None, place: str | None) -> None:
    """Between the parts of a verb, or right before it, it is no adjective of what follows."""
    found = {(str(each.assertion_mode), each.place.name if each.place else None) for each in read(text).events}
    sure = {each for each in found if each[0] in {"actual", "future"}}
    assert sure == (set() if mode is None else {(mode, place)})
