"""A unit that only a later sentence names is one change with it; what is merely told of next names nothing."""

from __future__ import annotations

import pytest

from tests.reading import OF_AFGHANISTAN, actual, read

LEAD = "The Taliban captured a district in Faryab on Sunday."


def _changes(text: str) -> list[tuple[str, str | None, int]]:
    """Tag, unit or place and how many other sentences tell of it, of every change of control."""
    return [
        (each.event_type.value, each.unit_id or (each.place.name if each.place else None), len(each.retellings))
        for each in actual(text + OF_AFGHANISTAN)
    ]


@pytest.mark.parametrize(
    "named",
    [
        "Almar fell after heavy fighting, officials said.",
        "Almar district was lost at dawn, said a spokesman for the governor.",
        'A spokesman said: "They took Almar from four sides."',
        "Officials said the district, Almar, had been overrun.",
        "Ten policemen died in the fighting.\n\nThe insurgents seized Almar after a siege of three days.",
    ],
)
@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_a_later_sentence_names_the_unit(named: str, gap: str) -> None:
    """In the next sentence or paragraph, or behind one that tells how it went."""
    (change,) = _changes(LEAD + gap + named)
    assert change[:2] == ("district_seized", "district:AF2904")
    assert change[2] >= 1


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Taliban capture district in Faryab\n\nThe Taliban overran Almar district on Sunday.", ["district:AF2904"]),
        (
            "Taliban overrun districts in Ghor and Faryab\n\nCharsada in Ghor and Almar in Faryab fell on Sunday.",
            ["district:AF2304", "district:AF2904"],
        ),
        (
            "Two districts in Faryab fell to the Taliban.\n\nAlmar and Gurziwan were lost on Sunday.",
            ["district:AF2908", "district:AF2904"],
        ),
        ("The Taliban captured another provincial capital.\n\nAybak fell without a fight, officials said.", ["AF-SAM"]),
        (LEAD + " Almar is a remote area.", ["district:AF2904"]),
        (LEAD + " Almar had been surrounded for weeks.", ["district:AF2904"]),
    ],
)
def test_headlines_counts_capitals_and_descriptions(text: str, want: list[str]) -> None:
    """As many names as units; a capital by a capital; a name that is only described, right behind."""
    assert sorted(unit or "" for _, unit, _ in _changes(text)) == sorted(want)


@pytest.mark.parametrize(
    "other",
    [
        "In Almar, two policemen were killed by a bomb.",
        "Almar was attacked as well but held out.",
        "Fighting was going on in Almar, officials said.",
        "Almar, the neighbouring district, was shelled.",
        "They could soon take Almar too.",
        "Officials denied that Almar had fallen.",
        "Almar and Gurziwan were lost on Saturday.",
        "Government forces retook Almar.",
        "The insurgents also overran Almar.",
        "Another district, Almar, fell on Friday.",
        "Almar was lost last month.",
        "Kaldar in Balkh fell as well.",
    ],
)
def test_what_is_told_of_next_names_nothing(other: str) -> None:
    """Another deed, another day, another province, more units than one, a fear and a denial."""
    assert _changes(f"{LEAD} {other}")[0] == ("territory_seized", "Faryab", 0)


@pytest.mark.parametrize("word", ["Another", "Every", "Each", "One"])
def test_a_determiner_is_no_part_of_a_name(word: str) -> None:
    """Before a word for a unit, capitalised since it opens the sentence."""
    assert [unit for _, unit, _ in _changes(f"{word} district, Almar, fell in Faryab.")] == ["district:AF2904"]


def test_ground_in_several_provinces_lies_in_each() -> None:
    """ "Districts in X and Y": some in each; in one district and its province, once."""
    told = _changes("The Taliban seized villages in Ghor and Faryab on Sunday.")
    assert [(tag, where) for tag, where, _ in told] == [("territory_seized", "Ghor"), ("territory_seized", "Faryab")]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("The Taliban captured a key city on Friday. The city of Taloqan lies in the north.", ["AF-TAK"]),
        ("The Taliban captured a city in Takhar. Many fled. The city of Taloqan had long been quiet.", ["AF-TAK"]),
        ("The Taliban captured a city on Friday. The city, Taloqan, is the capital of Takhar.", ["AF-TAK"]),
        ("The Taliban captured a city in Faryab. The city of Taloqan in Takhar was calm.", []),
        ("The Taliban captured two cities on Friday. The city of Taloqan lies in the north.", []),
        ("The Taliban captured a city on Friday. Talks go on near the city of Taloqan.", []),
        ("The Taliban captured a town on Friday. The city of Taloqan lies in the north.", []),
    ],
)
def test_the_name_that_heads_the_next_sentence(text: str, units: list[str]) -> None:
    """ "The city of X" right behind "a city" is that city, whatever is told of it; nothing beside it is."""
    found = [event.unit_id for event in read(text + OF_AFGHANISTAN).events if event.action is not None]
    assert [unit for unit in found if unit is not None] == units
