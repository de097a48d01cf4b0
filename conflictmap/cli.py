"""The command line: what each command takes, and what becomes of errors.

Knows options and exit statuses; the work of a command is in its own module, loaded when it is called, so that `--help`
and `geocode` start at once.

Exit status: 0 done; 1 some sources could not be read (a command that says so returns True); 2 wrong usage, nothing
written; 3 days were compared and something changed; 70 an internal error.
"""

from __future__ import annotations

import sys
from argparse import PARSER, REMAINDER, Action, ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from conflictmap.export_options import add_export_options, export_target
from conflictmap.extractor_options import ExtractorOptions, add_extractor, add_pipeline, chosen
from conflictmap.feed_options import add_feed, add_feeds_beside, asked_feed, feeds_beside
from conflictmap.install_command import add_boundaries, add_gazetteer
from conflictmap.parts_options import add_parts, engine_of, refuse_page, refuse_parts
from conflictmap.picture_command import add_picture, make_picture, picture_options
from conflictmap.question_options import add_control_question, add_question, add_rule, asked
from conflictmap.terminal import use_utf8, warn
from geo.errors import ConflictmapError, LexiconError, ReferenceDataError, UsageError
from geo.user_folder import bundled_only

if TYPE_CHECKING:
    from argparse import Namespace

DONE, UNREAD, USAGE, INTERNAL, INTERRUPTED = 0, 1, 2, 70, 130
_NO_INSTALLED = "--no-installed"
DESCRIPTION = "News text to an auditable, offline map of who holds what in Afghanistan."
EPILOG = """exit status:
  0   done
  1   some sources could not be read; the rest is done
  2   wrong usage, nothing written
  3   control --diff found changes
  70  an internal error

conflictmap COMMAND --help says more."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    use_utf8()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if _NO_INSTALLED in given:
        with bundled_only():
            return main([word for word in given if word != _NO_INSTALLED])
    debug = "--debug" in given
    try:
        words = [word for word in given if word != "--debug"]
        if not words:
            _parser().print_help(sys.stderr)
            return USAGE
        options = _parser().parse_args(words)
        return int(options.run(options))
    except SystemExit as stop:  # argparse has said why
        return stop.code if isinstance(stop.code, int) else DONE
    except KeyboardInterrupt:
        warn("conflictmap: interrupted")
        return INTERRUPTED
    except ConflictmapError as error:
        if debug:
            raise
        warn(f"conflictmap: {error}")
        return INTERNAL if isinstance(error, (ReferenceDataError, LexiconError)) else USAGE
    except Exception as error:  # the last seam: a fault of ours is told, not thrown at the user
        if debug:
            raise
        warn(f"conflictmap: internal error: {type(error).__name__}: {error}")
        warn("The fault is ours. Please report it as CONTRIBUTING.md says, with what --debug prints.")
        return INTERNAL


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="conflictmap",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", nargs=0, action=_VersionAction, help="show the version and stop")
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error; anywhere on the line")
    parser.add_argument(
        _NO_INSTALLED, action="store_true", help="answer by the bundled data alone; anywhere on the line"
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=_CommandParser)
    for name, words, add_options, run in (
        ("map", "make the offline map, the GeoJSON files and the counts: the main job", _add_map, _run_map),
        ("picture", "draw the map of a day and the chart of all days as PNG, SVG or PDF", _add_picture, _run_picture),
        ("extract", "print what each document says as JSON Lines", _add_extract, _run_extract),
        (
            "explain",
            "show sentence by sentence how a text was read, and why something was no event",
            _add_explain,
            _run_explain,
        ),
        ("geocode", "place names, offline, with candidates, scores and reasons", _add_geocode, _run_geocode),
        ("locate", "add province codes to a table of points", _add_locate, _run_locate),
        (
            "control",
            "print who holds what, by day and side; what changed; what was known when",
            _add_control,
            _run_control,
        ),
        ("export", "write events, control and stated counts for other programs", _add_export, _run_export),
        ("why", "tell the chain of evidence of a unit on a day, in sentences", _add_why, _run_why),
        ("feed", "read event tables (ACLED, UCDP, GDELT, your own) to the same map and files", _add_feed, _run_feed),
        ("gazetteer", "install village names of your own, list or remove them", add_gazetteer, None),
        ("boundaries", "install district polygons of your own, list or remove them", add_boundaries, None),
    ):
        command = commands.add_parser(name, help=words, description=_sentence(words), allow_abbrev=False)
        add_options(command)
        if run is not None:  # else each of its actions has its own
            command.set_defaults(run=run)
    return parser


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:] + "."


class _CommandParser(ArgumentParser):
    """A command's parser: options may stand between its words, as in `why AF-KDZ --as-of DAY SOURCES`."""

    _is_inside = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401 - as argparse has it
        """Parse with words and options in any order, where the command has no commands of its own."""
        if self._is_inside or any(action.nargs in {PARSER, REMAINDER} for action in self._actions):
            return super().parse_known_args(args, namespace)
        self._is_inside = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._is_inside = False


