"""The page's payload: one JSON value that the page's JavaScript draws from.

Knows the scene and puts it into short members; the words are made here, so that the JavaScript decides positions
and nothing else. Positions are `[longitude, latitude]`, degrees WGS 84, four decimals; the one place that swaps
them is `point` in `web/src/core.js`. Days are ISO strings; `days` counts the days from `first_day`. Unknown
members are left out.

Members: `title`, `rule`, `unit` (what a province is counted by), `openingNote`, `firstDay`, `lastDay`, `asOf`,
`sides`, `groups`, `provinces` (with outline, capital and both layers' rows), `neighbours`, `documents`, `events` (the
single reports), `incidents` (which of them tell of one thing), `claims`, `problems`, `feeds` and `feedDays` (how many
rows a feed has on each day in each province).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from geo.gazetteer.table import default_gazetteer
from geo.vocab import POINT_PRECISIONS, AssertionMode, ClaimScope, ControlBasis, ControlState, PlacePrecision, Unit
from maps.article import article
from maps.base import base_payload, province_label, province_outline
from maps.days import name_of_day, named_days, opens_on
from maps.decided import cited_decisions, is_corrected, places
from maps.escape import plain_name, safe_url
from maps.feeds import feed_days, feed_deaths, feed_payload, row_words
from maps.headlines import (
    badge,
    change_title,
    claimant_words,
    gainer,
    headline,
    holds,
    no_change,
    opening_words,
    short_words,
    standfirst,
)
from maps.incidents import incident_payload
from maps.language import join, say
from maps.names import capital_name, province_name, spellings, unit_name
from maps.problems import problem_kinds, problem_payload
from maps.quiet_days import quiet_holds
from maps.quotes import Quotes, body_telling, marked_quote, short_quote
from maps.reference import read_capitals
from maps.said import explained, opening_note
from maps.shown import shown_days, within
from maps.standing import governed_until
from maps.story import story_of
from maps.summary import material_words
from maps.symbols import GROUPS, SIDES, group_of, side_class, side_label
from maps.units import units_payload
from maps.wording import (
    MODE_WORDS,
    STATE_WORDS,
    VERDICT_WORDS,
    count_words,
    day_words,
    event_words,
    parties_words,
    place_words,
    precision_words,
    rule_words,
    span_words,
    title_words,
    toll_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from geo.model import Claim, ClaimCheck, Control, Document, Event, Incident, Place, Province
    from geo.vocab import PlaceBasis
    from maps.decided import Numbers
    from maps.scene import Scene
    from maps.story import Change, StoryDay

FORMAT = 2
DECIMALS = 4
_LONGEST_CODE = 35
"""Letters of a language tag, as BCP 47 wants them to fit at least."""
Json = dict[str, Any]


def build_payload(scene: Scene, *, quotes: Quotes = Quotes.FULL) -> Json:
    """The payload of a scene; the same scene gives the same value, member by member.

    With `Quotes.SHORT` each report's quote is cut to the words that tell of the event, and `quotes` says so.
    """
    numbers = {document.document_id: number for number, document in enumerate(scene.documents)}
    capitals = {province.iso_3166_2: _capital_id(province.iso_3166_2) for province in scene.provinces}
    known = {event.place.place_id for event in scene.events if event.place} | {*capitals, *capitals.values()}
    others = spellings(known)
    words = _Words()
    story = story_of(scene)
    quiet = quiet_holds(scene, story)
    told, decided = cited_decisions(scene)
    places_of = {event.event_id: number for number, event in enumerate(scene.events)}
    events = [
        _event(event, scene, numbers, words) | _known(decided=places(event.decisions, decided))
        for event in scene.events
    ]
    for event, found in zip(scene.events, events, strict=True):
        if event.place and event.place.place_id in others:
            found["also"] = others[event.place.place_id]
    if quotes is Quotes.SHORT:
        _shorten(events)
    return {
        "format": FORMAT,
        "title": title_words(scene.title),
        "rule": rule_words(scene.rule),
        "material": material_words(scene),
        "unit": scene.counted.value,
        "noChange": no_change(scene.counted),
        **_known(
            openingNote=opening_note(scene),
            firstDay=_iso(scene.first_day),
            lastDay=_iso(scene.last_day),
            asOf=_iso(scene.as_of),
            opensOn=_iso(opens_on(scene, story)),
            openingHolds=opening_words(scene),
            quotes=quotes.value if quotes is Quotes.SHORT else None,
            article=article(scene, places_of) if quotes is Quotes.FULL else None,
        ),
        "groups": [{"id": group, "label": label} for group, label in GROUPS.items()],
        "sides": _sides(scene),
        "states": {str(state): words for state, words in STATE_WORDS.items()},
        "decisions": told,
        **base_payload(),
        "story": [_story_day(scene, each, places_of, decided) | _quiet(quiet[each.day]) for each in story],
        "namedDays": [{"day": each.day.isoformat(), "name": name_of_day(each)} for each in named_days(story)],
        "provinces": [
            _province(scene, each, decided)
            | {"also": "\n".join(others.get(place_id, "") for place_id in (each.iso_3166_2, capitals[each.iso_3166_2]))}
            for each in scene.provinces
        ],
        "units": units_payload(scene, lambda rows: _unit_history(rows, decided, places_of)),
        "documents": [_document(document, words) for document in scene.documents],
        "events": events,
        "incidents": _incidents(scene, events, words),
        "claims": [_claim(check, scene, numbers) for check in scene.checks],
        "problemKinds": problem_kinds(scene.problems),
        "problems": [problem_payload(problem) for problem in scene.problems],
        "feeds": [feed_payload(feed) for feed in scene.feeds],
        "feedDays": feed_days(scene.feeds, [province.iso_3166_2 for province in scene.provinces]),
        "feedDeaths": feed_deaths(scene.feeds),
    }


class _Words:
    """What many reports share is worded once for a payload: days, spans and places, in the language spoken then."""

    def __init__(self) -> None:
        self.day = cache(day_words)
        self.span = cache(span_words)
        self.place = cache(_place)


def _shorten(events: list[Json]) -> None:
    for event in events:
        before, marked, after = event["quote"]
        event["quote"] = list(short_quote((before, marked, after)))
        event.pop("prefix", None)
        event.pop("suffix", None)
        event.pop("again", None)
        event.pop("body", None)


def _capital_id(iso_3166_2: str) -> str:
    """The gazetteer's id of a province's capital."""
    found = default_gazetteer().capital(iso_3166_2)
    return found.place_id if found else iso_3166_2


def _known(**members: Any) -> Json:  # noqa: ANN401 - JSON values
    """The members that are known: no null is written, which saves a third of the bytes."""
    return {name: value for name, value in members.items() if value is not None and value != ""}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _sides(scene: Scene) -> Json:
    """Each side that the scene names -> its label and colour class."""
    named = {row.side for row in scene.controls} | {check.claim.side for check in scene.checks}
    named |= {side for event in scene.events for side in _event_sides(event)}
    order = list(SIDES)
    known = sorted({side for side in named if side}, key=lambda side: (order.index(side_class(side)), side))
    return {
        side: {"label": side_label(side), "look": side_class(side), **_known(until=_iso(governed_until(scene, side)))}
        for side in known
    }


def _event_sides(event: Event) -> list[str]:
    """The sides that take part in an event, each once: who took and lost, then the actors' own."""
    actors = (event.actor, event.recipient)
    found = (event.taker, event.loser, *(actor.side for actor in actors if actor))
    return list(dict.fromkeys(side for side in found if side))


