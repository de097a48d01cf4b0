"""The closed vocabularies, named after the field's own codebooks.

Sources: UCDP GED codebook (where_prec, date_prec), ACLED codebook (sub-event types, geo_precision, time_precision),
PLOVER manual (event types). Which tag stands for which ACLED and PLOVER code is a table, `data/crosswalk.csv`, not
code. This module holds words only; it decides nothing.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum


class PlaceKind(StrEnum):
    """What a place is."""

    CITY = "city"
    TOWN = "town"
    VILLAGE = "village"
    DISTRICT = "district"
    PROVINCE = "province"
    COUNTRY = "country"
    SITE = "site"
    REGION = "region"


SETTLEMENT_KINDS = frozenset({PlaceKind.CITY, PlaceKind.TOWN, PlaceKind.VILLAGE})
WIDE_KINDS = frozenset({PlaceKind.COUNTRY, PlaceKind.REGION})
"""Wider than a province."""


class PlacePrecision(StrEnum):
    """How precisely a place is known, in our own words.

    UCDP's and ACLED's integers for it stand in `WHERE_PREC` and `GEO_PRECISION`.
    """

    SITE = "site"
    SETTLEMENT = "settlement"
    NEAR = "near"
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    REGION = "region"
    COUNTRY = "country"
    OTHER = "other"


WHERE_PREC = {
    PlacePrecision.SITE: 1,
    PlacePrecision.SETTLEMENT: 1,
    PlacePrecision.NEAR: 2,
    PlacePrecision.ADMIN2: 3,
    PlacePrecision.ADMIN1: 4,
    PlacePrecision.REGION: 5,
    PlacePrecision.COUNTRY: 6,
    PlacePrecision.OTHER: 7,
}
"""UCDP GED codebook, where_prec."""

GEO_PRECISION: dict[PlacePrecision, int | None] = {
    PlacePrecision.SITE: 1,
    PlacePrecision.SETTLEMENT: 1,
    PlacePrecision.NEAR: 2,
    PlacePrecision.ADMIN2: 2,
    PlacePrecision.ADMIN1: 3,
    PlacePrecision.REGION: 3,
    PlacePrecision.COUNTRY: None,
    PlacePrecision.OTHER: None,
}
"""ACLED codebook, geo_precision."""

POINT_PRECISIONS = frozenset({PlacePrecision.SITE, PlacePrecision.SETTLEMENT, PlacePrecision.NEAR})
"""Only these are ever drawn as a point or a circle around one."""


class ProvinceBasis(StrEnum):
    """Why a place belongs to its province.

    `stated`: the text names another than the gazetteer, to which its district belonged. `district`: the installed
    district lines put the point into a district of another province than the bundled outline, and its code decides.
    """

    GAZETTEER = "gazetteer"
    COVERS = "covers"
    NEAREST = "nearest"
    STATED = "stated"
    DISTRICT = "district"


class MentionRole(StrEnum):
    """What a place name does in its sentence."""

    PLACE = "place"
    DATELINE = "dateline"
    GOVERNMENT = "government"
    PERSON = "person"
    ORGANISATION = "organisation"
    FEATURE = "feature"
    DEMONYM = "demonym"


class ResolutionStatus(StrEnum):
    """How a name was answered."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    UNRESOLVED = "unresolved"


class PublishedBasis(StrEnum):
    """Where the publication day was taken from, best first."""

    PUBLISHED = "published"
    OPTION = "option"
    DATELINE = "dateline"
    RELEASE_NUMBER = "release_number"
    PAGE_DATE = "page_date"
    FILE_NAME = "file_name"


class AssertionMode(StrEnum):
    """Whether a text asserts that something happened, in the present course of events."""

    ACTUAL = "actual"
    HISTORICAL = "historical"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"


HAPPENED = frozenset({AssertionMode.ACTUAL, AssertionMode.HISTORICAL})
"""It is told as having happened, now or long ago."""


class Action(StrEnum):
    """What was done to a unit of territory."""

    SEIZED = "seized"
    RETAKEN = "retaken"
    SURRENDERED = "surrendered"
    VACATED = "vacated"
    REPELLED = "repelled"
    BESIEGED = "besieged"
    CONTESTED = "contested"
    HELD = "held"


TRANSFERS = frozenset({Action.SEIZED, Action.RETAKEN, Action.SURRENDERED})
"""By these somebody comes to hold a unit."""
STATES = frozenset({Action.HELD, Action.BESIEGED})
"""What lasts: told in the present it is so now, in the past perfect it is over."""


class Unit(StrEnum):
    """The kinds of territory whose holder can change; `territory`, the share of all land, stands in stated counts."""

    PROVINCIAL_CAPITAL = "provincial_capital"
    PROVINCE = "province"
    DISTRICT = "district"
    DISTRICT_CENTRE = "district_centre"
    CITY = "city"
    BASE = "base"
    BORDER_CROSSING = "border_crossing"
    VILLAGE = "village"
    TERRITORY = "territory"


