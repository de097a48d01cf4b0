"""Text of office documents: .docx, .odt and .rtf, paragraph by paragraph.

Knows where their words stand: tables cell by cell, deleted and hidden words and comments left out. The original of the
offsets is the text as it comes out. What the program wrote into the file's properties (a title, a day) is not taken: it
is as often that of a template. .docx needs python-docx and .rtf striprtf (the extra `documents`).
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from geo.archives import DAMAGED, open_archive, open_member
from geo.documents.bytes_in import MAX_FILE_BYTES, Undecodable
from geo.documents.extras import READER_FAILED, reader_missing
from geo.documents.formats import record_of
from geo.errors import ProblemKind
from geo.model import OffsetMap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.documents.formats import Origin
    from geo.documents.record import RawRecord

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DOCX_LEFT_OUT = frozenset({_FALLBACK, f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText"})
_ODT_LEFT_OUT = frozenset({f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}note", f"{_OFFICE}forms"})
_MOST_BLANKS = 1_000
_BLANKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read_docx(raw: bytes, origin: Origin) -> RawRecord:
    """A Word document. A title is the first paragraph of the style Title."""
    try:
        import docx  # noqa: PLC0415 - an extra, and only Word documents need it
        from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415
    except ImportError:
        raise reader_missing(".docx", "python-docx") from None
    _check_unpacked(raw)
    try:
        body = docx.Document(io.BytesIO(raw)).element.body
    except (*DAMAGED, PackageNotFoundError, *READER_FAILED) as error:
        raise _unreadable("a Word document") from error
    paragraphs: list[str] = []
    title = None
    for element in body.iter(f"{_W}p"):
        if any(each.tag in _DOCX_LEFT_OUT for each in element.iterancestors()):
            continue
        words = "".join(_docx_words(element)).strip()
        if words:
            style = element.find(f"{_W}pPr/{_W}pStyle")
            if title is None and not paragraphs and style is not None and style.get(f"{_W}val") == "Title":
                title = " ".join(words.split())
            paragraphs.append(words)
    return _record(raw, origin, paragraphs, title)


def _docx_words(element: Any) -> Iterator[str]:  # noqa: ANN401 - lxml is untyped
    """The words of a paragraph; text boxes within it are paragraphs of their own."""
    for child in element:
        if child.tag in _DOCX_LEFT_OUT or child.tag == f"{_W}p":
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BLANKS:
            yield _BLANKS[child.tag]
        else:
            yield from _docx_words(child)


def read_odt(raw: bytes, origin: Origin) -> RawRecord:
    """An OpenDocument text. A title is a heading that opens it."""
    from lxml import etree  # noqa: PLC0415 - only office documents need it

    _check_unpacked(raw)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        with open_archive(io.BytesIO(raw)) as archive, open_member(archive, "content.xml") as member:
            content = etree.fromstring(member.read(), parser)
    except (*DAMAGED, ValueError, etree.XMLSyntaxError) as error:
        raise _unreadable("an OpenDocument text") from error
    first = next(content.iter(f"{_TEXT}p", f"{_TEXT}h"), None)
    title = "".join(_odt_words(first)).strip() if first is not None and first.tag == f"{_TEXT}h" else None
    found = [
        "".join(_odt_words(element)).strip()
        for element in content.iter(f"{_TEXT}p", f"{_TEXT}h")
        if not any(each.tag in _ODT_LEFT_OUT for each in element.iterancestors())
    ]
    return _record(raw, origin, [words for words in found if words], title or None)


def _odt_words(element: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield " " * _blanks(child.get(f"{_TEXT}c", "1"))
        elif child.tag in {f"{_TEXT}tab", f"{_TEXT}line-break"}:
            yield "\t" if child.tag.endswith("tab") else "\n"
        elif child.tag not in _ODT_LEFT_OUT and isinstance(child.tag, str):
            yield from _odt_words(child)
        yield child.tail or ""


def _blanks(written: str) -> int:
    """How many blanks a run has; no text has more of them in a row than it has need of."""
    return min(int(written), _MOST_BLANKS) if written.isdecimal() and len(written) <= len(str(_MOST_BLANKS)) else 1


def read_rtf(raw: bytes, origin: Origin) -> RawRecord:
    """A document in Rich Text Format."""
    try:
        from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 - an extra, and only RTF needs it
    except ImportError:
        raise reader_missing(".rtf", "striprtf") from None
    if not raw.lstrip().startswith(b"{\\rtf"):
        raise _unreadable("a document in Rich Text Format")
    try:
        text: str = rtf_to_text(raw.decode("latin-1"), errors="ignore")  # type: ignore[no-untyped-call]
    except READER_FAILED as error:
        raise _unreadable("a document in Rich Text Format") from error
    return _record(raw, origin, [line.strip() for line in text.split("\n") if line.strip()], None)


def _record(raw: bytes, origin: Origin, paragraphs: list[str], title: str | None) -> RawRecord:
    text = "\n\n".join(paragraphs)
    return record_of(raw, origin, text, OffsetMap.identity(len(text)), {"title": title} if title else {})


def _check_unpacked(raw: bytes) -> None:
    """See that a document, which is an archive itself, declares no more bytes than a file may have.

    Raises:
        Undecodable: It does, or is no archive.
    """
    try:
        with open_archive(io.BytesIO(raw)) as archive:
            declared = sum(each.file_size for each in archive.infolist())
    except DAMAGED as error:
        raise _unreadable("an office document") from error
    if declared > MAX_FILE_BYTES:
        message = f"It unpacks to {declared:,} bytes; the limit is {MAX_FILE_BYTES:,}."
        raise Undecodable(ProblemKind.TOO_LARGE, message)


def _unreadable(what: str) -> Undecodable:
    return Undecodable(ProblemKind.UNREADABLE_FILE, f"It cannot be read as {what}: it is damaged, or another format.")
