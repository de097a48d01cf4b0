"""From the rows of a GeoNames dump to the two files of a gazetteer that stands beside the bundled one.

Knows when a row is a place that the bundled gazetteer has (same geonameid; same name, province and sort within reach):
then it brings further names and nothing else. Knows which new names running text may be searched for: few, since a
country has forty thousand villages and half of them are called as people are. Refuses to place a row whose province is
unknown or whose point lies far outside; such a row is a problem and the rest goes on.

Longitude before latitude, degrees, WGS 84; radius and border distance in kilometres.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geo.coords import LonLat, distance_km
from geo.errors import Problem, ProblemKind
from geo.files import reference_file
from geo.gazetteer.fold import fold_name
from geo.gazetteer.geonames_dump import SEAT_CODES
from geo.gazetteer.scan_words import SCAN_WORDS
from geo.gazetteer.spellings import afghan_keys, is_arabic, is_latin, keys
from geo.gazetteer.table import INSTALLED_SOURCE, NAME_COLUMNS, PLACE_COLUMNS, ScanRule
from geo.vocab import SETTLEMENT_KINDS, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from geo.gazetteer.geonames_dump import DumpRow
    from geo.gazetteer.table import Entry, Gazetteer

FARTHEST_OUTSIDE_KM = 50.0
LINES_DIFFER_KM = 15.0
"""No farther from a province's line may a point lie on its other side: outlines in circulation differ by less."""
SAME_PLACE_KM = 10.0
SAME_CAPITAL_KM = 40.0
CITY_POPULATION = 50_000
TOWN_POPULATION = 5_000
SCANNED_POPULATION = 1_000
"""A settlement of that many people of record is searched for in running text; smaller ones only beside "village"."""
BIG_CITY = 500_000
_SHORTEST_SCANNED = 4
_MOST_WORDS = 6
_UNIT_WORDS = frozenset(
    {"district", "wuleswali", "woleswali", "wuluswali", "woluswali", "province", "ولسوالی", "ولایت"}
)


class Spot(NamedTuple):
    """Where a point lies: kilometres outside the country (0 inside), and to the nearest province line if known.

    `iso_3166_2` is the province by its outline, None where it was not asked for or there is none.
    """

    outside_km: float
    border_km: float | None
    iso_3166_2: str | None = None


if TYPE_CHECKING:
    Measure = Callable[[Sequence[float], Sequence[float]], Sequence[Spot]]


@dataclass(slots=True)
class _Draft:
    """A place under construction. `known` is the bundled place that it is."""

    row: dict[str, str]
    primary: set[str] = field(default_factory=set)
    aliases: set[str] = field(default_factory=set)
    scanned: bool = False
    known: Entry | None = None

    def rank(self) -> tuple[int, str]:
        return (-int(self.row.get("population") or 0), self.row["place_id"])


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraTables:
    """The text of `places.tsv` and `names.tsv`, how many rows became what, and what was wrong."""

    places: str
    names: str
    counts: Mapping[str, int]
    problems: tuple[Problem, ...]


def build_extra(
    rows: Sequence[DumpRow],
    alternates: Mapping[int, Sequence[str]],
    base: Gazetteer,
    measure: Measure,
    file: str,
) -> ExtraTables:
    """Build the files of an installed gazetteer from the wanted rows of a dump.

    `base` is the bundled gazetteer; `measure` says where points (longitudes, latitudes) lie; `file` words the
    problems. Rows keep their order in the problems; the files are sorted by place id and by folded name.
    """
    builder = _Builder(base, alternates, file)
    spots = measure([row.longitude for row in rows], [row.latitude for row in rows])
    rows = [builder.in_province(row, spot) for row, spot in zip(rows, spots, strict=True)]
    turned = measure([row.latitude for row in rows], [row.longitude for row in rows])
    sound = [row for row, here, there in zip(rows, spots, turned, strict=True) if builder.is_sound(row, here, there)]
    borders = {row.line: spot.border_km for row, spot in zip(rows, spots, strict=True)}
    for row in sound:
        if row.kind is PlaceKind.DISTRICT:
            builder.add_district(row)
    for row in sound:
        if row.kind is not PlaceKind.DISTRICT:
            builder.add_place(row, borders[row.line])
    return builder.tables()


