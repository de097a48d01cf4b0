"""What the page says in words: tags, precisions, dates, verdicts.

Knows the vocabularies of `geo.vocab` and turns each value into a short phrase that a newspaper reader understands, in
the language that is spoken (`maps.language`). Decides nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.vocab import (
    AssertionMode,
    ClaimScope,
    ControlState,
    PlaceBasis,
    PlacePrecision,
    ProvinceBasis,
    Unit,
    Verdict,
)
from maps.escape import plain_name
from maps.language import Phrases, join, number, ordinal, own, say
from maps.names import country_name, place_name, province_name
from maps.scene import DEFAULT_TITLE
from maps.symbols import side_label

if TYPE_CHECKING:
    from datetime import date

    from geo.dates import DateSpan
    from geo.model import Claim, Event, Place
    from geo.vocab import EventType

MODE_WORDS = Phrases("mode", AssertionMode)
STATE_WORDS = Phrases("state", ControlState)
UNIT_WORDS = Phrases("unit", Unit)
VERDICT_WORDS = Phrases("verdict", Verdict)
RULE_WORDS = Phrases("rule", ("capital", "districts-majority"))
_PRECISION_WORDS = Phrases("precision", PlacePrecision)
_BASIS_WORDS = Phrases("basis", ProvinceBasis)
_AREAS = {PlacePrecision.ADMIN1, PlacePrecision.REGION, PlacePrecision.COUNTRY, PlacePrecision.OTHER}
"""Here the area itself says how well the place is known; a radius would only look precise."""
_KM = 1000
_SHORT_MONTH = 3
"""Letters of a month on an axis."""


def event_words(event_type: EventType) -> str:
    """The tag as a phrase.

    >>> from geo.vocab import EventType
    >>> event_words(EventType.SUICIDE_BOMBING)
    'Suicide bombing'
    """
    return say(f"tag.{event_type.value}")


def day_words(day: date) -> str:
    """The day, written out, by the Gregorian calendar.

    >>> from datetime import date
    >>> day_words(date(2021, 8, 8))
    '8 August 2021'
    """
    month = own("months").split()[day.month - 1]
    return say("date.day", day=day.day, month=month, year=day.year)


def day_of_year(day: date) -> str:
    """The day with its month alone.

    >>> from datetime import date
    >>> day_of_year(date(2021, 8, 6))
    '6 August'
    """
    return say("date.day_of_month", day=day.day, month=own("months").split()[day.month - 1])


def short_day_words(day: date, *, with_year: bool) -> str:
    """The day as short as an axis wants it: with the first letters of its month, where the script has capitals.

    >>> from datetime import date
    >>> short_day_words(date(2021, 8, 6), with_year=False)
    '6 Aug'
    """
    month = own("months").split()[day.month - 1]
    short = month[:_SHORT_MONTH] if own("direction") == "ltr" else month
    values: dict[str, Any] = {"day": day.day, "month": short}
    return say("date.day", year=day.year, **values) if with_year else say("date.day_of_month", **values)


def span_words(span: DateSpan | None) -> str:
    """The date with its precision in words; says so where there is none."""
    if span is None:
        return say("date.not_given")
    if span.date_start is None and span.date_end is not None:
        return say("date.by", day=day_words(span.date_end))
    if span.date_end is None and span.date_start is not None:
        return say("date.since", day=day_words(span.date_start))
    if span.date_start is None or span.date_end is None or span.date_prec is None:
        return say("date.not_given")
    days = day_words(span.date_start)
    if span.date_start != span.date_end:
        days = say("date.to", first=days, last=day_words(span.date_end))
    return say("date.known", day=days, precision=say(f"date.precision_{span.date_prec.value}"))


def place_words(place: Place) -> str:
    """The place with its province, and its country where that is not Afghanistan."""
    parts = [place_name(place)]
    province = province_name(place.iso_3166_2) or place.admin1_name
    if place.admin1_name and place.admin1_name != place.name:
        parts.append(say("place.province", name=province))
    if place.country_code and place.country_code != "AF":
        country = country_name(place.country_code)
        if country != parts[0]:
            parts.append(country)
    return join(parts)


def precision_words(place: Place, basis: PlaceBasis | None = None) -> str:
    """How precisely the place is known, with the radius, how its province was found, whether it is inherited."""
    parts = [_PRECISION_WORDS[place.place_precision]]
    if place.uncertainty_m is not None and place.place_precision not in _AREAS:
        parts.append(say("place.within", distance=_distance(place.uncertainty_m)))
    if place.province_basis is not None:
        parts.append(_BASIS_WORDS[place.province_basis])
    if place.near_border:
        parts.append(say("place.near_border"))
    if basis is PlaceBasis.INHERITED:
        parts.append(say("place.inherited"))
    return say("place.join").join(parts)


def _distance(metres: int) -> str:
    if metres < _KM:
        return say("place.m", n=metres)
    return say("place.km", n=number(f"{metres / _KM:.1f}".rstrip("0").rstrip(".")))


def parties_words(event: Event) -> str:
    """Who did it, to whom: the taker and loser of territory where known, else the actors named in the text."""
    doer = side_label(event.taker) if event.taker else ((plain_name(event.actor.name) or "") if event.actor else "")
    other = (
        side_label(event.loser)
        if event.loser
        else ((plain_name(event.recipient.name) or "") if event.recipient else "")
    )
    if not other or other == doer:
        return doer
    return say("parties.acts_on", doer=doer or say("parties.not_named"), other=other)


def toll_words(event: Event) -> str:
    """The dead and injured as they are quoted, a range where only its ends are given; empty without figures."""
    parts = []
    for figures, kind in ((event.fatalities, "dead"), (event.injured, "injured")):
        low, best, high = figures.low, figures.best, figures.high
        is_least = low is not None and high is None
        exact = best if best is not None and not is_least else (low if low == high else None)
        if exact is not None:
            parts.append(say(f"toll.{kind}", n=exact))
        elif low is not None or high is not None:
            ends: dict[str, Any] = {"low": "?" if low is None else low, "high": "?" if high is None else high}
            parts.append(say(f"toll.{kind}_between", **ends))
    return join(parts)


def count_words(claim: Claim) -> str:
    """A stated count as it was stated.

    "third provincial capital" stays an ordinal; "more than five of 34" keeps its hedge.
    """
    unit = UNIT_WORDS[claim.unit]
    if claim.ordinal:
        return say("count.ordinal", ordinal=ordinal(claim.count), unit=unit)
    known: dict[str, Any] = {"count": claim.count, "of": claim.of, "unit": unit}
    words = say("count.plain" if claim.of is None else "count.of", **known)
    hedged = say(f"qualifier.{claim.qualifier.value}", count=words)
    return say("count.over_a_period", words=hedged) if claim.scope is ClaimScope.PERIOD else hedged


def extractor_words(extractor: str | None) -> str:
    """What read the events, as a sentence; empty where that is not said.

    >>> extractor_words("openai:small-1")
    'Events were read by a language model (small-1); each was kept only with an exact quote from the text.'
    """
    if extractor is None:
        return ""
    if extractor == "rules":
        return say("extractor.rules")
    kind, _, model = extractor.partition(":")
    if kind == "openai" and model:
        return say("extractor.openai", model=model)
    return say("extractor.other", extractor=extractor)


def rule_words(rule: str) -> str:
    """The counting rule as a sentence; a rule without one is named."""
    return RULE_WORDS.get(rule) or say("rule.unknown", rule=rule)


def title_words(title: str) -> str:
    """The title as it was given; the title that a scene has by itself, in the language spoken."""
    return say("scene.title") if title == DEFAULT_TITLE else title
