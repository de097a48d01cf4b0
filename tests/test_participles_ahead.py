"""What a participle ahead of the main verb tells came before it: that the verb is denied does not deny it."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode
from tests.reading import read

DAY = date(2018, 4, 12)


def _modes(text: str, tag: str) -> set[AssertionMode]:
    return {each.assertion_mode for each in read(text, DAY).events if each.event_type.value == tag}


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Arrested in Kunar on Monday, the Taliban commander has never been tried.", "arrest"),
        ("Seized in Kunar by the Taliban on Monday, the two teachers have not been seen since.", "abduction"),
        ("Having captured Kunar on Monday, the Taliban did not move on.", "territory_seized"),
        ("Attacked by gunmen in Kunar on Monday, the Afghan mayor was not hurt.", "attack_on_civilians"),
    ],
)
def test_what_was_done_before_is_so(text: str, tag: str) -> None:
    """A passive or perfect participle ahead of the verb."""
    assert _modes(text, tag) == {AssertionMode.ACTUAL}


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Not arrested in Kunar, the Taliban commander did not stay.", "arrest"),
        ("The Taliban did not move on, having failed to capture Kunar.", "territory_seized"),
        ("If arrested in Kunar, the Taliban commander would not be tried.", "arrest"),
        ("No Afghan soldier was killed, attacked by the Taliban in Kunar.", "armed_clash"),
    ],
)
def test_what_is_denied_or_supposed_itself_is_not(text: str, tag: str) -> None:
    """A denial or condition of its own, or a participle behind the verb."""
    assert AssertionMode.ACTUAL not in _modes(text, tag)


@pytest.mark.parametrize(
    "text",
    [
        "An old mine that children had found exploded in Kunar on Monday.",
        "A bomb that the police found exploded in Kunar on Monday.",
        "A mine which farmers had reported exploded in Kunar on Monday, killing two Afghans.",
    ],
)
def test_what_was_found_first_goes_off_all_the_same(text: str) -> None:
    """The verb of a relative clause right before it supposes nothing."""
    assert _modes(text, "bombing") == {AssertionMode.ACTUAL}
