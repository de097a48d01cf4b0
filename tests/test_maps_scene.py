"""The scene's orders and queries, the words, the signs and the one seam of escaping."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dates import DateSpan
from geo.errors import UsageError
from geo.model import Figures
from geo.vocab import (
    AssertionMode,
    ClaimScope,
    ControlBasis,
    ControlState,
    EventType,
    PlacePrecision,
    Qualifier,
    Unit,
    Verdict,
)
from maps import wording
from maps.base import WINDOW, base_payload, province_label
from maps.escape import json_for_script, safe_url
from maps.language import Phrases
from maps.payload import build_payload
from maps.quotes import marked_quote
from maps.reference import read_capitals, read_provinces, read_sources
from maps.scene import build_scene
from maps.symbols import GROUPS, SIDES, group_of, side_class
from tests.scenes import (
    DOHA,
    FIRST,
    LAST,
    area,
    capital,
    day,
    document,
    event,
    merged_scene,
    small_documents,
    small_events,
    small_scene,
)

CAPITAL = Unit.PROVINCIAL_CAPITAL


def test_importing_the_scene_imports_no_heavy_package() -> None:
    """`maps.scene` and the exports load without folium, pandas, geopandas and shapely."""
    code = (
        "import sys, maps.scene, maps.exports; "
        "print(sorted({'folium', 'pandas', 'geopandas', 'shapely', 'jinja2'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_period_and_day_come_from_the_counts() -> None:
    """The span of the time control is that of the day counts; the day shown is the last one."""
    scene = small_scene()
    assert (scene.first_day, scene.last_day, scene.as_of) == (FIRST, LAST, LAST)


def test_as_of_stretches_the_period() -> None:
    """A day asked for beyond the last count is inside the period."""
    scene = small_scene(as_of=date(2021, 9, 1))
    assert (scene.first_day, scene.last_day, scene.as_of) == (FIRST, date(2021, 9, 1), date(2021, 9, 1))


def test_without_counts_the_actual_events_make_the_period() -> None:
    """A deadline in the future and a denial do not stretch the period; what happened does."""
    scene = small_scene(counts=())
    assert (scene.first_day, scene.last_day) == (FIRST, LAST)


def test_no_date_at_all_gives_no_day() -> None:
    """An undated document alone makes a scene without a period, not an error."""
    scene = build_scene(documents=[small_documents()[4]], events=[], controls=[], counts=[], as_of=None, rule="capital")
    assert (scene.first_day, scene.as_of) == (None, None)
    assert build_payload(scene)["provinces"]


def test_a_rule_must_be_named() -> None:
    """An empty rule is misuse and says how to name one."""
    with pytest.raises(UsageError, match="counting rule"):
        small_scene(rule="", counts=())


def test_holder_is_half_open() -> None:
    """A row holds from its first day up to, not on, its last."""
    scene = small_scene()
    before, after = (scene.holder(CAPITAL, "AF-NIM", day(number), ControlBasis.ASSESSED) for number in (5, 6))
    assert before is not None
    assert after is not None
    assert (before.side, after.side) == ("government", "taliban")
    assert scene.holder(CAPITAL, "AF-NIM", day(4), ControlBasis.ASSESSED) is None


def test_of_two_open_rows_the_later_recorded_wins() -> None:
    """Two standing rows that overlap are decided by when they were recorded, in Python and in the payload alike."""
    scene = small_scene()
    row = scene.history(CAPITAL, "AF-KAB", ControlBasis.ASSESSED)[0]
    later = replace(row, control_id="later", side="taliban", recorded_at=row.recorded_at.replace(day=9))
    both = small_scene(controls=[later, *scene.controls])
    held = both.holder(CAPITAL, "AF-KAB", LAST, ControlBasis.ASSESSED)
    assert held is not None
    assert held.control_id == "later"
    kabul = next(each for each in build_payload(both)["provinces"] if each["iso"] == "AF-KAB")
    assert [each["side"] for each in kabul["assessed"]] == ["government", "taliban"]


def test_every_tag_has_a_group_and_words() -> None:
    """No event tag lacks a pin or a phrase, and no vocabulary lacks words."""
    assert {group_of(tag) for tag in EventType} <= set(GROUPS)
    assert all(wording.event_words(tag)[0].isupper() for tag in EventType)
    for words, values in (
        (wording.MODE_WORDS, AssertionMode),
        (wording.UNIT_WORDS, Unit),
        (wording.STATE_WORDS, ControlState),
        (wording.VERDICT_WORDS, Verdict),
        (Phrases("qualifier", Qualifier), Qualifier),
        (wording._PRECISION_WORDS, PlacePrecision),
    ):
        assert set(words) == set(values)
    assert side_class("other:somebody") in SIDES


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (None, "date not given"),
        (DateSpan.of(day(8)), "8 August 2021, to the day"),
        (DateSpan.of(day(7), day(8)), "7 August 2021 to 8 August 2021, within some days"),
        (DateSpan.until(day(31)), "by 31 August 2021"),
        (DateSpan.since(day(1)), "since 1 August 2021"),
    ],
)
def test_dates_are_told_with_their_precision(span: DateSpan | None, words: str) -> None:
    """A reader sees how well a date is known."""
    assert wording.span_words(span) == words


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({}, "5 of 34 provincial capitals"),
        ({"ordinal": True, "count": 3, "of": None}, "the 3rd of the provincial capitals"),
        ({"ordinal": True, "count": 12}, "the 12th of the provincial capitals"),
        ({"qualifier": Qualifier.MORE_THAN, "of": None}, "more than 5 provincial capitals"),
        ({"scope": ClaimScope.PERIOD}, "5 of 34 provincial capitals over a period"),
    ],
)
def test_counts_are_told_as_stated(members: dict[str, object], words: str) -> None:
    """Hedges, ordinals and periods of a stated count stay in its words."""
    claim = replace(small_scene().checks[0].claim, **members)  # type: ignore[arg-type]
    assert wording.count_words(claim) == words


def test_trigger_words_are_marked_in_the_quote() -> None:
    """The three parts of a quote join to the quote, and the middle is what made the rule fire."""
    documents = {each.document_id: each for each in small_documents()}
    for each in small_events():
        source = documents[each.document_id]
        parts = marked_quote(each, source)
        assert "".join(parts) == each.quote.exact
        assert parts[1] == source.text[slice(*each.trigger)]


def test_a_repeated_sentence_is_marked_where_it_fired() -> None:
    """Where the same sentence stands twice, the trigger decides which one is meant."""
    source = document(1, FIRST, "It fell. It fell.")
    first = event(1, EventType.CAPITAL_SEIZED, source, "It fell.", "fell")
    second = replace(first, trigger=(12, 16))
    assert marked_quote(second, source) == ("It ", "fell", ".")
    assert marked_quote(replace(first, trigger=(8, 10)), source) == ("It fell.", "", "")


def test_an_event_without_its_document_stays_unmarked() -> None:
    """Without the text nothing is guessed."""
    each = small_events()[0]
    assert marked_quote(each, None) == (each.quote.exact, "", "")


def test_payload_draws_a_position_only_where_precision_allows() -> None:
    """Province-, district- and country-level events carry no position, so no script can put them on the capital."""
    for each, told in zip(small_scene().events, build_payload(small_scene())["events"], strict=True):
        precise = each.place is not None and each.place.place_precision in {
            PlacePrecision.SITE,
            PlacePrecision.SETTLEMENT,
            PlacePrecision.NEAR,
        }
        assert ("at" in told) == precise
        assert ("radius" in told) == (each.place is not None and each.place.place_precision is PlacePrecision.NEAR)


def test_what_did_not_happen_shows_on_the_day_it_was_said() -> None:
    """A withdrawal by 31 August that was announced on the 10th is on the map from the 10th."""
    told = {each["id"]: each for each in build_payload(small_scene())["events"]}
    assert told["ev-0013"]["first"] == "2021-08-10"
    assert told["ev-0013"]["when"] == "by 31 August 2021"
    assert told["ev-0006"]["first"] == "2021-08-06"
    assert told["ev-0006"]["last"] == "2021-08-07"
    assert "first" not in told["ev-0015"]


def test_toll_is_told_as_quoted() -> None:
    """An exact figure is told as one number, a range as a range, an open end as unknown."""
    source = small_documents()[0]
    base = event(1, EventType.BOMBING, source, "A bomb went off in Kabul on Friday.", "bomb")
    tolls = {Figures(best=3): "3 dead", Figures(low=2, high=4): "2 to 4 dead", Figures(low=2): "2 to ? dead"}
    for figures, words in tolls.items():
        scene = build_scene(
            documents=[source],
            events=[replace(base, fatalities=figures)],
            controls=[],
            counts=[],
            as_of=None,
            rule="capital",
        )
        assert build_payload(scene)["events"][0]["dead"] == words


@given(st.text())
def test_escaped_json_reads_back_and_holds_no_markup(text: str) -> None:
    """Any text comes back from the payload unchanged, and none of it can end a script or a line of script."""
    written = json_for_script({"text": text})
    assert json.loads(written) == {"text": text}
    assert not set("<>&\u2028\u2029") & set(written)


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/b?c=d", True),
        ("HTTP://a.example/", True),
        (" https://a.example ", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,<b>", False),
        ("//a.example", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("https://[", False),
        (None, False),
    ],
)
def test_only_http_becomes_a_link(url: str | None, *, safe: bool) -> None:
    """Everything but an absolute http or https address stays text."""
    assert safe_url(url) == (url.strip() if safe and url else None)


def test_reference_is_complete() -> None:
    """34 provinces, each with a capital's position, a label point inside the window, and every source credited."""
    provinces = read_provinces()
    assert len(provinces) == 34
    assert set(read_capitals()) == {province.iso_3166_2 for province in provinces}
    for province in provinces:
        longitude, latitude = province_label(province.iso_3166_2)
        assert WINDOW[0] < longitude < WINDOW[2]
        assert WINDOW[1] < latitude < WINDOW[3]
    credits_ = " ".join(source.credit for source in read_sources())
    assert all(name in credits_ for name in ("Natural Earth", "GeoNames", "CC BY 4.0", "geoBoundaries", "Leaflet"))


