"""The words that count the dead and the injured, from `data/languages/en/tolls.toml`, and the patterns made of them.

Knows how the words stand around a number: as what those counted suffer ("were killed", "died"), as what does it to them
("killing"), as a total ("the death toll rose to"). Which number they belong to is asked in `geo.text.tolls`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from geo.datewords.words import load_words
from geo.language.word_lists import read_words
from geo.text.number_words import load_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Harm(StrEnum):
    """What was done to those counted."""

    KILLED = "killed"
    INJURED = "injured"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class TollWords:
    """The patterns of one language; each is matched on text in lower case.

    `beginning` matches where a text has any word of harm; one without has no toll. `behind` is what may stand
    behind those counted, `before` what ends right before their number, `total` a total that ends there. `nouns` are
    what is counted and harmed at once ("fatalities"). `claiming` ends before a number of `lives`, or of people with
    `their_lives` behind them; `lives_lost` stands behind the number itself. `among` ends before a part of those
    counted, which `of_them` or `among_them` follows, `aside` is an apposition that lists parts; `part_of` stands
    between a number and the whole that it is a part of, unless that is `harmed`; `opening_whole` opens a sentence
    before a whole. `either` says of those counted that they are dead or injured, and `together` counts both. `kin` are
    counted with somebody before them, `with_others` says that he was not alone.
    `collective` is a body of people, no person. `beside` ends before those of somebody who is named right behind
    the harm ("killed the governor and"), `subject_beside` before those of a subject ("the governor and two");
    `of_somebody` follows their number. `between` joins the numbers of a list, `joined` ends before a verb that
    "and" links, `linked` before the last of a list ("and with him"); `no_single` are nouns in the singular of what
    is more than one person, `goes_on` and `elsewhere` a number to a toll of another place ("two in Warsaj"),
    `there` what is told of a place ("X, where"), `oblique` ends before what is no subject or object. `after`,
    `since` and `earlier` set an event and a toll apart in time, `long_after` ends in a clause that says how far ("six
    weeks after"). `killing` are verbs of which a person dies, `verbs` all that say what is done to somebody or what he
    does. `formation` is the name of a unit with the number that belongs to it, as it is written; `doer` is no number
    but what killed others ("one in X killed six"). `aged` ends before an age. `further` ends before the number of a
    toll that adds to another, `others` follows it; `then_died`
    follows a number of those who were hurt first (`of_hurt` where they are told as such, `hurt_died` with the number
    of all of them), `none_of` and `denying` end before those who were not harmed, `but_for` opens a number of those
    who were left, `fatally` says of them how badly, `anybody` are nouns that say nothing of whom they count,
    `ages_and_sexes` those that say only how old or of what sex they are, `civilians` are words for people of no party,
    `figure` ends before the new number of whatever was counted before,
    `unsure` marks what is not said to have happened, `other` a count of something else.
    """

    beginning: re.Pattern[str]
    behind: Mapping[Harm, re.Pattern[str]]
    before: Mapping[Harm, re.Pattern[str]]
    total: Mapping[Harm, re.Pattern[str]]
    figure: re.Pattern[str]
    nouns: Mapping[Harm, frozenset[str]]
    claiming: re.Pattern[str]
    lives: frozenset[str]
    life_of: re.Pattern[str]
    lives_lost: re.Pattern[str]
    losing: re.Pattern[str]
    lost_men: re.Pattern[str]
    their_lives: re.Pattern[str]
    among: re.Pattern[str]
    aside: re.Pattern[str]
    aged: re.Pattern[str]
    of_them: re.Pattern[str]
    of_one: re.Pattern[str]
    of_many: re.Pattern[str]
    body_of: re.Pattern[str]
    among_them: re.Pattern[str]
    part_of: re.Pattern[str]
    opening_whole: re.Pattern[str]
    harmed: re.Pattern[str]
    either: re.Pattern[str]
    together: frozenset[str]
    kin: re.Pattern[str]
    with_others: re.Pattern[str]
    collective: re.Pattern[str]
    beside: Mapping[Harm, re.Pattern[str]]
    between: re.Pattern[str]
    joined: re.Pattern[str]
    linked: re.Pattern[str]
    no_single: frozenset[str]
    one_bare: frozenset[str]
    formation: re.Pattern[str]
    doer: re.Pattern[str]
    goes_on: re.Pattern[str]
    elsewhere: re.Pattern[str]
    there: re.Pattern[str]
    oblique: re.Pattern[str]
    of_somebody: re.Pattern[str]
    subject_beside: re.Pattern[str]
    after: re.Pattern[str]
    since: re.Pattern[str]
    of_a_war: re.Pattern[str]
    long_after: re.Pattern[str]
    earlier: re.Pattern[str]
    further: re.Pattern[str]
    grown: re.Pattern[str]
    others: re.Pattern[str]
    also: re.Pattern[str]
    too: re.Pattern[str]
    then_died: re.Pattern[str]
    of_hurt: re.Pattern[str]
    hurt_died: re.Pattern[str]
    none_of: re.Pattern[str]
    denying: re.Pattern[str]
    but_for: re.Pattern[str]
    fatally: re.Pattern[str]
    unsure: re.Pattern[str]
    other: re.Pattern[str]
    anybody: frozenset[str]
    ages_and_sexes: frozenset[str]
    civilians: frozenset[str]
    killing: frozenset[str]
    verbs: Mapping[Harm, frozenset[str]]


@cache
def toll_words(language: str = "en") -> TollWords:
    """The patterns of a language; its file is read once."""
    table = read_words("tolls", language)
    words = {name: any_of(each) for name, each in table["words"].items()}
    harms: dict[Harm, dict[str, list[str]]] = {harm: table[harm.value] for harm in Harm}
    every = [word for parts in harms.values() for part in parts.values() for word in part]
    outcomes = [word for parts in harms.values() for word in parts["active"] if word.endswith("ing")]
    return TollWords(
        beginning=re.compile(any_of([*every, *table["words"]["lives"]])),
        behind={harm: _behind(parts, words, any_of(harms[Harm.INJURED]["done"])) for harm, parts in harms.items()},
        before={harm: _before(parts, words, any_of(harms[Harm.KILLED]["active"])) for harm, parts in harms.items()},
        total={harm: _total(parts, words) for harm, parts in harms.items()},
        figure=re.compile(rf"(?:{_changed(table['killed']['figures'], words)})\s+(?:between\s+)?$"),
        nouns={harm: frozenset(parts["nouns"]) for harm, parts in harms.items()},
        claiming=re.compile(rf"\b(?:{words['claiming']})\s+(?:(?:{words['fillers']})\s+)*(?:the\s+(?:{words['lives']})\s+of\s+)?$"),
        lives=frozenset(table["words"]["lives"]),
        life_of=re.compile(rf"\b(?:{words['lives']})\s+of\s+$"),
        lives_lost=re.compile(rf"(?:{_auxiliary(words)})(?:{words['lost']})\b"),
        losing=re.compile(rf"\b(?:{words['losing']})\s+(?:(?:{words['fillers']})\s+)*$"),
        lost_men=re.compile(rf"\s+(?:(?!of\b)[a-z]+\s+)?(?:{words['lost_men']})\b"),
        their_lives=re.compile(rf"{_PHRASE}\s+(?:{words['their']})\s+(?:{words['lives']})\b"),
        among=re.compile(rf"\b(?:{words['among']})\s+(?:at\s+least\s+|up\s+to\s+)?$"),
        aside=re.compile(
            rf"(?<=,)\s(?:(?:{words['among']})\s[^,;:.]{{1,120}}"
            rf"(?:(?:,(?:(?!\b(?:{words['auxiliaries']})\b)[^,;:.]){{1,60}}){{1,4}}(?=,\s+(?:(?:{words['before_auxiliary']})\s+)*(?:{words['auxiliaries']}"
            rf"|{any_of(table['killed']['being'])})\b)|(?=,))"
            rf"|[^,;:.]{{1,120}}\s(?:{words['amid']})\s+(?:{words['of_them']})\b(?=\s*,))"
        ),
        of_them=re.compile(rf"\s+of\s+(?:{words['of_them']})\b"),
        of_one=re.compile(rf"\b(?:{words['of_one']})\b"),
        of_many=re.compile(rf"\b(?:{words['of_many']})\b"),
        body_of=re.compile(rf"\b(?:{words['bodies_of_people']})\s+of\s+(?:\w+\s+){{0,3}}$"),
        among_them=re.compile(rf"\s+(?:{words['amid']})\s+(?:{words['of_them']})\b"),
        part_of=re.compile(rf"\s+(?:of|from)\s+(?:(?:{words['wholes']})\s+)?"),
        opening_whole=re.compile(rf"\s*(?:{words['whole_openers']})\s+(?:(?:{words['whole_determiners']})\s+)*"),
        harmed=re.compile(rf"(?:\s+\w+)?\s+(?:{words['harmed']})\b"),
        either=re.compile(rf"\b(?:{_done_to(harms[Harm.KILLED])})\s+(?:or|and/or)\s+(?:{_done_to(harms[Harm.INJURED])})\b"),
        together=frozenset(table["words"]["together"]),
        kin=re.compile(rf"\s+and\s+(?:{words['kin']})\s+(?:[\w-]+-(?:{words['old']})\s+)?(?P<who>[a-z]+)(?=\s+(?P<next>[a-z]+)|[^a-z]|$)"),
        with_others=re.compile(rf"\b(?:{words['joining']})\s+(?:{words['kin']}|{words['more']})\b"),
        aged=re.compile(rf"\b(?:{words['aged']})\s+$"),
        collective=re.compile(rf"(?:\w+\s+)?(?:{words['bodies_of_people']})\b"),
        beside={harm: _beside(parts, words) for harm, parts in harms.items()},
        between=re.compile(rf"\s*(?:,|,?\s+(?:{words['joining']}))\s+(?:at\s+least\s+)?(?:(?:{words['further']})\s+)?"),
        joined=re.compile(rf"\b(?:{words['joining']})\s+$"),
        linked=re.compile(rf"\b(?:{words['joining']})\s+(?:(?:{words['beside_him']})\s+)?$"),
        no_single=frozenset(table["words"]["no_single"]),
        one_bare=frozenset(table["words"]["one_bare"]),
        doer=_doer(words),
        formation=re.compile(
            rf"\b\d+(?=\s(?:[A-Z][\w-]*\s(?:and\s|of\s)?){{0,4}}?(?i:{words['formations']})\b(?!\s(?i:{words['men_in_it']})\b))"
        ),
        goes_on=re.compile(rf"\s+(?:{words['places']})\s+[^.;,:]{{1,50}}(?:,|,?\s+and)\s+(?:(?:{words['further']})\s+)?"),
        elsewhere=re.compile(rf"(?:\s+(?:more|others?))?\s+(?:{words['places']})\s"),
        there=re.compile(rf"[^,;.]{{1,60}},\s+(?:(?:{words['there']})|(?P<done>{any_of(outcomes)}))\s"),
        oblique=re.compile(rf"\b(?:{words['oblique']})\s+$"),
        of_somebody=re.compile(rf"\s+(?:\w+\s+)?of\s+(?:{words['owners']})\b"),
        subject_beside=re.compile(
            rf"(?:^|[,;:]\s+|\bthat\s+)(?P<who>(?:[\w’'-]+\s+){{1,6}}?)(?:{words['joining']})\s+$"  # noqa: RUF001
        ),
        after=re.compile(rf"\b(?:{words['after']})\s(?:an?|the|another|two|\w+ing)\b[^,;]*$"),
        since=re.compile(
            rf"\b(?:{words['superlatives']})\b[^,;]*\b(?:{words['since']})\s[^,;]*,\s(?:{words['when']})\s[^,;]*$"
        ),
        of_a_war=re.compile(
            rf"\b(?:{words['wars']})\b[^.;:]{{0,40}}?\s(?:{words['relative']})\s(?:{words['perfect']})\s[^.;:]{{1,60}}$"
        ),
        long_after=re.compile(
            rf"\b(?:{any_of(load_words(language).units)})\s+(?:{words['apart']})\s+(?P<between>[^,;]*)$"
        ),
        earlier=re.compile(rf"\b(?:{words['before']})\b"),
        further=re.compile(rf"\b(?:{words['further']})\s+$"),
        grown=re.compile(rf"[^.;:]{{0,60}}?,?\s+(?:{words['grown_by']})\s"),
        others=re.compile(rf"(?:\s+\w+)?\s+(?:{words['others']})\b(?!\s+than)"),
        also=re.compile(rf"\b(?:{words['also']})(?=\s)"),
        too=re.compile(rf"\s+(?:{words['too']}|{words['beside_him']})\b"),
        then_died=re.compile(rf"\s+of\s+(?:{words['of_them']}){_died(table['killed'], words)}"),
        of_hurt=re.compile(rf"\s+of\s+(?:{words['hurt']})\b"),
        hurt_died=re.compile(
            rf"\s+of\s+(?:(?:{words['wholes']})\s+)?[\w,-]+\s+(?:{words['hurt_of_a_number']})"
            rf"{_died(table['killed'], words)}"
        ),
        none_of=re.compile(rf"\b(?:{words['none']})\s+of\s+(?:(?:{words['wholes']})\s+)?$"),
        but_for=re.compile(rf"\b(?:{words['but_for']})\b"),
        denying=re.compile(rf"\b(?:{words['denying']})\s+$"),
        fatally=re.compile(rf"\s+of\s+(?:{words['of_them']})\s+(?:{words['fatally']})\b"),
        unsure=re.compile(rf"\b(?:{words['unsure']})\b"),
        other=re.compile(rf"\b(?:{words['other']})\b"),
        anybody=frozenset((*table["words"]["anybody"], *(noun for parts in harms.values() for noun in parts["nouns"]))),
        ages_and_sexes=frozenset(table["words"]["ages_and_sexes"]),
        civilians=frozenset(table["words"]["civilians"]),
        killing=frozenset((*table["killed"]["done"], *table["killed"]["active"])),
        verbs={harm: frozenset((*parts["done"], *parts["being"], *parts["active"])) for harm, parts in harms.items()},
    )  # fmt: skip


def _done_to(parts: Mapping[str, list[str]]) -> str:
    return any_of([*parts["done"], *parts["active"]])


def any_of(words: Iterable[str]) -> str:
    """One pattern for any of the words, the longest first; a blank stands for any blanks."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


_WITH_NOUN = r"(?:\s+(?:more|others?))?(?:\s+and\s+(?:[a-z'’-]+\s?){1,3}?(?=\s))?"  # noqa: RUF001
_APPOSITION = r"(?:\s*(?:,\s[^,;]{1,80},|\([^()]{1,80}\)))?"
_PHRASE = r"(?:\s+(?:in|from|at|of|on|near|inside|aboard|across|with)\s+[^,;:()]{1,60}?)?"
_ENDS = r"\s*(?:[.,;:)!?\"”—–-]|$)"  # noqa: RUF001


def _auxiliary(words: Mapping[str, str]) -> str:
    return (
        rf"\s+(?:(?:{words['before_auxiliary']})\s+)*(?:{words['auxiliaries']})\s+"
        rf"(?:(?:\w+ly|{words['behind_auxiliary']})\s+)*(?:[a-z]+(?:\s+[^.,;:\d]{{1,40}}?)?\s+and\s+)?"
    )


def _died(killed: Mapping[str, list[str]], words: Mapping[str, str]) -> str:
    """What says of those before it that they died."""
    return (
        rf"\s+(?:(?:{words['before_auxiliary']})\s+)*"
        rf"(?:(?:{words['auxiliaries']})\s+(?:(?:\w+ly|{words['behind_auxiliary']})\s+)*"
        rf"(?:{any_of(killed['done'])})|{any_of(killed['being'])})\b"
    )


def _behind(parts: Mapping[str, list[str]], words: Mapping[str, str], injuries: str) -> re.Pattern[str]:
    """The group `reduced` takes part where no auxiliary stands before the harm: "ten killed in a raid"."""
    done, being = any_of(parts["done"]), any_of(parts["being"])
    not_both = rf"\b(?!\s+(?:or|and|and/or)\s+(?:{injuries})(?!\s+(?:at|in|when|as|during|by)?\s*(?:\d|least)))"
    who = rf"(?:\s+who\s+(?:(?!\b(?:{words['clauses']})\b)[^,;:()\d]){{1,60}}?)?"
    listed = rf"(?:,\s(?:{words['among']})\s[^;:.]{{1,160}}?,|\s(?:{words['among']})\s[^;:.]{{1,120}}?|{_APPOSITION})"
    phrase = _PHRASE.replace("[^,;:()]", rf"(?:(?!\b(?:{words['nobody']})\b)[^,;:()])")
    subject = rf"{_WITH_NOUN}{listed}{phrase}{who}{_APPOSITION}"
    reduced = rf"(?={_ENDS}|\s+(?:{words['behind_reduced']})\b)"
    return re.compile(
        rf"{subject}{_auxiliary(words)}(?:{done}){not_both}"
        rf"|{subject}\s+(?:(?:{words['before_auxiliary']})\s+)*(?:{being}){not_both}(?!\s+(?:{words['no_death']})\b)"
        rf"|{_WITH_NOUN}\s+(?P<reduced>{done}){not_both}{reduced}"
    )


def _before(parts: Mapping[str, list[str]], words: Mapping[str, str], kills: str) -> re.Pattern[str]:
    """The group `both` takes part where the harm is an alternative: "killing or wounding"."""
    done = any_of([*parts["done"], *parts["being"]])
    bodies = rf"(?:an?|the|another)\s+(?:\w+\s+)?(?:{words['bodies_of_people']})\s+of\s+"
    return re.compile(
        rf"(?:\b(?P<both>(?:{kills})\s+(?:or|and|and/or)\s+)?\b(?:{any_of(parts['active'])})\s+(?:(?:{words['fillers']})\s+)*(?:{bodies})?"
        rf"|\b(?:{done})\b[^.;,]{{0,40}}\bwere\s+)$"
    )


def _beside(parts: Mapping[str, list[str]], words: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(parts['active'])})\s+[^.;:]{{1,60}}?,?\s+(?:{words['joining']})\s+$")


