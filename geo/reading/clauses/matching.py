"""Which frames fit a clause: what fills the roles of a verb or a noun, and what rules a frame out."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from geo.language import default_language
from geo.language.inflect import plural
from geo.reading.clauses.arguments import (
    ground_behind,
    logical_objects,
    noun_arguments,
    through_phrase,
    verb_arguments,
)
from geo.reading.clauses.asserting import Assertion
from geo.reading.clauses.needs import fits, ruled_out, words_of
from geo.reading.clauses.reference import Memory
from geo.reading.clauses.roles import Fillers
from geo.reading.frames import default_frames

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo.country import CountryPack
    from geo.errors import Problem
    from geo.language import LanguagePack
    from geo.model import Sentence
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause, Parsed
    from geo.reading.frames import Frame, FrameTable, Need
    from geo.reading.predication import Participant
    from geo.text import AnnotatedDocument

_GROUND_ROLES = frozenset({"object"})
_PREPOSITIONAL = frozenset({"from", "from_through", "of", "out of"})
_EVERYWHERE = frozenset({"be", "have", "do"})


class FrameMatching:
    """Matches frames with the clauses of one document."""

    def __init__(
        self,
        annotated: AnnotatedDocument,
        *,
        problems: list[Problem],
        language: LanguagePack | None = None,
        frames: FrameTable | None = None,
        explain: bool = False,
    ) -> None:
        """Take the document; faults are added to `problems`. `explain` keeps the clauses in words."""
        self.annotated = annotated
        self.language = language = language or default_language()
        self.frames = frames = frames or default_frames()
        self.demonyms = _demonyms(annotated.country)
        self.problems = problems
        self.explain = explain
        self.memory = Memory(annotated.country, annotated.resolutions)
        self.memory.events = frozenset(frames.by_noun)
        self.memory.happenings = _happenings(frames)
        self.fillers = Fillers(self.memory)
        self.assertion = Assertion(language)
        self.words = trigger_words(frames, language)
        self.cut: list[Sentence] = []

    def _verb_roles(self, clause: Clause, frame: Frame) -> tuple[dict[str, tuple[Participant, ...]] | None, str | None]:
        if frame.light and through_phrase(clause, frame) is None:
            return None, f"it tells of this only with {', '.join(sorted(frame.through)[:4])}"
        if frame.modified and not (
            frame.modified
            & {
                *clause.adverbs,
                *(clause.verb.adverbs if clause.verb else ()),
                (clause.verb.particle or "") if clause.verb else "",
            }
            or any(word.split()[0] in frame.modified for word, _ in clause.phrases)
        ):
            return None, "it lacks a word that it stands with"
        if clause.verb is not None and not frame.unlike.isdisjoint({*clause.adverbs, *clause.verb.adverbs}):
            return None, "a word beside it speaks against it"
        if frame.roles.get("object") == ("subject",) and not frame.through and clause.objects and not clause.passive:
            return None, "it has an object"
        roles: dict[str, tuple[Participant, ...]] = {}
        for role, sources in frame.roles.items():
            roles[role] = self._first_fit(
                role, (verb_arguments(clause, frame, source) for source in sources), clause, frame
            )
            told = "object" in sources and verb_arguments(clause, frame, "object")
            if not roles[role] and "context" in sources and not told:
                roles[role] = self.fillers.context()
        if frame.is_territory and not roles.get("object") and frame.needs.get("object", ("", False))[1]:
            return None, "no territory is its object"
        asides = frozenset(role for role, sources in frame.roles.items() if _PREPOSITIONAL.issuperset(sources))
        return self._checked(frame.needs, roles, asides)

    def _first_fit(
        self, role: str, sources: Iterator[list[Phrase]], clause: Clause, frame: Frame
    ) -> tuple[Participant, ...]:
        """The fillers by the first argument that has one that fits; where none fits those of the first there is."""
        need = frame.needs.get(role)
        first: tuple[Participant, ...] = ()
        for phrases in sources:
            found = self._fill(role, phrases, clause, frame) if phrases else ()
            if found and (need is None or any(fits(need, each) for each in found)):
                return found
            first = first or found
        return first

    def _checked(
        self, needs: Mapping[str, Need], roles: dict[str, tuple[Participant, ...]], asides: frozenset[str] = frozenset()
    ) -> tuple[dict[str, tuple[Participant, ...]] | None, str | None]:
        """The roles with the fillers that fit; what fills a role of `asides` without fitting is no filler of it."""
        for role, need in needs.items():
            fillers = roles.get(role, ())
            if not fillers:
                if need[1]:
                    return None, f"it has no {role.replace('_', ' ')}"
                continue
            kept = tuple(each for each in fillers if fits(need, each))
            if not kept and not need[1] and role in asides:
                roles[role] = ()
                continue
            if not kept or any(ruled_out(need, each) for each in fillers):
                return None, f"its {role.replace('_', ' ')} is not {words_of(need)}"
            roles[role] = kept
        return roles, None

    def _fill(self, role: str, phrases: Sequence[Phrase], clause: Clause, frame: Frame) -> tuple[Participant, ...]:
        found: list[Participant] = []
        for phrase in phrases:
            if role in _GROUND_ROLES and frame.is_territory:
                found += self.fillers.grounds(phrase, clause)
            else:
                parties = list(self.fillers.parties(phrase, clause))
                found += parties
                if role == "place" and all(each.resolution is None for each in parties):  # "Yahyakhel district"
                    found += self.fillers.places(phrase)
        return tuple(self._with_place(each, phrases, clause) for each in found)

    def _with_place(self, filler: Participant, phrases: Sequence[Phrase], clause: Clause) -> Participant:
        """An unlocated piece of ground takes the place that its clause puts it in."""
        if filler.resolution is not None or filler.actor is not None or filler.within:
            return filler
        last = max((phrase.end for phrase in phrases), default=0)
        for word, phrase in clause.phrases:
            if word in {"in", "of", "at", "near"} and phrase.start >= last:
                inner = list(self.fillers.grounds(phrase, clause))
                within = tuple(each.resolution for each in inner if each.resolution is not None)
                if within:
                    return replace(filler, within=within)
        return filler

    def _blocked(self, clause: Clause, frame: Frame, parsed: Parsed) -> bool:
        if not frame.without and not frame.beside and not frame.dated:
            return False
        end = min(
            [each.start for each in parsed.clauses if each.start > clause.start and each.parent is not clause.parent]
            or [len(parsed.tokens)]
        )
        words = {token.low for token in parsed.tokens[clause.start : max(end, clause.verb.end if clause.verb else end)]}
        words |= {token.lemma for token in parsed.tokens[clause.start : end]}
        if frame.without & words:
            return True
        if frame.dated and not clause.dates:
            return True
        if not frame.beside:
            return False
        first, last = stretch(clause, parsed)
        return frame.beside.isdisjoint(
            {word for token in parsed.tokens if first <= token.start < last for word in (token.low, token.lemma)}
        )

    @staticmethod
    def _is_object_of(phrase: Phrase, clause: Clause, frame: Frame) -> bool:
        """Whether a noun is what one of the verbs is done to that take the event from it: "found a bomb"."""
        return (
            bool(frame.not_object_of)
            and clause.verb is not None
            and clause.verb.lemma in frame.not_object_of
            and any(phrase is each for each in logical_objects(clause))
        )

    def _noun_roles(
        self, phrase: Phrase, clause: Clause, frame: Frame
    ) -> tuple[dict[str, tuple[Participant, ...]] | None, str | None]:
        roles: dict[str, tuple[Participant, ...]] = {}
        for role, sources in frame.noun_roles.items():
            for source in sources:
                arguments = noun_arguments(phrase, clause, source)
                behind = [
                    other
                    for each in arguments
                    for other in (ground_behind(each, clause) if each.lemma in frame.through else (each,))
                ]
                found = self._fill(role, behind, clause, frame)
                need = frame.noun_needs.get(role)
                kept = tuple(each for each in found if need is None or fits(need, each) or ruled_out(need, each))
                if kept:
                    roles[role] = kept
                    break
        return self._checked(frame.noun_needs, roles)


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
        if own & _EVERYWHERE:  # told by its other words: "is under the control of"
            rare |= frame.through if frame.light else _demanded(frame)
            own -= _EVERYWHERE
        lemmas |= own
    words = {
        form
        for form, readings in language.forms.items()
        if any(each.lemma in lemmas and each.tag.startswith("VB") for each in readings)
    }
    words |= lemmas | {form for word in rare for form in (word, plural(word))}
    for noun in (*frames.by_noun, *frames.by_adjective):
        words |= {noun, plural(noun)}
    parts = (word.replace("-", " ").replace("'", " ").split() for word in words)
    return frozenset(max(each, key=len) for each in parts if each)


@cache
def _happenings(frames: FrameTable) -> frozenset[str]:
    """The nouns that tell of something by themselves: "unrest", "bombing", and not "people" for "displaced people"."""
    return frozenset(
        noun for frame in frames.frames if not frame.modified for noun in frame.nouns if len(noun.split()) == 1
    )


def _demonyms(country: CountryPack) -> frozenset[str]:
    """The adjectives of nations and peoples, in lower case."""
    return frozenset(word.lower() for word in (*country.demonyms, *country.foreign_demonyms))


def stretch(clause: Clause, parsed: Parsed) -> tuple[int, int]:
    """The span of the main clause that a clause hangs on, up to the next one; "while" sets side by side as well."""
    root = clause
    while root.parent is not None and not _is_root(root):
        root = root.parent
    tokens = parsed.tokens
    later = [
        each.start for each in parsed.clauses if each.start > max(root.start, 0) and each is not root and _is_root(each)
    ]
    end = min([each for each in later if each < len(tokens)] or [len(tokens)])
    return tokens[min(root.start, len(tokens) - 1)].start, tokens[end - 1].end


def _is_root(clause: Clause) -> bool:
    """Whether a clause tells of its own: a main one with its own subject, or one that "while" sets against another."""
    return (clause.parent is None and clause.shared is None) or (
        clause.kind == "adverbial" and clause.connector in {"while", "whilst", "whereas", "but"}
    )
