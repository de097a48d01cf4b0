"""The online chain: what is sent, what is believed, what is kept, and what becomes of services that fail."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from geopy.location import Location

from conflictmap.cli import main
from conflictmap.geocoding import READER
from geo.errors import UsageError
from geo.places.answer import GAZETTEER, Query, source_of
from geo.places.answer_cache import AnswerCache, cache_key, default_cache_file
from geo.places.geocode import Gazetteer
from geo.places.online import Chain, OnlineService
from geo.places.osm_kinds import geonames_kind, osm_kind
from geo.places.polite import PoliteCaller, ServiceFailure
from geo.vocab import PlaceKind, ResolutionStatus
from tests.nominatim_stand_in import stand_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.nominatim_stand_in import StandIn

ROOT = Path(__file__).resolve().parents[1]
UNKNOWN = "Qaryah-e Naw Sakhta"
"""A made village that only the stand-in knows, in Kunduz."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """A stand-in of its own, so that its requests can be counted; no proxy of the machine stands between."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with stand_in() as running:
        yield running


def service(server: StandIn, name: str = "nominatim", **options: Any) -> OnlineService:  # noqa: ANN401
    """A service at the stand-in, as quick as a test wants it."""
    given = {
        "endpoint": server.endpoint,
        "user_agent": "conflictmap-test",
        "username": "tester",
        "cache": ":memory:",
        "timeout": 0.2,
        "min_delay_seconds": 0.0,
        "error_wait_seconds": 0.01,
    }
    return OnlineService(name, **{**given, **options})


def chain(server: StandIn, name: str = "nominatim", **options: Any) -> Chain:  # noqa: ANN401
    """The gazetteer, then the stand-in."""
    return Chain([Gazetteer(reader=READER), service(server, name, **options)])


@pytest.mark.parametrize("name", ["Kunduz", "Kohistan", "20 km south of Ghazni", "Doha"])
def test_nothing_is_sent_for_what_the_gazetteer_answers(server: StandIn, name: str) -> None:
    """A resolved name is not sent, and an ambiguous one neither: that it is ambiguous is the answer."""
    answer = chain(server).ask(Query(name=name))
    assert answer.status is not ResolutionStatus.UNRESOLVED
    assert answer.source == GAZETTEER
    assert server.requests == []


@pytest.mark.parametrize("name", ["nominatim", "photon", "geonames"])
def test_an_online_answer_is_a_place_of_ours(server: StandIn, name: str) -> None:
    """Its province comes from the polygons, its precision from the kind; source and attribution are recorded."""
    answer = chain(server, name).ask(Query(name=UNKNOWN))
    place = answer.place
    assert place is not None
    assert (place.iso_3166_2, place.admin1_pcode, place.province_basis) == ("AF-KDZ", "AF19", "covers")
    assert (place.kind, place.place_precision) == (PlaceKind.VILLAGE, "settlement")
    assert place.uncertainty_m == (2000 if name == "geonames" else 2849)
    assert place.border_km is not None
    assert answer.source == name
    assert answer.attribution is not None
    assert ("GeoNames" if name == "geonames" else "OpenStreetMap") in answer.attribution
    assert {source_of(each) for each in answer.candidates} == {name}


