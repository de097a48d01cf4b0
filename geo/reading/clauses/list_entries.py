"""The entries of a list: a line that begins with a name, behind a bullet, a number or a day.

"Aug. 8 - Taloqan: capital of Takhar", "* Ghazni - fell on Thursday", "3. Zaranj (Nimroz), Aug 6", "Takhar: A, B and C".
An entry that says something against its heading ("still contested", "later retaken") tells nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.lists import arrange
from geo.reading.clauses.nouns import NamedBy, names_place, phrase_class
from geo.reading.clauses.phrases import chunk
from geo.reading.clauses.tagging import tag_tokens
from geo.reading.clauses.tokens import tokenise
from geo.vocab import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.datewords import DateExpression
    from geo.language import LanguagePack
    from geo.model import Sentence
    from geo.reading.clauses.chunks import Chunk, Phrase
    from geo.text import AnnotatedDocument

_MARKS = re.compile("[\\s*\u2022\u00b7\u25aa\u25ba\u2023\u25cf\u25e6\u2013\u2014-]*")
_NUMBER = re.compile(r"\(?\d{1,2}[.)]\s*")
_NUMBER_ALONE = re.compile(r"\s*\(?\d{1,2}[.)]\s*")
_BETWEEN = re.compile("[\\s:;,.\u2013\u2014-]*")
_WORD = re.compile(r"[^\W\d_]+")
_BEHIND_NAME = frozenset({":", "-", ",", ".", ";", "DATE", "TIME", "IN", "CC"})
_LISTS = clause_words().lists
_NOT = frozenset({"t"})
"""What is left of "n't" where words are parted at every mark."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Entry:
    """A line of a list: the phrase that names its places, and its own days."""

    sentence: Sentence
    phrase: Phrase
    days: tuple[DateExpression, ...]


def is_number_alone(sentence: Sentence, annotated: AnnotatedDocument) -> bool:
    """Whether a sentence is the number of an entry and no more: "3."."""
    return _NUMBER_ALONE.fullmatch(annotated.text, sentence.start, sentence.end) is not None


def begins_line(sentence: Sentence, annotated: AnnotatedDocument) -> bool:
    """Whether a sentence is the first of its line, but for the number of an entry."""
    before = annotated.sentences[sentence.index - 1] if sentence.index else None
    if before is not None and is_number_alone(before, annotated):
        return begins_line(before, annotated)
    gap = annotated.text[before.end if before is not None else 0 : sentence.start]
    return before is None or "\n" in gap


def ends_line(sentence: Sentence, annotated: AnnotatedDocument) -> bool:
    """Whether a sentence is the last of its line."""
    return all(begins_line(each, annotated) for each in annotated.sentences[sentence.index + 1 : sentence.index + 2])


def entry_of(
    sentence: Sentence, annotated: AnnotatedDocument, language: LanguagePack, demonyms: frozenset[str]
) -> Entry | None:
    """The entry that a sentence is or begins, None where it is none."""
    if sentence.is_headline or not begins_line(sentence, annotated) or is_number_alone(sentence, annotated):
        return None
    start, day = _opening(sentence, annotated)
    if not any(start <= each.mention.start for each in annotated.places_in(sentence)):
        return None
    chunks = _chunks(start, sentence, annotated, language, demonyms)
    first = chunks[0].phrase if chunks else None
    if first is None or not _is_name(first) or not _is_closed(chunks[1:]) or _is_over_more(chunks):
        return None
    own = (day,) if day is not None else _days_behind(chunks)
    return Entry(sentence=sentence, phrase=_members_of(first, chunks), days=own)


def _opening(sentence: Sentence, annotated: AnnotatedDocument) -> tuple[int, DateExpression | None]:
    """Where the name of an entry begins, behind a bullet, a number and a day; and the day."""
    text = annotated.text
    start = _skipped(_MARKS, text, sentence.start, sentence.end)
    start = _skipped(_MARKS, text, _skipped(_NUMBER, text, start, sentence.end), sentence.end)
    day = next((each for each in annotated.days_in(sentence) if each.start == start and each.names_day), None)
    if day is None or day.bound is not None:
        return start, None
    return _skipped(_BETWEEN, text, day.end, sentence.end), day


