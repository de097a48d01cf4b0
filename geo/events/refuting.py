"""What the next sentence takes back ("Reports said X had fallen. The reports were false") did not happen.

A text may take back in its own voice what it has just told; then it tells of nothing that happened. A sentence that
says so is short, names nobody who says it, and adds nothing: "It never happened again" and "It is untrue that they
were soldiers" take nothing back. What a party denies is another thing (`geo.events.denial`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from geo.language.word_lists import read_words, word_sets
from geo.vocab import AssertionMode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import Event
    from geo.text import AnnotatedDocument


@cache
def _takes_back(language: str = "en") -> re.Pattern[str]:
    """A whole sentence that takes back the last one; read once."""
    table = word_sets(read_words("refuting", language)["words"])
    openers, subjects, being, degrees, false, true, never = (
        "|".join(sorted(table[name], key=lambda word: (-len(word), word)))
        for name in ("openers", "subjects", "being", "degrees", "false", "true", "never")
    )
    told = rf"(?:{subjects}) (?:{being})(?: (?:{degrees}))* (?:{false})"
    none = rf"none of (?:it|this|that|them) (?:{being}) (?:{true})"
    return re.compile(rf"\W*(?:(?:{openers}),? )*(?:{told}|{none}|{never})\W*")


def without_refuted(events: Iterable[Event], annotated: AnnotatedDocument) -> list[Event]:
    """The events of one document in their order, those that the next sentence takes back as negated."""
    refuted = {
        sentence.index - 1
        for sentence in annotated.sentences
        if sentence.index and _takes_back().fullmatch(annotated.folded, sentence.start, sentence.end) is not None
    }
    return [
        replace(each, assertion_mode=AssertionMode.NEGATED)
        if each.sentence in refuted and each.assertion_mode is AssertionMode.ACTUAL
        else each
        for each in events
    ]
