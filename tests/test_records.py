"""The JSON shape of the records: names, order, ISO days, and no number that JSON does not have."""

from __future__ import annotations

import json
import math
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dates import DateSpan
from geo.errors import Problem, ProblemKind
from geo.model import (
    Actor,
    Candidate,
    Claim,
    Document,
    Event,
    Figures,
    Mention,
    OffsetMap,
    Place,
    Quote,
    Resolution,
)
from geo.records import (
    claim_record,
    document_record,
    encode_line,
    event_record,
    extraction_record,
    mention_record,
    place_record,
    problem_record,
)
from geo.vocab import (
    Action,
    AssertionMode,
    ClaimScope,
    ControlState,
    EventType,
    PlaceKind,
    PlacePrecision,
    PublishedBasis,
    Qualifier,
    ResolutionStatus,
    Unit,
)

TEXT = "The Taliban seized the city of Kunduz on Sunday."
SHIFT = 100
DOCUMENT = Document(
    document_id="d1",
    text=TEXT,
    offsets=OffsetMap(((0, SHIFT, len(TEXT)),)),
    sha256="0" * 64,
    title="Kunduz falls",
    published=date(2021, 8, 10),
    published_basis=PublishedBasis.OPTION,
)
KUNDUZ = Place(
    place_id="geonames:1135689",
    name="Kunduz",
    kind=PlaceKind.CITY,
    longitude=68.868,
    latitude=36.728,
    place_precision=PlacePrecision.SETTLEMENT,
    uncertainty_m=5000,
    iso_3166_2="AF-KDZ",
    admin1_pcode="AF19",
    country_code="AF",
)
MENTION = Mention(
    start=31, end=37, surface="Kunduz", name="kunduz", name_index=0, sentence=0, phrase_start=23, phrase_end=37
)
QUOTE = Quote(exact=TEXT, start=SHIFT, end=SHIFT + len(TEXT))
DESIGN_EVENT_FIELDS = [
    *("event_id", "event_type", "acled_event_type", "acled_sub_event_type", "plover_event", "plover_mode"),
    *("assertion_mode", "action", "unit", "unit_id", "taker", "taker_basis", "loser", "contested_by_force"),
    *("actor", "actor_side", "actor_class", "recipient", "recipient_side", "recipient_class", "place"),
    *("place_basis", "date_start", "date_end", "date_prec", "time_precision", "date_edtf", "date_basis"),
    *("fatalities_low", "fatalities_best", "fatalities_high", "injured_low", "injured_best", "injured_high"),
    *("quote", "trigger", "source", "source_original", "source_side", "rule_id", "salience", "retold", "retellings"),
]


def made_event(**changed: Any) -> Event:  # noqa: ANN401 - any field of an event
    """Give a capital seized, with some fields changed."""
    fields: dict[str, Any] = {
        "event_id": "e1",
        "event_type": EventType.CAPITAL_SEIZED,
        "assertion_mode": AssertionMode.ACTUAL,
        "action": Action.SEIZED,
        "unit": Unit.PROVINCIAL_CAPITAL,
        "unit_id": "AF-KDZ",
        "taker": "taliban",
        "actor": Actor(name="The Taliban", side="taliban"),
        "place": KUNDUZ,
        "date": DateSpan.of(date(2021, 8, 8)),
        "fatalities": Figures(low=14),
        "quote": QUOTE,
        "trigger": (12, 18),
        "rule_id": "r1",
        "sentence": 0,
        "document_id": "d1",
        "document_sha256": "0" * 64,
    }
    return Event(**(fields | changed))


def test_event_has_the_fields_of_the_contract_in_order() -> None:
    """Other programs read these names; none may be renamed or lost unnoticed."""
    record = event_record(made_event(), DOCUMENT)
    assert list(record) == DESIGN_EVENT_FIELDS
    assert record["event_type"] == "capital_seized"
    assert (record["date_start"], record["date_end"], record["date_prec"]) == ("2021-08-08", "2021-08-08", 1)
    assert (record["actor"], record["recipient"]) == ("The Taliban", None)
    assert (record["fatalities_low"], record["fatalities_best"]) == (14, None)
    assert record["trigger"] == "seized"


