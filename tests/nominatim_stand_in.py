"""A stand-in for Nominatim on 127.0.0.1: it answers as the real one does, also when it is busy, broken or slow.

Knows a few made records in the real format. A name that begins with a fault ("slow ...", "busy ...") brings that fault.
Photon's and GeoNames' searches are answered on their own paths. Every request is kept for the tests to look at.
"""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator


def record(name: str, lon: float, lat: float, **more: object) -> dict[str, Any]:
    """A search result in Nominatim's format (jsonv1, with address and name details)."""
    base: dict[str, Any] = {
        "place_id": 1000 + len(name),
        "licence": "Data © OpenStreetMap contributors, ODbL 1.0. http://osm.org/copyright",
        "osm_type": "node",
        "osm_id": abs(hash((name, lon))) % 10**9,
        "lat": f"{lat:.7f}",
        "lon": f"{lon:.7f}",
        "class": "place",
        "type": "village",
        "place_rank": 19,
        "importance": 0.2,
        "addresstype": "village",
        "name": name,
        "display_name": f"{name}, Afghanistan",
        "boundingbox": [f"{lat - 0.02:.7f}", f"{lat + 0.02:.7f}", f"{lon - 0.02:.7f}", f"{lon + 0.02:.7f}"],
        "address": {"country": "Afghanistan", "country_code": "af"},
        "namedetails": {"name": name},
    }
    return base | more


KUNDUZ = record("Kunduz", 68.8578, 36.7280, type="city", addresstype="city", importance=0.5, place_rank=16)
NEW_VILLAGE = record("Qaryah-e Naw Sakhta", 68.90, 36.80)
RECORDS = {
    "kunduz": [KUNDUZ],
    "qaryah-e naw sakhta": [NEW_VILLAGE],
    "dutown": [record("Dutown", 68.90, 36.80), record("Dutown", 66.90, 36.60)],
    "onceabroad": [record("Onceabroad", 71.5, 34.0, address={"country": "Pakistan", "country_code": "pk"})],
    "riverrun": [record("Riverrun", 68.9, 36.8, **{"class": "waterway", "type": "river", "addresstype": "waterway"})],
    "askedname": [record("Anothername", 68.9, 36.8, namedetails={"name": "Anothername"})],
    "twiceone": [
        record("Twiceone", 68.90, 36.80, type="town", addresstype="town"),
        record("Twiceone", 68.91, 36.81, type="town", addresstype="town", osm_type="relation"),
    ],
    "camp test": [record("Camp Test", 68.9, 36.8, **{"class": "military", "type": "base"})],
    "far district": [
        record("Far District", 68.9, 36.8, **{"class": "boundary", "type": "administrative", "addresstype": "county"})
    ],
}
REVERSE = {"error": "Unable to geocode"}


@dataclass
class StandIn:
    """The running server: its address and the requests that came, each as path, parameters and headers."""

    endpoint: str
    requests: list[tuple[str, dict[str, str], dict[str, str]]] = field(default_factory=list)
    recoveries: dict[str, int] = field(default_factory=dict)
    slow_seconds: float = 0.5

    @property
    def domain(self) -> str:
        """Host and port, as geopy wants them."""
        return self.endpoint.removeprefix("http://")

    @property
    def queries(self) -> list[str]:
        """The words of the searches, in the order in which they came."""
        return [sent["q"] for _, sent, _ in self.requests if "q" in sent]


