"""Scenes made by hand for the tests of the views: a small realistic one, a hostile one and a big one.

Five days of August 2021 in our own words, about a dozen events, with every kind of precision and assertion mode
that the page draws.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from geo.dates import DateSpan, end_of_day
from geo.errors import Problem, ProblemKind
from geo.model import (
    Actor,
    Claim,
    ClaimCheck,
    Control,
    DayCount,
    Document,
    Event,
    Figures,
    OffsetMap,
    Place,
    Quote,
)
from geo.vocab import (
    Action,
    AssertionMode,
    ClaimScope,
    ControlBasis,
    ControlState,
    EventType,
    PlaceKind,
    PlacePrecision,
    ProvinceBasis,
    PublishedBasis,
    Qualifier,
    Side,
    Unit,
    Verdict,
)
from maps.reference import read_capitals, read_provinces
from maps.scene import build_scene, days_between

if TYPE_CHECKING:
    from maps.scene import Scene

FIRST, LAST = date(2021, 8, 6), date(2021, 8, 10)
HOSTILE = "</script><img src=x onerror=alert(1)>`${alert(2)}`<b>&amp;\u2028"
RULE = "capital"
_NAMES = {province.iso_3166_2: province for province in read_provinces()}


def day(number: int) -> date:
    """A day of August 2021."""
    return date(2021, 8, number)


def on(number: int) -> DateSpan:
    """That day of August 2021 as a span."""
    return DateSpan.of(day(number))


def document(number: int, published: date | None, text: str, **members: Any) -> Document:  # noqa: ANN401
    """A document whose text is its original."""
    return Document(
        document_id=f"doc-{number}",
        text=text,
        offsets=OffsetMap.identity(len(text)),
        sha256=f"{number:064x}",
        published=published,
        published_basis=PublishedBasis.PUBLISHED if published else None,
        recorded_at=end_of_day(published) if published else None,
        **{"source": "conflictmap-test", "language": "en", "file": f"doc-{number}.md", **members},
    )


def capital(iso: str) -> Place:
    """A provincial capital as a settlement."""
    at = read_capitals()[iso]
    return Place(
        place_id=f"capital-{iso}",
        name=_NAMES[iso].capital,
        kind=PlaceKind.CITY,
        longitude=at.longitude,
        latitude=at.latitude,
        place_precision=PlacePrecision.SETTLEMENT,
        uncertainty_m=5000,
        admin1_pcode=_NAMES[iso].pcode,
        admin1_name=_NAMES[iso].name,
        iso_3166_2=iso,
        country_code="AF",
        province_basis=ProvinceBasis.GAZETTEER,
        border_km=12.3456,
        near_border=False,
        capital_of=iso,
    )


def area(iso: str, precision: PlacePrecision, name: str, metres: int) -> Place:
    """A province or a district around the capital's position."""
    kind = PlaceKind.PROVINCE if precision is PlacePrecision.ADMIN1 else PlaceKind.DISTRICT
    return replace(
        capital(iso),
        place_id=f"{precision}-{iso}",
        name=name,
        kind=kind,
        place_precision=precision,
        uncertainty_m=metres,
    )


DOHA = Place(
    place_id="doha",
    name="Doha",
    kind=PlaceKind.CITY,
    longitude=51.531,
    latitude=25.285,
    country_code="QA",
    place_precision=PlacePrecision.SETTLEMENT,
    uncertainty_m=5000,
)
AFGHANISTAN = Place(
    place_id="af",
    name="Afghanistan",
    kind=PlaceKind.COUNTRY,
    longitude=66.0,
    latitude=33.9,
    country_code="AF",
    place_precision=PlacePrecision.COUNTRY,
)


def event(
    number: int,
    event_type: EventType,
    source: Document,
    sentence: str,
    trigger: str,
    **members: Any,  # noqa: ANN401 - the fields of Event
) -> Event:
    """An event whose sentence and trigger words are found in its document's text."""
    start = source.text.index(sentence)
    at = start + sentence.index(trigger)
    quote = Quote(
        exact=sentence,
        prefix=source.text[max(0, start - 32) : start],
        suffix=source.text[start + len(sentence) :][:32],
        start=start,
        end=start + len(sentence),
    )
    given: dict[str, Any] = {
        "event_id": f"ev-{number:04d}",
        "assertion_mode": AssertionMode.ACTUAL,
        "quote": quote,
        "trigger": (at, at + len(trigger)),
        "rule_id": f"test.{event_type}",
        "source": source.source,
        "sentence": number,
        "document_id": source.document_id,
        "document_sha256": source.sha256,
        "recorded_at": source.recorded_at,
        "retold": source.retold,
    }
    return Event(event_type=event_type, **(given | members))


