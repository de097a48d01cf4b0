"""What `run` takes beside paths: documents that were read before, and records as a line of JSON has them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

import conflictmap
from conflictmap.session import Session
from geo.errors import ProblemKind, UsageError
from geo.files import seeds_folder

if TYPE_CHECKING:
    from pathlib import Path

ENVOY = seeds_folder() / "2021-08-10-envoy.md"
TALOQAN = seeds_folder() / "2021-08-08-taloqan.md"
RECORDS: list[dict[str, Any]] = [
    {"id": "a", "text": "The Taliban seized Kunduz on Sunday.", "published": date(2021, 8, 10), "source": "Wire"},
    {"id": "b", "text": "The Taliban seized Taloqan on Sunday.", "published": "2021-08-10", "source": "Wire"},
]
pytestmark = pytest.mark.usefixtures("seeds_once")


def test_documents_are_taken_as_they_are() -> None:
    """The same ids, days and events as from their files, one or several, and beside paths in their order."""
    read = conflictmap.run((ENVOY, TALOQAN))
    again = conflictmap.run(read.documents)
    assert again.documents == read.documents
    assert [each.event_id for each in again.events] == [each.event_id for each in read.events]
    assert conflictmap.run(read.documents[0]).documents == read.documents[:1]
    mixed = conflictmap.run([read.documents[1], ENVOY])
    assert [each.document_id for each in mixed.documents] == [read.documents[1].document_id, ENVOY.name]


def test_a_document_counts_once_and_ids_stay_apart() -> None:
    """As with files: a repetition is a problem, and so is another text under a known id."""
    (document,) = conflictmap.run(TALOQAN).documents
    other = replace(document, text=document.text.replace("Taloqan", "Kunduz"), sha256="0" * 64, key=None)
    result = conflictmap.run([document, document, other])
    assert [each.document_id for each in result.documents] == [document.document_id, f"{document.document_id}#2"]
    assert [each.kind for each in result.problems].count(ProblemKind.DUPLICATE_DOCUMENT) == 2


def test_a_day_alone_is_the_end_of_that_day() -> None:
    """A document without an instant moves the ledger from the end of its day on."""
    (document,) = conflictmap.run(ENVOY).documents
    result = conflictmap.run([replace(document, recorded_at=None)])
    assert {row.unit_id for row in result.controls if row.side} == {"AF-KDZ"}


def test_the_manifest_names_documents(tmp_path: Path) -> None:
    """Each with its sum, as files have one."""
    (document,) = conflictmap.run(ENVOY).documents
    conflictmap.run([document]).save(tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    assert manifest["inputs"][f"documents/{document.document_id}"] == document.sha256


def test_a_session_takes_documents() -> None:
    """One after another, as paths."""
    (document,) = conflictmap.run(ENVOY).documents
    with Session() as session:
        session.add([document])
        assert session.outcome().documents == (document,)


def test_records_are_read_as_lines_of_json() -> None:
    """With their days, ids and outlets."""
    result = conflictmap.run(RECORDS)
    assert [(each.document_id, each.published, each.source) for each in result.documents] == [
        ("a", date(2021, 8, 10), "Wire"),
        ("b", date(2021, 8, 10), "Wire"),
    ]
    assert {each.unit_id for each in result.events} == {"AF-KDZ", "AF-TAK"}


@pytest.mark.parametrize(
    ("sources", "words"), [([*RECORDS, "x.txt"], "records alone"), ([7], "int"), ([None], "NoneType")]
)
def test_anything_else_is_misuse(sources: list[object], words: str) -> None:
    """Said in words, not as a fault within."""
    with pytest.raises(UsageError, match=words):
        conflictmap.run(sources)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="stdin beside it"):
        conflictmap.run(RECORDS, stdin=BytesIO(b"x"))