def test_neighbours_borders_leave_out_the_edge_of_the_window() -> None:
    """The lines that only clipping made are not drawn as borders."""
    west, south, east, north = WINDOW
    for neighbour in base_payload()["neighbours"]:
        for line in neighbour["borders"]:
            for start, end in itertools.pairwise(line):
                on_edge = [p[0] in {west, east} or p[1] in {south, north} for p in (start, end)]
                assert not all(on_edge)


def test_places_abroad_say_their_country() -> None:
    """A place outside Afghanistan is told with its country, a capital with its province where the names differ."""
    assert wording.place_words(capital("AF-BAL")) == "Mazar-i-Sharif, Balkh province"
    assert wording.place_words(capital("AF-KDZ")) == "Kunduz"
    assert wording.place_words(DOHA) == "Doha, Qatar"
    assert wording.place_words(replace(DOHA, country_code="ZZ")) == "Doha, ZZ"


def test_precision_is_told_with_a_radius_only_where_it_means_one() -> None:
    """A town has a radius in words; a province or a country is told as such, without a radius that looks precise."""
    assert "within 5 km" in wording.precision_words(capital("AF-KDZ"))
    helmand = area("AF-HEL", PlacePrecision.ADMIN1, "Helmand", 135_000)
    assert wording.precision_words(helmand) == "somewhere in the province; province as the gazetteer has it"
    odd = replace(capital("AF-KDZ"), uncertainty_m=750, near_border=True)
    assert wording.precision_words(odd).endswith(
        "within 750 m; province as the gazetteer has it; close to a province line"
    )