class _VersionAction(Action):
    """Show the version; looked up only when asked for, as the look-up takes time."""

    def __call__(self, parser: ArgumentParser, *_: object, **__: object) -> None:
        """Print and stop."""
        from conflictmap.version import __version__  # noqa: PLC0415

        sys.stdout.write(f"conflictmap {__version__}\n")
        parser.exit()


def _add_sources(command: ArgumentParser, number: str = "+") -> None:
    command.add_argument(
        "sources", nargs=number, metavar="SOURCES", help="files (.txt .md .html .jsonl .xml), folders, or - for stdin"
    )
    command.add_argument("--published", metavar="DAY", help="publication day of documents that name none")
    _add_corrections(command)


def _add_corrections(command: ArgumentParser) -> None:
    command.add_argument(
        "--corrections",
        type=Path,
        metavar="FILE.csv",
        help="a table that overrides what names mean: name,context,place_id,lon,lat,reason,author",
    )


def _add_state(command: ArgumentParser) -> None:
    command.add_argument(
        "--opening",
        metavar="FILE|none",
        help="opening state; by default the opening.toml of a source folder, if there is one",
    )
    command.add_argument(
        "--as-of", metavar="DAY", help="the day to show, at its end in Kabul; by default the last of the material"
    )
    command.add_argument(
        "--ledger",
        type=Path,
        metavar="FILE.gpkg",
        help="add the documents to this ledger (made if not there) and show all that it holds; no SOURCES: just show",
    )


def _add_ledger(command: ArgumentParser) -> None:
    _add_state(command)
    command.add_argument(
        "--history", action="store_true", help="post the events of earlier times to the ledger as well"
    )


def _add_map(command: ArgumentParser) -> None:
    _add_sources(command, "*")
    command.add_argument("-o", "--out", required=True, type=Path, metavar="FOLDER", help="the folder to write to")
    _add_ledger(command)
    add_rule(command)
    add_feeds_beside(command)
    _add_page(command)
    add_extractor(command)


def _add_language(command: ArgumentParser) -> None:
    words = "of what is shown: English, Dari (fa) or Pashto (ps)"
    command.add_argument("--language", choices=("en", "fa", "ps"), default="en", help=words)


def _run_map(options: Namespace) -> bool:
    from conflictmap.commands import make_map  # noqa: PLC0415

    return make_map(
        options.sources,
        options.out,
        extractor=chosen(options),
        rule=options.rule,
        feeds=feeds_beside(options),
        **_page_options(options),
        **_run_options(options),
    )


def _add_page(command: ArgumentParser) -> None:
    command.add_argument("--title", help="the title of the page")
    _add_language(command)
    command.add_argument(
        "--tiles",
        metavar="NAME|URL",
        help="a base map of tiles: a name of xyzservices (OpenStreetMap.Mapnik), or an address with {z}, {x} and {y}; "
        "the page then asks that host, and says so; by default it asks nobody",
    )
    command.add_argument("--tiles-attribution", metavar="TEXT", help="whose map it is; an address needs it")
    command.add_argument(
        "--quotes",
        choices=("full", "short"),
        default="full",
        help="of the page: whole sentences, or only the words that tell of the event, for very many reports; the files "
        "beside the page hold the whole ones either way",
    )


def _page_options(options: Namespace) -> dict[str, Any]:
    return {
        "title": options.title,
        "language": options.language,
        "tiles": options.tiles,
        "tiles_attribution": options.tiles_attribution,
        "quotes": options.quotes,
    }


