"""Install district polygons as a set of the user's own, list what is installed, remove it.

Knows geoBoundaries' address and its answer (where the file lies, its licence, source and year) and how a set gets its
receipt. Nothing is fetched unless `install` is called without a file. No district lines are bundled: those in
circulation differ in number, names and course, and some of their licences forbid it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from geo.archives import SourceError, fetch
from geo.errors import UsageError
from geo.places.district_files import MOST_BYTES, as_features, check_level, match_districts, read_shapes
from geo.places.districts import forget_districts
from geo.places.installed_lines import FILE_NAME, KIND, SET_NAME
from geo.user_folder import Receipt, all_sets, building, file_sum, read_receipt, remove_set, write_receipt

if TYPE_CHECKING:
    from pathlib import Path

    from geo.errors import Problem

API_URL = "https://www.geoboundaries.org/api/current/gbOpen/{country}/ADM2/"
COUNTRY, LEVEL = "AFG", "admin2"
WARNING = (
    "District lines differ between sources in number, names and course (between 387 and 421 districts are in "
    "circulation); these are those of this one source."
)
_MOST_ANSWER_BYTES = 1_000_000
FEWEST_MATCHED = 0.2
"""Of so many polygons the name is that of a known district in their province, whatever the source of the lines."""
_UNSTATED = "not stated by the file; see where it comes from"


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalledBoundaries:
    """An installed set of polygons: its name, where it stands, its receipt, and what was wrong with its features."""

    name: str
    folder: Path
    receipt: Receipt
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Origin:
    """What is known of a file before it is read."""

    title: str
    source: str
    licence: str = _UNSTATED
    attribution: str = _UNSTATED
    year: str | None = None


def install(
    country: str = COUNTRY,
    level: str = LEVEL,
    *,
    file: Path | None = None,
    url: str = API_URL,
    name_column: str | None = None,
    licence: str | None = None,
    attribution: str | None = None,
    day: date | None = None,
) -> InstalledBoundaries:
    """Install the district polygons of a file, or of geoBoundaries; they take the place of earlier ones, whole.

    `file` is GeoJSON, a GeoPackage or a Shapefile (zipped). Without one, `url` (with `{country}` for the code) is asked
    as geoBoundaries' interface and the file it names is fetched, with its licence and source. `licence` and
    `attribution` are noted for a file, which does not tell its own.

    Raises:
        UsageError: Another country or level, a missing file, or a file without one usable polygon.
        SourceError: A file that cannot be had or must not be trusted.
    """
    if (country.upper(), level.lower()) != (COUNTRY, LEVEL):
        expected = f"{COUNTRY} {LEVEL}"
        raise UsageError(expected, f"{country} {level}", "No other boundaries can be installed.")
    if file is not None and not file.is_file():
        raise UsageError("an existing file", repr(str(file)), "Check the spelling of the path.")
    with building(KIND, SET_NAME) as work:
        if file is None:
            source = work / "source"
            origin = _fetch(url.format(country=COUNTRY), source)
        else:
            source = file
            origin = _Origin(
                title="District boundaries",
                source=file.name,
                licence=licence or _UNSTATED,
                attribution=attribution or _UNSTATED,
            )
        problems, counts = _write(source, work, name_column)
        receipt = Receipt(
            title=origin.title,
            source=origin.source,
            sha256=file_sum(source),
            licence=origin.licence,
            attribution=origin.attribution,
            year=origin.year,
            day=(day or date.today()).isoformat(),  # noqa: DTZ011 - the user's own day
            files={FILE_NAME: file_sum(work / FILE_NAME)},
            counts=counts,
            notes=(WARNING,),
        )
        if file is None:
            source.unlink()
        write_receipt(work, receipt)
    forget_districts()
    folder = next(each for each in all_sets(KIND) if each.name == SET_NAME)
    return InstalledBoundaries(name=SET_NAME, folder=folder, receipt=receipt, problems=problems)


def list_installed() -> tuple[InstalledBoundaries, ...]:
    """Return the installed sets by name, whether they are read or not."""
    return tuple(
        InstalledBoundaries(name=each.name, folder=each, receipt=read_receipt(each)) for each in all_sets(KIND)
    )


def remove(country: str = COUNTRY, level: str = LEVEL) -> bool:
    """Remove an installed set; return whether there was one."""
    removed = remove_set(KIND, f"{country.upper()}_{level.lower()}")
    forget_districts()
    return removed


def _write(source: Path, work: Path, name_column: str | None) -> tuple[tuple[Problem, ...], dict[str, int]]:
    shapes, broken = read_shapes(source, name_column)
    if not shapes:
        first = f"; the first problem: {broken[0].message.rstrip('.')}" if broken else ""
        raise UsageError("polygons of Afghan districts", f"none{first}")
    check_level(shapes, source.name)
    districts, unmatched = match_districts(shapes, source.name)
    if len(shapes) - len(unmatched) < len(shapes) * FEWEST_MATCHED:
        expected = f"districts (admin2) in {source.name}"
        got = f"{len(shapes):,} polygons of which {len(shapes) - len(unmatched):,} bear the name of a known district"
        raise SourceError(expected, got, "Is it another level, or are the names in another column (--name-column)?")
    (work / FILE_NAME).write_text(as_features(districts, shapes), encoding="utf-8", newline="\n")
    counts = {
        "polygons": len(shapes),
        "matched": len(shapes) - len(unmatched),
        "unmatched": len(unmatched),
        "problems": len(broken),
    }
    return (*broken, *unmatched), counts


def _fetch(url: str, target: Path) -> _Origin:
    """Ask geoBoundaries where its file lies, fetch it, and return what is said of it."""
    answer = target.with_name("answer.json")
    fetch(url, answer, _MOST_ANSWER_BYTES)
    try:
        found: Any = json.loads(answer.read_text(encoding="utf-8"))
        said = found[0] if isinstance(found, list) else found
        address = said["gjDownloadURL"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        hint = "Fetch the file by hand and name it with --file."
        expected = f"geoBoundaries' answer with gjDownloadURL from {url}"
        raise SourceError(expected, repr(error)[:200], hint) from error
    finally:
        answer.unlink(missing_ok=True)
    fetch(str(address), target, MOST_BYTES)
    source = _said(said, "boundarySource") or "geoBoundaries"
    licence = _said(said, "boundaryLicense") or _UNSTATED
    return _Origin(
        title=f"geoBoundaries {_said(said, 'boundaryID') or COUNTRY + ' ADM2'}",
        source=str(address),
        licence=licence,
        attribution=f"District boundaries: {source}, by way of geoBoundaries (geoboundaries.org), {licence}",
        year=_said(said, "boundaryYearRepresented") or None,
    )


def _said(answer: dict[str, Any], key: str) -> str:
    value = answer.get(key)
    return "".join(each for each in str(value) if each.isprintable()).strip() if value is not None else ""
