"""What is denied, doubted, prevented, shown by a fake or told by a novel changes no hands, however it is embedded.

Each sentence stands beside its neighbours: the same words where the change is asserted after all.
"""

from __future__ import annotations

from itertools import product

import pytest

from geo.vocab import Action, AssertionMode
from tests.reading import read

AFGHAN = "Kabul, Afghanistan, was quiet.\n\n"
MOVING = {Action.SEIZED, Action.RETAKEN, Action.SURRENDERED, Action.VACATED, Action.HELD}


def _moves(text: str) -> bool:
    """Whether a text moves any ground."""
    told = (each for each in read(AFGHAN + text).events if each.action in MOVING)
    return any(each.assertion_mode in {AssertionMode.ACTUAL, AssertionMode.HISTORICAL} for each in told)


NOUNS = ("the report", "a claim", "Taliban claims", "stories")
CLAUSES = ("that the Taliban had captured Ghazni", "that Ghazni had fallen", "of the capture of Ghazni")
FALSE = ("was false", "were denied by the army", "has been rejected", "could not be verified", "lacked any basis")


@pytest.mark.parametrize(("noun", "clause", "out"), list(product(NOUNS, CLAUSES, FALSE)))
@pytest.mark.parametrize("frame", ["{}.", "Officials said {}.", "{}, officials said."])
def test_a_report_that_is_called_false_moves_nothing(frame: str, noun: str, clause: str, out: str) -> None:
    """Whoever says so, before or behind it, or nobody."""
    text = frame.format(f"{noun} {clause} {out}")
    assert not _moves(text[0].upper() + text[1:])


@pytest.mark.parametrize("noun", ["The report", "A claim", "The news", "The story"])
def test_a_report_that_is_called_true_stands(noun: str) -> None:
    """The same words with another outcome."""
    assert _moves(f"{noun} that the Taliban had captured Ghazni was true.")
    assert _moves(f"Officials said {noun.lower()} that Ghazni had fallen was confirmed by the army.")


