"""What an event that a language model tells must stand up to: each test is an `AnswerError` that says what fails.

Knows what a model told and what our own reader found in its quote; reads no text itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events.llm_schema import AnswerError
from geo.events.territory import tag_of
from geo.vocab import TERRITORY_TYPES, AssertionMode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.events.llm_schema import Told
    from geo.reading.predication import Participant, Predication
    from geo.vocab import Unit

_LOOK_AT = 50
"""So many places where the same words stand are looked at."""


def check_action(told: Told) -> None:
    """See that a tag of changed ground comes with what was done to it."""
    if told.action is None and told.tag in TERRITORY_TYPES:
        message = f"it has the tag {told.tag} and no action"
        raise AnswerError(message)


def check_tag(told: Told, unit: Unit | None) -> None:
    """See that tag, action and the unit that the place is go together: a district is never its capital."""
    if told.action is None:
        return
    derived = tag_of(told.action, unit)
    if derived is not told.tag:
        what = unit or "no known unit"
        message = f"it has the tag {told.tag}, but {told.action} with {what} is {derived}"
        raise AnswerError(message)


def check_borne_out(
    told: Told,
    agent: Participant | None,
    quoted: tuple[int, int],
    territory: Sequence[Predication],
    near: Sequence[Predication],
) -> None:
    """See that the quote holds who took it and a filled and asserted frame of territory, the unit in its clause.

    `territory` is what our own reader finds told of territory in the quote, `near` those of it that speak of the place.
    Only what passes here can move the map.
    """
    if agent is None or not quoted[0] <= agent.start < quoted[1]:
        message = "its quote does not say who took it" if told.actor is None else f'"{told.actor}" is not in its quote'
        raise AnswerError(message)
    if not territory:
        message = "no word of its quote tells of territory"
        raise AnswerError(message)
    if not near:
        message = f'the words of its quote that tell of territory do not speak of "{told.place}"'
        raise AnswerError(message)
    if not any(each.mode is AssertionMode.ACTUAL for each in near):
        check_mode(near[0].mode, near[0].cue)


def check_mode(mode: AssertionMode, cue: str | None) -> None:
    """See that our own reading of a taking that is told as actual is actual, too."""
    if mode is not AssertionMode.ACTUAL:
        message = f'it is told as actual, but "{cue}" makes it {mode}'
        raise AnswerError(message)


def occurrences(text: str, words: str) -> Iterator[int]:
    """Where the words stand as whole words, the first so many."""
    at = text.find(words)
    for _ in range(_LOOK_AT):
        if at < 0:
            return
        end = at + len(words)
        if not (text[at - 1 : at].isalnum() and words[:1].isalnum()) and not (
            text[end : end + 1].isalnum() and words[-1:].isalnum()
        ):
            yield at
        at = text.find(words, at + 1)
