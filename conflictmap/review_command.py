"""The `review` command on the terminal: the queue as a table, as CSV to fill in, or gone through by single keys.

Knows keys and where a decision is written: at once, into a decisions file or the ledger, so that a session that stops
at any moment goes on where it stopped. The order of the queue is `geo.review.queue`'s.
"""

from __future__ import annotations

import csv
import hashlib
import io
import sys
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from conflictmap.inputs import STDIN, check_sources
from conflictmap.session import Session
from conflictmap.terminal import is_terminal, name_unread, progress, quiet_pipe, say
from geo.dates import KABUL
from geo.decision import Decision
from geo.errors import UsageError
from geo.inert import inert
from geo.review import review_queue
from geo.review.adding import begin
from geo.review.files import COLUMNS
from geo.vocab import DecisionAction

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from conflictmap.options import ReadOptions
    from geo.review import QueueItem
    from geo.review.adding import Begun

KEYS = "a accept   r reject   c correct a field   s skip   u undo the last   q stop"


def review_sources(
    sources: Sequence[str],
    read: ReadOptions,
    *,
    author: str | None,
    out: Path | None,
    form: str,
    limit: int | None,
    excel: bool = False,
) -> bool:
    """Show the queue of what needs eyes, or go through it; whether some sources could not be read.

    With `excel` the queue as CSV begins with a byte order mark.

    Raises:
        UsageError: There is nothing to review, or nobody who decides, or nowhere to write to.
    """
    if not sources and read.ledger is None:
        check_sources(sources)
    if limit is not None and limit < 0:
        raise UsageError("how many of the queue, 0 or more, for --limit", limit)
    if form == "auto":
        form = "keys" if author and is_terminal() else "table"
    if form == "keys" and not author:
        raise UsageError("who decides", "nobody", "Add --author NAME.")
    if form == "keys" and read.ledger is None and out is None:
        raise UsageError("where the decisions go", "nowhere", "Add -o FILE.csv, or --ledger FILE.gpkg.")
    if read.ledger is not None and not read.ledger.is_file():
        raise UsageError("an existing ledger", repr(str(read.ledger)), "Check the spelling; `map` begins a new one.")
    with Session.by(read if form == "keys" else read.asking(), sources) as session:
        begun = begin(out) if out is not None else None
        session.decide(*(begun.decisions if begun is not None else ()))  # before the reading, which goes by names
        with progress("Reading") as advance:
            session.add(sources, stdin=sys.stdin.buffer if STDIN in sources else None, progress=advance)
            outcome = session.outcome()
        queue = review_queue(
            outcome.events,
            incidents=outcome.incidents,
            controls=outcome.ledger.rows(),
            decided=outcome.looked_at,
        )[:limit]
        with quiet_pipe():
            if form == "csv":
                sys.stdout.write("\ufeff" * excel)
                _write_csv(queue)
            elif form == "table":
                _show(queue)
            else:
                _Desk(session, author or "", out, begun).go_through(queue)
    return name_unread(outcome.problems)


