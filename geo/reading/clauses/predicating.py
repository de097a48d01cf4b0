"""From the clauses and nouns that frames fit to predications, with mode, days and sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.errors import Problem, ProblemKind
from geo.language import default_language
from geo.reading.clauses.bargains import looks_back
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.days_beside import days_beside
from geo.reading.clauses.deeds import doers_of
from geo.reading.clauses.filling import Filling
from geo.reading.clauses.former_times import by_office, counts_since, former
from geo.reading.clauses.frame_nouns import is_named, noun_of, words_before
from geo.reading.clauses.gaps import gap_of, words_in
from geo.reading.clauses.habits import carried_out, described, habit, known_for
from geo.reading.clauses.matching import FrameMatching
from geo.reading.clauses.narrowing import course_of, inner_places
from geo.reading.clauses.needs import is_country
from geo.reading.clauses.ranked_deaths import only_ranks
from geo.reading.clauses.sources import sources_of
from geo.reading.clauses.surroundings import complements, is_blocked, stretch
from geo.reading.clauses.times import day_of_death, days_of, days_of_noun
from geo.reading.clauses.unknown_ground import unknown_ground
from geo.reading.clauses.verb_modes import Verdict
from geo.reading.clauses.victims import victims_of
from geo.reading.clauses.whereabouts import place_words, tells_of_harm
from geo.reading.frames import ROLES, Trait
from geo.reading.predication import Predication, Unread
from geo.vocab import STATES, AssertionMode, EventType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.model import Sentence
    from geo.reading.clauses.chunks import Phrase, VerbGroup
    from geo.reading.clauses.clause import Clause, Parsed
    from geo.reading.frames import Frame
    from geo.reading.predication import Participant


class Predicating(FrameMatching):
    """Makes the predications of one document."""

    def _of_clause(
        self, clause: Clause, sentence: Sentence, parsed: Parsed, dropped: list[Unread], *, question: bool
    ) -> Iterator[Predication]:
        filling = Filling(clause, self.fillers)
        verbs = list(self._verb(filling, sentence, parsed, dropped, question=question))
        nouns = list(self._nouns(filling, sentence, parsed, dropped, question=question))
        self._tell_unknown(filling, verbs, question=question)
        harmless = [each for each in verbs if any(_happened_anyhow(noun, each) for noun in nouns)]
        verbs = [each for each in verbs if each not in harmless and not _is_done_to_ground(each, verbs)]
        for predication in (*verbs, *(each for each in nouns if not _is_told(each, verbs))):
            for filler in predication.role("object"):
                if filler.resolution is not None and predication.frame.is_territory:
                    self.memory.unit(filler.resolution, happened=predication.mode is AssertionMode.ACTUAL)
            yield predication

    def _verb(
        self, filling: Filling, sentence: Sentence, parsed: Parsed, dropped: list[Unread], *, question: bool
    ) -> Iterator[Predication]:
        clause = filling.clause
        verb = clause.verb
        if verb is None:
            return
        is_rank = only_ranks(clause)
        keys = _keys(clause, verb)
        seen: set[str] = set()
        kinds: set[str] = set()
        for key in keys:
            for frame in self.frames.by_verb.get(key, ()):
                kind = "territory" if frame.is_territory else str(frame.event_type)
                if (
                    frame.frame_id in seen
                    or kind in kinds
                    or (is_rank and not (frame.sets_scene or frame.is_territory))
                ):
                    continue
                seen.add(frame.frame_id)
                if frame.voice is not None and (frame.voice == "passive") is not clause.passive:
                    continue
                roles, reason = self._verb_roles(filling, frame)
                if frame.denied and roles is not None and not self._is_denied(clause):
                    roles, reason = None, "it tells of this only where it is denied, as news"
                if roles is None or is_blocked(clause.gapped or clause, frame, parsed):
                    self._drop(frame, verb.span(), reason, dropped)
                    continue
                kinds.add(kind)
                verdict = (
                    Verdict(frame.mode, "the words of the frame")
                    if frame.mode
                    else self.assertion.of_clause(self._as_told(frame, clause), question=question)
                )
                verdict = self._handed_on(verdict, frame, filling)
                if Trait.EITHER_WAY not in frame.traits:
                    verdict = self._by_fillers(self._by_decree(verdict, frame, clause, question=question), roles)
                yield self._predication(
                    frame,
                    sentence,
                    clause,
                    parsed,
                    trigger=verb.span(),
                    lemma=verb.lemma,
                    roles=roles,
                    verdict=verdict,
                )

    def _handed_on(self, verdict: Verdict, frame: Frame, filling: Filling) -> Verdict:
        """What a verb does by a noun is as real as the noun's adjectives have it: "staged a mock attack on X"."""
        through = filling.through(frame) if frame.through else None
        if verdict.mode is not AssertionMode.ACTUAL or through is None or frame.is_territory:
            return verdict
        return self.assertion.qualified(through[1]) or verdict

    def _tell_unknown(self, filling: Filling, verbs: Sequence[Predication], *, question: bool) -> None:
        """A problem for each name that nobody knows where a clause says that ground was taken."""
        clause = filling.clause
        if clause.verb is None or (verbs and not any(each.frame.is_territory for each in verbs)):
            return
        frames = (frame for key in _keys(clause, clause.verb) for frame in self.frames.by_verb.get(key, ()))
        for name in dict.fromkeys(unknown_ground(filling, frames)):
            if (
                name in self.unknown
                or self.assertion.of_clause(clause, question=question).mode is not AssertionMode.ACTUAL
            ):
                continue
            self.unknown.add(name)
            message = f"“{name}” is no known place. If it is one, what is said to have been taken there moves nothing."
            document_id = self.annotated.document.document_id
            self.problems.append(Problem(kind=ProblemKind.UNKNOWN_PLACE, message=message, document_id=document_id))

    def _by_decree(self, verdict: Verdict, frame: Frame, clause: Clause, *, question: bool) -> Verdict:
        """What somebody decrees that others must or may not do holds from then on: "women must stay, X ordered"."""
        above, verb = clause.parent, clause.verb
        if frame.event_type is not EventType.RESTRICTION or clause.kind != "complement" or above is None:
            return verdict
        is_ordered = verb is not None and verb.modal in clause_words().verbs.obliging
        is_rule = frame.denied and verdict.cue in _DECREEING
        if not (is_rule or (is_ordered and above.verb is not None and above.verb.lemma in _DECREEING)):
            return verdict
        return self.assertion.of_clause(above, question=question)

    def _is_denied(self, clause: Clause) -> bool:
        """Whether a verb is denied as news: "are not allowed" without a day is a state, "no longer allowed" is none."""
        verb = clause.verb
        negatives = self.assertion.denials(clause)
        if verb is None or not (verb.negated or negatives):
            return False
        is_state = verb.tense == "present" and not verb.perfect and not clause.dates and not negatives
        return not is_state

    def _as_told(self, frame: Frame, clause: Clause) -> Clause:
        """A clause as a frame reads its mode: without its denial where that is the news, or says nothing against it."""
        if Trait.EITHER_WAY in frame.traits:
            return replace(self._affirmed(clause), subject=None)  # "nobody survived the blast"
        return self._affirmed(clause) if frame.denied else clause

    def _affirmed(self, clause: Clause) -> Clause:
        """A clause without the denial of its verb: what governs it and stands around it decides its mode."""
        verb = clause.verb
        if verb is None:
            return clause
        negatives = self.assertion.denials(clause)
        adverbs = tuple(each for each in verb.adverbs if each not in negatives)
        beside = [each for each in clause.adverbs if each not in negatives]
        is_permission = bool(negatives) and not verb.passive and verb.modal in clause_words().verbs.permitting
        modal = None if is_permission else verb.modal  # who "may no longer travel" is forbidden to
        return replace(clause, verb=replace(verb, negated=False, adverbs=adverbs, modal=modal), adverbs=beside)

    def _by_fillers(self, verdict: Verdict, roles: dict[str, tuple[Participant, ...]]) -> Verdict:
        """What nobody did, or was done to nothing, did not happen."""
        if verdict.mode is not AssertionMode.ACTUAL:
            return verdict
        for fillers in roles.values():
            if fillers and (
                fillers[0].determiner == "neither" or (fillers[0].determiner == "no" and fillers[0].resolution is None)
            ):
                return Verdict(AssertionMode.NEGATED, fillers[0].determiner)
        return verdict

    def _drop(self, frame: Frame, trigger: tuple[int, int], reason: str | None, dropped: list[Unread]) -> None:
        """Say why a frame did not fit, where somebody asks for it."""
        if self.explain:
            reason = reason or "a word of the clause speaks against it"
            dropped.append(Unread(frame_id=frame.frame_id, trigger=trigger, reason=reason))

    def _nouns(
        self, filling: Filling, sentence: Sentence, parsed: Parsed, dropped: list[Unread], *, question: bool
    ) -> Iterator[Predication]:
        clause = filling.clause
        if _asks_who(clause):
            return  # "Who the bomber was has not been made public"
        for phrase in phrases(clause):
            for inner in phrase.inside():
                noun = noun_of(inner)
                frames = self.frames.by_noun.get(noun, ())
                if clause.verb is None:
                    frames += self.frames.by_bare_noun.get(noun, ())
                kinds: set[str] = set()
                before = words_before(inner)
                for frame in frames:
                    kind = "territory" if frame.is_territory else str(frame.event_type)
                    if kind in kinds or not is_named(frame, noun, before) or self._is_object_of(phrase, clause, frame):
                        continue
                    roles, reason = self._noun_roles(inner, filling, frame)
                    token = inner.head_token
                    span = (token.start, token.end)
                    if roles is None or is_blocked(clause.gapped or clause, frame, parsed, inner):
                        self._drop(frame, span, reason, dropped)
                        continue
                    kinds.add(kind)
                    verdict = (
                        Verdict(frame.mode, "the words of the frame")
                        if frame.mode
                        else self.assertion.of_phrase(inner, clause, question=question)
                    )
                    yield self._predication(
                        frame,
                        sentence,
                        clause,
                        parsed,
                        trigger=span,
                        lemma=inner.lemma,
                        roles=roles,
                        verdict=verdict,
                        noun=True,
                        phrase=inner,
                    )

    def _predication(
        self,
        frame: Frame,
        sentence: Sentence,
        clause: Clause,
        parsed: Parsed,
        *,
        trigger: tuple[int, int],
        lemma: str,
        roles: dict[str, tuple[Participant, ...]],
        verdict: Verdict,
        noun: bool = False,
        phrase: Phrase | None = None,
    ) -> Predication:
        verb = clause.verb
        if not frame.is_territory and all(each.resolution is None for each in roles.get("place", ())):
            others = tuple(complements(clause, parsed)) if frame.complement else ()
            others = others or (_wrecked_beside(clause, parsed) if phrase is None else ())
            found = (self.fillers.located(each, phrase) for each in (clause, *others))
            where = _where(next((each for each in found if each), ()), frame, roles)
            roles["place"] = _left(where, clause) if frame.event_type is EventType.WITHDRAWAL else where
        elif not frame.is_territory:
            roles["place"] = inner_places(roles["place"], self.fillers.located(clause, phrase))
        tokens = parsed.tokens
        end = min(clause.end or len(tokens), len(tokens))
        own, around, bound = (
            days_of(clause, trigger, parsed) if phrase is None else days_of_noun(phrase, clause, parsed, trigger)
        )
        if bound is not None and not own and phrase is None and not frame.is_territory:
            around = day_of_death(clause, trigger) or around
            bound = None if day_of_death(clause, trigger) else bound
        if frame.complement and not own and bound is None:
            own = tuple(
                day for each in complements(clause, parsed) for day in days_of(each, trigger)[0] if not day.bound
            )
        gap = gap_of(clause)
        has_victims = not frame.is_territory and (gap is None or gap.number is not None)
        is_actual = verdict.mode is AssertionMode.ACTUAL and frame.mode is None
        is_deed = frame.action not in STATES and not noun and not sentence.is_headline
        cue = habit(clause.gapped or clause, parsed, phrase) or (described(clause) if is_deed else None)
        if cue is None and phrase is not None:
            cue = carried_out(clause, phrase) or known_for(clause, phrase)
        if is_actual and cue is not None:
            verdict = Verdict(AssertionMode.HISTORICAL, cue)
            own = tuple(day for day in own if not day.names_day)  # "each Friday" is no Friday
        elif is_actual and (not own or counts_since(clause)) and (past := _former(clause, phrase)) is not None:
            verdict, own, around, bound = Verdict(AssertionMode.HISTORICAL, past), (), (), None
        tense, aspect = course_of(clause)
        if aspect == "progressive" and phrase is not None and looks_back(phrase, clause):
            aspect = "simple"  # "are celebrating the capture of X"
        return Predication(
            frame=frame,
            sentence=sentence,
            trigger=trigger,
            lemma=lemma,
            clause=(
                tokens[clause.start].start if clause.start < len(tokens) else trigger[0],
                tokens[end - 1].end if end else trigger[1],
            ),
            stretch=stretch(clause, parsed),
            roles={role: roles[role] for role in ROLES if roles.get(role)},
            voice="passive" if clause.passive else "active",
            tense=tense,
            aspect=aspect,
            polarity=not (verb and verb.negated),
            modality=verb.modal if verb else None,
            is_noun=noun,
            sources=sources_of(clause, self.fillers, self.annotated, phrase),
            told_by=self.memory.voice(),
            mode=verdict.mode,
            cue=verdict.cue,
            days=own,
            days_around=around,
            days_beside=days_beside(clause, parsed, self.memory.happenings) if not own and not around else (),
            bound=bound,
            ranked=clause.kind == "infinitive" and self.assertion.is_ranked(clause),
            adverbs=(*clause.adverbs, *(verb.adverbs if verb else ())),
            words=words_in(clause, parsed),
            gap=gap,
            victims=victims_of(clause, phrase, self.fillers, self.annotated.text) if has_victims else (),
            doers=doers_of(clause, phrase, self.fillers) if not frame.is_territory else (),
            depth=_depth(clause, phrase),
        )