def seized(  # noqa: PLR0917 - reads as a table below
    number: int,
    iso: str,
    when: int,
    source: Document,
    sentence: str,
    trigger: str,
    **members: Any,  # noqa: ANN401 - the fields of Event
) -> Event:
    """A provincial capital taken by the Taliban."""
    given: dict[str, Any] = {
        "action": Action.SEIZED,
        "unit": Unit.PROVINCIAL_CAPITAL,
        "unit_id": iso,
        "taker": Side.TALIBAN,
        "loser": Side.GOVERNMENT,
        "contested_by_force": True,
        "actor": Actor(name="Taliban fighters", side=Side.TALIBAN, actor_class="rebel"),
        "place": capital(iso),
        "date": DateSpan.of(day(when)),
        "acled_event_type": "Battles",
        "acled_sub_event_type": "Non-state actor overtakes territory",
        "plover_event": "ASSAULT",
    }
    return event(number, EventType.CAPITAL_SEIZED, source, sentence, trigger, **(given | members))


_FIRST_TEXT = (
    "Taliban fighters took Zaranj, the capital of Nimroz, on Friday, a lawmaker said. "
    "Aircraft struck Taliban positions near Lashkar Gah and 12 people died, officials said. "
    "A bomb went off in Kabul on Friday."
)
_SECOND_TEXT = (
    "The Taliban said they had seized Sheberghan. The government denied that Sheberghan had fallen. "
    "Fighting went on across Helmand province. Clashes were reported in Nad Ali district."
)
_THIRD_TEXT = (
    "Kunduz fell to the Taliban on Sunday, residents said. Sar-e Pol was overrun the same day. "
    "Taloqan fell in the evening. Fifteen civilians were hurt in Kunduz."
)
_FOURTH_TEXT = (
    "The U.S. envoy travelled to Doha on Tuesday for talks. Washington will finish its withdrawal by Aug. 31. "
    "Kabul could fall within months, analysts said. The Taliban now hold five of 34 provincial capitals. "
    "Shells hit the town at some point."
)


def small_documents() -> tuple[Document, ...]:
    """Four dated dispatches, one retold, and one without a date."""
    link = "https://news.example/afghanistan/"
    return (
        document(1, day(6), _FIRST_TEXT, title="Zaranj falls", url=link + "1", source="Example News"),
        document(2, day(7), _SECOND_TEXT, title="Two tales of Sheberghan", url=link + "2", source="Example News"),
        document(
            3, day(8), _THIRD_TEXT, title="Three in a day", retold=True, reported_by=("AP", "AFP"), based_on=(link,)
        ),
        document(4, day(10), _FOURTH_TEXT, title="Envoy in Doha", url=link + "4", source="Wire Example"),
        document(5, None, "Undated words.", title=None, source=None),
    )


