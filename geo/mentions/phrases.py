"""The words around a place name that say what kind of place is meant: patterns, nothing else.

All patterns work on folded text (lower case, hyphens are blanks, apostrophes are '). Left patterns end at the name,
right patterns start after it.
"""

from __future__ import annotations

import re

from geo.vocab import PlaceKind

_DIRECTIONS = r"(?:north|south)(?:\s?(?:east|west))?(?:ern)?|east(?:ern)?|west(?:ern)?|central"
ADJECTIVES = (
    rf"(?:(?:{_DIRECTIONS}|strategic(?:ally)?(?:\s+important)?|key|besieged|major|nearby|neighbou?ring|restive|volatile|remote|mountainous"
    r"|important|historic|ancient|border|rural|contested|embattled|troubled|populous|small|big|large|largest|main|crucial|vital|entire|whole"
    r"|southernmost|northernmost|opium producing|oil rich|taliban held|government held|tiny|sprawling|dusty|"
    r"(?:second|third|fourth|fifth|sixth)\s+(?:largest|biggest)|(?:\w+th|first|second|third|\d{1,2}(?:st|nd|rd|th))(?=\s+(?:provincial\s+)?capital)|(?:country|afghanistan|nation)'s(?:\s+\w+){0,2}|afghan|persian speaking)\s+)"
)
_DESIGNATORS = {
    "provincial capital": PlaceKind.CITY,
    "capital city": PlaceKind.CITY,
    "capital": PlaceKind.CITY,
    "regional capital": PlaceKind.CITY,
    "city": PlaceKind.CITY,
    "port city": PlaceKind.CITY,
    "cities": PlaceKind.CITY,
    "town": PlaceKind.TOWN,
    "towns": PlaceKind.TOWN,
    "border town": PlaceKind.TOWN,
    "village": PlaceKind.VILLAGE,
    "villages": PlaceKind.VILLAGE,
    "district": PlaceKind.DISTRICT,
    "districts": PlaceKind.DISTRICT,
    "province": PlaceKind.PROVINCE,
    "provinces": PlaceKind.PROVINCE,
    "capitals": PlaceKind.CITY,
    "capital cities": PlaceKind.CITY,
    "provincial capitals": PlaceKind.CITY,
    "district capital": PlaceKind.TOWN,
    "district center": PlaceKind.TOWN,
    "district centre": PlaceKind.TOWN,
    "district headquarters": PlaceKind.TOWN,
    "border crossing": PlaceKind.SITE,
    "crossing": PlaceKind.SITE,
    "air base": PlaceKind.SITE,
    "airbase": PlaceKind.SITE,
}
ONE_UNIT = frozenset({"city", "town", "village", "district"})
LISTED_UNITS = ONE_UNIT | {"cities", "towns", "villages", "districts"}
"""Of what a province has many."""
_LEFT_WORDS = "|".join(sorted(_DESIGNATORS, key=len, reverse=True))
DESIGNATED_LEFT = re.compile(
    rf"(?:\b(?:the|a|its|their)\s+)?(?:{ADJECTIVES}){{0,4}}\b(?P<word>{_LEFT_WORDS})(?P<link>\s+of\s+|,\s+|\s+)(?:the\s+)?(?P<adj>(?:{ADJECTIVES}){{0,3}})$"
)
CAPITAL_OF_LEFT = re.compile(rf"\b(?:the\s+)?capital\s+of\s+(?:the\s+)?(?:{ADJECTIVES}){{0,3}}province\s+of\s+$")
"""Before a province whose capital is meant: "the capital of the southern province of X"."""
DESIGNATING_WORDS = re.compile("|".join(sorted({re.escape(word.split()[-1]) for word in _DESIGNATORS})))
"""Without one of these words `DESIGNATED_LEFT` cannot match; the same of those below: looking for them is quick."""

ADJECTIVE_LEFT = re.compile(rf"(?:\b(?:a|an|another)\s+(?:{ADJECTIVES}){{0,3}}|(?:{ADJECTIVES}){{1,3}})$")
"""Before "Kandahar district": one of several, where the name is also that of a province."""
CHIEF_LEFT = re.compile(r"\b(?:main|chief|principal|largest|biggest)\s$")
"""Before "city of": the first of a province."""

