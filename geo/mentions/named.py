"""Names that running text is searched for at a person's wish, beside those of the gazetteer.

Knows where such a name stands as a whole word with a capital letter (where the script has them). Refuses to displace
what the scanner found, but for shorter names inside the wanted one. It reads no noun phrases of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.dateline import find_dateline
from geo.gazetteer.fold import fold
from geo.model import Mention
from geo.vocab import MentionRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.gazetteer.table import Gazetteer
    from geo.model import Document, Sentence


def add_names(
    document: Document,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    names: Iterable[str],
    gazetteer: Gazetteer,
) -> tuple[Mention, ...]:
    """Return the mentions with those of further folded names between them, in the order of the text.

    `sentences` are the document's own, ascending. Of two names at one spot the longer is taken; a name that runs
    across two sentences, or overlaps a mention without holding it, is none.
    """
    wanted = sorted(set(names), key=lambda name: (-len(name), name))
    if not wanted:
        return tuple(mentions)
    folded = fold(document.text)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, wanted)) + r")(?!\w)")
    dateline = find_dateline(document.text)
    kept = list(mentions)
    for match in pattern.finditer(folded):
        start, end = match.span()
        index = bisect_right(sentences, start, key=lambda sentence: sentence.start) - 1
        if index < 0 or end > sentences[index].end or not _is_name_like(document.text[start]):
            continue
        in_dateline = dateline is not None and dateline.start <= start < dateline.end
        place = Mention(
            start=start,
            end=end,
            surface=document.text[start:end],
            name=match.group(),
            name_index=gazetteer.index_of(match.group()),
            sentence=sentences[index].index,
            role=MentionRole.DATELINE if in_dateline else MentionRole.PLACE,
            phrase_start=start,
            phrase_end=end,
        )
        _put(place, kept)
    return tuple(kept)


def _put(place: Mention, kept: list[Mention]) -> None:
    """Put a mention in its order; it takes over the shorter ones inside it, and gives way to any other it meets."""
    first = bisect_left(kept, place.start, key=lambda mention: mention.start)
    first -= 1 if first and kept[first - 1].end > place.start else 0
    end = bisect_left(kept, place.end, key=lambda mention: mention.start)
    inside = kept[first:end]
    if not inside:
        kept.insert(first, place)
    elif all(_is_inside(mention, place) for mention in inside):
        # What the words around said of the shorter name ("near", "district of") holds for the longer one.
        kept[first:end] = [
            replace(
                inside[0],
                start=place.start,
                end=place.end,
                surface=place.surface,
                name=place.name,
                name_index=place.name_index,
                phrase_start=min(place.start, inside[0].phrase_start),
                phrase_end=max(place.end, inside[0].phrase_end),
            )
        ]


def _is_inside(mention: Mention, place: Mention) -> bool:
    within = place.start <= mention.start and mention.end <= place.end
    return within and mention.end - mention.start < place.end - place.start


def _is_name_like(first: str) -> bool:
    """Whether the letter is a capital, or of a script that has none."""
    return first.isupper() or first.lower() == first.upper()
