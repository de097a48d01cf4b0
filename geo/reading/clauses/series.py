"""Units that a later clause names for a change told before: the members of a group, and those that followed.

"Three cities fell: A, B and C", "... These are A, B and C", "... The first was A"; "X fell, followed by Y".
Members take the place of the group that counted them; a follower is told as the change that it followed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.reading.clauses.build import build
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.ellipsis import restore_verbs
from geo.reading.clauses.likewise import beside, dated_name, fared_likewise
from geo.reading.clauses.lists import arrange
from geo.reading.clauses.needs import is_country
from geo.reading.clauses.nested_names import without_outer_names
from geo.reading.clauses.nouns import RANKED, names_place, noun_table
from geo.reading.clauses.phrases import chunk
from geo.reading.clauses.predicating import Predicating
from geo.reading.clauses.runs import joined
from geo.reading.clauses.tagging import tag_tokens
from geo.reading.clauses.times import dates_of_other, days_of
from geo.reading.clauses.tokens import tokenise
from geo.vocab import TRANSFERS, Action, AssertionMode, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.model import Sentence
    from geo.reading.clauses.chunks import Phrase, VerbGroup
    from geo.reading.clauses.clause import Clause, Parsed
    from geo.reading.predication import Participant, Predication

_SERIES_OF = frozenset({"NP", ",", "CC"})
"""What a list of names is made of."""
_MOST_BEHIND = 4
"""In so many sentences behind it the members of a group are looked for."""
_OF_UNITS = TRANSFERS | {Action.HELD, Action.BESIEGED}
_OPENERS = clause_words().openers
_PRONOUNS = clause_words().pronouns
_VERBS = clause_words().verbs
_INCLUDE = "include"
_BEFORE = "before"
"""The connective of what came about before something else."""


class SeriesReading(Predicating):
    """Reads what a series of changes leaves to another clause."""

    clause_before: Clause | None = None
    """The last clause of the sentence before, which "So did X" goes on with."""

    def parse(self, sentence: Sentence) -> Parsed:
        """The clauses of a sentence, its dateline left out."""
        annotated = self.annotated
        start = annotated.prose_start(sentence)
        tokens = tokenise(
            annotated.text,
            start,
            sentence.end,
            self.language,
            names=annotated.places_in(sentence),
            actors=annotated.actors_in(sentence),
            days=annotated.days_in(sentence),
            demonyms=self.demonyms,
        )
        tokens = without_outer_names(tokens)
        tag_tokens(tokens, self.language)
        parsed = build(tokens, arrange(chunk(tokens, self.language)), self.language)
        restore_verbs(parsed.clauses, self.language, self.clause_before)
        return parsed

    def _with_members(
        self, predications: Sequence[Predication], parsed: Parsed, sentence: Sentence
    ) -> list[Predication]:
        """The predications, with the members of a counted group that a colon or the next sentence names."""
        found: list[Predication] = []
        for each in predications:
            group = next((filler for filler in each.role("object") if _is_counted(filler)), None)
            members = list(self._members(group, each, parsed, sentence)) if group and _tells_of_units(each) else []
            if members:
                rest = tuple(filler for filler in each.role("object") if filler is not group)
                found.append(replace(each, roles={**each.roles, "object": (*rest, *members)}))
                for filler in members:
                    if filler.resolution is not None:
                        self.memory.unit(filler.resolution)
            else:
                inner = tuple(self._named_inside(each, parsed)) if _tells_of_units(each) else ()
                roles = {**each.roles, "object": (*each.role("object"), *inner)}
                found.append(replace(each, roles=roles) if inner else each)
        return found

    def _named_inside(self, predication: Predication, parsed: Parsed) -> Iterator[Participant]:
        """What fared as the province around it did, behind the province: "captured P, including its capital X"."""
        provinces = [each for each in predication.role("object") if _is_province(each) and not each.part]
        for clause in parsed.clauses:
            verb = clause.verb
            if verb is None or verb.lemma != _INCLUDE or verb.form != "gerund" or not clause.objects:
                continue
            if (around := next((each for each in provinces if _is_behind(verb, each)), None)) is None:
                continue
            for filler in self._known(clause.objects[0], clause):
                if _lies_in(filler, around) and filler.resolution is not None:
                    self.memory.unit(filler.resolution)
                    yield filler

    def _members(
        self, group: Participant, predication: Predication, parsed: Parsed, sentence: Sentence
    ) -> Iterator[Participant]:
        named = _behind_colon(parsed, predication.trigger[1]) or _before_colon(parsed, group)
        named = named or self._told_beside(group, parsed)
        for phrase in [named] if named is not None else self._told_behind(sentence):
            members = self.fillers.grounds(phrase, unit_noun=group.unit_noun)
            yield from (each for each in members if each.resolution is not None or each.name is not None)

    def _told_behind(self, sentence: Sentence) -> Iterator[Phrase]:
        """The lists of the sentences behind a group, as far as they go on with it: "One is A. B is another."."""
        for each in self.annotated.sentences[sentence.index + 1 : sentence.index + 1 + _MOST_BEHIND]:
            named = self._list_told(self.parse(each))
            if named is None:
                return
            yield named

    def _told_beside(self, group: Participant, parsed: Parsed) -> Phrase | None:
        """The list of "the districts that fell include A", "among those is A", "A is one of those that fell"."""
        for clause in parsed.clauses:
            if clause.verb is None or clause.verb.lemma not in _VERBS.including or not self._asserts(clause):
                continue
            told, subject = clause.objects[:1], clause.subject
            among = [phrase for word, phrase in clause.phrases if word in _OPENERS.among]
            around = [*([subject] if subject is not None else []), *among]
            if told and _names_some(told[0]) and told[0].span()[0] >= group.end and _hold(around, group):
                return told[0]
            parts = [*among, *(each for each in told if each.head_token.low in _PRONOUNS.singled | RANKED)]
            if clause.verb.lemma == "be" and subject is not None and _names_some(subject) and _hold(parts, group):
                return subject
        return None

    def _list_told(self, parsed: Parsed) -> Phrase | None:
        """The list of "These are A and B", "They include A", "The first was A", "Among them is A", "B is another"."""
        for clause in parsed.clauses[:1]:
            subject, verb = clause.subject, clause.verb
            if verb is None or verb.lemma not in _VERBS.including or not self._asserts(clause):
                continue
            among = any(word in _OPENERS.among and self._is_group(phrase) for word, phrase in clause.phrases)
            told = clause.objects[0] if clause.objects else None
            if told is not None and _names_some(told) and (self._is_group(subject) if subject is not None else among):
                return told
            if verb.lemma != "be":
                continue
            is_one = among or not _PRONOUNS.singled.isdisjoint(clause.adverbs)  # "Y is another"
            if subject is not None and _names_some(subject) and (is_one if told is None else self._is_group(told)):
                return subject
        return None

    def _is_group(self, phrase: Phrase) -> bool:
        low = phrase.head_token.low
        if low in _PRONOUNS.series or (low in _PRONOUNS.singled and (phrase.of is None or self._is_group(phrase.of))):
            return True
        definite = phrase.determiner in {"the", "these", "those"} and not names_place(phrase)
        return definite and (
            (phrase.is_plural and phrase.lemma in self.fillers.table.units) or phrase.head_token.low in RANKED
        )

    def _followers(
        self, predications: Iterable[Predication], parsed: Parsed, sentence: Sentence
    ) -> Iterator[Predication]:
        """The changes that "followed by X", "X followed" and "X was next" tell of."""
        transfers = [each for each in predications if _is_transfer(each)]
        for clause in parsed.clauses:
            yield from self._beside(clause, transfers)
            named = fared_likewise(clause) or _others(clause) or dated_name(clause)
            if named is None or not self._asserts(clause):
                continue
            trigger = clause.verb.span() if clause.verb is not None else named.span()
            if any(each.trigger == trigger for each in transfers):
                continue
            before = [each for each in transfers if each.trigger[1] <= trigger[0]]
            told = before or (self.transfers_before if clause.verb is not None else ())
            source = told[-1] if told else None
            fillers = self._known(named, clause)
            if source is None or not fillers:
                continue
            days, around, bound = days_of(clause, trigger)
            for filler in fillers:
                if filler.resolution is not None:
                    self.memory.unit(filler.resolution)
            yield replace(
                source,
                sentence=sentence,
                trigger=trigger,
                lemma=clause.verb.lemma if clause.verb is not None else source.lemma,
                roles={**source.roles, "object": fillers},
                days=days,
                days_around=around,
                bound=bound,
                is_noun=False,
            )

    def _beside(self, clause: Clause, transfers: Sequence[Predication]) -> Iterator[Predication]:
        """The same change of what fared so before: "X fell a day after Y", "X, like Y before it, fell"."""
        own = [each for each in transfers if clause.verb is not None and each.trigger == clause.verb.span()]
        for source in own[:1]:
            for word, phrase in beside(clause):
                fillers = self._known(phrase, clause)
                if fillers:
                    days = tuple(each.day for each in dates_of_other(word, phrase, clause) if each.day is not None)
                    bound = None if days else _BEFORE
                    before = replace(source, days=days, days_around=(), bound=bound, is_noun=False)
                    yield replace(before, trigger=phrase.span(), roles={**source.roles, "object": fillers})

    def _known(self, phrase: Phrase, clause: Clause) -> tuple[Participant, ...]:
        """The known ground that a phrase names, no country."""
        named = self.fillers.grounds(phrase, clause)
        return tuple(each for each in named if each.resolution is not None and not is_country(each))

    def _asserts(self, clause: Clause) -> bool:
        return self.assertion.of_clause(clause).mode is AssertionMode.ACTUAL

    def _remember_transfer(self, predications: Iterable[Predication]) -> None:
        """Keep the transfers of a sentence for the next one."""
        self.transfers_before = tuple(each for each in predications if _is_transfer(each))


def _others(clause: Clause) -> Phrase | None:
    """The rest of a group of which one was told: "X is one of three cities that fell. The others are Y and Z"."""
    subject, verb = clause.subject, clause.verb
    if verb is None or verb.lemma != "be" or subject is None or len(clause.objects) != 1 or subject.of is not None:
        return None
    is_rest = subject.head_token.low in _PRONOUNS.rest
    return clause.objects[0] if is_rest and names_place(clause.objects[0]) else None


def _is_province(filler: Participant) -> bool:
    place = filler.resolution.place if filler.resolution is not None else None
    return place is not None and place.kind is PlaceKind.PROVINCE and filler.unit_noun in {None, "province"}


def _is_behind(verb: VerbGroup, filler: Participant) -> bool:
    """Whether a verb stands right behind a phrase, or behind its comma."""
    return 0 <= verb.span()[0] - filler.end <= len(", ")


def _lies_in(filler: Participant, province: Participant) -> bool:
    inner = filler.resolution.place if filler.resolution is not None else None
    outer = province.resolution.place if province.resolution is not None else None
    if inner is None or outer is None or inner.kind is PlaceKind.PROVINCE:
        return False
    return inner.admin1_pcode == outer.admin1_pcode


def _is_transfer(predication: Predication) -> bool:
    return predication.frame.action in TRANSFERS and predication.mode is AssertionMode.ACTUAL


def _tells_of_units(predication: Predication) -> bool:
    """Whether something happened to units, or is so, that may be told of several: taken, held, besieged."""
    return predication.frame.action in _OF_UNITS and predication.mode is AssertionMode.ACTUAL


def _is_counted(filler: Participant) -> bool:
    """Whether a filler is a group of units without their names, or one of it: "three more cities", "one of them"."""
    if filler.unit_noun is None:
        return False
    is_one = filler.head in _PRONOUNS.singled
    if filler.unnamed:
        return filler.plural or is_one
    return filler.plural and filler.number is not None and filler.head in noun_table().units  # "nine districts of P"


def _reaches(phrase: Phrase, group: Participant) -> bool:
    start, end = phrase.span()
    return start <= group.start < end


def _names_some(phrase: Phrase) -> bool:
    """Whether a known name is among the members of a list; others there may be names that nobody knows."""
    return any(names_place(each) for each in phrase.members())


def _hold(phrases: Iterable[Phrase], group: Participant) -> bool:
    """Whether a group of units is named in one of some phrases."""
    return any(_reaches(each, group) for each in phrases)


def _before_colon(parsed: Parsed, group: Participant) -> Phrase | None:
    """The list of names that opens a sentence and that a colon or a dash parts from its group: "A, B: both fell"."""
    at = next((k for k, each in enumerate(parsed.chunks) if each.kind in {":", "-"}), 0)
    ahead = parsed.chunks[:at]
    named = [each.phrase for each in ahead if each.kind == "NP" and each.phrase is not None]
    if not named or parsed.chunks[at].token.start >= group.start or not _SERIES_OF.issuperset(e.kind for e in ahead):
        return None
    are_names = all(names_place(each) for phrase in named for each in phrase.members())
    return (joined(named) if len(named) > 1 else named[0]) if are_names else None


def _behind_colon(parsed: Parsed, position: int) -> Phrase | None:
    """The list of names behind a colon, a dash or a semicolon that stands behind a position of the text."""
    for clause in parsed.clauses:
        if clause.verb is not None or clause.subject is None or not clause.start:
            continue
        mark = parsed.tokens[clause.start - 1]
        if mark.start >= position and mark.tag in {":", "-"} and _names_some(clause.subject):
            return clause.subject
    return None
