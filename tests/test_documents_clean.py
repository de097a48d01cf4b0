"""Cleaning keeps every word it does not name as removed, and the way back to the original."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.documents.clean import clean
from geo.documents.offsets import Edit, apply_edits, compose, shift
from geo.errors import UsageError
from geo.model import OffsetMap

SEED_FOLDER = Path(__file__).resolve().parents[2] / "shared" / "seeds"
MESSY = st.text(
    st.one_of(
        st.sampled_from("\n\r\t \u00a0\u00ad\u2028\u2029\u202e\u200b\u200c\x00\x85.ABab"),
        st.characters(exclude_categories=()),
    ),
    max_size=300,
)
NEWSY = st.lists(
    st.sampled_from(
        ["Roe", "Jane ", "RoeJane Roe", "Storm Hits ", " MORE ", "said. ", "\n", "\n\n", "© Agency", "Share", "a ", "B"]
    ),
    max_size=40,
).map("".join)


def assert_pieces_hold(text: str, offsets: OffsetMap, original: str) -> None:
    """Each piece is the same words in both texts, and pieces ascend."""
    reach = 0
    for text_start, original_start, length in offsets.pieces:
        assert text_start >= reach
        assert length > 0
        assert text[text_start : text_start + length] == original[original_start : original_start + length]
        reach = text_start + length
    assert reach <= len(text)


@given(st.one_of(MESSY, NEWSY))
def test_any_text_is_cleaned_and_every_piece_stands_in_the_original(original: str) -> None:
    """No text crashes the cleaning, and the offset map never lies."""
    text, offsets, removed = clean(original)
    assert_pieces_hold(text, offsets, original)
    assert text == text.strip()
    assert "\n\n\n" not in text
    assert "  " not in text
    text.encode("utf-8")
    assert all(removed)


@given(MESSY)
def test_letters_are_lost_only_as_named_debris(original: str) -> None:
    """Whatever letters do not reach the text are in the list of removed pieces."""
    text, _, removed = clean(original)
    kept = sum(map(str.isalnum, text)) + sum(character.isalnum() for piece in removed for character in piece)
    assert kept == sum(map(str.isalnum, original))


@given(MESSY)
def test_a_clean_text_without_debris_stays_as_it_is(original: str) -> None:
    """Cleaning twice changes nothing where nothing was taken for debris."""
    once, _, _ = clean(original)
    twice, _, removed = clean(once)
    assert removed or twice == once


def test_a_run_of_related_headlines_goes_and_the_sentence_reads_on() -> None:
    """A linked name that drags headlines along is left with its own sentence."""
    original = (
        "Foreign Minister Jane RoeJane RoeMorning Report — Sponsored by Nobody — Storm closes ports Overnight Trade: "
        "Tariffs rise again MORE told reporters that talks go on.\n\n"
        "A plan by Minister DoeJohn DoeQuarrel over harbour grows The Tally — Budget vote slips again MORE, is ready."
    )
    text, offsets, removed = clean(original)
    assert text == "Foreign Minister Jane Roe told reporters that talks go on.\n\nA plan by Minister Doe, is ready."
    assert len(removed) == 2
    assert all(piece.endswith("MORE") for piece in removed)
    assert_pieces_hold(text, offsets, original)


def test_a_run_glued_to_a_word_without_a_repeated_name_goes_too() -> None:
    """A small letter glued to a capital starts a run if what follows reads like headlines up to MORE."""
    text, _, removed = clean("The PentagonOvernight Defense: Budget Talks Stall in Senate Panel MORE said no.")
    assert text == "The Pentagon said no."
    assert len(removed) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Mitch McConnell said that the army needs MORE money.",
        "He told YouTube viewers that the troops in the north need far MORE help.",
        "ONE MORE day, he said. It was over.",
        "The village of Kunduz Kunduz was named twice, and MORE is to come.",
    ],
)
def test_an_emphatic_more_is_no_debris(sentence: str) -> None:
    """A capitalised MORE, a name with an inner capital or a repeated name alone remove nothing."""
    assert clean(sentence)[0] == sentence


@pytest.mark.parametrize(
    "line",
    ["© Some Agency", "Photo by A. Person/Agency", "Advertisement", "Share | Tweet | Email", "Read more: Other news",
     "We use cookies to improve this site.", "Most read", "Download PDF", "Subscribe to our newsletter"],
)  # fmt: skip
def test_a_line_of_page_debris_goes_and_is_named(line: str) -> None:
    """Typical lines of a web page are taken out of a plain text and returned."""
    text, _, removed = clean(f"The city fell.\n{line}\nThe army left.")
    assert text == "The city fell.\n\nThe army left."
    assert removed == (line,)


@pytest.mark.parametrize(
    "line",
    ["Share prices fell in Kabul.", "AP photographs showed the gate.", "Sources: army leaves the town",
     "Print works burnt",
     "Read more books, the minister said.", "Follow the money", "Related cases were heard."],
)  # fmt: skip
def test_a_line_that_only_begins_like_debris_stays(line: str) -> None:
    """The line rules take whole lines only."""
    assert clean(f"The city fell.\n\n{line}\n\nThe army left.")[0].split("\n\n")[1] == line


def test_a_headline_said_again_is_kept_once() -> None:
    """A title repeated above the text is one title."""
    text, _, removed = clean("Two posts left\n\nTwo posts left\n© Agency\n\nThe army left.")
    assert text == "Two posts left\n\nThe army left."
    assert removed == ("Two posts left", "© Agency")


def test_wrapped_lines_are_joined_and_the_lines_of_a_press_release_are_not() -> None:
    """A single newline joins where the next word would not have fitted, and parts otherwise."""
    wrapped = "The army left the post on Friday after a\nnight of fighting near the bridge, and\neverybody fled."
    assert clean(wrapped)[0] == wrapped.replace("\n", " ")
    release = (
        "Force finds weapons\nJoint Command - Somewhere\n2010-09-CA-005\nFor Immediate Release\nA force found weapons."
    )
    assert clean(release)[0] == release.replace("\n", "\n\n")
    flowing = "A force held a\u2028commander near the town.\u2028\u2028It left."
    assert clean(flowing)[0] == "A force held a commander near the town.\n\nIt left."


def test_marks_that_persian_needs_are_kept_and_hidden_ones_go() -> None:
    """The zero-width non-joiner stays; soft hyphens and direction overrides go."""
    assert clean("می\u200cرود co\u00adop \u202eabc\u202c")[0] == "می\u200cرود coop abc"


@pytest.mark.parametrize(
    "junk", ["a b\n", "\n", " MORE", "Aa", "share ", "RoeRoeX MORE ", "\u00ad", "<!--", "A. "], ids=repr
)
def test_time_grows_no_faster_than_the_text(junk: str) -> None:
    """Half a million characters of junk are cleaned in seconds."""
    started = time.perf_counter()
    clean(junk * (500_000 // len(junk)))
    assert time.perf_counter() - started < 10


def test_composed_maps_lead_through_both_steps() -> None:
    """Two edits in a row still point into the first text."""
    original = "one -- two == three"
    middle, first = apply_edits(original, [Edit(4, 7)])
    last, second = apply_edits(middle, [Edit(8, 11, "+")])
    assert last == "one two + three".replace(" + ", " +")
    assert_pieces_hold(last, compose(second, first), original)
    assert shift(OffsetMap(((0, 1, 2),)), text_by=5, original_by=7).pieces == ((5, 8, 2),)


def test_edits_that_overlap_are_misuse() -> None:
    """An overlap would lose words silently, so it is refused."""
    with pytest.raises(UsageError, match="do not overlap"):
        apply_edits("abcdef", [Edit(0, 3), Edit(2, 4)])


@pytest.mark.skipif(not SEED_FOLDER.is_dir(), reason=f"the seed story is not here: {SEED_FOLDER} does not exist")
def test_the_seed_story_loses_its_debris_and_nothing_else() -> None:
    """On the real story the headlines glued to two names and the credit line go; both sentences read on."""
    original = next(SEED_FOLDER.glob("*.txt")).read_text(encoding="utf-8")
    text, offsets, removed = clean(original)
    assert_pieces_hold(text, offsets, original)
    assert len(removed) == 4
    assert "MORE" not in text
    assert "Blinken made similar" in text
    assert "Biden announced in April" in text
    assert "©" not in text
