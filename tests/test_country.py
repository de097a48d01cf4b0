"""The country pack: whom the words of a text stand for on a day, who fights whom, and what the tables promise."""

from __future__ import annotations

import pickle
import sys
import tomllib
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from geo.country import CountryPack, SideReading, afghanistan, load_country
from geo.country.sides_table import read_sides
from geo.dates import KABUL
from geo.errors import ReferenceDataError
from geo.files import reference_file
from geo.model import Actor
from geo.places import border_lines
from geo.vocab import TakerBasis

if TYPE_CHECKING:
    from pathlib import Path

PACK = afghanistan()
SIDES = PACK.sides
NORTH = "other:Northern Alliance"


def read(text: str, day: date, introduced: frozenset[str] = frozenset()) -> list[tuple[str | None, str | None]]:
    """Sides and bases of the actors of a text on a day, left to right."""
    found = [SIDES.side_of(span, day, introduced) for span in PACK.actors.find(text, day)]
    return [(each.side, each.basis.value if each.basis else None) for each in found]


@pytest.mark.parametrize(
    ("text", "day", "sides"),
    [
        # before the Taliban held Kabul
        ("Government soldiers pulled out of Jalalabad.", date(1996, 9, 12), ["government"]),
        ("Fighters of the Taliban entered Herat.", date(1995, 9, 5), ["taliban"]),
        ("Dostum's forces shelled the airfield.", date(1994, 3, 1), ["other:Junbish"]),
        # the first emirate
        ("Opposition troops left Bamyan to the Taliban militia.", date(1998, 9, 14), [NORTH, "taliban"]),
        ("The militia took Mazar-i-Sharif.", date(1998, 8, 9), ["taliban"]),
        ("Soldiers fled to the hills.", date(1998, 8, 9), [None]),
        ("Northern Alliance fighters entered Taloqan.", date(2001, 11, 12), [NORTH]),
        ("Forces loyal to General Dostum took the old town.", date(2001, 11, 9), [NORTH]),
        ("The United Front said that anti-Taliban forces held the pass.", date(2000, 6, 1), [NORTH, NORTH]),
        ("Troops loyal to Ahmad Shah Massoud blew up the bridge.", date(1997, 6, 1), [NORTH]),
        ("Uzbek warlord Abdul Rashid Dostum took Shiberghan.", date(2001, 11, 10), [NORTH]),
        ("Dostum's men took Shiberghan.", date(2001, 11, 10), [NORTH]),
        ("Gunmen loyal to Ismail Khan took Ghorian.", date(2001, 11, 10), [NORTH]),
        ("The ousted government's troops took Bagram.", date(1997, 7, 20), [NORTH]),
        # the republic
        ("Afghan soldiers retook the bazaar.", date(2009, 7, 3), ["government"]),
        ("Afghan and British soldiers retook the bazaar.", date(2009, 7, 3), ["government"]),
        ("U.S. and Afghan special forces landed at dawn.", date(2015, 10, 1), ["government"]),
        ("Afghan and coalition forces cleared the valley.", date(2010, 5, 1), ["government"]),
        ("U.S.-Afghan forces cleared the valley.", date(2010, 5, 1), ["government"]),
        ("Coalition troops alongside Afghan soldiers cleared it.", date(2010, 2, 14), ["government"]),
        ("Afghan soldiers and NATO troops cleared it.", date(2010, 2, 14), ["government"]),
        ("NATO troops, together with the Afghan police, cleared it.", date(2010, 2, 14), ["government"]),
        ("The Taliban said their forces cleared it.", date(2010, 2, 14), ["taliban", "taliban"]),
        (
            "The army lost, the Taliban said, and their forces cleared it.",
            date(2010, 2, 14),
            ["government", "taliban", None],
        ),
        ("The Defence Ministry said its forces cleared it.", date(2010, 2, 14), ["government", "government"]),
        ("The army fled. Their forces cleared it.", date(2010, 2, 14), ["government", None]),
        ("The movement's forces won.", date(2015, 2, 14), ["taliban"]),
        ("Fighters loyal to the warlord Amanullah won.", date(2004, 8, 20), [None, None]),
        ("Militants led by a local strongman won.", date(2004, 8, 20), [None]),
        ("Militants led by a woman won.", date(2004, 8, 20), ["taliban", None]),
        ("An ISIS affiliate burned it.", date(2016, 2, 14), ["iskp"]),
        ("British soldiers held the dam alone.", date(2008, 9, 1), ["other:United Kingdom"]),
        ("ISAF troops shot at a lorry.", date(2008, 9, 1), ["other:NATO"]),
        ("Coalition jets drove them off.", date(2018, 5, 15), ["other:NATO"]),
        ("Local uprising forces hold the ridge.", date(2017, 4, 2), ["government"]),
        ("The arbaki were disarmed.", date(2012, 4, 2), ["government"]),
        ("ANDSF units, the NDS and the ALP moved in.", date(2019, 4, 2), ["government"] * 3),
        ("Militia fighters of Ismail Khan hold the airport.", date(2021, 7, 30), ["government"]),
        ("Forces loyal to Dostum took Gosfandi.", date(2003, 4, 10), ["other:Junbish"]),
        (
            "Marines landed; U.S. Marines and Royal Marines stayed.",
            date(2010, 2, 13),
            ["other:United States"] * 2 + ["other:United Kingdom"],
        ),
        ("IS-K fighters burned the school.", date(2018, 4, 2), ["iskp"]),
        ("Daesh gunmen and ISIS-KP militants burned it.", date(2018, 4, 2), ["iskp", "iskp"]),
        ("Militants loyal to the Islamic State group burned it.", date(2018, 4, 2), ["iskp"]),
        ("US-trained Afghan commandos lead.", date(2018, 4, 2), ["government"]),
        ("Hizb-i-Islami fighters closed the road.", date(2009, 4, 2), ["other:Hizb-i-Islami"]),
        # the second emirate
        ("Security forces of the Islamic Emirate searched homes.", date(2022, 3, 1), ["taliban"]),
        ("The security forces searched homes.", date(2021, 8, 20), ["taliban"]),
        ("Police opened fire; the Interior Ministry said so.", date(2022, 3, 1), ["taliban", "taliban"]),
        ("Resistance fighters took Banu.", date(2021, 8, 20), ["nrf"]),
        ("People's resistance units took Banu.", date(2021, 8, 20), ["nrf"]),
        ("Anti-Taliban fighters took Banu.", date(2021, 8, 20), ["nrf"]),
        ("National Resistance Front forces took Banu.", date(2022, 5, 20), ["nrf"]),
        ("The de facto authorities deny it.", date(2022, 5, 20), ["taliban"]),
        ("Northern Alliance fighters hold the valley.", date(2021, 8, 19), ["nrf"]),
        ("Pakistani troops shelled Afghan soldiers.", date(2022, 4, 16), ["other:Pakistan", "taliban"]),
        # nobody can tell
        ("The defenders beat off the troops.", date(2021, 9, 10), [None, None]),
        ("Soldiers shot into the air at the airport.", date(2021, 8, 17), [None]),
        ("Foreign fighters trained there.", date(2011, 5, 1), ["taliban"]),  # by default, and never the coalition
        ("Anti-Taliban protesters marched.", date(2021, 9, 7), [None]),
        ("UN staff left.", date(2015, 10, 1), [None]),
        ("Former soldiers and ex-commandos joined them.", date(2021, 9, 20), [None, None]),
        ("The enemy fled.", date(2015, 10, 1), [None]),
        ("Pakistani militants crossed over.", date(2015, 10, 1), ["other:Pakistani militants"]),
        ("Pakistani soldiers crossed over.", date(2015, 10, 1), ["other:Pakistan"]),
    ],
)
def test_sides_of_every_period(text: str, day: date, sides: list[str | None]) -> None:
    """The words of a sentence stand for the side that they stood for on that day."""
    assert [side for side, _ in read(text, day)] == sides


