"""What the words around a place say of it: where something happened, came from or led to, or what lies near.

The words stand in `data/languages/en/places.toml`; `geo.reading.clauses.roles` asks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from geo.datewords.words import load_words
from geo.language.word_lists import read_words, word_sets
from geo.vocab import PlaceKind, PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Resolution
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause
    from geo.reading.clauses.tokens import Token
    from geo.reading.predication import Participant

_LONGEST_NAME = 5
"""So many words back the road may stand whose other end is named first."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class PlaceWords:
    """The word lists of one language; `data/languages/en/places.toml` says what each is for."""

    going: frozenset[str]
    retreating: frozenset[str]
    lodging: frozenset[str]
    destinations: frozenset[str]
    where: frozenset[str]
    aftermath: frozenset[str]
    tending: frozenset[str]
    at: frozenset[str]
    of_persons: frozenset[str]
    origin: frozenset[str]
    between: frozenset[str]
    holding: frozenset[str]
    when: frozenset[str]
    course: frozenset[str]
    at_one_time: frozenset[str]
    sustaining: frozenset[str]
    notifying: frozenset[str]
    deaths: frozenset[str]
    wounds: frozenset[str]
    taking: frozenset[str]
    searches: frozenset[str]
    operations: frozenset[str]
    outcomes: frozenset[str]
    harmed: frozenset[str]
    wrecking: frozenset[str]
    hurt: frozenset[str]
    done_by: frozenset[str]
    beginning: frozenset[str]
    fights: frozenset[str]
    undergoing: frozenset[str]
    undergone: frozenset[str]
    told_before: frozenset[str]
    quarters: frozenset[str]
    wholes: frozenset[str]
    pointing: frozenset[str]
    during: frozenset[str]
    passing: frozenset[str]
    conferring: frozenset[str]
    gathering: frozenset[str]
    dispersing: frozenset[str]
    marching: frozenset[str]
    crowds: frozenset[str]
    conferences: frozenset[str]
    visits: frozenset[str]
    gatherings: frozenset[str]
    forestalling: frozenset[str]
    marking: frozenset[str]
    intending: frozenset[str]
    staying: frozenset[str]
    scenes: frozenset[str]
    in_course: frozenset[str]
    instants: frozenset[str]
    inside_which: frozenset[str]
    remote: frozenset[str]
    borders: frozenset[str]
    striking: frozenset[str]
    amidst: frozenset[str]
    reactions: frozenset[str]
    coinciding: frozenset[str]
    because: frozenset[str]
    because_if: frozenset[str]
    claiming: frozenset[str]
    claiming_it: frozenset[str]
    sparing: frozenset[str]
    causes: frozenset[str]
    settled: frozenset[str]
    said_of: frozenset[str]
    for_or_from: frozenset[str]
    questions: frozenset[str]
    trying: frozenset[str]
    on_the_spot: frozenset[str]
    claimed: frozenset[str]
    because_of: frozenset[str]
    answers: frozenset[str]
    awaiting: frozenset[str]
    on_foot: frozenset[str]
    on_move: frozenset[str]
    beset: frozenset[str]
    hiding: frozenset[str]
    leading: frozenset[str]
    dwelling: frozenset[str]
    own: frozenset[str]
    attackers: frozenset[str]
    meanwhile: frozenset[str]
    coming: frozenset[str]
    being: frozenset[str]
    those: frozenset[str]
    routes: frozenset[str]
    along: frozenset[str]
    wished: frozenset[str]
    journeys: frozenset[str]
    by_way_of: frozenset[str]
    amid: frozenset[str]
    surroundings: frozenset[str]
    bearings: frozenset[str]
    protesting: frozenset[str]
    aimed: frozenset[str]
    frameworks: frozenset[str]
    topics: frozenset[str]
    wanting: frozenset[str]
    speaking: frozenset[str]
    sessions: frozenset[str]
    shouting: frozenset[str]
    care: frozenset[str]
    mortal: frozenset[str]
    caring: frozenset[str]
    beside: frozenset[str]
    sending: frozenset[str]
    dispatching: frozenset[str]
    launching: frozenset[str]
    missiles: frozenset[str]
    telling: frozenset[str]
    serving: frozenset[str]
    killing: frozenset[str]
    visiting: frozenset[str]
    single: frozenset[str]
    ends: frozenset[str]
    doors: frozenset[str]
    turned: frozenset[str]
    alarm: frozenset[str]
    facing: frozenset[str]
    severed: frozenset[str]
    lying: frozenset[str]
    told_from: frozenset[str]
    locals: frozenset[str]
    things: frozenset[str]
    alike: frozenset[str]
    known: frozenset[str]
    same: frozenset[str]
    articles: frozenset[str]
    parting: frozenset[str]
    unit_words: frozenset[str]
    listing: frozenset[str]
    centres: frozenset[str]
    of_province: frozenset[str]
    housed: frozenset[str]
    seats: frozenset[str]
    kilometres: frozenset[str]
    miles: frozenset[str]
    ceremonies: frozenset[str]
    keeping: frozenset[str]
    likening: frozenset[str]


