"""Why a unit stands as it does, in each language of the page: on the page, in Python and in the terminal."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest

import conflictmap
from conflictmap.cli import main
from conflictmap.narrative import paragraphs
from geo.errors import UsageError
from geo.files import seeds_folder
from geo.ledger.english import read_reasons
from geo.ledger.table import RuleId, read_table
from geo.vocab import ControlState, Unit
from geo.wording import NamedSide, NamedState, Several, UnitKind, Wording
from maps.language import LANGUAGES, speaking
from maps.payload import build_payload
from maps.said import explained, sentence

if TYPE_CHECKING:
    from conflictmap.api import Result
    from geo.wording import Value

OTHERS = [each for each in LANGUAGES if each != "en"]
DAY = date(2021, 8, 8)
LATIN = re.compile("[A-Za-z]{2,}")
IDS = {*map(str, RuleId), "capital", "districts", "majority"}
"""What stays as it is in a sentence of any language: ids that are looked up."""


@cache
def seeds() -> Result:
    """Run the seeds once."""
    return conflictmap.run(seeds_folder())


def reasons_in(part: object) -> list[str]:
    """Every `why` of a payload."""
    if isinstance(part, dict):
        own = [part["why"]] if isinstance(part.get("why"), str) else []
        return own + [each for value in part.values() for each in reasons_in(value)]
    return [each for value in part for each in reasons_in(value)] if isinstance(part, (list, tuple)) else []


def foreign(text: str) -> set[str]:
    """The Latin words of a text but for quotes, headlines, addresses and what is isolated as another language's."""
    text = re.sub("\u2068[^\u2068\u2069]*\u2069|“[^”]*”|https?://\\S+", "", text)
    return set(LATIN.findall(text)) - IDS - {part for each in IDS for part in each.split("_")}


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("rule", list(RuleId))
def test_every_rule_is_told_in_every_language(rule: RuleId, language: str) -> None:
    """With its values, the day written out and in the language's digits, and with what would change it."""
    more: dict[str, int | Several | Wording | str] = {"total": 7, "majority": 4, "decision": "a1"}
    more["tally"] = Several((Wording.of("tally.held", side=NamedSide("taliban"), count=4),))
    more["outcome"] = Wording.of("tally.holds", side=NamedSide("taliban"))
    told = read_table().tell(
        rule,
        unit=Unit.PROVINCIAL_CAPITAL,
        unit_id="AF-KDZ",
        side="taliban",
        day=DAY,
        contested_days=14,
        mover="government",
        **more,
    )
    with speaking(language):
        words = sentence(told)
    assert "کندز" in words
    assert ("۲۰۲۱" in words) == ("{day}" in read_table().rules[rule].explanation)
    assert ("طالبان" in words) == any(name in read_table().rules[rule].explanation for name in ("{side}", "{tally}"))
    assert not foreign(words)


@pytest.mark.parametrize("language", OTHERS)
def test_every_reason_is_told_in_every_language(language: str) -> None:
    """Judged counts, contradictions and tallies, with sums and lists in the language's digits."""
    values: dict[str, Value] = {
        "day": DAY,
        "earlier": DAY,
        "count": 5,
        "stated": 6,
        "sum": 9,
        "total": 8,
        "reports": 2,
        "side": NamedSide("taliban"),
        "sides": Several((NamedSide("taliban"), NamedSide("government"))),
        "state": NamedState(ControlState.CONTESTED),
        "units": UnitKind(Unit.PROVINCIAL_CAPITAL, 5),
        "totals": Several((34,)),
        "days": Several((DAY, date(2021, 8, 9))),
        "sums": Several((5, 4), is_sum=True),
        "named": Wording.of("reason.named", day=DAY, count=5, units=UnitKind(Unit.PROVINCE, 5),
                            state=NamedState(ControlState.CONTESTED)),
    }  # fmt: skip
    with speaking(language):
        for table in ("reason", "contradiction", "tally"):
            for name, template in read_reasons()[table].items():
                asked = {each: values[each] for each in re.findall(r"\{(\w+)\}", template)}
                words = sentence(Wording(f"{table}.{name}", tuple(asked.items())))
                assert not foreign(words), (table, name)
                assert not re.search("[0-9{}]", words), (table, name)
        assert "۵ + ۴ = ۹" in sentence(Wording("reason.excess", tuple(values.items())))