@pytest.mark.parametrize(
    "word",
    [
        "insurgents",
        "militants",
        "rebels",
        "fighters",
        "guerrillas",
        "extremists",
        "jihadists",
        "the group",
        "the movement",
        "the organisation",
        "armed insurgents",
        "militant fighters",
        "anti-government forces",
    ],
)
def test_unnamed_rebels_by_period(word: str) -> None:
    """They are the Taliban by default under the republic alone, and never where the text introduced somebody else."""
    text = f"The district fell to {word}."
    assert read(text, date(2002, 1, 1)) == [("taliban", "default")]
    assert read(text, date(2021, 8, 15)) == [("taliban", "default")]
    assert read(text, date(2001, 12, 31)) == read(text, date(2021, 8, 16)) == [(None, None)]
    assert read(text, date(2016, 5, 1), frozenset({"iskp"})) == [("iskp", "reference")]
    assert read(text, date(2016, 5, 1), frozenset({"iskp", "government"})) == [("iskp", "reference")]
    assert read(text, date(2016, 5, 1), frozenset({"iskp", "taliban"})) == [(None, None)]
    (span,) = PACK.actors.find(text, date(2016, 5, 1))
    assert (span.actor.side, span.actor.actor_class, span.named) == (None, "rebel", False)


def test_attackers_are_not_the_taliban_by_default() -> None:
    """Gunmen and attackers may be anybody: no default, and no party that the text names."""
    assert read("Gunmen shot a judge.", date(2019, 1, 1)) == [(None, None)]
    assert read("The attackers fled.", date(2019, 1, 1), frozenset({"taliban"})) == [(None, None)]


