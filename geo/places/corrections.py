"""What people decided that names mean: which decision a name in a document or a question falls under, and the answer.

Knows rows, not files: `geo.review.naming` reads them. A row's context says where it counts: empty, everywhere; a
province, where the text names that province; other words, where they stand in the document. The most particular row
wins: province, words, empty; of two for one name and context the later decision. A row whose place is None says that
the name is no place.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.errors import Problem, ProblemKind
from geo.gazetteer.fold import fold, fold_name
from geo.gazetteer.table import default_gazetteer
from geo.places.conditions import find_province
from geo.places.correcting import led_by, with_citation
from geo.vocab import MentionRole, ResolutionStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.gazetteer.table import Gazetteer
    from geo.model import Mention
    from geo.places.answer import Answer
    from geo.places.correcting import Correction


class Corrections:
    """The decisions on names that count, and which of them a name has fallen under so far.

    `used` are the ids of the rows under which a name has fallen; `rows` come in the order in which they were decided.
    """

    def __init__(self, rows: Iterable[Correction], used: Iterable[str] = ()) -> None:
        """Take the rows; `used` are ids that are known to be used already."""
        kept = {row.key: row for row in rows}
        self.rows = tuple(kept.values())
        self.used = set(used)
        self._by_key: defaultdict[str, list[Correction]] = defaultdict(list)
        for row in sorted(self.rows, key=lambda row: row.rank):
            self._by_key[row.key[0]].append(row)

    @property
    def names(self) -> tuple[str, ...]:
        """The folded names that a row makes a place; running text is searched for them too."""
        return tuple(key for key, rows in self._by_key.items() if any(row.place is not None for row in rows))

    @property
    def digest(self) -> str:
        """A sum of what the rows say: with the same one every text is read alike."""
        said = [
            (*row.key, row.place.place_id if row.place else None, row.decision_id, row.author, row.reason)
            for row in self.rows
        ]
        return hashlib.sha256(repr(sorted(said, key=repr)).encode()).hexdigest()

    def find(self, name: str, *, text: str, provinces: Iterable[str]) -> Correction | None:
        """Return the row for a name, or None.

        `text` is the document, `provinces` the ISO 3166-2 codes of the provinces that it names beside this name.
        """
        rows = self._by_key.get(fold_name(name), ())
        named = frozenset(provinces)
        folded = f" {words_of(text)} " if any(row.words for row in rows) else ""
        for row in rows:
            if row.province is not None:
                fits = row.province in named
            else:
                fits = row.words is None or f" {row.words} " in folded
            if fits:
                self.used.add(row.decision_id)
                return row
        return None

    def unused(self) -> tuple[Correction, ...]:
        """The rows under which no name has fallen so far, in their order."""
        return tuple(row for row in self.rows if row.decision_id not in self.used)

    def choose(self, mentions: Sequence[Mention], text: str, gazetteer: Gazetteer) -> dict[int, Correction]:
        """Return the row for each mention that falls under one, by the mention's `start`."""
        if not any(fold_name(mention.name) in self._by_key for mention in mentions):
            return {}
        votes = _province_votes(mentions, gazetteer)
        found = {}
        for mention in mentions:
            if mention.role not in _PLACES or fold_name(mention.name) not in self._by_key:
                continue
            named = {code for code, name in votes if name != mention.name}
            if mention.within is not None:
                named |= {hit.entry.iso_3166_2 for hit in gazetteer.hits(mention.within) if hit.entry.iso_3166_2}
            if row := self.find(mention.name, text=text, provinces=named):
                found[mention.start] = row
        return found

    def answer(self, answer: Answer, gazetteer: Gazetteer | None = None) -> Answer:
        """Return the answer to a question as corrected, or as it is.

        The question's province (`admin1`) and the provinces and words of its `context` are the context. A row whose
        place lies outside the province asked for does not answer.
        """
        known = gazetteer or default_gazetteer()
        query = answer.query
        province = find_province(query.admin1, known) if query.admin1 else None
        codes = {province.iso_3166_2} if province is not None and province.iso_3166_2 else set()
        codes |= _provinces_in(query.context or "", known)
        row = self.find(query.name, text=f"{query.name} {query.context or ''}", provinces=codes)
        if row is None or (province and row.place and row.place.iso_3166_2 != province.iso_3166_2):
            return answer
        if row.place is None:
            problem = Problem(kind=ProblemKind.UNKNOWN_PLACE, message=f'"{query.name}" is no place: {row.citation}.')
            return replace(
                answer,
                place=None,
                status=ResolutionStatus.UNRESOLVED,
                candidates=with_citation(answer.candidates, row),
                fitting=(),
                problems=(problem,),
            )
        candidates = led_by(row.place, answer.candidates, row)
        return replace(
            answer, place=row.place, status=ResolutionStatus.RESOLVED, candidates=candidates, fitting=candidates[:1],
            problems=(),
        )  # fmt: skip


_PLACES = frozenset({MentionRole.PLACE, MentionRole.DATELINE, MentionRole.GOVERNMENT})


def _province_votes(mentions: Sequence[Mention], gazetteer: Gazetteer) -> set[tuple[str, str]]:
    """The provinces that the names of a text point to without doubt, each with the name that does."""
    found = set()
    for mention in mentions:
        if mention.role in _PLACES and mention.name_index is not None:
            hits = gazetteer.hits(mention.name_index)
            codes = {hit.entry.iso_3166_2 for hit in hits if hit.entry.iso_3166_2}
            if len(codes) == 1:
                found.add((codes.pop(), mention.name))
    return found


def _provinces_in(text: str, gazetteer: Gazetteer) -> set[str]:
    """The provinces whose names stand in a text."""
    folded = f" {words_of(text)} "
    return {
        each.iso_3166_2
        for each in gazetteer.provinces()
        if each.iso_3166_2 and f" {words_of(each.name)} " in folded
    }  # fmt: skip


def words_of(text: str) -> str:
    """The folded words of a text with one blank between them, without punctuation."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in fold(text).replace("'", "")).split())
