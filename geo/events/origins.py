"""Which reports go back to one origin: syndicated copies, one agency, one outlet, one party's word.

Knows the outward signs of a copy: the same text, nearly the same sentence, the same page or agency behind it. Refuses
to judge whether an origin is right, and counts two reports as independent only where no such sign joins them.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo.model import Document, Event

QUOTE_WORDS = 8
"""Sentences of fewer words are alike by chance ("Taliban take Kunduz"); their likeness says nothing."""
ALIKE = 0.8
"""Sentences that share this part of their words (Jaccard) are one sentence, edited."""
CREDIT_REACH = 300
"""A credit line stands within so many characters of the start or the end of a text."""
_AGENCIES = {
    "ap": ("ap", "associated press", "the associated press"),
    "afp": ("afp", "agence france-presse", "agence france presse"),
    "reuters": ("reuters", "thomson reuters"),
    "xinhua": ("xinhua", "xinhua news agency"),
    "efe": ("efe", "agencia efe"),
    "dpa": ("dpa", "deutsche presse-agentur"),
    "upi": ("upi", "united press international"),
    "tass": ("tass", "itar-tass"),
    "anadolu": ("anadolu", "anadolu agency"),
    "ians": ("ians", "indo-asian news service"),
    "pti": ("pti", "press trust of india"),
    "pajhwok": ("pajhwok", "pajhwok afghan news"),
}
_AGENCY = {name: agency for agency, names in _AGENCIES.items() for name in names}
_CREDIT = re.compile(
    r"[(\[/]\s*("
    + "|".join(sorted(map(re.escape, _AGENCY), key=len, reverse=True))
    + r")\s*[)\]/]|(?:^|\n)\s*(?:by|source:)\s+("
    + "|".join(sorted(map(re.escape, _AGENCY), key=len, reverse=True))
    + r")\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
Key = tuple[str, str]


class Origins:
    """Finds the origins of reports. Made once for all documents, as reading a text for its credits takes time.

    `documents` maps ids to documents; for a report whose document is not among them its own fields must do.
    """

    def __init__(self, documents: Mapping[str, Document]) -> None:
        """Know the documents; none of them is read before a report asks."""
        self._documents = documents
        self._keys: dict[str, tuple[Key, ...]] = {}

    def of(self, reports: Sequence[Event]) -> tuple[int, ...]:
        """The number of the origin of each report, counted from 0 in the order of the reports.

        What a party to the conflict says is that party's word, whoever prints it, and a sentence that names no
        speaker rests on the party whom its document quotes for the same thing. Other reports share an origin if they
        come from one document, the same text, the same outlet or agency, or a page that both are based on, or if
        their sentences are nearly the same; and so on from report to report.
        """
        if len(reports) == 1:
            return (0,)
        parents = list(range(len(reports)))
        first: dict[Key, int] = {}
        parties = _parties(reports)
        for index, (report, party) in enumerate(zip(reports, parties, strict=True)):
            for key in self._signs(report) if party is None else (("party", party),):
                _join(parents, index, first.setdefault(key, index))
        own = [index for index, party in enumerate(parties) if party is None]
        for index, other in _alike(own, [_words(reports[index].quote.exact) for index in own]):
            _join(parents, index, other)
        numbers: dict[int, int] = {}
        return tuple(numbers.setdefault(_root(parents, index), len(numbers)) for index in range(len(reports)))

    def _signs(self, report: Event) -> Iterator[Key]:
        yield ("document", report.document_sha256)
        agency = _AGENCY.get((report.source_original or "").casefold())
        if agency is not None:
            yield ("outlet", agency)
        document = self._documents.get(report.document_id)
        if document is not None:
            if document.document_id not in self._keys:
                self._keys[document.document_id] = tuple(_document_keys(document))
            yield from self._keys[document.document_id]
        elif report.source and not report.retold:
            yield ("outlet", outlet_key(report.source))


def _parties(reports: Sequence[Event]) -> list[str | None]:
    """The party on whose word each report rests; of several that a document quotes, the one that comes first there."""
    quoted: dict[str, tuple[int, str]] = {}
    for report in reports:
        if report.source_side is not None:
            here = (report.trigger[0], report.source_side)
            quoted[report.document_sha256] = min(here, quoted.get(report.document_sha256, here))
    return [
        report.source_side
        or (quoted.get(report.document_sha256, (0, None))[1] if report.source_original is None else None)
        for report in reports
    ]


def outlet_key(name: str) -> str:
    """The name by which outlets are compared; an agency has one, however it is written.

    >>> outlet_key("The Associated Press")
    'ap'
    """
    folded = " ".join(name.casefold().split())
    return _AGENCY.get(folded, folded)


def _document_keys(document: Document) -> Iterator[Key]:
    """What joins a document to its copies. A retelling stands for those whom it retells, not for who retells."""
    text = " ".join(_WORD.findall(document.text.casefold()))
    yield ("text", hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest())
    for address in document.based_on:
        yield ("based_on", address)
    for outlet in document.reported_by:
        yield ("outlet", outlet_key(outlet))
    if document.source and not document.retold:
        yield ("outlet", outlet_key(document.source))
    for agency in _credits(document.text):
        yield ("outlet", agency)


def _credits(text: str) -> set[str]:
    """The agencies that a text is credited to, at its head or its end: "KABUL (AP)", "By Reuters"."""
    ends = (text,) if len(text) <= 2 * CREDIT_REACH else (text[:CREDIT_REACH], text[-CREDIT_REACH:])
    return {_AGENCY[(match[1] or match[2]).casefold()] for end in ends for match in _CREDIT.finditer(end)}


def _words(sentence: str) -> frozenset[str]:
    return frozenset(_WORD.findall(sentence.casefold()))


def _alike(indexes: Sequence[int], sets: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Pairs of nearly the same sentences: each with the first that it is like.

    Two sets that share the part `ALIKE` of their words share one of the rarest words of each, so only the sentences
    under those are looked at. What is like an earlier sentence stands for no others, so that a thousand versions of
    one sentence cost a thousand looks.
    """
    common = Counter(word for words in set(sets) for word in words)
    holders: dict[str, list[tuple[int, frozenset[str]]]] = {}
    seen: dict[frozenset[str], int] = {}
    for index, words in zip(indexes, sets, strict=True):
        if len(words) < QUOTE_WORDS:
            continue
        if words in seen:
            yield index, seen[words]
            continue
        rarest = sorted(words, key=lambda word: (common[word], word))[: len(words) - int(ALIKE * len(words)) + 1]
        first = next((other for word in rarest for other, held in holders.get(word, ()) if _like(words, held)), None)
        seen[words] = index
        if first is not None:
            yield index, first
            continue
        for word in rarest:
            holders.setdefault(word, []).append((index, words))


def _like(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= ALIKE * len(one | other)


def _join(parents: list[int], one: int, other: int) -> None:
    parents[_root(parents, one)] = _root(parents, other)


def _root(parents: list[int], index: int) -> int:
    while parents[index] != index:
        parents[index] = parents[parents[index]]
        index = parents[index]
    return index
