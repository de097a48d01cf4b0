"""A made corpus of news documents for measuring: any number of texts, no two alike, the same for the same seed.

Knows sentence templates of its own, and draws names, places, numbers and dates into them. Of the sentences 30 % hold a
word that may tell of an event and 50 % hold a place; half of the first hold a place too. Refuses to be a test of
quality: what is said in it is invented, and nothing is looked for in it but time.

No cache across documents can help: every sentence has drawn parts, and no document returns.
"""

from __future__ import annotations

import csv
import hashlib
import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from geo.files import reference_file
from geo.model import Document, OffsetMap
from geo.vocab import PublishedBasis

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 20210808
TRIGGER_SHARE = 0.30
PLACE_SHARE = 0.50
SENTENCES = 20
"""Sentences of a document."""

TRIGGER_WORDS = (
    "seized", "captured", "overran", "fell", "retook", "surrendered", "withdrew", "clashed", "bomb", "exploded",
    "air strike", "shelled", "ambushed", "attacked", "killed", "abducted", "arrested", "protested", "talks", "warned",
)  # fmt: skip

# By (trigger, place). A template holds one of TRIGGER_WORDS, or none; a place slot, or none.
_TEMPLATES: dict[tuple[bool, bool], tuple[str, ...]] = {
    (True, True): (
        "Taliban fighters seized {city} on {weekday}, {person} said, and {number} families left by road.",
        "Government forces retook the {district} district of {province} province after {number} hours, {person} said.",
        "The army withdrew from {city} on {day}, leaving {number} vehicles behind, according to {person}.",
        "A bomb exploded near the market in {city}, wounding {number} people, said {person}, a doctor.",
        "An air strike hit a compound in {district} district late on {weekday}, officials in {city} said.",
        "Insurgents overran {number} checkpoints around {city} before dawn, {person} told reporters.",
        "Gunmen attacked a convoy on the road to {city} and killed {number} guards, {person} confirmed on {weekday}.",
        "Police arrested {number} men in {city} on {day} after a tip from {person}, a neighbour said.",
        "{person} warned that {city} would not hold out for more than {number} days without supplies.",
        "The town of {city} fell within {number} hours, and {person} blamed the lack of reinforcements.",
        "Envoys held talks in {world} for {number} days, {person} said, but no date was set for another round.",
        "Rebels shelled the outskirts of {city} for {number} nights, {person} wrote in a letter on {day}.",
    ),
    (True, False): (
        "The rebels clashed with soldiers for {number} hours, {person} said by telephone.",
        "{person} said that {number} soldiers surrendered without a fight on {weekday}.",
        "At least {number} people were killed, {person} said, though hospitals could not confirm the figure.",
        "Unknown men abducted {person} and {number} colleagues on their way home on {day}.",
        "Hundreds protested against the decision for {number} days, and {person} joined them on {weekday}.",
        "The militants captured {number} trucks and ambushed a patrol, {person} added.",
        "Both sides said the talks would go on for {number} more days, {person} told a news conference.",
    ),
    (False, True): (
        "{person} has run a bakery in {city} for {number} years and knows most of his customers by name.",
        "The road between {city} and {city2} is {number} kilometres long and was paved in the spring.",
        "Rain closed the schools of {province} province for {number} days, the education office said on {weekday}.",
        "A new clinic with {number} beds opened in {district} district, where {person} had long asked for one.",
        "In {city} the price of flour rose by {number} percent in a month, {person}, a trader, said.",
        "{person} was born in {city} and studied in {world} for {number} years before coming home.",
        "Buses from {city} leave every {number} minutes, but few travellers were seen on {weekday}.",
        "The governor of {province}, {person}, opened a library with {number} books on {day}.",
        "Electricity reached {number} villages of {province} province last year, a report from {world} says.",
        "Farmers in {district} district harvested {number} tonnes of grapes, {person} said with some pride.",
    ),
    (False, False): (
        "{person} spent {number} years teaching before writing the first of three novels.",
        "The committee will meet again in {number} weeks, and {person} is expected to take the chair.",
        '"We have {number} children in the class and one stove," {person} said.',
        "Prices have gone up by {number} percent since the spring, {person} reckons, and wages have not.",
        "{person}, who is {number}, keeps the accounts of a carpet workshop and seldom reads the papers.",
        "It was the warmest {weekday} in {number} years, the weather service said.",
        "Nobody answered the telephone at the ministry on {day}, and {number} letters went unread.",
        "The match ended without a goal after {number} minutes, and {person} was named the best player.",
        "About {number} families share the well, {person} said, and they clean it together.",
        "Her brother, {person}, sends {number} dollars a month and calls every {weekday}.",
    ),
}  # fmt: skip
_FIRST = (
    "Bas",
    "Dar",
    "Far",
    "Haz",
    "Jam",
    "Kar",
    "Lat",
    "Mir",
    "Nas",
    "Par",
    "Raz",
    "Sab",
    "Tam",
    "Wal",
    "Yas",
    "Zar",
)
_SECOND = ("aduddin", "awar", "ebullah", "idun", "ikram", "imud", "okzad", "omand", "ulhaq", "uzman")
_LAST = ("abzoi", "akhtun", "aruzi", "elwand", "ezhdan", "ilmand", "oghlan", "orzad", "ubashi", "umruz")
_WORLD = ("Doha", "Washington", "Islamabad", "Tehran", "Moscow", "Brussels", "Beijing", "Ankara", "London", "Dushanbe")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
_FIRST_DAY = date(2020, 1, 1)
_DAYS = 730
_DECK = 100
_PARAGRAPH = 3


