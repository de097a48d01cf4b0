"""Rules as data: the files of `data/lexicon/` read and compiled.

A rule has an id, a tag or a territory action, patterns, examples and counter-examples (which are tests), and the
source of its definition. A pattern is a row of elements parted by blanks, matched against a masked sentence
(`geo.events.masking`):

- `word`: that word (folded); `a_b` is "a b"; `(a|b_c)`: one of these, a slot's name among them
- `{class}`: a finite or infinitive form of a verb of that class of the file; `{class.ed}` participle, `{class.ing}`,
  `{class.any}` every form
- `ACTOR`, `TARGET`: somebody; by class, as target `ARMED`, `PARTY` (these and their leaders), `CIVILIANS`,
  `PROTESTERS`, as actor `GUNMEN`, `MOB`, `POLICE`, `MARCHERS`
- `PLACE`, `^PLACE`: one place or a list of places; `^`: not behind a preposition
- `GROUND`: unnamed territory ("several villages", "the base")
- `DATE`, `NUMBER`: a date; a number in words or figures
- `!(a|b)`: not followed by these
- `~`, `~3`, `~~`: a gap of up to 5 (or so many) words without a comma or an actor; `~~` up to 12 words of any kind
- `element?`: optional; `*element`: part of the trigger (default: the first `{class}`)

Every gap is bounded, so matching is bounded. Knows the language of rules; refuses to know what they mean.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from geo.errors import LexiconError
from geo.events.inflect import FORMS, inflect
from geo.events.patterns import Alternative, Alternatives, alternation, need_of
from geo.files import reference_file
from geo.vocab import Action, AssertionMode, EventType, PloverEvent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

NUMBER_WORD = (
    r"(?:\d{1,3}(?:,\d{3})+|\d+|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:\s(?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|half a dozen|(?:a|two|three|four) dozen|a hundred|an?(?!\s(?:estimated|number|total|further|few|handful|couple|group|third|quarter)\b)|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    r"|dozens|scores|hundreds|thousands|several|many)"
)
_SEPARATOR = r"(?:\s?,)?(?:\s+|(?=[^\w\s⟦])|$)"
_LIST_LINK = r"(?:\s?,\s+(?:and\s+|or\s+|then\s+)?|\s+and\s+(?:then\s+)?|\s+as well as\s+|\s+or\s+)"
_AFTER_PLACE = (
    r"(?=$|\s?[,;:.!?\"”’')\]]|\s+(?:on|in|at|late|early|overnight|yesterday|today|tonight|after|before|when|while|as|and|but|or|without|with|from|by|during"
    r"|following|within|for|since|this|last|earlier|amid|under|hours|days|weeks|months|just|only|also|too|too|which|where|who|because|despite|over|through|until|then"
    r"|again|was|were|is|are|has|had|have|that|to|back|completely|entirely|fully|unopposed|almost|nearly|later|soon|less|more|one|two|some|sometime|around|about|near"
    r"|if|so|though|although|would|will|could|might|may|be|being|a|the|their|its|his|it|they|he|she|not|"
    r"between|once|early|quickly|swiftly|easily|finally|immediately|briefly|temporarily|shortly|already|altogether|together|alongside|along|including|amid|among|long|twice|"
    r"saying|leaving|killing|forcing|giving|putting|marking|making|bringing|according|said|says|whose|against|out|up|into|per|via)\b|\s+⟦)"
)
_NOT_BEHIND_PREPOSITION = "".join(
    f"(?<!{word})"
    for word in (
        " in ",
        "in the ",
        " of ",
        " at ",
        "from ",
        "near ",
        " to ",
        "for ",
        "around ",
        "outside ",
        "across ",
        "inside ",
        "into ",
        "over ",
        "between ",
        "with ",
        *(
            f"⟦P{digits}{suffix}⟧{link}"
            for digits in (r"\d", r"\d\d")
            for suffix in ("", r"\w")
            for link in (" and ", ", ", ", and ")
        ),
        "'s ",
    )
)
_APPOSITION = r"(?:\s?,\s+(?!(?:and|or|but|while|where|who|which|after|when|as)\b|⟦P)[^,;]{1,80}(?=\s?,))?"
_SLOTS = {
    "ACTOR": r"(?P<actor>⟦[AC]\d+[a-z]?⟧)",
    "TARGET": r"(?P<target>⟦[AC]\d+[a-z]?⟧)",
    "ARMED": r"(?P<target>⟦A\d+[rsmpf]⟧)",
    "CIVILIANS": r"(?P<target>⟦C\d+[a-z]?⟧)",
    "GUNMEN": r"(?P<actor>⟦A\d+g⟧)",
    "MOB": r"(?P<actor>⟦A\d+b⟧)",
    "POLICE": r"(?P<actor>⟦A\d+[ps]⟧)",
    "PARTY": r"(?P<target>⟦A\d+[rsmpfgl]⟧)",
    "PROTESTERS": r"(?P<target>⟦A\d+t⟧)",
    "MARCHERS": r"(?P<actor>⟦A\d+t⟧)",
    "DATE": r"⟦D\d+⟧",
    "NUMBER": rf"(?P<number>{NUMBER_WORD})",
    "PLACE": rf"(?P<place>⟦P\d+⟧(?:{_LIST_LINK}⟦P\d+⟧)*)(?!')",
}
_SLOT_ANCHORS = {
    "CIVILIANS": frozenset({"⟦C⟧"}),
    "GUNMEN": frozenset({"⟦g⟧"}),
    "MOB": frozenset({"⟦b⟧"}),
    "POLICE": frozenset({"⟦p⟧", "⟦s⟧"}),
    "PROTESTERS": frozenset({"⟦t⟧"}),
    "MARCHERS": frozenset({"⟦t⟧"}),
}
"""What `MaskedSentence.words` holds where such a slot stands."""
_GROUND = (
    r"(?:(?:the|a|an|its|several|some|many|most|more|all|other|two|three|four|five|six|seven|eight|nine|ten|dozens of|a number of|parts? of|large parts of|swathes of|much of|entire"
    r"|\d+)\s+){0,3}(?:(?!⟦P|(?:in|near|at|from|after|during|on|by|and|with|who|that|inside|outside|around)\b)[\w⟦⟧'()]+\s+){0,7}?(?:towns?|villages?|city|cities|districts?|areas?|regions?|territory|territories|neighbou?rhoods?|suburbs?|bases?|camps?|crossings?|border\s+point"
    r"|ports?|airport|oilfields?|oil\s+fields?|strongholds?|hills?|heights|highway|islands?|barracks|outposts?|enclave|countryside|ground|land|settlements?|hilltops?|sites?|facility|provinces?)\b"
)
_GAP_WORD = r"(?:(?!⟦[AC]\d+[a-z]?⟧(?!'))[^\s;,:]+\s+)"
_LONG_GAP_WORD = r"(?:[^\s;]+\s+)"
_EVERYDAY = frozenset(
    (  # noqa: SIM905 - a list of words reads best as a text
        "a after an and are as at be been being but by for from had has have he in into is it its of off on or out over "
        "she that the their them they to under up was were which who will with would"
    ).split()
)
_FIXED = {
    "GROUND": _GROUND,
    "ACTOR's?": _SLOTS["ACTOR"] + r"(?:'s?)?",
    "^PLACE": _NOT_BEHIND_PREPOSITION + _SLOTS["PLACE"] + _APPOSITION,
}
_ELEMENT = re.compile(r"^(?P<mark>\*?)(?P<body>\S+?)(?P<optional>\??)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: what it tags, how it is found, and the sentences that prove it.

    `anchors` are the words of which one must stand in a sentence before the pattern is tried. `requires` narrows the
    actor ("armed": somebody who can hold territory). `subject` says where the actor stands if no slot holds it: "left"
    (nearest before the trigger), "around" (else behind it), "loser" (left, and it is the loser), "victim" (nobody: the
    target suffers it), "possessor" ("the Taliban's capture of"), "none". `mode` is set where the rule's words decide
    it (what a threat threatens is never actual); `plover` is set where one tag has several PLOVER events. `expects` is
    the mode that the examples have.
    """

    rule_id: str
    event_type: EventType | None
    action: Action | None
    pattern: Alternatives
    anchors: frozenset[str]
    requires: str | None
    subject: str
    force: bool | None
    nominal: bool
    mode: AssertionMode | None
    plover: PloverEvent | None
    expects: AssertionMode
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    source: str
    order: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All rules, in the order of their files, and indexes from anchor word to rules and to their patterns.

    `patterns` are those of all rules, in order. `needs_by_anchor` gives for an anchor the number of each pattern that
    is looked up by it, with what must stand beside it.
    """

    rules: tuple[Rule, ...]
    by_anchor: Mapping[str, tuple[Rule, ...]]
    patterns: tuple[tuple[Rule, Alternative], ...]
    needs_by_anchor: Mapping[str, tuple[tuple[int, tuple[frozenset[str], ...]], ...]]

    def candidates(self, words: Iterable[str]) -> list[Rule]:
        """The rules one of whose anchors is among the words of a sentence, in order."""
        found = {rule.order: rule for word in words for rule in self.by_anchor.get(word, ())}
        return [found[order] for order in sorted(found)]

    def awake(self, words: frozenset[str], marks: str | None = None) -> list[tuple[Rule, Alternative]]:
        """The patterns that a sentence with these words could match, in order; far cheaper than trying.

        `marks` are the openings of the marks that it can have, such as "⟦P⟦A"; None: any.
        """
        found: set[int] = set()
        for word in words & self.needs_by_anchor.keys():
            for number, needs in self.needs_by_anchor[word]:
                for need in needs:
                    if need.isdisjoint(words):
                        break
                else:
                    found.add(number)
        patterns = [self.patterns[number] for number in sorted(found)]
        return [
            (rule, pattern)
            for rule, pattern in patterns
            if (marks is None or pattern.may_match_marks(marks)) and pattern.has_phrases(words)
        ]


@cache
def default_lexicon() -> Lexicon:
    """The bundled rules, read once."""
    return read_lexicon(reference_file("lexicon"))


def read_lexicon(folder: Path) -> Lexicon:
    """Read and compile every `*.toml` of a folder; `LexiconError` names the file and the rule that cannot be read."""
    files = [(path, tomllib.loads(path.read_text("utf-8"))) for path in sorted(folder.glob("*.toml"))]
    rules: list[Rule] = []
    for path, content in files:
        for entry in content.get("rule", ()):
            rules.append(_rule(entry, content.get("verbs", {}), path.name, len(rules)))
    seen: set[str] = set()
    for rule in rules:
        if rule.rule_id in seen:
            raise LexiconError("each rule id once", rule.rule_id, "Rename one of the two rules.")
        seen.add(rule.rule_id)
    return _indexed(rules)


def _indexed(rules: Sequence[Rule]) -> Lexicon:
    by_anchor: dict[str, list[Rule]] = {}
    needs: dict[str, list[tuple[int, tuple[frozenset[str], ...]]]] = {}
    patterns = tuple((rule, pattern) for rule in rules for pattern in rule.pattern.each)
    for rule in rules:
        for anchor in rule.anchors:
            by_anchor.setdefault(anchor, []).append(rule)
    for number, (_, pattern) in enumerate(patterns):
        for anchor in pattern.anchors:
            needs.setdefault(anchor, []).append((number, pattern.needs_beside(anchor)))
    return Lexicon(
        tuple(rules),
        {anchor: tuple(found) for anchor, found in by_anchor.items()},
        patterns,
        {anchor: tuple(found) for anchor, found in needs.items()},
    )


def _rule(entry: dict[str, Any], verbs: Mapping[str, list[str]], file: str, order: int) -> Rule:
    try:
        compiled = [_compile(pattern, verbs) for pattern in entry["patterns"]]
        return Rule(
            rule_id=entry["id"],
            event_type=EventType(entry["tag"]) if "tag" in entry else None,
            action=Action(entry["action"]) if "action" in entry else None,
            pattern=Alternatives(tuple(compiled)),
            anchors=frozenset().union(*(pattern.anchors for pattern in compiled)),
            requires=entry.get("requires"),
            subject=entry.get("subject", "left"),
            force=entry.get("force"),
            nominal=entry.get("nominal", False),
            mode=AssertionMode(entry["mode"]) if "mode" in entry else None,
            plover=PloverEvent(entry["plover"]) if "plover" in entry else None,
            expects=AssertionMode(entry.get("mode", "actual")),
            examples=tuple(entry["examples"]),
            counter_examples=tuple(entry.get("counter_examples", ())),
            source=entry["source"],
            order=order,
        )
    except (KeyError, ValueError, re.error) as error:
        raise LexiconError(
            "a rule with id, tag or action, patterns, examples and source", f"{entry.get('id')!r} in {file}: {error}"
        ) from error


def _renamed(source: str) -> str:
    """Each named group once in a pattern: actor becomes actor_0, actor_1 ..."""
    counter = itertools.count()
    return re.sub(r"\(\?P<(\w+)>", lambda match: f"(?P<{match[1]}_{next(counter)}>", source)


def slots(match: re.Match[str]) -> dict[str, tuple[int, int, str]]:
    """The filled slots of a rule's match: name -> (start, end, masked text)."""
    found = {}
    for name, value in match.groupdict().items():
        if value is not None:
            found[name.partition("_")[0]] = (match.start(name), match.end(name), value)
    return found


