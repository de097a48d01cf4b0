"""A sentence with its places, actors and dates replaced by marks, so that rules speak of slots.

"The Taliban seized the city of Kunduz on Sunday" becomes "⟦A0⟧ seized ⟦P0⟧ on ⟦D0⟧", in folded letters, with a map
back to the text. The numbers index the sentence's own lists. Knows spans; refuses to know rules.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.country.actors import ActorSpan
from geo.datewords import find_dates
from geo.gazetteer.fold import fold
from geo.model import Actor
from geo.vocab import MentionRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.datewords import DateExpression
    from geo.model import Resolution, Sentence

CLASS_LETTERS = {
    "rebel": "r",
    "state_force": "s",
    "militia": "m",
    "police": "p",
    "foreign_force": "f",
    "gunmen": "g",
    "mob": "b",
    "protesters": "t",
    "leader": "l",
}
_ANAPHOR = re.compile(
    r"\b(?:the|this|that)\s+(?:\w+ern\s+|strategic\s+|besieged\s+|whole\s+|entire\s+)?(?P<word>city|town|provincial capital|district|provincial seat)\b"
    r"(?!'|\s+(?:of|center|centre|council|police|governor|hospital|airport|hall|jail|prison|office|map|jail|square|chief|authorities|officials))"
)
_ANAPHOR_NOUNS = frozenset({"city", "town", "provincial", "district"})
_PRONOUNS = frozenset({"it", "they"})
_HAS_PRONOUN = re.compile(r"\b(?:it|they)\b")
_PRONOUN = re.compile(
    r"(?:(?<=^)|(?<=[,;:\"“] )|(?<=\band )|(?<=\bthat )|(?<=\bsaid )|(?<=\bconfirmed )|(?<=\breported )|(?<=\bclaimed )|(?<=\bannounced )|(?<=\bas )|(?<=\bbut )|(?<=\bif )|(?<=\bafter )|(?<=\bwhile ))[\"“']?\b(?P<word>it|they)\b"
)
_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
_DASH = re.compile(r"\s[–—-]{1,2}\s|—|--")
_ANY_DASH = re.compile("[–—-]")
_NOT_ONLY = re.compile(r"\bnot (?:only|just|merely)(?= (?:in )?(?:the )?⟦P\d+⟧,? but\b)")
_BUT_ALSO = re.compile(r"\bbut(?: also)?(?= ⟦P)")
_QUOTE_MARKS = tuple('“”"«»[]')


MOST_MARKS = 128
"""So many names, dates and references of one sentence are masked; those behind them stay words.

News has a dozen; a list of all 34 capitals, each with its day, has 68.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A replaced span of the document's text. Exactly one of the payloads is set.

    `word` is the noun of an anaphor ("the city") or a pronoun.
    """

    start: int
    end: int
    mark: str
    resolution: Resolution | None = None
    actor: ActorSpan | None = None
    day: DateExpression | None = None
    word: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskedSentence:
    """`text` is the masked sentence; `chunks` by mark; `origin` maps masked offsets to the document's text.

    `is_cut`: it has more names and dates than are masked.
    """

    sentence: Sentence
    text: str
    chunks: dict[str, Chunk]
    starts: tuple[int, ...]
    origins: tuple[tuple[int, int, bool], ...]
    is_cut: bool = False

    def to_text(self, start: int, end: int) -> tuple[int, int]:
        """The span of the document's text behind a masked span (a mark counts as the whole of what it replaces)."""
        return self._one(start, at_end=False), self._one(max(start, end - 1), at_end=True)

    def to_masked(self, start: int, end: int) -> tuple[int, int]:
        """The span of the masked sentence that stands for a span of the document's text; a mark is taken whole."""
        pieces = zip(self.starts, (*self.starts[1:], len(self.text)), self.origins, strict=True)
        touched = [
            (first, last) if is_mark else (first + max(0, start - origin), last - max(0, stop - end))
            for first, last, (origin, stop, is_mark) in pieces
            if origin < end and start < stop
        ]
        return touched[0][0], touched[-1][1]

    def _one(self, position: int, *, at_end: bool) -> int:
        index = bisect_right(self.starts, position) - 1
        origin, end, is_mark = self.origins[index]
        if is_mark:
            return end if at_end else origin
        return origin + position - self.starts[index] + (1 if at_end else 0)

    def words(self) -> set[str]:
        """The words of the sentence, and for each class of actors in it a mark such as ⟦r⟧ or ⟦C⟧."""
        found = set(_WORD.findall(self.text))
        for mark in self.chunks:
            if mark[1] == "C":
                found.add("⟦C⟧")
            elif mark[-2].islower():
                found.add(f"⟦{mark[-2]}⟧")
        return found

    def chunk(self, mark: str) -> Chunk:
        """The chunk behind a mark such as ⟦P0⟧."""
        return self.chunks[mark]

    def marks(self, letters: str) -> list[tuple[int, Chunk]]:
        """All marks of one of the kinds ("A", "AC") with their masked offsets, left to right."""
        return [(self.text.index(mark), chunk) for mark, chunk in self.chunks.items() if mark[1] in letters]