@contextmanager
def stand_in() -> Iterator[StandIn]:
    """Run the server until the block ends."""
    state = StandIn(endpoint="")
    ended = threading.Event()

    class Handler(_Handler):
        server_state = state
        end = ended

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.endpoint = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        ended.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    server_state: StandIn
    end: threading.Event

    def do_GET(self) -> None:
        """Answer a search or a reverse search."""
        parts = urlsplit(self.path)
        sent = {key: ",".join(values) for key, values in parse_qs(parts.query, keep_blank_values=True).items()}
        self.server_state.requests.append((parts.path, sent, dict(self.headers.items())))
        words = (sent.get("q") or sent.get("city") or sent.get("county") or "").strip()
        if not self._misbehave(words):
            answer = {"/search": self._search, "/reverse": self._reverse, "/api": self._photon}.get(
                parts.path, self._geonames
            )
            self._send(200, answer(words, sent))

    def _misbehave(self, words: str) -> bool:
        """Play the fault that the name begins with."""
        fault, _, rest = words.partition(" ")
        if fault == "recovering" and self.server_state.recoveries.setdefault(words, 0) < 1:
            self.server_state.recoveries[words] += 1
            self._send(503, "try later")
        elif fault == "busy":
            self._send(429, "too many", {"Retry-After": rest.split(",", maxsplit=1)[0] or "1"})
        elif fault == "broken":
            self._send(500, "internal")
        elif fault == "slow":
            self.end.wait(self.server_state.slow_seconds)
            return False
        elif fault == "garbled":
            self._send_text(200, "<html>no json</html>")
        elif fault == "odd":
            self._send(200, {"unexpected": ["form"]})
        else:
            return False
        return True

    def _search(self, words: str, sent: dict[str, str]) -> list[dict[str, Any]]:
        codes = set(filter(None, sent.get("countrycodes", "").split(",")))
        name = words.removeprefix("recovering ").split(",")[0].lower()
        found = RECORDS.get(name, [])
        fitting = [each for each in found if not codes or each["address"]["country_code"] in codes or name[0] == "o"]
        return fitting[: int(sent.get("limit", "10"))]

    def _reverse(self, _: str, sent: dict[str, str]) -> dict[str, Any]:
        near = abs(float(sent["lat"]) - 36.728) < 0.2 and abs(float(sent["lon"]) - 68.86) < 0.2
        return KUNDUZ if near else REVERSE

    def _photon(self, words: str, _: dict[str, str]) -> dict[str, Any]:
        found = RECORDS.get(words.split(",", maxsplit=1)[0].lower(), [])
        return {"type": "FeatureCollection", "features": [_feature(each) for each in found]}

    def _geonames(self, words: str, sent: dict[str, str]) -> dict[str, Any]:
        if sent.get("username") == "exhausted":
            return {"status": {"message": "the daily limit has been exceeded", "value": 18}}
        found = RECORDS.get(words.split(",", maxsplit=1)[0].lower(), [])
        return {"totalResultsCount": len(found), "geonames": [_geoname(each) for each in found]}

    def _send(self, status: int, answer: object, headers: dict[str, str] | None = None) -> None:
        self._send_text(status, json.dumps(answer, ensure_ascii=False), headers)

    def _send_text(self, status: int, text: str, headers: dict[str, str] | None = None) -> None:
        content = text.encode()
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the client has stopped waiting, which is what the slow answer is for

    def log_message(self, *_: object) -> None:
        """Say nothing: what came is in `requests`."""


def _feature(each: dict[str, Any]) -> dict[str, Any]:
    """The same record as Photon puts it."""
    south, north, west, east = (float(side) for side in each["boundingbox"])
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [float(each["lon"]), float(each["lat"])]},
        "properties": {
            "osm_type": each["osm_type"][0].upper(),
            "osm_id": each["osm_id"],
            "osm_key": each["class"],
            "osm_value": each["type"],
            "type": "city",
            "name": each["name"],
            "country": each["address"]["country"],
            "countrycode": each["address"]["country_code"].upper(),
            "extent": [west, north, east, south],
        },
    }


def _geoname(each: dict[str, Any]) -> dict[str, Any]:
    """The same record as GeoNames puts it."""
    return {
        "geonameId": each["osm_id"],
        "name": each["name"],
        "toponymName": each["name"],
        "lat": each["lat"],
        "lng": each["lon"],
        "fcl": "P",
        "fcode": "PPL",
        "countryCode": each["address"]["country_code"].upper(),
        "countryName": each["address"]["country"],
        "population": 0,
    }
