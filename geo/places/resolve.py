"""A mention becomes a place: ranked candidates with a score and named reasons, and one choice, or none.

Knows the gazetteer, the reading that the words demand and the other places of the document; refuses to guess: a name
with two equally good places stays ambiguous, and inside an Afghan story an unresolved name is better than a small
foreign namesake. Scores run from 0 to 1 (`choosing.WEIGHTS`). A tie is settled by place id, so the
same text always gives the same answer.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.gazetteer.acceptance import accept_spelling
from geo.gazetteer.table import default_gazetteer
from geo.model import Candidate, Resolution
from geo.places.areas import AREA_KINDS, Area, other_provinces
from geo.places.choosing import VETOES, WEIGHTS, admitted, choose
from geo.places.correcting import corrected
from geo.places.placing import place_of, placed_near, unknown_place
from geo.places.unit_words import Fit, fit_of
from geo.places.unplaced import problem_of
from geo.vocab import SETTLEMENT_KINDS, WIDE_KINDS, MentionRole, PlaceKind, ProvinceBasis, ResolutionStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.errors import Problem
    from geo.gazetteer.table import Entry, Gazetteer, Hit
    from geo.model import Mention, Place, Spelling
    from geo.places.correcting import Correction

HOME = "AF"
MINIMUM = 0.3
"""A place of a running text must score as much: a lone candidate does not win by being alone."""
LARGE_CITY = 300_000
KEPT_CANDIDATES = 5
_DEEPEST = 8
"""No more areas are followed, one in another."""
_FIT_REASONS = {
    Fit.OPEN: (),
    Fit.FITS: ("reading fits",),
    Fit.STAND_IN: ("a town by the name of its district",),
    Fit.FORBIDDEN: ("reading does not fit",),
}
_RESOLVED_ROLES = frozenset({MentionRole.PLACE, MentionRole.DATELINE, MentionRole.GOVERNMENT})


def resolve(
    mentions: Sequence[Mention],
    gazetteer: Gazetteer | None = None,
    *,
    home: str | None = None,
    document_id: str | None = None,
    corrections: Mapping[int, Correction] | None = None,
) -> tuple[tuple[Resolution, ...], tuple[Problem, ...]]:
    """Resolve all mentions of one document together.

    `home` is the country that the story plays in (ISO 3166-1); by default Afghanistan if the mentions point there.
    Persons, organisations and features get no place. Ambiguous names are problems as well as records. `corrections`
    are the rows that override the answer of the mention that starts there (`Corrections.choose`).
    """
    rows = corrections or {}
    places = [m for m in mentions if m.start not in rows or rows[m.start].place is not None]
    context = _Context(places, gazetteer or default_gazetteer(), home)
    for mention in reversed(mentions):  # most areas stand behind what lies in them
        context.resolution(mention)
    answers = _agreed([context.resolution(mention) for mention in mentions])
    resolutions = tuple(corrected(answer, rows.get(answer.mention.start)) for answer in answers)
    problems = [
        problem_of(r, document_id, context.gazetteer)
        for r in resolutions
        if r.is_unknown or (r.place is None and r.mention.role in _RESOLVED_ROLES and context.is_told(r))
    ]
    unique = {problem.message: problem for problem in problems}
    return resolutions, tuple(unique.values())


def _agreed(answers: Sequence[Resolution]) -> list[Resolution]:
    """A name that the text has placed once, by its words, is that place wherever the text says no more of it."""
    stated: dict[tuple[str, PlaceKind | None], dict[str, Resolution]] = {}
    for answer in answers:
        if answer.place is not None and (answer.mention.within is not None or answer.spelling or answer.is_unknown):
            for reading in {answer.mention.reading, None}:
                stated.setdefault((answer.mention.name, reading), {}).setdefault(answer.place.place_id, answer)
    return [_as_stated(answer, stated.get((answer.mention.name, answer.mention.reading), {})) for answer in answers]


def _as_stated(answer: Resolution, stated: Mapping[str, Resolution]) -> Resolution:
    mention = answer.mention
    is_open = mention.role in _RESOLVED_ROLES and mention.within is None and not mention.near and not mention.abroad
    if answer.place is not None or len(stated) != 1 or not is_open:
        return answer
    said = next(iter(stated.values()))
    return replace(
        answer, place=said.place, status=ResolutionStatus.RESOLVED, candidates=said.candidates, spelling=said.spelling,
        is_unknown=said.is_unknown, seat=said.seat,
    )  # fmt: skip


def rank(mention: Mention, gazetteer: Gazetteer, *, home: str | None = HOME) -> tuple[Candidate, ...]:
    """Rank the places of one name outside any document, best first."""
    return _Context((mention,), gazetteer, home).candidates(mention, _hits(gazetteer, mention.name_index))


def spelled(mention: Mention, gazetteer: Gazetteer) -> Candidate | None:
    """The district or capital of the province it is `within` that the spelling of a lone mention means, or None."""
    return _Context((mention,), gazetteer, HOME).spelled(mention)


def _hits(gazetteer: Gazetteer, name_index: int | None) -> tuple[Hit, ...]:
    return () if name_index is None else gazetteer.hits(name_index)


class _Context:
    """What the whole document says about where it plays."""

    def __init__(self, mentions: Sequence[Mention], gazetteer: Gazetteer, home: str | None) -> None:
        self.gazetteer = gazetteer
        self.given_home = home
        self.outer = {m.part_of: m for m in mentions if m.part_of is not None}
        self.known: dict[tuple[int, int], Resolution] = {}
        self.depth = 0
        self.by_sentence: dict[int, dict[str, set[str]]] = {}
        votes: Counter[str] = Counter()
        self.document: dict[str, set[str]] = {}
        self.province_read: set[str] = set()
        self.city_read: set[str] = set()
        for mention in mentions:
            if mention.role not in _RESOLVED_ROLES:
                continue
            entries = [hit.entry for hit in _hits(gazetteer, mention.name_index)]
            if mention.abroad and home is None:
                entries = [entry for entry in entries if not entry.is_afghan]
            votes.update({entry.country_code for entry in entries if entry.country_code})
            if mention.reading is PlaceKind.PROVINCE:
                self.province_read.add(mention.name)
            elif mention.reading is PlaceKind.CITY:
                self.city_read.add(mention.name)
            codes = {entry.iso_3166_2 for entry in entries if entry.iso_3166_2}
            if len(codes) == 1 and mention.role is MentionRole.PLACE:
                code = codes.pop()
                self.by_sentence.setdefault(mention.sentence, {}).setdefault(code, set()).add(mention.name)
                self.document.setdefault(code, set()).add(mention.name)
        self.home = home or (HOME if votes[HOME] and votes[HOME] * 2 >= max(votes.values()) else None)

    def is_told(self, answer: Resolution) -> bool:
        """Whether a name without a place is a problem: one of several, unknown, or Afghan in a text on elsewhere."""
        mention = answer.mention
        if answer.candidates or mention.name_index is None:
            return True
        return mention.abroad and any(hit.entry.is_afghan for hit in _hits(self.gazetteer, mention.name_index))

    def resolution(self, mention: Mention) -> Resolution:
        """The answer of a mention; that of an area is asked for by the places in it, and kept."""
        key = (mention.start, mention.end)
        if key not in self.known:
            found = self._resolution(mention)
            self.known[key] = replace(found, seat=self._seat(found.place))
        return self.known[key]

    def _seat(self, place: Place | None) -> Place | None:
        """The capital of the province that a place lies in."""
        code = place.iso_3166_2 if place is not None and place.country_code == HOME else None
        entry = self.gazetteer.capital(code) if code else None
        return place_of(entry, self.gazetteer) if entry is not None else None

    def _resolution(self, mention: Mention) -> Resolution:
        if mention.role not in _RESOLVED_ROLES:
            return Resolution(mention=mention, place=None, status=ResolutionStatus.UNRESOLVED)
        candidates = self.candidates(mention, _hits(self.gazetteer, mention.name_index))
        place, status = choose(candidates, minimum=MINIMUM)
        spelling: Spelling | None = None
        if place is None and not admitted(candidates):
            if spelled := self.spelled(mention):
                candidates = (spelled, *candidates)
                place, status, spelling = spelled.place, ResolutionStatus.RESOLVED, spelled.spelling
            elif unknown := self._unknown(mention):
                return Resolution(
                    mention=mention, place=unknown, status=ResolutionStatus.RESOLVED,
                    candidates=candidates[:KEPT_CANDIDATES], is_unknown=True,
                )  # fmt: skip
        return Resolution(
            mention=mention, place=place, status=status, candidates=candidates[:KEPT_CANDIDATES], spelling=spelling
        )

    def areas(self, mention: Mention) -> tuple[Area, ...]:
        """The areas that the text puts the name into; several where the name of the area itself is open."""
        if mention.within is None and mention.start not in self.outer:
            return ()
        outer = self.outer.get(mention.start)
        if outer is not None and outer is not mention and self.depth < _DEEPEST:
            self.depth += 1
            answer = self.resolution(outer)
            self.depth -= 1
            if answer.place is not None and (answer.place.kind in AREA_KINDS or answer.is_unknown):
                return self._area_of(answer)
            found = tuple(Area.of(c.place) for c in admitted(answer.candidates) if c.place.kind in AREA_KINDS)
            if found:
                return found
        if mention.within is None:
            return ()
        entries = [hit.entry for hit in _hits(self.gazetteer, mention.within) if hit.entry.kind in AREA_KINDS]
        provinces = [entry for entry in entries if entry.kind is PlaceKind.PROVINCE]
        return tuple(Area.of(entry) for entry in provinces or entries)

    def _area_of(self, answer: Resolution) -> tuple[Area, ...]:
        """The area that a resolved name is; for an unknown district the province that it is drawn as."""
        place = answer.place
        if not answer.is_unknown or place is None:
            return () if place is None else (Area.of(place),)
        found = self.gazetteer.entry(place.place_id.partition("?")[0])
        return () if found is None else (Area.of(found),)

    def spelled(self, mention: Mention) -> Candidate | None:
        """The district or capital of the stated province that an unknown spelling means.

        Of a district whose province stands elsewhere in the text it is the one that only one of those provinces has.
        """
        if mention.reading in {PlaceKind.VILLAGE, PlaceKind.PROVINCE, PlaceKind.SITE, PlaceKind.COUNTRY}:
            return None
        areas = self.areas(mention)
        if len(areas) == 1 and areas[0].kind is PlaceKind.PROVINCE and areas[0].iso_3166_2 is not None:
            return self._spelled_in(mention, areas[0].iso_3166_2, "inside the place named with it")
        if areas or mention.reading is not PlaceKind.DISTRICT or mention.name_index is not None or mention.abroad:
            return None
        named = (code for code in sorted(self.document) if code.startswith(HOME))
        found = [each for code in named if (each := self._spelled_in(mention, code, "a province of the document"))]
        return found[0] if len(found) == 1 else None

    def _spelled_in(self, mention: Mention, province: str, reason: str) -> Candidate | None:
        """The place that a spelling means in a province (ISO 3166-2), which the text states for that reason."""
        is_district = mention.reading is PlaceKind.DISTRICT
        accepted = accept_spelling(mention.surface, province, self.gazetteer, is_district=is_district)
        if accepted is None:
            return None
        entry = accepted.unit.entry(PlaceKind.CITY if mention.capital else mention.reading)
        if entry is None or (mention.capital and not entry.capital_of):
            return None
        place = place_of(entry, self.gazetteer)
        score = WEIGHTS["base"] + WEIGHTS[reason] + WEIGHTS["spelling"]
        return Candidate(
            place=placed_near(place, mention) if mention.near else place,
            score=round(score * accepted.spelling.ratio / 100, 3),
            reasons=("spelling", reason),
            spelling=accepted.spelling,
        )

    def _unknown(self, mention: Mention) -> Place | None:
        """The place of a name that is unknown in the Afghan province or district that the text puts it into."""
        areas = [area for area in self.areas(mention) if area.kind in {PlaceKind.PROVINCE, PlaceKind.DISTRICT}]
        if len(areas) != 1 or mention.abroad:
            return None
        entry = self.gazetteer.entry(areas[0].place_id)
        return None if entry is None else unknown_place(mention, entry, self.gazetteer)

    def candidates(self, mention: Mention, hits: Sequence[Hit]) -> tuple[Candidate, ...]:
        found: dict[str, Candidate] = {}
        areas = self.areas(mention)
        for hit in hits:
            if mention.abroad and self.given_home is None and hit.entry.is_afghan:
                continue
            if self._is_small_namesake(hit.entry, mention, areas) or self._is_city_district(hit.entry, hits, mention):
                continue
            candidate = self._candidate(hit, mention, areas)
            known = found.get(candidate.place.place_id)
            if known is None or known.score < candidate.score:
                found[candidate.place.place_id] = candidate
        return tuple(
            sorted(found.values(), key=lambda c: (not VETOES.isdisjoint(c.reasons), -c.score, c.place.place_id))
        )

    def _is_small_namesake(self, entry: Entry, mention: Mention, areas: Sequence[Area]) -> bool:
        """A foreign city of an Afghan story must be large, a capital, or named with its country.

        So must the namesake of an Afghan place that a text on something else names.
        """
        if not (self.home == HOME or mention.abroad) or entry.country_code == HOME or entry.kind in WIDE_KINDS:
            return False
        return not (entry.capital_of or (entry.population or 0) >= LARGE_CITY or any(a.holds(entry) for a in areas))

    @staticmethod
    def _is_city_district(entry: Entry, hits: Sequence[Hit], mention: Mention) -> bool:
        """The district around a city of the same name is meant only where the text says district."""
        if entry.kind is not PlaceKind.DISTRICT or mention.reading is PlaceKind.DISTRICT:
            return False
        return any(hit.entry.capital_of == entry.iso_3166_2 for hit in hits)

    def _candidate(self, hit: Hit, mention: Mention, areas: Sequence[Area]) -> Candidate:
        entry = self._meant(hit.entry, hit.name, mention)
        reasons = list(self._reasons(entry, mention, areas))
        if not hit.is_alias:
            reasons.append("primary name")
        if entry is hit.entry and self._is_named_by_province(hit, mention):
            reasons.append("a city by the name of its province")
        score = WEIGHTS["base"] + sum(WEIGHTS[reason] for reason in reasons)
        if entry.population:
            score += min(0.07, math.log10(entry.population) / 100)
            reasons.append(f"population {entry.population:,}")
        if entry.place_id != hit.entry.place_id:
            what = "district" if entry.kind is PlaceKind.DISTRICT else "capital"
            reasons.append(f"the {what} of {hit.entry.name}")
        place = place_of(entry, self.gazetteer)
        if areas:
            place = self._stated(place, areas)
        if mention.near or (mention.reading is PlaceKind.SITE and entry.kind is not PlaceKind.SITE):
            place = placed_near(place, mention)
        return Candidate(place=place, score=round(min(1.0, max(0.0, score)), 3), reasons=tuple(reasons))

    def _stated(self, place: Place, areas: Sequence[Area]) -> Place:
        """The place in the province that the text names, where its district belonged to that one too."""
        codes = {area.iso_3166_2 for area in areas} & other_provinces(place.admin2_pcode)
        if len(codes) != 1 or any(area.iso_3166_2 == place.iso_3166_2 for area in areas):
            return place
        province = self.gazetteer.province(next(iter(codes)) or "")
        return replace(
            place, iso_3166_2=province.iso_3166_2, admin1_pcode=province.admin1_pcode, admin1_name=province.name,
            province_basis=ProvinceBasis.STATED,
        )  # fmt: skip

    def _meant(self, entry: Entry, name: str, mention: Mention) -> Entry:
        """In "the capital of Logar province" the words name the province and mean its capital.

        So does a spelling that only the capital's own district bears, where the text makes it the capital or a city.
        The other way round, where the text says district, the name of a capital or of a district's centre that is the
        district's too is the district.
        """
        code = entry.iso_3166_2
        if code is None:
            return entry
        if mention.reading is PlaceKind.DISTRICT and entry.kind in SETTLEMENT_KINDS:
            seat = f"district:{entry.admin2_pcode}" if entry.admin2_pcode and not entry.is_installed else None
            if entry.capital_of:
                return self.gazetteer.own_district(code) or entry
            district = self.gazetteer.entry(seat or "")
            alike = accept_spelling(name, code, self.gazetteer) if district else None
            return district if district and alike and alike.unit.district == district else entry
        is_city = mention.capital or mention.reading in {PlaceKind.CITY, PlaceKind.TOWN}
        own = is_city and entry.kind is PlaceKind.DISTRICT and self.gazetteer.own_district(code) == entry
        if own or (mention.capital and entry.kind is PlaceKind.PROVINCE):
            return self.gazetteer.capital(code) or entry
        return entry

    def _reasons(self, entry: Entry, mention: Mention, areas: Sequence[Area]) -> Iterable[str]:
        reading = self._reading(mention)
        if reading is mention.reading:
            yield from _FIT_REASONS[fit_of(entry, mention)]
        elif entry.kind is reading or (reading in SETTLEMENT_KINDS and entry.kind in SETTLEMENT_KINDS):
            yield "reading fits"
        elif not mention.near:  # no word beside the name: this weighs, and forbids nothing
            yield "settled elsewhere in the text"
        if areas:
            inside = any(area.holds(entry) for area in areas)
            yield "inside the place named with it" if inside else "not inside the place named with it"
        if self.home:
            yield "in the home country" if entry.country_code == self.home else "not in the home country"
        if _speaks_for(entry, mention, self.by_sentence.get(mention.sentence, {})):
            yield "a province of the same sentence"
        elif _speaks_for(entry, mention, self.document):
            yield "a province of the document"
        yield from _standing(entry)
        if self._is_overshadowed(entry, mention):
            yield "a village with the name of a large city"

    def _is_overshadowed(self, entry: Entry, mention: Mention) -> bool:
        """A village without people of record, nothing near it named, and a large city of that name abroad (Mashhad)."""
        if (
            entry.kind is not PlaceKind.VILLAGE
            or entry.population
            or mention.within is not None
            or _speaks_for(entry, mention, self.document)
        ):
            return False
        return any((hit.entry.population or 0) >= LARGE_CITY for hit in _hits(self.gazetteer, mention.name_index))

    def _is_named_by_province(self, hit: Hit, mention: Mention) -> bool:
        """A town that bears its province's name (Baghlan), or only some call so (Aybak: Samangan), needs a word for it.

        A capital whose own name is that of its province needs none.
        """
        if hit.entry.kind not in SETTLEMENT_KINDS or mention.capital or self._reading(mention) is not None:
            return False
        if hit.entry.capital_of and not hit.is_alias:
            return False
        return any(
            other.entry.kind is PlaceKind.PROVINCE
            and not other.is_alias
            and other.entry.iso_3166_2 == hit.entry.iso_3166_2
            for other in _hits(self.gazetteer, mention.name_index)
        )

    def _reading(self, mention: Mention) -> PlaceKind | None:
        """The demanded reading; a name the document calls a province, and never a city, stays a province."""
        if mention.near and mention.reading is None:
            return PlaceKind.CITY  # nothing is so many kilometres from a province
        is_open = mention.reading is None and not mention.capital and mention.role is MentionRole.PLACE
        if is_open and mention.name in self.province_read and mention.name not in self.city_read:
            return PlaceKind.PROVINCE
        return mention.reading


def _speaks_for(entry: Entry, mention: Mention, names: Mapping[str, set[str]]) -> bool:
    """Whether another name speaks for the entry's province; a name is no witness to itself."""
    found = names.get(entry.iso_3166_2 or "", ())
    return len(found) > (mention.name in found)


def _standing(entry: Entry) -> Iterable[str]:
    if entry.kind is PlaceKind.COUNTRY:
        yield "country"
    elif entry.kind in {PlaceKind.PROVINCE, PlaceKind.REGION}:
        yield entry.kind.value
    elif entry.kind in SETTLEMENT_KINDS:
        yield "settlement"
        if entry.capital_of:
            yield "provincial capital" if "-" in entry.capital_of else "national capital"
    if entry.is_installed:
        yield "from an installed gazetteer"
        if entry.kind in SETTLEMENT_KINDS and not entry.population:
            yield "no population on record"
