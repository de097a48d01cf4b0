"""Who did it, and to whom: both parties of a fight or of talks."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading import read

WAR = date(2019, 5, 6)
AFTER = date(2023, 5, 6)


def _parties(text: str, day: date) -> list[tuple[str, str | None, str | None]]:
    """Tag, side of who acts and side of whom it is done to, of all events of a text."""
    return [
        (each.event_type.value, each.actor and each.actor.side, each.recipient and each.recipient.side)
        for each in read(text, day).events
    ]


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