@pytest.mark.parametrize(
    ("not_so", "so"),
    [
        ("The clip does not show the Taliban capturing Ghazni.", "The clip shows the Taliban capturing Ghazni."),
        ("No picture shows the Taliban capturing Ghazni.", "A picture shows the Taliban capturing Ghazni."),
        ("A doctored clip shows the Taliban capturing Ghazni.", "A long clip shows the Taliban capturing Ghazni."),
        ("A novel tells of the Taliban capturing Ghazni.", "A trader tells of the Taliban capturing Ghazni."),
        ("The army was ready for the Taliban capturing Ghazni.", "The army heard of the Taliban capturing Ghazni."),
        ("The army trained for the Taliban capturing Ghazni.", "The army watched the Taliban capturing Ghazni."),
        ("Troops prevented the Taliban capturing Ghazni.", "Troops failed to prevent the Taliban capturing Ghazni."),
        ("Troops prevented the capture of Ghazni.", "Troops could not prevent the capture of Ghazni."),
        ("Troops stopped the Taliban from taking Ghazni.", "Troops did not stop the Taliban from taking Ghazni."),
        ("Troops cannot prevent the capture of Ghazni.", "Troops were unable to prevent the capture of Ghazni."),
        ("At no time did the Taliban capture Ghazni.", "In no time the Taliban captured Ghazni."),
        ("Not once have the Taliban captured Ghazni.", "Not only have the Taliban captured Ghazni, they burned it."),
        ("Far from capturing Ghazni, the Taliban lost men.", "After capturing Ghazni, the Taliban lost men."),
        ("No one believes that the Taliban captured Ghazni.", "Everyone knows that the Taliban captured Ghazni."),
        ("Few believe that the Taliban captured Ghazni.", "Nobody doubts that the Taliban captured Ghazni."),
        ("Elders doubt that the Taliban captured Ghazni.", "Elders say that the Taliban captured Ghazni."),
        ("It seems that the Taliban have captured Ghazni.", "It is known that the Taliban have captured Ghazni."),
        ("At first it was thought that Ghazni had fallen.", "It is thought that Ghazni has fallen."),
        ("The army denied that Ghazni had fallen.", "Nobody denied that Ghazni had fallen."),
        ("The army denies that Ghazni has fallen.", "The army no longer denies that Ghazni has fallen."),
        ("Nobody knows whether Ghazni fell.", "Nobody knows why Ghazni fell."),
        ("There is no proof that Ghazni fell.", "There is no doubt that Ghazni fell."),
        ("There was little evidence that Ghazni had fallen.", "There is little doubt that Ghazni fell."),
        ("The theory that Ghazni had fallen spread in Kabul.", "The news that Ghazni had fallen spread in Kabul."),
        ("It will take the Taliban a day to capture Ghazni.", "It took the Taliban a day to capture Ghazni."),
        ("It took courage to capture Ghazni.", "It took only hours for the Taliban to capture Ghazni."),
        ("Nor is it true that Ghazni has fallen.", "It is true that Ghazni has fallen."),
        ("The Taliban captured Ghazni on paper.", "The Taliban captured Ghazni on foot."),
        (
            "The station withdrew its story about the fall of Ghazni.",
            "The station ran its story about the fall of Ghazni.",
        ),
        ("He was asked why the Taliban had captured Ghazni.", "He explained why the Taliban had captured Ghazni."),
        ("Ghazni had fallen, the governor joked.", "Ghazni had fallen, the governor said."),
        ("Nor did the Taliban capture Ghazni.", "Hardly had the Taliban captured Ghazni when it burned."),
        ("Khost has not fallen, nor has Ghazni been captured.", "Khost has not fallen, but Ghazni has been captured."),
        ("Hardly anyone believes that Ghazni has fallen.", "Almost everyone knows that Ghazni has fallen."),
        ("Not one town has fallen, not even Ghazni.", "One town has fallen, Ghazni."),
        ("A man was jailed for writing that Ghazni had fallen.", "A man was jailed after writing that Ghazni fell."),
        ("The station apologised for having reported that Ghazni fell.", "The station reported that Ghazni fell."),
        ("Those who say that Ghazni fell are liars.", "Elders who fled say that Ghazni fell."),
        (
            "Wrongly, the station reported that Ghazni had fallen.",
            "Early, the station reported that Ghazni had fallen.",
        ),
        ("Despite claims that Ghazni had fallen, it was calm.", "Besides reports that Ghazni had fallen, he had none."),
        (
            "When the Taliban have taken Ghazni they will march on.",
            "When the Taliban had taken Ghazni they marched on.",
        ),
    ],
)
def test_what_is_not_asserted_moves_nothing(not_so: str, so: str) -> None:
    """And its neighbour does."""
    assert (_moves(not_so), _moves(so)) == (False, True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Police said the man who killed five farmers was detained in Ghazni.", ["arrest", "attack_on_civilians"]),
        ("Police said a man who had three brothers was arrested in Ghazni.", ["arrest"]),
        ("In Ghazni, rockets hit homes on Tuesday.", ["shelling"]),
        ("After the raid, rockets hit homes in Ghazni.", ["shelling"]),
    ],
)
def test_the_subject_of_a_told_clause_may_be_described(text: str, said: list[str]) -> None:
    """The verb behind the description is that of what is told; a plural behind a comma is no verb."""
    assert sorted(each.event_type for each in read(AFGHAN + text).events) == said


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Nobody was hurt in the blast in Ghazni on Tuesday.", AssertionMode.ACTUAL),
        ("No one was injured in a blast in Ghazni on Tuesday.", AssertionMode.ACTUAL),
        ("No casualties were reported in the bombing in Ghazni.", AssertionMode.ACTUAL),
        ("A judge was not hurt in the bombing in Ghazni.", AssertionMode.ACTUAL),
        ("At first it was thought that ten had died in the blast in Ghazni.", AssertionMode.ACTUAL),
        ("A few traders were hurt in the blast in Ghazni.", AssertionMode.ACTUAL),
        ("No blast was heard in Ghazni.", AssertionMode.NEGATED),
        ("If anyone is hurt in a blast in Ghazni, he is taken to Kabul.", AssertionMode.HYPOTHETICAL),
    ],
)
def test_what_harmed_nobody_still_happened(text: str, mode: AssertionMode) -> None:
    """Who denies that somebody was hurt in something does not deny that."""
    found = [each.assertion_mode for each in read(AFGHAN + text).events if "bombing" in each.event_type]
    assert found == [mode]


