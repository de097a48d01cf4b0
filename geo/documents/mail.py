"""Mail and saved pages: .eml, .mbox and .mhtml, by the standard library's reader of messages.

A mail is one document: its subject, its words (plain ones before HTML), the instant at which it was sent, and who sent
it as the source. What is attached and can be read by its suffix is a document of its own with the mail's day. A saved
page (.mhtml) is read as the page that it holds; the day on which it was saved says nothing of when it was published.
"""

from __future__ import annotations

import email
import re
from email import policy
from email.errors import MessageError
from email.utils import parseaddr
from typing import TYPE_CHECKING, Any

from geo.documents.bytes_in import MAX_BYTES, Undecodable
from geo.documents.extras import READER_FAILED
from geo.documents.formats import Origin, read_html_source, record_of
from geo.documents.markup import read_fragment
from geo.errors import Problem, ProblemKind
from geo.model import OffsetMap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from email.message import EmailMessage, MIMEPart

    from geo.documents.record import RawRecord

    Reader = Callable[[str, bytes, Origin], Iterator[RawRecord | Problem]]

_FROM_LINE = re.compile(rb"(?:\A|(?<=\n))From [^\n]*\n")
_ESCAPED = re.compile(rb"(?m)^>(>*From )")


def read_mail(raw: bytes, origin: Origin, read_attached: Reader) -> Iterator[RawRecord | Problem]:
    """The document of a message and those attached to it. The original of its text is the decoded body."""
    message = _parsed(raw)
    published = getattr(_header(message, "date"), "datetime", None)
    meta: dict[str, object] = {
        "title": _line(_header(message, "subject")),
        "published": published,
        "source": _sender(_header(message, "from")),
        "id": _line(_header(message, "message-id")),
    }
    body = message.get_body(("plain", "html"))
    text = _content(body) if body is not None else ""
    if body is not None and body.get_content_type() == "text/html":
        read = read_fragment(text)
        yield record_of(raw, origin, read.text, read.offsets, meta)
    else:
        yield record_of(raw, origin, text, OffsetMap.identity(len(text)), meta)
    given = {name: meta[name] for name in ("published", "source") if meta[name] is not None}
    for part, name in _attached(message):
        content = part.get_payload(decode=True)
        if name and isinstance(content, bytes):
            yield from read_attached(name, content, Origin(f"{origin.file}/{name}", given, origin.given))


def _header(message: MIMEPart, name: str) -> Any:  # noqa: ANN401 - headers are strings with parts of their kind
    """A header; None where it is not there, or is damaged so that its parser fails."""
    try:
        return message[name]
    except (*READER_FAILED, MessageError):
        return None


def _attached(message: EmailMessage) -> list[tuple[MIMEPart, str | None]]:
    """The parts attached to a message, and their names.

    Raises:
        Undecodable: Their headers are damaged so that the parser fails.
    """
    try:
        return [(part, part.get_filename()) for part in message.iter_attachments()]
    except (*READER_FAILED, MessageError) as error:
        words = "What is attached cannot be read: its headers are damaged."
        raise Undecodable(ProblemKind.UNREADABLE_FILE, words) from error


def read_mbox(raw: bytes, origin: Origin, read_attached: Reader) -> Iterator[RawRecord | Problem]:
    """The messages of a mailbox, in its order."""
    starts = [match.span() for match in _FROM_LINE.finditer(raw)]
    if not starts:
        raise Undecodable(ProblemKind.UNREADABLE_FILE, "No message begins in this mailbox.")
    ends = [start for start, _ in starts[1:]] + [len(raw)]
    for number, ((_, begin), end) in enumerate(zip(starts, ends, strict=True), 1):
        file = f"{origin.file}/{number}"
        if end - begin > MAX_BYTES:
            message = f"The message is larger than the limit of {MAX_BYTES:,} bytes."
            yield Problem(kind=ProblemKind.TOO_LARGE, message=message, file=file)
            continue
        content = _ESCAPED.sub(rb"\1", raw[begin:end])
        yield from read_mail(content, Origin(file, origin.sidecar, origin.given), read_attached)


def read_mhtml(raw: bytes, origin: Origin) -> RawRecord:
    """The page of a saved web archive. The original is the page's decoded source."""
    message = _parsed(raw)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if page is None:
        raise Undecodable(ProblemKind.NO_TEXT, "The archive holds no page.")
    address = _line(_header(message, "snapshot-content-location")) or _line(_header(page, "content-location"))
    return read_html_source(raw, origin, _content(page), {"url": address, "title": _line(_header(message, "subject"))})


def _parsed(raw: bytes) -> EmailMessage:
    return email.message_from_bytes(raw, policy=policy.default)


def _content(part: MIMEPart) -> str:
    """The text of a part; a wrong name of an encoding is read as UTF-8 with U+FFFD for what is none."""
    try:
        content = part.get_content()
    except READER_FAILED:
        payload = part.get_payload(decode=True)
        content = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    return content if isinstance(content, str) else ""


def _line(value: object) -> str | None:
    return " ".join(str(value).split()) or None if value is not None else None


def _sender(value: object) -> str | None:
    """The sender's name, else the address."""
    name, address = parseaddr(str(value)) if value is not None else ("", "")
    return name or address or None
