"""A claim to ground that its own sentence, or an earlier one, has others deny moves nothing."""

from __future__ import annotations

import pytest

from geo.vocab import AssertionMode
from tests.reading import actual, territory

CLAIM = "The Taliban said they had captured Chak district in Wardak on Sunday"


@pytest.mark.parametrize(
    "text",
    [
        f"{CLAIM}, which the defence ministry denied.",
        f"{CLAIM}, something the army denied.",
        f"{CLAIM}, a claim the governor rejected.",
        f"{CLAIM}, a claim rejected by the governor.",
        f"{CLAIM}; the governor said the claim was false.",
        f"{CLAIM}, but the governor said this was a lie.",
        f"{CLAIM}, but the governor called it a lie.",
        f"{CLAIM}, although the governor denied it.",
        f"Officials denied that Chak district had fallen. {CLAIM}.",
        f"The governor rejected reports that Chak district had fallen. {CLAIM}.",
        f"Officials denied that fighters had taken a district in Wardak. {CLAIM}.",
        "Officials denied that rebels took a district in Ghor. The insurgents had said that Charsada fell on Sunday.",
        "The Taliban denied that Kunduz had been retaken. The army had said on Sunday that it retook the city.",
        "The army said it had retaken Kunduz; the Taliban said this was a lie.",
    ],
)
def test_a_disputed_claim_is_no_taking(text: str) -> None:
    """By whatever words it is denied: the denial is told, the claim is open."""
    assert not actual(text)
    assert {each.assertion_mode for each in territory(text)} >= {AssertionMode.NEGATED, AssertionMode.HYPOTHETICAL}


@pytest.mark.parametrize(
    "text",
    [
        f"{CLAIM}.",
        f"{CLAIM}, which the defence ministry confirmed.",
        f"{CLAIM}; the governor said that it was a hard day.",
        f"{CLAIM}, and the army denied it had bombed the town.",
        f"{CLAIM}; the governor said reports of another attack were false.",
        f"The governor denied that Nerkh district had fallen. {CLAIM}.",
        "Officials denied that Chak district had fallen. Residents said the Taliban took Chak district on Sunday.",
        "The Taliban captured Kunduz on Sunday after officials had denied for days that the city had fallen.",
        "Although officials deny that Chak district has been lost, two traders said the Taliban captured the district.",
    ],
)
def test_what_denies_something_else_or_comes_first_takes_nothing_back(text: str) -> None:
    """A confirmation, another matter, a witness, a denial that the text itself has overtaken."""
    assert len(actual(text)) == 1


@pytest.mark.parametrize(
    "behind",
    [
        "The governor said this was a lie.",
        '"This is a lie," the governor said.',
        "The governor said the claim was not true.",
        "That claim was denied by the governor.",
        "The governor called the claim propaganda.",
        "The governor disputed that.",
    ],
)
def test_a_later_sentence_stands_beside_the_claim(behind: str) -> None:
    """It is a denial of its own, which the ledger weighs against the claim."""
    modes = [each.assertion_mode for each in territory(f"{CLAIM}. {behind}")]
    assert modes == [AssertionMode.ACTUAL, AssertionMode.NEGATED]


def test_who_denies_a_claim_to_two_districts_denies_both() -> None:
    """All that the last sentence told of changing hands."""
    told = territory("The Taliban said they had taken Chak and Nerkh districts. The governor denied the claim.")
    denied = {each.unit_id for each in told if each.assertion_mode is AssertionMode.NEGATED}
    assert denied == {each.unit_id for each in told if each.assertion_mode is AssertionMode.ACTUAL}
    assert len(denied) == len(("Chak", "Nerkh"))


@pytest.mark.parametrize(
    "behind", ["The army denied reports that it had fled.", "The governor said it was wrong to go."]
)
def test_what_says_itself_what_is_denied_denies_no_claim(behind: str) -> None:
    """A clause of its own behind the noun or the adjective."""
    assert [each.assertion_mode for each in territory(f"{CLAIM}. {behind}")] == [AssertionMode.ACTUAL]


def test_a_denial_of_what_its_own_sentence_tells_leaves_the_taking_alone() -> None:
    """Twenty dead are denied, not the district that the sentence before told of."""
    text = f"{CLAIM}. The Taliban claimed to have killed 20 soldiers, a claim the army denied."
    assert [each.assertion_mode for each in territory(text)] == [AssertionMode.ACTUAL]


def test_a_headline_says_no_more_than_its_text() -> None:
    """A taking in the headline that the text only tells as disputed."""
    headline = "Taliban seize Chak district\n\n"
    assert not actual(f"{headline}{CLAIM}, which the governor denied.")
    assert actual(f"{headline}{CLAIM}.")
