"""Corrections that people make: a table that overrides what a name resolves to, each with who says so and why.

Knows the table (`name, context, place_id or lon,lat, reason, author`), which row a name in a document or a question
falls under, and how the answer cites it. Refuses to use a row that is in doubt: an unknown place, swapped coordinates,
a row without a reason or an author, or a second row for the same name and context is a `Problem` with its line.

A row's `context` says where it counts: empty, everywhere; a province (code or name), where the text names that
province; other words, where they stand in the document. The most particular row wins: province, words, empty.
`place_id` "none" says that the name is no place.

Longitude before latitude, degrees, WGS 84.
"""

from __future__ import annotations

import csv
import hashlib
import io
import math
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.errors import Problem, ProblemKind, UsageError
from geo.gazetteer.fold import fold, fold_name
from geo.gazetteer.table import default_gazetteer
from geo.model import Place
from geo.places.conditions import find_province
from geo.places.correcting import Correction, led_by, with_citation
from geo.places.placing import SITE_M, joined, place_of
from geo.vocab import MentionRole, PlaceKind, PlacePrecision, ResolutionStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from geo.gazetteer.table import Gazetteer
    from geo.model import Mention
    from geo.places.answer import Answer

NO_PLACE = "none"
MOST_ROWS = 100_000
_REQUIRED = ("name", "context", "reason", "author")
_LONGITUDES, _LATITUDES = ("lon", "longitude"), ("lat", "latitude")
_MAX_LONGITUDE, _MAX_LATITUDE = 180.0, 90.0


class Corrections:
    """The usable rows of a table of corrections, and what was wrong with the others."""

    def __init__(
        self, rows: Iterable[Correction], problems: Sequence[Problem] = (), *, name: str = "", sha256: str = ""
    ) -> None:
        """Take the rows; `name` and `sha256` are those of their file."""
        self.rows = tuple(rows)
        self.problems = tuple(problems)
        self.name, self.sha256 = name, sha256
        self._used: set[int] = set()
        self._by_key: defaultdict[str, list[Correction]] = defaultdict(list)
        for row in sorted(self.rows, key=lambda row: (row.rank, row.line)):
            self._by_key[fold_name(row.name)].append(row)

    @classmethod
    def load(cls, path: Path, gazetteer: Gazetteer | None = None) -> Corrections:
        """Read a table of corrections: CSV in UTF-8 with a header.

        Raises:
            UsageError: The file is missing, is no CSV in UTF-8, or its header lacks a column.
        """
        try:
            content = path.read_bytes()
            text = content.decode("utf-8-sig")
        except OSError as error:
            raise UsageError("a file of corrections", repr(str(path)), "Check the spelling of the path.") from error
        except UnicodeDecodeError as error:
            raise UsageError("corrections in UTF-8", repr(str(error)), "Save the table as CSV (UTF-8).") from error
        rows, problems = _parse(text, path.name, gazetteer or default_gazetteer())
        return cls(rows, problems, name=path.name, sha256=hashlib.sha256(content).hexdigest())

    @property
    def names(self) -> tuple[str, ...]:
        """The folded names that a row makes a place; running text is searched for them too."""
        return tuple(key for key, rows in self._by_key.items() if any(row.place is not None for row in rows))

    def find(self, name: str, *, text: str, provinces: Iterable[str]) -> Correction | None:
        """Return the row for a name, or None.

        `text` is the document, `provinces` the ISO 3166-2 codes of the provinces that it names beside this name.
        """
        rows = self._by_key.get(fold_name(name), ())
        named = frozenset(provinces)
        folded = f" {_words(text)} " if any(row.words for row in rows) else ""
        for row in rows:
            if row.province is not None:
                fits = row.province in named
            else:
                fits = row.words is None or f" {row.words} " in folded
            if fits:
                self._used.add(row.line)
                return row
        return None

    def unused(self) -> tuple[Problem, ...]:
        """A problem for each row under which no name has fallen so far, in the order of the lines."""
        return tuple(
            Problem(
                kind=ProblemKind.CORRECTION_UNUSED,
                message=f"The correction of {row.name} was not used: no name that this run read falls under it.",
                file=self.name or None,
                line=row.line,
            )
            for row in sorted(self.rows, key=lambda row: row.line)
            if row.line not in self._used
        )

    def choose(self, mentions: Sequence[Mention], text: str, gazetteer: Gazetteer) -> dict[int, Correction]:
        """Return the row for each mention that falls under one, by the mention's `start`."""
        if not any(fold_name(mention.name) in self._by_key for mention in mentions):
            return {}
        votes = _province_votes(mentions, gazetteer)
        found = {}
        for mention in mentions:
            if mention.role not in _PLACES or fold_name(mention.name) not in self._by_key:
                continue
            named = {code for code, name in votes if name != mention.name}
            if mention.within is not None:
                named |= {hit.entry.iso_3166_2 for hit in gazetteer.hits(mention.within) if hit.entry.iso_3166_2}
            if row := self.find(mention.name, text=text, provinces=named):
                found[mention.start] = row
        return found

    def answer(self, answer: Answer, gazetteer: Gazetteer | None = None) -> Answer:
        """Return the answer to a question as corrected, or as it is.

        The question's province (`admin1`) and the provinces and words of its `context` are the context. A row whose
        place lies outside the province asked for does not answer.
        """
        known = gazetteer or default_gazetteer()
        query = answer.query
        province = find_province(query.admin1, known) if query.admin1 else None
        codes = {province.iso_3166_2} if province is not None and province.iso_3166_2 else set()
        codes |= _provinces_in(query.context or "", known)
        row = self.find(query.name, text=f"{query.name} {query.context or ''}", provinces=codes)
        if row is None or (province and row.place and row.place.iso_3166_2 != province.iso_3166_2):
            return answer
        if row.place is None:
            problem = Problem(kind=ProblemKind.UNKNOWN_PLACE, message=f'"{query.name}" is no place: {row.citation}.')
            return replace(
                answer,
                place=None,
                status=ResolutionStatus.UNRESOLVED,
                candidates=with_citation(answer.candidates, row),
                fitting=(),
                problems=(problem,),
            )
        candidates = led_by(row.place, answer.candidates, row)
        return replace(
            answer, place=row.place, status=ResolutionStatus.RESOLVED, candidates=candidates, fitting=candidates[:1],
            problems=(),
        )  # fmt: skip


