"""The `reread` command on the terminal: what a new reading of the kept texts changes, with the sentences.

Knows the order of the work and its words; what differs is `conflictmap.rereading`'s to find.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from conflictmap.plain_lines import plural
from conflictmap.rereading import reread
from conflictmap.session import Session
from conflictmap.terminal import name_unused, progress, quiet_pipe, say
from geo.errors import UsageError
from geo.ledger import side_words
from geo.vocab import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conflictmap.options import ReadOptions
    from conflictmap.rereading import Rereading
    from geo.model import Event

DONE, CHANGED = 0, 3


def reread_ledger(read: ReadOptions, *, dry_run: bool) -> int:
    """Read a ledger's texts again; 3 where nothing was written and something would change.

    Raises:
        UsageError: The ledger is not there.
    """
    if read.ledger is None or not read.ledger.is_file():
        raise UsageError("an existing ledger", repr(str(read.ledger)), "Check the spelling of the path.")
    asked = read.asking() if dry_run else read
    with progress("Reading again") as advance, Session.by(asked) as session:
        found = reread(session, dry_run=dry_run, progress=advance)
        unused = session.unused_names()
    with quiet_pipe():
        for line in _lines(found, dry_run=dry_run):
            say(line)
    name_unused(unused)
    return CHANGED if dry_run and not found.is_empty else DONE


def _lines(found: Rereading, *, dry_run: bool) -> Iterator[str]:
    documents = plural(found.read, "document")
    if found.is_empty:
        yield f"{documents} read again: nothing changes."
        return
    verb = "would change" if dry_run else "changed"
    gone, new, changed = (
        sum(len(getattr(each, part)) for each in found.documents) for part in ("gone", "new", "changed")
    )
    yield (f"{documents} read again: {len(found.documents)} {verb} ({gone} events gone, {new} new, {changed} changed).")
    for each in found.documents:
        yield ""
        yield f"{each.document.document_id}:"
        yield from (f"  - gone: {_event(event)}" for event in each.gone)
        yield from (f"  + new: {_event(event)}" for event in each.new)
        for old, event in each.changed:
            yield f"  ~ was: {_event(old)}"
            yield f"    now: {_event(event)}"
        if each.claims_differ:
            yield "  stated counts differ"
    if found.counts:
        yield ""
        yield "Counts of provincial capitals that differ:"
        for count, was in found.counts:
            if count.unit is Unit.PROVINCIAL_CAPITAL:
                who = side_words(count.side) if count.side else "nobody"
                yield f"  {count.day}, {count.basis}: {who} ({count.state}) {was} -> {count.count}"


def _event(event: Event) -> str:
    what = " ".join(
        str(part)
        for part in (event.action or event.event_type, event.unit_id, f"by {event.taker}" if event.taker else None)
        if part
    )
    day = f", {event.date.date_edtf}" if event.date else ""
    return f"{what}{day} [{event.assertion_mode}] {event.evidence_text}"
