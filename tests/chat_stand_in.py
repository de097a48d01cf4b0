"""A stand-in for an OpenAI-compatible endpoint on 127.0.0.1: it answers what a test has laid out, faults included.

Knows the envelope of a chat completion. Every request is kept for the tests to look at. No other network is touched.
"""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One answer: `body` as it is sent; `drip_seconds` lie between its bytes."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay_seconds: float = 0.0
    drip_seconds: float = 0.0


def says(content: object, **choice: object) -> Reply:
    """A chat completion whose message has this content (JSON values are written out)."""
    words = content if isinstance(content, str) else json.dumps(content)
    envelope = {"choices": [{"index": 0, "finish_reason": "stop", "message": {"content": words}} | choice]}
    return Reply(body=json.dumps(envelope).encode())


def tells(*events: Mapping[str, object]) -> Reply:
    """A chat completion that tells these events."""
    return says({"events": list(events)})


@dataclass
class ChatStandIn:
    """The running server: its endpoint, the replies still to come (the last one stays), the requests that came."""

    endpoint: str
    replies: list[Reply] = field(default_factory=list)
    requests: list[tuple[str, dict[str, Any], dict[str, str]]] = field(default_factory=list)

    def next_reply(self) -> Reply:
        """The next reply; the last is given again and again."""
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


@contextmanager
def chat_stand_in(*replies: Reply) -> Iterator[ChatStandIn]:
    """Run a server with these replies until the block ends."""
    state = ChatStandIn(endpoint="", replies=list(replies))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            state.requests.append((self.path, json.loads(self.rfile.read(length)), dict(self.headers)))
            reply = state.next_reply()
            time.sleep(reply.delay_seconds)
            try:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                step = 1 if reply.drip_seconds else max(1, len(reply.body))
                for at in range(0, len(reply.body), step):
                    self.wfile.write(reply.body[at : at + step])
                    time.sleep(reply.drip_seconds)
            except OSError:
                return  # the client has gone, as some tests want it to

        def do_GET(self) -> None:
            state.requests.append((self.path, {}, dict(self.headers)))
            self.send_error(405)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.endpoint = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)