_PLACES = frozenset({MentionRole.PLACE, MentionRole.DATELINE, MentionRole.GOVERNMENT})


def _province_votes(mentions: Sequence[Mention], gazetteer: Gazetteer) -> set[tuple[str, str]]:
    """The provinces that the names of a text point to without doubt, each with the name that does."""
    found = set()
    for mention in mentions:
        if mention.role in _PLACES and mention.name_index is not None:
            hits = gazetteer.hits(mention.name_index)
            codes = {hit.entry.iso_3166_2 for hit in hits if hit.entry.iso_3166_2}
            if len(codes) == 1:
                found.add((codes.pop(), mention.name))
    return found


def _provinces_in(text: str, gazetteer: Gazetteer) -> set[str]:
    """The provinces whose names stand in a text."""
    folded = f" {_words(text)} "
    return {
        each.iso_3166_2
        for each in gazetteer.provinces()
        if each.iso_3166_2 and f" {_words(each.name)} " in folded
    }  # fmt: skip


def _words(text: str) -> str:
    """The folded words of a text with one blank between them, without punctuation."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in fold(text).replace("'", "")).split())


def _parse(text: str, file: str, gazetteer: Gazetteer) -> tuple[list[Correction], list[Problem]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Correction] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, str | None, str | None], int] = {}
    try:
        columns = _columns(next(reader, []), file)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            try:
                row = _row(cells, columns, reader.line_num, gazetteer)
                key = (fold_name(row.name), row.province, row.words)
                if key in seen:
                    message = f"{row.name} is corrected in line {seen[key]} for the same context; that row counts."
                    raise ValueError(message)  # noqa: TRY301 - one seam turns faults of a row into problems
            except ValueError as error:
                problems.append(
                    Problem(kind=ProblemKind.BROKEN_ROW, message=str(error), file=file, line=reader.line_num)
                )
                continue
            seen[key] = row.line
            rows.append(row)
            if len(rows) > MOST_ROWS:
                expected = f"at most {MOST_ROWS:,} corrections"
                raise UsageError(expected, "more")
    except csv.Error as error:
        expected = f"a table of corrections in {file}"
        raise UsageError(expected, f"line {reader.line_num}: {error}", "Save it as CSV (UTF-8).") from error
    return rows, problems


def _columns(header: Sequence[str], file: str) -> dict[str, int]:
    names = [name.strip().lower() for name in header]
    for known, other in (_LONGITUDES, _LATITUDES):
        names = [known if name == other else name for name in names]
    missing = [name for name in _REQUIRED if name not in names]
    if "place_id" not in names and not {"lon", "lat"} <= set(names):
        missing.append("place_id (or lon and lat)")
    if missing or len(set(names)) != len(names):
        hint = "The header is: name,context,place_id,lon,lat,reason,author"
        expected = f"the columns {', '.join(missing)} in {file}" if missing else f"each column once in {file}"
        raise UsageError(expected, ", ".join(header)[:200] or "an empty file", hint)
    return {name: position for position, name in enumerate(names)}


def _row(cells: Sequence[str], columns: Mapping[str, int], line: int, gazetteer: Gazetteer) -> Correction:
    if len(cells) != len(columns):
        message = f"Expected {len(columns)} cells, got {len(cells)}."
        raise ValueError(message)
    value = {name: cells[position].strip() for name, position in columns.items()}
    if not all(cell.replace("\u200c", "").isprintable() for cell in value.values()):
        message = "The row holds control characters."
        raise ValueError(message)
    for name in ("name", "reason", "author"):
        if not (fold_name(value[name]) if name == "name" else value[name]):
            message = f"The correction has no {name}."
            raise ValueError(message)
    context = value["context"]
    province = find_province(context, gazetteer) if context else None
    return Correction(
        name=value["name"],
        place=_place(value, gazetteer),
        reason=value["reason"].rstrip("."),
        author=value["author"],
        line=line,
        province=province.iso_3166_2 if province else None,
        words=_words(context) or None if context and province is None else None,
    )


def _place(value: Mapping[str, str], gazetteer: Gazetteer) -> Place | None:
    place_id, lon, lat = (value.get(name, "") for name in ("place_id", "lon", "lat"))
    if bool(place_id) == bool(lon or lat):
        message = "Expected a place_id or lon and lat, got " + ("both." if place_id else "neither.")
        raise ValueError(message)
    if place_id == NO_PLACE:
        return None
    if place_id:
        entry = gazetteer.entry(place_id)
        if entry is None:
            message = f'No place has the place_id "{place_id[:60]}"; conflictmap geocode NAME shows them.'
            raise ValueError(message)
        return place_of(entry, gazetteer)
    return _point(value["name"], _degrees(lon, _MAX_LONGITUDE, "lon"), _degrees(lat, _MAX_LATITUDE, "lat"))


def _point(name: str, longitude: float, latitude: float) -> Place:
    """The place of a point: a site, with the province that the polygons give it."""
    place = joined(
        Place(
            place_id=f"point:{longitude:.5f},{latitude:.5f}",
            name=name,
            kind=PlaceKind.SITE,
            longitude=longitude,
            latitude=latitude,
            place_precision=PlacePrecision.SITE,
            uncertainty_m=SITE_M,
            country_code="AF",
        )
    )
    if place.iso_3166_2 is not None:
        return place
    if abs(longitude) <= _MAX_LATITUDE and joined(replace(place, longitude=latitude, latitude=longitude)).iso_3166_2:
        message = f"lon {longitude:g} and lat {latitude:g} look swapped: the other way round they lie in Afghanistan."
        raise ValueError(message)
    return replace(place, country_code=None)


def _degrees(cell: str, limit: float, name: str) -> float:
    try:
        number = float(cell)
    except ValueError:
        number = math.nan
    if not abs(number) <= limit:  # NaN is not
        message = f"Expected {name} from -{limit:g} to {limit:g} degrees, got {cell[:40]!r}."
        raise ValueError(message)
    return number
