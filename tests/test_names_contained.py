"""What a text says about a place binds: thousands of made sentences, and the wordings one by one."""

from __future__ import annotations

import csv
from itertools import cycle, islice
from typing import TYPE_CHECKING

import pytest

from geo.coords import LonLat, displaced
from geo.documents import split_sentences
from geo.files import reference_file
from geo.gazetteer.extra import Spot, build_extra
from geo.gazetteer.geonames_dump import DumpRow
from geo.gazetteer.merged import MergedGazetteer
from geo.gazetteer.table import Gazetteer, default_gazetteer
from geo.mentions import Scanner, find_mentions
from geo.model import Document, OffsetMap
from geo.places.resolve import resolve
from geo.vocab import SETTLEMENT_KINDS, PlaceKind, ResolutionStatus
from tests.reading import answers, read, taken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.model import Resolution

SENTENCES = 3_000
VILLAGES = 9_000
EVERY = 9
"""The suite reads one in so many of the sentences, of all four kinds, and installs one in so many of the villages."""
LONG = pytest.mark.slow
WRONG_SHARE = 0.005
MADE = ("Zarbuta", "Lorgan Kala", "Char Wazgi", "Tor Bambar", "Shin Zorak", "Mirgat Khel", "Darwoza", "Spin Kalagai")


def resolved(text: str, scanner: Scanner) -> tuple[Resolution, ...]:
    """Resolve the names of a text, with no events."""
    document = Document(document_id="made", text=text, offsets=OffsetMap.identity(len(text)), sha256="0" * 64)
    sentences, _ = split_sentences(document)
    return resolve(find_mentions(document, sentences, scanner), scanner.gazetteer)[0]


