"""A mention becomes one place, stays ambiguous, or stays without: with its reasons, its precision and its province."""

from __future__ import annotations

import csv
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.coords import BEARINGS, LonLat, displaced, distance_km
from geo.files import reference_file
from geo.gazetteer.table import default_gazetteer
from geo.vocab import PlaceKind, PlacePrecision, ProvinceBasis, ResolutionStatus
from tests.reading import answers, places, read


def capitals() -> list[dict[str, str]]:
    """Give the rows of the table of capitals."""
    with reference_file("tables/capitals.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


LATIN = [(row["iso_3166_2"], spelling) for row in capitals() for spelling in row["spellings"].split("|")]
DARI = [(row["iso_3166_2"], row["dari"]) for row in capitals()]


def test_the_table_has_149_spellings() -> None:
    """None of the spellings that news agencies use is left out of the tests below."""
    assert (len(LATIN), len(DARI)) == (115, 34)


@pytest.mark.parametrize("carrier", ["The city of {} was quiet.", "{} city was quiet.", "THE CITY OF {} WAS QUIET."])
@pytest.mark.parametrize(("code", "spelling"), LATIN)
def test_capital_spellings(code: str, spelling: str, carrier: str) -> None:
    """Each spelling, with a word that makes it a city, is that capital, whatever its case."""
    text = carrier.format(spelling.upper() if carrier.isupper() or "WAS" in carrier else spelling)
    assert [place and place.capital_of for place in places(text).values()] == [code]


@pytest.mark.parametrize(("code", "spelling"), DARI)
def test_capital_spellings_in_dari(code: str, spelling: str) -> None:
    """The same in Arabic script."""
    assert [place and place.capital_of for place in places(f"شهر {spelling} آرام بود.").values()] == [code]


@pytest.mark.parametrize("row", capitals(), ids=lambda row: str(row["capital"]))
def test_capitals_lie_where_the_table_says(row: dict[str, str]) -> None:
    """The place of a capital lies within 15 km of the table's point, in its province, at the town's precision."""
    (place,) = places(f"The city of {row['capital']} was quiet.").values()
    assert place is not None
    assert distance_km(place.lonlat, LonLat(float(row["longitude"]), float(row["latitude"]))) < 15
    assert (place.iso_3166_2, place.place_precision) == (row["iso_3166_2"], PlacePrecision.SETTLEMENT)
    assert place.province_basis is ProvinceBasis.GAZETTEER


@pytest.mark.parametrize(
    ("text", "name", "kind", "code"),
    [
        ("Fighting in Kunduz.", "Kunduz", "city", "AF-KDZ"),
        ("Fighting in Kunduz province.", "Kunduz", "province", "AF-KDZ"),
        ("Fighting in Farah, the capital of the province of the same name.", "Farah", "city", "AF-FRA"),
        ("Fighting in Farah district.", "Farah", "district", "AF-FRA"),
        ("Fighting in the capital of northern Balkh province.", "Mazar-i-Sharif", "city", "AF-BAL"),
        ("Fighting in Parwan.", "Parwan", "province", "AF-PAR"),
        ("Fighting in Parun.", "Parun", "city", "AF-NUR"),
        ("Fighting in Faizabad.", "Fayzabad", "city", "AF-BDS"),
        ("Fighting in Asadabad.", "Asadabad", "city", "AF-KNR"),
        ("Fighting in Qalat.", "Qalat", "city", "AF-ZAB"),
        ("Fighting in Jalalabad.", "Jalalabad", "city", "AF-NAN"),
        ("Fighting in Samangan.", "Samangan", "province", "AF-SAM"),
        ("Fighting in Maidan Wardak.", "Maidan Wardak", "province", "AF-WAR"),
        ("Fighting in the city of Samangan.", "Aybak", "city", "AF-SAM"),
        ("Fighting in the Panjshir valley.", "Panjshir", "province", "AF-PAN"),
        ("Fighting in Paktia.", "Paktia", "province", "AF-PIA"),
        ("Fighting in Paktika.", "Paktika", "province", "AF-PKA"),
        ("Fighting at Kandahar airport.", "Kandahar Airfield", "site", "AF-KAN"),
        ("Fighting at Herat's airport.", "Herat airport", "site", "AF-HER"),
        ("Trucks wait at Torkham.", "Torkham", "site", "AF-NAN"),
        ("Fighting in Nad-e Ali, Helmand.", "Nad Ali", "district", "AF-HEL"),
    ],
)
def test_afghan_places(text: str, name: str, kind: str, code: str) -> None:
    """The first place of the sentence is this one."""
    place = next(iter(places(text).values()))
    assert place is not None
    assert (place.name, place.kind.value, place.iso_3166_2) == (name, kind, code)


@pytest.mark.parametrize(
    ("text", "surface", "country"),
    [
        ("Envoys met in Doha on Sunday.", "Doha", "QA"),
        ("Envoys flew from Washington to Kabul.", "Washington", "US"),
        ("Kabul sent envoys to Islamabad.", "Islamabad", "PK"),
        ("Ministers of NATO met in Brussels over Kabul.", "Brussels", "BE"),
        ("Refugees from Herat crossed to Mashhad, Iran.", "Mashhad", "IR"),
        ("Refugees went to Mashhad.", "Mashhad", "IR"),
        ("A hospital in Hyderabad, India, took patients from Kabul.", "Hyderabad", "IN"),
    ],
)
def test_world_places(text: str, surface: str, country: str) -> None:
    """Capitals and large cities abroad are themselves, also in an Afghan story."""
    place = places(text)[surface]
    assert place is not None
    assert place.country_code == country


def test_a_small_foreign_namesake_never_wins_in_an_afghan_story() -> None:
    """No place of an Afghan story lies abroad unless it is large, a capital or named with its country."""
    text = "The Taliban attacked Khost, Zabul, Baghlan, Balkh, Logar, Sayed Abad, Bazarak, Nili, Parun and Qalat."
    assert {place.country_code for place in places(text).values() if place} == {"AF"}


def test_districts_of_one_name_need_their_province() -> None:
    """Where several provinces have a district of a name, it stays ambiguous with its candidates, until one is named."""
    gazetteer = default_gazetteer()
    by_name: dict[str, set[str]] = {}
    for row in csv.DictReader(reference_file("tables/districts.csv").open(encoding="utf-8")):
        by_name.setdefault(row["name"], set()).add(row["province_iso"])
    twins = {name: codes for name, codes in by_name.items() if len(codes) > 1}
    assert twins
    for name, codes in sorted(twins.items()):
        alone = next(iter(answers(f"Fighting in {name} district.").values()))
        assert alone.status is ResolutionStatus.AMBIGUOUS, name
        assert alone.place is None
        assert len(alone.candidates) >= 2
        for code in sorted(codes):
            province = gazetteer.province(code)
            assert province is not None
            named = answers(f"Fighting in {name} district of {province.name} province.")[name]
            assert named.place is not None, (name, code)
            assert (named.place.kind, named.place.iso_3166_2) == (PlaceKind.DISTRICT, code)


def test_an_ambiguous_name_is_a_problem_with_both_candidates() -> None:
    """The record keeps the second candidate and its score; the problem names both; nothing is chosen."""
    extraction = read("The Taliban captured Balkhab and Kohistan district on Sunday.")
    unclear = [r for r in extraction.resolutions if r.status is ResolutionStatus.AMBIGUOUS]
    assert [r.mention.surface for r in unclear] == ["Kohistan"]
    scores = [candidate.score for candidate in unclear[0].candidates]
    assert scores == sorted(scores, reverse=True)
    assert any(
        problem.kind.value == "ambiguous_place" and "Kohistan" in problem.message for problem in extraction.problems
    )


@pytest.mark.parametrize("designation", ["{} district", "the village of {}", "the district of {}"])
def test_an_unknown_designated_name_is_a_problem(designation: str) -> None:
    """A made-up place is named as unknown, and gets no point."""
    extraction = read(f"The Taliban captured {designation.format('Zorbistan')} on Sunday.")
    assert [r.place for r in extraction.resolutions] == [None]
    assert any(
        problem.kind.value == "unknown_place" and "Zorbistan" in problem.message for problem in extraction.problems
    )


@pytest.mark.parametrize(
    "text", ["Gen. Farah spoke.", "Kabul University is shut.", "The Kunduz River rose.", "Mr. Zabul left."]
)
def test_people_organisations_and_features_get_no_place(text: str) -> None:
    """What only bears the name of a place is not put on the map."""
    assert set(places(text).values()) == {None}


GHAZNI = LonLat(68.421, 33.554)


@pytest.mark.parametrize(
    ("words", "km", "word", "radius_m"),
    [
        ("20 km south of", 20, "south", 5_000),
        ("40 km north-east of", 40, "northeast", 10_000),
        ("5 km west of", 5, "west", 5_000),
        ("10 miles east of", 16.09344, "east", 5_000),
        ("about 60 kilometers southwest of", 60, "southwest", 15_000),
    ],
)
def test_a_displaced_point(words: str, km: float, word: str, radius_m: int) -> None:
    """So many kilometres from the city in a direction; the radius is the larger of 5 km and a quarter of the way."""
    centre = next(iter(places("The city of Ghazni.").values()))
    (place,) = places(f"A bomb exploded {words} the city of Ghazni.").values()
    assert centre is not None
    assert place is not None
    assert distance_km(place.lonlat, displaced(centre.lonlat, BEARINGS[word], km)) < 1
    assert (place.place_precision, place.where_prec, place.uncertainty_m) == (PlacePrecision.NEAR, 2, radius_m)
    assert place.province_basis in {ProvinceBasis.COVERS, ProvinceBasis.NEAREST}
    assert place.capital_of is None


@pytest.mark.parametrize(
    ("words", "radius_m"),
    [("near", 10_000), ("on the outskirts of", 10_000), ("15 km from", 15_000), ("some 30 km outside", 30_000)],
)
def test_a_circle_around_a_city(words: str, radius_m: int) -> None:
    """Near a city is a circle on it: ten kilometres, or the distance told; it is not the city and no capital."""
    (place,) = places(f"A bomb exploded {words} Ghazni.").values()
    assert place is not None
    assert (place.place_precision, place.uncertainty_m, place.capital_of) == (PlacePrecision.NEAR, radius_m, None)
    assert distance_km(place.lonlat, GHAZNI) < 5


def test_a_bearing_alone_is_no_circle() -> None:
    """ "North of Kabul" may be an hour's drive off: some part of the country, which is drawn nowhere."""
    (place,) = places("A bomb exploded in a valley north of Kabul city.").values()
    assert place is not None
    assert (place.place_precision, place.uncertainty_m, place.capital_of) == (PlacePrecision.REGION, None, None)


def test_a_displaced_point_can_leave_its_province() -> None:
    """The polygons say where a moved point lies: 60 km south of Kabul city is not Kabul province."""
    (place,) = places("A bomb exploded 60 km south of Kabul city.").values()
    assert place is not None
    assert place.iso_3166_2 == "AF-LOG"
    assert place.admin1_name == "Logar"


def test_near_a_province_is_the_province() -> None:
    """Nothing is near the middle of a province."""
    (place,) = places("Fighting near Kunduz province.").values()
    assert place is not None
    assert place.place_precision is PlacePrecision.ADMIN1


@pytest.mark.parametrize(
    ("text", "precision", "where_prec"),
    [
        ("Kandahar airport was hit.", "site", 1),
        ("Kunduz was hit.", "settlement", 1),
        ("A bomb near Kunduz.", "near", 2),
        ("Andar district was hit.", "admin2", 3),
        ("Kunduz province was hit.", "admin1", 4),
        ("Pakistan was hit.", "country", 6),
    ],
)
def test_precision_classes(text: str, precision: str, where_prec: int) -> None:
    """Each class of place has our word and UCDP's number."""
    (place,) = places(text).values()
    assert place is not None
    assert (place.place_precision, place.where_prec) == (precision, where_prec)


def test_large_towns_are_less_certain_than_small_ones() -> None:
    """5 km over 100,000 people, 2 km otherwise, 1 km for a site."""
    found = places("Kunduz, Zaranj and Kandahar airport were hit.")
    assert [place and place.uncertainty_m for place in found.values()] == [5_000, 2_000, 1_000]


def test_scores_come_with_reasons() -> None:
    """Every candidate has a score from 0 to 1 and says why; the same text gives the same ones."""
    text = "Fighting in Kunduz province and in Farah, Herat and Jalalabad."
    first, second = answers(text), answers(text)
    assert first == second
    for resolution in first.values():
        assert resolution.candidates
        for candidate in resolution.candidates:
            assert 0 <= candidate.score <= 1
            assert candidate.reasons


def test_a_name_is_no_witness_to_itself() -> None:
    """A context reason comes from another name of the text, never from the name that is being placed."""
    alone = answers("Refugees went to Mashhad.")["Mashhad"]
    beside = answers("Refugees from Kunduz and Imam Sahib reached Dasht-e Archi.")["Imam Sahib"]
    assert all("a province of" not in reason for candidate in alone.candidates for reason in candidate.reasons)
    assert any("a province of the same sentence" in candidate.reasons for candidate in beside.candidates)


def test_one_reading_per_document_for_a_province() -> None:
    """A name that the document calls a province, and never a city, stays the province."""
    text = "Fighting spread in Kunduz province. Residents fled Kunduz."
    assert {r.place.kind.value for r in read(text).resolutions if r.place} == {"province"}


@given(st.text(max_size=200))
def test_places_are_finite_and_in_the_world(text: str) -> None:
    """Whatever the text, a place has real coordinates, a country, and for Afghanistan a province or a reason."""
    for resolution in read("Fighting in Kunduz. " + text).resolutions:
        assert (resolution.place is None) == (resolution.status is not ResolutionStatus.RESOLVED)
        for candidate in resolution.candidates:
            place = candidate.place
            assert math.isfinite(place.longitude)
            assert math.isfinite(place.latitude)
            assert (place.longitude, place.latitude) != (0, 0)
            assert place.iso_3166_2 or place.country_code


def test_a_country_behind_the_name_puts_it_abroad() -> None:
    """A namesake abroad that the gazetteer lacks gets no Afghan pin; a list of capitals and countries stays a list."""
    assert places("A bomb went off in Jalalabad, Kyrgyzstan, on Monday. Kabul was quiet.")["Jalalabad"] is None
    listed = places("Envoys from Kabul, Pakistan and Russia met.")["Kabul"]
    assert listed is not None
    assert listed.iso_3166_2 == "AF-KAB"


def test_a_province_of_the_text_goes_before_whose_first_name_it_is() -> None:
    """In a text on Helmand its Nawa is meant, though only another province has a district of that very name."""
    told = answers("Fighting went on in Helmand province. The Taliban captured Nawa district.")["Nawa"]
    assert told.place is not None
    assert told.place.iso_3166_2 == "AF-HEL"