@pytest.mark.parametrize(
    ("text", "taker"),
    [
        ("It was the army, not the Taliban, who took Sangin district.", "government"),
        ("It was the Taliban, not the army, who took Sangin district.", "taliban"),
        ("Ghazni was seized not by Islamic State but by the Taliban.", "taliban"),
        ("Sangin district was taken not by the Taliban but by the army.", "government"),
        ("It is the Taliban rather than the army who hold Ghazni.", "taliban"),
        ("The Taliban took Ghazni only to lose it to the army.", "government"),
    ],
)
def test_who_did_not_do_it_takes_nothing(text: str, taker: str) -> None:
    """The last actual change is by those who did it."""
    told = [each for each in read(AFGHAN + text).events if each.action in MOVING]
    assert [each.taker for each in told if each.assertion_mode is AssertionMode.ACTUAL][-1] == taker


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The Taliban captured not Ghazni but a village near it.", []),
        ("The Taliban captured not Ghazni but Taloqan.", ["AF-TAK"]),
        ("The Taliban captured Taloqan, not Ghazni.", ["AF-TAK"]),
    ],
)
def test_what_was_not_taken_does_not_move(text: str, kept: list[str]) -> None:
    """The capital that is only ruled out stays."""
    told = [each for each in read(AFGHAN + text).events if each.assertion_mode is AssertionMode.ACTUAL]
    assert [each.unit_id for each in told if each.action in MOVING and each.unit_id] == kept


@pytest.mark.parametrize(
    ("text", "takers"),
    [
        ("Insurgents tried to storm the city of Ghazni and were driven off.", []),
        ("Insurgents tried to storm the city of Ghazni. They were driven off by the army.", []),
        ("The Taliban captured Ghazni but were driven off by the army.", ["taliban", "government"]),
        ("The Taliban tried to take Ghazni and took it, but were driven out.", ["taliban", "government"]),
    ],
)
def test_who_is_driven_off_had_to_hold_it(text: str, takers: list[str]) -> None:
    """An attempt that fails hands nothing back."""
    told = [each for each in read(AFGHAN + text).events if each.assertion_mode is AssertionMode.ACTUAL]
    assert [each.taker for each in told if each.action in MOVING] == takers


@pytest.mark.parametrize("aim", ["are bent on", "have focused on", "have concentrated on", "have set their sights on"])
def test_what_is_aimed_at_has_not_come_about(aim: str) -> None:
    """Who is bent on something has not done it."""
    assert not _moves(f"The Taliban {aim} capturing Ghazni.")


@pytest.mark.parametrize("verb", ["implies", "heralds", "foreshadows"])
def test_what_only_points_to_a_fall_is_none(verb: str) -> None:
    assert not _moves(f"The defeat {verb} the fall of Helmand.")


@pytest.mark.parametrize(
    "text",
    [
        "The Taliban rejected a truce, and their fighters captured Ghazni on Monday.",
        "The Taliban rejected a truce and their fighters captured Ghazni on Monday.",
        "The Taliban have turned down the offer, and the group's fighters have captured Ghazni.",
        "A truce was rejected by the Taliban, and their fighters captured Ghazni.",
        "The army denied the report, and Taliban fighters captured Ghazni on Monday.",
        "The army denied the claim and Taliban fighters captured Ghazni on Monday.",
        "The Taliban rejected talks, a truce and an exchange of prisoners, and their fighters captured Ghazni.",
        "The Taliban threatened the elders, and their fighters captured Ghazni on Monday.",
        "The Taliban demanded an exchange, and their fighters captured Ghazni on Monday.",
        "The army confirmed reports the Taliban captured Ghazni on Monday.",
    ],
)
def test_what_is_told_behind_a_refusal_stands(text: str) -> None:
    """The object of the refusal is no subject of what comes next."""
    assert _moves(text)


@pytest.mark.parametrize(
    "text",
    [
        "The army denied the Taliban and their allies captured Ghazni on Monday.",
        "The army denied Ghazni, Farah and Herat fell to the Taliban.",
        "The army denied Ghazni, and Farah fell to the Taliban.",
        "The army rejected claims the Taliban captured Ghazni on Monday.",
        "Officials dismissed reports Taliban fighters captured Ghazni.",
    ],
)
def test_what_a_denial_governs_moves_nothing(text: str) -> None:
    """With a list for its subject, or without "that" behind the report."""
    assert not _moves(text)


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("The army mistakenly shelled its own post in Sangin, killing five.", AssertionMode.ACTUAL),
        ("NATO jets mistakenly bombed an army post in Sangin.", AssertionMode.ACTUAL),
        ("Two men were wrongly arrested by police in Ghazni.", AssertionMode.ACTUAL),
        ("Soldiers mistakenly shot dead a shepherd in Ghazni.", AssertionMode.ACTUAL),
        ("The army wrongly said it had shelled a post in Sangin.", AssertionMode.NEGATED),
        ("Officials mistakenly said two men had been arrested in Ghazni.", AssertionMode.NEGATED),
    ],
)
def test_what_is_done_by_mistake_is_done(text: str, mode: AssertionMode) -> None:
    """What is said by mistake is not so."""
    assert [each.assertion_mode for each in read(AFGHAN + text).events] == [mode]