def made_sentences(gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    """Give "V village of D district of P province" for the districts in turn, with the province's code.

    V is in turn an Afghan settlement of the gazetteer, a made name, a capital and another district.
    """
    with reference_file("tables/districts.csv").open(encoding="utf-8", newline="") as lines:
        districts = list(csv.DictReader(lines))
    known = sorted(
        {
            hit.entry.name
            for index in range(0, len(gazetteer.folded_names()), 7)
            for hit in gazetteer.hits(index)
            if hit.entry.is_afghan and hit.entry.kind in SETTLEMENT_KINDS and hit.entry.name.isascii()
        }
    )
    capitals = sorted(c.name for p in gazetteer.provinces() if (c := gazetteer.capital(p.place_id)) is not None)
    villages = zip(cycle(known), cycle(MADE), cycle(capitals), cycle([row["name"] for row in districts[::3]]))
    flat = (name for group in villages for name in group)
    for row in islice(cycle(districts), SENTENCES):
        province = gazetteer.province(row["province_iso"])
        words = f"{next(flat)} village of {row['name']} district of {province.name} province"
        yield f"The Taliban attacked {words} on Sunday.", row["province_iso"]


def wrong_ones(scanner: Scanner, step: int = 1) -> list[str]:
    """Give the made sentences, every one or every so many, of which some place lies in another province or abroad."""
    wrong = []
    for text, code in islice(made_sentences(default_gazetteer()), 0, None, step):
        places = [answer.place for answer in resolved(text, scanner) if answer.place is not None]
        if any(place.iso_3166_2 != code for place in places):
            wrong.append(text)
    return wrong


@pytest.mark.parametrize("step", [EVERY, pytest.param(1, marks=LONG)])
def test_three_thousand_villages_stay_in_their_province(step: int) -> None:
    """At most one in two hundred of the made sentences has a place in a wrong province or abroad; all have one."""
    gazetteer = default_gazetteer()
    scanner = Scanner(gazetteer)
    wrong = wrong_ones(scanner, step)
    assert len(wrong) <= SENTENCES // step * WRONG_SHARE, wrong[:10]
    for text, code in islice(made_sentences(gazetteer), 0, None, 97):
        assert {answer.place.iso_3166_2 for answer in resolved(text, scanner) if answer.place} == {code}, text


def made_dump(base: Gazetteer, villages: int) -> list[DumpRow]:
    """So many villages in all districts; a third bear the name of a district or a capital of another province."""
    with reference_file("tables/provinces.csv").open(encoding="utf-8", newline="") as lines:
        admin1 = {row["iso_3166_2"]: row["geonames_admin1"] for row in csv.DictReader(lines)}
    districts = base.districts()
    capitals = [capital for each in base.provinces() if (capital := base.capital(each.place_id)) is not None]
    famous = cycle([*districts, *capitals])
    rows = []
    for number, district in enumerate(islice(cycle(districts), villages)):
        name = f"{MADE[number % len(MADE)].split()[-1]} {chr(65 + number % 23)}az{number % 89}ik".replace("0", "o")
        if number % 3 == 0:
            name = next(each.name for each in famous if each.iso_3166_2 != district.iso_3166_2)
        spot = displaced(LonLat(district.longitude, district.latitude), number % 360, (number % 7) + 1.0)
        rows.append(
            DumpRow(
                geonameid=90_000_000 + number, name=name, other_names=(), longitude=spot.longitude,
                latitude=spot.latitude, kind=PlaceKind.VILLAGE, feature_code="PPL",
                admin1=admin1[district.iso_3166_2 or ""], admin2="", population=(number % 40) * 100 or None,
                line=number + 1,
            )
        )  # fmt: skip
    return rows


@pytest.fixture(scope="module", params=[EVERY, pytest.param(1, marks=LONG)])
def crowded(request: pytest.FixtureRequest) -> tuple[MergedGazetteer, int]:
    """The bundled gazetteer with the made dump beside it, one in so many of its villages, and that number."""
    villages = VILLAGES // request.param
    base = default_gazetteer()

    def measure(longitudes: Sequence[float], _: Sequence[float]) -> list[Spot]:
        return [Spot(0.0, None)] * len(longitudes)

    tables = build_extra(made_dump(base, villages), {}, base, measure, "made.txt")
    extra = Gazetteer(tables.places, tables.names, "made")
    assert tables.counts["new"] > villages / 2
    return MergedGazetteer(*base.texts, [extra]), request.param


def test_nine_thousand_more_names_make_no_more_wrong_pins(crowded: tuple[MergedGazetteer, int]) -> None:
    """None of the same sentences is wrong with the villages installed, and no capital is lost."""
    plain, full = Scanner(default_gazetteer()), Scanner(crowded[0])
    assert wrong_ones(full, crowded[1]) == []
    for province in default_gazetteer().provinces():
        capital = default_gazetteer().capital(province.place_id)
        assert capital is not None
        text = f"The Taliban took {capital.name}, the capital of {province.name}, and shelled {province.name} province."
        before, after = ([a.place and a.place.place_id for a in resolved(text, each)] for each in (plain, full))
        assert after == before
        assert capital.place_id in after


@pytest.mark.parametrize(
    ("text", "name", "kind", "code", "area"),
    [
        ("The Taliban took the village of Asadabad in Paktia province.", "Asadabad", "village", "AF-PIA", "admin1"),
        ("They took Jalalabad, a village in Kandahar's Zhari district.", "Jalalabad", "village", "AF-KAN", "admin2"),
        ("The Taliban took Fayzabad in Herat province.", "Fayzabad", "town", "AF-HER", "admin1"),
        ("In Helmand province, the Taliban took Jalalabad on Sunday.", "Jalalabad", "town", "AF-HEL", "admin1"),
        ("The Taliban took Jalalabad district in Laghman.", "Jalalabad", "district", "AF-LAG", "admin1"),
        ("The Taliban have overrun Zarbuta district in Ghazni.", "Zarbuta", "district", "AF-GHA", "admin1"),
        ("Khost wa Zorak district in Baghlan fell.", "Khost wa Zorak", "district", "AF-BGL", "admin1"),
    ],
)
def test_a_name_that_is_unknown_in_the_stated_area(text: str, name: str, kind: str, code: str, area: str) -> None:
    """It keeps its words and the kind that the text gives it, is drawn as the area, and is a problem; no namesake."""
    answer = answers(text)[name]
    assert answer.is_unknown
    place = answer.place
    assert place is not None
    assert (place.name, place.kind.value, place.iso_3166_2) == (name, kind, code)
    assert (place.place_precision.value, place.capital_of, place.geonameid) == (area, None, None)
    problems = [p.message for p in read(text + " The Taliban.").problems if p.kind.value == "unknown_place"]
    assert any(name in message for message in problems)


def test_an_unknown_unit_has_no_id() -> None:
    """A district of a made name is taken as a district, with no id, and never as its province or a namesake."""
    assert taken("The Taliban captured Zarbuta district in Ghazni on Sunday.") == [("seized", None, "taliban")]
    assert taken("Taliban fighters captured Jalalabad in Kandahar province.") == [("seized", None, "taliban")]


def test_one_name_is_one_place_in_a_document() -> None:
    """What the text says once of a name holds where it says no more of it."""
    text = "The Taliban took Jani Khel district of Paktia. Jani Khel district is remote."
    found = [a.place and a.place.iso_3166_2 for a in read(text).resolutions if a.mention.surface == "Jani Khel"]
    assert found == ["AF-PIA", "AF-PIA"]


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Khugyani district, Ghazni province, fell to the Taliban.", "Khugyani", "AF-GHA"),
        ("The Taliban took Jani Khel district in Afghanistan's eastern province of Paktia.", "Jani Khel", "AF-PIA"),
        ("The Taliban took Ghormach district of Faryab province.", "Ghormach", "AF-FYB"),
        ("The Taliban took Ghormach district of Badghis province.", "Ghormach", "AF-BDG"),
        ("The Taliban took Gizab district in Uruzgan.", "Gizab", "AF-URU"),
        ("The Taliban took Azra district of Paktia.", "Azra", "AF-PIA"),
        ("The district centre of Maruf fell to the Taliban.", "Maruf", "AF-KAN"),
    ],
)
def test_districts_that_the_text_decides(text: str, name: str, code: str) -> None:
    """The stated province decides between namesakes, and between the two provinces of a district that moved."""
    place = answers(text)[name].place
    assert place is not None
    assert (place.kind, place.iso_3166_2) == (PlaceKind.DISTRICT, code)


