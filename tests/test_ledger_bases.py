"""Bases and airports are units of their own: what happens to them never moves the town that they stand by."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from conflictmap.api import run
from geo.files import seeds_folder
from geo.ledger import unit_words
from geo.vocab import ControlBasis, PlacePrecision, Unit

if TYPE_CHECKING:
    from pathlib import Path

    from geo.model import Event

CORPS_BASE, AIRPORT = "site:camp_pamir", "site:kunduz_airport"
FRONT = "---\npublished: 2021-08-11\nsource: test\n---\n\n"


def day(number: int) -> dt.date:
    """A day of August 2021."""
    return dt.date(2021, 8, number)


def events_of(folder: Path, text: str) -> tuple[Event, ...]:
    """The territory events of a text published on 11 August."""
    file = folder / "news.md"
    file.write_text(f"{FRONT}{text}\n", encoding="utf-8")
    return tuple(event for event in run(file).events if event.action is not None)


@pytest.mark.usefixtures("seeds_once")
def test_kunduz_city_falls_on_the_8th_and_its_corps_base_on_the_11th() -> None:
    """In the seeds the city never flips back while the base is held, and the base is a row of its own."""
    ledger = run(seeds_folder()).outcome.ledger
    for number in range(8, 16):
        for basis in ControlBasis:
            assert ledger.as_of(day(number), basis=basis)["AF-KDZ"].side == "taliban"
    (city,) = (
        row
        for row in ledger.history_of(Unit.PROVINCIAL_CAPITAL, "AF-KDZ", ControlBasis.REPORTED)
        if row.side == "taliban"
    )
    assert (city.valid_from, city.valid_to) == (day(8), None)
    for basis in ControlBasis:
        (base,) = ledger.history_of(Unit.BASE, CORPS_BASE, basis)
        assert (base.side, base.valid_from, base.valid_to) == ("taliban", day(11), None)
        assert set(base.evidence).isdisjoint(city.evidence)


@pytest.mark.parametrize(
    ("text", "unit_id"),
    [
        ("The Taliban captured the headquarters of the 217th Army Corps on Wednesday.", CORPS_BASE),
        ("The base of the 217 Pamir Corps fell to the Taliban on Wednesday.", CORPS_BASE),
        ("The Taliban captured the 209th Corps headquarters on Wednesday.", "site:camp_shaheen"),
        ("Soldiers handed the base of the 203rd Thunder Corps to the Taliban on Wednesday.", "site:fob_thunder"),
        ("The Taliban overran the headquarters of the 215 Maiwand Corps on Wednesday.", "site:camp_maiwand"),
        ("The Kunduz airport fell to the Taliban on Wednesday.", AIRPORT),
    ],
)
def test_a_base_is_a_unit(tmp_path: Path, text: str, unit_id: str) -> None:
    """A corps named with a word for the place, and an airport, are bases; an air*port* is no border crossing."""
    (event,) = events_of(tmp_path, text)
    assert (event.unit, event.unit_id) == (Unit.BASE, unit_id)


@pytest.mark.parametrize(
    "text",
    [
        "The Taliban said that the 217th Army Corps had fled.",
        "Soldiers of the 209th Shaheen Corps surrendered on Wednesday.",
    ],
)
def test_a_corps_alone_is_people(tmp_path: Path, text: str) -> None:
    """Without a word for the place no corps is put on the map."""
    file = tmp_path / "news.md"
    file.write_text(f"{FRONT}{text}\n", encoding="utf-8")
    assert all(event.place is None for event in run(file).events)


def test_a_spot_known_less_well_is_drawn_so(tmp_path: Path) -> None:
    """The uncertainty of a base is the radius of its row, in metres; without one a site's default."""
    (base,) = events_of(tmp_path, "The Taliban captured the headquarters of the 217th Army Corps on Wednesday.")
    (airport,) = events_of(tmp_path, "The Taliban captured Kunduz airport on Wednesday.")
    assert base.place is not None
    assert airport.place is not None
    assert (base.place.place_precision, base.place.uncertainty_m) == (PlacePrecision.SITE, 4_000)
    assert airport.place.uncertainty_m == 1_000


def test_a_base_is_called_by_its_name() -> None:
    """The table of sites has the name; an id that it lacks stands for itself."""
    assert unit_words(Unit.BASE, CORPS_BASE) == "Camp Pamir"
    assert unit_words(Unit.BASE, "site:nowhere") == "site:nowhere"
