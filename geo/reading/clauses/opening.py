"""Words that open clauses: subordinators, relative pronouns, "that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.nouns import NamedBy, phrase_class
from geo.reading.clauses.saying import SayingClauses
from geo.reading.clauses.whereabouts import place_words

if TYPE_CHECKING:
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause

_VERBS = clause_words().verbs
_OPENERS = clause_words().openers
_PREPOSITIONS = clause_words().prepositions


class OpeningWords(SayingClauses):
    """Opens subordinate clauses by their first word."""

    def _subordinator(self, i: int) -> int:
        each = self.chunks[i]
        low = each.low
        bare = low == "for" and not (i and self.chunks[i - 1].kind == ",")  # "for" opens a clause behind a comma only
        bare = bare or (low in _OPENERS.front and self._one_verb_waits(i))  # "avalanches after heavy snow killed 74"
        before = self.chunks[i - 1].verbs if i else None
        bare = bare or (low == "as" and before is not None and before.lemma in _VERBS.disguising)
        if low in self.language.both and self._bounds_day(i):
            self.comma = False
            return 1
        if low in self.language.both and (bare or not self._clause_ahead(i + 1)):
            self.preposition = (low, i)
            return 1
        following = self.chunks[i + 1].kind if i + 1 < len(self.chunks) else ""
        waiting = self.connector[0] if self.connector is not None and self.comma else ""
        if self.language.says("connectives", waiting) == "hypothetical":
            self.condition = waiting
        self.connector = (low, following == "NP")
        self.comma = False
        return 1

    def _bounds_day(self, i: int) -> bool:
        """Whether a word such as "since" belongs to the day behind it, before the subject: "since Monday four have".

        "After Friday prayers ended" opens a clause.
        """
        if self.top.verb is not None or i + 2 >= len(self.chunks):
            return False
        time, behind = self.chunks[i + 1 : i + 3]
        is_time = time.kind == "TIME" and time.end - time.start == 1  # "since morning", not "since the night he fled"
        if time.kind != "DATE" and not (is_time and behind.kind == "NP"):
            return False
        if behind.kind == ",":
            return True
        first = behind.phrase.tokens[behind.phrase.start] if behind.kind == "NP" and behind.phrase is not None else None
        return first is not None and (first.kind != "word" or first.tag in {"DT", "CD", "PRP$", "PRP"})

    def _one_verb_waits(self, i: int) -> bool:
        """Whether a subject right before waits for a verb, and only one finite verb comes before the next mark."""
        top = self.top
        if (
            top.verb is not None
            or top.subject is None
            or self.last is not top.subject
            or (i and self.chunks[i - 1].kind == ",")
        ):
            return False
        found = 0
        for each in self.chunks[i + 1 :]:
            if each.kind in {",", ";", ":", ".", "-", "SC", "WP", "THAT", "CC"}:
                break
            found += each.kind == "VG" and each.verbs is not None and each.verbs.form == "finite"
        return found == 1

    def _clause_ahead(self, i: int) -> bool:
        """Whether what follows a word such as "after" is a clause."""
        content = self._content(i)
        if content is None:
            return False
        if content.kind == "VG":
            return True
        if content.kind in {"THAT", "WP"}:
            return True
        k = i
        while k < len(self.chunks) and self.chunks[k].kind in {"RB", "DATE", "TIME", ","}:
            k += 1
        if [each.kind for each in self.chunks[k : k + 3]] == ["IN", "NP", "NP"]:
            k += 2  # "after in X gunmen had killed a judge"
        if k >= len(self.chunks) or self.chunks[k].kind != "NP":
            return False
        return self._verb_follows(k + 1)

    def _adverbial_parent(self) -> Clause:
        """The clause that an adverbial clause belongs to: the nearest with a verb, else the one that waits for it."""
        return next((each for each in reversed(self.stack) if each.verb is not None), self.stack[-1])

    def _open_connector(self, i: int, phrase: Phrase) -> None:
        assert self.connector is not None
        connector, _ = self.connector
        self.connector = None
        self.coordinator = None
        parent = self._adverbial_parent()
        inverted, self.inverted = self.inverted, None
        if inverted is None and connector in self.language.both and not self._verb_follows(i + 1):
            self.top.phrases.append((connector, phrase))
            return
        opened = self._open("adverbial", self.chunks[i].start, parent=parent, connector=connector, subject=phrase)
        self.supposed = opened if inverted == "have" else None

    def _relative(self, i: int) -> None:
        low = self.chunks[i].low
        comma, self.comma = self.comma, False
        coordinator, self.coordinator = self.coordinator, None
        clause = self.top
        before = self.last
        self.connector = None
        if (
            low in {"what", "how", "why", "whether"}
            or before is None
            or (
                clause.verb is not None
                and self._takes_clause(clause)
                and not clause.objects
                and not comma
                and low in {"who", "what", "which", "where"}
                and before not in {p for _, p in clause.phrases}
            )
        ):
            fresh = self._open("complement", self.chunks[i].start, parent=clause, connector=low)
            self.preposition = None
            if low in {"who", "what"} and not self._subject_ahead(i + 1):
                fresh.subject = None
            return
        if coordinator is not None and len(self.stack) > 1 and self.top.kind == "relative":
            before = self.top.head
            self.stack.pop()
        gap = "object" if self._subject_before_verb(i + 1) else "subject"
        if low in {"where", "when", "whose"} or self.preposition is not None:
            gap = "place" if low == "where" else "other"
        self.preposition = None
        head = self._antecedent(before, low)
        if low == "which" and head is not None:
            head = self._what_harms(clause, self._only_one(head, i, gap), i, gap)
        fresh = self._open("relative", self.chunks[i].start, parent=self.top, head=head, gap=gap, connector=low)
        fresh.after_comma = comma

    def _brings_out(self, i: int) -> bool:
        """Whether "that" at `i` tells what was done to what "it was" brings out: "it was Khost that they took"."""
        clause, last = self.top, self.last
        subject = clause.subject
        if last is None or subject is None or not subject.pronoun or subject.head_token.low != "it":
            return False
        if clause.verb is None or clause.verb.lemma != "be" or last not in clause.objects:
            return False
        if phrase_class(last) is NamedBy.OTHER or not self._subject_before_verb(i + 1):
            return False
        k = next(k for k in range(i + 1, len(self.chunks) + 1) if k == len(self.chunks) or self.chunks[k].kind == "VG")
        verb = self.chunks[k].verbs if k < len(self.chunks) else None
        behind = self.chunks[k + 1 : k + 2]
        is_open = not behind or behind[0].kind in {"DATE", "TIME", "IN", ".", ",", "RB", "SC"}
        return verb is not None and not verb.passive and verb.lemma not in self.language.intransitive and is_open

    def _antecedent(self, before: Phrase | None, low: str) -> Phrase | None:
        """The phrase that a relative clause speaks of: "who" skips places and things attached to somebody."""
        if before is None:
            return None
        if (named := self._named_by(before)) is not None:
            return named
        if low == "who" and phrase_class(before) is not NamedBy.ACTOR:
            subject = self.top.subject
            if subject is not None and phrase_class(subject) is NamedBy.ACTOR and self.top.verb is None:
                return subject
        return before

    def _named_by(self, description: Phrase) -> Phrase | None:
        """The place that a description stands beside: "Ghormach, a district of Faryab that ..." is Ghormach."""
        if phrase_class(description) is not NamedBy.UNIT:
            return None
        clause = self.top
        for root in (clause.subject, *clause.objects, *(phrase for _, phrase in clause.phrases)):
            for each in root.inside() if root is not None else ():
                if description in each.apposition and phrase_class(each) is NamedBy.PLACE:
                    return each
        return None

    def _restricted(self, clause: Clause, before: Phrase, i: int) -> Phrase:
        """What "that" without a comma tells more of, never a bare name: "captured a post in Khost that they held"."""
        verb = next((each.verbs for each in self.chunks[i + 1 :] if each.kind == "VG"), None)
        if verb is not None and verb.passive and verb.lemma in _VERBS.owning_up:
            return what_is_claimed(clause, before)
        is_name = before.head_token.kind == "place" and len(before.own) == 1 and before.of is None
        inside = any(before is phrase and word in _PREPOSITIONS.locative for word, phrase in clause.phrases)
        things = [each for each in clause.objects if each.head_token.kind == "word"]
        return things[-1] if is_name and inside and things else before

    def _only_one(self, before: Phrase, i: int, gap: str | None) -> Phrase:
        """The last of a list where the verb of "which" is a singular: "in A, B and C, which was theirs" is C alone."""
        verb = next((each.verbs for each in self.chunks[i + 1 :] if each.kind == "VG"), None)
        if gap != "subject" or verb is None or not before.items:
            return before
        return before.items[-1] if verb.tokens[verb.start].low in _VERBS.in_the_singular else before

    def _what_harms(self, clause: Clause, before: Phrase, i: int, gap: str | None) -> Phrase:
        """What killed people, not the place where it stood: "escaped a bomb in Kabul that killed ten"."""
        verb = next((each.verbs for each in self.chunks[i + 1 :] if each.kind == "VG"), None)
        if gap != "subject" or verb is None or verb.passive or verb.lemma not in place_words().harmed:
            return before
        is_place = phrase_class(before) in {NamedBy.PLACE, NamedBy.UNIT} and before not in clause.objects
        told = clause.objects or ([clause.subject] if clause.subject is not None and clause.verb is None else [])
        told = sorted((*told, *(phrase for _, phrase in clause.phrases)), key=lambda each: each.start)
        things = [each for each in told if phrase_class(each) is NamedBy.OTHER and each.start < before.start]
        return things[-1] if is_place and things else before

    def _that_beside(self, i: int) -> bool:
        """Open what is said beside what was said before: "said that X fell and that Y held"."""
        said = (each for each in reversed(self.stack) if each.kind == "complement" and each.governor is None)
        base = next((each for each in said if each.connector in {"that", None}), None)
        if base is None or base.parent is None:
            return False
        self._pop_to(base)
        self.stack.pop()
        self._open("complement", self.chunks[i].start, parent=base.parent, connector="that", governor=base.governor)
        return True

    def _tells_which(self, clause: Clause) -> bool:
        """Whether "that" behind what something is says which: "X is one of three towns that they took"."""
        is_copula = clause.verb is not None and clause.verb.lemma == "be" and not clause.passive
        among = [phrase for word, phrase in clause.phrases[-1:] if word in _OPENERS.among]
        told = [*clause.objects[-1:], *among] if is_copula else []
        return any(each is self.last and not self._is_content_noun(each) for each in told)

    def _content_of_state(self, clause: Clause) -> Phrase | None:
        """The noun right before "that" whose content follows it: "no truth to the claim that", "doubts remain that".

        Also where somebody speaks "of reports that".
        """
        is_state = clause.verb is not None and clause.verb.lemma in _VERBS.copulas
        is_state = is_state or any(word == "of" for word, phrase in clause.phrases if phrase is self.last)
        is_part = self.last is clause.subject or any(self.last is phrase for _, phrase in clause.phrases)
        return (
            self.last if self.last is not None and is_state and is_part and self._is_content_noun(self.last) else None
        )

    def _that(self, i: int) -> None:
        comma, self.comma = self.comma, False
        coordinator, self.coordinator = self.coordinator, None
        clause = self.top
        self.connector = None
        self.preposition = None
        if coordinator is not None and self._that_beside(i):
            return
        if clause.kind == "relative" and clause.verb is not None and self._takes_clause(clause):
            self._open("complement", self.chunks[i].start, parent=clause, connector="that")
            return
        speaking = next((each for each in reversed(self.stack) if each.verb is not None), None)
        subject_next = self._subject_before_verb(i + 1)
        if self._brings_out(i):
            self._open("relative", self.chunks[i].start, parent=clause, head=self.last, gap="object", connector="that")
            return
        if self.last is not None and clause.verb is None and clause.subject is self.last:
            kind = "complement" if self._is_content_noun(self.last) and subject_next else "relative"
            self._open(
                kind,
                self.chunks[i].start,
                parent=clause,
                head=self.last,
                governor=self.last if kind == "complement" else None,
                gap=None if kind == "complement" else "object" if subject_next else "subject",
                connector="that",
            )
            return
        is_told = speaking is not None and self._takes_clause(speaking) and not self._tells_which(speaking)
        if speaking is not None and is_told and (subject_next or not speaking.objects):
            noun = speaking.objects[-1] if speaking.objects and self._is_content_noun(speaking.objects[-1]) else None
            noun = noun or self._content_of_state(speaking)
            if (
                noun is not None
                or self.last is None
                or not (speaking.objects and self.last is speaking.objects[-1] and not subject_next)
            ):
                self._open("complement", self.chunks[i].start, parent=speaking, connector="that", governor=noun)
                return
        if self.last is not None and self.last.head_token.low == "it" and self.last in clause.objects and subject_next:
            self._open("complement", self.chunks[i].start, parent=clause, connector="that")  # "rumour had it that ..."
            return
        if self.last is not None:
            kind = "complement" if self._is_content_noun(self.last) and subject_next else "relative"
            gap = None if kind == "complement" else "object" if subject_next else "subject"
            head = self._what_harms(clause, self._named_by(self.last) or self.last, i, gap)
            head = head if comma or kind == "complement" else self._restricted(clause, head, i)
            fresh = self._open(kind, self.chunks[i].start, parent=clause, head=head, gap=gap, connector="that")
            if kind == "complement":
                fresh.governor = self.last
            fresh.after_comma = comma
            return
        self._open("complement", self.chunks[i].start, parent=clause, connector="that")


def what_is_claimed(clause: Clause, head: Phrase) -> Phrase:
    """The deed that somebody claims or does, not where it was: "killed in a bombing in Kunduz claimed by X"."""
    if phrase_class(head) not in {NamedBy.PLACE, NamedBy.UNIT}:
        return head
    told = sorted((*clause.objects, *(phrase for _, phrase in clause.phrases)), key=lambda each: each.start)
    things = [each for each in told if phrase_class(each) is NamedBy.OTHER and each.start < head.start]
    if not things and clause.verb is None and clause.subject is not None and clause.subject.start < head.start:
        things = [clause.subject] if phrase_class(clause.subject) is NamedBy.OTHER else []
    return things[-1] if things else head
