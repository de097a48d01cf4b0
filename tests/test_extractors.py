"""Extractors by name: the rules by default, plug-ins by their entry point, and what is refused."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from typing import TYPE_CHECKING

import pytest

import conflictmap
from conflictmap import extractors
from conflictmap.cli import main
from conflictmap.extractor_options import ExtractorOptions
from conflictmap.extractors import GROUP, open_extractor
from geo.errors import UsageError
from geo.events.extractor import ClauseExtractor

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from geo.events.extractor import Extractor, Found
    from geo.model import Document, Resolution, Sentence

TEXT = "The Taliban captured Kunduz on Sunday, residents said."


class MadeExtractor:
    """A plug-in's extractor: it finds nothing."""

    name = "made"

    def extract(self, document: Document, sentences: Sequence[Sentence], resolutions: Sequence[Resolution]) -> Found:
        """Find nothing in anything."""
        assert document.text
        assert sentences
        assert resolutions
        return (), (), ()


def make(options: ExtractorOptions) -> Extractor:
    """Make the plug-in's extractor, as its entry point does."""
    assert options.name == "made"
    return MadeExtractor()


def make_nothing(_: ExtractorOptions) -> object:
    """Bring something that is no extractor."""
    return object()


def make_error(_: ExtractorOptions) -> object:
    """Fail while it is made."""
    message = "its model file is missing"
    raise RuntimeError(message)


@pytest.fixture(autouse=True)
def _plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pretend that a package with entry points is installed."""
    targets = {
        "made": "make",
        "nothing": "make_nothing",
        "broken": "make_error",
        "gone": "is_not_there",
        "rules": "make",
    }
    points = [EntryPoint(name=name, value=f"{__name__}:{target}", group=GROUP) for name, target in targets.items()]

    def entry_points(*, group: str) -> list[EntryPoint]:
        assert group == "conflictmap.extractors"
        return points

    monkeypatch.setattr(extractors, "entry_points", entry_points)


def test_rules_are_the_default() -> None:
    """Without a choice the rules read, and no plug-in can take their name."""
    for choice in ("rules", ExtractorOptions()):
        extractor, parser = open_extractor(choice)
        assert isinstance(extractor, ClauseExtractor)
        assert parser is None


def test_plug_in_reads_the_events(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An extractor that another package brings is found by its entry point, and named in the settings."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    result = conflictmap.run(tmp_path / "a.txt", published="2021-08-10", extractor="made")
    assert result.events == ()
    assert result.settings["extractor"] == "made"
    assert main(["extract", str(tmp_path / "a.txt"), "--extractor", "made"]) == 0
    assert '"events":[]' in capsys.readouterr().out


def test_extractor_itself_is_taken() -> None:
    """From Python an extractor needs no name in any table."""
    made = MadeExtractor()
    assert open_extractor(made) == (made, None)


@pytest.mark.parametrize(
    ("options", "clue"),
    [
        (ExtractorOptions(name="unheard"), "rules, openai, broken, gone, made, nothing"),
        (ExtractorOptions(name="nothing"), "Expected an extractor with a name and extract"),
        (ExtractorOptions(name="broken"), "RuntimeError: its model file is missing"),
        (ExtractorOptions(name="gone"), "AttributeError"),
        (ExtractorOptions(name="openai"), "no endpoint"),
        (ExtractorOptions(name="openai", endpoint="http://127.0.0.1:1/v1"), "no model"),
        (ExtractorOptions(endpoint="http://127.0.0.1:1/v1"), "an extractor that uses --endpoint"),
        (ExtractorOptions(model="m"), "an extractor that uses --model"),
    ],
)
def test_choice_that_cannot_be_had_is_wrong_usage(options: ExtractorOptions, clue: str) -> None:
    """The message says what is missing, or which package is at fault."""
    with pytest.raises(UsageError, match=clue):
        open_extractor(options)


def test_wrong_choice_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 2 before anything is read."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    assert main(["map", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out"), "--extractor", "openai"]) == 2
    assert "--endpoint" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["map", "extract"])
def test_help_says_what_is_sent_where(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The privacy notice stands in the help of each command that can send a text."""
    assert main([command, "--help"]) == 0
    words = " ".join(capsys.readouterr().out.split())
    assert "PRIVACY: with --extractor openai the whole text of each document is sent to the endpoint" in words
    assert "CONFLICTMAP_API_KEY" in words
