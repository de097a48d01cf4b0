"""The rules as data: their examples are tests, their patterns are bounded, and a broken rule is named."""

from __future__ import annotations

import random
import re
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import LexiconError
from geo.events.inflect import FORMS, inflect
from geo.events.lexicon import default_lexicon, read_lexicon, slots
from geo.vocab import AssertionMode, EventType
from tests.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from geo.events.lexicon import Lexicon, Rule

RULES = {rule.rule_id: rule for rule in default_lexicon().rules}
EXAMPLES = [(rule_id, text) for rule_id, rule in RULES.items() for text in rule.examples]
COUNTER_EXAMPLES = [(rule_id, text) for rule_id, rule in RULES.items() for text in rule.counter_examples]
MADE = """
[verbs]
take = ["take", "take over"]
{verbs}
[[rule]]
id = "made.rule"
{kind}
patterns = [{patterns}]
examples = ["The Taliban took Kunduz."]
source = "made"
"""


@pytest.mark.parametrize(("rule_id", "text"), EXAMPLES)
def test_example_fires_its_rule(rule_id: str, text: str) -> None:
    """Each example yields an event by its own rule, in the mode that the rule expects."""
    found = {(event.rule_id, event.assertion_mode) for event in read(text).events}
    assert (rule_id, RULES[rule_id].expects) in found


@pytest.mark.parametrize(("rule_id", "text"), COUNTER_EXAMPLES)
def test_counter_example_does_not(rule_id: str, text: str) -> None:
    """No counter-example yields what its rule stands for: nothing by that rule that is asserted as it would be."""
    expects = RULES[rule_id].expects
    assert [e for e in read(text).events if e.rule_id == rule_id and e.assertion_mode is expects] == []


def test_every_rule_can_be_checked() -> None:
    """Each rule has an id of its own, an example, a source and exactly one of tag and action."""
    rules = default_lexicon().rules
    assert len({rule.rule_id for rule in rules}) == len(rules)
    for rule in rules:
        assert rule.examples, rule.rule_id
        assert rule.source.strip(), rule.rule_id
        assert (rule.event_type is None) != (rule.action is None), rule.rule_id


def test_every_rule_is_reached_by_its_words() -> None:
    """The index from words to rules loses no rule, and keeps their order."""
    lexicon = default_lexicon()
    for rule in lexicon.rules:
        assert rule in lexicon.candidates(rule.anchors)
    everything = lexicon.candidates(word for rule in lexicon.rules for word in rule.anchors)
    assert everything == list(lexicon.rules)


def made(folder: Path, *patterns: str, kind: str = 'action = "seized"', verbs: str = "") -> Lexicon:
    """Write a lexicon of one rule and read it."""
    quoted = ", ".join(f'"{pattern}"' for pattern in patterns)
    (folder / "made.toml").write_text(MADE.format(kind=kind, patterns=quoted, verbs=verbs), "utf-8")
    return read_lexicon(folder)


def triggers(rule: Rule, masked: str) -> list[str]:
    """Give the trigger words of each match of a rule."""
    return [slots(match)["trigger"][2].strip() for match in rule.pattern.finditer(masked)]


