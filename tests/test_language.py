"""The words of the page: catalogues that fit each other, and messages with numbers, plurals and foreign names."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from geo.errors import ProblemKind, UsageError
from geo.ledger import RuleId
from geo.vocab import (
    AssertionMode,
    ControlState,
    DatePrecision,
    EventType,
    PlacePrecision,
    ProvinceBasis,
    Qualifier,
    Side,
    Unit,
    Verdict,
)
from maps import wording
from maps.language import (
    ENGLISH,
    FOLDER,
    LANGUAGES,
    SCRIPT_TABLES,
    catalogue,
    number,
    ordinal,
    say,
    script_messages,
    speaking,
)
from maps.names import capital_name, neighbour_name, place_name, province_name
from maps.packaged import ASSETS
from maps.reference import read_neighbours, read_provinces
from tests.scenes import DOHA, capital

MODULES = sorted((ASSETS.parent / "web/src").glob("*.js"))
PLACEHOLDER = re.compile(r"\{(\w+)\}")
OTHERS = [code for code in LANGUAGES if code != ENGLISH]
VOCABULARIES: dict[str, Any] = {
    "tag": EventType,
    "mode": AssertionMode,
    "precision": PlacePrecision,
    "basis": ProvinceBasis,
    "unit": Unit,
    "state": ControlState,
    "verdict": Verdict,
    "qualifier": Qualifier,
    "side": Side,
    "problem": ProblemKind,
    "problem_said": ProblemKind,
    "settling": RuleId,
}


def messages(code: str) -> dict[str, Any]:
    """Every message of a language by its key; the forms of a plural are one message."""
    return {f"{table}.{name}": each for table, rows in catalogue(code).items() for name, each in rows.items()}


def placeholders(message: str | dict[str, str]) -> set[str]:
    """The placeholders of a message, those of all its plural forms together."""
    forms = message.values() if isinstance(message, dict) else [message]
    return {name for form in forms for name in PLACEHOLDER.findall(str(form))}


def test_every_language_has_a_catalogue() -> None:
    """The files in the folder are the languages that can be asked for."""
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(LANGUAGES)


@pytest.mark.parametrize("code", OTHERS)
def test_catalogues_have_the_same_keys_and_placeholders(code: str) -> None:
    """No message is missing or left over in a language, and each takes the same values and has the same forms."""
    english, other = messages(ENGLISH), messages(code)
    assert set(other) == set(english)
    for key, message in english.items():
        if not key.startswith("language."):
            assert isinstance(other[key], dict) == isinstance(message, dict), key
            assert placeholders(other[key]) == placeholders(message), key
            assert bool(other[key]) == bool(message), key


@pytest.mark.parametrize("code", OTHERS)
def test_nothing_is_left_in_english(code: str) -> None:
    """But for names of keys, formats, options and the source of the lines, no message holds a Latin letter."""
    kept = {
        "language.code",
        "language.direction",
        "page.key_tab",
        "page.key_esc",
        "page.wheel_hint",
        "script.credit",
        "story.no_day_why",
    }
    for key, message in messages(code).items():
        if key not in kept:
            forms = message.values() if isinstance(message, dict) else [message]
            for form in forms:
                assert not re.search("[A-Za-z]", PLACEHOLDER.sub("", str(form)).replace("Enter", "")), key


@pytest.mark.parametrize("code", LANGUAGES)
def test_vocabularies_have_words(code: str) -> None:
    """Each value of a vocabulary, each precision of a date, twelve months, seven days and ten digits have words."""
    rows = catalogue(code)
    for table, values in VOCABULARIES.items():
        assert {str(value) for value in values} <= set(rows[table]), table
    assert {f"precision_{value}" for value in DatePrecision} <= set(rows["date"])
    own = rows["language"]
    assert (len(own["months"].split()), len(own["weekdays"].split()), len(own["digits"])) == (12, 7, 10)
    assert len(own["solar_months"].split()) in {0, 12}


def test_the_scripts_use_every_message_that_they_are_given() -> None:
    """Each key that the JavaScript names is there, and no message of its table is idle."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in MODULES)
    used = set(re.findall(r'"((?:script|amount|date)\.\w+)"', text))
    english = messages(ENGLISH)
    assert used - {"script.precision_"} <= set(english)
    built = {"script.province", "script.capital", "script.assessed", "script.reported"}
    built |= {key for key in english if key.startswith("script.precision_")}
    assert {key for key in english if key.startswith("script.")} == {
        key for key in used if key.startswith("script.") and not key.endswith("_")
    } | built
    assert set(script_messages()) == set(SCRIPT_TABLES)


def test_the_template_uses_every_message_of_its_table() -> None:
    """Each key that the template names is there; only what is worded in Python beside it is not named there."""
    text = (ASSETS / "page.html.j2").read_text(encoding="utf-8")
    used = set(re.findall(r'say\("([\w.]+)"', text))
    english = {key for key in messages(ENGLISH) if key.startswith("page.")}
    assert used | {"page.from_documents"} == english


