"""What one verb tells of several places: each has an event of its own, with its own toll, day and mode."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from geo.vocab import AssertionMode
from tests.reading import AFGHAN_STORY, read

if TYPE_CHECKING:
    from geo.model import Event

FLOOD, CLASH, BOMB, HARM = "natural_disaster", "armed_clash", "bombing", "civilian_harm"


def _place(event: Event) -> str | None:
    return event.place.name if event.place is not None else None


def _killed(text: str) -> set[tuple[str, str | None, int | None]]:
    events = [each for each in read(text + AFGHAN_STORY).events if each.assertion_mode is AssertionMode.ACTUAL]
    return {(each.event_type, _place(each), each.fatalities.best) for each in events}


TOLLS = [
    # two to five places, with and without unit words, bare numbers and others
    ("Floods killed 14 people in Faryab and three in Samangan.", {(FLOOD, "Faryab", 14), (FLOOD, "Samangan", 3)}),
    (
        "Floods killed nine people in Logar province, six in Paktia and one in Khost province.",
        {(FLOOD, "Logar", 9), (FLOOD, "Paktia", 6), (FLOOD, "Khost", 1)},
    ),
    (
        "Avalanches killed nine in Logar, six in Paktia, four in Khost, three in Ghor and two in Faryab.",
        {(FLOOD, "Logar", 9), (FLOOD, "Paktia", 6), (FLOOD, "Khost", 4), (FLOOD, "Ghor", 3), (FLOOD, "Faryab", 2)},
    ),
    ("Floods kill nine in Logar, two in Ghor", {(FLOOD, "Logar", 9), (FLOOD, "Ghor", 2)}),
    (
        "Floods killed nine people in Logar, two others in Ghor and at least three in Faryab, officials said.",
        {(FLOOD, "Logar", 9), (FLOOD, "Ghor", 2), (FLOOD, "Faryab", 3)},
    ),
    # the speaker between, the place first, the cause behind
    (
        "In Ghor six people were killed by the floods, he said, and one in Logar province.",
        {(FLOOD, "Ghor", 6), (FLOOD, "Logar", 1)},
    ),
    (
        "Six people were killed in Ghor, four in Logar and two in Faryab in floods.",
        {(FLOOD, "Ghor", 6), (FLOOD, "Logar", 4), (FLOOD, "Faryab", 2)},
    ),
    (
        "At least 12 people have died in the floods in Ghor and 10 in Faryab.",
        {(FLOOD, "Ghor", 12), (FLOOD, "Faryab", 10)},
    ),
    ("Floods swept the north, killing six in Ghor and two in Faryab.", {(FLOOD, "Ghor", 6), (FLOOD, "Faryab", 2)}),
    (
        "The floods that killed six people in Ghor and two in Faryab have washed away roads.",
        {(FLOOD, "Ghor", 6), (FLOOD, "Faryab", 2)},
    ),
    # fighters, passives, each with its own people
    (
        "The army killed 30 insurgents in Andar district and 20 in Nesh district.",
        {(CLASH, "Andar", 30), (CLASH, "Nesh", 20)},
    ),
    (
        "Four soldiers were killed in Faryab, and in Samangan three policemen.",
        {(CLASH, "Faryab", 4), (CLASH, "Samangan", 3)},
    ),
    ("In Faryab four soldiers were killed and in Samangan three.", {(CLASH, "Faryab", 4), (CLASH, "Samangan", 3)}),
    (
        "Three villagers were killed by a roadside bomb in Faryab and five in Samangan.",
        {(BOMB, "Faryab", 3), (BOMB, "Samangan", 5)},
    ),
    # the verb behind all of them
    (
        "Two soldiers in Faryab, three in Samangan and one in Ghor were killed.",
        {(CLASH, "Faryab", 2), (CLASH, "Samangan", 3), (CLASH, "Ghor", 1)},
    ),
    ("Two people in Faryab and three in Samangan died in floods.", {(FLOOD, "Faryab", 2), (FLOOD, "Samangan", 3)}),
    # neighbours: other people, other places
    ("The floods in Faryab killed 12 people, four in a mosque and two in a school.", {(FLOOD, "Faryab", 12)}),
    ("A bomb killed two people in Faryab and, in Samangan, the governor said he was shocked.", {(BOMB, "Faryab", 2)}),
    ("Two villagers were killed in Faryab and buried in Samangan.", {(HARM, "Faryab", 2)}),
    ("Four people were killed in Faryab and five are in hospital.", {(HARM, "Faryab", 4)}),
    ("Ten people were killed in Faryab, four of them in a market in Maimana.", {(HARM, "Faryab", 10)}),
    ("A bomb killed six people in Faryab, near the river, police in Logar said.", {(BOMB, "Faryab", 6)}),
]


@pytest.mark.parametrize(("text", "told"), TOLLS)
def test_each_place_has_its_own_toll(text: str, told: set[tuple[str, str | None, int | None]]) -> None:
    """A number goes to its own place; nothing is added up or told twice."""
    assert _killed(text) == told


def _dated(text: str) -> set[tuple[str, str | None, str | None]]:
    events = read(text, date(2021, 8, 14)).events
    return {(each.event_type, _place(each), each.date.date_edtf if each.date is not None else None) for each in events}


DAYS = [
    (
        "One person was killed in Faryab and two in Samangan on Thursday and Friday, respectively.",
        {(HARM, "Faryab", "2021-08-12"), (HARM, "Samangan", "2021-08-13")},
    ),
    (
        "Bombs exploded in Jalalabad on Monday and in Kabul on Tuesday.",
        {(BOMB, "Jalalabad", "2021-08-09"), (BOMB, "Kabul", "2021-08-10")},
    ),
    (
        "A bomb hit a police bus in Jalalabad on Monday and an army bus in Kabul on Tuesday.",
        {(BOMB, "Jalalabad", "2021-08-09"), (BOMB, "Kabul", "2021-08-10")},
    ),
    (
        "Floods killed 12 in Faryab in May and two in Samangan in June.",
        {(FLOOD, "Faryab", "2021-05"), (FLOOD, "Samangan", "2021-06")},
    ),
    (
        "Roadside bombs killed three civilians in Faryab and five in Samangan on Tuesday.",
        {(BOMB, "Faryab", "2021-08-10"), (BOMB, "Samangan", "2021-08-10")},
    ),
    (
        "Gunmen attacked a checkpoint in Faryab on Monday and another in Samangan on Tuesday.",
        {(CLASH, "Faryab", "2021-08-09"), (CLASH, "Samangan", "2021-08-10")},
    ),
    (
        "On Monday a bomb killed two people in Faryab and on Tuesday three in Samangan.",
        {(BOMB, "Faryab", "2021-08-09"), (BOMB, "Samangan", "2021-08-10")},
    ),
    (
        "The Taliban seized Zaranj on Thursday and, a day later, Herat.",
        {("capital_seized", "Zaranj", "2021-08-12"), ("capital_seized", "Herat", "2021-08-13")},
    ),
]


@pytest.mark.parametrize(("text", "told"), DAYS)
def test_each_place_has_its_own_day(text: str, told: set[tuple[str, str | None, str | None]]) -> None:
    """A day goes to its own place; one behind the last is the day of all."""
    assert _dated(text) == told


MODES = [
    ("Floods could kill dozens of people in Faryab and hundreds in Samangan.", AssertionMode.HYPOTHETICAL),
    ("He denied that the army killed 12 people in Faryab and two in Samangan.", AssertionMode.NEGATED),
    ("If floods kill 12 people in Faryab and two in Samangan, help is needed.", AssertionMode.HYPOTHETICAL),
    ("The army plans to open a base in Faryab and another in Samangan.", AssertionMode.FUTURE),
]


@pytest.mark.parametrize(("text", "mode"), MODES)
def test_a_plan_or_denial_holds_for_every_place(text: str, mode: AssertionMode) -> None:
    """What is planned, feared or denied of one place is so of the others."""
    events = read(text).events
    assert {each.assertion_mode for each in events} == {mode}
    assert {_place(each) for each in events} == {"Faryab", "Samangan"}


def test_who_was_harmed_is_told_of_each_place() -> None:
    """Each place has its own victims, and the tag that they give."""
    events = read("Gunmen killed a teacher in Kabul and two policemen in Logar on Thursday.").events
    assert {(each.event_type, _place(each)) for each in events} == {
        ("attack_on_civilians", "Kabul"),
        ("armed_clash", "Logar"),
    }


def test_a_place_that_opens_a_clause_is_its_own() -> None:
    """ "..., and in Herat gunmen killed two": the second place is that of the second verb."""
    told = _killed("In Kabul a bomb killed three people, and in Herat gunmen killed two.")
    assert told == {(BOMB, "Kabul", 3), ("attack_on_civilians", "Herat", 2)}


def test_a_plural_behind_that_is_the_subject() -> None:
    """ "Said that rockets hit Kunduz": rockets do it, not who speaks."""
    (event,) = read("The army said that rockets hit Kunduz.").events
    assert (event.event_type, event.actor) == ("shelling", None)
    (event,) = read("Officials said on Friday that floods had killed nine people in Faryab.").events
    assert (event.event_type, event.fatalities.best) == (FLOOD, 9)


def test_counts_of_control_are_no_tolls() -> None:
    """ "Ten of 34 provinces and two in three districts" is a stated count alone."""
    found = read("Ten of 34 provinces and two in three districts are held by the Taliban.")
    assert found.events == ()
    assert [(each.count, each.of) for each in found.claims] == [(10, 34)]


@pytest.mark.parametrize("link", ["while", "whereas", "and"])
@pytest.mark.parametrize(
    "text",
    [
        "In Ghazni police repelled a Taliban attack, {} in Kunduz officials opened a school.",
        "Police repelled a Taliban attack in Ghazni, {} in Kunduz officials opened a school.",
        "Police repelled a Taliban attack in Ghazni on Monday, {} in Kunduz on Tuesday officials opened a school.",
    ],
)
def test_the_place_of_the_next_clause_is_its_own(text: str, link: str) -> None:
    """Nothing of the first clause happened there."""
    assert _killed(text.format(link)) == {(CLASH, "Ghazni", None)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "A bomb killed two in Ghazni, while in Kunduz gunmen killed a judge.",
            {(BOMB, "Ghazni", 2), ("attack_on_civilians", "Kunduz", 1)},
        ),
        (
            "In Ghazni police repelled a Taliban attack, while in Kunduz soldiers did.",
            {(CLASH, "Ghazni", None), (CLASH, "Kunduz", None)},
        ),
    ],
)
def test_what_happened_at_the_place_of_the_next_clause(text: str, told: set[tuple[str, str, int | None]]) -> None:
    assert _killed(text) == told
