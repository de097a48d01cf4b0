"""Which frames fit a clause: what fills the roles of a verb or a noun, and what rules a frame out."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from geo.language import default_language
from geo.language.inflect import plural
from geo.reading.clauses.arguments import (
    ground_behind,
    logical_objects,
    noun_arguments,
)
from geo.reading.clauses.asserting import Assertion
from geo.reading.clauses.claimed_deeds import is_dated
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.deeds import done_by
from geo.reading.clauses.needs import fits, ruled_out, words_of
from geo.reading.clauses.nouns import names_place
from geo.reading.clauses.records import Records
from geo.reading.clauses.reference import Memory
from geo.reading.clauses.roles import Fillers
from geo.reading.clauses.taken_before import is_placed, taken_before, taken_by
from geo.reading.clauses.whereabouts import place_words
from geo.reading.frames import Trait, default_frames

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.country import CountryPack
    from geo.errors import Problem
    from geo.language import LanguagePack
    from geo.model import Sentence
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause
    from geo.reading.clauses.filling import Filling
    from geo.reading.frames import Frame, FrameTable, Need
    from geo.reading.predication import Participant, Predication
    from geo.text import AnnotatedDocument

    Roles = dict[str, tuple[Participant, ...]]

_PREPOSITIONAL = frozenset({"from", "from_through", "away from", "of", "out of"})
_PLAIN = ("",)
"""Stands for the arguments of a role that a frame does not name."""
_ANYTHING: Need = ((), False, ())
_PRONOUNS = clause_words().pronouns
_VERBS = clause_words().verbs

_JUST_BEFORE = 2
"""So many sentences, this one among them, tell what happened just before."""


class FrameMatching:
    """Matches frames with the clauses of one document."""

    transfers_before: Sequence[Predication] = ()
    """The transfers that the sentence before told of: a follower follows the last, a taker may be driven out."""

    def __init__(
        self,
        annotated: AnnotatedDocument,
        *,
        problems: list[Problem],
        language: LanguagePack | None = None,
        frames: FrameTable | None = None,
        explain: bool = False,
    ) -> None:
        """Take the document; faults are added to `problems`.

        `explain` keeps the clauses in words, and why frames do not fit.
        """
        self.annotated = annotated
        self.language = language = language or default_language()
        self.frames = frames = frames or default_frames()
        self.demonyms = _demonyms(annotated.country)
        self.problems = problems
        self.explain = explain
        self.memory = Memory(annotated.country, annotated.resolutions, annotated.document.published)
        self.memory.events = frozenset(frames.by_noun)
        self.memory.happenings = _happenings(frames)
        self.fillers = Fillers(self.memory)
        self.assertion = Assertion(language)
        self.words = trigger_words(frames, language)
        self.records = Records()
        self.cut: list[Sentence] = []
        self.unknown: set[str] = set()

    def _verb_roles(self, filling: Filling, frame: Frame) -> tuple[Roles | None, str | None]:
        """What fills the roles of a frame, else why it does not fit; no role is filled before it is asked for."""
        clause = filling.clause
        if frame.light and filling.through(frame) is None:
            return None, _only_with(frame)
        if frame.modified and not _is_modified(clause, frame):
            return None, "it lacks a word that it stands with"
        if Trait.RANKED in frame.traits and not (clause.kind == "infinitive" and self.assertion.is_ranked(clause)):
            return None, "it is not told of one of a series"
        if frame.unlike and clause.verb is not None and not frame.unlike.isdisjoint(_adverbs(clause)):
            return None, "a word beside it speaks against it"
        if frame.roles.get("object") == ("subject",) and not frame.through and _has_object(clause):
            return None, "it has an object"
        found: Roles = {}
        if frame.is_territory and frame.needs.get("object", _ANYTHING)[1]:
            found["object"] = self._fillers_of("object", filling, frame)
            if not found["object"]:
                return None, "no territory is its object"
        checked: Roles = {}
        for role, need in frame.needs.items():
            fillers = found[role] if role in found else self._fillers_of(role, filling, frame)
            aside = _PREPOSITIONAL.issuperset(frame.roles.get(role, _PLAIN))
            kept = _fitting(need, fillers, is_aside=aside)
            if kept is None:
                return None, _unfit(frame, role, is_missing=not fillers, is_noun=False)
            checked[role] = kept
        return {
            role: checked[role] if role in checked else self._fillers_of(role, filling, frame) for role in frame.roles
        }, None

    def _fillers_of(self, role: str, filling: Filling, frame: Frame) -> tuple[Participant, ...]:
        """The fillers by the first argument that has one that fits; where none fits those of the first there is.

        Where a need only rules out, the first argument that is there decides.
        """
        sources = frame.roles.get(role, ())
        need = frame.needs.get(role)
        first: tuple[Participant, ...] = ()
        for source in sources:
            phrases = filling.arguments(frame, source)
            found = filling.of(role, phrases, frame) if phrases else ()
            if found and (need is None or not need[0] or any(fits(need, each) for each in found)):
                return found
            first = first or found
        if not first and "context" in sources and not ("object" in sources and filling.arguments(frame, "object")):
            verb = filling.clause.verb
            is_repelled = verb is not None and verb.particle in _VERBS.repelling
            found = tuple(each for each in self.fillers.context() if not (is_repelled and self._is_attempted(each)))
            return found or (() if is_repelled else self._had_taken(filling, frame))
        return first

    def _had_taken(self, filling: Filling, frame: Frame) -> tuple[Participant, ...]:
        """What those had taken whom a verb says to be driven out."""
        own = [each for source in frame.roles["object"] for each in filling.arguments(frame, source)]
        if Trait.EXPELS not in frame.traits or own or is_placed(filling.clause):
            return ()
        ousted = [each for source in frame.roles.get("from_whom", ()) for each in filling.arguments(frame, source)]
        told = taken_by(ousted, self.fillers, self.frames, self.assertion)
        return told or taken_before(filling.of("from_whom", ousted, frame), self.transfers_before)

    def _is_attempted(self, filler: Participant) -> bool:
        """Whether a place was only aimed at just before: who "tried to storm X and was driven off" never held it."""
        return any(filler.resolution in told.possible for told in self.memory.told[-_JUST_BEFORE:])

    @staticmethod
    def _is_object_of(phrase: Phrase, clause: Clause, frame: Frame) -> bool:
        """Whether a noun is what one of the words is done to that take the event from it.

        A verb ("found a bomb"), or a preposition ("resigned over the ban").
        """
        if not frame.not_object_of or clause.verb is None:
            return False
        subject = clause.subject
        if clause.verb.lemma in place_words().undergoing and subject is not None and names_place(subject):
            return False  # "the province witnessed a massacre"
        if any(phrase is each and word in frame.not_object_of for word, each in clause.phrases):
            return True
        if default_language().says("claiming", clause.verb.lemma) == "condemning" and is_dated(phrase):
            return False  # "condemned Monday's blast"
        return clause.verb.lemma in frame.not_object_of and any(phrase is each for each in logical_objects(clause))

    def _noun_roles(self, phrase: Phrase, filling: Filling, frame: Frame) -> tuple[Roles | None, str | None]:
        roles: Roles = {}
        clause = filling.clause
        for role, sources in frame.noun_roles.items():
            for source in sources:
                if _is_of_something_else(phrase, frame, role, source):
                    break
                arguments = noun_arguments(phrase, clause, source)
                if source == "host" and not arguments:
                    arguments = done_by(phrase, self.memory.clauses)
                behind = [
                    other
                    for each in arguments
                    for other in (ground_behind(each, clause) if each.lemma in frame.through else (each,))
                ]
                found = filling.of(role, behind, frame, phrase.attached)
                need = frame.noun_needs.get(role)
                kept = tuple(each for each in found if need is None or fits(need, each) or ruled_out(need, each))
                if kept:
                    roles[role] = kept
                    break
        for role, need in frame.noun_needs.items():
            fillers = roles.get(role, ())
            fitting = _fitting(need, fillers)
            if fitting is None:
                return None, _unfit(frame, role, is_missing=not fillers, is_noun=True)
            if fillers:
                roles[role] = fitting
        return roles, None


def _is_of_something_else(phrase: Phrase, frame: Frame, role: str, source: str) -> bool:
    """Whether "of" names what was taken, so that no other place is: "capture of two men in X", "X's takeover of Y"."""
    return frame.is_territory and role == "object" and source in {"in", "possessor"} and phrase.of is not None


def _fitting(need: Need, fillers: tuple[Participant, ...], *, is_aside: bool = False) -> tuple[Participant, ...] | None:
    """The fillers that fit, None where they do not do; what fills an aside without fitting is no filler of it."""
    if not fillers:
        return None if need[1] else ()
    kept = tuple(each for each in fillers if fits(need, each))
    if not kept and not need[1] and is_aside:
        return ()
    return kept if kept and not any(ruled_out(need, each) for each in fillers) else None


@cache
def _unfit(frame: Frame, role: str, *, is_missing: bool, is_noun: bool) -> str:
    """Why a role's fillers do not do, in words."""
    shown = role.replace("_", " ")
    if is_missing:
        return f"it has no {shown}"
    return f"its {shown} is not {words_of((frame.noun_needs if is_noun else frame.needs)[role])}"


