"""The dateline of a news text: `KABUL, Afghanistan, Aug. 8 (AP) —`.

Knows what a dateline looks like and where one may stand; knows no place names, so it cannot say where the place is,
and resolves no dates. It is on the ground floor because the reading of documents and the finding of mentions both
need it: the place of a dateline is where a report was filed, not where things happened.
"""

# ruff: noqa: RUF001 - curly quotes and dashes are what real text is made of

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

HEAD = 1_500
"""A dateline starts within this many characters of the text's start."""

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_YEAR = r"(?:\s?[,.]?\s*(?:19|20)\d\d)"
_DATE = (
    rf"(?:{_MONTH}\s*\d{{1,2}}(?:st|nd|rd|th)?(?!\d){_YEAR}?|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}{_YEAR}?"
    r"|(?:19|20)\d\d-\d\d-\d\d)"
)
_CAPS_WORD = r"[A-Z][A-Z’'‘`.\-]*[A-Z](?:\.|(?![A-Za-z]))"
_CAPS = rf"{_CAPS_WORD}(?:[ /](?:{_CAPS_WORD}|[A-Z]\.)){{0,4}}"
_TITLE_WORD = r"[A-Z][a-z’'‘`]+(?:[- ][A-Za-z][A-Za-z’'‘`]*){0,3}"
_REGION = (
    rf"(?:,\s+(?!{_MONTH}\s*\d)(?P<region>(?:[A-Z][\w.’'-]*|and|of)(?:[ -](?:[A-Z][\w.’'-]*|of|and|the)){{0,3}}))?"
)
_PAREN = r"\((?P<paren>[^()\n]{2,60})\)"
_DASH = r"(?:\s*(?:[-–—]{1,3}|―)(?=\s|[A-Z“\"‘])|\s*:(?=\s))"
_SPACED_DASH = r"(?:\s+[-–—]{1,3}\s+|\s*[—―]\s*)"

_SET_OFF = re.compile(r"\s+[-–—]{1,3}|\s*[—―]|:")
"""What sets a town off that stands alone; a hyphen only behind a blank, since it may be part of a word."""

_PLACE_FORMS = rf"(?:(?P<caps>{_CAPS})|(?P<title>{_TITLE_WORD}))"
_BRACKETED = r"(?:\s*\[[A-Z][^\[\]\n]{1,39}\])?"
_AT_LINE_START = re.compile(
    rf"(?P<place>{_PLACE_FORMS}{_REGION}){_BRACKETED}(?:,?\s+(?P<day>{_DATE}))?(?:\s*{_PAREN})?"
    rf"(?:,\s+(?P<later>{_DATE}))?(?P<dash>{_DASH})?"
)
_IN_LINE = re.compile(
    rf"(?<![\w-])(?P<place>(?!(?:PDF|NEWS|PRESS|RELEASE|ISAF|NATO)\b)(?P<caps>{_CAPS}),"
    rf"\s+(?P<region>[A-Z][a-z]+(?: [A-Z][a-z]+){{0,2}}))"
    rf"(?:,\s+(?P<day>{_DATE}))?(?:\s*{_PAREN})?(?P<dash>{_SPACED_DASH})?"
)
_CAPITALS_AND_REGION = re.compile(r"[A-Z.],\s+[A-Z][a-z]")  # every match of _IN_LINE holds this, few texts do
_TOWN_AND_COLON = re.compile(rf"(?:\A|\n)[ \t]*(?P<place>{_TITLE_WORD})[ \t]?:[ \t]+(?=[A-Z‘“\"'])")
_PROSE = re.compile(r"[^\n]{40,}[.!?][”’\"']?[ \t]*(?:\n|\Z)")
_WHOLE_DATE = re.compile(rf"(?:^|.*(?:[,;]|\s[-–—])\s*)(?P<day>{_DATE})\s*$")
_LINE_START = re.compile(r"(?:\A|\n)[ \t\u00a0]*")
_BREAKS = str.maketrans("\u2028\u2029\x0b\x0c\r\u00a0", "\n\n\n\n\n ")
_NOT_A_PLACE = frozenset(
    (  # noqa: SIM905 - words in capitals that open a headline, not a report
        "UPDATE UPDATED BREAKING WATCH VIDEO EXCLUSIVE ANALYSIS OPINION EXPLAINER CORRECTED CORRECTION FACTBOX "
        "READ LIVE PHOTOS PHOTO NEWS RELEASE MORE ALSO NOTE EDITORIAL COMMENT INTERVIEW TIMELINE REPORT STATEMENT "
        "TRANSCRIPT WARNING URGENT ALERT REFILE PRESS FILE"
    ).split()
)
_OPENS_REPORT = re.compile(r" (?:A|An|At|The|As|In|On|Some|Several|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|\d+) ")
"""What opens a report right behind its agency, where neither day nor dash parts the two."""
_AGENCY = re.compile(r"[A-Z][\w .&/’'+-]{1,39}")


class Dateline(NamedTuple):
    """A dateline as spans of the text, ends exclusive: the whole, the place, the date words (or None), and the agency.

    `end` stands behind the dash and the blanks after it, where the report itself begins. `place` holds the town with
    its country or province, if that is given: "KUNDUZ, Afghanistan".
    """

    start: int
    end: int
    place: tuple[int, int]
    date: tuple[int, int] | None = None
    agency: str | None = None