def test_unknown_is_null_and_the_names_stay() -> None:
    """An event about which little is known has the same members, all null."""
    bare = event_record(made_event(place=None, date=None, actor=None, action=None, unit=None, unit_id=None), DOCUMENT)
    assert list(bare) == DESIGN_EVENT_FIELDS
    assert [bare[name] for name in ("place", "date_start", "date_prec", "actor", "unit")] == [None] * 5


def test_place_carries_both_code_books() -> None:
    """UCDP's and ACLED's integers stand beside our own word, and longitude before latitude."""
    record = place_record(KUNDUZ)
    assert (record["place_precision"], record["where_prec"], record["geo_precision"]) == ("settlement", 1, 1)
    names = list(record)
    assert names.index("longitude") < names.index("latitude")


def test_mention_offsets_point_into_the_original() -> None:
    """The span that is printed is that of the untouched source, or null where cleaning put the words in."""
    candidate = Candidate(place=KUNDUZ, score=0.9, reasons=("primary name",))
    resolution = Resolution(mention=MENTION, place=KUNDUZ, status=ResolutionStatus.RESOLVED, candidates=(candidate,))
    record = mention_record(resolution, DOCUMENT)
    assert (record["start"], record["end"]) == (SHIFT + 31, SHIFT + 37)
    assert record["candidates"][0]["reasons"] == ["primary name"]
    nowhere = Document(document_id="d2", text=TEXT, offsets=OffsetMap(()), sha256="0")
    assert mention_record(resolution, nowhere)["start"] is None


def test_extraction_orders_events_by_salience() -> None:
    """The main event of a document comes first, a tie keeps the order of the text."""
    events = [
        made_event(event_id="low", salience=0.1),
        made_event(event_id="late", salience=0.9, sentence=3),
        made_event(event_id="early", salience=0.9, sentence=1),
    ]
    record = extraction_record(
        DOCUMENT, focus=(KUNDUZ, "named first"), resolutions=(), events=events, claims=(), problems=()
    )
    assert list(record) == ["document", "focus", "mentions", "events", "claims", "problems"]
    assert [event["event_id"] for event in record["events"]] == ["early", "late", "low"]
    assert (record["focus"]["iso_3166_2"], record["focus"]["reason"]) == ("AF-KDZ", "named first")


def test_document_claim_and_problem() -> None:
    """The smaller records say where they come from and keep their words."""
    assert document_record(DOCUMENT) == {
        "id": "d1",
        "title": "Kunduz falls",
        "published": "2021-08-10",
        "published_basis": "option",
        "source": None,
        "url": None,
        "sha256": "0" * 64,
    }
    claim = Claim(
        claim_id="c1",
        unit=Unit.PROVINCIAL_CAPITAL,
        side="taliban",
        state=ControlState.CONTROLLED,
        count=5,
        count_low=5,
        count_high=5,
        of=34,
        qualifier=Qualifier.EXACT,
        ordinal=False,
        scope=ClaimScope.CUMULATIVE,
        since=None,
        as_of=date(2021, 8, 10),
        claimant="AP",
        quote=QUOTE,
        rule_id="r2",
        document_id="d1",
        document_sha256="0" * 64,
    )
    record = claim_record(claim)
    assert (record["count"], record["of"], record["as_of"], record["ordinal"]) == (5, 34, "2021-08-10", False)
    problem = problem_record(Problem(kind=ProblemKind.EMPTY_FILE, message="The file is empty.", file="a.txt", line=1))
    assert (problem["kind"], problem["fatal"], problem["line"]) == ("empty_file", True, 1)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_no_number_that_json_does_not_have(value: float) -> None:
    """NaN and Infinity are no JSON; a record that holds one is a fault and is refused, not written."""
    with pytest.raises(ValueError, match="JSON compliant"):
        encode_line({"longitude": value})


@given(st.text(), st.floats(min_value=0, max_value=1))
def test_a_line_is_one_line_and_reads_back(text: str, salience: float) -> None:
    """Whatever a document says, its record is one line of JSON that reads back as it was."""
    event = made_event(quote=Quote(exact=text), source_original=text, salience=salience)
    line = encode_line(event_record(event, DOCUMENT))
    assert "\n" not in line
    assert json.loads(line)["quote"]["exact"] == text
    assert json.loads(line)["salience"] == salience