class EventType(StrEnum):
    """The event tags: one row each in `data/crosswalk.csv`."""

    CAPITAL_SEIZED = "capital_seized"
    DISTRICT_SEIZED = "district_seized"
    TERRITORY_SEIZED = "territory_seized"
    TERRITORY_RETAKEN = "territory_retaken"
    WITHDRAWAL = "withdrawal"
    WITHDRAWAL_ANNOUNCED = "withdrawal_announced"
    ARMED_CLASH = "armed_clash"
    SIEGE = "siege"
    OFFENSIVE = "offensive"
    AIR_STRIKE = "air_strike"
    SHELLING = "shelling"
    BOMBING = "bombing"
    SUICIDE_BOMBING = "suicide_bombing"
    GRENADE = "grenade"
    CHEMICAL_ATTACK = "chemical_attack"
    ATTACK_ON_CIVILIANS = "attack_on_civilians"
    ABDUCTION = "abduction"
    SEXUAL_VIOLENCE = "sexual_violence"
    ARREST = "arrest"
    WEAPONS_DISRUPTED = "weapons_disrupted"
    LOOTING_DESTRUCTION = "looting_destruction"
    BASE_ESTABLISHED = "base_established"
    GROUP_CHANGE = "group_change"
    PROTEST_PEACEFUL = "protest_peaceful"
    PROTEST_INTERVENTION = "protest_intervention"
    PROTEST_EXCESSIVE_FORCE = "protest_excessive_force"
    RIOT = "riot"
    MOB_VIOLENCE = "mob_violence"
    AGREEMENT = "agreement"
    CEASEFIRE = "ceasefire"
    PRISONERS_FREED = "prisoners_freed"
    EVACUATION = "evacuation"
    DISPLACEMENT = "displacement"
    STATE_OF_EMERGENCY = "state_of_emergency"
    RESTRICTION = "restriction"
    CONTROL_REPORTED = "control_reported"
    TALKS = "talks"
    DIPLOMATIC_VISIT = "diplomatic_visit"
    DIPLOMATIC_ACTION = "diplomatic_action"
    ATTRIBUTION = "attribution"
    WARNING = "warning"
    DEMAND = "demand"
    CIVILIAN_HARM = "civilian_harm"
    NATURAL_DISASTER = "natural_disaster"
    INDUSTRIAL_DISASTER = "industrial_disaster"
    ORGANISED_CRIME = "organised_crime"


DISASTERS = frozenset({EventType.NATURAL_DISASTER, EventType.INDUSTRIAL_DISASTER})
"""No deed of a party."""

STRIKES = frozenset({EventType.AIR_STRIKE, EventType.SHELLING})
"""What is done from afar, with weapons that somebody owns."""


TERRITORY_TYPES = frozenset(
    {
        EventType.CAPITAL_SEIZED,
        EventType.DISTRICT_SEIZED,
        EventType.TERRITORY_SEIZED,
        EventType.TERRITORY_RETAKEN,
    }
)


class PloverEvent(StrEnum):
    """PLOVER's 16 event types."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    SANCTION = "SANCTION"
    PROTEST = "PROTEST"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class AcledSubEvent(StrEnum):
    """ACLED's 25 sub-event types, spelled as in its codebook."""

    GOVERNMENT_REGAINS = "Government regains territory"
    NON_STATE_OVERTAKES = "Non-state actor overtakes territory"
    ARMED_CLASH = "Armed clash"
    EXCESSIVE_FORCE = "Excessive force against protesters"
    PROTEST_INTERVENTION = "Protest with intervention"
    PEACEFUL_PROTEST = "Peaceful protest"
    VIOLENT_DEMONSTRATION = "Violent demonstration"
    MOB_VIOLENCE = "Mob violence"
    CHEMICAL_WEAPON = "Chemical weapon"
    AIR_DRONE_STRIKE = "Air/drone strike"
    SUICIDE_BOMB = "Suicide bomb"
    SHELLING = "Shelling/artillery/missile attack"
    REMOTE_EXPLOSIVE = "Remote explosive/landmine/IED"
    GRENADE = "Grenade"
    SEXUAL_VIOLENCE = "Sexual violence"
    ATTACK = "Attack"
    ABDUCTION = "Abduction/forced disappearance"
    AGREEMENT = "Agreement"
    ARRESTS = "Arrests"
    CHANGE_TO_GROUP = "Change to group/activity"
    DISRUPTED_WEAPONS = "Disrupted weapons use"
    BASE_ESTABLISHED = "Headquarters or base established"
    LOOTING = "Looting/property destruction"
    NON_VIOLENT_TRANSFER = "Non-violent transfer of territory"
    OTHER = "Other"


class Dispute(StrEnum):
    """What the reports of one incident disagree about."""

    DATE = "date"
    FATALITIES = "fatalities"
    INJURED = "injured"
    MODE = "mode"
    TAKER = "taker"


class Side(StrEnum):
    """The named sides; any other is written `other:<name>`."""

    TALIBAN = "taliban"
    GOVERNMENT = "government"
    NRF = "nrf"
    ISKP = "iskp"


