"""The decisions file: TOML or CSV in, decisions out, and back; a row that cannot mean anything is a problem.

Knows the columns and what each action needs. A CSV may come from a spreadsheet: a byte order mark, semicolons and tabs
are accepted, lines and columns may be in any order, unknown columns are ignored, and a row without an action is skipped
(the queue as a table has one for each line that nobody has decided yet).
"""

from __future__ import annotations

import csv
import hashlib
import io
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.dates import parse_published
from geo.decision import Decision
from geo.errors import Problem, ProblemKind, UsageError
from geo.inert import inert, original_text
from geo.review.fields import FIELDS, FieldError, check_value
from geo.vocab import DecisionAction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

COLUMNS = (
    "decision_id",
    "action",
    "target_event_id",
    "document",
    "quote",
    "field",
    "value",
    "author",
    "reason",
    "decided_at",
    "target_action",
    "target_unit",
)
NAMES = ("decisions.toml", "decisions.csv")
"""The names under which a decisions file lies beside the sources and is found by itself."""
_ABOUT_EVENTS = frozenset(
    {
        DecisionAction.ACCEPT,
        DecisionAction.REJECT,
        DecisionAction.CORRECT,
        DecisionAction.MERGE,
        DecisionAction.SPLIT,
    }
)
_WITH_VALUE = frozenset(
    {
        DecisionAction.CORRECT,
        DecisionAction.MERGE,
        DecisionAction.ADD,
        DecisionAction.PREFER,
        DecisionAction.SET_CONTROL,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFile:
    """The decisions of one file, with what was wrong in it. `name` is without its folder."""

    name: str
    sha256: str
    decisions: tuple[Decision, ...]
    problems: tuple[Problem, ...]


def read_decisions_file(path: Path) -> DecisionFile:
    """Read a decisions file, by its suffix.

    Raises:
        UsageError: It is not there, or is no table of decisions.
    """
    if not path.is_file():
        raise UsageError("a file of decisions", repr(str(path)), "docs/decisions_file.md shows one.")
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
        rows = list(_toml_rows(text) if path.suffix.lower() == ".toml" else _csv_rows(text))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, csv.Error) as error:
        expected = f"decisions in UTF-8 as TOML or CSV in {path.name}"
        raise UsageError(expected, str(error), "docs/decisions_file.md shows one.") from error
    decisions: list[Decision] = []
    problems: list[Problem] = []
    for line, row in rows:
        if line is not None and not _text(row.get("action")):
            continue
        try:
            decision = _decision(row, path.name)
        except FieldError as error:
            problems.append(_problem(path.name, line, str(error)))
            continue
        if any(each.decision_id == decision.decision_id for each in decisions):
            problems.append(_problem(path.name, line, f"the id {decision.decision_id} stands twice"))
        else:
            decisions.append(decision)
    return DecisionFile(
        name=path.name,
        sha256=hashlib.sha256(raw).hexdigest(),
        decisions=tuple(decisions),
        problems=tuple(problems),
    )


def write_decisions(decisions: Iterable[Decision]) -> str:
    """Decisions as CSV text, a row each, in their order; inert in a spreadsheet."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([inert(cell) for cell in decision_row(each)] for each in decisions)
    return held.getvalue()


def decision_row(decision: Decision) -> list[str]:
    """A decision as the cells of its row."""
    values = {name: getattr(decision, name) for name in COLUMNS}
    values["decided_at"] = decision.decided_at.isoformat()
    return [str(value) if value is not None else "" for value in values.values()]


def _toml_rows(text: str) -> Iterator[tuple[int | None, Mapping[str, Any]]]:
    for row in tomllib.loads(text).get("decision", []):
        yield None, row


def _csv_rows(text: str) -> Iterator[tuple[int | None, Mapping[str, Any]]]:
    head = text.split("\n", 1)[0]
    separator = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    if reader.fieldnames is None or "action" not in [each.strip().lower() for each in reader.fieldnames]:
        raise UsageError("a table with the column action", head.strip() or "nothing", "See docs/decisions_file.md.")
    for row in reader:
        cells = {str(name).strip().lower(): value for name, value in row.items() if name is not None}
        yield reader.line_num, {name: None if value is None else original_text(value) for name, value in cells.items()}


def _decision(row: Mapping[str, Any], origin: str) -> Decision:
    found = {name: _text(row.get(name)) for name in COLUMNS}
    try:
        action = DecisionAction((found["action"] or "").lower().replace(" ", "_"))
    except ValueError:
        message = f"{found['action']!r} is no action; they are {', '.join(DecisionAction)}"
        raise FieldError(message) from None
    for name in ("author", "reason"):
        if not found[name]:
            message = f"the {name} is missing"
            raise FieldError(message)
    instant = parse_published(row["decided_at"]) if row.get("decided_at") else None
    if instant is None:
        message = f"decided_at is {found['decided_at']!r}, not a day or an instant"
        raise FieldError(message)
    if action in _ABOUT_EVENTS and not found["target_event_id"] and not (found["document"] and found["quote"]):
        message = "which event it is about is missing: target_event_id, or document and quote"
        raise FieldError(message)
    if action in _WITH_VALUE and not found["value"]:
        message = f"the value is missing, which {action} needs"
        raise FieldError(message)
    if action is DecisionAction.CORRECT and found["field"] not in FIELDS:
        message = f"{found['field']!r} is no field to correct; they are {', '.join(FIELDS)}"
        raise FieldError(message)
    made = Decision(
        decision_id=found["decision_id"] or _own_id(found),
        action=action,
        target_event_id=found["target_event_id"],
        document=found["document"],
        quote=found["quote"],
        field=found["field"],
        value=found["value"],
        author=found["author"] or "",
        reason=found["reason"] or "",
        decided_at=instant[1],
        target_action=found["target_action"],
        target_unit=found["target_unit"],
        origin=origin,
    )
    check_value(made)
    return made


def _own_id(found: Mapping[str, str | None]) -> str:
    """An id for a row without one: of what it says, so that the same row has the same."""
    return "d" + hashlib.sha256(repr(sorted(found.items())).encode()).hexdigest()[:10]


def _text(value: object) -> str | None:
    found = str(value).strip() if value is not None else ""
    return found or None


def _problem(file: str, line: int | None, reason: str) -> Problem:
    return Problem(
        kind=ProblemKind.DECISION_NOT_APPLIED,
        message=f"The decision is not used: {reason}.",
        file=file,
        line=line,
    )
