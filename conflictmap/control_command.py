"""The `control` and `why` commands: read, ask, print.

Knows which question was asked and in which form it is answered; the answers are `geo.ledger`'s, the forms
`conflictmap.control_records`' and `conflictmap.control_table`'s. Each returns its exit status.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from conflictmap.api import run_by
from conflictmap.control_records import (
    CHANGE_COLUMNS,
    COUNT_COLUMNS,
    HISTORY_COLUMNS,
    HOLDER_COLUMNS,
    cells,
    change_records,
    count_record,
    explanation_record,
    holder_record,
    lag_record,
    row_record,
)
from conflictmap.inputs import STDIN
from conflictmap.ledger_question import LedgerQuestions, ask_ledger, kinds_counted
from conflictmap.options import CAPITAL_RULE
from conflictmap.terminal import emit, is_terminal, name_unread, progress, quiet_pipe, warn
from geo.ledger import compare, count_units, counted_days, find_unit, history, lagging, unit_words, who_holds
from geo.vocab import Unit
from maps.exports.tables import csv_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from conflictmap.options import ReadOptions
    from conflictmap.question_options import Asked
    from conflictmap.questions import Questions
    from geo.ledger import Difference, Lag
    from geo.model import DayCount
    from geo.records import Json

DONE, UNREAD, CHANGED = 0, 1, 3
NO_DAY = "No answer: no document has a date. Give one with --published DAY, or in the document."


def answer_control(sources: Sequence[str], asked: Asked, read: ReadOptions) -> int:
    """Answer one question about who holds what; 3 where days were compared and something changed."""
    status = DONE
    with _reading(sources, read) as result, quiet_pipe():
        if isinstance(result, LedgerQuestions):
            result.look_up(asked)
        if asked.history is not None:
            _answer_history(result, asked)
        elif asked.between is not None:
            status = _answer_difference(result, asked)
        elif asked.as_of is not None:
            _answer_day(result, asked, asked.as_of)
        else:
            _answer_days(result, asked)
        problems = result.outcome.problems
    return UNREAD if name_unread(problems) else status


def answer_why(words: str, sources: Sequence[str], asked: Asked, read: ReadOptions, language: str) -> int:
    """Tell why a unit stands as it does on a day, in sentences of a language or as a record."""
    kind = asked.unit if asked.is_unit_named else None
    if ":" not in words:  # an id of the material's own can only be found once it is read
        find_unit(words, unit=kind)
    with _reading(sources, read) as result, quiet_pipe():
        day = asked.as_of or result.outcome.as_of
        problems = result.outcome.problems
        if day is not None:
            known = asked.known_at
            why = result.why(words, day, kind=kind, known_at=known, rule=asked.rule, language=language)
            if asked.form == "jsonl":
                emit(explanation_record(why))
            else:
                from conflictmap.control_table import show_paragraphs  # noqa: PLC0415 - rich loads here
                from conflictmap.narrative import paragraphs  # noqa: PLC0415

                show_paragraphs(paragraphs(why, language))
        else:
            warn(NO_DAY)
    return UNREAD if name_unread(problems) else DONE


@contextmanager
def _reading(sources: Sequence[str], read: ReadOptions) -> Iterator[Questions]:
    """What is asked: a run over the sources, or a ledger's file of which no more is read than the question needs."""
    # The counting rule is part of the question: the run itself counts by capitals.
    read = replace(read, rule=CAPITAL_RULE).asking()
    if not sources and (read.ledger is not None and not read.feeds):
        with ask_ledger(read) as answers:
            if answers is not None:
                yield answers
                return
    with progress("Reading") as advance:
        stdin = sys.stdin.buffer if STDIN in sources else None
        result = run_by(sources, read, progress=advance, stdin=stdin)
    yield result


def _form(asked: Asked) -> str:
    return ("table" if is_terminal() else "jsonl") if asked.form == "auto" else asked.form


def _print(records: Iterable[Json], columns: Sequence[str], form: str, asked: Asked) -> None:
    if form == "csv":
        sys.stdout.write("\ufeff" * asked.excel + csv_text(columns, (cells(record, columns) for record in records)))
        return
    for record in records:
        emit(record)


def _terms(asked: Asked) -> dict[str, Any]:
    return {"known_at": asked.known_at, "unit": asked.unit, "rule": asked.rule, "bases": asked.bases}