def _write_csv(queue: Sequence[QueueItem]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow((*COLUMNS, "reasons"))
    for each in queue:
        event = each.event
        told = {
            "target_event_id": event.event_id,
            "document": event.document_id,
            "quote": event.quote.exact,
            "target_action": event.action or event.event_type,
            "target_unit": event.unit_id,
        }
        writer.writerow(map(inert, (*(told.get(name) or "" for name in COLUMNS), "; ".join(each.reasons))))


def _show(queue: Sequence[QueueItem]) -> None:
    for number, each in enumerate(queue, 1):
        for line in _item_lines(each, f"{number}."):
            say(line)
    say(f"{len(queue)} to look at.")


def _item_lines(item: QueueItem, head: str) -> list[str]:
    event = item.event
    what = " ".join(str(part) for part in (event.action or event.event_type, event.unit_id, event.taker) if part)
    day = event.date.date_edtf if event.date else "no day"
    place = event.place.name if event.place else "no place"
    return [
        f"{head} {what} - {place}, {day}, {event.assertion_mode} ({', '.join(item.reasons)})",
        f"   {event.evidence_text}",
        f"   {event.source or event.document_id}; {event.event_id}",
    ]


class _Desk:
    """Where one person goes through the queue."""

    def __init__(self, session: Session, author: str, out: Path | None, begun: Begun | None) -> None:
        self._session, self._author, self._out, self._begun = session, author, out, begun
        self._made: list[Decision] = []

    def go_through(self, queue: Sequence[QueueItem]) -> None:
        """Ask for each item; every answer is written at once."""
        _take_any_bytes()
        place = 0
        while True:
            if place >= len(queue):
                if self._made and self._is_taken_back():
                    place -= 1
                    continue
                break
            for line in _item_lines(queue[place], f"{place + 1} of {len(queue)}:"):
                say(line)
            say(f"   {KEYS}")
            key = _key()
            if key == "q":
                break
            if key == "u":
                place = max(0, place - 1) if self._undo() else place
                continue
            if key == "s" or (key in {"a", "r", "c"} and self._decide(queue[place], key)):
                place += 1
        say(f"{len(self._made)} decided, {max(0, len(queue) - place)} left.")

    def _decide(self, item: QueueItem, key: str) -> bool:
        field = value = None
        action = {"a": DecisionAction.ACCEPT, "r": DecisionAction.REJECT, "c": DecisionAction.CORRECT}[key]
        reason = "looked at"
        if action is DecisionAction.CORRECT:
            field, _, value = _line("   field=value (day=2021-08-08, unit=AF-KDZ, taker=taliban ...): ").partition("=")
        if action is not DecisionAction.ACCEPT:
            reason = _line("   why: ")
        event, now = item.event, datetime.now(KABUL)
        own = hashlib.sha256(f"{event.event_id} {action} {now.isoformat()}".encode()).hexdigest()[:10]
        made = Decision(
            decision_id=f"r{own}",
            action=action,
            target_event_id=event.event_id,
            document=event.document_id,
            quote=event.quote.exact or None,
            field=field.strip() or None if field is not None else None,
            value=value.strip() or None if value is not None else None,
            author=self._author,
            reason=reason.strip() or "no reason given",
            decided_at=now,
            target_action=event.action or event.event_type,
            target_unit=event.unit_id,
        )
        fault = _fault(made)
        if fault is not None:
            say(f"   not taken: {fault}")
            return False
        self._made.append(made)
        self._session.decide(made)
        self._write()
        return True

    def _is_taken_back(self) -> bool:
        """Behind the last item: whether the last decision is undone after all."""
        say("   All looked at: u undoes the last, any other key ends.")
        return _key() == "u" and self._undo()

    def _undo(self) -> bool:
        if not self._made:
            say("   nothing to undo")
            return False
        self._session.withdraw(self._made.pop().decision_id)
        self._write()
        return True

    def _write(self) -> None:
        if self._out is not None and self._begun is not None:
            from maps.exports.files import write_whole  # noqa: PLC0415 - only where a file is written

            write_whole(self._out, self._begun.adding(self._made))


def _fault(made: Decision) -> str | None:
    from geo.review.fields import FIELDS, FieldError, check_value  # noqa: PLC0415 - the gazetteer loads here

    if made.action is not DecisionAction.CORRECT:
        return None
    if made.field not in FIELDS or made.value is None:
        return f"expected field=value, the field one of {', '.join(FIELDS)}"
    try:
        check_value(made)
    except FieldError as error:
        return str(error)
    return None


def _take_any_bytes() -> None:
    """Read what is typed also where it is no UTF-8, as of a terminal with another encoding."""
    with suppress(AttributeError, io.UnsupportedOperation):  # another's stream, or one that was read from before
        sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]


def _key() -> str:
    """One key, at once in a terminal, else the first letter of a line; the end of the input stops."""
    if not sys.stdin.isatty() or sys.platform == "win32":
        line = sys.stdin.readline()
        return line.strip()[:1].lower() if line else "q"
    import termios  # noqa: PLC0415 - not on every system
    import tty  # noqa: PLC0415 - as above

    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor)
        found = sys.stdin.read(1)
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
    return found.lower() if found else "q"


def _line(prompt: str) -> str:
    sys.stdout.write(prompt)
    sys.stdout.flush()
    return sys.stdin.readline().strip()
