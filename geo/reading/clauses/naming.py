"""Which known name a phrase carries, where the text puts it, and the record of what fills a role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.nouns import noun_table
from geo.reading.predication import Participant
from geo.vocab import PlaceKind

if TYPE_CHECKING:
    from geo.country import ActorSpan
    from geo.model import Place, Resolution
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.reference import Memory
    from geo.reading.clauses.tokens import Token

_PREPOSITIONS = clause_words().prepositions


class NamedFillers:
    """Makes the record of a filler."""

    def __init__(self, memory: Memory) -> None:
        """Take what was told before."""
        self.memory = memory
        self.table = noun_table()

    @staticmethod
    def _site_place(resolution: Resolution) -> bool:
        """Whether the name itself is a site's."""
        return resolution.place is not None and resolution.place.kind.value == "site"

    def _resolution(self, phrase: Phrase) -> Resolution | None:
        """The name that a phrase carries: its own, the one behind "of", or the capital's of a province that owns it."""
        own = [
            token
            for token in phrase.own
            if token.kind == "place" and token.resolution is not None and _may_be(token.resolution)
        ]
        if own:
            return self._named_behind(phrase, own[-1]) or own[-1].resolution
        if phrase.lemma in self.table.units and not phrase.is_plural:
            for other in phrase.apposition:
                found = self._resolution(other)
                if found is not None and other.head_token.kind == "place":
                    return found
        if (
            phrase.of is not None
            and not phrase.of.items
            and (
                phrase.lemma in self.table.units
                or phrase.lemma in self.table.ground
                or phrase.lemma in self.table.sites
                or phrase.lemma in self.table.offices
            )
        ):
            return self._resolution(phrase.of)
        if phrase.possessor is not None and phrase.lemma in self.table.seats.named:
            found = self._resolution(phrase.possessor)
            if found is not None and (found.mention.capital or phrase.lemma in self.table.seats.quarters):
                return found
        return None

    def _named_behind(self, phrase: Phrase, own: Token) -> Resolution | None:
        """The unit named behind "of", where its noun only has its province before it: "the X province town of Y"."""
        if phrase.of is None or phrase.of.items or own is phrase.head_token or phrase.lemma not in self.table.units:
            return None
        found = phrase.of.head_token.resolution
        inner = found.place if found is not None else None
        if inner is None or inner.kind in {PlaceKind.COUNTRY, PlaceKind.PROVINCE} or own.resolution is None:
            return None
        outer = own.resolution.place
        read = (outer,) if outer is not None else (each.place for each in own.resolution.candidates)
        is_around = any(each.admin1_pcode == inner.admin1_pcode and _is_province_name(each) for each in read)
        return found if is_around else None

    def _within(self, phrase: Phrase) -> tuple[Resolution, ...]:
        """The places that the text puts a phrase in."""
        found: list[Resolution] = []
        for word, other in phrase.attached:
            if word in _PREPOSITIONS.locative:
                for member in other.members():
                    part_of = member.of if member.of is not None and member.lemma in self.table.parts else None
                    around = self._resolution(member) or (self._resolution(part_of) if part_of is not None else None)
                    found += [around] if around is not None else []
                    found += self._within(member)
        own = [token for token in phrase.own if token.kind == "place"]
        named = (
            bool(own)
            or proper_name(phrase) is not None
            or any(other.head_token.kind == "place" for other in phrase.apposition)
        )
        if phrase.of is not None and named:
            found += [each for each in (self._resolution(phrase.of),) if each is not None]
        if phrase.of is not None:
            found += self._within(phrase.of)
        if phrase.possessor is not None:
            found += [each for each in (self._resolution(phrase.possessor),) if each is not None]
        for other in phrase.apposition:
            found += self._within(other)
            if other.of is not None:
                found += [each for each in (self._resolution(other.of),) if each is not None]
        return tuple(dict.fromkeys(found))

    def _filler(
        self,
        phrase: Phrase,
        *,
        span: ActorSpan | None = None,
        actor_basis: str | None = None,
        resolution: Resolution | None = None,
        unit_noun: str | None = None,
        part: bool = False,
        unnamed: bool = False,
        name: str | None = None,
        within: tuple[Resolution, ...] = (),
        anaphor: bool = False,
    ) -> Participant:
        start, end = phrase.span()
        return Participant(
            start=start,
            end=end,
            head=phrase.lemma,
            actor=span.actor if span else None,
            span=span,
            actor_basis=actor_basis,
            resolution=resolution,
            unit_noun=unit_noun,
            part=part,
            unnamed=unnamed,
            name=name,
            within=within,
            plural=phrase.is_plural,
            number=next((token.low for token in phrase.own if token.tag == "CD"), None),
            determiner=phrase.determiner,
            anaphor=anaphor,
            words=tuple(token.low for token in phrase.own),
            called=_called(phrase),
        )


def _called(phrase: Phrase) -> tuple[tuple[str, ...], ...]:
    """What a phrase beside the name of a person calls him: "Rahim Gul, the governor of X"."""
    head = phrase.head_token
    if head.kind != "word" or head.tag != "NNP":
        return ()
    told = (each for other in phrase.apposition for each in other.members())
    return tuple(
        (*(token.low for token in each.own if token.start < each.head_token.start), each.lemma) for each in told
    )


def _may_be(resolution: Resolution) -> bool:
    """Whether a name is known at all: as the place it stands for, or as one of several that it may be."""
    return resolution.place is not None or bool(resolution.candidates)


def _is_province_name(place: Place) -> bool:
    """Whether a place is a province, or has the name of its own."""
    return place.kind is PlaceKind.PROVINCE or place.name == place.admin1_name


def proper_name(phrase: Phrase) -> str | None:
    """The proper name among the own words of a phrase that no gazetteer knows."""
    names = [token for token in phrase.own if token.tag == "NNP"]
    if not names:
        return None
    return " ".join(token.text for token in phrase.own if token.tag == "NNP" or token is phrase.head_token)