def _compile(pattern: str, verbs: Mapping[str, list[str]]) -> Alternative:
    elements = [_ELEMENT.match(word) for word in pattern.split()]
    parsed = [element for element in elements if element]
    marked = [i for i, element in enumerate(parsed) if element["mark"]]
    if not marked:
        marked = [i for i, element in enumerate(parsed) if element["body"].startswith("{")][:1]
    if not marked:
        raise LexiconError("a pattern with a verb class or an element marked with *", repr(pattern))
    out: list[str] = []
    anchors: list[frozenset[str]] = []
    for i, element in enumerate(parsed):
        last = i == len(parsed) - 1
        body, words = _element(element["body"], verbs, last=last)
        if not element["body"].startswith("~"):
            body = body if last else body + _SEPARATOR
            body = f"(?:{body})?" if element["optional"] else body
        if i == marked[0]:
            body = "(?P<trigger>" + body
        out.append(body + (")" if i == marked[-1] else ""))
        if words and not element["optional"]:
            anchors.append(words)
    if not anchors:
        raise LexiconError("a pattern with a word to look for", repr(pattern))
    needs = tuple(need for words in anchors if (need := need_of(words)) is not None)
    marks = tuple(filter(None, (_openings(element["body"]) for element in parsed if not element["optional"])))
    return Alternative(_renamed("".join(out)), needs, marks, _first_words(min(anchors, key=_commonness)))


