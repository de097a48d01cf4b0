"""Where later sentences are that go on from what was told at a place, without naming one themselves."""

from __future__ import annotations

import pytest

from geo.vocab import AssertionMode
from tests.reading import read

BEFORE = "Aid workers met in Bamyan and in Nuristan province on Saturday.\n\n" + "Nobody expects help. " * 5 + "\n\n"
TOLD = "Gunmen attacked a bus with two passengers in Sangin district of Helmand on Monday."
BACK = [
    "The gunmen were later arrested.",
    "All the passengers were later freed.",
    "The gunmen also kidnapped three workers.",
    "Police arrested two suspects after the attack.",
]


def _where(text: str) -> set[str | None]:
    """The places of what the last sentence of a text tells."""
    last = text.rstrip(".").rsplit(". ", 1)[-1].rsplit("\n", 1)[-1]
    return {
        each.place.name.replace("ī", "i") if each.place else None
        for each in read(BEFORE + text).events
        if last in each.quote.exact and each.assertion_mode is AssertionMode.ACTUAL
    }


@pytest.mark.parametrize("told", BACK)
@pytest.mark.parametrize("between", ["\n\n", " Food is scarce. ", "\n\nFood is scarce.\n\n"])
def test_who_was_in_a_scene_leads_back_to_it(between: str, told: str) -> None:
    """Somebody of the scene and the happening itself, some sentences and a paragraph later."""
    assert _where(f"{TOLD}{between}{told}") == {"Sangin"}


@pytest.mark.parametrize("told", BACK)
@pytest.mark.parametrize(
    ("between", "place"),
    [
        ("The interior ministry in Kabul did not comment.", "Sangin"),
        ("According to officials in Helmand, the road is shut.", "Sangin"),
        ("A spokesman in Islamabad said nothing.", "Sangin"),
        ("The governor of Balkh said nothing.", None),
        ("The minister flew to Balkh.", None),
    ],
)
def test_who_is_only_heard_does_not_lead_away(between: str, place: str | None, told: str) -> None:
    """Those who may speak of the scene leave it open; another place and its officials do not."""
    assert _where(f"{TOLD} {between} {told}") == {place}


@pytest.mark.parametrize(
    "told",
    [
        "The government arrested two men.",
        "The insurgents killed 20 soldiers.",
        "The army killed 20 militants.",
        "They killed four guards.",
        "Two policemen were killed.",
        "The deputy minister was shot dead.",
        "The driver was arrested.",
        "The insurgents were arrested.",
    ],
)
def test_another_paragraph_goes_on_only_with_its_scene(told: str) -> None:
    """A party, an office, a pronoun and new people may be anywhere once something else was told."""
    assert _where(f"{TOLD}\n\nFood is scarce.\n\n{told}") <= {None}


@pytest.mark.parametrize(
    "how", ["raids", "air strikes", "several operations", "attacks this month", "separate attacks"]
)
@pytest.mark.parametrize("who", ["", "The defence ministry said ", "Officials in Kabul said "])
def test_the_dead_of_several_deeds_are_nowhere(how: str, who: str) -> None:
    """Bare plurals of what people died of are no part of the scene told last."""
    assert _where(f"{TOLD} {who}{'n' if who else 'N'}ine militants were killed in {how}.") <= {None}


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ("A second bomb killed four rescuers.", "Sangin"),
        ("The second blast killed four.", "Sangin"),
        ("A second bomb went off as people gathered, killing two.", "Sangin"),
        ("A second bomb killed four policemen on Wednesday.", None),
        ("A second bomb killed two in another district.", None),
        ("Another bomb killed four policemen.", None),
        ("A second attack killed four policemen.", None),
    ],
)
def test_a_second_blast_is_where_the_first_was(told: str, place: str | None) -> None:
    """Right behind the first, on no other day and with no word for another place; any other deed may be elsewhere."""
    assert _where(f"A bomb hit a bus in Sangin district of Helmand on Monday, killing six. {told}") == {place}


def test_a_party_named_again_may_be_anywhere() -> None:
    """Whoever fights in the whole country is not singled out by "the" in another paragraph."""
    text = "Insurgents attacked a post in Sangin district on Monday.\n\nFood is scarce.\n\nThe insurgents shot a judge."
    assert _where(text) <= {None}