@pytest.mark.parametrize("name", ["nominatim", "photon", "geonames"])
def test_only_name_province_and_country_go_over_the_wire(server: StandIn, name: str) -> None:
    """The context never leaves, whatever it says; nor does the id; each parameter that is sent is listed here."""
    article = "Commander Zalmay told our reporter in Kunduz province about the raid."
    query = Query(name=UNKNOWN, query_id="case-77", admin1="AF-KDZ", country="AF", context=article)
    assert chain(server, name).ask(query).place is not None
    [(path, sent, headers)] = server.requests
    allowed = {
        "nominatim": {
            "q": f"{UNKNOWN}, Kunduz",
            "format": "json",
            "limit": "10",
            "countrycodes": "af",
            "addressdetails": "1",
            "namedetails": "1",
            "accept-language": "en",
        },
        "photon": {"q": f"{UNKNOWN}, Kunduz, Afghanistan", "limit": "10", "lang": "en"},
        "geonames": {"q": f"{UNKNOWN}, Kunduz", "username": "tester", "country": "AF"},
    }
    assert sent == allowed[name]
    assert headers["User-Agent"] == "conflictmap-test"
    everything = json.dumps([path, sent, headers])
    assert not any(word in everything for word in ("Zalmay", "reporter", "raid", "case-77"))
    assert not {"Cookie", "Authorization", "Referer"} & set(headers)


@pytest.mark.parametrize(
    "name",
    [
        "x" * 10_000,
        "Ka\x00bul",
        "Zzyx\x1b[31m",
        "A long sentence of an article about a place called Zzyxville and what was done there",
    ],
)
def test_what_is_no_name_is_never_sent(server: StandIn, name: str) -> None:
    """Texts, control characters and endless names stay here, and the answer says so."""
    answer = service(server).ask(Query(name=name))
    assert answer.place is None
    assert "not sent" in answer.problems[-1].message
    assert len(answer.problems[-1].message) < 200
    assert server.requests == []


def test_direction_marks_are_not_sent(server: StandIn) -> None:
    """Invisible overrides are taken off before the name leaves."""
    assert service(server).ask(Query(name=f"\u202e{UNKNOWN}\u202c")).place is not None
    assert server.queries == [UNKNOWN]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        (Query(name=UNKNOWN, admin1="AF-TAK"), ResolutionStatus.UNRESOLVED),
        (Query(name=f"{UNKNOWN}, Takhar"), ResolutionStatus.UNRESOLVED),
        (Query(name=UNKNOWN, kind=PlaceKind.DISTRICT), ResolutionStatus.UNRESOLVED),
        (Query(name="Onceabroad"), ResolutionStatus.UNRESOLVED),
        (Query(name="Onceabroad", country="AF"), ResolutionStatus.UNRESOLVED),
        (Query(name="Onceabroad", country="PK"), ResolutionStatus.RESOLVED),
        (Query(name="Riverrun"), ResolutionStatus.UNRESOLVED),
        (Query(name="Askedname"), ResolutionStatus.UNRESOLVED),
        (Query(name="Dutown"), ResolutionStatus.AMBIGUOUS),
        (Query(name="Dutown", admin1="AF-KDZ"), ResolutionStatus.RESOLVED),
        (Query(name="Twiceone"), ResolutionStatus.RESOLVED),
        (Query(name="Camp Test"), ResolutionStatus.RESOLVED),
        (Query(name="Nobody Knows"), ResolutionStatus.UNRESOLVED),
    ],
)
def test_online_answers_are_held_to_the_same_rules(server: StandIn, query: Query, status: ResolutionStatus) -> None:
    """Another country, province, kind or name, a river, and two namesakes are refused; doubles are one."""
    answer = service(server).ask(query)
    assert answer.status is status
    assert (answer.place is None) == (status is not ResolutionStatus.RESOLVED)
    assert answer.place is not None or answer.problems


def test_unknown_conditions_are_not_sent(server: StandIn) -> None:
    """A province that nobody knows cannot be checked, so nothing is asked."""
    answer = chain(server).ask(Query(name=UNKNOWN, admin1="Ruritania"))
    assert answer.place is None
    assert any("Ruritania" in problem.message for problem in answer.problems)
    assert server.requests == []


