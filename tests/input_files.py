"""A folder as an analyst has it, made with the libraries that make such files: one fall of a city in each format."""

from __future__ import annotations

import gzip
import json
import zipfile
from datetime import date
from email.message import EmailMessage
from typing import TYPE_CHECKING

import docx
import openpyxl
import pyarrow as pa
from pyarrow import parquet
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

if TYPE_CHECKING:
    from pathlib import Path

LONG = (
    "Taliban fighters captured the city of Ghazni on Thursday, officials said. The governor left it under an agreement "
    "with the insurgents, a member of the provincial council said, and the road to Kabul lay open before them. "
)
SAVED_PAGE = b"""From: <Saved by a browser>
Snapshot-Content-Location: https://courier.example/2021/08/13/qalat
Subject: Qalat falls to the Taliban
Date: Sun, 1 Jan 2023 00:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="B"

--B
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://courier.example/2021/08/13/qalat

<html><head><title>Qalat falls</title><meta property=3D"og:site_name" content=3D"The Courier"></head><body><article>
<h1>Qalat falls to the Taliban</h1><p>Taliban fighters captured Qalat on Friday, officials of Zabul said, after days of
fighting around the city.</p><p>The governor had left before, they said.</p></article></body></html>
--B--
"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Wire</title><item>
<title>Taliban fighters captured Herat, officials say</title><link>https://wire.example/1</link>
<pubDate>Thu, 12 Aug 2021 20:00:00 GMT</pubDate></item></channel></rss>"""
TELEGRAM = {
    "name": "Made channel",
    "type": "public_channel",
    "id": 1,
    "messages": [
        {"id": 4, "type": "service", "date": "2021-08-14T09:00:00", "text": ""},
        {
            "id": 5,
            "type": "message",
            "date": "2021-08-14T23:30:00",
            "date_unixtime": "1628967600",
            "text": ["Taliban fighters took ", {"type": "bold", "text": "Gardez"}, " today."],
            "forwarded_from": "A correspondent",
        },
    ],
}


def write_docx(path: Path) -> None:
    """A Word document with a title, a dateline and a table."""
    made = docx.Document()
    made.add_heading("Kunduz falls to the Taliban", 0)
    made.add_paragraph("KUNDUZ, Aug 8, 2021 (Reuters) - Taliban fighters captured the city of Kunduz on Sunday.")
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Killed: not known.", "Wounded: not known."
    made.save(str(path))


def write_odt(path: Path) -> None:
    """An OpenDocument text with a heading and a credit line, in the packing that the format asks for."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "manifest")
    )
    content = (
        f'<office:document-content {spaces} office:version="1.2"><office:body><office:text>'
        '<text:h text:outline-level="1">Farah falls to the Taliban</text:h>'
        "<text:p>FARAH, Aug 10, 2021 - Taliban fighters captured the city of Farah on Tuesday.</text:p>"
        "<text:p>(Associated Press)</text:p>"
        "</office:text></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    listed = (("/", kind), ("content.xml", "text/xml"))
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{each}"/>' for name, each in listed
    )
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(zipfile.ZipInfo("mimetype"), kind)  # first and not compressed: by it the kind is known
        packed.writestr("META-INF/manifest.xml", f"<manifest:manifest {spaces}>{entries}</manifest:manifest>")
        packed.writestr("content.xml", content)


def write_pdf(path: Path) -> None:
    """A PDF of wrapped lines, the same bytes each time."""
    styles = getSampleStyleSheet()
    words = [("Title", "Ghazni falls to the Taliban"), ("Normal", LONG * 3), ("Normal", "Residents confirmed it.")]
    SimpleDocTemplate(str(path), invariant=1).build([Paragraph(text, styles[style]) for style, text in words])


def mail(place: str, attached: bytes | None = None) -> EmailMessage:
    """A mail that tells of the fall of a place."""
    made = EmailMessage()
    made["Subject"], made["From"] = f"{place} has fallen", "The Desk <desk@wire.example>"
    made["Date"], made["Message-ID"] = "Thu, 12 Aug 2021 20:00:00 +0000", f"<{place.replace(' ', '-')}@wire.example>"
    made.set_content(f"Taliban fighters captured {place} on Thursday, officials said.")
    if attached is not None:
        made.add_attachment(attached, maintype="application", subtype="octet-stream", filename="more.docx")
    return made


def write_folder(folder: Path) -> None:
    """One file of each format that a newsroom has."""
    write_docx(folder / "kunduz.docx")
    write_odt(folder / "farah.odt")
    write_pdf(folder / "2021-08-12_ghazni.pdf")
    (folder / "taloqan.rtf").write_text(
        r"{\rtf1\ansi TALOQAN, Aug 8, 2021 (AFP) - Taliban fighters captured Taloqan on Sunday.\par They left.\par}",
        encoding="ascii",
    )
    (folder / "kandahar.eml").write_bytes(mail("Kandahar").as_bytes())
    opening = b"From desk@wire.example Thu Aug 12 20:00:00 2021\n"
    boxed = [opening + mail(each).as_bytes() for each in ("Qala-e Naw", "Pul-e Alam")]
    (folder / "box.mbox").write_bytes(b"\n\n".join(boxed))
    (folder / "qalat.mhtml").write_bytes(SAVED_PAGE)
    (folder / "feed.xml").write_text(FEED, encoding="utf-8")
    (folder / "result.json").write_text(json.dumps(TELEGRAM), encoding="utf-8")
    (folder / "answer.json").write_text(json.dumps(ANSWER), encoding="utf-8")
    with gzip.open(folder / "kabul.txt.gz", "wt", encoding="utf-8") as packed:
        packed.write("KABUL, Aug. 15, 2021 (AFP) - Taliban fighters entered the city of Kabul on Sunday.")
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("2021/2021-08-14_maymana.txt", "Taliban fighters captured Maymana on Saturday.")
        archive.writestr("__MACOSX/._x.txt", "nothing")
    words = "The governor\u2019s office in Faizabad fell on Wednesday \u2013 Taliban fighters took it, officials said."
    (folder / "2021-08-11_faizabad.txt").write_bytes(words.encode("cp1252"))
    write_tables(folder)


ANSWER = {
    "status": "ok",
    "articles": [
        {
            "source": {"id": None, "name": "The Courier"},
            "title": "Feroz Koh",
            "publishedAt": "2021-08-12T21:00:00Z",
            "content": "<p>Taliban fighters captured Feroz Koh &amp; the road to it.</p>",
            "url": "https://courier.example/2",
        }
    ],
}
HEADER = ("Headline", "Body", "Published At", "Outlet", "Link")
ROW = ("Asadabad falls", "Taliban fighters captured Asadabad on Saturday.", "14 August 2021", "The Courier")


def write_tables(folder: Path) -> None:
    """Tables of articles: CSV, Excel and Parquet."""
    (folder / "articles.csv").write_text(
        ";".join(HEADER) + "\n" + ";".join((*ROW, "https://courier.example/3")) + "\n;;2021-08-14;;\n", encoding="utf-8"
    )
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["title", "content", "date", "source"])
    book.active.append(["Zaranj", "Taliban fighters captured Zaranj on Friday.", date(2021, 8, 6), "The Courier"])
    book.save(folder / "articles.xlsx")
    columns = {"text": ["Taliban fighters captured Aybak on Monday."], "timestamp": [1_628_510_400], "publisher": ["A"]}
    parquet.write_table(pa.table(columns), folder / "articles.parquet")
