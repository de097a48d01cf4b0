"""A document's text to sentences, as spans.

Knows what sentencex does not: ranks and initials before a name, "a.m. Monday", a quotation that goes on in small
letters, the letter `ayn written as a quotation mark in Afghan names, and texts without any stop. Sentences never
cross a paragraph. Linear in the length of the text.
"""

# ruff: noqa: RUF001 - curly quotes and dashes are what real text is made of

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.errors import Problem, ProblemKind
from geo.model import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from geo.model import Document

    Segment = Callable[[str, str], Iterable[str]]

MAX_SENTENCE = 2_000
"""The longest sentence, in characters; a longer one is cut."""
_WINDOW = 2 * MAX_SENTENCE
_TITLE = re.compile(
    r"(?<![\w.])(?:Lt|Col|Gen|Maj|Capt|Sgt|Cpl|Spc|Pfc|Pvt|Adm|Cmdr|Brig|Cdr|Ens|Mr|Mrs|Ms|Dr|Prof|Rev|Rep|Sen|Gov|Pres|Amb|Hon|Supt|Insp"
    r"|Eng|Ret|St|Mt|Ft|vs)\.\s*$"
)
_NUMBERED = re.compile(r"(?<![\w.])(?:No|Nos|[Aa]pprox|ca|incl|p|pp|Art|Res)\.\s*$")
_CLOCK = re.compile(r"\b[ap]\.m\.\s*$")
_AFTER_CLOCK = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]*\s+\d|Kabul\s+time|(?:GMT|UTC|EDT|EST|ET)\b|[a-z(]"
)
_SMALL = re.compile(r"(?!(?:al|el|ar|as|ad|an|ul|ash|at)-)[a-z]")
_ENDED = re.compile(r"[.!?]['\"”’»)]*\s*$")
_AYN = re.compile(r"[‘'’`ʻʼ](?=\w)")
_AFTER_BRACKET = re.compile(r"(?<=[a-z]{2}[.!?]\))\s+(?=[A-Z“\"])")
_LANGUAGES = {"fa": "fa", "prs": "fa", "ps": "fa", "ar": "ar", "ur": "ur"}


def split_sentences(document: Document) -> tuple[tuple[Sentence, ...], tuple[Problem, ...]]:
    """The sentences of a document in order, and a problem for each that had to be cut.

    Spans count characters of `document.text`, hold no white space at either end and do not overlap. The headline is a
    paragraph of its own, marked `is_headline`. A sentence of more than 2,000 characters is cut at the last blank
    before that, else right there.
    """
    from sentencex import segment  # type: ignore[import-untyped]  # noqa: PLC0415 - compiled, needed only here

    language = _language(document.language)
    sentences: list[Sentence] = []
    problems: list[Problem] = []
    for number, (start, end) in enumerate(_paragraphs(document.text)):
        cut = False
        for first, last, was_cut in _spans(document.text, start, end, segment, language):
            cut = cut or was_cut
            is_headline = last <= document.headline_end
            sentences.append(
                Sentence(index=len(sentences), start=first, end=last, paragraph=number, is_headline=is_headline)
            )
        if cut:
            problems.append(_cut_problem(document, start))
    return tuple(sentences), tuple(problems)


def _language(code: str | None) -> str:
    primary = (code or "en").split("-")[0].lower()
    return _LANGUAGES.get(primary, primary if re.fullmatch(r"[a-z]{2,3}", primary) else "en")


def _cut_problem(document: Document, start: int) -> Problem:
    shown = " ".join(document.text[start : start + 60].split())
    return Problem(
        kind=ProblemKind.SENTENCE_CUT,
        message=f"A sentence longer than {MAX_SENTENCE:,} characters was cut, in the paragraph that begins “{shown}”.",
        file=document.file,
        document_id=document.document_id,
    )


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The spans between blank lines."""
    start = 0
    while start < len(text):
        end = text.find("\n\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            yield start, end
        start = end + 2


def _spans(text: str, start: int, end: int, segment: Segment, language: str) -> Iterator[tuple[int, int, bool]]:
    """The trimmed spans of one paragraph's sentences, and whether each was cut at its end.

    The segmenter is given windows of bounded length, because its time grows with the square of a text full of open
    brackets; the last sentence of a window is read again with the next.
    """
    while start < end:
        window, window_end = start, min(end, start + _WINDOW)
        bounds = _bounds(text[window:window_end], segment, language)
        if window_end < end and len(bounds) > 1:
            bounds.pop()
        for bound in bounds:
            last = window + bound
            is_cut = last - start > MAX_SENTENCE
            last = _cut_at(text, start) if is_cut else last
            first, final = _trim(text, start, last)
            if first < final:
                yield first, final, is_cut
            start = last
            if is_cut:
                break  # what is left is read in a new window


def _bounds(chunk: str, segment: Segment, language: str) -> list[int]:
    """Where the sentences of a stretch of text end, ascending; the last is its length."""
    ends = {len(chunk)}
    if ")" in chunk:
        ends.update(match.end() for match in _AFTER_BRACKET.finditer(chunk))
    position = 0
    for piece in segment(language, _AYN.sub(_letter_for, chunk)):
        position += len(piece)
        ends.add(position)
    return [end for end in sorted(ends) if end == len(chunk) or not _goes_on(chunk, end)]


def _letter_for(match: re.Match[str]) -> str:
    """A letter in place of a mark inside or before a word, so that no quotation seems to open there."""
    following = match.string[match.end() : match.end() + 1]
    return "X" if following.isupper() else "x"


def _goes_on(chunk: str, end: int) -> bool:
    """Whether the sentence goes on behind a boundary that the segmenter found."""
    before, after = chunk[max(0, end - 24) : end], chunk[end : end + 24]
    if _SMALL.match(after):
        return _ENDED.search(before) is not None
    if _CLOCK.search(before):
        return _AFTER_CLOCK.match(after) is not None
    if _TITLE.search(before):
        return after[:1].isupper()
    return _NUMBERED.search(before) is not None and after[:1].isdigit()


def _cut_at(text: str, start: int) -> int:
    """Where a sentence that starts at `start` and is too long is cut: behind the last blank within the limit."""
    blank = text.rfind(" ", start + 1, start + MAX_SENTENCE)
    return blank + 1 if blank > start else start + MAX_SENTENCE


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