def _skipped(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    found = pattern.match(text, start, end)
    return found.end() if found is not None else start


def _chunks(
    start: int, sentence: Sentence, annotated: AnnotatedDocument, language: LanguagePack, demonyms: frozenset[str]
) -> list[Chunk]:
    tokens = tokenise(
        annotated.text,
        start,
        sentence.end,
        language,
        names=[each for each in annotated.places_in(sentence) if each.mention.start >= start],
        actors=[each for each in annotated.actors_in(sentence) if each.start >= start],
        days=[each for each in annotated.days_in(sentence) if each.start >= start],
        demonyms=demonyms,
    )
    tag_tokens(tokens, language)
    return arrange(chunk(tokens, language))


def _is_name(phrase: Phrase) -> bool:
    """Whether a phrase is the name of a place or of several, not somebody or something by that name."""
    return all(
        phrase_class(each) is NamedBy.PLACE and each.possessor is None and each.determiner in {None, "the"}
        for each in phrase.members()
    )


def _is_closed(behind: Sequence[Chunk]) -> bool:
    """Whether a mark, a day or where it lies stands behind the name, and no verb of which it is the subject."""
    for each in behind:
        if each.kind in {"IN", "NP"}:
            continue
        return each.kind in _BEHIND_NAME
    return True


def _is_over_more(chunks: Sequence[Chunk]) -> bool:
    """Whether a name and a colon are a whole line: a dateline or what stands over the next lines, no entry."""
    return len(chunks) == len(("name", ":")) and chunks[-1].kind == ":" and chunks[-1].token.low == ":"


def _days_behind(chunks: Sequence[Chunk]) -> tuple[DateExpression, ...]:
    """The day that stands behind the name, with nothing but marks, where it lies and a bare verb before it."""
    for each in chunks[1:]:
        if each.kind == "DATE" and each.token.day is not None and each.token.day.bound is None:
            return (each.token.day,)
        is_bare = each.kind == "VG" and each.verbs is not None and not (each.verbs.modal or each.verbs.negated)
        is_place = each.kind == "NP" and each.phrase is not None and names_place(each.phrase)
        if not (is_bare or is_place or each.kind in {":", "-", ",", "IN"}):
            break
    return ()


def _members_of(first: Phrase, chunks: Sequence[Chunk]) -> Phrase:
    """What an entry lists: the names behind a province and a colon ("Takhar: A, B and C"), else its name."""
    found = first.head_token.resolution
    is_province = first.lemma == "province" or (
        found is not None and any(each.place.kind is PlaceKind.PROVINCE for each in found.candidates)
    )
    following = [each.phrase for each in chunks[2:3] if chunks[1].kind in {":", "-"}]
    behind = following[0] if following else None
    if first.items or not is_province or behind is None:
        return first
    listed = next(behind.members())
    is_named = phrase_class(listed) is NamedBy.PLACE and listed.head_token.kind == "place" and listed.of is None
    return behind if is_named else first


def speaks_against(entry: Entry, verbs: frozenset[str], annotated: AnnotatedDocument, language: LanguagePack) -> bool:
    """Whether the words of an entry's line deny, doubt or undo what its heading says by one of some verbs."""
    sentence = entry.sentence
    end = sentence.end
    for each in annotated.sentences[sentence.index + 1 :]:
        if begins_line(each, annotated):
            break
        end = each.end
    for match in _WORD.finditer(annotated.folded, sentence.start, end):
        word = match.group()
        tags = language.tags(word)
        if "MD" in tags and annotated.text[match.start()].isupper():
            continue  # the month of May
        lemmas = {word, *(language.lemma(word, tag) for tag in tags)}
        if (word in _LISTS.against and verbs.isdisjoint(lemmas)) or not tags.isdisjoint({"MD", "NEG"}):
            return True
        if word in _NOT or language.says("adverbs", word) is not None:
            return True
        if any(language.says("saying", lemma) == "denial" for lemma in lemmas):
            return True
    return False