def test_a_number_of_units_follows_the_plural_rule() -> None:
    """English and Pashto have a form for one, by Babel's rules."""
    one, many = (UnitKind(Unit.DISTRICT, number) for number in (1, 3))
    for language, forms in (("en", ("district", "districts")), ("ps", ("ولسوالي", "ولسوالۍ"))):
        with speaking(language):
            said = [sentence(Wording.of("reason.not_known_in_full", units=each)) for each in (one, many)]
        assert all(form in words for form, words in zip(forms, said, strict=True))


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize(
    ("unit", "kind", "rule"), [("Kunduz", None, "capital"), ("Bazarak", None, "capital"), ("Herat", None, "capital"),
                               ("Kunduz", Unit.PROVINCE, "districts-majority")],
)  # fmt: skip
def test_the_whole_story_is_in_the_language(language: str, unit: str, kind: Unit | None, rule: str) -> None:
    """Of a fall, a claim that is denied, two days told, and a count of districts, nothing is left in English."""
    why = seeds().why(unit, "2021-09-07", kind=kind, rule=rule, language=language)
    who = {each.event.source_original for each in why.testimonies} | {each.event.source for each in why.testimonies}
    told = str(why)
    for name in sorted(filter(None, who), key=len, reverse=True):
        told = told.replace(name, "")
    assert not foreign(told)
    assert told.count("\n") > 5


def test_print_gives_sentences_and_zones_are_named() -> None:
    """In English as in the terminal; an instant has its zone, a day without a time has none."""
    why = seeds().why("Kunduz", "2021-08-10")
    told = str(why)
    assert told.startswith("Kunduz (AF-KDZ) at the end of 10 August 2021.\n")
    assert "8 August 2021, 17:40 Kabul time" in told
    assert "23:59" not in told
    assert told == "\n".join(" " * indent + text for indent, text in paragraphs(why))
    assert "۱۷:۴۰ به وقت کابل" in str(seeds().why("Kunduz", "2021-08-10", language="fa"))


def test_another_language_is_misuse() -> None:
    """Said at once, with those that there are."""
    with pytest.raises(UsageError, match="en, fa, ps"):
        seeds().why("Kunduz", "2021-08-10", language="de")


def test_the_command_takes_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    """`why --language`, as `map --language`; the record stays as it is."""
    asked = ["why", "Kunduz", str(seeds_folder() / "2021-08-10-envoy.md"), "--as-of", "2021-08-10"]
    assert main([*asked, "--language", "ps", "--format", "text"]) == 0
    told = capsys.readouterr().out
    assert "د طالبان په لاس کې دی" in told
    assert not {"\u2068", "\u2069"} & set(told)
    assert "\\u2068" not in told
    assert main([*asked, "--language", "ps", "--format", "jsonl"]) == 0
    assert "Kunduz was reported taken" in capsys.readouterr().out


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_explains_in_its_language(language: str) -> None:
    """Each row of the map and each stated count; in English as the files have it."""
    scene = seeds().scene
    with speaking(language):
        told = reasons_in(build_payload(scene))
    assert len(told) > 40
    if language == "en":
        assert {row.explanation for row in scene.controls if row.superseded_at is None} >= {
            each for each in told if "What would change it" in each
        }
    else:
        assert not set().union(*map(foreign, told))


def test_a_row_is_told_in_english_as_the_ledger_has_it() -> None:
    """One text for the files, the terminal and the English page."""
    for row in seeds().controls:
        assert explained(row) == row.explanation