@cache
def _only_with(frame: Frame) -> str:
    return f"it tells of this only with {', '.join(sorted(frame.through)[:4])}"


def _adverbs(clause: Clause) -> Iterable[str]:
    return (*clause.adverbs, *clause.verb.adverbs) if clause.verb is not None else clause.adverbs


def _has_object(clause: Clause) -> bool:
    """Whether something is done to another, and not to oneself: "surrendered itself" has none."""
    own = clause_words().parties.reflexive
    return not clause.passive and any(each.head_token.low not in own for each in clause.objects)


def _is_modified(clause: Clause, frame: Frame) -> bool:
    """Whether one of the words that a frame stands with is in the clause."""
    particle = (clause.verb.particle or "") if clause.verb is not None else ""
    return not frame.modified.isdisjoint((*_adverbs(clause), particle)) or any(
        word.split()[0] in frame.modified for word, _ in clause.phrases
    )


def _demanded(frame: Frame) -> frozenset[str]:
    """The head words of which one must fill a role of a frame."""
    demanded = (need for need in frame.needs.values() if need[1])
    heads = (each for need in demanded for alternative in need[0] for each in alternative)
    return frozenset(word for each in heads if isinstance(each, frozenset) for word in each)


@cache
def trigger_words(frames: FrameTable, language: LanguagePack) -> frozenset[str]:
    """Every form of every word that evokes a frame: a sentence without any is not parsed."""
    rare: set[str] = set()
    lemmas: set[str] = set()
    for frame in frames.frames:
        own = {verb.split()[0] for verb in frame.verbs}
        if own & _VERBS.auxiliaries:  # told by its other words: "is under the control of"
            rare |= frame.through | _demanded(frame)
            rare |= _PRONOUNS.owning if Trait.OWNS in frame.traits else frozenset()
            rare |= {word.split()[-1] for word in frame.beside} if frame.of_any or frame.is_territory else set()
            own -= _VERBS.auxiliaries
        lemmas |= own
    words = {
        form
        for form, readings in language.forms.items()
        if any(each.lemma in lemmas and each.tag.startswith("VB") for each in readings)
    }
    words |= lemmas | {form for word in rare for form in (word, plural(word))}
    for noun in (*frames.by_noun, *frames.by_bare_noun, *frames.by_adjective):
        words |= {noun, plural(noun)}
    parts = (word.replace("-", " ").replace("'", " ").split() for word in words)
    return frozenset(max(each, key=len) for each in parts if each)


@cache
def _happenings(frames: FrameTable) -> frozenset[str]:
    """The nouns that tell of something by themselves: "unrest", "bombing", and not "people" for "displaced people"."""
    return frozenset(
        noun
        for frame in frames.frames
        if not (frame.modified or frame.bare)
        for noun in frame.nouns
        if len(noun.split()) == 1
    )


def _demonyms(country: CountryPack) -> frozenset[str]:
    """The adjectives of nations and peoples, in lower case."""
    return frozenset(word.lower() for word in (*country.demonyms, *country.foreign_demonyms))
