"""The word lists of a language: written as they are looked up, each word once, and stems as patterns."""

from __future__ import annotations

import re
import tomllib

import pytest

from geo.files import reference_file
from geo.language.stems import any_word


@pytest.mark.parametrize("name", ["actors", "clauses", "events", "mentions", "places", "retelling"])
def test_words_are_in_lower_case_and_stand_once_in_a_list(name: str) -> None:
    """Tokens are looked up in lower case: a word with a capital would never be found."""
    tables = tomllib.loads(reference_file(f"languages/en/{name}.toml").read_text("utf-8"))
    for table, lists in tables.items():
        for field, words in lists.items():
            assert words, (table, field)
            assert words == [word.lower().strip() for word in words], (table, field)
            assert len(words) == len(set(words)), (table, field)


@pytest.mark.parametrize(
    ("text", "found"),
    [("they seized it", True), ("seizing", True), ("an air strike", True), ("an airstrike", False), ("reseize", False)],
)
def test_a_stem_takes_any_ending_and_a_word_none(text: str, *, found: bool) -> None:
    """ "seiz*" stands for all that begins with it; other words for themselves."""
    pattern = re.compile(rf"\b(?:{any_word(['seiz*', 'air strike'])})\b")
    assert (pattern.search(text) is not None) is found