def test_a_class_is_a_reference_and_a_name_is_named() -> None:
    """The basis tells words that name a party from words that mean one."""
    day = date(2015, 9, 28)
    assert read("the police", day) == [("government", "reference")]
    assert read("the Afghan police", day) == [("government", "named")]
    assert read("the Taliban", day) == [("taliban", "named")]


def test_the_day_of_the_event_decides() -> None:
    """One span, found in a text of September 2021, is another party's in a sentence on July; so is its actor."""
    (span,) = PACK.actors.find("the police", date(2021, 9, 20))
    assert span.actor.side == "taliban"
    assert SIDES.side_of(span, date(2021, 7, 20)).side == "government"
    assert PACK.side_of(span.actor, date(2021, 7, 20)).side == "government"
    (span,) = PACK.actors.find("Anti-Taliban forces", date(2021, 9, 20))
    assert (span.actor.side, PACK.side_of(span.actor, date(2000, 7, 20)).side) == ("nrf", NORTH)
    made = Actor(name="Kabul", side="government", actor_class="government")
    assert PACK.side_of(made, date(2019, 1, 1)) == SideReading("government", TakerBasis.NAMED)


def test_the_head_of_a_phrase_gives_the_class() -> None:
    """Who speaks for an army, or leads it, is no army."""
    spans = PACK.actors.find("A spokeswoman for the US forces met the commander of NATO troops.", date(2010, 1, 1))
    assert [(span.actor.side, span.actor.actor_class) for span in spans] == [
        ("other:United States", "spokesperson"),
        ("other:NATO", "leader"),
    ]


def test_who_a_text_introduces() -> None:
    """Armed parties that are named, not who is meant by a class, nor who only speaks."""
    day = date(2017, 5, 1)
    text = "Islamic State fighters beat the police and some militants. The Taliban spokesman and US soldiers looked on."
    assert SIDES.introduced(PACK.actors.find(text, day), day) == {"iskp", "other:United States"}
    text = "NATO troops looked on, and a Taliban spokesman said that the fighters had left."
    assert SIDES.introduced(PACK.actors.find(text, day), day) == {"taliban", "other:NATO"}


