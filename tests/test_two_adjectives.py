"""Two adjectives of a noun with a comma between them are one phrase with it, where no phrase ends at the comma."""

from __future__ import annotations

import pytest

from geo.vocab import AssertionMode
from tests.reading import read


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("The Taliban have seized the remote, sparsely populated district of Shinkay.", ("district_seized", "Shinkay")),
        ("The Taliban have seized the remote, mountainous district of Shinkay.", ("district_seized", "Shinkay")),
        ("The army retook the small, strategic town of Aybak on Monday.", ("territory_retaken", "Aybak")),
        ("The Taliban attacked a new, heavily guarded base in Herat, killing two police.", ("armed_clash", "Herat")),
        ("A bomb killed two soldiers in the volatile, mountainous province of Nuristan.", ("bombing", "Nuristan")),
        ("A bomb killed two soldiers in a remote, mountainous area of Badakhshan province.", ("bombing", "Badakhshan")),
        ("In the first, armed men killed two police in Badakhshan province.", ("armed_clash", "Badakhshan")),
        ("Among the dead, local officials said, was a judge whom a bomb killed in Taloqan.", ("bombing", "Taloqan")),
        ("The city was tense, local officials said after a bomb killed two police in Taloqan.", ("bombing", "Taloqan")),
    ],
)
def test_a_comma_between_two_adjectives(text: str, want: tuple[str, str]) -> None:
    """Behind a determiner, with and without an adverb; not where a clause ends or begins at the comma."""
    told = [each for each in read(text).events if each.assertion_mode is AssertionMode.ACTUAL]
    assert [(each.event_type.value, each.place.name if each.place else None) for each in told] == [want]
