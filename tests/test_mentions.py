"""Where a name stands in a text, in what role, and which kind of place the words around it demand."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.documents import split_sentences
from geo.mentions import find_mentions
from geo.model import Document, OffsetMap
from geo.vocab import MentionRole, PlaceKind
from tests.drawing import examples
from tests.reading import read

if TYPE_CHECKING:
    from geo.model import Mention


def bare(text: str) -> Document:
    """Make a document of a text as it is, without cleaning."""
    return Document(document_id="bare", text=text, offsets=OffsetMap.identity(len(text)), sha256="0" * 64)


def found(text: str) -> tuple[Mention, ...]:
    """Give the mentions of a text as it is."""
    document = bare(text)
    sentences, _ = split_sentences(document)
    return find_mentions(document, sentences)


def roles(text: str) -> dict[str, str]:
    """Give the role of each name by its words."""
    return {mention.surface: mention.role.value for mention in found(text)}


def readings(text: str) -> dict[str, str | None]:
    """Give the demanded kind of each name by its words; "capital" where the words make it one."""
    return {
        mention.surface: "capital" if mention.capital else mention.reading and mention.reading.value
        for mention in found(text)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fighting in Kunduz.", {"Kunduz": None}),
        ("Fighting in Kunduz province.", {"Kunduz": "province"}),
        ("Fighting in the province of Kunduz.", {"Kunduz": "province"}),
        ("Fighting in Kunduz city.", {"Kunduz": "city"}),
        ("Fighting in Herat city.", {"Herat": "city"}),
        ("Fighting in the city of Kunduz.", {"Kunduz": "city"}),
        ("Fighting in the northern city of Kunduz.", {"Kunduz": "city"}),
        ("Fighting in the strategic northern Afghan city of Kunduz.", {"Kunduz": "city"}),
        ("Fighting in Andar district.", {"Andar": "district"}),
        ("Fighting in the district of Andar.", {"Andar": "district"}),
        ("Fighting in the district of Andar in Ghazni province.", {"Andar": "district", "Ghazni": "province"}),
        ("Fighting in the Imam Sahib district of Kunduz.", {"Imam Sahib": "district", "Kunduz": "province"}),
        ("Guzara and Injil districts of Herat.", {"Guzara": "district", "Injil": "district", "Herat": "province"}),
        ("Farah, the capital of the province of the same name.", {"Farah": "capital"}),
        ("The capital of northern Balkh province.", {"Balkh": "capital"}),
        ("Zaranj, the capital of Nimroz province, is calm.", {"Zaranj": "capital", "Nimroz": "province"}),
        ("Nimroz's provincial capital, Zaranj, is calm.", {"Nimroz": None, "Zaranj": "capital"}),
        ("The provincial capital, Zaranj, is calm.", {"Zaranj": "capital"}),
        (
            "Kunduz, Takhar and Badakhshan provinces saw fighting.",
            {"Kunduz": "province", "Takhar": "province", "Badakhshan": "province"},
        ),
        (
            "The provinces of Kunduz, Takhar and Badakhshan saw fighting.",
            {"Kunduz": "province", "Takhar": "province", "Badakhshan": "province"},
        ),
        ("The cities of Kunduz and Herat saw fighting.", {"Kunduz": "city", "Herat": "city"}),
        ("The Panjshir valley resisted.", {"Panjshir": "region"}),
        ("Kuwait City is far.", {"Kuwait City": None}),
        ("Fighting in Herat, a province in the west.", {"Herat": "province"}),
        ("Fighting in Kunduz, a northern province.", {"Kunduz": "province"}),
        ("Fighting in Khost, one of the provinces of the southeast.", {"Khost": "province"}),
        ("Fighting in Ghazni, a city in the southeast.", {"Ghazni": "city"}),
        ("Fighting in Khost, the capital of a province.", {"Khost": "capital"}),
        ("Fighting in Andar, a district in the south.", {"Andar": "district"}),
        ("Three districts of Farah fell.", {"Farah": "province"}),
        ("Two of the districts of Farah fell.", {"Farah": "province"}),
        ("Half of the remote districts of Farah fell.", {"Farah": "province"}),
        ("A district of Farah fell.", {"Farah": "province"}),
        ("A remote Kandahar district fell.", {"Kandahar": "province"}),
        ("Large parts of the city of Kunduz fell.", {"Kunduz": "city"}),
        ("Most of the northern city of Kunduz fell.", {"Kunduz": "city"}),
        ("All of the district of Kandahar fell.", {"Kandahar": "district"}),
        ("Kandahar district fell.", {"Kandahar": "district"}),
        ("Near the city of Zabul.", {"Zabul": "city"}),
    ],
)
def test_the_words_around_a_name_say_what_it_is(text: str, expected: dict[str, str | None]) -> None:
    """City, district and province are told apart by the words beside the name, not by the name."""
    assert readings(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gen. Farah spoke in Kabul.", {"Farah": "person", "Kabul": "place"}),
        ("Haji Zabul met elders in Herat.", {"Zabul": "person", "Herat": "place"}),
        ("Mr. Kabul left.", {"Kabul": "person"}),
        ("The spokesman Zabul left.", {"Zabul": "person"}),
        ("Kabul University is closed.", {"Kabul": "organisation"}),
        ("The Kunduz River rose.", {"Kunduz": "feature"}),
        ("The Helmand River rose.", {"Helmand": "feature"}),
        ("A bomb on the Kabul-Kandahar highway.", {"Kabul": "feature", "Kandahar": "feature"}),
        ("A bomb on the Kabul to Kandahar road.", {"Kabul": "feature", "Kandahar": "feature"}),
        ("Kabul said it would send troops.", {"Kabul": "government"}),
        ("Kabul denied the report.", {"Kabul": "government"}),
        ("Residents said Kunduz was calm.", {"Kunduz": "place"}),
        ("The Taliban took Kunduz to open the road.", {"Kunduz": "place"}),
        ("A major Kunduz road was cut.", {"Kunduz": "feature"}),
        ("In Kabul the minister said nothing.", {"Kabul": "place"}),
    ],
)
def test_what_a_name_does_in_its_sentence(text: str, expected: dict[str, str]) -> None:
    """People, organisations, rivers, roads and governments bear names of places and are none."""
    assert roles(text) == expected


def test_a_given_name_is_a_person() -> None:
    """Farah Ahmadi is somebody; Farah province is not."""
    assert roles("Farah Ahmadi spoke.")["Farah"] == "person"
    assert roles("Farah province is calm.") == {"Farah": "place"}


@pytest.mark.parametrize(
    "text",
    [
        "Kandahari traders left.",
        "The Kandaharis left.",
        "Mohammad Kunduzi spoke.",
        "They march in the bay with a bin and a bust.",
        "In March the lash fell.",
        "He kabuled.",
        "khost, kunduz and herat are not written so",
        "Talibanistan",
        "",
        " ",
    ],
)
def test_what_is_no_mention(text: str) -> None:
    """Demonyms, common words and names in small letters are no places."""
    assert found(text) == ()


@pytest.mark.parametrize(
    ("text", "dateline", "place"),
    [
        ("KABUL, Afghanistan (AP) — The Taliban took Taloqan.", {"KABUL", "Afghanistan"}, {"Taloqan"}),
        ("KABUL — The Taliban took Taloqan.", {"KABUL"}, {"Taloqan"}),
        ("KUNDUZ, Afghanistan, Aug. 8 (Reuters) - Kunduz fell.", {"KUNDUZ", "Afghanistan"}, {"Kunduz"}),
        ("Taloqan falls to insurgents\n\nKABUL (AFP) — It fell.", {"KABUL"}, {"Taloqan"}),
    ],
)
def test_a_dateline_is_where_it_was_filed(text: str, dateline: set[str], place: set[str]) -> None:
    """The place of a dateline is not where things happened."""
    by_role: dict[MentionRole, set[str]] = {}
    for mention in found(text):
        by_role.setdefault(mention.role, set()).add(mention.surface)
    assert by_role == {MentionRole.DATELINE: dateline, MentionRole.PLACE: place}


@pytest.mark.parametrize(
    ("text", "km", "bearing"),
    [
        ("A bomb 20 km south of Ghazni.", 20.0, 180.0),
        ("A bomb 20 kilometres (12 miles) south of Ghazni.", 20.0, 180.0),
        ("A bomb about 20km to the south of Ghazni.", 20.0, 180.0),
        ("A bomb ten miles north-east of the city of Ghazni.", 16.09344, 45.0),
        ("A bomb 2.5 km west of Ghazni.", 2.5, 270.0),
        ("A bomb some 15 kilometers from Ghazni.", 15.0, None),
        ("A bomb near Ghazni.", None, None),
        ("A bomb in a valley north-east of Ghazni.", None, 45.0),
        ("A bomb to the south of Ghazni.", None, 180.0),
        ("A bomb just south of Ghazni.", None, None),
        ("A bomb on the outskirts of Ghazni.", None, None),
        ("A bomb at the gates of Ghazni.", None, None),
    ],
)
def test_near_and_so_far_from(text: str, km: float | None, bearing: float | None) -> None:
    """Distances in kilometres or miles, bearings clockwise from north."""
    (mention,) = found(text)
    assert (mention.near, mention.bearing_deg) == (True, bearing)
    assert mention.near_km == (None if km is None else pytest.approx(km))


@pytest.mark.parametrize(
    "text", ["Fighting in Ghazni.", "A bomb in Ghazni.", "The road south of peace leads to Ghazni."]
)
def test_not_near(text: str) -> None:
    """Without such words a name means the place itself."""
    assert [mention.near for mention in found(text)] == [False]


def test_all_capitals_and_other_spellings() -> None:
    """Case, hyphens, apostrophes and diacritics do not matter; the words stay as written."""
    text = "KUNDUZ, Lashkar-Gah, Lashkar Gah, Mazār-e Sharīf, Dasht-e Qal’ah, Sar–e Pul."
    assert [mention.surface for mention in found(text)] == [
        "KUNDUZ",
        "Lashkar-Gah",
        "Lashkar Gah",
        "Mazār-e Sharīf",
        "Dasht-e Qal’ah",
        "Sar–e Pul",
    ]


@pytest.mark.parametrize(
    ("text", "words"), [("شهر کندز سقوط کرد.", "کندز"), ("د كندز ښار", "كندز"), ("جلال‌آباد آرام است", "جلال‌آباد")]
)
def test_dari_and_pashto(text: str, words: str) -> None:
    """Names in Arabic script are found in any of its letter forms."""
    assert [mention.surface for mention in found(text)] == [words]


@pytest.mark.parametrize("before", ["The Taliban are at", "They went from", "Fighting went on in"])
@pytest.mark.parametrize("name", ["Khwaja Ghar", "Khwaja Du Koh"])
def test_a_small_word_is_no_part_of_a_name(before: str, name: str) -> None:
    """There is an "At Khwaja" too: what is written in small letters had hidden the name behind it."""
    assert [mention.surface for mention in found(f"{before} {name}, Afghan officials said.")] == [name]


def test_an_unknown_place_is_kept_as_one() -> None:
    """A name that the gazetteer lacks is a mention where the text calls it a place, and only there."""
    (mention,) = found("The Taliban took Zorbistan district.")
    assert (mention.surface, mention.name_index, mention.reading) == ("Zorbistan", None, PlaceKind.DISTRICT)
    assert found("The Taliban took Zorbistan.") == ()


def test_containment_is_linked_both_ways() -> None:
    """ "Andar, in Ghazni province": the inner names its outer, the outer points back."""
    inner, outer = found("Fighting in Andar, in Ghazni province.")
    assert inner.within == outer.name_index
    assert outer.part_of == inner.start
    assert (inner.phrase_start, inner.phrase_end) == (inner.start, outer.phrase_end)


CONTROLS = "\x00\x01\x07\x1f\x7f\u200e\u202e\u2066\u2069\ufeff\u00ad"


@pytest.mark.parametrize(
    "text",
    [
        f"Fighting in {CONTROLS}Kunduz{CONTROLS} today.",
        "\u202eKunduz\u202c fell.",
        "Kunduz" + "\u0301" * 500 + " fell.",
        "A" * 10_000 + " Kunduz " + "b" * 10_000,
        "Kunduz-" * 2_000,
        "Kunduz " * 2_000,
        "the city of " * 1_000 + "Kunduz",
        "İstanbul and Kunduz",
    ],
)
def test_hostile_text_is_read(text: str) -> None:
    """Control characters, overrides and endless words neither crash nor shift an offset, and take no long time."""
    began = time.perf_counter()
    mentions = found(text)
    assert time.perf_counter() - began < 2
    assert all(text[mention.start : mention.end] == mention.surface for mention in mentions)


def test_half_a_character_is_cleaned_away() -> None:
    """A lone surrogate, which JSON can carry, neither stops the reading nor hides the name behind it."""
    assert [resolution.mention.surface for resolution in read("\ud800 Kunduz fell.").resolutions] == ["Kunduz"]


def test_a_word_of_ten_thousand_letters_is_no_place() -> None:
    """A name inside a longer word is not found."""
    assert found("Kunduz" * 2_000) == ()


NAMES = [
    "Kunduz",
    "Farah",
    "the city of",
    "district",
    "province",
    "Kabul",
    "near",
    "20 km south of",
    "and",
    ",",
    ".",
    "Gen.",
]


@examples(100, 300)
@given(st.lists(st.one_of(st.sampled_from(NAMES), st.text(max_size=12)), max_size=25))
def test_offsets_always_slice_to_the_surface(pieces: list[str]) -> None:
    """Whatever stands around the names: no crash, offsets that slice, phrases that hold their name, order kept."""
    text = " ".join(pieces)
    mentions = found(text)
    assert [mention.start for mention in mentions] == sorted(mention.start for mention in mentions)
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.surface
        assert 0 <= mention.phrase_start <= mention.start < mention.end <= mention.phrase_end <= len(text)


@given(st.text(max_size=400))
def test_nothing_is_placed_at_null_island(text: str) -> None:
    """No text makes a place at (0, 0)."""
    for resolution in read("Kabul. " + text).resolutions:
        place = resolution.place
        assert place is None or (place.longitude, place.latitude) != (0, 0)
