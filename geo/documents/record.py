"""One raw record becomes one document: headline, body, provenance, publication day.

Knows what all formats have in common; knows nothing of files. `RawRecord` is what a format's reader hands over,
`build_document` does the rest the same way for all of them.
"""

# ruff: noqa: RUF001 - curly quotes and dashes are what real text is made of

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from geo.dateline import find_dateline
from geo.documents.agency import find_agency
from geo.documents.clean import clean
from geo.documents.fields import as_contract
from geo.documents.given import Given
from geo.documents.offsets import compose, shift
from geo.documents.published import find_publication
from geo.documents.stated_day import parse_stated
from geo.documents.surrogates import without_surrogates
from geo.errors import Problem, ProblemKind
from geo.model import Document, OffsetMap

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from geo.documents.published import Publication

HEADLINE_MAX = 200
_HEADLINE_WORDS = 3
_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRecord:
    """A text as a format's reader found it, before cleaning.

    `text` is the readable part and `offsets` lead from it to the original; `sha256` is that of the original bytes.
    `meta` holds what the record says of itself under the names of the JSON Lines contract (id, title, published,
    source, url, language, retold, based_on, reported_by) or one of `geo.documents.fields`, `sidecar` the same from
    beside the file, `given` what the user says of all, `findings` what the reader has to say of the record. `page_day`
    is the day that a page's markup shows; `is_file` says that the record is the file, so that the file's name may date
    it. `folder` is the name of the folder that `file` is relative to.
    """

    text: str
    offsets: OffsetMap
    sha256: str
    fallback_id: str
    file: str
    folder: str = ""
    line: int | None = None
    meta: Mapping[str, object] = field(default_factory=dict)
    sidecar: Mapping[str, object] = field(default_factory=dict)
    given: Given = field(default_factory=Given)
    page_day: date | None = None
    is_file: bool = False
    findings: tuple[tuple[ProblemKind, str], ...] = ()


