"""Names like the one asked for: a hint for a person, never an answer.

Knows letters only. To be quick on long lists it compares a name with those that begin or end as it does and are about
as long, so a name that is wrong at both ends has no hint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from geo.gazetteer.fold import fold_name

if TYPE_CHECKING:
    from geo.gazetteer.table import Gazetteer

_LOWEST_SCORE = 70.0
_LENGTH_SLACK = 2
_HEAD, _TAIL = 2, 3
_LONGEST = 60
"""Nothing of this length is a name with a misspelling in it."""

_BUCKETS: WeakKeyDictionary[Gazetteer, dict[tuple[str, int], list[str]]] = WeakKeyDictionary()


def similar_names(name: str, gazetteer: Gazetteer, limit: int = 3) -> tuple[str, ...]:
    """The names of the places whose spelling is most like this one, best first; a tie goes by the alphabet.

    >>> from geo.gazetteer.table import default_gazetteer
    >>> similar_names("Kunduuz", default_gazetteer(), limit=1)
    ('Kunduz',)
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a failed lookup needs it

    folded = fold_name(name)
    if not folded or len(folded) > _LONGEST:
        return ()
    pool = sorted(_neighbours(folded, gazetteer))
    found = process.extract(folded, pool, scorer=fuzz.ratio, limit=limit * 4, score_cutoff=_LOWEST_SCORE)
    best: dict[str, float] = {}
    for spelling, score, _ in found:
        hits = gazetteer.lookup(spelling)
        if hits:
            best.setdefault(hits[0].entry.name, score)
    return tuple(sorted(best, key=lambda each: (-best[each], each))[:limit])


def _neighbours(folded: str, gazetteer: Gazetteer) -> set[str]:
    buckets = _BUCKETS.get(gazetteer)
    if buckets is None:
        buckets = _BUCKETS[gazetteer] = _fill(gazetteer)
    lengths = range(len(folded) - _LENGTH_SLACK, len(folded) + _LENGTH_SLACK + 1)
    return {name for length in lengths for end in _ends(folded) for name in buckets.get((end, length), ())}


def _fill(gazetteer: Gazetteer) -> dict[tuple[str, int], list[str]]:
    buckets: dict[tuple[str, int], list[str]] = {}
    for name in gazetteer.folded_names():
        for end in _ends(name):
            buckets.setdefault((end, len(name)), []).append(name)
    return buckets


def _ends(name: str) -> tuple[str, str]:
    return (f"{name[:_HEAD]}-", f"-{name[-_TAIL:]}")