class _Builder:
    """Holds the drafts while the places are put together."""

    def __init__(self, base: Gazetteer, alternates: Mapping[int, Sequence[str]], file: str) -> None:
        self.base = base
        self.alternates = alternates
        self.file = file
        self.problems: list[Problem] = []
        self.drafts: dict[str, _Draft] = {}
        self.counts = {"new": 0, "further_names": 0, "districts": 0}
        self.seen: set[str] = set()
        self.districts: dict[tuple[str, str], Entry] = {}
        with reference_file("tables/provinces.csv").open(encoding="utf-8", newline="") as lines:
            self.by_admin1 = {row["geonames_admin1"]: row for row in csv.DictReader(lines)}
        self.rules, self.owners = _bundled_names(base)

    def in_province(self, row: DumpRow, spot: Spot) -> DumpRow:
        """The row with the province that its point lies in, where it says none."""
        if row.admin1 or row.place_id is None or spot.iso_3166_2 is None:
            return row
        return replace(
            row, admin1=next(code for code, each in self.by_admin1.items() if each["iso_3166_2"] == spot.iso_3166_2)
        )

    def is_sound(self, row: DumpRow, spot: Spot, turned: Spot) -> bool:
        """Whether a row can be placed; if not, it is noted as a problem."""
        if row.id in self.seen:
            what = f"geonameid {row.geonameid}" if row.place_id is None else f"id {row.place_id}"
            self._note(row, f"The {what} stands twice; the first row counts.")
        elif spot.outside_km > FARTHEST_OUTSIDE_KM:
            where = f"{row.longitude:g}, {row.latitude:g} (longitude, latitude)"
            why = "the coordinates look swapped" if turned.outside_km == 0 else "it lies far outside Afghanistan"
            self._note(row, f"{row.name} at {where}: {why}.")
        elif row.admin1 not in self.by_admin1:
            self._note(row, f"{row.name}: expected GeoNames' code of one of the 34 provinces, got {row.admin1[:20]!r}.")
        elif row.place_id is not None and self._is_elsewhere(row, spot):
            said = self.by_admin1[row.admin1]["iso_3166_2"]
            self._note(row, f"{row.name}: the row says {said}, but its point lies well inside {spot.iso_3166_2}.")
        else:
            self.seen.add(row.id)
            return True
        return False

    def _is_elsewhere(self, row: DumpRow, spot: Spot) -> bool:
        """Whether a point lies in another province than the row says, farther from the line than lines differ."""
        if spot.iso_3166_2 is None or spot.border_km is None or spot.border_km <= LINES_DIFFER_KM:
            return False
        return self.by_admin1[row.admin1]["iso_3166_2"] != spot.iso_3166_2

    def _district_of(self, row: DumpRow, code: str) -> Entry | None:
        """The district of a row: GeoNames' by its code; of another table by name or P-code, in the row's province.

        A district that is not known there stays open: the codes of district and province never contradict.
        """
        if row.place_id is None:
            return self.districts.get((row.admin1, row.admin2)) if row.admin2 else None
        if not row.admin2:
            return None
        named = [self.base.entry(f"district:{row.admin2.upper()}")]
        named += [hit.entry for hit in self.base.lookup(_without_unit(row.admin2))]
        found = {e.place_id: e for e in named if e and e.kind is PlaceKind.DISTRICT and e.iso_3166_2 == code}
        if len(found) == 1:
            return next(iter(found.values()))
        message = f"{row.name}: no one district is known as {row.admin2[:40]!r} in {code}; the place has none."
        self.problems.append(Problem(kind=ProblemKind.UNKNOWN_PLACE, message=message, file=self.file, line=row.line))
        return None

    def add_district(self, row: DumpRow) -> None:
        """Give a known district the further names that a district row has; an unknown one is a problem."""
        code = self.by_admin1[row.admin1]["iso_3166_2"]
        names = [row.name, *self._other_names(row)]
        found = {
            hit.entry.place_id: hit.entry
            for name in names
            for hit in self.base.lookup(_without_unit(name))
            if hit.entry.kind is PlaceKind.DISTRICT and hit.entry.iso_3166_2 == code
        }
        if len(found) != 1:
            what = "more than one district" if found else "no district"
            message = f"{row.name} ({code}): {what} of that name is known; its names were not used."
            self.problems.append(
                Problem(kind=ProblemKind.UNKNOWN_PLACE, message=message, file=self.file, line=row.line)
            )
            return
        entry = next(iter(found.values()))
        self.districts[row.admin1, row.admin2] = entry
        self.counts["districts"] += 1
        self._add_names(entry, {key for name in names for key in keys(_without_unit(name))}, scanned=True)

    def add_place(self, row: DumpRow, border_km: float | None) -> None:
        """Add a settlement or a site, or the further names of one that is known."""
        province = self.by_admin1[row.admin1]
        known = self._known(row, province["iso_3166_2"])
        primary = _own_keys(row.name)
        aliases = {key for name in self._other_names(row) for key in keys(name)} - primary
        if known is not None:
            self.counts["further_names"] += 1
            self._add_names(known, primary | aliases, scanned=known.kind is not PlaceKind.VILLAGE)
            return
        self.counts["new"] += 1
        district = self._district_of(row, province["iso_3166_2"])
        place_id = row.id
        place = {
            "place_id": place_id, "kind": _kind(row).value, "name": row.name,
            "longitude": _degrees(row.longitude), "latitude": _degrees(row.latitude), "country_code": "AF",
            "iso_3166_2": province["iso_3166_2"], "admin1_pcode": province["pcode"],
            "admin2_pcode": (district and district.admin2_pcode) or "",
            "admin2_name": (district and district.admin2_name) or "",
            "geonameid": "" if row.place_id else str(row.geonameid), "population": str(row.population or ""),
            "border_km": "" if border_km is None else f"{border_km:.1f}", "source": INSTALLED_SOURCE,
        }  # fmt: skip
        scanned = row.feature_code in SEAT_CODES or (row.population or 0) >= SCANNED_POPULATION
        self.drafts[place_id] = _Draft(place, primary, self._free(aliases, place_id), scanned=scanned)

    def _known(self, row: DumpRow, code: str) -> Entry | None:
        """The bundled place that a row is: by geonameid, else by its own name, province, sort and distance."""
        found = self.base.entry(row.id)
        if found is not None:
            return found
        point = LonLat(row.longitude, row.latitude)
        near = []
        for hit in self.base.lookup(row.name):
            entry = hit.entry
            alike = entry.kind is row.kind or (entry.kind in SETTLEMENT_KINDS and row.kind in SETTLEMENT_KINDS)
            reach = SAME_CAPITAL_KM if entry.capital_of else SAME_PLACE_KM
            apart = distance_km(point, LonLat(entry.longitude, entry.latitude))
            if alike and entry.iso_3166_2 == code and apart <= reach:
                near.append((apart, entry.place_id, entry))
        return min(near)[2] if near else None

    def _other_names(self, row: DumpRow) -> list[str]:
        """The lesser names of a row, as one reads them in a Latin or an Arabic-script text."""
        names = [*row.other_names, *self.alternates.get(row.geonameid, ())]
        return sorted({name for name in names if is_latin(name) or is_arabic(name)})

    def _add_names(self, entry: Entry, names: set[str], *, scanned: bool) -> None:
        """Give a bundled place further names, those that no bundled place bears."""
        fresh = {key for key in self._free(names, entry.place_id) if not self.base.lookup(key)}
        if not fresh:
            return
        draft = self.drafts.setdefault(entry.place_id, _Draft(_copied(entry), known=entry, scanned=scanned))
        draft.aliases |= fresh

    def _free(self, names: set[str], place_id: str) -> set[str]:
        """The lesser names that are no better known place's own (Parwan is an alias of a town)."""
        return {
            key for key in names
            if len(key) > 1 and not self.owners.get(key, set()) - {place_id} and not _UNIT_WORDS & set(key.split())
        }  # fmt: skip

    def _note(self, row: DumpRow, message: str) -> None:
        self.problems.append(Problem(kind=ProblemKind.BROKEN_ROW, message=message, file=self.file, line=row.line))

    def tables(self) -> ExtraTables:
        """The two files."""
        drafts = sorted(self.drafts.values(), key=lambda draft: draft.row["place_id"])
        places = ["\t".join(PLACE_COLUMNS), *("\t".join(d.row.get(c, "") for c in PLACE_COLUMNS) for d in drafts)]
        names = ["\t".join(NAME_COLUMNS), *self._name_lines(drafts)]
        return ExtraTables(
            places="\n".join(places) + "\n",
            names="\n".join(names) + "\n",
            counts=self.counts | {"names": len(names) - 1},
            problems=tuple(sorted(self.problems, key=lambda problem: problem.line or 0)),
        )

    def _name_lines(self, drafts: Sequence[_Draft]) -> Iterator[str]:
        found: defaultdict[str, list[tuple[bool, tuple[int, str], int]]] = defaultdict(list)
        for number, draft in enumerate(drafts):
            for is_alias, names in ((False, draft.primary), (True, draft.aliases - draft.primary)):
                for key in names:
                    found[key].append((is_alias, draft.rank(), number))
        for key, hits in sorted(found.items()):
            hits.sort()
            marks = " ".join(f"{number}{'a' if is_alias else 'p'}" for is_alias, _, number in hits)
            rule = self._rule(key, [drafts[number] for _, _, number in hits])
            yield "\t".join((key, drafts[hits[0][2]].row["name"], marks, rule))

    def _rule(self, key: str, drafts: Iterable[_Draft]) -> ScanRule:
        """Whether texts are searched for a name.

        Never: words, short names, what the bundled gazetteer never searches for, and a settlement's name that holds a
        bundled one ("Kabul Jan"): the longer name would hide the shorter, which is what a text means. Freely: places
        of some size, seats, known places, and sites of more than one word. The rest beside a word such as "village".
        """
        words = key.split()
        bundled = self.rules.get(key, ScanRule.FREE)
        sites = all(draft.row["kind"] == PlaceKind.SITE for draft in drafts) and len(words) > 1
        if bundled is ScanRule.NEVER or len(key) <= _SHORTEST_SCANNED or all(word in SCAN_WORDS for word in words):
            return ScanRule.NEVER
        if any(word.isdigit() for word in words) or (not sites and self._hides(words)):
            return ScanRule.NEVER
        free = sites or any(draft.scanned for draft in drafts)
        return bundled if free else ScanRule.BESIDE_UNIT

    def _hides(self, words: Sequence[str]) -> bool:
        """Whether a shorter run of the words is a bundled name that texts are searched for."""
        runs = (
            " ".join(words[start:end])
            for start in range(len(words))
            for end in range(start + 1, len(words) + 1)
            if end - start < len(words)
        )
        return any(self.rules.get(run) is ScanRule.FREE for run in runs)


