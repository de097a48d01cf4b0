"""How a geocoder's service is fetched: so much, so long, from nowhere else.

An answer has a size and a time that it may take in all, a redirect may lead to the same host alone, and a public
service is not asked where its name leads into a private network: the addresses that were checked are those that are
connected to, so that a name which leads elsewhere a moment later leads nowhere. Knows HTTP; knows nothing of places.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from http.client import HTTPConnection, HTTPSConnection
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import HTTPHandler, HTTPRedirectHandler, HTTPSHandler, ProxyHandler, build_opener, getproxies

from geopy.adapters import URLLibAdapter
from geopy.exc import GeocoderParseError, GeocoderServiceError, GeocoderTimedOut

if TYPE_CHECKING:
    from collections.abc import Callable
    from http.client import HTTPMessage, HTTPResponse
    from ssl import SSLContext
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
        # A proxy looks the name up itself.
        is_checked = has_public_host and not (getproxies() if proxies is None else proxies)
        return CarefulAdapter(proxies=proxies, ssl_context=ssl_context, longest_s=longest_s, is_checked=is_checked)

    return made


class CarefulAdapter(URLLibAdapter):  # type: ignore[misc] # geopy has no types
    """geopy's adapter for urllib with bounds; see `careful_adapter`. With `is_checked` only public hosts are asked."""

    def __init__(
        self,
        *,
        proxies: Any,  # noqa: ANN401 - as geopy calls it
        ssl_context: Any,  # noqa: ANN401 - as above
        longest_s: float = 10.0,
        is_checked: bool = True,
    ) -> None:
        """Open nothing yet."""
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self._longest_s = longest_s
        handlers = (
            (_PublicHTTP(), _PublicHTTPS(context=ssl_context)) if is_checked else (HTTPSHandler(context=ssl_context),)
        )
        self.urlopen = build_opener(*handlers, ProxyHandler(proxies), _SameHost()).open

    def _decode_page(self, page: Any) -> str:  # noqa: ANN401 - urllib's answer
        deadline = time.monotonic() + self._longest_s
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


class _PublicHTTP(HTTPHandler):
    """Connects to public addresses alone."""

    def http_open(self, req: Request) -> HTTPResponse:
        """The answer to a request."""
        return self.do_open(_PublicConnection, req)


class _PublicHTTPS(HTTPSHandler):
    """The same, encrypted; the certificate is that of the name."""

    def __init__(self, context: SSLContext | None) -> None:
        super().__init__(context=context)
        self._own_context = context

    def https_open(self, req: Request) -> HTTPResponse:
        """The answer to a request."""
        return self.do_open(_PublicEncryptedConnection, req, context=self._own_context)


class _PublicConnection(HTTPConnection):
    def connect(self) -> None:
        self.sock = connect_public(self.host, self.port, self.timeout)


class _PublicEncryptedConnection(HTTPSConnection):
    _context: SSLContext

    def connect(self) -> None:
        plain = connect_public(self.host, self.port, self.timeout)
        self.sock = self._context.wrap_socket(plain, server_hostname=self.host)


def connect_public(host: str, port: int, timeout: float | None) -> socket.socket:
    """Connect to a host, if its name leads to public addresses alone: to one of those that were looked at.

    Raises:
        GeocoderServiceError: It leads into a private network, or to this machine; or nowhere.
        OSError: None of its addresses answers.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        message = "has a name that leads nowhere"
        raise GeocoderServiceError(message) from error
    if not all(_is_public(str(address[0])) for *_, address in found):
        message = "has a name that leads to a private address; name it with --endpoint if that is meant"
        raise GeocoderServiceError(message)
    refused: OSError = OSError(f"no address of {host}")
    for family, kind, protocol, _, address in found:
        sock = socket.socket(family, kind, protocol)
        try:
            sock.settimeout(timeout)
            sock.connect(address)
        except OSError as error:
            sock.close()
            refused = error
        else:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return sock
    raise refused


def _is_public(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    inner = found.sixtofour if isinstance(found, ipaddress.IPv6Address) else None
    return found.is_global and not found.is_multicast and (inner is None or inner.is_global)
