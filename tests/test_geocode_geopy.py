"""The gazetteer in geopy's interface, and the contract that it shares with geopy's Nominatim."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas.tools
import pytest
from geopy.adapters import URLLibAdapter
from geopy.exc import GeocoderQueryError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim
from geopy.location import Location
from geopy.point import Point
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point as Spot

from conflictmap.geocoding import READER, Query
from conflictmap.geocoding import geocode as geocode_command
from geo.errors import UsageError
from geo.gazetteer.table import default_gazetteer
from geo.places.geocode import Gazetteer
from geo.vocab import PlaceKind
from tests.drawing import examples
from tests.nominatim_stand_in import stand_in

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = Path(__file__).parent / "golden" / "geocode" / "kunduz.json"


@pytest.fixture(scope="module")
def services() -> Iterator[dict[str, Any]]:
    """The offline geocoder and geopy's Nominatim before a local stand-in."""
    with pytest.MonkeyPatch.context() as patch, stand_in() as server:
        patch.setenv("NO_PROXY", "127.0.0.1")
        online = Nominatim(
            domain=server.domain, scheme="http", user_agent="contract", timeout=2, adapter_factory=URLLibAdapter
        )
        yield {"offline": Gazetteer(), "nominatim": online}


@pytest.fixture(params=["offline", "nominatim"])
def coder(request: pytest.FixtureRequest, services: dict[str, Any]) -> Any:  # noqa: ANN401 - geopy has no types
    """Each of the two, in turn."""
    return services[request.param]


def test_contract_a_hit_is_a_location(coder: Any) -> None:  # noqa: ANN401
    """A known name is one Location, latitude first, with an address and a raw record."""
    found = coder.geocode("Kunduz")
    assert isinstance(found, Location)
    assert found.address.startswith("Kunduz")
    assert found.address.endswith("Afghanistan")
    assert (found.latitude, found.longitude) == pytest.approx((36.73, 68.86), abs=0.02)
    assert isinstance(found.raw, dict)
    address, (latitude, longitude) = found
    assert (address, latitude, longitude) == (found.address, found.latitude, found.longitude)


@pytest.mark.parametrize("query", ["Nowhereville-on-Sea", "x" * 10_000, "Ka\x00bul", "\u202e", "Kunduz\n\n\nKabul\x1b"])
@pytest.mark.parametrize("exactly_one", [True, False])
def test_contract_a_miss_is_none(coder: Any, query: str, exactly_one: bool) -> None:  # noqa: ANN401, FBT001
    """Unknown names, very long ones and control characters are None, for one and for a list."""
    assert coder.geocode(query, exactly_one=exactly_one) is None


@pytest.mark.parametrize("query", ["", "   "])
def test_contract_an_empty_name_is_none(coder: Any, query: str) -> None:  # noqa: ANN401
    """Nothing asked, nothing found."""
    assert coder.geocode(query) is None


def test_contract_a_list_is_ranked_and_limited(coder: Any) -> None:  # noqa: ANN401
    """With exactly_one=False there is a list of Locations, no longer than the limit."""
    found = coder.geocode("Kunduz", exactly_one=False, limit=1)
    assert [type(each) for each in found] == [Location]
    with pytest.raises(ValueError, match="imit"):
        coder.geocode("Kunduz", exactly_one=False, limit=0)


@pytest.mark.parametrize("codes", ["af", ["af"], ["pk", "af"]])
def test_contract_country_codes_admit(coder: Any, codes: Any) -> None:  # noqa: ANN401
    """One code or several, in lower case: the place is in one of them."""
    assert coder.geocode("Kunduz", country_codes=codes).latitude == pytest.approx(36.73, abs=0.02)


def test_contract_country_codes_refuse(coder: Any) -> None:  # noqa: ANN401
    """A place elsewhere is not returned."""
    assert coder.geocode("Kunduz", country_codes=["fr"]) is None


@pytest.mark.parametrize("query", [{"city": "Kunduz"}, {"city": "Kunduz", "country": "Afghanistan"}])
def test_contract_structured_queries(coder: Any, query: dict[str, str]) -> None:  # noqa: ANN401
    """Parts are understood as Nominatim names them."""
    assert coder.geocode(query, language="en").address.startswith("Kunduz")