def test_no_words_stand_in_the_scripts() -> None:
    """No text in the JavaScript has a capital and small letters but names for programs, and none has a full stop.

    What begins with a small letter is held against the page itself: `tests/test_page_language.py`.
    """
    programs = {
        "ArrowRight",
        "ArrowLeft",
        "ArrowUp",
        "ArrowDown",
        "Enter",
        "Escape",
        "Home",
        "End",
        "PageUp",
        "PageDown",
    }
    programs |= {
        "Feature",
        "FeatureCollection",
        "Point",
        "Polygon",
        "MultiLineString",
        "DOMContentLoaded",
        "ACLED",
        "Leaflet",
    }
    for path in MODULES:
        written = re.sub(r"^import .*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        code = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", written, flags=re.DOTALL)
        for text in re.findall(r'"((?:[^"\\\n]|\\.)*)"', code):
            assert set(re.findall(r"\b[A-Z]+[a-z]\w+", text)) <= programs, (path.name, text)
            assert not re.search(r"[a-z]\. ", text), (path.name, text)


def test_no_words_stand_in_the_template() -> None:
    """Between the tags and in the attributes that are read aloud, the template has no word of its own."""
    text = (ASSETS / "page.html.j2").read_text(encoding="utf-8")
    bare = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)
    between = re.sub(r"<style>.*?</style>|<[^>]*>", " ", bare)
    assert set(re.findall(r"[A-Za-z]{2,}", between)) == {"GeoJSON", "CSV", "SVG", "PNG"}
    for attribute in ("aria-label", "placeholder", "title", "alt"):
        assert set(re.findall(rf'{attribute}="([^"]*)"', bare)) <= {""}


def test_unknown_language_is_refused() -> None:
    """A language without a catalogue is named with those that there are, and English goes on."""
    with pytest.raises(UsageError, match="en, fa, ps"), speaking("de"):
        pass
    assert say("script.play") == "Play"


def test_plural_forms_follow_the_language() -> None:
    """English has its one for 1 alone; Pashto has words of its own for both; a nested language ends with its block."""
    assert [say("amount.reports", n=n) for n in (0, 1, 2)] == ["0 reports", "1 report", "2 reports"]
    with speaking("ps"):
        assert say("amount.reports", n=1) == "۱ راپور"
        with speaking("fa"):
            assert say("amount.reports", n=12) == "۱۲ گزارش"
        assert say("amount.reports", n=2) == "۲ راپورونه"


def test_numbers_are_in_the_digits_of_the_language() -> None:
    """Whole and broken numbers and ordinals are written in the digits that readers of the language use."""
    assert (number(1234), number("12.5"), ordinal(13), ordinal(23)) == ("1234", "12.5", "13th", "23rd")
    with speaking("fa"):
        assert (number(1234), number("12.5"), ordinal(3)) == ("۱۲۳۴", "۱۲٫۵", "۳مین")


def test_long_numbers_are_grouped_and_years_are_not() -> None:
    """From five digits on by threes, in the mark of the language; text that is a number stays as it is written."""
    given = (2021, 9_999, 10_000, -20_000, 1_234_567, "20000")
    assert [number(each) for each in given] == ["2021", "9999", "10,000", "-20,000", "1,234,567", "20000"]
    with speaking("ps"):
        assert (number(20_000), number(2021)) == ("۲۰٬۰۰۰", "۲۰۲۱")


def test_names_in_the_other_direction_are_isolated() -> None:
    """A Latin name in a Dari sentence, and a Dari name in an English one, do not reorder what stands around them."""
    with speaking("fa"):
        assert say("script.sources", names="AP") == "منابع: \u2068AP\u2069"
        assert say("script.capital_of", name="کندز") == "مرکز: کندز"
    assert say("script.capital_of", name="کندز") == "capital \u2068کندز\u2069"
    assert say("script.capital_of", name="Kunduz") == "capital Kunduz"


def test_days_keep_the_gregorian_calendar() -> None:
    """The month has the name that is used in Afghanistan; the calendar stays."""
    day = date(2021, 8, 15)
    with speaking("fa"):
        assert wording.day_words(day) == "۱۵ اگست ۲۰۲۱"
    with speaking("ps"):
        assert wording.day_words(day) == "د ۲۰۲۱ د اګست ۱۵"


def test_places_have_their_own_names() -> None:
    """Provinces, capitals and countries have Dari and Pashto names; a place without one keeps its own."""
    assert place_name(capital("AF-KDZ")) == "Kunduz"
    with speaking("fa"):
        assert place_name(capital("AF-KDZ")) == capital_name("AF-KDZ") == "کندز"
        assert wording.place_words(capital("AF-BAL")) == "مزار شریف، ولایت بلخ"
        assert wording.place_words(DOHA) == "Doha، قطر"
    with speaking("ps"):
        assert province_name("AF-PIA") == "پکتیا"
        assert province_name("AF-WAR") == "وردګ"
    assert province_name("QA-DA") is None


@pytest.mark.parametrize("code", OTHERS)
def test_every_name_of_the_base_map_is_translated(code: str) -> None:
    """All 34 provinces and capitals and all neighbours are in Arabic letters."""
    with speaking(code):
        isos = [each.iso_3166_2 for each in read_provinces()]
        names = [*(str(province_name(iso)) for iso in isos), *map(capital_name, isos)]
        names += [neighbour_name(name) for name, _ in read_neighbours()]
    assert len(names) == 34 + 34 + len(read_neighbours())
    assert [name for name in names if re.search("[A-Za-z]", name)] == []
