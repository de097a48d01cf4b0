"""A day or month without its year, in a chronology or a tale of long ago, is of the year that the text told."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading import read


def _told(text: str, published: date) -> list[tuple[str, str | None, str]]:
    """Where something changed hands or was fought over, when, and in which mode, by its day."""
    return sorted(
        (event.place.name if event.place else "-", event.date.date_edtf if event.date else None, event.assertion_mode)
        for event in read(text, published).events
    )


@pytest.mark.parametrize(
    ("text", "published", "told"),
    [
        (  # a year over the entries
            (
                "How it went.\n\n1996\n\nSeptember 11: Taliban take Jalalabad.\n\nOctober: Taliban take Charikar."
                "\n\n2015\n\nMarch - Taliban overrun Ghormach."
            ),
            date(2021, 8, 20),
            [
                ("Charikar", "1996-10", "historical"),
                ("Ghormach", "2015-03", "historical"),
                ("Jalalabad", "1996-09-11", "historical"),
            ],
        ),
        (  # a year as the label of an entry, which counts for all of it
            (
                "How it went.\n\n1996 — The Taliban take Kabul.\n\n2001: Northern Alliance troops capture Taloqan.\n\n"
                "2015 - Taliban overrun Kunduz. They also attacked Pul-i-Khumri."
            ),
            date(2021, 8, 20),
            [
                ("Kabul", "1996", "historical"),
                ("Kunduz", "2015", "historical"),
                ("Pul-e Khumri", "2015~", "historical"),
                ("Taloqan", "2001", "historical"),
            ],
        ),
        (  # entries after one with its year, over the turn of the year
            (
                "- Nov. 26, 2005: Taliban attack Sangin. The army attacks Kajaki.\n\n- Dec. 3: Taliban seize Nad Ali."
                "\n\n- Jan. 20: The army retakes Nad Ali."
            ),
            date(2009, 3, 1),
            [
                ("Kajaki", "2005-11-26", "historical"),
                ("Nad Ali", "2005-12-03", "historical"),
                ("Nad Ali", "2006-01-20", "historical"),
                ("Sangīn", "2005-11-26", "historical"),
            ],
        ),
        (  # a tale of long ago
            (
                "On May 12, 1997, the Taliban attacked Maimana. On August 30 they took Taloqan. By September 2 they "
                "had taken Ishkamish."
            ),
            date(2012, 1, 15),
            [
                ("Ishkamish", "../1997-09-02", "historical"),
                ("Maymana", "1997-05-12", "historical"),
                ("Taloqan", "1997-08-30", "historical"),
            ],
        ),
        (  # the text's own time, whatever was told of before
            "In 2015 the Taliban attacked Maimana. On July 30 they captured Ishkamish.",
            date(2018, 8, 6),
            [("Ishkamish", "2018-07-30", "actual"), ("Maymana", "2015", "historical")],
        ),
        (
            (
                "The Taliban attacked Maimana in June 2018. On December 4 they captured Ishkamish. On Jan. 3 they "
                "took Qaisar."
            ),
            date(2019, 3, 10),
            [
                ("Ishkamish", "2018-12-04", "actual"),
                ("Maymana", "2018-06", "historical"),
                ("Qaysar", "2019-01-03", "actual"),
            ],
        ),
        (  # what a relative clause or the middle of a sentence dates is no tale
            "The Taliban captured Ishkamish, which they had lost in 2012, on Tuesday. On Oct. 5 they overran Qaisar.",
            date(2016, 1, 14),
            [("Ishkamish", "2016-01-12", "actual"), ("Qaysar", "2015-10-05", "actual")],
        ),
    ],
)
def test_the_year_of_a_day(text: str, published: date, told: list[tuple[str, str, str]]) -> None:
    """In a chronology the year over the entry or before it, in a tale the one told last; never the text's own time."""
    assert [each for each in _told(text, published) if each in told] == told
    assert not [each for each in _told(text, published) if each[2] == "actual" and each not in told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The mujahideen assaulted Kunduz within days of Soviet forces leaving it in August 1988.", ("1988-08~", True)),
        (
            "Kunduz was attacked by the rebels days after Soviet troops had gone home in August 1988.",
            ("1988-08~", True),
        ),
        ("Taliban fighters attacked Kunduz when the army withdrew in June 2013.", ("2013-06", True)),
        ("Rebels attacked Kunduz, a city in the north, days after troops left it in June 1992.", ("1992-06~", True)),
        ("Taliban fighters attacked Kunduz as they did in June 2013.", ("2015-09-30~", False)),
        (
            "Taliban fighters attacked Kunduz, days after an officer who fled in June 2013 came back.",
            ("2015-09-30~", False),
        ),
        ("Taliban fighters attacked Kunduz two years after the army left in 2013.", ("2015-09-30~", False)),
    ],
)
def test_what_was_done_when_something_of_long_ago_was_is_of_then(text: str, told: tuple[str, bool]) -> None:
    """With it or right after it; no anniversary, no likening, nothing of somebody who is only described."""
    found = [event for event in read(text, date(2015, 9, 30)).events if event.event_type == "armed_clash"]
    assert [(event.date and event.date.date_edtf, event.assertion_mode == "historical") for event in found] == [told]


def test_a_week_later_counts_from_the_paragraph_before() -> None:
    """Where that told of long ago, and not from the day of the news above it."""
    text = (
        "The Taliban attacked Herat on Wednesday.\n\nIn August 1988 the mujahideen assaulted Kunduz.\n\n"
        "The town was retaken a week later by the army."
    )
    assert ("Kunduz", "1988-08-05/1988-09-10", "historical") in _told(text, date(2015, 9, 30))


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("Overnight the Taliban attack Jalrez.", ("2021-06-06/2021-06-07", "actual")),
        ("The Taliban attacked Jalrez on Friday.", ("2021-06-04", "actual")),
        ("The Taliban attack Jalrez the next day.", ("2021-06-08", "actual")),
        ("The Taliban attack Jalrez.", ("2021-06-07", "actual")),
        ("Officials say 150 soldiers are killed in 24 hours in Jalrez.", ("2021-06-06/2021-06-07", "actual")),
    ],
)
def test_an_entry_speaks_on_its_own_day(entry: str, told: tuple[str, str]) -> None:
    """ "Overnight" and "on Friday" under the heading of a day count from that day, and not from the publication's."""
    text = f"How it went.\n\nMay 4\n\nTaliban fighters launch an offensive in Helmand province.\n\nJune 7\n\n{entry}"
    found = [event for event in read(text, date(2021, 8, 16)).events if event.event_type == "armed_clash"]
    assert [(event.date and event.date.date_edtf, event.assertion_mode) for event in found] == [told]
