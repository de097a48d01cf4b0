"""The control ledger: who holds what, since when, who says so, and who knew when.

`Ledger` takes in events and answers by day, layer and time of knowledge; `reconcile` holds stated counts against it;
`lagging` lists what is only reported. Knows the records of `geo.model` and no other stage.
"""

from geo.ledger.book import Ledger
from geo.ledger.claims import reconcile
from geo.ledger.counts import COUNTING_RULES, DISTRICTS_MAJORITY, check_rule, counted_as, counted_days
from geo.ledger.grades import GRADES_NAME, Grade, GradeTable, read_grades
from geo.ledger.lag import Disagreement, Lag, find_disagreements, lagging
from geo.ledger.lookup import find_unit
from geo.ledger.opening import Opening, check_opening, read_opening
from geo.ledger.questions import (
    Answer,
    Difference,
    UnitChange,
    WithdrawnClaim,
    compare,
    count_units,
    history,
    who_holds,
)
from geo.ledger.reports import Change, Denial, Footing, Report, read_report
from geo.ledger.rows import row_on
from geo.ledger.settle import Layer, Segment
from geo.ledger.table import Rule, RuleId, SettlingTable, read_table
from geo.ledger.testimony import Explanation, Part, Testimony, explain
from geo.ledger.timeline import Timeline, settle
from geo.ledger.units import PROVINCE_UNITS, UnitKey, province_ids, side_words, unit_words

__all__ = [
    "COUNTING_RULES",
    "DISTRICTS_MAJORITY",
    "GRADES_NAME",
    "PROVINCE_UNITS",
    "Answer",
    "Change",
    "Denial",
    "Difference",
    "Disagreement",
    "Explanation",
    "Footing",
    "Grade",
    "GradeTable",
    "Lag",
    "Layer",
    "Ledger",
    "Opening",
    "Part",
    "Report",
    "Rule",
    "RuleId",
    "Segment",
    "SettlingTable",
    "Testimony",
    "Timeline",
    "UnitChange",
    "UnitKey",
    "WithdrawnClaim",
    "check_opening",
    "check_rule",
    "compare",
    "count_units",
    "counted_as",
    "counted_days",
    "explain",
    "find_disagreements",
    "find_unit",
    "history",
    "lagging",
    "province_ids",
    "read_grades",
    "read_opening",
    "read_report",
    "read_table",
    "reconcile",
    "row_on",
    "settle",
    "side_words",
    "unit_words",
    "who_holds",
]
