"""Is it asserted? The assertion mode of a trigger, from the words that govern it.

Looks at the clause of the trigger: auxiliaries before it ("will", "could", "did not"), governors further left ("warned
that", "if", "denied"), and for nouns the verb behind them. A break ("but", "after", "while", ", who") ends a
governor's reach. The cues are data: `data/modes.toml`. Dates decide between actual and historical in
`geo.events.when`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from geo.events.patterns import alternation
from geo.files import reference_file
from geo.vocab import AssertionMode

_RELATIVE = re.compile(r",\s+(?:who|which|whose|where)\b[^,;]*,(?=\s)")
_QUESTION = re.compile(r"\?[\s')\]]*$")
_CONDITION = re.compile(r"[^;,]*\b(?:if|unless)\b")
_BREAK_BEGINNING = re.compile(r"[;:]|\\s|,(?:\?\\s|(?!\?))")
_ORDER = (AssertionMode.NEGATED, AssertionMode.HYPOTHETICAL, AssertionMode.FUTURE, AssertionMode.HISTORICAL)


@dataclass(frozen=True, slots=True)
class _Cues:
    """Compiled cues of one kind, by mode."""

    by_mode: tuple[tuple[AssertionMode, re.Pattern[str]], ...]

    def first(self, text: str) -> tuple[AssertionMode, re.Match[str]] | None:
        for mode, pattern in self.by_mode:
            if match := pattern.search(text):
                return mode, match
        return None


@dataclass(frozen=True, slots=True)
class ModeTable:
    """The cues of `data/modes.toml`."""

    auxiliary: _Cues
    governor: _Cues
    following: _Cues
    sentence: _Cues
    factual: re.Pattern[str]
    breaks: re.Pattern[str]
    elsewhere: re.Pattern[str]


@cache
def mode_table() -> ModeTable:
    """The bundled cues, read once."""
    content = tomllib.loads(reference_file("modes.toml").read_text("utf-8"))

    def cues(kind: str, template: str) -> _Cues:
        table = content[kind]
        return _Cues(
            tuple(
                (mode, re.compile(template.format(_alternatives(table[mode.value]))))
                for mode in _ORDER
                if table.get(mode.value)
            )
        )

    return ModeTable(
        auxiliary=cues(
            "auxiliary",
            r"\b(?:{})(?:\s+(?:\w+ly|also|soon|now|yet|ever|even|then|be|have|been|being|again|all|both|simply|first))*\s*$",
        ),
        governor=cues("governor", r"\b(?:{})(?!\w)"),
        following=cues("following", r"^(?:\s*,)?(?:\s+(?:on|in|by|of|to|from)\s+\S+(?:\s+\S+)?)?\s+(?:{})\b"),
        sentence=cues("sentence", r"\b(?:{})\b"),
        factual=re.compile(rf"\b(?:{_alternatives(content['infinitive']['factual'])})\s+to\s$"),
        elsewhere=re.compile(rf"\b(?:{_alternatives(content['elsewhere']['words'])})\b"),
        breaks=re.compile(_breaks(content["breaks"]["words"])),
    )


def _alternatives(words: list[str]) -> str:
    """One of the words, the longest first."""
    return alternation(sorted((word.replace(" ", r"\s+") for word in words), key=lambda part: (-len(part), part)))


def _breaks(patterns: list[str]) -> str:
    """One of the patterns, the longest first; most begin with a blank or a comma, which is quick to look ahead for."""
    ordered = "|".join(sorted(patterns, key=lambda part: (-len(part), part)))
    ahead = r"(?=[\s,;:])" if all(map(_BREAK_BEGINNING.match, patterns)) else ""
    return f"{ahead}(?:{ordered})"


def assertion_mode(masked: str, start: int, end: int, *, nominal: bool = False) -> tuple[AssertionMode, str | None]:
    """The mode of the trigger at `[start, end)` of a masked sentence, and the cue that decided (None for actual).

    Order of decision: auxiliaries of the verb, governors of the clause, what follows a noun, cues for the whole clause.
    """
    table = mode_table()
    left = _RELATIVE.sub(",", masked[:start])  # what a closed relative clause says governs nothing behind it
    clause = left[_last_break(table, left) :]
    while factual := table.factual.search(clause):
        clause = clause[: factual.start()]  # "went on to", "managed to": whether they did is said before those words
    if found := table.auxiliary.first(clause):
        mode = found[0]
        if mode is AssertionMode.FUTURE and _CONDITION.search(clause):
            mode = AssertionMode.HYPOTHETICAL
        return mode, found[1].group().strip()
    if found := table.governor.first(clause):
        return found[0], found[1].group().strip()
    if clause.endswith(" to "):
        return AssertionMode.HYPOTHETICAL, "to"  # an infinitive tells of no event, but behind "went on" and its kin
    if nominal and (found := table.following.first(masked[end:])):
        return found[0], found[1].group().strip()
    if nominal and _CONDITION.match(masked[end:]):
        return AssertionMode.HYPOTHETICAL, "if"
    behind = table.breaks.search(masked, end)
    if found := table.sentence.first(clause + masked[start : behind.start() if behind else len(masked)]):
        return found[0], found[1].group().strip()
    if _QUESTION.search(masked):
        return AssertionMode.HYPOTHETICAL, "?"
    return AssertionMode.ACTUAL, None


def is_elsewhere(masked: str, end: int) -> bool:
    """Whether the clause behind a trigger that ends at `end` tells of an election or a game, where nobody holds ground.

    >>> is_elsewhere("⟦A0⟧ took ⟦P1⟧ with 60 percent of the vote.", 9)
    True
    """
    table = mode_table()
    behind = table.breaks.search(masked, end)
    return bool(table.elsewhere.search(masked, end, behind.start() if behind else len(masked)))


def _last_break(table: ModeTable, left: str) -> int:
    position = 0
    for match in table.breaks.finditer(left):
        position = match.end()
    return position
