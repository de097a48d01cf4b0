"""The options that several commands share: sources, state, ledger, page.

Knows argparse; `conflictmap.options` makes records of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser


def add_sources(command: ArgumentParser, number: str = "+") -> None:
    """Add SOURCES and what they are read by. `number` is argparse's."""
    command.add_argument(
        "sources",
        nargs=number,
        metavar="SOURCES",
        help="files (text, Markdown, HTML, JSON, RSS, Word, PDF, mail, tables ...), folders, or - for stdin",
    )
    add_given(command)
    add_corrections(command)


def add_given(command: ArgumentParser) -> None:
    """Add what is said of all sources."""
    command.add_argument("--published", metavar="DAY", help="publication day of documents that name none")
    command.add_argument(
        "--today", metavar="DAY", help="the day of the run, after which nothing is published; by default the clock's"
    )
    command.add_argument("--source", dest="source_name", metavar="NAME", help="outlet of documents that name none")
    command.add_argument("--url", metavar="ADDRESS", help="address of a document that names none")
    command.add_argument(
        "--columns",
        metavar="text=NAME,...",
        help="the columns of a table of articles, or the fields of a record: title, text, published, source, url, id",
    )


def add_corrections(command: ArgumentParser) -> None:
    """Add the file of what names mean."""
    command.add_argument(
        "--corrections",
        type=Path,
        metavar="FILE",
        help="what people decided that names mean: a table name,context,place_id,lon,lat,reason,author, or the "
        "set_place rows of a decisions file",
    )


def add_state(command: ArgumentParser) -> None:
    """Add the opening state, the day that is shown, and the ledger's file."""
    command.add_argument(
        "--opening",
        metavar="FILE|none",
        help="opening state; by default the opening.toml of a source folder, if there is one",
    )
    command.add_argument(
        "--as-of",
        "--day",
        metavar="DAY",
        help="the day to show, at its end in Kabul; by default the last of the material",
    )
    command.add_argument(
        "--ledger",
        type=Path,
        metavar="FILE.gpkg",
        help="add the documents to this ledger (`map` and `feed` make it if it is not there; others add them in memory "
        "alone) and show all that it holds; no SOURCES: just show",
    )
    command.add_argument(
        "--decisions",
        metavar="FILE|none",
        help="what people decided (.toml or .csv): accept, reject, correct, add, set_place ...; by default the "
        "decisions.toml or decisions.csv of a source folder, and what the ledger has",
    )


def add_ledger(command: ArgumentParser) -> None:
    """Add what a run that settles by itself takes: the state, and whether earlier times count."""
    add_state(command)
    command.add_argument(
        "--history",
        dest="with_past",
        action="store_true",
        help="post the events of earlier times to the ledger as well",
    )


def add_language(command: ArgumentParser) -> None:
    """Add the language of what is shown."""
    words = "of what is shown: English, Dari (fa) or Pashto (ps)"
    command.add_argument("--language", choices=("en", "fa", "ps"), default="en", help=words)


def add_excel(command: ArgumentParser) -> None:
    """Add the mark that a spreadsheet wants before CSV in UTF-8."""
    command.add_argument("--excel", action="store_true", help="begin CSV with the byte order mark that Excel wants")


def add_page(command: ArgumentParser) -> None:
    """Add what the page looks like."""
    command.add_argument("--title", help="the title of the page")
    add_language(command)
    command.add_argument(
        "--tiles",
        metavar="NAME|URL",
        help="a base map of tiles: a name of xyzservices (OpenStreetMap.Mapnik), or an address with {z}, {x} and {y}; "
        "the page then asks that host, and says so; by default it asks nobody",
    )
    command.add_argument("--tiles-attribution", metavar="TEXT", help="whose map it is; an address needs it")
    add_excel(command)
    command.add_argument(
        "--quotes",
        choices=("full", "short"),
        default="full",
        help="of the page: whole sentences, or only the words that tell of the event, for very many reports; the files "
        "beside the page hold the whole ones either way",
    )