def _province(scene: Scene, province: Province, decided: Numbers) -> Json:
    iso = province.iso_3166_2
    capital = read_capitals()[iso]
    return {
        "iso": iso,
        "name": province_name(iso),
        "capital": capital_name(iso),
        "at": [round(capital.longitude, DECIMALS), round(capital.latitude, DECIMALS)],
        "label": province_label(iso),
        "outline": province_outline(iso),
        "assessed": _history(scene.counted_history(iso, ControlBasis.ASSESSED), decided),
        "reported": _history(scene.counted_history(iso, ControlBasis.REPORTED), decided),
        **_known(province=_history(scene.history(Unit.PROVINCE, iso, ControlBasis.REPORTED), decided) or None),
    }


def _story_day(scene: Scene, day: StoryDay, numbers: dict[str, int], decided: Numbers) -> Json:
    return {
        "day": day.day.isoformat(),
        "headline": headline(day),
        "lines": standfirst(scene, day),
        "holds": holds(day.standing, gainer(day)),
        "names": short_words(day),
        "hands": day.hands,
        **_known(moved=day.moved or None),
        "changes": [_change(scene, change, numbers, decided) for change in (*day.changes, *day.others)],
    }


def _quiet(said: list[tuple[date, str]]) -> Json:
    """Who holds how many on later days without a change of their own, where that is another sentence."""
    return _known(later=[{"day": day.isoformat(), "holds": words} for day, words in said] or None)