@cache
def place_words(language: str = "en") -> PlaceWords:
    """The words of a language; read once."""
    table = read_words("places", language)
    return PlaceWords(**word_sets(table["words"]))


def is_inside(inner: Participant, outer: Participant) -> bool:
    """Whether a place lies in the province that another names, by itself or by its capital."""
    one = inner.resolution.place if inner.resolution is not None else None
    other = outer.resolution.place if outer.resolution is not None else None
    if one is None or other is None or one == other or not one.admin1_pcode:
        return False
    is_wide = other.place_precision is PlacePrecision.ADMIN1 or bool(other.capital_of)
    return is_wide and one.admin1_pcode == other.admin1_pcode


def as_provinces(fillers: tuple[Participant, ...], capital: Resolution | None) -> tuple[Participant, ...]:
    """The places of a list, where a bare name beside a province is the province: "in Farah, Ghor and Badghis".

    The country's capital stays the city.
    """
    kinds = {_kind(each) for each in fillers}
    if len(fillers) < 2 or PlaceKind.PROVINCE not in kinds:  # noqa: PLR2004 - a list
        return fillers
    return tuple(as_province(each, capital) for each in fillers)


def as_province(filler: Participant, capital: Resolution | None) -> Participant:
    """A provincial capital by the bare name of its province as that province; any other place as it is."""
    found = filler.resolution
    place = found.place if found is not None else None
    is_national = capital is not None and place == capital.place
    if found is None or place is None or not place.capital_of or is_national:
        return filler
    if found.mention.reading is not None or found.mention.capital or found.mention.near:
        return filler
    provinces = (each.place for each in found.candidates if each.place.kind is PlaceKind.PROVINCE)
    province = next((each for each in provinces if each.iso_3166_2 == place.capital_of), None)
    return filler if province is None else replace(filler, resolution=replace(found, place=province))


def _kind(filler: Participant) -> PlaceKind | None:
    place = filler.resolution.place if filler.resolution is not None else None
    return place.kind if place is not None else None


def is_aimed(preposition: str, lemma: str) -> bool:
    """Whether a preposition behind a verb or noun says whom people march against, or what they talk about.

    "Marched against Iran", "a meeting on Afghanistan in Doha": neither need be there.
    """
    words = place_words()
    is_topic = preposition in words.topics and lemma in words.conferences
    return is_topic or (preposition in words.aimed and lemma in words.shouting)


def is_about_another(clause: Clause) -> bool:
    """Whether a clause says what people protest at: "protesting the killing of two men in X", where they are not."""
    return clause.kind == "participle" and clause.verb is not None and clause.verb.lemma in place_words().protesting


def tells_where_one_lives(clause: Clause) -> bool:
    """Whether a clause says where somebody lives or comes from: "was born in X and killed three people"."""
    return clause.verb is not None and clause.verb.lemma in place_words().dwelling


