"""Who took it: the kind of change and the sides of that day decide, never the order of the actors."""

from __future__ import annotations

from datetime import date

import pytest

from geo.feeds.actors import actor_on, actor_table
from geo.feeds.territory import read_transfer
from tests.feed_files import HANDED, NEW_STATE, NRF, RETAKEN, SEIZED, STATE, TALIBAN

WAR, AFTER = date(2021, 8, 8), date(2022, 5, 1)
UNKNOWN = "Unidentified Armed Group (Afghanistan)"
ISKP = "Islamic State Khorasan Province (ISKP)"
NATO = "NATO: North Atlantic Treaty Organization"


@pytest.mark.parametrize(
    ("kind", "actors", "day", "taker", "loser"),
    [
        (SEIZED, (STATE, TALIBAN), WAR, "taliban", "government"),
        (RETAKEN, (STATE, TALIBAN), WAR, "government", "taliban"),
        (RETAKEN, (NEW_STATE, NRF), AFTER, "taliban", "nrf"),
        (SEIZED, (NEW_STATE, NRF), AFTER, "nrf", "taliban"),
        (SEIZED, (NEW_STATE, ISKP), AFTER, "iskp", "taliban"),
        (RETAKEN, (NATO, TALIBAN), WAR, "other:NATO", "taliban"),
        (RETAKEN, (STATE, UNKNOWN), WAR, "government", None),
        (HANDED, (TALIBAN, None), WAR, "taliban", None),
        (HANDED, (TALIBAN, TALIBAN), WAR, "taliban", None),
        (SEIZED, (f"{STATE} Special Forces", TALIBAN), WAR, "taliban", "government"),
        (RETAKEN, (STATE, NATO), WAR, "government", "other:NATO"),
    ],
)
def test_taker(kind: str, actors: tuple[str, str | None], day: date, taker: str, loser: str | None) -> None:
    """The taker is the same whichever actor stands first."""
    for first, second in (actors, actors[::-1]):
        found = read_transfer(kind, first, second, day)
        assert (found.taker, found.loser, found.unclear) == (taker, loser, None)


@pytest.mark.parametrize(
    ("kind", "actors", "day"),
    [
        (HANDED, (STATE, TALIBAN), WAR),
        (SEIZED, (TALIBAN, ISKP), WAR),
        (SEIZED, (STATE, UNKNOWN), WAR),
        (SEIZED, (TALIBAN, UNKNOWN), WAR),
        (RETAKEN, (TALIBAN, ISKP), WAR),
        (SEIZED, (STATE, None), WAR),
        (RETAKEN, (NEW_STATE, NRF), date(2020, 1, 1)),
        (HANDED, (None, None), WAR),
        (HANDED, (TALIBAN, UNKNOWN), WAR),
    ],
)
def test_unclear_taker(kind: str, actors: tuple[str | None, str | None], day: date) -> None:
    """Where two sides could have taken it, or nobody who is known, nobody did, and the reason names the actors."""
    for first, second in (actors, actors[::-1]):
        found = read_transfer(kind, first, second, day)
        assert (found.taker, found.loser) == (None, None)
        assert found.unclear
        assert all(name in found.unclear for name in actors if name)


def test_the_taliban_are_the_state_from_august_2021_on() -> None:
    """The same movement is a rebel before Kabul fell and the state afterwards, under both of its names."""
    before, after = actor_on(TALIBAN, date(2021, 8, 15)), actor_on(TALIBAN, date(2021, 8, 16))
    assert before is not None
    assert after is not None
    assert (before.side, before.standing, after.side, after.standing) == ("taliban", "non_state", "taliban", "state")
    new = actor_on(NEW_STATE, AFTER)
    assert new is not None
    assert (new.side, new.standing) == ("taliban", "state")
    old = actor_on("Government of Afghanistan", WAR), actor_on("Government of Afghanistan", AFTER)
    assert [each.side for each in old if each] == ["government", "taliban"]


@pytest.mark.parametrize(
    ("day", "government", "taliban"),
    [
        (date(1995, 9, 5), ("government", "state"), ("taliban", "non_state")),
        (date(1998, 8, 8), ("taliban", "state"), ("taliban", "state")),
        (date(2001, 11, 20), None, ("taliban", "non_state")),
        (date(2009, 7, 3), ("government", "state"), ("taliban", "non_state")),
    ],
)
def test_who_governs_is_a_matter_of_the_day(
    day: date, government: tuple[str, str] | None, taliban: tuple[str, str]
) -> None:
    """UCDP's "Government of Afghanistan" is who held Kabul then; the Northern Alliance is one until the end of 2001."""
    found = actor_on("Government of Afghanistan", day)
    assert (found and (found.side, found.standing.value)) == government
    movement = actor_on("Taleban", day)
    assert movement is not None
    assert (movement.side, movement.standing.value) == taliban
    front = actor_on("UIFSA", day)
    assert (front is not None) == (date(1996, 9, 27) <= day < date(2001, 12, 22))


def test_names_are_found_by_whole_words() -> None:
    """A name is its own beginning up to a word's end: "ISAF" and "Israel" are no "IS"."""
    assert actor_on("IS", WAR) is not None
    assert actor_on("Israel", WAR) is None
    assert actor_on("Talibanesque", WAR) is None


def test_no_name_means_two_things_on_one_day() -> None:
    """The periods of one name do not overlap."""
    for each in actor_table():
        for other in actor_table():
            if each is not other and each.name == other.name:
                starts = max(each.since or date.min, other.since or date.min)
                assert min(each.until or date.max, other.until or date.max) <= starts, each.name