def small_events() -> tuple[Event, ...]:
    """Fourteen events over five days, every precision and mode among them."""
    one, two, three, four, _ = small_documents()
    near = replace(capital("AF-HEL"), place_id="near-hel", place_precision=PlacePrecision.NEAR, uncertainty_m=10000)
    helmand = area("AF-HEL", PlacePrecision.ADMIN1, "Helmand", 135000)
    nad_ali = area("AF-HEL", PlacePrecision.ADMIN2, "Nad Ali", 18000)
    kind = EventType
    return (
        seized(
            1,
            "AF-NIM",
            6,
            one,
            "Taliban fighters took Zaranj, the capital of Nimroz, on Friday, a lawmaker said.",
            "took Zaranj",
            source_original="a lawmaker",
        ),
        event(
            2,
            kind.AIR_STRIKE,
            one,
            "Aircraft struck Taliban positions near Lashkar Gah and 12 people died, officials said.",
            "struck",
            place=near,
            fatalities=Figures(best=12),
            source_original="officials",
            source_side="government",
            date=on(6),
        ),
        event(
            3,
            kind.BOMBING,
            one,
            "A bomb went off in Kabul on Friday.",
            "bomb went off",
            place=capital("AF-KAB"),
            date=on(6),
        ),
        seized(
            4,
            "AF-JOW",
            7,
            two,
            "The Taliban said they had seized Sheberghan.",
            "seized",
            source_original="the Taliban",
            source_side="taliban",
        ),
        seized(
            5,
            "AF-JOW",
            7,
            two,
            "The government denied that Sheberghan had fallen.",
            "fallen",
            assertion_mode=AssertionMode.NEGATED,
            source_original="the government",
            source_side="government",
        ),
        event(
            6,
            kind.ARMED_CLASH,
            two,
            "Fighting went on across Helmand province.",
            "Fighting",
            place=helmand,
            date=DateSpan.of(day(6), day(7)),
        ),
        event(
            7, kind.ARMED_CLASH, two, "Clashes were reported in Nad Ali district.", "Clashes", place=nad_ali, date=on(7)
        ),
        seized(
            8,
            "AF-KDZ",
            8,
            three,
            "Kunduz fell to the Taliban on Sunday, residents said.",
            "fell",
            source_original="residents",
        ),
        seized(9, "AF-SAR", 8, three, "Sar-e Pol was overrun the same day.", "overrun"),
        seized(10, "AF-TAK", 8, three, "Taloqan fell in the evening.", "fell"),
        event(
            11,
            kind.CIVILIAN_HARM,
            three,
            "Fifteen civilians were hurt in Kunduz.",
            "hurt",
            place=capital("AF-KDZ"),
            injured=Figures(low=15, best=15, high=15),
            date=on(8),
        ),
        event(
            12,
            kind.DIPLOMATIC_VISIT,
            four,
            "The U.S. envoy travelled to Doha on Tuesday for talks.",
            "travelled",
            place=DOHA,
            actor=Actor(name="the U.S. envoy"),
            date=on(10),
        ),
        event(
            13,
            kind.WITHDRAWAL_ANNOUNCED,
            four,
            "Washington will finish its withdrawal by Aug. 31.",
            "withdrawal",
            assertion_mode=AssertionMode.FUTURE,
            date=DateSpan.until(day(31)),
            place=AFGHANISTAN,
        ),
        event(
            14,
            kind.WARNING,
            four,
            "Kabul could fall within months, analysts said.",
            "could fall",
            assertion_mode=AssertionMode.HYPOTHETICAL,
            place=capital("AF-KAB"),
            source_original="analysts",
        ),
        event(15, kind.SHELLING, four, "Shells hit the town at some point.", "Shells"),
    )


def control(
    iso: str,
    basis: ControlBasis,
    side: str | None,
    first: date,
    last: date | None = None,
    *,
    state: ControlState = ControlState.CONTROLLED,
    evidence: tuple[str, ...] = (),
    rule: str = "opening",
    recorded: date | None = None,
    superseded: date | None = None,
) -> Control:
    """A row for a provincial capital."""
    return Control(
        control_id=f"{iso}-{basis}-{first}-{side}-{state}-{recorded or first}",
        unit=Unit.PROVINCIAL_CAPITAL,
        unit_id=iso,
        basis=basis,
        side=side,
        state=state,
        valid_from=first,
        valid_to=last,
        recorded_at=end_of_day(recorded or first),
        superseded_at=end_of_day(superseded) if superseded else None,
        rule=rule,
        evidence=evidence,
        explanation="Given by the opening state." if not evidence else "A report that nobody disputes settles it.",
    )


def unit_row(unit: Unit, unit_id: str, basis: ControlBasis, side: str, number: int) -> Control:
    """A row for a unit that is not counted, with the fall of Kunduz for its evidence."""
    row = control("AF-KDZ", basis, side, day(number), evidence=("ev-0008",), rule="independent_report")
    return replace(row, control_id=f"{unit_id}-{basis}", unit=unit, unit_id=unit_id)


FALLS = {"AF-NIM": (6, "ev-0001"), "AF-KDZ": (8, "ev-0008"), "AF-SAR": (8, "ev-0009"), "AF-TAK": (8, "ev-0010")}
_OPENING = FIRST - timedelta(days=1)


def small_controls() -> tuple[Control, ...]:
    """The ledger of the small scene: four capitals fall; one each is only claimed, contested, besieged, unknown."""
    rows: list[Control] = []
    for iso in sorted(_NAMES):
        for basis in ControlBasis:
            rows.extend(_history(iso, basis))
    return tuple(rows)