_BEARING = r"(?:north|south)(?:[\s-]?(?:east|west))?|east|west"
_AWAY = rf"(?:to the |(?<!the )(?<!the far ))(?:{_BEARING}) of"
"""A bearing outside of a place: "north of X", but not "the north of X", which lies in it."""
NEAR_WORDS = re.compile(rf"near|around|close to|outside|outskirts|vicinity|gates of|not far from|(?:{_BEARING}) of")
DISTANCE_WORDS = re.compile("km|kilomet|mi")
UNKNOWN_WORDS = re.compile("district|village|town of |city of |province of |control of |control over ")
PLAIN_LEFT = re.compile(rf"\b(?=\w)(?:(?:the\s+)?(?:{ADJECTIVES}){{1,4}}|the\s+)$")
DESIGNATED_RIGHT = re.compile(
    r"(?P<own>'s?)?\s+(?P<word>city centre|city center|city|provincial capital|provinces?|districts?|town|villages?|valley)\b"
)
VILLAGES_RIGHT = re.compile(r"(?:(?:,|,?\s+and)\s+[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?){1,4}\s+villages\b")
"""On the text as written: "(X), Y and Z villages", whoever knows the others."""
FOREIGN_RIGHT = re.compile(r"(?:'s)?\s+(?:county|governorate|oblast|tehsil|agency|prefecture)\b")
FOREIGN_LEFT = re.compile(r"\b(?:county|governorate|oblast|tehsil|prefecture)\s+of\s+(?:the\s+)?$")
"""Beside a name: a unit that this country does not have."""
SITE_RIGHT = re.compile(
    r"(?:'s)?\s+(?:(?:international|military|regional|main|civilian)\s+)?(?P<word>airports?|airfields?|air bases?|airbases?|border crossings?|crossings?|prisons?|jails?|dam"
    r"|army (?:corps )?(?:base|headquarters)|corps (?:base|headquarters)|military base|base|garrison|stadium|hospital)\b"
)
SITE_LEFT = re.compile(
    r"(?:\b(?:the|a|its|their)\s+)?\b(?:(?:main|sprawling|besieged)\s+)?(?:headquarters|base|bases|garrison|barracks|compound|camp)\s+of\s+(?:the\s+)?$"
)
SITE_WORDS = re.compile("headquarters|base|garrison|barracks|compound|camp")
OWN_CAPITAL_RIGHT = re.compile(r"'s?\s+(?:provincial\s+|regional\s+)?capital(?:\s+city)?(?=\s+[a-z]|[.;:]|,\s+[a-z]|$)")
"""On the text as written: a name behind "capital" would be what is meant."""
ORGANISATION_RIGHT = re.compile(
    r"\s+(?:university|times|museum|bank|zoo|polytechnic|college|school|institute|medical|chamber|accord|agreement|conference|process|gate|attack advisory"
    r"|team|fc|office|embassy|consulate|airlines?|journal|news|radio|tv|police chief)\b"
)
OUTLET_RIGHT = re.compile(
    r"\s+(?:Now|Post|Today|Daily|Weekly|Observer|Herald|Tribune|Gazette|Press|Broadcasting|Independent|Monitor)\b"
)
"""A paper or channel by the name of a place, as it is written: "told Herat Now"; "a Herat post" is none."""
OUTLET_LEFT = re.compile(r"\bradio\s+$")
HOUSE_RIGHT = re.compile(r"\s+(?:school|college|university|bank|museum|institute|office)\b")
HOUSE_LEFT = re.compile(r"\b(?:in|at|near|outside|inside|on|of)\s+(?:a|an|another|the)\s+$")
"""A house by the name of its town, where something happened: "at a Kabul school"."""
NAMED_HOUSE_LEFT = re.compile(r"\b(?:near|outside|inside)\s+$")
"""Of a house with a name ("Kabul University") only what is near: who is at it may be killed elsewhere."""
FEATURE_RIGHT = re.compile(
    r"\s+(?:river|mountains?|highway|road|motorway|ring road|basin|plain|desert|dynasty|empire|sea|gulf)\b"
)
ROUTE_RIGHT = re.compile(r"\s+(?:to\s+)?\S+(?:\s\S+)?\s+(?:highway|road|motorway)\b")
PERSON_LEFT = re.compile(
    r"\b(?:gen|lt gen|maj gen|brig gen|lt|col|maj|capt|sgt|mr|mrs|ms|dr|mullah|maulvi|mawlawi|molvi|haji|hajji|sheikh|ustad|eng|engineer|qari|hafiz|commander"
    r"|general|colonel|captain|major|minister|spokesman|spokeswoman|president|senator|lawmaker|mp|doctor|professor|prof|judge|mayor"
    r"|mohammad|mohammed|muhammad|mohamed|ahmad|ahmed|abdul|abdullah|gul|shah|mir|sayed|sayyid|ghulam|nur|noor|amir|zalmay|ashraf|hamid"
    r"|zabihullah|suhail|najib|najibullah|karim|rahim|rahman|aziz|amin|qasim|yusuf|ibrahim|ismail|hassan|hussein|hussain|omar|rahmatullah|ajmal|attaullah)\.?\s+$"
)
GIVEN_NAMES = frozenset(
    {"farah", "khost", "jalal", "kamal", "marmul", "nili", "zabul", "paktia", "sharana", "shahrak", "bamyan", "mardan"}
)
PERSON_RIGHT = re.compile(r"\s+[A-Z][a-z]+(?:i|zai|zada|yar|oy|ullah|khel|an|ar|ad|at)?\b")
SPEECH_RIGHT = re.compile(
    r"\s+(?:has\s+|had\s+|also\s+|so\s+far\s+|already\s+|since\s+){0,3}(?:released(?! (?:on|in|from|by)\b)|freed(?! (?:on|in|from|by)\b)|deported|said|says|denied|denies|accused|accuses|warned|warns|wants|wanted|agreed|agrees|insists|insisted|hopes|condemned|rejected|rejects"
    r"|announced|called|urged|blamed(?! on\b)|blames|maintains|vowed|pledged|refused|signed|recalled|expelled|claims|claimed|believes)\b"
    r"(?!\s+(?:on\s+\w+\s+)?by\b)"
)
"""Of a capital that speaks; not of what was in it: "a blast in Kabul claimed by the group", "blamed on it"."""
_SIDES = (
    r"(?:taliban|taleban|talibs|insurgents|rebels|militants|militia|movement|opposition|alliance|guerrillas|warlords?)"
)
AGAINST_SIDE_LEFT = re.compile(rf"\bbetween\s+(?:the\s+)?(?:\w+\s+)?{_SIDES}\s+and\s+$")
BETWEEN_LEFT = re.compile(r"\bbetween\s+$")
AND_SIDE_RIGHT = re.compile(rf"\s+and\s+(?:the\s+)?(?:\w+\s+)?{_SIDES}\b")
"""A capital between which and a party something is: "talks between Kabul and the Taliban"."""
SPEECH_LEFT = re.compile(r"\b(?:said|says|added|told|warned|claimed)\s+$")
PLACE_LEFT = re.compile(r"\b(?:in|at|near|from|to|into|around|outside|inside|across|through|throughout|over) $")
"""Before a name in folded text: a preposition of place."""
LOCATED_LEFT = re.compile(r"\b(?:in|to|from|into|across|at|through|for|outside|leave|left|of)\s+(?:the\s+)?$")
NEAR_LEFT = re.compile(
    r"\b(?:near|around|close to|outside|just outside|on the outskirts of|the outskirts of|in the vicinity of|at the gates of|not far from"
    rf"|(?P<just>(?:just|immediately|directly|right)\s)?(?P<away>{_AWAY}))\s+(?:the\s+)?(?:{ADJECTIVES}){{0,3}}(?:(?P<word>provincial capital|capital|city|town|village|district)(?P<of>\s+of)?,?\s+)?$"
)
DISTANCE_LEFT = re.compile(
    r"\b(?:(?:about|some|around|nearly|roughly|just|only|less than|more than|within)\s+)?(?P<number>\d{1,3}(?:[.,]\d)?|a few|five|ten|fifteen|twenty|thirty|forty|fifty)\s?"
    r"(?P<unit>km|kms|kilomet(?:er|re)s?|miles?|mi)\b(?:\s+\(\d+\s+\w+\))?\s+"
    r"(?:(?:to the\s+)?(?P<bearing>north\s?east|north\s?west|south\s?east|south\s?west|north|south|east|west)\s+)?(?:of|from|outside|away from)\s+"
    rf"(?:the\s+)?(?:{ADJECTIVES}){{0,3}}(?:(?:provincial capital|capital|city|town|village)(?:\s+of)?,?\s+)?$"
)
_PART = r"[A-Z][a-zÀ-ɏ'’]+"
_CAPITALISED = rf"{_PART}(?:[- ](?:(?:e|i|ye|wa|va|o|u|aw|ul)[- ])?{_PART}){{0,3}}"
UNKNOWN = re.compile(
    rf"\b(?:(?:village|town|city|district|province) of|control of|control over) (?P<after>{_CAPITALISED})"
    rf"|\b(?P<before>{_CAPITALISED}) (?:district|village)\b"
)
"""A name that may be unknown, beside a word that calls it a place."""
CAPITAL_OF_GAP = re.compile(
    rf",\s*(?:also\s+)?(?:the\s+|a\s+)?(?:{ADJECTIVES}){{0,3}}(?:provincial\s+)?capital(?:\s+city)?\s+(?:of|in)\s+(?:the\s+)?(?:{ADJECTIVES}){{0,3}}(?:(?:province|district)\s+of\s+)?$"
)
OWN_CAPITAL_GAP = re.compile(r"(?:'s|')?\s+(?:provincial\s+|regional\s+)?capital(?:\s+city)?(?:\s+of|,)?\s+$")
SAME_NAME_RIGHT = re.compile(
    rf",?\s+(?:the\s+)?(?:{ADJECTIVES}){{0,3}}(?:provincial\s+)?capital(?:\s+city)?\s+of\s+(?:the|a|its)\s+(?:{ADJECTIVES}){{0,3}}(?:eponymous\s+province|province(?:\s+(?:of|with|by|that bears)\s+(?:the\s+same|that)\s+name)?)"
)
CITY_APPOSITION_RIGHT = re.compile(
    rf",\s+(?:the\s+|a\s+|an\s+|\w+'s\s+)(?:{ADJECTIVES}|[\w']+\s+){{0,4}}?(?:city|capital|hub|metropolis)\b(?!\s+of\s+[a-z]+\s+province)"
)
UNIT_APPOSITION_RIGHT = re.compile(
    r",\s+(?:an?|the|one\s+of\s+(?:the|its|[\w']+s))\s+(?:(?!(?:capital|city|town|village|of|in|and|where|who|which|police|army)\b)[\w']+\s+){0,4}?"
    r"(?P<word>provinces?|districts?)\b(?!'|\s+(?:of\s+\w+\s+province|capital|governor|police|council|chief|office|cent(?:er|re)))"
)
"""Behind a name: "Herat, a province in the west"."""
WITHIN_GAP = re.compile(
    rf"(?:,\s*(?:the\s+)?(?:capital|centre|center)\s+of\s+|,\s+(?:a|an|the)\s+(?:{ADJECTIVES}){{0,3}}(?P<unit>village|hamlet|town|city|district)\s+(?P<of>in|of)\s+|,?\s+(?P<preposition>in|of)\s+|,\s*|\s*\()(?:the\s+)?(?:{ADJECTIVES}){{0,3}}(?:(?:province|district) of\s+)?$"
)
_QUARTERS = r"(?:area|neighbou?rhood|quarter|suburb|square|locality|roundabout|crossroads|intersection|junction|bazaar|market|street)"
_POLICE_DISTRICT = (
    r"(?:(?:the\s+)?(?:\w+\s+)?(?:police|security|municipal)\s+district(?:\s+(?:number\s+|no\.?\s*)?\d{1,2})?"
    r"|(?:the\s+)?(?:district|pd)\s?(?:number\s+|no\.?\s*)?\d{1,2}|(?:the\s+)?\d{1,2}(?:st|nd|rd|th)\s+(?:police\s+)?district)"
)
"""A numbered part of a town: "Police District 3", "PD5", "the 9th district"."""
QUARTER_GAP = re.compile(
    rf"(?:,\s+(?:a|an|the)\s+(?:{ADJECTIVES}){{0,3}}|\s+){_QUARTERS}\s+(?:(?:of|in)\s+{_POLICE_DISTRICT}(?:\s+(?:of|in)|,)|of|in)"
    rf"\s+(?:the\s+)?(?:{ADJECTIVES}){{0,3}}(?:city\s+of\s+)?$"
    r"|,\s+in\s+the\s+(?:north|south|east|west|centre|center)\w*(?:\s+part)?\s+of\s+$"
)
"""What stands between a quarter and its town: "the X area of Y", "X, a neighbourhood of Y", "X, in the west of Y"."""
NARROWING_GAP = re.compile(r",\s+in\s+(?:the\s+)?(?:district\s+of\s+)?$")
"""What stands between a province and the district in it that is told next: "in X, in the district of Y"."""
OWNER_GAP = re.compile(rf"(?:\s+province)?'s?\s+(?:{ADJECTIVES}){{0,3}}(?:(?:district|city|town|village)\s+of\s+)?$")
"""What stands between an area and a place inside it: "Kandahar's Zhari district"."""
FRONTED_LEFT = re.compile(r"\W*(?:in|across|throughout)\s+$")
"""From the beginning of a sentence to its first place: "In Helmand province, ..." holds for what follows."""
INSIDE_LEFT = re.compile(r"\b(?:in|across|throughout)\s+$")
"""Before a place that something is in: a district behind its comma lies in it too."""
OBJECT_RIGHT = re.compile(
    r"\s*(?:$|[.,;:)]|\s(?:on|after|before|early|late|overnight|in|and|from|by|at|during|following|without|this|last|yesterday|today)\b)"
)
"""Behind a place that stands by itself, not before a noun that it qualifies ("Kandahar police")."""
ADJUNCT_LEFT = re.compile(r"\b(?:from|to|towards?|with|between|near|via|like)\s+(?:the\s+)?$")
"""Before a place that is named as another end or another party, and so is not put into the area around."""
THE = "the "
OF_NAME_RIGHT = re.compile(r" of [A-Z]\w+")
UNIT_RIGHT = re.compile(r" (?:city|town|district|province|village)\b")
UNIT_LEFT = re.compile(
    r"\b(?:(?:city|town|district|province|village|capital) of"
    r"|captured|captures|seized|seizes|retook|recaptured|overran|overrun|stormed|besieged|surrounded|took) $"
)
"""Beside a name in small letters: what asks for a place."""
TOLD_LEFT = re.compile(r"\b(?:in|at|near|from|of|to|into|around|outside|inside|entered|reached|left) $")
"""Before a name that the text has told to be a place."""
TAKEN_LEFT = re.compile(r"\b(?:seized|seizes|retook|recaptured|overran|overrun|stormed|besieged|took|takes|retakes) $")
FELL_RIGHT = re.compile(r" (?:fell|falls|(?:has|have|had) (?:also )?fallen|(?:was|is|has been) overrun)\b")
"""Beside a name that is also a common word: it is ground that was taken or fell."""
LIST_LEFT = re.compile(r"(?:,|\band|\bor) $")
LISTED_RIGHT = re.compile(r"\s+(?:and|or)\b|,\s+(?:and\s+|or\s+)?[A-Z]")
LIST_GOES_ON_OR_ENDS = re.compile(r"\s*(?:[.;]|$|(?:,\s+)?(?:and|or)\b)")
LIST_GAP = re.compile(rf"(?:,?\s+(?:and|or|as well as|but also)\s+|,\s*)(?:the\s+)?(?:{ADJECTIVES}){{0,3}}$")
NUMBER_WORDS = {
    "a few": 5.0,
    "five": 5.0,
    "ten": 10.0,
    "fifteen": 15.0,
    "twenty": 20.0,
    "thirty": 30.0,
    "forty": 40.0,
    "fifty": 50.0,
}
KM_PER_MILE = 1.609344


def designated_kind(word: str) -> PlaceKind:
    """The kind that a designating word demands.

    >>> designated_kind("provincial capital")
    <PlaceKind.CITY: 'city'>
    """
    if word in {"city centre", "city center"}:
        return PlaceKind.CITY
    if word == "valley":
        return PlaceKind.REGION  # "the Panjshir valley": the gazetteer knows the province, or a district
    return _DESIGNATORS[word]