def words_before_masking(folded: str, actors: Iterable[ActorSpan]) -> frozenset[str]:
    """All words that a sentence could have once it is masked, from its folded text: more than that, never fewer."""
    found = set(_WORD.findall(folded))
    for dotted in [word for word in found if "." in word]:
        found.update(dotted.split("."))
    for span in actors:
        actor_class = span.actor.actor_class or ""
        found.add("⟦C⟧" if actor_class == "civilians" else f"⟦{CLASS_LETTERS.get(actor_class, '')}⟧")
    found.add("and")  # "but also" is masked as "and"
    return frozenset(found)


def marks_before_masking(words: frozenset[str], resolutions: Sequence[Resolution], actors: Sequence[ActorSpan]) -> str:
    """The openings of all marks that a sentence could have once it is masked: more than that, never fewer.

    `words` are those of `words_before_masking`, of which some stand for places and parties named before.
    """
    found = "⟦D⟦N⟦X"
    if resolutions or not words.isdisjoint(_ANAPHOR_NOUNS):
        found += "⟦P"
    if actors or resolutions or not words.isdisjoint(_PRONOUNS):
        found += "⟦A"
    return f"{found}⟦C" if "⟦C⟧" in words else found


def mask(
    text: str,
    sentence: Sentence,
    resolutions: Iterable[Resolution],
    actors: Sequence[ActorSpan],
    *,
    body_start: int = 0,
    folded: str | None = None,
) -> MaskedSentence:
    """Mask one sentence of a document's text; `resolutions` and `actors` are those that stand in it.

    `folded` is the whole text as `fold` makes it, where it is known. A date before `body_start` belongs to the dateline: it tells when the report was filed, and dates no event.
    """
    folded = fold(text) if folded is None else folded
    places = list(_place_chunks(resolutions))
    wide = [
        span
        for span in actors
        if any(
            span.start <= start and end <= span.end and span.end - span.start > end - start
            for start, end, _, _ in places
        )
    ]
    groups = (
        _actor_chunks(wide),
        places,
        _actor_chunks(actors),
        _date_chunks(text, sentence, body_start),
        _reference_chunks(folded[sentence.start : sentence.end], sentence.start),
    )
    return _build(text, folded, sentence, _chosen(*groups))


def _place_chunks(resolutions: Iterable[Resolution]) -> Iterable[tuple[int, int, dict[str, object], str]]:
    for resolution in resolutions:
        mention = resolution.mention
        if mention.part_of is not None:
            continue
        if mention.role is MentionRole.PLACE:
            yield mention.phrase_start, mention.phrase_end, {"resolution": resolution}, "P"
        elif mention.role is MentionRole.DATELINE:
            yield mention.start, mention.end, {}, "X"
        elif mention.role in {MentionRole.PERSON, MentionRole.DEMONYM}:
            yield mention.start, mention.end, {}, "N"
        elif mention.role is MentionRole.GOVERNMENT:
            side = (
                "government"
                if resolution.place is not None and resolution.place.country_code == "AF"
                else f"other:{mention.surface}"
            )
            span = ActorSpan(
                start=mention.start,
                end=mention.end,
                actor=Actor(
                    name=mention.surface,
                    side=side,
                    actor_class="foreign_state" if side != "government" else "government",
                ),
                named=True,
            )
            yield mention.start, mention.end, {"actor": span}, "A"


def _actor_chunks(actors: Iterable[ActorSpan]) -> Iterable[tuple[int, int, dict[str, object], str]]:
    for span in actors:
        yield span.start, span.end, {"actor": span}, "C" if span.actor.actor_class == "civilians" else "A"