def _keys(clause: Clause, verb: VerbGroup) -> list[str]:
    """A verb as frames are found by: with its particle and adverbs, alone, with what opens "out of" behind it."""
    own = [verb.particle, *clause.adverbs] if verb.particle else clause.adverbs
    opening = [word.split()[0] for word, phrase in clause.phrases if " " in word and phrase.start > verb.start]
    back = [each for each in opening if each in _RETURNING]  # "gave it back to": no giving, but a return
    return [
        *(f"{verb.lemma} {each}" for each in (*own, *back)),
        verb.lemma,
        *(f"{verb.lemma} {each}" for each in opening),
    ]


_RETURNING = clause_words().verbs.returning
_DECREEING = clause_words().verbs.decreeing
_SPOKEN = frozenset(
    {
        EventType.DEMAND,
        EventType.WARNING,
        EventType.ATTRIBUTION,
        EventType.DIPLOMATIC_ACTION,
        EventType.AGREEMENT,
        EventType.CEASEFIRE,
    }
)
"""Tags of what is said to, or of, or agreed with somebody."""


_LEAVING = frozenset({EventType.EVACUATION, EventType.WITHDRAWAL})
"""Tags of what a country does elsewhere."""


def _is_done_to_ground(told: Predication, verbs: Iterable[Predication]) -> bool:
    """Whether "it" or "all three", taken for people by one frame, is ground that changes hands by another."""
    people = {each.start for each in told.role("object") if each.resolution is None}
    if told.frame.is_territory or not people:
        return False
    grounds = (each for other in verbs if other.frame.is_territory for each in other.role("object"))
    return any(each.start in people and each.anaphor and each.resolution is not None for each in grounds)


