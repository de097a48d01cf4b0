"""What is missing and where the opening state came from, on the page in each language: sentences, values, groups."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from conflictmap.opening import OpeningChoice
from geo.errors import Problem, ProblemKind
from geo.ledger import Opening
from geo.vocab import Unit
from maps.language import LANGUAGES, speaking
from maps.page import render_page
from maps.payload import build_payload
from maps.problems import material
from maps.said import opening_note
from tests.pages import last_day, visit
from tests.scenes import small_scene

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

OTHERS = [code for code in LANGUAGES if code != "en"]
LATIN = re.compile("[A-Za-z]{2,}")
PROBLEMS = (
    Problem(kind=ProblemKind.UNKNOWN_PLACE, message='No place is known as "Zork".', file="a.md"),
    Problem(kind=ProblemKind.NO_TEXT, message="The record has no text field.", file="feed.jsonl", line=12),
    Problem(kind=ProblemKind.NO_TEXT, message="The record has no text field.", file="feed.jsonl", line=13),
    Problem(kind=ProblemKind.ROWS_WITHHELD, message="1,250 rows of ACLED are counted and not shown: its terms."),
)


def payload(language: str, **members: Any) -> dict[str, Any]:  # noqa: ANN401 - arguments of build_scene
    """The payload of the small scene in a language."""
    with speaking(language):
        return build_payload(small_scene(**members))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(ProblemKind))
def test_each_kind_of_problem_is_told_in_the_language(kind: ProblemKind, language: str) -> None:
    """It has a label and a sentence of its own, in the script of the language."""
    told = payload(language, problems=[Problem(kind=kind, message="It is so.", file="a.md")])
    said = told["problemKinds"][kind.value]
    assert said["label"]
    assert said["label"] != said["said"]
    assert said["said"].endswith(".")
    assert bool(LATIN.search(said["label"] + said["said"])) == (language == "en")


@pytest.mark.parametrize("language", OTHERS)
def test_no_english_message_is_on_a_page_of_another_language(language: str) -> None:
    """What the messages quote stands as values; their English words do not."""
    told = payload(language, problems=PROBLEMS)["problems"]
    assert [each.get("material") for each in told if each["kind"] == "unknown_place"] == ["Zork"]
    assert not any("message" in each for each in told)
    assert "known as" not in str(told)
    withheld = next(each for each in told if each["kind"] == "rows_withheld")
    assert "۱۲۵۰" in withheld["material"]


def test_an_english_page_has_the_whole_message() -> None:
    """Nothing of it is cut."""
    assert {each["message"] for each in payload("en", problems=PROBLEMS)["problems"]} == {
        each.message for each in PROBLEMS
    }


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("The event 132905184853d1cf (seized a unit) moves nothing. “It fell.”", "The event moves nothing. “It fell.”"),
        ("132905184853d1cf (bombed: “Two died.”)", "(bombed: “Two died.”)"),
        ("Row 12345678 (seized) of 1234567890123456789 moves nothing.", None),
        ("A file deadbeef.csv is not read.", None),
    ],
)
def test_an_english_page_shows_no_id_of_an_event(message: str, told: str | None) -> None:
    """Ids go, with the codes beside them; numbers of other lengths, names of files and the quoted words stay."""
    problem = Problem(kind=ProblemKind.UNCLEAR_TAKER, message=message)
    assert payload("en", problems=[problem])["problems"][0]["message"] == (told or message)


@pytest.mark.parametrize(
    ("kind", "message", "values"),
    [
        (ProblemKind.AMBIGUOUS_PLACE, '"Omar" could be Omar (AF-GHA, 0.5); no place was chosen.', ["Omar"]),
        (ProblemKind.UNCLEAR_TAKER, "It moves nothing: who took it is not clear. “Ali said “yes”.”", ["Ali said “yes"]),
        (
            ProblemKind.UNPLACED_EVENT,
            "It moves nothing: The crossing \nfell: at last.",
            ["The crossing fell: at last."],
        ),
        (ProblemKind.BROKEN_ROW, "Row 3: longitude is no number, got 'x'.", ["x"]),
        (ProblemKind.BROKEN_FEED, "The feed's XML is broken; the districts' names are lost.", []),
        (ProblemKind.MISSING_VALUE, "3,000 more rows: day is empty. Rows 1,001-4,000.", ["3000 rows"]),
        (ProblemKind.OUTSIDE_PERIOD, "Rows left out as they lie outside the days asked for: 12.", ["12 rows"]),
        (ProblemKind.TOO_LARGE, "The file is larger than the limit of 50,000 bytes.", []),
    ],
)
def test_material_is_what_a_message_quotes(kind: ProblemKind, message: str, values: list[str]) -> None:
    """Passages in quotation marks of each kind, what stands behind the colon, and counts of rows; no apostrophe."""
    assert material(Problem(kind=kind, message=message)) == values


def test_the_opening_is_told_in_the_language() -> None:
    """The day is written out, the title of the list stays as it is; without an opening the sentence says so."""
    opening = Opening(
        day=date(2021, 8, 5),
        unit=Unit.PROVINCIAL_CAPITAL,
        holders={"AF-KDZ": "government"},
        source_title="List of August",
    )
    for choice in (OpeningChoice(opening=opening), OpeningChoice()):
        notes = {}
        for language in LANGUAGES:
            with speaking(language):
                notes[language] = opening_note(small_scene(opening_note=choice.note)) or ""
        assert len(set(notes.values())) == len(LANGUAGES)
        for language in OTHERS:
            assert ("\u2068List of August\u2069" in notes[language]) == (choice.opening is not None)
            assert not LATIN.search(notes[language].replace("List of August", ""))
            assert ("۲۰۲۱" in notes[language]) == (choice.opening is not None)
    assert OpeningChoice().note.key == "opening.none"


def test_a_note_of_the_users_own_stays_as_it_is() -> None:
    """A text that was given to `build_scene` is no key of a catalogue."""
    with speaking("fa"):
        assert opening_note(small_scene(opening_note="My own list.")) == "My own list."


@pytest.mark.browser
@pytest.mark.usefixtures("nothing_goes_wrong")
@pytest.mark.parametrize("language", LANGUAGES)
def test_problems_stand_by_kind(page: Page, tmp_path: Path, language: str) -> None:
    """The kind with most first, with its sentence and number; file, line and quoted words are isolated."""
    path = tmp_path / "page.html"
    scene = small_scene(problems=PROBLEMS)
    path.write_text(render_page(scene, language=language), encoding="utf-8")
    visit(page, path.as_uri() + last_day(scene))
    page.locator("#problems-head").click()
    kinds = page.locator("#problems-list > li")
    assert kinds.count() == 3
    said = payload(language, problems=PROBLEMS)["problemKinds"]["no_text"]
    assert said["said"] in kinds.first.inner_text()
    assert kinds.first.locator("ul > li").count() == 2
    assert any("feed.jsonl" in each for each in kinds.first.locator("bdi").all_inner_texts())
    zork = kinds.filter(has_text="Zork").locator("bdi").all_inner_texts()
    assert zork[-1] == ('No place is known as "Zork".' if language == "en" else "Zork")