def hash_text(text: str) -> str:
    """The sha256 of a record's own text in UTF-8, as hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def build_document(record: RawRecord) -> tuple[Document | None, tuple[Problem, ...]]:
    """The document of a record, or None if it has no text, and what was wrong with it.

    The record's own word goes before the sidecar's. The title that stands in the text keeps its offsets; one kept
    apart stands before the text and has none.
    """
    named = replace(record, meta=as_contract(record.meta), sidecar=as_contract(record.sidecar))
    record, odd = without_surrogates(named)
    document_id = _word(record.meta.get("id")) or record.fallback_id
    notes = _Notes(record, document_id)
    if odd:
        message = f"Half of a character (a lone surrogate) stands in: {', '.join(odd)}. U+FFFD stands in its place."
        notes.add(ProblemKind.CHARACTER_REPLACED, message)
    body, step, removed = clean(record.text)
    for kind, message in record.findings:
        notes.add(kind, message)
    title_alone = None if body or record.is_file else _title(record)
    if title_alone is not None:
        return _headline_alone(record, document_id, title_alone, notes)
    if not body:
        notes.add(ProblemKind.NO_TEXT, "There is no text to read.")
        return None, tuple(notes.problems)
    for debris in removed:
        notes.add(ProblemKind.DEBRIS_REMOVED, f"Left out as page debris: {_shorten(debris)}")
    text, offsets, title, headline_end = _with_headline(body, compose(step, record.offsets), _title(record))
    publication = _publication(record, text)
    notes.add_publication(publication)
    made = _document(record, document_id, text, publication)
    return replace(made, offsets=offsets, sha256=record.sha256, title=title, headline_end=headline_end), tuple(
        notes.problems
    )


def _headline_alone(
    record: RawRecord, document_id: str, title: str, notes: _Notes
) -> tuple[Document, tuple[Problem, ...]]:
    """The document of a record of which only the headline is there: it is the text."""
    publication = _publication(record, title)
    notes.add_publication(publication)
    return replace(_document(record, document_id, title, publication), title=title), tuple(notes.problems)


def _document(record: RawRecord, document_id: str, text: str, publication: Publication) -> Document:
    """What a text and its record say, before its headline and its place in the original are known."""
    return Document(
        document_id=document_id,
        text=text,
        offsets=OffsetMap(()),
        sha256=hash_text(text),
        published=publication.day,
        published_basis=publication.basis,
        recorded_at=publication.recorded_at,
        source=_first(record, "source") or record.given.source or find_agency(text),
        url=_first(record, "url") or record.given.url,
        language=_first(record, "language"),
        file=record.file,
        retold=record.meta.get("retold", record.sidecar.get("retold")) is True,
        based_on=_words(record, "based_on"),
        reported_by=_words(record, "reported_by"),
        key=document_key(record),
        modified=_modified(record),
    )


def _publication(record: RawRecord, text: str) -> Publication:
    name = record.file if record.is_file else None
    stated, today = record.meta.get("published"), record.given.today
    return find_publication(stated, _option(record), text, today, page_day=record.page_day, file_name=name)


def document_key(record: RawRecord) -> str:
    """What makes a changed text a version of this one: its address, its source and id, or where it lies.

    >>> from geo.model import OffsetMap
    >>> document_key(
    ...     RawRecord(
    ...         text="", offsets=OffsetMap(()), sha256="", fallback_id="1", file="1.txt", folder="inbox"
    ...     )
    ... )
    'inbox/1.txt'
    """
    url, own, source = _first(record, "url"), _word(record.meta.get("id")), _first(record, "source")
    if url is not None:
        return url
    if own is not None and source is not None:
        return f"{source}#{own}"
    place = f"{record.folder}/{record.file}" if record.folder else record.file
    if own is not None:
        return f"{place}#{own}"
    return place if record.line is None else f"{place}#{record.fallback_id}"


def _modified(record: RawRecord) -> datetime | None:
    stated = record.meta.get("modified", record.sidecar.get("modified"))
    found = parse_stated(stated)
    return found[1] if found else None


class _Notes:
    """The problems of one record."""

    def __init__(self, record: RawRecord, document_id: str) -> None:
        self.record, self.document_id = record, document_id
        self.problems: list[Problem] = []

    def add(self, kind: ProblemKind, message: str) -> None:
        file, line = self.record.file, self.record.line
        self.problems.append(Problem(kind=kind, message=message, file=file, line=line, document_id=self.document_id))

    def add_publication(self, found: Publication) -> None:
        stated = self.record.meta.get("published")
        if found.refused is not None:
            self.add(ProblemKind.IMPOSSIBLE_DATE, found.refused)
        elif stated is not None and stated != "" and parse_stated(stated) is None:
            used = f"; the day is taken from the {found.basis.value.replace('_', ' ')}" if found.basis else ""
            self.add(
                ProblemKind.NO_DATE,
                f"Expected a day such as 2021-08-09 as published, got {_shorten(str(stated))}{used}.",
            )
        elif found.day is None:
            self.add(
                ProblemKind.NO_DATE, "No publication day is known: relative dates stay open and nothing is posted."
            )


def _option(record: RawRecord) -> object:
    """The sidecar speaks for one file, the option for all: the sidecar goes first."""
    sidecar = record.sidecar.get("published")
    return sidecar if parse_stated(sidecar) else record.given.published


def _with_headline(body: str, offsets: OffsetMap, title: str | None) -> tuple[str, OffsetMap, str | None, int]:
    """The text with its headline first: text, offsets, title, and where the headline ends (0: there is none)."""
    first_end = body.find("\n\n")
    first_end = len(body) if first_end < 0 else first_end
    if title is None:
        end = headline_end(body)
        return body, offsets, body[:end] or None, end
    if _same(body[:first_end], title):
        return body, offsets, body[:first_end], first_end
    return f"{title}\n\n{body}", shift(offsets, text_by=len(title) + 2), title, len(title)


def headline_end(text: str) -> int:
    r"""Where the headline of a cleaned text ends; 0 if its first paragraph is not evidently one.

    A headline has three words or more and at most 200 characters, ends in no full stop, is no dateline and has text
    after it.

    >>> headline_end("Two districts fall in a day\n\nThe army left.")
    27
    """
    end = text.find("\n\n")
    if not 0 < end <= HEADLINE_MAX:
        return 0
    line = text[:end]
    dateline = find_dateline(line)
    plain = line.rstrip("\"'”’»)")
    if plain.endswith((".", "…", "۔", ":", ";", ",")) or len(line.split()) < _HEADLINE_WORDS:
        return 0
    return 0 if dateline is not None or line.startswith(("By ", "BY ")) else end


def _same(line: str, title: str) -> bool:
    return "".join(line.split()).casefold() == "".join(title.split()).casefold()


def _title(record: RawRecord) -> str | None:
    title = _first(record, "title")
    return (clean_line(title) or None) if title else None


def clean_line(text: str) -> str:
    """The text on one line, without control characters and double blanks."""
    return " ".join(clean(text)[0].split())


def _first(record: RawRecord, name: str) -> str | None:
    return _word(record.meta.get(name)) or _word(record.sidecar.get(name))


def _word(value: object) -> str | None:
    """The value as a word: a string, or a number as it is written; anything else is no word."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    word = str(value).strip()
    return word or None


def _words(record: RawRecord, name: str) -> tuple[str, ...]:
    value: Any = record.meta.get(name, record.sidecar.get(name))
    values = value if isinstance(value, list | tuple) else [value]
    return tuple(word for word in map(_word, values) if word)


def _shorten(text: str) -> str:
    return f"“{text}”" if len(text) <= _SHOWN else f"“{text[:_SHOWN].rstrip()}…” ({len(text)} characters)"
