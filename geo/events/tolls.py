"""Whose the dead and injured of a sentence are: each counted toll goes to the event of its own clause.

The tolls are read from the sentence's words (`geo.text.tolls`). One belongs to the nearest event of its own stretch of
the sentence; a number in a clause about other people says nothing of this event.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.model import Figures
from geo.text.tolls import Harm, find_tolls
from geo.vocab import AssertionMode, EventType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.events.interpret import Finding
    from geo.text import AnnotatedDocument

_AFTER = re.compile(r"\b(?:after|since|following|before)\s(?:an?|the|another|two|\w+ing)\b[^,;]*$")
_BEFORE = re.compile(r"\b(?:before|ahead of|prior to)\b")
HARMFUL = frozenset(
    {
        EventType.ARMED_CLASH,
        EventType.AIR_STRIKE,
        EventType.SHELLING,
        EventType.BOMBING,
        EventType.SUICIDE_BOMBING,
        EventType.GRENADE,
        EventType.CHEMICAL_ATTACK,
        EventType.CIVILIAN_HARM,
        EventType.ATTACK_ON_CIVILIANS,
        EventType.MOB_VIOLENCE,
        EventType.RIOT,
        EventType.PROTEST_EXCESSIVE_FORCE,
        EventType.NATURAL_DISASTER,
        EventType.INDUSTRIAL_DISASTER,
    }
)
"""Events that people die of."""


def with_tolls(findings: Sequence[Finding], annotated: AnnotatedDocument) -> list[Finding]:
    """The findings of one sentence, each actual one that people die of with its toll."""
    harmful = [k for k, each in enumerate(findings) if each.event_type in HARMFUL or each.action is not None]
    found = list(findings)
    if not any(findings[k].event_type in HARMFUL for k in harmful):
        return found
    sentence = findings[harmful[0]].predication.sentence
    words = annotated.text[sentence.start : sentence.end]
    for toll in find_tolls(words):
        k = _owner(findings, harmful, words, (toll.start, toll.end), sentence.start)
        if k is None or findings[k].event_type not in HARMFUL or findings[k].mode is not AssertionMode.ACTUAL:
            continue
        name = "killed" if toll.harm is Harm.KILLED else "injured"
        if getattr(found[k], name) == Figures():  # of two in one stretch the first
            figures = Figures(low=toll.low, best=toll.best, high=toll.high)
            found[k] = replace(found[k], **{name: figures})  # type: ignore[arg-type]
    return found


def _owner(
    findings: Sequence[Finding], harmful: Sequence[int], words: str, toll: tuple[int, int], offset: int
) -> int | None:
    """Whose toll it is: the nearest event of the same stretch of the sentence, else the last one before.

    `toll` is a span of the sentence, whose words begin at `offset` of the document.
    """
    start, end = toll[0] + offset, toll[1] + offset
    inside = [k for k in harmful if findings[k].predication.stretch[0] <= start < findings[k].predication.stretch[1]]
    near = [k for k in inside if not _apart(findings[k].predication.trigger, words, toll, offset)]
    if near:
        return min(near, key=lambda k: (_gap(findings[k].predication.trigger, start, end), k))
    before = [k for k in harmful if findings[k].predication.stretch[1] <= start]
    return before[-1] if before and not inside else None


def _apart(trigger: tuple[int, int], words: str, toll: tuple[int, int], offset: int) -> bool:
    """Whether the words between set an event and a toll apart in time: "came days after an attack killed 40"."""
    if trigger[1] - offset <= toll[0]:
        return _AFTER.search(words[trigger[1] - offset : toll[0]].lower()) is not None
    if toll[1] <= trigger[0] - offset:
        return _BEFORE.search(words[toll[1] : trigger[0] - offset].lower()) is not None
    return False


def _gap(trigger: tuple[int, int], start: int, end: int) -> int:
    return max(0, trigger[0] - end, start - trigger[1])
