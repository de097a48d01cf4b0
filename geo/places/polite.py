"""Asking a service as its policy wants it: slowly, patiently to a limit, and not again once it is down.

Knows geopy's errors and says in words what happened; knows nothing of places. Built on geopy's RateLimiter, which here
swallows nothing.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderRateLimited,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
    GeopyError,
)
from geopy.extra.rate_limiter import RateLimiter

if TYPE_CHECKING:
    from collections.abc import Callable

MIN_DELAY_S = 1.0
"""No public service is asked more often than once in so many seconds."""

RETRIES = 2
_GIVE_UP_AFTER = 3


class ServiceFailure(Exception):  # noqa: N818 - it becomes a Problem, and never reaches a user as an exception
    """A service gave no answer; the message says why."""


class PoliteCaller:
    """Calls a geocoder's function, one call a second at most."""

    def __init__(
        self,
        function: Callable[..., Any],
        *,
        min_delay_seconds: float = MIN_DELAY_S,
        error_wait_seconds: float = 2.0,
        longest_wait_seconds: float = 30.0,
    ) -> None:
        """Times are in seconds: between two calls, before a retry, and the longest wait that a service may ask for."""
        self._limited = RateLimiter(
            function,
            min_delay_seconds=min_delay_seconds,
            max_retries=0,
            error_wait_seconds=max(error_wait_seconds, min_delay_seconds),
            swallow_exceptions=False,
        )
        self._error_wait = error_wait_seconds
        self._longest_wait = longest_wait_seconds
        self._failures = 0
        self._closed = False

    def __call__(self, *args: object, **kwargs: object) -> Any:  # noqa: ANN401 - whatever the function returns
        """Call; retry twice where that can help, as late as the service asks.

        After three questions in a row without an answer, or where the service asks for a longer wait than we grant,
        nothing is sent any more.

        Raises:
            ServiceFailure: There is no answer.
        """
        if self._closed:
            message = "is not asked again in this run, as it did not answer before"
            raise ServiceFailure(message)
        for attempt in range(RETRIES + 1):
            try:
                answer = self._limited(*args, **kwargs)
            except (
                GeopyError,
                ArithmeticError,
                AttributeError,
                KeyError,
                RecursionError,
                TypeError,
                ValueError,
            ) as error:
                wait = self._wait_after(error)
                if wait is None or attempt == RETRIES:
                    self._failed(error)
                    raise ServiceFailure(_words(error)) from error
                time.sleep(wait)
            else:
                self._failures = 0
                return answer
        raise AssertionError  # the last attempt returns or raises

    def _wait_after(self, error: Exception) -> float | None:
        """Seconds before a retry; None where a retry is of no use."""
        if isinstance(error, GeocoderRateLimited):
            wait = max(self._error_wait, float(error.retry_after or 0))
            return wait if wait <= self._longest_wait else None
        if isinstance(error, (GeocoderTimedOut, GeocoderUnavailable)) or type(error) is GeocoderServiceError:
            return self._error_wait
        return None

    def _failed(self, error: Exception) -> None:
        self._failures += 1
        final = (GeocoderQuotaExceeded, GeocoderAuthenticationFailure, GeocoderInsufficientPrivileges)
        self._closed = self._failures >= _GIVE_UP_AFTER or isinstance(error, final)


def _words(error: Exception) -> str:
    if isinstance(error, GeocoderRateLimited):
        wait = f", and asks to wait {error.retry_after:g} s" if error.retry_after else ""
        return f"refuses more requests for now (429){wait}"
    if isinstance(error, GeocoderTimedOut):
        return "did not answer in time"
    if isinstance(error, GeocoderUnavailable):
        return "cannot be reached"
    if isinstance(error, (GeocoderAuthenticationFailure, GeocoderInsufficientPrivileges)):
        return "refuses this user"
    if isinstance(error, GeocoderQuotaExceeded):
        return "says that the quota is used up"
    if isinstance(error, GeocoderQueryError):
        return "refuses the question"
    if isinstance(error, GeocoderParseError) or not isinstance(error, GeopyError):
        return "answered in a form that cannot be read"
    # The service's own words may hold anything: only ours, of the plain error, are told.
    told = " ".join(str(error).split())[:80] if type(error) is GeocoderServiceError else type(error).__name__
    return f"failed ({told})"
