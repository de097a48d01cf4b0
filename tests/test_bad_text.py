"""Texts that no newspaper prints: the tagger's work stays bounded, what is cut is named, and nothing is made up.

The limits of time are generous; what keeps them is a limit on sentences, marks and matches, not a fast machine.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflictmap.cli import main
from geo.errors import ProblemKind
from geo.reading.clauses.clause import MOST_CLAUSES
from geo.reading.clauses.tokens import MOST_TOKENS
from geo.vocab import AssertionMode
from tests.drawing import examples
from tests.reading import read

if TYPE_CHECKING:
    from pathlib import Path

SIZES = [15_000, pytest.param(100_000, marks=[pytest.mark.slow, pytest.mark.timeout(120)])]
PIECES = {
    "a sentence without end": "The Taliban captured Kunduz on Sunday and ",
    "no punctuation": "taliban fighters seized the city of Kunduz on Sunday while government forces retook Taloqan ",
    "unbalanced quotes": '"The Taliban “captured «Kunduz (on [Sunday ',
    "mixed scripts": "طالبان captured کندز Кундуз 昆都士 on Sunday by the Taliban ",
    "debris of a page": "</p><div class=x>The Taliban &amp; captured <b>Kunduz &nbsp;<script>if (a<b) {} on Sunday ",
    "trigger words only": "captured seized took fell retook overran withdrew bombed killed attacked ",
    "places only": "Kunduz and Herat, ",
    "actors only": "the Taliban and the army and ",
    "dates only": "on Sunday, Aug. 8, ",
    "counts only": "three of 34 provincial capitals five of 34 ",
    "figures": "killed at least 12 people and wounded 13 civilians, a child among them, ",
    "governors": "warned that if they could not deny that they would not take ",
    "speakers": "the Taliban said the army said that ",
    "nested clauses": ", who said, which the Taliban, who seized Kunduz, ",
    "commas": ",",
    "one word": "a",
    "dashes": " - – — -- ",
    "line ends": "The Taliban took Kunduz.\n",
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PIECES)
def test_so_many_characters_of_nonsense_are_read(name: str, size: int) -> None:
    """Read to the end; whatever stands in one sentence beyond the limits is a problem; each quote is in the text."""
    piece = PIECES[name]
    text = piece * (size // len(piece))
    extraction = read(text)
    longest = max(each.end - each.start for each in extraction.sentences)
    assert longest <= 2_000
    if "." not in piece and "\n" not in piece:
        assert ProblemKind.SENTENCE_CUT in {problem.kind for problem in extraction.problems}
    for event in extraction.events:
        assert event.quote.exact in extraction.document.text
    assert len(extraction.problems) < 20


def test_work_of_a_sentence_is_bounded_and_the_cut_is_named() -> None:
    """Past so many clauses or words the rest is left, one problem says so, and the events before the cut are there."""
    many_clauses = read("The Taliban captured Kunduz and " * MOST_CLAUSES + "left.")
    many_words = read("The Taliban captured Kunduz on Sunday, " + "and very " * MOST_TOKENS + "fast.")
    for extraction in (many_clauses, many_words):
        assert [event.unit_id for event in extraction.events if event.action] == ["AF-KDZ"]
        (cut,) = [each for each in extraction.problems if each.kind is ProblemKind.SENTENCE_CUT]
        assert not cut.is_fatal
        assert "The Taliban captured Kunduz" in cut.message


def test_all_capitals_in_one_sentence_are_not_cut() -> None:
    """The longest list that news could hold, every capital with its day, stays within the limits."""
    names = ("Zaranj", "Sheberghan", "Kunduz", "Taloqan", "Aybak", "Farah", "Ghazni", "Herat", "Kandahar") * 4
    days = [f"{name} on Aug. {1 + index % 9}" for index, name in enumerate(names[:34])]
    extraction = read(f"The Taliban took {', '.join(days[:-1])} and {days[-1]}.")
    assert extraction.problems == ()
    assert len({event.unit_id for event in extraction.events}) == 9


def test_words_in_any_order_assert_no_more_than_they_say() -> None:
    """Shuffled trigger words without a party or a place never become a change of control."""
    words = PIECES["trigger words only"].split()
    for seed in range(20):
        text = " ".join(random.Random(seed).choices(words, k=300)) + "."  # noqa: S311 - made text, no secret
        taken = [each for each in read(text).events if each.action and each.assertion_mode is AssertionMode.ACTUAL]
        assert taken == []


@pytest.mark.parametrize(
    "text", ["The Taliban captured ⟦P7⟧ on ⟦D9⟧.", "⟦A0⟧ captured ⟦P1⟧.", "⟦A5r⟧ took ⟦P0⟧ and Kunduz, ⟦N1⟧ said."]
)
def test_our_own_marks_in_a_text_stand_for_nothing(text: str) -> None:
    """Somebody who writes the marks of the masked sentence gets no place, no party and no error by them."""
    for event in read(text).events:
        assert event.place is None or event.place.name == "Kunduz"
        assert event.taker in {None, "taliban"}


@examples(25, 60)
@given(
    st.lists(
        st.sampled_from([*PIECES.values(), ". ", "\n\n", "?", '"', "(", "⟦P0⟧", "⟦", "\u202e", "\x00"]), max_size=25
    )
)
def test_any_mixture_is_read(pieces: list[str]) -> None:
    """No mixture of the above breaks the reading, our own marks in a text included."""
    text = "Kunduz " + "".join(pieces)
    extraction = read(text)
    for event in extraction.events:
        assert event.quote.exact in extraction.document.text


@pytest.mark.timeout(120)
def test_explain_and_extract_read_bad_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The commands end with status 0 on a page of debris, and name the cut."""
    path = tmp_path / "bad.html"
    path.write_text("<html><body><article><p>" + PIECES["debris of a page"].replace("script", "i") * 200, "utf-8")
    assert main(["extract", str(path), "--published", "2021-08-10"]) == 0
    assert "sentence_cut" in capsys.readouterr().out
    for form in ("jsonl", "table"):
        assert main(["explain", str(path), "--published", "2021-08-10", "--format", form]) == 0
        assert capsys.readouterr().out
