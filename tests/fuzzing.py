"""Made inputs that are meant to break something: documents, tables, settings, downloads; the same for the same seed.

Each maker takes a random generator and gives a file's name and bytes. They mix sound pieces with hostile ones and
damage the whole: bits are turned, stretches repeated, cut out or replaced.
"""

from __future__ import annotations

import io
import json
import zipfile
from copy import deepcopy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

PIECES = (
    "The Taliban captured the city of Kunduz on Sunday, residents said. ",
    "KABUL, Afghanistan, Aug. 8 (AP) -- ",
    "Officials denied that Ghazni had fallen. ",
    "five of 34 provincial capitals ",
    "at least 12 soldiers were killed and 3 wounded ",
    "20 km south of Kunduz ",
    "on Sunday, Aug. 8, 2021 ",
    "9999-12-31 ",
    "0001-01-01 ",
    "99999999999999999999 ",
    "the day after tomorrow, next week, 999 years ago ",
    '"' * 40,
    "“He said ‘",
    "((((((((",
    "⟦A0⟧ ⟦P0⟧ ",
    "<script>alert(1)</script>",
    "<p><b><div>",
    "<meta a=",
    "&#1114112;&amp;&#xD800;",
    "\x00",
    "\x1b[31m\x9b",
    "\ud800",
    "\u202e\u200b\ufeff",
    "کابل د کندز ",
    "é" * 30 + "\u0301" * 30,
    "\r\n\r\n",
    "\n\n",
    "---\n",
    "title: x\npublished: 2021-02-31\n",
    "x: !!int ''\ny: &a [*a]\n",
    "a" * 3000,
    "KUNDUZ " * 200,
    "1/2/3 1,000,000.5 ½ ",
)
DOCUMENTS = (".txt", ".md", ".html", ".jsonl", ".json", ".xml", ".eml", ".csv", ".docx", ".pdf", ".gz", ".zip", "")
MARKUP = {
    ".html": ("<html><head><title>T</title></head><body><article><p>", "</p></article></body></html>"),
    ".xml": (
        "<rss version='2.0'><channel><title>W</title><item><title>T</title><description>",
        "</description></item></channel></rss>",
    ),
    ".md": ("---\ntitle: A fall\npublished: 2021-08-10\n---\n", "\n"),
    ".eml": (
        "From: a@example.org\nSubject: Kunduz\nDate: Tue, 10 Aug 2021 10:00:00 +0430\nContent-Type: text/plain\n\n",
        "\n",
    ),
}
VALUES: tuple[object, ...] = (
    None,
    True,
    -1,
    0,
    10**30,
    1e308,
    "",
    "x",
    [],
    {},
    [[["a"]]],
    {"a": {"b": []}},
    "2021-08-10",
    "9999-12-31",
    "../../x",
)


def text(random: Random) -> str:
    """Some pieces in any order."""
    return "".join(random.choice(PIECES) for _ in range(random.randint(0, 12)))


def damaged(random: Random, content: bytes) -> bytes:
    """The bytes with up to four faults; often with none."""
    found = bytearray(content)
    for _ in range(random.choice((0, 0, 1, 1, 2, 4))):
        if not found:
            break
        at, length = random.randrange(len(found)), random.randint(1, 40)
        fault = random.randrange(5)
        if fault == 0:
            found[at] ^= 1 << random.randrange(8)
        elif fault == 1:
            del found[at : at + length]
        elif fault == 2:
            found[at:at] = found[at : at + length] * random.choice((1, 50))
        elif fault == 3:
            found[at : at + length] = random.randbytes(length)
        else:
            del found[at:]
    return bytes(found)


def document(random: Random, number: int) -> tuple[str, bytes]:
    """A file of one of the forms that are read, or of none."""
    suffix = random.choice(DOCUMENTS)
    if suffix in {".jsonl", ".json"}:
        rows = [_record(random) for _ in range(random.randint(1, 4))]
        lines = [json.dumps(row, ensure_ascii=random.random() < 0.5) for row in rows]
        whole = "\n".join(lines) if suffix == ".jsonl" else "[" + ",".join(lines) + "]"
    else:
        before, after = MARKUP.get(suffix, ("", ""))
        whole = before + text(random) + after
    content = whole.encode("utf-8", "surrogatepass")
    if suffix in {".zip", ".docx"}:
        content = zipped(random, {"word/document.xml": content, f"a{number}.txt": content})
    return f"d{number:06}{suffix}", damaged(random, content)


def _record(random: Random) -> object:
    fields = {
        name: random.choice(VALUES)
        for name in ("id", "title", "published", "source", "url", "language")
        if random.random() < 0.3
    }
    return fields | {"text": text(random)} if random.random() < 0.9 else random.choice(VALUES)


def table(random: Random, number: int) -> tuple[str, bytes]:
    """A table with the columns of the mapping that the tests use, more or less."""
    names = ["ID", "When", "What", "lon", "lat", "notes", "dead"]
    cells = (
        "A1",
        "2021-08-08",
        "battle",
        "68.8",
        "36.7",
        "",
        "x",
        '"',
        '"a\n',
        "9" * 30,
        "-",
        "1e999",
        "NaN",
        "=1+1",
        "\x00",
        "é",
        "9999-12-31",
    )
    mark = random.choice((",", ",", ",", ";", "\t"))
    rows = [names] + [
        [f"A{row}", "2021-08-08", "battle", "68.8", "36.7", random.choice(cells), random.choice(cells)]
        if random.random() < 0.6
        else [random.choice(cells) for _ in range(random.choice((7, 7, 7, 6, 8, 0)))]
        for row in range(random.randint(0, 30))
    ]
    end = random.choice(("\n", "\n", "\r\n", "\r"))
    content = end.join(mark.join(row) for row in rows).encode("utf-8", "surrogatepass")
    suffix = random.choice((".csv", ".csv", ".tsv", ".txt", ".zip", ".xlsx", ".parquet"))
    if suffix == ".zip":
        content = zipped(random, {"a.csv": content})
    return f"t{number:06}{suffix}", damaged(random, content)


def settings(random: Random, sound: Mapping[str, object]) -> dict[str, object]:
    """A sound table with one or two values of any type in any place."""
    found: dict[str, object] = json.loads(json.dumps(sound))
    for _ in range(random.randint(1, 2)):
        place: object = found
        while True:
            keys = (
                list(place) if isinstance(place, dict) else list(range(len(place))) if isinstance(place, list) else []
            )
            if not keys:
                break
            key = random.choice(keys)
            inner = place[key]  # type: ignore[index]
            if not isinstance(inner, dict | list) or random.random() < 0.4:
                place[key] = _value(random)  # type: ignore[index]
                break
            place = inner
    if random.random() < 0.2:
        found[random.choice(("delimiters", "first_day", "afghanistan", "x"))] = _value(random)
    return found


def _value(random: Random) -> object:
    """Any value but none, a copy: what is put into it later must not be put into the next one's."""
    return deepcopy(random.choice([each for each in VALUES if each is not None]))


def toml(value: object) -> str:
    """A value as TOML, inline."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(str(key))} = {toml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value)


def zipped(random: Random, members: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()