@pytest.mark.parametrize("point", [(36.73, 68.86), "36.73, 68.86", Point(36.73, 68.86)])
def test_contract_reverse(coder: Any, point: Any) -> None:  # noqa: ANN401
    """A point near Kunduz is Kunduz, in each way that geopy writes points; one and a list."""
    assert coder.reverse(point).address.startswith("Kunduz")
    assert coder.reverse(point, exactly_one=False)[0].address.startswith("Kunduz")


def test_contract_reverse_of_the_ocean(coder: Any) -> None:  # noqa: ANN401
    """There is nothing at zero degrees."""
    assert coder.reverse((0, 0)) is None


@pytest.mark.filterwarnings("ignore:Latitude normalization")
@pytest.mark.parametrize("point", ["nowhere", (200.0, 10.0)])
def test_contract_reverse_of_no_point(coder: Any, point: Any) -> None:  # noqa: ANN401
    """What is no point on earth is a ValueError, which geopandas knows."""
    with pytest.raises(ValueError, match=r".+"):
        coder.reverse(point)


def test_contract_right_to_left_overrides_change_nothing() -> None:
    """A name wrapped in direction marks is the name."""
    found = Gazetteer().geocode("\u202eKabul\u202c")
    assert isinstance(found, Location)
    assert found.raw["iso_3166_2"] == "AF-KAB"


def test_raw_is_the_full_record() -> None:
    """The raw record of a hit, word for word, but for the scores, which the weights may change."""
    found = Gazetteer().geocode("Kunduz")
    assert isinstance(found, Location)
    for candidate in found.raw["candidates"]:
        assert 0 < candidate.pop("score") <= 1
        assert candidate.pop("reasons")
    assert json.loads(GOLDEN.read_text(encoding="utf-8")) == {"address": found.address, "raw": found.raw}


@pytest.mark.parametrize(
    "name", ["Kunduz", "Faizabad", "Taloqan", "Kohistan", "Doha", "Mashhad", "20 km south of Ghazni"]
)
def test_one_logic_for_command_and_geopy(name: str) -> None:
    """geopy's class answers as `conflictmap geocode` does, phrases included once it is given the reader."""
    answer = geocode_command(name)
    found = Gazetteer(reader=READER).geocode(name)
    assert (found is None) == (answer.place is None)
    if isinstance(found, Location) and answer.place is not None:
        assert found.raw["place_id"] == answer.place.place_id
        assert (found.longitude, found.latitude) == tuple(answer.place.lonlat)


def test_ambiguous_is_none_and_a_ranked_list() -> None:
    """Two districts called Kohistan: no choice, but both with scores and reasons, best first."""
    coder = Gazetteer()
    assert coder.geocode("Kohistan") is None
    found = coder.geocode("Kohistan", exactly_one=False)
    assert isinstance(found, list)
    assert {each.raw["iso_3166_2"] for each in found} >= {"AF-BDS", "AF-FYB"}
    scores = [each.raw["score"] for each in found]
    assert scores == sorted(scores, reverse=True)
    assert all(each.raw["status"] == "ambiguous" and each.raw["reasons"] for each in found)
    chosen = coder.geocode("Kohistan", admin1="AF-BDS")
    assert isinstance(chosen, Location)
    assert chosen.address == "Kohistan district, Badakhshan province, Afghanistan"


@pytest.mark.parametrize(
    ("query", "kind", "province"),
    [
        ("Kunduz, Afghanistan", PlaceKind.CITY, "AF-KDZ"),
        ("Kunduz province, Afghanistan", PlaceKind.PROVINCE, "AF-KDZ"),
        ("Andar district, Ghazni", PlaceKind.DISTRICT, "AF-GHA"),
        ("Lashkar Gah، Helmand، Afghanistan", PlaceKind.CITY, "AF-HEL"),
        ({"county": "Andar", "state": "Ghazni"}, PlaceKind.DISTRICT, "AF-GHA"),
        ({"state": "Kunduz"}, PlaceKind.PROVINCE, "AF-KDZ"),
        ({"city": "Imam Sahib", "county": "Imam Sahib", "state": "Kunduz"}, PlaceKind.TOWN, "AF-KDZ"),
        ({"country": "Afghanistan"}, PlaceKind.COUNTRY, None),
        ("ولایت کندز", PlaceKind.PROVINCE, "AF-KDZ"),
    ],
)
def test_addresses_and_parts(query: Any, kind: PlaceKind, province: str | None) -> None:  # noqa: ANN401
    """Areas around a name are conditions, and the word for a unit says what is meant."""
    found = Gazetteer().geocode(query)
    assert isinstance(found, Location)
    assert (found.raw["kind"], found.raw["iso_3166_2"]) == (kind.value, province)


