"""The `picture` command: its options, and read, draw, say where it is.

Knows argparse and the order of the work; what is drawn is `conflictmap.picturing`'s.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from conflictmap.options import ReadOptions

_EVENTS = ("day", "week", "so-far", "none")


def add_picture(command: ArgumentParser) -> None:
    """Add what a picture is drawn by."""
    command.add_argument(
        "-o", "--out", required=True, type=Path, metavar="FILE", help="the file to write: .png, .svg or .pdf"
    )
    command.add_argument("--title", help="the title on the picture")
    command.add_argument(
        "--events",
        choices=_EVENTS,
        default="day",
        help="the events to show: of the day (default), of its last 7 days, all so far, or none",
    )
    command.add_argument("--width", type=float, default=18.0, metavar="CM", help="the width; 18 by default, as for A4")
    command.add_argument("--dpi", type=int, default=200, metavar="N", help="dots per inch of a .png; 200 by default")


def picture_options(options: Namespace) -> dict[str, Any]:
    """What `make_picture` draws by, from the command line."""
    return {
        "title": options.title,
        "events": options.events,
        "width_cm": options.width,
        "dpi": options.dpi,
    }


def make_picture(
    sources: Sequence[str],
    out: Path,
    drawing: dict[str, Any],
    read: ReadOptions,
    *,
    language: str,
) -> bool:
    """Draw the picture and print where it is; return whether some sources could not be read."""
    from conflictmap.api import run_by  # noqa: PLC0415 - loads the pipeline
    from conflictmap.inputs import STDIN  # noqa: PLC0415
    from conflictmap.options import PageOptions  # noqa: PLC0415
    from conflictmap.picturing import PictureOptions  # noqa: PLC0415
    from conflictmap.terminal import name_unread, progress, quiet_pipe, say  # noqa: PLC0415

    PictureOptions(**drawing, language=language).check(out)
    with progress("Reading") as advance:
        stdin = sys.stdin.buffer if STDIN in sources else None
        result = run_by(sources, read.asking(), PageOptions(language=language), progress=advance, stdin=stdin)
        result.picture(out, **drawing)
    with quiet_pipe():
        say(out.resolve().as_uri())
    return name_unread(result.problems)
