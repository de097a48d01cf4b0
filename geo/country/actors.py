"""Who acts: the names and nouns of a country's actors, found in a text as chunks with side and class.

"Taliban fighters", "a Taliban spokesman", "U.S. envoy" are one chunk each: the first word with a side gives the side,
the last noun the class. "Afghan and British soldiers" is one chunk too: allies who act together. What an actor did is
not known here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

from geo.country.actor_entries import EntryKind
from geo.country.actor_words import actor_words
from geo.country.bare_forces import at_war, forces_told_of
from geo.country.chunks import Part, coordinated, is_title, joins, leading_name, opponents, usable, without_titles
from geo.country.classes import ARMED_CLASSES, FIGHTING_NOUNS, is_armed
from geo.country.matches import is_cased, is_whole
from geo.country.retired import class_now
from geo.country.turning import turned_away
from geo.gazetteer.fold import fold
from geo.model import Actor
from geo.vocab import TakerBasis

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from geo.country.actor_entries import ActorEntry
    from geo.country.sides import Sides

_AROUND = 40
_OWNERS = 8
"""So many actors before "their forces" are asked whose they are."""
_WORDS = actor_words()
_SENTENCE_END = re.compile(r"[.!?][\"'\u201d\u2019)]*\s+(?=[\"'\u201c\u2018(]*[A-Z])|\n\s*\n")
_QUOTE = re.compile(r"[\"\u201c\u201d]")
_PARAGRAPH = re.compile(r"\n\s*\n")
_BORDER = "\u00b6"
"""What stands for the border of a paragraph in folded text: no blank, so that no phrase goes across it."""
_TOGETHER = frozenset({"state_force", "foreign_force", "police", "militia"})
_LOWER_WORD = re.compile(r"\s+[a-z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorSpan:
    """An actor where it stands in a text; `end` is exclusive.

    `actor.side` is the side on the day that was asked for, where the words name it or mean it by themselves. `named`
    if a name is among the words, `rebel` if a noun for rebels is ("the movement's spokesman"). `parts` are its names
    and nouns, `nouns` the nouns with their classes, the head first; `partners` the sides of allies who act with it in
    the same phrase. `former` people ("the former police chief", "ex-soldiers") stand for nobody.
    `of_another`: so do those of somebody whom the table does not know ("fighters loyal to the warlord Amanullah").
    `owned` people ("their forces") are those of their `owner`, None where the sentence leaves open whose they are, and
    for "our forces", which are those of whoever speaks.
    """

    start: int
    end: int
    actor: Actor
    named: bool
    rebel: bool = False
    parts: tuple[Part, ...] = ()
    nouns: tuple[tuple[str, str], ...] = ()
    partners: tuple[str, ...] = ()
    former: bool = False
    of_another: bool = False
    owned: bool = False
    owner: ActorSpan | None = None

    @property
    def is_home(self) -> bool:
        """Whether a demonym of the country itself stands in it: "Afghan police"."""
        return any(part.entry.kind is EntryKind.HOME for part in self.parts)

    @property
    def has_name(self) -> bool:
        """Whether a name, not only the country's own demonym, is among the words."""
        return any(part.entry.is_name for part in self.parts)

    def side_named(self, day: date | None) -> str | None:
        """The side of the first name on a day; None without a name, or where the name is nobody's then.

        Armed people of another country who are none of its forces ("Pakistani militants") are a party of their own.
        """
        part = leading_name(self.parts)
        if part is None or (spell := part.entry.spell(day)) is None:
            return None
        name = part.entry
        if name.kind is EntryKind.DEMONYM and self.nouns and self.nouns[0][1] in {"rebel", "militia", "gunmen"}:
            return f"other:{self.actor.name}"
        return spell.side