def test_answers_are_kept_on_disk_empty_ones_too(server: StandIn, tmp_path: Path) -> None:
    """A name is asked once and for all, by later runs too; another province is another question."""
    file = tmp_path / "deep" / "answers.sqlite"
    for _ in range(2):
        with chain(server, cache=file) as asked:
            first, missed = asked.ask(Query(name=UNKNOWN)), asked.ask(Query(name="Nobody Knows"))
            assert first.place is not None
            assert missed.place is None
    assert server.queries == [UNKNOWN, "Nobody Knows"]
    with chain(server, cache=file) as asked:
        asked.ask(Query(name=UNKNOWN, admin1="AF-KDZ"))
    assert len(server.requests) == 3
    assert b"conflictmap-test" not in file.read_bytes()


def test_failures_are_not_kept(server: StandIn) -> None:
    """A service that was down is asked again by the next run."""
    kept = AnswerCache(":memory:")
    for _ in range(2):
        service(server, cache=kept).ask(Query(name="garbled x"))
    assert len(server.requests) == 2


def test_a_file_that_is_no_cache_is_misuse(server: StandIn, tmp_path: Path) -> None:
    """A cache that cannot be read is named, with a way out; nothing is sent in its place."""
    file = tmp_path / "notes.txt"
    file.write_text("not a database, but some text of mine\n" * 50, encoding="utf-8")
    with pytest.raises(UsageError, match=r"notes\.txt"):
        chain(server, cache=file).ask(Query(name=UNKNOWN))
    assert server.requests == []
    assert file.read_text(encoding="utf-8").startswith("not a database")