def _total(parts: Mapping[str, list[str]], words: Mapping[str, str]) -> re.Pattern[str]:
    total, reaching = any_of(parts["total"]), words["reaching"]
    numbered = rf"number\s+of\s+(?:\w+\s+){{0,4}}?(?:{any_of(parts['done'])})"
    raised = rf"\b(?:{words['raising']})\s+(?:the\s+)?(?:{total}|{any_of(parts['nouns'])}|dead)\b[^.;]{{0,60}}?\bto"
    put = rf"\b(?:{words['putting']})\s+(?:the\s+)?(?:{any_of(parts['nouns'])}|dead)\b[^.;]{{0,60}}?\bat"
    given = rf"\b(?:{words['giving']})\s+(?:the\s+)?(?:{total})\b[^.;]{{0,60}}?\bas"
    listed = rf"\bdead\s+(?:now\s+)?(?:{words['numbering']})"
    changed = _changed(parts["figures"], words) if "figures" in parts else "(?!)"
    return re.compile(
        rf"(?:\b(?:{total}|{numbered})\b[^.;]{{0,60}}?\b(?:{reaching})|{put}|{raised}|{given}|{listed}|{changed}|\b(?:{total})\s*:)"
        r"\s+(?:between\s+)?$"
    )


def _doer(words: Mapping[str, str]) -> re.Pattern[str]:
    """A number that stands for what did it: where it was and how many it hit stand around the verb behind it."""
    where = rf"(?:(?:{words['doer_at']})\s+(?:(?!(?:{words['doer_did']})\b)[^,;.]){{1,50}}?\s+)"
    counted = rf"(?:\d|(?:{words['doer_before_number']}|{any_of(load_numbers().ones)}|{any_of(load_numbers().tens)})\b)"
    return re.compile(rf"\b(?:{words['doers']})(?=\s+{where}(?:{words['doer_did']})\s+{counted})")


def _changed(figures: list[str], words: Mapping[str, str]) -> str:
    """A figure told before that changed: "the figure has climbed to", "they revised that figure to"."""
    figure = (
        rf"\b(?:{words['figure_openers']})\s+(?:(?:{words['figure_kinds']})\s+){{0,2}}(?:{any_of(figures)})"
        rf"(?:\s+of\s+(?:the\s+)?(?:{words['harmed']}|\d+))?"
    )
    ends = rf"(?:\s+(?:{words['figure_ways']}))*(?:\s+from\s+\S+)?\s+(?:{words['figure_ends']})"
    auxiliary = rf"(?:\s+(?:{words['figure_auxiliaries']}|\w+ly))*"
    return (
        rf"{figure}{auxiliary}\s+(?:(?:{words['changing']}){ends}|(?:{words['attaining']}))"
        rf"|\b(?:{words['changing']})\s+{figure}{ends}"
    )
