"""Services that are asked: hostile answers are bounded, lead nowhere else, and never bring the key into problems."""

from __future__ import annotations

import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from geopy.exc import GeocoderServiceError

from geo.events.chat import ChatClient
from geo.places import careful_adapter
from geo.places.answer import Query
from geo.places.online import OnlineService

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ACCOUNT = "account-of-the-user"


class _Hostile(BaseHTTPRequestHandler):
    """Answers by the first part of the path."""

    def do_GET(self) -> None:
        """Large, slow, elsewhere, or with the account in it."""
        kind = urlsplit(self.path).path.split("/")[1]
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        if kind in {"elsewhere", "here"}:
            self.send_response(302)
            host = "localhost" if kind == "elsewhere" else "127.0.0.1"
            self.send_header("Location", f"http://{host}:{self.server.server_port}/empty/search?format=json")  # type: ignore[attr-defined]
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        if kind == "large":
            self.wfile.write(b"[" + b" " * (careful_adapter.MOST_BYTES + 10) + b"]")
        elif kind == "slow":
            for _ in range(100):
                self.wfile.write(b" ")
                time.sleep(0.05)
        elif kind == "nested":
            self.wfile.write(b"[" * 100_000)
        elif kind == "halves":
            self.wfile.write(b'[{"lat": "34.5", "lon": "69.2", "display_name": "Q\\ud800", "osm_id": 1e400}]')
        elif kind == "echo":
            self.wfile.write(json.dumps({"status": {"message": f"no {ACCOUNT}", "value": 99}}).encode())
        else:
            self.wfile.write(b"[]")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def hostile() -> Iterator[tuple[str, list[str]]]:
    """The address of the server, and what it was asked."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Hostile)
    server.asked = []  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", server.asked  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()


def ask(tmp_path: Path, endpoint: str, service: str = "nominatim") -> str:
    """What the service's answer to one name says went wrong."""
    online = OnlineService(
        service,
        endpoint=endpoint,
        user_agent="test",
        username=ACCOUNT,
        cache=tmp_path / "cache.sqlite",
        timeout=0.3,
        min_delay_seconds=0.0,
        error_wait_seconds=0.0,
    )
    [problem] = online.ask(Query(name="Qaryah-e Sakhta")).problems
    return problem.message


@pytest.mark.parametrize(("kind", "words"), [("large", "cannot be read"), ("slow", "did not answer in time")])
def test_an_answer_without_end_is_cut_off(
    tmp_path: Path, hostile: tuple[str, list[str]], kind: str, words: str
) -> None:
    """More bytes, or more seconds, than an answer has are no answer."""
    begun = time.monotonic()
    assert words in ask(tmp_path, f"{hostile[0]}/{kind}")
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("kind", ["nested", "halves"])
def test_an_answer_that_no_service_gives_is_a_problem(
    tmp_path: Path, hostile: tuple[str, list[str]], kind: str
) -> None:
    """JSON nested without end, and characters that no encoding can write, which the cache could not keep."""
    said = ask(tmp_path, f"{hostile[0]}/{kind}")
    assert said.startswith("Nominatim")
    assert ask(tmp_path, f"{hostile[0]}/{kind}") == said


def test_a_redirect_leads_to_the_same_host_alone(tmp_path: Path, hostile: tuple[str, list[str]]) -> None:
    """One to another host is not followed; one to the same host is."""
    address, asked = hostile
    ask(tmp_path, f"{address}/elsewhere")
    assert not [path for path in asked if path.startswith("/empty")]
    assert "does not know" in ask(tmp_path, f"{address}/here")
    assert [path for path in asked if path.startswith("/empty")]


def test_a_public_name_that_leads_into_a_private_network_is_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the name service says, nothing is sent to this machine or to its neighbours unless they are named."""
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("10.0.0.7", 443))])
    monkeypatch.setattr(careful_adapter, "getproxies", dict)
    online = OnlineService(
        "nominatim", user_agent="test", cache=tmp_path / "c.sqlite", error_wait_seconds=0.0, timeout=0.3
    )
    online._call._limited.min_delay_seconds = 0.0
    [problem] = online.ask(Query(name="Qaryah-e Sakhta")).problems
    assert "private address" in problem.message


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "169.254.169.254", "::1", "fd00::1", "fe80::1%eth0", "::ffff:10.0.0.1", "2002:a00:1::", "224.0.0.1"],
)
def test_no_private_address_is_connected_to(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Of a name that leads to several addresses all must be public; nothing is opened before that is known."""
    found = [(2, 1, 6, "", (each, 443)) for each in ("93.184.216.34", address)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("it was connected to"))
    with pytest.raises(GeocoderServiceError, match="private"):
        careful_adapter.connect_public("geocoder.example", 443, 1.0)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_the_address_that_was_checked_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    """A name that is public when it is looked at and private a moment later (DNS rebinding) leads nowhere private."""
    public = "93.184.216.34"
    answers = iter([public])
    connected: list[str] = []

    def looked_up(*_: object, **__: object) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers, "127.0.0.1"), 443))]

    def connect(_: socket.socket, address: tuple[str, int]) -> None:
        connected.append(address[0])
        raise ConnectionRefusedError(111, "refused")

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(careful_adapter, "getproxies", dict)
    adapter = careful_adapter.careful_adapter(longest_s=1.0, has_public_host=True)(proxies={}, ssl_context=None)
    with pytest.raises(GeocoderServiceError):
        adapter.get_text(f"{scheme}://geocoder.example/search", timeout=1.0, headers={})
    assert connected == [public]


def test_a_public_host_is_asked_over_its_own_connection(
    hostile: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the addresses are public the request arrives as any other."""
    monkeypatch.setattr(careful_adapter, "_is_public", lambda _: True)
    adapter = careful_adapter.careful_adapter(longest_s=1.0, has_public_host=True)(proxies={}, ssl_context=None)
    assert adapter.get_text(f"{hostile[0]}/empty/x?q=1", timeout=1.0, headers={}) == "[]"
    assert hostile[1] == ["/empty/x?q=1"]


def test_the_account_never_appears_in_problems(tmp_path: Path, hostile: tuple[str, list[str]]) -> None:
    """Also where the service says it back."""
    assert ACCOUNT not in ask(tmp_path, f"{hostile[0]}/echo", "geonames")


def test_the_key_is_taken_out_of_a_models_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Written plainly or with escapes, it does not come further than the answer."""
    key = "sk-0123456789"
    chat = ChatClient(endpoint="http://127.0.0.1:1", model="m", key=key)
    hidden = "".join(f"\\u{ord(letter):04x}" for letter in key)
    for words in (f'{{"quote": "{key}"}}', f'{{"quote": "{hidden}"}}', f"no JSON {key}"):
        monkeypatch.setattr(ChatClient, "_patiently", lambda *_, found=words: found)
        assert key not in str(_decoded(chat.ask([], {})))


def _decoded(answer: str) -> Any:  # noqa: ANN401 - any JSON
    try:
        return json.loads(answer)
    except ValueError:
        return answer