def _history(iso: str, basis: ControlBasis) -> list[Control]:
    government, taliban = Side.GOVERNMENT, Side.TALIBAN
    if iso in FALLS:
        fell, evidence = FALLS[iso]
        taken = control(iso, basis, taliban, day(fell), evidence=(evidence,), rule="independent_report")
        return [control(iso, basis, government, _OPENING, day(fell)), taken]
    if iso == "AF-JOW" and basis is ControlBasis.REPORTED:
        claimed = control(iso, basis, taliban, day(7), evidence=("ev-0004",), rule="own_claim")
        return [control(iso, basis, government, _OPENING, day(7)), claimed]
    if iso == "AF-PAN":
        return [control(iso, basis, Side.NRF, _OPENING)]
    if iso == "AF-FRA":
        state = ControlState.CONTESTED
        return [control(iso, basis, government, _OPENING, day(9)), control(iso, basis, None, day(9), state=state)]
    if iso == "AF-HEL":
        return [control(iso, basis, government, _OPENING, state=ControlState.BESIEGED)]
    return [] if iso == "AF-NUR" else [control(iso, basis, government, _OPENING)]


def counts_of(scene: Scene) -> tuple[DayCount, ...]:
    """The day counts that belong to the rows of a scene, counted here a second time and in another way."""
    rows = []
    for when in days_between(FIRST, LAST):
        for basis in ControlBasis:
            found: Counter[tuple[str | None, ControlState]] = Counter()
            for iso in _NAMES:
                held = [
                    r
                    for r in scene.controls
                    if (r.unit_id, r.basis) == (iso, basis)
                    and r.superseded_at is None
                    and r.valid_from <= when
                    and (r.valid_to is None or when < r.valid_to)
                ]
                counts = bool(held) and held[-1].state in {ControlState.CONTROLLED, ControlState.BESIEGED}
                found[(held[-1].side if counts else None, held[-1].state if held else ControlState.UNKNOWN)] += 1
            rows += [
                DayCount(
                    day=when,
                    rule=RULE,
                    basis=basis,
                    unit=Unit.PROVINCIAL_CAPITAL,
                    side=side,
                    state=state,
                    count=n,
                    total=34,
                )
                for (side, state), n in found.items()
            ]
    return tuple(rows)


def small_checks() -> tuple[ClaimCheck, ...]:
    """One stated count, held to be exact by the reported layer."""
    four = small_documents()[3]
    words = "The Taliban now hold five of 34 provincial capitals."
    claim = Claim(
        claim_id="claim-1",
        unit=Unit.PROVINCIAL_CAPITAL,
        side=Side.TALIBAN,
        state=ControlState.CONTROLLED,
        count=5,
        count_low=5,
        count_high=5,
        of=34,
        qualifier=Qualifier.EXACT,
        ordinal=False,
        scope=ClaimScope.CUMULATIVE,
        since=None,
        as_of=day(10),
        claimant="AP",
        quote=Quote(exact=words, start=four.text.index(words), end=four.text.index(words) + len(words)),
        rule_id="claim.count",
        source=four.source,
        document_id=four.document_id,
        document_sha256=four.sha256,
        recorded_at=four.recorded_at,
    )
    named = tuple(sorted([*FALLS, "AF-JOW"]))
    check = ClaimCheck(
        claim=claim,
        verdict=Verdict.EXACT,
        named=named,
        not_named=0,
        candidates=(),
        explanation="The ledger names five.",
    )
    return (check,)


def small_problems() -> tuple[Problem, ...]:
    """A file that could not be read and a document without a date."""
    return (
        Problem(kind=ProblemKind.NO_DATE, message="The document has no date.", file="doc-5.md", document_id="doc-5"),
        Problem(kind=ProblemKind.BROKEN_LINE, message="Not JSON.", file="feed.jsonl", line=3),
    )


def small_scene(**members: Any) -> Scene:  # noqa: ANN401 - arguments of build_scene
    """The realistic scene; any argument of `build_scene` can be given instead."""
    given: dict[str, Any] = {
        "documents": small_documents(),
        "events": small_events(),
        "controls": small_controls(),
        "counts": (),
        "checks": small_checks(),
        "problems": small_problems(),
        "as_of": None,
        "rule": RULE,
        "title": "Five days in August",
        "opening_note": "Opening state of 5 August 2021, made for this test.",
    } | members
    scene = build_scene(**given)
    return scene if "counts" in members else build_scene(**(given | {"counts": counts_of(scene)}))


