"""The gazetteer in memory: places and their names, read only.

Knows the two files that ``data/gazetteer/build.py`` writes and how to answer a name exactly. Refuses to choose: all
places of a name are returned, best known first, and which one a text means is decided elsewhere. A near miss is only
ever suggested, never answered.

It is made to start quickly: the files stay text. A name is sought in the text; only after many questions, or for the
scanner, is an index of all names made. A place is read when it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from typing import TYPE_CHECKING

from geo.errors import Problem, ProblemKind, ReferenceDataError, UsageError
from geo.files import reference_file
from geo.gazetteer.fold import fold_name
from geo.user_folder import installed_sets
from geo.vocab import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

PLACES_FILE = "places.tsv"
NAMES_FILE = "names.tsv"
PLACE_COLUMNS = (
    "place_id", "kind", "name", "longitude", "latitude", "country_code", "iso_3166_2", "admin1_pcode", "admin2_pcode",
    "admin2_name", "geonameid", "population", "radius_km", "capital_of", "border_km", "source",
)  # fmt: skip
NAME_COLUMNS = ("folded", "display", "places", "scan_rule")
INSTALLED_SOURCE = "installed"
"""The `source` of a place that is not bundled: see `geo.gazetteer.installed`."""

DEFAULT_SUGGESTIONS = 5
_ASKED_BEFORE_INDEX = 32
_LOWEST_SCORE = 60.0
_MAX_LATITUDE, _MAX_LONGITUDE = 90.0, 180.0


class ScanRule(StrEnum):
    """Whether running text is searched for a name; an explicit lookup answers it in any case."""

    FREE = ""
    BESIDE_UNIT = "u"
    """Only beside a word such as "district" or "province"."""
    NEVER = "n"


_RULES = {rule.value: rule for rule in ScanRule}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One place of the gazetteer; unknown is None.

    Degrees on WGS 84, longitude first. `radius_km` is that of a circle of the same extent (districts, provinces,
    countries). `capital_of` is the ISO 3166-2 code of the province whose capital it is, or, outside Afghanistan, the
    country code. `border_km` is the geodesic distance to the nearest province line. `row` is the place's number in its
    file.
    """

    place_id: str
    kind: PlaceKind
    name: str
    longitude: float
    latitude: float
    country_code: str
    iso_3166_2: str | None
    admin1_pcode: str | None
    admin2_pcode: str | None
    admin2_name: str | None
    geonameid: int | None
    population: int | None
    radius_km: float | None
    capital_of: str | None
    border_km: float | None
    source: str
    row: int

    @property
    def is_installed(self) -> bool:
        """Whether the place comes from a gazetteer that the user installed, and is less well known for that."""
        return self.source == INSTALLED_SOURCE

    @property
    def is_afghan(self) -> bool:
        """Whether the place lies in Afghanistan (or is Afghanistan)."""
        return self.country_code == "AF"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One reading of a name: the place, the folded name that was found, and whether that is a lesser name of it."""

    entry: Entry
    name: str
    is_alias: bool


class Gazetteer:
    """Names and places, ready to be asked; safe to share between threads.

    >>> [hit.entry.place_id for hit in default_gazetteer().lookup("Kunduz")]
    ['geonames:1135689', 'AF-KDZ', 'district:AF1901']
    """

    def __init__(self, places: str, names: str, folder: str = "gazetteer") -> None:
        """Take the text of both files, with their header lines; `folder` only words the problems."""
        self._places_text = places
        self._names_text = names
        self._folder = folder
        self._asked = 0
        self._entries: dict[int, Entry | None] = {}
        self._hits: dict[int, tuple[Hit, ...]] = {}
        self._problems: dict[tuple[str, int], Problem] = {}

    @classmethod
    def load(cls, folder: Path | None = None) -> Gazetteer:
        """Read both files from a folder; without one, the bundled gazetteer.

        Raises:
            ReferenceDataError: A file is missing or has other columns.
        """
        source = folder or reference_file("gazetteer")
        places = _read_table(source / PLACES_FILE, PLACE_COLUMNS)
        return cls(places, _read_table(source / NAMES_FILE, NAME_COLUMNS), source.name)

    @property
    def texts(self) -> tuple[str, str]:
        """The text of the places and of the names, as they were given."""
        return self._places_text, self._names_text

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The broken rows met so far, in file order; `check` meets them all."""
        return tuple(problem for _, problem in sorted(self._problems.items()))

    def check(self) -> tuple[Problem, ...]:
        """Read every row and return what is broken."""
        for row in range(len(self._place_lines)):
            self._entry(row)
        for index in range(len(self._name_lines)):
            self.hits(index)
            self.scan_rule(index)
        return self.problems

    def lookup(self, name: str) -> tuple[Hit, ...]:
        """Return all places of a name, best known first; none if nothing bears exactly this name.

        Case, diacritics, hyphens, apostrophes and letter forms do not count (see `fold_name`); nothing else is
        forgiven. Places that bear it as their own name come before those that have it as an alias; then national and
        provincial capitals and countries, provinces, cities over 500,000 people, other Afghan places, the rest; then
        by population; ties go to the smaller `place_id`.
        """
        key = fold_name(name)
        if not key:
            return ()
        if self._asked >= _ASKED_BEFORE_INDEX:
            index = self._index.get(key)
            return () if index is None else self.hits(index)
        self._asked += 1
        start = self._names_text.find(f"\n{key}\t") + 1
        if not start:
            return ()
        return self._read_hits(self._names_text[start : self._names_text.find("\n", start)])

    def entry(self, place_id: str) -> Entry | None:
        """Return the place with this id, or None."""
        row = self._rows_by_id.get(place_id)
        return None if row is None else self._entry(row)

    def province(self, code: str) -> Entry:
        """Return a province by its ISO 3166-2 code or P-code."""
        found = self._provinces.get(code)
        if found is None:
            raise UsageError("a province's ISO 3166-2 code or P-code", repr(code), "Write it like 'AF-KDZ' or 'AF19'.")
        return found

    def provinces(self) -> tuple[Entry, ...]:
        """Return the provinces, sorted by P-code."""
        return tuple(self._provinces[code] for code in sorted(self._provinces) if not code.startswith("AF-"))

    def capital(self, code: str) -> Entry | None:
        """Return the capital of an Afghan province (ISO 3166-2 code) or of a country (ISO 3166-1 code)."""
        return self._capitals.get(code)

    def districts(self) -> tuple[Entry, ...]:
        """Return the bundled districts, sorted by place id."""
        rows = (row for row, line in enumerate(self._place_lines) if "\tdistrict\t" in line)
        return tuple(entry for row in rows if (entry := self._entry(row)) is not None)

    def own_district(self, code: str) -> Entry | None:
        """Return the district of a province's capital (ISO 3166-2 code): OCHA numbers it first, with 01."""
        province = self._provinces.get(code)
        return None if province is None else self.entry(f"district:{province.admin1_pcode}01")

    def folded_names(self) -> Sequence[str]:
        """Return every folded name in file order; `hits` and `scan_rule` take a position in it."""
        return self._folded_names

    def index_of(self, folded: str) -> int | None:
        """Return the position of a folded name among `folded_names`, or None."""
        return self._index.get(folded)

    def hits(self, index: int) -> tuple[Hit, ...]:
        """Return the places of the name at this position, in the order of `lookup`."""
        found = self._hits.get(index)
        if found is None:
            found = self._hits[index] = self._read_hits(self._name_lines[index])
        return found

    def names_of(self, place_ids: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return every folded name that these places bear, by place id, in file order; all are found in one pass.

        A place that is not known, or bears no name, is left out.

        >>> "کندز" in default_gazetteer().names_of({"AF-KDZ"})["AF-KDZ"]
        True
        """
        rows = {str(row): each for each in place_ids if (row := self._rows_by_id.get(each)) is not None}
        found: dict[str, list[str]] = {}
        for line in self._name_lines:
            fields = line.split("\t")
            for mark in fields[2].split() if len(fields) == len(NAME_COLUMNS) else ():
                place_id = rows.get(mark[:-1])
                if place_id is not None:
                    found.setdefault(place_id, []).append(fields[0])
        return {place_id: tuple(names) for place_id, names in found.items()}

    def scan_rule(self, index: int) -> ScanRule:
        """Return whether running text is searched for the name at this position."""
        rule = _RULES.get(self._name_lines[index].rpartition("\t")[2])
        if rule is None:
            self._note(NAMES_FILE, index, "The scan rule is not one of '', 'u', 'n'.")
            return ScanRule.NEVER
        return rule

    def suggest(self, name: str, limit: int = DEFAULT_SUGGESTIONS) -> tuple[tuple[str, float], ...]:
        """Return the most similar known names with a score from 0 to 100, best first: a hint for a person.

        A suggestion is never an answer: similar names are often other places (Parun and Parwan).
        """
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a failed lookup needs it

        found = process.extract(
            fold_name(name), self._index.keys(), scorer=fuzz.ratio, limit=limit * 4, score_cutoff=_LOWEST_SCORE
        )
        best: dict[str, float] = {}
        for folded, score, _ in found:
            display = self._name_lines[self._index[folded]].split("\t")[1]
            best[display] = max(score, best.get(display, 0.0))
        return tuple(sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))[:limit])

    @cached_property
    def _place_lines(self) -> list[str]:
        return self._places_text.split("\n")[1:-1]

    @cached_property
    def _name_lines(self) -> list[str]:
        return self._names_text.split("\n")[1:-1]

    @cached_property
    def _index(self) -> dict[str, int]:
        return {line[: line.find("\t")]: number for number, line in enumerate(self._name_lines)}

    @cached_property
    def _folded_names(self) -> tuple[str, ...]:
        return tuple(self._index)

    @cached_property
    def _capitals(self) -> dict[str, Entry]:
        column = PLACE_COLUMNS.index("capital_of")
        rows = (self._entry(row) for row, line in enumerate(self._place_lines) if line.split("\t")[column])
        return {entry.capital_of: entry for entry in rows if entry is not None and entry.capital_of}

    @cached_property
    def _rows_by_id(self) -> dict[str, int]:
        return {line[: line.find("\t")]: row for row, line in enumerate(self._place_lines)}

    @cached_property
    def _provinces(self) -> dict[str, Entry]:
        rows = (self._entry(row) for row, line in enumerate(self._place_lines) if "\tprovince\t" in line)
        entries = [entry for entry in rows if entry is not None]
        codes = {entry.place_id: entry for entry in entries}
        return codes | {entry.admin1_pcode: entry for entry in entries if entry.admin1_pcode}

    def _read_hits(self, line: str) -> tuple[Hit, ...]:
        fields = line.split("\t")
        found = []
        faulty = len(fields) != len(NAME_COLUMNS)
        for mark in () if faulty else fields[2].split():
            if mark[-1] not in "pa" or not mark[:-1].isdecimal():
                faulty = True
            elif (entry := self._entry(int(mark[:-1]))) is not None:
                found.append(Hit(entry=entry, name=fields[0], is_alias=mark[-1] == "a"))
        if faulty:
            self._note(NAMES_FILE, self._name_lines.index(line), "Expected four columns and places like '12p 7a'.")
        return tuple(found)

    def _entry(self, row: int) -> Entry | None:
        if row not in self._entries:
            self._entries[row] = self._parsed(row)
        return self._entries[row]

    def _parsed(self, row: int) -> Entry | None:
        if row >= len(self._place_lines):
            self._note(PLACES_FILE, row, "A name points at this place, but the file ends before it.")
            return None
        try:
            return _parse_entry(self._place_lines[row].split("\t"), row)
        except ValueError as error:
            self._note(PLACES_FILE, row, f"The place cannot be read: {error}")
            return None

    def _note(self, file: str, row: int, message: str) -> None:
        # Line 1 is the header.
        problem = Problem(kind=ProblemKind.BROKEN_ROW, message=message, file=f"{self._folder}/{file}", line=row + 2)
        self._problems[file, row] = problem


def default_gazetteer() -> Gazetteer:
    """Return the bundled gazetteer, with what the user installed beside it; each combination is loaded once.

    CONFLICTMAP_INSTALLED=none leaves the bundled one alone (see `geo.user_folder`).
    """
    return _gazetteer_with(installed_sets("gazetteer"))


@cache
def _gazetteer_with(folders: tuple[Path, ...]) -> Gazetteer:
    if not folders:
        return Gazetteer.load()
    from geo.gazetteer.merged import MergedGazetteer  # noqa: PLC0415 - it stands on this module

    return MergedGazetteer.of_folders(folders)


def forget_installed() -> None:
    """Let the next question meet what was installed or removed since the last."""
    _gazetteer_with.cache_clear()


def _read_table(path: Path, columns: Sequence[str]) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        expected = f"the gazetteer file {path.name}"
        raise ReferenceDataError(expected, repr(error), "Rebuild it with `make gazetteer`.") from error
    header = text[: text.find("\n")]
    if tuple(header.split("\t")) != tuple(columns):
        expected = f"the columns {' '.join(columns)} in {path.name}"
        raise ReferenceDataError(expected, repr(header), "Rebuild it with `make gazetteer`.")
    return text if text.endswith("\n") else text + "\n"


def _parse_entry(fields: list[str], row: int) -> Entry:
    if len(fields) != len(PLACE_COLUMNS):
        message = f"expected {len(PLACE_COLUMNS)} columns, got {len(fields)}"
        raise ValueError(message)
    values = dict(zip(PLACE_COLUMNS, fields, strict=True))
    longitude, latitude = float(values["longitude"]), float(values["latitude"])
    if not (abs(longitude) <= _MAX_LONGITUDE and abs(latitude) <= _MAX_LATITUDE):
        message = f"expected degrees of longitude and latitude, got {longitude} and {latitude}"
        raise ValueError(message)
    return Entry(
        place_id=values["place_id"],
        kind=PlaceKind(values["kind"]),
        name=values["name"],
        longitude=longitude,
        latitude=latitude,
        country_code=values["country_code"],
        iso_3166_2=values["iso_3166_2"] or None,
        admin1_pcode=values["admin1_pcode"] or None,
        admin2_pcode=values["admin2_pcode"] or None,
        admin2_name=values["admin2_name"] or None,
        geonameid=int(values["geonameid"]) if values["geonameid"] else None,
        population=int(values["population"]) if values["population"] else None,
        radius_km=float(values["radius_km"]) if values["radius_km"] else None,
        capital_of=values["capital_of"] or None,
        border_km=float(values["border_km"]) if values["border_km"] else None,
        source=values["source"],
        row=row,
    )
