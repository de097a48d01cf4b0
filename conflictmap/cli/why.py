"""The `why` command: its options, and the evidence behind one answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conflictmap.cli.shared import add_language, add_sources, add_state
from conflictmap.question_options import add_question, asked

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_options(command: ArgumentParser) -> None:
    """Add the unit, the day and what the answer is drawn from."""
    command.add_argument("unit_words", metavar="UNIT", help="a code (AF-KDZ, AF1905), a place id, or a name")
    add_sources(command, "*")
    add_state(command)
    add_question(command)
    add_language(command)
    command.add_argument("--format", choices=("auto", "text", "jsonl"), default="auto", help="auto is text")


def run(options: Namespace) -> int:
    """Tell the evidence; the exit status."""
    from conflictmap.control_command import answer_why  # noqa: PLC0415 - the pipeline loads here
    from conflictmap.options import read_options  # noqa: PLC0415 - as above

    return answer_why(options.unit_words, options.sources, asked(options), read_options(options), options.language)