def test_an_incident_carries_only_what_its_lead_report_has_not() -> None:
    """A single report is a number in the payload; a merged one has its span, its words and its reports, lead first."""
    single, merged = ({"events": [0]} in build_payload(scene)["incidents"] for scene in (small_scene(), merged_scene()))
    assert (single, merged) == (True, False)
    herat = next(each for each in build_payload(merged_scene())["incidents"] if len(each["events"]) == 3)
    assert (herat["told"], herat["last"]) == ("3 articles, 3 outlets, 2 independent origins", "2021-08-13")
    assert not {"first", "quote", "place", "tag"} & set(herat)


def test_a_place_without_a_radius_takes_the_leads_away() -> None:
    """Where the lead says "near Kunduz" and another report names the town, the incident is in the town."""
    source = document(1, FIRST, "Shells fell near Kunduz. Shells fell in Kunduz.")
    town = capital("AF-KDZ")
    near = replace(town, place_precision=PlacePrecision.NEAR, uncertainty_m=10000)
    events = [
        event(number, EventType.SHELLING, source, words, "fell", place=place, date=DateSpan.of(FIRST), salience=-number)
        for number, (words, place) in enumerate((("Shells fell near Kunduz.", near), ("Shells fell in Kunduz.", town)))
    ]
    scene = small_scene(documents=[source], events=events, checks=[])
    (told,) = build_payload(scene)["incidents"]
    assert told["radius"] is None
    assert scene.incident("ev-0000") == scene.incident("ev-0001")
