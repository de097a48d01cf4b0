"""An incident in the page's payload: what its reports share, how many tell it, and what they disagree about.

Knows the record and its words. A member stands here only where it differs from the lead report's, which the page's
JavaScript takes for the rest. Decides nothing: which reports belong together is decided in `geo.events.merge`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from geo.vocab import AssertionMode, Dispute
from maps.language import join, number, say
from maps.symbols import side_label
from maps.wording import MODE_WORDS, day_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.model import Disagreement, Incident, Reading

Json = dict[str, Any]
_OF_THE_PLACE = ("at", "radius", "province")
"""Written as null where the lead report has them and the incident has not."""


def incident_payload(incident: Incident, numbers: Mapping[str, int], shared: Json, lead: Json) -> Json:
    """The incident for the page.

    `numbers` maps event ids to their place in the payload's `events`, which `events` lists, the lead first. `shared`
    are the members that describe the incident as a whole, `lead` those of its lead report.
    """
    found: Json = {"events": [numbers[report.event_id] for report in incident.reports]}
    if len(incident.reports) > 1:
        found |= {name: value for name, value in shared.items() if lead.get(name) != value}
        found |= dict.fromkeys(name for name in _OF_THE_PLACE if name in lead and name not in shared)
        found["told"] = told_words(incident)
    if incident.disagreements:
        found["differ"] = [disagreement_words(each) for each in incident.disagreements]
    return found


def told_words(incident: Incident) -> str:
    """How many articles, of how many outlets, with how many independent origins; an article counts once.

    Rows of feeds are no articles: of those how many reports. A denial is a report, but no origin of what it denies.
    """
    sources = say("amount.independent_sources", n=incident.independent)
    if any(report.feed_row for report in incident.reports):
        return join((say("amount.reports", n=len(incident.reports)), sources))
    articles = say("amount.articles", n=len({report.document_id for report in incident.reports}))
    outlets = [say("amount.outlets", n=len(incident.sources))] if incident.sources else []
    return join((articles, *outlets, sources))


def disagreement_words(found: Disagreement) -> str:
    """What the reports disagree about, as a sentence without its full stop."""
    values = found.readings
    if found.about is Dispute.DATE:
        return say("differ.dates", dates=_dates(sorted(each.value for each in values)))
    if found.about is Dispute.MODE:
        said = {each.value: len(each.event_ids) for each in values}
        words = join(
            say("differ.mode", mode=_mode_words(mode), reports=say("amount.reports", n=said[mode]))
            for mode in sorted(said)
        )
        return words[0].upper() + words[1:]
    if found.about is Dispute.TAKER:
        takers = [_counted(side_label(each.value), each) for each in values]
        first, *others = takers
        for other in others:
            first = say("differ.taker_and", first=first, second=other)
        return say("differ.taker", takers=first)
    figures = say("differ.join").join(_counted(number(each.value), each) for each in values)
    return say(f"differ.{'dead' if found.about is Dispute.FATALITIES else 'injured'}", figures=figures)


def _counted(value: str, reading: Reading) -> str:
    return say("differ.counted", value=value, reports=say("amount.reports", n=len(reading.event_ids)))


def _mode_words(mode: str) -> str:
    return MODE_WORDS[AssertionMode(mode)] or say("differ.asserted")


def _dates(values: list[str]) -> str:
    """Exact dates in a row; the month once where they are days of one month.

    >>> _dates(["2021-08-12", "2021-08-13"]), _dates(["2021-07-31", "2021-08-01"])
    ('12 and 13 August 2021', '31 July 2021; 1 August 2021')
    """
    if len({value[:7] for value in values}) == 1 and not any("/" in value for value in values):
        *others, last = (date.fromisoformat(value) for value in values)
        days = join(number(each.day) for each in others)
        return say("date.days_and", days=days, day=day_words(last))
    return say("differ.join").join(_days(value) for value in values)


def _days(edtf: str) -> str:
    """The day, or the first and the last, of an exact date."""
    days = [day_words(date.fromisoformat(day)) for day in edtf.split("/")]
    return days[0] if len(days) == 1 else say("date.to", first=days[0], last=days[1])