class ControlState(StrEnum):
    """The state of a unit."""

    CONTROLLED = "controlled"
    CONTESTED = "contested"
    BESIEGED = "besieged"
    UNKNOWN = "unknown"


class ControlBasis(StrEnum):
    """The two layers of the ledger."""

    REPORTED = "reported"
    ASSESSED = "assessed"


class Qualifier(StrEnum):
    """How a stated count is hedged."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    ABOUT = "about"
    ALL_BUT = "all_but"


class ClaimScope(StrEnum):
    """What a stated count counts over."""

    CUMULATIVE = "cumulative"
    PERIOD = "period"


class EvidenceKind(StrEnum):
    """What stands behind a flat row of an event."""

    QUOTE = "quote"
    FEED_ROW = "feed_row"
    CONTROL_TABLE = "control_table"


class Verdict(StrEnum):
    """What the ledger says of a stated count."""

    EXACT = "exact"
    SHORT = "short"
    OVER = "over"
    STALE = "stale"
    DENOMINATOR_MISMATCH = "denominator_mismatch"
    INCONSISTENT = "inconsistent"
    NOT_COMPARABLE = "not_comparable"


class DateBasis(StrEnum):
    """What fixes the day of an event, best first."""

    STATED = "stated"
    INHERITED = "inherited"
    BOUND = "bound"
    PUBLICATION = "publication"


class PlaceBasis(StrEnum):
    """What says where an event happened, best first: a name, a reference to it, what the text goes on with."""

    STATED = "stated"
    REFERENCE = "reference"
    INHERITED = "inherited"


class TakerBasis(StrEnum):
    """How the taker of a unit is known, best first."""

    NAMED = "named"
    REFERENCE = "reference"
    DEFAULT = "default"


class DecisionAction(StrEnum):
    """What a person decides about the evidence."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"
    ADD = "add"
    PREFER = "prefer"
    SET_CONTROL = "set_control"
    SET_PLACE = "set_place"


class DatePrecision(IntEnum):
    """UCDP date_prec: how long the span is within which a thing happened."""

    DAY = 1
    DAYS = 2
    WEEK = 3
    MONTH = 4
    YEAR = 5


TIME_PRECISION = {
    DatePrecision.DAY: 1,
    DatePrecision.DAYS: 2,
    DatePrecision.WEEK: 2,
    DatePrecision.MONTH: 3,
    DatePrecision.YEAR: 3,
}
"""ACLED codebook, time_precision: 1 day, 2 week, 3 month."""


_UCDP = "UCDP GED Codebook 25.1, https://ucdp.uu.se/downloads/ged/ged251.pdf"
_ACLED = "ACLED Codebook, https://acleddata.com/knowledge-base/codebook/"
_PLOVER = "PLOVER manual, https://github.com/openeventdata/PLOVER"
_CAMEO = "CAMEO manual 1.1b3, http://data.gdeltproject.org/documentation/CAMEO.Manual.1.1b3.pdf"
_OCHA = "OCHA administrative boundaries of Afghanistan, https://data.humdata.org/dataset/cod-ab-afg"
_ISO = "ISO 3166-2:AF, https://www.iso.org/obp/ui/#iso:code:3166:AF"
_W3C = "W3C Web Annotation Data Model, https://www.w3.org/TR/annotation-model/#text-quote-selector"
_EDTF = "Extended Date/Time Format, https://www.loc.gov/standards/datetime/"
_FACTUALITY = "FactBank, after Sauri and Pustejovsky 2009, https://doi.org/10.1007/s10579-009-9089-9"
_OWN = "own to this project"

SOURCES: dict[str, str] = {
    "PlaceKind": _OWN,
    "PlacePrecision": _OWN,
    "WHERE_PREC": _UCDP,
    "GEO_PRECISION": _ACLED,
    "ProvinceBasis": _OWN,
    "MentionRole": _OWN,
    "ResolutionStatus": _OWN,
    "PublishedBasis": _OWN,
    "AssertionMode": f"{_OWN}; compare {_FACTUALITY}",
    "Action": f"{_OWN}; after {_ACLED}, territory sub-events",
    "Unit": _OWN,
    "EventType": f"{_OWN}; each tag is mapped to {_ACLED}, {_PLOVER} and {_CAMEO}",
    "PloverEvent": _PLOVER,
    "AcledSubEvent": _ACLED,
    "Dispute": _OWN,
    "Side": _OWN,
    "ControlState": _OWN,
    "ControlBasis": _OWN,
    "Qualifier": _OWN,
    "ClaimScope": _OWN,
    "EvidenceKind": _OWN,
    "Verdict": _OWN,
    "DateBasis": _OWN,
    "PlaceBasis": _OWN,
    "DecisionAction": _OWN,
    "TakerBasis": _OWN,
    "DatePrecision": _UCDP,
    "TIME_PRECISION": _ACLED,
    "cameo_root": _CAMEO,
    "admin1_pcode": _OCHA,
    "iso_3166_2": _ISO,
    "quote_exact": _W3C,
    "date_edtf": _EDTF,
}
"""Vocabulary, table or column -> where its meaning comes from: a citation and, where there is one, its address."""