@lru_cache(maxsize=1)
def _bundled_names(base: Gazetteer) -> tuple[dict[str, ScanRule], dict[str, set[str]]]:
    """Whether texts are searched for each name, and whose own name it is."""
    rules, owners = {}, {}
    for index, name in enumerate(base.folded_names()):
        rules[name] = base.scan_rule(index)
        owners[name] = {hit.entry.place_id for hit in base.hits(index) if not hit.is_alias and _owns(hit.entry)}
    return rules, owners


def _owns(entry: Entry) -> bool:
    """Whether a place is known well enough that its own name is nobody's alias."""
    return bool(
        entry.is_afghan or entry.capital_of or entry.kind is PlaceKind.COUNTRY or (entry.population or 0) >= BIG_CITY
    )


def _own_keys(name: str) -> set[str]:
    """The spellings of a place's own name; a very long one, whose variants would be many, only as it stands."""
    return afghan_keys(name) if len(name.replace("-", " ").split()) <= _MOST_WORDS else keys(name)


def _without_unit(name: str) -> str:
    """A district's name without the word for district.

    >>> _without_unit("Andar District"), _without_unit("Wuleswali")
    ('Andar', 'Wuleswali')
    """
    words = name.split()
    kept = [word for word in words if fold_name(word) not in _UNIT_WORDS]
    return " ".join(kept or words)


def _kind(row: DumpRow) -> PlaceKind:
    if row.kind in {PlaceKind.SITE, PlaceKind.CITY, PlaceKind.TOWN}:
        return row.kind
    if (row.population or 0) >= CITY_POPULATION:
        return PlaceKind.CITY
    return PlaceKind.TOWN if (row.population or 0) >= TOWN_POPULATION else PlaceKind.VILLAGE


def _copied(entry: Entry) -> dict[str, str]:
    """The row of a bundled place, so that the installed files can be read by themselves."""
    values = {column: getattr(entry, column) for column in PLACE_COLUMNS}
    texts = {column: "" if value is None else str(value) for column, value in values.items()}
    return texts | {
        "longitude": _degrees(entry.longitude), "latitude": _degrees(entry.latitude), "source": INSTALLED_SOURCE,
    }  # fmt: skip


def _degrees(value: float) -> str:
    return f"{value:.5f}".rstrip("0").rstrip(".")
