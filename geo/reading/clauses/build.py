"""Clauses: verb groups with their subject, objects and prepositional phrases, each under the clause that governs it.

Reads the arranged chunks of a sentence from left to right with a stack of open clauses. A relative clause closes when
its antecedent's verb comes; a subordinate clause that opens a sentence closes at its comma; a verb of saying at the end
("..., officials said") governs what stands before it.

Each kind of chunk is taken in by a class of its own, which extends the one below it: `stack.py` (open clauses, and
what stands ahead), `saying.py`, `opening.py` (words that open clauses), `nonfinite.py`, `verbs.py`, `gapping.py` (what
a day parts), `remnant_clauses.py` (what leaves out its verb), `contrasts.py` (what is ruled out)
and `attaching.py` (phrases).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from geo.reading.clauses.attaching import PhraseClauses
from geo.reading.clauses.bare_passives import settle_voices
from geo.reading.clauses.chunks import QUOTE_COMMA
from geo.reading.clauses.clause import Clause, Parsed
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.clefts import settle_clefts
from geo.reading.clauses.inverted import settle_inverted
from geo.reading.clauses.manners import settle_manners
from geo.reading.clauses.parted_lists import parted_by_days, parted_by_order
from geo.reading.clauses.subject_doers import settle_kin_of_dead, settle_subject_doers
from geo.reading.clauses.sustained import settle_sustained
from geo.reading.clauses.with_states import settle_states

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.language import LanguagePack
    from geo.reading.clauses.chunks import Chunk
    from geo.reading.clauses.tokens import Token

_OPENERS = clause_words().openers
_PARTIES = clause_words().parties
_VERBS = clause_words().verbs
_BEFORE_DAY = frozenset({"IN", "RB", "JJ", "DATE", "TIME"})
"""What may stand between "and" and the day that opens a clause."""


class _Builder(PhraseClauses):
    """Holds the stack of open clauses while a sentence is read."""

    def run(self) -> None:
        i = 0
        while i < len(self.chunks) and not self.cut:
            i += self._unled(i) or self._likened(i) or self._take(i)
        self.top.dates.extend(self.waiting)
        for clause in tuple(self.clauses):
            self._distribute(clause)
        self._share()
        self.clauses += [each for clause in tuple(self.clauses) for each in parted_by_days(clause)]
        for clause in tuple(self.clauses):
            told = [(phrase, dates) for of, phrase, dates in self.picked if of is clause]
            self.clauses += parted_by_order(clause, told) if told else ()
        for clause, behind in reversed(self.told_behind):
            clause.verb, clause.elided = behind.verb, behind
            clause.objects = list(behind.objects)
        for clause in self.clauses:
            clause.end = clause.end or len(self.tokens)
            clause.dates.extend(_days_inside(clause))

    def _take(self, i: int) -> int:
        """Take in the chunk at `i`; how many chunks were taken."""
        each = self.chunks[i]
        kind = each.kind
        if kind == "NP":
            return self._phrase(i)
        if kind == "SC":
            return self._subordinator(i)
        if kind == "VG":
            if not self._inverted(i):
                self._verb(i)
        elif kind == "WP":
            self._relative(i)
        elif kind == "THAT":
            self._that(i)
        elif kind in {",", QUOTE_COMMA}:
            return self._saying_between(i) or self._comma(i)
        elif kind in {";", ":", "-", ".", "?"}:
            self._boundary(i)
        elif kind in {"DATE", "TIME"}:
            self._date(each)
        else:
            self._word(i)
        return 1

    def _likened(self, i: int) -> int:
        """How many chunks tell with what other time or place this is likened: "As in X on Friday, they took Y".

        They are a clause of their own, without a verb.
        """
        if self.chunks[i].low not in _OPENERS.likening | _OPENERS.comparing:
            return 0
        end = i + 1
        while end < len(self.chunks) and self.chunks[end].kind in {"IN", "NP", "DATE", "TIME"}:
            end += 1
        is_alone = i == 0 or self.chunks[i - 1].kind == ","
        is_closed = end == len(self.chunks) or self.chunks[end].kind in {",", "."}
        is_told = end > i + 1 and self.chunks[i + 1].low in _OPENERS.likened_in
        if not (is_alone and is_closed and is_told):
            return 0
        other = Clause("adverbial", self.chunks[i].start, parent=self.top, connector=self.chunks[i].low)
        other.dates = [each.token for each in self.chunks[i:end] if each.kind == "DATE"]
        other.end = self.chunks[end - 1].end
        self.clauses.append(other)
        self.likened.append(other)
        return end - i

    def _word(self, i: int) -> None:
        """Take in a single word that opens no clause."""
        each = self.chunks[i]
        kind = each.kind
        if kind == "IN":
            if self.preposition is not None and self.preposition[0] in self.language.particles:
                self.top.adverbs.append(self.preposition[0])  # "turned the city over to"
            self.preposition = (each.low, i)
        elif kind == "CC":
            self.coordinator = each.low
        elif kind == "MD" and i == 0 and each.low == "should" and any(other.kind == "," for other in self.chunks):
            self.connector = ("if", True)  # "Should the city fall, ..."
            self.inverted = each.low
        elif kind == "MD" and self._gapped_modal(i):
            pass
        elif kind == "MD":
            self.modal = each.low  # "Will Kabul fall?"
        elif kind in {"RB", "CD"}:
            if each.low not in _VERBS.returning or not i or self.chunks[i - 1].kind != "CC":  # not "to X and back"
                self.top.adverbs.append(each.low)
        elif kind == "JJ":
            self.top.adjectives.append(each.low)

    def _boundary(self, i: int) -> None:
        kind = self.chunks[i].kind
        behind = self.chunks[i + 1 :]
        if not any(each.kind in {"VG", "NP"} for each in behind):
            return
        if kind == "-" and self.top.verb is None and len(self.stack) == 1 and self.top.subject is not None:
            rest = [each for each in behind if each.kind == "VG"]
            if rest and rest[0].verbs is not None and not self._subject_ahead(i + 1):
                return
        if kind == "." and i + 1 < len(self.chunks) and self.chunks[i + 1].kind == ".":
            return
        if kind == ":" and self._is_speech(self.stack[0]) and self.stack[0].verb is not None:
            root = self.stack[0]
            self._pop_to(root)
            self._open("complement", self.chunks[i].end, parent=root)
            return
        if kind == ":" and self._is_to_be_done(i):
            self._pop_to(self.stack[0])
            self._open("infinitive", self.chunks[i].end, parent=self.stack[0], governor=self.last)
            return
        dates = list(self.top.dates) if self.top.verb is None else []
        times = list(self.top.times) if self.top.verb is None else []
        heading = self.top.subject if self.top.verb is None and kind == ":" else None
        self._new_main(self.chunks[i].end)
        if kind in {":", "-"}:  # "Aug. 8 - Kunduz: ..." dates what follows
            self.top.dates.extend(dates)
            self.top.times.extend(times)
        if heading is not None:
            self.last = self.top.governor = heading

    def _is_to_be_done(self, i: int) -> bool:
        """Whether the base form behind the colon at `i` says what was to be done: "did not do what they vowed: take X".

        A headline tells so what is done: "Rebels advance: take X".
        """
        told, behind = self.stack[0].verb, self._content(i + 1)
        group = behind.verbs if behind is not None else None
        if told is None or group is None or group.form != "finite" or group.tense != "present":
            return False
        is_bare = group.tokens[group.head].tag == "VB" and group.start == group.head
        is_past = told.tense == "past" or told.perfect or told.negated or told.modal is not None
        return is_bare and (is_past or (self.last is not None and self._is_content_noun(self.last)))

    def _date(self, each: Chunk) -> None:
        clause = self.top
        if self._is_compared(self.chunks.index(each)):
            self.preposition = None
            return
        if each.kind == "DATE":
            (self.waiting if self._dates_what_follows(self.chunks.index(each)) else clause.dates).append(each.token)
        elif each.phrase is not None:
            clause.times.append(each.phrase)
            i = self.chunks.index(each)
            named = (
                i + 1 < len(self.chunks) and self.chunks[i + 1].kind == "NP" and self._verb_follows(i + 2, direct=True)
            )
            if named and each.phrase.determiner == "the" and self.preposition is None and clause.verb is None:
                self.connector = ("when", True)  # "the day Kabul falls"
            elif named and f"{each.phrase.determiner} {each.phrase.lemma}" in _OPENERS.every_time:
                self.connector = ("whenever", True)  # "every time Kabul falls"
        self.preposition = None

    def _is_compared(self, i: int) -> bool:
        """Whether the date at `i` is that of another time, with which this one is compared: "unlike in 2018, ..."."""
        before = self.chunks[max(0, i - 2) : i]
        return len(before) > 1 and before[1].kind == "IN" and before[0].low in _OPENERS.comparing

    def _dates_what_follows(self, i: int) -> bool:
        """Whether the date at `i` opens the next clause: "took A, and on August 6 they took B"."""
        before = i - 1
        while before >= 0 and self.chunks[before].kind in _BEFORE_DAY:
            before -= 1  # "and on the previous Friday", "and at dawn the next day"
        opens = self.chunks[before].kind if before >= 0 else ""
        if self.top.verb is None or opens not in {"CC", ","}:
            return False
        k = i + 1
        if opens == "CC" and k < len(self.chunks) and self.chunks[k].kind == ",":
            k += 1
        if k >= len(self.chunks):
            return False
        behind = self.chunks[k]
        if behind.kind == "VG":
            return opens == "CC" and behind.verbs is not None and behind.verbs.form == "finite"
        return behind.kind == "NP" and (self._verb_follows(k + 1) or self._is_place_alone(k))

    def _comma(self, i: int) -> int:
        self.comma = True
        self.coordinator = None
        if self.connector is not None and [each.kind for each in self.chunks[max(0, i - 2) : i]] == ["SC", "JJ"]:
            self.connector = None  # ", if true, would be"
        behind = self._content(i + 1)
        self._resume(behind)
        # An opening clause ("After X fell, ...") ends at its comma once what follows can be the main clause.
        if self._ends_with_clause_around(self.top, behind, i):
            self.stack.pop()  # "Although he denies that X fell, officials said ..."
        while len(self.stack) > 1 and self._closes_at_comma(self.top, behind):
            self.stack.pop()
        if self.condition is not None and self.connector is None and self.top.verb is None:
            self.connector, self.condition = (self.condition, True), None
        return 1

    def _resume(self, behind: Chunk | None) -> None:
        """What follows "..., officials said," goes on in the clause that was reported, unless they go on to speak."""
        clause = self.top
        if not clause.speech_behind or clause.verb is None or behind is None:
            return
        if behind.kind == "VG" and behind.verbs is not None and self._is_speech_verb(behind.verbs):
            return  # "he said, adding that ..."
        if behind.kind == "CC" and not self._goes_on(behind):
            return
        told = next(
            (
                each
                for each in reversed(self.clauses)
                if each.parent is clause and each.kind == "complement" and each.start < clause.start
            ),
            None,
        )
        if told is not None and (
            behind.kind in {"SC", "IN", "VG", "CC", "DATE", "TIME"} or self._is_object_behind_aside(told, behind.phrase)
        ):
            self.stack.append(told)

    def _goes_on(self, link: Chunk) -> bool:
        """Whether "and" goes on with what was reported: "they took X, the army said, and seized Y", not "and vowed"."""
        behind = self._content(next(k for k, each in enumerate(self.chunks) if each is link) + 1)
        group = behind.verbs if behind is not None else None
        return group is not None and group.form == "finite" and not self._is_speech_verb(group)

    def _ends_with_clause_around(self, clause: Clause, behind: Chunk | None, i: int) -> bool:
        """Whether what was said in a clause that opens the sentence ends at the comma where that clause ends."""
        around = clause.parent
        if clause.kind != "complement" or clause.verb is None or around is None or around.kind != "adverbial":
            return False
        if behind is None or behind.kind != "NP" or not self._verb_follows(self.chunks.index(behind, i) + 1):
            return False
        return self._closes_at_comma(around, behind)

    def _closes_at_comma(self, clause: Clause, behind: Chunk | None) -> bool:
        parent = clause.parent
        if clause.verb is None or parent is None or behind is None:
            return False
        opening = parent in self.stack and parent.verb is None and parent.subject is None
        if clause.kind in {"adverbial", "participle", "infinitive"} and opening:
            return behind.kind in {"NP", "IN", "DATE", "RB", "TIME", "VG"}
        if clause.kind == "relative" and clause.after_comma:
            return behind.kind in {"VG", "NP", "CC", "IN"}
        if behind.low in _PARTIES.done_by and any(word == behind.low for word, _ in clause.phrases):
            return clause.kind == "participle"  # "driven from X, a fort once used by A, by B"
        if clause.verb.lemma in _VERBS.including and clause.kind == "participle" and clause.objects:
            return behind.kind in {"IN", "DATE", "TIME"}  # "killed ten people, including two women, in X on Sunday"
        if behind.kind == "NP" and self._is_in_opening_relative(clause):
            return self._verb_follows(self.chunks.index(behind) + 1)
        if clause.kind in {"relative", "participle", "infinitive"} and behind.kind == "VG" and behind.verbs is not None:
            waiting = [each for each in self.stack[:-1] if each.verb is None and each.subject is not None]
            return bool(waiting) and behind.verbs.form == "finite"
        return False

    def _is_in_opening_relative(self, clause: Clause) -> bool:
        """Whether a clause is in one that describes what opens the sentence: "in X, the city where he lived, ..."."""
        around = [each for each in (clause, *clause.chain()) if each.kind == "relative" and each in self.stack]
        heads = [each.parent for each in around if each.parent is not None and each.verb is not None]
        return any(each in self.stack and each.verb is None and each.subject is None for each in heads)

    def finished(self) -> list[Clause]:
        """The clauses that have a verb or a phrase."""
        return [each for each in self.clauses if each.verb or each.subject or each.phrases or each in self.likened]


def _days_inside(clause: Clause) -> Iterator[Token]:
    """The days inside the phrases of a clause, without what "of" adds to them: "died in the May 5 bombing"."""
    told = (*(() if clause.shared else (clause.subject,)), *clause.objects, *(phrase for _, phrase in clause.phrases))
    for phrase in told:
        if phrase is not None:
            end = phrase.of.start if phrase.of is not None else phrase.head
            yield from (
                each
                for k, each in enumerate(phrase.tokens[phrase.start : end], phrase.start + 1)
                if each.kind == "date" and phrase.tokens[k].tag != "POS" and each not in clause.dates
            )


def build(tokens: Sequence[Token], chunks: Sequence[Chunk], language: LanguagePack) -> Parsed:
    """The clauses of a sentence."""
    builder = _Builder(tokens, chunks, language)
    builder.run()
    clauses = builder.finished()
    for saying, told in pairwise(clauses):
        if _is_aside(saying, told, tokens, language):
            _give_front(saying, told)
    parsed = Parsed(tokens, chunks, clauses, cut=builder.cut)
    settle_kin_of_dead(parsed)
    settle_subject_doers(parsed)
    settle_voices(parsed, language)
    settle_inverted(parsed)
    settle_clefts(parsed)
    settle_manners(parsed)
    settle_states(parsed)
    settle_sustained(clauses)
    _settle_doubts(clauses, language)
    return parsed


def _settle_doubts(clauses: Sequence[Clause], language: LanguagePack) -> None:
    """Mark what is told on condition that it is so: "if the reports are true, X has fallen"."""
    for each in clauses:
        is_condition = each.kind == "adverbial" and each.connector in _OPENERS.conditions and each.parent is not None
        if is_condition and any(language.says("truth", word) is not None for word in each.adjectives):
            assert each.parent is not None
            each.parent.if_true = True


def _is_aside(saying: Clause, told: Clause, tokens: Sequence[Token], language: LanguagePack) -> bool:
    """Whether somebody speaks between two commas of the clause behind: "On Friday, officials said, the army ..."."""
    verb, subject = saying.verb, saying.subject
    if verb is None or subject is None or told.subject is None or told.verb is None or saying.objects or verb.passive:
        return False
    if {saying.kind, told.kind} != {"main"} or saying.parent is not None or told.parent is not None:
        return False
    if language.says("saying", verb.lemma) is None or not 0 < subject.start < verb.start <= verb.end < len(tokens):
        return False
    fronted = any(phrase.start < subject.start for _, phrase in saying.phrases) or saying.start < subject.start - 1
    return fronted and tokens[subject.start - 1].tag == "," and tokens[verb.end].tag == ","


def _give_front(saying: Clause, told: Clause) -> None:
    """Give what stands before a speaker between commas to the clause that goes on behind him, as what he says."""
    assert saying.subject is not None
    first = saying.subject.start
    start = saying.subject.span()[0]
    told.phrases = [each for each in saying.phrases if each[1].start < first] + told.phrases
    told.times = [each for each in saying.times if each.start < first] + told.times
    told.dates = [each for each in saying.dates if each.start < start] + told.dates
    saying.phrases = [each for each in saying.phrases if each[1].start >= first]
    saying.times = [each for each in saying.times if each.start >= first]
    saying.dates = [each for each in saying.dates if each.start >= start]
    told.parent, told.kind, saying.speech_behind = saying, "complement", True
