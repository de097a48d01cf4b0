"""What a headline tells first is shown by the sentence of the body that tells it, with its words marked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

import conflictmap
from geo.ledger.codec import decode, encode
from geo.model import Event
from maps.payload import build_payload
from maps.quotes import Quotes, body_telling
from tests.pages import open_scene

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from maps.scene import Scene

BODY = "In the west, the Taliban seized the  city of Farah on Tuesday, a council member said."
LATER = "The loss of Farah came after a short fight."


def scene_of(folder: Path, text: str) -> Scene:
    """The scene of one article of 10 August."""
    path = folder / "2021-08-10_farah.md"
    path.write_text(text, encoding="utf-8")
    return conflictmap.run(path).scene


def taken(scene: Scene) -> tuple[Event, dict[str, Any]]:
    """The capital's fall, and its member of the payload."""
    number, found = next((number, each) for number, each in enumerate(scene.events) if each.unit_id == "AF-FRA")
    return found, build_payload(scene)["events"][number]


@pytest.mark.parametrize("headline", ["Farah falls to the Taliban", "Farah surrenders to the Taliban"])
def test_the_first_sentence_of_the_body_comes_before_the_headline(tmp_path: Path, headline: str) -> None:
    """Its place among the retellings and the span of its verb; the event's own quote and id stay the headline's."""
    scene = scene_of(tmp_path, f"# {headline}\n\n{BODY}\n\n{LATER}\n")
    event, told = taken(scene)
    assert event.quote.exact == headline
    place, start, end = told["body"]
    sentence = told["again"].split("\n")[place]
    assert sentence == " ".join(BODY.split())
    assert sentence[start:end] == "seized"
    assert decode(Event, encode(event)) == event


@pytest.mark.parametrize(
    "text", ["# A quiet day in Farah\n\n{body}\n\n{later}\n", "# Farah falls to the Taliban\n\nNo more.\n"]
)
def test_what_the_body_tells_first_or_the_headline_alone_has_no_other(tmp_path: Path, text: str) -> None:
    """Nothing is put in the place of a quote of the body, or of one that stands alone."""
    _, told = taken(scene_of(tmp_path, text.format(body=BODY, later=LATER)))
    assert "body" not in told


def test_an_event_of_an_older_ledger_keeps_its_quote(tmp_path: Path) -> None:
    """Where it is not known which words told it again, the headline stays."""
    scene = scene_of(tmp_path, f"# Farah falls to the Taliban\n\n{BODY}\n")
    event, _ = taken(scene)
    document = scene.document(event.document_id)
    assert body_telling(event, document) is not None
    assert body_telling(replace(event, retold_at=()), document) is None


def test_short_quotes_carry_no_other_sentence(tmp_path: Path) -> None:
    """They are cut to the words that tell of the event."""
    scene = scene_of(tmp_path, f"# Farah falls to the Taliban\n\n{BODY}\n")
    assert not any("body" in each or "again" in each for each in build_payload(scene, quotes=Quotes.SHORT)["events"])


@pytest.mark.browser
@pytest.mark.usefixtures("nothing_goes_wrong")
def test_a_card_leads_with_the_sentence_of_the_body(page: Page, tmp_path: Path) -> None:
    """Its verb is marked, the headline is folded among the other sentences; the same in the details."""
    scene = scene_of(tmp_path, f"# Farah falls to the Taliban\n\n{BODY}\n\n{LATER}\n")
    open_scene(page, scene, tmp_path, address="")
    card = page.locator('.card[data-unit="AF-FRA"]')
    expect(card.locator("blockquote").first).to_have_text(BODY)
    expect(card.locator("mark").first).to_have_text("seized")
    card.locator(".again > summary").click()
    assert card.locator(".again blockquote").all_inner_texts() == ["Farah falls to the Taliban", LATER]
    card.locator(".how-read > summary").click()
    expect(card.locator(".how-read blockquote").first).to_have_text(BODY)
