"""Install a table of places of the user's own (CSV or GeoJSON) as a gazetteer beside the others.

Each table is a set of its own, with the licence and the attribution that its user names: they are kept in its receipt
and shown by `conflictmap gazetteer list`. Several sets stand beside each other and beside GeoNames' villages; `remove`
of `geo.gazetteer.installed` takes each away by its name.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from geo.errors import Problem, UsageError
from geo.files import reference_file
from geo.gazetteer.extra import build_extra
from geo.gazetteer.fold import fold_name
from geo.gazetteer.installed import COUNTRIES, KIND, Installed, bundled, written
from geo.gazetteer.own_table import SUFFIXES, parse_table
from geo.user_folder import building

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from geo.gazetteer.extra import Measure

_NAME = re.compile(r"[A-Z0-9][A-Z0-9_]{0,39}")


def is_table(path: Path) -> bool:
    """Whether a file is a table of the user's own by its suffix, and no dump of GeoNames."""
    return path.suffix.lower() in SUFFIXES


def install_table(
    country: str,
    measure: Measure,
    *,
    file: Path,
    licence: str | None,
    attribution: str | None,
    name: str | None = None,
    columns: Mapping[str, str] | None = None,
    day: date | None = None,
) -> Installed:
    """Build a gazetteer from a table of places; it takes the place of an earlier one of its name, whole.

    `licence` and `attribution` are what the table's owner asks for. The set is called by the country and `name`
    (default: the file's): "AF-VILLAGES". `columns` names columns that are called otherwise (`own_table.FIELDS`).

    Raises:
        UsageError: Another country, no licence or attribution, a missing file, or one without a usable row.
    """
    code = country.upper()
    if code not in COUNTRIES:
        expected = f"one of {', '.join(COUNTRIES)}"
        raise UsageError(expected, repr(country), "Only its rows can be put into provinces.")
    if not (licence and licence.strip() and attribution and attribution.strip()):
        raise UsageError("--licence and --attribution with a table of your own", "none", "Its owner says which.")
    if not file.is_file():
        raise UsageError("an existing file", repr(str(file)), "Check the spelling of the path.")
    own = (name or fold_name(file.stem).replace(" ", "_")).upper()
    if not _NAME.fullmatch(own):
        raise UsageError("a name of letters, digits and underscores", repr(own), "Name the set with --name.")
    with reference_file("tables/provinces.csv").open(encoding="utf-8", newline="") as lines:
        admin1 = {row["iso_3166_2"]: row["geonames_admin1"] for row in csv.DictReader(lines)}
    with building(KIND, f"{code}-{own}") as work:
        parsed = list(parse_table(file, f"own:{own.lower()}", columns or {}, bundled(), admin1))
        rows = [each for each in parsed if not isinstance(each, Problem)]
        tables = build_extra(rows, {}, bundled(), measure, file.name)
        problems = (*(each for each in parsed if isinstance(each, Problem)), *tables.problems)
        if not tables.counts["new"] and not tables.counts["further_names"]:
            first = f"; the first problem: {problems[0].message.rstrip('.')}" if problems else ""
            expected = f"a table of places in {file.name}"
            raise UsageError(expected, f"no usable row{first}")
        counts = {**tables.counts, "left_out": 0, "problems": len(problems)}
        receipt = written(
            work, tables, title=f"{own}, {code}", source=file.name, path=file, licence=licence.strip(),
            attribution=attribution.strip(), day=day, counts=counts,
        )  # fmt: skip
    return Installed.of(f"{code}-{own}", receipt, problems)
