"""Who is quoted, and for which side they speak."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading import read

FELL = "Kunduz fell to the Taliban on Sunday"


def source(text: str) -> tuple[str | None, str | None]:
    """Give the speaker of the last territory event of a text, and the speaker's side."""
    events = [event for event in read(text).events if event.action is not None]
    last = max(events, key=lambda event: event.trigger)
    return (last.source_original, last.source_side)


@pytest.mark.parametrize(
    ("sentence", "who", "side"),
    [
        # officials speak for the government, spokesmen for whom they are named with
        (f"{FELL}, officials said.", "officials", "government"),
        (f"{FELL}, police said.", "police", "government"),
        (f"{FELL}, a provincial council member said.", "provincial council member", "government"),
        (f"{FELL}, a security official told AFP.", "security official", "government"),
        (f"{FELL}, the Defense Ministry said.", "Defense Ministry", "government"),
        (f"{FELL}, the governor's spokesman said.", "governor's spokesman", "government"),
        (f"{FELL}, said lawmaker Amruddin Wali.", "lawmaker", "government"),
        (f"{FELL}, Ghulam Rabani, a lawmaker from the province, said.", "lawmaker", "government"),
        (f"{FELL}, a Taliban spokesman said.", "Taliban spokesman", "taliban"),
        (f"{FELL}, a spokesman for the Taliban said.", "spokesman for the Taliban", "taliban"),
        (f"{FELL}, Zabihullah Mujahid said.", "Zabihullah Mujahid", "taliban"),
        (f"{FELL}, the Taliban said.", "Taliban", "taliban"),
        (f"{FELL}, the Taliban claimed.", "Taliban", "taliban"),
        (f"{FELL}, U.S. officials said.", "U.S. officials", "other:United States"),
        # independent voices
        (f"{FELL}, two residents said.", "two residents", None),
        (f"{FELL}, witnesses said.", "witnesses", None),
        (f"{FELL}, the United Nations said.", "United Nations", None),
        (f"{FELL}, Reuters reported.", "Reuters", None),
        (f"{FELL}, according to the Associated Press.", "Associated Press", None),
        (f"According to witnesses, {FELL}.", "witnesses", None),
        # an independent voice beside a partisan one makes the pair independent
        (f"{FELL}, a Taliban spokesman and residents said.", "Taliban spokesman and residents", None),
        # nobody
        (f"{FELL}.", None, None),
    ],
)
def test_speaker(sentence: str, who: str | None, side: str | None) -> None:
    """The words of the text name the speaker; only partisans carry a side."""
    assert source(sentence) == (who, side)


@pytest.mark.parametrize(
    "sentence", [f"{FELL}, local media reported.", f"{FELL}, the ministry confirmed.", f"{FELL}, Khan Mohammad said."]
)
def test_whom_it_fell_to_is_not_who_says_so(sentence: str) -> None:
    """An unknown speaker is unknown: the party that the sentence is about does not speak."""
    assert source(sentence)[1] != "taliban"


@pytest.mark.parametrize(
    ("text", "who", "side"),
    [
        (f"A lawmaker spoke by telephone. He said {FELL}.", "lawmaker", "government"),
        (
            "A Taliban spokesman sent a statement. It said Kunduz had fallen to the insurgents.",
            "Taliban spokesman",
            "taliban",
        ),
        (f"Residents left on foot. Nobody spoke. {FELL}.", None, None),
    ],
)
def test_a_pronoun_goes_on_speaking(text: str, who: str | None, side: str | None) -> None:
    """ "He said" and "it said" go on for the speaker of the sentence before."""
    assert source(text) == (who, side)


def test_a_headline_has_the_source_of_its_body() -> None:
    """A headline names nobody; the report under it does."""
    text = f"Kunduz falls to the Taliban\n\n{FELL}, residents said."
    assert {event.source_original for event in read(text).events if event.action} == {"residents"}


def test_denial_without_its_object_negates_the_report_before() -> None:
    """ "The front denied the claim" makes a negated twin with its own quote; the report itself stays."""
    text = "The Taliban said they had captured Bazarak on Sunday. The National Resistance Front denied the claim."
    events = [event for event in read(text, date(2021, 9, 6)).events if event.action]
    modes = {event.assertion_mode.value: (event.source_side, event.quote.exact[:8]) for event in events}
    assert modes == {"actual": ("taliban", "The Tali"), "negated": ("nrf", "The Nati")}
    assert {event.unit_id for event in events} == {"AF-PAN"}


def test_the_taker_cannot_deny_its_own_report() -> None:
    """A denial by the side that took the place is about something else."""
    text = "The Taliban captured Kunduz on Sunday. The Taliban denied the reports."
    assert [event.assertion_mode.value for event in read(text).events if event.action] == ["actual"]
