"""What changed on which day, found in the ledger's rows and put into words, and that no report is lost on the way."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from unittest.mock import ANY

import pytest

from geo.vocab import AssertionMode, ControlBasis, ControlState, Side, Unit
from maps.exports.events import events_geojson
from maps.headlines import change_title, headline, holds, opening_words, short_words, standfirst
from maps.language import LANGUAGES, plural_form, say, speaking
from maps.payload import build_payload
from maps.scene import build_scene
from maps.shown import LONGEST_LAG, last_shown, shown_days
from maps.story import Kind, decisive_day, story_of
from tests.scenes import (
    FIRST,
    LAST,
    RULE,
    big_scene,
    control,
    day,
    document,
    event,
    hostile_scene,
    merged_scene,
    small_controls,
    small_documents,
    small_events,
    small_scene,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.model import Control
    from maps.scene import Scene

FIXTURES = (small_scene, merged_scene, hostile_scene, big_scene)


def retaken_scene() -> Scene:
    """Kunduz falls on the 8th and is retaken on the 9th; Farah is given up on the 9th."""
    rows = [row for row in small_controls() if row.unit_id not in {"AF-KDZ", "AF-FRA"}]
    for basis in ControlBasis:
        rows += [
            control("AF-KDZ", basis, Side.GOVERNMENT, FIRST - timedelta(days=1), day(8)),
            control("AF-KDZ", basis, Side.TALIBAN, day(8), day(9), evidence=("ev-0008",), rule="independent_report"),
            control("AF-KDZ", basis, Side.GOVERNMENT, day(9), evidence=("ev-0011",), rule="independent_report"),
            control("AF-FRA", basis, Side.GOVERNMENT, FIRST - timedelta(days=1), day(9)),
            control("AF-FRA", basis, None, day(9), state=ControlState.UNKNOWN, evidence=("ev-0007",)),
        ]
    return small_scene(controls=rows)


def told(scene: Scene) -> dict[int, list[tuple[str, str]]]:
    """Day of August -> kind and unit of each change."""
    return {each.day.day: [(change.kind.value, change.unit_id) for change in each.changes] for each in story_of(scene)}


def test_changes_are_found_where_an_event_stands_behind_them() -> None:
    """Falls and a claim are changes; an opening state, a siege and a dispute without a report are none."""
    assert told(small_scene()) == {
        6: [("taken", "AF-NIM")],
        7: [("claimed", "AF-JOW")],
        8: [("taken", "AF-KDZ"), ("taken", "AF-SAR"), ("taken", "AF-TAK")],
    }


def test_retaken_and_given_up_are_told_apart() -> None:
    """A unit back with a former holder is retaken, one that nobody is known to hold is lost."""
    found = told(retaken_scene())[9]
    assert sorted(found) == [("lost", "AF-FRA"), ("retaken", "AF-KDZ")]
    words = headline(next(each for each in story_of(retaken_scene()) if each.day == day(9)))
    assert "The government has retaken Kunduz." in words
    assert "Farah was given up" in words


def test_the_decisive_day_has_most_changes_of_hands() -> None:
    """Three falls go before one and before a claim; of a tie the last day stands; claims alone decide nothing."""
    assert decisive_day(story_of(small_scene())) == day(8)
    rows = [
        replace(row, valid_from=day(9)) if row.unit_id == "AF-SAR" and row.evidence else row for row in small_controls()
    ]
    rows = [replace(row, valid_to=day(9)) if row.unit_id == "AF-SAR" and not row.evidence else row for row in rows]
    rows = [row for row in rows if row.unit_id != "AF-TAK"]
    assert decisive_day(story_of(small_scene(controls=rows))) == day(9)
    claims = [row for row in small_controls() if not row.evidence or row.unit_id == "AF-JOW"]
    assert decisive_day(story_of(small_scene(controls=claims))) is None


@pytest.mark.parametrize(("opens_on", "expected"), [(None, "2021-08-08"), (LAST, "2021-08-10")])
def test_the_page_opens_on_the_decisive_day_or_the_one_asked_for(opens_on: Any, expected: str) -> None:  # noqa: ANN401
    """A day that was asked for goes before the story's own."""
    assert build_payload(small_scene(opens_on=opens_on))["opensOn"] == expected
    nothing: dict[str, Any] = {"controls": [], "checks": []}
    assert build_payload(small_scene(**nothing))["opensOn"] == "2021-08-10"