class ActorIndex:
    """All names and nouns in one automaton. Read only."""

    def __init__(self, entries: Sequence[ActorEntry], sides: Sides) -> None:
        """Compile the entries; `sides` says whom a class stands for on a day."""
        self.entries = entries
        self._sides = sides
        rows: dict[str, list[tuple[ActorEntry, str]]] = {}
        for entry in entries:
            for name in entry.names:
                rows.setdefault(fold(name), []).append((entry, name))
        self._owners = list(rows.values())
        self._automaton = AhoCorasick(list(rows), matchkind=MatchKind.Standard)

    def __reduce__(self) -> tuple[type[ActorIndex], tuple[Sequence[ActorEntry], Sides]]:
        """Pickle what it was made from: an automaton is built anew in each process."""
        return (ActorIndex, (self.entries, self._sides))

    def find(self, text: str, on: date | None = None) -> tuple[ActorSpan, ...]:
        """All actors in a text, adjacent words merged; `on` is the day that decides allegiance.

        Without a day each name has the side of its first period, and a class stands for nobody.
        """
        folded = fold_paragraphs(text)
        chunks: list[list[Part]] = []
        parts = list(self._parts(text, folded, on))
        against = opponents(parts, folded)
        states = _states_speaking(parts, folded, text, on)
        for part in without_titles(usable(parts, folded, on), folded):
            if chunks and joins(folded, chunks[-1][-1], part, on):
                chunks[-1].append(part)
            else:
                chunks.append([part])
        spans: list[ActorSpan] = []
        for chunk in chunks:
            merged = self._merged(chunk, folded, text, on)
            if merged.parts[0].start in against:
                merged = self._sided(replace(merged, of_another=True), on)
            spans.append(self._owned(merged, spans, states, text, on))
            self._put_together(spans, folded, text, on)
        turned = tuple(turned_away(spans, folded, self._sides, on))
        told = forces_told_of(turned, text, self._sides, on, _SENTENCE_END)
        done = (at_war(span, folded) for span in told)
        return tuple(span for span in done if not _is_mere_adjective(span, text))

    def _parts(self, text: str, folded: str, on: date | None) -> Iterator[Part]:
        """The entries in a text, the leftmost and longest first; a name that is not in force hides no shorter one."""
        matches = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        behind = 0
        for row, start, end in sorted(matches, key=lambda match: (match[1], -match[2])):
            if start >= behind and is_whole(folded, start, end):
                for entry, name in self._owners[row]:
                    if entry.spell(on) is not None and is_cased(text, start, end, name, entry):
                        yield Part(entry, start, end, common=entry.kind is EntryKind.NAME and name.islower())
                        behind = end
                        break

    def _merged(self, chunk: Sequence[Part], folded: str, text: str, on: date | None) -> ActorSpan:
        start, end = chunk[0].start, chunk[-1].end
        first_name = leading_name(chunk)
        is_noun = chunk[0].common or chunk[0].entry.kind is EntryKind.NOUN
        leads = len(chunk) > 1 and is_noun and chunk[1].entry.is_name and not chunk[1].common
        leads = leads and not (chunk[2:] and is_title(folded, *chunk[:2]))  # "commander Massoud's men"
        head = chunk[0] if leads else chunk[-1]  # "spokesman for the Taliban", "Taliban spokesman"
        ordered = [head, *(part for part in chunk if part is not head)]
        article = _WORDS.article.search(folded[max(0, start - _AROUND) : start])
        nouns = [
            (folded[part.start : part.end], part.actor_class(on))
            for part in ordered
            if part.entry.kind is EntryKind.NOUN
        ]
        actor_class = _chunk_class(first_name, head, on, folded)
        if first_name is None and actor_class == "state_force" and "rebel" in {each for _, each in nouns}:
            nouns = [each for each in nouns if each[1] == "rebel"]  # "the movement's forces"
            actor_class = "rebel"
        span = ActorSpan(
            start=start - (len(article.group()) if article else 0),
            end=end,
            actor=Actor(name=text[start:end], actor_class=class_now(actor_class, chunk, folded)),
            named=first_name is not None or chunk[0].entry.kind is EntryKind.HOME,
            rebel=any(part.actor_class(None) == "rebel" for part in chunk),
            parts=tuple(chunk),
            nouns=tuple(nouns),
            of_another=first_name is None
            and (
                _is_anothers(folded, start, end)
                or _is_in_name(chunk, folded, text)
                or _WORDS.against_name.search(text[max(0, start - _AROUND) : start]) is not None
            ),
            former=_is_former(chunk, folded),
        )
        return self._sided(span, on)

    def _sided(self, span: ActorSpan, on: date | None) -> ActorSpan:
        """The span with the side that its words name or mean by themselves; a default is for who reads the text."""
        reading = self._sides.side_of(span, on)
        side = None if reading.basis is TakerBasis.DEFAULT else reading.side
        return replace(span, actor=replace(span.actor, side=side))

    def _owned(
        self, span: ActorSpan, before: Sequence[ActorSpan], states: Sequence[ActorSpan], text: str, on: date | None
    ) -> ActorSpan:
        """Give "their forces" the side of whom the sentence has spoken of so far, if that is one side."""
        if not _WORDS.own.match(text, span.start) or span.has_name:
            return span
        if _WORDS.speakers_own.match(text, span.start):
            return self._sided(replace(span, owned=True), on)  # whose they are, who speaks says
        if (speaker := _speaker_of(span, before, states, text)) is not None:
            return self._sided(replace(span, owned=True, owner=speaker), on)
        owners: list[ActorSpan] = []
        edge = span.start + 1
        for each in islice(reversed(before), _OWNERS):
            if _SENTENCE_END.search(text[each.end : edge]):
                break
            edge = each.start + 1
            if len(_QUOTE.findall(text, each.end, span.start)) % 2:
                continue  # "the army is to blame", their spokesman said
            foreign = each.actor.actor_class in {"foreign_force", "foreign_state"}
            if each.actor.side and not (span.rebel and foreign):  # no army has "their fighters"
                owners.append(each.owner or each)
            elif (each.of_another or _is_commander(each)) and not owners:
                return self._sided(replace(span, owned=True, owner=replace(each, of_another=True)), on)
        owner = owners[-1] if len({each.actor.side for each in owners}) == 1 else None
        if owner is not None and is_armed(owner.actor) and _WORDS.men.search(text, span.start, span.end):
            span = replace(span, actor=replace(span.actor, actor_class=owner.actor.actor_class))  # "their men"
        return self._sided(replace(span, owned=True, owner=owner), on)

    def _put_together(self, spans: list[ActorSpan], folded: str, text: str, on: date | None) -> None:
        """Make one of the last two spans if they are allies in one phrase: "Afghan and British soldiers"."""
        first, second = spans[-2:] if len(spans) > 1 else (None, None)
        if first is None or second is None or not coordinated(folded[first.end : second.start]):
            return
        if first.partners or second.actor.actor_class not in _TOGETHER:
            return
        if first.nouns and first.actor.actor_class not in _TOGETHER:
            return
        home, guest = (first, second) if second.side_named(on) in self._sides.coalition else (second, first)
        partner = guest.side_named(on)
        if partner not in self._sides.coalition or home.side_named(on) in self._sides.coalition or guest.is_home:
            return
        head = folded[second.parts[-1].start : second.end].rsplit(maxsplit=1)[-1]
        together = replace(
            second,
            start=first.start,
            actor=replace(second.actor, name=text[first.parts[0].start : second.end], actor_class="state_force"),
            named=True,
            parts=home.parts,
            nouns=home.nouns or ((head, "state_force"),),
            partners=(partner,) if partner else (),
            former=first.former,
        )
        if self._sides.side_of(together, on).side is not None:
            spans[-2:] = [self._sided(together, on)]