def test_default_cache_is_in_the_users_cache_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """XDG_CACHE_HOME counts if it is absolute; else the cache is below the home folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_cache_file() == tmp_path / "conflictmap" / "answers.sqlite"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_cache_file() == tmp_path / ".cache" / "conflictmap" / "answers.sqlite"


def test_cache_keys_tell_questions_apart() -> None:
    """Service, endpoint, words and parameters all count; the order of parameters does not."""
    key = cache_key("nominatim", "https://a", "Kunduz", {"a": 1, "b": 2})
    assert key == cache_key("nominatim", "https://a", "Kunduz", {"b": 2, "a": 1})
    others = [("photon", "https://a", "Kunduz"), ("nominatim", "https://b", "Kunduz"), ("nominatim", "https://a", "K")]
    assert key not in {cache_key(*other, {"a": 1, "b": 2}) for other in others}


@pytest.mark.parametrize("name", ["nominatim", "photon", "geonames"])
@pytest.mark.parametrize(
    ("words", "said", "requests"),
    [
        ("busy 0", "429", 3),
        ("busy 3600", "asks to wait 3600 s", 1),
        ("broken place", "failed", 3),
        ("garbled place", "cannot be read", 1),
    ],
)
def test_a_failing_service_is_a_named_problem(server: StandIn, name: str, words: str, said: str, requests: int) -> None:
    """Retried twice where that can help, and no more; the problem names the service and the name."""
    label = {"nominatim": "Nominatim", "photon": "Photon", "geonames": "GeoNames"}[name]
    answer = chain(server, name).ask(Query(name=words))
    assert (answer.place, answer.status) == (None, ResolutionStatus.UNRESOLVED)
    message = answer.problems[-1].message
    assert message.startswith(label)
    assert said in message
    assert words in message
    assert len(server.requests) == requests


def test_retry_after_is_honoured(server: StandIn) -> None:
    """A service that asks to wait is given that time before the next try."""
    began = time.monotonic()
    service(server, longest_wait_seconds=1.0, error_wait_seconds=0.0).ask(Query(name="busy 1"))
    assert time.monotonic() - began >= 2 * 1.0
    assert len(server.requests) == 3


def test_a_slow_service_times_out(server: StandIn) -> None:
    """No answer in time is said as such."""
    answer = service(server, timeout=0.05).ask(Query(name="slow place"))
    assert "did not answer in time" in answer.problems[-1].message


def test_a_service_that_recovers_is_believed(server: StandIn) -> None:
    """One failure and then an answer is an answer."""
    answer = service(server).ask(Query(name="recovering Kunduz"))
    assert len(server.requests) == 2
    assert [each.place.name for each in answer.candidates] == ["Kunduz"]


def test_nobody_there_is_a_problem() -> None:
    """An endpoint where nothing listens cannot be reached."""
    with stand_in() as gone:
        pass
    answer = service(gone).ask(Query(name=UNKNOWN))
    assert "cannot be reached" in answer.problems[-1].message or "failed" in answer.problems[-1].message


def test_a_service_that_is_down_is_left_alone(server: StandIn) -> None:
    """After three names without an answer nothing more is sent in this run, and each answer says so."""
    asked = service(server)
    for _ in range(3):
        asked.ask(Query(name="broken place"))
    sent = len(server.requests)
    answer = asked.ask(Query(name=UNKNOWN))
    assert len(server.requests) == sent
    assert "not asked again" in answer.problems[-1].message


def test_a_used_up_quota_ends_the_asking(server: StandIn) -> None:
    """GeoNames says so in a body with status 200; it is not asked a second time."""
    asked = service(server, "geonames", username="exhausted")
    assert "quota" in asked.ask(Query(name=UNKNOWN)).problems[-1].message
    asked.ask(Query(name="Other Village"))
    assert len(server.requests) == 1


def test_calls_keep_their_distance() -> None:
    """Two calls are at least the delay apart."""
    times: list[float] = []
    calling = PoliteCaller(lambda: times.append(time.monotonic()), min_delay_seconds=0.2, error_wait_seconds=0.2)
    calling()
    calling()
    assert times[1] - times[0] >= 0.19


def test_errors_are_not_swallowed() -> None:
    """What geopy's RateLimiter would turn into None by default is a failure here."""

    def broken() -> None:
        raise KeyError("lat")

    with pytest.raises(ServiceFailure, match="cannot be read"):
        PoliteCaller(broken, min_delay_seconds=0)()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"service": "bing"}, "nominatim, photon, geonames"),
        ({"service": "nominatim"}, "--user-agent"),
        ({"service": "nominatim", "user_agent": "geopy/2.4"}, "--user-agent"),
        ({"service": "geonames"}, "--username"),
        ({"service": "photon", "endpoint": "photon.example.org"}, "address of a service"),
        ({"service": "photon", "endpoint": "ftp://photon.example.org"}, "address of a service"),
        ({"service": "photon", "endpoint": "https://user:word@example.org"}, "address of a service"),
        ({"service": "photon", "endpoint": "http://example.org:99999999"}, "address of a service"),
        ({"service": "photon", "min_delay_seconds": 0.5}, "1 second"),
        ({"service": "nominatim", "user_agent": "me", "min_delay_seconds": 0.0}, "1 second"),
    ],
)
def test_wrong_options_are_told_with_a_hint(options: dict[str, Any], said: str) -> None:
    """Policies are kept before anything is sent."""
    with pytest.raises(UsageError, match=said):
        OnlineService(**options)


def test_a_chain_is_a_geopy_geocoder(server: StandIn) -> None:
    """Locations, structured queries and reverse come through the chain as through the gazetteer."""
    both = chain(server)
    found = both.geocode(UNKNOWN)
    assert isinstance(found, Location)
    assert found.address == f"{UNKNOWN}, Kunduz province, Afghanistan"
    assert (found.raw["source"], found.raw["status"]) == ("nominatim", "resolved")
    assert "OpenStreetMap" in found.raw["attribution"]
    structured = both.geocode({"city": UNKNOWN, "state": "Kunduz"})
    assert isinstance(structured, Location)
    assert both.geocode({"city": UNKNOWN, "state": "Takhar"}) is None
    near = both.reverse((36.73, 68.86))
    assert near.raw["iso_3166_2"] == "AF-KDZ"
    with pytest.raises(UsageError, match="geocoder"):
        Chain([])


