"""Whether a quote bears out that somebody took a place: who, what, and a word for ground that changes hands.

A language model may quote a sentence that stands in the text and say something else of it: "The price of bread fell in
Asadabad" is no fall of Asadabad. Knows words and spans; knows no model and no service. A pure function of its
arguments, for whoever reads with a model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.gazetteer.fold import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_BARE = ".,;:!?\"'“”‘’()[]«»"  # noqa: RUF001 - what stands around words


def why_not_borne_out(
    quote: str,
    *,
    taker: Iterable[str],
    unit: Iterable[str],
    frame: Collection[str],
) -> str | None:
    """Why a quote does not bear a taking out, in a few words; None where it does.

    `taker` and `unit` are the ways in which the text names who took and what was taken, `frame` the words of territory
    (verbs in all their forms, and nouns). One of each must stand in the quote, as whole words; case, accents and
    hyphens do not matter. The word of territory must be another word than those of the names.

    >>> words = {"captured", "seized", "fall", "fell"}
    >>> ask = lambda quote: why_not_borne_out(quote, taker=["Taliban"], unit=["Asadabad"], frame=words)
    >>> ask("The Taliban captured Asadabad.")
    >>> ask("The price of bread fell in Asadabad.")
    'the quote does not name who took it'
    >>> ask("The Taliban met elders in Asadabad.")
    'the quote has no word for ground that changes hands'
    """
    words = _words(quote)
    taken = _spans(words, taker)
    if not taken:
        return "the quote does not name who took it"
    places = _spans(words, unit)
    if not places:
        return "the quote does not name what was taken"
    named = taken | places
    forms = {fold(word).casefold() for word in frame}
    if not any(word in forms for at, word in enumerate(words) if at not in named):
        return "the quote has no word for ground that changes hands"
    return None


def _words(text: str) -> list[str]:
    parts = fold(text).casefold().replace("-", " ").split()
    return [word for word in (part.strip(_BARE).removesuffix("'s").removesuffix("’s") for part in parts) if word]  # noqa: RUF001 - as it is written


def _spans(words: list[str], names: Iterable[str]) -> set[int]:
    """The positions of all words that are part of one of the names where it stands whole."""
    found: set[int] = set()
    for name in names:
        wanted = [word for word in _words(name) if word != "the"]
        for start in range(len(words) - len(wanted) + 1 if wanted else 0):
            if words[start : start + len(wanted)] == wanted:
                found.update(range(start, start + len(wanted)))
    return found