def _former(clause: Clause, phrase: Phrase | None) -> str | None:
    """The words by which a clause tells of a former time; of a noun in it those that say so of what somebody did."""
    return former(clause) if _is_told_by(clause, phrase) else by_office(clause)


def _is_told_by(clause: Clause, phrase: Phrase | None) -> bool:
    """Whether the verb of a clause tells of the event, or says that there is what its noun names."""
    verb = clause.verb
    return phrase is None or (verb is not None and verb.lemma == "be" and phrase in clause.objects)


def _asks_who(clause: Clause) -> bool:
    """Whether a clause asks who somebody is: what he did is told elsewhere."""
    asks = clause.kind == "complement" and clause.connector in default_language().asking_who
    return asks and clause.verb is not None and clause.verb.lemma == "be" and not clause.passive


def _where(
    places: tuple[Participant, ...], frame: Frame, roles: dict[str, tuple[Participant, ...]]
) -> tuple[Participant, ...]:
    """The places of an event without those that are spoken to ("appealed to Islamabad") or come from ("from Iran").

    A country that evacuates does so elsewhere: "Norway flew out its staff".
    """
    leaving = ("from_whom", "agent") if frame.event_type in _LEAVING else ("from_whom",)
    away = [each for role in leaving for each in roles.get(role, ()) if is_country(each)]
    if frame.event_type in _SPOKEN:
        away += [each for role in ("agent", "recipient", "object") for each in roles.get(role, ())]
    elif frame.event_type is EventType.PROTEST_PEACEFUL:
        away += roles.get("recipient", ())  # "shouted slogans against Pakistan"
    elsewhere = [each.resolution for each in away if each.resolution is not None]
    return tuple(each for each in places if not any(each.resolution is other for other in elsewhere))