def _change(scene: Scene, change: Change, numbers: dict[str, int], decided: Numbers) -> Json:
    reports = [scene.events[numbers[each]] for each in change.row.evidence if each in numbers]
    told = [scene.incident(each.event_id) for each in reports[:1]]
    ids = [*change.row.decisions, *(each for report in reports[:1] for each in report.decisions)]
    independent = max((each.independent for each in told if each), default=1)
    kind, words = badge(change, independent, is_corrected=is_corrected(ids, scene.decisions))
    return {
        "kind": change.kind.value,
        "unit": change.unit.value,
        "title": change_title(change),
        "name": unit_name(change.unit, change.unit_id),
        "badge": kind,
        "badgeWords": words,
        "evidence": [numbers[each.event_id] for each in reports],
        **_known(
            iso=change.unit_id if change.unit is scene.counted else None,
            id=change.unit_id if change.unit is not scene.counted else None,
            side=change.side,
            look=side_class(change.side) if change.side else None,
            before=change.before,
            decided=places(ids, decided),
        ),
    }


def _history(rows: Iterable[Control], decided: Numbers) -> list[Json]:
    """Standing rows, in the order in which a later row wins over an earlier one (see `Scene.holder`)."""
    ordered = sorted(rows, key=lambda row: (row.recorded_at, row.valid_from, row.control_id))
    return [_control(row) | _known(decided=places(row.decisions, decided)) for row in ordered]


def _unit_history(rows: Iterable[Control], decided: Numbers, numbers: dict[str, int]) -> list[Json]:
    """As `_history`, with the evidence as places in the events: these rows stand in the head."""
    found = _history(rows, decided)
    for row in found:
        row["evidence"] = [numbers[each] for each in row.get("evidence", ()) if each in numbers]
    return found


def _control(row: Control) -> Json:
    return {
        "state": row.state.value,
        "from": row.valid_from.isoformat(),
        "since": day_words(row.valid_from),
        "rule": row.rule,
        "why": explained(row),
        **_known(side=row.side, to=_iso(row.valid_to), evidence=list(row.evidence) or None),
    }


def _document(document: Document, words: _Words) -> Json:
    linked = safe_url(document.url)
    return _known(
        title=plain_name(document.title),
        source=plain_name(document.source),
        url=linked,
        addressNotLinked=document.url if document.url and not linked else None,
        published=words.day(document.published) if document.published else None,
        language=_language(document.language),
        basedOn=[each for each in map(safe_url, document.based_on) if each] or None,
        retold=document.retold or None,
        reportedBy=plain_name(", ".join(document.reported_by)),
    )


def _language(code: str | None) -> str | None:
    """The code, if it looks like one; a document may claim anything."""
    return code if code and code.isascii() and code.replace("-", "").isalnum() and len(code) <= _LONGEST_CODE else None