@pytest.mark.parametrize("name", ["Jani Khel", "Jaghatu", "Nawa", "Surobi", "Khogyani", "Behsud"])
def test_homonymous_districts_are_ambiguous(name: str) -> None:
    """That a name is one district's own and the other's second does not decide."""
    assert answers(f"The Taliban took {name} district.")[name].status is ResolutionStatus.AMBIGUOUS


@pytest.mark.parametrize(
    "words", ["Daykundi village", "Gul Dara village", "Nuristan district", "Baghlan district", "Helmand city"]
)
def test_a_unit_word_is_a_veto(words: str) -> None:
    """A lone candidate of another kind does not win by being alone; it stays in the list with the reason."""
    (answer,) = answers(f"The Taliban took {words}.").values()
    assert answer.place is None
    assert all("reading does not fit" in candidate.reasons for candidate in answer.candidates)
    assert answer.candidates


@pytest.mark.parametrize(
    "text",
    [
        "The Taliban took Ab Dara.",
        "The Taliban burned Sayed Abad Mosque.",
        "Afghan officials met Sheikh Ali Salman.",
        "The Taliban fought at Shahrak Zorak.",
        "The Taliban came from Afghan Mazar.",
        "The Taliban took Wali Kot.",
    ],
)
def test_a_part_of_a_longer_name_is_not_that_name(text: str) -> None:
    """Kot, Dara, Shahrak, Mazar and Sayed Abad are no places there."""
    assert [answer.place for answer in read(text).resolutions if answer.place is not None] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Taliban Seize Kunduz And Attack Herat", {"Kunduz", "Herat"}),
        ("Elsewhere Kunduz was calm, the Taliban said.", {"Kunduz"}),
        ("Neighbouring Takhar fell to the Taliban.", {"Takhar"}),
        ("The Taliban left Northern Kunduz on Monday.", {"Kunduz"}),
    ],
)
def test_words_before_a_place_are_no_part_of_it(text: str, names: set[str]) -> None:
    """Headlines, sentence openers, directions and days leave a name whole."""
    assert {answer.mention.surface for answer in read(text).resolutions if answer.place is not None} == names


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The Taliban clashed with police in Baghlan, Balkh and Uruzgan.", ["province"] * 3),
        ("The Taliban took the city of Baghlan.", ["city"]),
        ("The Taliban took the town of Balkh.", ["city"]),
        (
            "The Taliban took Anar Dara district in Farah and Obe district in Herat.",
            ["district", "province", "district", "province"],
        ),
    ],
)
def test_a_town_by_its_provinces_name_needs_a_word(text: str, kinds: list[str]) -> None:
    """Without a word for a town the name is the province; what holds a district is a province."""
    assert [answer.place.kind.value for answer in read(text).resolutions if answer.place] == kinds


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Mahmood-e-Raqi, the capital of Kapisa", "AF-KAP"),
        ("Maydan Shahr, the capital of Wardak", "AF-WAR"),
        ("Trinkot, the capital of Uruzgan", "AF-URU"),
        ("Chaharikar, the capital of Parwan province", "AF-PAR"),
        ("the provincial capital, Shebirghan,", "AF-JOW"),
        ("Tirin Kot city", "AF-URU"),
    ],
)
def test_a_spelling_of_the_capitals_district_is_the_capital(words: str, code: str) -> None:
    """Where the text makes it the capital or a city, every spelling of the district of a capital is the capital."""
    assert next(iter(answers(f"The Taliban took {words} on Sunday.").values())).place.capital_of == code  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The Taliban took #Kunduz.", "AF-KDZ"),
        ("The Taliban captured sheberghan.", "AF-JOW"),
        ("The Taliban hold kunduz city.", "AF-KDZ"),
        ("THE TALIBAN TOOK ZARANJ.", "AF-NIM"),
        ("The Taliban took Nad \u2018Ali district.", "AF-HEL"),
        ("The Taliban took Nad 'Ali district.", "AF-HEL"),
        ("The Taliban took Taloqa\u00adn.", "AF-TAK"),
        ("The Taliban took Mazār-i-Sharīf.", "AF-BAL"),
        ("The Taliban took Maza\u0304r-i-Shari\u0304f.", "AF-BAL"),
    ],
)
def test_letters_and_marks_do_not_matter(text: str, code: str) -> None:
    """Hashtags, small letters beside a word that asks for a place, capitals, apostrophes, hyphens, composed or not."""
    assert [answer.place.iso_3166_2 for answer in read(text).resolutions if answer.place] == [code]


def test_aliases_of_foreign_cities_are_not_looked_for_in_afghan_stories() -> None:
    """Janan is somebody or some village, not Yan'an; by its own name a large city abroad is still found."""
    names = {
        answer.mention.surface for answer in read("The Taliban met Dakah elders from Janan in Karachi.").resolutions
    }
    assert names == {"Karachi"}


@pytest.mark.parametrize("name", ["Zarbuta", "Deh Yak"])
def test_a_district_told_twice_is_one_event_known_or_not(name: str) -> None:
    """That no gazetteer knows a district does not make two changes of one."""
    told = f"Afghan soldiers regained control of {name} district in Ghazni province"
    text = f"{told}, pushing the Taliban out of {name} district."
    events = [event for event in read(text).events if event.action is not None]
    assert [(event.unit and event.unit.value, event.taker) for event in events] == [("district", "government")]
