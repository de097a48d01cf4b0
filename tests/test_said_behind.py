"""Who says so behind what happened: the verb before ", said a spokesman" is the sentence's own, no participle."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode, EventType
from tests.reading import read

END = " Kabul, Afghanistan, was quiet."


@pytest.mark.parametrize(
    "said", ["said a spokesman", "said Khan, the governor", "say officials", "said the ministry in a statement"]
)
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A bomb exploded in Zabul province on Sunday", EventType.BOMBING),
        ("The Taliban attacked in Zabul province on Sunday", EventType.ARMED_CLASH),
        ("Troops clashed with insurgents in Zabul province", EventType.ARMED_CLASH),
        ("Nine policemen killed in Zabul province", EventType.ARMED_CLASH),
        ("Two rockets landed in Zabul province on Sunday", EventType.SHELLING),
    ],
)
def test_the_verb_before_who_says_so_is_finite(text: str, kind: EventType, said: str) -> None:
    """It happened there, and who did it is not whom it was done to."""
    (event, *_) = (each for each in read(f"{text}, {said}.{END}").events if each.event_type is kind)
    assert event.assertion_mode is AssertionMode.ACTUAL
    assert event.place is not None
    assert event.place.name == "Zabul"
    if "Taliban attacked" in text:
        assert event.actor is not None
        assert event.actor.side == "taliban"
        assert event.recipient is None


def test_it_happened_there_somebody_says() -> None:
    """The scene of what was told before, with who says so behind it."""
    text = (
        "A bomb killed nine policemen on Sunday.\n\nIt happened in Zabul province, said a spokesman. Kabul was quiet."
    )
    (event, *_) = (
        each for each in read(text + " The Afghan army came.").events if each.event_type is EventType.BOMBING
    )
    assert event.place is not None
    assert event.place.name == "Zabul"


def test_who_says_so_between_a_subject_and_its_verb() -> None:
    """ "The men arrested in X, said police, were bakers": the past form stays a participle."""
    found = read(f"The men arrested in Zabul province, said police, were bakers.{END}").events
    assert [each.event_type for each in found] == [EventType.ARREST]


@pytest.mark.parametrize("said", ["an officer predicted", "residents feared", "analysts warned", "predicted a general"])
@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("Zaranj fell to the Taliban on Sunday, and Farah would be next", True),
        ("Zaranj fell to the Taliban on Sunday; Farah could fall within days", True),
        ("The Taliban have captured Zaranj, but Farah is likely to hold", True),
        ("The Taliban captured Zaranj on Sunday and would take Farah by Friday", True),
        ("Zaranj fell to the Taliban, and Farah fell too", False),
        ("Zaranj had fallen to the Taliban, and Farah would be next", False),
        ("Zaranj would fall to the Taliban, and Farah would be next", False),
    ],
)
def test_a_forecast_behind_leaves_what_is_over(text: str, said: str, *, is_so: bool) -> None:
    """What was told as known before it stays so, and nothing of what is to come is."""
    events = read(f"{text}, {said}.{END}", date(2021, 8, 10)).events
    so = {each.unit_id for each in events if each.action and each.assertion_mode is AssertionMode.ACTUAL}
    assert so == ({"AF-NIM"} if is_so else set())


def test_who_fears_for_something_says_nothing_of_what_stands_before() -> None:
    """He is afraid; the fall is a fact."""
    (event,) = read(f"Zaranj fell to the Taliban on Sunday, an officer feared for his life there.{END}").events
    assert event.assertion_mode is AssertionMode.ACTUAL
