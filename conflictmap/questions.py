"""Questions to a run, from Python: who holds what, what changed, what was known when, and why.

Knows how a run's ledger, events, documents and stated counts belong together; the answers are the typed records of
`geo.ledger`. geopandas is loaded by `control_geodataframe` alone.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from conflictmap.narrative import Why
from conflictmap.options import parse_day
from geo.errors import UsageError
from geo.events.origins import Origins
from geo.ledger import compare, explain, find_unit, history, who_holds
from geo.vocab import Unit
from maps.language import ENGLISH, check_language

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    import geopandas as gpd
    import pandas as pd

    from conflictmap.outcome import Outcome
    from geo.ledger import Answer, Difference
    from geo.model import Control, Event

Day = date | str
Known = datetime | date | str | None


class Questions:
    """What can be asked of a run. Days are `datetime.date` or ISO text, meant at their end in Kabul.

    `known_at` asks what was known by the end of a day, or at an instant; None means with all that the run has read.
    """

    outcome: Outcome

    def who_holds(
        self,
        day: Day,
        *,
        known_at: Known = None,
        unit: Unit | str = Unit.PROVINCIAL_CAPITAL,
        rule: str = "capital",
    ) -> tuple[Answer, ...]:
        """Who holds each unit of a kind at the end of `day`, in both layers: see `geo.ledger.who_holds`.

        >>> import conflictmap
        >>> from geo.files import seeds_folder
        >>> result = conflictmap.run(seeds_folder() / "2021-08-10-envoy.md")
        >>> [answer.name for answer in result.who_holds("2021-08-10") if answer.side == "taliban"]
        ['Kunduz', 'Kunduz']
        """
        return who_holds(
            self.outcome.ledger, day_of(day, "day"), known_at=instant_of(known_at), unit=Unit(unit), rule=rule
        )

    def compare(
        self,
        first: Day,
        second: Day,
        *,
        known_at: Known = None,
        unit: Unit | str = Unit.PROVINCIAL_CAPITAL,
        rule: str = "capital",
    ) -> Difference:
        """What changed between the ends of two days: see `geo.ledger.compare`."""
        return compare(
            self.outcome.ledger,
            day_of(first, "first"),
            day_of(second, "second"),
            claims=self.outcome.claims,
            known_at=instant_of(known_at),
            unit=Unit(unit),
            rule=rule,
        )

    def history(self, unit: str, *, kind: Unit | str | None = None, known_at: Known = None) -> tuple[Control, ...]:
        """All rows ever written of a unit, superseded ones too. `unit` is a code, a place id or a name."""
        ledger = self.outcome.ledger
        key = find_unit(unit, unit=Unit(kind) if kind else None, known=ledger.units())
        return history(ledger, key, known_at=instant_of(known_at))

    def why(
        self,
        unit: str,
        day: Day,
        *,
        kind: Unit | str | None = None,
        known_at: Known = None,
        rule: str = "capital",
        language: str = ENGLISH,
    ) -> Why:
        """The chain of evidence of a unit on a day. `unit` is a code, a place id or a name; `kind` which kind it is.

        `print` gives it in sentences, in a `language`: en, fa (Dari) or ps (Pashto).

        Raises:
            UsageError: No unit fits, or more than one, or no language of that code is there.
        """
        check_language(language)
        ledger = self.outcome.ledger
        key = find_unit(unit, unit=Unit(kind) if kind else None, known=ledger.units())
        why = explain(
            ledger,
            key,
            day_of(day, "day"),
            events=(*self.outcome.past_events, *self.outcome.events),
            decisions=self.outcome.decisions,
            decided=self.outcome.decided,
            documents=self.outcome.documents,
            checks=self.outcome.checks,
            origins=Origins({each.document_id: each for each in self.outcome.documents}).of,
            known_at=instant_of(known_at),
            rule=rule,
        )
        return Why.of(why, language)

    def control_timeseries(self, *, unit: Unit | str = Unit.PROVINCIAL_CAPITAL, known_at: Known = None) -> pd.DataFrame:
        """Who holds each unit of a kind on each day of the material: a row for each day, unit and layer.

        Columns: `day`, `unit`, `unit_id`, `name`, `basis`, `side` (None for unknown; the last holder where contested),
        `state`. Days are timestamps, the words are categories.
        """
        import pandas as pd  # noqa: PLC0415 - heavy, and wanted here alone

        outcome, kind = self.outcome, Unit(unit)
        columns = ["day", "unit", "unit_id", "name", "basis", "side", "state"]
        days = []
        if outcome.first_day is not None and outcome.last_day is not None:
            days = [ts.date() for ts in pd.date_range(outcome.first_day, outcome.last_day)]
        rows = [
            (day, kind.value, each.row.unit_id, each.name, each.row.basis.value, each.row.side, each.row.state.value)
            for day in days
            for each in who_holds(outcome.ledger, day, known_at=instant_of(known_at), unit=kind)
        ]
        frame = pd.DataFrame(rows, columns=columns)
        frame["day"] = pd.to_datetime(frame["day"])
        return frame.astype({"unit": "category", "basis": "category", "state": "category", "side": "category"})

    @property
    def decisions(self) -> pd.DataFrame:
        """The decisions of people that stand, a row each, with the ids of the events that each is about."""
        import pandas as pd  # noqa: PLC0415 - heavy, and wanted here alone

        from geo.review.files import COLUMNS  # noqa: PLC0415 - as above

        rows = [[getattr(each, name) for name in COLUMNS] for each in self.outcome.decisions]
        frame = pd.DataFrame(rows, columns=list(COLUMNS))
        frame["events"] = [";".join(self.outcome.decided.get(each.decision_id, ())) for each in self.outcome.decisions]
        return frame

    def review(self) -> pd.DataFrame:
        """What most needs eyes, first: a row for each event, with the reasons, their weight and the evidence."""
        import pandas as pd  # noqa: PLC0415 - heavy, and wanted here alone

        from geo.review import review_queue  # noqa: PLC0415 - as above

        decided = {each for ids in self.outcome.decided.values() for each in ids}
        queue = review_queue(
            self.outcome.events,
            incidents=self.outcome.incidents,
            controls=self.outcome.ledger.rows(),
            decided=decided,
        )
        columns = ["event_id", "weight", "reasons", "action", "unit_id", "taker", "document_id", "quote"]
        return pd.DataFrame(
            [
                (
                    *(each.event.event_id, each.weight, "; ".join(each.reasons), each.event.action),
                    *(each.event.unit_id, each.event.taker, each.event.document_id, each.event.evidence_text),
                )
                for each in queue
            ],
            columns=columns,
        )

    def control_geodataframe(self, day: Day, *, known_at: Known = None, rule: str = "capital") -> gpd.GeoDataFrame:
        """The 34 provinces with who holds them on a day, in both layers, as a GeoDataFrame in EPSG:4326.

        Columns: `iso_3166_2`, `name`, `rule`, `as_of`, `known_at`, and for each layer `_side`, `_state`, `_since`,
        `_rule`, `_evidence` (event ids parted by ";") behind its name. Longitude stands before latitude.
        """
        import geopandas as gpd  # noqa: PLC0415 - heavy, and wanted here alone
        import shapely  # noqa: PLC0415

        from geo.coords import CRS  # noqa: PLC0415
        from maps.reference import read_province_shapes  # noqa: PLC0415

        shapes = read_province_shapes()
        rows: dict[str, dict[str, Any]] = {}
        for answer in self.who_holds(day, known_at=known_at, unit=Unit.PROVINCE, rule=rule):
            row = answer.row
            found = rows.setdefault(
                row.unit_id,
                {
                    "iso_3166_2": row.unit_id,
                    "name": answer.name.removesuffix(" province"),
                    "rule": rule,
                    "as_of": answer.day.isoformat(),
                    "known_at": answer.known_at.isoformat() if answer.known_at else None,
                },
            )
            found |= {
                f"{row.basis}_side": row.side,
                f"{row.basis}_state": row.state.value,
                f"{row.basis}_since": row.valid_from.isoformat(),
                f"{row.basis}_rule": str(row.rule),
                f"{row.basis}_evidence": ";".join(row.evidence),
            }
        geometry = [shapely.geometry.shape(shapes[unit_id]) for unit_id in rows]
        return gpd.GeoDataFrame(list(rows.values()), geometry=geometry, crs=CRS)

    def events_of(self, event_ids: Collection[str]) -> Iterable[Event]:
        """The events with some ids."""
        return (event for event in self.outcome.events if event.event_id in event_ids)


def day_of(value: Day, name: str) -> date:
    """A day from what may be given for one.

    Raises:
        UsageError: It names no day.
    """
    found = parse_day(value, name)
    if found is None:
        expected = f"a day like 2021-08-10 for {name}"
        raise UsageError(expected, repr(value))
    return found


def instant_of(value: Known) -> datetime | date | None:
    """A moment of knowledge: an instant with a zone as it is, anything else the end of that day in Kabul."""
    if value is None or (isinstance(value, datetime) and value.tzinfo is not None):
        return value
    return day_of(value, "known_at")
