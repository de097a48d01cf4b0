"""How many independent origins an incident has: copies, agencies, outlets and parties count once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from geo.events.merge import merge
from tests.reports import GOVERNMENT, TALIBAN, fall, source_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import Document, Event

LONG = "Fighters overran the city of Kunduz on Sunday after two weeks of siege, residents said by telephone."


def independent(events: list[Event], documents: Iterable[Document] = ()) -> int:
    """Count the independent origins of events that are one incident."""
    (incident,) = merge(events, documents=documents)
    return incident.independent


@pytest.mark.parametrize(
    ("members", "origins"),
    [
        (({}, {}), 2),
        (({"source": "Daily"}, {"source": "daily "}), 1),
        (({"source_side": TALIBAN}, {"source_side": TALIBAN}), 1),
        (({"source_side": TALIBAN}, {"source_side": GOVERNMENT}, {}), 3),
        (({"source_original": "Associated Press"}, {"source": "AP"}), 1),
    ],
)
def test_origins_by_what_stands_in_the_events(members: tuple[dict[str, Any], ...], origins: int) -> None:
    """One outlet is one origin, and so is one party's word, whoever prints it; two outlets are two."""
    assert independent([fall(8, **each) for each in members]) == origins


def test_a_documents_own_voice_rests_on_the_party_that_it_quotes() -> None:
    """A sentence without a speaker is no second origin beside the official quoted; residents in the same text are."""
    official = fall(8, number=801, sentence=1, source_original="an official", source_side=GOVERNMENT)
    claim = fall(8, number=801, sentence=5, source_original="a spokesman", source_side=TALIBAN)
    voice, again = fall(8, number=801, sentence=2), fall(8, number=801, sentence=3)
    residents = fall(8, number=801, sentence=4, source_original="residents")
    assert independent([voice, again]) == 1
    assert independent([official, voice, again]) == 1
    assert independent([official, voice, residents]) == 2
    assert independent([official, voice, residents, claim]) == 3


@pytest.mark.parametrize(
    ("words", "origins"),
    [
        (LONG, 1),
        (LONG.replace("by telephone", "by phone"), 1),
        ("Kunduz, in the north, is in the hands of the Taliban, three people who live there told us on Sunday.", 2),
    ],
)
def test_nearly_the_same_sentence_is_one_origin(words: str, origins: int) -> None:
    """An edited copy counts as its original; another sentence on the same fall does not."""
    assert independent([fall(8, words=LONG), fall(8, words=words)]) == origins


def test_a_short_headline_is_no_proof_of_copying() -> None:
    """Three words are alike by chance."""
    assert independent([fall(8, words="Taliban take Kunduz"), fall(8, words="Taliban take Kunduz")]) == 2


def test_origins_by_the_documents() -> None:
    """The same text, a page that both are based on, and an agency's credit each make one origin of two."""
    one, two = fall(8), fall(8)
    texts = ("One text of one writer.", "Another text of another.")
    plain = [source_of(event, text) for event, text in zip((one, two), texts, strict=True)]
    assert independent([one, two], plain) == 2
    assert independent([one, two], [plain[0], replace(plain[1], text="One  text of one WRITER")]) == 1
    page = ("https://news.example/kunduz",)
    assert independent([one, two], [replace(each, based_on=page) for each in plain]) == 1
    assert independent([one, two], [replace(each, reported_by=("AFP",)) for each in plain]) == 1


@pytest.mark.parametrize(
    ("first", "second", "origins"),
    [
        ("KABUL (AP) - One text.", "Another text. (Associated Press)", 1),
        ("KABUL (AP) - One text.", "KABUL (Reuters) - Another text.", 2),
        ("By Agence France-Presse\nOne text.", "KABUL, Aug 8 /AFP/ Another text.", 1),
        ("One text, which cites AP on the way.", "KABUL (AP) - Another text.", 2),
    ],
)
def test_a_credit_line_names_the_agency(first: str, second: str, origins: int) -> None:
    """Agencies are known by their credit at the head or the end of a text, not by being mentioned."""
    events = [fall(8), fall(8)]
    documents = [source_of(event, text) for event, text in zip(events, (first, second), strict=True)]
    assert independent(events, documents) == origins


def test_a_retelling_stands_for_those_whom_it_retells() -> None:
    """Two retellings of one folder are two origins, unless they retell the same outlet."""
    one, two = fall(8, source="seed", retold=True), fall(8, source="seed", retold=True)
    first = source_of(one, "One.", reported_by=("AP",), retold=True)
    second = source_of(two, "Two.", reported_by=("AFP",), retold=True)
    assert independent([one, two], [first, second]) == 2
    assert independent([one, two], [first, replace(second, reported_by=("AFP", "The Associated Press"))]) == 1


def test_many_versions_of_one_sentence_are_one_origin() -> None:
    """A thousand edited copies take no longer than a thousand looks, and are one."""
    assert independent([fall(8, words=f"{LONG} {number}") for number in range(1000)]) == 1