def test_no_rebels_are_meant_by_a_state_or_a_militia() -> None:
    """Militants in a text on Pakistan's army are not Pakistan's; local militia fighters are nobody whom it names."""
    assert read("militants", date(2019, 4, 20), frozenset({"other:Pakistan"})) == [("taliban", "default")]
    assert read("militants", date(2021, 8, 23), frozenset({"other:Pakistan"})) == [(None, None)]
    assert read("local militia fighters", date(2021, 8, 23), frozenset({"taliban"})) == [(None, None)]


@pytest.mark.parametrize(
    ("side", "day", "introduced", "opponent", "basis"),
    [
        ("government", date(2002, 1, 1), (), "taliban", "default"),
        ("government", date(2021, 8, 15), (), "taliban", "default"),
        ("government", date(2001, 12, 31), (), None, None),
        ("government", date(2021, 8, 16), (), None, None),
        ("government", date(2017, 5, 1), ("iskp",), "iskp", "reference"),
        ("government", date(2017, 5, 1), ("iskp", "taliban"), "taliban", "reference"),
        ("government", date(2017, 5, 1), ("other:NATO",), "taliban", "default"),
        ("taliban", date(1999, 5, 1), (), NORTH, "default"),
        (NORTH, date(1999, 5, 1), (), "taliban", "default"),
        ("taliban", date(2017, 5, 1), ("taliban", "other:United States"), "government", "default"),
        ("taliban", date(2021, 8, 14), ("nrf",), "government", "default"),
        ("taliban", date(2021, 8, 24), ("nrf",), "nrf", "reference"),
        ("taliban", date(2021, 8, 24), (), None, None),
        ("nrf", date(2021, 8, 24), (), "taliban", "default"),
        ("other:United States", date(2010, 8, 24), (), "taliban", "default"),
        ("iskp", date(2018, 8, 24), (), None, None),
        ("iskp", date(2018, 8, 24), ("taliban", "government"), None, None),
        (None, date(2018, 8, 24), ("taliban",), None, None),
        ("government", None, (), None, None),
    ],
)
def test_opponents_by_day(
    side: str | None, day: date | None, introduced: tuple[str, ...], opponent: str | None, basis: str | None
) -> None:
    """An opponent that the text names goes before the default; an ally, or one not yet there, is none."""
    assert SIDES.opponent(side, day, introduced) == SideReading(opponent, TakerBasis(basis) if basis else None)


def test_who_acts_together_takes_for_one() -> None:
    """Allies take for the country's own side, foreign forces alone for themselves, enemies for nobody."""
    day = date(2010, 2, 13)
    assert SIDES.joint(["government", "other:Canada", "other:NATO"], day) == "government"
    assert SIDES.joint(["other:Canada", "other:United States"], day) == "other:NATO"
    assert SIDES.joint(["other:Canada"], day) == "other:Canada"
    assert SIDES.joint(["government", "taliban"], day) is None
    assert SIDES.joint(["government", None], day) is None
    assert SIDES.joint(["government", "other:Canada"], date(2022, 1, 1)) is None
    assert SIDES.joint([NORTH, "other:United States"], date(2001, 11, 9)) == NORTH
    assert read("Taliban and Afghan soldiers fought.", day) == [("taliban", "named"), ("government", "named")]
    assert read("Pakistani and Afghan soldiers fought.", day)[-1] == ("government", "named")