def _date_chunks(text: str, sentence: Sentence, body_start: int) -> Iterable[tuple[int, int, dict[str, object], str]]:
    for day in find_dates(text[sentence.start : sentence.end]):
        start, end = sentence.start + day.start, sentence.start + day.end
        heads = day.start == 0 and text.startswith(":", end)  # "June 8: ..." dates the heading, as a dateline would
        yield (start, end, {}, "X") if start < body_start or heads else (start, end, {"day": day}, "D")


def _reference_chunks(folded: str, offset: int) -> Iterable[tuple[int, int, dict[str, object], str]]:
    if any(noun in folded for noun in _ANAPHOR_NOUNS):
        for match in _ANAPHOR.finditer(folded):
            yield offset + match.start(), offset + match.end(), {"word": match["word"]}, "P"
    if _HAS_PRONOUN.search(folded):
        for match in _PRONOUN.finditer(folded):
            yield offset + match.start("word"), offset + match.end("word"), {"word": match["word"]}, "A"


def _chosen(
    *groups: Iterable[tuple[int, int, dict[str, object], str]],
) -> list[tuple[int, int, dict[str, object], str]]:
    """Spans without overlap: earlier groups win.

    An actor around a place's name ("Washington's envoy") comes first, then places, actors, dates, references.
    """
    kept: list[tuple[int, int, dict[str, object], str]] = []
    for group in groups:
        for span in group:
            if all(span[1] <= other[0] or other[1] <= span[0] for other in kept):
                kept.append(span)
    return sorted(kept, key=lambda span: span[0])


def _build(
    text: str, folded: str, sentence: Sentence, spans: Sequence[tuple[int, int, dict[str, object], str]]
) -> MaskedSentence:
    first, plain = sentence.start, folded[sentence.start : sentence.end]
    for quote_mark in _QUOTE_MARKS:
        plain = plain.replace(quote_mark, " ")
    dashed = _ANY_DASH.search(text, sentence.start, sentence.end) is not None
    parts: list[str] = []
    starts: list[int] = []
    origins: list[tuple[int, int, bool]] = []
    chunks: dict[str, Chunk] = {}
    position = sentence.start
    length = 0

    def add(piece: str, origin: int, end: int, *, is_mark: bool) -> None:
        nonlocal length
        if piece:
            starts.append(length)
            origins.append((origin, end, is_mark))
            parts.append(piece)
            length += len(piece)

    for start, end, payload, letter in spans[:MOST_MARKS]:
        piece = plain[position - first : start - first]
        add(_with_breaks(piece, text[position:start]) if dashed else piece, position, start, is_mark=False)
        mark = f"⟦{letter}{len(chunks)}{_class_letter(payload)}⟧"
        chunks[mark] = Chunk(start=start, end=end, mark=mark, **payload)  # type: ignore[arg-type]
        add(mark, start, end, is_mark=True)
        position = end
    piece = plain[position - first :]
    add(_with_breaks(piece, text[position : sentence.end]) if dashed else piece, position, sentence.end, is_mark=False)
    return MaskedSentence(
        sentence=sentence,
        text=_with_both("".join(parts)),
        chunks=chunks,
        starts=tuple(starts),
        origins=tuple(origins),
        is_cut=len(spans) > MOST_MARKS,
    )


def _class_letter(payload: Mapping[str, object]) -> str:
    """The letter by which rules tell the classes of actors apart; none for places, dates and pronouns."""
    span = payload.get("actor")
    return CLASS_LETTERS.get(span.actor.actor_class or "", "") if isinstance(span, ActorSpan) else ""


def _with_both(masked: str) -> str:
    """In "not only Kunduz but also Taloqan" both are told: read as "Kunduz and Taloqan", one character for one."""
    if "not " not in masked:
        return masked
    plain = _NOT_ONLY.sub(lambda match: " " * len(match.group()), masked)
    return masked if plain == masked else _BUT_ALSO.sub(lambda match: "and".ljust(len(match.group())), plain)


def _with_breaks(piece: str, written: str) -> str:
    """A folded piece with a dash that parts clauses as a semicolon; one character for one."""
    for match in _DASH.finditer(written):
        start, end = match.span()
        piece = piece[:start] + (" ;".ljust(end - start) if end - start > 1 else ";") + piece[end:]
    return piece
