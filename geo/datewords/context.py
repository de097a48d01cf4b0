"""Whether the words around a match allow it to be a date: "may" the verb, "the Sun", "in his twenties", "2015 men".

Each form that has another meaning has a check here; the forms that have none are always allowed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.datewords.expression import DateKind
from geo.datewords.words import folded

if TYPE_CHECKING:
    from geo.datewords.around import Around
    from geo.datewords.matched import Read

_PLAIN_YEAR = re.compile(
    r"\b(?:in|since|until|till|during|throughout|of|by|before|after|from|through|early|mid|late|between|and|year|spring|summer"
    r"|autumn|fall|winter|and|around|circa|back to|as early as|as late as|as recently as|as far back as)[\s-]+(?:the\s+year\s+)?$|[(,]\s*$"
)
_HIJRI_YEAR = re.compile(r"\b(?:in|since|until|during|year)\s+$")
_WITHIN = re.compile(
    r"\b(?:in|within|inside|over|during)\s+(?:(?:just|only|less than|fewer than|under|barely|about|around|some|the"
    r"|the space of|a matter of|a span of|the course of|a period of|at most|as little as)\s+)*$"
)
_LASTING = re.compile(
    r"\bfor\s+(?:(?:just|only|about|around|some|the|at least|more than|almost|nearly|over|up to)\s+)*(?P<amount>[\w-]+\s+)?$"
)
"""Before "two weeks before X": how long something went on, not how long before."""
_BULLETS = "•*-–— \t\n"
_BEHIND_LABEL = re.compile(r"\s*(?::(?!\d)|[–—]|-\s|\s-|$)")
"""What stands behind the label of an entry."""
_OF_NAME = re.compile(r"\s+of\s+[A-Z]")
_SHORT = 4


def _is_day(here: Around, found: Read) -> bool:
    """A month and a number, not "In May 20 people", nor "they may 11"; "On May 20 people" is a day."""
    is_counted = here.word_behind() in here.words.lists["counted"] and here.word_before() != "on"
    if found.parts.year is None and is_counted:
        return not here.lower[here.start].isalpha()
    word = here.match.groupdict().get("month") or ""
    is_word = word in {"may", "march", "mar", "dec", "sep", "jan"} and here.lower[here.start].isalpha()
    if is_word and found.parts.year is None and not here.is_capital():
        return here.word_before() in here.words.lists["before_dated"]
    return True


def _month(here: Around, found: Read) -> bool:
    """A bare month's name is one: "in April", not the March of Dimes, the verb "may" or a person called April."""
    if found.parts.year is not None or found.parts.step is not None:
        return True
    before = here.word_before()
    if _OF_NAME.match(here.text, here.end) or (
        here.text[here.start - 3 : here.start - 2].isupper() and ". " in here.before[-2:]
    ):
        return False
    if re.match(r"[-’']?[^\W\d_]", here.lower[here.end : here.end + 2]) and not here.lower.startswith(
        ("'s", "’s"), here.end
    ):
        return False
    lists = here.words.lists
    if before in lists["before_month"] | {"late", "early", "mid", "last", "this", "next", "of"} | {"the month of"}:
        return (
            here.is_capital()
            or here.match["month"] not in {"may", "march"}
            or before in {"in", "since", "last", "until", "of"}
        )
    if not here.is_capital():
        return False
    if _opens_entry(here):
        return True
    behind = here.word_behind()
    if before in lists["before_month_as_adjective"]:
        return (
            bool(behind)
            and here.lower[here.end : here.end + 1] == " "
            and here.text[here.end + 1].islower()
            and behind != "of"
        )
    return behind in lists["after_month"]


def _months(here: Around, found: Read) -> bool:
    has_and = " and " in here.match.group()
    return (found.parts.year is not None and not has_and) or here.word_before() in {
        "between",
        "from",
        "in",
        "during",
    }


def _opens_entry(here: Around) -> bool:
    """Whether it opens a text as the label of an entry: "2001: troops took X", "March - floods"; or is all of it."""
    return not here.lower[: here.start].strip(_BULLETS) and _BEHIND_LABEL.match(here.lower, here.end) is not None


def _year(here: Around, found: Read) -> bool:
    del found
    return _PLAIN_YEAR.search(here.before) is not None or _opens_entry(here)


def _years(here: Around, found: Read) -> bool:
    if " and " in here.match.group():
        return here.word_before() == "between"
    if here.before.endswith("("):
        return False  # the years of a life, or of a war that is only named
    return _year(here, found) or here.word_before() in {"the", "war", "s"}


def _hijri_year(here: Around, found: Read) -> bool:
    del found
    return _HIJRI_YEAR.search(here.before) is not None


def _hijri(here: Around, found: Read) -> bool:
    """A month of the Solar Hijri calendar is also a name: without its year it must stand behind "on"."""
    if found.parts.year is not None:
        return True
    return here.word_before() in {"on", "dated"} and here.match["month"] not in {"hut", "tir", "dey"}