@pytest.mark.parametrize(
    "query",
    [
        "Kandahar, Kunduz",
        "Kunduz, Iran",
        "Kunduz, Ruritania",
        {"city": "Kunduz", "country": "Ruritania"},
        {"city": "Kunduz", "state": "Ruritania"},
        {"city": "Kandahar", "state": "Kunduz"},
        {"city": "Kunduz", "county": "Andar"},
    ],
)
def test_conditions_that_do_not_hold_give_nothing(query: Any) -> None:  # noqa: ANN401
    """A wrong pin is worse than a missing one: areas that do not hold the name, or that nobody knows, mean None."""
    assert Gazetteer().geocode(query) is None


@pytest.mark.parametrize("query", [None, 5, float("nan"), {}, {"street": "Chicken Street"}, {"city": ""}])
def test_what_is_no_query_is_a_query_error(query: Any) -> None:  # noqa: ANN401
    """geopandas leaves such rows empty, as it does for other services."""
    with pytest.raises(GeocoderQueryError, match="Expected"):
        Gazetteer().geocode(query)


@pytest.mark.parametrize(
    ("language", "address"),
    [
        ("en", "Kunduz, Kunduz province, Afghanistan"),
        (None, "Kunduz, Kunduz province, Afghanistan"),
        (False, "Kunduz, Kunduz province, Afghanistan"),
        ("de", "Kunduz, Kunduz province, Afghanistan"),
        ("fa-AF, en", "کندز، ولایت قندوز، افغانستان"),
        ("ps", "کندز، کندز ولایت، افغانستان"),
    ],
)
def test_language_of_the_address(language: Any, address: str) -> None:  # noqa: ANN401
    """Dari and Pashto names are written where the tables have them; the record itself stays the same."""
    found = Gazetteer().geocode("Kunduz", language=language)
    assert isinstance(found, Location)
    assert found.address == address
    assert found.raw["name"] == "Kunduz"


def test_a_context_needs_a_reader() -> None:
    """Context is text, and the places alone do not read text: the error names what does."""
    with pytest.raises(UsageError, match="reader"):
        Gazetteer().geocode("Kohistan", context="Fighting in Badakhshan.")
    found = Gazetteer(reader=READER).geocode("Kohistan", context="Fighting went on in Badakhshan province.")
    assert isinstance(found, Location)
    assert found.raw["iso_3166_2"] == "AF-BDS"


def test_reverse_stays_in_the_province_of_the_point() -> None:
    """The nearest settlement of the same province answers, with its distance and the province by polygon."""
    coder = Gazetteer()
    near = coder.reverse((36.73, 68.86))
    assert isinstance(near, Location)
    assert near.raw["distance_km"] < 2
    assert near.raw["province"]["iso_3166_2"] == "AF-KDZ"
    several = coder.reverse((36.73, 68.86), exactly_one=False, distance_km=60)
    assert isinstance(several, list)
    kilometres = [each.raw["distance_km"] for each in several]
    assert kilometres == sorted(kilometres)
    assert len(several) > 1
    assert {each.raw["iso_3166_2"] for each in several} == {"AF-KDZ"}


def test_reverse_with_nothing_near_is_the_province_where_it_was_asked() -> None:
    """In the Wakhan no settlement is near: the province is said, at the point itself and never at its capital."""
    found = Gazetteer().reverse((37.2, 73.9))
    assert isinstance(found, Location)
    assert (found.raw["place_precision"], found.raw["iso_3166_2"]) == ("admin1", "AF-BDS")
    assert (found.latitude, found.longitude, found.raw["distance_km"]) == (37.2, 73.9, None)


