"""A run's picture: the standings of the shown day and of all days, put on a sheet and saved.

Knows the options and the file's name; what the picture looks like is `maps.picture`'s. matplotlib is loaded here
alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.errors import UsageError
from maps.days import opens_on
from maps.exports.files import write_whole
from maps.language import ENGLISH, check_language, speaking
from maps.picture import need_matplotlib
from maps.standing import course_of, standing_on
from maps.story import story_of
from maps.wording import title_words

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from maps.scene import Scene

EVENTS = ("day", "week", "so-far", "none")
"""Which events a picture shows beside who holds what: those of the day, of its last 7 days, all so far, or none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureOptions:
    """How a picture is drawn: which events, its width in centimetres, dots per inch (PNG alone), title, language."""

    events: str = "day"
    width_cm: float = 18.0
    dpi: int = 200
    title: str | None = None
    language: str = ENGLISH

    def check(self, path: Path) -> None:
        """See that such a picture can be drawn and written, before anything is read.

        Raises:
            UsageError: matplotlib is missing, the name ends in no known form, or an option makes no sense.
        """
        need_matplotlib()
        from maps.picture.files import check_size, shapes_arabic  # noqa: PLC0415 - matplotlib loads here

        check_language(self.language)
        if self.language != ENGLISH and not shapes_arabic():
            raise UsageError("matplotlib 3.11 for Arabic script", "an older one", "Install conflictmap[picture] anew.")
        if self.events not in EVENTS:
            msg = f"events of {', '.join(EVENTS)}"
            raise UsageError(msg, repr(self.events))
        check_size(form_of(path), self.width_cm, self.dpi)
        if path.is_dir() or not path.absolute().parent.is_dir():
            raise UsageError("a file in a folder that exists", repr(str(path)), "Make the folder, or name another.")


def form_of(path: Path) -> str:
    """The form that a file's name asks for.

    >>> from pathlib import Path
    >>> form_of(Path("map.SVG"))
    'svg'
    """
    return path.suffix.lower().removeprefix(".")


def save_picture(scene: Scene, path: Path, day: date | None, options: PictureOptions) -> Path:
    """Draw the picture of a day (default: the one on which the page opens) and write it, whole or not at all.

    The chart runs over the days of the scene, and on to `day` where that lies outside them.

    Raises:
        UsageError: See `PictureOptions.check`; or the material has no date, so that there is no day to show.
    """
    options.check(path)
    from maps.picture.files import picture_bytes  # noqa: PLC0415 - matplotlib loads here
    from maps.picture.pins import Shown  # noqa: PLC0415
    from maps.picture.sheet import Sheet  # noqa: PLC0415

    shown = day or opens_on(scene, story_of(scene))
    if shown is None or scene.first_day is None or scene.last_day is None:
        raise UsageError("material with a date", "none", "Give one with published=DAY, or in the document.")
    first, last = min(scene.first_day, shown), max(scene.last_day, shown)
    with speaking(options.language):
        sheet = Sheet(
            scene=scene,
            title=options.title or title_words(scene.title),
            standing=standing_on(scene, shown),
            course=course_of(scene, first, last),
            first=first,
            last=last,
            shown=Shown(options.events),
        )
        content = picture_bytes(sheet, form_of(path), width_cm=options.width_cm, dpi=options.dpi)
    return write_whole(path, content)
