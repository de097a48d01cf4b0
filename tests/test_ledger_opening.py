"""The opening state as a file: what it must say, and what is refused by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.errors import OpeningError
from geo.files import seeds_folder
from geo.ledger import check_opening, province_ids, read_opening
from geo.vocab import Unit
from tests.ledger_events import GOVERNMENT, day

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """
day = "2021-08-05"
unit = "provincial_capital"
denominator = 34
[source]
title = "A list"
url = "https://example.org/list"
[holders]
"AF-KDZ" = "government"
"AF-PAN" = "other:local council"
"""


def written(folder: Path, text: str) -> Path:
    """Put an opening state on disk."""
    path = folder / "opening.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_seeds_opening_names_all_34() -> None:
    """The committed opening state reads: the government holds every capital on 5 August, by a named source."""
    opening = read_opening(seeds_folder() / "opening.toml")
    assert (opening.day, opening.unit, opening.denominator) == (day(5), Unit.PROVINCIAL_CAPITAL, 34)
    assert tuple(opening.holders) == province_ids()
    assert set(opening.holders.values()) == {GOVERNMENT}
    assert opening.source_title
    assert opening.source_url


def test_a_partial_opening_is_accepted(tmp_path: Path) -> None:
    """Units that are left out are simply not held by anybody known; a TOML date is a day too."""
    opening = read_opening(written(tmp_path, GOOD.replace('"2021-08-05"', "2021-08-05")))
    assert opening.holders == {"AF-KDZ": "government", "AF-PAN": "other:local council"}
    assert opening.recorded_at.isoformat() == "2021-08-05T23:59:59+04:30"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("AF-KDZ", "AF-XYZ", "AF-XYZ"),
        ('"government"', '"goverment"', "a side for AF-KDZ, got 'goverment'"),
        ('"other:local council"', '"other:"', "a side for AF-PAN"),
        ('day = "2021-08-05"\n', "", "a day such as 2021-08-05 in the opening state, got nothing"),
        ("2021-08-05", "2021-08-35", "a day such as"),
        ("provincial_capital", "capital", "opening state's unit, got 'capital'"),
        ("denominator = 34", "denominator = 33", "34 as the denominator"),
        ("denominator = 34", "denominator = 1", "a denominator of 2 or more"),
        ('title = "A list"\n', "", "a \\[source\\] with a title"),
        ("[holders]", "[holder]", "a table \\[holders\\]"),
        ("[holders]", "[holders", "TOML in opening.toml"),
    ],
)
def test_faults_are_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    """Every fault in an opening state is an error that says what was expected and what was there."""
    with pytest.raises(OpeningError, match=f"Expected .*{message}"):
        read_opening(written(tmp_path, GOOD.replace(old, new)))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A file that is not there is an opening error too, and names no absolute path."""
    with pytest.raises(OpeningError, match=r"an opening state at none\.toml") as caught:
        read_opening(tmp_path / "none.toml")
    assert str(tmp_path) not in str(caught.value)


def test_an_opening_after_the_first_document_is_refused(tmp_path: Path) -> None:
    """It may be as old as the first document, not younger; without a dated document there is nothing to compare."""
    opening = read_opening(written(tmp_path, GOOD))
    check_opening(opening, day(5))
    check_opening(opening, None)
    with pytest.raises(OpeningError, match="2021-08-04 or earlier"):
        check_opening(opening, day(4))
