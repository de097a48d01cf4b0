"""Sentences and quotes are exact spans of a document."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.documents.sentences import MAX_SENTENCE, split_sentences
from geo.errors import ProblemKind, UsageError
from geo.model import Document, OffsetMap
from geo.quotes import make_quote


def document(text: str, *, language: str | None = None, headline_end: int = 0) -> Document:
    """A document of that text."""
    offsets = OffsetMap.identity(len(text))
    return Document(
        document_id="a", text=text, offsets=offsets, sha256="", language=language, headline_end=headline_end
    )


def sentences(text: str, language: str | None = None) -> list[str]:
    """The words of the sentences."""
    return [text[found.start : found.end] for found in split_sentences(document(text, language=language))[0]]


@pytest.mark.parametrize(
    "expected",
    [
        ["It ended on Aug. 31.", "The U.S. Army and Gen. Farah met on Sept. 11, the 20th anniversary.", "He left."],
        ["“We will go.”", "He left.", "“We stay,” he said.", "“They go.”"],
        ["The mayor left, he said.", "“We ask.”", "The army came."],
        ["The No. 3 official, A. B. Smith, spoke at 9 a.m. Monday.", "It began at 5 p.m.", "The army left."],
        ["It was led by the U.S.", "The army left."],
        ["Rep. Smith, Spc. Joe and Amb. Roe met.", "Ret. Gen. Ali came with Lt. Col. Doe."],
        ["It lies 10 km. south of Pul-e ‘Alam district.", "‘Alam fell.", "Qal’ah fell."],
        ["(He left.)", "Then the rest went."],
        ["They fled.", "On Sept. 4 they came back.", "In Jan. 2010 it snowed."],
        ["“We go,” he said.", "“Where?” she asked.", "Nobody knew."],
    ],
)
def test_english_news_is_split_where_its_sentences_end(expected: list[str]) -> None:
    """Ranks, initials, hours, dates, quotations and the letter `ayn do not mislead the split."""
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize("language", ["fa", "ps", "fa-AF"])
def test_dari_and_pashto_marks_end_a_sentence(language: str) -> None:
    """The Arabic question mark and full stop count."""
    expected = ["طالبان شهر را گرفتند؟", "بله.", "دولت گفت۔", "او رفت."]
    assert sentences(" ".join(expected), language) == expected


@pytest.mark.parametrize("language", ["xx", "../../etc", "", "en-US"])
def test_an_unknown_language_is_read_as_any_other(language: str) -> None:
    """A strange language code breaks nothing."""
    assert sentences("It fell. They left.", language) == ["It fell.", "They left."]


def test_the_headline_is_a_paragraph_of_its_own() -> None:
    """It is marked as headline, and no sentence crosses a blank line."""
    text = "Two posts left\n\nThe army left. It\n\nwent home."
    found, problems = split_sentences(document(text, headline_end=14))
    assert [(text[one.start : one.end], one.is_headline, one.paragraph) for one in found] == [
        ("Two posts left", True, 0), ("The army left.", False, 1), ("It", False, 1), ("went home.", False, 2),
    ]  # fmt: skip
    assert [one.index for one in found] == [0, 1, 2, 3]
    assert problems == ()


def test_a_sentence_without_end_is_cut_and_named() -> None:
    """The limit holds, the cut is at a blank, and no word is lost."""
    text = "word " * 1_500
    found, problems = split_sentences(document(text.strip()))
    assert max(one.end - one.start for one in found) <= MAX_SENTENCE
    assert " ".join(text[one.start : one.end] for one in found) == text.strip()
    assert [problem.kind for problem in problems] == [ProblemKind.SENTENCE_CUT]


@given(st.text(max_size=500), st.sampled_from(["en", "fa", None]))
def test_spans_are_ordered_trimmed_and_lose_nothing(text: str, language: str | None) -> None:
    """Between two sentences there is only white space."""
    reach = 0
    for one in split_sentences(document(text, language=language))[0]:
        assert one.start >= reach
        assert not text[reach : one.start].strip()
        assert text[one.start : one.end] == text[one.start : one.end].strip() != ""
        reach = one.end
    assert not text[reach:].strip()


@pytest.mark.parametrize("size", [200_000, pytest.param(600_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("junk", ["(“a", "a", '"', "a. ", "A b ", "'a", ". ", "Gen. "])
def test_time_grows_no_faster_than_the_text(junk: str, size: int) -> None:
    """Open brackets and quotes, which the segmenter itself takes in square time, cost seconds at most."""
    started = time.process_time()
    split_sentences(document(junk * (size // len(junk))))
    assert time.process_time() - started < size / 60_000


def test_a_quote_is_exact_with_its_surroundings() -> None:
    """Prefix and suffix are up to 32 characters, offsets point into the original."""
    text = "A" * 40 + " The city fell. " + "B" * 40
    quote = make_quote(document(text), 40, 56)
    assert quote.exact == "The city fell."
    assert quote.prefix == "A" * 31 + " "
    assert quote.suffix == " " + "B" * 31
    assert text[slice(quote.start, quote.end)] == quote.exact


def test_a_quote_of_a_title_kept_apart_has_no_offsets() -> None:
    """Words that do not stand in the original get none invented."""
    made = Document(document_id="a", text="Title\n\nIt fell.", offsets=OffsetMap(((7, 0, 8),)), sha256="")
    assert (make_quote(made, 0, 5).start, make_quote(made, 0, 5).end) == (None, None)
    assert (make_quote(made, 7, 15).start, make_quote(made, 7, 15).end) == (0, 8)


def test_a_mark_written_otherwise_moves_the_offset_inward() -> None:
    """An entity for a quotation mark does not cost the quote its place; a letter without origin does."""
    made = Document(document_id="a", text="“Go”", offsets=OffsetMap(((1, 7, 2),)), sha256="")
    assert (make_quote(made, 0, 4).start, make_quote(made, 0, 4).end) == (7, 9)
    lost = Document(document_id="a", text="Go on", offsets=OffsetMap(((1, 1, 4),)), sha256="")
    assert make_quote(lost, 0, 5).start is None


@pytest.mark.parametrize("span", [(3, 3), (-1, 2), (0, 99), (2, 1), (2, 3)])
def test_a_quote_of_nothing_is_misuse(span: tuple[int, int]) -> None:
    """A span outside the text, or of blanks only, is refused."""
    with pytest.raises(UsageError, match="Expected a span"):
        make_quote(document("ab c"), *span)
