"""The stack of open clauses while a sentence is read, and what stands ahead in it.

Knows no word: which chunk opens or closes a clause is for the modules that extend it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.chunks import QUOTE_COMMA
from geo.reading.clauses.clause import MOST_CLAUSES, Clause
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.nouns import NamedBy, phrase_class
from geo.reading.clauses.separators import is_said_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.language import LanguagePack
    from geo.reading.clauses.chunks import Chunk, Phrase, VerbGroup
    from geo.reading.clauses.tokens import Token

_OPENERS = clause_words().openers
_VERBS = clause_words().verbs
_LONGEST_PARENTHESIS = 16


class ClauseStack:
    """The open clauses of a sentence, the innermost last, with what was read and waits for its phrase or verb."""

    def __init__(self, tokens: Sequence[Token], chunks: Sequence[Chunk], language: LanguagePack) -> None:
        """Open the main clause of a sentence."""
        self.tokens = tokens
        self.chunks = chunks
        self.language = language
        self.clauses: list[Clause] = []
        self.stack: list[Clause] = []
        self.cut = False
        self.preposition: tuple[str, int] | None = None
        self.connector: tuple[str, bool] | None = None
        self.condition: str | None = None  # "if" before an aside: "if, as they say, X has fallen"
        self.comma = False
        self.coordinator: str | None = None
        self.last: Phrase | None = None
        self.inverted: str | None = None  # the auxiliary that opens a condition: "Had the city fallen, ..."
        self.supposed: Clause | None = None  # whose auxiliary "had" stands before its subject
        self.likened: list[Clause] = []  # the other times that this one is likened to: "as in 2015"
        self.negate = False
        self.modal: str | None = None
        self.waiting: list[Token] = []
        self.fronted: list[tuple[str, Phrase]] = []  # the place that opens the next clause: "and in Herat gunmen ..."
        self.picked: list[tuple[Clause, Phrase, list[Token]]] = []  # "the former on Friday", of a clause with a list
        self.told_behind: list[tuple[Clause, Clause]] = []  # a clause, and the one behind it that has the verb of both
        self._open("main", 0)

    def _open(self, kind: str, start: int, parent: Clause | None = None, **more: object) -> Clause:
        clause = Clause(kind, start, parent=parent, **more)  # type: ignore[arg-type]
        if (
            kind == "adverbial"
            and parent is not None
            and self.language.says("connectives", (clause.connector or "").replace(" ", "_")) == "hypothetical"
        ):
            parent.conditional = True
            parent.on_condition = clause.connector in _OPENERS.conditions
        if self.waiting and kind != "relative":
            clause.dates.extend(self.waiting)
            self.waiting.clear()
        if self.fronted and kind != "relative":
            clause.phrases.extend(self.fronted)
            self.fronted.clear()
        if len(self.clauses) >= MOST_CLAUSES:
            self.cut = True
        else:
            self.clauses.append(clause)
        self.stack.append(clause)
        return clause

    def _open_beside(self, base: Clause, kind: str, i: int, group: VerbGroup) -> None:
        """Open the clause of a verb that shares what governs and fills another clause: "was taken and burned"."""
        fresh = self._open(
            kind,
            self.chunks[i].start,
            parent=base.parent,
            subject=base.subject,
            shared=base,
            head=base.head,
            gap=base.gap,
            connector=base.connector,
            governor=base.governor,
        )
        fresh.verb = group
        fresh.after_comma = kind == "participle" and base.after_comma

    @property
    def top(self) -> Clause:
        """The innermost open clause."""
        return self.stack[-1]

    def _pop_to(self, clause: Clause) -> None:
        while len(self.stack) > 1 and self.stack[-1] is not clause:
            self.stack.pop()

    def _new_main(self, start: int) -> None:
        self.stack.clear()
        self._open("main", start)
        self.connector = self.preposition = self.coordinator = None
        self.comma = False

    def _subject_ahead(self, i: int) -> bool:
        """Whether a phrase stands before the next verb."""
        for each in self.chunks[i:]:
            if each.kind == "NP":
                return True
            if each.kind == "VG":
                return False
        return False

    def _content(self, i: int) -> Chunk | None:
        """The next chunk that is no adverb."""
        return next((each for each in self.chunks[i:] if each.kind not in {"RB", '"', "'", "SYM"}), None)

    def _verb_follows(self, i: int, *, direct: bool = False) -> bool:
        """Whether a finite verb comes next, behind prepositional phrases, dates, adverbs and relative clauses.

        With `direct` no parenthesis is skipped, unless the verb before takes but a clause.
        """
        depth = 0
        direct = direct and not self._needs_clause()
        while i < len(self.chunks):
            each = self.chunks[i]
            if each.kind == "VG":
                group = each.verbs
                assert group is not None
                if depth:
                    depth -= 1
                    i += 1
                    continue
                if group.form == "finite":
                    by = self._by_somebody(i)  # "a mine laid by the rebels"
                    is_form = group.shaky and (by or self._is_reduced(i))
                    is_needed = not is_form or self._is_verb_behind_form(i, by=by)
                    return is_needed and not self._is_said_by(i)
                i += 1 + self._is_object_of_form(i)
                continue
            if each.kind == "IN":
                i += 2
            elif each.kind == "WP" and not depth and (end := self._relative_end(i)) is not None:
                i = end + 1
            elif each.kind == "WP" or (each.kind == "THAT" and self._needs_clause()):
                depth += 1
                i += 1
            elif self._is_passed(i, inside=depth > 0):
                i += 1
            elif each.kind == "," and not depth and not direct and (end := self._parenthesis(i)) is not None:
                i = end + 1
            else:
                return False
        return False

    def _is_said_by(self, i: int) -> bool:
        """Whether who says so stands behind the verb at `i`: "killed a judge, who was on his way, said a mayor"."""
        return self.chunks[i - 1].kind == "," and is_said_by(self.chunks, i) and not self._verb_follows(i + 2)

    def _is_object_of_form(self, i: int) -> bool:
        """Whether the object of a form in "-ing" stands right behind it: "men wearing uniforms were killed"."""
        group, behind = self.chunks[i].verbs, self.chunks[i + 1 : i + 2]
        return group is not None and group.form == "gerund" and bool(behind) and behind[0].kind == "NP"

    def _is_verb_behind_form(self, i: int, *, by: bool) -> bool:
        """Whether a finite verb stands behind the participle at `i`: "said a man armed with a knife killed two".

        With `by` it stands right behind who does it: "a bomb planted by rebels killed five men".
        """
        needs_clause = self._needs_clause()
        k = i + 3 if by else i + 1
        ends = {"VG"} if needs_clause else {"VG", ","}
        while not by and k < len(self.chunks) and self.chunks[k].kind not in ends:
            k += 1
        group = self.chunks[k].verbs if k < len(self.chunks) else None
        if group is None or group.form != "finite":
            return False
        has_object = k + 1 < len(self.chunks) and self.chunks[k + 1].kind == "NP"
        return not group.shaky or has_object or needs_clause

    def _needs_clause(self) -> bool:
        """Whether the last verb takes but a clause, and has none yet: "said two men wanted for theft surrendered"."""
        verb = self.top.verb
        is_open = verb is not None and verb.form == "finite" and not verb.passive and not self.top.objects
        return is_open and verb is not None and verb.lemma in _VERBS.clause_only

    def _by_somebody(self, i: int) -> bool:
        """Whether "by" behind the verb at `i` tells who does it: not of what is "said by phone"."""
        behind = self.chunks[i + 1 : i + 3]
        if not behind or behind[0].low != "by":
            return False
        group = self.chunks[i].verbs
        speaks = group is not None and self.language.says("saying", group.lemma) is not None
        phrase = behind[1].phrase if len(behind) > 1 else None
        return not speaks or phrase is None or phrase.determiner is not None or phrase_class(phrase) is NamedBy.ACTOR

    def _is_passed(self, i: int, *, inside: bool) -> bool:
        """Whether a chunk between a phrase and its verb is passed over; `inside` a relative clause more are."""
        kind = self.chunks[i].kind
        if kind in {"DATE", "TIME", "RB", "JJ"} or (inside and kind in {"NP", ","}):
            return True
        return kind == "," and i + 1 < len(self.chunks) and self.chunks[i + 1].kind == "WP"

    def _relative_end(self, i: int) -> int | None:
        """The comma that ends a relative clause between commas, right before a finite verb: "X, who left A, have"."""
        if not i or self.chunks[i - 1].kind != "," or self.chunks[i].low not in {"who", "which"}:
            return None
        for k in range(i + 2, min(len(self.chunks), i + _LONGEST_PARENTHESIS)):
            if self.chunks[k].kind in {";", ":", ".", "THAT", "WP", "CC"} or self._is_conjunction(k):
                return None
            behind = self.chunks[k + 1].verbs if self.chunks[k].kind == "," and k + 1 < len(self.chunks) else None
            if behind is not None:
                if not any(each.kind == "VG" for each in self.chunks[i:k]):
                    return None  # "X, which, in the end, fell"
                direct = self.chunks[k + 2 : k + 3]
                sure = not behind.shaky or bool(direct and direct[0].kind == "NP")  # "X, who hold A, captured B"
                return k if behind.form == "finite" and sure else None
        return None

    def _parenthesis(self, i: int) -> int | None:
        """Where the comma stands that ends a parenthesis beginning at a comma: no finite verb inside, one behind."""
        for k in range(i + 1, min(len(self.chunks), i + _LONGEST_PARENTHESIS)):
            each = self.chunks[k]
            if each.kind == ",":
                behind = self._content(k + 1)
                if (
                    behind is not None
                    and behind.kind == "VG"
                    and behind.verbs is not None
                    and behind.verbs.form == "finite"
                ):
                    return k
            elif (
                each.kind in {";", ":", ".", "THAT", "WP"}
                or self._is_conjunction(k)
                or (
                    each.kind == "VG"
                    and each.verbs is not None
                    and each.verbs.form == "finite"
                    and not each.verbs.shaky
                )
            ):
                return None
        return None

    def _is_reduced(self, i: int) -> bool:
        """Whether a past form without auxiliary is a participle: an unmistakable verb of the same subject follows."""
        group = self.chunks[i].verbs
        assert group is not None
        following = self.chunks[i + 1 : i + 2]
        by = self._by_somebody(i)
        direct = bool(following) and following[0].kind == "NP"
        if direct and following[0].phrase is not None and not following[0].phrase.pronoun:
            return False
        k = i + 1
        while k < len(self.chunks):
            each = self.chunks[k]
            if each.kind == "VG":
                other = each.verbs
                assert other is not None
                if (behind_it := self._behind_what_is_said(group, i, k)) is not None:
                    k = behind_it
                    continue
                return other.form == "finite"
            if each.kind == "SC" and each.low == "as" and group.lemma in _VERBS.disguising:
                k += 1  # "fighters dressed as policemen captured it"
                continue
            if each.kind in {"CC", "WP", "THAT", ";", ":", "."} or self._is_conjunction(k):
                return False
            if each.kind in {",", QUOTE_COMMA} and not by:
                if each.kind == QUOTE_COMMA or self._is_said_behind(
                    k
                ):  # "a bomb exploded in X, said police", "nine killed in X, says army"
                    return group.lemma in self.language.transitive
                behind = self._content(k + 1)
                return (
                    behind is not None
                    and behind.kind == "VG"
                    and behind.verbs is not None
                    and behind.verbs.form == "finite"
                )
            if each.kind == "NP" and self.chunks[k - 1].kind != "IN":
                return False
            k += 1
        return False

    def _behind_what_is_said(self, group: VerbGroup, i: int, k: int) -> int | None:
        """What stands behind the verb at `k` by which somebody is said to be or do something, told by the form at `i`.

        "Gunmen believed to be Taliban attacked it", "men accused of killing a judge were arrested".
        """
        other, ahead = self.chunks[k].verbs, self.chunks[k + 1 : k + 2]
        assert other is not None
        if other.lemma == "be" and other.form != "finite" and group.lemma in _VERBS.supposing:
            return k + 1 + (ahead != [] and ahead[0].kind in {"NP", "JJ"})
        if other.form == "gerund" and k == i + len(("of", "killing")) and self.chunks[i + 1].low in _VERBS.charging:
            return k + 1 + self._is_object_of_form(k)
        return None

    def _is_needed_above(self, i: int) -> bool:
        """Whether the clauses above take all finite verbs behind `i`: "reports that men fled were false"."""
        waiting = sum(each.verb is None and each.subject is not None for each in self.stack[:-1])
        if not waiting:
            return False
        behind = 0
        for k, each in enumerate(self.chunks[i + 1 :], i + 1):
            if each.kind in {";", ":", "."} or self._is_conjunction(k) or self._is_speaker_behind(k):
                break
            behind += each.verbs is not None and each.verbs.form == "finite"
        return behind <= waiting

    def _names_speaker(self, i: int) -> bool:
        """Whether a verb of saying at `i` stands before who speaks, and nothing of what is said: ", said a spokesman".

        In "a mine laid in X, said police, killed two" it stands between a subject and its verb.
        """
        group = self.chunks[i].verbs if i < len(self.chunks) else None
        if group is None or group.form != "finite" or self.language.says("saying", group.lemma) is None:
            return False
        kinds = [each.kind for each in self.chunks[i + 1 : i + 4]]
        return kinds[:1] == ["NP"] and kinds[1:2] != ["VG"] and kinds[1:] != [",", "VG"]

    def _is_said_behind(self, i: int) -> bool:
        """Whether the comma at `i` only stands before who says so."""
        return self.chunks[i].kind == "," and self._names_speaker(i + 1)

    def _is_speaker_behind(self, i: int) -> bool:
        """Whether the comma at `i` stands before who says so, at the end of a sentence: ", the police said"."""
        speaker = self.chunks[i + 1 : i + 3]
        if self.chunks[i].kind != "," or [each.kind for each in speaker] != ["NP", "VG"]:
            return False
        group = speaker[1].verbs
        if group is None or group.form != "finite" or self.language.says("saying", group.lemma) is None:
            return False
        return all(each.kind not in {"VG", "THAT", "CC"} for each in self.chunks[i + 3 :])

    def _is_conjunction(self, i: int) -> bool:
        """Whether a clause begins at `i`: with "since it fell", not with "since 2009"."""
        behind = self.chunks[i + 1 : i + 2]
        return self.chunks[i].kind == "SC" and not (behind and behind[0].kind == "DATE")

    def _later_finite(self, i: int) -> bool:
        for k, each in enumerate(self.chunks[i + 1 :], i + 1):
            if each.kind == "VG":
                assert each.verbs is not None
                return each.verbs.form == "finite"
            if each.kind in {"WP", "THAT", ";", ":", "."} or self._is_conjunction(k):
                return False
        return False

    def _later_verb(self, i: int) -> bool:
        """Whether the subject still gets a verb behind."""
        for k, each in enumerate(self.chunks[i + 1 :], i + 1):
            if each.kind == "VG":
                assert each.verbs is not None
                if each.verbs.form == "finite":
                    return True
            elif each.kind in {"WP", "THAT", ";", ":", "."} or self._is_conjunction(k) or self._is_said_behind(k):
                return False
        return False

    def _subject_before_verb(self, i: int) -> bool:
        """Whether a phrase stands before the next verb, none behind a preposition: "which with aftershocks hit X"."""
        for k, each in enumerate(self.chunks[i:], i):
            if each.kind == "NP" and not (k and self.chunks[k - 1].kind == "IN"):
                return True
            if each.kind in {"VG", ","}:
                return False
        return False
