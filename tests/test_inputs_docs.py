"""The page on inputs says what is read: its examples are run, and its tables are those of the code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from conflictmap.cli import main
from geo.documents.fields import NAMES
from geo.documents.files import SUFFIXES
from geo.vocab import PublishedBasis

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "inputs.md").read_text("utf-8")
_EXAMPLE = re.compile(r"^\*\*(news/[^*\n]+)\*\*\n\n```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL)


def rows(section: str) -> list[list[str]]:
    """The rows of the table of a section, without its header."""
    body = PAGE.split(f"## {section}\n")[1].split("\n## ")[0]
    found = [line.strip("|").split("|") for line in body.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in found[2:]]


def test_every_format_stands_in_its_table() -> None:
    """Each suffix that is read is named once, and no other."""
    named = [suffix.strip("`") for row in rows("Formats") for suffix in row[0].split()]
    assert sorted(named) == sorted(SUFFIXES)


def test_every_name_of_a_field_stands_in_its_table() -> None:
    """The names and their order are those of the code."""
    said = {row[0].strip("`"): tuple(row[1].split(", ")) for row in rows("Names of fields")}
    assert said == {name: NAMES[name] for name in said}
    assert set(NAMES) - set(said) == {"retold", "based_on", "reported_by"}  # of texts for demonstration


def test_every_basis_of_a_day_stands_in_its_order() -> None:
    """The bases are those of the vocabulary, in the order in which they count."""
    assert list(dict.fromkeys(row[1].strip("`") for row in rows("The day"))) == [each.value for each in PublishedBasis]


@pytest.mark.parametrize("source", ["Our desk", None])
def test_the_examples_are_read_as_the_page_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], source: str | None
) -> None:
    """The files of the page, written out and read by its command, have the days, bases and sources of its table."""
    for name, content in _EXAMPLE.findall(PAGE):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    words = ["extract", str(tmp_path / "news"), "--today", "2021-12-31"]
    assert main([*words, "--source", source] if source else words) == 0
    documents = [json.loads(line)["document"] for line in capsys.readouterr().out.splitlines()]
    found = [[each["id"], each["published"], each["published_basis"], each["source"] or ""] for each in documents]
    expected = rows("Examples")
    if source is None:
        own = {"farah.txt": "A correspondent", "herat.md": "The Courier", "kunduz.txt": "Reuters"}
        expected = [[*row[:3], own.get(row[0], "")] for row in expected]
    assert sorted(found) == expected
