"""The page's tables as compressed columns: what goes in comes out, to the same bytes, and nothing gets lost."""

from __future__ import annotations

import base64
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maps.packing import Kind, Table, pack_tables, unpack_tables
from maps.page import render_page
from maps.payload import build_payload
from maps.quotes import Quotes, short_quote
from maps.tables import day_number, pack_payload
from tests.scenes import HOSTILE, big_scene, hostile_scene, merged_scene, small_scene

KINDS = {
    "id": Kind.ID,
    "day": Kind.RISING,
    "count": Kind.NUMBER,
    "word": Kind.VALUE,
    "list": Kind.VALUE,
    "rows": Kind.NUMBERS,
    "text": Kind.TEXT,
}
WORDS = st.text(st.characters(exclude_categories=["Cs"]))
ROWS = st.lists(
    st.fixed_dictionaries(
        {"id": st.from_regex(r"[0-9a-f]{16}", fullmatch=True)},
        optional={
            "day": st.integers(-800_000, 3_000_000),
            "count": st.integers(-(2**31), 2**31 - 2),
            "word": WORDS,
            "list": st.lists(WORDS),
            "rows": st.lists(st.integers(0, 10**6)),
            "text": WORDS,
        },
    )
)


@given(ROWS)
def test_rows_come_back(rows: list[dict[str, Any]]) -> None:
    """Any rows of any of the kinds are read back as they were, members that a row has not stay absent."""
    packed = pack_tables({"rows": Table(rows, KINDS), "none": Table([], KINDS)})
    assert unpack_tables(*packed) == {"rows": rows, "none": []}


@pytest.mark.parametrize("ids", [["ev-1", "ev-2"], ["00ff", "0"], ["00FF"], ["abc"]], ids=str)
def test_ids_of_any_form_are_kept(ids: list[str]) -> None:
    """Ids that are not all hexadecimal of one even length are kept as they are."""
    rows = [{"id": each} for each in ids]
    assert unpack_tables(*pack_tables({"rows": Table(rows, {"id": Kind.ID})}))["rows"] == rows


def test_numbers_too_far_apart_are_refused() -> None:
    """What does not fit into 32 bits raises instead of wrapping around."""
    with pytest.raises(OverflowError, match="Expected whole numbers within 32 bits"):
        pack_tables({"rows": Table([{"count": 0}, {"count": 2**32}], {"count": Kind.NUMBER})})


def test_a_lone_surrogate_is_written_as_its_escape() -> None:
    """A broken letter of a source stands in the page as its escape, as in every other output."""
    rows = [{"text": "a\ud800b", "word": "\ud800"}]
    packed = pack_tables({"rows": Table(rows, {"text": Kind.TEXT, "word": Kind.VALUE})})
    assert unpack_tables(*packed)["rows"][0]["text"] == "a\\ud800b"


@pytest.mark.parametrize("make", [small_scene, merged_scene, hostile_scene, big_scene])
def test_every_member_of_the_payload_is_in_the_columns(make: Any) -> None:  # noqa: ANN401 - a builder
    """Reports, documents, claims, problems and the ledger's rows are read back from the page as they were written."""
    payload = build_payload(make())
    packed = pack_payload(payload)
    told = unpack_tables(packed.columns, packed.texts)
    for name in ("documents", "claims", "problems"):
        assert told[name] == payload[name]
    for row, event in zip(told["events"], payload["events"], strict=True):
        place = told["spots"][row["spot"]] if "spot" in row else {}
        assert row["exact"] == "".join(event["quote"])
        assert [place.get(name) for name in ("place", "how", "radius", "province")] == [
            event.get(name) for name in ("place", "how", "radius", "province")
        ]
        assert [place[name] / 10_000 for name in ("longitude", "latitude") if name in place] == event.get("at", [])
        assert row.get("first") == (day_number(event["first"]) if "first" in event else None)
    assert [each["events"] for each in told["incidents"]] == [each["events"] for each in payload["incidents"]]
    layers = [row for each in payload["provinces"] for layer in ("assessed", "reported") for row in each[layer]]
    assert len([row for row in told["rows"] if row["layer"] != "province"]) == len(layers)


def test_the_same_payload_gives_the_same_bytes() -> None:
    """Packing twice gives the same three texts, and compressed data carry no clock."""
    first, second = (pack_payload(build_payload(merged_scene())) for _ in range(2))
    assert first == second
    assert base64.b64decode(first.columns)[:2] == b"\x78\xda"
    assert zlib.decompress(base64.b64decode(first.texts))


def test_no_block_can_end_its_element() -> None:
    """Foreign text is compressed into the alphabet of base64; the head escapes what is left of it."""
    packed = pack_payload(build_payload(hostile_scene()))
    assert "<" not in packed.head + packed.columns + packed.texts
    assert HOSTILE in "".join(each.get("exact", "") for each in unpack_tables(packed.columns, packed.texts)["events"])


def test_a_member_without_a_column_is_not_lost_in_silence() -> None:
    """A new member of a report that nobody made a column for stops the build and is named."""
    payload = build_payload(small_scene())
    payload["events"][0]["weather"] = "rain"
    with pytest.raises(LookupError, match="events, got none for weather"):
        pack_payload(payload)


def test_days_before_and_after_the_epoch_are_whole_numbers() -> None:
    """Days count from 1970-01-01; the day on which seconds got one more digit is a day like any other."""
    assert [day_number(day) for day in ("1969-12-31", "1970-01-01", "2001-09-08", "2001-09-09", "2001-09-10")] == [
        -1,
        0,
        11573,
        11574,
        11575,
    ]


def test_short_quotes_keep_the_words_that_tell() -> None:
    """Cut quotes keep the marked words, lose prefix and suffix, say so in the head, and never grow."""
    full, short = (build_payload(small_scene(), quotes=quotes) for quotes in Quotes)
    assert "quotes" not in full
    assert short["quotes"] == "short"
    for whole, cut in zip(full["events"], short["events"], strict=True):
        assert cut["quote"][1] == whole["quote"][1]
        assert len("".join(cut["quote"])) <= len("".join(whole["quote"]))
        assert cut["quote"][0].lstrip("…") in whole["quote"][0]
        assert cut["quote"][2].rstrip("…") in whole["quote"][2]
        assert "prefix" not in cut


@given(WORDS, WORDS, WORDS)
def test_a_short_quote_is_a_piece_of_the_whole(before: str, words: str, after: str) -> None:
    """Whatever the quote, its short form is the marked words and what stands next to them, an ellipsis for the rest."""
    head, marked, tail = short_quote((before, words, after))
    assert marked == words
    if words:
        assert before.endswith(head.removeprefix("…") if head != before else before)
        assert after.startswith(tail.removesuffix("…") if tail != after else after)
    else:
        assert before.startswith(head.removesuffix("…") if head != before else before)


def test_the_page_says_where_the_whole_quotes_are() -> None:
    """With short quotes the page names the file beside it that holds the sentences; with whole ones it need not."""
    assert "events.geojson beside this page" in render_page(small_scene(), quotes=Quotes.SHORT)
    assert "events.geojson beside this page" not in render_page(small_scene())
