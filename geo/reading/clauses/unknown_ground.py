"""Names that no gazetteer knows where a clause says that ground was taken: "the Taliban captured Y".

Such a name may be a place or somebody. It makes no event, so that nothing is drawn or moved; but it is told, so that
nobody takes its absence for a report that says nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language import default_language
from geo.reading.clauses.naming import proper_name
from geo.reading.clauses.needs import fits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.filling import Filling
    from geo.reading.frames import Frame

_PLAIN = frozenset({"NNP", "DT"})


def unknown_ground(filling: Filling, frames: Iterable[Frame]) -> Iterator[str]:
    """The names where the object of a frame of territory stands, if a party is told of that may take or lose ground."""
    for frame in frames:
        if not frame.is_territory or not _has_taker(filling, frame):
            continue
        for source in frame.roles.get("object", ()):
            for phrase in filling.arguments(frame, source):
                yield from (name for member in phrase.members() if (name := _unknown_name(member)) is not None)


def _has_taker(filling: Filling, frame: Frame) -> bool:
    """Whether a party that the frame asks for takes the ground, or gives it up."""
    for role in ("agent", "from_whom"):
        need = frame.needs.get(role)
        if need is None:
            continue
        phrases = [each for source in frame.roles.get(role, ()) for each in filling.arguments(frame, source)]
        fillers = (each for phrase in phrases for each in filling.of(role, [phrase], frame))
        if any(each.actor is not None and fits(need, each) for each in fillers):
            return True
    return False


def _unknown_name(phrase: Phrase) -> str | None:
    """The name that a phrase is, by itself: no known place, party or day, nor one with a noun for what it is."""
    if any(token.kind != "word" or token.tag not in _PLAIN for token in phrase.own[:-1]):
        return None
    if phrase.of is not None or phrase.possessor is not None or phrase.apposition:
        return None
    if _opens_with_unknown(phrase):
        return phrase.head_token.text
    return proper_name(phrase) if phrase.head_token.kind == "word" and phrase.head_token.tag == "NNP" else None


def _opens_with_unknown(phrase: Phrase) -> bool:
    """Whether a phrase is one word that opens its sentence, in no word list and no plural: "Y fell"."""
    token = phrase.head_token
    is_word = token.kind == "word" and token.tag == "NN" and token.capital
    is_single = phrase.start == 0 and len(phrase.own) == 1 and token.lemma == token.low
    return is_word and is_single and token.low not in default_language().forms
