"""The `geocode` command: its options, and names as places."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from conflictmap.cli.shared import add_corrections

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_options(command: ArgumentParser) -> None:
    """Add the names, the form of the answers, and the services."""
    command.add_argument("names", nargs="*", metavar="NAME", help="place names, or phrases: '20 km south of Ghazni'")
    command.add_argument(
        "--from", dest="source", metavar="FILE|-", help="read names or JSON objects, one a line; - for stdin"
    )
    command.add_argument(
        "--format", choices=("auto", "table", "jsonl"), default="auto", help="auto is a table in a terminal"
    )
    add_corrections(command)
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


def run(options: Namespace) -> bool:
    """Answer the names; whether some lines could not be read."""
    from conflictmap.geocode_command import OnlineOptions, answer_names  # noqa: PLC0415

    online = OnlineOptions(
        service=options.online,
        endpoint=options.endpoint,
        user_agent=options.user_agent,
        username=options.username,
        cache=options.cache,
    )
    return answer_names(options.names, options.source, options.format, options.corrections, online)