def test_regimes_alliances_and_aircraft() -> None:
    """Who governs, whose word is not independent and who can bomb from the air, at the ends of the periods."""
    assert [SIDES.regime(date(*day)) for day in ((1996, 9, 26), (1996, 9, 27), (2001, 11, 13), (2001, 12, 22))] == [
        "government",
        "taliban",
        None,
        "government",
    ]
    assert (SIDES.regime(date(2021, 8, 15)), SIDES.regime(date(2021, 8, 16))) == ("government", "taliban")
    assert SIDES.is_state_force("taliban", date(2018, 5, 1)) is False
    assert SIDES.is_state_force("taliban", date(2022, 5, 1)) is True
    assert SIDES.is_state_force(None, date(2022, 5, 1)) is None
    assert SIDES.are_allied("nrf", "government", date(2021, 9, 1))
    assert not SIDES.are_allied("nrf", "taliban", date(2021, 9, 1))
    assert SIDES.are_allied("other:NATO", "government", date(2021, 8, 30))
    assert not SIDES.are_allied("other:NATO", "government", date(2021, 8, 31))
    assert not any(SIDES.has_aircraft(side, date(2018, 5, 1)) for side in ("taliban", "nrf", "iskp"))
    assert SIDES.has_aircraft("taliban", date(1999, 5, 1))
    assert all(SIDES.has_aircraft(side, date(2018, 5, 1)) for side in ("government", "other:NATO", None))
    assert SIDES.counting_side(date(2021, 8, 12)) == "taliban"


def test_capitals_are_not_abbreviations() -> None:
    """A headline in capitals names no Islamic State by its verb, and no United States by its pronoun."""
    day = date(2018, 5, 1)
    assert [span.actor.side for span in PACK.actors.find("HERAT IS FALLING, THEY TOLD US TODAY", day)] == []
    assert read("IS killed two men, and the US said so.", day)[0] == ("iskp", "named")


def test_work_is_bounded_without_a_full_stop() -> None:
    """Each of a thousand "their forces" in one sentence asks a few neighbours: twice the text, twice the calls."""
    steps: list[int] = []
    for many in (500, 1000):
        seen = 0

        def count(*called: object) -> None:
            nonlocal seen
            seen += called[1] in {"call", "c_call"}

        text = "the Taliban and their forces " * many
        sys.setprofile(count)
        try:
            found = PACK.actors.find(text, date(2015, 1, 1))
        finally:
            sys.setprofile(None)
        assert len(found) >= many
        steps.append(seen)
    assert steps[1] < 2.2 * steps[0]


def test_a_pack_is_a_value() -> None:
    """It survives pickling for another process, equal and answering alike, and says what it was made of."""
    again = pickle.loads(pickle.dumps(PACK))  # noqa: S301 - our own
    assert isinstance(again, CountryPack)
    assert again == PACK == load_country(reference_file("countries/afg"))
    text, day = "Afghan and British soldiers left Musa Qala to the Taliban.", date(2006, 10, 17)
    assert [span.actor for span in again.actors.find(text, day)] == [s.actor for s in PACK.actors.find(text, day)]
    assert len(PACK.sha256) == 64
    moment = datetime(2021, 8, 15, 23, 59, tzinfo=UTC)
    assert PACK.projection.proj == border_lines._PLANE
    assert PACK.time_zone.tzname(moment) == KABUL.tzname(moment) == "Asia/Kabul"
    assert PACK.time_zone.utcoffset(moment) == KABUL.utcoffset(moment)


@pytest.mark.parametrize(
    ("table", "hint"),
    [
        ('[[regime]]\nside = "talban"', "Sides are"),
        ('[[regime]]\nside = "taliban"\nfrom = "2021-08-16"', "quotation marks"),
        ('[[regime]]\nside = "taliban"\nfrom = 2021-08-16\nuntil = 2021-08-16', "exclusive"),
    ],
)
def test_a_wrong_table_is_named(tmp_path: Path, table: str, hint: str) -> None:
    """A side that is none, a day in quotation marks and an empty period are refused with a hint."""
    path = tmp_path / "sides.toml"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=hint):
        read_sides(path)


@pytest.mark.parametrize("folder", ["afg", "shared"])
def test_every_table_has_its_source(folder: str) -> None:
    """SOURCES.toml names each file of the folder, and each source that it uses."""
    where = reference_file(f"countries/{folder}")
    said = tomllib.loads((where / "SOURCES.toml").read_text(encoding="utf-8"))
    assert set(said["file"]) == {each.name for each in where.iterdir()} - {"SOURCES.toml"}
    assert {name for row in said["file"].values() for name in row["from"]} == set(said["source"])
