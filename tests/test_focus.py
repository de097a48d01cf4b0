"""The place that a document is mainly about, and why."""

from __future__ import annotations

import pytest

from tests.reading import read


def focus(text: str) -> tuple[str, str] | None:
    """Give the focus of a text as name and province or country."""
    found = read(text).focus
    return (found.place.name, found.place.iso_3166_2 or found.place.country_code or "") if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the dateline counts only when nothing else does
        ("KABUL, Afghanistan (AP) — The Taliban captured Taloqan on Sunday.", ("Taloqan", "AF-TAK")),
        ("KABUL, Afghanistan (AP) — The talks went on.", ("Kabul", "AF-KAB")),
        # a village is preferred to the province that it is named with
        ("Fighting was reported in Andar district of Ghazni province.", ("Andar", "AF-GHA")),
        # the most named place wins
        ("Kunduz is calm. Herat is not. Shops in Herat are shut. Herat waits.", ("Herat", "AF-HER")),
        # countries count only where nothing smaller is named
        ("Pakistan and Pakistan again spoke of Zaranj to the Taliban.", ("Zaranj", "AF-NIM")),
        ("The minister left Pakistan.", ("Pakistan", "PK")),
        # several places of one province speak for it together
        ("Taloqan and Farkhar are calm. Herat is too. In Takhar province nothing stirs.", ("Taloqan", "AF-TAK")),
        ("Nothing is named here.", None),
    ],
)
def test_focus(text: str, expected: tuple[str, str] | None) -> None:
    """Headline, lead and number of mentions decide; ties go to the place named first."""
    assert focus(text) == expected


def test_the_headline_weighs_most() -> None:
    """A place in the headline outweighs one that is only named once below."""
    text = "Zaranj falls to insurgents\n\nOfficials in Kabul said nothing. The report came later. Nobody confirmed it."
    assert focus(text) == ("Zaranj", "AF-NIM")


def test_people_do_not_make_a_focus() -> None:
    """Somebody called Farah does not put the story there."""
    assert focus("Gen. Farah and Gen. Farah met Afghan residents of Herat.") == ("Herat", "AF-HER")


def test_the_focus_says_why() -> None:
    """The reason counts the votes."""
    found = read("Kunduz city is calm.").focus
    assert found is not None
    assert "Kunduz" in found.reason
