"""An unknown spelling is found by its key in the stated province alone, says so, and is never guessed elsewhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from conflictmap.cli import main
from conflictmap.geocoding import Query, geocode
from geo.gazetteer.acceptance import LOWEST_RATIO, accept_spelling, nearest_spellings, pool_of
from geo.gazetteer.romanised import consonants, romanised_key
from geo.gazetteer.table import default_gazetteer
from geo.records import mention_record
from geo.vocab import PlaceKind
from tests.reading import read

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "spellings",
    [
        ("Pashtun Kot", "Pashtoon Kowt", "Pashtun-Kot", "PASHTUNKOT"),
        ("Qala-e Naw", "Qalay-i-Now", "Ghala e Naw", "Qalah-ye Naw"),
        ("Khwaja Ghar", "Khwajaghar", "Khuaja Ghar"),
        ("Zazi Maidan", "Jaji Maydan", "Zaji Maidan"),
        ("Tsamkani", "Chamkani"),
        ("Ahmadabad", "Ahmad Aba", "Ahmad Abad"),
        ("Maidan Shahr", "Maydan Shahar", "Maidan Shar"),
        ("Sar-e Pul", "Sar Pol", "Sar i Pul"),
        ("Mohammad Agha", "Mohamad Agha", "Mohammed Agha"),
    ],
)
def test_spellings_of_one_name_share_a_key_or_its_consonants(spellings: tuple[str, ...]) -> None:
    """Vowels, doubled letters, links, endings and sounds that alternate do not part the spellings of a name."""
    keys = [romanised_key(each) for each in spellings]
    assert len({consonants(key) for key in keys}) == 1, keys


@pytest.mark.parametrize(("first", "second"), [("Parun", "Paryan"), ("Paktia", "Paktika"), ("Nawa", "Nawzad")])
def test_other_names_have_other_keys(first: str, second: str) -> None:
    """The key does not fold what are two places."""
    assert romanised_key(first) != romanised_key(second)


def test_another_script_has_no_key() -> None:
    """The rule is one for Latin letters."""
    assert romanised_key("کندز") == ""
    assert accept_spelling("کندز", "AF-KDZ", default_gazetteer()) is None


def test_a_name_finds_itself_and_few_find_others() -> None:
    """Each name of a pool, asked in its province, is its own place or open; asked in the next one, hardly taken."""
    gazetteer = default_gazetteer()
    codes = [each.place_id for each in gazetteer.provinces()]
    asked = taken = 0
    for code, other in zip(codes, codes[1:] + codes[:1], strict=True):
        foreign = {form for unit in pool_of(other, gazetteer) for form in unit.forms}
        for unit in pool_of(code, gazetteer):
            for key, name in unit.forms.items():
                found = accept_spelling(name, code, gazetteer)
                assert found is None or found.unit == unit, name
                if key not in foreign:
                    asked += 1
                    taken += accept_spelling(name, other, gazetteer) is not None
    assert asked > 700
    assert taken / asked < 0.005


def test_geocode_says_by_which_form_it_found(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The candidate carries the words, the known form and the ratio, as JSON and for a person."""
    path = tmp_path / "names.jsonl"
    path.write_text('{"name": "Pashtoon Kowt district", "admin1": "AF-FYB"}\n', encoding="utf-8")
    assert main(["geocode", "--from", str(path), "--format", "jsonl"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["place"]["place_id"] == "district:AF2902"
    spelling = answer["candidates"][0]["spelling"]
    assert spelling["written"].lower() == "pashtoon kowt"
    assert spelling["ratio"] >= LOWEST_RATIO
    assert main(["geocode", "--from", str(path), "--format", "table"]) == 0
    assert "read as" in capsys.readouterr().out


def test_without_a_province_nothing_is_accepted() -> None:
    """The key alone, among all districts, was measured and not adopted."""
    assert geocode("Pashtoon Kowt district").place is None
    assert geocode(Query(name="Pashtoon Kowt district", admin1="AF-HEL")).place is None


def test_text_records_the_spelling() -> None:
    """The mention of a text says the known form; the same name later in the text is the same place."""
    text = "The Taliban took Pashtoon Kowt district of Faryab. Residents fled Pashtoon Kowt district."
    found = read(text)
    named = [each for each in found.resolutions if each.mention.surface == "Pashtoon Kowt"]
    assert [each.place and each.place.name for each in named] == ["Pashtun Kot", "Pashtun Kot"]
    record = mention_record(named[0], found.document)
    assert record["spelling"]["form"].lower().startswith("pasht")
    assert record["unknown_there"] is False


def test_hints_are_names_of_the_province() -> None:
    """The nearest spellings of an unknown name are districts of the stated province."""
    gazetteer = default_gazetteer()
    hints = nearest_spellings("Zurmatt", "AF-PIA", gazetteer)
    assert hints[0] == "Zurmat"
    names = {unit.district.name for unit in pool_of("AF-PIA", gazetteer) if unit.district}
    assert set(hints) <= names


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [
        ("Zarbuta district, Ghazni province", PlaceKind.DISTRICT, "AF-GHA"),
        ("Zorak village in Andar district of Ghazni province", PlaceKind.VILLAGE, "AF-GHA"),
        ("Asadabad village, Paktia", PlaceKind.VILLAGE, "AF-PIA"),
        ("Khost wa Zarin district, Baghlan", PlaceKind.DISTRICT, "AF-BGL"),
    ],
)
def test_a_phrase_with_an_unknown_name_is_its_area(name: str, kind: PlaceKind, code: str) -> None:
    """The answer keeps the name and the kind, is drawn as the stated area, and says that the name is unknown there."""
    answer = geocode(name)
    assert answer.place is not None
    assert (answer.place.kind, answer.place.iso_3166_2) == (kind, code)
    assert answer.place.place_precision.value in {"admin1", "admin2"}
    assert "not known" in answer.problems[-1].message


@pytest.mark.parametrize(
    "name", ["Khost wa Feren", "Khost wa Feren district", "Baghlan district", "Nuristan district", "Daykundi village"]
)
def test_left_over_words_and_other_kinds_are_no_answer(name: str) -> None:
    """A known name inside a longer one, or of another kind than asked, is not resolved."""
    assert geocode(name).place is None


@pytest.mark.parametrize(("name", "kind"), [("Sangin town", "town"), ("Sangin district", "district")])
def test_a_unit_word_of_an_address_decides(name: str, kind: str) -> None:
    """The town and the district of one name are told apart by the word, with the province stated or not."""
    for admin1 in (None, "AF-HEL"):
        place = geocode(Query(name=name, admin1=admin1)).place
        assert place is not None
        assert place.kind.value == kind


def test_a_second_name_in_brackets_confirms() -> None:
    """ "Khost(Matun) district" is the district that bears both names."""
    place = geocode("Khost(Matun) district").place
    assert place is not None
    assert place.admin2_pcode == "AF1401"