def _event(event: Event, scene: Scene, numbers: dict[str, int], words: _Words) -> Json:
    document = scene.document(event.document_id)
    first, last = within(shown_days(event, document), scene.last_day)
    telling = body_telling(event, document)
    before, marked, after = (event.feed_row.notes or "", "", "") if event.feed_row else marked_quote(event, document)
    return {
        "id": event.event_id,
        "tag": event_words(event.event_type),
        "group": group_of(event.event_type),
        "rule": event.rule_id,
        "when": words.span(event.date),
        "quote": [before, marked, after],
        **_known(
            type=event.event_type.value,
            mode=event.assertion_mode.value if event.assertion_mode is not AssertionMode.ACTUAL else None,
            modeWords=MODE_WORDS[event.assertion_mode],
            first=_iso(first),
            last=_iso(last),
            who=parties_words(event),
            sides=_event_sides(event) or None,
            code=event.acled_sub_event_type,
            prefix=event.quote.prefix,
            suffix=event.quote.suffix,
            again="\n".join(" ".join(each.exact.split()) for each in event.retellings),
            body=list(telling) if telling else None,
            saidBy=plain_name(event.source_original),
            source=plain_name(event.source),
            document=numbers.get(event.document_id),
            retold=event.retold or None,
            dead=toll_words(event),
            row=row_words(event.feed_row) if event.feed_row else None,
        ),
        **(words.place(event.place, event.place_basis) if event.place else {}),
    }


def _incidents(scene: Scene, events: list[Json], words: _Words) -> list[Json]:
    numbers = {event.event_id: number for number, event in enumerate(scene.events)}
    return [
        incident_payload(
            each,
            numbers,
            _shared(scene, each, words) if len(each.reports) > 1 else {},
            events[numbers[each.lead.event_id]],
        )
        for each in scene.incidents
    ]


def _shared(scene: Scene, incident: Incident, words: _Words) -> Json:
    """What an incident is as a whole, in the members of a report: its date, parties, figures and place."""
    whole = replace(
        incident.lead,
        date=incident.date,
        place=incident.place,
        taker=incident.taker,
        fatalities=incident.fatalities,
        injured=incident.injured,
    )
    first, last = within(shown_days(whole, scene.document(whole.document_id)), scene.last_day)
    return {
        "when": words.span(whole.date),
        **_known(first=_iso(first), last=_iso(last), who=parties_words(whole), dead=toll_words(whole)),
        **(words.place(whole.place, whole.place_basis) if whole.place else {}),
    }


def _place(place: Place, basis: PlaceBasis | None) -> Json:
    drawn = place.place_precision in POINT_PRECISIONS
    return {
        "place": place_words(place),
        "how": precision_words(place, basis),
        "precision": place.place_precision.value,
        **_known(
            at=[round(place.longitude, DECIMALS), round(place.latitude, DECIMALS)] if drawn else None,
            radius=place.uncertainty_m if place.place_precision is PlacePrecision.NEAR else None,
            province=place.iso_3166_2,
        ),
    }


def is_total(claim: Claim, counted: Unit) -> bool:
    """Whether a claim states how many of what the page counts a side holds in all, on a day."""
    is_held = claim.state is ControlState.CONTROLLED and claim.scope is ClaimScope.CUMULATIVE
    return claim.unit is counted and is_held and claim.as_of is not None


def _claim(check: ClaimCheck, scene: Scene, numbers: dict[str, int]) -> Json:
    claim, counted = check.claim, scene.counted
    return {
        "words": count_words(claim),
        "side": claim.side,
        "verdict": check.verdict.value,
        "verdictWords": VERDICT_WORDS[check.verdict],
        "count": claim.count,
        "named": len(check.named),
        "notNamed": check.not_named,
        "why": explained(check),
        "quote": claim.quote.exact,
        "rule": claim.rule_id,
        **_known(
            claimant=claimant_words(scene, claim),
            stated=say(f"qualifier.{claim.qualifier.value}", count=claim.count) if is_total(claim, counted) else None,
            namedWords=join(unit_name(claim.unit, each) for each in check.named),
            candidateWords=join(unit_name(claim.unit, each) for each in check.candidates),
            asOf=_iso(claim.as_of),
            asOfWords=day_words(claim.as_of) if claim.as_of else None,
            document=numbers.get(claim.document_id),
        ),
    }