def _wrecked_beside(clause: Clause, parsed: Parsed) -> tuple[Clause, ...]:
    """What those who harmed people destroyed or took in the same breath: "killed nine and destroyed two cars in X"."""
    if not tells_of_harm(clause) or clause.passive:
        return ()
    beside = (each for each in parsed.clauses if each.kind == "conjunct" and each.shared is clause and not each.dates)
    return tuple(
        each
        for each in beside
        if each.verb is not None and not each.passive and not each.verb.negated and each.verb.modal is None
        if each.verb.lemma in place_words().wrecking and each.verb.tense == "past"
    )


def _left(places: tuple[Participant, ...], clause: Clause) -> tuple[Participant, ...]:
    """The places of a retreat without those where it ends: "they withdrew to X", "fled into X"."""
    ends = [phrase.span() for word, phrase in clause.phrases if word in place_words().ends]
    return tuple(each for each in places if not any(start <= each.start < end for start, end in ends))


def _depth(clause: Clause, phrase: Phrase | None) -> int:
    """How many clauses and phrases stand between a predication and the main clause; a noun behind "in" is one."""
    depth = sum(
        each.kind in {"adverbial", "relative", "participle", "infinitive"} for each in (clause, *clause.chain())
    )
    if clause.verb is not None and clause.verb.perfect and clause.verb.progressive:
        depth += 1  # "has been bombing": what went on before
    own = [clause.subject, *clause.objects]
    return depth + (phrase is not None and not any(each is not None and phrase in each.members() for each in own))


