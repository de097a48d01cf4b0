"""One file, one document: plain text, Markdown, HTML.

Knows how to get text, offsets and metadata out of each; leaves the rest to `geo.documents.record`. Each reader takes
the bytes of a whole file.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from geo.documents.bytes_in import decode
from geo.documents.markdown import read_markdown_body, split_front_matter
from geo.documents.page_meta import read_meta
from geo.documents.pages import read_page
from geo.documents.record import RawRecord
from geo.errors import ProblemKind
from geo.model import OffsetMap

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class Origin(NamedTuple):
    """Where a file's records come from: its name for people, and what stands beside it or was given for all.

    `today` is the day of the run: no document is published later (None: not known).
    """

    file: str
    sidecar: Mapping[str, object]
    option: object = None
    today: date | None = None


def read_text(raw: bytes, origin: Origin) -> RawRecord:
    """A plain text file. The original is the decoded file."""
    text = decode(raw)
    return _record(raw, origin, text, OffsetMap.identity(len(text)))


def read_markdown(raw: bytes, origin: Origin) -> RawRecord:
    """Markdown with front matter. The original is the decoded file with its front matter.

    The title is the front matter's, else the first heading that opens the body.
    """
    source = decode(raw)
    meta, start, fault = split_front_matter(source)
    text, offsets, heading = read_markdown_body(source, start)
    findings = ((ProblemKind.BROKEN_FRONT_MATTER, f"{fault} The body is still read."),) if fault else ()
    return _record(raw, origin, text, offsets, {"title": heading, **meta}, findings=findings)


def read_html(raw: bytes, origin: Origin) -> RawRecord:
    """An HTML page. The original is the decoded source of the page."""
    source = decode(raw, is_markup=True)
    page = read_page(source)
    findings = tuple(
        (ProblemKind.TEXT_NOT_ALIGNED, f"Not found word for word in the page's source: “{paragraph[:60]}”")
        for paragraph in page.not_aligned
    )
    return _record(raw, origin, page.text, page.offsets, read_meta(source), findings=findings)


def _record(
    raw: bytes,
    origin: Origin,
    text: str,
    offsets: OffsetMap,
    meta: Mapping[str, object] | None = None,
    *,
    findings: tuple[tuple[ProblemKind, str], ...] = (),
) -> RawRecord:
    return RawRecord(
        text=text,
        offsets=offsets,
        sha256=hashlib.sha256(raw).hexdigest(),
        fallback_id=origin.file,
        file=origin.file,
        meta=meta or {},
        sidecar=origin.sidecar,
        option=origin.option,
        today=origin.today,
        findings=findings,
    )
