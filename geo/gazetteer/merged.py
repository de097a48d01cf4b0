"""The bundled gazetteer and what the user installed, asked as one.

Knows how the answers of several gazetteers become one: bundled places stand first, a place that both know is the
bundled one with more names. Refuses to let an installed name change what running text means: where the bundled
gazetteer has the name, a text means the bundled places, and the installed ones answer only who asks for them.

Both stay text until they are asked, so that a merged gazetteer loads as quickly as its files are read.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from geo.errors import ReferenceDataError, UsageError
from geo.files import reference_file
from geo.gazetteer.table import DEFAULT_SUGGESTIONS, Gazetteer, Hit, ScanRule
from geo.vocab import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from geo.errors import Problem
    from geo.gazetteer.table import Entry

_BIG_CITY = 500_000


class MergedGazetteer(Gazetteer):
    """A gazetteer with installed ones beside it.

    The positions of `folded_names` are those of the bundled names, then those of the rows that the installed ones add.
    A folded name may stand in both parts: the bundled row answers running text, the added one (scan rule NEVER, found
    last) who asks for the name.
    """

    def __init__(self, places: str, names: str, extras: Sequence[Gazetteer], folder: str = "gazetteer") -> None:
        """Take the text of the bundled files and the installed gazetteers, first come first named."""
        super().__init__(places, names, folder)
        self._extras = tuple(extras)

    @classmethod
    def of_folders(cls, folders: Iterable[Path], bundled: Path | None = None) -> MergedGazetteer:
        """Read the bundled gazetteer and the installed ones in these folders.

        Raises:
            UsageError: An installed one is broken; it says which and how to be rid of it.
        """
        extras = []
        for folder in folders:
            try:
                extras.append(Gazetteer.load(folder))
            except ReferenceDataError as error:
                hint = f"Install it again, or remove it with: conflictmap gazetteer remove {folder.name}"
                raise UsageError(error.expected, error.got, hint) from error
        base = Gazetteer.load(bundled)
        return cls(*base.texts, extras, (bundled or reference_file("gazetteer")).name)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The broken rows met so far, the bundled gazetteer's first."""
        return (*super().problems, *(problem for extra in self._extras for problem in extra.problems))

    def check(self) -> tuple[Problem, ...]:
        """Read every row of every gazetteer and return what is broken."""
        super().check()
        for extra in self._extras:
            extra.check()
        return self.problems

    def lookup(self, name: str) -> tuple[Hit, ...]:
        """Return all places of a name: the bundled ones in their order, then the installed ones in theirs."""
        return self._joined(super().lookup(name), (extra.lookup(name) for extra in self._extras))

    def entry(self, place_id: str) -> Entry | None:
        """Return the place with this id, the bundled one if both know it, or None."""
        known = super().entry(place_id)
        if known is not None:
            return known
        return next((found for extra in self._extras if (found := extra.entry(place_id)) is not None), None)

    def folded_names(self) -> Sequence[str]:
        """Return the bundled names in file order, then the added rows; see the class for names that stand twice."""
        return self._all_names

    def hits(self, index: int) -> tuple[Hit, ...]:
        """Return the places of the name at this position."""
        if index < self._bundled_count and index not in self._shared:
            return super().hits(index)
        name = self._all_names[index]
        bundled = self._index.get(name)
        return self._joined(() if bundled is None else super().hits(bundled), self._of_extras(name))

    def index_of(self, folded: str) -> int | None:
        """Return the position that answers who asks for this name: of a name that stands twice, the added row."""
        return self._all_index.get(folded)

    def names_of(self, place_ids: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return every folded name of these places: the bundled ones first, then those that were installed."""
        found: dict[str, dict[str, None]] = {}
        for part in (super().names_of(place_ids), *(extra.names_of(place_ids) for extra in self._extras)):
            for place_id, names in part.items():
                found.setdefault(place_id, {}).update(dict.fromkeys(names))
        return {place_id: tuple(names) for place_id, names in found.items()}

    def scan_rule(self, index: int) -> ScanRule:
        """Return whether running text is searched for the name at this position."""
        if index < self._bundled_count:
            return super().scan_rule(index)
        return self._added[index - self._bundled_count][1]

    def suggest(self, name: str, limit: int = DEFAULT_SUGGESTIONS) -> tuple[tuple[str, float], ...]:
        """Return the most similar names of all gazetteers, best first: a hint for a person, never an answer."""
        best: dict[str, float] = {}
        for display, score in (
            *super().suggest(name, limit),
            *(found for extra in self._extras for found in extra.suggest(name, limit)),
        ):
            best[display] = max(score, best.get(display, 0.0))
        return tuple(sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))[:limit])

    def _joined(self, bundled: Sequence[Hit], extras: Iterable[Sequence[Hit]]) -> tuple[Hit, ...]:
        found = {hit.entry.place_id: hit for hit in bundled}
        for hits in extras:
            for hit in hits:
                if hit.entry.place_id in found:
                    continue
                known = super().entry(hit.entry.place_id)
                found[hit.entry.place_id] = hit if known is None else Hit(entry=known, name=hit.name, is_alias=True)
        return tuple(found.values())

    def _of_extras(self, name: str) -> Iterable[tuple[Hit, ...]]:
        for extra in self._extras:
            index = extra.index_of(name)
            if index is not None:
                yield extra.hits(index)

    @cached_property
    def _bundled_count(self) -> int:
        return len(super().folded_names())

    @cached_property
    def _merge(self) -> tuple[frozenset[int], tuple[tuple[str, ScanRule], ...]]:
        """The bundled rows that take installed places in, and the added rows (folded name, scan rule)."""
        shared: set[int] = set()
        added: dict[str, ScanRule] = {}
        for extra in self._extras:
            for index, name in enumerate(extra.folded_names()):
                rule = extra.scan_rule(index)
                bundled = self._index.get(name)
                if bundled is None:
                    if name not in added or _STRICTNESS[rule] < _STRICTNESS[added[name]]:
                        added[name] = rule
                elif rule is ScanRule.FREE and self._may_share(bundled):
                    shared.add(bundled)
                else:
                    added[name] = ScanRule.NEVER
        return frozenset(shared), tuple(added.items())

    def _may_share(self, index: int) -> bool:
        """Whether a bundled name may mean an installed place in running text: not that of a capital or a province."""
        if super().scan_rule(index) is not ScanRule.FREE:
            return False
        return not any(
            hit.entry.capital_of
            or hit.entry.kind in {PlaceKind.PROVINCE, PlaceKind.COUNTRY}
            or (hit.entry.population or 0) >= _BIG_CITY
            for hit in super().hits(index)
        )

    @cached_property
    def _shared(self) -> frozenset[int]:
        return self._merge[0]

    @cached_property
    def _added(self) -> tuple[tuple[str, ScanRule], ...]:
        return self._merge[1]

    @cached_property
    def _all_names(self) -> tuple[str, ...]:
        return (*super().folded_names(), *(name for name, _ in self._added))

    @cached_property
    def _all_index(self) -> dict[str, int]:
        return {name: index for index, name in enumerate(self._all_names)}


_STRICTNESS = {ScanRule.NEVER: 0, ScanRule.BESIDE_UNIT: 1, ScanRule.FREE: 2}