def _answer_days(result: Questions, asked: Asked) -> None:
    """The counts of every day of the material."""
    outcome = result.outcome
    days: list[date] = []
    if outcome.first_day is not None and outcome.last_day is not None:
        kinds = kinds_counted(asked)
        keys = (key for key in outcome.ledger.units() if key[0] in kinds)
        rows = (row for key in keys for row in outcome.ledger.rows_of(*key))
        days = list(counted_days(outcome.first_day, outcome.last_day, rows))
    counts = count_units(outcome.ledger, days, **_terms(asked))
    form = _form(asked)
    if form == "table":
        from conflictmap.control_table import show_days  # noqa: PLC0415 - rich loads here

        show_days(counts, lags_of(result, days[-1], asked) if days else (), asked)
    else:
        _print((count_record(each, asked.known_at) for each in counts), COUNT_COLUMNS, form, asked)
        if not days:
            warn(NO_DAY)


def _answer_day(result: Questions, asked: Asked, day: date) -> None:
    """The counts of one day, who holds what, and what waits for a confirmation."""
    ledger = result.outcome.ledger
    answers = who_holds(ledger, day, **_terms(asked))
    counts = count_units(ledger, (day,), **_terms(asked))
    lags = lags_of(result, day, asked)
    form = _form(asked)
    if form == "table":
        from conflictmap.control_table import show_day  # noqa: PLC0415 - rich loads here

        show_day(day, counts, answers, lags, asked)
    elif form == "csv":
        _print(map(holder_record, answers), HOLDER_COLUMNS, form, asked)
    else:
        emit(_day_record(day, asked, counts, map(holder_record, answers), lags))


def _day_record(
    day: date, asked: Asked, counts: Iterable[DayCount], holders: Iterable[Json], lags: Iterable[Lag]
) -> Json:
    shared = ("day", "known_at", "rule", "unit")
    return {
        "as_of": day.isoformat(),
        "known_at": asked.known_at.isoformat() if asked.known_at else None,
        "rule": asked.rule,
        "unit": asked.unit.value,
        "counts": [_without(count_record(each, asked.known_at), shared) for each in counts],
        "holders": [_without(each, shared) for each in holders],
        "lagging": [lag_record(each) for each in lags],
    }


def _without(record: Json, members: Sequence[str]) -> Json:
    return {name: value for name, value in record.items() if name not in members}


def lags_of(result: Questions, day: date, asked: Asked) -> tuple[Lag, ...]:
    """The units that the reports give to a side and the assessed layer does not yet."""
    unit = Unit.PROVINCIAL_CAPITAL if asked.unit is Unit.PROVINCE and asked.rule == "capital" else asked.unit
    return lagging(result.outcome.ledger, day, unit=unit, known_at=asked.known_at)


def _answer_difference(result: Questions, asked: Asked) -> int:
    assert asked.between is not None
    found = compare(result.outcome.ledger, *asked.between, claims=result.outcome.claims, **_terms(asked))
    form = _form(asked)
    if form == "table":
        from conflictmap.control_table import show_difference  # noqa: PLC0415 - rich loads here

        show_difference(found, _sources_of(result, found), asked)
    else:
        _print(change_records(found, _sources_of(result, found)), CHANGE_COLUMNS, form, asked)
    return CHANGED if _has_changes(found) else DONE


def _has_changes(found: Difference) -> bool:
    return not found.is_empty


def _sources_of(result: Questions, found: Difference) -> dict[str, str]:
    """Who says so, by event id: the speaker, and the outlet."""
    named = {event_id for each in found.changes for event_id in each.evidence}
    waiting = (*found.new_claims, *(each.lag for each in found.withdrawn_claims))
    named |= {event_id for each in waiting for event_id in each.evidence}
    return {
        event.event_id: f"{event.source_original}, in {event.source}" if event.source_original else event.source or "?"
        for event in result.events_of(named)
    }


def _answer_history(result: Questions, asked: Asked) -> None:
    assert asked.history is not None
    ledger = result.outcome.ledger
    kind = asked.unit if asked.is_unit_named else None
    key = find_unit(asked.history, unit=kind, known=ledger.units())
    if key[0] is Unit.PROVINCE and asked.rule == "capital":
        key = (Unit.PROVINCIAL_CAPITAL, key[1])
    rows = history(ledger, key, known_at=asked.known_at, bases=asked.bases)
    form = _form(asked)
    if form == "table":
        from conflictmap.control_table import show_history  # noqa: PLC0415 - rich loads here

        show_history(unit_words(*key), key[1], rows)
    else:
        _print(map(row_record, rows), HISTORY_COLUMNS, form, asked)