def test_headlines_are_written_from_the_counts() -> None:
    """One fall names its place, several are counted in words, a claim says whose it is; how many are held ends it."""
    first, claimed, three = story_of(small_scene())
    assert headline(first) == "Zaranj fell to the Taliban. The Taliban hold 1 of 34."
    assert headline(claimed) == "The Taliban claim Sheberghan; nobody else confirms it. The Taliban hold 1 of 34."
    assert headline(three) == "Three provincial capitals fell in one day. The Taliban hold 4 of 34."
    assert standfirst(small_scene(), three)[0] == "Kunduz, Sar-e Pol, Taloqan."
    assert change_title(three.changes[0]) == "The Taliban took Kunduz"
    assert short_words(three) == "Kunduz, Sar-e Pol, Taloqan"


def test_a_singular_side_takes_a_singular_verb() -> None:
    """The verb follows its subject, not the number held."""
    standing = story_of(small_scene())[0].standing
    assert holds(standing, Side.GOVERNMENT) == "The government holds 31 of 34."
    assert holds(standing, Side.TALIBAN) == "The Taliban hold 1 of 34."


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_headlines_speak_the_language_of_the_page(code: str) -> None:
    """No Latin word is left in a headline, a title or the line under it, and the number is in the language's digits."""
    with speaking(code):
        for each in story_of(retaken_scene()):
            said = [headline(each), *standfirst(retaken_scene(), each), *map(change_title, each.changes)]
            assert not any(letter.isascii() and letter.isalpha() for words in said for letter in words), said
            assert not any(letter in "0123456789" for words in said for letter in words), said


def test_plural_forms_are_those_of_cldr() -> None:
    """Dari takes the form of one for none, too; English and Pashto do not."""
    assert [[plural_form(code, n) for n in (0, 1, 2)] for code in LANGUAGES] == [
        ["other", "one", "other"],
        ["one", "one", "other"],
        ["other", "one", "other"],
    ]
    with speaking("fa"):
        assert say("story.holds", plural=1, side="الف", n=3, total=34) != say(
            "story.holds", plural=2, side="الف", n=3, total=34
        )


def test_units_that_are_not_counted_are_told_beside() -> None:
    """A district that changed hands is on its day, named as a district, and no change of the counted units."""
    rows = [*small_controls()]
    rows.append(
        replace(
            control("AF-KDZ", ControlBasis.ASSESSED, Side.TALIBAN, day(9), evidence=("ev-0007",)),
            control_id="district",
            unit=Unit.DISTRICT,
            unit_id="gn-district",
        )
    )
    found = next(each for each in story_of(small_scene(controls=rows)) if each.day == day(9))
    assert (found.hands, [change.unit for change in found.others]) == (0, [Unit.DISTRICT])
    assert found.others[0].kind is Kind.TAKEN


def district_row(basis: ControlBasis, side: str | None, first: int, last: int | None = None, **members: Any) -> Control:  # noqa: ANN401
    """A row for Kang district, with evidence."""
    until = None if last is None else day(last)
    row = control("AF-NIM", basis, side, day(first), until, evidence=("ev-0007",), **members)
    return replace(row, unit=Unit.DISTRICT, unit_id="district:AF3402")