def _first_words(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word.split()[0] for word in words)


def _commonness(words: frozenset[str]) -> tuple[int, int]:
    """How badly a set of words tells a sentence from others: by its everyday words, then by its size."""
    return len(_first_words(words) & _EVERYDAY), len(words)


def _openings(body: str) -> tuple[str, ...]:
    """What opens the marks that a slot stands for; none for anything else."""
    letters = re.search(r"⟦\[?([A-Z]+)", _SLOTS.get(body.removeprefix("^"), ""))
    return tuple(f"⟦{letter}" for letter in letters[1]) if letters else ()


def _element(body: str, verbs: Mapping[str, list[str]], *, last: bool) -> tuple[str, frozenset[str]]:
    """The regular expression of an element, and the words of which one must stand in a sentence where it fits."""
    if (gap := _gap(body)) is not None:
        return gap, frozenset()
    if body in _FIXED:
        return _FIXED[body], frozenset()
    if body in _SLOTS:
        return _SLOTS[body] + (_AFTER_PLACE if body == "PLACE" and last else ""), _SLOT_ANCHORS.get(body, frozenset())
    words = list(_verb_forms(body, verbs)) if body.startswith("{") else _words(body)
    possessive = r"(?:'s?)?" if body.endswith("'s") else ""
    slots_named = set(words) & (_SLOTS.keys() | _FIXED.keys())
    if not slots_named <= _SLOT_ANCHORS.keys():
        return _alternatives(words) + possessive, frozenset()
    plain = (word for word in words if word not in slots_named)
    return _alternatives(words) + possessive, frozenset(plain).union(*(_SLOT_ANCHORS[name] for name in slots_named))


