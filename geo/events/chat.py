"""Asking an OpenAI-compatible endpoint for one answer: patiently to a limit, and not again once it is down.

Knows HTTP and the envelope of a chat completion; knows nothing of events. Only the standard library is used. A key is
sent to the endpoint itself and nowhere else: no redirect is followed, and no message holds it.
"""

from __future__ import annotations

import http.client
import json
import math
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from geo.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from email.message import Message

MOST_BYTES = 4_000_000
"""A longer answer is not read to its end."""
RETRIES = 2
_GIVE_UP_AFTER = 3
_BLOCK = 65_536
_BAD_REQUEST, _TOO_MANY, _TIMEOUT, _SERVER = 400, 429, 408, 500
_REFUSED = frozenset({401, 403})
_REDIRECTED = range(300, 400)


class ChatFailure(Exception):  # noqa: N818 - it becomes a Problem, and never reaches a user as an exception
    """There is no answer; the message says why, to stand behind "The model ..."."""


class _Retry(Exception):  # noqa: N818 - a signal within this module
    """A failure that may pass; `wait` is how many seconds the service asks for."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow none: a redirect would carry text and key to an address that the user has not named."""


@dataclass(slots=True, kw_only=True)
class ChatClient:
    """Asks one model at one endpoint. Times are in seconds.

    `timeout_s` is the longest time for one answer, `wait_s` the pause before a retry, `longest_wait_s` the longest
    pause that the service may ask for. After three questions in a row without an answer nothing is sent any more.

    Raises:
        UsageError: The endpoint is no http or https address.
    """

    endpoint: str
    model: str
    key: str | None = field(default=None, repr=False)
    timeout_s: float = 120.0
    wait_s: float = 2.0
    longest_wait_s: float = 30.0
    _failures: int = 0
    _plain: bool = False

    def __post_init__(self) -> None:
        """Check the endpoint."""
        parts = urlsplit(self.endpoint)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None or parts.query:
            raise UsageError("an endpoint like https://host/v1", repr(self.endpoint), "It needs http:// or https://.")
        if not (self.endpoint + (self.key or "")).isascii() or any(each.isspace() for each in self.key or ""):
            raise UsageError("an endpoint and a key in plain letters", "others", "Check what was pasted.")

    def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any]) -> str:
        """The words of the answer to `messages`; `schema` is sent along where the service takes one.

        Raises:
            ChatFailure: There is none.
        """
        if self._failures >= _GIVE_UP_AFTER:
            message = "is not asked again in this run, as it did not answer before"
            raise ChatFailure(message)
        try:
            answer = self._patiently(messages, schema)
        except ChatFailure:
            self._failures += 1
            raise
        self._failures = 0
        return self._without_key(answer)

    def _without_key(self, answer: str) -> str:
        """The answer without the key: a service that echoes it must not bring it into problems or outputs."""
        if not self.key:
            return answer
        with suppress(ValueError, RecursionError):  # no JSON: whoever reads it says so
            answer = json.dumps(json.loads(answer), ensure_ascii=False)  # no escapes that could hide it
        return answer.replace(self.key, "…")

    def _patiently(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any]) -> str:
        for attempt in range(RETRIES + 1):
            try:
                return _content(self._post(messages, schema))
            except _Retry as reason:
                wait = max(self.wait_s, reason.wait or 0.0)
                if attempt == RETRIES or wait > self.longest_wait_s:
                    raise ChatFailure(str(reason)) from reason
                time.sleep(wait)
        raise AssertionError  # the last attempt returns or raises

    def _post(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any]) -> bytes:
        body: dict[str, Any] = {"model": self.model, "messages": list(messages), "temperature": 0}
        if not self._plain:
            form = {"name": "events", "strict": True, "schema": schema}
            body["response_format"] = {"type": "json_schema", "json_schema": form}
        headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "conflictmap"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        url = f"{self.endpoint.rstrip('/')}/chat/completions"
        request = Request(url, data=json.dumps(body).encode(), headers=headers, method="POST")  # noqa: S310 - http(s)
        try:
            deadline = time.monotonic() + self.timeout_s
            with build_opener(_NoRedirect).open(request, timeout=self.timeout_s) as response:
                return _read(response, deadline)
        except HTTPError as error:
            error.close()
            if error.code == _BAD_REQUEST and not self._plain:
                self._plain = True  # not every service knows schemas; the form is asked for in words too
                return self._post(messages, schema)
            raise self._failure(error.code, error.headers) from error
        except TimeoutError as error:
            reason = "did not answer in time"
            raise _Retry(reason) from error
        except (URLError, OSError, http.client.HTTPException, ValueError) as error:
            timed_out = isinstance(getattr(error, "reason", None), TimeoutError)
            reason = "did not answer in time" if timed_out else "cannot be reached"
            raise _Retry(reason) from error

    def _failure(self, status: int, headers: Message | None) -> Exception:
        if status in {_TOO_MANY, _TIMEOUT} or status >= _SERVER:
            wait = _asked_wait(headers.get("Retry-After") if headers else None)
            return _Retry(f"refuses or fails for now ({status})", wait)
        if status in _REFUSED:
            self._failures = _GIVE_UP_AFTER
            return ChatFailure(f"refuses this user ({status}); is the key right?")
        if status in _REDIRECTED:
            return ChatFailure(f"sends us to another address ({status}); name that one as the endpoint")
        return ChatFailure(f"refuses the question ({status})")


def _read(response: http.client.HTTPResponse, deadline: float) -> bytes:
    """The body, within the time and the size allowed: a service that drips is no better than one that is silent."""
    parts: list[bytes] = []
    size = 0
    while part := response.read1(_BLOCK):
        parts.append(part)
        size += len(part)
        if size > MOST_BYTES:
            message = f"answered with more than {MOST_BYTES:,} bytes"
            raise ChatFailure(message)
        if time.monotonic() > deadline:
            raise TimeoutError
    return b"".join(parts)


def _content(body: bytes) -> str:
    """The words inside the envelope of a chat completion."""
    try:
        choice = json.loads(body)["choices"][0]
        words = choice["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        message = "answered in a form that cannot be read"
        raise ChatFailure(message) from error
    if choice.get("finish_reason") == "length":
        message = "was cut off in the middle of its answer"
        raise ChatFailure(message)
    if not isinstance(words, str) or not words.strip():
        message = "gave an empty answer"
        raise ChatFailure(message)
    return words


def _asked_wait(value: str | None) -> float | None:
    """The seconds of a Retry-After, which may be a number or a date; None where it is neither."""
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            when = parsedate_to_datetime(value)
        except (ArithmeticError, LookupError, TypeError, ValueError):
            return None
        seconds = (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() - datetime.now(UTC).timestamp()
    return max(0.0, seconds) if math.isfinite(seconds) else None