def _odd_day(here: Around, found: Read) -> bool:
    """A number, a word with a capital and a year are a date that cannot be read only where a date is asked for."""
    del found
    capital = here.text[here.match.start("odd")].isupper()
    return capital and here.word_before() in {"on", "dated", "since", "until", "from", "before", "after"}


def _ordinal(here: Around, found: Read) -> bool:
    return here.before.endswith(("on the ", "since the ", "by the ", "until the ", "from the ")) or (
        found.parts.step is not None and here.before.endswith("the ")
    )


def _weekday(here: Around, found: Read) -> bool:
    """Not the Sun, the Friday Times, Good Friday, "sat down"."""
    del found
    word, before, behind = here.match["weekday"], here.word_before(), here.word_behind()
    if before in here.words.lists["before_weekday"]:
        return False
    if behind in here.words.lists["building_of_weekday"]:
        return False
    if behind in here.words.lists["after_weekday"] and here.text[here.end + 1 : here.end + 2].isupper():
        return False
    if len(word) > _SHORT + 1:
        return True
    if before in here.words.lists["before_short_weekday"]:
        return True
    stop = here.match.group().endswith(".")
    dated = (
        re.match(r"\.?,?\s+(?:\d|" + "|".join(here.words.months) + ")", here.lower[here.end : here.end + 14])
        is not None
    )
    return here.is_capital() and (dated or (stop and before not in {"the", "a"} and here.before[-1:] != "\n"))


def _decade(here: Around, found: Read) -> bool:
    del found
    return here.word_before() not in here.words.lists["before_age"]


def _season(here: Around, found: Read) -> bool:
    """A season with its year or "last", else behind "in"; "fall" is mostly a verb or another noun."""
    if here.match["season"] == "fall" and found.parts.step is None:
        return found.parts.year is not None and here.word_before() in {
            "in",
            "the",
            "early",
            "late",
            "mid",
            "since",
            "of",
            "during",
        }
    if found.parts.year is not None or found.parts.step is not None:
        return True
    return re.search(r"\b(?:in|during|since|until|by)\s+(?:the\s+)?$", here.before) is not None


def _counted(here: Around, found: Read) -> bool:
    """An amount of time alone is a period only behind "in" or "within", and "in three days' time" is none."""
    return found.kind is DateKind.SHIFT or _is_within(here)


def _is_within(here: Around) -> bool:
    return _WITHIN.search(here.before) is not None and not here.lower.startswith(
        (" time", "' time", "’ time"), here.end
    )


def _weekend(here: Around, found: Read) -> bool:
    del found
    return re.search(r"\b(?:over|at|on|during|since)\s+the\s+$", here.before) is not None


def _lunar(here: Around, found: Read) -> bool:
    """Ramadan as a time, not as a man's name."""
    if found.kind is DateKind.YEAR or any(each.isdecimal() for each in here.match.group()):
        return here.word_before() in {"in", "on", "during", "of", "since", "before", "after", "until", "month"}
    return (
        re.search(
            r"\b(?:in|during|since|until|after|before|on|(?:eve|start|end|beginning|(?:day|night|week)s?)\s+of)\s+"
            r"(?:the\s+)?(?:holy\s+month\s+of\s+)?$",
            here.before,
        )
        is not None
    )


def _unit_shift(here: Around, found: Read) -> bool:
    """A unit with its article ("the day after", "a week before"), and not "day after day"."""
    del found
    return re.search(r"\b(?:the|a|one)\s+$", here.before) is not None and here.word_behind() not in {
        "day",
        "week",
        "year",
    }


_CHECKS = {
    "month": _month,
    "months": _months,
    "year": _year,
    "years": _years,
    "hijri_year": _hijri_year,
    "hijri": _hijri,
    "odd_day": _odd_day,
    "ordinal": _ordinal,
    "weekday": _weekday,
    "decade": _decade,
    "season": _season,
    "counted": _counted,
    "weekend": _weekend,
    "lunar": _lunar,
    "unit_shift": _unit_shift,
}


def _lasts(here: Around) -> bool:
    """Whether "for" stands before an amount of time, the amount inside the match or before it."""
    lasting = _LASTING.search(here.before)
    if lasting is None:
        return False
    amount = lasting["amount"]
    return amount is None or amount.strip().isdecimal() or folded(amount) in here.words.amounts


def allows(form: str, found: Read, here: Around, *, is_dated: bool = False) -> bool:
    """Whether a match of a form is the date that it looks like; with `is_dated` a weekday before it has said so."""
    check = _CHECKS.get(form)
    if check is not None and not check(here, found):
        return False
    if found.kind is DateKind.SHIFT and _lasts(here):
        return False
    return found.kind is not DateKind.DAY or is_dated or _is_day(here, found)
