"""The tokens of a sentence: words, marks, and the names, actors and dates that earlier layers found, each one token.

A token keeps its span of the document's text, so that every phrase and clause can be quoted. Phrases such as "in front
of" are one token.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.crossings import is_crossing
from geo.datewords import Anchor
from geo.datewords.finding import lowered
from geo.reading.clauses.clause_words import clause_words
from geo.text.ages import find_ages
from geo.vocab import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.country import ActorSpan
    from geo.datewords import DateExpression
    from geo.language import LanguagePack
    from geo.model import Resolution

_PARTIES = clause_words().parties
MOST_TOKENS = 1_500
"""So many tokens of one sentence are read; a longer one is read up to there and named in a problem."""

_VERBS = clause_words().verbs
_WORD = re.compile(
    r"(?P<word>(?:[^\W\d_]\.){2,}|[^\W\d_]+\.(?=[,;])"  # "Tampa, Fla., was killed": the dot ends no sentence
    r"|[^\W\d_]+(?:['’](?!(?:s|re|ve|ll|d|m|t)\b)[^\W\d_]+)?(?:[-‑][^\W_]+)*"
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?(?:-[^\W\d_]+)*%?)"
    r"|(?P<mark>--+|\.\.\.+|\S)"
)
_NOT = re.compile(r"n['’]t\b", re.IGNORECASE)
_TAIL = re.compile(r"['’](?:s|re|ve|ll|d|m)\b", re.IGNORECASE)
_DASHES = {"-", "–", "—", "―", "--", "‑"}
_GLUE = frozenset("-‑/")
_APOSTROPHES = frozenset("'’")
_WITH_NOT = frozenset({"cannot"})
"""Verbs that are written as one word with their "not"."""
GENITIVE = "s'"
"""What the apostrophe behind a plural stands for: "the soldiers' vehicle"."""
_OPENS_QUOTE = re.compile(r"(?<!\w)['‘](?=\w)")
_QUOTES = frozenset('"“”„«»‟')
_PUNCTUATION = {
    ",": ",",
    ";": ";",
    ":": ":",
    "(": "(",
    "[": "(",
    ")": ")",
    "]": ")",
    ".": ".",
    "!": ".",
    "?": "?",
    "…": ".",
}


@dataclass(slots=True)
class Token:
    """A token with its chosen tag.

    `low` is the word in lower case with plain apostrophes. `tags` are the tags that it may have. `kind` is "word",
    "mark", "place", "actor" or "date"; the payload says which name, actor or date. `shaky` marks a past form that may
    be a participle.
    """

    start: int
    end: int
    text: str
    low: str
    kind: str = "word"
    tags: frozenset[str] = frozenset()
    tag: str = ""
    lemma: str = ""
    shaky: bool = False
    capital: bool = False
    resolution: Resolution | None = None
    actor: ActorSpan | None = None
    day: DateExpression | None = None
    words: tuple[str, ...] = field(default=())

    @property
    def is_nominal(self) -> bool:
        """Whether it may head a noun phrase."""
        return self.kind in {"place", "actor"} or self.tag in {"NN", "NNP"}


def tokenise(
    text: str,
    start: int,
    end: int,
    language: LanguagePack,
    *,
    names: Sequence[Resolution] = (),
    actors: Sequence[ActorSpan] = (),
    days: Sequence[DateExpression] = (),
    demonyms: frozenset[str] = frozenset(),
) -> list[Token]:
    """The tokens of `[start, end)` of a text, left to right; `names`, `actors` and `days` stand in it.

    Spans of `names` and `actors` are the document's, and so are those of `days`. Where they overlap the longer wins, a
    name before an actor of the same length. `demonyms` are adjectives of nations and peoples, in lower case.
    """
    spans = _chosen(names, actors, days, language)
    tokens: list[Token] = []
    position = start
    for first, last, kind, payload in spans:
        if first < position or last > end:
            continue
        tokens += _tailed(_words(text, position, first), text, tokens)
        tokens.append(_entity(text, first, last, kind, payload))
        position = last
        if len(tokens) > MOST_TOKENS:
            break
    tokens += _tailed(_words(text, position, end), text, tokens)
    for token in tokens:
        if token.kind == "word" and token.low in demonyms:
            token.tags = frozenset({"NNP" if token.low[:-1] in demonyms else "JJ"})
    tokens = _without_ages(_without_stops(tokens[:MOST_TOKENS]), text, start, end)
    return _joined(tokens, language)


def _without_stops(tokens: list[Token]) -> list[Token]:
    """The tokens without the stop of a title or an initial before a name: "Gen. Amin", "John A. Nicholson".

    Nor with that of a word cut short inside a sentence: "the govt. took X".
    """
    kept: list[Token] = []
    for k, token in enumerate(tokens):
        if token.low == "." and kept and k < len(tokens) - 1 and _is_abbreviated(kept[-1], token, tokens[k + 1]):
            continue
        if token.low == "." and kept and k < len(tokens) - 1 and _is_cut_short(kept[-1], token, tokens[k + 1]):
            kept[-1].tags = frozenset({"NNP"})
        else:
            kept.append(token)
    return kept


def _is_abbreviated(word: Token, stop: Token, behind: Token) -> bool:
    """Whether a stop belongs to a word that is cut short, with the rest of the sentence behind it."""
    is_inside = word.end == stop.start and behind.start > stop.end and not behind.capital
    return is_inside and not _PARTIES.abbreviated.isdisjoint(word.words[-1:])


def _is_cut_short(word: Token, stop: Token, behind: Token) -> bool:
    """Whether a stop that touches a word ends no sentence but a title or an initial, with a name behind it."""
    is_short = word.low in _PARTIES.shortened or (len(word.text) == 1 and word.text.isalpha())
    is_word = word.kind == "word" and word.capital and word.end == stop.start
    return is_word and is_short and behind.capital and behind.start > stop.end


def _without_ages(tokens: list[Token], text: str, start: int, end: int) -> list[Token]:
    """The tokens without those of ages, and without the commas around one: "Abdul Karim, 32, and Wali Jan"."""
    sentence = text[start:end]
    ages = [(first + start, last + start) for first, last in find_ages(sentence, lowered(sentence))]
    if not ages:
        return tokens
    return [each for each in tokens if not any(first <= each.start < last for first, last in ages)]


Span = tuple[int, int, str, object]


def _chosen(
    names: Sequence[Resolution],
    actors: Sequence[ActorSpan],
    days: Sequence[DateExpression],
    language: LanguagePack,
) -> list[Span]:
    spans: list[tuple[int, int, Span]] = []
    for found in names:
        mention = found.mention
        spans.append((mention.end - mention.start, 2, (mention.start, mention.end, "place", found)))
    for actor in actors:
        first = _without_article(actor, language)
        spans.append((actor.end - first, 1, (first, actor.end, "actor", actor)))
    for day in days:
        end = day.end - _connective(day)
        spans.append((end - day.start, 0, (day.start, end, "date", day)))
    kept: list[Span] = []
    taken: list[tuple[int, int]] = []
    for _, _, span in sorted(spans, key=lambda each: (-each[0], -each[1], each[2][0])):
        if all(span[1] <= first or last <= span[0] for first, last in taken):
            kept.append(span)
            taken.append((span[0], span[1]))
    return sorted(kept, key=lambda span: span[0])


def _without_article(actor: ActorSpan, language: LanguagePack) -> int:
    """Where the name of an actor begins; an article is a word of its own, also where the name has one."""
    name = actor.actor.name
    lead, _, rest = name.partition(" ")
    return actor.end - len(rest if rest and "DT" in language.tags(lead.lower()) else name) if name else actor.start


def _tailed(words: Iterable[Token], text: str, before: Sequence[Token]) -> Iterable[Token]:
    """The words behind a name; one that a hyphen ties to it is an adjective: "Taliban-held", "Pakistan-backed"."""
    for number, token in enumerate(words):
        if (
            number == 0
            and before
            and before[-1].kind != "word"
            and token.kind == "word"
            and token.start == before[-1].end + 1
            and text[before[-1].end] in "-‑"
        ):
            if token.capital and _is_crossing(before[-1]):
                continue  # "the Islam Qala-Dogharoun crossing": the second name is that of the town beyond
            token.tags = frozenset({"JJ"})
            before[-1].kind, before[-1].tags = "word", frozenset({"JJ"})
        yield token


def _is_crossing(token: Token) -> bool:
    place = token.resolution.place if token.resolution is not None else None
    return place is not None and place.kind is PlaceKind.SITE and is_crossing(place)


def _connective(day: DateExpression) -> int:
    """How many letters at the end of "two days after" open what it is counted from: they are a word of their own."""
    if day.anchor is not Anchor.EVENT:
        return 0
    words, _, last = day.text.rpartition(" ")
    return len(last) + 1 if words and last.lower() in {"after", "before", "since"} else 0


def _entity(text: str, start: int, end: int, kind: str, payload: object) -> Token:
    words = text[start:end]
    token = Token(start, end, words, words.lower().replace("’", "'"), kind, capital=words[:1].isupper())
    token.tag = {"place": "NNP", "actor": "NN", "date": "DATE"}[kind]
    token.tags = frozenset({token.tag})
    token.lemma = token.low
    if kind == "place":
        token.resolution = payload  # type: ignore[assignment]
    elif kind == "actor":
        token.actor = payload  # type: ignore[assignment]
    else:
        token.day = payload  # type: ignore[assignment]
    token.words = tuple(token.low.split())
    return token


def _words(text: str, start: int, end: int) -> Iterator[Token]:
    position: int | None = start
    while position is not None:
        found, position = _WORD.finditer(text, position, end), None
        for match in found:
            if match.lastgroup == "word":
                yield from _parts(text, match)
                continue
            sign = match.group()
            if sign in _APOSTROPHES and (tail := _TAIL.match(text, match.start(), end)) is not None:
                low = tail.group().lower().replace("’", "'")
                yield Token(tail.start(), tail.end(), tail.group(), low, words=(low,))
                position = tail.end()  # the search goes on behind it
                break
            if sign in _APOSTROPHES and _is_genitive(text, start, match.start()):
                yield Token(match.start(), match.end(), sign, GENITIVE, words=(GENITIVE,))
                continue
            if sign in _GLUE and (_is_glued(text, match.start()) or _is_left_open(text, match.start())):
                continue
            yield _mark(match)


def _is_genitive(text: str, start: int, position: int) -> bool:
    """Whether an apostrophe stands between a plural and a word, and ends no quotation: "the rebels' camp"."""
    stands_so = text[position - 1 : position] in {"s", "S"} and re.match(r"\s\w", text[position + 1 : position + 3])
    return bool(stands_so) and _OPENS_QUOTE.search(text, text.rfind("\n", 0, start) + 1, position) is None


def _is_glued(text: str, position: int) -> bool:
    """Whether a hyphen stands between letters: "Landi Kotal-Torkham", where a name ends the word."""
    return 0 < position < len(text) - 1 and text[position - 1].isalnum() and text[position + 1].isalnum()


def _is_left_open(text: str, position: int) -> bool:
    """Whether a hyphen ends a word that another completes: "second- and third-largest"."""
    behind = text[position + 1 : position + len(" and ") + 1]
    return position > 0 and text[position - 1].isalnum() and behind.startswith((" and ", " or ", " to "))


def _parts(text: str, match: re.Match[str]) -> Iterator[Token]:
    """A word, or the verb and the "n't" of one, or the verb and the "not" that is written with it ("cannot")."""
    word = match.group()
    start, end = match.span()
    if word.lower() in _WITH_NOT:
        cut = end - len("not")
        yield _word(word[: cut - start], start, cut)
        yield _word(word[cut - start :], cut, end)
        return
    if word[-1] in "nN" and _NOT.match(text, end - 1):
        cut = end - 1
        stop = cut + len("n't")
        if cut > start:
            yield _word(word[:-1], start, cut)
        yield Token(cut, stop, text[cut:stop], "n't", words=("n't",))
        return
    yield _word(word, start, end)


def _word(word: str, start: int, end: int) -> Token:
    low = word.lower().replace("‑", "-")
    return Token(start, end, word, low, capital=word[0].isupper(), words=(low,))


def _mark(match: re.Match[str]) -> Token:
    sign = match.group()
    token = Token(match.start(), match.end(), sign, sign, "mark")
    if sign in _QUOTES:
        token.tag = '"'
    elif sign in _DASHES:
        token.tag = "-"
    elif sign in {"'", "’", "‘", "`"}:
        token.tag = "'"
    else:
        token.tag = _PUNCTUATION.get(sign, ".." if sign.startswith("..") else "SYM")
    return token


def _joined(tokens: list[Token], language: LanguagePack) -> list[Token]:
    """The tokens with phrases of the language made one token, and what follows "n't" separated by its verb alone."""
    out: list[Token] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if token.start < (out[-1].end if out else 0):  # the "'t" that "n't" took
            i += 1
            continue
        length = _phrase_length(tokens, i, language) if token.low in language.phrases else 1
        if length > 1:
            last = tokens[i + length - 1]
            words = tuple(each.low for each in tokens[i : i + length])
            out.append(
                Token(
                    token.start,
                    last.end,
                    " ".join(each.text for each in tokens[i : i + length]),
                    " ".join(words),
                    capital=token.capital,
                    words=words,
                )
            )
        else:
            out.append(token)
        i += length
    _open_calls(out, language)
    return out


def _open_calls(tokens: Sequence[Token], language: LanguagePack) -> None:
    """A call that a conjunction follows ends no sentence: "they cried "Freedom!" and burned a flag"."""
    for call, quote, following in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if call.low == "!" and quote.tag == '"' and "CC" in language.tags(following.low):
            call.tag = "SYM"


def _is_infinitive(tokens: Sequence[Token], i: int, language: LanguagePack) -> bool:
    """Whether the "to" at `i` stands before a verb: "the next to go", "the next to fall was" are near nothing."""
    if tokens[i].low != "to" or i + 1 >= len(tokens) or tokens[i + 1].kind != "word":
        return False
    if tokens[i - 1].low in _VERBS.still_due and tokens[i + 1].low in _VERBS.done_when_due:
        return True  # "is due to end on Monday"
    tags = language.tags(tokens[i + 1].low)
    behind = language.tags(tokens[i + 2].low) if i + 2 < len(tokens) else frozenset[str]()
    return "VB" in tags and ("NN" not in tags or not behind.isdisjoint({"VBD", "VBZ"}))


def _phrase_length(tokens: Sequence[Token], i: int, language: LanguagePack) -> int:
    """How many tokens the longest phrase of the language has that begins at `i`; 1 where there is none."""
    for words in language.phrases[tokens[i].low]:
        there = tokens[i : i + len(words)]
        is_there = tuple(token.low for token in there) == words and all(token.kind == "word" for token in there)
        if is_there and not _is_infinitive(tokens, i + len(words) - 1, language):
            return len(words)
    return 1