@pytest.mark.parametrize(
    ("pattern", "hits", "misses"),
    [
        # a verb class covers the finite forms and the particle
        ("{take} PLACE", ["⟦A0⟧ took ⟦P1⟧.", "⟦A0⟧ takes over ⟦P1⟧."], ["⟦A0⟧ taking ⟦P1⟧.", "⟦A0⟧ mistook ⟦P1⟧."]),
        ("{take.ing} PLACE", ["by taking ⟦P0⟧."], ["⟦A0⟧ took ⟦P1⟧."]),
        ("{take.any} PLACE", ["taken ⟦P0⟧.", "taking over ⟦P0⟧."], ["a takeover ⟦P0⟧."]),
        # a place is one or a list, and nothing that goes on as a compound
        ("{take} PLACE", ["took ⟦P0⟧, ⟦P1⟧ and ⟦P2⟧ on ⟦D3⟧"], ["took ⟦P0⟧ fighters", "took ⟦P0⟧'s governor"]),
        # ^ keeps off what stands behind a preposition
        ("^PLACE *fell", ["⟦P0⟧ fell", "on ⟦D0⟧, ⟦P1⟧ fell"], ["prices in ⟦P0⟧ fell", "the mayor of ⟦P0⟧ fell"]),
        # gaps: so many words, none of them an actor, no comma; ~~ may cross commas and actors
        (
            "{take} ~2 back",
            ["took it back", "took it all back"],
            ["took it all quite back", "took ⟦A0⟧ back", "took it, back"],
        ),
        ("{take} ~~ back", ["took it, ⟦A0⟧ said, back"], ["took it; and then back"]),
        # optional elements and alternatives; a_b is two words
        ("{take} full? control", ["took control", "took full control"], ["took some control"]),
        ("{take} (part_of|most_of) PLACE", ["took part of ⟦P0⟧", "took most of ⟦P0⟧"], ["took ⟦P0⟧", "took part ⟦P0⟧"]),
        # negative lookahead
        ("^PLACE {take} !(ill|by_a)", ["⟦P0⟧ took hold"], ["⟦P0⟧ took ill", "⟦P0⟧ took by a"]),
        # the marked elements are the trigger
        ("was *(seen) *(leaving) PLACE", ["was seen leaving ⟦P0⟧."], ["was leaving ⟦P0⟧."]),
        ("ACTOR {take} NUMBER", ["⟦A0⟧ took 1,200", "⟦A0⟧ took twenty five"], ["⟦P0⟧ took 12"]),
    ],
)
def test_the_language_of_patterns(tmp_path: Path, pattern: str, hits: list[str], misses: list[str]) -> None:
    """Each element of the language matches what its description says, and not its neighbours."""
    (rule,) = made(tmp_path, pattern).rules
    assert [masked for masked in hits if not triggers(rule, masked)] == []
    assert [masked for masked in misses if triggers(rule, masked)] == []


def test_slots_are_given_with_their_places(tmp_path: Path) -> None:
    """A match names the filled slots with their spans in the masked text."""
    (rule,) = made(tmp_path, "ACTOR {take} PLACE from TARGET").rules
    masked = "on ⟦D0⟧ ⟦A1⟧ took ⟦P2⟧ and ⟦P3⟧ from ⟦A4⟧"
    (match,) = rule.pattern.finditer(masked)
    found = slots(match)
    assert {name: text.strip() for name, (_, _, text) in found.items()} == {
        "actor": "⟦A1⟧",
        "trigger": "took",
        "place": "⟦P2⟧ and ⟦P3⟧",
        "target": "⟦A4⟧",
    }
    assert all(masked[start:end] == text for start, end, text in found.values())


@pytest.mark.parametrize(
    ("patterns", "kind", "clue"),
    [
        (['"{nowhere} PLACE"'], 'action = "seized"', "nowhere"),
        (['"{take} PLACE"'], 'action = "swallowed"', "swallowed"),
        (['"{take} PLACE"'], 'tag = "no_such_tag"', "no_such_tag"),
        (['"PLACE and PLACE"'], 'action = "seized"', "trigger|marked"),
        (['"{take} PLACE"'], 'action = "seized"\nmode = "perhaps"', "perhaps"),
        (['"{take.est} PLACE"'], 'action = "seized"', "est"),
    ],
)
def test_a_broken_rule_is_named(tmp_path: Path, patterns: list[str], kind: str, clue: str) -> None:
    """The error says which file and which rule, and what is wrong with it."""
    with pytest.raises(LexiconError, match=rf"made\.rule.* in made\.toml.*(?:{clue})"):
        made(tmp_path, *(pattern.strip('"') for pattern in patterns), kind=kind)


@pytest.mark.parametrize("key", ["id", "patterns", "examples", "source"])
def test_a_rule_without_a_part_is_named(tmp_path: Path, key: str) -> None:
    """Nothing that makes a rule checkable may be left out."""
    whole = MADE.format(kind='action = "seized"', patterns='"{take} PLACE"', verbs="")
    lines = [line for line in whole.splitlines() if not line.startswith(f"{key} =")]
    (tmp_path / "made.toml").write_text("\n".join(lines), "utf-8")
    with pytest.raises(LexiconError, match=rf"made\.toml.*{key}"):
        read_lexicon(tmp_path)


def test_two_rules_of_one_name_are_refused(tmp_path: Path) -> None:
    """A rule id stands in every record it made: it must mean one rule."""
    made(tmp_path, "{take} PLACE")
    (tmp_path / "twin.toml").write_text((tmp_path / "made.toml").read_text("utf-8"), "utf-8")
    with pytest.raises(LexiconError, match=r"made\.rule"):
        read_lexicon(tmp_path)