def _gap(body: str) -> str | None:
    """The expression of a gap or of a negative look ahead; None for anything else."""
    if body == "~~":
        return _LONG_GAP_WORD + "{0,12}?"
    if body.startswith("~"):
        # No gap starts with a place: in "⟦P0⟧ fell, ⟦P1⟧ fell to" the second fall is another's.
        return "(?:(?!⟦P)" + _GAP_WORD + "{1,%s}?)??" % (body[1:] or "5")
    if body.startswith("!("):
        return rf"(?!{_alternatives(_words(body[1:]))})"
    return None


def _words(body: str) -> list[str]:
    return [word.replace("_", " ") for word in body.strip("()").split("|")]


def _alternatives(words: Iterable[str]) -> str:
    """One of the words, the longest first; a slot's name stands for the slot."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    parts: list[str] = []
    for is_slot, run in itertools.groupby(ordered, key=(_SLOTS | _FIXED).__contains__):
        if is_slot:
            parts += [_SLOTS.get(word) or _FIXED[word] for word in run]
        else:
            escaped = (re.escape(word).replace(r"\ ", r"\s+") for word in run)
            parts.append(rf"\b(?:{alternation(escaped)})\b")
    return f"(?:{'|'.join(parts)})"


def _verb_forms(body: str, verbs: Mapping[str, list[str]]) -> Iterator[str]:
    name, _, form = body.strip("{}").partition(".")
    wanted = {"": ("base", "s", "past"), "any": FORMS, "ed": ("ed",), "ing": ("ing",), "inf": ("base",)}[form]
    for verb in verbs[name]:
        forms = inflect(verb)
        yield from (forms[key] for key in FORMS if key in wanted)
