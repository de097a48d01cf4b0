"""The command line: what each command takes, and what becomes of errors.

Knows options and exit statuses; the work of a command is in its own module, loaded when it is called, so that `--help`
and `geocode` start at once.

Exit status: 0 done; 1 some sources could not be read (a command that says so returns True); 2 wrong usage, nothing
written; 3 days were compared and something changed; 70 an internal error; 73 an output cannot be written.
"""

from __future__ import annotations

import sys
from argparse import PARSER, REMAINDER, Action, ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from conflictmap.cli import (
    control,
    explain,
    export,
    extract,
    feed,
    geocode,
    ledger,
    locate,
    map,  # noqa: A004 - as the command is called
    outputs,
    picture,
    reread,
    review,
    why,
)
from conflictmap.cli.failing import DONE, INTERRUPTED, USAGE, tell
from conflictmap.install_command import add_boundaries, add_gazetteer
from conflictmap.terminal import use_utf8, warn
from geo.seam import shown_faults
from geo.user_folder import bundled_only

_NO_INSTALLED = "--no-installed"
DESCRIPTION = "News text to an auditable, offline map of who holds what in Afghanistan."
EPILOG = """exit status:
  0   done
  1   some sources could not be read; the rest is done
  2   wrong usage, nothing written
  3   control --diff or reread --dry-run found changes
  70  an internal error
  73  an output cannot be written

conflictmap COMMAND --help says more."""

_COMMANDS = {
    "map": ("make the offline map, the GeoJSON files and the counts: the main job", map),
    "picture": ("draw the map of a day and the chart of all days as PNG, SVG or PDF", picture),
    "extract": ("print what each document says as JSON Lines", extract),
    "explain": ("show sentence by sentence how a text was read, and why something was no event", explain),
    "geocode": ("place names, offline, with candidates, scores and reasons", geocode),
    "locate": ("add province codes to a table of points", locate),
    "control": ("print who holds what, by day and side; what changed; what was known when", control),
    "export": ("write events, control and stated counts for other programs", export),
    "why": ("tell the chain of evidence of a unit on a day, in sentences", why),
    "feed": ("read event tables (ACLED, UCDP, GDELT, your own) to the same map and files", feed),
    "review": ("go through what most needs eyes, and decide: accept, reject, correct", review),
    "reread": ("read a ledger's texts again by today's reader, and show what changes", reread),
}
"""Each command: what it does, and its module, which adds its options and runs it."""


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
        with shown_faults(debug=debug):
            status = int(options.run(options))
        sys.stdout.flush()
        return status  # noqa: TRY300 - what comes behind is what went wrong
    except SystemExit as stop:  # argparse has said why
        return stop.code if isinstance(stop.code, int) else DONE
    except KeyboardInterrupt:
        warn("conflictmap: interrupted")
        return INTERRUPTED
    except Exception as error:  # the last seam: nothing is thrown at the user
        if debug:
            raise
        return tell(error)


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
    for name, (words, command_of) in _COMMANDS.items():
        command = commands.add_parser(name, help=words, description=_sentence(words), allow_abbrev=False)
        command_of.add_options(command)
        command.set_defaults(run=command_of.run)
    for name, words, add_actions in (  # each of their actions sets what runs
        ("outputs", "check that the files of an output folder belong together", outputs.add_options),
        ("ledger", "check that a ledger's file is whole, or make it as small as it can be", ledger.add_options),
        ("gazetteer", "install village names of your own, list or remove them", add_gazetteer),
        ("boundaries", "install district polygons of your own, list or remove them", add_boundaries),
    ):
        add_actions(commands.add_parser(name, help=words, description=_sentence(words), allow_abbrev=False))
    return parser


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:] + "."


class _CommandParser(ArgumentParser):
    """A command's parser: options may stand between its words, as in `why AF-KDZ --as-of DAY SOURCES`."""

    _is_inside = False

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - as argparse has it
        """As argparse does, but for an empty path, which is none."""
        super().__init__(*given, **named)
        self.register("type", Path, _path)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401 - as argparse has it
        """Parse with words and options in any order, where the command has no commands of its own."""
        if self._is_inside or any(action.nargs in {PARSER, REMAINDER} for action in self._actions):
            return super().parse_known_args(args, namespace)
        self._is_inside = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._is_inside = False


def _path(text: str) -> Path:
    """A path that names something: an empty one would be the folder that the run stands in."""
    if not text:
        message = "expected a path, got an empty one. Is a variable of the shell not set?"
        raise ArgumentTypeError(message)
    return Path(text)


class _VersionAction(Action):
    """Show the version; looked up only when asked for, as the look-up takes time."""

    def __call__(self, parser: ArgumentParser, *_: object, **__: object) -> None:
        """Print and stop."""
        from conflictmap.version import __version__  # noqa: PLC0415

        sys.stdout.write(f"conflictmap {__version__}\n")
        parser.exit()