def fold_paragraphs(text: str) -> str:
    r"""The folded text, with no blanks at the border of two paragraphs; as many characters.

    >>> fold_paragraphs("Part Two\n\nThe Taliban")
    'part two\xb6\xb6the taliban'
    """
    folded, parts, done = fold(text), list[str](), 0
    for border in _PARAGRAPH.finditer(text):
        parts += [folded[done : border.start()], _BORDER * len(border.group())]
        done = border.end()
    return "".join([*parts, folded[done:]])


def _is_in_name(chunk: Sequence[Part], folded: str, text: str) -> bool:
    """Whether a noun for a group ends a name that the table does not know: "the Badakhshan Freedom Movement"."""
    first = chunk[0]
    if folded[first.start : first.end] not in _WORDS.collectives or not text[first.start].isupper():
        return False
    return _WORDS.name_before.search(text, max(0, first.start - _AROUND), first.start) is not None


def _states_speaking(parts: Sequence[Part], folded: str, text: str, on: date | None) -> list[ActorSpan]:
    """The countries, by their names or capitals, that say something: "Tehran said"."""
    found: list[ActorSpan] = []
    for part in parts:
        spell = part.entry.spell(on)
        if part.entry.kind is EntryKind.DEMONYM and spell is not None and _WORDS.speaking.match(folded, part.end):
            actor = Actor(name=text[part.start : part.end], side=spell.side, actor_class="foreign_state")
            found.append(ActorSpan(start=part.start, end=part.end, actor=actor, named=True, parts=(part,)))
    return found


