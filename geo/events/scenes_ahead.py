"""Where what the next sentence tells was, told by a sentence of its own.

"The first incident was in X. At noon a rocket struck a house": such a sentence speaks of one of several happenings, or
of a new one, and tells nothing else. It is kept as another quote of the event.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.events.again_words import again_words
from geo.events.scene import SAID, WIDE, names_places
from geo.quotes import make_quote
from geo.reading.frames import Trait
from geo.vocab import AssertionMode, PlaceBasis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.events.interpret import Finding
    from geo.model import Event
    from geo.text import AnnotatedDocument


def parted(scenes: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
    """The scenes of what was told before, and those of what comes next."""
    ahead = [each for each in scenes if _is_of_one(each)]
    before = [each for each in scenes if not _is_of_one(each) and not _is_ahead(each)]
    return before, ahead


def _is_ahead(scene: Finding) -> bool:
    return Trait.SCENE_AHEAD in scene.predication.frame.traits


def _is_of_one(scene: Finding) -> bool:
    """Whether a scene is that of one of several happenings, or of a new one: "the first attack", "another blast"."""
    if Trait.TOLD_BESIDE in scene.predication.frame.traits:
        return False
    words = again_words()
    things = scene.predication.role("object")
    return bool(things) and not (words.other | words.indefinite).isdisjoint(things[0].words[:-1])


@dataclass(slots=True)
class Ahead:
    """The scene that the last sentence set for the next one, at most one."""

    scene: Finding | None = None

    def set(self, scenes: Sequence[Finding], *, is_bare: bool) -> None:
        """Keep a scene whose sentence tells of nothing else."""
        told = [
            each
            for each in scenes
            if each.mode is AssertionMode.ACTUAL and each.place is not None and each.place.place_precision not in WIDE
        ]
        self.scene = told[0] if is_bare and len(told) == 1 else None

    def placed(self, event: Event, annotated: AnnotatedDocument) -> Event:
        """The event at that scene, if it has no place and its sentence, which comes next, names none."""
        if self.scene is None or event.place is not None or event.action is not None:
            return event
        told, document = self.scene.predication, annotated.document
        if event.sentence != told.sentence.index + 1 or event.event_type in SAID:
            return event
        sentence = annotated.sentences[event.sentence]
        if event.assertion_mode is not AssertionMode.ACTUAL or names_places(sentence, annotated):
            return event
        return replace(
            event,
            place=self.scene.place,
            place_basis=PlaceBasis.STATED,
            retellings=(*event.retellings, make_quote(document, told.sentence.start, told.sentence.end)),
            retold_at=(*event.retold_at, told.trigger),
        )
