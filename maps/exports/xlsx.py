"""Layers as an Excel workbook (.xlsx): a sheet for each, written row by row, with the same bytes for the same rows.

Texts are texts: no cell can be a formula, whatever it begins with. Days are days, numbers are numbers, truths are
truths. A sheet holds 1,048,576 rows and a cell 32,767 characters; what is longer is refused or cut, and told. Knows
ECMA-376 as far as it is needed; Excel, LibreOffice and pandas open it.
"""

from __future__ import annotations

import re
import zipfile
from contextlib import suppress
from datetime import date
from io import TextIOWrapper
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from geo.column import ColumnType
from geo.errors import UsageError
from maps.exports.files import written_whole
from maps.exports.rows import layer_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from typing import IO

    from maps.exports.layers import Layer

MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
CUT = " [...]"
"""What ends a cell that was cut."""
_EPOCH = date(1899, 12, 30)
_FIRST_DAY = date(1900, 3, 1)  # before it, spreadsheets count a day that never was
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MADE = (1980, 1, 1, 0, 0, 0)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_HEADER_STYLE, _DAY_STYLE = 1, 2
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font/><font><b/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/>'
    '<xf numFmtId="164" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)

Cell = str | int | float | bool | None


def write_xlsx(layers: Sequence[Layer], path: Path) -> int:
    """Write layers as a workbook; return their rows together, headers not counted. Whole or not at all.

    Raises:
        UsageError: A layer has more rows than a sheet holds.
    """
    total = 0
    with written_whole(path) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, layer in enumerate(layers, 1):
            with archive.open(_entry(f"xl/worksheets/sheet{number}.xml"), "w", force_zip64=True) as held:
                total += _write_sheet(layer, held)
        for name, content in _frame([layer.name for layer in layers]).items():
            archive.writestr(_entry(name), _DECLARATION + content)
    return total


def _write_sheet(layer: Layer, held: IO[bytes]) -> int:
    days = [column.type is ColumnType.DAY for column in layer.columns]
    out = TextIOWrapper(held, encoding="utf-8", newline="\n")
    out.write(f'{_DECLARATION}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">')
    out.write(
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>'
    )
    out.write(_row([column.name for column in layer.columns], [False] * len(days), _HEADER_STYLE))
    rows = 0
    for row, _ in layer_rows(layer):
        rows += 1
        if rows >= MOST_ROWS:
            expected = f"at most {MOST_ROWS - 1:,} rows for a sheet"
            raise UsageError(expected, f"more in {layer.name}", "Write csv or parquet.")
        out.write(_row(list(row.values()), days))
    out.write("</sheetData></worksheet>")
    out.flush()
    out.detach()
    return rows


def _row(cells: Iterable[Cell], days: Sequence[bool], style: int | None = None) -> str:
    return "<row>" + "".join(_cell(each, style, is_day=day) for each, day in zip(cells, days, strict=True)) + "</row>"


def _cell(value: Cell, style: int | None = None, *, is_day: bool = False) -> str:
    """One cell; an empty one keeps its place.

    >>> _cell("=1+1")
    '<c t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>'
    >>> _cell(3), _cell(True), _cell("2021-08-12", is_day=True)
    ('<c><v>3</v></c>', '<c t="b"><v>1</v></c>', '<c s="2"><v>44420</v></c>')
    """
    if value is None:
        return "<c/>"
    if isinstance(value, bool):
        return f'<c t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f"<c><v>{value!r}</v></c>"
    if is_day:
        with suppress(ValueError):
            day = date.fromisoformat(value)
            if day >= _FIRST_DAY:
                return f'<c s="{_DAY_STYLE}"><v>{(day - _EPOCH).days}</v></c>'
    text = value if len(value) <= MOST_CHARACTERS else value[: MOST_CHARACTERS - len(CUT)] + CUT
    marked = "" if style is None else f' s="{style}"'
    written = escape(_UNWRITABLE.sub("\ufffd", text)).replace("\r", "&#13;")
    return f'<c{marked} t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'


def _entry(name: str) -> zipfile.ZipInfo:
    """A file of the archive, of a fixed day: the clock does not count."""
    found = zipfile.ZipInfo(name, _MADE)
    found.compress_type = zipfile.ZIP_DEFLATED
    return found


def _frame(names: Sequence[str]) -> dict[str, str]:
    """What makes sheets a workbook."""
    numbers = range(1, len(names) + 1)
    sheets = "".join(f'<sheet name="{escape(names[n - 1])}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    parts = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>' for n in numbers
    )
    return {
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">{parts}<Relationship Id="rId{len(names) + 1}" '
            f'Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>'
        ),
        "xl/styles.xml": _STYLES,
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>{types}</Types>'
        ),
    }
