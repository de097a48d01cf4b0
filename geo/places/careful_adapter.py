"""How a geocoder's service is fetched: so much, so long, from nowhere else.

An answer has a size and a time that it may take in all, a redirect may lead to the same host alone, and a public
service is not asked where its name leads into a private network. Knows HTTP; knows nothing of places.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, ProxyHandler, build_opener, getproxies

from geopy.adapters import URLLibAdapter
from geopy.exc import GeocoderParseError, GeocoderServiceError, GeocoderTimedOut

if TYPE_CHECKING:
    from collections.abc import Callable
    from http.client import HTTPMessage
    from urllib.request import Request

MOST_BYTES = 4 << 20
"""The largest answer, in bytes; ten places have some 50 kB."""
_BLOCK = 1 << 16


def careful_adapter(*, longest_s: float, has_public_host: bool) -> Callable[..., CarefulAdapter]:
    """What makes an adapter, as geopy wants it.

    `longest_s` is the time of one answer in seconds, from its first byte; with `has_public_host` the host's name must
    lead to public addresses.
    """

    def made(*, proxies: Any, ssl_context: Any) -> CarefulAdapter:  # noqa: ANN401 - as geopy calls it
        adapter = CarefulAdapter(proxies=proxies, ssl_context=ssl_context)
        adapter.longest_s, adapter.has_public_host = longest_s, has_public_host
        return adapter

    return made


class CarefulAdapter(URLLibAdapter):  # type: ignore[misc] # geopy has no types
    """geopy's adapter for urllib with bounds; see `careful_adapter`."""

    longest_s = 10.0
    has_public_host = True

    def __init__(self, *, proxies: Any, ssl_context: Any) -> None:  # noqa: ANN401 - as geopy calls it
        """Open nothing yet."""
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        opener = build_opener(HTTPSHandler(context=ssl_context), ProxyHandler(proxies), _SameHost())
        self.urlopen = self._checked(opener.open, has_proxy=bool(getproxies() if proxies is None else proxies))

    def _checked(self, opened: Callable[..., Any], *, has_proxy: bool) -> Callable[..., Any]:
        def urlopen(request: Request, timeout: float) -> Any:  # noqa: ANN401 - urllib's answer
            if self.has_public_host and not has_proxy:  # else the proxy looks the name up
                check_public(str(urlsplit(request.full_url).hostname))
            return opened(request, timeout=timeout)

        return urlopen

    def _decode_page(self, page: Any) -> str:  # noqa: ANN401 - urllib's answer
        deadline = time.monotonic() + self.longest_s
        parts, size = list[bytes](), 0
        try:
            while part := page.read1(_BLOCK) if hasattr(page, "read1") else page.read(_BLOCK):
                parts.append(part)
                size += len(part)
                if size > MOST_BYTES:
                    message = f"answered with more than {MOST_BYTES:,} bytes"
                    raise GeocoderParseError(message)
                if time.monotonic() > deadline:
                    raise GeocoderTimedOut("Service timed out")
        except TimeoutError as error:
            raise GeocoderTimedOut("Service timed out") from error
        except OSError as error:
            raise GeocoderServiceError("the answer broke off") from error
        try:
            return b"".join(parts).decode(page.headers.get_content_charset() or "utf-8")
        except (ValueError, LookupError) as error:
            raise GeocoderParseError("no text") from error


class _SameHost(HTTPRedirectHandler):
    """Follows a redirect to the same scheme, host and port, or from http to https of the same host."""

    def redirect_request(  # noqa: PLR0917 - as urllib calls it
        self,
        req: Request,
        fp: Any,  # noqa: ANN401 - as urllib calls it
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> Request | None:
        """The request to the new address; none where it lies elsewhere, and the answer is an error then."""
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        is_same = (old.scheme, old.netloc) == (new.scheme, new.netloc)
        is_safer = (old.scheme, new.scheme) == ("http", "https") and old.hostname == new.hostname and new.port is None
        return super().redirect_request(req, fp, code, msg, headers, newurl) if is_same or is_safer else None


def check_public(host: str) -> None:
    """See that a host's name leads to public addresses alone.

    Raises:
        GeocoderServiceError: It leads into a private network, or to this machine; or nowhere.
    """
    try:
        found = {each[4][0] for each in socket.getaddrinfo(host, None)}
    except OSError as error:
        message = "has a name that leads nowhere"
        raise GeocoderServiceError(message) from error
    if not all(ipaddress.ip_address(str(each).partition("%")[0]).is_global for each in found):
        message = "has a name that leads to a private address; name it with --endpoint if that is meant"
        raise GeocoderServiceError(message)
