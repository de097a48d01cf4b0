"""The decisions file: TOML or CSV in, decisions out, and back; a row that cannot mean anything is a problem.

Knows the columns and what each action needs. A table of corrections, whose rows say what names mean, is read as
decisions of that kind. A CSV may come from a spreadsheet: a byte order mark, semicolons and tabs
are accepted, lines and columns may be in any order, unknown columns are ignored, and a row without an action is skipped
(the queue as a table has one for each line that nobody has decided yet).
"""

from __future__ import annotations

import csv
import hashlib
import io
import tomllib
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from geo.dates import is_reckoned, parse_published
from geo.decision import Decision
from geo.errors import Problem, ProblemKind, UsageError
from geo.inert import inert, original_text
from geo.review.fields import FIELDS, FieldError, check_value
from geo.review.naming import check_names_header, correction_of, named_row
from geo.toml_text import parse_toml
from geo.vocab import DecisionAction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime
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
_MORE = "\0"
"""Under this stand the cells of a row that are more than the header has."""
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
        DecisionAction.SET_PLACE,
    }
)
_TARGETS = ("target_event_id", "document", "quote", "target_action", "target_unit")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFile:
    """The decisions of one file, with what was wrong in it. `name` is without its folder.

    `lines` are those of decisions of a CSV, by id, the header being line 1.
    """

    name: str
    sha256: str
    decisions: tuple[Decision, ...]
    problems: tuple[Problem, ...]
    lines: Mapping[str, int] = field(default_factory=dict)


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
    held = _Held(path.name)
    for line, row in rows:
        if line is None or _text(row.get("action")):
            held.take(line, row)
    return DecisionFile(
        name=path.name,
        sha256=hashlib.sha256(raw).hexdigest(),
        decisions=tuple(held.decisions.values()),
        problems=tuple(held.problems),
        lines=held.lines,
    )


class _Held:
    """What was read of a file so far."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.decisions: dict[str, Decision] = {}
        self.lines: dict[str, int] = {}
        self.problems: list[Problem] = []
        self._named: dict[tuple[object, ...], str] = {}

    def take(self, line: int | None, row: Mapping[str, Any]) -> None:
        """Take the decision of a row, or the problem that it is none."""
        try:
            decision = _decision(row, self._file)
            if decision.decision_id in self.decisions:
                message = f"the id {decision.decision_id} stands twice"
                raise FieldError(message)  # noqa: TRY301 - one seam turns faults of a row into problems
            if decision.action is DecisionAction.SET_PLACE:  # where its value is read, too
                self._note_name(decision, line)
        except FieldError as error:
            self.problems.append(_problem(self._file, line, str(error)))
            return
        self.decisions[decision.decision_id] = decision
        if line is not None:
            self.lines[decision.decision_id] = line

    def _note_name(self, decision: Decision, line: int | None) -> None:
        """See that no other row says at the same time what the same name means."""
        correction = correction_of(decision)
        key = (*correction.key, decision.decided_at)
        if key in self._named:
            message = f"{correction.name} is set in {self._named[key]} for the same context; that row counts"
            raise FieldError(message)
        self._named[key] = f"line {line}" if line is not None else decision.decision_id


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
    values["decided_at"] = decision.decided_at.isoformat() if decision.decided_at is not None else None
    return [str(value) if value is not None else "" for value in values.values()]


def _toml_rows(text: str) -> Iterator[tuple[int | None, Mapping[str, Any]]]:
    table = parse_toml(text)
    rows = table.get("decision", [] if not table else None)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        got = ", ".join(table) if "decision" not in table else "decision as something else"
        raise UsageError("decisions as [[decision]] tables", got, "docs/decisions_file.md shows one.")
    for row in rows:
        yield None, row


def separator_of(text: str) -> str:
    """What parts the cells of a table: the sign that its header has most of; of equals comma, semicolon, tab."""
    return max(",;\t", key=text.split("\n", 1)[0].count)


def _csv_rows(text: str) -> Iterator[tuple[int | None, Mapping[str, Any]]]:
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator_of(text), strict=True)
    header = [each.strip().lower() for each in reader.fieldnames or ()]
    names_alone = "action" not in header
    if names_alone:
        check_names_header(header)
    for row in reader:
        cells = {str(name).strip().lower(): value for name, value in row.items() if name is not None}
        told = {name: None if value is None else original_text(value) for name, value in cells.items()}
        if names_alone and any(map(_text, told.values())):
            told["action"] = DecisionAction.SET_PLACE
        yield reader.line_num, told | ({_MORE: row[None]} if None in row else {})


def _decision(row: Mapping[str, Any], origin: str) -> Decision:
    if row.get(_MORE):
        message = "the row has more cells than the header; put words with a separator in them between quotes"
        raise FieldError(message)
    if row.get("action") is DecisionAction.SET_PLACE:  # of a table of corrections: a cell is a string
        row = named_row(row)
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
    decided_at = _instant(row, action)
    _check_parts(found, action)
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
        decided_at=decided_at,
        target_action=found["target_action"],
        target_unit=found["target_unit"],
        origin=origin,
    )
    check_value(made)
    return made


def _check_parts(found: Mapping[str, str | None], action: DecisionAction) -> None:
    """See that a row has what its action needs."""
    if action is DecisionAction.SET_PLACE and any(found[name] for name in _TARGETS):
        message = "what a name means is about no event or document: put where it counts into the value, as context=..."
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


def _instant(row: Mapping[str, Any], action: DecisionAction) -> datetime | None:
    """When it was decided; what a name means may have no time."""
    if action is DecisionAction.SET_PLACE and not _text(row.get("decided_at")):
        return None
    value = row.get("decided_at")
    try:
        found = parse_published(value) if isinstance(value, str | date) else None
    except OverflowError:  # its day in Kabul is beyond the calendar
        found = None
    if found is None or not is_reckoned(found[0]):
        message = f"decided_at is {_text(value)!r}, not a day or an instant"
        raise FieldError(message)
    return found[1]


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