def test_districts_are_retaken_contested_and_only_claimed() -> None:
    """Taken by one side and back by the other; contested; what the reports alone say is a claim, worded as one."""
    reported, assessed = ControlBasis.REPORTED, ControlBasis.ASSESSED
    rows = [
        *small_controls(),
        district_row(assessed, Side.GOVERNMENT, 6, 7),
        district_row(assessed, Side.TALIBAN, 7, 8),
        district_row(assessed, Side.GOVERNMENT, 8, 9),
        district_row(assessed, None, 9, state=ControlState.CONTESTED),
        district_row(reported, Side.GOVERNMENT, 8, 10),
        district_row(reported, Side.TALIBAN, 10),
    ]
    scene = small_scene(controls=rows)
    found = {each.day.day: [change.kind for change in each.others] for each in story_of(scene) if each.others}
    assert found == {6: [Kind.TAKEN], 7: [Kind.TAKEN], 8: [Kind.RETAKEN], 9: [Kind.CONTESTED], 10: [Kind.CLAIMED]}
    told_on = {each.day.day: headline(each) for each in story_of(scene)}
    assert told_on[10].startswith("The Taliban claim Kang district; nobody else confirms it.")
    (unit,) = build_payload(scene)["units"]
    assert (unit["name"], unit["title"], unit["at"], unit["radius"] > 0) == ("Kang", "Kang district", ANY, True)
    assert "outline" not in unit


def test_a_unit_that_nobody_can_place_is_told_and_not_drawn() -> None:
    """A unit id that no gazetteer knows has its rows and no position: nothing is guessed."""
    row = replace(district_row(ControlBasis.ASSESSED, Side.TALIBAN, 9), unit_id="gn-nowhere")
    (unit,) = build_payload(small_scene(controls=[*small_controls(), row]))["units"]
    assert "at" not in unit
    assert unit["assessed"][0]["side"] == Side.TALIBAN


def test_the_opening_state_is_told_in_words() -> None:
    """Who held how many of the counted units, the most first."""
    assert opening_words(small_scene()) == "Government 32, National Resistance Front 1"


@pytest.mark.parametrize("make", FIXTURES)
def test_no_report_is_lost(make: Callable[[], Scene]) -> None:
    """On the last day the list has every report of the header and the file: dated by then or undated."""
    scene = make()
    payload = build_payload(scene)
    dated = [each for each in payload["events"] if "first" in each]
    undated = [each for each in payload["events"] if "first" not in each]
    if scene.last_day is not None:
        assert all(each["first"] <= scene.last_day.isoformat() for each in dated)
    assert len(dated) + len(undated) == len(scene.events) == len(json.loads(events_geojson(scene))["features"])
    assert sum(len(each["events"]) for each in payload["incidents"]) == len(scene.events)


def test_the_period_reaches_the_last_publication_day() -> None:
    """A warning published after the last dated event is shown on its own day, which the period reaches."""
    later = document(9, day(20), "Kabul could fall within weeks, analysts said.")
    warning = event(
        99,
        small_events()[13].event_type,
        later,
        "Kabul could fall within weeks, analysts said.",
        "could fall",
        assertion_mode=AssertionMode.HYPOTHETICAL,
    )
    scene = small_scene(documents=(*small_documents(), later), events=(*small_events(), warning))
    assert (scene.last_day, scene.as_of) == (day(20), LAST)
    row = next(each for each in build_payload(scene)["events"] if each["id"] == "ev-0099")
    assert row["first"] == "2021-08-20"


def test_an_implausible_day_stretches_nothing_and_loses_nothing() -> None:
    """A document of the year 9999 leaves the period as it was; its report stands in the list without a day."""
    wrong = document(9, day(10).replace(year=9998), "Kabul could fall, analysts said.")
    fear = event(
        99,
        small_events()[13].event_type,
        wrong,
        "Kabul could fall, analysts said.",
        "could fall",
        assertion_mode=AssertionMode.HYPOTHETICAL,
    )
    scene = small_scene(documents=(*small_documents(), wrong), events=(*small_events(), fear))
    assert scene.last_day == LAST
    assert "first" not in next(each for each in build_payload(scene)["events"] if each["id"] == "ev-0099")
    assert shown_days(fear, wrong)[0] == wrong.published
    assert last_shown(LAST, [], [replace(wrong, published=LAST + LONGEST_LAG)]) == LAST + LONGEST_LAG


def test_a_scene_without_control_has_no_story() -> None:
    """Reports alone change nobody's hands."""
    scene = build_scene(
        documents=small_documents(), events=small_events(), controls=(), counts=(), as_of=None, rule=RULE
    )
    assert story_of(scene) == ()
