"""Ground by a name that nobody knows: it moves nothing, draws nothing, and is told."""

from __future__ import annotations

import pytest

from geo.errors import ProblemKind
from tests.reading import OF_AFGHANISTAN, read


def _told(text: str) -> tuple[list[str], int]:
    """The unknown places that are told of, and how many changes of ground were read."""
    found = read(text + OF_AFGHANISTAN)
    problems = [each.message for each in found.problems if each.kind is ProblemKind.UNKNOWN_PLACE]
    return problems, sum(each.action is not None for each in found.events)


@pytest.mark.parametrize(
    "text",
    [
        "The Taliban captured Qwxyzabad on Sunday.",
        "Taliban fighters have overrun Qwxyzabad.",
        "Qwxyzabad was seized by the Taliban.",
        "On Sunday Qwxyzabad fell to the Taliban.",
        "Qwxyzabad fell to the Taliban.",
        "Government forces recaptured Qwxyzabad.",
        "The army withdrew from Qwxyzabad.",
        "The Taliban, having taken Qwxyzabad, moved on.",
    ],
)
def test_a_name_that_nobody_knows_is_told(text: str) -> None:
    """In all voices: once, and nothing is asserted of it."""
    problems, changes = _told(text)
    assert (len(problems), changes) == (1, 0)
    assert "Qwxyzabad" in problems[0]


@pytest.mark.parametrize(
    "text", ["The Taliban captured Kunduz and Qwxyzabad.", "The Taliban took Qwxyzabad and Kunduz."]
)
def test_beside_a_known_one_it_is_told_as_well(text: str) -> None:
    """The known one has fallen; the other is not lost in silence."""
    problems, changes = _told(text)
    assert (len(problems), changes) == (1, 1)


def test_it_is_told_once() -> None:
    """However often a text names it."""
    assert len(_told("The Taliban captured Qwxyzabad. Government forces recaptured Qwxyzabad.")[0]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The Taliban captured Ahmad Wali on Sunday.",
        "The Taliban captured the commander Wali Jan on Sunday.",
        "The Taliban could capture Qwxyzabad.",
        "The Taliban did not capture Qwxyzabad.",
        "Shares of Qwxyzcorp fell on Sunday.",
        "The farmer took Qwxyzade with him.",
        "The Taliban captured Americans on Sunday.",
    ],
)
def test_people_and_what_is_not_asserted_are_no_unknown_ground(text: str) -> None:
    """Somebody captured is read as such; a possible or denied loss is none; only armed parties take ground."""
    assert _told(text)[0] == []