def lies_somewhere(clause: Clause) -> bool:
    """Whether a clause says what or where its subject is: "the pass, which lies in X"."""
    verb = clause.verb
    if verb is None or verb.negated or verb.modal or verb.passive or verb.progressive:
        return False
    return verb.lemma in place_words().being | place_words().lying


def tells_of_harm(clause: Clause | None) -> bool:
    """Whether the verb of a clause says that somebody was killed or hurt."""
    return clause is not None and clause.verb is not None and clause.verb.lemma in place_words().harmed


def is_length_of_time(token: Token) -> bool:
    """Whether a word ends the length of some time: "two days", "hours", not "Sunday", not "yesterday"."""
    return (token.words[-1] if token.words else token.low) in load_words().units


def tells_of_talks(clause: Clause) -> bool:
    """Whether a clause tells of people who meet: "talks opened in X", "envoys met in X"."""
    words, verb = place_words(), clause.verb
    told = (clause.subject, *clause.objects)
    is_talks = any(each is not None and each.lemma in words.conferences for each in told)
    return is_talks or (verb is not None and verb.lemma in words.speaking)


def is_launch(clause: Clause) -> bool:
    """Whether what flies far, or somebody, is sent off: "from X" then says where that began, not where it hit."""
    words, verb = place_words(), clause.verb
    if verb is None:
        return False
    things = {each.lemma for each in (clause.subject, clause.head, *clause.objects) if each is not None}
    things |= {word for each in clause.objects for word in each.span_words()}
    return verb.lemma in words.dispatching or (verb.lemma in words.launching and not words.missiles.isdisjoint(things))


def told_over(phrase: Phrase, clause: Clause) -> list[Phrase]:
    """What an event noun only belongs to, as what is over: "the victims of the attack", "a suspect in the bombing"."""
    told = [clause.subject, *clause.objects, *(each for _, each in clause.phrases)]
    outer = [each for top in told if top is not None for each in top.inside() if each.lemma in place_words().aftermath]
    beside = {other.start for _, other in clause.phrases if other is phrase}
    return [
        each
        for each in outer
        if each.of is phrase or each.end + 1 in beside or any(other is phrase for _, other in each.attached)
    ]


def answered_with(phrase: Phrase, clause: Clause) -> str | None:
    """The preposition by which a clause only tells what was done because of an event: "arrested over the murder".

    "Jailed for the attack" and "marched against the killing" are by their verbs.
    """
    words, verb = place_words(), clause.verb
    for word, other in clause.phrases:
        is_inside = other is phrase or any(each is phrase for each in other.inside())
        is_of = other is not phrase and other.lemma in words.because_of  # "in connection with the murder"
        is_verbs = word in words.because_if and verb is not None and verb.lemma in words.answers
        is_answer = word in words.because or is_of or is_verbs or _is_spoken_of(other, word, clause)
        if is_inside and is_answer:
            return word
    return None


def _is_spoken_of(phrase: Phrase, preposition: str, clause: Clause) -> bool:
    """Whether people only speak of something: "met about the killing", "held a session on the blast"."""
    words, verb = place_words(), clause.verb
    if verb is None or preposition not in words.topics or preposition in words.wanting:
        return False
    before = [each for each in (*clause.objects, clause.subject) if each is not None and each.start < phrase.start]
    return verb.lemma in words.speaking or any(each.lemma in words.conferences | words.sessions for each in before)


def is_answered(phrase: Phrase, clause: Clause) -> bool:
    """Whether a clause tells only what others did or said because of an event, where they are.

    "Arrested in X over the murder", "the attack drew condemnation from X to Y", "coincided with a visit to X".
    """
    words = place_words()
    is_drawn = phrase is clause.subject and any(each.lemma in words.reactions for each in clause.objects)
    is_beside = phrase is clause.subject and clause.verb is not None and clause.verb.lemma in words.coinciding
    return is_drawn or is_beside or answered_with(phrase, clause) is not None


def in_a_row(phrase: Phrase, clause: Clause) -> list[tuple[str, Phrase]]:
    """The phrases of a clause behind another, each right behind the one before: "the attack on a mosque in X"."""
    row: list[tuple[str, Phrase]] = []
    end = phrase.end
    for word, other in sorted(clause.phrases, key=lambda each: each[1].start):
        if other.start == end + 1:
            row.append((word, other))
            end = other.end
    return row


