"""What is only feared, doubted or claimed without "that": "officials fear they took X", "amid fears X has fallen".

Each sentence has a neighbour in nearly its words in which the change of hands is a fact.
"""

from __future__ import annotations

import pytest

from tests.reading import OF_AFGHANISTAN, taken, territory

KUNDUZ, TALOQAN = "AF-KDZ", "AF-TAK"
GONE = [("seized", KUNDUZ, "taliban")]


def _modes(text: str) -> dict[str | None, str]:
    return {each.unit_id: each.assertion_mode.value for each in territory(text + OF_AFGHANISTAN)}


@pytest.mark.parametrize("verb", ["fear", "suspect", "doubt", "hope", "worry"])
@pytest.mark.parametrize(
    "who",
    [
        "Officials",
        "Some officials",
        "The Taliban",
        "Police",
        "Many",
        "Residents of Taloqan",
        "Residents of the city",
        "Officials in Taloqan",
        "Police said officials",
        "The talks went on, but officials",
    ],
)
@pytest.mark.parametrize(
    "told",
    ["the army captured Kunduz", "the army has captured Kunduz", "Kunduz has fallen", "the city of Kunduz has fallen"],
)
def test_what_several_fear_is_no_fact(who: str, verb: str, told: str) -> None:
    """A base form behind several people is their verb, with or without "that"."""
    for that in ("", "that "):
        assert _modes(f"{who} {verb} {that}{told}.")[KUNDUZ] == "hypothetical"


@pytest.mark.parametrize(
    "text",
    [
        "Without fear the Taliban captured Kunduz.",
        "Residents say the Taliban captured Kunduz.",
        "Officials report the Taliban captured Kunduz.",
        "The Taliban captured Kunduz, and residents fear the army will shell the city.",
        "After the attack the Taliban captured Kunduz, officials said.",
        "After reports of shots the Taliban captured Kunduz.",
        "The paper printed its report, and the Taliban captured Kunduz.",
        "According to reports the Taliban captured Kunduz.",
    ],
)
def test_what_is_told_beside_a_fear_is_a_fact(text: str) -> None:
    """Neither a fear that is denied, nor one of something else, takes anything away."""
    assert taken(text + OF_AFGHANISTAN) == GONE


@pytest.mark.parametrize(
    "told", ["the Taliban captured Kunduz", "Kunduz has fallen", "Kunduz was captured", "Taliban fighters took Kunduz"]
)
@pytest.mark.parametrize(
    "form",
    [
        "Amid fears {}, residents fled.",
        "Residents fled amid fears {}.",
        "There are fears {}.",
        "Despite claims {}, the army was calm.",
        "Officials spoke of doubts {}.",
    ],
)
def test_what_a_noun_says_to_be_feared_is_no_fact(form: str, told: str) -> None:
    """A clause right behind such a noun is what it is about."""
    assert _modes(form.format(told))[KUNDUZ] == "hypothetical"


@pytest.mark.parametrize("verb", ["said", "admitted", "confirmed", "acknowledged", "announced"])
@pytest.mark.parametrize("link", [", but", " but", " and"])
@pytest.mark.parametrize("that", ["", "that "])
def test_whoever_denies_speaks_again(verb: str, link: str, that: str) -> None:
    """A verb of saying behind what is denied is of whoever denies it, not a part of it."""
    text = f"Officials denied that the Taliban captured Kunduz{link} {verb} {that}Taloqan had fallen."
    assert _modes(text) == {KUNDUZ: "negated", TALOQAN: "actual"}


@pytest.mark.parametrize(
    "text",
    [
        "The army denied that the Taliban captured Kunduz and took Taloqan.",
        "The army denied that the Taliban took Taloqan and had captured Kunduz.",
    ],
)
def test_a_denial_of_two_is_of_both(text: str) -> None:
    """A second deed of theirs is denied too."""
    assert _modes(text) == {KUNDUZ: "negated", TALOQAN: "negated"}


@pytest.mark.parametrize("who", ["The army", "Kabul", "The ministry", "The governor"])
@pytest.mark.parametrize("verb", ["disputes", "contests", "doubts", "questions", "rebuts", "denies", "cast doubt on"])
@pytest.mark.parametrize(
    "told", ["that the Taliban captured Kunduz", "the Taliban captured Kunduz", "Kunduz has fallen"]
)
def test_reports_that_somebody_disputes_are_no_fact(who: str, verb: str, told: str) -> None:
    """A present form in -s before "reports" is the verb, and "reports" what others say."""
    for said in ("reports", "claims"):
        assert _modes(f"{who} {verb} {said} {told}.")[KUNDUZ] in {"negated", "hypothetical"}


@pytest.mark.parametrize("text", ["The army confirms reports that the Taliban captured Kunduz."])
def test_reports_that_somebody_confirms_are_a_fact(text: str) -> None:
    """The neighbour of a dispute."""
    assert taken(text + OF_AFGHANISTAN) == GONE
