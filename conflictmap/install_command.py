"""The `gazetteer` and `boundaries` commands: install, list and remove what stands beside the bundled data.

Knows their options and what is printed; the work is `geo.gazetteer.installed`'s and
`geo.places.boundary_sets`'. It joins the two in one point: the provinces tell the gazetteer where its points lie.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from conflictmap.terminal import say, warn

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Sequence

    from geo.errors import Problem
    from geo.gazetteer.extra import Spot
    from geo.user_folder import Receipt

_SHOWN_PROBLEMS = 20
# Stand here too, so that --help need not load the installers; a test holds them to the originals.
GEONAMES_URL = "https://download.geonames.org/export/dump/{country}.zip"
GEOBOUNDARIES_URL = "https://www.geoboundaries.org/api/current/gbOpen/{country}/ADM2/"


def add_gazetteer(command: ArgumentParser) -> None:
    """Add the options of `conflictmap gazetteer`."""
    actions = command.add_subparsers(title="actions", metavar="ACTION", required=True)
    install = _action(
        actions.add_parser, "install", "install the village names of a GeoNames country dump", _install_gazetteer
    )
    install.add_argument("country", metavar="COUNTRY", help="the country's code: AF")
    install.add_argument(
        "--file",
        type=Path,
        metavar="FILE",
        help="the dump (AF.zip), fetched by hand, or a table of your own (.csv, .tsv, .geojson); no network is used",
    )
    install.add_argument("--licence", metavar="WORDS", help="the licence of a table of your own, to be noted with it")
    install.add_argument("--attribution", metavar="WORDS", help="whom to credit for a table of your own")
    install.add_argument("--name", metavar="NAME", help="what to call its set (default: the file's name)")
    install.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help="a column of the table under another name: name, other_names, longitude, latitude, kind, province, "
        "district, population or id; may be repeated",
    )
    install.add_argument(
        "--alternate-names", type=Path, metavar="FILE", help="alternateNamesV2.zip, or the country's own file of them"
    )
    install.add_argument(
        "--url",
        default=GEONAMES_URL,
        metavar="URL",
        help="where to fetch the dump without --file (default: %(default)s)",
    )
    _action(actions.add_parser, "list", "show what is installed", _list_gazetteers)
    remove = _action(actions.add_parser, "remove", "remove what was installed", _remove_gazetteer)
    remove.add_argument("country", metavar="SET", help="the country's code, or the name of a table's set (see list)")


def add_boundaries(command: ArgumentParser) -> None:
    """Add the options of `conflictmap boundaries`."""
    actions = command.add_subparsers(title="actions", metavar="ACTION", required=True)
    install = _action(actions.add_parser, "install", "install district polygons", _install_boundaries)
    _add_level(install)
    install.add_argument(
        "--file", type=Path, metavar="FILE", help="GeoJSON, a GeoPackage or a zipped Shapefile; no network is used"
    )
    install.add_argument("--name-column", metavar="NAME", help="the column with the districts' names in FILE")
    install.add_argument("--licence", metavar="WORDS", help="the licence of FILE, to be noted with it")
    install.add_argument("--attribution", metavar="WORDS", help="whom to credit for FILE")
    install.add_argument(
        "--url",
        default=GEOBOUNDARIES_URL,
        metavar="URL",
        help="geoBoundaries' interface, asked without --file (default: %(default)s)",
    )
    _action(actions.add_parser, "list", "show what is installed", _list_boundaries)
    _add_level(_action(actions.add_parser, "remove", "remove what was installed", _remove_boundaries))


def _action(
    add: Callable[..., ArgumentParser], name: str, words: str, run: Callable[[Namespace], bool]
) -> ArgumentParser:
    action = add(name, help=words, description=f"{words[0].upper()}{words[1:]}.", allow_abbrev=False)
    action.set_defaults(run=run)
    return action


def _add_level(action: ArgumentParser) -> None:
    action.add_argument("country", metavar="COUNTRY", help="the country's code: AFG")
    action.add_argument("level", metavar="LEVEL", help="admin2, the districts")


def _install_gazetteer(options: Namespace) -> bool:
    from geo.gazetteer.installed import install  # noqa: PLC0415 - loaded for this command alone
    from geo.gazetteer.installed_table import install_table, is_table  # noqa: PLC0415

    if options.file is not None and is_table(options.file):
        done = install_table(
            options.country,
            measure_spots,
            file=options.file,
            licence=options.licence,
            attribution=options.attribution,
            name=options.name,
            columns=_columns(options.column),
        )
    else:
        done = install(
            options.country, measure_spots, file=options.file, alternate_names=options.alternate_names, url=options.url
        )
    counts = done.receipt.counts
    say(f"Installed {done.country} from {done.receipt.source}: {done.folder}")
    say(
        f"{counts['new']:,} new places, further names for {counts['further_names']:,} known ones and "
        f"{counts['districts']:,} districts; {counts['left_out']:,} rows of other kinds left out"
    )
    return _finish(done.receipt, done.problems)


def _columns(pairs: Sequence[str]) -> dict[str, str]:
    """The columns that are called otherwise, by field."""
    from geo.errors import UsageError  # noqa: PLC0415
    from geo.gazetteer.own_table import FIELDS  # noqa: PLC0415

    found = dict(pair.partition("=")[::2] for pair in pairs)
    for field, column in found.items():
        if field not in FIELDS or not column:
            expected = f"FIELD=COLUMN with a field of {', '.join(FIELDS)}"
            raise UsageError(expected, repr(f"{field}={column}"))
    return found


def _install_boundaries(options: Namespace) -> bool:
    from geo.places.boundary_sets import install  # noqa: PLC0415 - shapely is loaded for this command alone

    done = install(
        options.country,
        options.level,
        file=options.file,
        url=options.url,
        name_column=options.name_column,
        licence=options.licence,
        attribution=options.attribution,
    )
    counts = done.receipt.counts
    say(f"Installed {done.name} from {done.receipt.source}: {done.folder}")
    say(f"{counts['polygons']:,} polygons, {counts['matched']:,} of them matched with a known district")
    return _finish(done.receipt, done.problems)


def _finish(receipt: Receipt, problems: Sequence[Problem]) -> bool:
    """Print the credits and the problems; whether some rows could not be read."""
    from conflictmap.plain_lines import problem_line  # noqa: PLC0415
    from geo.errors import ProblemKind  # noqa: PLC0415

    say(
        f"{receipt.attribution} ({receipt.licence})"
        if receipt.licence not in receipt.attribution
        else receipt.attribution
    )
    for note in receipt.notes:
        say(note)
    for problem in problems[:_SHOWN_PROBLEMS]:
        warn(problem_line(problem))
    if len(problems) > _SHOWN_PROBLEMS:
        warn(f"... and {len(problems) - _SHOWN_PROBLEMS:,} more problems")
    return any(problem.kind is ProblemKind.BROKEN_ROW for problem in problems)


def _list_gazetteers(_: Namespace) -> bool:
    from geo.gazetteer.installed import list_installed  # noqa: PLC0415

    return _list([(each.country, each.receipt) for each in list_installed()])


def _list_boundaries(_: Namespace) -> bool:
    from geo.places.boundary_sets import list_installed  # noqa: PLC0415

    return _list([(each.name, each.receipt) for each in list_installed()])


def _list(sets: Sequence[tuple[str, Receipt]]) -> bool:
    from geo.user_folder import SWITCH, reads_installed  # noqa: PLC0415

    for name, receipt in sets:
        counts = ", ".join(f"{word.replace('_', ' ')} {number:,}" for word, number in receipt.counts.items())
        say(f"{name}: {receipt.title}, {receipt.source}, installed {receipt.day} ({counts})")
        say(f"  {receipt.attribution}; licence: {receipt.licence}; sha256 {receipt.sha256}")
    if not sets:
        say("Nothing is installed: the bundled data alone answer.")
    elif not reads_installed():
        say(f"It is not read: {SWITCH}=none.")
    return False


def _remove_gazetteer(options: Namespace) -> bool:
    from geo.gazetteer.installed import remove  # noqa: PLC0415

    return _removed(options.country.upper(), done=remove(options.country))


def _remove_boundaries(options: Namespace) -> bool:
    from geo.places.boundary_sets import remove  # noqa: PLC0415

    return _removed(f"{options.country.upper()} {options.level.lower()}", done=remove(options.country, options.level))


def _removed(name: str, *, done: bool) -> bool:
    from geo.errors import UsageError  # noqa: PLC0415

    if not done:
        raise UsageError("something that is installed", repr(name), "The action list shows what is.")
    say(f"Removed {name}.")
    return False


def measure_spots(longitudes: Sequence[float], latitudes: Sequence[float]) -> list[Spot]:
    """Where points lie by the bundled provinces: kilometres outside the country, and to the nearest line.

    Degrees, WGS 84. A pair that is no point of the world (a latitude beyond 90) lies infinitely far outside.
    """
    import math  # noqa: PLC0415

    import numpy as np  # noqa: PLC0415

    from geo.gazetteer.extra import Spot  # noqa: PLC0415
    from geo.places.provinces import default_provinces  # noqa: PLC0415

    lon, lat = np.asarray(longitudes, dtype=float), np.asarray(latitudes, dtype=float)
    sound = (np.abs(lon) <= 180) & (np.abs(lat) <= 90)  # noqa: PLR2004 - the world
    lon, lat = np.where(sound, lon, np.nan), np.where(sound, lat, np.nan)
    provinces = default_provinces()
    outside = provinces.outside_km(lon, lat)
    located = provinces.locate(lon, lat)
    codes = [*(each.iso_3166_2 for each in provinces.table), None]  # -1, none, is the last
    return [
        Spot(outside_km=float(km), border_km=None if math.isnan(line) else float(line), iso_3166_2=codes[at])
        for km, line, at in zip(outside, located.border_km, located.index.tolist(), strict=True)
    ]