class MadeSentence(NamedTuple):
    """A sentence and what was drawn for it."""

    text: str
    has_trigger: bool
    has_place: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeDocument:
    """A document of the corpus with its sentences; paragraphs of three sentences are parted by blank lines."""

    document_id: str
    published: date
    sentences: tuple[MadeSentence, ...]

    @property
    def text(self) -> str:
        """The whole text."""
        words = [sentence.text for sentence in self.sentences]
        paragraphs = (" ".join(words[i : i + _PARAGRAPH]) for i in range(0, len(words), _PARAGRAPH))
        return "\n\n".join(paragraphs)

    def record(self) -> Document:
        """The document as the pipeline takes it."""
        text = self.text
        return Document(
            document_id=self.document_id,
            text=text,
            offsets=OffsetMap.identity(len(text)),
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            published=self.published,
            published_basis=PublishedBasis.PUBLISHED,
            source="made for measuring",
            language="en",
        )


def made_documents(count: int, *, sentences: int = SENTENCES, seed: int = SEED) -> Iterator[MadeDocument]:
    """Yield `count` documents of `sentences` sentences each, one at a time; the same seed gives the same documents.

    The first documents of a longer corpus are those of a shorter one.

    >>> [first] = made_documents(1)
    >>> first == next(made_documents(9))
    True
    """
    draw = random.Random(seed)  # noqa: S311 - a corpus, no secret
    deck: list[tuple[bool, bool]] = []
    for number in range(count):
        kinds = []
        for _ in range(sentences):
            if not deck:
                deck = _shuffled_deck(draw)
            kinds.append(deck.pop())
        published = _FIRST_DAY + timedelta(days=draw.randrange(_DAYS))
        yield MadeDocument(
            document_id=f"made-{number:06d}",
            published=published,
            sentences=tuple(_sentence(draw, *kind) for kind in kinds),
        )


def texts(characters: int, *, seed: int = SEED) -> list[str]:
    """The texts of as many documents as hold at least so many characters together."""
    found: list[str] = []
    length = 0
    for document in made_documents(characters, seed=seed):
        found.append(document.text)
        length += len(found[-1])
        if length >= characters:
            break
    return found


def _shuffled_deck(draw: random.Random) -> list[tuple[bool, bool]]:
    """A hundred kinds of sentences with the exact shares, in random order."""
    triggers, places = round(_DECK * TRIGGER_SHARE), round(_DECK * PLACE_SHARE)
    both = round(_DECK * TRIGGER_SHARE * PLACE_SHARE)
    deck = [(True, True)] * both + [(True, False)] * (triggers - both) + [(False, True)] * (places - both)
    deck += [(False, False)] * (_DECK - len(deck))
    draw.shuffle(deck)
    return deck


def _sentence(draw: random.Random, has_trigger: bool, has_place: bool) -> MadeSentence:  # noqa: FBT001 - drawn together
    cities, provinces, districts = _places()
    day = _FIRST_DAY + timedelta(days=draw.randrange(_DAYS))
    template = draw.choice(_TEMPLATES[has_trigger, has_place])
    text = template.format(
        person=f"{draw.choice(_FIRST)}{draw.choice(_SECOND)} {draw.choice(_FIRST)}{draw.choice(_LAST)}",
        number=draw.randrange(2, 990),
        weekday=draw.choice(_WEEKDAYS),
        day=f"{_MONTHS[day.month - 1]} {day.day}",
        city=draw.choice(cities),
        city2=draw.choice(cities),
        province=draw.choice(provinces),
        district=draw.choice(districts),
        world=draw.choice(_WORLD),
    )
    return MadeSentence(text, has_trigger, has_place)


@cache
def _places() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The capitals in all Latin spellings, the provinces and the districts of the bundled tables."""
    cities = tuple(name for row in _rows("capitals.csv") for name in row["spellings"].split("|"))
    provinces = tuple(row["name"] for row in _rows("provinces.csv"))
    districts = tuple(sorted({row["name"] for row in _rows("districts.csv")}))
    return cities, provinces, districts


def _rows(name: str) -> list[dict[str, str]]:
    with reference_file(f"tables/{name}").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