def is_spared(phrase: Phrase, clause: Clause) -> bool:
    """Whether a clause tells what an event left alone: "X was not affected by the quake", "was spared by the flood"."""
    verb = clause.verb
    if verb is None or not verb.passive or all(word != "by" or other is not phrase for word, other in clause.phrases):
        return False
    return verb.negated or verb.lemma in place_words().sparing


def is_of_care(clause: Clause | None) -> bool:
    """Whether a clause says who sees to the hurt or the dead, or where they are brought: none was hurt there."""
    if clause is None or clause.verb is None:
        return False
    words = place_words()
    told = (clause.subject, *clause.objects, *(phrase for _, phrase in clause.phrases))
    return clause.verb.lemma in words.caring or any(each is not None and each.lemma in words.care for each in told)


def is_elsewhere(phrases: Sequence[tuple[str, Phrase]], at: int) -> bool:
    """Whether a phrase is where a source sits, a road leads, or what another place lies near or is cut off from.

    "According to the army in X", "the road to X", "on their way from X to Y", "in Y, west of X", "cut off from X".
    """
    word, phrase = phrases[at]
    before, last = phrases[at - 1] if at else (None, None)
    if before == "according to" and last is not None and last.end == phrase.start - 1:
        return True
    words = place_words()
    if before in words.facing and word in words.origin and last is not None and last.end == phrase.start - 1:
        return last.lemma in words.borders  # "across the street from a market in X"
    if word in words.along and any(other.lemma in words.journeys for _, other in phrases[:at]):
        return True
    if word in words.origin and not words.severed.isdisjoint(_right_before(phrase.tokens, phrase.start - 1)):
        return True
    if phrase.start > 1 and phrase.tokens[phrase.start - 2].low in words.likening:
        return True
    if word in words.bearings and _is_said_of_place(phrase):
        return True
    is_wished = phrase.start > 1 and phrase.tokens[phrase.start - 2].low in words.wished  # "shouted 'Death to X'"
    return word in words.along and (is_wished or _is_of_route(phrase.tokens, phrase.start - 1))


def _is_said_of_place(phrase: Phrase) -> bool:
    """Whether a comma and a name stand before a bearing, with or without its length: "X, 90 miles north of Y"."""
    words, k = place_words(), phrase.start - 2
    lengths = words.kilometres | words.miles
    while k > 0 and (phrase.tokens[k].tag in {"CD", "RB"} or phrase.tokens[k].low in lengths):
        k -= 1
    return k > 0 and phrase.tokens[k].tag == "," and phrase.tokens[k - 1].kind == "place"


def _right_before(tokens: Sequence[Token], i: int) -> tuple[str, ...]:
    """The word right before a token, and the two right before it: "off" and "cut off"."""
    words = [token.low for token in tokens[max(0, i - 2) : i]]
    return (*words[-1:], " ".join(words))


def _is_of_route(tokens: Sequence[Token], i: int) -> bool:
    """Whether the preposition at `i` says where a road leads: "the road to Y", "the road from X to Y"."""
    words = place_words()
    if i < 1:
        return False
    first = next((k for k in range(i - 1, max(0, i - _LONGEST_NAME), -1) if tokens[k].low in words.along), i)
    return any(k > 0 and tokens[k - 1].lemma in words.routes for k in (i, first))


def goes_on(between: Sequence[Token]) -> bool:
    """Whether words between two phrases only link them, or count what the verb before counts: "and", ", 12 men"."""
    if between[0].tag not in {",", "CC"}:
        return False
    counted = any(token.tag == "CD" or token.low in {"a", "an"} for token in between)
    linked = any(token.tag == "CC" for token in between)
    return (counted or linked) and all(
        token.tag in {",", "CC", "CD"} or (counted and (token.is_nominal or token.tag in {"JJ", "DT", "RB"}))
        for token in between
    )
