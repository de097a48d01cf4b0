"""The stated counts of a document: which sentences may state one, who counts, and for whom.

Counts are read in masked sentences (`geo.events.counts`); who speaks is looked for there too, the sentences between two
counts included ("he said").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.errors import Problem, ProblemKind
from geo.events.building import build_claim
from geo.events.counts import stated_counts
from geo.events.discourse import Discourse
from geo.events.event_words import event_words
from geo.events.masking import MOST_MARKS, mask
from geo.events.speech import implied_speaker, pronoun_speech, speaker
from geo.gazetteer.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from geo.events.masking import MaskedSentence
    from geo.events.speech import Speech
    from geo.model import Claim, Sentence
    from geo.text import AnnotatedDocument

_WORDS = event_words().counts
_WORD = re.compile(r"[^\W_]+")
_SHOWN = 60
_MOST_BACK = 3
"""So many sentences back a speaker is looked for."""


class CountReader:
    """Reads the stated counts of one document, sentence after sentence."""

    def __init__(self, annotated: AnnotatedDocument) -> None:
        """Take the document with its layers."""
        self.annotated = annotated
        self.discourse = Discourse(annotated)
        self._cut: list[Sentence] = []
        self._home = {fold(name) for name in annotated.country.names}

    def read(self, sentence: Sentence, day: date | None) -> list[Claim]:
        """The counts that a sentence states; `day` is that of its events, for ordinals."""
        words = frozenset(_WORD.findall(self.annotated.folded, sentence.start, sentence.end))
        if _WORDS.units.isdisjoint(words) and not self._may_state_share(sentence, words):
            return []
        masked = self._masked(sentence)
        if masked.is_cut:
            self._cut.append(sentence)
        capitals = self._capital_phrases(masked)
        speech = self._speech(masked)
        found = stated_counts(masked.text, capitals, self._home_marks(masked))
        claims = (build_claim(count, masked, self.discourse, speech, day) for count in found)
        return [claim for claim in claims if claim is not None]

    def problems(self) -> Iterator[Problem]:
        """One problem for all sentences that hold more than is read of one."""
        if self._cut:
            first = self._cut[0]
            text = self.annotated.text
            shown = " ".join(text[first.start : min(first.end, first.start + _SHOWN)].split())
            message = (
                f"In {len(self._cut):,} of the sentences with counts only the first {MOST_MARKS} names and dates were "
                f"read; the first of them begins “{shown}”."
            )
            yield Problem(
                kind=ProblemKind.SENTENCE_CUT, message=message, document_id=self.annotated.document.document_id
            )

    def _may_state_share(self, sentence: Sentence, words: frozenset[str]) -> bool:
        """Whether a share of something may be stated: the word for a part, or the sign."""
        return (
            any(word in words for word in _WORDS.parts) or "%" in self.annotated.folded[sentence.start : sentence.end]
        )

    def _home_marks(self, masked: MaskedSentence) -> list[str]:
        """The marks that stand for the country itself: alone, or in "Afghanistan's"."""
        text = self.annotated.text
        chunks = [chunk for letter in "PN" for _, chunk in masked.marks(letter)]
        return [chunk.mark for chunk in chunks if fold(text[chunk.start : chunk.end]) in self._home]

    def _capital_phrases(self, masked: MaskedSentence) -> list[tuple[int, int, str]]:
        """The marks of places that are called a capital, with the folded words behind them."""
        text = self.annotated.text
        phrases = [(at, chunk, fold(text[chunk.start : chunk.end])) for at, chunk in masked.marks("P")]
        return [(at, at + len(chunk.mark), words) for at, chunk, words in phrases if "capital" in words]

    def _masked(self, sentence: Sentence) -> MaskedSentence:
        return mask(
            self.annotated.text,
            sentence,
            self.annotated.names_in(sentence),
            self.annotated.actors_in(sentence),
            body_start=self.annotated.body_start,
            folded=self.annotated.folded,
        )

    def _speech(self, masked: MaskedSentence) -> Speech | None:
        """Who says what a sentence says; "he" is whoever spoke, or was a speaker, in the sentences before."""
        text = self.annotated.text
        found = speaker(masked, text)
        if found is not None or not pronoun_speech(masked):
            return found
        index = masked.sentence.index
        for sentence in reversed(self.annotated.sentences[max(0, index - _MOST_BACK) : index]):
            before = self._masked(sentence)
            found = speaker(before, text) or implied_speaker(before, text)
            if found is not None:
                return found
        return None
