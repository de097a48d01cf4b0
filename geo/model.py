"""The records that pass between the stages: frozen, slotted, keyword-only, in the order in which they are made.

`Document -> Sentence -> Mention -> Resolution (Place) -> Event, Claim -> Incident, Control`. Offsets called `start`,
`end` count Unicode characters; those of a `Quote` point into the original text of its source, all others into
`Document.text`. Days are `datetime.date`, both ends of a span inclusive; `valid_to` and `superseded_at` are exclusive.
Unknown is None. These records hold what was found and decide nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.coords import LonLat
from geo.vocab import (
    WHERE_PREC,
    EvidenceKind,
    MentionRole,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from geo.dates import DateSpan
    from geo.vocab import (
        Action,
        AssertionMode,
        ClaimScope,
        ControlBasis,
        ControlState,
        DateBasis,
        Dispute,
        EventType,
        PlaceBasis,
        PlaceKind,
        PlacePrecision,
        ProvinceBasis,
        PublishedBasis,
        Qualifier,
        ResolutionStatus,
        TakerBasis,
        Unit,
        Verdict,
    )
    from geo.wording import Wording


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where each stretch of the cleaned text stood in the original.

    `pieces` are `(text_start, original_start, length)`, ascending in `text_start` and not overlapping. Characters
    between the pieces were put in by cleaning (a paragraph break, say) and stand nowhere in the original.

    >>> OffsetMap(((0, 10, 5), (6, 40, 5))).to_original(7, 9)
    (41, 43)
    """

    pieces: tuple[tuple[int, int, int], ...]

    @classmethod
    def identity(cls, length: int) -> OffsetMap:
        """The map of a text that was not changed."""
        return cls(((0, 0, length),))

    def to_original(self, start: int, end: int) -> tuple[int, int] | None:
        """The span in the original from the first to the last character of `[start, end)`.

        None if an end has no origin.
        """
        first, last = self._one(start), self._one(max(start, end - 1))
        if first is None or last is None:
            return None
        return (first, last + 1)

    def _one(self, position: int) -> int | None:
        index = bisect_right(self.pieces, position, key=lambda piece: piece[0]) - 1
        if index < 0:
            return None
        text_start, original_start, length = self.pieces[index]
        return original_start + position - text_start if position < text_start + length else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text with its provenance.

    `text` is what is read: the headline (characters before `headline_end`, if there is one), a blank line, and the
    cleaned body, paragraphs parted by blank lines. `sha256` is that of the original bytes (of the record's own text
    for a line of JSON or a feed entry). `published` is the publication day in Kabul; `recorded_at` the instant by
    which the ledger orders documents: the instant given, or the end of that Kabul day. `retold` marks a text that
    retells others for demonstration; `reported_by` names the outlets it retells. `key` is what makes a changed text a
    version of this one: its address, else its source and id, else its path below the folder that was named, with that
    folder's name. `modified` is the instant at which this version is said to have been changed.
    """

    document_id: str
    text: str = field(repr=False)
    offsets: OffsetMap = field(repr=False)
    sha256: str
    title: str | None = None
    headline_end: int = 0
    published: date | None = None
    published_basis: PublishedBasis | None = None
    recorded_at: datetime | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    file: str | None = None
    retold: bool = False
    based_on: tuple[str, ...] = ()
    reported_by: tuple[str, ...] = ()
    key: str | None = None
    modified: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence as a span of its document's text; `paragraph` and `index` count from 0.

    The headline is a paragraph of its own.
    """

    index: int
    start: int
    end: int
    paragraph: int
    is_headline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A W3C TextQuoteSelector with offsets into the original.

    `exact` is the quoted sentence; `prefix` and `suffix` up to 32 characters around it. `start`, `end` are None where
    the words do not stand in the original in one place (a title kept apart from the text).
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A known name where it stands in a text, and the part it plays there.

    `name` is its folded form and `name_index` its row in the gazetteer (None: the text calls it a place, the gazetteer
    does not know it). `phrase_start`, `phrase_end` span the whole noun phrase ("the northern city of Kunduz").
    `reading` is the kind that the words around demand (None: open); `capital` is true where they make it a capital, or
    the capital of the province named. `within` is the name index of the province or country that the text puts behind
    it ("Andar, in Ghazni province") and binds it to; that outer mention has `part_of` = the `start` of this one. Only
    an area that the sentence names first, for all that follows, is `within` without such a mention. `near_km` and
    `bearing_deg` carry "20 km south of"; `near` alone, "near". `abroad` says that the text gives no ground to look for
    the name in Afghanistan (`geo.mentions.story`).
    """

    start: int
    end: int
    surface: str
    name: str
    name_index: int | None
    sentence: int
    role: MentionRole = MentionRole.PLACE
    phrase_start: int
    phrase_end: int
    reading: PlaceKind | None = None
    capital: bool = False
    within: int | None = None
    part_of: int | None = None
    near: bool = False
    near_km: float | None = None
    bearing_deg: float | None = None
    abroad: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A located place. Longitude and latitude in degrees, WGS 84.

    `uncertainty_m`, `border_km` in metres and kilometres.

    `where_prec` is UCDP's integer for `place_precision`. The radius of `uncertainty_m` holds the true spot; for
    `admin1` it is that of a circle of the province's area. `border_km` is the distance to the nearest province line
    (None outside Afghanistan).
    """

    place_id: str
    name: str
    kind: PlaceKind
    longitude: float
    latitude: float
    place_precision: PlacePrecision
    uncertainty_m: int | None = None
    admin1_pcode: str | None = None
    admin1_name: str | None = None
    iso_3166_2: str | None = None
    admin2_pcode: str | None = None
    admin2_name: str | None = None
    country_code: str | None = None
    geonameid: int | None = None
    province_basis: ProvinceBasis | None = None
    border_km: float | None = None
    near_border: bool | None = None
    capital_of: str | None = None
    population: int | None = None

    @property
    def where_prec(self) -> int:
        """UCDP's where_prec."""
        return WHERE_PREC[self.place_precision]

    @property
    def lonlat(self) -> LonLat:
        """The position, longitude first."""
        return LonLat(self.longitude, self.latitude)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """How an unknown spelling was taken for a known name: as `written`, the known `form`, and how alike their keys are.

    `ratio` runs from 0 to 100; 100 means that the keys are equal (`geo.gazetteer.romanised`).
    """

    written: str
    form: str
    ratio: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One possible place for a name: `score` from 0 to 1, higher is better, and the named reasons that made it.

    `spelling` says by which known form the place was found where the name as written is none of its names.
    """

    place: Place
    score: float
    reasons: tuple[str, ...]
    spelling: Spelling | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """A mention's answer: the chosen place or None, and all candidates, best first.

    `spelling` is that of the chosen candidate. `is_unknown` marks a name that is not known in the province or district
    that the text names with it: its `place` keeps the name as written and the kind that the text gives it, and is drawn
    as the area that holds it (its `place_precision` is that of the area). `seat` is the capital of its province.
    """

    mention: Mention
    place: Place | None
    status: ResolutionStatus
    candidates: tuple[Candidate, ...] = ()
    spelling: Spelling | None = None
    is_unknown: bool = False
    seat: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """One of the 34 provinces, keyed on P-code and ISO 3166-2 code."""

    iso_3166_2: str
    pcode: str
    geonames_admin1: str
    name: str
    capital: str
    name_fa: str | None = None
    name_ps: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who acts or is acted upon: the words of the text, the side they stand for, and the class of actor."""

    name: str
    side: str | None = None
    actor_class: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Dead or injured as quoted; None where nothing is said. Never summed."""

    low: int | None = None
    best: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRow:
    """The row of a feed that stands behind an event, in place of a quoted sentence.

    `feed` is the feed's label, `file` the file's name, `row` its number there (from 1, the header not counted),
    `row_id` the feed's own id. `notes` is what the row says in words, None where it must not be passed on. `kind` tells
    the row of a feed of events from that of a table of who holds what.
    """

    feed: str
    file: str
    row: int
    row_id: str
    notes: str | None = None
    kind: EvidenceKind = EvidenceKind.FEED_ROW


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What a text, or the row of a feed, says happened.

    `event_id` is a hash of its content, so the same text gives the same id; of a feed's row it is the feed's own id.

    Territory events carry `action`, `unit`, `unit_id` (an ISO 3166-2 code for a capital or province, else a place id),
    `taker`, `loser` (sides) and `contested_by_force`. `date` is None where the text gives none that can be placed.
    `trigger` is the span of the words, in the document's text, that made the rule `rule_id` fire. `source_original` is
    who said it, with `source_side` where that is a party to the conflict. `salience` orders the events of a document:
    higher first. An event with a `feed_row` has that for its evidence: its quote is empty, and its trigger too.
    `retracts` is the id of the event of an earlier version of the row, which the feed has changed or deleted since.
    `date_basis` says what fixes the day, `place_basis` what says where, `taker_basis` how the taker is known; None: not
    told, or a feed's row. `decisions` are the ids
    of the decisions of people that made the event or changed it. `retellings` are the quotes of the sentences that tell
    of it again in the same document, in the order of the text; `retold_at` are the spans of the words that do, in the
    document's text, one for each.
    """

    event_id: str
    event_type: EventType
    assertion_mode: AssertionMode
    acled_event_type: str | None = None
    acled_sub_event_type: str | None = None
    plover_event: str | None = None
    plover_mode: str | None = None
    action: Action | None = None
    unit: Unit | None = None
    unit_id: str | None = None
    taker: str | None = None
    loser: str | None = None
    contested_by_force: bool | None = None
    actor: Actor | None = None
    recipient: Actor | None = None
    place: Place | None = None
    date: DateSpan | None = None
    fatalities: Figures = Figures()
    injured: Figures = Figures()
    quote: Quote
    trigger: tuple[int, int]
    rule_id: str
    source: str | None = None
    source_original: str | None = None
    source_side: str | None = None
    sentence: int
    salience: float = 0.0
    document_id: str
    document_sha256: str
    recorded_at: datetime | None = None
    retold: bool = False
    feed_row: FeedRow | None = None
    retracts: str | None = None
    date_basis: DateBasis | None = None
    place_basis: PlaceBasis | None = None
    taker_basis: TakerBasis | None = None
    decisions: tuple[str, ...] = ()
    retellings: tuple[Quote, ...] = ()
    retold_at: tuple[tuple[int, int], ...] = ()

    @property
    def evidence_text(self) -> str:
        """What stands behind it, in words: the quoted sentence, or which row of which feed."""
        if self.feed_row is None:
            return f"“{self.quote.exact}”"
        found = self.feed_row
        kind = "table of control" if found.kind is EvidenceKind.CONTROL_TABLE else "feed row"
        return f"{found.feed} row {found.row} of {found.file}, id {found.row_id} ({kind}, not a quote)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One version of a disputed fact: `value` is an EDTF date, a figure, an assertion mode or a side.

    `event_ids` name the reports that give it, in the order of the incident's reports.
    """

    value: str
    event_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two or more readings of the same fact, the one with the most reports first, then by value."""

    about: Dispute
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One happening with every report of it. `incident_id` is a hash of the ids of its reports.

    `reports` has the lead report first, the others by (`recorded_at`, document sha256, offset). `assertion_mode` is
    actual where any report asserts it, so a denial beside it is a disagreement. `date` is the span that most
    independent origins support (all of them, where they are equally many). `fatalities` and `injured` are the range
    of what is quoted, `best` only where all agree; never a sum. `sources` are the outlets, `claimants` who is quoted,
    both sorted. `independent` counts the independent origins of the reports that have the incident's own mode.
    """

    incident_id: str
    event_type: EventType
    assertion_mode: AssertionMode
    place: Place | None
    date: DateSpan | None
    unit: Unit | None = None
    unit_id: str | None = None
    taker: str | None = None
    fatalities: Figures = Figures()
    injured: Figures = Figures()
    reports: tuple[Event, ...]
    sources: tuple[str, ...]
    claimants: tuple[str, ...]
    independent: int
    disagreements: tuple[Disagreement, ...] = ()

    @property
    def lead(self) -> Event:
        """The report that tells it best."""
        return self.reports[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A stated count: "five of 34 provincial capitals". An ordinal ("the third provincial capital") has `count` = N.

    `count_low` and `count_high` bound what the words allow, both inclusive (None: open). `as_of` is the day for which
    it is stated; `since` the start of a count over a period. `claimant` is who counts.
    """

    claim_id: str
    unit: Unit
    side: str
    state: ControlState
    count: int
    count_low: int | None
    count_high: int | None
    of: int | None
    qualifier: Qualifier
    ordinal: bool
    scope: ClaimScope
    since: date | None
    as_of: date | None
    claimant: str | None
    quote: Quote
    rule_id: str
    source: str | None = None
    document_id: str
    document_sha256: str
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCheck:
    """A claim held against the ledger's `reported` layer.

    `named` are the units that the evidence names for that side on `as_of`, `not_named` how many more the claim counts
    (0 or more), `candidates` the units that could be among those. No place is invented: a candidate is never a holder.
    """

    claim: Claim
    verdict: Verdict
    named: tuple[str, ...]
    not_named: int
    candidates: tuple[str, ...]
    explanation: str
    told: Wording | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One row of the ledger.

    Who holds a unit, in one layer, over `[valid_from, valid_to)`, recorded over `[recorded_at, superseded_at)`.

    `rule` names the row of the settling table that decided; `evidence` the ids of the events it stands on (empty for
    an opening state, an unknown or what people set); `decisions` the ids of the decisions of people that it rests on.
    """

    control_id: str
    unit: Unit
    unit_id: str
    basis: ControlBasis
    side: str | None
    state: ControlState
    valid_from: date
    valid_to: date | None
    recorded_at: datetime
    superseded_at: datetime | None
    rule: str
    evidence: tuple[str, ...]
    explanation: str
    decisions: tuple[str, ...] = ()
    told: Wording | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """How many units a side holds on a day: one row of control.csv.

    For each (`day`, `rule`, `basis`, `unit`) the counts add up to `total`. `side` is None for contested and unknown
    units; a besieged unit counts for its holder, under its own state.
    """

    day: date
    rule: str
    basis: ControlBasis
    unit: Unit
    side: str | None
    state: ControlState
    count: int
    total: int
