"""The reports of one change of a unit on one day, as settling asks for them: which count, and on what they rest.

Knows one layer. Grows by a report at a time, so that the thousandth report of a day costs what the second does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.ledger.trail import EMPTY, Trail

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.ledger.reports import Report
    from geo.ledger.settle import Layer


class Told:
    """The reports of one change, at least one, in their order.

    `counting` are those that count in the layer, `evidence` their events, `own` the others: words in their own cause.
    `dated` is the first that counts and gives a day of its own (None: all that count give no more than a last day).
    """

    __slots__ = ("_is_guess", "_is_guess_dated", "_layer", "counting", "dated", "evidence", "first", "own", "reports")

    def __init__(self, first: Report, layer: Layer) -> None:
        """Begin with a report."""
        self._layer = layer
        self.first = first
        self.reports: list[Report] = []
        self.counting: list[Report] = []
        self.own: list[Report] = []
        self.evidence: Trail[str] = EMPTY
        self.dated: Report | None = None
        self._is_guess = self._is_guess_dated = True
        self.add(first)

    @classmethod
    def of(cls, reports: Iterable[Report], layer: Layer) -> Told:
        """Take in some reports of one change, in their order."""
        given = iter(reports)
        found = cls(next(given), layer)
        for each in given:
            found.add(each)
        return found

    def add(self, report: Report) -> None:
        """Take in another report of the change, behind all others."""
        self.reports.append(report)
        if not self._layer.counts(report):
            self.own.append(report)
            return
        self.counting.append(report)
        self.evidence = Trail(self.evidence, report.event_id)
        self._is_guess = self._is_guess and report.is_guess
        if not report.is_bound:
            self.dated = self.dated or report
            self._is_guess_dated = self._is_guess_dated and report.is_guess

    @property
    def deciding(self) -> Report:
        """The report that decides, if any counts: the first that is dated, else the first."""
        return self.dated or self.counting[0]

    @property
    def is_guess(self) -> bool:
        """Whether nobody names the taker in any of the reports that decide: the dated ones, else all."""
        return self._is_guess_dated if self.dated is not None else self._is_guess
