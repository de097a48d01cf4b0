"""Whether a sentence asserts a change of control: the five modes, case by case."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.events.mode import assertion_mode, mode_table
from geo.vocab import AssertionMode
from tests.reading import actual, read, taken, territory

ACTUAL, HISTORICAL, FUTURE, HYPOTHETICAL, NEGATED = "actual", "historical", "future", "hypothetical", "negated"

MODES = [
    # will, would, could, may
    ("The Taliban will capture Kunduz within days.", FUTURE),
    ("The Taliban are going to capture Kunduz.", FUTURE),
    ("Kunduz is about to fall to the Taliban.", FUTURE),
    ("The Taliban will have taken Kabul by Aug. 31.", FUTURE),
    ("Taliban fighters are expected to seize Kandahar next week.", FUTURE),
    ("The Taliban would capture Herat if the army fled.", HYPOTHETICAL),
    ("The Taliban could capture Herat.", HYPOTHETICAL),
    ("The Taliban might capture Herat.", HYPOTHETICAL),
    ("Herat may fall to the Taliban.", HYPOTHETICAL),
    ("The Taliban may have captured Kunduz.", HYPOTHETICAL),
    ("The Taliban must capture Kunduz to open the road.", HYPOTHETICAL),
    ("The Taliban had to leave Kunduz on Monday.", ACTUAL),
    ("The Taliban had no choice but to leave Kunduz on Monday.", ACTUAL),
    ("The Taliban have until Friday to leave Kunduz.", HYPOTHETICAL),
    ("Troops had three days to retake Kunduz from the Taliban.", HYPOTHETICAL),
    ("The Taliban have the men to capture Kunduz.", HYPOTHETICAL),
    ("Kabul could fall within 90 days.", HYPOTHETICAL),
    ("Kabul could fall to the Taliban within 90 days, U.S. officials said.", HYPOTHETICAL),
    # plans, vows, threats, wishes, attempts
    ("The Taliban vowed to capture Gardez.", FUTURE),
    ("The Taliban plan to seize Gardez.", FUTURE),
    ("The Taliban threatened to seize Gardez.", HYPOTHETICAL),
    ("The Taliban want to seize Taloqan.", HYPOTHETICAL),
    ("The Taliban had hoped to capture Kunduz.", HYPOTHETICAL),
    ("The Taliban are trying to take Gardez.", HYPOTHETICAL),
    ("The Taliban sent fighters to capture Taloqan.", HYPOTHETICAL),
    ("The Taliban attacked Taloqan on Sunday in order to capture Kunduz.", HYPOTHETICAL),
    ("The Taliban are on the verge of capturing Gardez.", HYPOTHETICAL),
    ("The Taliban are close to seizing Gardez.", HYPOTHETICAL),
    # conditions, with and without inversion
    ("If Gardez falls to the Taliban, the road to Kabul is open.", HYPOTHETICAL),
    ("Unless help arrives, Gardez will fall to the Taliban.", HYPOTHETICAL),
    ("Should Kabul fall to the Taliban, the envoys will leave.", HYPOTHETICAL),
    ("Were the Taliban to take Kabul, the envoys would leave.", HYPOTHETICAL),
    ("Had the Taliban captured Kabul, the envoys would have left.", HYPOTHETICAL),
    # warnings and fears
    ("Officials warned that Gardez could fall to the Taliban.", HYPOTHETICAL),
    ("Officials warned of the fall of Gardez to the Taliban.", HYPOTHETICAL),
    ("Residents fear that the Taliban have captured Gardez.", HYPOTHETICAL),
    ("Residents fear the Taliban's capture of Gardez.", HYPOTHETICAL),
    ("The fall of Kabul would be a catastrophe.", HYPOTHETICAL),
    # questions assert nothing
    ("Can the Taliban capture Kabul?", HYPOTHETICAL),
    ("Has Kunduz fallen to the Taliban?", HYPOTHETICAL),
    ("Did the Taliban capture Kunduz?", HYPOTHETICAL),
    ("Will Kabul fall to the Taliban?", FUTURE),
    # denials, failures, near misses
    ("The governor denied that the Taliban had captured Gardez.", NEGATED),
    ("The army dismissed claims that Ghazni had been captured.", NEGATED),
    ("The claim that Kunduz had fallen was denied by the Afghan governor.", NEGATED),
    ("Reports that the Taliban captured Kunduz are false.", NEGATED),
    ("It is not true that the Taliban captured Kunduz.", NEGATED),
    ("There is no evidence that the Taliban captured Gardez.", NEGATED),
    ("The Taliban denied capturing Kunduz.", NEGATED),
    ("The Taliban did not capture Gardez.", NEGATED),
    ("The Taliban never captured Kunduz.", NEGATED),
    ("Gardez has not fallen to the Taliban.", NEGATED),
    ("The Taliban have not yet taken control of Ghazni.", NEGATED),
    ("Kabul is yet to be captured by the Taliban.", NEGATED),
    ("Kabul has yet to be captured by the Taliban.", NEGATED),
    ("The Taliban failed to capture Gardez on Sunday.", NEGATED),
    ("The Taliban have been unable to capture Kunduz.", NEGATED),
    ("The Taliban have not been able to capture Ghazni.", NEGATED),
    ("The Taliban have not managed to capture Ghazni.", NEGATED),
    ("Kunduz nearly fell to the Taliban on Sunday.", NEGATED),
    ("The Taliban almost captured Kunduz on Sunday.", NEGATED),
    ("Neither Kunduz nor Taloqan fell to the Taliban.", NEGATED),
    ('"Kunduz will never fall," the Afghan governor said.', NEGATED),
    # the past that is not the present course of events
    ("In 2015 the Taliban captured Kunduz and held it for two weeks.", HISTORICAL),
    ("In 2015, Kunduz fell to the Taliban.", HISTORICAL),
    ("The Taliban captured Kunduz in September 2015.", HISTORICAL),
    ("The Taliban captured Kabul two decades ago.", HISTORICAL),
    ("The Taliban seized Kabul 25 years ago.", HISTORICAL),
    ("The Taliban captured Kabul in the 1990s.", HISTORICAL),
    ("Sunday was the anniversary of the fall of Kunduz to the Taliban.", HISTORICAL),
    # what happened, however it is wrapped
    ("The Taliban captured Kunduz on Sunday.", ACTUAL),
    ("The Taliban capture Kunduz", ACTUAL),
    ("Kunduz falls to the Taliban", ACTUAL),
    ("The Taliban have reportedly captured Kunduz.", ACTUAL),
    ("The Taliban claimed to have captured Kunduz on Sunday.", ACTUAL),
    ("A lawmaker said that the Taliban had captured Taloqan on Sunday.", ACTUAL),
    ("Residents said Kunduz had fallen to the Taliban.", ACTUAL),
    ("The Taliban went on to seize Taloqan on Sunday.", ACTUAL),
    ("The Taliban managed to capture Ghazni on Sunday.", ACTUAL),
    ("The Taliban were able to capture Ghazni on Sunday.", ACTUAL),
    ("Troops had to abandon Kunduz on Sunday.", ACTUAL),
    ("After capturing Kunduz on Sunday, the Taliban freed prisoners.", ACTUAL),
    ("Having captured Kunduz on Sunday, the Taliban moved on.", ACTUAL),
    ("The Taliban, who want to rule the country, captured Kunduz on Sunday.", ACTUAL),
    ("The Taliban, which had vowed not to attack cities, captured Kunduz on Sunday.", ACTUAL),
    ("Despite denials, the Taliban captured Kunduz on Sunday.", ACTUAL),
    ("The Taliban ignored warnings and captured Kunduz on Sunday.", ACTUAL),
    ("The fall of Kunduz on Sunday could open the road to Kabul.", ACTUAL),
    ("The Taliban hope the fall of Kunduz on Sunday will break the army.", ACTUAL),
]


@pytest.mark.parametrize(("sentence", "mode"), MODES, ids=[sentence for sentence, _ in MODES])
def test_mode(sentence: str, mode: str) -> None:
    """A sentence that tells of one change of control tells of it in this mode and no other."""
    found = {event.assertion_mode.value for event in territory(sentence)}
    assert found == {mode}


def test_the_table_is_wide_enough() -> None:
    """All five modes are tried, with sixty sentences or more between them."""
    assert len(MODES) >= 60
    assert {mode for _, mode in MODES} == {mode.value for mode in AssertionMode}


@pytest.mark.parametrize(
    ("sentence", "happened", "imagined"),
    [
        ("The Taliban captured Kunduz on Sunday after being warned that Herat could fall.", "AF-KDZ", "AF-HER"),
        ("The Taliban threaten to overrun Herat after capturing Kunduz on Sunday.", "AF-KDZ", "AF-HER"),
        ("The army abandoned Kunduz on Sunday so as not to lose Taloqan.", "AF-KDZ", "AF-TAK"),
        ("The Taliban captured Kunduz on Sunday and vowed to take Herat.", "AF-KDZ", "AF-HER"),
        ("Herat could fall to the Taliban, but Kunduz fell on Sunday.", "AF-KDZ", "AF-HER"),
    ],
)
def test_fact_and_fear_in_one_sentence(sentence: str, happened: str, imagined: str) -> None:
    """What governs one verb of a sentence does not reach the other."""
    modes = {event.unit_id: event.assertion_mode.value for event in territory(sentence)}
    assert modes[happened] == ACTUAL
    assert modes[imagined] != ACTUAL


@pytest.mark.parametrize(
    ("sentence", "units"),
    [
        ("The Taliban did not attack on Monday, but they captured Aybak on Tuesday.", ["AF-SAM"]),
        ("The Taliban could not hold Aybak, but they captured Taloqan on Sunday.", ["AF-TAK"]),
        ("The Taliban captured not only Kunduz but also Taloqan on Sunday.", ["AF-KDZ", "AF-TAK"]),
        ("The Taliban captured not only Kunduz but Taloqan on Sunday.", ["AF-KDZ", "AF-TAK"]),
        ("Not only did the Taliban capture Kunduz, but they also seized Taloqan.", ["AF-KDZ", "AF-TAK"]),
        ("The Taliban not only captured Kunduz but also seized Taloqan.", ["AF-KDZ", "AF-TAK"]),
    ],
)
def test_a_not_that_denies_nothing(sentence: str, units: list[str]) -> None:
    """ "But" ends a denial, and "not only" is none."""
    assert [unit for _, unit, _ in taken(sentence)] == units


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2015 the Taliban briefly held Kunduz.",
        "The government no longer controls Kunduz.",
        "Will Kabul fall?",
        "Kandahar would become the second city that fell to the Taliban.",
        "The battle for Lashkar Gah could be lost.",
        "Fears of a Taliban takeover of Kabul grew.",
        "The Taliban's failed attempt to seize Kunduz cost 30 lives.",
        "Afghan forces repelled a Taliban attack on Gardez on Sunday and kept the city.",
        "Afghan forces could not repel the attack on Gardez.",
    ],
)
def test_nothing_changes_hands(sentence: str) -> None:
    """Sentences that tell of no change of control move nothing, whatever else they tell."""
    assert taken(sentence) == []


def test_old_news_is_history_only_where_the_reader_stands_later() -> None:
    """The same sentence is the present course of events when it is published that month."""
    sentence = "The Taliban captured Kunduz on Sept. 28, 2015."
    assert [event.assertion_mode.value for event in territory(sentence)] == [HISTORICAL]
    assert [event.assertion_mode.value for event in territory(sentence, date(2015, 9, 29))] == [ACTUAL]


def test_the_border_of_history_is_180_days() -> None:
    """Day 180 before the publication is still the present, day 181 is not."""
    assert [e.assertion_mode.value for e in territory("Kunduz fell to the Taliban on 2021-02-11.")] == [ACTUAL]
    assert [e.assertion_mode.value for e in territory("Kunduz fell to the Taliban on 2021-02-10.")] == [HISTORICAL]


def test_a_day_ahead_is_no_fact() -> None:
    """What a text dates behind its own publication has not happened, in whatever tense it is told."""
    assert actual("Kunduz falls to the Taliban on Aug. 20.") == []


def test_cues_are_read_once_and_cover_every_mode_but_actual() -> None:
    """The table is data: each kind of cue is there, and reading it twice gives the same object."""
    table = mode_table()
    assert mode_table() is table
    kinds = {mode for cues in (table.auxiliary, table.governor, table.sentence) for mode, _ in cues.by_mode}
    assert kinds == set(AssertionMode) - {AssertionMode.ACTUAL}


@given(st.text(alphabet="⟦⟧PA0123 ,;.?'abcdefghiklmnostuvwy", max_size=120), st.integers(0, 120), st.integers(0, 20))
def test_any_text_gets_a_mode(masked: str, start: int, length: int) -> None:
    """No text and no span makes the reading fail, and the cue that decided stands in the answer."""
    start = min(start, len(masked))
    mode, cue = assertion_mode(masked, start, min(len(masked), start + length), nominal=bool(length % 2))
    assert (mode is AssertionMode.ACTUAL) == (cue is None)


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("The day Kabul falls to the Taliban, I will leave, a shopkeeper said.", "hypothetical"),
        ("When Kabul falls to the Taliban, I will leave, a shopkeeper said.", "hypothetical"),
        ("The day Kabul fell to the Taliban, planes left the airport.", "actual"),
        ("When Kabul fell to the Taliban, planes left the airport.", "actual"),
    ],
)
def test_a_fall_in_the_present_tense_is_still_to_come(text: str, mode: str) -> None:
    """Behind "when" and "the day" the present tense tells what has not happened; the past tense what has."""
    (event,) = (event for event in read(text).events if event.unit_id == "AF-KAB")
    assert event.assertion_mode == mode


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Nimroz's capital fell to the Taliban on Friday.", ["AF-NIM"]),
        ("Nimroz’s provincial capital fell to the Taliban on Friday.", ["AF-NIM"]),
        ("Nimroz's capital, Zaranj, fell to the Taliban on Friday.", ["AF-NIM"]),
        ("Kunduz was lost in the fog.", []),
        ("Kunduz was lost in heavy fighting on Sunday.", ["AF-KDZ"]),
    ],
)
def test_which_capital_fell(text: str, units: list[str]) -> None:
    """A province's capital is its city, named or not; what is lost from sight is not lost."""
    found = [event for event in read(text).events if event.action is not None]
    assert [(event.unit, event.unit_id) for event in found] == [("provincial_capital", each) for each in units]