def _add_feed(command: ArgumentParser) -> None:
    add_feed(command)
    command.add_argument("-o", "--out", required=True, type=Path, metavar="FOLDER", help="the folder to write to")
    _add_state(command)
    add_rule(command)
    _add_page(command)
    command.add_argument("--workers", type=int, metavar="N", help="processes that read side by side, with --engine")
    add_parts(command, size_mb=64, has_ledger=False)


def _run_feed(options: Namespace) -> bool:
    if options.engine is not None:
        return _feed_in_parts(options)
    refuse_parts(options, "--engine", ("scheduler", "memory_limit", "partition_size", "workers"))
    from conflictmap.commands import make_map  # noqa: PLC0415
    from conflictmap.feed_database import local_files  # noqa: PLC0415

    with local_files(options.files, table=options.table, query=options.query) as files:
        return make_map(
            [],
            options.out,
            rule=options.rule,
            feeds=asked_feed(options, files),
            extractor=ExtractorOptions(),
            published=None,
            opening=options.opening,
            as_of=options.as_of,
            history=False,
            corrections=None,
            ledger=options.ledger,
            **_page_options(options),
        )


def _feed_in_parts(options: Namespace) -> bool:
    from conflictmap.parts import FEED_MB  # noqa: PLC0415
    from conflictmap.parts_command import feed_in_parts  # noqa: PLC0415

    refuse_page(options)
    (feed,) = asked_feed(options, options.files)
    return feed_in_parts(
        feed,
        options.out,
        engine_of(options),
        partition_mb=FEED_MB if options.partition_size is None else options.partition_size,
        ledger=options.ledger,
        opening=options.opening,
    )


def _add_picture(command: ArgumentParser) -> None:
    _add_sources(command, "*")
    add_picture(command)
    _add_language(command)
    _add_ledger(command)
    add_rule(command)
    add_extractor(command)


def _run_picture(options: Namespace) -> bool:
    return make_picture(
        options.sources,
        options.out,
        picture_options(options),
        rule=options.rule,
        language=options.language,
        extractor=chosen(options),
        **_run_options(options),
    )


def _run_options(options: Namespace) -> dict[str, Any]:
    return {
        "published": options.published,
        "opening": options.opening,
        "as_of": options.as_of,
        "history": options.history,
        "corrections": options.corrections,
        "ledger": options.ledger,
    }


def _add_extract(command: ArgumentParser) -> None:
    _add_sources(command)
    add_extractor(command)
    command.add_argument("--workers", type=int, metavar="N", help="processes that read side by side; by default 1")
    command.add_argument(
        "-o", "--out", type=Path, metavar="FOLDER", help="write partitioned GeoParquet there instead of printing"
    )
    add_parts(command, size_mb=8)


def _run_extract(options: Namespace) -> bool:
    from conflictmap.commands import print_extractions, print_extractions_by_many  # noqa: PLC0415

    reader = chosen(options)
    if options.workers is not None and options.workers < 1:
        raise UsageError("1 worker or more", options.workers)
    if options.out is not None:
        return _extract_in_parts(options)
    refuse_parts(options, "-o FOLDER", ("engine", "scheduler", "memory_limit", "partition_size", "ledger", "opening"))
    if options.workers is not None and options.workers > 1:
        if reader != ExtractorOptions():
            raise UsageError("one worker for a reader other than the rules", options.workers, "Leave --workers out.")
        return print_extractions_by_many(
            options.sources,
            published=options.published,
            corrections=options.corrections,
            workers=options.workers,
        )
    return print_extractions(
        options.sources, published=options.published, corrections=options.corrections, extractor=reader
    )


def _extract_in_parts(options: Namespace) -> bool:
    from conflictmap.parts import DOCUMENTS_MB  # noqa: PLC0415
    from conflictmap.parts_command import extract_in_parts  # noqa: PLC0415

    if chosen(options) != ExtractorOptions():
        raise UsageError("the rules as the reader with -o", "another", "Leave --extractor and --pipeline out.")
    return extract_in_parts(
        options.sources,
        options.out,
        engine_of(options),
        partition_mb=DOCUMENTS_MB if options.partition_size is None else options.partition_size,
        published=options.published,
        corrections=options.corrections,
        ledger=options.ledger,
        opening=options.opening,
    )


def _add_explain(command: ArgumentParser) -> None:
    command.add_argument(
        "source", metavar="FILE|-", help="a file (.txt .md .html .jsonl .xml), a folder, or - for stdin"
    )
    command.add_argument("--published", metavar="DAY", help="publication day of documents that name none")
    _add_corrections(command)
    add_pipeline(command)
    command.add_argument(
        "--format", choices=("auto", "table", "jsonl"), default="auto", help="auto is a table in a terminal"
    )


