"""A mention becomes a place: ranked candidates with a score and named reasons, and one choice, or none.

Knows the gazetteer, the reading that the words demand and the other places of the document; refuses to guess: a name
with two equally good places stays ambiguous, and inside an Afghan story an unresolved name is better than a small
foreign namesake. Scores run from 0 to 1; the weights are the table `WEIGHTS`. A tie is settled by place id, so the
same text always gives the same answer.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from geo.errors import Problem, ProblemKind
from geo.gazetteer.table import default_gazetteer
from geo.model import Candidate, Resolution
from geo.places.correcting import corrected
from geo.places.placing import place_of, placed_near
from geo.vocab import SETTLEMENT_KINDS, MentionRole, PlaceKind, ResolutionStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.gazetteer.table import Entry, Gazetteer, Hit
    from geo.model import Mention, Place
    from geo.places.correcting import Correction

HOME = "AF"
MARGIN = 0.05
"""Two places of different provinces whose scores lie closer than this are ambiguous."""
LARGE_CITY = 300_000
KEPT_CANDIDATES = 5
WEIGHTS = {
    "base": 0.30,
    "primary name": 0.10,
    "reading fits": 0.20,
    "reading does not fit": -0.30,
    "inside the place named with it": 0.25,
    "not inside the place named with it": -0.30,
    "in the home country": 0.15,
    "not in the home country": -0.10,
    "a province of the same sentence": 0.08,
    "a province of the document": 0.04,
    "provincial capital": 0.08,
    "country": 0.10,
    "national capital": 0.10,
    "province": 0.04,
    "settlement": 0.03,
    "a village with the name of a large city": -0.35,
    "a city by the name of its province": -0.15,
    "from an installed gazetteer": -0.10,
    "no population on record": -0.10,
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
    resolutions = tuple(corrected(context.resolution(mention), rows.get(mention.start)) for mention in mentions)
    problems = [
        _problem(r, document_id)
        for r in resolutions
        if r.place is None and r.mention.role in _RESOLVED_ROLES and (r.candidates or r.mention.name_index is None)
    ]
    unique = {problem.message: problem for problem in problems}
    return resolutions, tuple(unique.values())


def rank(mention: Mention, gazetteer: Gazetteer, *, home: str | None = HOME) -> tuple[Candidate, ...]:
    """Rank the places of one name outside any document, best first."""
    return _Context((mention,), gazetteer, home).candidates(mention, _hits(gazetteer, mention.name_index))


def _hits(gazetteer: Gazetteer, name_index: int | None) -> tuple[Hit, ...]:
    return () if name_index is None else gazetteer.hits(name_index)


def _problem(resolution: Resolution, document_id: str | None) -> Problem:
    if not resolution.candidates:
        return Problem(
            kind=ProblemKind.UNKNOWN_PLACE,
            message=f'"{resolution.mention.surface}" is written of as a place, but no place of that name is known.',
            document_id=document_id,
        )
    best = ", ".join(
        f"{c.place.name} ({c.place.iso_3166_2 or c.place.country_code}, {c.score:.2f})"
        for c in resolution.candidates[:2]
    )
    return Problem(
        kind=ProblemKind.AMBIGUOUS_PLACE,
        message=f'"{resolution.mention.surface}" could be {best}; no place was chosen.',
        document_id=document_id,
    )


class _Context:
    """What the whole document says about where it plays."""

    def __init__(self, mentions: Sequence[Mention], gazetteer: Gazetteer, home: str | None) -> None:
        self.gazetteer = gazetteer
        self.by_sentence: dict[int, dict[str, set[str]]] = {}
        votes: Counter[str] = Counter()
        self.document: dict[str, set[str]] = {}
        self.province_read: set[str] = set()
        self.city_read: set[str] = set()
        for mention in mentions:
            if mention.role not in _RESOLVED_ROLES:
                continue
            entries = [hit.entry for hit in _hits(gazetteer, mention.name_index)]
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

    def resolution(self, mention: Mention) -> Resolution:
        if mention.role not in _RESOLVED_ROLES:
            return Resolution(mention=mention, place=None, status=ResolutionStatus.UNRESOLVED)
        candidates = self.candidates(mention, _hits(self.gazetteer, mention.name_index))
        place, status = choose(candidates)
        return Resolution(mention=mention, place=place, status=status, candidates=candidates[:KEPT_CANDIDATES])

    def candidates(self, mention: Mention, hits: Sequence[Hit]) -> tuple[Candidate, ...]:
        found: dict[str, Candidate] = {}
        for hit in hits:
            if self._is_elsewhere(hit.entry, mention):
                continue
            if self._is_small_namesake(hit.entry, mention) or self._is_city_district(hit.entry, hits, mention):
                continue
            candidate = self._candidate(hit, mention)
            known = found.get(candidate.place.place_id)
            if known is None or known.score < candidate.score:
                found[candidate.place.place_id] = candidate
        return tuple(sorted(found.values(), key=lambda c: (-c.score, c.place.place_id)))

    def _is_elsewhere(self, entry: Entry, mention: Mention) -> bool:
        """Whether the text itself puts the name abroad: "Jalalabad, Kyrgyzstan" is not the Afghan city."""
        outer = [hit.entry for hit in _hits(self.gazetteer, mention.within)]
        abroad = bool(outer) and all(each.kind is PlaceKind.COUNTRY and not each.is_afghan for each in outer)
        return abroad and all(each.country_code != entry.country_code for each in outer)

    def _is_small_namesake(self, entry: Entry, mention: Mention) -> bool:
        """A foreign city of an Afghan story must be large, a capital, or named with its country."""
        if self.home != HOME or entry.country_code == HOME or entry.kind is PlaceKind.COUNTRY:
            return False
        return not (entry.capital_of or (entry.population or 0) >= LARGE_CITY or self._is_inside(entry, mention))

    @staticmethod
    def _is_city_district(entry: Entry, hits: Sequence[Hit], mention: Mention) -> bool:
        """The district around a city of the same name is meant only where the text says district."""
        if entry.kind is not PlaceKind.DISTRICT or mention.reading is PlaceKind.DISTRICT:
            return False
        return any(hit.entry.capital_of == entry.iso_3166_2 for hit in hits)

    def _is_inside(self, entry: Entry, mention: Mention) -> bool:
        if mention.within is None:
            return False
        return any(
            outer.entry.place_id != entry.place_id
            and (
                (outer.entry.kind is PlaceKind.COUNTRY and outer.entry.country_code == entry.country_code)
                or (outer.entry.iso_3166_2 is not None and outer.entry.iso_3166_2 == entry.iso_3166_2)
            )
            for outer in _hits(self.gazetteer, mention.within)
        )

    def _candidate(self, hit: Hit, mention: Mention) -> Candidate:
        entry = self._capital_instead(hit.entry, mention)
        reasons = list(self._reasons(entry, mention))
        if not hit.is_alias:
            reasons.append("primary name")
        elif entry is hit.entry and self._is_named_by_province(hit, mention):
            reasons.append("a city by the name of its province")
        score = WEIGHTS["base"] + sum(WEIGHTS[reason] for reason in reasons)
        if entry.population:
            score += min(0.07, math.log10(entry.population) / 100)
            reasons.append(f"population {entry.population:,}")
        if entry.place_id != hit.entry.place_id:
            reasons.append(f"the capital of {hit.entry.name}")
        place = place_of(entry, self.gazetteer)
        if mention.near or (mention.reading is PlaceKind.SITE and entry.kind is not PlaceKind.SITE):
            place = placed_near(place, mention)
        return Candidate(place=place, score=round(min(1.0, max(0.0, score)), 3), reasons=tuple(reasons))

    def _capital_instead(self, entry: Entry, mention: Mention) -> Entry:
        """In "the capital of Logar province" the words name the province and mean its capital."""
        if mention.capital and entry.kind is PlaceKind.PROVINCE and entry.iso_3166_2:
            return self.gazetteer.capital(entry.iso_3166_2) or entry
        return entry

    def _reasons(self, entry: Entry, mention: Mention) -> Iterable[str]:
        reading = self._reading(mention)
        if mention.capital:
            yield "reading fits" if entry.capital_of else "reading does not fit"
        elif reading is not None and reading is not PlaceKind.SITE:
            fits = entry.kind is reading or (reading in SETTLEMENT_KINDS and entry.kind in SETTLEMENT_KINDS)
            yield "reading fits" if fits else "reading does not fit"
        elif reading is PlaceKind.SITE and entry.kind is PlaceKind.SITE:
            yield "reading fits"
        if mention.within is not None:
            yield (
                "inside the place named with it"
                if self._is_inside(entry, mention)
                else "not inside the place named with it"
            )
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
        """A city that only some call by its province's name (Aybak: Samangan) needs a word that makes it a city."""
        if hit.entry.kind not in SETTLEMENT_KINDS or mention.capital or self._reading(mention) is not None:
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
    elif entry.kind is PlaceKind.PROVINCE:
        yield "province"
    elif entry.kind in SETTLEMENT_KINDS:
        yield "settlement"
        if entry.capital_of:
            yield "provincial capital" if "-" in entry.capital_of else "national capital"
    if entry.is_installed:
        yield "from an installed gazetteer"
        if entry.kind in SETTLEMENT_KINDS and not entry.population:
            yield "no population on record"


def choose(candidates: Sequence[Candidate]) -> tuple[Place | None, ResolutionStatus]:
    """The best candidate if it stands clear of the next in another province; else nothing.

    A city and the province of the same name are no rivals: the better one is taken.
    """
    if not candidates:
        return None, ResolutionStatus.UNRESOLVED
    best = candidates[0]
    rivals = [
        c
        for c in candidates[1:]
        if (c.place.iso_3166_2, c.place.country_code) != (best.place.iso_3166_2, best.place.country_code)
    ]
    if rivals and best.score - rivals[0].score < MARGIN:
        return None, ResolutionStatus.AMBIGUOUS
    namesakes = [
        c
        for c in candidates[1:]
        if c.place.kind is best.place.kind
        and c.place.iso_3166_2 == best.place.iso_3166_2
        and best.score - c.score < MARGIN
    ]
    if namesakes and best.place.kind not in {PlaceKind.PROVINCE, PlaceKind.COUNTRY}:
        return None, ResolutionStatus.AMBIGUOUS
    return best.place, ResolutionStatus.RESOLVED
