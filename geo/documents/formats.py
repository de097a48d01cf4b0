"""One file, one document: plain text, Markdown, HTML.

Knows how to get text, offsets and metadata out of each; leaves the rest to `geo.documents.record`. Each reader takes
the bytes of a whole file.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from geo.documents.bytes_in import decode_noting
from geo.documents.fields import as_contract
from geo.documents.given import Given
from geo.documents.markdown import read_markdown_body, split_front_matter
from geo.documents.page_dates import page_day
from geo.documents.page_meta import read_meta
from geo.documents.pages import read_page
from geo.documents.record import RawRecord
from geo.documents.stated_day import parse_stated
from geo.errors import ProblemKind
from geo.model import OffsetMap

if TYPE_CHECKING:
    from collections.abc import Mapping


class Origin(NamedTuple):
    """Where a file's records come from: its name for people, and what stands beside it or was given for all.

    `depth` says in how many archives it lies.
    """

    file: str
    sidecar: Mapping[str, object]
    given: Given = Given()
    depth: int = 0

    def deeper(self, file: str) -> Origin:
        """Where the records of what is packed in it come from, under that name."""
        return self._replace(file=file, depth=self.depth + 1)


def read_text(raw: bytes, origin: Origin) -> RawRecord:
    """A plain text file. The original is the decoded file."""
    text, note = decode_noting(raw)
    return record_of(raw, origin, text, OffsetMap.identity(len(text)), findings=_noted(note))


def read_markdown(raw: bytes, origin: Origin) -> RawRecord:
    """Markdown with front matter. The original is the decoded file with its front matter.

    The title is the front matter's, else the first heading that opens the body.
    """
    source, note = decode_noting(raw)
    meta, start, fault = split_front_matter(source)
    text, offsets, heading = read_markdown_body(source, start)
    findings = ((ProblemKind.BROKEN_FRONT_MATTER, f"{fault} The body is still read."),) if fault else ()
    title = {} if as_contract(meta).get("title") else {"title": heading}
    return record_of(raw, origin, text, offsets, {**meta, **title}, findings=(*_noted(note), *findings))


def read_html(raw: bytes, origin: Origin) -> RawRecord:
    """An HTML page. The original is the decoded source of the page."""
    source, note = decode_noting(raw, is_markup=True)
    return read_html_source(raw, origin, source, note=note)


def read_html_source(
    raw: bytes, origin: Origin, source: str, said: Mapping[str, object] | None = None, *, note: str | None = None
) -> RawRecord:
    """An HTML page whose decoded source is at hand; `said` is what else is known of it, after its own metadata."""
    page = read_page(source)
    findings = tuple(
        (ProblemKind.TEXT_NOT_ALIGNED, f"Not found word for word in the page's source: “{paragraph[:60]}”")
        for paragraph in page.not_aligned
    )
    meta = {name: value for name, value in (said or {}).items() if value is not None} | read_meta(source)
    is_dated = parse_stated(meta.get("published")) or origin.given.published or origin.sidecar
    day = None if is_dated else page_day(source, str(meta.get("url") or "") or None)
    record = record_of(raw, origin, page.text, page.offsets, meta, findings=(*_noted(note), *findings))
    return replace(record, page_day=day)


def _noted(note: str | None) -> tuple[tuple[ProblemKind, str], ...]:
    return ((ProblemKind.DECODED_OTHERWISE, note),) if note else ()


def record_of(
    raw: bytes,
    origin: Origin,
    text: str,
    offsets: OffsetMap,
    meta: Mapping[str, object] | None = None,
    *,
    findings: tuple[tuple[ProblemKind, str], ...] = (),
) -> RawRecord:
    """The record of a file that is one document."""
    return RawRecord(
        text=text,
        offsets=offsets,
        sha256=hashlib.sha256(raw).hexdigest(),
        fallback_id=origin.file,
        file=origin.file,
        meta=meta or {},
        sidecar=origin.sidecar,
        given=origin.given,
        is_file=True,
        findings=findings,
    )
