"""The agency that a text names as its own source, in the dateline or in a credit line.

Knows the agencies of `data/tables/agencies.csv` and where they stand: in the brackets of a dateline ("KABUL, Aug 12
(Reuters) -"), in brackets before a dash at the start, as a by-line ("By AFP", "By Jane Roe, Associated Press"), and in
a credit at the end ("(Source: Xinhua)", "- Pajhwok"). An agency that the text quotes ("told AFP") is none of these.
"""

from __future__ import annotations

import csv
import re
from functools import cache

from geo.dateline import find_dateline
from geo.files import reference_file

HEAD = 1_500
"""A by-line stands within so many characters of the start."""
TAIL = 400
"""A credit stands within so many characters of the end."""
_LINE_MAX = 90
_DASH = r"[-\u2013\u2014]{1,3}"


def find_agency(text: str) -> str | None:
    """The agency that a text comes from, by the name that the table has for it; None if it names none.

    >>> find_agency("KABUL, Aug 12 (Reuters) - Taliban fighters entered the city.")
    'Reuters'
    >>> find_agency("The governor told AFP that the city had not fallen.") is None
    True
    """
    dateline = find_dateline(text)
    if dateline is not None and dateline.agency:
        return known_agency(dateline.agency) or dateline.agency
    head, tail, credits_ = _patterns()
    found = head.search(text[:HEAD])
    if found:
        return known_agency(found["name"])
    for line in reversed(text[-TAIL:].split("\n")):
        written = line.strip()
        if not written:
            continue
        match = credits_.fullmatch(written) if len(written) <= _LINE_MAX else None
        match = match or tail.search(written)
        return known_agency(match["name"]) if match else None
    return None


def known_agency(name: str) -> str | None:
    """The name by which an agency is known, from one of its spellings; None for what is no agency.

    >>> known_agency("the associated press"), known_agency("Kabul Gazette")
    ('AP', None)
    """
    return _spellings().get(_folded(name))


def _folded(name: str) -> str:
    return " ".join(name.replace("\u2019", "'").casefold().removeprefix("the ").split())


@cache
def _spellings() -> dict[str, str]:
    with reference_file("tables/agencies.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {_folded(name): row["name"] for row in rows for name in (row["name"], *row["spellings"].split("|")) if name}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Where an agency stands at the start, behind the last sentence, and in a credit line of its own."""
    with reference_file("tables/agencies.csv").open(encoding="utf-8", newline="") as file:
        names = [name for row in csv.DictReader(file) for name in (row["name"], *row["spellings"].split("|")) if name]
    word = "|".join(re.escape(name) for name in sorted(set(names), key=lambda name: (-len(name), name)))
    name = rf"(?P<name>(?:The\ )?(?:{word}))(?![\w-])"
    head = re.compile(
        rf"(?:^|\n)[ \t]*(?:(?=\()\(|(?:By|BY)\s+(?:[^\n,]{{2,60}},\s*)?){name}(?:\)\s*(?:{_DASH}|:)|[ \t]*(?=\n|$))"
    )
    said = r"(?:with\ )?(?:inputs?\ )?(?:source|via|agency|from|credit|reporting\ by)s?:?\ "
    tail = re.compile(rf"(?:\(|\[|\s{_DASH}\s?)(?:{said})?{name}[\])]?\.?\s*$", re.IGNORECASE)
    credit = re.compile(rf"[\[(]?(?:{_DASH}\s*)?(?:{said})?{name}[\])]?\.?", re.IGNORECASE)
    return head, tail, credit