def _is_told(noun: Predication, verbs: Sequence[Predication]) -> bool:
    """Whether a verb asserts the same otherwise and has the noun in one of its roles: "agreed a truce"."""
    return any(each.mode is not noun.mode and _has_in_role(noun, each) for each in verbs)


def _happened_anyhow(noun: Predication, verb: Predication) -> bool:
    """Whether something happened that only harmed nobody: "no one was hurt in the blast"."""
    is_harmless = verb.mode is AssertionMode.NEGATED and noun.mode is AssertionMode.ACTUAL
    return is_harmless and verb.lemma in place_words().harmed and _has_in_role(noun, verb)


def _has_in_role(noun: Predication, verb: Predication) -> bool:
    """Whether a verb tells of the same kind of event as a noun in one of its roles."""
    start, end = noun.trigger
    return noun.frame.event_type is verb.frame.event_type is not None and any(
        filler.start <= start and end <= filler.end for fillers in verb.roles.values() for filler in fillers
    )


def phrases(clause: Clause) -> Iterator[Phrase]:
    """The phrases of a clause that are its own: subject, objects, prepositional phrases."""
    is_own = (clause.shared is None or clause.gapped is not None) and clause.kind not in {"participle", "infinitive"}
    if clause.subject is not None and is_own:
        yield clause.subject
    yield from clause.objects
    for _, phrase in clause.phrases:
        yield phrase
