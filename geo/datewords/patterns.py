"""How date expressions are put together from their words: one pattern a form, sorted by the kind of word they begin with.

All patterns are for text in lower case. `Patterns.beginnings` tells by its first word which kinds of forms an expression
may have; the patterns of those kinds are tried in order, and the first that fits is taken, so longer forms stand first.
`geo.datewords.reading` says what each one means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.datewords.words import alternation, load_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.datewords.words import DateWords

BEGINNING = re.compile(r"[a-z]+|[0-9]+")
"""A word or a number: what an expression begins with."""
_NO_LETTER = r"(?![^\W\d_])"
_DASH = r"\s*(?:-|–|—|to|through|until|till)\s*"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_ANY_YEAR = rf"(?:{_YEAR}|['’‘](?P<short>\d\d)(?!\d))"
_OPTIONAL_YEAR = rf"(?:,?\s*(?:of\s+)?{_ANY_YEAR})?"
_HIJRI_YEAR = r"(?P<hijri>1[2-4]\d\d)(?!\d)"
_END = r"(?!\d|[-/.]\d)"
_PART_OF_DAY = r"(?:\s+(?:morning|afternoon|evening|night|noon|midday|midnight|dawn))?"
_FUNCTION = "to|by|from|after|before|when|while|as|and|but|with|without|in|at|the|a|an|its|their"
"""Words behind "on the 30th" that show that it is a day, and no thirtieth of something."""
_REL = r"(?P<rel>last|this|next|that|the same|the previous|the following)"
_WAYS = r"(?:ago|later|earlier|afterwards?|after|before|previously|prior to|prior|hence)\b"
_WAY = rf"(?P<way>{_WAYS})"


@dataclass(frozen=True, slots=True)
class Patterns:
    """`beginnings` gives the kinds of forms that begin with a word ("0": with any number).

    `forms` are the patterns of each kind with their names, in the order in which they are tried. `bound`
    finds a bounding word right before an expression. `number` is what any number of a date looks like: it passes over
    most counts.
    """

    beginnings: Mapping[str, tuple[str, ...]]
    forms: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]
    bound: re.Pattern[str]
    number: re.Pattern[str]


@cache
def load_patterns(language: str = "en") -> Patterns:
    """The patterns of a language, compiled once."""
    words = load_words(language)
    months = alternation(words.months)
    units, amounts = alternation(words.units), alternation(words.amounts)
    amount = rf"(?:(?P<low>\d{{1,3}}|{amounts})(?:\s*(?:-|–|to|or)\s*(?P<high>\d{{1,3}}|{amounts}))?\s+(?:more\s+|full\s+|straight\s+)?(?P<unit>{units})\b)"
    lunar = alternation(words.lists["lunar"])
    plurals = alternation(word for word, unit in words.units.items() if word != unit)
    forms = {
        "number": _numbers(words, amount),
        "month": _months(words),
        "hijri": _hijri(alternation(words.solar_hijri_months)),
        "weekday": _weekdays(words),
        "amount": (("counted", rf"{amount}(?:(?:\s+to\s+the\s+(?:day|hour))?\s+{_WAY}{_upon(words)})?"),),
        "units": (("vague_shift", rf"(?P<unit>{plurals})\s+{_WAY}"),),
        "lunar": (("lunar", rf"(?P<lunar>{lunar})\b(?:,?\s+(?P<day>\d{{1,2}})(?!\d))?(?:,?\s*{_YEAR}|,?\s*(?:of\s+)?1[34]\d\d)?"),),
        **{name: ((name, pattern),) for name, pattern, _ in _others(words, amount)},
    }  # fmt: skip
    return Patterns(
        beginnings=_beginnings(words),
        number=re.compile(rf"\d{{4}}|\d{{1,3}}(?:st|nd|rd|th|['’]?s\b|\s*[-/.–—&]|\s*(?:{months})|\s+(?:of|to|and|or|through|until|more|full|straight|{units}|{alternation(words.solar_hijri_months)}|{lunar})|\s+[a-z]+,?\s+\d{{4}})"),
        forms={kind: tuple((name, re.compile(pattern)) for name, pattern in each) for kind, each in forms.items()},
        bound=re.compile(rf"\b(?P<bound>{alternation(words.bounds)})\s+(?:(?:about|around|roughly|the|at least|as early as|as late as)\s+)*$"),
    )  # fmt: skip


def _upon(words: DateWords) -> str:
    """What "a year ago" may be counted from: "today", "this week", "on Monday"; read with it, for by itself it is now."""
    days = alternation(words.weekdays)
    return rf"(?:(?<=ago)\s+(?P<upon>today|yesterday|tomorrow|this\s+(?:day|week|weekend|month|summer|winter|spring|autumn)|(?:on\s+)?(?:{days}))\b)?"


def _beginnings(words: DateWords) -> dict[str, tuple[str, ...]]:
    """The kinds of forms by the first word of each, in the order in which they are tried; amounts before single units, since "a day later" is longer."""
    kinds: dict[str, list[str]] = {"0": ["number"]}
    groups = (
        ("month", words.months),
        ("weekday", words.weekdays),
        ("amount", words.amounts),
        *((name, openers) for name, _, openers in _others(words, "")),
        ("units", words.units),
        ("hijri", words.solar_hijri_months),
        ("lunar", words.lists["lunar"]),
    )
    for kind, each in groups:
        for first in {BEGINNING.findall(word)[0] for word in each}:
            kinds.setdefault(first, []).append(kind)
    return {first: tuple(found) for first, found in kinds.items()}


def _numbers(words: DateWords, amount: str) -> tuple[tuple[str, str], ...]:
    months, hijri = alternation(words.months), alternation(words.solar_hijri_months)
    named, lunar = alternation(words.named_days), alternation(words.lists["lunar"])
    month, day = _word("month", words.months), _day("day")
    return (
        ("named", rf"(?P<named>{named}){_END}"),
        ("ymd", rf"(?P<year>1[2-4]\d\d|(?:19|20)\d\d)(?P<sep>[-/.])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}}){_END}"),
        ("dmy", rf"(?P<first>\d{{1,2}})(?P<sep>[-/.])(?P<second>\d{{1,2}})(?P=sep)(?P<year>1[2-4]\d\d|(?:19|20)\d\d){_END}"),
        ("dmy", rf"(?P<first>\d{{1,2}})(?P<sep>/)(?P<second>\d{{1,2}})/(?P<short>\d\d){_END}"),
        ("dmy", rf"(?P<first>\d\d)(?P<sep>[-.])(?P<second>\d\d)(?P=sep)(?P<short>\d\d){_END}"),
        ("day", rf"(?P<day>\d{{1,2}})(?P<sep>[-/.]?)(?P<month>{months})(?P=sep)(?:(?P<year>(?:19|20)\d\d)|(?P<short>\d\d)){_END}"),
        ("days", rf"{day}\s+{month}{_DASH}{_day('last_day')}\s+{_word('last_month', words.months)}{_OPTIONAL_YEAR}"),
        ("days", rf"{day}\s*(?:-|–|to|and|through|until|&)\s*{_day('last_day')}(?:\s+of)?\s+{month}{_OPTIONAL_YEAR}"),
        ("day", rf"{day}(?:\s+|-)(?:of\s+)?{month}{_OPTIONAL_YEAR}"),
        ("hijri", rf"{day}(?:\s+|-)(?:of\s+)?(?P<month>{hijri})\b(?:,?\s*(?:of\s+)?{_HIJRI_YEAR})?"),
        ("odd_day", rf"{day}[\s-]+(?P<odd>[^\W\d_]{{3,12}})[\s-]+,?(?P<year>1[2-4]\d\d|(?:19|20)\d\d)(?!\d)"),
        ("decade", r"(?P<year>(?:19|20)\d0)['’]?s\b"),
        ("decade", r"(?<=['’‘])(?P<short>\d0)s\b"),
        ("ordinal", rf"{_day('day', 'st|nd|rd|th')}(?:\s+(?:of\s+)?{_REL}\s+month\b|(?=\s*(?:[.,;:)]|$))|(?<=on the \d\d..)(?=\s+(?:{_FUNCTION})\b)|(?<=on the \d..)(?=\s+(?:{_FUNCTION})\b))"),
        ("hijri_and_year", rf"{_HIJRI_YEAR}\s*\({_YEAR}\)"),
        ("years", rf"{_YEAR}\s*(?:-|–|/|to|through|until|and)\s*(?P<last_year>(?:19|20)?\d\d){_END}"),
        ("counted", rf"{amount}(?:(?:\s+to\s+the\s+(?:day|hour))?\s+{_WAY}{_upon(words)})?"),
        ("lunar", rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<lunar>{lunar})\b(?:,?\s*\d{{4}})?"),
        ("year", rf"{_YEAR}(?![-/.,]?\d|\s*[%$€])"),
        ("hijri_year", rf"{_HIJRI_YEAR}(?=\s*(?:[.,;:)]|$)|\s+(?:solar|hijri|a\.?h\b|s\.?h\b|h\.?s\b))"),
    )  # fmt: skip


def _months(words: DateWords) -> tuple[tuple[str, str], ...]:
    month = _word("month", words.months)
    last = _word("last_month", words.months)
    return (
        ("days", rf"{month}\s*{_day('day')}{_DASH}{last}\s*{_day('last_day')}{_OPTIONAL_YEAR}"),
        ("days", rf"{month}\s*{_day('day')}\s*(?:-|–|to|and|through|until|&)\s*{_day('last_day')}{_OPTIONAL_YEAR}"),
        ("day", rf"{month}(?:\s*|-)(?:the\s+)?{_day('day')}(?:-(?P<dashed>(?:19|20)\d\d)(?!\d))?{_OPTIONAL_YEAR}"),
        ("month", rf"{month}(?:,|\s+of|-)?\s*{_ANY_YEAR}"),
        ("month", rf"{month}(?:,|\s+of)?\s+{_REL}\s+year\b"),
        ("months", rf"{month}(?:{_DASH}|\s*/\s*|\s+and\s+){last}{_OPTIONAL_YEAR}"),
        ("month", month),
    )


def _hijri(hijri: str) -> tuple[tuple[str, str], ...]:
    month = rf"(?P<month>{hijri})\b"
    return (
        ("hijri", rf"{month}(?:\s+|-)(?:the\s+)?{_day('day')}(?:,?\s*(?:of\s+)?{_HIJRI_YEAR})?"),
        ("hijri_month", rf"{month}(?:,|\s+of)?\s*{_HIJRI_YEAR}"),
    )


def _weekdays(words: DateWords) -> tuple[tuple[str, str], ...]:
    weekday = rf"{_word('weekday', words.weekdays)}{_PART_OF_DAY}"
    behind = "|".join(rf"(?<={re.escape(word)}\s)" for word in sorted(words.lists["before_rite"]))
    return (
        ("weekday", rf"(?:{behind}){_word('weekday', words.weekdays)}\s+(?P<rite>{alternation(words.lists['rites'])})\b"),
        ("weekday", rf"(?<=the\s){_word('weekday', words.weekdays)}\s+(?P<beside>before|after)\b(?=\s*(?:[.,;:)]|$))"),
        ("weekdays", rf"{weekday}(?:\s+(?:and|to|through|into|until|till)\s+|\s*[-–—]\s*){_word('last_weekday', words.weekdays)}{_PART_OF_DAY}"),
        ("weekday", rf"{weekday},?\s+(?:of\s+)?(?P<week>last|this|next|that|the same|the previous|the following)\s+week\b"),
        ("weekday", weekday),
    )  # fmt: skip


def _others(words: DateWords, amount: str) -> tuple[tuple[str, str, Iterable[str]], ...]:
    """Forms that begin with a word of their own: name, pattern, and the words that each may begin with."""
    seasons, decades, parts = alternation(words.seasons), alternation(words.decades), alternation(words.parts)
    near = ("last", "next", "this", "coming", "past", "previous", "preceding", "following", "current")
    return (
        ("part", rf"(?P<part>{parts})[\s-]+(?:on\s+|the\s+|in\s+)*", words.parts),
        ("relative_day", rf"(?P<word>today|tonight|yesterday|tomorrow|overnight|last night|last evening|during the night|earlier today|later today|this (?:morning|afternoon|evening)|day before yesterday|day after tomorrow)\b{_PART_OF_DAY}",
         ("today", "tonight", "yesterday", "tomorrow", "overnight", "last", "during", "earlier", "later", "this", "day")),
        ("rel_weekday", rf"(?P<rel>last|next|this past|this coming|this|coming|past|previous|following)\s+{_word('weekday', words.weekdays)}{_PART_OF_DAY}", near),
        ("rel_month", rf"(?P<rel>last|this|next|past|coming)\s+{_word('month', words.months)}(?!\s*\d)", near),
        ("period", rf"(?P<rel>past|last|previous|preceding|next|coming|following)\s+{amount}", near),
        ("recent", r"(?P<rel>recent|past|last|previous|coming|next)\s+(?P<unit>hours|days|weeks|months|years)\b", ("recent", *near)),
        ("within", r"(?P<rel>earlier|later)\s+(?:on\s+)?(?:in\s+)?(?P<which>this|that|last|next|the same|the)\s+(?P<unit>day|night|week|month|year)\b", ("earlier", "later")),
        ("same", r"(?P<rel>same|that)\s+(?:very\s+)?(?P<unit>day|night|morning|evening|afternoon|week|weekend|month|year)\b", ("same", "that")),
        ("near_unit", r"(?P<rel>next|following|previous|preceding)\s+(?P<unit>day|night|morning|evening|afternoon)\b", near),
        ("calendar", r"(?P<rel>this|last|past|current|next|coming|previous|preceding|following)\s+(?P<unit>week|weekend|month|year|decade)\b(?!-)", near),
        ("season", rf"(?:(?P<rel>last|this|next|past)\s+)?(?P<season>{seasons})\b(?:(?:,|\s+of)?\s+{_YEAR}(?:\s*[-/–]\s*(?P<last_year>\d\d(?:\d\d)?)(?!\d))?)?", (*words.seasons, *near)),
        ("decade", rf"(?P<decade>{decades})\b", words.decades),
        ("unit_shift", r"(?P<unit>day|night|morning|evening|afternoon|week|month|year)\s+(?P<way>after|before|earlier|later|prior|afterwards?)\b", ("day", "night", "morning", "evening", "afternoon", "week", "month", "year")),
        ("time_of_day", rf"before\s+(?:dawn|daybreak|sunrise|daylight)\b(?!,?\s+(?:on\b|today|yesterday|prayers?\b|{alternation(words.weekdays)}|{alternation(words.months)}))", ("before",)),
        ("weekend", r"weekend\b", ("weekend",)),
    )  # fmt: skip


def _word(group: str, table: Mapping[str, int]) -> str:
    """A name of the table, with the stop that ends it if it is an abbreviation: "Sept." but not "September."."""
    full = {max((word for word in table if table[word] == value), key=len) for value in table.values()}
    unless = "".join(sorted({f"(?<!{word[-3:]})" for word in full}))
    return rf"(?P<{group}>{alternation(table)}){_NO_LETTER}(?:{unless}\.)?"


def _day(name: str, suffix: str = "(?:st|nd|rd|th)?") -> str:
    return rf"(?P<{name}>[0-3]?\d)(?:{suffix})(?![\d%]|,\d{{3}}|\.\d|:\d|[^\W\d_])"