def _speaker_of(
    span: ActorSpan, before: Sequence[ActorSpan], states: Sequence[ActorSpan], text: str
) -> ActorSpan | None:
    """Who speaks of his own people ("its men"), where nobody is told of between, or somebody who harmed them."""
    if not _WORDS.its.match(text, span.start):
        return None
    voices = [each for each in before if each.actor.side and _WORDS.speaking.match(text, each.end)]
    last = max([*states, *voices], key=lambda each: each.start, default=None)
    if last is None or _SENTENCE_END.search(text[last.end : span.start + 1]):
        return None
    others = [each for each in before if each.start >= last.end]
    if others and _WORDS.harming.search(text, others[-1].end, span.start) is None:
        return None  # "Tehran said the army had moved its men"
    return last


def _is_former(chunk: Sequence[Part], folded: str) -> bool:
    """Whether people are told as those of a party or a state that they no longer serve, or that is no more.

    "The former police chief", "a former member of the police", "security forces of the fallen government".
    """
    before = folded[max(0, chunk[0].start - _AROUND) : chunk[0].start]
    if any(word.search(before) for word in (_WORDS.former, _WORDS.former_of, _WORDS.split_off)):
        return True
    return any(_WORDS.of_the_past.match(folded, part.end) for part in chunk)


def _is_anothers(folded: str, start: int, end: int) -> bool:
    """Whether people are told as those of somebody, or of a country, whom the words do not name."""
    if _WORDS.of_another.match(folded, end) or _WORDS.of_next_door.match(folded, end):
        return True
    return _WORDS.next_doors.search(folded[max(0, start - _AROUND) : start]) is not None


def _is_commander(span: ActorSpan) -> bool:
    """Whether somebody has men of whose side the text says nothing: "a commander said his fighters had taken it"."""
    return span.actor.actor_class == "leader" and not span.rebel and not span.has_name and not span.is_home


def _is_mere_adjective(span: ActorSpan, text: str) -> bool:
    """Whether a span is only an adjective before a noun that names nobody ("the Chinese agency"), or of the country."""
    kind = span.parts[0].entry.kind
    if len(span.parts) > 1 or span.nouns or span.actor.actor_class == "foreign_force":
        return False
    return kind is EntryKind.HOME or (kind is EntryKind.DEMONYM and bool(_LOWER_WORD.match(text, span.parts[0].end)))


def _chunk_class(name: Part | None, head: Part, on: date | None, folded: str) -> str:
    """The class of a chunk: its head noun's, but who fights for a named party is of that party's class."""
    head_class = head.actor_class(on)
    if name is None or head is name:
        return head_class
    own, spell = name.actor_class(on), name.entry.spell(on)
    men = folded[head.start : head.end] == "men"
    if own in ARMED_CLASSES and (head_class in FIGHTING_NOUNS or men):
        return own
    if own == "leader" and men:
        return "militia"  # "the warlord's men"
    if head_class == "state_force" and ((spell.side if spell else None) or "").startswith("other:"):
        return "foreign_force"
    return head_class
