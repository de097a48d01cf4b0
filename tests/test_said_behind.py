"""Who says so behind what happened: the verb before ", said a spokesman" is the sentence's own, no participle."""

from __future__ import annotations

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
