"""Navigation debris inside an article: what a web page left between the sentences.

Knows three kinds: whole lines (credits, share buttons, advertisements, cookie notices), the headline said again, and
the run of related headlines that a linked name drags into its sentence. The rules are conservative: a line goes only
as a whole, a run only if a name is glued to what follows and the run ends in the word MORE. Whatever is found is
named by the caller, never dropped silently.
"""

# ruff: noqa: RUF001 - curly quotes and dashes are what real text is made of

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.documents.offsets import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE_MAX = 200
"""A line longer than this is never debris."""
RUN_MAX = 600
"""A run of related headlines is looked for within this many characters before its MORE."""

_BUTTON = (
    r"(?:share|tweet|e-?mail|print|save|facebook|twitter|x|whatsapp|telegram|linkedin|reddit|pinterest|messenger"
    r"|copy\ link|bookmark|listen|comments?|\d+\ comments?"
    r"|share\ (?:this|on|via|to)(?:\ (?:this|article|story|post|page|facebook|twitter|x|whatsapp|telegram|e-?mail))*)"
)
_DEBRIS_LINE = re.compile(
    rf"""
    (?: ©\s*\S.{{0,100}} | copyright\s+(?:©|\(c\)|\d{{4}}).*
      | \(?(?:photo|photograph|image|picture|video)(?:\s+(?:by|credit|source|courtesy)\b.*|\s*:.*)
      | (?:(?:image\s+)?credits?|image\s+source)\s*:.{{0,80}}
      | \(?(?:ap|reuters|afp|epa|getty)\s+(?:photo|image|file)s?(?:\s*[/,:)–—-].{{0,80}}|\s+by\s.{{0,60}})?
      | {_BUTTON}(?:[\s|,/·•]+{_BUTTON})*
      | advertisements?(?:\s*[-–—:]?\s*(?:scroll\s+to\s+continue|continue\s+reading\s+below))?
      | sponsored(?:\s+content)?
      | (?:story|article)\s+continues\s+(?:below|after).* | scroll\s+(?:down\s+)?to\s+continue.*
      | (?:read|see|watch|listen|learn)\s+(?:more|also|next)\b\s*(?::.*|»|→|\.\.\.)?
      | (?:also\s+read|related|more\s+on\s+this|recommended|don[’']t\s+miss)\s*:.*
      | (?:related|recommended|trending|most\s+(?:read|viewed|popular))
        (?:\s+(?:stories|articles|news|now|topics|content))?
      | (?:sign\s+up|subscribe|register)\s+(?:for|to|now|here|today)\b.* | click\s+here\b.*
      | download\s+(?:pdf|the\s+app)\b.{{0,30}} | skip\s+to\s+\w.*
      | follow\s+us\b.* | (?:back|return|jump)\s+to\s+top
      | (?:we|this\s+(?:web)?site)\s+uses?\s+cookies\b.* | (?:accept|reject|manage)\s+(?:all\s+)?cookies.*
      | by\s+(?:clicking|continuing)\b.*\b(?:cookies|privacy)\b.*
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_MORE = re.compile(r"(?<=\s)MORE(?=[\s,.;:)”\"]|\Z)")
_FIRST_NAMES = r"(?:[(“\"]?[A-Z][\w’'.-]{0,30}[)”\"]?\s+){0,4}?"
_SAID_AGAIN = re.compile(rf"(?<!\w)(?P<last>[A-Z][\w’'.-]{{1,30}}?)(?P<again>{_FIRST_NAMES}(?P=last))(?=\S)")
_GLUED = re.compile(r"(?<=[a-z]{3})(?=[A-Z])")
_SENTENCE_END = re.compile(r"[a-z]{3}[.!?][”\"’)]*\s+(?=[A-Z“\"])")
_TITLE_SHARE = 1 / 3
_RUN_WORDS = 6


def find_debris_lines(text: str) -> Iterator[Edit]:
    """Yield an edit for each line that is debris as a whole, and for a headline said again among the first five lines.

    Lines are parted by newlines; blanks around them are expected to be gone. The newline stays.

    >>> [text[0:14] for text in ["© Some Agency"] if list(find_debris_lines(text))]
    ['© Some Agency']
    """
    headline, seen, start = "", 0, 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if 0 < end - start <= LINE_MAX:
            line = text[start:end]
            seen += 1
            if seen == 1:
                headline = line.casefold()
            if (1 < seen <= len("first") and line.casefold() == headline) or _DEBRIS_LINE.fullmatch(line):
                yield Edit(start, end)
        start = end + 1


def find_debris_runs(text: str) -> Iterator[Edit]:
    """Yield an edit for each run of related headlines between a name and the word MORE; the name itself stays.

    The run starts where a name is said again without a blank between ("SmithAnna SmithOvernight ... MORE"), else
    where a lower-case letter is glued to a capital and at least a third of the words up to MORE begin with a capital.
    It holds at most 600 characters and no blank line.

    >>> text = "Minister RoeJane RoeOvernight News: Storm Hits Coast Roads Closed MORE said so."
    >>> [text[: edit.start] + text[edit.end :] for edit in find_debris_runs(text)]
    ['Minister Roe said so.']
    """
    reach = 0
    for more in _MORE.finditer(text):
        first = max(reach, more.start() - RUN_MAX)
        blank_line = text.rfind("\n\n", first, more.start())
        first = blank_line + 2 if blank_line >= 0 else first
        start = _run_start(text[first : more.start()])
        if start is not None:
            yield Edit(first + start, more.end())
        reach = more.end()


def _run_start(window: str) -> int | None:
    """Where in the words before MORE the run of headlines begins."""
    again = _SAID_AGAIN.search(window)
    if again:
        return again.end("last")
    ends = [match.end() for match in _SENTENCE_END.finditer(window)]
    glued = _GLUED.search(window, ends[-1] if ends else 0)
    if glued is None:
        return None
    words = [word for word in re.findall(r"\w+", window[glued.end() :]) if not word.isdigit()]
    capital = sum(word[0].isupper() for word in words)
    return glued.end() if len(words) >= _RUN_WORDS and capital >= len(words) * _TITLE_SHARE else None
