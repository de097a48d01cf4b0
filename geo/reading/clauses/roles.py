"""From the phrases of a clause to the fillers of roles: who, what ground, which place.

A list gives a filler for each member; "three districts: A, B and C" gives its members; "parts of X" gives X as a part.
What a phrase cannot fill, it does not: a commander is no ground, a firm is no party. Parties are found in `parties.py`,
ground in `grounds.py` with `unit_nouns.py`, names in `naming.py`; where something happened, here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.grounds import GroundFillers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause
    from geo.reading.predication import Participant

_WHERE = frozenset(
    {
        "in",
        "at",
        "near",
        "outside",
        "on",
        "inside",
        "within",
        "around",
        "across",
        "into",
        "over",
        "along",
        "from",
        "to",
        "toward",
        "towards",
        "of",
        "against",
        "between",
        "throughout",
        "north of",
        "south of",
        "east of",
        "west of",
        "close to",
        "next to",
        "through",
        "off",
        "for",
        "behind",
        "beside",
        "opposite",
    }
)


class Fillers(GroundFillers):
    """Makes fillers from the phrases of one sentence."""

    def located(self, clause: Clause, phrase: Phrase | None) -> tuple[Participant, ...]:
        """The places of an event: behind its noun, in its clause, of its object; else of the clause that it continues.

        The place of a clause is its own: a clause that it is only told in ("officials in Kabul said") lends it none.
        """
        if phrase is not None:
            found = self._places_by(phrase.attached) or self._behind_of(phrase)
            if found:
                return found
        child: Clause | None = clause
        while child is not None:
            found = self._places_by(child.phrases) or self._of_arguments(child)
            if found:
                return found
            if child.kind in {"participle", "infinitive", "conjunct"}:
                child = child.shared or child.parent
            elif child.kind == "relative" and child.connector == "where" and child.head is not None:
                return self._whole(child.head)
            else:
                break
        return ()

    def _places_by(self, phrases: Sequence[tuple[str, Phrase]]) -> tuple[Participant, ...]:
        for word, other in phrases:
            if word in _WHERE:
                found = self._whole(other)
                if found:
                    return found
        return ()

    def _behind_of(self, phrase: Phrase) -> tuple[Participant, ...]:
        """In "the bombing of Kunduz", "the blast in a market of Kunduz", "Monday's Kunduz attack"."""
        own = self._own_place(phrase)
        if own:
            return own
        for other in (phrase.of, phrase.possessor):
            if other is not None and (found := self._whole(other)):
                return found
        return ()

    def _own_place(self, phrase: Phrase) -> tuple[Participant, ...]:
        own = [token for token in phrase.own if token.kind == "place" and token.resolution is not None]
        return (self._filler(phrase, resolution=own[-1].resolution, within=self._within(phrase)),) if own else ()

    def _whole(self, phrase: Phrase) -> tuple[Participant, ...]:
        """The places that a phrase names, by its own words or by what stands behind them."""
        found: list[Participant] = []
        for member in phrase.members():
            if member.pronoun or member.head_token.kind == "actor":
                continue
            grounds = tuple(each for each in self.grounds(member) if each.resolution is not None)
            found += grounds or self._own_place(member) or self._places_by(member.attached) or self._behind_of(member)
        return tuple(found)

    def _of_arguments(self, clause: Clause) -> tuple[Participant, ...]:
        """The place of the object or the subject: "hit a market in Kunduz", "soldiers in Kunduz were killed"."""
        for other in (
            *clause.objects,
            *([clause.subject] if clause.subject is not None else []),
            *([clause.head] if clause.head is not None else []),
        ):
            for member in other.members():
                found = self._own_place(member) if member.head_token.kind != "actor" else ()
                found = found or self._places_by(member.attached)
                if not found and member.of is not None and member.of.head_token.kind != "actor":
                    found = self._whole(member.of)
                if found:
                    return found
        return ()
