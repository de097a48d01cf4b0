"""Who says so: the speaker of a sentence, and the party for which they speak.

Knows verbs of saying and "according to"; refuses to judge whether the speaker is right. The speaker is the actor chunk
next to the verb; partisan sources carry their side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.country.classes import SPEAKER_CLASSES
from geo.events.event_words import event_words
from geo.events.patterns import words_of

if TYPE_CHECKING:
    from geo.events.masking import MaskedSentence
    from geo.model import Actor

_WORDS = event_words().speech
_SAY = rf"(?:{'|'.join(sorted(_WORDS.saying))}|claim(?=\s(?:to|that)\b))"
_COUNT = "|".join(sorted(_WORDS.counting))
_GIVE = "|".join(sorted(_WORDS.giving))
_QUALIFIER = r"(?:\s+(?:from|in|of|for|with|at|loyal\s+to|close\s+to|reached|who|on)\s+(?:the\s+|a\s+|an\s+|by\s+)?(?:⟦[A-Z]\d+[a-z]?⟧|[\w']+)(?:\s+(?:province|telephone|phone|council|scene))?){0,3}"
_NAME = r"(?:\s*,?\s+(?:⟦N\d+⟧|[a-z]+)(?:\s+(?:⟦[NP]\d+⟧|[a-z]+)){0,3}\s*,?)?"
# Masked quotation marks are blanks. The patterns tell one blank from several, never how many: two stand for any run of
# them, and no pattern can try all the ways to part a long one.
_RUN = re.compile(r"\s{3,}")
# Asked behind the mark's first letter, which is quick to find, not before it.
_NO_OBJECT = "".join(rf"(?<!\b{word}\s⟦)" for word in sorted(_WORDS.no_speaker))
# Each pattern with the words of which one must be there.
_PATTERNS = tuple(
    (words, re.compile(pattern))
    for words, pattern in (
        (
            frozenset({"according"}),
            r"\baccording\s+to\s+(?:[a-z]+\s+){0,7}?(?P<who>⟦[AC]\d+[a-z]?⟧)(?:\s+and\s+(?P<who2>⟦[AC]\d+[a-z]?⟧))?",
        ),
        (
            _WORDS.counting,
            rf"\bby\s+(?:the\s+)?(?:{_COUNT})\s+(?:of\s+|that\s+)(?:[a-z]+\s+){{0,4}}?(?P<who>⟦[AC]\d+[a-z]?⟧)(?P<who2>⟦Z⟧)?",
        ),
        (_WORDS.counting, rf"\bby\s+(?P<who>⟦[AC]\d+[a-z]?⟧)'s?\s+(?:own\s+)?(?:{_COUNT})(?P<who2>⟦Z⟧)?"),
        (
            _WORDS.saying | {"claim"},
            rf"(?P<who>⟦{_NO_OBJECT}[AC]\d+[a-z]?⟧){_QUALIFIER}(?:\s*,?\s+and\s+(?:[a-z]+\s+)?(?P<who2>⟦[AC]\d+[a-z]?⟧){_QUALIFIER})?{_NAME}\s*,?\s+(?:(?:also|later|had|has|have|earlier|on|⟦D\d+⟧|then)\s+){{0,3}}{_SAY}\b",
        ),
        (_WORDS.saying | {"claim"}, rf"\b{_SAY}\s+(?:(?:on\s+)?⟦D\d+⟧\s+)?(?P<who>⟦[AC]\d+[a-z]?⟧)(?P<who2>⟦Z⟧)?"),
        (
            _WORDS.giving,
            rf"(?P<who>⟦A\d+[a-z]?⟧)\s+(?:{_GIVE})\s+(?:the\s+)?(?:number|count|capitals|total)(?P<who2>⟦Z⟧)?",
        ),
        (
            _WORDS.saying | {"claim"},
            rf"\b(?:as|,)\s+(?P<who>⟦[AC]\d+[a-z]?⟧)\s+(?:had\s+|has\s+)?{_SAY}\b(?P<who2>⟦Z⟧)?",
        ),
    )
)
_INDEPENDENT_CLASSES = frozenset({"civilians", "media", "international_organisation"})
_ANONYMOUS = re.compile(r"(?:\b(?:he|she|they|it)|⟦A\d+[a-z]?⟧)\s+(?:said|added|told)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """The speakers of a sentence in the words of the text, and the side of the first partisan among them.

    `side` is None for independent speakers; an independent voice beside a partisan one makes the pair independent.
    """

    who: str
    side: str | None
    actor: Actor


def speaker(masked: MaskedSentence, text: str) -> Speech | None:
    """Who says what the sentence says; None where the outlet itself does."""
    if "⟦A" not in masked.text and "⟦C" not in masked.text:
        return None  # nobody is there to speak
    there = words_of(masked.text)
    said = _RUN.sub("  ", masked.text)
    for words, pattern in _PATTERNS:
        if there.isdisjoint(words):
            continue
        for match in pattern.finditer(said):
            found = [masked.chunk(mark) for mark in (match["who"], match["who2"]) if mark]
            spans = [chunk.actor for chunk in found if chunk.actor is not None]
            if not spans or not _can_speak(spans[0].actor):
                continue
            names = " and ".join(_words(text, chunk.start, chunk.end) for chunk in found if chunk.actor is not None)
            sides = [span.actor.side for span in spans if span.actor.actor_class not in _INDEPENDENT_CLASSES]
            independent = any(span.actor.actor_class in _INDEPENDENT_CLASSES for span in spans)
            return Speech(who=names, side=None if independent or not sides else sides[0], actor=spans[0].actor)
    return None


def implied_speaker(masked: MaskedSentence, text: str) -> Speech | None:
    """A spokesman or a statement that a sentence is about without a verb of saying: the next "it said" is theirs."""
    for _, chunk in masked.marks("A"):
        if chunk.actor is not None and chunk.actor.actor.actor_class == "spokesperson":
            return Speech(
                who=_words(text, chunk.start, chunk.end), side=chunk.actor.actor.side, actor=chunk.actor.actor
            )
    return None


def pronoun_speech(masked: MaskedSentence) -> bool:
    """Whether a pronoun speaks ("he said"): then the speaker of the sentence before goes on."""
    return bool(_ANONYMOUS.search(masked.text))


def _can_speak(actor: Actor) -> bool:
    return actor.actor_class in SPEAKER_CLASSES or actor.side is not None


def _words(text: str, start: int, end: int) -> str:
    return re.sub(r"^(?:the|an?|some)\s+", "", text[start:end], flags=re.IGNORECASE)
