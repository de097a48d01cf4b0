"""How a document was read, for a person at a terminal: a block for each sentence, its deciding words marked.

Prints through rich, loaded only then. Every string of the document is shown as plain text, its control characters as
escapes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from conflictmap.plain_lines import problem_line
from conflictmap.terminal import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.errors import Problem
    from geo.model import Document
    from geo.records import Json

_TRIGGER, _PLACE, _QUIET = "bold reverse", "underline", "dim"
_TOLD = "bold green"
_MOST_REASONS = 8
"""So many reasons for what is no event are shown of one sentence; `--format jsonl` has all."""


def show_sentences(document: Document, lines: Iterable[Json], problems: Iterable[Problem]) -> None:
    """Print a panel for each sentence of a document, then its problems."""
    console = Console()
    published = f", published {document.published}" if document.published else ", no publication day"
    console.print(_plain(f"{document.document_id}{published}"), style="bold")
    for line in lines:
        kind = "headline" if line["headline"] else f"sentence {line['sentence']}"
        console.print(Panel(Group(*_body(line)), title=kind, title_align="left", border_style=_QUIET))
    for problem in problems:
        console.print(_plain(f"problem: {problem_line(problem)}"), soft_wrap=True)


def _body(line: Json) -> Iterator[Text | Padding]:
    yield _marked(line)
    rows = Table.grid(padding=(0, 2))
    rows.add_column(style=_QUIET, no_wrap=True)
    rows.add_column(overflow="fold")
    for label, words, style in _rows(line):
        rows.add_row(label, _plain(words, style))
    yield Padding(rows, (0, 0, 0, 2))


def _marked(line: Json) -> Text:
    """The sentence with its places underlined and the words that tell of something reversed."""
    text = _plain(line["text"])
    shown = text.plain
    for words, style in (
        *((mention["surface"], _PLACE) for mention in line["mentions"]),
        *((told["trigger"]["text"], _TRIGGER) for told in line["predications"]),
    ):
        at = shown.find(visible(words))
        if at >= 0:
            text.stylize(style, at, at + len(visible(words)))
    return text


def _rows(line: Json) -> Iterator[tuple[str, str, str]]:
    """Label, words and style of each row."""
    for mention in line["mentions"]:
        yield "place", _mention(mention), ""
    for actor in line["actors"]:
        yield "actor", _actor(actor), ""
    for day in line["dates"]:
        yield "date", f"{day['text']}: {day['date_edtf'] or 'cannot be placed without a publication day'}", ""
    yield from _decisions(line)


def _decisions(line: Json) -> Iterator[tuple[str, str, str]]:
    """The clauses, what they tell of, what became of it, and why other words are no event."""
    for clause in line["clauses"]:
        yield "clause", clause, _QUIET
    for told in line["predications"]:
        yield "tells", _predication(told), _TOLD if told["assertion_mode"] == "actual" else "yellow"
    for event in line["events"]:
        yield "event", _event(event), ""
        yield "ledger", event["ledger"], ""
    for event_id in line["retold"]:
        yield "retold", f"{event_id}: the document tells of the same event elsewhere", _QUIET
    for claim in line["claims"]:
        words = f"{claim['side']} {claim['count']} of {claim['of'] or '?'} {claim['unit']}, {claim['rule_id']}"
        yield "count", words, ""
    told_words = {told["trigger"]["text"] for told in line["predications"]}
    dropped = [each for each in line["not_events"] if each["trigger"]["text"] not in told_words]
    for each in dropped[:_MOST_REASONS]:
        yield "no event", f"{each['frame_id']} by “{each['trigger']['text']}”: {each['reason']}", _QUIET
    if not line["parsed"]:
        yield "not parsed", "it has no verb or noun that tells of an event", _QUIET


def _mention(mention: Json) -> str:
    words = f"{mention['surface']} ({mention['role']}"
    words += f", read as {mention['reading']})" if mention["reading"] else ")"
    if mention["place"] is None:
        words += f": {mention['status']}"
    elif mention["unknown_there"]:
        words += f": unknown, placed as {mention['place']['admin2_name'] or mention['place']['admin1_name']}"
    for rank, each in enumerate(mention["candidates"][:2]):
        chosen = mention["place"] is not None and each["place_id"] == mention["place"]["place_id"]
        where = each["iso_3166_2"] or each["country_code"] or "?"
        label = ": " if rank == 0 else "; " + ("" if chosen else "next ")
        words += f"{label}{each['name']}, {each['kind']} {where}, {each['score']:.2f} ({', '.join(each['reasons'])})"
        if spelling := each["spelling"]:
            words += f", read as {spelling['form']} (ratio {spelling['ratio']:g})"
    return words


def _actor(actor: Json) -> str:
    known = _joined(actor["actor_side"], actor["actor_class"])
    who = actor["actor"]
    told = f"{actor['text']} = {who}" if who and who != actor["text"] else actor["text"]
    return f"{told}: {known}" if who else f"{told}: stands for nobody known"


def _joined(*words: str | None) -> str:
    return ", ".join(word for word in words if word) or "side and class unknown"


def _predication(told: Json) -> str:
    because = f"by “{told['cue']}”" if told["cue"] else "nothing speaks against it"
    words = f"{told['frame_id']} by “{told['trigger']['text']}”: {told['assertion_mode']} ({because})"
    for role, fillers in told["roles"].items():
        words += f"; {role.replace('_', ' ')}: {', '.join(map(_filler, fillers))}"
    if told["dates"]:
        words += f"; when: {', '.join(told['dates'])}"
    if told["sources"]:
        words += f"; says: {', '.join(told['sources'])}"
    return words


def _filler(filler: Json) -> str:
    notes = [filler["place"] if filler["refers"] else None, filler["unit_noun"], "part" if filler["part"] else None]
    known = ", ".join(note.replace("_", " ") for note in notes if note)
    return f"“{filler['text']}” ({known})" if known else f"“{filler['text']}”"


def _event(event: Json) -> str:
    place = event["place"]["name"] if event["place"] else "no place"
    parts = [event["event_type"], event["assertion_mode"], place, event["date_edtf"] or "no date"]
    if event["unit_id"]:
        parts.append(f"{event['unit']} {event['unit_id']}")
    if event["taker"] or event["loser"]:
        parts.append(f"{event['loser'] or '?'} to {event['taker'] or '?'}")
    return ", ".join([*parts, event["event_id"]])


def _plain(words: str, style: str = "") -> Text:
    return Text(visible(words), style=style)
