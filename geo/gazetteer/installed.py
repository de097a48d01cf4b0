"""Install a GeoNames country dump as a gazetteer of the user's own, list what is installed, remove it.

Knows where GeoNames keeps its files and how the pieces (reading, building, receipt) make one installed set. It measures
nothing itself: where points lie is told by the caller (`Measure`), since the gazetteer stands below the provinces.
Nothing is fetched unless `install` is called without a file.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geo.archives import SourceError, fetch, is_zip, members, read_lines
from geo.errors import Problem, UsageError
from geo.gazetteer.extra import build_extra
from geo.gazetteer.geonames_dump import DumpRow, Tally, parse_alternate_names, parse_dump
from geo.gazetteer.table import NAMES_FILE, PLACES_FILE, Gazetteer, forget_installed
from geo.user_folder import (
    Receipt,
    all_sets,
    building,
    file_sum,
    installed_sets,
    read_receipt,
    remove_set,
    write_receipt,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geo.gazetteer.extra import ExtraTables, Measure

KIND = "gazetteer"
COUNTRIES = ("AF",)
"""The countries whose rows can be put into provinces."""

DUMP_URL = "https://download.geonames.org/export/dump/{country}.zip"
LICENCE = "CC BY 4.0"
ATTRIBUTION = "Village names: GeoNames (geonames.org), CC BY 4.0"
MOST_DUMP_BYTES = 500_000_000
MOST_ALTERNATE_BYTES = 3_000_000_000
_NOT_TABLES = frozenset({"readme.txt", "iso-languagecodes.txt"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """An installed gazetteer: its country or name, where it stands, its receipt, and what was wrong with its rows."""

    country: str
    folder: Path
    receipt: Receipt
    problems: tuple[Problem, ...] = ()

    @classmethod
    def of(cls, name: str, receipt: Receipt, problems: tuple[Problem, ...]) -> Installed:
        """The set of this name, just installed: the next question meets it."""
        forget_installed()
        folder = next(each for each in all_sets(KIND) if each.name == name)
        return cls(country=name, folder=folder, receipt=receipt, problems=problems)


def install(
    country: str,
    measure: Measure,
    *,
    file: Path | None = None,
    alternate_names: Path | None = None,
    url: str = DUMP_URL,
    day: date | None = None,
) -> Installed:
    """Build the user's gazetteer of a country from a GeoNames dump; it takes the place of an earlier one, whole.

    `file` is the dump as GeoNames gives it (`AF.zip`, or the `AF.txt` in it); without one it is fetched from `url`,
    in which `{country}` stands for the code. `alternate_names` is `alternateNamesV2.zip`, a country's own file of
    alternate names, or the text in it. `day` is noted as the day of installation (default: today).

    Raises:
        UsageError: Another country, a missing file, or a file without one usable row.
        SourceError: A file that cannot be had or must not be trusted.
    """
    code = country.upper()
    if code not in COUNTRIES:
        hint = "Only Afghanistan's rows can be put into provinces."
        expected = f"one of {', '.join(COUNTRIES)}"
        raise UsageError(expected, repr(country), hint)
    for path in (file, alternate_names):
        if path is not None and not path.is_file():
            raise UsageError("an existing file", repr(str(path)), "Check the spelling of the path.")
    with building(KIND, code) as work:
        source, title = file, file.name if file else ""
        if source is None:
            title = url.format(country=code)
            source = work / "source"
            fetch(title, source, MOST_DUMP_BYTES)
        tables, counts, problems = _build(source, code, alternate_names, measure)
        receipt = written(
            work, tables, title=f"GeoNames, {code}", source=title, path=source, licence=LICENCE,
            attribution=ATTRIBUTION, day=day, counts=counts, notes=_notes(alternate_names),
        )  # fmt: skip
        if file is None:
            source.unlink()
    return Installed.of(code, receipt, problems)


def written(
    work: Path,
    tables: ExtraTables,
    *,
    title: str,
    source: str,
    path: Path,
    licence: str,
    attribution: str,
    day: date | None,
    counts: Mapping[str, int],
    notes: tuple[str, ...] = (),
) -> Receipt:
    """Write the files of a set into its folder, with the receipt that says what they were made from (`path`)."""
    texts = {PLACES_FILE: tables.places, NAMES_FILE: tables.names}
    for name, text in texts.items():
        (work / name).write_text(text, encoding="utf-8", newline="\n")
    receipt = Receipt(
        title=title,
        source=source,
        sha256=file_sum(path),
        licence=licence,
        attribution=attribution,
        day=(day or date.today()).isoformat(),  # noqa: DTZ011 - the user's own day
        files={name: file_sum(work / name) for name in texts},
        counts=counts,
        notes=notes,
    )
    write_receipt(work, receipt)
    return receipt


def list_installed() -> tuple[Installed, ...]:
    """Return the installed gazetteers, by country, whether they are read or not.

    Raises:
        ReferenceDataError: A receipt cannot be read.
    """
    return tuple(Installed(country=each.name, folder=each, receipt=read_receipt(each)) for each in all_sets(KIND))


def remove(country: str) -> bool:
    """Remove the installed gazetteer of a country; return whether there was one."""
    removed = remove_set(KIND, country.upper())
    forget_installed()
    return removed


def describe_gazetteer() -> list[str]:
    """Return what the default gazetteer is made of, for a manifest: "bundled", then each installed set and its sum.

    >>> describe_gazetteer()[0]
    'bundled'
    """
    return ["bundled", *(f"{folder.name} {read_receipt(folder).digest}" for folder in installed_sets(KIND))]


def _build(
    source: Path, code: str, alternate_names: Path | None, measure: Measure
) -> tuple[ExtraTables, dict[str, int], tuple[Problem, ...]]:
    name, lines = _table(source, f"{code}.txt", MOST_DUMP_BYTES)
    tally = Tally()
    rows: list[DumpRow] = []
    problems: list[Problem] = []
    for each in parse_dump(lines, code, name, tally):
        if isinstance(each, DumpRow):
            rows.append(each)
        else:
            problems.append(each)
    alternates: defaultdict[int, list[str]] = defaultdict(list)
    if alternate_names is not None:
        other, lines = _table(alternate_names, "alternateNamesV2.txt", MOST_ALTERNATE_BYTES)
        for found in parse_alternate_names(lines, {row.geonameid for row in rows}, other):
            if isinstance(found, Problem):
                problems.append(found)
            else:
                alternates[found[0]].append(found[1])
    tables = build_extra(rows, alternates, bundled(), measure, name)
    broken = (*problems, *tables.problems)
    if not tables.counts["new"] and not tables.counts["further_names"]:
        first = f"; the first problem: {broken[0].message.rstrip('.')}" if broken else ""
        expected = f"a GeoNames dump of {code} with 19 tab-separated columns"
        raise UsageError(expected, f"no usable row{first}", f"It is the file {code}.zip of GeoNames.")
    counts = {**tables.counts, "left_out": tally.left_out, "problems": len(broken)}
    return tables, counts, broken


@cache
def bundled() -> Gazetteer:
    """Return the bundled gazetteer alone, loaded once."""
    return Gazetteer.load()


def _table(path: Path, member: str, limit: int) -> tuple[str, Iterator[bytes]]:
    """The name and the lines of the table in a file, or in an archive that holds one."""
    if not is_zip(path):
        return path.name, read_lines(path, None, limit)
    names = members(path, limit)
    tables = [name for name in names if name.endswith(".txt") and Path(name).name.lower() not in _NOT_TABLES]
    named = [name for name in tables if Path(name).name == member] or tables
    if len(named) != 1:
        expected = f"{member} in {path.name}"
        raise SourceError(expected, ", ".join(names[:5]) or "an empty archive", "Fetch the file from GeoNames again.")
    return Path(named[0]).name, read_lines(path, named[0], limit)


def _notes(alternate_names: Path | None) -> tuple[str, ...]:
    if alternate_names is None:
        return ()
    return (f"Alternate names from {alternate_names.name}, sha256 {file_sum(alternate_names)}.",)
