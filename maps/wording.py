"""What the page says in words: tags, precisions, dates, verdicts.

Knows the vocabularies of `geo.vocab` and turns each value into a short phrase that a newspaper reader understands.
Decides nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.dates import MONTHS
from geo.vocab import (
    AssertionMode,
    ClaimScope,
    ControlState,
    DatePrecision,
    EventType,
    PlacePrecision,
    ProvinceBasis,
    Qualifier,
    Unit,
    Verdict,
)
from maps.reference import read_country_names
from maps.symbols import side_label

if TYPE_CHECKING:
    from datetime import date

    from geo.dates import DateSpan
    from geo.model import Claim, Event, Place

_EVENT_WORDS = {
    EventType.CAPITAL_SEIZED: "Provincial capital seized",
    EventType.AIR_STRIKE: "Air strike",
    EventType.CIVILIAN_HARM: "Harm to civilians",
    EventType.ATTACK_ON_CIVILIANS: "Attack on civilians",
    EventType.PRISONERS_FREED: "Prisoners freed",
    EventType.ORGANISED_CRIME: "Organised crime",
    EventType.PROTEST_EXCESSIVE_FORCE: "Protest met with excessive force",
    EventType.PROTEST_INTERVENTION: "Protest broken up",
    EventType.PROTEST_PEACEFUL: "Peaceful protest",
    EventType.LOOTING_DESTRUCTION: "Looting or destruction",
    EventType.GROUP_CHANGE: "Change within a group",
}
MODE_WORDS = {
    AssertionMode.ACTUAL: "",
    AssertionMode.HISTORICAL: "earlier history",
    AssertionMode.FUTURE: "announced, not yet happened",
    AssertionMode.HYPOTHETICAL: "feared or supposed, not reported as happened",
    AssertionMode.NEGATED: "denied",
}
_PRECISION_WORDS = {
    PlacePrecision.SITE: "a named spot",
    PlacePrecision.SETTLEMENT: "the town or village itself",
    PlacePrecision.NEAR: "near the place named",
    PlacePrecision.ADMIN2: "somewhere in the district",
    PlacePrecision.ADMIN1: "somewhere in the province",
    PlacePrecision.REGION: "a part of the country",
    PlacePrecision.COUNTRY: "only the country is named",
    PlacePrecision.OTHER: "not a place on land",
}
_AREAS = {PlacePrecision.ADMIN1, PlacePrecision.REGION, PlacePrecision.COUNTRY, PlacePrecision.OTHER}
"""Here the area itself says how well the place is known; a radius would only look precise."""
_BASIS_WORDS = {
    ProvinceBasis.GAZETTEER: "province as the gazetteer has it",
    ProvinceBasis.COVERS: "province by its outline",
    ProvinceBasis.NEAREST: "just outside every outline, nearest province taken",
}
_DATE_WORDS = {
    DatePrecision.DAY: "to the day",
    DatePrecision.DAYS: "within some days",
    DatePrecision.WEEK: "within a week",
    DatePrecision.MONTH: "within a month",
    DatePrecision.YEAR: "within a year or longer",
}
UNIT_WORDS = {
    Unit.PROVINCIAL_CAPITAL: "provincial capitals",
    Unit.PROVINCE: "provinces",
    Unit.DISTRICT: "districts",
    Unit.DISTRICT_CENTRE: "district centres",
    Unit.CITY: "cities",
    Unit.BASE: "bases",
    Unit.BORDER_CROSSING: "border crossings",
    Unit.VILLAGE: "villages",
}
STATE_WORDS = {
    ControlState.CONTROLLED: "held",
    ControlState.CONTESTED: "contested",
    ControlState.BESIEGED: "besieged",
    ControlState.UNKNOWN: "not known",
}
VERDICT_WORDS = {
    Verdict.EXACT: "agrees with the ledger",
    Verdict.SHORT: "evidence is short of it",
    Verdict.OVER: "evidence names more",
    Verdict.STALE: "right for its own time, overtaken since",
    Verdict.DENOMINATOR_MISMATCH: "counts out of another total",
    Verdict.INCONSISTENT: "contradicts the evidence",
}
_QUALIFIER_WORDS = {
    Qualifier.EXACT: "",
    Qualifier.AT_LEAST: "at least ",
    Qualifier.MORE_THAN: "more than ",
    Qualifier.ABOUT: "about ",
    Qualifier.ALL_BUT: "all but ",
}
_KM = 1000
_TEENS = range(11, 14)
RULE_WORDS = {
    "capital": "A province counts for who holds its capital.",
    "districts-majority": "A province counts for who holds more than half of all its districts, unknown ones included.",
}


def event_words(event_type: EventType) -> str:
    """The tag as a phrase.

    >>> event_words(EventType.SUICIDE_BOMBING)
    'Suicide bombing'
    """
    return _EVENT_WORDS.get(event_type) or event_type.replace("_", " ").capitalize()


def day_words(day: date) -> str:
    """The day, written out.

    >>> from datetime import date
    >>> day_words(date(2021, 8, 8))
    '8 August 2021'
    """
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"


def span_words(span: DateSpan | None) -> str:
    """The date with its precision in words; says so where there is none."""
    if span is None:
        return "date not given"
    if span.date_start is None and span.date_end is not None:
        return f"by {day_words(span.date_end)}"
    if span.date_end is None and span.date_start is not None:
        return f"since {day_words(span.date_start)}"
    if span.date_start is None or span.date_end is None:
        return "date not given"
    if span.date_start == span.date_end:
        return f"{day_words(span.date_start)}, {_DATE_WORDS[span.date_prec]}"
    return f"{day_words(span.date_start)} to {day_words(span.date_end)}, {_DATE_WORDS[span.date_prec]}"


def place_words(place: Place) -> str:
    """The place with its province, and its country where that is not Afghanistan."""
    parts = [place.name]
    if place.admin1_name and place.admin1_name != place.name:
        parts.append(f"{place.admin1_name} province")
    if place.country_code and place.country_code != "AF":
        country = read_country_names().get(place.country_code, place.country_code)
        if country != place.name:
            parts.append(country)
    return ", ".join(parts)


def precision_words(place: Place) -> str:
    """How precisely the place is known, with the radius, and how its province was found."""
    parts = [_PRECISION_WORDS[place.place_precision]]
    if place.uncertainty_m is not None and place.place_precision not in _AREAS:
        parts.append(f"within {_distance(place.uncertainty_m)}")
    if place.province_basis is not None:
        parts.append(_BASIS_WORDS[place.province_basis])
    if place.near_border:
        parts.append("close to a province line")
    return "; ".join(parts)


def _distance(metres: int) -> str:
    return f"{metres / _KM:.1f}".rstrip("0").rstrip(".") + " km" if metres >= _KM else f"{metres} m"


def parties_words(event: Event) -> str:
    """Who did it, to whom: the taker and loser of territory where known, else the actors named in the text."""
    doer = side_label(event.taker) if event.taker else (event.actor.name if event.actor else "")
    other = side_label(event.loser) if event.loser else (event.recipient.name if event.recipient else "")
    if not other or other == doer:
        return doer
    return f"{doer or 'not named'} → {other}"


def count_words(claim: Claim) -> str:
    """A stated count as it was stated.

    "third provincial capital" stays an ordinal; "more than five of 34" keeps its hedge.
    """
    unit = UNIT_WORDS[claim.unit]
    if claim.ordinal:
        return f"the {_ordinal(claim.count)} of the {unit}"
    of = f" of {claim.of}" if claim.of is not None else ""
    period = " over a period" if claim.scope is ClaimScope.PERIOD else ""
    return f"{_QUALIFIER_WORDS[claim.qualifier]}{claim.count}{of} {unit}{period}"


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}th" if number % 100 in _TEENS else f"{number}{ending}"


def extractor_words(extractor: str | None) -> str:
    """What read the events, as a sentence; empty where that is not said.

    >>> extractor_words("openai:small-1")
    'Events were read by a language model (small-1); each was kept only with an exact quote from the text.'
    """
    if extractor is None:
        return ""
    if extractor == "rules":
        return "Events were read by rules; each names its own."
    kind, _, model = extractor.partition(":")
    if kind == "openai" and model:
        return f"Events were read by a language model ({model}); each was kept only with an exact quote from the text."
    return f"Events were read by the extractor “{extractor}”."


def rule_words(rule: str) -> str:
    """The counting rule as a sentence; a rule without one is named."""
    return RULE_WORDS.get(rule) or f"Counted by the rule “{rule}”."
