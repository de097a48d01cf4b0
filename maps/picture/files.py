"""The picture as a file: SVG, PDF or PNG, the same bytes for the same sheet.

Knows matplotlib's writers and what in them would change from run to run: dates, random ids, the style of whoever
runs it. In SVG and PDF text is text; what an SVG says stands in `title` and `desc`, too, which screen readers speak.
A PDF has its font inside.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import matplotlib as mpl
from matplotlib import style

from geo.errors import UsageError
from maps.picture.lettering import FAMILY, letters
from maps.picture.sheet import draw_sheet

if TYPE_CHECKING:
    from maps.picture.sheet import Sheet

FORMATS = ("png", "svg", "pdf")
WIDTH_CM = 18.0
WIDTHS_CM = (7.0, 120.0)
DPI = 200
DPIS = (50, 1200)
_CM_PER_INCH = 2.54
_POINTS_PER_INCH = 72.0
_PIXELS = 120_000_000
_SHAPES_FROM = (3, 11)
_SETTINGS = {
    "font.family": FAMILY,
    "path.simplify": False,
    "pdf.fonttype": 42,
    "svg.fonttype": "none",  # text stays text: it can be searched, read aloud and mended
    "svg.hashsalt": "conflictmap",
    "text.hinting": "no_hinting",  # letters as wide as they were measured, at every number of dots
    "text.parse_math": False,
    "text.usetex": False,
}


def picture_bytes(sheet: Sheet, form: str, *, width_cm: float = WIDTH_CM, dpi: int = DPI) -> bytes:
    """The picture `width_cm` wide. `dpi` counts for PNG alone; the others have no pixels.

    Raises:
        UsageError: A form, width or number of pixels that makes no sense.
    """
    check_size(form, width_cm, dpi)
    with mpl.rc_context(), style.context(["default", _SETTINGS]):
        figure = draw_sheet(sheet, width_cm / _CM_PER_INCH * _POINTS_PER_INCH)
        if form == "png" and figure.get_figwidth() * figure.get_figheight() * dpi * dpi > _PIXELS:
            msg = f"a picture of up to {_PIXELS // 1_000_000} million pixels"
            raise UsageError(msg, "more", "Lower --dpi.")
        stream = io.BytesIO()
        figure.savefig(stream, format=form, dpi=dpi, metadata=_metadata(sheet, form))
    content = stream.getvalue()
    return _described(content, sheet) if form == "svg" else content


def check_size(form: str, width_cm: float, dpi: int) -> None:
    """See that a picture of that form and size can be made.

    Raises:
        UsageError: It cannot.
    """
    if form not in FORMATS:
        raise UsageError("a picture that ends in .png, .svg or .pdf", repr(form))
    if not WIDTHS_CM[0] <= width_cm <= WIDTHS_CM[1]:
        msg = f"a width from {WIDTHS_CM[0]:g} to {WIDTHS_CM[1]:g} cm"
        raise UsageError(msg, f"{width_cm:g}")
    if not DPIS[0] <= dpi <= DPIS[1]:
        msg = f"from {DPIS[0]} to {DPIS[1]} dots per inch"
        raise UsageError(msg, dpi)


def shapes_arabic() -> bool:
    """Whether this matplotlib joins the letters of Arabic script and orders them from right to left."""
    return mpl.__version_info__[:2] >= _SHAPES_FROM


def _metadata(sheet: Sheet, form: str) -> dict[str, Any]:
    title = letters(sheet.title)
    if form == "png":
        return {"Software": None, "Title": title, "Description": sheet.words()}
    if form == "pdf":
        return {
            "CreationDate": None,
            "Creator": "conflictmap",
            "Producer": None,
            "Title": title,
            "Subject": sheet.words(),
        }
    return {"Date": None, "Creator": None, "Format": None, "Type": None}


def _described(content: bytes, sheet: Sheet) -> bytes:
    """The SVG with its title and description, and as one image to those who are read it."""
    text = content.decode("utf-8")
    start = text.index("<svg")
    end = text.index(">", start)
    names = f"<title>{escape(letters(sheet.title))}</title>\n <desc>{escape(sheet.words())}</desc>"
    return f'{text[:end]} role="img">\n {names}{text[end + 1 :]}'.encode()
