"""One document through all stages of `geo`, up to its events and stated counts; every problem kept.

The only module that composes the stages of reading. What many documents give together is `conflictmap.session`'s.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from geo.documents import read_sources, split_sentences
from geo.documents.budget import within_budget
from geo.errors import Problem
from geo.events.bounds import bounded
from geo.events.extractor import ClauseExtractor
from geo.mentions import default_scanner, find_mentions
from geo.mentions.entities import refine_roles
from geo.mentions.named import add_names
from geo.places.correcting import cited
from geo.places.focus import find_focus
from geo.places.resolve import resolve
from geo.seam import Piece, attempt

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from geo.documents.given import Given
    from geo.events.extractor import Extractor
    from geo.model import Claim, Document, Event, Resolution, Sentence
    from geo.parse import Parser
    from geo.places.correcting import Correction
    from geo.places.corrections import Corrections
    from geo.places.focus import Focus


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What one document says: its sentences, its place names with their answers, its events and its stated counts."""

    document: Document
    sentences: tuple[Sentence, ...]
    resolutions: tuple[Resolution, ...]
    focus: Focus | None
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...]


def extract(
    document: Document,
    corrections: Corrections | None = None,
    *,
    extractor: Extractor | None = None,
    parser: Parser | None = None,
) -> Extraction:
    """Read one document through all stages up to its events.

    The document stays as it is; nothing is posted anywhere. `corrections` override what its names resolve to.
    `extractor` reads the events (default: the rules); `parser` says which names are people or organisations.
    """
    document, unread = within_budget(document)
    sentences, cut = split_sentences(document)
    scanner = default_scanner()
    gazetteer = scanner.gazetteer
    mentions = find_mentions(document, sentences, scanner)
    if parser is not None:
        mentions = refine_roles(mentions, parser(document))
    rows: dict[int, Correction] = {}
    if corrections is not None:
        mentions = add_names(document, sentences, mentions, corrections.names, gazetteer)
        rows = corrections.choose(mentions, document.text, gazetteer)
    resolutions, unclear = resolve(mentions, gazetteer, document_id=document.document_id, corrections=rows)
    found, stated, untagged = (extractor or ClauseExtractor()).extract(document, sentences, resolutions)
    events, claims, impossible = bounded(document, found, stated)
    if rows:
        events = cited(events, resolutions, rows)
    return Extraction(
        document=document,
        sentences=sentences,
        resolutions=resolutions,
        focus=find_focus(resolutions, sentences),
        events=events,
        claims=claims,
        problems=tuple(with_files((*unread, *cut, *unclear, *untagged, *impossible), (document,))),
    )


def extract_or_drop(
    document: Document,
    corrections: Corrections | None = None,
    *,
    extractor: Extractor | None = None,
    parser: Parser | None = None,
) -> Extraction | Problem:
    """What `extract` gives, or the fatal problem that dropped the document whole: one must never end a run."""
    default_scanner()  # a gazetteer that cannot be loaded is no fault of the document
    work = partial(extract, document, corrections, extractor=extractor, parser=parser)
    return attempt(work, Piece(document.file, document_id=document.document_id))


def extract_all(
    sources: Sequence[str | Path | Document],
    *,
    given: Given | None = None,
    stdin: BinaryIO | None = None,
    repeats: bool = False,
    corrections: Corrections | None = None,
    extractor: Extractor | None = None,
    parser: Parser | None = None,
    known: Container[Document] = (),
) -> Iterator[tuple[Extraction | None, tuple[Problem, ...]]]:
    """Yield what each document says, in the order of the sources, with the problems met on the way to it.

    Without sources there is none. One document is held at a time. A source that could not be read yields None and its
    problems; the run goes on. With `repeats` a text that was read before is read again (a line for each line); a run
    counts it once. What is `known` is passed over.
    """
    found = read_sources(sources, given=given, stdin=stdin, repeats=repeats) if sources else ()
    for document, problems in found:
        if document is None:
            yield None, problems
        elif document not in known:
            extraction = extract_or_drop(document, corrections, extractor=extractor, parser=parser)
            if isinstance(extraction, Problem):
                yield None, (*problems, extraction)
            else:
                yield extraction, (*problems, *extraction.problems)


def with_files(problems: Iterable[Problem], documents: Iterable[Document]) -> Iterator[Problem]:
    """The problems with the file of their document, where the stage that met them knew the document alone."""
    files = {document.document_id: document.file for document in documents}
    for problem in problems:
        known = problem.file or files.get(problem.document_id or "")
        yield problem if known == problem.file else replace(problem, file=known)