def _run_explain(options: Namespace) -> bool:
    from conflictmap.explain_command import explain_source  # noqa: PLC0415

    return explain_source(
        options.source,
        options.format,
        published=options.published,
        corrections=options.corrections,
        pipeline=options.pipeline,
    )


def _add_geocode(command: ArgumentParser) -> None:
    command.add_argument("names", nargs="*", metavar="NAME", help="place names, or phrases: '20 km south of Ghazni'")
    command.add_argument(
        "--from", dest="source", metavar="FILE|-", help="read names or JSON objects, one a line; - for stdin"
    )
    command.add_argument(
        "--format", choices=("auto", "table", "jsonl"), default="auto", help="auto is a table in a terminal"
    )
    _add_corrections(command)
    _add_online(command.add_argument_group("online", "What the gazetteer leaves unresolved is sent to one service."))


def _add_online(group: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its groups private
    group.add_argument(
        "--online",
        choices=("nominatim", "photon", "geonames"),
        help="ask it for what is not found; only the name, its province and its country are sent",
    )
    group.add_argument("--endpoint", metavar="URL", help="another address of that service than the public one")
    group.add_argument("--user-agent", metavar="TEXT", help="who asks; Nominatim's policy wants it")
    group.add_argument("--username", metavar="NAME", help="the account; GeoNames wants it")
    group.add_argument(
        "--cache", type=Path, metavar="FILE", help="where answers are kept; by default in your cache folder"
    )


def _run_geocode(options: Namespace) -> bool:
    from conflictmap.geocode_command import OnlineOptions, answer_names  # noqa: PLC0415

    online = OnlineOptions(
        service=options.online,
        endpoint=options.endpoint,
        user_agent=options.user_agent,
        username=options.username,
        cache=options.cache,
    )
    return answer_names(options.names, options.source, options.format, options.corrections, online)


def _add_locate(command: ArgumentParser) -> None:
    command.add_argument("points", type=Path, help="a .csv or .parquet file with longitude and latitude columns")
    said = "the file to write; without it the points are counted by province"
    command.add_argument("-o", "--out", type=Path, metavar="FILE", help=said)


def _run_locate(options: Namespace) -> bool:
    from conflictmap.locate_command import locate_points  # noqa: PLC0415

    return locate_points(options.points, options.out)


def _add_control(command: ArgumentParser) -> None:
    _add_sources(command, "*")
    _add_state(command)
    add_control_question(command)


def _run_control(options: Namespace) -> int:
    from conflictmap.control_command import answer_control  # noqa: PLC0415

    return answer_control(options.sources, asked(options), **_reading(options))


def _add_why(command: ArgumentParser) -> None:
    command.add_argument("unit_words", metavar="UNIT", help="a code (AF-KDZ, AF1905), a place id, or a name")
    _add_sources(command, "*")
    _add_state(command)
    add_question(command)
    command.add_argument("--format", choices=("auto", "text", "jsonl"), default="auto", help="auto is text")


def _run_why(options: Namespace) -> int:
    from conflictmap.control_command import answer_why  # noqa: PLC0415

    return answer_why(options.unit_words, options.sources, asked(options), **_reading(options))


def _add_export(command: ArgumentParser) -> None:
    _add_sources(command, "*")
    _add_ledger(command)
    add_feeds_beside(command)
    add_export_options(command)


def _run_export(options: Namespace) -> bool:
    from conflictmap.export_command import EventQuery, export_sources  # noqa: PLC0415

    sources, target = export_target(options.sources, options.out)
    reading = _run_options(options) | {"title": None}
    return export_sources(
        sources,
        target,
        form=options.format,
        layer=options.layer,
        has_hxl=options.hxl,
        schema=options.schema,
        asked=EventQuery(options.table, options.query),
        reading=reading | {"feeds": feeds_beside(options)},
    )


def _reading(options: Namespace) -> dict[str, Any]:
    """What `control` and `why` read by; the day is part of the question."""
    return {
        "published": options.published,
        "opening": options.opening,
        "history": options.with_past,
        "corrections": options.corrections,
        "ledger": options.ledger,
        "grades": options.grades,
    }
