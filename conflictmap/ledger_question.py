"""A question to a ledger's file alone: of the file no more is decoded than the answer needs.

Knows which units a question is about. Gives what a run over the whole file would give. Where the file's derived tables
are not of these rules, or decisions are handed in beside it, there is no such answer: the whole file has to be read.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from conflictmap.deciding import NO_DECISIONS
from conflictmap.options import CAPITAL_RULE
from conflictmap.outcome import Outcome
from conflictmap.questions import Questions, day_of, instant_of
from conflictmap.session import Session
from geo.ledger import PROVINCE_UNITS, find_unit, province_ids, reconcile
from geo.ledger.districts import districts_by_province
from geo.ledger.rows import known_instant
from geo.vocab import Unit
from maps.language import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date

    from conflictmap.narrative import Why
    from conflictmap.options import ReadOptions
    from conflictmap.question_options import Asked
    from conflictmap.questions import Day, Known
    from geo.errors import Problem
    from geo.ledger import Ledger, UnitKey
    from geo.ledger.extract import Extract
    from geo.model import Claim, Event


@contextmanager
def ask_ledger(read: ReadOptions) -> Iterator[LedgerQuestions | None]:
    """What can be asked of the ledger's file of these options; None where the whole of it has to be read.

    Raises:
        LedgerError: The file cannot be used, was begun on other terms, or its evidence has changed.
    """
    is_alone = str(read.decisions or NO_DECISIONS) == NO_DECISIONS and read.corrections is None
    if not is_alone or read.ledger is None or not read.ledger.is_file():
        yield None
        return
    with Session.by(read) as session:
        if session.store is None or not session.store.is_current:
            yield None
            return
        session.store.check_whole()
        with session.store.asking() as extract:
            yield LedgerQuestions(session, extract, read)


def kinds_counted(asked: Asked) -> set[Unit]:
    """The kinds of units whose rows an answer rests on."""
    if asked.unit is not Unit.PROVINCE:
        return {asked.unit}
    return {Unit.PROVINCIAL_CAPITAL} if asked.rule == CAPITAL_RULE else {Unit.PROVINCIAL_CAPITAL, *_BY_DISTRICTS}


_BY_DISTRICTS = (Unit.DISTRICT, Unit.PROVINCE)
"""What is said of provinces themselves waits for confirmation, too."""


class LedgerQuestions(Questions):
    """What can be asked of a ledger's file. `look_up` brings in what a question of `control` is about."""

    def __init__(self, session: Session, extract: Extract, read: ReadOptions) -> None:
        """Begin with the days alone."""
        self._opening, self._extract, self._shown = session.opening, extract, read.as_of
        self.outcome = self._outcome(extract.ledger(()))

    def look_up(self, asked: Asked) -> None:
        """Bring in the units that a question of `control` is about."""
        known = self._extract.units()
        if asked.history is not None:
            kind = asked.unit if asked.is_unit_named else None
            keys = self._keys(find_unit(asked.history, unit=kind, known=known), asked.rule)
        else:
            kinds = kinds_counted(asked)
            keys = {key for key in known if key[0] in kinds}
        claims = self._extract.claims(asked.unit) if asked.between is not None else ()
        self.outcome = self._outcome(self._extract.ledger(keys), claims=claims)

    def events_of(self, event_ids: Collection[str]) -> Iterable[Event]:
        """The events with some ids."""
        return self._extract.events_of(event_ids)

    def why(
        self,
        unit: str,
        day: Day,
        *,
        kind: Unit | str | None = None,
        known_at: Known = None,
        rule: str = CAPITAL_RULE,
        language: str = ENGLISH,
    ) -> Why:
        """The chain of evidence of a unit on a day: see `Questions.why`."""
        key = find_unit(unit, unit=Unit(kind) if kind else None, known=self._extract.units())
        keys = self._keys(key, rule)
        kinds = PROVINCE_UNITS if key[0] in PROVINCE_UNITS else (key[0],)
        claims = self._extract.last_claims(kinds, day_of(day, "day"), known_instant(instant_of(known_at)))
        if claims:
            keys |= {(Unit.PROVINCIAL_CAPITAL, each) for each in province_ids()}
        self.outcome = self._outcome(self._extract.ledger(keys), self._keys(key, rule), claims)
        return super().why(unit, day, kind=kind, known_at=known_at, rule=rule, language=language)

    def _keys(self, key: UnitKey, rule: str) -> set[UnitKey]:
        """The units by whose reports one is answered."""
        if key[0] is not Unit.PROVINCE:
            return {key}
        if rule == CAPITAL_RULE:
            return {(Unit.PROVINCIAL_CAPITAL, key[1])}
        return {key, *((Unit.DISTRICT, each) for each in districts_by_province()[key[1]])}

    @cached_property
    def _days(self) -> tuple[date, date] | None:
        """The days of the material, where no day is asked for."""
        return self._extract.days(self._opening.day) if self._shown is None else None

    @cached_property
    def _problems(self) -> tuple[Problem, ...]:
        return tuple(self._extract.problems())

    def _outcome(self, ledger: Ledger, told: Collection[UnitKey] = (), claims: Iterable[Claim] = ()) -> Outcome:
        """What follows from the file as far as it is asked for; `told` are the units whose documents are read."""
        extract, days, counts = self._extract, self._days, tuple(claims)
        statements, documents = extract.evidence_on(told) if told else ([], [])
        return Outcome(
            documents=tuple(documents),
            events=tuple(each.event for each in statements if each.until is None),
            past_events=tuple(each.event for each in statements if each.until is not None),
            incidents=(),
            claims=counts,
            checks=tuple(reconcile(counts, ledger)) if told else (),
            ledger=ledger,
            opening=self._opening,
            rule=CAPITAL_RULE,
            problems=self._problems,
            first_day=days[0] if days else None,
            last_day=days[1] if days else None,
            as_of=self._shown or (days[1] if days else None),
            decisions=extract.decisions,
            decided=extract.applied.matched if extract.applied is not None else {},
        )
