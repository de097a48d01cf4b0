"""Lists under a heading: what the heading tells of a group is told of each place that an entry names.

"Provincial capitals that the Taliban have taken so far:" or "Seized by the Taliban" over "Aug. 8 - Kunduz: ...", and
"1. Zaranj (Nimroz), Aug 6". A line that is no entry closes the list.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.reading.clauses.chunks import VerbGroup
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.list_entries import begins_line, ends_line, entry_of, is_number_alone, speaks_against
from geo.reading.clauses.nouns import NamedBy, names_place, phrase_class
from geo.reading.clauses.series import SeriesReading
from geo.vocab import TRANSFERS, Action, AssertionMode, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.model import Resolution, Sentence
    from geo.reading.clauses.clause import Clause, Parsed
    from geo.reading.clauses.list_entries import Entry
    from geo.reading.predication import Participant, Predication, SentenceReading

_LISTS = clause_words().lists
_PREPOSITIONS = clause_words().prepositions
_ENDS = (".", "!", "?")
_LISTED = TRANSFERS | {Action.HELD, Action.BESIEGED, Action.VACATED}
"""What a list tells of units: each of them changed hands, or is held, besieged, left."""


class HeadedLists(SeriesReading):
    """Reads lists under headings."""

    heading: Predication | None = None
    """What the heading of the list that is being read tells of the group; its object is that group."""

    def _with_entries(self, reading: SentenceReading) -> SentenceReading:
        """The reading of a sentence, with what it tells as an entry; a heading opens a list, another line closes it."""
        sentence = reading.sentence
        entry = self._entry(sentence)
        if entry is None:
            if begins_line(sentence, self.annotated) and not is_number_alone(sentence, self.annotated):
                self.heading = self._heading(reading)
            return reading
        if self.heading is None:
            return reading
        told = list(self._told_of(entry, self.heading, reading.predications))
        if told:
            kept = [each for each in reading.predications if not _is_of_entry(each, told)]
            reading.predications = tuple(sorted((*kept, *told), key=lambda each: (each.trigger, each.order)))
        return reading

    def _of_line(self, parsed: Parsed, sentence: Sentence) -> Iterator[Predication]:
        """What a heading tells of the list behind its colon in one line: "Retaken so far: X and Y"."""
        if len(parsed.clauses) != len(("heading", "list")):
            return
        clause, listed = parsed.clauses
        verb, named = clause.verb, listed.subject
        if verb is None or verb.form != "participle" or clause.objects or listed.verb is not None or named is None:
            return
        names = all(names_place(each) and phrase_class(each) is NamedBy.PLACE for each in named.members())
        if not names or listed.phrases or parsed.tokens[listed.start - 1].tag != ":" or clause.head is not None:
            return
        bare = replace(clause, kind="main", subject=named, head=None, governor=None)
        yield from self._either_voice(bare, sentence, parsed, is_named=True)

    def _entry(self, sentence: Sentence) -> Entry | None:
        return entry_of(sentence, self.annotated, self.language, self.demonyms)

    def _told_of(self, entry: Entry, heading: Predication, own: Sequence[Predication]) -> Iterator[Predication]:
        """What a heading tells of the places of an entry; nothing where its own words say anything else."""
        if speaks_against(entry, heading.frame.verbs, self.annotated, self.language):
            return
        if any(each.frame.is_territory and not _is_alike(each, heading) for each in own):
            return
        group = heading.role("object")[0]
        fillers = tuple(
            each
            for each in self.fillers.grounds(entry.phrase, unit_noun=group.unit_noun)
            if each.resolution is not None
        )
        if not fillers or any(each.part for each in fillers):
            return
        days = entry.days or next((each.days for each in own if each.days and each.frame.is_territory), ())
        for filler in fillers:
            if filler.resolution is not None:
                self.memory.unit(filler.resolution)
        sentence = entry.sentence
        yield replace(
            heading,
            sentence=sentence,
            heading=heading.sentence,
            trigger=entry.phrase.span(),
            clause=(sentence.start, sentence.end),
            stretch=(sentence.start, sentence.end),
            roles={**heading.roles, "object": fillers},
            days=days or heading.days,
            days_around=() if days else heading.days_around,
        )

    def _heading(self, reading: SentenceReading) -> Predication | None:
        """What a line tells as the heading of a list whose entries follow; None where it is no heading."""
        sentence = reading.sentence
        following = self._following(sentence)
        words = self.annotated.text[sentence.start : sentence.end].strip()
        low = words.lower().split()
        if following is None or not _LISTS.either.isdisjoint(low) or not ends_line(sentence, self.annotated):
            return None
        is_prose = words.endswith(_ENDS)
        if is_prose and _LISTS.pointing.isdisjoint(low):
            return None
        territory = [each for each in reading.predications if each.frame.is_territory]
        if not territory and not is_prose:
            territory = list(self._of_bare_heading(self.parse(sentence), sentence, following))
        found = territory[0] if len(territory) == 1 else None
        if found is None or found.frame.action not in _LISTED or found.mode is not AssertionMode.ACTUAL:
            return None
        group = found.role("object")
        return found if len(group) == 1 and _is_group(group[0]) else None

    def _following(self, sentence: Sentence) -> Entry | None:
        """The entry that begins the line behind a sentence."""
        for each in self.annotated.sentences[sentence.index + 1 :]:
            if not is_number_alone(each, self.annotated):
                return self._entry(each)
        return None

    def _of_bare_heading(self, parsed: Parsed, sentence: Sentence, first: Entry) -> Iterator[Predication]:
        """What a heading without a finite verb tells: "Seized by the Taliban", "Cities lost to the Taliban".

        Without a subject it is told of what the entries name.
        """
        if len(parsed.clauses) != 1:
            return
        clause = parsed.clauses[0]
        subject = clause.subject
        verb = clause.verb or _being(clause, parsed)
        if verb is None or clause.objects or verb.negated or verb.modal:
            return
        if clause.verb is None:  # "Under siege by the Taliban"
            state = replace(clause, kind="main", verb=verb, subject=next(first.phrase.members()))
            yield from _of_group(self._of_clause(state, sentence, parsed, [], question=False))
            return
        if subject is None and verb.form == "participle":
            bare = replace(clause, kind="main", subject=next(first.phrase.members()), head=None, governor=None)
        elif subject is not None and subject.is_plural and verb.shaky and phrase_class(subject) is NamedBy.UNIT:
            bare = replace(clause, kind="main")
        else:
            return
        yield from self._either_voice(bare, sentence, parsed, is_named=subject is not None)

    def _either_voice(
        self, clause: Clause, sentence: Sentence, parsed: Parsed, *, is_named: bool
    ) -> Iterator[Predication]:
        """The changes that a bare participle tells of, as a passive or of what went by itself ("fallen")."""
        assert clause.verb is not None
        for passive in (True, False):
            read = replace(clause, verb=replace(clause.verb, passive=passive, form="finite", shaky=False))
            found = list(self._of_clause(read, sentence, parsed, [], question=False))
            if found:
                yield from found if is_named else _of_group(found)
                return


def _being(clause: Clause, parsed: Parsed) -> VerbGroup | None:
    """The verb "be" that a heading leaves out before what a place is in or under; None for any other heading."""
    is_state = clause.subject is None and bool(clause.phrases) and clause.phrases[0][0] in _PREPOSITIONS.stative
    if not is_state or clause.start >= len(parsed.tokens):
        return None
    at = clause.start
    return VerbGroup(start=at, end=at, head=at, tokens=parsed.tokens, lemma="be", form="finite", tense="present")


def _of_group(found: Iterable[Predication]) -> Iterator[Predication]:
    """What was read of the first entry, told of the places of all entries."""
    for each in found:
        group = tuple(_as_group(filler) for filler in each.role("object"))
        yield replace(each, roles={**each.roles, "object": group})


def _as_group(filler: Participant) -> Participant:
    """The first place of a list as the group that a heading without a noun speaks of."""
    return replace(filler, resolution=None, unit_noun=None, unnamed=True, plural=True, within=())


def _is_group(filler: Participant) -> bool:
    return filler.unnamed and filler.plural and not filler.part


def _is_alike(predication: Predication, heading: Predication) -> bool:
    """Whether an entry tells the same of itself as its heading: as actual, and of nobody else who took it."""
    same = (
        predication.frame.action is heading.frame.action
        or {predication.frame.action, heading.frame.action} <= TRANSFERS
        or (predication.frame.action is Action.HELD and _sides(predication) == _sides(heading))
    )
    return same and predication.mode is AssertionMode.ACTUAL


def _sides(predication: Predication) -> set[str | None]:
    """Of which sides those are who take or hold what a predication tells of."""
    return {each.actor.side if each.actor is not None else None for each in predication.role("agent")}


def _is_of_entry(predication: Predication, told: Sequence[Predication]) -> bool:
    """Whether a predication of an entry's own sentence tells the same of its places, or of what they lie in."""
    if not predication.frame.is_territory:
        return False
    named = [filler.resolution for each in told for filler in each.role("object") if filler.resolution is not None]
    return all(
        each.resolution is None or any(_is_or_holds(each.resolution, inner) for inner in named)
        for each in predication.role("object")
    )


def _is_or_holds(outer: Resolution, inner: Resolution) -> bool:
    """Whether a place is another, or the province in which that lies."""
    around, place = outer.place, inner.place
    if outer is inner or around is None or place is None:
        return True
    return around.kind is PlaceKind.PROVINCE and around.admin1_pcode == place.admin1_pcode