def test_reverse_abroad_never_answers_with_an_afghan_place() -> None:
    """A point in Peshawar is described by Peshawar; a settlement over the line is not an address."""
    found = Gazetteer().reverse((34.0, 71.5))
    assert isinstance(found, Location)
    assert (found.raw["country_code"], found.raw["province"]) == ("PK", None)
    with pytest.raises(UsageError, match="above 0"):
        Gazetteer().reverse((34.0, 71.5), distance_km=0)


def test_rate_limiter_takes_it() -> None:
    """geopy's RateLimiter wraps it as it wraps any service."""
    limited = RateLimiter(Gazetteer().geocode, min_delay_seconds=0, error_wait_seconds=0, swallow_exceptions=False)
    assert [found and found.raw["iso_3166_2"] for found in map(limited, ["Kunduz", "Nowhereville"])] == ["AF-KDZ", None]


def test_geopandas_takes_it() -> None:
    """geopandas geocodes and reverse geocodes with the class; what is missing is an empty point."""
    table = geopandas.tools.geocode(["Kunduz", "Nowhereville", "Kohistan", None], provider=Gazetteer)
    assert table.crs == "EPSG:4326"
    assert list(table.geometry.is_empty) == [False, True, True, True]
    assert (table.geometry[0].x, table.geometry[0].y) == pytest.approx((68.868, 36.728), abs=0.01)
    assert table.address[0] == "Kunduz, Kunduz province, Afghanistan"
    moved = geopandas.tools.geocode(["20 km south of Ghazni"], provider=Gazetteer, reader=READER)
    assert moved.address[0] == "near Ghazni, Ghazni province, Afghanistan"
    back = geopandas.tools.reverse_geocode([Spot(68.86, 36.73), Spot(0, 0)], provider=Gazetteer)
    assert back.address[0] == "Kunduz, Kunduz province, Afghanistan"
    assert list(back.geometry.is_empty) == [False, True]


def test_it_brings_no_geopandas_and_geocoding_brings_no_geopy() -> None:
    """The class does without geopandas; the command's function does without geopy."""
    code = (
        "import sys; import conflictmap.geocoding as g; g.geocode('Kunduz'); assert 'geopy' not in sys.modules; "
        "from geo.places.geocode import Gazetteer; Gazetteer().reverse((36.7, 68.8)); "
        "assert not {'geopandas', 'pandas'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


@given(st.text(max_size=60))
@examples(50, 150)
def test_any_text_is_a_place_or_none(text: str) -> None:
    """No text breaks it; what it returns bears finite degrees."""
    found = Gazetteer().geocode(text)
    assert found is None or (isinstance(found, Location) and -90 <= found.latitude <= 90)


@given(st.floats(29, 39), st.floats(60, 75))
@examples(25, 60)
def test_reverse_agrees_with_the_polygons(latitude: float, longitude: float) -> None:
    """Whatever answers for a point in Afghanistan lies in that point's province."""
    found = Gazetteer().reverse((latitude, longitude), distance_km=40)
    if isinstance(found, Location) and found.raw["province"]:
        assert found.raw["iso_3166_2"] == found.raw["province"]["iso_3166_2"]


def test_names_of_several_countries_are_ranked_together() -> None:
    """With several countries, small towns of each are candidates, and all lie in one of them."""
    answer = geocode_command(Query(name="Jalalabad", country="af,pk"))
    assert {each.place.country_code for each in answer.fitting} <= {"AF", "PK"}
    assert answer.place is None or answer.place.iso_3166_2 == "AF-NAN"


def test_a_place_known_only_abroad_says_so() -> None:
    """A small foreign town is no answer and no misspelling: the problem names its country."""
    answer = geocode_command("Taft")
    assert answer.place is None
    assert "abroad (IR" in answer.problems[0].message
    found = geocode_command("Taft, Iran").place
    assert found is not None
    assert found.country_code == "IR"


def test_every_gazetteer_name_is_in_its_own_province() -> None:
    """An Afghan place asked for with its province is found there or left open, never elsewhere."""
    gazetteer = default_gazetteer()
    coder = Gazetteer()
    for index in range(0, len(gazetteer.folded_names()), 97):
        for hit in gazetteer.hits(index):
            if hit.entry.iso_3166_2:
                found = coder.geocode(hit.name, admin1=hit.entry.iso_3166_2)
                assert found is None or isinstance(found, Location)
                assert found is None or found.raw["iso_3166_2"] == hit.entry.iso_3166_2