@lru_cache(maxsize=1)
def find_dateline(text: str) -> Dateline | None:
    r"""The first dateline in the head of a text, or None.

    At the start of a line a town in capitals counts with any one of a date, an agency in brackets or a dash, and a
    town in ordinary letters with an agency or a bracketed date and a dash, or with a colon before prose. In mid-line
    (behind a header run together with it) only capitals with a country or province and a bracketed date or a dash
    count. The earliest one wins. A text of any length is read only in its first 1,500 characters. The last answer is
    kept: two stages ask for it.

    >>> text = "City falls\n\nKUNDUZ, Afghanistan, Aug. 8 (AP) — The city fell."
    >>> found = find_dateline(text)
    >>> text[slice(*found.place)], text[slice(*found.date)], found.agency, text[found.end :]
    ('KUNDUZ, Afghanistan', 'Aug. 8', 'AP', 'The city fell.')
    """
    head = text[: HEAD + 300].translate(_BREAKS)
    found = [_at_line_starts(head), _in_line(head)]
    first = min((dateline for dateline in found if dateline), key=lambda dateline: dateline.start, default=None)
    return first or _town_and_colon(head)


def _at_line_starts(head: str) -> Dateline | None:
    last_bracket = max(head.rfind("("), head.rfind("["))
    for line in _LINE_START.finditer(head):
        start = line.end()
        if start > HEAD:
            return None
        if start > last_bracket and head[start + 1 : start + 2].islower():
            continue  # a town in ordinary letters counts with brackets alone
        match = _AT_LINE_START.match(head, start)
        if match and _counts_at_line_start(match, head):
            return _dateline(match, head)
    return None


def _counts_at_line_start(match: re.Match[str], head: str) -> bool:
    """Whether the words found are enough to be a dateline."""
    day, agency = _paren(match)
    has_day = match["day"] is not None or match["later"] is not None or day is not None
    # Without a dash a date must end the dateline by itself: in brackets, or as the end of its line.
    closed = (
        match["dash"] is not None or day is not None or (has_day and head[match.end() : match.end() + 1] in {"\n", ""})
    )
    if _is_filed(match, agency, head) or _is_filed_by_agency(match, agency, head):
        return True
    if match["caps"] is None:
        return match["dash"] is not None and (agency is not None or day is not None)
    if match["caps"].split()[0] in _NOT_A_PLACE:
        return False
    if match["paren"] is not None and day is None and agency is None:
        return False
    plain = not has_day and agency is None and match["region"] is None
    if plain and not _SET_OFF.fullmatch(match["dash"] or ""):
        return False
    return closed or (agency is not None and match["dash"] is not None)


def _is_filed(match: re.Match[str], agency: str | None, head: str) -> bool:
    """Whether a day and an agency stand before the report with no dash, or a country in brackets and a day with one.

    "Kabul, Aug 6 (IANS) Police said"; "Kabul [Afghanistan], June 2: Floods".
    """
    if match["day"] is None:
        return False
    behind = head[match.end() : match.end() + 2]
    has_country = head[match.start() : match.start("day")].rstrip(", ").endswith("]")
    return (has_country and match["dash"] is not None) or (
        agency is not None
        and (match["caps"] is not None or agency.isupper())
        and behind[:1] == " "
        and behind[1:].isupper()
    )


def _is_filed_by_agency(match: re.Match[str], agency: str | None, head: str) -> bool:
    """Whether a town of one word stands with an agency alone before the report: "Kabul (BNA) Two men were".

    A name with what it is called for short is none: "Ministry of Defence (MOD) The ministry", "Corps (ARC) At".
    """
    if agency is None or match["title"] is None or match["region"] is not None or not match["title"].isalpha():
        return False
    is_known_form = "/" in agency or agency.isupper()
    return (
        is_known_form
        and not agency.startswith(match["title"][0])
        and _OPENS_REPORT.match(head, match.end()) is not None
    )


def _in_line(head: str) -> Dateline | None:
    if not _CAPITALS_AND_REGION.search(head, 0, HEAD):
        return None
    for match in _IN_LINE.finditer(head, 0, HEAD):
        day, agency = _paren(match)
        if match["caps"].split()[0] in _NOT_A_PLACE or (match["paren"] is not None and day is None and agency is None):
            continue
        if day is not None or match["dash"] is not None:
            return _dateline(match, head)
    return None


def _town_and_colon(head: str) -> Dateline | None:
    """A town in ordinary letters with a colon before prose: of the first line or the one behind a headline.

    Where another line opens in the same way they are entries of a list, each with its own place.
    """
    opened = list(_TOWN_AND_COLON.finditer(head))
    if len(opened) != 1:
        return None
    match = opened[0]
    lines_before = [line.strip() for line in head[: match.start("place")].splitlines() if line.strip()]
    is_listed = len(lines_before) > 1 or any(line.endswith(":") for line in lines_before)
    if is_listed or match["place"].upper() in _NOT_A_PLACE or _PROSE.match(head, match.end()) is None:
        return None
    return Dateline(match.start("place"), match.end(), match.span("place"))


def _paren(match: re.Match[str]) -> tuple[tuple[int, int] | None, str | None]:
    """The span of a date and the agency between the brackets: `(AP)`, `(Sept. 1)`, `(Reuters, Aug 8)`."""
    words = match["paren"]
    if words is None:
        return None, None
    day = _WHOLE_DATE.match(words)
    before = words[: day.start("day")] if day else words
    agency = before.strip(" ,;–—-")
    base = match.start("paren")
    span = (base + day.start("day"), base + day.end("day")) if day else None
    return span, agency if agency and _AGENCY.fullmatch(agency) else None


def _dateline(match: re.Match[str], head: str) -> Dateline:
    day, agency = _paren(match)
    for group in ("later", "day"):
        if match.re.groupindex.get(group) and match[group] is not None:
            day = match.span(group)
    end = match.end()
    while end < len(head) and head[end].isspace():
        end += 1
    return Dateline(match.start(), end, match.span("place"), day, agency)
