"""A spaCy pipeline of the user's own: what it changes, what it may not change, and that nothing misses it."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from conflictmap.cli import main
from conflictmap.pipeline import extract
from conflictmap.spacy_pipeline import PIECE, SpacyParser, _load, _pieces
from geo.errors import UsageError
from geo.events.extractor import ClauseExtractor
from geo.parse import Entity, EntityKind, Parse, join_parses, read_parse
from geo.vocab import MentionRole
from tests.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from conflictmap.pipeline import Extraction


@dataclass
class MadeEntity:
    """An entity with the attributes of spaCy's that are read."""

    label_: str
    start_char: int
    end_char: int


@dataclass
class MadeDoc:
    """A parsed text."""

    ents: list[MadeEntity] = field(default_factory=list)


@dataclass
class MadePipeline:
    """Stands for a spaCy pipeline: entities by their words."""

    entities: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __call__(self, text: str) -> MadeDoc:
        self.asked.append(text)
        return MadeDoc(
            [
                MadeEntity(label, text.index(words), text.index(words) + len(words))
                for words, label in self.entities.items()
                if words in text
            ]
        )


def helped(text: str, pipeline: Any) -> Extraction:  # noqa: ANN401 - made here, or spaCy's own
    """Read a text with a pipeline's help."""
    parser = SpacyParser("made", pipeline)
    return extract(read(text).document, extractor=ClauseExtractor(), parser=parser)


def roles(extraction: Extraction) -> dict[str, MentionRole]:
    return {each.mention.surface: each.mention.role for each in extraction.resolutions}


def test_people_and_organisations_are_no_places() -> None:
    """A place name inside somebody's or an organisation's name loses its place, and its events with it."""
    text = "Analysts saw Faryab Noorzai in Kunduz. Herat Holding opened."
    assert roles(read(text))["Faryab"] is MentionRole.PLACE
    extraction = helped(text, MadePipeline({"Faryab Noorzai": "PERSON", "Herat Holding": "ORG"}))
    found = roles(extraction)
    assert (found["Faryab"], found["Herat"]) == (MentionRole.PERSON, MentionRole.ORGANISATION)
    assert found["Kunduz"] is MentionRole.PLACE
    assert {each.place for each in extraction.resolutions if each.mention.surface in {"Faryab", "Herat"}} == {None}


def test_words_beat_the_pipeline() -> None:
    """What the text itself calls a city or a capital stays a place, even where a pipeline takes it for somebody."""
    text = "The Taliban captured the city of Kunduz on Sunday. They left Sar-e Pol province."
    extraction = helped(text, MadePipeline({"Kunduz": "PERSON", "Sar-e Pol": "ORG"}))
    assert extraction.events == read(text).events
    assert set(roles(extraction).values()) == {MentionRole.PLACE}


def test_other_entities_change_nothing() -> None:
    """Only people and organisations matter here."""
    text = "The Taliban captured Kunduz on Sunday."
    assert helped(text, MadePipeline({"Kunduz": "GPE", "Sunday": "DATE"})).events == read(text).events


def test_parts_are_joined_at_their_offsets() -> None:
    """Entities keep the order and the place that they have in the whole text; other labels are left out."""
    parts = [
        read_parse(MadeDoc([MadeEntity("PER", 0, 7), MadeEntity("GPE", 9, 12)]), offset=100),
        read_parse(MadeDoc([MadeEntity("ORG", 3, 5)]), offset=200),
    ]
    assert join_parses(parts).entities == (
        Entity(100, 107, EntityKind.PERSON),
        Entity(203, 205, EntityKind.ORGANISATION),
    )
    assert join_parses([]) == Parse()


def test_document_is_parsed_once_in_bounded_pieces() -> None:
    """The pipeline is asked once for a short text; a long one goes in pieces that lose no character."""
    pipeline = MadePipeline()
    helped("The Taliban captured Kunduz on Sunday.", pipeline)
    assert len(pipeline.asked) == 1
    for text in ("word " * 40_000, "x" * 120_000, ("a" * 900 + "\n\n") * 200, ""):
        spans = list(_pieces(text))
        assert "".join(text[start:end] for start, end in spans) == text
        assert all(0 < end - start <= PIECE for start, end in spans)


def test_parser_travels_by_name() -> None:
    """A copy for another process keeps the name and loads there."""
    copy = pickle.loads(pickle.dumps(SpacyParser("en_made")))  # noqa: S301 - made here
    assert (copy.name, copy._own) == ("en_made", None)


def test_without_spacy_the_option_is_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 2, nothing written, and the message says how to install it."""
    (tmp_path / "a.txt").write_text("The Taliban captured Kunduz on Sunday.", "utf-8")
    monkeypatch.setitem(sys.modules, "spacy", None)
    _load.cache_clear()
    out = tmp_path / "out"
    assert main(["map", str(tmp_path / "a.txt"), "-o", str(out), "--pipeline", "en_core_web_sm"]) == 2
    assert "pip install spacy" in capsys.readouterr().err
    assert not out.exists()
    assert main(["explain", str(tmp_path / "a.txt"), "--pipeline", "en_core_web_sm"]) == 2


def test_without_the_option_spacy_is_not_loaded(tmp_path: Path) -> None:
    """Reading by the rules imports no spaCy, installed or not."""
    (tmp_path / "a.txt").write_text("The Taliban captured Kunduz on Sunday.", "utf-8")
    code = "import sys; from conflictmap.cli import main; main(sys.argv[1:]); sys.exit('spacy' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code, "extract", str(tmp_path / "a.txt")], capture_output=True, check=False
    )
    assert run.returncode == 0


def test_real_spacy_with_made_components() -> None:
    """A blank English pipeline with an entity ruler reads a text, where spaCy is installed."""
    spacy = pytest.importorskip(
        "spacy", reason="spaCy is not installed: the optional help is tested with stand-ins only"
    )
    pipeline = spacy.blank("en")
    pipeline.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Faryab Noorzai"}])
    extraction = helped("Analysts saw Faryab Noorzai in Kunduz. The Taliban captured Kunduz on Sunday.", pipeline)
    assert roles(extraction)["Faryab"] is MentionRole.PERSON
    assert [event.unit_id for event in extraction.events] == ["AF-KDZ"]


def test_pipeline_that_is_not_installed_is_wrong_usage() -> None:
    """With spaCy there but not the pipeline, the message names it and how to get it."""
    pytest.importorskip("spacy", reason="spaCy is not installed")
    _load.cache_clear()
    with pytest.raises(UsageError, match="python -m spacy download en_nowhere_sm"):
        SpacyParser.load("en_nowhere_sm")
