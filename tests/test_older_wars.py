"""Who is who before 2001: the Soviet war, the war of the factions, and names that changed sides."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading import read, territory


def _sides(text: str, day: date) -> set[tuple[str | None, str | None]]:
    """Who acts on whom in the events of a text."""
    return {
        (each.actor.side if each.actor else None, each.recipient.side if each.recipient else None)
        for each in read(f"{text} The Afghan war went on.", day).events
    }


@pytest.mark.parametrize(
    ("who", "year", "side"),
    [
        ("The Soviets", 1986, "other:Soviet Union"),
        ("Red Army units", 1986, "other:Soviet Union"),
        ("Afghan troops", 1986, "government"),
        ("Mujahideen", 1986, "other:Mujahideen"),
        ("Moslem rebels", 1986, "other:Mujahideen"),
        ("Ismail Khan's men", 1986, "other:Mujahideen"),
        ("Jamiat-i-Islami fighters", 1986, "other:Mujahideen"),
        ("Mujahideen", 1993, None),
        ("Moslem rebels", 1993, None),
        ("Ismail Khan's men", 1993, "government"),
        ("Jamiat-i-Islami fighters", 1993, "government"),
        ("Forces loyal to Gulbuddin Hekmatyar", 1993, "other:Hizb-i-Islami"),
        ("Rebels loyal to Prime Minister Gulbuddin Hekmatyar", 1993, "other:Hizb-i-Islami"),
        ("Fighters loyal to General Abdul Rashid Dostum", 1994, "other:Junbish"),
        ("Fighters loyal to General Amanullah", 1994, None),
        ("Hezb-e-Wahdat fighters", 1994, "other:Hizb-i-Wahdat"),
        ("Hezb-e-Wahdat fighters", 1998, "other:Northern Alliance"),
        ("Commander Masood's men", 1998, "other:Northern Alliance"),
        ("Massood forces", 1998, "other:Northern Alliance"),
    ],
)
def test_who_they_are_depends_on_the_year(who: str, year: int, side: str | None) -> None:
    """Rebels, mujahideen and the men of a commander."""
    assert {each for each, _ in _sides(f"{who} attacked villages in Logar on Monday.", date(year, 5, 10))} <= {side}
    assert side is None or _sides(f"{who} attacked villages in Logar on Monday.", date(year, 5, 10))


def test_allies_of_the_eighties_take_for_the_state() -> None:
    """Soviet and Afghan troops fight together against the mujahideen, who lose what they take."""
    text = "Afghan and Soviet troops captured Khost city from the mujahideen on Monday. The Afghan war went on."
    (event,) = [each for each in read(text, date(1986, 5, 10)).events if each.action]
    assert (event.taker, event.loser) == ("government", "other:Mujahideen")


@pytest.mark.parametrize(
    "text",
    [
        "Gardez fell to mujahideen rebels. Hezb-i-Islami is in the south. Chamkani district fell to rebels.",
        "A press agency run by Hezb-i-Islami said Gardez had fallen to the rebels. The rebels took Chamkani too.",
    ],
)
def test_rebels_are_not_only_the_party_that_is_named(text: str) -> None:
    """Of the mujahideen a text may name one party alone; its rebels are still all of them, until they took Kabul."""
    takers = {event.taker for event in territory(text, date(1992, 4, 20)) if event.action is not None}
    assert takers - {None} == {"other:Mujahideen"}
    (event,) = territory("Hezb-i-Islami fighters captured Gardez on Sunday.", date(1992, 4, 20))
    assert event.taker == "other:Hizb-i-Islami"