def test_command_asks_online_only_with_the_option(
    server: StandIn, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without --online nothing is sent; with it, the answer has its source and attribution, in both formats."""
    assert main(["geocode", UNKNOWN, "--format", "jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["place"] is None
    assert server.requests == []
    online = ["--online", "nominatim", "--endpoint", server.endpoint, "--user-agent", "conflictmap-test"]
    cache = ["--cache", str(tmp_path / "answers.sqlite")]
    assert main(["geocode", UNKNOWN, "Kunduz", *online, *cache, "--format", "jsonl"]) == 0
    found, offline = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert found["place"]["iso_3166_2"] == "AF-KDZ"
    assert "OpenStreetMap" in found["attribution"]
    assert found["candidates"][0]["source"] == "nominatim"
    assert {each["source"] for each in offline["candidates"]} == {"gazetteer"}
    assert "attribution" not in offline
    assert main(["geocode", UNKNOWN, *online, *cache, "--format", "table"]) == 0
    shown = capsys.readouterr().out
    assert "from nominatim: © OpenStreetMap contributors" in shown
    assert server.queries == [UNKNOWN]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--online", "nominatim"],
        ["--online", "geonames"],
        ["--online", "bing"],
        ["--endpoint", "http://127.0.0.1:1"],
        ["--online", "photon", "--endpoint", "nonsense"],
        ["--online", "photon", "--endpoint", "http://127.0.0.1:1", "--cache", "/dev/null/answers.sqlite"],
    ],
)
def test_wrong_online_options_are_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong usage is worded and nothing is written."""
    assert main(["geocode", UNKNOWN, *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Traceback" not in captured.err
    assert captured.err.strip()


def test_offline_command_loads_no_geopy() -> None:
    """geopy, requests and ssl are loaded only where somebody goes online."""
    code = (
        "import sys; from conflictmap.cli import main; main(['geocode', 'Kunduz', '--format', 'jsonl']); "
        "assert not {'geopy', 'requests', 'ssl', 'sqlite3', 'http'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        (("place", "city"), PlaceKind.CITY),
        (("place", "hamlet"), PlaceKind.VILLAGE),
        (("place", "suburb"), PlaceKind.SITE),
        (("place", "state"), PlaceKind.PROVINCE),
        (("place", "sea"), None),
        (("waterway", "river"), None),
        (("highway", "primary"), None),
        (("shop", "bakery"), None),
        (("aeroway", "aerodrome"), PlaceKind.SITE),
        (("boundary", "administrative"), None),
    ],
)
def test_kinds_of_openstreetmap(tags: tuple[str, str], kind: PlaceKind | None) -> None:
    """Towns, areas and sites are places of a report; rivers, roads and shops are not."""
    assert osm_kind(*tags) is kind


@pytest.mark.parametrize(
    ("rank", "level", "kind"),
    [
        (4, None, PlaceKind.COUNTRY),
        (8, None, PlaceKind.PROVINCE),
        (12, None, PlaceKind.DISTRICT),
        (22, None, None),
        (12, "town", PlaceKind.TOWN),
    ],
)
def test_administrative_boundaries_go_by_their_level(rank: int, level: str | None, kind: PlaceKind | None) -> None:
    """What Nominatim calls the level decides, else its rank."""
    assert osm_kind("boundary", "administrative", level=level, rank=rank) is kind


def test_kinds_of_geonames() -> None:
    """Destroyed and abandoned places are none; people make the difference between village and town."""
    codes = ["PPL", "PPLQ", "ADM1", "ADM2", "STM", "MILB"]
    kinds = [PlaceKind.VILLAGE, None, PlaceKind.PROVINCE, PlaceKind.DISTRICT, None, PlaceKind.SITE]
    assert [geonames_kind(code, None) for code in codes] == kinds
    assert [geonames_kind("PPL", people) for people in (5_000, 50_000)] == [PlaceKind.TOWN, PlaceKind.CITY]
