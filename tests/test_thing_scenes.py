"""Where something happened by where the thing or the people are that it was done to; and from what a day counts."""

from __future__ import annotations

from datetime import date

import pytest

from geo.dateline import find_dateline
from tests.reading import read

DAY = date(2019, 3, 14)
BEFORE = "KABUL - Two policemen were shot in Faryab in April and three farmers drowned in Ghor in March.\n\n"


def _places(text: str) -> set[str | None]:
    """The places of what the first sentence tells."""
    first = text.split(". ", maxsplit=1)[0]
    events = read(BEFORE + text, DAY).events
    told = (each for each in events if any(quote.exact.startswith(first) for quote in (each.quote, *each.retellings)))
    return {each.place.name if each.place else None for each in told}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A bomber rammed a joint patrol and killed ten people. The patrol was passing through Chamkani.", "Chamkani"),
        ("A bomb hit a bus and killed ten people. The bus was travelling from Kabul through Shahjoy.", "Shahjoy"),
        ("A bomb exploded outside a hotel, killing ten. The hotel stands near the airport in Jalalabad.", "Jalalabad"),
        ("Gunmen stormed a clinic and killed two doctors. The clinic is located in Watapur district.", "Wata Pur"),
        ("Gunmen stormed a clinic and killed two doctors. The clinic lies in Watapur district.", "Wata Pur"),
        (
            "NATO aircraft bombed two tankers, killing 90 people. The tankers had become stuck in Chahar Dara.",
            "Chahar Dara",
        ),
        ("A bomber blew himself up among worshippers and killed 36. The worshippers had gathered in Rodat.", "Rodat"),
        ("A soldier shot dead 16 villagers. The village lies in Panjwai district of Kandahar.", "Panjwayi"),
        (
            "A bomb killed six farmers. The farmers were working in their fields in Dawlatabad district of Balkh.",
            "Dawlatabad",
        ),
        ("A mine killed three children. They were playing in a field in Nad Ali district.", "Nad Ali"),
        ("Gunmen shot dead a judge. He was walking home from prayers in Mehtarlam.", "Mehtarlam"),
        ("Gunmen shot dead eight aid workers. Their bodies were found in the Watapur district.", "Wata Pur"),
        ("Gunmen stormed a clinic and killed two doctors. The clinic was built with help from Norway.", None),
        ("Gunmen stormed a clinic and killed two doctors. A clinic lies in Watapur district.", None),
        ("Gunmen stormed a clinic and killed two doctors. The hotel lies in Watapur district.", None),
        ("A bomb hit a bus and killed ten people. The bus was travelling from Kabul to Kandahar.", None),
        ("A bomb killed six farmers. The farmers had worked in Helmand.", None),
        ("Gunmen shot dead a judge. He had studied in Kabul.", None),
        ("Five engineers were kidnapped. The engineers work for a firm in Kabul.", None),
        ("Gunmen kidnapped eight aid workers. Their bodies were found in the Watapur district.", None),
    ],
)
def test_where_the_thing_is(text: str, place: str | None) -> None:
    """A sentence that says where those were to whom something was done places it; one that says more does not."""
    assert _places(text) == {place}


def test_what_comes_behind_goes_on() -> None:
    """What is told behind the sentence with the place goes on from it."""
    text = "A bomb hit a bus and killed ten people. The bus was passing through Shahjoy. Two men were arrested."
    (arrest,) = (each for each in read(BEFORE + text, DAY).events if each.event_type == "arrest")
    assert arrest.place is not None
    assert arrest.place.name == "Shahjoy"


@pytest.mark.parametrize(
    ("told", "days"),
    [
        (("A bomb killed two in Andar on Tuesday.", "A day later a mine killed three in Ghor."), (12, 13)),
        (
            (
                "Officials said on Thursday that a bomb had killed two in Andar on Monday.",
                "Two days before, gunmen killed a judge in Farah.",
                "The same day three soldiers died in Ghor when their car hit a mine.",
            ),
            (11, 9, 9),
        ),
        (
            (
                "A bomb killed two in Andar on Tuesday.",
                "The attack came two days after gunmen killed a judge in Farah.",
                "That evening three soldiers died in Ghor when their car hit a mine.",
            ),
            (12, 10, 12),
        ),
    ],
)
def test_what_a_day_counts_from(told: tuple[str, ...], days: tuple[int, ...]) -> None:
    """ "A day later" counts from the day that the paragraphs before told, not from one told beside it."""
    events = sorted(read("\n\n".join(told), DAY).events, key=lambda each: each.trigger)
    assert [each.date.date_start.day for each in events if each.date and each.date.date_start] == [*days]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("KABUL - Two men were shot.", "KABUL"),
        ("TARIN KOT -- Two men were shot.", "TARIN KOT"),
        ("AK-47 rifles were found.", None),
        ("US-led troops left.", None),
    ],
)
def test_a_hyphen_sets_a_dateline_off(text: str, place: str | None) -> None:
    """A hyphen behind a blank sets a town in capitals off as a dash does."""
    found = find_dateline(text)
    assert (text[slice(*found.place)] if found else None) == place
