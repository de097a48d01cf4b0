"""Who did it, and to whom: both parties of a fight or of talks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.reading import read

if TYPE_CHECKING:
    from geo.model import Event

WAR = date(2019, 5, 6)
AFTER = date(2023, 5, 6)
FOUGHT = "armed_clash"
FREED = "prisoners_freed"


def _told(event: Event) -> tuple[str, str | None, str | None]:
    """Tag, side of who acts and side of whom it is done to."""
    by, to = event.actor, event.recipient
    return (event.event_type.value, by.side if by is not None else None, to.side if to is not None else None)


def _parties(text: str, day: date) -> list[tuple[str, str | None, str | None]]:
    """The same of all events of a text."""
    return [_told(each) for each in read(text, day).events]


@pytest.mark.parametrize(
    ("text", "day", "tag", "by", "to"),
    [
        (
            "A clash between Taliban fighters and Iranian guards in Nimroz killed two men.",
            AFTER,
            "armed_clash",
            "taliban",
            "other:Iran",
        ),
        ("Fighting between the army and the Taliban broke out in Logar.", WAR, "armed_clash", "government", "taliban"),
        ("Taliban and Islamic State fighters clashed in Logar.", WAR, "armed_clash", "taliban", "iskp"),
        ("The Islamic State and the Taliban fought in Kunduz on Sunday.", WAR, "armed_clash", "iskp", "taliban"),
        (
            "The Taliban and the United States signed an agreement in Doha.",
            WAR,
            "agreement",
            "taliban",
            "other:United States",
        ),
        (
            "The Taliban and the Afghan government agreed on a ceasefire in Doha.",
            WAR,
            "ceasefire",
            "taliban",
            "government",
        ),
        ("The army clashed with the Taliban in Logar.", WAR, "armed_clash", "government", "taliban"),
        ("Afghan and US soldiers fought for two hours in Kunduz on Sunday.", WAR, "armed_clash", "government", None),
        ("The police and the army fought in Kunduz on Sunday.", WAR, "armed_clash", "government", None),
        (
            "Taliban and Islamic State fighters attacked a police post in Logar.",
            WAR,
            "armed_clash",
            "taliban",
            "government",
        ),
    ],
)
def test_who_fights_or_talks_with_whom(text: str, day: date, tag: str, by: str, to: str | None) -> None:
    """The second of two parties is the other one, unless they are allies or do it to a third."""
    assert _parties(text, day) == [(tag, by, to)]


_FIGHT = "The Taliban and the Islamic State fought in Achin district on Sunday. "
_TAKEN = "The Taliban kidnapped ten farmers in Qaisar district on Friday. "


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (_FIGHT + "The clashes went on in Nazyan district on Monday.", (FOUGHT, "taliban", "iskp")),
        (
            _FIGHT + "Heavy fighting was reported in Nazyan district, the police said.",
            (FOUGHT, "taliban", "iskp"),
        ),
        (_FIGHT + "Clashes with the army were reported in Nazyan district.", (FOUGHT, "government", None)),
        (
            _FIGHT + "The army fought the Taliban on Monday. Clashes were reported in Nazyan district.",
            (FOUGHT, None, None),
        ),
        (
            _TAKEN + "Six of the farmers were released on Sunday, the governor said.",
            (FREED, "taliban", None),
        ),
        (_TAKEN + "The farmers were freed in an army raid on Sunday.", (FREED, "government", None)),
        (_TAKEN + "Four Taliban prisoners were released on Sunday.", (FREED, None, "taliban")),
        (
            "Two men were arrested by the police in Herat and released after some hours.",
            (FREED, "government", None),
        ),
    ],
)
def test_who_does_it_as_told_just_before(text: str, last: tuple[str, str | None, str | None]) -> None:
    """The one pair of parties that fights goes on fighting; who holds people lets them go, no others."""
    found = max(read(text, WAR).events, key=lambda each: each.trigger)
    assert _told(found) == last


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Taliban fighters stormed a court in Khost. On Monday the gunmen shot a judge in Khost.", "taliban"),
        (
            "Islamic State fighters stormed a court in Khost. On Monday these attackers shot a judge in Khost.",
            "iskp",
        ),
        ("Gunmen stormed a court in Khost on Sunday. On Monday the gunmen shot a judge in Khost.", None),
        (
            "Taliban and Islamic State fighters clashed in Khost. On Monday the gunmen shot a judge in Khost.",
            None,
        ),
        ("Taliban fighters stormed a court in Khost. On Monday gunmen shot a judge in Khost.", None),
    ],
)
def test_whose_the_gunmen_are(text: str, by: str | None) -> None:
    """Of the one group whose fighters the text has told of, if they are told of as known."""
    found = max(read(text, WAR).events, key=lambda each: each.trigger)
    assert found.actor is not None
    assert found.actor.side == by


@pytest.mark.parametrize(
    ("what", "voice", "by"),
    [
        ("A drone strike", "the provincial police", None),
        ("A drone strike", "NATO", "other:NATO"),
        ("An airstrike", "the defence ministry", "government"),
    ],
)
def test_officials_tell_of_the_drones_of_others(what: str, voice: str, by: str | None) -> None:
    """The state has none; its own aircraft did what it announces."""
    assert _parties(f"{what} killed nine Islamic State fighters in Achin district on Sunday, {voice} said.", WAR) == [
        ("air_strike", by, "iskp")
    ]


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("A bomber killed a man in Khost on Sunday. Guards shot the attacker. The Islamic State claimed it.", "iskp"),
        ("A bomb killed a man at a mosque in Khost on Sunday. Soldiers shot dead two gunmen after the blast.", None),
        (
            "Nine soldiers were killed in Khost on Sunday. They were killed after the Taliban attacked a post.",
            "taliban",
        ),
    ],
)
def test_who_shot_the_attackers_did_not_attack(text: str, by: str | None) -> None:
    """Two tellings of one attack: the guards who shot a bomber set off no bomb."""
    first = min(read(text, WAR).events, key=lambda each: each.trigger)
    assert _told(first)[1] == by


@pytest.mark.parametrize(
    ("text", "day", "by"),
    [
        ("Women have been banned from parks in Logar since Friday.", AFTER, "taliban"),
        ("Music was banned in Logar on Friday, the governor said.", WAR, "government"),
        ("Music was banned in villages of Logar under the Taliban on Friday.", WAR, None),
        ("The Torkham crossing was closed on Friday.", AFTER, None),
    ],
)
def test_who_governs_forbids(text: str, day: date, by: str | None) -> None:
    """What nobody is named for only those who govern forbid; a crossing has two sides."""
    assert [told[1] for told in _parties(text, day)] == [by]


@pytest.mark.parametrize("who", ["The NSAG", "Non-state armed groups", "Anti-government elements"])
def test_bulletins_name_the_groups(who: str) -> None:
    """Bulletins of aid bodies have their own words for those who fight the state."""
    assert _parties(f"{who} attacked a police post in Logar on Sunday.", WAR) == [(FOUGHT, "taliban", "government")]


_CLAIM = "The Islamic State group claimed an attack on a court in Jalalabad on Sunday. "


@pytest.mark.parametrize(
    ("text", "by"),
    [
        (_CLAIM + "Police said a bomber had struck at noon and killed nine people.", "iskp"),
        (_CLAIM + "A separate bomb killed two people in Jalalabad.", None),
        (_CLAIM + "A bomb killed two people in Kunduz on Monday.", None),
        (
            "The Islamic State has claimed several attacks in recent months. A bomb killed two in Kunduz on Monday.",
            None,
        ),
    ],
)
def test_a_claim_with_which_a_text_opens(text: str, by: str | None) -> None:
    """It is of the deed that is told next, of no other place and no other attack."""
    deed = next(each for each in read(text, WAR).events if each.event_type.value != "attribution")
    assert _told(deed)[1] == by


@pytest.mark.parametrize(
    ("text", "day", "by"),
    [
        ("Twelve people were flogged in Logar on Monday, the Supreme Court said.", AFTER, "taliban"),
        ("A couple were flogged in Ghor province on Monday.", WAR, None),
        ("A couple were flogged by Taliban fighters in Ghor province on Monday.", WAR, "taliban"),
    ],
)
def test_whose_courts_punish(text: str, day: date, by: str | None) -> None:
    """Those who govern, unless others who fight them may have courts of their own."""
    assert [told[1] for told in _parties(text, day)] == [by]