def merged_scene() -> Scene:
    """Herat told by two outlets with different days, and denied by a third; a strike with two figures."""
    one = document(
        1, day(12), "Herat fell on Thursday. A strike on Kunduz killed three.", source="Wire", url="https://w.example/"
    )
    two = document(
        2, day(14), "Herat was captured on Friday, residents said. Jets killed five in Kunduz.", source="Daily"
    )
    three = document(3, day(13), "The government denied that Herat had fallen.", source="Radio", title="A denial")
    loss = {"place": capital("AF-KDZ"), "date": on(12)}
    return build_scene(
        documents=(one, two, three),
        events=(
            seized(1, "AF-HER", 12, one, "Herat fell on Thursday.", "fell", salience=3.0),
            seized(2, "AF-HER", 13, two, "Herat was captured on Friday, residents said.", "captured"),
            seized(
                3,
                "AF-HER",
                12,
                three,
                "The government denied that Herat had fallen.",
                "fallen",
                assertion_mode=AssertionMode.NEGATED,
                source_original="the government",
                source_side="government",
            ),
            event(
                4,
                EventType.AIR_STRIKE,
                one,
                "A strike on Kunduz killed three.",
                "strike",
                fatalities=Figures(low=3, best=3, high=3),
                **loss,
            ),
            event(
                5,
                EventType.AIR_STRIKE,
                two,
                "Jets killed five in Kunduz.",
                "Jets",
                fatalities=Figures(low=5, best=5, high=5),
                **loss,
            ),
        ),
        controls=small_controls(),
        counts=(),
        as_of=None,
        rule=RULE,
        title="One fall, three tellings",
    )


def hostile_scene() -> Scene:
    """A scene in which every string that can come from a document is an attack."""
    text = f"{HOSTILE} fell to {HOSTILE} today."
    source = replace(
        document(1, day(8), text),
        title=HOSTILE,
        source=HOSTILE,
        url="javascript:alert(3)",
        file=HOSTILE,
        reported_by=(HOSTILE,),
        retold=True,
    )
    place = replace(capital("AF-KDZ"), name=HOSTILE, admin1_name=HOSTILE + "x")
    actor = Actor(name=HOSTILE, side=f"other:{HOSTILE}")
    side = f"other:{HOSTILE}"
    events = (
        event(
            1,
            EventType.CAPITAL_SEIZED,
            source,
            text,
            "fell",
            place=place,
            date=DateSpan.of(day(8)),
            rule_id=HOSTILE,
            taker=side,
            source_original=HOSTILE,
        ),
        event(
            2,
            EventType.ARMED_CLASH,
            source,
            text,
            HOSTILE,
            place=place,
            date=DateSpan.of(day(8)),
            actor=actor,
            recipient=actor,
            acled_sub_event_type=HOSTILE,
        ),
        event(3, EventType.TALKS, source, text, "fell", place=replace(DOHA, name=HOSTILE), date=DateSpan.of(day(8))),
        event(4, EventType.TALKS, source, text, "fell"),
    )
    row = replace(
        control("AF-KDZ", ControlBasis.REPORTED, side, day(8), evidence=("ev-0001",)), explanation=HOSTILE, rule=HOSTILE
    )
    check = small_checks()[0]
    claim = replace(
        check.claim,
        claimant=HOSTILE,
        quote=Quote(exact=HOSTILE),
        side=side,
        rule_id=HOSTILE,
        as_of=day(8),
        document_id=source.document_id,
    )
    return build_scene(
        documents=(source,),
        events=events,
        controls=(row,),
        counts=(),
        checks=(replace(check, claim=claim, explanation=HOSTILE),),
        problems=(Problem(kind=ProblemKind.BROKEN_FEED, message=HOSTILE, file=HOSTILE),),
        as_of=None,
        rule=HOSTILE,
        title=HOSTILE,
        opening_note=HOSTILE,
    )


def big_scene(number: int = 2000) -> Scene:
    """Many events over 60 days in some hundred places, laid out by arithmetic, not by chance."""
    text = "Fighting was reported from the area and several people were hurt in the course of the day, officials said."
    source = document(1, FIRST, text, title="Many reports", url="https://news.example/many")
    isos = sorted(_NAMES)
    kinds = (EventType.ARMED_CLASH, EventType.AIR_STRIKE, EventType.BOMBING, EventType.CIVILIAN_HARM, EventType.TALKS)
    events = []
    for index in range(number):
        base = capital(isos[index % len(isos)])
        step = index // len(isos) % 12
        place = replace(
            base,
            place_id=f"p-{index}",
            name=f"Village {index % 400}",
            longitude=round(base.longitude + 0.09 * (step % 4), 4),
            latitude=round(base.latitude + 0.07 * (step // 4), 4),
        )
        when = DateSpan.of(FIRST + timedelta(days=index * 7 % 60))
        events.append(event(index, kinds[index % len(kinds)], source, text, "Fighting", place=place, date=when))
    return build_scene(
        documents=(source,),
        events=events,
        controls=small_controls(),
        counts=(),
        as_of=None,
        rule=RULE,
        title="Many reports",
    )
