"""The `control` command: its options, and who holds what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conflictmap.cli.shared import add_excel, add_sources, add_state
from conflictmap.question_options import add_control_question, asked

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_options(command: ArgumentParser) -> None:
    """Add what is asked and of what."""
    add_sources(command, "*")
    add_state(command)
    add_control_question(command)
    add_excel(command)


def run(options: Namespace) -> int:
    """Answer the question; the exit status."""
    from conflictmap.control_command import answer_control  # noqa: PLC0415 - the pipeline loads here
    from conflictmap.options import read_options  # noqa: PLC0415 - as above

    return answer_control(options.sources, asked(options), read_options(options))
