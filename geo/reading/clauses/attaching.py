"""Noun phrases: the subject, the object, a prepositional phrase, or the subject of a new clause."""

from __future__ import annotations

from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING

from geo.reading.clauses.appositions import is_group
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.contrasts import ContrastClauses
from geo.reading.clauses.nouns import NamedBy, names_place, phrase_class

if TYPE_CHECKING:
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause

_VERBS = clause_words().verbs
_PRONOUNS = clause_words().pronouns
_AMONG = clause_words().openers.among


class PhraseClauses(ContrastClauses):
    """Gives the phrases to their clauses."""

    def _noun(self, i: int) -> int:
        phrase = self.chunks[i].phrase
        assert phrase is not None
        if self.preposition is not None:
            preposition, _ = self.preposition
            self.preposition = None
            return self._prepositional(preposition, phrase)
        if self.connector is not None:
            self._open_connector(i, phrase)
            self.last = phrase
            return 1
        clause = self.top
        if phrase is clause.subject:
            self.last = phrase  # "..., said the governor": who speaks is taken already
            return 1
        coordinator, self.coordinator = self.coordinator, None
        comma, self.comma = self.comma, False
        is_contrast = coordinator == "but" and (self._is_left_out(i) or self._instead(i, clause, phrase))
        if not is_contrast and not self._is_among(clause, phrase):
            self._give(i, phrase, clause, coordinator, comma=comma)
        self.last = phrase
        return 1

    def _give(self, i: int, phrase: Phrase, clause: Clause, coordinator: str | None, *, comma: bool) -> None:
        """Give a phrase to the clause that it is a part of, or opens."""
        if clause.verb is None and (comma or coordinator is not None) and self._verb_waits_behind(clause, i):
            fresh = self._open(
                clause.kind,
                self.chunks[i].start,
                parent=clause.parent,
                subject=phrase,
                connector=clause.connector,
                head=clause.head,
                gap=clause.gap,
                governor=clause.governor,
            )
            self.told_behind.append((clause, fresh))
        elif not comma and coordinator is None and self._is_content_behind(clause, phrase, i):
            self._open_content(i, phrase, clause, self.last)
        elif clause.verb is None:
            self._early(clause, phrase, i, comma=comma)
        elif (comma or coordinator is not None) and (
            self._gapped(i, clause, phrase)
            or self._gapped_party(i, clause, phrase)
            or self._gapped_place(i, clause, phrase)
            or self._gapped_speaker(i, phrase, coordinator)
        ):
            pass
        elif coordinator is None and not comma and (self._wants_object(clause, i) or self._is_described(clause, i)):
            self._object(clause, phrase, comma=comma, coordinator=coordinator)
        elif self._verb_follows(i + 1, direct=coordinator is None and not comma):
            if coordinator is None and not comma and self._is_content_told_of(clause):
                self._open_content(i, phrase, clause, clause.subject)
                return
            self._next_clause(i, phrase, coordinator, comma=comma)
        else:
            self._object(clause, phrase, comma=comma, coordinator=coordinator)

    def _gapped_speaker(self, i: int, phrase: Phrase, coordinator: str | None) -> bool:
        """`The army says it holds X, the rebels that they took it`: the verb of saying is told once for both.

        What "that" opens needs nothing more: not "killed a commander and the fighters that he led".
        """
        behind = self.chunks[i + 1 : i + 3]
        if [each.kind for each in behind] != ["THAT", "NP"] or coordinator not in {None, "and", "while", "but"}:
            return False
        if phrase_class(phrase) is not NamedBy.ACTOR or not self._is_whole(i + 3):
            return False
        saying = next((each for each in self.stack if each.subject is not None and self._is_speech(each)), None)
        if saying is None or saying.passive or saying is self.top or saying.speech_behind:
            return False
        self._pop_to(saying)
        fresh = self._open("main", self.chunks[i].start, parent=saying.parent, subject=phrase)
        fresh.verb = saying.verb
        return True

    def _is_among(self, clause: Clause, phrase: Phrase) -> bool:
        """Take in the names of some of a group behind "among them": "three towns have fallen, among them X and Y"."""
        word, those = clause.phrases[-1] if clause.phrases else ("", phrase)
        is_there = word in _AMONG and those.pronoun and those.end == phrase.start and names_place(phrase)
        told = clause.objects[-1] if clause.objects else clause.subject
        if not is_there or told is None or not is_group(told):
            return False
        told.apposition.append(phrase)
        return True

    def _phrase(self, i: int) -> int:
        """Take in the phrase at `i`, unless it only says who or what it was not; how many chunks were taken."""
        if self._only_counts(i):
            return 1
        if not self._is_ruled_out(i):
            return self._noun(i)
        self.preposition, self.coordinator = None, None
        return 1

    def _only_counts(self, i: int) -> bool:
        """Whether "both" or "all" at `i` only takes up the list before what describes it: "X and Y, both lost"."""
        phrase, top, behind = self.chunks[i].phrase, self.top, self.chunks[i + 1 : i + 2]
        if phrase is None or phrase.head_token.low not in _PRONOUNS.floating or len(phrase.own) > 1 or not self.comma:
            return False
        is_form = bool(behind) and behind[0].verbs is not None and (behind[0].verbs.shaky or behind[0].verbs.passive)
        is_list = self.last is not None and self.last is top.subject and bool(self.last.items) and top.verb is None
        return is_form and is_list and self._is_reduced(i + 1)

    def _wants_object(self, clause: Clause, i: int) -> bool:
        """Whether an embedded verb has no object yet while the clause around it still waits for its verb."""
        verb = clause.verb
        if (
            verb is None
            or verb.passive
            or clause.objects
            or _has_phrase_behind(clause)
            or clause.kind not in {"relative", "infinitive", "participle", "complement"}
        ):
            return False
        if clause.kind == "complement" and clause.governor is None:
            return False
        if clause.gap == "object":
            return False
        if self._takes_clause(clause) and verb.lemma != "be" and not self._is_needed_above(i):
            return False  # "men demanding the town fall"; but "women demanding work marched"
        is_waiting = any(each.verb is None and each.subject is not None for each in self.stack)
        return is_waiting or self._teller_of_described(clause) is not None

    def _is_described(self, clause: Clause, i: int) -> bool:
        """Whether a phrase behind a verb is its object with a participle behind: "rammed a car packed with bombs"."""
        verb = clause.verb
        if verb is None or verb.passive or clause.objects or clause.kind == "adverbial" or _has_phrase_behind(clause):
            return False
        if verb.lemma in self.language.intransitive or self._takes_clause(clause) or i + 2 >= len(self.chunks):
            return False
        behind = self.chunks[i + 1].verbs
        if behind is None or not behind.shaky:
            return False
        more = self.chunks[i + 2].verbs
        is_supposed = behind.lemma in _VERBS.supposing and more is not None and more.form == "infinitive"
        return is_supposed or self._tells_how_or_when(i + 2)  # "a man believed to be", "a car packed with"

    def _tells_how_or_when(self, i: int) -> bool:
        """Whether a preposition or a day stands at `i`: "in A", "last year", "since 2009", where no clause begins."""
        kind = self.chunks[i].kind
        return kind in {"IN", "DATE"} or (kind == "SC" and not self._is_conjunction(i))

    def _early(self, clause: Clause, phrase: Phrase, i: int, *, comma: bool) -> None:
        """A phrase before the verb: the subject, or a second one."""
        if clause.subject is None:
            clause.subject = phrase
        elif not comma and phrase.head_token.low in _PRONOUNS.floating | _PRONOUNS.emphatic and len(phrase.own) == 1:
            return  # "Tarin Kot and Qalat both fell"
        elif not comma and self._verb_follows(i + 1) and self._has_object(i + 1):
            clause.subject = phrase  # "KABUL On Thursday the Taliban freed 15 soldiers": what stands before is no part
        elif not comma and (self._verb_follows(i + 1) or self._is_contact(i, phrase)) and not clause.subject.pronoun:
            self._open_bare(i, phrase, clause, clause.subject)
        elif comma and phrase_class(phrase) is NamedBy.ACTOR and phrase_class(clause.subject) is not NamedBy.ACTOR:
            clause.subject = phrase  # "On the outskirts of X, fighters ..." after a fronted phrase
        elif (
            comma
            and self._verb_follows(i + 1)
            and phrase.determiner is None
            and not phrase.pronoun
            and phrase_class(phrase) is not phrase_class(clause.subject)
        ) or (comma and phrase.pronoun and phrase.head_token.low in _PRONOUNS.personal):
            clause.subject = phrase

    def _open_bare(self, i: int, phrase: Phrase, clause: Clause, head: Phrase) -> None:
        """Open a clause without a word of its own: "the city the Taliban captured", "reports the Taliban took X"."""
        if self._is_content_noun(head) and self._is_whole(i + 1):
            self._open_content(i, phrase, clause, head)
            return
        self._open("relative", self.chunks[i].start, parent=clause, head=head, gap="object", subject=phrase)

    def _open_content(self, i: int, phrase: Phrase, clause: Clause, head: Phrase | None) -> None:
        """Open the clause that says what a noun is about, with its subject at `i`: "reports the Taliban took X"."""
        fresh = self._open("complement", self.chunks[i].start, parent=clause, subject=phrase)
        fresh.head = fresh.governor = head

    def _is_content_told_of(self, clause: Clause) -> bool:
        """Whether what a subject is about may follow its verb: "fears grow X has fallen"."""
        noun = clause.subject
        is_bare = noun is not None and self.last is noun and not clause.objects and clause.verb is not None
        return is_bare and noun is not None and self._is_content_noun(noun) and not self._takes_clause(clause)

    def _is_content_behind(self, clause: Clause, phrase: Phrase, i: int) -> bool:
        """Whether what a noun behind a preposition is about begins right behind it: "amid fears the Taliban took X".

        A clause stands beside it: before, or behind a comma ("without fear they took X" is none).
        """
        noun = self.last
        if noun is None or noun.end != phrase.start or all(other is not noun for _, other in clause.phrases):
            return False
        if not self._is_content_noun(noun) or not (noun.is_plural or noun.determiner is not None):
            return False
        group = self.chunks[i + 1].verbs if i + 1 < len(self.chunks) else None
        if group is None or not self._verb_follows(i + 1, direct=True):
            return False
        if self.language.says("saying", group.lemma) is not None:
            return False  # "in a report the Taliban said they took X"
        behind = list(dropwhile(lambda each: each.kind != ",", self.chunks[i + 2 :]))
        return self._is_whole(i + 1) and (clause.verb is not None or any(each.kind == "VG" for each in behind))

    def _is_contact(self, i: int, phrase: Phrase) -> bool:
        """Whether somebody right behind a subject did to it what the next verb tells: "the men police shot died"."""
        before, behind = self.chunks[i - 1], self.chunks[i + 1].verbs if i + 1 < len(self.chunks) else None
        if before.kind != "NP" or behind is None or phrase_class(phrase) is not NamedBy.ACTOR:
            return False
        return behind.shaky and behind.lemma not in self.language.intransitive and self._is_reduced(i + 1)

    def _has_object(self, i: int) -> bool:
        """Whether an object stands right behind the next verb, so that nothing before its subject can be one."""
        k = next((k for k in range(i, len(self.chunks)) if self.chunks[k].kind == "VG"), None)
        if k is None or k + 1 >= len(self.chunks):
            return False
        group, behind = self.chunks[k].verbs, self.chunks[k + 1]
        return (
            group is not None
            and not group.passive
            and group.lemma not in _VERBS.bare_infinitive
            and behind.kind == "NP"
        )

    def _is_whole(self, i: int) -> bool:
        """Whether the verb at `i`, or the next one, needs no object but one behind it: "has fallen", "was taken"."""
        group = next((each.verbs for each in self.chunks[i:] if each.kind == "VG"), None)
        needs_none = group is not None and (group.passive or group.lemma in self.language.intransitive)
        return needs_none or self._has_object(i)

    def _next_clause(self, i: int, phrase: Phrase, coordinator: str | None, *, comma: bool) -> None:
        """A phrase behind a verb and before another: the subject of a new clause."""
        clause = self.top
        if not comma and coordinator is None:
            if self._takes_bare_infinitive(clause, i):
                clause.objects.append(phrase)  # "let the Taliban retake it"
                self._open("infinitive", self.chunks[i].start, parent=clause, subject=phrase)
                return
            if clause.verb is not None and not clause.objects and self._takes_clause(clause):
                self._open("complement", self.chunks[i].start, parent=clause, subject=phrase)
                return
            if len(clause.objects) == 1 and self.last is clause.objects[0] and self._tells(clause):
                self._open("complement", self.chunks[i].start, parent=clause, subject=phrase)
                return
            if self._begins_main(clause, i):
                self._pop_to(self.stack[0])
                self.stack[0].subject = phrase  # "when they had taken X they moved on"
                return
            if clause.objects and self.last is clause.objects[-1]:
                self._open_bare(i, phrase, clause, self.last)
                return
            if clause.kind == "relative" and clause.verb is not None and clause.gap == "object":
                self.stack.pop()
                self._noun_again(i, phrase)
                return
        if coordinator is None and comma and self._speech_tail(i, phrase):
            return
        level = self._level(coordinator)
        self._pop_to(level)
        kind = level.kind if level.kind in {"complement", "adverbial"} else "main"
        fresh = self._open(
            kind,
            self.chunks[i].start,
            parent=level.parent,
            subject=phrase,
            connector=level.connector if kind == "adverbial" else None,
        )
        if coordinator == "but" or (kind == "adverbial" and not coordinator):
            fresh.connector = coordinator or fresh.connector

    def _begins_main(self, clause: Clause, i: int) -> bool:
        """Whether a phrase behind a fronted clause is the subject of the main clause, which has the last verb."""
        root = self.stack[0]
        if clause.kind != "adverbial" or clause.parent not in {root, None} or root.verb is not None:
            return False
        rest = list(takewhile(lambda each: each.kind not in {",", ".", ";"}, self.chunks[i + 1 :]))
        return root.subject is None and sum(each.kind == "VG" for each in rest) == 1

    def _takes_bare_infinitive(self, clause: Clause, i: int) -> bool:
        """Whether a verb such as "let" stands before, and the phrase at `i` is followed by a base form."""
        if clause.verb is None or clause.objects or clause.verb.lemma not in _VERBS.bare_infinitive:
            return False
        group = self.chunks[i + 1].verbs if i + 1 < len(self.chunks) else None
        return group is not None and group.tokens[group.head].tag == "VB" and group.modal is None

    def _noun_again(self, i: int, phrase: Phrase) -> None:
        clause = self.top
        if clause.verb is None and clause.subject is None:
            clause.subject = phrase
        elif clause.verb is None:
            self._early(clause, phrase, i, comma=False)
        else:
            self._next_clause(i, phrase, None, comma=True)

    def _level(self, coordinator: str | None) -> Clause:
        """The clause beside which a new one with its own subject stands: the nearest finite one."""
        for clause in reversed(self.stack):
            if clause.verb is None or clause.verb.form != "finite":
                continue
            if clause.kind == "relative" and coordinator is None:
                continue
            if clause.kind == "adverbial" and coordinator is None:
                continue
            if (
                clause.kind == "complement"
                and coordinator is None
                and clause.parent is not None
                and clause.parent.speech_behind
            ):
                continue
            return clause
        return self.stack[0]

    def _object(self, clause: Clause, phrase: Phrase, *, comma: bool, coordinator: str | None) -> None:
        if comma and coordinator is None and clause.kind == "relative" and clause.after_comma and len(self.stack) > 1:
            self.stack.pop()
            clause = self.top
            if clause.verb is None:
                return
        if comma and coordinator is None and self._goes_on_list(clause, phrase):
            clause.objects.append(phrase)
            return
        if comma and coordinator is None and self._is_object_behind_aside(clause, phrase):
            clause.objects.append(phrase)
            return
        if comma and coordinator is None:
            before = self.last
            if before is not None and not phrase.pronoun:
                before.apposition.append(phrase)
            return
        if coordinator is not None and not comma and self._ends_relative(clause):
            self.stack.pop()  # "claimed an assault that began on Friday and a bombing"
            clause = self.top
        if coordinator is not None and clause.objects and self.last is not None:
            clause.objects.append(phrase)
            return
        clause.objects.append(phrase)

    def _is_object_behind_aside(self, clause: Clause, phrase: Phrase | None) -> bool:
        """Whether an aside parts a phrase from its verb: "took, after heavy clashes, X", "captured, he said, X"."""
        verb = clause.verb
        if phrase is None or verb is None or verb.passive or clause.objects:
            return False
        if verb.lemma in self.language.intransitive:
            return False
        is_apart = verb.end < phrase.start and verb.tokens[verb.end].low == ","
        aside = [each for _, each in clause.phrases if each.start >= verb.end]
        return is_apart and names_place(phrase) and not any(names_place(each) for each in aside)

    def _goes_on_list(self, clause: Clause, phrase: Phrase) -> bool:
        """Whether a place goes on a list behind what was told of the one before: "took X, where two died, Y"."""
        told, names = self.clauses[-1], clause.objects
        if not names or told.kind != "relative" or told.head is not names[-1] or told.verb is None:
            return False
        return phrase_class(names[-1]) is phrase_class(phrase) is NamedBy.PLACE

    def _ends_relative(self, clause: Clause) -> bool:
        """Whether a relative clause without an object has told its day: what "and" links is beside its antecedent."""
        around = clause.parent
        return (
            clause.kind == "relative"
            and clause.verb is not None
            and not clause.objects
            and bool(clause.dates)
            and around is not None
            and around is self.stack[-2]
            and bool(around.objects)
        )

    def _prepositional(self, preposition: str, phrase: Phrase) -> int:
        clause = self.top
        self.coordinator = None
        self.comma = False
        phrase.preposition = preposition
        if preposition == "of" and self._is_parted(phrase):
            assert self.last is not None
            self.last.of = phrase  # "the seizure on Wednesday of X"
            return 1
        parent = clause.parent
        if (
            preposition in self.language.onward
            and clause.kind == "participle"
            and parent is not None
            and clause.head in parent.objects
            and clause.phrases
        ):
            self._pop_to(parent)  # "rammed a car packed with bombs into a gate"
            clause = parent
        clause.phrases.append((preposition, phrase))
        self.last = phrase
        return 1


def _has_phrase_behind(clause: Clause) -> bool:
    """Whether a prepositional phrase stands behind the verb of a clause, not only in front: "In A they took ..."."""
    return clause.verb is not None and any(phrase.start > clause.verb.start for _, phrase in clause.phrases)