def pattern_words() -> list[str]:
    """Give all words that the bundled patterns look for, with every kind of mark."""
    words = {word for rule in default_lexicon().rules for word in rule.anchors}
    marks = [
        "⟦P0⟧",
        "⟦P1⟧",
        "⟦A2⟧",
        "⟦C3⟧",
        "⟦D4⟧",
        "of",
        "to",
        "and",
        "was",
        "have",
        "by",
        "in",
        ",",
        "been",
        "control",
    ]
    return sorted(words) + marks * 12


@pytest.mark.parametrize("seed", range(6))
def test_junk_of_pattern_words_is_read_in_bounded_time(seed: int) -> None:
    """2,000 characters of nothing but pattern words and marks take all rules less than a second."""
    words, draw = pattern_words(), random.Random(seed)  # noqa: S311 - made text, no secret
    masked = ""
    while len(masked) < 2_000:
        masked += draw.choice(words) + " "
    began = time.perf_counter()
    for rule in default_lexicon().rules:
        for _ in rule.pattern.finditer(masked):
            pass
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize(
    "piece", ["Kunduz, ", "the Taliban took ", "Kunduz and ", "have have ", "captured the city of ", "not only ", "to "]
)
def test_repetition_is_read_in_bounded_time(piece: str) -> None:
    """A long sentence of one repeated piece, the worst case of a gap, goes through all stages within a second."""
    read("Kabul.")  # loads the gazetteer
    sentence = "On Sunday " + piece * (2_000 // len(piece)) + "Kunduz fell to the Taliban."
    began = time.perf_counter()
    read(sentence)
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("seize", ["seize", "seizes", "seized", "seized", "seizing"]),
        ("take over", ["take over", "takes over", "took over", "taken over", "taking over"]),
        ("carry out", ["carry out", "carries out", "carried out", "carried out", "carrying out"]),
        ("clash", ["clash", "clashes", "clashed", "clashed", "clashing"]),
        ("repel", ["repel", "repels", "repelled", "repelled", "repelling"]),
        ("grab", ["grab", "grabs", "grabbed", "grabbed", "grabbing"]),
        ("fall", ["fall", "falls", "fell", "fallen", "falling"]),
        ("flee", ["flee", "flees", "fled", "fled", "fleeing"]),
        ("die", ["die", "dies", "died", "died", "dying"]),
        ("lay", ["lay", "lays", "laid", "laid", "laying"]),
        ("overrun", ["overrun", "overruns", "overran", "overrun", "overrunning"]),
        ("withdraw from", ["withdraw from", "withdraws from", "withdrew from", "withdrawn from", "withdrawing from"]),
        ("surrender", ["surrender", "surrenders", "surrendered", "surrendered", "surrendering"]),
        ("kill", ["kill", "kills", "killed", "killed", "killing"]),
        ("enter", ["enter", "enters", "entered", "entered", "entering"]),
    ],
)
def test_verb_forms(verb: str, forms: list[str]) -> None:
    """Regular and irregular verbs are inflected as English writes them; a particle stays behind."""
    found = inflect(verb)
    assert [found[form] for form in FORMS] == forms


@given(st.from_regex(r"[a-z]{3,10}", fullmatch=True))
def test_any_verb_has_all_forms(verb: str) -> None:
    """An unknown verb gets five forms, each a plain word that starts as the verb does."""
    found = inflect(verb)
    assert set(found) == set(FORMS)
    assert all(re.fullmatch(r"[a-z]+", form) for form in found.values())


def test_every_row_of_the_crosswalk_can_be_tagged() -> None:
    """Each tag is a rule's or follows from an action; `restriction` is said by the codebook to have no rule yet."""
    tagged = {rule.event_type for rule in default_lexicon().rules if rule.event_type}
    derived = {
        EventType.CAPITAL_SEIZED,
        EventType.DISTRICT_SEIZED,
        EventType.TERRITORY_SEIZED,
        EventType.TERRITORY_RETAKEN,
        EventType.WITHDRAWAL,
        EventType.SIEGE,
        EventType.ARMED_CLASH,
        EventType.CONTROL_REPORTED,
    }
    assert set(EventType) - tagged - derived == {EventType.RESTRICTION}


def test_rules_with_a_mode_of_their_own_never_assert() -> None:
    """A rule for control or comment sets a mode only to say that what its words speak of has not happened.

    The one exception is no change of control: a force in contact that calls for air support asks for what then comes.
    """
    asserting = {rule.rule_id for rule in default_lexicon().rules if rule.mode is AssertionMode.ACTUAL}
    assert asserting == {"air_strike.called_in"}
